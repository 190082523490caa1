"""afspraken.yaml: the agreements on the nine topics of Regeling 2.4."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import Blad, Id, Keuze, Naar, Node, Prose, Tekst


class Onderwerp(Keuze):
    """The topics of Regeling 2.4 lid 1, by their letter; `anders` for what the region adds."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"
    H = "h"
    I = "i"  # noqa: E741  # the letter of the law
    ANDERS = "anders"


class AfspraakStatus(Keuze):
    """How far an agreement is."""

    VOORGESTELD = "voorgesteld"
    AFGESPROKEN = "afgesproken"
    NADER_UIT_TE_WERKEN = "nader_uit_te_werken"
    AFGEROND = "afgerond"


class Afspraak(Node):
    """An agreement between parties. It needs no money."""

    soort: ClassVar[str] = "afspraak"

    id: Id
    """De vaste naam van deze afspraak, om naar te verwijzen."""
    titel: Tekst | None
    """De afspraak in één regel."""
    onderwerpen: tuple[Onderwerp, ...] = ()
    """Over welk onderwerp van de Regeling dit gaat: de letter a tot en met i, of anders."""
    omvat: tuple[Tekst, ...] = ()
    """Wat de afspraak regelt, in trefwoorden van de Regeling, zoals overgangsdocument."""
    tekst: Prose | None = None
    """De afspraak zelf."""
    partijen: tuple[Annotated[Id, Naar("partner")], ...] = ()
    """De partners die de afspraak maken."""
    status: AfspraakStatus | None = None
    """Hoe ver de afspraak is."""
    bevindingen: tuple[Annotated[Id, Naar("bevinding")], ...] = ()
    """De bevindingen uit de analyse waarop de afspraak steunt."""
    tafel: Annotated[Id, Naar("tafel")] | None = None
    """De overlegtafel die de afspraak volgt."""
    bij_niet_nakomen: Prose | None = None
    """Wat er gebeurt als een partij zich niet aan de afspraak houdt."""


class Afspraken(Blad):
    """The file afspraken.yaml."""

    afspraken: tuple[Afspraak, ...] = ()
    """De afspraken tussen de partijen."""
