"""A value of the model → plain Dutch text, as a reader of the document would see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from regioplan.model.base import NTB, Bereik, Keuze

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def day(value: date) -> str:
    """A date in words: "5 juni 2025"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def number(value: Decimal | int) -> str:
    """A number as it is written in Dutch: "23.000", "3,1"."""
    return f"{value:,}".translate(_DUTCH)


def euro(amount: Decimal) -> str:
    """Euros, with cents only when there are any: "€ 80.000", "€ -1.250,50"."""
    shown = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return "€\N{NO-BREAK SPACE}" + shown.translate(_DUTCH)


def signed_euro(amount: Decimal) -> str:
    """A difference: "+ € 80.000", "− € 1.250"; nothing is "€ 0"."""
    if not amount:
        return euro(Decimal(0))
    sign = "+" if amount > 0 else "\N{MINUS SIGN}"
    return f"{sign}\N{NO-BREAK SPACE}{euro(abs(amount))}"


def listed(words: Iterable[str]) -> str:
    """Several words as in a sentence: "a, b en c"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} en {last}" if first else last


def _span(value: Bereik) -> str:
    low, high = number(value.van), number(value.tot)
    return low if value.van == value.tot else f"{low}–{high}"


_DUTCH = str.maketrans(",.", ".,")

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
