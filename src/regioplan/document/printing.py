"""How a value is printed: one table of types, and the words of the choices.

User text is text: whatever `{{ … }}` prints goes through `show`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import Any

from jinja2 import Undefined

from regioplan import dutch, markdown
from regioplan.errors import RegioplanError
from regioplan.model.base import Bereik, Keuze, Prose, Tekst
from regioplan.model.financien import Bronsoort, Herkomst
from regioplan.model.governance import Domein, Partij, Samenwerkingsvorm
from regioplan.model.partners import PartnerSoort
from regioplan.model.programma import DoelCode, MeldingSoort
from regioplan.model.streefcijfers import Definitie, Eenheid, ReeksSoort
from regioplan.model.themas import DoelgroepCode, Woonplaatsonderscheid


class Md(str):
    """Text that is regioplan-Markdown already."""

    __slots__ = ()


NTB = Md("*n.t.b.*")
"""What a reader sees where something is still to be decided; a bold cell would be a total."""
LEEG = Md("–")
"""What stands in a table cell where nothing was said and nothing is asked."""


def datum(day: date) -> Md:
    """A date in words: "5 juni 2025"."""
    return Md(dutch.day(day))


def getal(number: Decimal | int) -> Md:
    """A number as it is written in Dutch: "23.000", "3,1"."""
    return Md(dutch.number(number))


def euro(amount: Decimal) -> Md:
    """Euros, with cents only when there are any: "€ 2.265.813", "€ 80.000,50"."""
    return Md(dutch.euro(amount))


def _bereik(span: Bereik) -> Md:
    """A range: "24–32"; one number when both ends are equal."""
    low, high = getal(span.van), getal(span.tot)
    return low if span.van == span.tot else Md(f"{low}–{high}")


LABELS: Mapping[type[Keuze], Mapping[Any, str]] = MappingProxyType(
    {
        PartnerSoort: {
            PartnerSoort.MBO: "mbo-instelling",
            PartnerSoort.VO: "school voor voortgezet onderwijs",
            PartnerSoort.PRO: "school voor praktijkonderwijs",
            PartnerSoort.VSO: "school voor voortgezet speciaal onderwijs",
            PartnerSoort.ZORG: "zorgorganisatie",
            PartnerSoort.SOCIAAL_DOMEIN: "organisatie in het sociaal domein",
            PartnerSoort.VEILIGHEID: "organisatie voor veiligheid",
            PartnerSoort.UWV: "UWV",
            PartnerSoort.RIJK: "Rijk",
            PartnerSoort.OVERIG: "andere organisatie",
        },
        Partij: {
            Partij.MBO: "mbo-instellingen",
            Partij.VSO: "voortgezet speciaal onderwijs",
            Partij.VO: "voortgezet onderwijs",
            Partij.BEGELEIDING: "begeleidingsorganisaties",
            Partij.CENTRUMGEMEENTE: "centrumgemeenten",
        },
        Domein: {Domein.SOCIAAL: "sociaal domein"},
        Samenwerkingsvorm: {
            Samenwerkingsvorm.PARAGRAAF_IN_PLAN: "paragraaf in het regionaal plan",
        },
        DoelCode: {
            DoelCode.STARTKWALIFICATIE: "meer jongeren met een startkwalificatie",
            DoelCode.OVERGANG_ARBEIDSMARKT: "een betere overgang van onderwijs naar arbeidsmarkt",
        },
        DoelgroepCode: {
            DoelgroepCode.GEEN_ONDERWIJS: "jongeren die geen onderwijs volgen",
            DoelgroepCode.GEEN_WERK: "jongeren die geen werk hebben",
            DoelgroepCode.GROOT_RISICO: (
                "jongeren die een groot risico lopen geen onderwijs te volgen of geen werk "
                "te hebben"
            ),
        },
        Woonplaatsonderscheid: {
            Woonplaatsonderscheid.GEEN: "geen onderscheid",
            Woonplaatsonderscheid.DOORSTROOMPUNTREGIO: "Doorstroompuntregio",
        },
        ReeksSoort: {
            ReeksSoort.VSV_OUD: "nieuwe voortijdig schoolverlaters volgens de oude definitie",
            ReeksSoort.VSV_NIEUW: ("nieuwe voortijdig schoolverlaters volgens de nieuwe definitie"),
            ReeksSoort.GEEN_ONDERWIJS_GEEN_WERK: (
                "jongeren die geen onderwijs volgen en niet werken"
            ),
            ReeksSoort.EIGEN: "eigen streefcijfers van de regio",
        },
        Eenheid: {Eenheid.AANTAL: "aantallen", Eenheid.PERCENTAGE: "percentages"},
        Definitie: {Definitie.OUD: "oude definitie", Definitie.NIEUW: "nieuwe definitie"},
        Bronsoort: {
            Bronsoort.SUBSIDIE_CONTACTSCHOOL: "subsidie aan de contactschool",
            Bronsoort.SPECIFIEKE_UITKERING: "specifieke uitkering aan de contactgemeente",
            Bronsoort.OVERIG: "overig budget",
        },
        Herkomst: {
            Herkomst.RESERVE_2021_2025: "reserve uit 2021 tot en met 2025",
            Herkomst.RESERVE_2002_2020: "reserve uit 2002 tot en met 2020",
            Herkomst.EXTRA_RMC: "extra uitkering voor de RMC-functie",
            Herkomst.ANDERS: "andere herkomst",
        },
        MeldingSoort: {
            MeldingSoort.WIJZIGING_PROGRAMMA: "wijziging van het programma",
            MeldingSoort.AANWIJZING_CONTACTGEMEENTE: "aanwijzing van de contactgemeente",
            MeldingSoort.WIJZIGING_CONTACTSCHOOL: "wijziging van de contactschool",
            MeldingSoort.ANDERS: "anders",
        },
    }
)
"""Words for a choice whose own value is not good Dutch; all others are printed as they are."""


def label(choice: Keuze) -> Md:
    """A choice in words, for the middle of a sentence."""
    return Md(LABELS.get(type(choice), {}).get(choice, choice.label))


def escape(text: str) -> Md:
    """Plain text, as typed."""
    return Md(markdown.escape(text))


def _refuse_prose(_text: Prose) -> Md:
    raise RegioplanError(
        "Een sjabloon zet lopende tekst los in het document. Schrijf er `| proza` achter, of in "
        "een tabelcel `| cel`."
    )


PRINTED: Mapping[type, Callable[[Any], Md]] = MappingProxyType(
    {
        Md: lambda text: text,
        Tekst: escape,
        Prose: _refuse_prose,
        Keuze: label,
        str: escape,
        bool: lambda yes: Md("ja" if yes else "nee"),
        int: getal,
        Decimal: getal,
        date: datum,
        Bereik: _bereik,
        NoneType: lambda _none: NTB,
        Undefined: lambda unknown: Md(str(unknown)),  # raises, as StrictUndefined is meant to
    }
)
"""Type → how `{{ … }}` prints it. A type that is not here cannot be printed."""


def show(value: Any) -> Md:
    """A value as Markdown, by its type.

    Raises:
        RegioplanError: a template prints what has no form in a sentence, such as a list.
    """
    for kind in type(value).__mro__:
        printer = PRINTED.get(kind)
        if printer is not None:
            return printer(value)
    raise RegioplanError(f"Een sjabloon zet een {type(value).__name__} los in het document.")
