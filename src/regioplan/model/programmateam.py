"""programmateam.yaml: who runs the programme, for how many hours and how long."""

from __future__ import annotations

from typing import Annotated, ClassVar

from regioplan.model.base import (
    Blad,
    Datum,
    Geheel,
    Id,
    Keuze,
    Naar,
    Node,
    Prose,
    Tekst,
    Uren,
)


class RolDuur(Keuze):
    """Whether a role lasts as long as the programme."""

    BLIJVEND = "blijvend"
    TIJDELIJK = "tijdelijk"


class Teamrol(Node):
    """A role in the programme team."""

    soort: ClassVar[str] = "rol"

    id: Id
    """De vaste naam van deze rol."""
    functie: Tekst | None
    """De naam van de functie."""
    aanstelling: RolDuur | None = None
    """Of de rol blijvend is of tijdelijk."""
    personen: Geheel | None = None
    """Hoeveel personen de rol vervullen."""
    uren_per_week: Uren | None = None
    """Uren per week en per persoon: een getal (8) of een bereik (24-32)."""
    duur: Tekst | None = None
    """Hoe lang de rol duurt, bijvoorbeeld vier jaar."""
    van: Datum | None = None
    """De dag waarop de rol begint."""
    tot_en_met: Datum | None = None
    """De laatste dag van de rol."""
    vanuit: tuple[Annotated[Id, Naar("partner")], ...] = ()
    """De partners die de personen leveren."""
    taken: Prose | None = None
    """Wat de rol inhoudt."""
    betaald_uit: Annotated[Id, Naar("financieringsbron")] | None = None
    """De financieringsbron waaruit de rol wordt betaald."""


class Programmateam(Blad):
    """The file programmateam.yaml."""

    rollen: tuple[Teamrol, ...] = ()
    """De rollen in het programmateam."""
