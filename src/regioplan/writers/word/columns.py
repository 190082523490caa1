"""How wide the columns of a table are: numbers what they need, texts what saves most lines."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from regioplan.writers.word import look
from regioplan.writers.word.metrics import text_width

_NUMBER = re.compile(r"[€\s\d.,+\-–−%()]*|n\.t\.b\.")
_AIR = 40
"""What a cell needs beside its text and padding: programs round differently."""
_TO_FILL_IN = 0.24
"""The share of the width for a column that is empty, to be filled in by hand."""
_FOR_TEXT = 0.5
"""The share of the width that the columns of text keep before those of numbers become even."""
_RAGGED = 0.92
"""How much of a line is filled on average, when a text takes more than one."""
_AMPLE = 0.7
"""How much of half the width the columns may ask for, so that the table takes only that half."""
_FOR_WORD = 0.3
"""The share of the width that one word may take, where breaking it helps the other columns."""
_AT_LEAST = 0.08
"""The share of the width that a column of text always has."""
_BREAK = 3
"""What a column costs in which a word is broken, in lines."""
_TORN = 100
"""What a column costs in which a number is broken: it can then be misread."""
_STEPS = 45
"""In how many parts the width is dealt out among the columns of text."""
_WEIGHED = 200
"""Of a long table about so many rows are weighed: time must not run away with a long list."""
_WRAP = 0.4
"""What a wrapped line costs where it makes its row no higher: "onder a" alone is ugly too."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the columns in twips, and the size of the text in points."""

    widths: tuple[int, ...]
    size: float = look.TABLE_SIZE
    padding: int = look.CELL_PADDING
    """At each side of a cell, in twips."""


def columns(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    total: int,
    gaps: Sequence[int] = (),
) -> Columns:
    """Columns that are together exactly `total` wide, or half of it where that is ample.

    Over a whole line the eye loses its way from a year to its number.

    `gaps` is what each column needs beside the usual padding of a cell.

    No word is broken as long as all longest words fit. A column of numbers keeps each number on
    one line and gets no more than that; the columns of text share the rest so that the table gets
    as low as it can. Where numbers would take most of the width, the whole table is set smaller.
    """
    gaps = gaps or [0] * len(header)
    normal = _measure(header, rows, total, gaps, Columns(()))
    numbers = sum(column.narrow for column in normal if column.number)
    crowded = numbers > total * _FOR_TEXT or sum(column.narrow for column in normal) > total
    asked = sum(column.wide for column in normal)
    if normal[-1].number and len(normal) > 1 and asked * 2 <= total * _AMPLE:
        return Columns(_dealt(normal, total // 2))
    if not crowded:
        return Columns(_dealt(normal, total))
    small = Columns((), look.SMALL_TABLE_SIZE, look.SMALL_CELL_PADDING)
    widths = _dealt(_measure(header, rows, total, gaps, small), total)
    return Columns(widths, small.size, small.padding)


def stretched(shape: Columns, total: int) -> Columns:
    """The same columns where text prints wider: together they are exactly `total` wide."""
    measured = sum(shape.widths)
    if measured == total:
        return shape
    widths = [width * total // measured for width in shape.widths]
    widths[-1] += total - sum(widths)
    return replace(shape, widths=tuple(widths))


class _Column:
    """What one column asks for, in twips."""

    def __init__(
        self, header: str, cells: Sequence[str], total: int, extra: int, form: Columns
    ) -> None:
        self._size = form.size
        self._margin = 2 * form.padding + _AIR + extra
        self.number = any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
        lines = [[self._line(line, self.number) for line in cell.split("\n")] for cell in cells]
        self._cells = [[self._line(header, bold=True)], *lines[:: len(lines) // _WEIGHED + 1]]
        longest = max((width for cell in lines for width in cell), default=0.0)
        words = max((self._longest_word(cell) for cell in cells), default=0.0)
        head = self._longest_word(header, bold=True)
        self.narrow = self._margin + max(longest if self.number else words, head)
        self.wide = max(self.narrow, self._margin + max(longest, self._cells[0][0]))
        if self.number:
            self.wide = self.narrow
        elif cells and not any(cells):
            self.wide = self.narrow = max(self.narrow, total * _TO_FILL_IN)
        self._known: dict[float, list[int]] = {}

    def lines(self, width: float) -> list[int]:
        """How many lines each cell takes at a width, the header first."""
        if width not in self._known:
            room = width - self._margin + _AIR
            self._known[width] = [
                sum(1 if line <= room else math.ceil(line / (room * _RAGGED)) for line in cell)
                for cell in self._cells
            ]
        return self._known[width]

    def _line(self, text: str, bold: bool = False) -> float:
        return text_width(text, self._size, bold=bold)

    def _longest_word(self, text: str, *, bold: bool = False) -> float:
        """A line may break at a space and after a hyphen, not at a no-break space."""
        return max(
            (self._line(word, bold) for word in re.findall(r"[^ \n-]+-?|-", text)), default=0
        )


def _measure(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    total: int,
    gaps: Sequence[int],
    form: Columns,
) -> list[_Column]:
    measured = [
        _Column(name, [row[place] for row in rows], total, gap, form)
        for place, (name, gap) in enumerate(zip(header, gaps, strict=True))
    ]
    _even_numbers(measured, total)
    return measured


def _even_numbers(columns: Sequence[_Column], total: int) -> None:
    """Columns of numbers are equally wide where the text beside them has room enough."""
    numbers = [column for column in columns if column.number]
    even = max((column.narrow for column in numbers), default=0.0)
    texts = sum(column.wide for column in columns if not column.number)
    if even * len(numbers) + min(texts, total * _FOR_TEXT) <= total:
        for column in numbers:
            column.narrow = column.wide = even


def _dealt(columns: Sequence[_Column], total: int) -> tuple[int, ...]:
    """Whole twips that add up."""
    texts = [place for place, column in enumerate(columns) if not column.number]
    unbroken = [column.narrow for column in columns]
    tried = [_filled(columns, unbroken, texts, total)]
    if any(unbroken[place] > total * _FOR_WORD for place in texts):
        tried.append(_filled(columns, _broken(unbroken, texts, total), texts, total))

    def cost(widths: Sequence[float]) -> float:
        broken = sum(math.floor(widths[place]) < math.floor(unbroken[place]) for place in texts)
        cramped = sum(widths[place] < unbroken[place] for place in range(len(columns))) - broken
        return _cost(columns, widths, texts) + _BREAK * broken + _TORN * cramped

    widths = min(tried, key=cost)
    whole = [math.floor(width) for width in widths]
    whole[-1] += total - sum(whole)
    return tuple(whole)


def _filled(
    columns: Sequence[_Column], least: Sequence[float], texts: Sequence[int], total: int
) -> list[float]:
    """Widths that add up, from the `least` that each column has."""
    widths = list(least)
    asked = sum(widths)
    if asked >= total:
        return [width * total / asked for width in widths]
    _deal(columns, widths, texts, total)
    _stretch(widths, texts or range(len(columns)), total)
    return widths


def _broken(least: Sequence[float], texts: Sequence[int], total: int) -> list[float]:
    """The same, but words that are too long are broken, so that the numbers stay whole.

    The columns of text then share evenly what the numbers leave, as far as they need it.
    """
    left = total - sum(width for place, width in enumerate(least) if place not in texts)
    widths = list(least)
    for number, place in enumerate(sorted(texts, key=lambda place: least[place])):
        share = min(left / (len(texts) - number), total * _FOR_WORD)
        widths[place] = min(least[place], max(share, total * _AT_LEAST))
        left -= widths[place]
    return widths


def _deal(
    columns: Sequence[_Column], widths: list[float], texts: Sequence[int], total: int
) -> None:
    """Give width, part by part, to the column of text where it saves the most lines."""
    step = total / _STEPS
    while True:
        spare = total - sum(widths)
        cost = _cost(columns, widths, texts)
        best, gain = None, 0.0
        for place in texts:
            missing = columns[place].wide - widths[place]
            for more in (min(step * parts, missing) for parts in (1, 3, 8)):
                if 0 < more <= spare:
                    tried = list(widths)
                    tried[place] += more
                    saved = (cost - _cost(columns, tried, texts)) / more
                    if saved > gain:
                        best, gain = tried, saved
        if best is None:
            return
        widths[:] = best


def _cost(columns: Sequence[_Column], widths: Sequence[float], texts: Sequence[int]) -> float:
    """How high the rows are together, in lines, and a little for every line that is wrapped."""
    cells = [columns[place].lines(widths[place]) for place in texts]
    height = 0.0
    for row in zip(*cells, strict=True):
        height += max(row) + _WRAP * (sum(row) - len(row))
    return height


def _stretch(widths: list[float], chosen: Sequence[int], total: int) -> None:
    """Spread what is left over the chosen columns."""
    left = total - sum(widths)
    base = sum(widths[place] for place in chosen)
    for place in chosen:
        widths[place] += left * widths[place] / base
