"""The words of a paragraph as one line of text, to compare, to cut and to write again."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml import etree

from regioplan.writers.word.oxml import plain

Mark = Literal["", "del", "ins"]

_THING = "\ufffc"
"""Stands for what is no text: a note, a field, a picture."""
CHARACTERS = {
    qn("w:softHyphen"): "\u00ad",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:br"): "\n",
    qn("w:tab"): "\t",
}
_HYPHENS = "\u00ad\u2011"
_WORD = re.compile(rf"[\n\t]|\w[\w{_HYPHENS}]*(?:[.,:’'-][\w{_HYPHENS}]+)*|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:\.\d+)*|\bonder\s[a-z]+\b")
_PASSIVE = frozenset(
    {qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:proofErr"), qn("w:lastRenderedPageBreak")}
)
_PICTURES = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_TOO_LITTLE = 0.2
"""With a smaller share of kept words a sentence is replaced whole: that reads better."""
_SENTENCE = 8
"""Fewer words than this are compared one by one."""


_NO_LABELS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: plain text in one format, or a thing."""

    text: str
    properties: Element | None = None
    """The `w:rPr` of its run."""
    things: tuple[Element, ...] = ()
    """What a thing consists of: content of a run, or whole runs and links when `whole`."""
    whole: bool = False
    key: Hashable = None
    """What a thing is compared by; None for text."""
    link: Element | None = None
    """The `w:hyperlink` around it, for its attributes."""
    address: str = ""
    """Where that link goes."""

    def cut(self, start: int, end: int) -> Piece:
        """A part of text; a thing is never cut."""
        if self.key is not None or (start, end) == (0, len(self.text)):
            return self
        return Piece(self.text[start:end], self.properties, link=self.link, address=self.address)

    @property
    def note(self) -> str:
        """The id of the note that this refers to, or ""."""
        if len(self.things) == 1 and self.things[0].tag == qn("w:footnoteReference"):
            return str(self.things[0].get(qn("w:id")))
        return ""

    @property
    def pictured(self) -> bool:
        """Whether it is a picture."""
        return self.key == "picture"


@dataclass(frozen=True)
class Line:
    """A paragraph as one line of text."""

    pieces: tuple[Piece, ...]
    passive: tuple[tuple[int, Element], ...]
    """Bookmarks and the like, with the place in the text before which they stand."""

    @cached_property
    def text(self) -> str:
        """The text; a thing counts for one character."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word begins and ends."""
        return tuple(found.span() for found in _WORD.finditer(self.text))

    @cached_property
    def keys(self) -> tuple[Hashable, ...]:
        """What each word is compared by: its text, and where it links to."""
        found: dict[int, Piece] = {}
        place = 0
        for piece in self.pieces:
            if piece.key is not None or piece.address:
                found.update(dict.fromkeys(range(place, place + len(piece.text)), piece))
            place += len(piece.text)
        return tuple(self._key(start, end, found.get(start)) for start, end in self.spans)

    def _key(self, start: int, end: int, piece: Piece | None) -> Hashable:
        if piece is None:
            return self.text[start:end]
        return piece.key or (self.text[start:end], piece.address)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The ids of the notes to which it refers, in order."""
        return tuple(piece.note for piece in self.pieces if piece.note)

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces from one place in the text to another."""
        place = 0
        for piece in self.pieces:
            after = place + len(piece.text)
            if place < end and start < after:
                yield piece.cut(max(start - place, 0), min(end, after) - place)
            place = after


def line(
    paragraph: Element, addresses: Mapping[str, str], labels: Mapping[str, str] = _NO_LABELS
) -> Line:
    """Read a paragraph.

    Args:
        paragraph: a `w:p`.
        addresses: relationship id → address, of the part that holds it.
        labels: bookmark → the words that are computed for a reference to it: "maatregel 2.1".
    """
    pieces: list[Piece] = []
    passive: list[tuple[int, Element]] = []
    field: list[Element] = []
    depth = 0
    for child in paragraph:
        depth += _depth(child)
        if field or depth:
            field.append(child)
            if not depth:
                pieces.append(_field(field))
                field = []
        elif child.tag == qn("w:r"):
            pieces.extend(_run(child))
        elif child.tag == qn("w:hyperlink"):
            pieces.extend(_link(child, addresses, labels))
        elif child.tag in _PASSIVE:
            passive.append((sum(len(piece.text) for piece in pieces), child))
        elif child.tag != qn("w:pPr"):
            pieces.append(Piece(_THING, things=(child,), whole=True, key=_canonical(child)))
    assert not field, "a field ends in its paragraph"
    return Line(tuple(pieces), tuple(passive))


def _depth(child: Element) -> int:
    """How many fields begin in an element, minus how many end."""
    kinds = [str(mark.get(qn("w:fldCharType"))) for mark in child.iter(qn("w:fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def _field(elements: list[Element]) -> Piece:
    """A field: compared by its instruction and by its words without their numbers."""
    instruction = "".join(
        code.text or "" for part in elements for code in part.iter(qn("w:instrText"))
    )
    shown = "".join(map(plain, elements))
    key = ("field", instruction.strip(), _NUMBER.sub("#", shown))
    return Piece(_THING, things=tuple(elements), whole=True, key=key)


def _run(run: Element, link: Element | None = None, address: str = "") -> Iterator[Piece]:
    properties = run.find(qn("w:rPr"))
    for content in run:
        if content.tag == qn("w:rPr"):
            continue
        if content.tag == qn("w:t"):
            if content.text:
                yield Piece(content.text, properties, link=link, address=address)
            continue
        text = CHARACTERS.get(str(content.tag), _THING)
        key = text if text != _THING else _thing_key(content)
        yield Piece(text, properties, (content,), key=key, link=link, address=address)


def _thing_key(content: Element) -> Hashable:
    if any(part.tag in _PICTURES for part in content.iter()):
        return "picture"
    if content.tag == qn("w:footnoteReference"):
        return ("note", content.get(qn("w:id")))
    return _canonical(content)


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n")


def _link(
    link: Element, addresses: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[Piece]:
    """A link to an address is text; one within the document is a thing.

    Its number is no change where it was computed; in words that somebody wrote it may be an amount.
    """
    anchor = link.get(qn("w:anchor"))
    if anchor is not None:
        said = plain(link)
        computed = " ".join(said.split()) == labels.get(str(anchor))
        key = ("reference", anchor, _NUMBER.sub("#", said) if computed else said)
        yield Piece(_THING, things=(link,), whole=True, key=key)
        return
    address = addresses.get(str(link.get(qn("r:id"))), "")
    for run in link.findall(qn("w:r")):
        yield from _run(run, link, address or "?")


# ------------------------------------------------------------------ comparing two lines

Stretch = tuple[Mark, int, int]
"""What happens to the text between two places: of the old line for "del", else of the new one."""


def compared(
    old: Line, new: Line, old_keys: Iterable[Hashable], new_keys: Iterable[Hashable]
) -> list[Stretch]:
    """The stretches in order; those of the new line cover all of it."""
    matcher = SequenceMatcher(None, [*old_keys], [*new_keys], autojunk=False)
    kept = [
        (old.spans[a + step], new.spans[b + step])
        for a, b, size in matcher.get_matching_blocks()
        for step in range(size)
    ]
    most = max(len(old.spans), len(new.spans))
    if most >= _SENTENCE and len(kept) < _TOO_LITTLE * most:
        kept = []
    found: list[Stretch] = []
    old_place = new_place = 0
    ends = ((len(old.text),) * 2, (len(new.text),) * 2)
    for (old_start, old_end), (new_start, new_end) in [*kept, ends]:
        found += _gap(old.text, new.text, (old_place, old_start), (new_place, new_start))
        found.append(("", new_start, new_end))
        old_place, new_place = old_end, new_end
    return _joined(found)


def _gap(
    old: str, new: str, old_gap: tuple[int, int], new_gap: tuple[int, int]
) -> Iterator[Stretch]:
    """What changed between two kept words; white space that stayed is no change."""
    removed, added = old[slice(*old_gap)], new[slice(*new_gap)]
    head = _same_space(removed, added)
    removed, added = removed[head:], added[head:]
    tail = _same_space(removed[::-1], added[::-1])
    yield "", new_gap[0], new_gap[0] + head
    yield "del", old_gap[0] + head, old_gap[1] - tail
    yield "ins", new_gap[0] + head, new_gap[1] - tail
    yield "", new_gap[1] - tail, new_gap[1]


def _same_space(one: str, other: str) -> int:
    """How many characters of white space two texts both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):  # the shorter one decides
        if a != b or not a.isspace() or a in "\n\t":
            break
        count += 1
    return count


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Without empty stretches, and neighbours of one kind as one."""
    found: list[Stretch] = []
    for mark, start, end in stretches:
        if start == end:
            continue
        if found and found[-1][0] == mark and found[-1][2] == start:
            found[-1] = (mark, found[-1][1], end)
        else:
            found.append((mark, start, end))
    return found
