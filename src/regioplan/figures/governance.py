"""The governance: the tables in layers, by level, and where a question goes from each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regioplan.figures import look
from regioplan.figures.drawing import Drawing
from regioplan.figures.layers import (
    GAP,
    HEADER,
    Band,
    Box,
    Content,
    Layer,
    Line,
    Row,
    placed,
    rows_of,
)
from regioplan.figures.routes import TRACK, Plan, Wire, plan, wires
from regioplan.figures.text import LINE, printable, text_width, wrap
from regioplan.markdown import Picture
from regioplan.model.governance import Niveau, Tafel, TafelStatus

UNKNOWN = "n.t.b."
_NO_LEVEL = "Niveau nog niet bekend"
_MARK = "regionaal bestuurlijk overleg van de wet"
_WISH = "nog een wens"
_ARROW_WORDS = "Een pijl wijst naar het overleg dat verder helpt als een overleg er niet uitkomt."
_BAND_GAP = 14.0
_ARROW_ROOM = 14.0
"""Between the edge of a box and the first line below it: an arrow fits."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Governance:
    """The picture as it is drawn: every box, line of text and piece of line at its place."""

    height: float
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    dashed: tuple[bool, ...]  # for each wire: it begins or ends at a wish
    legend: tuple[Line, ...]
    width: float = look.WIDTH


def governance(tafels: Sequence[Tafel]) -> Picture | None:
    """The governance as a picture; None without tables."""
    if not tafels:
        return None
    return Drawing("governance", {"plan": layout(tafels)}, tuple(sentences(tafels)))


def layout(tafels: Sequence[Tafel]) -> Governance:
    """Where everything stands: at least one table."""
    levels = _by_level(tafels)
    order = [tafel for _, members in levels for tafel in members]
    layers = [Layer(name, tuple(map(_content, members))) for name, members in levels]
    edges = _edges(order)
    left, right = 0.0, look.WIDTH
    rows: tuple[Row, ...] = ()
    for _ in range(_TRIES):
        rows = rows_of(layers, left, right)
        made = plan(rows, edges, _names(layers, rows, left), left, right)
        needed_left = _room(made.lanes_at("links"))
        needed_right = look.WIDTH - _room(made.lanes_at("rechts"))
        if needed_left <= left and needed_right >= right:
            break
        left, right = max(left, needed_left), min(right, needed_right)
    return _placed(layers, rows, made, order, (left, right))


def sentences(tafels: Sequence[Tafel]) -> Iterator[str]:
    """The picture in words: which tables there are, what each is, and where questions go."""
    names = {tafel.id: _quoted(tafel) for tafel in reversed(tafels)}
    for name, members in _by_level(tafels):
        yield f"{name}: {'; '.join(tafel.naam or UNKNOWN for tafel in members)}."
    for tafel in tafels:
        if tafel.regionaal_bestuurlijk_overleg:
            yield f"{_quoted(tafel)} is het regionaal bestuurlijk overleg van de wet."
    for tafel in tafels:
        if tafel.status is TafelStatus.WENS:
            yield f"{_quoted(tafel)} is nog een wens."
    for tafel in tafels:
        target = tafel.escaleert_naar
        if target in names and target != tafel.id:
            yield f"Als {_quoted(tafel)} er niet uitkomt, gaat de vraag naar {names[target]}."


def _quoted(tafel: Tafel) -> str:
    """A name in a sentence, where it may be several words."""
    return f"“{tafel.naam or UNKNOWN}”"


# ------------------------------------------------------------------ what is drawn


def _by_level(tafels: Sequence[Tafel]) -> list[tuple[str, list[Tafel]]]:
    """The levels that have tables, from the model's first to its last, the unknown below."""
    levels: list[Niveau | None] = [*Niveau, None]
    named = [
        (level.label.capitalize() if level else _NO_LEVEL, [t for t in tafels if t.niveau is level])
        for level in levels
    ]
    return [(name, members) for name, members in named if members]


def _content(tafel: Tafel) -> Content:
    wish = tafel.status is TafelStatus.WENS
    below = (tafel.frequentie or "", _WISH if wish else "")
    return Content(
        tafel.naam or UNKNOWN,
        tuple(filter(None, below)),
        _MARK if tafel.regionaal_bestuurlijk_overleg else "",
        dashed=wish,
    )


def _edges(order: Sequence[Tafel]) -> list[tuple[int, int]]:
    """Which table asks which, by their positions."""
    at: dict[str, int] = {}
    for position, tafel in enumerate(order):
        at.setdefault(tafel.id, position)
    return [
        (position, at[tafel.escaleert_naar])
        for position, tafel in enumerate(order)
        if tafel.escaleert_naar in at and at[tafel.escaleert_naar] != position
    ]


# ------------------------------------------------------------------ where it stands


def _names(
    layers: Sequence[Layer], rows: Sequence[Row], left: float
) -> Mapping[int, tuple[float, float]]:
    """Channel → where the name of the band below it stands: no line runs through a name."""
    return {
        number: (
            left,
            left + 2 * GAP + text_width(printable(layers[row.layer].name), look.SMALL, bold=True),
        )
        for number, row in enumerate(rows)
        if row.first
    }


def _room(lanes: int) -> float:
    """What lanes take of the width."""
    return lanes * TRACK + TRACK / 2 if lanes else 0.0


@dataclass(frozen=True, slots=True)
class _Heights:
    """Where everything begins, from top to bottom."""

    rows: tuple[float, ...]
    channels: Mapping[int, float]  # the first track of each
    bands: tuple[tuple[int, float, float], ...]  # layer, top, foot
    foot: float


def _heights(rows: Sequence[Row], made: Plan) -> _Heights:
    """The rows below one another, with room for the lines between them."""
    tops: list[float] = []
    channels: dict[int, float] = {}
    bands: list[tuple[int, float, float]] = []
    at = begin = 1.0
    for number, row in enumerate(rows):
        taken = made.tracks[number] * TRACK
        if row.first:
            room = max(_BAND_GAP if number else 0.0, taken + TRACK / 2 if taken else 0.0)
            channels[number] = at + (room - taken + TRACK) / 2
            begin = at + room
            at = begin + HEADER
        else:
            channels[number] = at + _ARROW_ROOM
            at += max(GAP, _ARROW_ROOM + taken if taken else 0.0)
        tops.append(at)
        at += row.height
        if number + 1 == len(rows) or rows[number + 1].first:
            at += GAP
            bands.append((row.layer, begin, at))
    channels[len(rows)] = at
    return _Heights(tuple(tops), channels, tuple(bands), at)


def _placed(
    layers: Sequence[Layer],
    rows: Sequence[Row],
    made: Plan,
    order: Sequence[Tafel],
    sides: tuple[float, float],
) -> Governance:
    """Everything at its place."""
    left, right = sides
    heights = _heights(rows, made)
    contents = [box for layer in layers for box in layer.boxes]
    boxes = tuple(
        placed(contents[member], row.x + column * (row.width + GAP), top, row.width, row.height)
        for row, top in zip(rows, heights.rows, strict=True)
        for column, member in enumerate(row.members)
    )
    edges = {(i, up): b.y if up else b.foot for i, b in enumerate(boxes) for up in (True, False)}
    drawn = wires(made, edges, heights.channels, left, right)
    legend = tuple(_legend(heights.foot)) if drawn else ()
    return Governance(
        height=heights.foot + 1 + (len(legend) * look.SMALL * LINE + 8 if legend else 0),
        bands=tuple(
            Band(_band_name(layers[layer], left, top), left, top, right - left, foot - top)
            for layer, top, foot in heights.bands
        ),
        boxes=boxes,
        wires=drawn,
        dashed=tuple(_wished(wire, order) for wire in drawn),
        legend=legend,
    )


def _band_name(layer: Layer, left: float, top: float) -> Line:
    name = printable(layer.name)
    return Line(
        name, left + GAP, top + 18, look.SMALL, bold=True, anchor="start", colour=look.ACCENT
    )


def _wished(wire: Wire, order: Sequence[Tafel]) -> bool:
    """Whether a line leads to a wish, or only comes from wishes."""
    wishes = [order[i].status is TafelStatus.WENS for i in wire.net.sources]
    return order[wire.net.target].status is TafelStatus.WENS or all(wishes)


def _legend(top: float) -> Iterator[Line]:
    for number, text in enumerate(wrap(_ARROW_WORDS, look.SMALL, look.WIDTH - 2), start=1):
        y = top + 4 + number * look.SMALL * LINE
        yield Line(text, 1.0, y, look.SMALL, anchor="start", colour=look.GREY)
