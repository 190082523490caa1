"""The dates of the law that still matter to a programme, counted from a day."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regioplan import reference
from regioplan.dutch import MONTHS
from regioplan.model import Programma
from regioplan.model.programma import EerdereAanvraag, MeldingSoort
from regioplan.reference import Termijn


class Momentstand(StrEnum):
    """Where a day stands to a date. The values are printed."""

    KOMT = "komt"
    LOOPT = "loopt"  # the period has begun, and its last day has not passed
    VOORBIJ = "voorbij"  # passed, and it may still be the programme's concern


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of the law: the last day on which something is to be done."""

    id: str
    wat: str
    stand: Momentstand
    van: date | None  # the first day, of a period
    datum: date
    dagen: int  # from the day to the date; below zero when it passed
    wie: str | None
    artikel: str
    opmerking: str | None
    reden: str | None  # of one that passed: what shows that it was not met


_STILL_FRESH = 31
"""Days for which a date of the region itself stays in view after it has passed."""

_REGION = frozenset({"contactgemeente", "contactschool"})
"""Whose dates the region itself keeps; what a minister has to do, it can only await."""


def deadlines(programma: Programma, vandaag: date) -> tuple[Moment, ...]:
    """The dates that matter on a day, the earliest first.

    A yearly date is there with its next occurrence. A date that passed is there when the programme
    does not show that it was met, or, where it cannot show that, for a while if it is the region's.
    """
    begin, end = _term()
    found = [
        _moment(programma, term, day, vandaag)
        for term in reference.dates().values()
        if _concerns(programma, term)
        for day in _in_view(programma, term, _days(term, begin, end), vandaag)
    ]
    return tuple(sorted(found, key=lambda moment: (moment.datum, moment.id)))


def _term() -> tuple[date, date]:
    """The first and last day of every programme (Regeling 2.1 lid 1)."""
    term = reference.dates()["looptijd"]
    assert term.van is not None
    assert term.tot_en_met is not None
    return term.van, term.tot_en_met


# ------------------------------------------------------------------ which dates


def _applied(programma: Programma) -> bool:
    indiening = programma.blad.indiening
    return indiening is not None and indiening.datum is not None


def _rejected(programma: Programma) -> bool | None:
    """Whether an earlier application was rejected; None when the programme does not say."""
    indiening = programma.blad.indiening
    if indiening is None or indiening.eerdere_aanvraag is None:
        return None
    return indiening.eerdere_aanvraag is EerdereAanvraag.AFGEWEZEN


def _first_window(programma: Programma) -> bool:
    return _rejected(programma) is not True


def _second_window(programma: Programma) -> bool:
    return _rejected(programma) is not False


_ONLY_IF: Mapping[str, Callable[[Programma], bool]] = {
    "aanvraag-1": _first_window,
    "besluit-1": _first_window,
    "voorschot-1-na-tijdvak-1": _first_window,
    "aanvraag-2": _second_window,
    "besluit-2": _second_window,
    "voorschot-1-na-tijdvak-2": _second_window,
}
"""A date → whether it concerns a programme. Window 2 is only for who was rejected in window 1."""


def _concerns(programma: Programma, term: Termijn) -> bool:
    return term.id not in _ONLY_IF or _ONLY_IF[term.id](programma)


# ------------------------------------------------------------------ what was met

Evidence = tuple[bool, str]
"""Whether the programme shows that a date was met, and what is missing in it when not."""


def _application(programma: Programma, _last: date) -> Evidence | None:
    return _applied(programma), "in programma.yaml staat bij indiening geen datum"


def _second_application(programma: Programma, last: date) -> Evidence | None:
    """Who is not known to be rejected need not apply again."""
    return _application(programma, last) if _rejected(programma) else None


def _report(programma: Programma, last: date) -> Evidence | None:
    """A report is over the calendar year before (Regeling 5.1 lid 3)."""
    year = last.year - 1
    sent = any(
        report.onderwerp is MeldingSoort.EFFECTRAPPORTAGE and report.jaar == year and report.datum
        for report in programma.blad.meldingen
    )
    return sent, f"in programma.yaml staat bij meldingen geen effectrapportage over {year}"


_EVIDENCE: Mapping[str, Callable[[Programma, date], Evidence | None]] = {
    "aanvraag-1": _application,
    "aanvraag-2": _second_application,
    "effectrapportage": _report,
}
"""A date → what the programme shows of it; None where it shows nothing."""


def _shown(programma: Programma, term: Termijn, last: date) -> Evidence | None:
    evidence = _EVIDENCE.get(term.id)
    return evidence(programma, last) if evidence else None


def _passed_matters(programma: Programma, term: Termijn, last: date, vandaag: date) -> bool:
    """Whether a date that passed stays in view."""
    if term.id in _EVIDENCE:
        return _shown(programma, term, last) is not None
    return (vandaag - last).days <= _STILL_FRESH and term.wie in _REGION


# ------------------------------------------------------------------ which day


Day = tuple[date | None, date]
"""The first day of a period, when it is one, and the last."""


def _days(term: Termijn, begin: date, end: date) -> tuple[Day, ...]:
    """When a date falls in the term of the programme: once, or each year."""
    if not term.jaarlijks:
        last = term.tot_en_met or term.van
        first = term.van if term.van != last else None
        return ((first, last),) if last and last >= begin else ()
    earliest, latest = term.van or begin, term.tot_en_met or end
    years = range(earliest.year, latest.year + 1)
    days = (yearly(term.jaarlijks, year) for year in years)
    return tuple((None, day) for day in days if earliest <= day <= latest)


def _in_view(
    programma: Programma, term: Termijn, days: Sequence[Day], vandaag: date
) -> Iterator[Day]:
    """Those days that matter: what passed and is not settled, and the first that comes."""
    unmet = [day for day in days if not (_shown(programma, term, day[1]) or (False, ""))[0]]
    passed = [day for day in unmet if day[1] < vandaag]
    yield from (day for day in passed if _passed_matters(programma, term, day[1], vandaag))
    yield from unmet[len(passed) :][:1]


def yearly(words: str, year: int) -> date:
    """The day in a year: "30 april" itself, and of "februari" the last day."""
    *day, month_name = words.split()
    month = MONTHS.index(month_name) + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, int(day[0]) if day else last)


def _moment(programma: Programma, term: Termijn, day: Day, vandaag: date) -> Moment:
    first, last = day
    standing = _standing(first, last, vandaag)
    shown = _shown(programma, term, last)
    return Moment(
        id=term.id,
        wat=term.wat,
        stand=standing,
        van=first,
        datum=last,
        dagen=(last - vandaag).days,
        wie=term.wie or None,
        artikel=term.artikel,
        opmerking=term.opmerking or None,
        reden=shown[1] if shown and standing is Momentstand.VOORBIJ else None,
    )


def _standing(first: date | None, last: date, vandaag: date) -> Momentstand:
    if last < vandaag:
        return Momentstand.VOORBIJ
    return Momentstand.LOOPT if first and first <= vandaag else Momentstand.KOMT
