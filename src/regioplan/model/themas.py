"""themas/*.yaml and maatregelen.yaml: the themes and their measures."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import (
    Blad,
    Datum,
    Geheel,
    Id,
    JaNee,
    Keuze,
    Naar,
    Node,
    Prose,
    Tekst,
)
from regioplan.model.programma import Doelgroep


class MaatregelStatus(Keuze):
    """Where a measure stands."""

    NIEUW = "nieuw"
    VOORTGEZET = "voortgezet"
    PILOT = "pilot"
    IN_ONTWIKKELING = "in_ontwikkeling"
    GEBORGD_ZONDER_BUDGET = "geborgd_zonder_budget"
    GESTOPT = "gestopt"


class DoelgroepCode(Keuze):
    """The young people of Regeling 2.5 lid 2 a, 1° to 3°."""

    GEEN_ONDERWIJS = "geen_onderwijs"
    GEEN_WERK = "geen_werk"
    GROOT_RISICO = "groot_risico"


class Woonplaatsonderscheid(Keuze):
    """Whether access depends on where a young person lives (Regeling 2.5 lid 2 d)."""

    GEEN = "geen"
    GEMEENTE = "gemeente"
    DOORSTROOMPUNTREGIO = "doorstroompuntregio"
    ARBEIDSMARKTREGIO = "arbeidsmarktregio"


class Onderdeel(Node):
    """A lettered part of a measure."""

    soort: ClassVar[str] = "onderdeel"

    id: Id
    """De vaste naam van dit onderdeel."""
    titel: Tekst | None = None
    """De naam van dit onderdeel, als het die heeft."""
    tekst: Prose | None = None
    """Wat dit onderdeel inhoudt."""


class MaatregelEvaluatie(Node):
    """How and when a measure is evaluated."""

    datum: Datum | None = None
    """De dag waarop de maatregel uiterlijk is geëvalueerd."""
    werkwijze: Prose | None = None
    """Hoe de maatregel wordt geëvalueerd."""


class Aanvullend(Node):
    """How a measure adds to the tasks that the law already gives."""

    op_gemeentelijke_taken: Prose | None = None
    """Waarom de maatregel aanvult op de wettelijke taken van gemeenten."""
    op_onderwijstaken: Prose | None = None
    """Waarom de maatregel aanvult op de wettelijke taken van schoolbesturen."""


class Planning(Node):
    """When a measure runs."""

    van: Datum | None = None
    """De dag waarop de maatregel begint."""
    tot_en_met: Datum | None = None
    """De laatste dag van de maatregel."""
    toelichting: Prose | None = None
    """Stappen en momenten waarop iets wordt besloten."""


class Maatregel(Node):
    """A measure."""

    soort: ClassVar[str] = "maatregel"
    verkeerde_sleutels: ClassVar[dict[str, str]] = Doelgroep.verkeerde_sleutels

    id: Id
    """De vaste naam van deze maatregel; het nummer in het document wordt berekend."""
    titel: Tekst | None
    """De naam van de maatregel."""
    tekst: Prose | None = None
    """Wat de maatregel inhoudt."""
    onderdelen: tuple[Onderdeel, ...] = ()
    """De onderdelen van de maatregel; in het document krijgen ze letters."""
    vervolg: Prose | None = None
    """Tekst die na de onderdelen komt."""
    status: MaatregelStatus | None = None
    """Waar de maatregel staat, bijvoorbeeld nieuw, voortgezet of in_ontwikkeling."""
    trekker: Annotated[Id, Naar("partner")] | None = None
    """De partner die de maatregel trekt."""
    partners: tuple[Annotated[Id, Naar("partner")], ...] = ()
    """De partners die meedoen."""
    betrokkenen: tuple[Tekst, ...] = ()
    """Anderen die meedoen en niet in partners.yaml staan, zoals 'scholen voor vso'."""
    doelen: tuple[Annotated[Id, Naar("doel")], ...] = ()
    """De doelen waaraan de maatregel bijdraagt."""
    streefcijfers: tuple[Annotated[Id, Naar("reeks")], ...] = ()
    """De reeksen streefcijfers waaraan de maatregel bijdraagt."""
    doelgroep: tuple[DoelgroepCode, ...] = ()
    """Voor wie de maatregel is: geen_onderwijs, geen_werk of groot_risico; meer dan één mag."""
    doelgroep_toelichting: Prose | None = None
    """De doelgroep in woorden; bij groot_risico: waaruit het risico blijkt."""
    leeftijd_vanaf: Geheel | None = None
    """De leeftijd vanaf welke jongeren meedoen."""
    leeftijd_tot: Geheel | None = None
    """De leeftijd tot welke jongeren meedoen, zelf niet meegerekend."""
    deelnemers_per_jaar: Geheel | None = None
    """Hoeveel jongeren de maatregel per jaar bereikt."""
    bevindingen: tuple[Annotated[Id, Naar("bevinding")], ...] = ()
    """De bevindingen uit de regionale analyse waarop de maatregel steunt."""
    relatie_analyse: Prose | None = None
    """Wat de maatregel met de regionale analyse te maken heeft."""
    beoogd_effect: Prose | None = None
    """Het maatschappelijke effect dat de maatregel moet hebben."""
    onderbouwing: Prose | None = None
    """Waarom aannemelijk is dat de maatregel werkt."""
    evaluatie: MaatregelEvaluatie | None = None
    """Hoe en wanneer de maatregel wordt geëvalueerd, als de werking nog moet blijken."""
    op_onderwijsinstelling: JaNee | None = None
    """Of de maatregel op een school of instelling wordt uitgevoerd."""
    onderscheid_woonplaats: Woonplaatsonderscheid | None = None
    """Of de woonplaats bepaalt wie mee kan doen: geen, of waarnaar wordt gekeken."""
    onderbouwing_onderscheid: Prose | None = None
    """Waarom onderscheid naar gemeente nodig is, als dat wordt gemaakt."""
    aanvullend: Aanvullend | None = None
    """Waarom de maatregel aanvult op wettelijke taken."""
    planning: Planning | None = None
    """Wanneer de maatregel loopt."""
    andere_regios: tuple[Tekst, ...] = ()
    """De Doorstroompuntregio's waarmee de maatregel wordt gedeeld."""
    voorzieningen_fier: JaNee | None = None
    """Of de maatregel gaat over de voorzieningen van Fier Fryslân (alleen in Friesland Noord)."""


class Thema(Blad):
    """A file in themas/."""

    soort: ClassVar[str] = "thema"

    id: Id
    """De vaste naam van dit thema; het nummer in het document wordt berekend."""
    titel: Tekst | None
    """De titel van het thema."""
    tekst: Prose | None = None
    """De inleiding van het thema, vóór de maatregelen."""
    maatregelen: tuple[Maatregel, ...] = ()
    """De maatregelen van dit thema, in volgorde."""
    slot: Prose | None = None
    """Tekst na de maatregelen van dit thema."""


class Maatregelen(Blad):
    """The file maatregelen.yaml, for a region without themes."""

    maatregelen: tuple[Maatregel, ...] = ()
    """De maatregelen, in volgorde."""
