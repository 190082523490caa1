"""The documents that are made of a programme: a visible table, and their chapters in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

VOLGORDE = (
    "kaft",
    "inhoud",
    "leeswijzer",
    "samenvatting",
    "proces",
    "regio",
    "governance",
    "analyse",
    "streefcijfers",
    "programma",
    "afspraken",
    "programmateam",
    "financien",
    "ondertekening",
    "bijlagen",
)
"""The chapters in order; each is a template of that name, and its anchor is `h-` and that name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A document that is made of a programme."""

    file: str  # what its file's name begins with
    templates: tuple[str, ...]  # names without ending, in order
    title: str = ""  # begins its title; "" for the programme itself
    tells_changes: bool = False  # says in words what an older version had; others mark it in Word


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "programma": Kind("regionaal-programma", VOLGORDE),
        "oplegnotitie": Kind("oplegnotitie", ("oplegnotitie",), "Oplegnotitie", tells_changes=True),
        "ondertekenblad": Kind("ondertekenblad", ("ondertekenblad",), "Ondertekenblad"),
        "publiekssamenvatting": Kind(
            "publiekssamenvatting", ("publiekssamenvatting",), "In het kort"
        ),
    }
)
"""Name for `render --document` → the document. A kind with one template bears its name."""
