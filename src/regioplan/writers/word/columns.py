"""How wide the columns of a table are: from their longest words and from how much they hold."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from regioplan.writers.word import look
from regioplan.writers.word.metrics import text_width

_NUMBER = re.compile(r"[€\s\d.,+\-–−%()]*")
_MARGIN = 2 * look.CELL_PADDING + 40
"""What a cell needs beside its text: its padding, and a little air."""

_AIR = 60
"""What a column of numbers needs more: its totals are bold."""
_TO_FILL_IN = 0.24
"""The share of the width for a column that is empty, to be filled in by hand."""
_FOR_TEXT = 0.4
"""The share of the width that the columns of text keep, if they can use it."""


def column_widths(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    total: int,
    padding: Sequence[int] = (),
) -> tuple[int, ...]:
    """The widths of the columns in twips; together exactly `total`.

    `padding` is what each column needs beside the usual padding of a cell.

    No word is broken as long as all longest words fit. A column of numbers keeps each number on
    one line and gets no more than that; the other columns share the rest by what they hold.
    """
    columns = [
        _Column(name, [row[place] for row in rows], total, extra)
        for place, (name, extra) in enumerate(
            zip(header, padding or [0] * len(header), strict=True)
        )
    ]
    _even_numbers(columns, total)
    narrow = sum(column.narrow for column in columns)
    if narrow >= total:
        widths = [column.narrow * total / narrow for column in columns]
    else:
        widths = _share(columns, total)
    return _whole(widths, total)


class _Column:
    """What one column asks for, in twips."""

    def __init__(self, header: str, cells: Sequence[str], total: int, padding: int) -> None:
        lines = [line for cell in cells for line in cell.split("\n")]
        self.number = any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
        longest = max((_line(line) for line in lines), default=0.0)
        word = max((_longest_word(line) for line in lines), default=0.0)
        head = _longest_word(header, bold=True)
        margin = _MARGIN + padding
        self.narrow = margin + max(longest if self.number else word, head)
        self.wide = max(self.narrow, margin + max(longest, _line(header, bold=True)))
        if self.number:
            self.wide = self.narrow = self.narrow + _AIR
        volume = sum(map(_line, lines)) + _line(header) + 1
        if cells and not any(cells):
            volume = self.wide = max(self.narrow, total * _TO_FILL_IN)
        self.volume = math.sqrt(volume)


def _even_numbers(columns: Sequence[_Column], total: int) -> None:
    """Columns of numbers are equally wide where the text beside them has room enough."""
    numbers = [column for column in columns if column.number]
    even = max((column.narrow for column in numbers), default=0.0)
    texts = sum(column.wide for column in columns if not column.number)
    if even * len(numbers) + min(texts, total * _FOR_TEXT) <= total:
        for column in numbers:
            column.narrow = column.wide = even


def _line(text: str, *, bold: bool = False) -> float:
    return text_width(text, look.TABLE_SIZE, bold=bold)


def _longest_word(text: str, *, bold: bool = False) -> float:
    """A line may break at white space and after a hyphen."""
    return max((_line(word, bold=bold) for word in re.findall(r"[^\s-]+-?|-", text)), default=0.0)


def _share(columns: Sequence[_Column], total: int) -> list[float]:
    """Share the width by volume; a column that needs less than its share leaves the rest."""
    fixed: dict[int, float] = {}
    while True:
        open_ = [place for place in range(len(columns)) if place not in fixed]
        rest = total - sum(fixed.values())
        if not open_:
            return _stretch(columns, [fixed[place] for place in range(len(columns))], total)
        volume = sum(columns[place].volume for place in open_)
        share = {place: rest * columns[place].volume / volume for place in open_}
        tight = {p: columns[p].narrow for p in open_ if share[p] < columns[p].narrow}
        roomy = {p: columns[p].wide for p in open_ if share[p] > columns[p].wide}
        if not tight and not roomy:
            fixed |= share
            return [fixed[place] for place in range(len(columns))]
        # What is too tight comes first: fixing both at once could give away more than there is.
        fixed |= tight or roomy


def _stretch(columns: Sequence[_Column], widths: list[float], total: int) -> list[float]:
    """Spread what is left over the columns of text, or over all when there are none."""
    chosen = [p for p, column in enumerate(columns) if not column.number] or list(
        range(len(columns))
    )
    left = total - sum(widths)
    base = sum(widths[place] for place in chosen)
    return [
        width + left * width / base if place in chosen else width
        for place, width in enumerate(widths)
    ]


def _whole(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole twips that add up: the last column takes the remainder."""
    whole = [math.floor(width) for width in widths]
    whole[-1] += total - sum(whole)
    return tuple(whole)
