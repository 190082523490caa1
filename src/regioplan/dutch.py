"""How Dutch writes a day, a number, an amount and several words: once, for all that is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

_POINTS = str.maketrans(",.", ".,")


def day(value: date) -> str:
    """A date in words: "5 juni 2025"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def number(value: Decimal | int) -> str:
    """A number as it is written in Dutch: "23.000", "3,1"."""
    return f"{value:,}".translate(_POINTS)


def euro(amount: Decimal) -> str:
    """Euros, with cents only when there are any: "€ 80.000", "€ -1.250,50"."""
    shown = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return "€\N{NO-BREAK SPACE}" + shown.translate(_POINTS)


def listed(words: Iterable[str], last_word: str = "en") -> str:
    """Several words as in a sentence: "a, b en c"; "" of none."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {last_word} {last}" if first else last
