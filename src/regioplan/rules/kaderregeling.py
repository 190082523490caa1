"""Kaderregeling subsidies OCW, SZW en VWS (KAD), read in its text of 2017: a budget that closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from regioplan.model import Programma
from regioplan.model.financien import Bronsoort, Herkomst
from regioplan.rules.geld import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    Pot,
    buiten,
    euro,
    is_bekend,
    naam,
    potten,
    regels,
    soorten,
    totaal,
)
from regioplan.rules.lezing import wettelijke_maatregelen, zwijgt
from regioplan.rules.registry import Found, NothingToJudge, Related, Weight, rule
from regioplan.rules.woorden import genoemd, per_stuk
from regioplan.source import Location

# ------------------------------------------------------------------ 1.7

_RESERVE = re.compile(
    r"\b\w*reserve(?:s|ring|ringen)?\b|\bvoorziening(?:en)?\b|\bonvoorzien(?:e)?\b"
)
"""What a line is called that may be a reserve: "egalisatiereserve", "onvoorzien"."""


@rule("KAD-1.7-3", eis="G07")
def toevoeging_aan_reserve(p: Programma) -> Iterator[Found]:
    """Toevoegingen aan voorzieningen en reserveringen zijn niet te betalen uit de subsidie.

    Waarom:
        Zij komen niet in aanmerking voor subsidie, tenzij de minister er schriftelijk mee heeft
        ingestemd. Dat staat in de Kaderregeling, gelezen in de oudere tekst van 2017. Regioplan
        ziet alleen de naam van een post, zoals ‘reserve’, ‘voorziening’ of ‘onvoorzien’; daarom is
        dit een vraag.

    Herstel:
        Betaal de post uit een andere bron, geef de post een naam die zegt wat het is, of vul bij
        `instemming_minister` de dag in waarop de minister instemde.

    Voorbeeld:
        # bestand: financien.yaml
        algemene_kosten:
          - id: kosten-onvoorzien
            post: Onvoorzien
            bron: subsidie
            bedragen: {2026: 80000, 2027: 80000, 2028: 80000, 2029: 80000}
            instemming_minister: 2026-02-11
            toelichting: De minister stemde in.
          - id: kosten-programmaleider
            post: Programmaleider
            bron: spuk
            bedragen: {2026: 80000, 2027: 80000, 2028: 80000, 2029: 80000}
            toelichting: Leiding en cijfers.
    """
    kinds = soorten(p.financien)
    for line in regels(p.financien):
        subsidised = kinds[line.bron] is Bronsoort.SUBSIDIE_CONTACTSCHOOL
        found = _RESERVE.search((line.post or "").casefold())
        if subsidised and found and zwijgt(line, "instemming_minister"):
            yield (
                line.at("post"),
                (
                    f"‘{line.post}’ wordt betaald uit de subsidie. Is dat een toevoeging aan een"
                    " reserve of voorziening, dan moet de minister ermee hebben ingestemd."
                ),
            )


# ------------------------------------------------------------------ 3.5


@rule("KAD-3.5-1", eis="G05")
def kosten_en_opbrengsten(p: Programma) -> Iterator[Found]:
    """De begroting geeft per activiteit de geraamde kosten en opbrengsten over de subsidieperiode.

    Waarom:
        Bij elke regel hoort een bedrag, ook als die uit overig geld wordt betaald, en het gaat om
        de jaren 2026 tot en met 2029. De Kaderregeling spreekt van de aanvrager; omdat het
        programma en de aanvraag één format hebben (Regeling 3.5 lid 2), kijkt regioplan naar de
        hele begroting. De Kaderregeling is gelezen in de oudere tekst van 2017.

    Herstel:
        Vul bij de regel `bedragen` in, en laat jaren buiten 2026 tot en met 2029 weg.

    Voorbeeld:
        # bestand: financien.yaml
        begroting:
          - id: regel-bijeenkomst
            post: Bijeenkomst voor ouders
            bron: reserve
            bedragen: {2026: 60000}
    """
    money = p.financien
    if not money.begroting:
        raise NothingToJudge  # RRP-2.2-e says that there is no budget
    asked = _measures_in_law(p)
    for line in money.begroting:
        if line.maatregel not in asked and zwijgt(line, "bedragen"):
            yield line.gap("bedragen"), f"Voor {naam(p, line)} ontbreekt het bedrag."
    for pot in potten(money):
        yield from _outside(p, pot)


def _measures_in_law(p: Programma) -> frozenset[str]:
    """The measures of whose lines RRP-2.6-3 asks the amount."""
    try:
        return frozenset(measure.id for measure in wettelijke_maatregelen(p))
    except NothingToJudge:
        return frozenset()


def _outside(p: Programma, pot: Pot) -> Iterator[Found]:
    """Amounts outside the years of the programme, where no article of the Regeling says it."""
    bron = pot.bron
    if bron.bronsoort not in (None, Bronsoort.OVERIG):
        return  # RRP-3.10-1 and RRP-4.7-1
    old = bron.herkomst not in (None, Herkomst.ANDERS)
    last = None if old else LAATSTE_JAAR  # RRP-4.8-1a and on say how long old money may last
    for line in pot.regels:
        for place, year, amount in buiten(line.bedragen, voor=EERSTE_JAAR, na=last):
            yield (
                place,
                f"Voor {naam(p, line)} staat {euro(amount)} in {year}, buiten het programma.",
            )


@rule("KAD-3.5-2", eis="G06", artikel="Kaderregeling 3.5 lid 2", weight=Weight.WARNING)
def toelichting_per_post(p: Programma) -> Iterator[Found]:
    """Elke post van de begroting heeft een toelichting.

    Waarom:
        Een lezer ziet dan waarop een bedrag berust, zoals een aantal uren of deelnemers. De
        Kaderregeling is gelezen in de oudere tekst van 2017.

    Herstel:
        Schrijf bij de regel een `toelichting`; één zin is genoeg.

    Voorbeeld:
        # bestand: financien.yaml
        algemene_kosten:
          - id: kosten-projectadviseurs
            post: Projectadviseurs
            bron: subsidie
            bedragen: {2026: 80000, 2027: 80000, 2028: 80000, 2029: 80000}
            toelichting: Twee adviseurs van zestien uur.
          - id: kosten-programmaleider
            post: Programmaleider
            bron: spuk
            bedragen: {2026: 80000, 2027: 80000, 2028: 80000, 2029: 80000}
            toelichting: Leiding en cijfers.
    """
    lines = regels(p.financien)
    if not lines:
        raise NothingToJudge  # RRP-2.2-e says that there is no budget
    yield from per_stuk(
        [line for line in lines if zwijgt(line, "toelichting")],
        "toelichting",
        "Bij {} ontbreekt de toelichting.",
        "Bij {aantal} regels van de begroting ontbreekt de toelichting: {namen}.",
    )


@rule("KAD-3.5-3", eis="G06", artikel="Kaderregeling 3.5 lid 3")
def sluitende_begroting(p: Programma) -> Iterator[Found]:
    """De begroting is sluitend: kosten en geld zijn tot op de cent gelijk.

    Waarom:
        Wat aan maatregelen en algemene kosten is begroot, is over alle jaren samen precies het
        geld van alle bronnen. De bevinding noemt beide kanten, en elke bron die afwijkt. De
        Kaderregeling spreekt van de aanvrager; omdat het programma en de aanvraag één format hebben
        (Regeling 3.5 lid 2), kijkt regioplan naar de hele begroting. De Kaderregeling is gelezen in
        de oudere tekst van 2017. Zolang er een bedrag ontbreekt, wordt dit niet getoetst.

    Herstel:
        Geef wat over is een plaats in de begroting, of verlaag de regels tot ze passen.

    Voorbeeld:
        # bestand: financien.yaml
        algemene_kosten:
          - id: kosten-projectadviseurs
            post: Projectadviseurs
            bron: subsidie
            bedragen: {2026: 79999.99, 2027: 80000.01, 2028: 80000, 2029: 80000}
            toelichting: Twee adviseurs van zestien uur.
          - id: kosten-programmaleider
            post: Programmaleider
            bron: spuk
            bedragen: {2026: 80000, 2027: 80000, 2028: 80000, 2029: 80000}
            toelichting: Leiding en cijfers.
    """
    money = p.financien
    every = (*money.bronnen, *regels(money))
    if not (money.bronnen and money.begroting and all(is_bekend(each.bedragen) for each in every)):
        raise NothingToJudge  # RRP-2.2-e, RRP-2.6-1 and RRP-2.6-3 ask for what is missing
    available = sum((totaal(bron.bedragen) for bron in money.bronnen), Decimal(0))
    measures = sum((totaal(line.bedragen) for line in money.begroting), Decimal(0))
    general = sum((totaal(line.bedragen) for line in money.algemene_kosten), Decimal(0))
    if available == measures + general:
        return
    over = available - measures - general
    ends = "nog niet begroot" if over > 0 else "te veel begroot"
    yield (
        money.at("begroting"),
        (
            f"De begroting sluit niet: er is {euro(available)} aan geld, en begroot is"
            f" {euro(measures)} aan maatregelen en {euro(general)} aan algemene kosten."
            f" {euro(abs(over))} is {ends}."
        ),
        (*_per_source(potten(money)), *_without_source(p)),
    )


def _per_source(pots: tuple[Pot, ...]) -> Iterator[tuple[Location, str]]:
    """The sources that differ from what is budgeted from them, with both sides."""
    for pot in pots:
        if pot.beschikbaar != pot.begroot:
            yield (
                pot.bron.where("bedragen"),
                (
                    f"{genoemd(pot.bron)}: {euro(pot.beschikbaar)} aan geld,"
                    f" {euro(pot.begroot)} begroot"
                ),
            )


def _without_source(p: Programma) -> Related:
    """The lines that are paid from no source yet."""
    return tuple(
        (line.where("bedragen"), f"{euro(totaal(line.bedragen))} zonder bron: {naam(p, line)}")
        for line in regels(p.financien)
        if line.bron is None
    )
