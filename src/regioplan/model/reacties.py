"""reacties.yaml: what reviewers said of a concept, and what they are answered."""

from __future__ import annotations

import re
from typing import Annotated

from regioplan.model.base import Blad, Grammar, Id, Keuze, Node

FILE = "reacties.yaml"
"""Beside the programme's own files: it is kept with them, and makes no part of the document."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _woorden(text: str) -> str:
    if _UNSEEN.search(text):
        raise ValueError("Hier hoort gewone tekst, zonder tabs of onzichtbare tekens.")
    return str(text.strip())


Woorden = Annotated[str, Grammar(_woorden, "tekst", {"type": ["string", "number", "boolean"]})]
"""Words in one or more lines, shown exactly as they are: reviewers know no Markdown."""


class ReactieStatus(Keuze):
    """Whether there is still something to be done."""

    OPEN = "open"
    AFGEHANDELD = "afgehandeld"


class Reactie(Node):
    """A reaction to the concept."""

    id: Id
    """De vaste naam van deze reactie; regioplan maakt die van de plaats en de woorden."""
    wie: tuple[Woorden, ...] = ()
    """De personen die dit zeggen, zoals hun naam in Word staat."""
    waar: Woorden | None = None
    """Waar het over gaat: het hoofdstuk of de maatregel."""
    citaat: Woorden | None = None
    """De woorden in het concept waar het over gaat."""
    wat: Woorden | None
    """De opmerking, of de wijziging die iemand voorstelt."""
    antwoord: Woorden | None = None
    """Het antwoord; n.t.b. zolang dat er nog niet is."""
    status: ReactieStatus | None = None
    """open of afgehandeld."""


class Reacties(Blad):
    """The file reacties.yaml."""

    reacties: tuple[Reactie, ...] = ()
    """De reacties op het concept, met hun antwoorden."""
