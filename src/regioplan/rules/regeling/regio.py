"""Regeling paragraaf 5: the regions and their municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan import reference
from regioplan.dutch import listed
from regioplan.model import Programma
from regioplan.model.base import Node
from regioplan.model.programma import MeldingSoort
from regioplan.model.regio import WijzigingSoort
from regioplan.rules.lezing import (
    Verschil,
    is_heringedeeld,
    sleutel,
    verschil,
    volgens_bijlage,
)
from regioplan.rules.registry import Found, NothingToJudge, rule

# ------------------------------------------------------------------ 5.2


@rule("RRP-5.2-1-nummer", eis="A05")
def regionummer(p: Programma) -> Iterator[Found]:
    """Het nummer van de regio staat in bijlage 5 van de Regeling.

    Waarom:
        De Doorstroompuntregio’s zijn die van bijlage 5. De nummers lopen van 1 tot en met 41;
        nummer 14 bestaat niet meer.

    Herstel:
        Neem het nummer van de regio over uit bijlage 5; `regioplan init --list-regions` toont ze.

    Voorbeeld:
        # bestand: regio.yaml
        nummer: 17
    """
    number = p.regio.nummer
    named = reference.region(p.regio.naam) if p.regio.naam else None
    hint = f" {named.naam} heeft nummer {named.nummer}." if named else ""
    if number == 14:  # bijlage 5 says "N.v.t." at this number
        yield p.regio.at("nummer"), f"Regio 14 bestaat niet meer.{hint}"
    elif reference.region(number) is None:
        yield p.regio.at("nummer"), f"Regio {number} staat niet in bijlage 5.{hint}"
    elif named and named.nummer != number:
        region = reference.regions()[number]
        yield p.regio.at("nummer"), f"Nummer {number} is van regio {region.naam}.{hint}"


def _composition(p: Programma) -> Verschil:
    """How the municipalities of regio.yaml differ from those of bijlage 5.

    Raises:
        NothingToJudge: the number is in no list; RRP-5.2-1-nummer says so.
    """
    official = volgens_bijlage(p)
    if not official:
        raise NothingToJudge
    named = p.regio.gemeenten
    return verschil((sleutel(g.naam, g.code) for g in named), (g.naam for g in named), official)


@rule("RRP-5.2-1-gemeenten", eis="A05")
def gemeenten_van_de_regio(p: Programma) -> Iterator[Found]:
    """De gemeenten van de regio zijn die van bijlage 5 van de Regeling.

    Waarom:
        De samenstelling verandert niet tijdens de looptijd van het programma. Alleen een
        gemeentelijke herindeling kan haar veranderen (Regeling 5.2 lid 3).

    Herstel:
        Neem bij `gemeenten` in regio.yaml de gemeenten van bijlage 5 over, of noem bij
        `wijzigingen` de herindeling.

    Voorbeeld:
        # bestand: regio.yaml
        gemeenten:
          - naam: Elburg
          - naam: Ermelo
          - naam: Harderwijk
            code: GM0243
          - naam: Nunspeet
          - naam: Oldebroek
          - naam: Putten
          - naam: Zeewolde
    """
    named = p.regio.gemeenten
    if not named:
        yield p.regio.gap("gemeenten"), "De gemeenten van de regio staan er nog niet."
        return
    yield from _contradictions(p)
    if is_heringedeeld(p):
        return  # RRP-5.2-3 looks at the change
    differs = _composition(p)
    region = reference.regions()[p.regio.nummer]
    if differs.ontbreekt:
        missing = listed(differs.ontbreekt)
        yield p.regio.gap("gemeenten"), f"Van regio {region.naam} ontbreekt nog: {missing}."
    for index, meant in differs.vreemd:
        gemeente = named[index]
        home = reference.region_of(gemeente.naam)
        hint = (
            f" Bedoeld is misschien {meant}."
            if meant
            else f" Zij hoort bij {home.naam}."
            if home
            else ""
        )
        yield (
            p.regio.at("gemeenten", index),
            f"Gemeente ‘{gemeente.naam}’ hoort niet bij regio {region.naam}.{hint}",
        )


def _contradictions(p: Programma) -> Iterator[Found]:
    """Municipalities that are named twice, or whose code is that of another."""
    seen: dict[str, Node] = {}
    for gemeente in p.regio.gemeenten:
        key = sleutel(gemeente.naam, gemeente.code)
        if key in seen:
            yield (
                gemeente.at("naam"),
                f"Gemeente ‘{gemeente.naam}’ staat er twee keer.",
                ((seen[key].location, "de eerste keer"),),
            )
        seen.setdefault(key, gemeente)
        coded = reference.municipality(gemeente.code) if gemeente.code else None
        if coded and sleutel(gemeente.naam) != coded.code:
            yield (
                gemeente.at("code"),
                f"Code {gemeente.code} is van {coded.naam} en niet van {gemeente.naam}.",
            )
        elif gemeente.code and coded is None and reference.municipality(gemeente.naam):
            yield gemeente.at("code"), f"Code {gemeente.code} is niet die van {gemeente.naam}."


@rule("RRP-5.2-3", eis="A06")
def herindeling_gemeld(p: Programma) -> Iterator[Found]:
    """Een herindeling die de regio verandert, is schriftelijk aan de minister gemeld.

    Waarom:
        Alleen een gemeentelijke herindeling kan de samenstelling van een regio wijzigen. De
        betrokken contactgemeenten doen daarvan schriftelijk mededeling aan de minister.

    Herstel:
        Vul bij de herindeling in regio.yaml bij `gemeld_op` de dag van de melding in. Een melding
        met `onderwerp: herindeling` en een `datum`, bij `meldingen` in programma.yaml, telt ook.

    Voorbeeld:
        # bestand: regio.yaml
        wijzigingen:
          - datum: 2027-01-01
            aanleiding: herindeling
            omschrijving: Elburg en Oldebroek gaan samen verder.
            gemeld_op: 2026-10-01
    """
    reports = [m for m in p.blad.meldingen if m.onderwerp is MeldingSoort.HERINDELING]
    if any(report.datum for report in reports):
        return
    for change in p.regio.wijzigingen:
        if change.aanleiding is WijzigingSoort.HERINDELING and change.gemeld_op is None:
            yield (
                change.gap("gemeld_op"),
                "Wanneer deze herindeling aan de minister is gemeld, staat er niet.",
            )
