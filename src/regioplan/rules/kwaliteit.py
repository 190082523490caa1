"""Quality: rules of regioplan itself, which stand in no law and no advice (KWA)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from regioplan.findings import INT_NORMS
from regioplan.model import Programma
from regioplan.model.base import Place
from regioplan.rules.registry import RULES, Found, Need, Weight, rule
from regioplan.rules.woorden import genoemd
from regioplan.source import Location, Suppression


@dataclass(frozen=True, slots=True)
class Use:
    """A suppression, and what it did in this check."""

    suppression: Suppression
    did: frozenset[str]  # ids of the rules of which it covered a finding
    ran: frozenset[str]  # ids of the rules that ran


@rule("KWA-ntb", weight=Weight.ERROR, needs=Need.FOUND)
def nog_te_bepalen(p: Programma, found: frozenset[Location]) -> Iterator[Found]:
    """In een vastgesteld programma staat nergens meer n.t.b.

    Waarom:
        Met n.t.b. zegt een regio eerlijk dat iets nog niet is besloten. In een programma dat is
        vastgesteld, moet die beslissing zijn genomen. Deze regel noemt alleen de plaatsen waar geen
        andere regel iets heeft gevonden.

    Herstel:
        Vul de waarde in, of haal de sleutel weg als er niets te zeggen is.

    Voorbeeld:
        # bestand: programma.yaml
        versie: 1.0
    """
    for node in p.nodes():
        for key in sorted(node.ntb):
            place = node.gap(key)
            if place.location not in found:
                owner = f" van {genoemd(node)}" if getattr(node, "id", "") else ""
                yield place, f"‘{key}’{owner} is nog n.t.b."


@rule("KWA-negeer", weight=Weight.WARNING, needs=Need.USES)
def negeren(p: Programma, uses: tuple[Use, ...]) -> Iterator[Found]:
    """Wie een bevinding negeert, geeft een reden; een opmerking die niets doet, gaat weg.

    Waarom:
        ‘Pas toe of leg uit’: een regio mag van advies afwijken, maar zegt dan waarom. Zonder reden
        telt de opmerking niet. Een opmerking die nergens meer over gaat, verbergt later misschien
        een bevinding die niemand bedoelde.

    Herstel:
        Schrijf achter de haken waarom de bevinding hier niet geldt, of haal de opmerking weg.

    Voorbeeld:
        # bestand: programma.yaml
        # regioplan: negeer[KWA-ntb] de versie volgt na het besluit van de colleges
        versie: n.t.b.
    """
    for use in uses:
        place = Place("at", use.suppression.location, p.blad)
        if not use.suppression.reason:
            yield place, "Hier ontbreekt de reden: zonder reden wordt niets genegeerd."
            continue
        for name in use.suppression.rules:
            if message := _idle(name, use):
                yield place, message


def _idle(name: str, use: Use) -> str:
    """Why a suppression does nothing for a rule; "" when it does something, or may yet."""
    if name in INT_NORMS:
        return f"{name} is niet te negeren: een bestand moet te lezen zijn."
    if name not in RULES:
        close = difflib.get_close_matches(name, RULES, n=1)
        hint = f" Bedoeld is misschien {close[0]}." if close else ""
        return f"Een regel {name} bestaat niet.{hint}"
    if name in use.did or name not in use.ran:
        return ""
    return f"{name} vindt hier niets: deze opmerking is niet nodig."
