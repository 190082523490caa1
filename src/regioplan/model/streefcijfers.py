"""streefcijfers.yaml: targets per series and period."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import (
    Blad,
    Getal,
    Id,
    Keuze,
    Naar,
    Node,
    Prose,
    Tekst,
    Tijdvak,
)


class ReeksSoort(Keuze):
    """What a series counts. The first three are those of Regeling 2.3 a, b and c."""

    VSV_OUD = "vsv_oud"
    VSV_NIEUW = "vsv_nieuw"
    GEEN_ONDERWIJS_GEEN_WERK = "geen_onderwijs_geen_werk"
    EIGEN = "eigen"


class Definitie(Keuze):
    """By which definition a series counts new school leavers."""

    OUD = "oud"
    NIEUW = "nieuw"


class Eenheid(Keuze):
    """The unit of a series."""

    AANTAL = "aantal"
    PERCENTAGE = "percentage"


class Richting(Keuze):
    """Which way a series should go."""

    OMLAAG = "omlaag"
    OMHOOG = "omhoog"


class Nulmeting(Node):
    """The baseline of a series."""

    periode: Tijdvak | None = None
    """Het jaar van de nulmeting."""
    waarde: Getal | None = None
    """De waarde bij de nulmeting."""
    bron: Tekst | None = None
    """Waar de waarde vandaan komt."""


class Streefcijfer(Node):
    """One target: a period and its value."""

    periode: Tijdvak
    """Het studiejaar (2026/2027) of kalenderjaar (2026)."""
    waarde: Getal | None = None
    """Het streefcijfer."""
    met_entree: Getal | None = None
    """Het deel met gediplomeerden van de entreeopleiding meegeteld."""
    zonder_entree: Getal | None = None
    """Het deel zonder gediplomeerden van de entreeopleiding."""
    resultaat: Getal | None = None
    """Wat is bereikt, zodra dat bekend is."""
    toelichting: Prose | None = None
    """Uitleg bij dit streefcijfer of bij het verschil met het resultaat."""


class Reeks(Node):
    """A series of targets."""

    soort: ClassVar[str] = "reeks"

    id: Id
    """De vaste naam van deze reeks, om naar te verwijzen."""
    titel: Tekst | None
    """Wat de reeks telt, in één regel."""
    telt: ReeksSoort | None = None
    """Welke reeks van de Regeling dit is, of eigen voor een reeks van de regio zelf."""
    definitie: Definitie | None = None
    """De oude of de nieuwe definitie van een nieuwe voortijdig schoolverlater."""
    eenheid: Eenheid | None = None
    """Of de waarden aantallen of percentages zijn."""
    richting: Richting | None = None
    """Of het getal omlaag of omhoog moet."""
    nulmeting: Nulmeting | None = None
    """Waar de regio begint."""
    waarden: tuple[Streefcijfer, ...] = ()
    """De streefcijfers per jaar."""
    bevindingen: tuple[Annotated[Id, Naar("bevinding")], ...] = ()
    """De bevindingen uit de analyse waarop de reeks steunt."""
    toelichting: Prose | None = None
    """Uitleg bij de reeks."""


class Streefcijfers(Blad):
    """The file streefcijfers.yaml."""

    reeksen: tuple[Reeks, ...] = ()
    """De reeksen streefcijfers."""
