"""Regeling paragraaf 3: the contactschool, and the subsidy that it applies for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from regioplan import reference
from regioplan.dutch import day, listed
from regioplan.model import Partner, Programma, Rol, Status
from regioplan.model.financien import Bronsoort
from regioplan.model.programma import EerdereAanvraag, Indiening, MeldingSoort
from regioplan.rules.geld import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    buiten,
    euro,
    is_bekend,
    met_bedrag,
    potten_van,
    te_laat,
    totaal,
)
from regioplan.rules.lezing import (
    SCHOOLSOORTEN,
)
from regioplan.rules.registry import Found, Need, NothingToJudge, Weight, rule
from regioplan.rules.termijnen import loopt, nadert, uiterlijk
from regioplan.rules.wijziging import na_vaststelling, niet_gemeld
from regioplan.rules.woorden import genoemd

# ------------------------------------------------------------------ 3.2


@rule("RRP-3.2-1", eis="A08")
def contactschool(p: Programma) -> Iterator[Found]:
    """Er is één contactschool: een bekostigde school of instelling van de WEB, WEC of WVO 2020.

    Waarom:
        De onderwijsinstellingen in de regio wijzen ‘uit hun midden’ één onderwijsinstelling aan als
        contactschool. Een samenwerkingsverband of een private opleider kan het dus niet zijn.

    Herstel:
        Geef de rol contactschool aan precies één school of instelling, en schrijf daarbij de
        `soorten` (mbo, vo, pro of vso) en bij `onderwijswetten` WEB, WEC of WVO2020.

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
        ondertekening:
          - id: ronde-een
    """
    with_role = p.met_rol(Rol.CONTACTSCHOOL)
    if not with_role:
        raise NothingToJudge  # RRP-2.1-2 says that there is none
    first, *others = with_role
    for other in others:
        message = f"{genoemd(other)} is ook contactschool, maar er is er één: {genoemd(first)}."
        yield other.at("rollen"), message, ((first.location, "de andere contactschool"),)
    for each in with_role:
        yield from _is_school(each)


def _is_school(each: Partner) -> Iterator[Found]:
    if not each.soorten:
        yield (
            each.gap("soorten"),
            f"Wat voor school contactschool {genoemd(each)} is, staat er niet.",
        )
    elif not any(kind in SCHOOLSOORTEN for kind in each.soorten):
        kinds = listed(kind.label for kind in each.soorten)
        yield (
            each.at("soorten"),
            f"Contactschool {genoemd(each)} is geen school of instelling, maar: {kinds}.",
        )
    if not each.onderwijswetten:
        yield (
            each.gap("onderwijswetten"),
            f"Bij contactschool {genoemd(each)} staat niet onder welke wet die wordt bekostigd.",
        )


@rule("RRP-3.2-2", eis="A09", needs=Need.VORIGE)
def zelfde_contactschool(p: Programma, vorige: Programma) -> Iterator[Found]:
    """De contactschool blijft dezelfde, behalve na institutionele fusie, splitsing of opheffing.

    Waarom:
        Tijdens de looptijd kan de contactschool niet worden gewijzigd, behalve bij een
        institutionele fusie, splitsing of opheffing. Deze regel vergelijkt twee versies, en alleen
        als de oudste al was vastgesteld.

    Herstel:
        Is de contactschool gefuseerd, gesplitst of opgeheven, vul dan in programma.yaml een melding
        in met `onderwerp: wijziging_contactschool` en de `aanleiding`. Anders blijft de
        contactschool dezelfde.

    Voorbeeld:
        # bestand: programma.yaml
        meldingen:
          - onderwerp: wijziging_contactschool
            datum: 2028-07-01
            door: roc-kromme-rak
            aanleiding: institutionele_fusie
        # vorige
        # bestand: programma.yaml
        versie: 0.9
    """
    na_vaststelling(vorige)
    before, now = vorige.met_rol(Rol.CONTACTSCHOOL), p.met_rol(Rol.CONTACTSCHOOL)
    if not before or not now:
        raise NothingToJudge  # RRP-2.1-2 says that there is none
    known = {school.id for school in before} | {school.naam for school in before}
    others = [school for school in now if school.id not in known and school.naam not in known]
    reports = [m for m in p.blad.meldingen if m.onderwerp is MeldingSoort.WIJZIGING_CONTACTSCHOOL]
    if not others or any(report.aanleiding for report in reports):
        return
    was = listed(genoemd(school) for school in before)
    for school in others:
        yield (
            school.at("rollen"),
            (
                f"De contactschool was {was} en is nu {genoemd(school)}; dat het om een fusie,"
                " splitsing of opheffing gaat, staat er niet."
            ),
            tuple((report.location, "deze melding noemt geen aanleiding") for report in reports),
        )


_FRIESLAND_NOORD = 4
"""The number of the region in bijlage 5."""


@rule("RRP-3.2-4", eis="G14")
def bedrag_fier(p: Programma) -> Iterator[Found]:
    """In Friesland Noord ontvangt Fier Fryslân € 373.920 voor de maatregelen over Fier.

    Waarom:
        De contactschool van Doorstroompuntregio Friesland Noord zorgt ervoor dat Fier Fryslân dit
        bedrag ontvangt: vier maal € 93.480. De regel telt alles wat in de begroting over 2026 tot
        en met 2029 naar maatregelen over de voorzieningen van Fier gaat, uit welke bron ook. Meer
        mag. Of het geld bij Fier aankomt, kan regioplan niet zien.

    Herstel:
        Begroot in financien.yaml minstens dit bedrag voor de maatregel met `voorzieningen_fier:
        ja`.

    Voorbeeld:
        # bestand: regio.yaml
        nummer: 4
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: veilige-plek
            titel: Een veilige plek
            voorzieningen_fier: ja
        # bestand: financien.yaml
        begroting:
          - id: regel-fier
            maatregel: veilige-plek
            bron: subsidie
            bedragen: {2026: 93480, 2027: 93480, 2028: 93480, 2029: 93480}
    """
    if p.regio.nummer != _FRIESLAND_NOORD:
        raise NothingToJudge
    measures = {m.id for m in p.maatregelen if m.voorzieningen_fier}
    if not measures or not p.financien.begroting:
        raise NothingToJudge  # RRP-2.5-3 asks for the measure, RRP-2.2-e for a budget
    needed = reference.amounts()["fier"].bedrag_eur
    lines = [line for line in p.financien.begroting if line.maatregel in measures]
    if not lines:
        yield (
            p.financien.gap("begroting"),
            (
                "Voor de voorzieningen van Fier Fryslân is nog niets begroot; dat moet over de hele"
                f" periode minstens {euro(needed)} zijn."
            ),
        )
        return
    received = sum((totaal(line.bedragen) for line in lines), Decimal(0))
    if received >= needed:
        return
    if not all(is_bekend(line.bedragen) for line in lines):
        raise NothingToJudge  # RRP-2.6-3 asks for the amount
    yield (
        lines[0].at("bedragen"),
        (
            f"Voor de voorzieningen van Fier Fryslân is {euro(received)} begroot; dat moet over de"
            f" hele periode minstens {euro(needed)} zijn."
        ),
        met_bedrag(p, lines),
    )


# ------------------------------------------------------------------ 3.3


@rule("RRP-3.3", eis="G17")
def onder_subsidieplafond(p: Programma) -> Iterator[Found]:
    """De subsidie van één regio blijft onder het landelijke plafond van € 175.052.000.

    Waarom:
        Voor alle contactscholen samen is over vier jaar ten hoogste dit bedrag beschikbaar. Komt
        één regio daar al aan, dan is een bedrag waarschijnlijk verkeerd getypt. Het plafond is geen
        maat voor een regio: de bedragen per contactschool (bijlage 2) zijn niet gezien.

    Herstel:
        Kijk bij de bron van de subsidie in financien.yaml of de `bedragen` kloppen.

    Voorbeeld:
        # bestand: financien.yaml
        bronnen:
          - id: subsidie
            naam: Subsidie aan de contactschool
            bronsoort: subsidie_contactschool
            bedragen: {2026: 300000, 2027: 300000, 2028: 300000, 2029: 300000}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - {id: reserve, naam: Reserve, bronsoort: overig}
    """
    pots = potten_van(p.financien, Bronsoort.SUBSIDIE_CONTACTSCHOOL)
    ceiling = reference.amounts()["subsidieplafond"].bedrag_eur
    asked = sum((pot.beschikbaar for pot in pots), Decimal(0))
    if asked >= ceiling:
        yield (
            pots[0].bron.at("bedragen"),
            f"De subsidie is {euro(asked)}; landelijk is er voor alle regio’s {euro(ceiling)}.",
        )


# ------------------------------------------------------------------ 3.5

_KANAAL = "duo.nl/zakelijk"
"""Regeling 3.5 lid 1."""


def _indiening(p: Programma) -> Indiening:
    """The application.

    Raises:
        NothingToJudge: there is none yet; RRP-3.5-1 says so.
    """
    if p.blad.indiening is None:
        raise NothingToJudge
    return p.blad.indiening


@rule("RRP-3.5-1", eis="H01", blokkeert_vanaf=Status.IN_UITVOERING)
def contactschool_vraagt_aan(p: Programma) -> Iterator[Found]:
    """De contactschool vraagt de subsidie aan, via duo.nl/zakelijk.

    Waarom:
        De contactschool is penvoerder: zij vraagt aan, ontvangt en verantwoordt. De
        contactgemeente en de centrumgemeente dienen het programma niet zelf in, zegt de FAQ van OCW
        en SZW. Is de contactschool later een andere geworden, dan mag de vorige de aanvrager zijn.
        Zolang het programma nog niet wordt uitgevoerd, mag de aanvraag ontbreken.

    Herstel:
        Noem bij `indiening` in programma.yaml de contactschool als `aanvrager`, en schrijf `kanaal:
        duo.nl/zakelijk`.

    Voorbeeld:
        # bestand: programma.yaml
        indiening:
          aanvrager: roc-kromme-rak
          datum: 2026-01-26
          kanaal: duo.nl/zakelijk
    """
    application = p.blad.indiening
    if application is None:
        yield p.blad.gap("indiening"), "De aanvraag bij de minister staat er nog niet."
        return
    schools = [school.id for school in p.met_rol(Rol.CONTACTSCHOOL)]
    changed = any(
        report.onderwerp is MeldingSoort.WIJZIGING_CONTACTSCHOOL for report in p.blad.meldingen
    )
    if application.aanvrager is None:
        yield application.gap("aanvrager"), "Wie de aanvraag indient, staat er niet."
    elif schools and application.aanvrager not in schools and not changed:
        who = p.items.get(application.aanvrager)
        name = genoemd(who) if who else application.aanvrager
        yield application.at("aanvrager"), f"Aanvrager {name} is niet de contactschool."
    if application.kanaal is None:
        yield application.gap("kanaal"), "Hoe de aanvraag is ingediend, staat er niet."
    elif _KANAAL not in application.kanaal.casefold():
        yield (
            application.at("kanaal"),
            f"De aanvraag gaat via {_KANAAL}, niet via ‘{application.kanaal}’.",
        )


def _in_window(day: date, window: str) -> bool:
    term = reference.dates()[window]
    assert term.van  # a window has two ends
    assert term.tot_en_met
    return term.van <= day <= term.tot_en_met


@rule("RRP-3.5-3", eis="H03", blokkeert_vanaf=Status.IN_UITVOERING)
def in_een_aanvraagtijdvak(p: Programma) -> Iterator[Found]:
    """De aanvraag is ingediend in januari 2026, of in het tweede tijdvak.

    Waarom:
        Het eerste aanvraagtijdvak is 1 tot en met 31 januari 2026, het tweede 1 april tot en met 31
        mei 2026. Daarbuiten kan de subsidie niet worden aangevraagd. Voor wie het tweede is, toetst
        RRP-3.5-4.

    Herstel:
        Vul bij `indiening` in programma.yaml de `datum` in waarop de aanvraag is ingediend.

    Voorbeeld:
        # bestand: programma.yaml
        indiening:
          aanvrager: roc-kromme-rak
          datum: 2026-01-31
          kanaal: duo.nl/zakelijk
    """
    application = _indiening(p)
    if application.datum is None:
        yield application.gap("datum"), "Wanneer de aanvraag is ingediend, staat er niet."
    elif not any(_in_window(application.datum, each) for each in ("aanvraag-1", "aanvraag-2")):
        yield (
            application.at("datum"),
            (
                f"Op {day(application.datum)} kan de subsidie niet worden aangevraagd; dat kan in"
                " januari 2026 of, na een afwijzing, in april en mei 2026."
            ),
        )


@rule("RRP-3.5-4", eis="H04", blokkeert_vanaf=Status.IN_UITVOERING)
def tweede_tijdvak_na_afwijzing(p: Programma) -> Iterator[Found]:
    """Het tweede tijdvak is alleen voor wie eerder is afgewezen.

    Waarom:
        Van 1 april tot en met 31 mei 2026 kan alleen een contactschool aanvragen waarvan de eerdere
        aanvraag is afgewezen. Wie in januari niets indiende, kan dat dus niet alsnog doen.

    Herstel:
        Schrijf bij `indiening` in programma.yaml hoe de `eerdere_aanvraag` is afgelopen.

    Voorbeeld:
        # bestand: programma.yaml
        indiening:
          aanvrager: roc-kromme-rak
          datum: 2026-04-14
          kanaal: duo.nl/zakelijk
          eerdere_aanvraag: afgewezen
    """
    application = _indiening(p)
    if application.datum is None:
        raise NothingToJudge  # RRP-3.5-3 asks for the day
    if not _in_window(application.datum, "aanvraag-2"):
        return
    earlier = application.eerdere_aanvraag
    if earlier is None:
        yield (
            application.gap("eerdere_aanvraag"),
            "Dat een eerdere aanvraag is afgewezen, staat er niet.",
        )
    elif earlier is not EerdereAanvraag.AFGEWEZEN:
        words = "is toegewezen" if earlier is EerdereAanvraag.TOEGEWEZEN else "is er niet"
        yield (
            application.at("eerdere_aanvraag"),
            (
                f"In april en mei 2026 kan alleen wie eerder is afgewezen aanvragen, maar een"
                f" eerdere aanvraag {words}."
            ),
        )


# ------------------------------------------------------------------ 3.7

_DAGEN_VOORSCHOT = 30
"""How long before its last day an advance is thought of; the choice is ours."""

_VOORSCHOTTEN = {2027: "voorschot-2", 2028: "voorschot-3", 2029: "voorschot-4"}
"""Regeling 3.7 lid 2 b to d; the first depends on the window."""


@rule("RRP-3.7-2-termijn", eis="H06", weight=Weight.WARNING, needs=Need.VANDAAG)
def voorschot_ontvangen(p: Programma, vandaag: date) -> Iterator[Found]:
    """De subsidie komt in vier gelijke voorschotten, in 2026, 2027, 2028 en 2029.

    Waarom:
        Het eerste voorschot wordt uiterlijk in mei 2026 betaald, of in september 2026 na het tweede
        tijdvak; de andere uiterlijk in februari 2027, 2028 en 2029. Dit is een herinnering, geen
        eis aan het programma. Zij komt 30 dagen voor de laatste dag (dat aantal is onze keuze),
        alleen bij de status in_uitvoering, en verdwijnt als het geld is genoteerd.

    Herstel:
        Kijk of het voorschot is betaald, en vul bij de bron in financien.yaml onder `ontvangen` het
        bedrag van dat jaar in.

    Voorbeeld:
        # vandaag: 2026-05-20
        # bestand: programma.yaml
        status: in_uitvoering
        # bestand: financien.yaml
        bronnen:
          - id: subsidie
            naam: Subsidie aan de contactschool
            bronsoort: subsidie_contactschool
            bedragen: {2026: 300000, 2027: 300000, 2028: 300000, 2029: 300000}
            ontvangen: {2026: 300000}
          - {id: spuk, naam: Specifieke uitkering, bronsoort: specifieke_uitkering}
          - {id: reserve, naam: Reserve, bronsoort: overig}
    """
    if not loopt(p):
        raise NothingToJudge
    source = potten_van(p.financien, Bronsoort.SUBSIDIE_CONTACTSCHOOL)[0].bron
    if "ontvangen" in source.ntb:
        return  # KWA-ntb says that it is still to be decided
    noted = source.ontvangen
    due = [
        last_day
        for year, last_day in _advances(p)
        if nadert(vandaag, last_day, dagen=_DAGEN_VOORSCHOT)
        and not (noted and (noted.get(year) is not None or str(year) in noted.ntb))
    ]
    if due:
        days = listed(day(each) for each in due)
        which = "het voorschot" if len(due) == 1 else "de voorschotten"
        yield (
            source.gap("ontvangen"),
            f"Of {which} van uiterlijk {days} is ontvangen, staat er niet.",
        )


def _advances(p: Programma) -> Iterator[tuple[int, date]]:
    """The advances: the year, and the last day on which it is paid."""
    applied = p.blad.indiening.datum if p.blad.indiening else None
    for window in ("1", "2"):
        if applied and _in_window(applied, f"aanvraag-{window}"):
            yield 2026, uiterlijk(f"voorschot-1-na-tijdvak-{window}")
    for year, term in _VOORSCHOTTEN.items():
        yield year, uiterlijk(term)


# ------------------------------------------------------------------ 3.8


@rule("RRP-3.8", eis="I01", needs=Need.VORIGE)
def wijziging_gemeld_door_contactschool(p: Programma, vorige: Programma) -> Iterator[Found]:
    """De contactschool meldt een voorgenomen substantiële wijziging onverwijld aan de minister.

    Waarom:
        De melding is schriftelijk, met een toelichting en de stukken (Kaderregeling 5.7, gelezen in
        de oudere tekst van 2017). Wanneer een wijziging substantieel is, zegt de wet niet. Deze
        regel vraagt het bij elke wijziging in de streefcijfers, de maatregelen of de begroting
        van een vastgesteld programma; dat is onze keuze, en het oordeel is aan de regio.

    Herstel:
        Schrijf in programma.yaml bij de nieuwe versie in `versies` of de wijziging `substantieel`
        is. Is dat zo, vul dan bij `meldingen` de melding door de contactschool in.

    Voorbeeld:
        # bestand: programma.yaml
        versies:
          - versie: 1.0
            datum: 2026-01-19
            status: vastgesteld
          - versie: 1.1
            datum: 2027-03-01
            status: in_uitvoering
            wijziging: Het streefcijfer voor 2027 is verlaagd
            substantieel: nee
        # vorige
        # bestand: programma.yaml
        versies:
          - versie: 1.0
            datum: 2026-01-19
            status: vastgesteld
    """
    yield from niet_gemeld(p, vorige, Rol.CONTACTSCHOOL)


# ------------------------------------------------------------------ 3.10


@rule("RRP-3.10-1", eis="G09")
def subsidie_tot_en_met_2029(p: Programma) -> Iterator[Found]:
    """De subsidie is voor 2026 tot en met 2029 en wordt uiterlijk op 31 december 2029 besteed.

    Waarom:
        De subsidie is bedoeld voor de hele periode van het programma. Wat op 31 december 2029 niet
        is besteed, vordert de minister terug.

    Herstel:
        Zet het bedrag in een jaar van 2026 tot en met 2029, of betaal het uit een andere bron.

    Voorbeeld:
        # bestand: financien.yaml
        begroting:
          - id: regel-zomerbrug
            maatregel: zomerbrug
            bron: subsidie
            bedragen: {2029: 300000}
    """
    why = "de subsidie is te besteden tot en met 31 december 2029"
    for pot in potten_van(p.financien, Bronsoort.SUBSIDIE_CONTACTSCHOOL):
        yield from te_laat(p, pot, LAATSTE_JAAR, why)
        for node in (pot.bron, *pot.regels):
            for place, year, amount in buiten(node.bedragen, voor=EERSTE_JAAR):
                yield (
                    place,
                    f"In {year} staat {euro(amount)}, maar de subsidie begint in {EERSTE_JAAR}.",
                )
