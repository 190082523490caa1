"""Regeling 5.1: the yearly effectrapportage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regioplan.dutch import day
from regioplan.model import Programma
from regioplan.model.programma import MeldingSoort
from regioplan.rules.geld import EERSTE_JAAR, LAATSTE_JAAR
from regioplan.rules.registry import Found, Need, NothingToJudge, Weight, rule
from regioplan.rules.termijnen import loopt, nadert

# ------------------------------------------------------------------ 5.1

_DAGEN_RAPPORTAGE = 60
"""How long before its last day a report is thought of; the choice is ours."""


@rule("RRP-5.1-3-termijn", eis="I07", weight=Weight.WARNING, needs=Need.VANDAAG)
def effectrapportage_op_tijd(p: Programma, vandaag: date) -> Iterator[Found]:
    """De effectrapportage is uiterlijk op 30 april van het volgende jaar bij de minister.

    Waarom:
        De contactgemeente dient elk jaar een effectrapportage in: die over 2026 uiterlijk op 30
        april 2027. Dat die over 2029 op 30 april 2030 de laatste is, is afgeleid. Dit is een
        herinnering. Zij komt 60 dagen voor die dag (dat aantal is onze keuze), alleen bij de status
        in_uitvoering, en verdwijnt als de indiening is genoteerd.

    Herstel:
        Vul in programma.yaml bij `meldingen` een melding in met `onderwerp: effectrapportage`, het
        `jaar` waarover zij gaat en de `datum` van indiening.

    Voorbeeld:
        # vandaag: 2027-04-20
        # bestand: programma.yaml
        status: in_uitvoering
        meldingen:
          - onderwerp: effectrapportage
            jaar: 2026
            datum: 2027-04-12
            door: gem-harderwijk
    """
    if not loopt(p):
        raise NothingToJudge
    reports = [m for m in p.blad.meldingen if m.onderwerp is MeldingSoort.EFFECTRAPPORTAGE]
    sent = {report.jaar for report in reports if report.datum}
    for year in range(EERSTE_JAAR, LAATSTE_JAAR + 1):
        last_day = date(year + 1, 4, 30)  # Regeling 5.1 lid 3
        if year not in sent and nadert(vandaag, last_day, dagen=_DAGEN_RAPPORTAGE):
            yield (
                p.blad.gap("meldingen"),
                (
                    f"Dat de effectrapportage over {year} is ingediend, staat er niet; dat is"
                    f" uiterlijk op {day(last_day)}."
                ),
            )
