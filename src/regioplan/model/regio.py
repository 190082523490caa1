"""regio.yaml: the region, its municipalities and the labour market regions that overlap it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import Blad, Datum, Geheel, Id, Keuze, Naar, Node, Prose, Tekst


class Gemeente(Node):
    """A municipality of the region."""

    naam: Tekst
    """De naam van de gemeente."""
    code: Tekst | None = None
    """De gemeentecode van het CBS, bijvoorbeeld GM0202."""


class Subregio(Node):
    """A part of the region."""

    soort: ClassVar[str] = "subregio"

    id: Id
    """De vaste naam van deze subregio."""
    naam: Tekst | None
    """De naam van deze subregio."""
    gemeenten: tuple[Tekst, ...] = ()
    """De gemeenten in deze subregio."""
    toelichting: Prose | None = None
    """Uitleg, bijvoorbeeld bij welke samenwerking de indeling hoort."""


class Arbeidsmarktregio(Node):
    """A labour market region that overlaps this region wholly or partly."""

    soort: ClassVar[str] = "arbeidsmarktregio"

    id: Id
    """De vaste naam van deze arbeidsmarktregio."""
    naam: Tekst | None
    """De naam van de arbeidsmarktregio."""
    centrumgemeente: Annotated[Id, Naar("partner")] | None = None
    """De partner die de centrumgemeente van deze arbeidsmarktregio is."""
    gemeenten: tuple[Tekst, ...] = ()
    """De gemeenten van de Doorstroompuntregio die in deze arbeidsmarktregio liggen."""
    andere_gemeenten: tuple[Tekst, ...] = ()
    """Gemeenten die wel in deze arbeidsmarktregio liggen, maar niet in de Doorstroompuntregio."""
    toelichting: Prose | None = None
    """Uitleg bij het verschil tussen de regio's."""


class WijzigingSoort(Keuze):
    """What changed."""

    HERINDELING = "herindeling"
    NAAM = "naam"


class Wijziging(Node):
    """A change in the composition of the region."""

    datum: Datum | None
    """De dag waarop de wijziging ingaat."""
    aanleiding: WijzigingSoort
    """Waardoor de samenstelling verandert."""
    omschrijving: Tekst | None = None
    """Wat er verandert, in één regel."""
    gemeld_op: Datum | None = None
    """De dag waarop de contactgemeente dit schriftelijk aan de minister heeft gemeld."""


class Regio(Blad):
    """The file regio.yaml."""

    nummer: Geheel
    """Het nummer van de Doorstroompuntregio in bijlage 5 van de Regeling."""
    naam: Tekst | None = None
    """De naam van de regio in bijlage 5 van de Regeling."""
    merknaam: Tekst | None = None
    """De naam waaronder de samenwerking bekend is, als die anders is."""
    gemeenten: tuple[Gemeente, ...] = ()
    """De gemeenten van de regio."""
    subregios: tuple[Subregio, ...] = ()
    """De subregio's, als de regio die heeft."""
    arbeidsmarktregios: tuple[Arbeidsmarktregio, ...] = ()
    """De arbeidsmarktregio's die de regio geheel of gedeeltelijk overlappen."""
    wijzigingen: tuple[Wijziging, ...] = ()
    """Wijzigingen in de samenstelling van de regio, met datum."""
