"""Regeling paragraaf 4: the specifieke uitkering to the contactgemeente, and old reserves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from regioplan import reference
from regioplan.dutch import day
from regioplan.model import Programma, Rol
from regioplan.model.financien import Bronsoort, Financieringsbron, Herkomst
from regioplan.rules.geld import (
    LAATSTE_JAAR,
    MAATREGELGELD,
    Pot,
    buiten,
    euro,
    is_bekend,
    naam,
    potten,
    potten_van,
    regels,
    soorten,
    te_laat,
    totaal,
)
from regioplan.rules.registry import Found, Need, Related, Weight, rule
from regioplan.rules.termijnen import loopt, nadert, uiterlijk
from regioplan.rules.wijziging import niet_gemeld
from regioplan.rules.woorden import genoemd

# ------------------------------------------------------------------ 4.2

_FUNCTIE = re.compile(r"\bdoorstroompuntfunctie\b")
_NIET = re.compile(r"\b(?:zonder|exclusief|excl|niet|geen|buiten|behalve|minus)\b|programma")
"""What denies that money is for the Doorstroompuntfunctie, or names more than that."""


@rule("RRP-4.2-1", eis="G10")
def geen_geld_doorstroompuntfunctie(p: Programma) -> Iterator[Found]:
    """Geld voor de Doorstroompuntfunctie is geen geld voor het programma.

    Waarom:
        De specifieke uitkering heeft twee delen: landelijk ten hoogste € 50.173.000 per jaar voor
        de maatregelen uit het programma, en € 67.640.000 voor de Doorstroompuntfunctie. Alleen het
        eerste deel hoort in de begroting. De regel ziet een bron die zich naar naam of oormerk
        alleen Doorstroompuntfunctie noemt, en een bedrag dat boven het landelijke deel uitkomt. Wat
        één regio krijgt (bijlage 4), is niet gezien.

    Herstel:
        Haal het deel voor de Doorstroompuntfunctie uit de bronnen in financien.yaml.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - {id: subsidie, naam: Subsidie, bronsoort: subsidie_contactschool}
          - id: spuk
            naam: Specifieke uitkering
            bronsoort: specifieke_uitkering
            bedragen: {2026: 420000, 2027: 420000, 2028: 420000, 2029: 420000}
            oormerk: maatregelen uit het programma, zonder Doorstroompuntfunctie
          - {id: reserve, naam: Reserve, bronsoort: overig}
    """
    pots = potten_van(p.financien, Bronsoort.SPECIFIEKE_UITKERING)
    for pot in pots:
        for key in ("naam", "oormerk"):
            text = (getattr(pot.bron, key) or "").casefold()
            if _FUNCTIE.search(text) and not _NIET.search(text):
                yield (
                    pot.bron.at(key),
                    f"‘{getattr(pot.bron, key)}’ is geld voor de Doorstroompuntfunctie zelf.",
                )
    yield from _above_national(pots)


def _above_national(pots: tuple[Pot, ...]) -> Iterator[Found]:
    """The years in which one region would get more than there is for all: a typing error."""
    ceiling = reference.amounts()["uitkering-programma"].bedrag_eur
    per_year: dict[int, Decimal] = {}
    for pot in pots:
        for place, year, amount in buiten(pot.bron.bedragen, na=0):
            per_year[year] = per_year.get(year, Decimal(0)) + amount
            if per_year[year] > ceiling:
                yield (
                    place,
                    (
                        f"De uitkering in {year} is {euro(per_year[year])}; voor de programma’s is"
                        f" er landelijk {euro(ceiling)} per jaar."
                    ),
                )


_DOORSTROOMPUNT = re.compile(r"doorstroompunt(?!regio)|\brmc\b|\brmc-")
_PERSONEEL = re.compile(
    r"functie|taken|medewerk|consulent|trajectbegeleid|coach|formatie|\bfte\b|personeel|salaris"
)


@rule("RRP-4.2-1-taken", eis="G10", weight=Weight.WARNING)
def geen_taken_doorstroompunt(p: Programma) -> Iterator[Found]:
    """De taken van het Doorstroompunt zelf worden niet uit het programma betaald.

    Waarom:
        Voor de taken van WEB 9.2.5 is er een eigen deel van de specifieke uitkering. Een maatregel
        komt daarbovenop (Regeling 2.5 lid 2 onder e). De regel ziet alleen de naam van een post,
        zoals ‘medewerkers Doorstroompunt’; daarom is dit een vraag.

    Herstel:
        Haal de post uit de begroting, of geef hem een naam die zegt wat er extra wordt gedaan.

    Voorbeeld:
        # bestand: financien.yaml
        algemene_kosten:
          - id: kosten-programmaleider
            post: Programmaleider van de Doorstroompuntregio
            bron: spuk
            bedragen: {2026: 80000, 2027: 80000, 2028: 80000, 2029: 80000}
    """
    kinds = soorten(p.financien)
    for line in regels(p.financien):
        text = (line.post or "").casefold()
        if (
            kinds[line.bron] in MAATREGELGELD
            and _DOORSTROOMPUNT.search(text)
            and _PERSONEEL.search(text)
        ):
            yield (
                line.at("post"),
                f"‘{line.post}’ lijkt een taak van het Doorstroompunt zelf; die heeft eigen geld.",
            )


@rule("RRP-4.2-2", eis="G11")
def geen_indexatie(p: Programma) -> Iterator[Found]:
    """Voor het geld van het programma is in de Regeling geen indexatie gevonden.

    Waarom:
        De minister kan alleen het deel voor de Doorstroompuntfunctie jaarlijks aanpassen aan lonen
        en prijzen (4.2 lid 2). Voor de subsidie en voor het deel voor het programma staat zoiets
        niet in de gelezen tekst. Wie op indexatie rekent, begroot misschien geld dat niet komt.

    Herstel:
        Schrijf bij de bron `indexatie: nee`. Is er toch een grond voor de indexatie, zet die dan
        erbij met `# regioplan: negeer[RRP-4.2-2] reden`; de reden komt bij de bevinding te staan.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - id: subsidie
            naam: Subsidie aan de contactschool
            bronsoort: subsidie_contactschool
            indexatie: nee
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - {id: reserve, naam: Reserve, bronsoort: overig}
    """
    for bron in p.financien.bronnen:
        if bron.indexatie and bron.bronsoort in MAATREGELGELD:
            yield bron.at("indexatie"), _indexed(bron)


def _indexed(bron: Financieringsbron) -> str:
    """What is asked about a source whose amounts are expected to grow."""
    if bron.bronsoort is None:
        return (
            f"Bij {genoemd(bron)} wordt indexatie verwacht. Is dit geld uit de subsidie of de"
            " specifieke uitkering, dan noemt de Regeling die niet."
        )
    if bron.bronsoort is Bronsoort.SPECIFIEKE_UITKERING:
        return (
            f"Bij {genoemd(bron)} wordt indexatie verwacht, maar alleen het deel voor de"
            " Doorstroompuntfunctie kan worden aangepast."
        )
    return f"Bij {genoemd(bron)} wordt indexatie verwacht, maar de Regeling noemt die niet."


# ------------------------------------------------------------------ 4.5


@rule("RRP-4.5", eis="I02", needs=Need.VORIGE)
def wijziging_gemeld_door_contactgemeente(p: Programma, vorige: Programma) -> Iterator[Found]:
    """De contactgemeente meldt een voorgenomen substantiële wijziging zo spoedig mogelijk.

    Waarom:
        De melding aan de minister is schriftelijk en bevat de stukken. Zij komt naast de melding
        door de contactschool (3.8): de ene gaat over de uitkering, de andere over de subsidie.
        Wanneer een wijziging substantieel is, zegt de wet niet. Deze regel vraagt het bij elke
        wijziging in de streefcijfers, de maatregelen of de begroting van een vastgesteld programma;
        dat is onze keuze, en het oordeel is aan de regio.

    Herstel:
        Schrijf in programma.yaml bij de nieuwe versie in `versies` of de wijziging `substantieel`
        is. Is dat zo, vul dan bij `meldingen` de melding door de contactgemeente in.

    Voorbeeld:
        # bestand: programma.yaml
        meldingen:
          - onderwerp: wijziging_programma
            datum: 2027-03-01
            door: gem-harderwijk
        # vorige
        # bestand: programma.yaml
        versie: 1.0
    """
    yield from niet_gemeld(p, vorige, Rol.CONTACTGEMEENTE)


# ------------------------------------------------------------------ 4.7


@rule("RRP-4.7-1", eis="G12")
def uitkering_meenemen(p: Programma) -> Iterator[Found]:
    """Wat van de specifieke uitkering over is, gaat mee naar een later jaar, tot en met 2029.

    Waarom:
        De uitkering is per kalenderjaar. Wat in een jaar niet is besteed, mag later aan hetzelfde
        doel worden besteed, uiterlijk in 2029; wat dan over is, vordert de minister terug (lid 2).
        Dat geld van een later jaar niet eerder kan worden besteed, is onze lezing. De regel telt
        daarom de jaren op: tot en met elk jaar is er niet meer begroot dan er is gekomen.

    Herstel:
        Verschuif de uitgave naar een jaar waarin het geld er is, en niet na 2029.

    Voorbeeld:
        # bestand: financien.yaml
        begroting:
          - id: regel-leerwerkplaats
            maatregel: leerwerkplaats
            bron: spuk
            bedragen: {2027: 420000, 2029: 1260000}
        algemene_kosten:
          - id: kosten-geen
            post: geen
            bedragen: {2026: 0}
    """
    why = "wat over is, mag uiterlijk in 2029 worden besteed"
    for pot in potten_van(p.financien, Bronsoort.SPECIFIEKE_UITKERING):
        yield from te_laat(p, pot, LAATSTE_JAAR, why)
        if is_bekend(pot.bron.bedragen) and pot.begroot <= pot.beschikbaar:
            yield from _too_early(p, pot)  # else RRP-2.6-1 says that it is too much


def _too_early(p: Programma, pot: Pot) -> Iterator[Found]:
    """The first year up to which more is spent than has come."""
    came = dict(pot.bron.bedragen.jaren) if pot.bron.bedragen else {}
    spent: dict[int, Decimal] = {}
    for line in pot.regels:
        for year, amount in line.bedragen.jaren if line.bedragen else ():
            spent[year] = spent.get(year, Decimal(0)) + amount
    left = Decimal(0)
    for year in sorted({*came, *spent}):
        there, used = left + came.get(year, Decimal(0)), spent.get(year, Decimal(0))
        left = there - used
        if left < 0:
            yield (
                pot.bron.at("bedragen"),
                (
                    f"Uit {genoemd(pot.bron)} is in {year} {euro(used)} begroot, maar dan is er"
                    f" {euro(there)}; geld van een later jaar is er nog niet."
                ),
                _of_year(p, pot, year),
            )
            return


def _of_year(p: Programma, pot: Pot, year: int) -> Related:
    """The lines that are paid from a source in one year."""
    return tuple(
        (line.bedragen.where(str(year)), f"{euro(amount)} voor {naam(p, line)}")
        for line in pot.regels
        if line.bedragen
        for amount in (line.bedragen.get(year),)
        if amount
    )


# ------------------------------------------------------------------ 4.8


def _old(p: Programma, herkomst: Herkomst) -> tuple[Pot, ...]:
    return tuple(pot for pot in potten(p.financien) if pot.bron.herkomst is herkomst)


@rule("RRP-4.8-1a", eis="G13", artikel="Regeling 4.8 lid 1 onder a")
def reserves_2021_2025(p: Programma) -> Iterator[Found]:
    """Reserves uit 2021 tot en met 2025 worden uiterlijk in 2026 besteed.

    Waarom:
        Wat van deze uitkeringen na 2026 over is, vordert de minister terug (4.8 lid 3).

    Herstel:
        Zet het bedrag in 2026, of betaal wat later komt uit een andere bron.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - {id: subsidie, naam: Subsidie, bronsoort: subsidie_contactschool}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - id: reserve
            naam: Reserve uit 2021-2025
            bronsoort: overig
            herkomst: reserve_2021_2025
            bedragen: {2026: 60000}
            te_besteden_tot_en_met: 2026-12-31
    """
    for pot in _old(p, Herkomst.RESERVE_2021_2025):
        yield from te_laat(p, pot, 2026, "dat geld mag uiterlijk in 2026 worden besteed")


_DAGEN_RESERVE = 180
"""How long before its last day old money is thought of; the choice is ours."""


def _still_to_spend(p: Programma, herkomst: Herkomst, vandaag: date) -> Iterator[Found]:
    """Old money whose last day comes near, and of which not all is known to be spent."""
    last_day = uiterlijk("reserves-2021-2025")  # 4.8 lid 2 has the same day
    if not loopt(p) or not nadert(vandaag, last_day, dagen=_DAGEN_RESERVE):
        return
    for pot in _old(p, herkomst):
        bron, spent = pot.bron, totaal(pot.bron.besteed)
        if "besteed" in bron.ntb or not pot.beschikbaar:
            continue
        if vandaag > last_day and bron.besteed is None:
            yield (
                bron.gap("besteed"),
                (
                    f"{genoemd(bron)} moest uiterlijk op {day(last_day)} besteed zijn; hoeveel er"
                    " is besteed, staat er niet."
                ),
            )
        elif vandaag <= last_day and spent < pot.beschikbaar:
            yield (
                bron.gap("besteed"),
                (
                    f"Van {genoemd(bron)} is {euro(spent)} van de {euro(pot.beschikbaar)} besteed;"
                    f" de rest kan nog tot en met {day(last_day)}."
                ),
            )


@rule(
    "RRP-4.8-1a-termijn",
    eis="G13",
    artikel="Regeling 4.8 lid 1 onder a",
    weight=Weight.WARNING,
    needs=Need.VANDAAG,
)
def reserves_bijna_verlopen(p: Programma, vandaag: date) -> Iterator[Found]:
    """Reserves uit 2021 tot en met 2025 zijn op 31 december 2026 besteed.

    Waarom:
        Wat dan over is, vordert de minister terug. Dit is een herinnering. Zij komt 180 dagen voor
        die dag (dat aantal is onze keuze), alleen bij de status in_uitvoering, en verdwijnt als
        alles is besteed. Na die dag vraagt zij alleen nog hoeveel er is besteed.

    Herstel:
        Vul bij de bron in financien.yaml onder `besteed` in wat er per jaar is besteed.

    Voorbeeld:
        # vandaag: 2026-12-01
        # bestand: programma.yaml
        status: in_uitvoering
        # bestand: financien.yaml
        bronnen:
          - {id: subsidie, naam: Subsidie, bronsoort: subsidie_contactschool}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - id: reserve
            naam: Reserve uit 2021-2025
            bronsoort: overig
            herkomst: reserve_2021_2025
            bedragen: {2026: 60000}
            besteed: {2026: 60000}
    """
    yield from _still_to_spend(p, Herkomst.RESERVE_2021_2025, vandaag)


@rule("RRP-4.8-1b", eis="G13", artikel="Regeling 4.8 lid 1 onder b")
def reserves_2002_2020(p: Programma) -> Iterator[Found]:
    """Reserves uit 2002 tot en met 2020 worden uiterlijk in 2029 besteed.

    Waarom:
        Voor deze oudere uitkeringen is er tot en met 2029 tijd; daarna vordert de minister terug
        wat over is.

    Herstel:
        Zet het bedrag in een jaar tot en met 2029.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - {id: subsidie, naam: Subsidie, bronsoort: subsidie_contactschool}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - id: reserve
            naam: Reserve uit 2002-2020
            bronsoort: overig
            herkomst: reserve_2002_2020
            bedragen: {2029: 60000}
    """
    for pot in _old(p, Herkomst.RESERVE_2002_2020):
        yield from te_laat(p, pot, LAATSTE_JAAR, "dat geld mag uiterlijk in 2029 worden besteed")


@rule("RRP-4.8-2", eis="G13", artikel="Regeling 4.8 lid 2")
def extra_rmc(p: Programma) -> Iterator[Found]:
    """De extra uitkering voor de RMC-functie wordt uiterlijk in 2026 besteed.

    Waarom:
        Voor de specifieke uitkering extra financiële middelen RMC-functie geldt dezelfde laatste
        dag als voor de reserves uit 2021 tot en met 2025.

    Herstel:
        Zet het bedrag in 2026, of betaal wat later komt uit een andere bron.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - {id: subsidie, naam: Subsidie, bronsoort: subsidie_contactschool}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - id: reserve
            naam: Extra middelen RMC-functie
            bronsoort: overig
            herkomst: extra_rmc
            bedragen: {2026: 60000}
    """
    for pot in _old(p, Herkomst.EXTRA_RMC):
        yield from te_laat(p, pot, 2026, "dat geld mag uiterlijk in 2026 worden besteed")


@rule(
    "RRP-4.8-2-termijn",
    eis="G13",
    artikel="Regeling 4.8 lid 2",
    weight=Weight.WARNING,
    needs=Need.VANDAAG,
)
def extra_rmc_bijna_verlopen(p: Programma, vandaag: date) -> Iterator[Found]:
    """De extra uitkering voor de RMC-functie is op 31 december 2026 besteed.

    Waarom:
        Wat dan over is, vordert de minister terug. Dit is een herinnering. Zij komt 180 dagen voor
        die dag (dat aantal is onze keuze), alleen bij de status in_uitvoering, en verdwijnt als
        alles is besteed. Na die dag vraagt zij alleen nog hoeveel er is besteed.

    Herstel:
        Vul bij de bron in financien.yaml onder `besteed` in wat er per jaar is besteed.

    Voorbeeld:
        # vandaag: 2026-12-01
        # bestand: programma.yaml
        status: in_uitvoering
        # bestand: financien.yaml
        bronnen:
          - {id: subsidie, naam: Subsidie, bronsoort: subsidie_contactschool}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - id: reserve
            naam: Extra middelen RMC-functie
            bronsoort: overig
            herkomst: extra_rmc
            bedragen: {2026: 60000}
            besteed: {2026: 60000}
    """
    yield from _still_to_spend(p, Herkomst.EXTRA_RMC, vandaag)
