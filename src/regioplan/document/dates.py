"""The dates that the parties keep in mind: those of the law, and those of the programme itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from regioplan import reference
from regioplan.document.printing import datum
from regioplan.figures.timeline import Days, Moment, timeline
from regioplan.markdown import Picture
from regioplan.model import Programma
from regioplan.model.programma import EerdereAanvraag
from regioplan.reference import Termijn
from regioplan.status.deadlines import yearly

_WINDOWS = MappingProxyType(
    {
        False: ("aanvraag-1", "besluit-1", "voorschot-1-na-tijdvak-1"),
        True: ("aanvraag-2", "besluit-2", "voorschot-1-na-tijdvak-2"),
    }
)
"""What belongs to the first window, and to the second: only for who was rejected in the first."""

_WHO: Mapping[str, str] = MappingProxyType(
    {
        "": "Programma en Regeling",
        "contactgemeente": "Voor de contactgemeente",
        "contactschool": "Voor de contactschool",
        "minister": "Voor de minister",
    }
)
"""Whose date it is, in order → the words above it."""
_OWN = "Van de regio zelf"


def dates(programma: Programma) -> Picture:
    """The dates of the law and of the programme as a timeline."""
    groups: list[tuple[str, list[Moment]]] = []
    said: list[str] = []
    for who, title in _WHO.items():
        terms = [(t, _days(t)) for t in _terms(programma) if _who(t) == who]
        kept = [(term, days) for term, days in terms if days]
        if kept:
            groups.append((title, [Moment(term.wat, days) for term, days in kept]))
            said += [_said(title, term, days) for term, days in kept]
    own = [Moment(what, ((None, day),)) for what, day in sorted(_own(programma), key=_by_day)]
    if own:
        groups.append((_OWN, own))
        said += [f"{_OWN}: {m.wat}, {_in_words(m.dagen)}." for m in own]
    return timeline(groups, tuple(said))


def _who(term: Termijn) -> str:
    """Whose date it is; the term of the programme is everybody's."""
    return "" if term.id == "looptijd" else term.wie


def _by_day(moment: tuple[str, date]) -> date:
    return moment[1]


def _terms(programma: Programma) -> Iterator[Termijn]:
    """The dates of the law that concern this programme and fall in its term or after it."""
    indiening = programma.blad.indiening
    before = indiening.eerdere_aanvraag if indiening else None
    others = _WINDOWS[before is not EerdereAanvraag.AFGEWEZEN]
    return (term for term in reference.dates().values() if term.id not in others)


def _days(term: Termijn) -> tuple[Days, ...]:
    """When a date falls, from the first day of the law on: once, or each year."""
    whole = reference.dates()["looptijd"]
    begin, end = whole.van, whole.tot_en_met
    assert begin is not None
    assert end is not None
    if not term.jaarlijks:
        last = term.tot_en_met or term.van
        first = term.van if term.van != last else None
        return ((first, last),) if last and last >= begin else ()
    earliest, latest = term.van or begin, term.tot_en_met or end
    days = (yearly(term.jaarlijks, year) for year in range(earliest.year, latest.year + 1))
    return tuple((None, day) for day in days if earliest <= day <= latest)


def _own(programma: Programma) -> Iterator[tuple[str, date]]:
    """When the region itself looks back."""
    samenwerking = programma.governance.evaluatie
    if samenwerking and samenwerking.eerstvolgende:
        yield "Evaluatie van de samenwerking", samenwerking.eerstvolgende
    for maatregel in programma.maatregelen:
        if maatregel.evaluatie and maatregel.evaluatie.datum:
            yield f"Evaluatie van {maatregel.titel or 'n.t.b.'}", maatregel.evaluatie.datum


def _said(title: str, term: Termijn, days: Sequence[Days]) -> str:
    """A date of the law in a sentence, with its article and what must be known about it."""
    when = _in_words(days)
    if term.jaarlijks:
        when = f"elk jaar {'' if term.jaarlijks[0].isdigit() else 'in '}{term.jaarlijks}"
    source = "; ".join(filter(None, (term.artikel, term.opmerking)))
    return f"{title}: {term.wat}, {when} ({source})."


def _in_words(days: Sequence[Days]) -> str:
    """Days in words: "1 januari 2026 tot en met 31 januari 2026"."""
    return " en ".join(
        datum(last) if first is None else f"{datum(first)} tot en met {datum(last)}"
        for first, last in days
    )
