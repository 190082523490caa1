"""Regeling 2.4: the afspraken on the nine topics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regioplan import reference
from regioplan.dutch import listed
from regioplan.model import Programma
from regioplan.model.afspraken import Afspraak, Onderwerp
from regioplan.rules.registry import Found, NothingToJudge, Weight, rule
from regioplan.rules.woorden import genoemd


def _about(p: Programma, letter: Onderwerp) -> tuple[Afspraak, ...]:
    """The afspraken on a topic."""
    return tuple(afspraak for afspraak in p.afspraken.afspraken if letter in afspraak.onderwerpen)


def _agreed(p: Programma, letter: Onderwerp) -> tuple[Afspraak, ...]:
    """The afspraken on a topic that say what was agreed; a title alone is a plan."""
    return tuple(afspraak for afspraak in _about(p, letter) if afspraak.tekst)


def _topic(p: Programma, letter: Onderwerp) -> Iterator[Found]:
    """The finding when nothing is agreed on a topic."""
    about = _about(p, letter)
    if not about:
        topic = reference.topics()[letter.value].onderwerp
        yield (
            p.afspraken.gap("afspraken"),
            f"Over onderwerp {letter.value} is nog geen afspraak: {topic}.",
        )
    elif not _agreed(p, letter):
        yield (
            about[0].gap("tekst"),
            (
                f"Bij afspraak {genoemd(about[0])} staat nog niet wat er is afgesproken over"
                f" onderwerp {letter.value}."
            ),
        )


def _names(p: Programma, letter: Onderwerp, *parts: tuple[str, ...]) -> Iterator[Found]:
    """The finding when the afspraken on a topic together leave out a part of it.

    A part is what it is called, and patterns by which it is named in an afspraak.
    """
    about = _agreed(p, letter)
    said = " ".join(_text(afspraak) for afspraak in about)
    missing = [
        name for name, *signs in parts if not any(re.search(sign, said) for sign in signs or [name])
    ]
    if about and missing:
        also = "" if len(about) == 1 else ", met de andere over dit onderwerp,"
        yield (
            about[0].gap("omvat"),
            f"Afspraak {genoemd(about[0])}{also} noemt nog niet: {listed(missing)}.",
        )


def _text(afspraak: Afspraak) -> str:
    """All that an afspraak says, for finding a word in it."""
    return " ".join((afspraak.titel or "", *afspraak.omvat, afspraak.tekst or "")).casefold()


@rule("RRP-2.4-1a", eis="E01")
def afspraak_samenwerking(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over de samenwerking bij de maatregelen en bij de wettelijke taken.

    Waarom:
        Het gaat om de samenwerking van de partijen bij de maatregelen, bij de wettelijke taken van
        de gemeenten (WEB 9.2.5, Participatiewet 7a) en bij die van de onderwijsinstellingen (WEB
        9.2.12 en 9.2.13, WEC 44 en 44a, WVO 2020 2.31a en 2.31b).

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [a]` en een `tekst`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-samen
            titel: Wie wat doet bij maatregelen en wettelijke taken
            onderwerpen: [a]
            omvat: [maatregelen, gemeentelijke taken, onderwijstaken]
            tekst: Bij elke jongere spreken de partijen af wie de begeleiding heeft.
    """
    yield from _topic(p, Onderwerp.A)


@rule(
    "RRP-2.4-1a-onderdelen",
    eis="E01",
    weight=Weight.WARNING,  # the register splits: advice when a part is not named
)
def samenwerking_volledig(p: Programma) -> Iterator[Found]:
    """De afspraak over samenwerking noemt maatregelen, gemeentelijke taken en onderwijstaken.

    Waarom:
        De Regeling noemt drie onderdelen: de maatregelen, de wettelijke taken van de gemeenten en
        die van de onderwijsinstellingen.

    Herstel:
        Noem de ontbrekende onderdelen in de tekst van de afspraak of bij `omvat`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-samen
            titel: Een afspraak over onderwerp a
            onderwerpen: [a]
            omvat: [maatregelen, gemeentelijke taken, onderwijstaken]
            tekst: Bij elke jongere spreken de partijen af wie de begeleiding heeft.
    """
    if not _agreed(p, Onderwerp.A):
        raise NothingToJudge  # RRP-2.4-1a says so
    yield from _names(
        p,
        Onderwerp.A,
        ("maatregelen", "maatregel"),
        ("gemeentelijke taken", "gemeente"),
        ("onderwijstaken", "onderwijs", "school", "scholen"),
    )


@rule("RRP-2.4-1b", eis="E02")
def afspraak_overgangsdocument(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over het gebruik van het overgangsdocument en van de mbo-verklaring.

    Waarom:
        De Regeling noemt beide. Zet de gemeente op verzoek van de school, en met instemming van de
        jongere, de ondersteuning voort, dan maakt de school een overgangsdocument (WEB 9.2.13). De
        mbo-verklaring is die van WEB 7.4.6a.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [b]` en een `tekst`, en noem
        bij `omvat` overgangsdocument en mbo-verklaring.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-overdracht
            titel: Overdracht van school naar gemeente
            onderwerpen: [b]
            omvat: [overgangsdocument, mbo-verklaring]
            tekst: De scholen gebruiken allemaal hetzelfde overgangsdocument.
    """
    yield from _topic(p, Onderwerp.B)
    yield from _names(p, Onderwerp.B, ("overgangsdocument",), ("mbo-verklaring",))


@rule("RRP-2.4-1c", eis="E03")
def afspraak_ondersteuning(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over laagdrempelige en toegankelijke ondersteuning van jongeren.

    Waarom:
        Het gaat om jongeren met psychische, fysieke, financiële, criminele of andere problemen, met
        aandacht voor samenwerking met zorg, inkomen en veiligheid.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [c]` en een `tekst`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-steun
            titel: Ondersteuning dicht bij huis en school
            onderwerpen: [c]
            omvat: [zorg, inkomen, veiligheid]
            tekst: Een jongere hoeft maar één keer zijn verhaal te vertellen.
    """
    yield from _topic(p, Onderwerp.C)


@rule(
    "RRP-2.4-1c-onderdelen",
    eis="E03",
    weight=Weight.WARNING,  # the register splits: advice when a part is not named
)
def ondersteuning_volledig(p: Programma) -> Iterator[Found]:
    """De afspraak over ondersteuning noemt zorg, inkomen en veiligheid.

    Waarom:
        De Regeling vraagt aandacht voor samenwerking met deze drie domeinen.

    Herstel:
        Noem de ontbrekende onderdelen in de tekst van de afspraak of bij `omvat`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-steun
            titel: Een afspraak over onderwerp c
            onderwerpen: [c]
            omvat: [zorg, inkomen, veiligheid]
            tekst: Een jongere hoeft maar één keer zijn verhaal te vertellen.
    """
    if not _agreed(p, Onderwerp.C):
        raise NothingToJudge  # RRP-2.4-1c says so
    yield from _names(p, Onderwerp.C, ("zorg", *_ZORG), ("inkomen",), ("veiligheid",))


_ZORG = (r"zorg\b", "zorg-", r"zorg(?:domein|part|verlen|team|aanb|instel|organ|loket|profess)")
"""How zorg is named: "jeugdzorg", "zorgpartijen", but not "verzorgen" or "de partijen zorgen"."""


@rule("RRP-2.4-1d", eis="E04")
def afspraak_naar_het_mbo(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over de voorbereiding op en de overgang naar het mbo.

    Waarom:
        Met speciale aandacht voor leerlingen die uit het vso overstappen, nieuwkomers, en voldoende
        passende stageplekken en leerbanen.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [d]` en een `tekst`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-naar-mbo
            titel: Goed voorbereid naar het mbo
            onderwerpen: [d]
            omvat: [vso-leerlingen, nieuwkomers, stageplekken en leerbanen]
            tekst: Leerlingen lopen vóór de zomer mee op het mbo.
    """
    yield from _topic(p, Onderwerp.D)


@rule(
    "RRP-2.4-1d-onderdelen",
    eis="E04",
    weight=Weight.WARNING,  # the register splits: advice when a part is not named
)
def naar_het_mbo_volledig(p: Programma) -> Iterator[Found]:
    """De afspraak over de overgang naar het mbo noemt de drie punten die extra aandacht krijgen.

    Waarom:
        De Regeling noemt overstappende vso-leerlingen, nieuwkomers, en voldoende passende
        stageplekken en leerbanen.

    Herstel:
        Noem de ontbrekende onderdelen in de tekst van de afspraak of bij `omvat`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-naar-mbo
            titel: Een afspraak over onderwerp d
            onderwerpen: [d]
            omvat: [vso-leerlingen, nieuwkomers, stageplekken en leerbanen]
            tekst: Leerlingen lopen vóór de zomer mee op het mbo.
    """
    if not _agreed(p, Onderwerp.D):
        raise NothingToJudge  # RRP-2.4-1d says so
    yield from _names(
        p,
        Onderwerp.D,
        ("vso-leerlingen", "vso"),
        ("nieuwkomers", "nieuwkomer"),
        ("stageplekken en leerbanen", "stage", "leerba"),
    )


@rule("RRP-2.4-1e", eis="E05")
def afspraak_uitval_naar_werk(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over het tegengaan van uitval naar werk zonder diploma.

    Waarom:
        De Regeling noemt dit ‘ongediplomeerde uitval naar werk’: jongeren die zonder diploma van
        school gaan omdat zij werk hebben.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [e]` en een `tekst`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-groenpluk
            titel: Eerst het diploma, of leren op het werk
            onderwerpen: [e]
            tekst: Een werkgever belt eerst met de school.
    """
    yield from _topic(p, Onderwerp.E)


@rule("RRP-2.4-1f", eis="E06")
def afspraak_scholing_tijdens_baan(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over bij- of omscholing tijdens een baan.

    Waarom:
        Voor jongeren zonder startkwalificatie, door praktijkleren in het mbo met een mbo-verklaring
        of certificaat, of door non-formele scholing met een branchewaardering uit een erkend
        ontwikkelpad.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [f]` en een `tekst`, en noem
        daarin praktijkleren of non-formele scholing.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-leren-op-werk
            titel: Leren tijdens een baan
            onderwerpen: [f]
            omvat: [praktijkleren in het mbo]
            tekst: Wie werkt, kan op de werkplek leren voor een mbo-verklaring.
    """
    yield from _topic(p, Onderwerp.F)
    yield from _names(
        p,
        Onderwerp.F,
        ("praktijkleren in het mbo of non-formele scholing", "praktijkleren", "non-form"),
    )


@rule("RRP-2.4-1g", eis="E07")
def afspraak_vakkundigheid(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over de vakkundigheid van het personeel.

    Waarom:
        Het gaat om het personeel van gemeenten en onderwijsinstellingen dat de maatregelen en de
        wettelijke taken uitvoert.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [g]` en een `tekst`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-vakmensen
            titel: Samen leren
            onderwerpen: [g]
            omvat: [gemeenten, onderwijsinstellingen]
            tekst: Medewerkers volgen samen vier dagdelen scholing per jaar.
    """
    yield from _topic(p, Onderwerp.G)


@rule(
    "RRP-2.4-1g-onderdelen",
    eis="E07",
    weight=Weight.WARNING,  # the register splits: advice when a part is not named
)
def vakkundigheid_volledig(p: Programma) -> Iterator[Found]:
    """De afspraak over vakkundigheid noemt gemeenten en onderwijsinstellingen.

    Waarom:
        De Regeling noemt het personeel van beide.

    Herstel:
        Noem de ontbrekende onderdelen in de tekst van de afspraak of bij `omvat`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-vakmensen
            titel: Een afspraak over onderwerp g
            onderwerpen: [g]
            omvat: [gemeenten, onderwijsinstellingen]
            tekst: Medewerkers volgen samen vier dagdelen scholing per jaar.
    """
    if not _agreed(p, Onderwerp.G):
        raise NothingToJudge  # RRP-2.4-1g says so
    yield from _names(
        p,
        Onderwerp.G,
        ("gemeenten", "gemeente"),
        ("onderwijsinstellingen", "onderwijs", "school", "scholen"),
    )


@rule("RRP-2.4-1h", eis="E08")
def governanceparagraaf(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over de vormgeving en organisatie van het regionaal bestuurlijk overleg.

    Waarom:
        Dit is de paragraaf over governance die de Regeling vraagt. De afspraak staat bij de
        afspraken; hoe het overleg in elkaar zit, staat bij de overlegtafels. Regioplan vraagt
        beide, zodat te toetsen is wie aan tafel zitten.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [h]` en een `tekst`, en
        beschrijf de tafels in governance.yaml.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-overleg
            titel: Zo overleggen de bestuurders
            onderwerpen: [h]
            tafel: stuurgroep
            tekst: De stuurgroep komt drie keer per jaar bij elkaar.
    """
    yield from _topic(p, Onderwerp.H)
    if not p.governance.tafels:
        yield (
            p.governance.gap("tafels"),
            (
                "Hoe het regionaal bestuurlijk overleg is georganiseerd, staat er nog niet: er zijn"
                " geen overlegtafels."
            ),
        )


@rule("RRP-2.4-1i", eis="E09")
def afspraak_jongeren(p: Programma) -> Iterator[Found]:
    """Er is een afspraak over hoe jongeren worden betrokken bij de uitvoering.

    Waarom:
        De Regeling noemt dit als laatste van de negen onderwerpen.

    Herstel:
        Schrijf in afspraken.yaml een afspraak met `onderwerpen: [i]` en een `tekst`.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-jongeren
            titel: Jongeren praten mee
            onderwerpen: [i]
            tekst: De jongerenraad adviseert over elke maatregel.
    """
    yield from _topic(p, Onderwerp.I)
