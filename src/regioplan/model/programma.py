"""programma.yaml: the whole, its period, status, versions, aims and running texts."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic_core import PydanticCustomError

from regioplan.model.base import (
    Blad,
    Datum,
    Geheel,
    Grammar,
    Id,
    JaNee,
    Keuze,
    Naar,
    Node,
    Prose,
    Tekst,
)


class Status(Keuze):
    """The status of a programme, in this order."""

    CONCEPT = "concept"
    TER_BESLUITVORMING = "ter_besluitvorming"
    VASTGESTELD = "vastgesteld"
    IN_UITVOERING = "in_uitvoering"

    def reaches(self, other: Status) -> bool:
        """Whether this status is `other` or a later one."""
        order = list(Status)
        return order.index(self) >= order.index(other)


def _formaat(text: str) -> int:
    if text == "1":
        return 1
    if text.isdigit() and int(text) > 1:
        raise PydanticCustomError(
            "formaat",
            "{reden}",
            {
                "reden": f"Dit programma heeft formaat {text}; deze regioplan kent formaat 1. "
                "Installeer een "
                "nieuwere regioplan."
            },
        )
    raise ValueError(f"‘{text}’ is geen formaat. Schrijf formaat: 1.")


Formaat = Annotated[Literal[1], Grammar(_formaat, "het getal 1", {"enum": [1, "1"]})]


class Periode(Node):
    """The period of the programme."""

    van: Datum | None = None
    """De eerste dag van het programma: 2026-01-01."""
    tot_en_met: Datum | None = None
    """De laatste dag van het programma: 2029-12-31."""


class Versie(Node):
    """One version of the programme, for the version table."""

    versie: Tekst
    """Het nummer van deze versie, bijvoorbeeld 0.3."""
    datum: Datum | None = None
    """De datum van deze versie."""
    status: Status | None = None
    """De status die het programma bij deze versie had."""
    wijziging: Tekst | None = None
    """Wat er in deze versie is veranderd, in één regel."""
    substantieel: JaNee | None = None
    """Of deze versie een substantiële wijziging is van het programma dat was vastgesteld."""


class Doelgroep(Node):
    """For whom the programme is."""

    verkeerde_sleutels: ClassVar[dict[str, str]] = {
        sleutel: (
            f"‘{sleutel}’ kan hier niet: in de wet is de bovengrens ‘tot 27’, dus jonger dan "
            "27 jaar. Schrijf "
            "`leeftijd_tot: 27`; 27 zelf valt er dan buiten."
        )
        for sleutel in ("leeftijd_tot_en_met", "leeftijd_tm", "leeftijd_t_m", "leeftijd_max")
    }

    leeftijd_vanaf: Geheel | None = None
    """De leeftijd vanaf welke jongeren meedoen: 12."""
    leeftijd_tot: Geheel | None = None
    """De leeftijd tot welke jongeren meedoen, zelf niet meegerekend: 27 betekent jonger dan 27."""
    met_startkwalificatie: JaNee | None = None
    """Of het programma ook voor jongeren met een startkwalificatie is."""
    zonder_startkwalificatie: JaNee | None = None
    """Of het programma voor jongeren zonder startkwalificatie is."""
    omschrijving: Prose | None = None
    """De doelgroep in woorden, bijvoorbeeld of wonen of naar school gaan in de regio telt."""


class DoelCode(Keuze):
    """The two aims of WEB 9.2.8 lid 3 a."""

    STARTKWALIFICATIE = "startkwalificatie"
    OVERGANG_ARBEIDSMARKT = "overgang_arbeidsmarkt"


class Doel(Node):
    """An aim of the programme."""

    soort: ClassVar[str] = "doel"

    id: Id
    """De vaste naam van dit doel, om naar te verwijzen."""
    titel: Tekst | None
    """Het doel in één regel."""
    wettelijk_doel: tuple[DoelCode, ...] = ()
    """Het doel van de wet waaraan dit bijdraagt: startkwalificatie of overgang_arbeidsmarkt."""
    toelichting: Prose | None = None
    """Uitleg bij dit doel."""


class Ambitie(Node):
    """An ambition."""

    soort: ClassVar[str] = "ambitie"

    id: Id
    """De vaste naam van deze ambitie."""
    tekst: Prose | None
    """De ambitie in enkele zinnen."""


class Principe(Node):
    """A leading principle."""

    soort: ClassVar[str] = "principe"

    id: Id
    """De vaste naam van dit principe."""
    titel: Tekst | None
    """De naam van dit principe."""
    tekst: Prose | None = None
    """Wat dit principe betekent voor het werk."""


class BijlageInhoud(Keuze):
    """What regioplan itself can put into an annex."""

    GOVERNANCE = "governance"


class Bijlage(Node):
    """An annex that is added to the programme."""

    soort: ClassVar[str] = "bijlage"

    id: Id
    """De vaste naam van deze bijlage."""
    titel: Tekst | None
    """De titel van deze bijlage."""
    maker: Tekst | None = None
    """Wie de bijlage heeft gemaakt."""
    apart: JaNee | None = None
    """Of de bijlage als los document wordt meegestuurd (ja) of hierin staat (nee)."""
    inhoud: BijlageInhoud | None = None
    """Wat regioplan zelf in deze bijlage zet: governance, de toelichting op elk overleg."""
    bestand: Tekst | None = None
    """De naam van het losse bestand, als dat er is."""
    tekst: Prose | None = None
    """De tekst van de bijlage, of een korte omschrijving van het losse document."""


class EerdereAanvraag(Keuze):
    """How an earlier application ended."""

    GEEN = "geen"
    AFGEWEZEN = "afgewezen"
    TOEGEWEZEN = "toegewezen"


class Indiening(Node):
    """The application with the minister."""

    aanvrager: Annotated[Id, Naar("partner")] | None = None
    """De partner die de aanvraag indient."""
    datum: Datum | None = None
    """De dag waarop de aanvraag is ingediend."""
    kanaal: Tekst | None = None
    """Hoe de aanvraag is ingediend."""
    eerdere_aanvraag: EerdereAanvraag | None = None
    """Hoe een eerdere aanvraag is afgelopen: geen, afgewezen of toegewezen."""
    toelichting: Prose | None = None
    """Uitleg bij de indiening."""


class MeldingSoort(Keuze):
    """What was reported to the minister."""

    WIJZIGING_PROGRAMMA = "wijziging_programma"
    HERINDELING = "herindeling"
    AANWIJZING_CONTACTGEMEENTE = "aanwijzing_contactgemeente"
    WIJZIGING_CONTACTSCHOOL = "wijziging_contactschool"
    EFFECTRAPPORTAGE = "effectrapportage"
    ANDERS = "anders"


class WijzigingContactschool(Keuze):
    """Why another school is contactschool; Regeling 3.2 lid 2 knows no other reason."""

    INSTITUTIONELE_FUSIE = "institutionele_fusie"
    SPLITSING = "splitsing"
    OPHEFFING = "opheffing"


class Melding(Node):
    """A report to the minister."""

    onderwerp: MeldingSoort
    """Wat er is gemeld."""
    datum: Datum | None = None
    """De dag van de melding."""
    door: Annotated[Id, Naar("partner")] | None = None
    """De partner die heeft gemeld."""
    aanleiding: WijzigingContactschool | None = None
    """Bij een andere contactschool: institutionele_fusie, splitsing of opheffing."""
    jaar: Geheel | None = None
    """Bij een effectrapportage: het kalenderjaar waarover zij gaat."""
    toelichting: Prose | None = None
    """Wat de melding inhoudt."""


class Vervolgstap(Node):
    """What happens after the decision."""

    datum: Datum | None = None
    """De dag van deze stap, of de laatste dag waarop die kan."""
    wat: Tekst | None
    """Wat er dan gebeurt, in één regel."""
    wie: Tekst | None = None
    """Wie dat doet."""


class Oplegnotitie(Node):
    """What a council or a board is told and asked; the rest comes from the programme itself."""

    gevraagd_besluit: Prose | None = None
    """Wat de raad of het bestuur wordt gevraagd te besluiten."""
    toelichting: Prose | None = None
    """Waarom dit besluit wordt gevraagd, en waarom nu."""
    eigen_bijdrage: Prose | None = None
    """Wat wie besluit zelf betaalt, naast de subsidie en de specifieke uitkering."""
    risicos: tuple[Tekst, ...] = ()
    """De risico's en wat daaraan wordt gedaan, elk in één regel."""
    vervolg: tuple[Vervolgstap, ...] = ()
    """Wat er na het besluit gebeurt; de data van de wet komen er vanzelf bij."""


class Publiekssamenvatting(Node):
    """The programme on one page, for young people and their parents."""

    wat: Prose | None = None
    """Wat het programma is, in gewone taal, voor jongeren en ouders."""
    merken: Prose | None = None
    """Wat jongeren van het programma merken; een korte lijst leest het best."""
    hulp: Prose | None = None
    """Waar jongeren en ouders hulp kunnen vragen: naam, adres, telefoonnummer of website."""


class Programmablad(Blad):
    """The file programma.yaml."""

    formaat: Formaat
    """De versie van de vorm van deze bestanden: 1."""
    titel: Tekst | None = None
    """De titel van het programma, zoals die op de kaft komt."""
    periode: Periode | None = None
    """De periode van het programma; de Regeling legt die vast."""
    status: Status
    """Waar het programma staat: concept, ter_besluitvorming, vastgesteld of in_uitvoering."""
    versie: Tekst | None = None
    """Het nummer van deze versie, bijvoorbeeld 0.3."""
    versies: tuple[Versie, ...] = ()
    """De versies tot nu toe, de oudste eerst; hieruit komt de versietabel."""
    datum: Datum | None = None
    """De datum van deze versie."""
    aan: tuple[Tekst, ...] = ()
    """Aan wie het programma wordt voorgelegd."""
    opstellers: tuple[Tekst, ...] = ()
    """Wie het programma hebben opgesteld, als functies en niet als personen."""
    mede_namens: tuple[Tekst, ...] = ()
    """De gemeenten namens wie het college van de contactgemeente het programma mede opstelt."""
    themawoord: Tekst | None = None
    """Hoe de regio een thema noemt, bijvoorbeeld Thema, Lijn of Pijler."""
    doelgroep: Doelgroep | None = None
    """Voor welke jongeren het programma is."""
    doelen: tuple[Doel, ...] = ()
    """De doelen van het programma."""
    ambities: tuple[Ambitie, ...] = ()
    """De ambities waarmee de regio de doelen wil bereiken."""
    principes: tuple[Principe, ...] = ()
    """De leidende principes."""
    leeswijzer: Prose | None = None
    """Hoe het document is opgebouwd; de lijst van hoofdstukken komt er vanzelf bij."""
    samenvatting: Prose | None = None
    """De samenvatting van het programma."""
    proces: Prose | None = None
    """Hoe het programma tot stand is gekomen."""
    bijlagen: tuple[Bijlage, ...] = ()
    """De bijlagen bij het programma, in volgorde."""
    indiening: Indiening | None = None
    """De aanvraag bij de minister."""
    meldingen: tuple[Melding, ...] = ()
    """Wat aan de minister is gemeld, en wanneer."""
    oplegnotitie: Oplegnotitie | None = None
    """Woorden voor de oplegnotitie: `regioplan render --document oplegnotitie`."""
    publiekssamenvatting: Publiekssamenvatting | None = None
    """Woorden voor de samenvatting op één bladzijde, voor jongeren en ouders."""
