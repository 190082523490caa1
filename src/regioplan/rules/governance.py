"""Advice on governance (GOV): an adviser told it to the regions; no article that was read does."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan.model import Partner, Programma, Rol
from regioplan.model.partners import Ondertekenaar, PartnerSoort
from regioplan.rules.lezing import (
    SCHOOLSOORTEN,
    centrumgemeenten,
    eigen_gemeenten,
    gemeente_van,
    partner,
)
from regioplan.rules.registry import Found, NothingToJudge, Weight, rule
from regioplan.rules.woorden import genoemd, opsomming

_ADVIES = "advies van Berenschot aan de regio’s, geen artikel gevonden"


@rule("GOV-ondertekening", eis="H07", artikel=_ADVIES)
def ondertekening(p: Programma) -> Iterator[Found]:
    """Contactgemeente, contactschool en elke centrumgemeente hebben het programma ondertekend.

    Waarom:
        Een adviseur van de regio’s noemt ondertekenen een harde voorwaarde. Het staat in geen
        artikel dat is gelezen: niet in de WEB en niet in de Regeling. Bijlage 3 van de Regeling
        (het format) en de toelichting zijn niet gezien. De drie partijen zijn die van Regeling 2.1
        lid 2, die samen voor het programma zorgen. Regioplan toetst dit omdat de opdrachtgever het
        vraagt, en niet als wet.

    Herstel:
        Zet bij `ondertekening` in partners.yaml wie er tekent, met functie of naam, en vul de datum
        in zodra er is getekend.

    Voorbeeld:
        # bestand: partners.yaml
        ondertekening:
          - id: ronde-een
            titel: Ondertekening van het programma
            ondertekenaars:
              - partner: gem-harderwijk
                functie: wethouder onderwijs en arbeidsmarkt
                datum: 2026-01-20
              - partner: roc-kromme-rak
                functie: voorzitter van het college van bestuur
                datum: 2026-01-20
              - partner: gem-ermelo
                functie: wethouder werk
                datum: 2026-01-20
    """
    found = list(_unsigned(p))
    complete = centrumgemeenten(p) and all(p.met_rol(role) for role in _TEKENEN)
    if not found and not complete:
        raise NothingToJudge  # RRP-2.1-2 says who is not known yet
    yield from found


def _unsigned(p: Programma) -> Iterator[Found]:
    """What misses in the signatures of those who are known."""
    for party in _who_sign(p):
        lines = _lines_for(p, party)
        if not lines:
            yield (
                p.partners.gap("ondertekening"),
                f"Bij de ondertekening ontbreekt {_named(p, party)}.",
            )
        elif not any(line.datum for line in lines):
            yield (
                lines[0].gap("datum"),
                f"Voor {_named(p, party)} is nog niet getekend: er staat geen datum.",
            )
        elif not any(line.naam or line.functie for line in lines):
            yield (
                lines[0].gap("functie"),
                f"Wie voor {_named(p, party)} tekent, staat er niet.",
            )


_TEKENEN = (Rol.CONTACTGEMEENTE, Rol.CONTACTSCHOOL)
"""With the centrumgemeenten those of Regeling 2.1 lid 2."""


def _who_sign(p: Programma) -> tuple[Partner, ...]:
    """The partners whose signature is asked."""
    central = centrumgemeenten(p)
    return tuple(
        party
        for party in p.partners.partners
        if party in central or any(role in party.rollen for role in _TEKENEN)
    )


def _named(p: Programma, party: Partner) -> str:
    """A partner with why its signature is asked: ‘Gemeente Ermelo’ (centrumgemeente)."""
    names = [role.label for role in _TEKENEN if role in party.rollen]
    if party in centrumgemeenten(p):
        names.append(Rol.CENTRUMGEMEENTE.label)
    roles = opsomming(names)
    return f"{genoemd(party)} ({roles})" if party.naam else f"de {roles}"


def _lines_for(p: Programma, party: Partner) -> tuple[Ondertekenaar, ...]:
    """The signatories that sign for a partner, itself or on its behalf."""
    return tuple(line for line in _lines(p) if party.id in (line.partner, *line.namens))


def _lines(p: Programma) -> Iterator[Ondertekenaar]:
    for ronde in p.partners.ondertekening:
        yield from ronde.ondertekenaars


@rule(
    "GOV-ondertekening-grond",
    eis="H08",
    artikel=_ADVIES,
    weight=Weight.ERROR,  # the register advises; that a ground is named, the user of regioplan asks
)
def grond_van_tekenen(p: Programma) -> Iterator[Found]:
    """Wie namens anderen tekent, noemt waarop dat berust: mandaat, volmacht of machtiging.

    Waarom:
        Mandaat, volmacht en machtiging zijn in het recht drie verschillende dingen. Uit het
        programma moet blijken welke van de drie het is. De wet regelt zelf dat de contactgemeente
        mede namens de gemeenten van de regio optreedt (WEB 9.2.8 lid 1) en dat de contactschool de
        onderwijsinstellingen vertegenwoordigt (Regeling 3.2 lid 3 onder c); daarvoor vraagt deze
        regel niets. Ook deze eis staat in geen artikel dat is gelezen: de opdrachtgever van
        regioplan vraagt haar.

    Herstel:
        Schrijf bij de ondertekenaar `grond: mandaat`, `grond: volmacht` of `grond: machtiging`.

    Voorbeeld:
        # bestand: partners.yaml
        ondertekening:
          - id: ronde-een
            titel: Ondertekening van het programma
            ondertekenaars:
              - partner: mazl-noord
                functie: directeur
                namens: [zorg-linde]
                grond: volmacht
                stuk: volmacht van 12 januari 2026
                datum: 2026-01-20
    """
    if not any(_lines(p)):
        raise NothingToJudge  # nobody signs yet
    for line in _lines(p):
        others = _others(p, line.partner, line.namens)
        if others and line.grond is None:
            whom = opsomming(map(genoemd, others))
            yield (
                line.gap("grond"),
                f"Een ander tekent voor {whom}, maar op welke grond staat er niet.",
            )


@rule("GOV-namens", eis="H08", artikel=_ADVIES)
def volmacht(p: Programma) -> Iterator[Found]:
    """Wie namens anderen tekent of aan tafel zit, verwijst naar het stuk waarin dat staat.

    Waarom:
        Wie namens anderen in de stuurgroep zit, heeft volgens een adviseur formeel een volmacht
        nodig. De wet regelt zelf dat de contactgemeente mede namens de gemeenten van de regio
        optreedt (WEB 9.2.8 lid 1) en dat de contactschool de onderwijsinstellingen vertegenwoordigt
        (Regeling 3.2 lid 3 onder c). Voor anderen is een stuk nodig waar iedereen naar kan kijken.

    Herstel:
        Noem het stuk: bij een ondertekenaar onder `stuk`, bij een lid van een tafel onder `grond`.

    Voorbeeld:
        # bestand: partners.yaml
        ondertekening:
          - id: ronde-een
            titel: Ondertekening van het programma
            ondertekenaars:
              - partner: mazl-noord
                functie: directeur
                namens: [zorg-linde]
                grond: volmacht
                stuk: volmacht van 12 januari 2026
                datum: 2026-01-20
    """
    if not any(_lines(p)) and not p.governance.tafels:
        raise NothingToJudge  # nobody signs or sits anywhere yet
    for line in _lines(p):
        if (others := _others(p, line.partner, line.namens)) and not line.stuk:
            whom = opsomming(map(genoemd, others))
            yield (
                line.gap("stuk"),
                f"Een ander tekent voor {whom}, maar het stuk daarvoor staat er niet.",
            )
    for table in p.governance.tafels:
        for lid in (*((table.voorzitter,) if table.voorzitter else ()), *table.leden):
            if (others := _others(p, lid.partner, lid.namens)) and not lid.grond:
                whom = opsomming(map(genoemd, others))
                yield (
                    lid.gap("grond"),
                    f"Bij {genoemd(table)} zit iemand namens {whom}, maar het stuk staat er niet.",
                )


def _others(p: Programma, by: str | None, namens: tuple[str, ...]) -> list[Partner]:
    """Those on whose behalf somebody acts, without those for whom the law itself says so."""
    actors = partner(p, by)
    represented = [each for name in namens for each in partner(p, name)]
    return [each for each in represented if not any(_by_law(p, a, each) for a in actors)]


def _by_law(p: Programma, actor: Partner, other: Partner) -> bool:
    """WEB 9.2.8 lid 1 (mede namens) and Regeling 3.2 lid 3 onder c (the contactschool)."""
    if Rol.CONTACTGEMEENTE in actor.rollen and PartnerSoort.GEMEENTE in other.soorten:
        return gemeente_van(other) in eigen_gemeenten(p)
    return Rol.CONTACTSCHOOL in actor.rollen and any(s in other.soorten for s in SCHOOLSOORTEN)
