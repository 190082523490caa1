"""A value of the model → plain Dutch text, as a reader of the document would see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from regioplan.dutch import day, euro, number
from regioplan.model.base import NTB, Bereik, Keuze


def signed_euro(amount: Decimal) -> str:
    """A difference: "+ € 80.000", "− € 1.250"; nothing is "€ 0"."""
    if not amount:
        return euro(Decimal(0))
    sign = "+" if amount > 0 else "\N{MINUS SIGN}"
    return f"{sign}\N{NO-BREAK SPACE}{euro(abs(amount))}"


def _span(value: Bereik) -> str:
    low, high = number(value.van), number(value.tot)
    return low if value.van == value.tot else f"{low}–{high}"


_PRINTED: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Keuze: lambda choice: str(choice.label),
        bool: lambda yes: "ja" if yes else "nee",
        int: number,
        Decimal: number,
        date: day,
        Bereik: _span,
        str: str,
        type(None): lambda _none: "",
    }
)
"""Type → how a value of it is said; the first that fits, from the value's own type upwards."""


def said(value: Any, *, ntb: bool = False) -> str:
    """A single value as text: "" when nothing stands there, n.t.b. when that stands there."""
    if ntb:
        return NTB
    printer = next(_PRINTED[kind] for kind in type(value).__mro__ if kind in _PRINTED)
    return printer(value)
