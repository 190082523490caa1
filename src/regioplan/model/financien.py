"""financien.yaml: the sources of money and the budget per measure, year and source."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import (
    Blad,
    Datum,
    Id,
    JaNee,
    Keuze,
    Naar,
    Node,
    PerJaar,
    Prose,
    Tekst,
)


class Bronsoort(Keuze):
    """Where money comes from: Regeling 2.6 lid 1 a, b and c."""

    SUBSIDIE_CONTACTSCHOOL = "subsidie_contactschool"
    SPECIFIEKE_UITKERING = "specifieke_uitkering"
    OVERIG = "overig"


class Herkomst(Keuze):
    """Old money that Regeling 4.8 names."""

    RESERVE_2021_2025 = "reserve_2021_2025"
    RESERVE_2002_2020 = "reserve_2002_2020"
    EXTRA_RMC = "extra_rmc"
    ANDERS = "anders"


class Zekerheid(Keuze):
    """How sure an amount is."""

    EXACT = "exact"
    INDICATIEF = "indicatief"


class Financieringsbron(Node):
    """A source of money."""

    soort: ClassVar[str] = "financieringsbron"

    id: Id
    """De vaste naam van deze bron, om naar te verwijzen."""
    naam: Tekst | None
    """De naam van de bron."""
    bronsoort: Bronsoort | None = None
    """Subsidie aan de contactschool, specifieke uitkering aan de contactgemeente, of overig."""
    herkomst: Herkomst | None = None
    """Bij overig: of het om oud geld gaat waarover de Regeling iets zegt."""
    bedragen: PerJaar | None = None
    """Het bedrag per jaar, in euro's."""
    ontvangen: PerJaar | None = None
    """Wat van deze bron per jaar is ontvangen, zodra dat bekend is."""
    besteed: PerJaar | None = None
    """Wat uit deze bron per jaar is besteed, zodra dat bekend is."""
    zekerheid: Zekerheid | None = None
    """Of de bedragen vaststaan (exact) of een schatting zijn (indicatief)."""
    te_besteden_tot_en_met: Datum | None = None
    """De laatste dag waarop het geld mag worden uitgegeven."""
    indexatie: JaNee | None = None
    """Of op deze bron indexatie wordt verwacht."""
    oormerk: Tekst | None = None
    """Waarvoor het geld is bedoeld."""
    ontvanger: Annotated[Id, Naar("partner")] | None = None
    """De partner die het geld ontvangt."""
    andere_aanvragen: Tekst | None = None
    """Of voor dezelfde kosten ook elders geld is gevraagd, en waar."""
    toelichting: Prose | None = None
    """Uitleg bij de bron."""


class Begrotingsregel(Node):
    """A line of the budget: what is spent on what, from which source."""

    soort: ClassVar[str] = "begrotingsregel"

    id: Id
    """De vaste naam van deze regel."""
    maatregel: Annotated[Id, Naar("maatregel")] | None = None
    """De maatregel waaraan het geld wordt uitgegeven."""
    post: Tekst | None = None
    """Waaraan het geld wordt uitgegeven, als de maatregel meer posten heeft."""
    bron: Annotated[Id, Naar("financieringsbron")] | None = None
    """De bron waaruit wordt betaald."""
    bedragen: PerJaar | None = None
    """Het bedrag per jaar, in euro's."""
    zekerheid: Zekerheid | None = None
    """Of de bedragen vaststaan (exact) of een schatting zijn (indicatief)."""
    instemming_minister: Datum | None = None
    """De dag waarop de minister schriftelijk instemde met geld voor een reserve of voorziening."""
    toelichting: Prose | None = None
    """Uitleg bij de regel."""


class Kostenregel(Node):
    """A line of the general costs."""

    soort: ClassVar[str] = "kostenregel"

    id: Id
    """De vaste naam van deze regel."""
    post: Tekst | None
    """Waaraan het geld wordt uitgegeven."""
    bron: Annotated[Id, Naar("financieringsbron")] | None = None
    """De bron waaruit wordt betaald."""
    bedragen: PerJaar | None = None
    """Het bedrag per jaar, in euro's."""
    zekerheid: Zekerheid | None = None
    """Of de bedragen vaststaan (exact) of een schatting zijn (indicatief)."""
    instemming_minister: Datum | None = None
    """De dag waarop de minister schriftelijk instemde met geld voor een reserve of voorziening."""
    toelichting: Prose | None = None
    """Uitleg bij de regel."""


class Financien(Blad):
    """The file financien.yaml."""

    bronnen: tuple[Financieringsbron, ...] = ()
    """De bronnen van geld voor het programma."""
    begroting: tuple[Begrotingsregel, ...] = ()
    """De begroting: een regel per maatregel, bron en post."""
    algemene_kosten: tuple[Kostenregel, ...] = ()
    """De algemene kosten van het programma, zoals het programmateam."""
    toelichting: Prose | None = None
    """Uitleg bij de financiën."""
