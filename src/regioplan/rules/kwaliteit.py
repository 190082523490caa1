"""Quality of the document itself: rules of regioplan, which stand in no law or advice (KWA)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from regioplan.findings import INT_NORMS
from regioplan.model import Onleesbaar, Programma
from regioplan.model.base import Node, Place
from regioplan.rules.lezing import ongenoemde_partners
from regioplan.rules.registry import RULES, Found, Need, NothingToJudge, Weight, rule
from regioplan.rules.woorden import genoemd, per_stuk
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
        andere regel iets heeft gevonden; een advies telt daarbij niet mee. De woorden voor de
        oplegnotitie en de publiekssamenvatting tellen niet mee: daarop wordt niet getekend.

    Herstel:
        Vul de waarde in, of haal de sleutel weg als er niets te zeggen is.

    Voorbeeld:
        # bestand: programma.yaml
        versie: 1.0
    """
    beside = set(map(id, _beside(p)))
    for node in p.nodes():
        for key in sorted(node.ntb):
            place = node.gap(key)
            if place.location not in found and id(node) not in beside:
                owner = f" van {genoemd(node)}" if getattr(node, "id", "") else ""
                yield place, f"‘{key}’{owner} is nog n.t.b."


def _beside(p: Programma) -> Iterator[Node]:
    """What is written for the documents beside the programme: nobody signs that."""
    for part in (p.blad.oplegnotitie, p.blad.publiekssamenvatting):
        if part is not None:
            yield from part.nodes()


@rule("KWA-versies", weight=Weight.WARNING)
def versietabel(p: Programma) -> Iterator[Found]:
    """De versietabel loopt op in tijd en eindigt bij de versie van dit programma.

    Waarom:
        Een lezer herkent aan de tabel welke versie voor hem ligt. Een tabel die achterloopt, of
        waarin de volgorde niet klopt, roept de vraag op of dit wel het laatste stuk is.

    Herstel:
        Voeg bij `versies` in programma.yaml de huidige versie als laatste toe, of zet de datums
        goed.

    Voorbeeld:
        # bestand: programma.yaml
        versie: 1.1
        versies:
          - versie: 1.0
            datum: 2026-01-19
          - versie: 1.1
            datum: 2026-03-02
    """
    versions = p.blad.versies
    if not versions:
        raise NothingToJudge
    last = versions[-1].versie
    if p.blad.versie and p.blad.versie != last:
        yield (
            p.blad.at("versie"),
            f"Dit is versie {p.blad.versie}, maar de versietabel eindigt bij versie {last}.",
            ((versions[-1].location, "de laatste versie in de tabel"),),
        )
    dated = [(version, version.datum) for version in versions if version.datum]
    for (before, earlier), (after, later) in pairwise(dated):
        if later < earlier:
            yield (
                after.at("datum"),
                f"Versie {after.versie} heeft een eerdere datum dan versie {before.versie}.",
                ((before.where("datum"), "de datum van de versie ervoor"),),
            )


@rule("KWA-versie-tag", weight=Weight.WARNING, needs=Need.TAGS)
def versies_en_tags(p: Programma, tags: Mapping[str, str | None]) -> Iterator[Found]:
    """Bij elke versie in de versietabel hoort een tag in git, op het programma van die versie.

    Waarom:
        Met een tag is een versie later terug te vinden en te vergelijken. Een tag heet naar de
        versie, met of zonder iets ervoor: 0.3, v0.3 of programma-0.3. Wie geen tags voor versies
        gebruikt, krijgt deze bevinding niet. De huidige versie krijgt haar tag pas als zij af is,
        en versies van vóór de eerste tag kunnen er geen hebben; daarover zegt deze regel niets.

    Herstel:
        Zet de tag op de commit van die versie, met `git tag v0.3 COMMIT`, of herstel het nummer in
        `versies`. Een tag die al is gedeeld, verplaatst u beter niet.

    Voorbeeld:
        # tags: v0.9=0.9
        # bestand: programma.yaml
        versie: 1.0
        versies:
          - versie: 0.9
            datum: 2025-11-24
          - versie: 1.0
            datum: 2026-01-19
    """
    versions = p.blad.versies
    found = {v.versie: [t for t in sorted(tags) if _is_tag_of(t, v.versie)] for v in versions}
    tagged = [bool(found[version.versie]) for version in versions]
    if not any(tagged):
        raise NothingToJudge
    for version in versions[tagged.index(True) :]:
        if not found[version.versie] and version.versie != p.blad.versie:
            yield version.gap("versie"), f"Versie {version.versie} heeft in git geen tag."
        for tag in found[version.versie]:
            named = tags[tag]
            if named is not None and named != version.versie:
                message = f"De tag ‘{tag}’ wijst naar een programma met versie {named}."
                yield version.at("versie"), message


def _is_tag_of(tag: str, version: str) -> bool:
    """Whether a tag names a version: `0.3`, `v0.3`, `programma-0.3`, `arnhem/v0.3`."""
    before = tag.removesuffix(version)
    return tag.endswith(version) and re.fullmatch(r"(|.*[-_/])v?", before) is not None


@rule("KWA-tekst-getekend", weight=Weight.ERROR, needs=Need.TEKST_HASH)
def getekende_tekst(p: Programma, tekst_hash: str) -> Iterator[Found]:
    """Wat is getekend, is wat er nu staat.

    Waarom:
        Bij een ronde van ondertekening kan het controlegetal staan van de tekst die is getekend
        (`tekst_hash`). Verandert de tekst daarna, dan tekenden de partijen iets anders dan er nu
        staat. Het omslag, de handtekeningen zelf en de bijlagen die regioplan maakt, tellen niet
        mee. Van een oudere ronde wordt niets gezegd als voor de tekst van nu later is getekend.

    Herstel:
        Zet de tekst terug, of laat de nieuwe tekst tekenen in een nieuwe ronde met haar eigen
        controlegetal. Met `regioplan diff` ziet u wat er is veranderd.

    Voorbeeld:
        # tekst_hash: 9f86d081884c7d65
        # bestand: partners.yaml
        ondertekening:
          - id: ronde-een
            titel: De partijen die samen voor het programma zorgen
            document: Regionaal programma, versie 1.0
            tekst_hash: 9f86d081884c7d65
            ondertekenaars:
              - partner: gem-harderwijk
                datum: 2026-01-20
    """
    rounds = [r for r in p.partners.ondertekening if r.tekst_hash]
    if not rounds:
        raise NothingToJudge
    for round_ in reversed(rounds):  # the last one that fits covers those before it
        if tekst_hash.lower() in (round_.tekst_hash or "").lower():
            return
        signed = sum(signer.datum is not None for signer in round_.ondertekenaars)
        done = "is getekend" if signed else "wordt getekend"
        yield (
            round_.at("tekst_hash"),
            f"De tekst die in ronde {genoemd(round_)} {done}, is niet de tekst die er nu staat.",
        )


@rule("KWA-planning", weight=Weight.WARNING)
def planning(p: Programma) -> Iterator[Found]:
    """De planning van een maatregel valt binnen de looptijd van het programma.

    Waarom:
        Een maatregel die al eerder liep, kan best worden voortgezet, maar het programma gaat over
        wat er in zijn eigen jaren gebeurt. Een datum erbuiten is meestal een vergissing.

    Herstel:
        Zet bij `planning` van de maatregel de eerste en de laatste dag binnen de looptijd.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            planning:
              van: 2026-09-01
              tot_en_met: 2029-07-31
    """
    plans = [(m, m.planning) for m in p.maatregelen if m.planning]
    period = p.blad.periode
    if not plans or period is None:
        raise NothingToJudge
    first, last = period.van or date.min, period.tot_en_met or date.max
    for maatregel, plan in plans:
        name = genoemd(maatregel)
        if plan.van and plan.tot_en_met and plan.tot_en_met < plan.van:
            yield plan.at("tot_en_met"), f"Maatregel {name} eindigt voordat die begint."
            continue
        if plan.van and not first <= plan.van <= last:
            yield plan.at("van"), f"Maatregel {name} begint buiten de looptijd van het programma."
        if plan.tot_en_met and not first <= plan.tot_en_met <= last:
            yield (
                plan.at("tot_en_met"),
                f"Maatregel {name} eindigt buiten de looptijd van het programma.",
            )


@rule("KWA-ongenoemd", weight=Weight.WARNING)
def ongenoemd(p: Programma) -> Iterator[Found]:
    """Elke partner in de lijst komt ook elders in het programma voor.

    Waarom:
        Wie wel partner heet maar nergens voorkomt, heeft in het programma niets te doen. Vaak is de
        partner bij een afspraak, een maatregel of een tafel vergeten. Een partner met een rol, en
        een gemeente van de regio, hoort er hoe dan ook bij.

    Herstel:
        Noem de partner waar die meedoet, of haal de partner uit partners.yaml.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            partners: [werkgevers-meer]
    """
    if not p.partners.partners:
        raise NothingToJudge
    found = ongenoemde_partners(p)
    if found and p.onleesbaar:
        raise Onleesbaar(min(p.onleesbaar))  # they may be named there
    yield from per_stuk(
        found,
        "",
        "Partner {} komt nergens anders in het programma voor.",
        "Er zijn {aantal} partners die nergens anders in het programma voorkomen: {namen}.",
    )


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
