"""Advice on governance (GOV): an adviser told it to the regions; no article that was read does."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan.dutch import listed
from regioplan.model import Partner, Programma, Rol
from regioplan.model.governance import Hoedanigheid, Niveau, Tafel
from regioplan.model.partners import Ondertekenaar, PartnerSoort
from regioplan.rules.lezing import (
    SCHOOLSOORTEN,
    actieve_tafels,
    centrumgemeenten,
    eigen_gemeenten,
    gemeente_van,
    is_heringedeeld,
    overleggen,
    partner,
    volgens_bijlage,
    zwijgt,
)
from regioplan.rules.registry import Found, NothingToJudge, Weight, rule
from regioplan.rules.woorden import genoemd, per_stuk

_ADVIES = "advies van Berenschot aan de regio’s, geen artikel gevonden"


@rule("GOV-ondertekening", eis="H07", artikel=_ADVIES)
def ondertekening(p: Programma) -> Iterator[Found]:
    """Contactgemeente, contactschool en elke centrumgemeente hebben het programma ondertekend.

    Waarom:
        Een adviseur van de regio’s noemt ondertekenen een harde voorwaarde. Het staat in geen
        artikel dat is gelezen: niet in de WEB en niet in de Regeling. Bijlage 3 van de Regeling
        (het format) en de toelichting zijn niet gezien. Wie er moeten tekenen, zegt de adviseur
        niet precies; regioplan kijkt naar de partijen die volgens Regeling 2.1 lid 2 samen voor het
        programma zorgen. Regioplan toetst dit omdat zijn opdrachtgever het vraagt, en niet als wet.

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
    if missing := [_named(p, each) for each in _who_sign(p) if not _lines_for(p, each)]:
        verb = "ontbreken" if len(missing) > 1 else "ontbreekt"
        yield (
            p.partners.gap("ondertekening"),
            f"Bij de ondertekening {verb} {listed(missing)}.",
        )
    for party in _who_sign(p):
        lines = _lines_for(p, party)
        if not lines:
            continue
        if not any(line.datum for line in lines):
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
    roles = listed(names)
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
        Mandaat, volmacht en machtiging zijn in het recht drie verschillende dingen. Regioplan
        vraagt daarom welke van de drie het is. De wet zelf zegt dat de contactgemeente het
        programma mede namens de gemeenten van de regio opstelt (WEB 9.2.8 lid 1), en dat de
        contactschool de onderwijsinstellingen vertegenwoordigt (Regeling 3.2 lid 3 onder c);
        daarvoor vraagt deze regel niets. Dat dit ook voor tekenen geldt, is onze lezing. Deze eis
        staat in geen artikel dat is gelezen: de opdrachtgever van regioplan vraagt haar.

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
            also = "" if line.stuk else " en met welk stuk"
            yield (
                line.gap("grond"),
                (
                    f"{_acting(p, line.partner)} tekent ook voor {listed(map(genoemd, others))}."
                    f" Op welke grond{also}, staat er niet."
                ),
            )


@rule("GOV-namens", eis="H08", artikel=_ADVIES)
def volmacht(p: Programma) -> Iterator[Found]:
    """Wie namens anderen tekent of aan tafel zit, verwijst naar het stuk waarin dat staat.

    Waarom:
        Wie namens anderen in de stuurgroep zit, heeft volgens een adviseur formeel een volmacht
        nodig. De wet zelf zegt dat de contactgemeente het programma mede namens de gemeenten van de
        regio opstelt (WEB 9.2.8 lid 1), en dat de contactschool de onderwijsinstellingen
        vertegenwoordigt (Regeling 3.2 lid 3 onder c); daarvoor vraagt deze regel niets. Tekent
        iemand voor een ander en ontbreekt ook de grond, dan zegt GOV-ondertekening-grond dat.

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
        if (others := _others(p, line.partner, line.namens)) and line.grond and not line.stuk:
            whom = listed(map(genoemd, others))
            yield (
                line.gap("stuk"),
                (
                    f"{_acting(p, line.partner)} tekent met {line.grond.label} ook voor {whom}; in"
                    " welk stuk dat staat, is niet genoemd."
                ),
            )
    for table in p.governance.tafels:
        for lid in (*((table.voorzitter,) if table.voorzitter else ()), *table.leden):
            if (others := _others(p, lid.partner, lid.namens)) and not lid.grond:
                whom = listed(map(genoemd, others))
                yield (
                    lid.gap("grond"),
                    (
                        f"Bij {genoemd(table)} zit {_acting(p, lid.partner)} ook namens {whom}; in"
                        " welk stuk dat staat, is niet genoemd."
                    ),
                )


def _acting(p: Programma, by: str | None) -> str:
    """Who acts for others, as a finding names them."""
    return listed(map(genoemd, partner(p, by))) or "iemand"


def _others(p: Programma, by: str | None, namens: tuple[str, ...]) -> list[Partner]:
    """Those on whose behalf somebody acts, without those for whom the law itself says so."""
    actors = partner(p, by)
    represented = [each for name in namens for each in partner(p, name)]
    return [each for each in represented if not any(_by_law(p, a, each) for a in actors)]


def _by_law(p: Programma, actor: Partner, other: Partner) -> bool:
    """WEB 9.2.8 lid 1 (mede namens) and Regeling 3.2 lid 3 onder c (the contactschool)."""
    if Rol.CONTACTGEMEENTE in actor.rollen and PartnerSoort.GEMEENTE in other.soorten:
        before = volgens_bijlage(p) if is_heringedeeld(p) else {}
        return gemeente_van(other) in {*eigen_gemeenten(p), *before}
    return Rol.CONTACTSCHOOL in actor.rollen and any(s in other.soorten for s in SCHOOLSOORTEN)


# ------------------------------------------------------------------ the tables


@rule("GOV-mandaat", artikel=_ADVIES, weight=Weight.WARNING)
def mandaat(p: Programma) -> Iterator[Found]:
    """Van elk overleg is duidelijk waarover het besluit of adviseert, of wat het voorbereidt.

    Waarom:
        Een adviseur van de regio’s noemt als uitgangspunt een ‘slanke inrichting met helder
        mandaat’, en vraagt naar taken, bevoegdheden en verantwoordelijkheden. Wie niet weet waar
        een besluit valt, legt het aan elke tafel voor.

    Herstel:
        Schrijf bij het overleg in governance.yaml wat het doet bij `besluit_over`, `bereidt_voor`
        of `adviseert_over`.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
            besluit_over: [het programma en de begroting]
          - id: regiegroep
            naam: Regiegroep
            bereidt_voor: [de besluiten van de stuurgroep]
    """
    yield from per_stuk(
        [
            t
            for t in actieve_tafels(p)
            if zwijgt(t, "besluit_over", "bereidt_voor", "adviseert_over")
        ],
        "besluit_over",
        "Bij {} staat niet waarover het overleg besluit of adviseert, of wat het voorbereidt.",
        "Bij {aantal} overleggen staat niet waarover zij besluiten of adviseren, of wat zij"
        " voorbereiden: {namen}.",
    )


@rule("GOV-tafel", artikel=_ADVIES, weight=Weight.WARNING)
def voorzitter_en_frequentie(p: Programma) -> Iterator[Found]:
    """Van elk overleg is bekend wie het voorzit en hoe vaak het bij elkaar komt.

    Waarom:
        Een adviseur van de regio’s noemt als voorwaarde voor goede governance hoe de rollen worden
        ingevuld, en geeft in zijn voorbeeld aan wie voorzitter is. Hoe vaak een overleg bij elkaar
        komt, vraagt regioplan erbij: zonder dat is de voortgang niet te plannen.

    Herstel:
        Vul bij het overleg in governance.yaml de `voorzitter` en de `frequentie` in.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
            frequentie: drie keer per jaar
            voorzitter: {partner: gem-harderwijk}
          - id: regiegroep
            naam: Regiegroep
            frequentie: elke zes weken
            voorzitter: {functie: programmaleider}
    """
    tables = actieve_tafels(p)
    yield from per_stuk(
        [table for table in tables if zwijgt(table, "voorzitter") and not _has_chair(table)],
        "voorzitter",
        "Bij {} staat niet wie het overleg voorzit.",
        "Bij {aantal} overleggen staat niet wie ze voorzit: {namen}.",
    )
    yield from per_stuk(
        [table for table in tables if zwijgt(table, "frequentie")],
        "frequentie",
        "Bij {} staat niet hoe vaak het overleg bij elkaar komt.",
        "Bij {aantal} overleggen staat niet hoe vaak zij bij elkaar komen: {namen}.",
    )


def _has_chair(table: Tafel) -> bool:
    """Whether one of the members is said to be the chair."""
    return any(lid.hoedanigheid is Hoedanigheid.VOORZITTER for lid in table.leden)


@rule("GOV-escalatie", artikel=_ADVIES, weight=Weight.WARNING)
def escalatieroute(p: Programma) -> Iterator[Found]:
    """Een overleg dat er niet uitkomt, weet bij welk ander overleg het terechtkan.

    Waarom:
        Een adviseur van de regio’s vraagt: zijn de escalatieroutes goed ingericht? Het gaat om de
        tafels onder het bestuurlijke niveau. Een route die weer bij zichzelf uitkomt, lost niets
        op.

    Herstel:
        Noem bij `escaleert_naar` de tafel waar een vraag heen gaat.

    Voorbeeld:
        # bestand: governance.yaml
        tafels:
          - id: stuurgroep
            naam: Stuurgroep
            regionaal_bestuurlijk_overleg: ja
          - id: regiegroep
            naam: Regiegroep
            escaleert_naar: stuurgroep
    """
    tables = actieve_tafels(p)
    if len(tables) == 1:
        raise NothingToJudge  # there is nowhere to go
    top = overleggen(p)
    yield from per_stuk(
        [
            table
            for table in tables
            if table not in top and table.niveau not in _TOP and zwijgt(table, "escaleert_naar")
        ],
        "escaleert_naar",
        "Bij {} staat niet waar een vraag heen gaat als het overleg er niet uitkomt.",
        "Bij {aantal} overleggen staat niet waar een vraag heen gaat als zij er niet uitkomen:"
        " {namen}.",
    )
    for table in tables:
        if _comes_back(tables, table):
            yield (
                table.at("escaleert_naar"),
                f"Een vraag van {genoemd(table)} komt langs deze weg weer bij {genoemd(table)}.",
            )


_TOP = (Niveau.BESTUURLIJK, Niveau.OVERKOEPELEND)
"""Where a route may end."""


def _comes_back(tables: tuple[Tafel, ...], start: Tafel) -> bool:
    """Whether the route from a table leads back to it."""
    route = {table.id: table.escaleert_naar for table in tables}
    here = route[start.id]
    for _ in tables:
        if here == start.id:
            return True
        here = route.get(here or "")
    return False


# ------------------------------------------------------------------ the whole


@rule("GOV-vorm", artikel=_ADVIES, weight=Weight.WARNING)
def samenwerkingsvorm(p: Programma) -> Iterator[Found]:
    """Het programma zegt hoe formeel de samenwerking is.

    Waarom:
        Een adviseur van de regio’s vraagt: welke mate van formaliteit is passend? Hij noemt vijf
        vormen, van informele afspraken tot een formele juridische samenwerking. Welke vorm past,
        kiest de regio zelf; dat zij kiest, voorkomt dat ieder er iets anders onder verstaat.

    Herstel:
        Kies bij `samenwerkingsvorm` in governance.yaml een `vorm`.

    Voorbeeld:
        # bestand: governance.yaml
        samenwerkingsvorm:
          vorm: paragraaf_in_regionaal_plan
    """
    actieve_tafels(p)
    form = p.governance.samenwerkingsvorm
    silent = zwijgt(form, "vorm") if form else zwijgt(p.governance, "samenwerkingsvorm")
    if silent:
        place = form.gap("vorm") if form else p.governance.gap("samenwerkingsvorm")
        yield place, "Hoe formeel de samenwerking is, staat er niet."


@rule("GOV-evaluatie", artikel=_ADVIES, weight=Weight.WARNING)
def evaluatie(p: Programma) -> Iterator[Found]:
    """De samenwerking wordt geëvalueerd, en waar nodig bijgestuurd.

    Waarom:
        Bij een goede governance hoort volgens een adviseur van de regio’s ‘de manier waarop de
        structuur wordt geëvalueerd en er wordt bijgestuurd’. Het gaat om de samenwerking zelf; de
        maatregelen en hun effect komen in de effectrapportage.

    Herstel:
        Schrijf bij `evaluatie` in governance.yaml wanneer er wordt geëvalueerd (`frequentie` of
        `eerstvolgende`) en hoe (`werkwijze`).

    Voorbeeld:
        # bestand: governance.yaml
        evaluatie:
          frequentie: eens per twee jaar
          werkwijze: De regiegroep vraagt alle partijen wat beter kan.
    """
    actieve_tafels(p)
    plan = p.governance.evaluatie
    if plan is None:
        if zwijgt(p.governance, "evaluatie"):
            yield (
                p.governance.gap("evaluatie"),
                "Wanneer en hoe de samenwerking wordt geëvalueerd, staat er niet.",
            )
        return
    if zwijgt(plan, "frequentie", "eerstvolgende"):
        yield plan.gap("frequentie"), "Wanneer de samenwerking wordt geëvalueerd, staat er niet."
    if zwijgt(plan, "werkwijze"):
        yield plan.gap("werkwijze"), "Hoe de samenwerking wordt geëvalueerd, staat er niet."
