"""Advice on the content (KWA): what advisers asked of regions; no law does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regioplan.model import Node, Programma
from regioplan.model.afspraken import Onderwerp
from regioplan.model.financien import Bronsoort
from regioplan.model.themas import MaatregelStatus
from regioplan.rules.lezing import (
    actieve_tafels,
    beantwoord,
    gezegd,
    ongenoemde_partners,
    zwijgt,
)
from regioplan.rules.registry import Found, NothingToJudge, Weight, rule
from regioplan.rules.woorden import per_stuk

_BRIGHTHIVES = "advies van Brighthives: ‘5 tips voor regionale samenwerking’"
_OBERON = "advies van Oberon en KBA over de regierol van gemeenten, 6 april 2009, van vóór de wet"
_ROLLEN = "advies op een webpagina over samenwerken in de regio, zonder datum, van vóór de wet"


def _names_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of these beginnings of words stands in a text in small letters."""
    return any(re.search(rf"\b{word}", text) for word in words)


_TEXTS = frozenset({"tekst", "toelichting", "taken", "proces"})
"""The keys at which an answer in words may come."""


def _is_open(*nodes: Node) -> bool:
    """Whether a text in these nodes is still n.t.b.: what is not found may come there."""
    return any(_TEXTS & each.ntb for node in nodes for each in node.nodes())


def _nowhere(words: Iterable[str], *nodes: Node) -> bool:
    """Whether none of these words stands in the texts of these nodes.

    Raises:
        NothingToJudge: a text is still n.t.b.
    """
    if _names_any(gezegd(*nodes), words):
        return False
    if _is_open(*nodes):
        raise NothingToJudge
    return True


# ------------------------------------------------------------------ Brighthives, question 1

_GEHOORD = (
    "ervaringsdeskundig",
    "jongerenraad",
    "jongerenpanel",
    "doelgroeponderzoek",
    "leefwereld",
    "belevingswereld",
)
_GESPREK = ("gesprek", "interview", "enquête", "vragenlijst", "bespra", "sprak", "vertel", "noem")


@rule("KWA-achter-de-cijfers", artikel=_BRIGHTHIVES, weight=Weight.WARNING)
def achter_de_cijfers(p: Programma) -> Iterator[Found]:
    """Bij een cijfer uit de analyse staat ook wat erachter zit.

    Waarom:
        Wat er achter de cijfers zit, is de eerste vraag die een adviseur de partners wil laten
        stellen. Wie alleen uitgaat van cijfers, loopt het risico ook oppervlakkige maatregelen te
        bedenken.

    Herstel:
        Schrijf bij `tekst` van de bevinding wat de oorzaken zijn, en wat al is geprobeerd.

    Voorbeeld:
        # bestand: analyse.yaml
        bevindingen:
          - id: uitval-eerste-jaar
            titel: De meeste uitval valt in het eerste jaar van het mbo
            cijfer: 61% van de uitval in 2024/2025
            tekst: Een verkeerde keuze noemen studenten het vaakst als reden.
    """
    findings = p.analyse.bevindingen
    if not findings:
        raise NothingToJudge  # RRP-2.2-a says so
    yield from per_stuk(
        [each for each in findings if each.cijfer and zwijgt(each, "tekst")],
        "tekst",
        "Bij bevinding {} staat een cijfer, maar niet wat erachter zit.",
        "Bij {aantal} bevindingen staat een cijfer, maar niet wat erachter zit: {namen}.",
    )


@rule("KWA-jongeren-gehoord", artikel=_BRIGHTHIVES, weight=Weight.WARNING)
def jongeren_gehoord(p: Programma) -> Iterator[Found]:
    """Uit de analyse of het proces blijkt dat jongeren zelf zijn gehoord.

    Waarom:
        Een adviseur raadt aan de leef- en belevingswereld van jongeren te onderzoeken: die
        inzichten helpen bij de inhoud, de promotie en de organisatie van het aanbod. Gezocht wordt
        naar woorden in de analyse en bij `proces`, zoals gesprekken met jongeren, een jongerenraad
        of ervaringsdeskundigen.

    Herstel:
        Schrijf in de analyse, of bij `proces` in programma.yaml, hoe jongeren zijn gehoord.

    Voorbeeld:
        # bestand: programma.yaml
        proces: Met tachtig jongeren is een gesprek gevoerd over school en werk.
    """
    if not p.analyse.bevindingen:
        raise NothingToJudge  # RRP-2.2-a says so
    said = "\n\n".join((gezegd(p.analyse), (p.blad.proces or "").casefold()))
    sentences = re.split(r"(?<=[.!?;])\s|\n\s*\n", said)
    heard = _names_any(said, _GEHOORD) or any(
        "jongere" in sentence and _names_any(sentence, _GESPREK) for sentence in sentences
    )
    if not heard and "proces" not in p.blad.ntb and not _is_open(p.analyse):
        yield (
            p.analyse.gap("bevindingen"),
            "Uit de analyse en het proces blijkt niet dat jongeren zelf zijn gehoord.",
        )


# ------------------------------------------------------------------ Brighthives, questions 2 to 5


@rule("KWA-kwaliteitscriteria", artikel=_BRIGHTHIVES, weight=Weight.WARNING)
def kwaliteitscriteria(p: Programma) -> Iterator[Found]:
    """De partijen spreken af waaraan goed aanbod voor jongeren voldoet.

    Waarom:
        Wat de kwaliteitscriteria van het aanbod zijn, is de tweede vraag van een adviseur. Een
        programma dat begint bij wat er al is, sluit minder goed aan op wat jongeren nodig hebben.
        Gezocht wordt naar ‘kwaliteit’ of ‘criteria’ in de afspraken en de maatregelen.

    Herstel:
        Noem in een afspraak of maatregel de criteria voor kwaliteit, en hoe de regio ze volgt.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            tekst: Elk jaar toetsen jongeren de begeleiding aan vier kwaliteitscriteria.
    """
    beantwoord(p)
    if _nowhere((r"\w*kwaliteit", r"\w*criteri"), p.afspraken, *p.maatregelen):
        yield (
            p.afspraken.gap("afspraken"),
            "Geen afspraak of maatregel noemt criteria voor de kwaliteit van het aanbod.",
        )


@rule("KWA-loket", artikel=_BRIGHTHIVES, weight=Weight.WARNING)
def een_loket(p: Programma) -> Iterator[Found]:
    """Jongeren kunnen terecht op één herkenbare plek, of bij één aanspreekpunt.

    Waarom:
        Een adviseur raadt één gezamenlijk loket aan, met één herkenbare naam en liefst één
        aanspreekpunt. De puzzel van budgetten en organisaties ligt dan achter de schermen, en niet
        bij de jongere. Gezocht wordt naar woorden als loket, aanspreekpunt, platform en vast
        gezicht in de afspraken, de maatregelen en de principes.

    Herstel:
        Schrijf in een afspraak of maatregel waar een jongere terechtkan.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            tekst: Elke jongere heeft één aanspreekpunt, op school en daarna.
    """
    beantwoord(p)
    words = (r"loket", r"aanspreekpunt", r"platform", r"vaste? gezicht", r"herkenbare (naam|plek)")
    if _nowhere(words, p.afspraken, *p.maatregelen, *p.blad.principes):
        yield (
            p.afspraken.gap("afspraken"),
            "Nergens staat op welke ene plek, of bij wie, een jongere terechtkan.",
        )


@rule("KWA-overgang", artikel=_BRIGHTHIVES, weight=Weight.WARNING)
def soepele_overgang(p: Programma) -> Iterator[Found]:
    """De afspraak over het overgangsdocument zegt hoe de partijen gegevens delen.

    Waarom:
        Bij de overgang van school naar gemeente haakt een jongere af als de partijen slecht
        afstemmen of geen gegevens delen. Een adviseur raadt duidelijke afspraken aan over veilige
        gegevensuitwisseling, en een overgangsdocument waarin ook het verhaal van de jongere staat.
        Gezocht wordt naar woorden als gegevens, toestemming en dossier.

    Herstel:
        Schrijf in de afspraak over onderwerp b welke gegevens school en gemeente delen, hoe, en met
        toestemming van wie.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-overdracht
            titel: Overdracht van school naar gemeente
            onderwerpen: [b]
            tekst: De school deelt het overgangsdocument als de jongere toestemming geeft.
    """
    about = [afspraak for afspraak in beantwoord(p) if Onderwerp.B in afspraak.onderwerpen]
    if not about:
        raise NothingToJudge  # RRP-2.4-1b says so
    if _nowhere((r"\w*gegevens", "toestemming", "privacy", r"\w*dossier"), *about):
        yield (
            about[0].gap("tekst"),
            "De afspraak over het overgangsdocument zegt niet hoe de partijen gegevens delen.",
        )


@rule("KWA-procesleider", artikel=_BRIGHTHIVES, weight=Weight.WARNING)
def procesleider(p: Programma) -> Iterator[Found]:
    """Iemand leidt het proces los van de belangen van één partij.

    Waarom:
        Budgetten en belangen van partners liggen soms uit elkaar. Een adviseur raadt dan een
        onafhankelijke procesleider aan, die de inhoud goed snapt. Dezelfde adviseur zegt erbij dat
        een regio die dit niet herkent, de tip kan overslaan: negeer de bevinding dan met een reden.
        Gezocht wordt naar deze woorden in het programmateam en de governance.

    Herstel:
        Noem in programmateam.yaml of governance.yaml wie het proces leidt of begeleidt.

    Voorbeeld:
        # bestand: programmateam.yaml
        rollen:
          - id: programmaleider
            functie: Onafhankelijke procesleider
    """
    if not any(role.functie for role in p.programmateam.rollen):
        raise NothingToJudge
    words = (r"onafhankelijk", r"proces(leid|begeleid|manag|regisseur)", r"leidt het proces")
    if _nowhere(words, p.programmateam, p.governance):
        yield (
            p.programmateam.gap("rollen"),
            "Wie het proces leidt, los van de belangen van één partij, staat er niet.",
        )


# ------------------------------------------------------------------ Oberon and KBA


@rule("KWA-trekker", artikel=_OBERON, weight=Weight.WARNING)
def trekker(p: Programma) -> Iterator[Found]:
    """Elke maatregel heeft een trekker.

    Waarom:
        In een veld met veel partijen is lang niet altijd duidelijk wie de regie heeft. Een advies
        uit 2009 zegt dat partijen duidelijk voor ogen moeten hebben voor welke thema’s zij
        verantwoordelijk zijn: de scholen, de gemeenten, of samen met wisselende rollen. Regioplan
        vraagt daarom per maatregel één trekker.

    Herstel:
        Noem bij `trekker` van de maatregel de partner die de maatregel trekt.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            trekker: roc-kromme-rak
    """
    running = [m for m in p.maatregelen if m.status is not MaatregelStatus.GESTOPT]
    if not running:
        raise NothingToJudge  # RRP-2.2-d says so
    yield from per_stuk(
        [maatregel for maatregel in running if zwijgt(maatregel, "trekker")],
        "trekker",
        "Bij maatregel {} staat niet welke partner die trekt.",
        "Bij {aantal} maatregelen staat niet welke partner die trekt: {namen}.",
    )


@rule("KWA-meedoen", artikel=_OBERON, weight=Weight.WARNING)
def iedereen_doet_mee(p: Programma) -> Iterator[Found]:
    """Elke partner staat in een afspraak of maatregel, zelf of vertegenwoordigd.

    Waarom:
        Een advies uit 2009 waarschuwt voor ‘free rider’-gedrag: gemeenten die wel profiteren van
        zorg op school, maar er niet aan meebetalen. Regioplan kijkt breder: welke partner doet
        nergens aan mee? Wie vertegenwoordigd wordt aan tafel of bij de ondertekening, door een
        partij die wel meedoet, telt mee.

    Herstel:
        Noem de partner bij `partijen` van een afspraak, of als trekker of partner van een
        maatregel; of zet bij een lid van een tafel dat het er `namens` deze partner zit.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-naar-mbo
            titel: Goed voorbereid naar het mbo
            onderwerpen: [d]
            tekst: De werkgevers houden stageplekken vrij.
            partijen: [gem-harderwijk, roc-kromme-rak, werkgevers-meer, jongerenraad]
          - id: afspraak-overdracht
            titel: Overdracht van school naar gemeente
            onderwerpen: [b]
    """
    agreed = {name for afspraak in beantwoord(p) for name in afspraak.partijen}
    if not agreed:
        raise NothingToJudge  # nobody knows yet who agrees
    active = agreed | {
        name for m in p.maatregelen for name in (*m.partners, *((m.trekker,) if m.trekker else ()))
    }
    active |= {name for by, names in _represented(p) if by in active for name in names}
    unnamed = ongenoemde_partners(p)  # KWA-ongenoemd says so
    yield from per_stuk(
        [each for each in p.partners.partners if each.id not in active and each not in unnamed],
        "",
        "{} staat in geen enkele afspraak of maatregel.",
        "Er zijn {aantal} partners die in geen enkele afspraak of maatregel staan: {namen}.",
    )


def _represented(p: Programma) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Who acts for whom, at a table or in signing."""
    for table in p.governance.tafels:
        for lid in (*((table.voorzitter,) if table.voorzitter else ()), *table.leden):
            yield lid.partner, lid.namens
    for ronde in p.partners.ondertekening:
        for line in ronde.ondertekenaars:
            yield line.partner, line.namens


@rule("KWA-niet-nakomen", artikel=_OBERON, weight=Weight.WARNING)
def bij_niet_nakomen(p: Programma) -> Iterator[Found]:
    """Ergens staat wat er gebeurt als een partij zich niet aan een afspraak houdt.

    Waarom:
        Een advies uit 2009 mist bij afspraken over regie de ‘escalatieprincipes’: wat er gebeurt
        als een van de partijen de afspraken niet nakomt. Eén regeling voor alle afspraken is
        genoeg.

    Herstel:
        Schrijf bij een afspraak in afspraken.yaml bij `bij_niet_nakomen` wat er dan gebeurt.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-naar-mbo
            titel: Goed voorbereid naar het mbo
            onderwerpen: [d]
            tekst: De werkgevers houden stageplekken vrij.
            bij_niet_nakomen: De stuurgroep bespreekt het in de eerstvolgende vergadering.
    """
    agreed = beantwoord(p)
    if all(zwijgt(afspraak, "bij_niet_nakomen") for afspraak in agreed):
        yield (
            agreed[0].gap("bij_niet_nakomen"),
            "Bij geen enkele afspraak staat wat er gebeurt als een partij zich er niet aan houdt.",
        )


# ------------------------------------------------------------------ the page on roles and money


@rule("KWA-ontvanger", artikel=_ROLLEN, weight=Weight.WARNING)
def ontvanger(p: Programma) -> Iterator[Found]:
    """Van overig geld is bekend welke partner het ontvangt en beheert.

    Waarom:
        Bij afspraken over rollen hoort volgens een advies vast te stellen ‘wie voor welke
        onderdelen (financieel) verantwoordelijk is’. Voor de subsidie en de specifieke uitkering
        regelt de wet dat: die gaan naar de contactschool en de contactgemeente. Voor ander geld
        moet de regio het zelf zeggen.

    Herstel:
        Noem bij de bron in financien.yaml de `ontvanger`.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - id: subsidie
            naam: Subsidie aan de contactschool
          - id: spuk
            naam: Specifieke uitkering
          - id: reserve
            naam: Reserve uit 2021-2025
            bronsoort: overig
            ontvanger: gem-harderwijk
    """
    other = [bron for bron in p.financien.bronnen if bron.bronsoort is Bronsoort.OVERIG]
    if not other:
        raise NothingToJudge
    yield from per_stuk(
        [bron for bron in other if zwijgt(bron, "ontvanger")],
        "ontvanger",
        "Wie het geld van bron {} ontvangt en beheert, staat er niet.",
        "Bij {aantal} bronnen staat niet wie het geld ontvangt en beheert: {namen}.",
    )


@rule("KWA-achterban", artikel=_ROLLEN, weight=Weight.WARNING)
def achterban(p: Programma) -> Iterator[Found]:
    """Het programma zegt hoe partijen elkaar en hun achterban op de hoogte houden.

    Waarom:
        Volgens een advies is communicatie van groot belang om het draagvlak vast te houden:
        ‘Informeer elkaar en presenteer resultaten aan alle partijen en de relevante achterbannen’.
        Gezocht wordt naar woorden als achterban, communicatie en nieuwsbrief in de governance, het
        programmateam en de afspraken.

    Herstel:
        Schrijf in governance.yaml, programmateam.yaml of een afspraak hoe en door wie dat gebeurt.

    Voorbeeld:
        # bestand: governance.yaml
        samenwerkingsvorm:
          vorm: samenwerkingsconvenant
          toelichting: Elke deelnemer houdt de eigen achterban op de hoogte.
    """
    actieve_tafels(p)
    words = ("achterban", r"\w*communic", "nieuwsbrief", "informeer", "op de hoogte")
    if _nowhere(words, p.governance, p.programmateam, p.afspraken):
        yield (
            p.governance.gap("tafels"),
            "Hoe partijen elkaar en hun achterban op de hoogte houden, staat er niet.",
        )
