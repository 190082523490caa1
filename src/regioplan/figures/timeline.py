"""A timeline: a row for each thing that has a date, its days under the year in which they fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from regioplan.figures import look
from regioplan.figures.drawing import Drawing
from regioplan.figures.layers import Line
from regioplan.figures.text import LINE, printable, text_width, wrap
from regioplan.markdown import Picture

Days = tuple[date | None, date]
"""The first day of a period, or None for a single day, and the last day."""

_BESIDE = 236.0
"""The width of the words beside the track."""
_GAP = 8.0
_INDENT = 6.0
_HEADER = 26.0
_MARK = 5.0
"""Half the width of a mark."""
_YEAR_END = (12, 31)
_MONTHS = (
    *("jan", "feb", "mrt", "apr", "mei", "jun"),
    *("jul", "aug", "sep", "okt", "nov", "dec"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What has a date, and the days on which it falls, in order."""

    wat: str
    dagen: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row at its place: words, marks of single days, bars of periods, and their dates."""

    y: float
    height: float
    words: tuple[Line, ...]
    marks: tuple[tuple[float, float], ...]
    bars: tuple[tuple[float, float, float], ...]  # from x to x, at y
    dates: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture as it is drawn."""

    height: float
    left: float
    years: tuple[Line, ...]
    grid: tuple[float, ...]
    headers: tuple[Line, ...]
    rows: tuple[Row, ...]
    mark: float = _MARK
    width: float = look.WIDTH


@dataclass(frozen=True, slots=True)
class Track:
    """The years from left to right."""

    first: int
    last: int

    @property
    def year(self) -> float:
        """How wide a year is."""
        return (look.WIDTH - _BESIDE) / (self.last - self.first + 1)

    def x(self, day: date) -> float:
        """Where a day stands."""
        begin = date(day.year, 1, 1)
        part = (day - begin).days / ((date(day.year, *_YEAR_END) - begin).days + 1)
        return _BESIDE + (day.year - self.first + part) * self.year


def timeline(groups: Sequence[tuple[str, Sequence[Moment]]], words: tuple[str, ...]) -> Picture:
    """The dates as a picture.

    Args:
        groups: a name and what stands below it; at least one moment with a day in all.
        words: the picture in sentences.
    """
    return Drawing("tijdlijn", {"plan": layout(groups)}, words)


def layout(groups: Sequence[tuple[str, Sequence[Moment]]]) -> Timeline:
    """Where everything stands."""
    days = [
        day for _, moments in groups for m in moments for span in m.dagen for day in span if day
    ]
    track = Track(min(days).year, max(days).year)
    top = look.SMALL * LINE + _GAP
    headers: list[Line] = []
    rows: list[Row] = []
    for name, moments in groups:
        top += _HEADER
        text = printable(name)
        headers.append(
            Line(text, _INDENT, top - 6, look.SMALL, bold=True, anchor="start", colour=look.ACCENT)
        )
        for moment in moments:
            rows.append(_row(moment, track, top))
            top += rows[-1].height
    years = range(track.first, track.last + 1)
    begins = [track.x(date(year, 1, 1)) for year in years]
    return Timeline(
        height=top + 2,
        left=_BESIDE,
        years=tuple(
            Line(str(year), x + track.year / 2, look.SMALL, look.SMALL, bold=True)
            for year, x in zip(years, begins, strict=True)
        ),
        grid=(*begins, look.WIDTH - 0.5),
        headers=tuple(headers),
        rows=tuple(rows),
    )


def _row(moment: Moment, track: Track, top: float) -> Row:
    """One row, as high as its words."""
    texts = wrap(moment.wat, look.SMALL, _BESIDE - 16)
    height = len(texts) * look.SMALL * LINE + _GAP
    middle = top + height / 2
    words = tuple(
        Line(
            text,
            _INDENT,
            top + _GAP / 2 + (i + 0.8) * look.SMALL * LINE,
            look.SMALL,
            anchor="start",
        )
        for i, text in enumerate(texts)
    )
    marks = tuple((track.x(last), middle) for first, last in moment.dagen if first is None)
    extents = [_extent(first, last, track) for first, last in moment.dagen]
    bars = tuple(
        (*extent, middle)
        for extent, (first, _) in zip(extents, moment.dagen, strict=True)
        if first is not None
    )
    dates = tuple(_dates(moment.dagen, track, middle, extents))
    return Row(top, height, words, marks, bars, dates)


def _dates(
    days: Sequence[Days], track: Track, middle: float, taken: list[tuple[float, float]]
) -> Iterator[Line]:
    """Each date in its bar or beside its mark, by preference within its own year.

    Where there is no room for it, the date stands only in the words of the picture.
    """
    foot = middle + look.SMALL * 0.35
    for first, last in days:
        text = _short(last) if first is None else f"{_short(first)} – {_short(last)}"
        wide = text_width(text, look.SMALL)
        start, end = _extent(first, last, track)
        if len(days) == 1 and end - start > wide + 8:
            yield Line(text, (start + end) / 2, foot, look.SMALL, colour=look.PAPER)
            continue
        places = [end + 3, start - 3 - wide]
        if end + 3 + wide > track.x(date(last.year, 1, 1)) + track.year:
            places.reverse()
        for x in places:
            free = all(x + wide <= low or x >= high for low, high in taken)
            if free and x >= _BESIDE and x + wide <= look.WIDTH:
                taken.append((x, x + wide))
                yield Line(text, x, foot, look.SMALL, anchor="start")
                break


def _extent(first: date | None, last: date, track: Track) -> tuple[float, float]:
    """From where to where a mark or a bar stands; a bar is never narrower than a mark."""
    at = track.x(last)
    if first is None:
        return at - _MARK, at + _MARK
    begin = track.x(first)
    return begin, max(at, begin + 2 * _MARK)


def _short(day: date) -> str:
    """A day under its year: "30 apr"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"
