"""The budget: a column per year, stacked by theme, and the money that there is as a mark on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from regioplan import dutch
from regioplan.figures import look
from regioplan.figures.drawing import Drawing
from regioplan.figures.layers import Line
from regioplan.figures.text import LINE, printable, text_width, wrap
from regioplan.markdown import Picture, letter

UNKNOWN = "n.t.b."
Amounts = tuple[Decimal | None, ...]
"""One per year, in euros; None for what is not known."""

_PLOT = 250.0
"""The height of the tallest column."""
_TICKS = 4
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_UNITS = ((100_000_000, 1_000_000, "miljoenen "), (10_000, 1_000, "duizenden "), (0, 1, ""))
"""From an amount on, what the axis counts in, in euros and in words."""
_COLUMN = 0.56
"""How much of a year's room its column takes."""
_WIDEST = 86.0
_KEY = 15.0
"""A part of a column that is lower bears no letter."""
_HALF = look.SMALL * 0.35
"""From the middle of a line of text to its foot."""
_OVERHANG = 9.0
_SWATCH = 26.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a part is filled: a solid colour, or lines or dots in it on paper."""

    kind: str
    colour: str


STYLES = (
    Style("vol", look.ACCENT),
    Style("schuin", look.ACCENT),
    Style("vol", "#A9C3D1"),
    Style("stippen", look.ACCENT),
    Style("vol", "#5F8FAB"),
    Style("liggend", look.ACCENT),
    Style("vol", look.MARK),
    Style("terug", look.MARK),
    Style("vol", "#E3B48F"),
    Style("ruit", look.MARK),
    Style("vol", look.GREY),
    Style("staand", look.GREY),
)
"""By position, so that neighbours differ in grey too; after the last the first comes back.

Each part bears a letter as well: nothing is told by its colour alone.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One theme's piece of a year's column."""

    style: int
    x: float
    y: float
    width: float
    height: float
    key: Line | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: what a style or the mark stands for."""

    style: int | None  # None: the mark
    x: float
    y: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """The picture as it is drawn."""

    height: float
    left: float
    foot: float
    ticks: tuple[Line, ...]
    grid: tuple[float, ...]
    parts: tuple[Part, ...]
    marks: tuple[tuple[float, float, float], ...]  # from x to x, at y
    lines: tuple[Line, ...]
    legend: tuple[Entry, ...]
    styles: tuple[Style, ...]
    swatch: float = _SWATCH
    width: float = look.WIDTH


def budget(
    years: Sequence[str],
    series: Sequence[tuple[str, Amounts]],
    line: tuple[str, Amounts] | None,
    words: tuple[str, ...],
    title: str = "Begroting per jaar",
) -> Picture:
    """The budget, or other money per year, as a picture.

    Args:
        years: the names of the columns, at least one.
        series: a name and an amount per year, from the foot of a column upward.
        line: what is marked on the columns, or None.
        words: the picture in sentences.
        title: the name of the picture.
    """
    return Drawing("begroting", {"plan": layout(years, series, line), "title": title}, words)


def layout(
    years: Sequence[str],
    series: Sequence[tuple[str, Amounts]],
    line: tuple[str, Amounts] | None,
) -> Budget:
    """Where everything stands."""
    stacks = [[amounts[i] for _, amounts in series] for i in range(len(years))]
    marked = line[1] if line else (None,) * len(years)
    scale = Scale.of(max([*map(_total, stacks), *(amount or Decimal(0) for amount in marked)]))
    labels = [
        (step * scale.step, scale.shown(step * scale.step)) for step in range(scale.steps + 1)
    ]
    left = max(text_width(text, look.SMALL) for _, text in labels) + 8
    slot = (look.WIDTH - left) / len(years)
    heads = [_head(stack, scale, slot) for stack in stacks]
    foot = look.SMALL * LINE + 12 + max(map(len, heads)) * look.SMALL * LINE + _PLOT
    grid = [foot - scale.height(amount) for amount, _ in labels]
    columns = [
        _column(year, stack, amount, head, Place(left + slot * i, slot, foot, scale))
        for i, (year, stack, amount, head) in enumerate(
            zip(years, stacks, marked, heads, strict=True)
        )
    ]
    counted = Line(scale.words, 0.0, look.SMALL, look.SMALL, anchor="start", colour=look.GREY)
    legend, height = _legend(series, line, foot + 34)
    return Budget(
        height=height,
        left=left,
        foot=foot,
        ticks=tuple(
            Line(text, left - 6, y + _HALF, look.SMALL, anchor="end", colour=look.GREY)
            for y, (_, text) in zip(grid, labels, strict=True)
        ),
        grid=tuple(grid),
        parts=tuple(part for column in columns for part in column.parts),
        marks=tuple(column.mark for column in columns if column.mark),
        lines=(counted, *(text for column in columns for text in column.lines)),
        legend=legend,
        styles=STYLES,
    )


# ------------------------------------------------------------------ amounts


@dataclass(frozen=True, slots=True)
class Scale:
    """How amounts are drawn and written."""

    step: Decimal
    steps: int
    unit: int
    words: str

    @classmethod
    def of(cls, highest: Decimal) -> Scale:
        """A scale with round steps that holds the highest amount."""
        if highest <= 0:
            return cls(Decimal(1), 1, 1, _counted(""))
        rough = highest / _TICKS
        power = Decimal(10) ** (rough.adjusted())
        step = next(s * power for s in _STEPS if s * power >= rough)
        unit, words = next((unit, words) for least, unit, words in _UNITS if highest >= least)
        return cls(step, math.ceil(highest / step), unit, _counted(words))

    def height(self, amount: Decimal) -> float:
        """How high an amount is drawn."""
        return float(amount / (self.step * self.steps)) * _PLOT

    def shown(self, amount: Decimal) -> str:
        """An amount as it is written: "2.266" for € 2.265.813 when the axis counts in thousands."""
        places = Decimal(1) if self.step / self.unit >= 1 else Decimal("0.1")
        return dutch.number((amount / self.unit).quantize(places, ROUND_HALF_UP))


def _counted(words: str) -> str:
    """What the axis counts."""
    return f"Bedragen in {words}euro’s"


def _total(amounts: Sequence[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _head(amounts: Sequence[Decimal | None], scale: Scale, room: float) -> tuple[str, ...]:
    """What stands above a column: its total, and that something in it is not known yet."""
    if amounts and all(amount is None for amount in amounts):
        return (UNKNOWN,)
    known = (scale.shown(_total(amounts)),)
    if any(amount is None for amount in amounts):
        return known + wrap(f"deels {UNKNOWN}", look.SMALL, room - 4, bold=True)
    return known


# ------------------------------------------------------------------ columns


@dataclass(frozen=True, slots=True)
class Place:
    """The room of one year."""

    x: float
    room: float
    foot: float
    scale: Scale

    @property
    def width(self) -> float:
        """How wide its column is."""
        return min(_WIDEST, self.room * _COLUMN)

    @property
    def middle(self) -> float:
        """The middle, from left to right."""
        return self.x + self.room / 2


@dataclass(frozen=True, slots=True)
class Column:
    """One year as it is drawn."""

    parts: tuple[Part, ...]
    mark: tuple[float, float, float] | None
    lines: tuple[Line, ...]


def _column(
    year: str,
    amounts: Sequence[Decimal | None],
    marked: Decimal | None,
    head: Sequence[str],
    place: Place,
) -> Column:
    """A year: its parts, its mark, and what stands above and below."""
    parts = tuple(_stacked(amounts, place))
    top = min((part.y for part in parts), default=place.foot)
    mark = None
    if marked is not None:
        y = place.foot - place.scale.height(marked)
        reach = place.width / 2 + min(_OVERHANG, (place.room - place.width) / 2 - 1)
        mark = (place.middle - reach, place.middle + reach, y)
        if top - len(head) * look.SMALL * LINE - 8 < y < top:
            top = y  # the mark stands where the total would
    above = (
        Line(text, place.middle, top - 6 - number * look.SMALL * LINE, look.SMALL, bold=True)
        for number, text in enumerate(reversed(head))
    )
    below = Line(printable(year), place.middle, place.foot + 18, look.SMALL, bold=True)
    return Column(parts, mark, (*above, below))


def _stacked(amounts: Sequence[Decimal | None], place: Place) -> Iterator[Part]:
    """The parts of a column, from its foot upward."""
    x, y = place.middle - place.width / 2, place.foot
    for number, amount in enumerate(amounts):
        if amount is not None and amount > 0:
            height = place.scale.height(amount)
            y -= height
            text = letter(number + 1).upper()
            key = Line(text, place.middle, y + height / 2 + _HALF, look.SMALL, bold=True)
            style = number % len(STYLES)
            yield Part(style, x, y, place.width, height, key if height >= _KEY else None)


# ------------------------------------------------------------------ legend


def _legend(
    series: Sequence[tuple[str, Amounts]], line: tuple[str, Amounts] | None, top: float
) -> tuple[tuple[Entry, ...], float]:
    """What each style stands for, in two columns, and where the picture ends."""
    named: list[tuple[int | None, str, str]] = [
        (i % len(STYLES), letter(i + 1).upper(), name) for i, (name, _) in enumerate(series)
    ]
    if line:
        named.append((None, "", line[0]))
    rows = math.ceil(len(named) / 2)  # down the first column, then the second
    entries: list[Entry] = []
    for row in range(rows):
        made = [
            _entry(*named[position], column * look.WIDTH / 2, top)
            for column, position in enumerate((row, row + rows))
            if position < len(named)
        ]
        entries += made
        tallest = max(sum(not line.bold for line in entry.lines) for entry in made)
        top += tallest * look.SMALL * LINE + 6
    return tuple(entries), top


def _entry(style: int | None, key: str, name: str, x: float, y: float) -> Entry:
    """An entry: its letter, and its name in as many lines as it takes."""
    foot = y + look.SMALL
    beside = x + _SWATCH + 24
    texts = wrap(name, look.SMALL, look.WIDTH / 2 - _SWATCH - 32)
    lines = [
        Line(text, beside, foot + i * look.SMALL * LINE, look.SMALL, anchor="start")
        for i, text in enumerate(texts)
    ]
    letters = [Line(key, x + _SWATCH + 13, foot, look.SMALL, bold=True)] if key else []
    return Entry(style, x, y, (*letters, *lines))
