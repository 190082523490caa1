"""Regeling paragraaf 3: the contactschool, and the subsidy that it applies for."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan.model import Partner, Programma, Rol
from regioplan.rules.lezing import (
    SCHOOLSOORTEN,
)
from regioplan.rules.registry import Found, NothingToJudge, rule
from regioplan.rules.woorden import genoemd, opsomming

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
        kinds = opsomming(kind.label for kind in each.soorten)
        yield (
            each.at("soorten"),
            f"Contactschool {genoemd(each)} is geen school of instelling, maar: {kinds}.",
        )
    if not each.onderwijswetten:
        yield (
            each.gap("onderwijswetten"),
            f"Bij contactschool {genoemd(each)} staat niet onder welke wet die wordt bekostigd.",
        )
