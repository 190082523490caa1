"""Regeling 2.5: what each measure must show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regioplan.model import Maatregel, Programma
from regioplan.model.base import Place
from regioplan.model.financien import Bronsoort
from regioplan.model.themas import Aanvullend, Woonplaatsonderscheid
from regioplan.rules.geld import kan_betalen, soorten
from regioplan.rules.lezing import (
    wettelijke_maatregelen,
)
from regioplan.rules.registry import Found, NothingToJudge, rule
from regioplan.rules.woorden import genoemd

EERSTE_DAG, LAATSTE_DAG = date(2026, 1, 1), date(2029, 12, 31)
"""Regeling 2.1 lid 1: the period of the programme."""

# ------------------------------------------------------------------ 2.5

_GELD = {
    Bronsoort.SUBSIDIE_CONTACTSCHOOL: "uit de subsidie aan de contactschool",
    Bronsoort.SPECIFIEKE_UITKERING: "uit de specifieke uitkering",
    None: "uit geld waarvan de soort nog niet bekend is",
}
"""Regeling 2.5 lid 1: the money that makes a measure, and money that may be that."""


@rule("RRP-2.5-1", eis="F01")
def geld_maakt_maatregel(p: Programma) -> Iterator[Found]:
    """Wat geld krijgt uit de subsidie of uit de specifieke uitkering, is een maatregel.

    Waarom:
        Niet de naam maakt iets tot maatregel, maar het geld. Elke regel van de begroting die uit
        één van deze bronnen wordt betaald, hoort daarom bij een maatregel, of anders bij de
        algemene kosten. Een afspraak kost geen geld en hoeft hier niet in. Geld uit een reserve of
        uit ander overig budget maakt geen maatregel.

    Herstel:
        Noem bij de regel in financien.yaml de `maatregel`, of zet de regel bij `algemene_kosten`.

    Voorbeeld:
        # bestand: financien.yaml
        begroting:
          - id: regel-zomerbrug
            maatregel: zomerbrug
            bron: subsidie
            bedragen: {2026: 300000}
          - id: regel-bijeenkomst
            post: Bijeenkomst voor ouders
            bron: reserve
            bedragen: {2026: 60000}
    """
    kinds = soorten(p.financien)
    for line in p.financien.begroting:
        words = _GELD.get(kinds[line.bron])
        if words and line.maatregel is None and kan_betalen(line):
            yield (
                line.gap("maatregel"),
                f"{genoemd(line)} wordt betaald {words}, maar hoort bij geen maatregel.",
            )


@rule("RRP-2.5-2a", eis="F02")
def doelgroep_van_maatregel(p: Programma) -> Iterator[Found]:
    """Een maatregel is voor jongeren zonder onderwijs, zonder werk of met groot risico daarop.

    Waarom:
        Eén van de drie is genoeg: jongeren die geen onderwijs volgen, die geen werk hebben, of die
        een groot risico op één van beide lopen.

    Herstel:
        Vul bij `doelgroep` van de maatregel geen_onderwijs, geen_werk of groot_risico in; meer dan
        één mag.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            doelgroep: [geen_onderwijs, groot_risico]
    """
    for maatregel in wettelijke_maatregelen(p):
        if not maatregel.doelgroep:
            yield (
                maatregel.gap("doelgroep"),
                f"Bij maatregel {genoemd(maatregel)} staat niet op welke jongeren die is gericht.",
            )


@rule("RRP-2.5-2b", eis="F03")
def relatie_met_analyse(p: Programma) -> Iterator[Found]:
    """Er is een duidelijke relatie tussen de regionale analyse en de maatregel.

    Waarom:
        Een lezer moet kunnen zien uit welke bevinding de maatregel voortkomt, en waarom juist deze
        maatregel past.

    Herstel:
        Noem bij `bevindingen` van de maatregel minstens één bevinding uit analyse.yaml, en leg bij
        `relatie_analyse` het verband uit.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            bevindingen: [uitval-eerste-jaar]
            relatie_analyse: De meeste uitval valt in het eerste jaar; deze start voorkomt dat.
    """
    for maatregel in wettelijke_maatregelen(p):
        name = genoemd(maatregel)
        if not maatregel.bevindingen:
            also = "" if maatregel.relatie_analyse else " en legt het verband ermee niet uit"
            yield (
                maatregel.gap("bevindingen"),
                f"Maatregel {name} noemt geen bevinding uit de regionale analyse{also}.",
            )
        elif maatregel.relatie_analyse is None:
            yield (
                maatregel.gap("relatie_analyse"),
                f"Maatregel {name} legt het verband met de regionale analyse niet uit.",
            )


@rule("RRP-2.5-2c-effect", eis="F04")
def beoogd_effect(p: Programma) -> Iterator[Found]:
    """Het beoogde maatschappelijke effect van de maatregel is duidelijk beschreven.

    Waarom:
        Niet wat de maatregel doet, maar wat er daardoor verandert voor jongeren of voor de
        samenleving.

    Herstel:
        Beschrijf het effect bij `beoogd_effect` van de maatregel.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            beoogd_effect: Meer jongeren halen in hun eerste jaar het einde van de opleiding.
    """
    for maatregel in wettelijke_maatregelen(p):
        if maatregel.beoogd_effect is None:
            yield (
                maatregel.gap("beoogd_effect"),
                (
                    f"Bij maatregel {genoemd(maatregel)} staat niet welk maatschappelijk effect is"
                    " beoogd."
                ),
            )


@rule("RRP-2.5-2c-werking", eis="F05")
def werking(p: Programma) -> Iterator[Found]:
    """Het is aannemelijk dat de maatregel werkt, of er komt een evaluatie tijdens de looptijd.

    Waarom:
        Eén van beide is genoeg. Regioplan vraagt van een evaluatie een datum: daaraan is te zien
        dat zij tijdens de looptijd van het programma komt.

    Herstel:
        Schrijf bij `onderbouwing` waarom de maatregel werkt, of vul bij `evaluatie` een datum in
        van 2026 tot en met 2029.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            evaluatie:
              datum: 2028-06-30
    """
    for maatregel in wettelijke_maatregelen(p):
        if maatregel.onderbouwing is None:
            yield from _evaluation(maatregel)


def _evaluation(maatregel: Maatregel) -> Iterator[Found]:
    """What misses in the evaluation of a measure that is not made plausible."""
    evaluation = maatregel.evaluatie
    if evaluation is None:
        yield (
            maatregel.gap("onderbouwing"),
            (
                f"Bij maatregel {genoemd(maatregel)} staat niet waarom die werkt, en ook niet"
                " wanneer die wordt geëvalueerd."
            ),
        )
    elif evaluation.datum is None:
        yield (
            evaluation.gap("datum"),
            f"Wanneer maatregel {genoemd(maatregel)} wordt geëvalueerd, staat er nog niet.",
        )
    elif not EERSTE_DAG <= evaluation.datum <= LAATSTE_DAG:
        yield (
            evaluation.at("datum"),
            (
                f"De evaluatie van maatregel {genoemd(maatregel)} valt buiten de looptijd van het"
                " programma."
            ),
        )


@rule("RRP-2.5-2d1", eis="F06")
def onderscheid_op_school(p: Programma) -> Iterator[Found]:
    """Een maatregel op een onderwijsinstelling maakt geen onderscheid naar woonplaats.

    Waarom:
        Voor wie de voorziening gebruikt, maakt het niet uit in welke gemeente, Doorstroompuntregio
        of arbeidsmarktregio de jongere woont. Op deze voorwaarde is geen uitzondering.

    Herstel:
        Schrijf bij de maatregel of die `op_onderwijsinstelling` is, en zo ja
        `onderscheid_woonplaats: geen`.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            op_onderwijsinstelling: ja
            onderscheid_woonplaats: geen
    """
    for maatregel in wettelijke_maatregelen(p):
        if maatregel.op_onderwijsinstelling is None:
            yield (
                maatregel.gap("op_onderwijsinstelling"),
                (
                    f"Bij maatregel {genoemd(maatregel)} staat niet of die op een school of"
                    " instelling wordt uitgevoerd."
                ),
            )
        elif maatregel.op_onderwijsinstelling:
            yield from _no_distinction(maatregel)


def _no_distinction(maatregel: Maatregel) -> Iterator[Found]:
    distinction = maatregel.onderscheid_woonplaats
    if distinction is None:
        yield maatregel.gap("onderscheid_woonplaats"), _UNSAID.format(genoemd(maatregel))
    elif distinction is not Woonplaatsonderscheid.GEEN:
        yield (
            maatregel.at("onderscheid_woonplaats"),
            (
                f"Bij maatregel {genoemd(maatregel)} maakt het uit in welke {_WAAR[distinction]}"
                " een jongere woont; op een school of instelling mag dat niet."
            ),
        )


_WAAR = {
    Woonplaatsonderscheid.GEMEENTE: "gemeente",
    Woonplaatsonderscheid.DOORSTROOMPUNTREGIO: "Doorstroompuntregio",
    Woonplaatsonderscheid.ARBEIDSMARKTREGIO: "arbeidsmarktregio",
}
"""Regeling 2.5 lid 2 onder d, 1°: by none of these; the law writes the second with a capital."""

_UNSAID = "Bij maatregel {} staat niet of de woonplaats van de jongere iets uitmaakt."


@rule("RRP-2.5-2d2", eis="F07")
def onderscheid_elders(p: Programma) -> Iterator[Found]:
    """Een andere maatregel maakt geen onderscheid naar gemeente, tenzij dat is onderbouwd.

    Waarom:
        Binnen de regio maakt het niet uit in welke gemeente een jongere woont, tenzij inhoudelijk
        is onderbouwd waarom onderscheid nodig is. Over jongeren van buiten de regio zegt deze
        voorwaarde niets.

    Herstel:
        Schrijf `onderscheid_woonplaats: geen`, of leg bij `onderbouwing_onderscheid` uit waarom het
        onderscheid nodig is.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: jobcoach-aan-huis
            titel: Jobcoach aan huis
            op_onderwijsinstelling: nee
            onderscheid_woonplaats: gemeente
            onderbouwing_onderscheid: Alleen in deze gemeente rijdt na zes uur geen bus meer.
    """
    measures = wettelijke_maatregelen(p)
    found = [each for m in measures for each in _unfounded_distinction(m)]
    if not found and any(m.op_onderwijsinstelling is None for m in measures):
        raise NothingToJudge  # RRP-2.5-2d1 asks where they are carried out
    yield from found


def _unfounded_distinction(maatregel: Maatregel) -> Iterator[Found]:
    """What is wrong with the distinction of a measure that is not carried out at a school."""
    if maatregel.op_onderwijsinstelling is not False:
        return
    if maatregel.onderscheid_woonplaats is None:
        yield maatregel.gap("onderscheid_woonplaats"), _UNSAID.format(genoemd(maatregel))
    elif (
        maatregel.onderscheid_woonplaats is Woonplaatsonderscheid.GEMEENTE
        and maatregel.onderbouwing_onderscheid is None
    ):
        yield (
            maatregel.gap("onderbouwing_onderscheid"),
            (
                f"Maatregel {genoemd(maatregel)} maakt onderscheid naar gemeente, maar er"
                " staat niet waarom dat nodig is."
            ),
        )


@rule("RRP-2.5-2e", eis="F08")
def aanvullend(p: Programma) -> Iterator[Found]:
    """De maatregel is aanvullend op de wettelijke taken van gemeenten en van schoolbesturen.

    Waarom:
        De maatregel komt boven op wat de wet al vraagt. Het gaat om de taken van de colleges (WEB
        9.2.5, Participatiewet 7a) en om die van de schoolbesturen (WEB 9.2.12 en 9.2.13, WEC 44 en
        44a, WVO 2020 2.31a en 2.31b).

    Herstel:
        Leg bij `aanvullend` van de maatregel beide uit: `op_gemeentelijke_taken` en
        `op_onderwijstaken`.

    Voorbeeld:
        # bestand: themas/9-voorbeeld.yaml
        id: voorbeeld
        titel: Voorbeeld
        maatregelen:
          - id: start-en-go
            titel: Start & Go mbo
            aanvullend:
              op_gemeentelijke_taken: Dit begint voordat een gemeente in beeld is.
              op_onderwijstaken: Dit komt naast de loopbaanbegeleiding van de school.
    """
    for maatregel in wettelijke_maatregelen(p):
        name = genoemd(maatregel)
        for place, whose in _unsaid_additions(maatregel, maatregel.aanvullend):
            yield (
                place,
                f"Wat maatregel {name} toevoegt aan wettelijke taken van {whose}, staat er niet.",
            )


def _unsaid_additions(
    maatregel: Maatregel, extra: Aanvullend | None
) -> Iterator[tuple[Place, str]]:
    """To whose tasks a measure does not say what it adds, and where that is missed."""
    if extra is None:
        yield maatregel.gap("aanvullend"), "gemeenten en van schoolbesturen"
        return
    if extra.op_gemeentelijke_taken is None:
        yield extra.gap("op_gemeentelijke_taken"), "gemeenten"
    if extra.op_onderwijstaken is None:
        yield extra.gap("op_onderwijstaken"), "schoolbesturen"


_FRIESLAND_NOORD = 4
"""The number of the region in bijlage 5."""


@rule("RRP-2.5-3", eis="F09")
def maatregel_fier(p: Programma) -> Iterator[Found]:
    """Friesland Noord heeft een maatregel over de voorzieningen van Fier Fryslân.

    Waarom:
        Alleen voor Doorstroompuntregio Friesland Noord vraagt de Regeling minstens één maatregel
        over de voorzieningen die Fier Fryslân aanbiedt. Wat geen geld krijgt uit de subsidie of de
        specifieke uitkering, telt niet: dat is geen maatregel (Regeling 2.5 lid 1).

    Herstel:
        Schrijf bij die maatregel `voorzieningen_fier: ja`, en neem de maatregel op in de
        begroting.

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
    """
    if p.regio.nummer != _FRIESLAND_NOORD:
        raise NothingToJudge
    if any(m.voorzieningen_fier for m in wettelijke_maatregelen(p)):
        return
    unpaid = [m for m in p.maatregelen if m.voorzieningen_fier]
    undecided = [m for m in p.maatregelen if "voorzieningen_fier" in m.ntb]
    where = p.themas[-1] if p.themas else p.losse_maatregelen
    if unpaid:
        yield (
            unpaid[0].gap(),
            (
                f"{genoemd(unpaid[0])} gaat over de voorzieningen van Fier Fryslân, maar krijgt"
                " geen geld uit de subsidie of de specifieke uitkering."
            ),
        )
    else:
        yield (
            undecided[0].gap("voorzieningen_fier") if undecided else where.gap("maatregelen"),
            "Geen enkele maatregel gaat over de voorzieningen van Fier Fryslân.",
        )
