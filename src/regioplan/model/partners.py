"""partners.yaml: the organisations, their roles, and who signs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import (
    Blad,
    Datum,
    Id,
    Keuze,
    Naar,
    Node,
    Prose,
    Tekst,
    Webadres,
)


class PartnerSoort(Keuze):
    """What an organisation is. An organisation may be of several kinds."""

    MBO = "mbo"
    VO = "vo"
    PRO = "pro"
    VSO = "vso"
    GEMEENTE = "gemeente"
    BEGELEIDINGSORGANISATIE = "begeleidingsorganisatie"
    SAMENWERKINGSVERBAND = "samenwerkingsverband"
    ARBEIDSMARKTREGIO = "arbeidsmarktregio"
    REGIONAAL_BUREAU = "regionaal_bureau"
    ZORG = "zorg"
    SOCIAAL_DOMEIN = "sociaal_domein"
    VEILIGHEID = "veiligheid"
    UWV = "uwv"
    RIJK = "rijk"
    PROVINCIE = "provincie"
    WERKGEVERS = "werkgevers"
    ERVARINGSDESKUNDIGEN = "ervaringsdeskundigen"
    KENNISINSTELLING = "kennisinstelling"
    OVERIG = "overig"


class Rol(Keuze):
    """A role in the programme."""

    CONTACTGEMEENTE = "contactgemeente"
    CONTACTSCHOOL = "contactschool"
    CENTRUMGEMEENTE = "centrumgemeente"
    DOORSTROOMPUNT = "doorstroompunt"
    UITVOERDER = "uitvoerder"


class Onderwijswet(Keuze):
    """The law under which a school is funded."""

    WEB = "WEB"
    WEC = "WEC"
    WVO2020 = "WVO2020"


class Partner(Node):
    """An organisation that takes part."""

    soort: ClassVar[str] = "partner"

    id: Id
    """De vaste naam van deze partner, om naar te verwijzen."""
    naam: Tekst | None
    """De naam zoals die in het programma komt."""
    rechtspersoon: Tekst | None = None
    """De rechtspersoon, als die anders heet: de stichting, het openbaar lichaam, de gemeente."""
    merknaam: Tekst | None = None
    """De naam waaronder mensen de organisatie kennen, als die anders is."""
    soorten: tuple[PartnerSoort, ...] = ()
    """Wat voor organisatie het is; meer dan één mag."""
    rollen: tuple[Rol, ...] = ()
    """Welke rol de partner in het programma heeft."""
    gemeente: Tekst | None = None
    """De gemeente om wie het gaat, als de partner een gemeente is."""
    onderwijswetten: tuple[Onderwijswet, ...] = ()
    """De wet waaronder een school of instelling wordt bekostigd: WEB, WEC of WVO2020."""
    kvk: Tekst | None = None
    """Het nummer in het Handelsregister."""
    rsin: Tekst | None = None
    """Het RSIN van de rechtspersoon."""
    website: Webadres | None = None
    """Het webadres van de partner."""
    vanaf: Datum | None = None
    """De dag vanaf welke de partner meedoet."""
    tot_en_met: Datum | None = None
    """De laatste dag waarop de partner meedoet."""
    toelichting: Prose | None = None
    """Uitleg bij deze partner."""


class Tekengrond(Keuze):
    """On what ground someone signs for another. The three are different things in law."""

    MANDAAT = "mandaat"
    VOLMACHT = "volmacht"
    MACHTIGING = "machtiging"


class Ondertekenaar(Node):
    """Who signs, on behalf of whom, and when."""

    partner: Annotated[Id, Naar("partner")]
    """De partner voor wie deze persoon tekent."""
    naam: Tekst | None = None
    """De naam van wie tekent; laat weg als de functie genoeg is."""
    functie: Tekst | None = None
    """De functie van wie tekent."""
    namens: tuple[Annotated[Id, Naar("partner")], ...] = ()
    """De andere partners voor wie deze persoon ook tekent."""
    grond: Tekengrond | None = None
    """Waarop het tekenen voor een ander berust: mandaat, volmacht of machtiging."""
    stuk: Tekst | None = None
    """Het besluit of de akte waarin dat staat."""
    plaats: Tekst | None = None
    """De plaats van ondertekening."""
    datum: Datum | None = None
    """De dag van ondertekening; zolang die er niet is, is er niet getekend."""


class Ronde(Node):
    """A round of signing."""

    soort: ClassVar[str] = "ronde"

    id: Id
    """De vaste naam van deze ronde."""
    titel: Tekst | None = None
    """Waarvoor in deze ronde wordt getekend."""
    document: Tekst | None = None
    """Welk document wordt getekend, met de versie."""
    tekst_hash: Tekst | None = None
    """De controlegetallen van de tekst die is getekend; regioplan geeft ze op."""
    ondertekenaars: tuple[Ondertekenaar, ...] = ()
    """Wie in deze ronde tekenen."""


class Partners(Blad):
    """The file partners.yaml."""

    partners: tuple[Partner, ...] = ()
    """De organisaties die meedoen."""
    ondertekening: tuple[Ronde, ...] = ()
    """De rondes waarin het programma wordt ondertekend."""
