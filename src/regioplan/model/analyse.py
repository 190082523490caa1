"""analyse.yaml: the findings of the regionale analyse and their sources."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import Blad, Datum, Id, Naar, Node, Prose, Tekst, Webadres


class Bron(Node):
    """A source of the analysis."""

    soort: ClassVar[str] = "bron"

    id: Id
    """De vaste naam van deze bron."""
    titel: Tekst | None
    """De titel van het stuk of het onderzoek."""
    maker: Tekst | None = None
    """Wie de bron heeft gemaakt."""
    datum: Datum | None = None
    """De datum van de bron."""
    vindplaats: Tekst | None = None
    """Waar het in de bron staat, bijvoorbeeld een bladzijde."""
    webadres: Webadres | None = None
    """Het webadres van de bron."""
    bijlage: Annotated[Id, Naar("bijlage")] | None = None
    """De bijlage waarin de bron is opgenomen."""


class Bevinding(Node):
    """A finding of the analysis."""

    soort: ClassVar[str] = "bevinding"

    id: Id
    """De vaste naam van deze bevinding, om naar te verwijzen."""
    titel: Tekst | None
    """De bevinding in één regel."""
    tekst: Prose | None = None
    """De bevinding uitgelegd."""
    cijfer: Tekst | None = None
    """Het cijfer dat erbij hoort, met eenheid en jaar."""
    bron: Annotated[Id, Naar("bron")] | None = None
    """De bron van de bevinding."""
    groepen: tuple[Tekst, ...] = ()
    """Voor welke groepen jongeren de bevinding geldt."""


class Analyse(Blad):
    """The file analyse.yaml."""

    bevindingen: tuple[Bevinding, ...] = ()
    """De bevindingen van de regionale analyse."""
    bronnen: tuple[Bron, ...] = ()
    """De bronnen waarop de analyse steunt."""
