"""Regeling 2.6: the budget, its sources, and the amount per measure."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan.model import Financien, Programma
from regioplan.model.financien import Bronsoort, Financieringsbron, Herkomst
from regioplan.model.themas import MaatregelStatus
from regioplan.rules.geld import (
    Pot,
    euro,
    is_bekend,
    met_bedrag,
    naam,
    onbekend,
    potten,
    regels,
)
from regioplan.rules.lezing import wettelijke_maatregelen
from regioplan.rules.registry import Found, NothingToJudge, rule
from regioplan.rules.woorden import genoemd

# ------------------------------------------------------------------ 2.6

_HOREN_ERBIJ = {
    Bronsoort.SUBSIDIE_CONTACTSCHOOL: "de subsidie aan de contactschool",
    Bronsoort.SPECIFIEKE_UITKERING: "de specifieke uitkering aan de contactgemeente",
}
"""Regeling 2.6 lid 1 a and b; of c the article says "eventueel"."""


@rule("RRP-2.6-1", eis="G01")
def totale_budget(p: Programma) -> Iterator[Found]:
    """Het totale budget is de subsidie, het programmadeel van de uitkering, en eventueel meer.

    Waarom:
        Van elke bron moet duidelijk zijn welke van de drie het is, en hoeveel geld het is. Elke
        regel van de begroting wordt uit één van die bronnen betaald, en samen vragen de regels niet
        meer van een bron dan erin zit. Of een bedrag klopt met de bijlagen van de Regeling, kan
        regioplan niet zeggen: de bedragen per regio zijn niet gezien.

    Herstel:
        Vul in financien.yaml bij elke bron `bronsoort` en `bedragen` in, en bij elke regel `bron`.
        Vraagt de begroting meer van een bron dan er is, verlaag dan een regel of betaal die uit een
        andere bron.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - id: subsidie
            naam: Subsidie aan de contactschool
            bronsoort: subsidie_contactschool
            bedragen: {2026: 300000, 2027: 300000, 2028: 300000, 2029: 300000}
          - id: spuk
            naam: Specifieke uitkering, deel voor het programma
            bronsoort: specifieke_uitkering
            bedragen: {2026: 420000, 2027: 420000, 2028: 420000, 2029: 420000}
          - id: reserve
            naam: Reserve uit 2021-2025
            bronsoort: overig
            herkomst: reserve_2021_2025
            bedragen: {2026: 60000}
    """
    money = p.financien
    if not money.bronnen and not regels(money):
        raise NothingToJudge  # RRP-2.2-e says that there is no budget
    yield from _missing_sources(money)
    for line in regels(money):
        if line.bron is None:
            yield line.gap("bron"), f"Uit welke bron {naam(p, line)} wordt betaald, staat er niet."
    for pot in potten(money):
        yield from _unsaid(pot.bron)
        yield from _overspent(p, pot)


def _missing_sources(money: Financien) -> Iterator[Found]:
    """Which of the two kinds of money that the article names is not there at all."""
    if not money.bronnen:
        yield money.gap("bronnen"), "Welk geld er voor het programma is, staat er nog niet."
        return
    kinds = {bron.bronsoort for bron in money.bronnen}
    if None in kinds:
        return  # it may be that one
    for kind, words in _HOREN_ERBIJ.items():
        if kind not in kinds:
            yield money.gap("bronnen"), f"Bij de bronnen ontbreekt {words}."


def _unsaid(bron: Financieringsbron) -> Iterator[Found]:
    if bron.bronsoort is None:
        yield (
            bron.gap("bronsoort"),
            (
                f"Of {genoemd(bron)} de subsidie, de specifieke uitkering of overig budget is,"
                " staat er niet."
            ),
        )
    yield from onbekend(bron, f"Bij {genoemd(bron)} ontbreekt het bedrag{{}}.")


def _overspent(p: Programma, pot: Pot) -> Iterator[Found]:
    """A source from which more is budgeted than it holds, both sides in the message."""
    too_much = pot.begroot - pot.beschikbaar
    if is_bekend(pot.bron.bedragen) and too_much > 0:
        yield (
            pot.bron.at("bedragen"),
            (
                f"Uit {genoemd(pot.bron)} is {euro(pot.begroot)} begroot, maar er is"
                f" {euro(pot.beschikbaar)}: {euro(too_much)} te veel."
            ),
            met_bedrag(p, pot.regels),
        )


@rule("RRP-2.6-2", eis="G02")
def oude_reserves(p: Programma) -> Iterator[Found]:
    """Het overige budget noemt de reserves uit de specifieke uitkeringen van 2021 tot en met 2025.

    Waarom:
        Onder het overige budget vallen in ieder geval deze reserves. Zijn ze er niet, dan is dat
        ook een antwoord: 0 mag. De begroting zegt dan dat ernaar is gekeken.

    Herstel:
        Voeg in financien.yaml een bron toe met `bronsoort: overig` en `herkomst:
        reserve_2021_2025`, en vul het bedrag in, ook als dat 0 is.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - id: subsidie
            naam: Subsidie aan de contactschool
            bronsoort: subsidie_contactschool
            bedragen: {2026: 300000, 2027: 300000, 2028: 300000, 2029: 300000}
          - id: spuk
            naam: Specifieke uitkering, deel voor het programma
            bronsoort: specifieke_uitkering
            bedragen: {2026: 420000, 2027: 420000, 2028: 420000, 2029: 420000}
          - id: reserve
            naam: Reserve uit 2021-2025
            bronsoort: overig
            herkomst: reserve_2021_2025
            bedragen: {2026: 0}
    """
    money = p.financien
    if not money.bronnen:
        raise NothingToJudge  # RRP-2.6-1 or RRP-2.2-e says so
    reserves = [b for b in money.bronnen if b.herkomst is Herkomst.RESERVE_2021_2025]
    for bron in reserves:
        if bron.bronsoort not in (None, Bronsoort.OVERIG):
            yield (
                bron.at("bronsoort"),
                f"{genoemd(bron)} is een reserve, en die valt onder het overige budget.",
            )
    if reserves:
        return
    unsaid = [b for b in money.bronnen if b.bronsoort is Bronsoort.OVERIG and b.herkomst is None]
    if any("herkomst" in bron.ntb for bron in unsaid):
        raise NothingToJudge  # still to be decided; KWA-ntb says so
    for bron in unsaid:
        yield (
            bron.gap("herkomst"),
            f"Of {genoemd(bron)} een reserve uit 2021 tot en met 2025 is, staat er niet.",
        )
    if not unsaid:
        yield (
            money.gap("bronnen"),
            "De bronnen noemen geen reserves uit 2021 tot en met 2025; ook 0 is een antwoord.",
        )


_KOST_GELD = (MaatregelStatus.NIEUW, MaatregelStatus.VOORTGEZET, MaatregelStatus.PILOT)
"""A measure that runs asks for money; of one in development that is not known. Our own reading."""


@rule("RRP-2.6-3", eis="G03")
def bedrag_per_maatregel(p: Programma) -> Iterator[Found]:
    """De begroting noemt het bedrag per maatregel en het bedrag aan algemene kosten.

    Waarom:
        Zo is te zien waaraan het geld wordt besteed. Zijn er geen algemene kosten, dan is een regel
        met 0 genoeg. Een maatregel zonder regel in de begroting krijgt deze bevinding als zijn
        `status` zegt dat hij loopt: nieuw, voortgezet of pilot. Dat is onze lezing; van een
        maatregel in ontwikkeling is nog niet bekend of er geld naartoe gaat. Of alles samen past
        bij het geld dat er is, toetsen RRP-2.6-1 en KAD-3.5-3.

    Herstel:
        Vul in financien.yaml bij elke regel van `begroting` en van `algemene_kosten` de `bedragen`
        in, en geef elke maatregel een regel. Kost een maatregel niets, schrijf dan bij de maatregel
        `status: geborgd_zonder_budget`.

    Voorbeeld:
        # bestand: financien.yaml
        algemene_kosten:
          - id: geen-algemene-kosten
            post: Er zijn geen algemene kosten
            bron: subsidie
            bedragen: {2026: 0}
    """
    money = p.financien
    if not money.begroting:
        raise NothingToJudge  # RRP-2.2-e says that there is no budget
    in_law = {measure.id for measure in wettelijke_maatregelen(p)}
    paid = {line.maatregel for line in money.begroting}
    for measure in p.maatregelen:
        if measure.id not in paid and measure.status in _KOST_GELD:
            yield (
                measure.gap(),
                f"De begroting noemt geen bedrag voor maatregel {genoemd(measure)}.",
                ((money.where("begroting"), "de begroting"),),
            )
    for line in money.begroting:
        if line.maatregel in in_law:
            yield from onbekend(line, f"Voor {naam(p, line)} ontbreekt het bedrag{{}}.")
    if not money.algemene_kosten:
        yield money.gap("algemene_kosten"), "Het bedrag aan algemene kosten staat er nog niet."
    for cost in money.algemene_kosten:
        yield from onbekend(cost, f"Bij {naam(p, cost)} ontbreekt het bedrag{{}}.")
