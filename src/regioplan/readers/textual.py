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

    Contents, results of fields, small print and white space do not count.

    Args:
        made: what regioplan makes.
        found: the file.
        accepted: with every tracked change of the file accepted; else with every one rejected.
    """
    return tuple(_found(_view(made, accepted=True), _view(found, accepted=accepted)))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paragraph as it is compared."""

    text: str
    bare: str
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
    bare = " ".join(unicodedata.normalize("NFC", line.text).translate(_SAME).split())
    return _Seen(line.text, bare, Counter(re.findall(r"\w+", bare)), spot)


def _found(made: Sequence[_Seen], found: Sequence[_Seen]) -> Iterator[Difference]:
    before = Spot()
    for old, new in pairs(made, found, lambda seen: seen.bare, _likeness):
        if old is None and new is not None:
            yield Difference("toegevoegd", "", new.text, new.spot if new.spot.headings else before)
        elif old is not None and new is None:
            yield Difference("verwijderd", old.text, "", replace(old.spot, words=""))
        elif old is not None and new is not None and old.bare != new.bare:
            words = _first(old.bare, new.bare)
            yield Difference("gewijzigd", old.text, new.text, replace(old.spot, words=words))
        before = old.spot if old is not None else before


def _likeness(old: _Seen, new: _Seen) -> float:
    return common(old.counted, new.counted)


def _first(old: str, new: str) -> str:
    """The words of the old text where the first difference is."""
    one, other = old.split(), new.split()
    for what, start, end, _, _ in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what != "equal":
            return " ".join(one[start:end] or one[max(start - 3, 0) : start])
    return ""
