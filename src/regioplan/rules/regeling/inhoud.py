"""Regeling 1.1 and 2.1–2.3: period, parties, the five parts and streefcijfers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regioplan import reference
from regioplan.dutch import listed
from regioplan.model import Programma, Rol
from regioplan.model.streefcijfers import Definitie, Reeks, ReeksSoort
from regioplan.rules.lezing import (
    centrumgemeenten,
    wettelijke_maatregelen,
    zwijgt,
)
from regioplan.rules.registry import Found, NothingToJudge, Weight, rule
from regioplan.rules.woorden import genoemd, per_stuk

EERSTE_DAG, LAATSTE_DAG = date(2026, 1, 1), date(2029, 12, 31)
"""Regeling 2.1 lid 1: the period of the programme."""

# ------------------------------------------------------------------ 1.1


@rule("RRP-1.1-centrumgemeente", eis="A04")
def centrumgemeente_genoemd(p: Programma) -> Iterator[Found]:
    """Het programma noemt minstens één arbeidsmarktregio met haar centrumgemeente.

    Waarom:
        Centrumgemeente is elke centrumgemeente waarvan de arbeidsmarktregio geheel of voor een deel
        met de Doorstroompuntregio overlapt; de Regeling spreekt van ‘centrumgemeente of
        -gemeenten’. Er is er dus altijd minstens één. Welke arbeidsmarktregio’s dat zijn, kan
        regioplan niet nagaan: een officiële lijst per gemeente is niet gezien.

    Herstel:
        Noem bij `arbeidsmarktregios` in regio.yaml de arbeidsmarktregio’s, met bij
        `centrumgemeente` de partner die dat is. Heeft een arbeidsmarktregio er meer dan één, geef
        de andere dan in partners.yaml de rol centrumgemeente.

    Voorbeeld:
        # bestand: regio.yaml
        arbeidsmarktregios:
          - id: amr-noord
            naam: Voorbeeldstreek Noord
            centrumgemeente: gem-harderwijk
    """
    regions = p.regio.arbeidsmarktregios
    if not regions:
        yield (
            p.regio.gap("arbeidsmarktregios"),
            "Met welke arbeidsmarktregio’s de regio overlapt, staat er nog niet.",
        )
    elif not any(region.centrumgemeente for region in regions):
        others = (region.where("centrumgemeente") for region in regions[1:])
        yield (
            regions[0].gap("centrumgemeente"),
            "Bij geen enkele arbeidsmarktregio staat welke gemeente de centrumgemeente is.",
            tuple((place, "en ook hier niet") for place in others),
        )


@rule(
    "RRP-1.1-arbeidsmarktregio",
    eis="A04",
    weight=Weight.WARNING,  # the register splits: advice when only some have none
)
def centrumgemeente_per_arbeidsmarktregio(p: Programma) -> Iterator[Found]:
    """Bij elke overlappende arbeidsmarktregio staat haar centrumgemeente.

    Waarom:
        Het kunnen er meer zijn: een gemeente kan in een andere arbeidsmarktregio liggen dan haar
        buren, en dan is ook de centrumgemeente daarvan partij.

    Herstel:
        Vul bij elke arbeidsmarktregio in regio.yaml de `centrumgemeente` in.

    Voorbeeld:
        # bestand: regio.yaml
        arbeidsmarktregios:
          - id: amr-noord
            naam: Voorbeeldstreek Noord
            centrumgemeente: gem-harderwijk
          - id: amr-zuid
            naam: Voorbeeldstreek Zuid
            centrumgemeente: gem-ermelo
    """
    regions = p.regio.arbeidsmarktregios
    if not any(region.centrumgemeente for region in regions):
        raise NothingToJudge  # RRP-1.1-centrumgemeente says so
    for region in regions:
        if region.centrumgemeente is None:
            yield (
                region.gap("centrumgemeente"),
                f"Bij arbeidsmarktregio {genoemd(region)} staat de centrumgemeente niet.",
            )


# ------------------------------------------------------------------ 2.1


@rule("RRP-2.1-1", eis="A01")
def looptijd(p: Programma) -> Iterator[Found]:
    """Het programma loopt van 1 januari 2026 tot en met 31 december 2029.

    Waarom:
        De Regeling legt de periode vast. Een programma met een andere periode is een ander
        programma dan de wet vraagt.

    Herstel:
        Schrijf bij `periode` in programma.yaml `van: 2026-01-01` en `tot_en_met: 2029-12-31`.

    Voorbeeld:
        # bestand: programma.yaml
        periode:
          van: 2026-01-01
          tot_en_met: 2029-12-31
    """
    period = p.blad.periode
    if period is None:
        yield p.blad.gap("periode"), "De periode van het programma staat er nog niet."
        return
    if period.van is None:
        yield period.gap("van"), "De eerste dag van het programma staat er nog niet."
    elif period.van != EERSTE_DAG:
        yield period.at("van"), "Het programma begint niet op 1 januari 2026."
    if period.tot_en_met is None:
        yield period.gap("tot_en_met"), "De laatste dag van het programma staat er nog niet."
    elif period.tot_en_met != LAATSTE_DAG:
        yield period.at("tot_en_met"), "Het programma eindigt niet op 31 december 2029."


_ZORGEN_SAMEN = (Rol.CONTACTGEMEENTE, Rol.CENTRUMGEMEENTE, Rol.CONTACTSCHOOL)
"""Regeling 2.1 lid 2: who are responsible together."""


@rule("RRP-2.1-2", eis="A03")
def drie_rollen(p: Programma) -> Iterator[Found]:
    """Contactgemeente, centrumgemeente en contactschool zorgen samen voor het programma.

    Waarom:
        De Regeling noemt deze drie bij het maken en uitvoeren van het programma. Regioplan vraagt
        daarom hun namen. Eén gemeente kan contactgemeente en centrumgemeente tegelijk zijn, en er
        kunnen meer centrumgemeenten zijn.

    Herstel:
        Zet in partners.yaml bij `rollen` welke partner contactgemeente, welke centrumgemeente en
        welke contactschool is. Een centrumgemeente die regio.yaml bij een arbeidsmarktregio noemt,
        is ook bekend.

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
    for role in _ZORGEN_SAMEN:
        with_role = (
            centrumgemeenten(p) if role is Rol.CENTRUMGEMEENTE else p.met_rol(role)
        )  # regio.yaml too says who is centrumgemeente
        if not with_role:
            yield p.partners.gap("partners"), f"Wie de {role.label} is, staat er nog niet."
        for each in with_role:
            if each.naam is None:
                yield (
                    each.gap("naam"),
                    f"De naam van de {role.label} staat er nog niet.",
                    ((each.where("gemeente"), "en ook de gemeente niet"),)
                    if "gemeente" in each.ntb
                    else (),
                )


# ------------------------------------------------------------------ 2.2


@rule("RRP-2.2-a", eis="C01", artikel="Regeling 2.2 onder a")
def bevat_analyse(p: Programma) -> Iterator[Found]:
    """Het programma bevat een regionale analyse.

    Waarom:
        De analyse is de basis voor de streefcijfers, de afspraken, de maatregelen en de begroting.

    Herstel:
        Schrijf de bevindingen van de analyse in analyse.yaml.

    Voorbeeld:
        # bestand: analyse.yaml
        bevindingen:
          - id: uitval-eerste-jaar
            titel: De meeste uitval valt in het eerste jaar
            bron: bron-cijfers
        bronnen:
          - id: bron-cijfers
            titel: Cijfers van de scholen
    """
    if not any(finding.titel or finding.tekst for finding in p.analyse.bevindingen):
        yield p.analyse.gap("bevindingen"), "De regionale analyse heeft nog geen bevindingen."


@rule(
    "RRP-2.2-a-basis",
    eis="C02",
    weight=Weight.WARNING,  # the register splits: advice when a part does not name its basis
)
def analyse_is_de_basis(p: Programma) -> Iterator[Found]:
    """De streefcijfers en de afspraken steunen op bevindingen uit de regionale analyse.

    Waarom:
        De Regeling noemt de analyse de basis voor de streefcijfers, de afspraken, de maatregelen en
        de begroting. Dat een maatregel de analyse noemt, is een harde eis (RRP-2.5-2b); de
        begroting steunt op de analyse door de maatregelen die zij betaalt. Dat ook elke reeks en
        elke afspraak een bevinding noemt, staat niet met zoveel woorden in de Regeling.

    Herstel:
        Noem bij `bevindingen` van de reeks of de afspraak minstens één bevinding uit analyse.yaml.

    Voorbeeld:
        # bestand: streefcijfers.yaml
        reeksen:
          - id: vsv-oud
            titel: Nieuwe voortijdig schoolverlaters, oude definitie
            bevindingen: [uitval-eerste-jaar]
          - id: vsv-nieuw
            titel: Nieuwe voortijdig schoolverlaters
            bevindingen: [uitval-eerste-jaar, werk-zonder-diploma]
          - id: zonder-school-en-werk
            titel: Jongeren zonder onderwijs en werk
            bevindingen: [loket-ver-weg]
    """
    series = p.streefcijfers.reeksen
    agreed = [afspraak for afspraak in p.afspraken.afspraken if afspraak.tekst]
    if not p.analyse.bevindingen or not (series or agreed):
        raise NothingToJudge  # RRP-2.2-a, RRP-2.2-b and RRP-2.2-c say what is not there
    yield from per_stuk(
        [reeks for reeks in series if zwijgt(reeks, "bevindingen")],
        "bevindingen",
        "Streefcijfers {} noemen geen bevinding uit de regionale analyse.",
        "Er zijn {aantal} reeksen streefcijfers die geen bevinding uit de regionale analyse"
        " noemen: {namen}.",
    )
    yield from per_stuk(
        [afspraak for afspraak in agreed if zwijgt(afspraak, "bevindingen")],
        "bevindingen",
        "Afspraak {} noemt geen bevinding uit de regionale analyse.",
        "Er zijn {aantal} afspraken die geen bevinding uit de regionale analyse noemen: {namen}.",
    )


@rule("RRP-2.2-b", eis="C01", artikel="Regeling 2.2 onder b")
def bevat_streefcijfers(p: Programma) -> Iterator[Found]:
    """Het programma bevat streefcijfers.

    Waarom:
        De effectrapportage vergelijkt elk jaar de resultaten met de streefcijfers (WEB 9.2.10 lid
        1). Welke streefcijfers het zijn, staat in Regeling 2.3.

    Herstel:
        Schrijf de reeksen met hun waarden in streefcijfers.yaml.

    Voorbeeld:
        # bestand: streefcijfers.yaml
        reeksen:
          - id: vsv-oud
            titel: Nieuwe voortijdig schoolverlaters, oude definitie
            waarden:
              - periode: 2025/2026
                waarde: 310
          - id: vsv-nieuw
            titel: Nieuwe voortijdig schoolverlaters
          - id: zonder-school-en-werk
            titel: Jongeren zonder onderwijs en werk
    """
    if not any(
        value.waarde is not None for reeks in p.streefcijfers.reeksen for value in reeks.waarden
    ):
        yield p.streefcijfers.gap("reeksen"), "Er is nog geen enkel streefcijfer ingevuld."


@rule("RRP-2.2-c", eis=("C01", "E00"), artikel="Regeling 2.2 onder c")
def bevat_afspraken(p: Programma) -> Iterator[Found]:
    """Het programma bevat afspraken.

    Waarom:
        Het gaat om afspraken over de samenwerking bij de maatregelen en bij de wettelijke taken van
        gemeenten en scholen. Een afspraak hoeft geen geld te kosten. Over welke onderwerpen er in
        ieder geval afspraken zijn, staat in Regeling 2.4.

    Herstel:
        Schrijf de afspraken in afspraken.yaml.

    Voorbeeld:
        # bestand: afspraken.yaml
        afspraken:
          - id: afspraak-jongeren
            titel: Jongeren praten mee
            onderwerpen: [i]
            tekst: De jongerenraad adviseert over elke maatregel.
    """
    if not any(afspraak.tekst for afspraak in p.afspraken.afspraken):
        why = (
            "Van geen enkele afspraak staat er wat is afgesproken."
            if p.afspraken.afspraken
            else "Het programma heeft nog geen afspraken."
        )
        yield p.afspraken.gap("afspraken"), why


@rule("RRP-2.2-d", eis="C01", artikel="Regeling 2.2 onder d")
def bevat_maatregelen(p: Programma) -> Iterator[Found]:
    """Het programma bevat maatregelen.

    Waarom:
        Bij de streefcijfers horen maatregelen. Wat geen geld krijgt uit de subsidie aan de
        contactschool of uit de specifieke uitkering, is geen maatregel in de zin van de Regeling.

    Herstel:
        Beschrijf de maatregelen in de bestanden van `themas/`, of zonder thema’s in
        maatregelen.yaml.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
    """
    try:
        wettelijke_maatregelen(p)
    except NothingToJudge:
        where = p.themas[0] if p.themas else p.losse_maatregelen
        message = (
            "Geen enkele maatregel krijgt geld uit de subsidie of de specifieke uitkering."
            if p.maatregelen
            else "Het programma heeft nog geen maatregelen."
        )
        yield where.gap("maatregelen"), message


@rule("RRP-2.2-e", eis="C01", artikel="Regeling 2.2 onder e")
def bevat_begroting(p: Programma) -> Iterator[Found]:
    """Het programma bevat een begroting.

    Waarom:
        De begroting laat zien welk bedrag aan elke maatregel wordt besteed en welk bedrag aan
        algemene kosten (Regeling 2.6 lid 3).

    Herstel:
        Vul in financien.yaml bij `begroting` per maatregel en bron de bedragen per jaar in.

    Voorbeeld:
        # bestand: financien.yaml
        begroting:
          - id: regel-zomerbrug
            maatregel: zomerbrug
            bron: subsidie
            bedragen: {2026: 120000, 2027: 120000, 2028: 120000, 2029: 120000}
    """
    budget = p.financien
    amounts = (
        *(line.bedragen for line in budget.begroting),
        *(line.bedragen for line in budget.algemene_kosten),
    )
    if not any(per_year and per_year.jaren for per_year in amounts):
        yield p.financien.gap("begroting"), "De begroting bevat nog geen bedragen."


# ------------------------------------------------------------------ 2.3

_REEKSEN = {
    ReeksSoort.VSV_OUD: "nieuwe voortijdig schoolverlaters volgens de oude definitie",
    ReeksSoort.VSV_NIEUW: "nieuwe voortijdig schoolverlaters volgens de nieuwe definitie",
    ReeksSoort.GEEN_ONDERWIJS_GEEN_WERK: "jongeren die geen onderwijs volgen en niet werken",
}
"""The series of Regeling 2.3, as a finding names them."""


@rule("RRP-2.3-a", eis="D01")
def streefcijfer_oude_definitie(p: Programma) -> Iterator[Found]:
    """Er is een streefcijfer voor nieuwe vsv’ers in studiejaar 2025/2026, oude definitie.

    Waarom:
        Voor dit ene studiejaar geldt nog de definitie van de Regeling regionale aanpak voortijdig
        schoolverlaten 2020–2025, zoals die luidde op 30 april 2025. Het landelijke doel is
        beperking tot 18.000; een aantal per regio noemt de Regeling niet.

    Herstel:
        Maak in streefcijfers.yaml een reeks met `telt: vsv_oud` en `definitie: oud`, en geef die
        een waarde voor 2025/2026.

    Voorbeeld:
        # bestand: streefcijfers.yaml
        reeksen:
          - id: vsv-oud
            titel: Nieuwe voortijdig schoolverlaters, oude definitie
            telt: vsv_oud
            definitie: oud
            waarden:
              - periode: 2025/2026
                waarde: 310
    """
    yield from _series(p, ReeksSoort.VSV_OUD, Definitie.OUD)


@rule("RRP-2.3-b", eis="D02")
def streefcijfers_nieuwe_definitie(p: Programma) -> Iterator[Found]:
    """Er zijn streefcijfers voor nieuwe vsv’ers in 2026/2027 tot en met 2029/2030.

    Waarom:
        Het zijn er vier, volgens de nieuwe definitie van bijlage 1 onder A. Studiejaar 2029/2030
        loopt langer door dan het programma en hoort er toch bij. Het landelijke doel is beperking
        tot 23.000 per studiejaar; een aantal per regio noemt de Regeling niet.

    Herstel:
        Maak in streefcijfers.yaml een reeks met `telt: vsv_nieuw` en `definitie: nieuw`, en geef
        die een waarde voor elk van de vier studiejaren.

    Voorbeeld:
        # bestand: streefcijfers.yaml
        reeksen:
          - id: vsv-nieuw
            titel: Nieuwe voortijdig schoolverlaters
            telt: vsv_nieuw
            definitie: nieuw
            waarden:
              - {periode: 2026/2027, waarde: 410}
              - {periode: 2027/2028, waarde: 395}
              - {periode: 2028/2029, waarde: 380}
              - {periode: 2029/2030, waarde: 365}
    """
    yield from _series(p, ReeksSoort.VSV_NIEUW, Definitie.NIEUW)


@rule("RRP-2.3-c", eis="D03")
def streefcijfers_zonder_onderwijs_en_werk(p: Programma) -> Iterator[Found]:
    """Er zijn streefcijfers voor jongeren zonder onderwijs en werk, voor 2026 tot en met 2029.

    Waarom:
        Het zijn er vier, per kalenderjaar, volgens de definitie van bijlage 1 onder B.

    Herstel:
        Maak in streefcijfers.yaml een reeks met `telt: geen_onderwijs_geen_werk`, en geef die een
        waarde voor elk van de vier kalenderjaren.

    Voorbeeld:
        # bestand: streefcijfers.yaml
        reeksen:
          - id: zonder-school-en-werk
            titel: Jongeren zonder onderwijs en werk
            telt: geen_onderwijs_geen_werk
            waarden:
              - {periode: 2026, waarde: 530}
              - {periode: 2027, waarde: 510}
              - {periode: 2028, waarde: 490}
              - {periode: 2029, waarde: 470}
    """
    yield from _series(p, ReeksSoort.GEEN_ONDERWIJS_GEEN_WERK, None)


def _series(p: Programma, kind: ReeksSoort, definitie: Definitie | None) -> Iterator[Found]:
    """What misses in the series of a kind: the series, periods, values, and its definition."""
    needed = [target.periode for target in reference.targets() if target.reeks == kind.value]
    series = [reeks for reeks in p.streefcijfers.reeksen if reeks.telt is kind]
    if not series:
        yield (
            p.streefcijfers.gap("reeksen"),
            f"Er is nog geen reeks over {_REEKSEN[kind]}: streefcijfers voor {listed(needed)}"
            " ontbreken."
            if len(needed) > 1
            else f"Er is nog geen reeks over {_REEKSEN[kind]}: een streefcijfer voor {needed[0]}"
            " ontbreekt.",
        )
        return
    present = {value.periode for reeks in series for value in reeks.waarden}
    missing = [period for period in needed if period not in present]
    if missing:
        yield (
            series[0].gap("waarden"),
            (
                f"In reeks {genoemd(series[0])} ontbreekt nog het streefcijfer voor"
                f" {listed(missing)}."
            ),
        )
    for reeks in series:
        yield from _values(reeks, needed)
        if definitie:
            yield from _definition(reeks, definitie)


def _values(reeks: Reeks, needed: list[str]) -> Iterator[Found]:
    for value in reeks.waarden:
        if value.periode in needed and value.waarde is None:
            yield (
                value.gap("waarde"),
                (
                    f"Het streefcijfer voor {value.periode} in reeks {genoemd(reeks)} is nog niet"
                    " ingevuld."
                ),
            )


def _definition(reeks: Reeks, definitie: Definitie) -> Iterator[Found]:
    if reeks.definitie is None:
        yield (
            reeks.gap("definitie"),
            f"Bij reeks {genoemd(reeks)} staat niet volgens welke definitie er is geteld.",
        )
    elif reeks.definitie is not definitie:
        wanted = "oude" if definitie is Definitie.OUD else "nieuwe"
        yield reeks.at("definitie"), f"Voor reeks {genoemd(reeks)} geldt de {wanted} definitie."


@rule("RRP-2.3-landelijk", eis="D04")
def geen_landelijk_aantal(p: Programma) -> Iterator[Found]:
    """Een streefcijfer van de regio ligt onder het landelijke aantal.

    Waarom:
        18.000 en 23.000 nieuwe voortijdig schoolverlaters zijn totalen voor heel Nederland. Hoe
        zij over de regio’s zijn verdeeld, staat niet in de tekst die is gelezen; een regionaal
        aandeel wordt daarom niet berekend. Deze regel let alleen op een getal dat niet van één
        regio kan zijn.

    Herstel:
        Kijk of hier per ongeluk het landelijke aantal staat, en vul het aantal van de regio in.

    Voorbeeld:
        # bestand: streefcijfers.yaml
        reeksen:
          - id: vsv-oud
            titel: Nieuwe voortijdig schoolverlaters, oude definitie
            telt: vsv_oud
            waarden:
              - periode: 2025/2026
                waarde: 310
          - id: vsv-nieuw
            titel: Nieuwe voortijdig schoolverlaters
          - id: zonder-school-en-werk
            titel: Jongeren zonder onderwijs en werk
    """
    national = {
        (target.reeks, target.periode): target.landelijk_maximum for target in reference.targets()
    }
    judged = [
        (reeks, value, ceiling)
        for reeks in p.streefcijfers.reeksen
        for value in reeks.waarden
        if (ceiling := national.get((str(reeks.telt), str(value.periode)))) and value.waarde
    ]
    if not judged:
        raise NothingToJudge  # RRP-2.3-a and RRP-2.3-b ask for them
    for reeks, value, ceiling in judged:
        if value.waarde and value.waarde >= ceiling:
            total = f"{ceiling:,}".replace(",", ".")
            yield (
                value.at("waarde"),
                (
                    f"Het streefcijfer voor {value.periode} in reeks {genoemd(reeks)} is niet lager"
                    f" dan {total}, het totaal voor heel Nederland."
                ),
            )
