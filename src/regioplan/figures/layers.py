"""Where boxes stand that are arranged in layers: rows of boxes within bands, each as wide as text.

Nothing here knows what a box means; `routes.py` draws the lines between them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from regioplan.figures import look
from regioplan.figures.text import LINE, balanced, text_width, widest_piece, wrap

PAD = 10.0
"""White space between the edge of a box and its text."""
GAP = 16.0
"""White space between two boxes, and between a box and the edge of its band."""
HEADER = 26.0
"""The height of a band's name."""
_MOST_COLUMNS = 4
_MOST_LINES = 4
"""A name in more lines than this gets a wider box, when there is room."""
_WIDEST = 270.0
_LOWEST = 44.0


@dataclass(frozen=True, slots=True)
class Content:
    """What a box says: a mark (white on the accent), a name, and lines below it."""

    name: str
    below: tuple[str, ...] = ()
    mark: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """A band with its boxes."""

    name: str
    boxes: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its middle or its beginning at `x`, its foot at `y`."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    anchor: str = "middle"
    colour: str = look.INK

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it prints."""
        wide = text_width(self.text, self.size, bold=self.bold)
        left = {"middle": self.x - wide / 2, "start": self.x, "end": self.x - wide}[self.anchor]
        return left, left + wide


@dataclass(frozen=True, slots=True)
class Box:
    """A box at its place."""

    content: Content
    x: float
    y: float
    width: float
    height: float
    mark_height: float
    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        """The middle, from left to right."""
        return self.x + self.width / 2

    @property
    def foot(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Row:
    """A row of boxes: the positions of its boxes in reading order, and their common size."""

    members: tuple[int, ...]
    layer: int
    first: bool  # of its layer
    x: float
    width: float  # of one box
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """A band at its place."""

    name: Line
    x: float
    y: float
    width: float
    height: float


def rows_of(layers: Sequence[Layer], left: float, right: float) -> tuple[Row, ...]:
    """The boxes of each layer in rows, between two edges; boxes count on through the layers."""
    rows: list[Row] = []
    count = 0
    for position, layer in enumerate(layers):
        columns, width = _columns(layer.boxes, right - left - 2 * GAP)
        for start in range(0, len(layer.boxes), columns):
            boxes = layer.boxes[start : start + columns]
            taken = len(boxes) * width + (len(boxes) - 1) * GAP
            rows.append(
                Row(
                    tuple(range(count + start, count + start + len(boxes))),
                    position,
                    first=start == 0,
                    x=left + (right - left - taken) / 2,
                    width=width,
                    height=max(_LOWEST, *(height_of(box, width) for box in boxes)),
                )
            )
        count += len(layer.boxes)
    return tuple(rows)


def _columns(boxes: Sequence[Content], room: float) -> tuple[int, float]:
    """How many boxes stand beside one another, and how wide each is."""
    columns = width = 0.0
    for most in range(min(len(boxes), _MOST_COLUMNS), 0, -1):
        columns = math.ceil(len(boxes) / math.ceil(len(boxes) / most))
        width = min(_WIDEST, (room - (columns - 1) * GAP) / columns)
        if columns == 1 or all(_fits(box, width - 2 * PAD) for box in boxes):
            break
    needed = max(_widest(box) for box in boxes) + 2 * PAD
    return int(columns), min(max(width, needed), (room - (columns - 1) * GAP) / columns)


def _widest(box: Content) -> float:
    """The width at which no word of a box is broken."""
    below = (widest_piece(text, look.SMALL) for text in (*box.below, box.mark))
    return max(widest_piece(box.name, look.NAME, bold=True), *below)


def _fits(box: Content, width: float) -> bool:
    lines = wrap(box.name, look.NAME, width, bold=True)
    return _widest(box) <= width and len(lines) <= _MOST_LINES


# ------------------------------------------------------------------ one box


def _mark(box: Content, width: float) -> tuple[str, ...]:
    return balanced(box.mark, look.SMALL, width - 2 * PAD) if box.mark else ()


def _texts(box: Content, width: float) -> tuple[tuple[str, float, bool], ...]:
    """The lines below the mark: text, size, bold."""
    room = width - 2 * PAD
    name = ((t, look.NAME, True) for t in balanced(box.name, look.NAME, room, bold=True))
    below = ((t, look.SMALL, False) for text in box.below for t in balanced(text, look.SMALL, room))
    return (*name, *below)


def _mark_height(box: Content, width: float) -> float:
    lines = len(_mark(box, width))
    return lines * look.SMALL * LINE + PAD if lines else 0.0


def height_of(box: Content, width: float) -> float:
    """The least height of a box of this width."""
    texts = sum(size * LINE for _, size, _ in _texts(box, width))
    return _mark_height(box, width) + texts + 2 * PAD


def placed(box: Content, x: float, y: float, width: float, height: float) -> Box:
    """A box at its place, its lines in the middle of what the mark leaves."""
    lines: list[Line] = []
    top, mark = y + PAD / 2, _mark_height(box, width)
    for text in _mark(box, width):
        top += look.SMALL * LINE
        lines.append(
            Line(text, x + width / 2, top - look.SMALL * 0.32, look.SMALL, colour=look.PAPER)
        )
    texts = _texts(box, width)
    free = height - mark - sum(size * LINE for _, size, _ in texts)
    top = y + mark + free / 2
    for text, size, bold in texts:
        top += size * LINE
        colour = look.INK if bold else look.GREY
        lines.append(Line(text, x + width / 2, top - size * 0.32, size, bold=bold, colour=colour))
    return Box(box, x, y, width, height, mark, tuple(lines))
