"""governance.yaml: the tables at which the parties meet, how formal it is, how it is evaluated."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import Blad, Datum, Id, JaNee, Keuze, Naar, Node, Prose, Tekst


class Niveau(Keuze):
    """The level of a table."""

    BESTUURLIJK = "bestuurlijk"
    AMBTELIJK = "ambtelijk"
    UITVOEREND = "uitvoerend"
    OVERKOEPELEND = "overkoepelend"


class Aard(Keuze):
    """What a table steers on."""

    STRATEGISCH = "strategisch"
    TACTISCH = "tactisch"
    OPERATIONEEL = "operationeel"


class Domein(Keuze):
    """A policy domain that is involved in a table."""

    ONDERWIJS = "onderwijs"
    ARBEID = "arbeid"
    ZORG = "zorg"
    SOCIAAL = "sociaal"
    INKOMEN = "inkomen"
    VEILIGHEID = "veiligheid"


class Partij(Keuze):
    """The five kinds of party of WEB 9.2.4 lid 3 a, 1° to 5°."""

    MBO = "mbo"
    VSO = "vso"
    VO = "vo"
    BEGELEIDING = "begeleiding"
    CENTRUMGEMEENTE = "centrumgemeente"


class Omvang(Keuze):
    """What the regionaal bestuurlijk overleg is about (WEB 9.2.8 lid 4)."""

    TOTSTANDKOMING = "totstandkoming"
    VOORTGANG = "voortgang"


class Hoedanigheid(Keuze):
    """In what capacity someone sits at a table."""

    LID = "lid"
    VOORZITTER = "voorzitter"
    ADVISEUR = "adviseur"
    ONDERSTEUNING = "ondersteuning"


class TafelStatus(Keuze):
    """Whether a table meets already."""

    ACTIEF = "actief"
    WENS = "wens"


class Lid(Node):
    """A member of a table."""

    partner: Annotated[Id, Naar("partner")] | None = None
    """De partner die aan tafel zit."""
    functie: Tekst | None = None
    """De functie van wie aan tafel zit."""
    hoedanigheid: Hoedanigheid | None = None
    """Hoe dit lid deelneemt: lid, voorzitter, adviseur of ondersteuning."""
    namens: tuple[Annotated[Id, Naar("partner")], ...] = ()
    """De partners die dit lid vertegenwoordigt naast de eigen organisatie."""
    vertegenwoordigt: tuple[Partij, ...] = ()
    """Welke van de vijf soorten partijen uit de wet dit lid vertegenwoordigt."""
    grond: Tekst | None = None
    """Het stuk waarop het vertegenwoordigen berust, zoals een volmacht."""
    toelichting: Tekst | None = None
    """Korte uitleg bij dit lid."""


class Tafel(Node):
    """A consultation table."""

    soort: ClassVar[str] = "tafel"

    id: Id
    """De vaste naam van deze tafel, om naar te verwijzen."""
    naam: Tekst | None
    """De naam van het overleg."""
    niveau: Niveau | None = None
    """Het niveau: bestuurlijk, ambtelijk, uitvoerend of overkoepelend."""
    aard: Aard | None = None
    """Waarop de tafel stuurt: strategisch, tactisch of operationeel."""
    status: TafelStatus | None = None
    """Of het overleg er al is (actief) of nog een wens is."""
    regionaal_bestuurlijk_overleg: JaNee | None = None
    """Of dit het regionaal bestuurlijk overleg is dat de wet vraagt."""
    gaat_over: tuple[Omvang, ...] = ()
    """Waarover het regionaal bestuurlijk overleg gaat: totstandkoming en voortgang."""
    domeinen: tuple[Domein, ...] = ()
    """De domeinen die bij dit overleg zijn betrokken; de wet noemt zorg en sociaal."""
    frequentie: Tekst | None = None
    """Hoe vaak het overleg bij elkaar komt."""
    voorzitter: Lid | None = None
    """Wie het overleg voorzit."""
    leden: tuple[Lid, ...] = ()
    """Wie aan tafel zitten."""
    taken: tuple[Tekst, ...] = ()
    """Wat het overleg doet."""
    besluit_over: tuple[Tekst, ...] = ()
    """Waarover het overleg besluit."""
    bereidt_voor: tuple[Tekst, ...] = ()
    """Wat het overleg voorbereidt."""
    adviseert_over: tuple[Tekst, ...] = ()
    """Waarover het overleg adviseert."""
    escaleert_naar: Annotated[Id, Naar("tafel")] | None = None
    """De tafel waar een vraag heen gaat als deze tafel er niet uitkomt."""
    toelichting: Prose | None = None
    """Uitleg bij dit overleg."""


class Samenwerkingsvorm(Keuze):
    """How formal the cooperation is, from informal to formal."""

    INFORMELE_AFSPRAKEN = "informele_afspraken"
    PARAGRAAF_IN_PLAN = "paragraaf_in_regionaal_plan"
    INTENTIEVERKLARING = "intentieverklaring"
    CONVENANT = "samenwerkingsconvenant"
    FORMEEL = "formele_juridische_samenwerking"


class Samenwerking(Node):
    """The form of the cooperation."""

    vorm: Samenwerkingsvorm | None = None
    """Hoe formeel de samenwerking is, van informele_afspraken tot een convenant of meer."""
    toelichting: Prose | None = None
    """Hoe de partijen samenwerken."""


class Evaluatie(Node):
    """How the governance is evaluated."""

    frequentie: Tekst | None = None
    """Hoe vaak de samenwerking wordt geëvalueerd."""
    eerstvolgende: Datum | None = None
    """De dag van de eerstvolgende evaluatie."""
    werkwijze: Prose | None = None
    """Hoe wordt geëvalueerd en bijgestuurd."""


class Governance(Blad):
    """The file governance.yaml."""

    tafels: tuple[Tafel, ...] = ()
    """De overlegtafels."""
    samenwerkingsvorm: Samenwerking | None = None
    """Hoe formeel de samenwerking is."""
    evaluatie: Evaluatie | None = None
    """Hoe de samenwerking wordt geëvalueerd en bijgestuurd."""
