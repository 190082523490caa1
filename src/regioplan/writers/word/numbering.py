"""Numbering that Word itself computes: headings by series, and lists that begin anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Heading, Series
from regioplan.writers.word import look
from regioplan.writers.word.base import Styles
from regioplan.writers.word.metrics import text_width
from regioplan.writers.word.oxml import el

_BULLETS = ("•", "–", "•", "–")
_GAP = 170
"""White space between the widest number of a heading and its title, in twips (3 mm)."""
_ILVL_MAX = 8


@dataclass(frozen=True, slots=True)
class _Level:
    """One `w:lvl`."""

    format: str
    text: str
    left: int
    hanging: int
    start: int = 1
    style: str = ""
    color: str = ""


@dataclass(slots=True)
class _Series:
    """A numbering of headings as Word counts it: `texts` per level, and where the count is."""

    num_id: int
    texts: tuple[str, ...]
    counts: list[int] = field(default_factory=list)

    def next(self, level: int) -> str | None:
        """What Word would show for the next heading at this level; None: a level above has none."""
        counts = [*self.counts, *[0] * level][:level]
        if 0 in counts or level >= len(self.texts):
            return None
        here = self.counts[level] + 1 if len(self.counts) > level else 1
        shown = self.texts[level]
        for place, count in enumerate([*counts, here], start=1):
            shown = shown.replace(f"%{place}", str(count))
        return shown

    def step(self, level: int) -> None:
        """Count one heading."""
        here = self.counts[level] + 1 if len(self.counts) > level else 1
        self.counts = [*self.counts[:level], here]


def heading_style(styles: Styles, heading: Heading) -> str:
    """The name of the style of a heading, made when it is not there.

    A chapter is Heading 1–4 itself; the other series have a style based on it, so that Word's own
    contents can pick them and a new heading in that style gets the right number.
    """
    level = min(max(heading.level, 1), len(look.HEADING_SIZES))
    base = f"heading {level}"
    series: Series = heading.series if heading.prefix else "geen"
    if series == "hoofdstuk":
        return base
    if series == "geen":
        name = f"Kop {level} zonder nummer"
        off = el("w:numPr", el("w:ilvl", w_val=0), el("w:numId", w_val=0))
        styles.variant(base, name, off, el("w:ind", w_left=0, w_firstLine=0))
        return name
    name = f"Kop {level} {series}"
    styles.variant(base, name)
    return name


class Numbering:
    """The numbering part of a document."""

    def __init__(self, root: Element, styles: Styles, headings: Sequence[Heading]) -> None:
        """Define the numberings that these headings need, and those of the lists."""
        self._root = root
        self._styles = styles
        self._abstracts = 0
        self._nums = 0
        self._ordered: dict[bool, int] = {}
        self._tied: set[str] = set()
        self._hanging = {
            series: max((_prefix_width(h, styles) for h in group), default=0) + _GAP
            for series, group in _by_series(headings).items()
        }
        self._apart: dict[str, _Series] = {}
        self._series = self._define_series(headings)
        self._define_bullets()

    # -- headings

    def heading(self, heading: Heading, style: str) -> Element | None:
        """The `w:numPr` that a heading needs beyond its style, so that Word shows its prefix.

        The style mostly suffices. Where counting would show another number (a measure before any
        theme, a number that was left out), the heading starts a numbering of its own.
        """
        if not heading.prefix:
            return None
        series = self._series.get(heading.series)
        level = heading.number.count(".")
        if series is not None and series.next(level) == heading.prefix:
            series.step(level)
            if f"{style}@{level}" in self._tied:
                return None
            return _num_pr(series.num_id, level)
        return _num_pr(self._own(heading).num_id, 0)

    def _own(self, heading: Heading) -> _Series:
        """A numbering of its own for a heading: "Maatregel 2." as words, and one number."""
        head, last = heading.prefix, ""
        while head and head[-1].isdecimal() and head[-1].isascii():
            head, last = head[:-1], head[-1] + last
        found = self._apart.get(head)
        if last and found is not None and found.next(0) == heading.prefix:
            found.step(0)
            return found
        hanging = self._hanging.get(heading.series, _GAP)
        start = int(last or 1)
        text = head + ("%1" if last and str(start) == last else last)
        abstract = self._abstract([_Level("decimal", text, hanging, hanging, start=start)])
        own = _Series(self._num(abstract), (text,), [start])
        self._apart[head] = own
        return own

    def _define_series(self, headings: Sequence[Heading]) -> dict[Series, _Series]:
        """The numberings of chapters, of themes with their measures, and of annexes."""
        first: dict[tuple[Series, int], Heading] = {}
        for heading in headings:
            if heading.prefix:
                first.setdefault((heading.series, heading.number.count(".")), heading)
        chapters = self._define(
            tuple(
                (
                    ".".join(f"%{n}" for n in range(1, depth + 1)),
                    f"heading {depth}",
                    self._hanging.get("hoofdstuk", _GAP),
                )
                for depth in range(1, len(look.HEADING_SIZES) + 1)
            ),
        )
        found: dict[Series, _Series] = {"hoofdstuk": chapters}
        theme, measure = first.get(("thema", 0)), first.get(("maatregel", 1))
        if theme is not None and measure is not None:
            both = self._define((self._text(theme), self._text(measure)))
            found["thema"] = found["maatregel"] = both
        singles: tuple[Series, ...] = ("thema", "maatregel", "bijlage")
        for series in singles:
            alone = first.get((series, 0))
            if alone is not None and series not in found:
                found[series] = self._define((self._text(alone),))
        return found

    def _text(self, heading: Heading) -> tuple[str, str, int]:
        """A level's text, as in "Maatregel %1.%2", the style that it is tied to, its indent."""
        places = range(1, heading.number.count(".") + 2)
        head = heading.prefix.removesuffix(heading.number)
        text = head + ".".join(f"%{n}" for n in places)
        return text, heading_style(self._styles, heading), self._hanging[heading.series]

    def _define(self, levels: Sequence[tuple[str, str, int]]) -> _Series:
        abstract = self._abstract(
            [
                _Level("decimal", text, hanging, hanging, style=self._styles.id(style))
                for text, style, hanging in levels
            ]
        )
        num_id = self._num(abstract)
        for level, (_, style, _hanging) in enumerate(levels):
            self._styles.tie_numbering(style, num_id, level)
            self._tied.add(f"{style}@{level}")
        return _Series(num_id, tuple(text for text, _, _ in levels))

    # -- lists

    def new_list(self, level: int, *, letters: bool) -> int:
        """The `w:numId` of an ordered list that begins anew, at a level from 0."""
        if letters not in self._ordered:
            kind = "lowerLetter" if letters else "decimal"
            self._ordered[letters] = self._abstract(
                [
                    _Level(
                        kind, f"%{n}.", min(n, look.LIST_LEVELS) * look.LIST_STEP, look.LIST_STEP
                    )
                    for n in range(1, _ILVL_MAX + 2)
                ]
            )
        return self._num(self._ordered[letters], restart=level)

    def _define_bullets(self) -> None:
        names = ("List Bullet", *(f"List Bullet {n}" for n in range(2, look.LIST_LEVELS + 1)))
        abstract = self._abstract(
            [
                _Level(
                    "bullet",
                    bullet,
                    (place + 1) * look.LIST_STEP,
                    look.LIST_STEP,
                    style=self._styles.id(name),
                    color=look.ACCENT,
                )
                for place, (bullet, name) in enumerate(zip(_BULLETS, names, strict=True))
            ]
        )
        num_id = self._num(abstract)
        for level, name in enumerate(names):
            self._styles.tie_numbering(name, num_id, level)

    # -- the part itself

    def _abstract(self, levels: Sequence[_Level]) -> int:
        """Add a `w:abstractNum`; all of them stand before the first `w:num`."""
        number = self._abstracts
        self._abstracts += 1
        element = el(
            "w:abstractNum",
            el("w:nsid", w_val=f"{0x52500000 + number:08X}"),
            el("w:multiLevelType", w_val="multilevel" if len(levels) > 1 else "singleLevel"),
            *(_level_element(place, level) for place, level in enumerate(levels)),
            w_abstractNumId=number,
        )
        self._root.insert(number, element)
        return number

    def _num(self, abstract: int, *, restart: int | None = None) -> int:
        """Add a `w:num`; with `restart` its level begins again at 1."""
        self._nums += 1
        element = el("w:num", el("w:abstractNumId", w_val=abstract), w_numId=self._nums)
        if restart is not None:
            start = el("w:startOverride", w_val=1)
            element.append(el("w:lvlOverride", start, w_ilvl=restart))
        self._root.append(element)
        return self._nums


def _num_pr(num_id: int, level: int) -> Element:
    return el("w:numPr", el("w:ilvl", w_val=level), el("w:numId", w_val=num_id))


def list_number(num_id: int, level: int) -> Element:
    """The `w:numPr` of an item, at a level from 0."""
    return _num_pr(num_id, min(level, _ILVL_MAX))


def _level_element(place: int, level: _Level) -> Element:
    """`<w:lvl w:ilvl="1"><w:start/><w:numFmt/><w:pStyle/><w:lvlText w:val="%1.%2"/>…</w:lvl>`."""
    element = el(
        "w:lvl",
        el("w:start", w_val=level.start),
        el("w:numFmt", w_val=level.format),
        w_ilvl=place,
    )
    if level.style:
        element.append(el("w:pStyle", w_val=level.style))
    element.append(el("w:lvlText", w_val=level.text))
    element.append(el("w:lvlJc", w_val="left"))
    element.append(el("w:pPr", el("w:ind", w_left=level.left, w_hanging=level.hanging)))
    if level.color:
        element.append(el("w:rPr", el("w:color", w_val=level.color)))
    return element


def _by_series(headings: Iterable[Heading]) -> dict[Series, list[Heading]]:
    groups: dict[Series, list[Heading]] = {}
    for heading in headings:
        groups.setdefault(heading.series, []).append(heading)
    return groups


def _prefix_width(heading: Heading, styles: Styles) -> int:
    """How wide the number of a heading prints, in twips."""
    level = min(max(heading.level, 1), len(look.HEADING_SIZES))
    size = styles.wide(f"heading {level}", bold=True)
    return round(text_width(heading.prefix, size, bold=True))
