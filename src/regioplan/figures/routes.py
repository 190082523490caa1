"""Right-angled lines between boxes in rows: through the white between rows, and beside them.

All lines to the same box from the same side are one *net*: they join before they arrive, with one
arrow. A line never enters a box that it passes: between two rows it has a height of its own (a
track), beyond the rows a place of its own beside all of them (a lane).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from regioplan.figures.layers import GAP, Row

TRACK = 10.0
"""The distance between two lines that run side by side."""
_EDGE = 12.0
"""No line touches a box nearer to its corner than this."""
_APART = 9.0
"""How far apart two lines stand that run up and down between the same rows."""

Side = Literal["links", "rechts"]


@dataclass(frozen=True, slots=True)
class Net:
    """The lines to one box, to its upper or lower edge."""

    target: int
    from_below: bool
    sources: tuple[int, ...]


def nets(edges: Sequence[tuple[int, int]], row_of: Mapping[int, int]) -> tuple[Net, ...]:
    """Lines from one box to another, joined: to the lower edge from what stands lower."""
    joined: dict[tuple[int, bool], list[int]] = {}
    for source, target in edges:
        joined.setdefault((target, row_of[source] > row_of[target]), []).append(source)
    return tuple(Net(target, below, tuple(sources)) for (target, below), sources in joined.items())


@dataclass(slots=True)
class Channel:
    """The white above a row (or below the last): what runs through it."""

    touches: dict[int, list[float]] = field(default_factory=dict)  # net → where it meets boxes
    lanes: dict[int, set[Side]] = field(default_factory=dict)  # net → sides at which it leaves
    taken: list[tuple[float, int]] = field(default_factory=list)  # (x, net)

    def nets(self) -> list[int]:
        """The nets that run through it."""
        return sorted({*self.touches, *self.lanes})


@dataclass(frozen=True, slots=True)
class Touch:
    """Where a net meets a box: at `x` on its upper or lower edge, in a channel."""

    net: int
    box: int
    channel: int
    x: float
    upper: bool  # the upper edge of the box
    arrow: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Every line without its heights: they follow from how much runs through each channel."""

    nets: tuple[Net, ...]
    touches: tuple[Touch, ...]
    lanes: Mapping[tuple[int, Side], int]  # (net, side) → which lane, from the rows outward
    runs: Mapping[tuple[int, int], tuple[int, float, float]]  # (channel, net) → track, from, to
    tracks: Mapping[int, int]  # channel → how many tracks

    def lanes_at(self, side: Side) -> int:
        """How many lanes there are at a side."""
        return sum(1 for _, where in self.lanes if where == side)


def plan(
    rows: Sequence[Row],
    edges: Sequence[tuple[int, int]],
    blocked: Mapping[int, tuple[float, float]],
    left: float,
    right: float,
) -> Plan:
    """The lines for `edges` between boxes in `rows`.

    Args:
        rows: from top to bottom; channel `i` is the white above row `i`.
        edges: (from, to), both positions of boxes; one from a box to itself is not drawn.
        blocked: channel → from where to where no line may go down (a name stands there).
        left: where the rows begin; lanes are counted from here outward.
        right: where they end.
    """
    planner = _Planner(rows, blocked, (left + right) / 2)
    found = nets([(a, b) for a, b in edges if a != b], planner.row_of)
    for number, net in enumerate(found):
        planner.add(number, net)
    runs: dict[tuple[int, int], tuple[int, float, float]] = {}
    tracks: dict[int, int] = {}
    for number, channel in enumerate(planner.channels):
        spans = dict(_spans(channel, left, right))
        for net_, track in _tracks(spans).items():
            runs[number, net_] = (track, *spans[net_])
        tracks[number] = 1 + max((runs[number, n][0] for n in spans), default=-1)
    return Plan(found, tuple(planner.touches), _lanes(planner.lengths), runs, tracks)


class _Planner:
    """Takes nets one after another and gives each its place in the channels."""

    def __init__(
        self, rows: Sequence[Row], blocked: Mapping[int, tuple[float, float]], middle: float
    ) -> None:
        self._rows = rows
        self._blocked = blocked
        self._middle = middle
        self.row_of = {box: number for number, row in enumerate(rows) for box in row.members}
        self.channels = [Channel() for _ in range(len(rows) + 1)]
        self.touches: list[Touch] = []
        self.lengths: dict[tuple[int, Side], int] = {}  # (net, side) → rows that it passes

    def add(self, number: int, net: Net) -> None:
        """The arrow first; who stands straight below it goes straight to it."""
        home = self.row_of[net.target] + net.from_below
        x = self._touch(number, net.target, home, None, arrow=True)
        for box in net.sources:
            upper = self.row_of[box] >= self.row_of[net.target]
            channel = self.row_of[box] + (not upper)
            at = self._touch(number, box, channel, x if channel == home else None, arrow=False)
            if channel != home:
                self._beside(number, channel, home, "links" if at < self._middle else "rechts")

    def _touch(self, net: int, box: int, channel: int, near: float | None, *, arrow: bool) -> float:
        """Let a net meet a box in a channel; where it does."""
        row = self.row_of[box]
        span = _span(self._rows[row], box)
        x = _free(self.channels[channel], net, span, near, self._blocked.get(channel))
        self.touches.append(Touch(net, box, channel, x, upper=channel == row, arrow=arrow))
        self.channels[channel].touches.setdefault(net, []).append(x)
        return x

    def _beside(self, net: int, channel: int, home: int, side: Side) -> None:
        """Let a net pass rows at a side of them."""
        for passed in (channel, home):
            self.channels[passed].lanes.setdefault(net, set()).add(side)
        reach = self.lengths.get((net, side), 0)
        self.lengths[net, side] = max(reach, abs(channel - home))


def _lanes(lengths: Mapping[tuple[int, Side], int]) -> dict[tuple[int, Side], int]:
    """A lane for each net at each side: what passes most rows stands outermost."""
    lanes: dict[tuple[int, Side], int] = {}
    for net, side in sorted(lengths, key=lambda key: (lengths[key], key)):
        lanes[net, side] = sum(1 for _, where in lanes if where == side)
    return lanes


def _span(row: Row, box: int) -> tuple[float, float]:
    """From where to where a line may meet a box."""
    x = row.x + row.members.index(box) * (row.width + GAP)
    return x + _EDGE, x + row.width - _EDGE


def _free(
    channel: Channel,
    net: int,
    span: tuple[float, float],
    wanted: float | None,
    blocked: tuple[float, float] | None,
) -> float:
    """Where a net meets a box: straight below its arrow, else in the middle, else beside it."""
    start, end = span
    centre = (start + end) / 2
    steps = [centre + sign * _APART * step for step in range(40) for sign in (1, -1)]
    inside = [x for x in steps if start <= x <= end]
    if wanted is not None and start <= wanted <= end:
        inside.insert(0, wanted)

    def clear(x: float) -> bool:
        return all(abs(x - other) >= _APART or owner == net for other, owner in channel.taken)

    def unblocked(x: float) -> bool:
        return blocked is None or not blocked[0] < x < blocked[1]

    open_ = [x for x in inside if unblocked(x)] or inside
    x = next(filter(clear, open_), open_[0])
    channel.taken.append((x, net))
    return x


def _spans(
    channel: Channel, left: float, right: float
) -> Iterator[tuple[int, tuple[float, float]]]:
    """How far each net runs from left to right."""
    for net in channel.nets():
        xs = list(channel.touches.get(net, ()))
        sides = channel.lanes.get(net, set())
        xs += [left] if "links" in sides else []
        xs += [right] if "rechts" in sides else []
        yield net, (min(xs), max(xs))


def _tracks(spans: Mapping[int, tuple[float, float]]) -> dict[int, int]:
    """A track for each net, so that no two lines lie on one another."""
    tracks: dict[int, int] = {}
    ends: list[float] = []
    for net in sorted(spans, key=lambda n: (spans[n], n)):
        start, end = spans[net]
        free = (t for t, last in enumerate(ends) if start - last >= _APART)
        track = next(free, len(ends))
        ends[track : track + 1] = [end]
        tracks[net] = track
    return tracks


# ------------------------------------------------------------------ with their heights

Segment = tuple[float, float, float, float]
"""A straight piece: x and y of both ends."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A net as it is drawn."""

    net: Net
    segments: tuple[Segment, ...]
    joints: tuple[tuple[float, float], ...]  # where more than two pieces meet
    tip: tuple[float, float]  # the point of its arrow
    upward: bool  # where that points


def wires(
    made: Plan,
    edge_of: Mapping[tuple[int, bool], float],
    height_of: Mapping[int, float],
    left: float,
    right: float,
) -> tuple[Wire, ...]:
    """The nets as straight pieces.

    Args:
        made: what `plan` made.
        edge_of: (box, upper) → the height of that edge of the box.
        height_of: channel → the height of its first track.
        left: where the rows begin.
        right: where they end.
    """
    drawn = []
    for number, net in enumerate(made.nets):
        touches = [t for t in made.touches if t.net == number]
        lanes = _lane_places(made, number, left, right)
        tracks = {
            channel: height_of[channel] + track * TRACK
            for (channel, n), (track, _, _) in made.runs.items()
            if n == number
        }
        down = [(t.x, edge_of[t.box, t.upper], t.x, tracks[t.channel]) for t in touches]
        across = [
            _across(made.runs[channel, number], y, lanes, left, right)
            for channel, y in tracks.items()
        ]
        beside = [_beside(x, across) for x in lanes.values()]
        segments = tuple(s for s in (*down, *across, *beside) if s[:2] != s[2:])
        arrow = next(t for t in touches if t.arrow)
        tip = (arrow.x, edge_of[arrow.box, arrow.upper])
        drawn.append(Wire(net, segments, _joints(segments), tip, upward=not arrow.upper))
    return tuple(drawn)


def _lane_places(made: Plan, net: int, left: float, right: float) -> dict[Side, float]:
    """Where the lanes of a net stand."""
    away = {side: (lane + 1) * TRACK for (n, side), lane in made.lanes.items() if n == net}
    return {side: left - by if side == "links" else right + by for side, by in away.items()}


def _across(
    run: tuple[int, float, float],
    y: float,
    lanes: Mapping[Side, float],
    left: float,
    right: float,
) -> Segment:
    """What runs through a channel; what reaches the edge of the rows goes on to its lane."""
    _, start, end = run
    return (
        lanes["links"] if start == left else start,
        y,
        lanes["rechts"] if end == right else end,
        y,
    )


def _beside(x: float, across: Sequence[Segment]) -> Segment:
    """A lane, from the highest of the channels that it joins to the lowest."""
    heights = [y for x0, y, x1, _ in across if x in (x0, x1)]
    return (x, min(heights), x, max(heights))


def _joints(segments: Sequence[Segment]) -> tuple[tuple[float, float], ...]:
    """The points at which more than two pieces meet."""
    ends = {point for x0, y0, x1, y1 in segments for point in ((x0, y0), (x1, y1))}

    def meeting(x: float, y: float) -> int:
        """How many directions lead away from a point."""
        count = 0
        for x0, y0, x1, y1 in segments:
            if x0 == x1 == x and min(y0, y1) <= y <= max(y0, y1):
                count += (min(y0, y1) < y) + (y < max(y0, y1))
            elif y0 == y1 == y and x0 <= x <= x1:
                count += (x0 < x) + (x < x1)
        return count

    return tuple(sorted(point for point in ends if meeting(*point) > 2))
