"""Which changes may be substantial: those in streefcijfers, the set of measures and the budget.

The law sets no threshold (Regeling 3.8 and 4.5): the region judges. What is looked at is our
choice, and the same as in the rules over two versions, or a little wider.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from regioplan.model import Maatregel, Node
from regioplan.model.financien import Begrotingsregel, Financieringsbron, Kostenregel
from regioplan.model.streefcijfers import Reeks, Streefcijfer
from regioplan.model.themas import MaatregelStatus

_BUDGET = "de begroting is gewijzigd"
_TARGET = "een streefcijfer is gewijzigd"

_WHOLE: Mapping[type[Node], str] = MappingProxyType(
    {
        Maatregel: "de maatregelen zijn gewijzigd",
        Reeks: "de streefcijfers zijn gewijzigd",
        Streefcijfer: "de streefcijfers zijn gewijzigd",
        Financieringsbron: _BUDGET,
        Begrotingsregel: _BUDGET,
        Kostenregel: _BUDGET,
    }
)
"""What comes or goes as a whole → why that may be substantial."""

_FIELDS: Mapping[tuple[type[Node], str], str] = MappingProxyType(
    {
        (Streefcijfer, "waarde"): _TARGET,
        (Streefcijfer, "met_entree"): _TARGET,
        (Streefcijfer, "zonder_entree"): _TARGET,
        (Reeks, "telt"): "wat een reeks streefcijfers telt, is gewijzigd",
        (Reeks, "definitie"): "wat een reeks streefcijfers telt, is gewijzigd",
        (Reeks, "eenheid"): "wat een reeks streefcijfers telt, is gewijzigd",
        (Financieringsbron, "bedragen"): _BUDGET,
        (Begrotingsregel, "bedragen"): _BUDGET,
        (Begrotingsregel, "maatregel"): _BUDGET,
        (Begrotingsregel, "bron"): _BUDGET,
        (Kostenregel, "bedragen"): _BUDGET,
        (Kostenregel, "bron"): _BUDGET,
    }
)
"""A field → why a change in it may be substantial."""


def of_whole(node: Node) -> str:
    """Why it may be substantial that this came or went; "" when not."""
    return _WHOLE.get(type(node), "")


def of_field(node: Node, key: str, old: Any, new: Any) -> str:
    """Why a change in this field may be substantial; "" when not."""
    if isinstance(node, Maatregel) and key == "status" and MaatregelStatus.GESTOPT in {old, new}:
        return "een maatregel is gestopt of hervat"
    return _FIELDS.get((type(node), key), "")
