"""Wet educatie en beroepsonderwijs (WEB) 9.2.4 and 9.2.8: who, what for, and the overleg."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from regioplan.dutch import listed
from regioplan.model import Maatregel, Node, Onleesbaar, Programma, Rol
from regioplan.model.base import Place
from regioplan.model.governance import Domein, Lid, Omvang, Partij, Tafel, TafelStatus
from regioplan.model.partners import PartnerSoort
from regioplan.model.programma import DoelCode
from regioplan.rules.lezing import (
    PARTIJEN,
    eigen_gemeenten,
    gemeente_van,
    is_heringedeeld,
    leden,
    overleg,
    overleggen,
    partijen,
    partner,
    sleutel,
    teksten,
    verschil,
    volgens_bijlage,
    wettelijke_maatregelen,
    zwijgt,
)
from regioplan.rules.registry import Found, NothingToJudge, Weight, rule
from regioplan.rules.woorden import genoemd, per_stuk

VANAF, TOT = 12, 27
"""WEB 9.2.8 lid 3 onder a: "personen van 12 tot 27 jaar"; 27 itself is outside."""

# ------------------------------------------------------------------ 9.2.4


@rule("WEB-9.2.4-2", eis="A07")
def contactgemeente(p: Programma) -> Iterator[Found]:
    """De contactgemeente is één van de gemeenten van de regio.

    Waarom:
        De colleges in de regio wijzen de contactgemeente ‘uit hun midden’ aan. Het is er dus één,
        en zij hoort zelf bij de regio. De colleges melden de aanwijzing aan de minister; de datum
        daarvan kan bij `meldingen` in programma.yaml staan.

    Herstel:
        Geef de rol contactgemeente aan precies één gemeente van de regio. Schrijf de naam van de
        gemeente bij `gemeente`.

    Voorbeeld:
        # bestand: partners.yaml
        partners:
          - id: gem-harderwijk
            naam: Gemeente Harderwijk
            soorten: [gemeente]
            rollen: [contactgemeente]
            gemeente: Harderwijk
          - id: gem-ermelo
            naam: Gemeente Ermelo
            soorten: [gemeente]
            rollen: [centrumgemeente]
          - id: roc-kromme-rak
            naam: ROC Het Kromme Rak
            soorten: [mbo]
            rollen: [contactschool]
        ondertekening:
          - id: ronde-een
    """
    with_role = [each for each in p.met_rol(Rol.CONTACTGEMEENTE) if gemeente_van(each)]
    if not with_role:
        raise NothingToJudge  # RRP-2.1-2 says that there is none, or no name
    first, *others = with_role
    for other in others:
        message = f"{genoemd(other)} is ook contactgemeente, maar er is er één: {genoemd(first)}."
        yield other.at("rollen"), message, ((first.location, "de andere contactgemeente"),)
    for each in with_role:
        if gemeente_van(each) not in eigen_gemeenten(p):
            yield (
                each.at("gemeente" if each.gemeente else "naam"),
                f"Contactgemeente {genoemd(each)} is geen gemeente van de regio.",
            )


# ------------------------------------------------------------------ 9.2.6

_GEEN_BSN = ("rsin", "kvk")
"""Keys with a number that may look like a BSN: an RSIN passes the same test."""

_NEGEN_CIJFERS = re.compile(r"(?<![\w/=.,-])\d{9}(?![\w/=-]|[.,]\d)")
"""Nine digits that stand alone: no part of a longer number, of a word or of an address."""


@rule("WEB-9.2.6", eis="J04")
def geen_bsn(p: Programma) -> Iterator[Found]:
    """In de teksten van het programma staat geen burgerservicenummer.

    Waarom:
        Het persoonsgebonden nummer van een jongere mag de gemeente alleen gebruiken voor de taken
        die de wet daarbij noemt. In een programma hoort het dus niet; dat is onze lezing. Gezocht
        wordt naar precies negen cijfers die de elfproef doorstaan, in alle teksten behalve bij
        `rsin` en `kvk`. Namen van minderjarigen, en gegevens over gezondheid en strafrecht, kan een
        computer zo niet vinden: let daar bij het nalezen zelf op.

    Herstel:
        Haal het nummer weg. Is het geen burgerservicenummer maar een RSIN, zet het dan bij `rsin`
        van de partner; schrijf een ander getal met punten of spaties.

    Voorbeeld:
        # bestand: financien.yaml
        toelichting: Het landelijke budget is 117.813.000 euro per jaar.
    """
    found = [
        (node.at(key, index) if index is not None else _line_of(node, key, text, match.start()))
        for node in p.nodes()
        for key, index, text in teksten(node)
        if key not in _GEEN_BSN
        for match in _NEGEN_CIJFERS.finditer(text)
        if _passes_elfproef(match[0])
    ]
    if not found and p.onleesbaar:
        raise Onleesbaar(min(p.onleesbaar))  # there too a number may stand
    for place in found:
        yield place, "Hier staat een getal dat lijkt op een burgerservicenummer (BSN)."


def _line_of(node: Node, key: str, text: str, offset: int) -> Place:
    """The place of the line of a text in which something stands."""
    return replace(node.at(key), location=node.in_text(key, text.count("\n", 0, offset)))


def _passes_elfproef(digits: str) -> bool:
    """The check of a BSN: weights 9 to 2 and -1; the sum is a multiple of eleven, and not 0."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total > 0 and total % 11 == 0


# ------------------------------------------------------------------ 9.2.8 lid 1 en 2


@rule("WEB-9.2.8-1", eis="A02")
def mede_namens(p: Programma) -> Iterator[Found]:
    """De contactgemeente stelt het programma op mede namens alle andere gemeenten van de regio.

    Waarom:
        Het college van de contactgemeente stelt het programma op, ook namens de colleges van de
        andere gemeenten in de regio. Regioplan vraagt hun namen, zodat te zien is dat er geen
        ontbreekt. Na een herindeling mogen het de gemeenten van bijlage 5 zijn of de gemeenten van
        nu: het programma is misschien opgesteld voordat er werd heringedeeld.

    Herstel:
        Noem bij `mede_namens` in programma.yaml alle andere gemeenten van de regio.

    Voorbeeld:
        # bestand: programma.yaml
        mede_namens:
          - Elburg
          - Ermelo
          - Nunspeet
          - Oldebroek
          - Putten
          - Zeewolde
    """
    with_role = [each for each in p.met_rol(Rol.CONTACTGEMEENTE) if gemeente_van(each)]
    if not p.blad.mede_namens:
        yield (
            p.blad.gap("mede_namens"),
            "Namens welke gemeenten het programma mede is, staat er niet.",
        )
        return
    if len(with_role) != 1:
        raise NothingToJudge  # which are the others? RRP-2.1-2 or WEB-9.2.4-2 asks for it
    own = gemeente_van(with_role[0])
    named = p.blad.mede_namens
    keys = [sleutel(naam) for naam in named]
    if is_heringedeeld(p) and {*keys, own} == set(volgens_bijlage(p)):
        return  # drawn up before the municipalities became others
    others = {key: naam for key, naam in eigen_gemeenten(p).items() if key != own}
    differs = verschil(keys, named, others)
    if differs.ontbreekt:
        missing = listed(differs.ontbreekt)
        yield p.blad.gap("mede_namens"), f"Bij ‘mede namens’ ontbreekt nog: {missing}."
    for index, meant in differs.vreemd:
        if keys[index] != own:
            hint = f" Bedoeld is misschien {meant}." if meant else ""
            yield (
                p.blad.at("mede_namens", index),
                f"‘{named[index]}’ is geen andere gemeente van de regio.{hint}",
            )


@rule("WEB-9.2.8-2", eis="A10")
def vijf_soorten_partijen(p: Programma) -> Iterator[Found]:
    """Vijf soorten partijen zijn bij het programma betrokken.

    Waarom:
        De wet noemt ze: mbo-instellingen, scholen en instellingen van de WEC, scholen van de WVO
        2020, organisaties die personen tot 27 jaar begeleiden, en centrumgemeenten. Regioplan
        vraagt van elke soort minstens één partner; hoe de partijen zijn betrokken, toetst het niet.

    Herstel:
        Zet van elke soort minstens één organisatie in partners.yaml. De soort blijkt uit `soorten`
        (mbo, vso, vo of pro, begeleidingsorganisatie), uit `onderwijswetten` of, bij een
        centrumgemeente, uit `rollen`.

    Voorbeeld:
        # bestand: partners.yaml
        partners:
          - id: gem-harderwijk
            naam: Gemeente Harderwijk
            soorten: [gemeente]
            rollen: [contactgemeente, centrumgemeente]
          - id: gem-ermelo
            naam: Gemeente Ermelo
            soorten: [gemeente]
            rollen: [centrumgemeente]
          - id: roc-kromme-rak
            naam: ROC Het Kromme Rak
            soorten: [mbo]
            rollen: [contactschool]
            onderwijswetten: [WEB]
          - id: vo-t-veer
            naam: Scholengroep ’t Veer
            soorten: [vo]
          - id: vso-duinpad
            naam: Het Duinpad
            soorten: [vso]
          - id: mazl-noord
            naam: M@ZL Noord
            soorten: [begeleidingsorganisatie]
        ondertekening:
          - id: ronde-een
    """
    present = frozenset(kind for each in p.partners.partners for kind in partijen(p, each))
    for kind, words in PARTIJEN.items():
        if kind not in present:
            yield p.partners.gap("partners"), f"Onder de partners is nog geen {words}."


# ------------------------------------------------------------------ 9.2.8 lid 3 onder a


@rule("WEB-9.2.8-3a-leeftijd", eis="B01")
def leeftijd(p: Programma) -> Iterator[Found]:
    """Het programma is voor jongeren van 12 tot 27 jaar.

    Waarom:
        De wet noemt ‘personen van 12 tot 27 jaar’. Wie 27 is geworden, valt erbuiten. Tot 2026 lag
        de grens bij 23 jaar; in oudere teksten staat die nog.

    Herstel:
        Schrijf bij `doelgroep` in programma.yaml `leeftijd_vanaf: 12` en `leeftijd_tot: 27`.

    Voorbeeld:
        # bestand: programma.yaml
        doelgroep:
          leeftijd_vanaf: 12
          leeftijd_tot: 27
          met_startkwalificatie: ja
          zonder_startkwalificatie: ja
    """
    group = p.blad.doelgroep
    if group is None:
        yield p.blad.gap("doelgroep"), "Voor welke jongeren het programma is, staat er nog niet."
        return
    if group.leeftijd_vanaf is None:
        yield (
            group.gap("leeftijd_vanaf"),
            "Vanaf welke leeftijd jongeren meedoen, staat er nog niet.",
        )
    elif group.leeftijd_vanaf != VANAF:
        yield (
            group.at("leeftijd_vanaf"),
            f"De doelgroep begint bij {group.leeftijd_vanaf} jaar; de wet begint bij 12 jaar.",
        )
    if group.leeftijd_tot is None:
        yield group.gap("leeftijd_tot"), "Tot welke leeftijd jongeren meedoen, staat er nog niet."
    elif group.leeftijd_tot != TOT:
        yield group.at("leeftijd_tot"), _tot_sentence(group.leeftijd_tot)


_TOT_SENTENCES = {
    23: "23 is de oude grens; sinds 2026 is het programma voor jongeren tot 27 jaar.",
    26: "‘Tot 26’ sluit jongeren van 26 uit; die horen er in de wet bij: schrijf 27.",
    28: "‘Tot 28’ neemt jongeren van 27 mee; wie 27 is, hoort er in de wet niet bij: schrijf 27.",
}
"""The ages that people write, each with what is wrong with it."""


def _tot_sentence(age: int) -> str:
    return _TOT_SENTENCES.get(age, f"De doelgroep loopt tot {age} jaar; in de wet is dat 27 jaar.")


@rule("WEB-9.2.8-3a-leeftijd-maatregel", eis="B01")
def leeftijd_per_maatregel(p: Programma) -> Iterator[Found]:
    """De leeftijden van een maatregel vallen binnen ‘12 tot 27 jaar’.

    Waarom:
        Een maatregel mag voor een deel van de doelgroep zijn, bijvoorbeeld van 18 tot 23 jaar.
        Buiten de doelgroep van de wet kan een maatregel niet. `leeftijd_tot` telt zelf niet mee: 27
        betekent jonger dan 27. Leeftijden in lopende tekst worden niet getoetst.

    Herstel:
        Schrijf bij `leeftijd_vanaf` 12 of hoger en bij `leeftijd_tot` hoogstens 27, met
        `leeftijd_vanaf` lager dan `leeftijd_tot`.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            leeftijd_vanaf: 18
            leeftijd_tot: 27
    """
    for maatregel in p.maatregelen:
        yield from _ages(maatregel)


def _ages(maatregel: Maatregel) -> Iterator[Found]:
    name = genoemd(maatregel)
    begin, end = maatregel.leeftijd_vanaf, maatregel.leeftijd_tot
    if begin is not None and not VANAF <= begin < TOT:
        yield (
            maatregel.at("leeftijd_vanaf"),
            f"Maatregel {name} begint bij {begin} jaar; de doelgroep van de wet is 12 tot 27 jaar.",
        )
    if end == TOT + 1:
        yield (
            maatregel.at("leeftijd_tot"),
            (
                f"Maatregel {name} loopt tot 28 jaar en neemt dus jongeren van 27 mee:"
                " `leeftijd_tot` telt zelf niet mee."
            ),
        )
    elif end is not None and not VANAF < end <= TOT:
        yield (
            maatregel.at("leeftijd_tot"),
            f"Maatregel {name} loopt tot {end} jaar; de doelgroep van de wet is 12 tot 27 jaar.",
        )
    elif begin is not None and end is not None and begin >= end:
        yield (
            maatregel.at("leeftijd_tot"),
            f"Maatregel {name} loopt van {begin} tot {end} jaar: daar past geen leeftijd in.",
        )


_DOELEN = {
    DoelCode.STARTKWALIFICATIE: "meer jongeren met een startkwalificatie",
    DoelCode.OVERGANG_ARBEIDSMARKT: "een betere overgang van het onderwijs naar de arbeidsmarkt",
}
"""The two aims of WEB 9.2.8 lid 3 onder a, as a finding names them."""


@rule("WEB-9.2.8-3a-doelen", eis="B02")
def beide_doelen(p: Programma) -> Iterator[Found]:
    """Het programma dient de twee doelen van de wet, en bij elk doel hoort een maatregel.

    Waarom:
        De wet noemt twee doelen: meer jongeren met een startkwalificatie, en een betere overgang
        van het onderwijs naar de arbeidsmarkt. De maatregelen dienen die doelen.

    Herstel:
        Zet bij een doel in programma.yaml aan welk `wettelijk_doel` het bijdraagt, en noem dat doel
        bij `doelen` van minstens één maatregel.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            doelen: [doel-startkwalificatie]
    """
    served = frozenset(doel for maatregel in p.maatregelen for doel in maatregel.doelen)
    for code, words in _DOELEN.items():
        aims = [doel for doel in p.blad.doelen if code in doel.wettelijk_doel]
        if not aims:
            yield p.blad.gap("doelen"), f"Geen doel draagt bij aan het wettelijke doel: {words}."
        elif served.isdisjoint(doel.id for doel in aims):
            names = listed(map(genoemd, aims), "of")
            yield (
                aims[0].gap(),
                (
                    f"Geen maatregel noemt doel {names}, en dus heeft het wettelijke doel"
                    f" ‘{words}’ nog geen maatregel."
                ),
            )


@rule("WEB-9.2.8-3a-maatregelen", eis="D05")
def maatregelen_bij_streefcijfers(p: Programma) -> Iterator[Found]:
    """Bij de streefcijfers horen maatregelen.

    Waarom:
        De wet vraagt streefcijfers ‘en daarbij behorende maatregelen’. Als geen enkele maatregel
        een reeks noemt, is niet te zien hoe de regio de streefcijfers wil halen.

    Herstel:
        Noem bij `streefcijfers` van een maatregel de reeks waaraan die bijdraagt.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            streefcijfers: [vsv-nieuw]
    """
    measures = wettelijke_maatregelen(p)
    if not p.streefcijfers.reeksen:
        raise NothingToJudge  # RRP-2.2-b says that there are no targets
    if not any(maatregel.streefcijfers for maatregel in measures):
        yield (
            p.streefcijfers.gap("reeksen"),
            "Geen enkele maatregel noemt een reeks streefcijfers waaraan die bijdraagt.",
        )


@rule(
    "WEB-9.2.8-3a-per-reeks",
    eis="D05",
    weight=Weight.WARNING,  # the register splits: advice when only some do not belong together
)
def streefcijfers_en_maatregelen(p: Programma) -> Iterator[Found]:
    """Bij elke reeks streefcijfers hoort een maatregel, en elke maatregel hoort bij een reeks.

    Waarom:
        Zo is van elk streefcijfer te zien wat de regio ervoor doet, en van elke maatregel waar die
        toe leidt. De effectrapportage kan de twee dan naast elkaar leggen.

    Herstel:
        Noem bij `streefcijfers` van de maatregel de reeks waaraan die bijdraagt.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            streefcijfers: [vsv-oud, vsv-nieuw, zonder-school-en-werk]
    """
    measures = wettelijke_maatregelen(p)
    served = frozenset(name for maatregel in p.maatregelen for name in maatregel.streefcijfers)
    if not any(maatregel.streefcijfers for maatregel in measures):
        raise NothingToJudge  # WEB-9.2.8-3a-maatregelen says so
    yield from per_stuk(
        [reeks for reeks in p.streefcijfers.reeksen if reeks.id not in served],
        "",
        "Bij streefcijfers {} hoort nog geen maatregel.",
        "Bij {aantal} reeksen streefcijfers hoort nog geen maatregel: {namen}.",
    )
    yield from per_stuk(
        [maatregel for maatregel in measures if zwijgt(maatregel, "streefcijfers")],
        "streefcijfers",
        "Maatregel {} noemt geen streefcijfers waaraan die bijdraagt.",
        "Er zijn {aantal} maatregelen die geen streefcijfers noemen: {namen}.",
    )


@rule("WEB-9.2.8-3a-startkwalificatie", eis="B03")
def met_startkwalificatie(p: Programma) -> Iterator[Found]:
    """Ook jongeren met een startkwalificatie horen tot de doelgroep.

    Waarom:
        Bij het tweede doel, een betere overgang naar de arbeidsmarkt, noemt de wet geen
        startkwalificatie. Alleen de taak van het Doorstroompunt is beperkt tot jongeren zonder. Dit
        is onze lezing van de tekst, daarom is het een advies.

    Herstel:
        Schrijf bij `doelgroep` in programma.yaml `met_startkwalificatie: ja`.

    Voorbeeld:
        # bestand: programma.yaml
        doelgroep:
          leeftijd_vanaf: 12
          leeftijd_tot: 27
          met_startkwalificatie: ja
          zonder_startkwalificatie: ja
    """
    group = p.blad.doelgroep
    if group is None or group.met_startkwalificatie is None:
        raise NothingToJudge  # it excludes nobody
    if not group.met_startkwalificatie:
        yield (
            group.at("met_startkwalificatie"),
            "De doelgroep sluit jongeren met een startkwalificatie uit, ook voor hulp naar werk.",
        )


# ------------------------------------------------------------------ 9.2.8 lid 4


@rule("WEB-9.2.8-4-overleg", eis="A11")
def bestuurlijk_overleg(p: Programma) -> Iterator[Found]:
    """Er is één regionaal bestuurlijk overleg.

    Waarom:
        De wet vraagt dat de partijen regionaal bestuurlijk overleg voeren. Hoe de tafel heet, mag
        de regio zelf weten. Regioplan vraagt er één aan te wijzen: dan is duidelijk welke tafel het
        is, en te zien wie er zitten. Een tafel die nog een wens is, voert nog geen overleg.

    Herstel:
        Zet bij één tafel in governance.yaml `regionaal_bestuurlijk_overleg: ja`.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
          - id: regiegroep
            naam: Regiegroep
    """
    tables = overleggen(p)
    if not tables:
        yield from _no_overleg(p)
    for other in tables[1:]:
        yield (
            other.at("regionaal_bestuurlijk_overleg"),
            (
                f"{genoemd(other)} is ook aangemerkt als regionaal bestuurlijk overleg, maar dat is"
                f" {genoemd(tables[0])} al."
            ),
            ((tables[0].where("regionaal_bestuurlijk_overleg"), "de andere tafel"),),
        )


def _no_overleg(p: Programma) -> Iterator[Found]:
    """No table is the overleg; perhaps one is to become it."""
    wished = [
        tafel
        for tafel in p.governance.tafels
        if tafel.regionaal_bestuurlijk_overleg and tafel.status is TafelStatus.WENS
    ]
    for tafel in wished:
        yield (
            tafel.gap("status"),
            f"{genoemd(tafel)} is als regionaal bestuurlijk overleg bedoeld, maar is nog een wens.",
        )
    if not wished:
        yield (
            p.governance.gap("tafels"),
            "Geen van de overlegtafels is aangemerkt als het regionaal bestuurlijk overleg.",
        )


@rule("WEB-9.2.8-4-partijen", eis="A11")
def partijen_aan_tafel(p: Programma) -> Iterator[Found]:
    """Alle vijf soorten partijen zitten in het regionaal bestuurlijk overleg.

    Waarom:
        De partijen die de wet noemt, voeren het overleg samen. Een partij kan ook vertegenwoordigd
        worden. De contactschool vertegenwoordigt in het overleg de onderwijsinstellingen (Regeling
        3.2 lid 3 onder c): zit zij aan tafel, dan zijn mbo, vso en vo er. Wie adviseert of
        ondersteunt, telt niet als partij; dat is onze lezing.

    Herstel:
        Voeg bij `leden` van het overleg een lid toe, of zet bij een lid wie het `vertegenwoordigt`
        (mbo, vso, vo, begeleiding, centrumgemeente) of `namens` welke partners het er zit.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
            leden:
              - partner: gem-harderwijk
                vertegenwoordigt: [centrumgemeente]
              - partner: gem-ermelo
                vertegenwoordigt: [centrumgemeente]
              - partner: roc-kromme-rak
              - partner: mazl-noord
                vertegenwoordigt: [begeleiding]
          - id: regiegroep
            naam: Regiegroep
    """
    table = overleg(p)
    present = frozenset(kind for lid in leden(table) for kind in _sits_for(p, lid))
    for kind, words in PARTIJEN.items():
        if kind not in present:
            yield table.gap("leden"), f"Bij {genoemd(table)} zit nog geen {words} aan tafel."


def _sits_for(p: Programma, lid: Lid) -> frozenset[Partij]:
    """The kinds of party for which a member sits at the table."""
    sitting = [each for name in (lid.partner, *lid.namens) for each in partner(p, name)]
    own = (kind for each in sitting for kind in partijen(p, each))
    schools = _SCHOLEN if any(Rol.CONTACTSCHOOL in each.rollen for each in sitting) else ()
    return frozenset((*own, *schools, *lid.vertegenwoordigt))


_SCHOLEN = (Partij.MBO, Partij.VSO, Partij.VO)
"""Regeling 3.2 lid 3 onder c: in the overleg the contactschool represents all of these."""


@rule("WEB-9.2.8-4-onderwerp", eis="A11")
def waarover_het_overleg_gaat(p: Programma) -> Iterator[Found]:
    """Het regionaal bestuurlijk overleg gaat over de totstandkoming en de voortgang.

    Waarom:
        De wet noemt beide: het overleg begint bij het maken van het programma en loopt door zolang
        het wordt uitgevoerd.

    Herstel:
        Schrijf bij het overleg `gaat_over: [totstandkoming, voortgang]`.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
            gaat_over: [totstandkoming, voortgang]
          - id: regiegroep
            naam: Regiegroep
    """
    table = overleg(p)
    missing = [about.label for about in Omvang if about not in table.gaat_over]
    if missing:
        words = listed((f"de {word}" for word in missing), "en over")
        yield (
            table.gap("gaat_over"),
            f"Bij {genoemd(table)} staat niet dat het overleg gaat over {words} van het programma.",
        )


_DOMEINEN = {
    Domein.ZORG: ("het domein zorg", PartnerSoort.ZORG),
    Domein.SOCIAAL: ("het sociaal domein", PartnerSoort.SOCIAAL_DOMEIN),
}
"""The domains of WEB 9.2.8 lid 4, second sentence, and the kind of partner that brings each."""


@rule("WEB-9.2.8-4-domeinen", eis="A12")
def zorg_en_sociaal_domein(p: Programma) -> Iterator[Found]:
    """Het domein zorg en het sociaal domein zijn bij het regionaal bestuurlijk overleg betrokken.

    Waarom:
        De wet noemt deze twee domeinen naast de vijf soorten partijen. Zij hoeven geen lid te zijn,
        als maar blijkt dat zij betrokken zijn.

    Herstel:
        Schrijf bij het overleg `domeinen: [zorg, sociaal]`, en vertel in de toelichting hoe zij
        betrokken zijn.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
            domeinen: [zorg, sociaal]
          - id: regiegroep
            naam: Regiegroep
    """
    table = overleg(p)
    for domain, (words, kind) in _DOMEINEN.items():
        if domain not in table.domeinen and not _sits(p, table, kind):
            yield (
                table.gap("domeinen"),
                f"Bij {genoemd(table)} staat niet dat {words} bij het overleg is betrokken.",
            )


def _sits(p: Programma, table: Tafel, kind: PartnerSoort) -> bool:
    """Whether anybody at the table, an adviser too, is of this kind."""
    everyone = (*((table.voorzitter,) if table.voorzitter else ()), *table.leden)
    return any(kind in each.soorten for lid in everyone for each in partner(p, lid.partner))
