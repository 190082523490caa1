"""Explanation and FAQ of the ministries (TOE): advice, because the article itself was not seen."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan.model import Programma
from regioplan.rules.lezing import centrumgemeenten, leden, overleg
from regioplan.rules.registry import Found, NothingToJudge, rule
from regioplan.rules.woorden import genoemd


@rule("TOE-centrumgemeente-overleg", eis="A14")
def centrumgemeente_in_het_overleg(p: Programma) -> Iterator[Found]:
    """Elke centrumgemeente neemt deel aan het regionaal bestuurlijk overleg.

    Waarom:
        Volgens de vragen en antwoorden van OCW en SZW bij het wetsvoorstel neemt de centrumgemeente
        deel aan het overleg. Het artikel in het Besluit van school naar duurzaam werk is niet
        gezien; daarom is dit een advies.

    Herstel:
        Voeg de centrumgemeente toe bij `leden` van het overleg, of bij `namens` van wie voor haar
        aan tafel zit.

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
                vertegenwoordigt: [mbo, vso, vo]
              - partner: mazl-noord
                vertegenwoordigt: [begeleiding]
          - id: regiegroep
            naam: Regiegroep
    """
    table = overleg(p)
    if not centrumgemeenten(p):
        raise NothingToJudge  # RRP-2.1-2 says that there is none
    present = frozenset(name for lid in leden(table) for name in (lid.partner, *lid.namens))
    for each in centrumgemeenten(p):
        if each.id not in present:
            yield (
                table.gap("leden"),
                f"Centrumgemeente {genoemd(each)} is geen lid van {genoemd(table)}.",
            )
