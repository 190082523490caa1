"""Reminders: what the calendar asks of a programme that is being carried out."""

from __future__ import annotations

from datetime import date, timedelta

from regioplan import reference
from regioplan.model import Programma, Status


def uiterlijk(termijn: str) -> date:
    """The last day of a term in the list of dates, by its id."""
    last = reference.dates()[termijn].tot_en_met
    assert last  # each term that a rule names has one
    return last


def loopt(p: Programma) -> bool:
    """Whether the programme says that it is being carried out: only then is there a reminder."""
    return p.blad.status is Status.IN_UITVOERING


def nadert(vandaag: date, last_day: date, *, dagen: int) -> bool:
    """Whether a last day comes within so many days, or has passed."""
    return vandaag >= last_day - timedelta(days=dagen)
