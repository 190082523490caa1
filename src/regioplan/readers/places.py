"""Where in the YAML files something stands that a reader of the Word file points at."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from regioplan.model import HOOFDSTUKKEN, Node, Programma, words_of
from regioplan.model.base import Prose
from regioplan.readers.remarks import Heading, Spot
from regioplan.source import Location
from regioplan.writers.word.names import bookmark_name

Precision = Literal["tekst", "onderdeel", "hoofdstuk", "niet"]
"""How near the place is: the line with the words, the item, only the chapter, or not at all."""

CHAPTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "h-leeswijzer": ("programma.yaml", "leeswijzer"),
        "h-samenvatting": ("programma.yaml", "samenvatting"),
        "h-proces": ("programma.yaml", "proces"),
        "h-regio": ("regio.yaml", ""),
        "h-governance": ("governance.yaml", ""),
        "h-analyse": ("analyse.yaml", ""),
        "h-streefcijfers": ("streefcijfers.yaml", ""),
        "h-programma": ("programma.yaml", "doelgroep"),
        "h-afspraken": ("afspraken.yaml", ""),
        "h-programmateam": ("programmateam.yaml", ""),
        "h-financien": ("financien.yaml", ""),
        "h-ondertekening": ("partners.yaml", "ondertekening"),
        "h-bijlagen": ("programma.yaml", "bijlagen"),
    }
)
"""Chapter → the file and the key that it is mostly made from."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What the programme looks like in print, so that a place can be called by its number."""

    labels: Mapping[str, str]  # id → "maatregel 2.1", "hoofdstuk 4"; see `Tree.labels`
    titles: Mapping[str, str]  # id of a heading → its words, in printed order


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in the programme."""

    where: str  # for a reader: "Maatregel 2.1: Start & Go MBO"
    location: Location | None
    item: str  # id of the item, else of the chapter; "" when not even that is known
    heading: str  # id of the heading in print, for the order
    precision: Precision


class Placer:
    """Finds places; made once for a programme."""

    def __init__(self, programma: Programma, printed: Printed) -> None:
        self._programma = programma
        self._printed = printed
        known = (*HOOFDSTUKKEN, *printed.labels, *programma.items)
        self._ids = {bookmark_name(ident): ident for ident in known}

    def place(self, spot: Spot) -> Placed:
        """The nearest place that can be found."""
        if spot.lost:
            return Placed("", None, "", "", "niet")
        if not spot.headings:
            return self._on_the_cover(spot)
        headings = [ident for h in reversed(spot.headings) if (ident := self._heading(h))]
        anchors = [self._ids[a] for a in reversed(spot.anchors) if a in self._ids]
        near = [i for i in dict.fromkeys((*anchors, *headings)) if i in self._programma.items]
        # A heading that nobody knows ends what stood above it: the measure before it is no home.
        known = bool(self._heading(spot.headings[-1]))
        if not known:
            near = [ident for ident in near if ident in anchors]
        chapter = next((ident for ident in headings if ident in CHAPTERS), "")
        found = self._passage(spot, near, CHAPTERS.get(chapter, ("", ""))[0])
        if found is not None:
            item = next(iter(reversed(found.owners)), "") or chapter
            return self._named(spot, item, headings, found.at(spot.words), "tekst", found.owners)
        if near:
            at = _field(self._programma.items[near[0]], spot.paragraph)
            return self._named(spot, near[0], headings, at, "onderdeel", (near[0],))
        if chapter:
            item = headings[0]
            return self._named(spot, item, headings, self._chapter(chapter), "hoofdstuk", ())
        return Placed(spot.headings[-1].text, None, "", "", "niet")

    # -------------------------------------------------------------- steps

    def _on_the_cover(self, spot: Spot) -> Placed:
        found = self._passage(spot, [], "programma.yaml")
        first = Location("programma.yaml")
        if found is None:
            return Placed("Omslag", first, "", "", "hoofdstuk")
        return Placed("Omslag", found.at(spot.words), "", "", "tekst")

    def _heading(self, heading: Heading) -> str:
        """The id of a heading: by its bookmark, else by its number or words; "" when unknown."""
        for anchor in reversed(heading.anchors):
            if anchor in self._ids:
                return self._ids[anchor]
        return self._by_words(heading.text)

    def _by_words(self, text: str) -> str:
        numbered = _NUMBERED.match(text)
        if numbered and (ident := self._by_label.get(numbered[1].lower(), "")):
            return ident
        title = _bare(numbered[2] if numbered else text)
        if title in self._by_title:
            return self._by_title[title]
        near = difflib.get_close_matches(title, self._by_title, 1, _ALIKE)
        return self._by_title[near[0]] if near else ""

    @cached_property
    def _by_label(self) -> Mapping[str, str]:
        """The number of a heading, with its word or alone ("maatregel 2.1", "4.2") → its id."""
        found: dict[str, str] = {}
        for ident in self._printed.titles:
            label = self._printed.labels.get(ident, "").lower()
            kind, _, number = label.rpartition(" ")
            for name in (label, number if kind in _PLAIN_NUMBERS else ""):
                if name:
                    found.setdefault(name, ident)
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for ident, title in self._printed.titles.items():
            found.setdefault(_bare(title), ident)
        return found

    def _chapter(self, chapter: str) -> Location:
        file, key = CHAPTERS[chapter]
        blad = self._programma.bladen.get(file)
        return Location("programma.yaml") if blad is None else blad.where(key)

    def _named(  # noqa: PLR0913, PLR0917  # all that the words of a place are made of
        self,
        spot: Spot,
        item: str,
        headings: Sequence[str],
        location: Location,
        precision: Precision,
        owners: Sequence[str],
    ) -> Placed:
        """The place with its words: the heading with its number, and the item below it."""
        titles, labels = self._printed.titles, self._printed.labels
        above = next((i for i in (*reversed(owners), *headings) if i in titles), "")
        title = titles.get(above, "") or spot.headings[-1].text
        label = labels.get(above, "")
        node = self._programma.items.get(item)
        name = ""
        if node is not None and item not in titles:
            own = labels.get(item, "")
            if label and own.startswith(f"{label} "):  # "maatregel 2.1 onder b"
                label = own
            else:
                name = words_of(node).text
        label = "" if label in (title, name) else f"{label[:1].upper()}{label[1:]}: "
        words = f"{label.removeprefix(': ')}{title}"
        return Placed(f"{words}, {name}" if name else words, location, item, above, precision)

    # -------------------------------------------------------------- the words themselves

    def _passage(self, spot: Spot, near: Sequence[str], file: str) -> _Passage | None:
        """The passage that the paragraph was made from."""
        sought = _Sought(_bare(spot.paragraph), _counted(spot.paragraph), _counted(spot.words))
        if not sought.bare:
            return None
        scopes = [self._by_owner.get(ident, ()) for ident in near]
        wider = [self._by_file.get(file, ()), self._passages]
        if len(sought.bare) < _TELLING:
            wider = []
        for scope in (*scopes, *wider):
            for passage in scope:
                if passage.bare == sought.bare:
                    return passage
        for scopes_, least in ((scopes, _NEAR), (wider, _FAR)):
            for scope in scopes_:
                if found := _most_alike(scope, sought, least):
                    return found
        return None

    @cached_property
    def _by_owner(self) -> Mapping[str, list[_Passage]]:
        found: dict[str, list[_Passage]] = {}
        for passage in self._passages:
            for owner in passage.owners:
                found.setdefault(owner, []).append(passage)
        return found

    @cached_property
    def _by_file(self) -> Mapping[str, list[_Passage]]:
        found: dict[str, list[_Passage]] = {}
        for passage in self._passages:
            found.setdefault(passage.location.file, []).append(passage)
        return found

    @cached_property
    def _passages(self) -> list[_Passage]:
        """Every stretch of text that a user typed, in order of file and line."""
        found = [
            passage
            for name in sorted(self._programma.bladen)
            for passage in _passages(self._programma.bladen[name], ())
        ]
        return sorted(found, key=lambda passage: passage.location)


def _field(node: Node, words: str) -> Location:
    """The field that these words name ("Partners" before the partners), else the node."""
    key = "_".join(words.casefold().split())
    return node.where(key) if key in type(node).model_fields else node.location


_NUMBERED = re.compile(r"((?:[^\W\d]+ )?\d+(?:\.\d+)*)[.:]?\s+(.*)", re.DOTALL)
_PLAIN_NUMBERS = ("hoofdstuk", "paragraaf")
_ALIKE = 0.8
"""Titles with a smaller share in common are different titles."""
_TELLING = 25
"""A shorter paragraph, in letters, may stand anywhere: `n.t.b.`, "Loopt door"."""
_NEAR = 0.35
"""How much a passage must be like the paragraph where the item is known …"""
_FAR = 0.75
"""… and where it is not."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A paragraph of the Word file, as it is compared."""

    bare: str
    counted: Counter[str]
    words: Counter[str]  # those that somebody pointed at


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph of running text, an item of a list, or a whole value."""

    node: Node
    key: str
    owners: tuple[str, ...]  # ids of the items that it belongs to, the nearest last
    location: Location
    bare: str
    counted: Counter[str]
    lines: tuple[tuple[int, str], ...] = ()  # of a text: the number of the line, and its letters

    def at(self, words: str) -> Location:
        """The line on which some words begin."""
        start = self.bare.find(_bare(words)) if words else -1
        passed = 0
        for number, line in self.lines:
            if start < passed + len(line):
                return self.node.in_text(self.key, number)
            passed += len(line)
        return self.location


def _passages(node: Node, owners: tuple[str, ...]) -> Iterator[_Passage]:
    """The passages of a node and of those in it."""
    if node.soort:
        owners = (*owners, node.id)  # type: ignore[attr-defined]  # a kind has an id
    values: Mapping[str, Any] = {**node.__dict__, **(node.__pydantic_extra__ or {})}
    for key, value in values.items():
        if isinstance(value, Node):
            yield from _passages(value, owners)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Node):
                    yield from _passages(part, owners)
                else:
                    yield from _whole(node, key, owners, part, node.where(key, index))
        elif isinstance(value, Prose):
            yield from _prose(node, key, owners, value)
        elif key != "id":
            yield from _whole(node, key, owners, value, node.where(key))


def _whole(
    node: Node, key: str, owners: tuple[str, ...], value: Any, at: Location
) -> Iterator[_Passage]:
    """A value in one piece."""
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        text = str(value)
        if bare := _bare(text):
            yield _Passage(node, key, owners, at, bare, _counted(text))


_ITEM = re.compile(r"\s*(?:[-+*]|\d+[.)])\s+")


def _prose(node: Node, key: str, owners: tuple[str, ...], text: str) -> Iterator[_Passage]:
    """Each paragraph and each item of a list in a text."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate((*text.split("\n"), "")):
        if block and (not line.strip() or _ITEM.match(line)):
            yield from _block(node, key, owners, block)
            block = []
        if line.strip():
            block.append((number, line))


def _block(
    node: Node, key: str, owners: tuple[str, ...], block: Sequence[tuple[int, str]]
) -> Iterator[_Passage]:
    whole = "\n".join(_unmarked(line) for _, line in block)
    lines = tuple((number, _bare(_unmarked(line))) for number, line in block)
    if bare := "".join(line for _, line in lines):
        at = node.in_text(key, block[0][0])
        yield _Passage(node, key, owners, at, bare, _counted(whole), lines)


_MARKUP = re.compile(r"\^\[[^\]]*\]|\]\([^)]*\)|\A\s*(?:[-+*]|\d+[.)])\s+")
"""Notes, the addresses of links, and the mark of an item: no words of the paragraph."""


def _unmarked(line: str) -> str:
    return _MARKUP.sub("", line)


def _bare(text: str) -> str:
    """Only letters and digits, in lower case: what no program on the way changes."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def _counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _most_alike(scope: Iterable[_Passage], spot: _Sought, least: float) -> _Passage | None:
    """The passage that is most like the paragraph and holds the words, if any is like it enough."""
    best: tuple[float, _Passage] | None = None
    for passage in scope:
        score = _likeness(passage, spot)
        if score >= least and (best is None or score > best[0]):
            best = score, passage
    return best[1] if best else None


_SHORT = 3


def _likeness(passage: _Passage, sought: _Sought) -> float:
    """From 0 to 1: the share of words in common; a cell may hold several values, so parts count."""
    total = passage.counted.total() + sought.counted.total()
    share = 2 * (passage.counted & sought.counted).total() / total if total else 0.0
    short, long = sorted((passage.bare, sought.bare), key=len)
    if len(short) >= _SHORT and short in long:
        share = max(share, 0.4)
    if not sought.words or sought.words == sought.counted:
        return share
    # The words that somebody pointed at weigh most: they stand in one passage of the cell.
    held = (sought.words & passage.counted).total() / sought.words.total()
    return (share + held) / 2
