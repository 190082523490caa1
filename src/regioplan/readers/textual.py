"""Two Word files compared paragraph by paragraph, in what they say and not in how they look."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from regioplan.readers.origin import is_small
from regioplan.readers.remarks import Spot, spots_of
from regioplan.readers.walk import Line, Walked, lines
from regioplan.writers.word.pairing import common, pairs


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph, or a cell, that is not the same in both."""

    kind: Literal["gewijzigd", "toegevoegd", "verwijderd"]
    made: str  # as regioplan made it; "" for an addition
    found: str  # as it stands in the file; "" for what was taken out
    spot: Spot


def differences(made: Walked, found: Walked, *, accepted: bool) -> tuple[Difference, ...]:
    """Where a file differs from what regioplan made, in order.

    Small print, white space and the numbers that fields make do not count; of the contents only
    the titles do, and those may be the titles of the file itself.

    Args:
        made: what regioplan makes.
        found: the file.
        accepted: with every tracked change of the file accepted; else with every one rejected.
    """
    before, after = _view(made, accepted=True), _view(found, accepted=accepted)
    strange = _strange_contents(made, found, accepted=accepted)
    return (*strange, *_found(before, after))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paragraph as it is compared."""

    text: str
    bare: str
    column: int  # of its cell: words that go to another column of a table mean something else
    counted: Counter[Hashable]
    spot: Spot


def _view(walked: Walked, *, accepted: bool) -> Sequence[_Seen]:
    spots = dict(zip(map(id, walked.paragraphs), spots_of(walked.paragraphs), strict=True))
    kept = (p for p in walked.paragraphs if not p.contents)
    return [
        _seen(line, spots[id(line.source)])
        for line in lines(kept, accepted=accepted)
        if not is_small(line.text)
    ]


_SAME = str.maketrans({"\u2011": "-", "\xad": None, "\xa0": " ", "\u202f": " "})
"""What programs write in different ways."""


def _seen(line: Line, spot: Spot) -> _Seen:
    bare = _bare(line.compared)
    return _Seen(line.text, bare, line.source.column, Counter(re.findall(r"\w+", bare)), spot)


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())


def _found(made: Sequence[_Seen], found: Sequence[_Seen]) -> Iterator[Difference]:
    before = Spot()
    for old, new in pairs(made, found, lambda seen: (seen.bare, seen.column), _likeness):
        if old is None and new is not None:
            yield Difference("toegevoegd", "", new.text, new.spot if new.spot.headings else before)
        elif old is not None and new is None:
            yield Difference("verwijderd", old.text, "", replace(old.spot, words=""))
        elif old is not None and new is not None and old.bare != new.bare:
            words = _first(old.bare, new.bare)
            yield Difference("gewijzigd", old.text, new.text, replace(old.spot, words=words))
        elif old is not None and new is not None and old.column != new.column:
            was, is_ = (f"{seen.text} (kolom {seen.column})" for seen in (old, new))
            yield Difference("gewijzigd", was, is_, old.spot)
        before = old.spot if old is not None else before


def _strange_contents(made: Walked, found: Walked, *, accepted: bool) -> Iterator[Difference]:
    """What stands in the contents, and is no title of the text."""
    known = {_title(line.text) for line in lines(made.paragraphs, accepted=True)}
    plain = (p for p in found.paragraphs if not p.contents)
    known |= {_title(line.text) for line in lines(plain, accepted=accepted)}
    own = (p for p in found.paragraphs if p.contents)
    for line in lines(own, accepted=accepted):
        if _title(line.text) not in known - {""} and not _PAGE.fullmatch(line.text):
            yield Difference("toegevoegd", "", line.text, Spot())


_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_PAGE = re.compile(r"\d{1,4}")


def _title(text: str) -> str:
    """A title without its number, and without its page in the contents."""
    return re.sub(r"^[\W\d]+|[\W\d]+$", "", _NUMBERS.sub("#", _bare(text)))


def _likeness(old: _Seen, new: _Seen) -> float:
    return common(old.counted, new.counted)


def _first(old: str, new: str) -> str:
    """The words of the old text where the first difference is."""
    one, other = old.split(), new.split()
    for what, start, end, _, _ in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what != "equal":
            return " ".join(one[start:end] or one[max(start - 3, 0) : start])
    return ""
