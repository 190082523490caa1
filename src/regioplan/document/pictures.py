"""The pictures and charts of a document, by the name that a template calls them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from regioplan.document.dates import dates
from regioplan.document.money import Bedragen, Geld, money
from regioplan.document.printing import euro
from regioplan.figures.budget import budget
from regioplan.figures.governance import governance
from regioplan.markdown import ChartData, Picture
from regioplan.model import Programma

_AVAILABLE = "Beschikbaar geld"
_TOGETHER = "Totaal"


def pictures(programma: Programma) -> Mapping[str, Picture]:
    """The pictures for `<!-- rp:figuur NAAM -->`; without data to draw, a name is not there."""
    drawn = {
        "governance": governance(programma.governance.tafels),
        "data": dates(programma),
    }
    return MappingProxyType({name: picture for name, picture in drawn.items() if picture})


def charts(programma: Programma) -> Mapping[str, ChartData]:
    """The numbers for `<!-- rp:grafiek NAAM -->`; without data to draw, a name is not there."""
    geld = money(programma)
    spent = _budget(geld)
    plotted = {"begroting": spent, "bronnen": None if spent else _sources(geld)}
    return MappingProxyType({name: data for name, data in plotted.items() if data})


def _budget(geld: Geld) -> ChartData | None:
    """The budget per year, stacked by theme; None where no amount is known."""
    if not any(deel.samen.totaal for deel in geld.delen):
        return None
    years = tuple(map(str, geld.jaren))
    series = tuple((deel.naam, _amounts(deel.samen, geld.jaren)) for deel in geld.delen)
    available = (_AVAILABLE, _amounts(geld.beschikbaar, geld.jaren)) if geld.bronnen else None
    words = tuple(_budget_in_words(geld, [name for name, _ in series]))
    picture = budget(years, series, available, words)
    return ChartData(years, series, picture, available)


def _sources(geld: Geld) -> ChartData | None:
    """The money per year, stacked by source: while there is no budget, the picture that there is.

    One year alone needs no picture: the table says it.
    """
    if len(geld.jaren) == 1 or not geld.beschikbaar.totaal:
        return None
    years = tuple(map(str, geld.jaren))
    series = tuple((bron.naam or "n.t.b.", _amounts(a, geld.jaren)) for bron, a in geld.bronnen)
    words = tuple(_sources_in_words(geld, [name for name, _ in series]))
    picture = budget(years, series, None, words, "Beschikbaar geld per jaar")
    return ChartData(years, series, picture, (_TOGETHER, _amounts(geld.beschikbaar, geld.jaren)))


def _sources_in_words(geld: Geld, names: Sequence[str]) -> Iterator[str]:
    """The chart in sentences; the amounts of each source stand in the table below it."""
    yield f"Elke staaf is een jaar en is van onder naar boven opgebouwd uit: {'; '.join(names)}."
    for jaar in geld.jaren:
        there = geld.beschikbaar.per_jaar.get(jaar)
        yield f"{jaar}: beschikbaar {'n.t.b.' if there is None else euro(there)}."


def _amounts(sums: Bedragen, years: Sequence[int]) -> tuple[Decimal | None, ...]:
    """An amount per year: what is not known is None, what nobody asked for is nothing."""
    return tuple(
        sums.per_jaar.get(year, None if sums.onbekend or year in sums.open else Decimal(0))
        for year in years
    )


def _budget_in_words(geld: Geld, names: Sequence[str]) -> Iterator[str]:
    """The chart in sentences; the amounts of each part stand in the table below it."""
    yield f"Elke staaf is een jaar en is van onder naar boven opgebouwd uit: {'; '.join(names)}."
    for jaar in geld.jaren:
        known = [d.samen.per_jaar[jaar] for d in geld.delen if jaar in d.samen.per_jaar]
        spent = euro(sum(known, Decimal(0))) if known else "n.t.b."
        there = geld.beschikbaar.per_jaar.get(jaar)
        available = f", beschikbaar {euro(there)}" if there is not None else ""
        yield f"{jaar}: begroot {spent}{available}."
