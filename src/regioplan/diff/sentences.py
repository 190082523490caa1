"""A change as one line of plain Dutch, for a list or a memo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from regioplan.diff.change import Change, Kind
from regioplan.diff.printing import signed_euro
from regioplan.dutch import listed
from regioplan.model.base import NTB

NIETS = "niet ingevuld"
"""What is said of a value that is not there."""


def sentence(change: Change) -> str:
    """One line, without a full stop: "maatregel ‘Start & Go’: trekker: van A naar B"."""
    what = _SENTENCES.get(change.kind, _changed)(change)
    return f"{change.item}: {what}"


def _whole(change: Change) -> str:
    """An item that came or went, with what is known first of it."""
    more = change.nieuw or change.oud
    return f"{change.kind} ({more})" if more else change.kind.value


def _renamed(change: Change) -> str:
    if change.sleutel == "id":
        return f"de id was {change.oud}; de inhoud is herkend"
    return f"heette ‘{change.oud}’"


def _moved(change: Change) -> str:
    there = f" van {change.oud}" if change.oud else ""
    here = f" naar {change.nieuw}" if change.nieuw else ""
    return f"verplaatst{there}{here}"


def _amounts(change: Change) -> str:
    difference = f" ({signed_euro(change.verschil)})" if change.verschil else ""
    return f"{change.veld}: van {change.oud or NIETS} naar {change.nieuw or NIETS}{difference}"


def _text(change: Change) -> str:
    if not {change.oud, change.nieuw} & {"", NTB}:
        return f"{change.veld} is gewijzigd"
    if change.nieuw == NTB:
        return f"{change.veld} is nu n.t.b."
    return f"{change.veld} is {'ingevuld' if change.nieuw else 'vervallen'}"


def _signed(change: Change) -> str:
    return f"ondertekend op {change.nieuw}"


def _unsigned(change: Change) -> str:
    return f"niet meer ondertekend (was {change.oud})"


def _changed(change: Change) -> str:
    parts = []
    if change.erbij and change.oud:
        parts.append(f"erbij {listed(change.erbij)}")
    if change.eraf and change.nieuw:
        parts.append(f"eraf {listed(change.eraf)}")
    if parts:
        return f"{change.veld}: {'; '.join(parts)}"
    return f"{change.veld}: van {change.oud or NIETS} naar {change.nieuw or NIETS}"


_SENTENCES: Mapping[Kind, Callable[[Change], str]] = MappingProxyType(
    {
        Kind.TOEGEVOEGD: _whole,
        Kind.VERVALLEN: _whole,
        Kind.HERNOEMD: _renamed,
        Kind.VERPLAATST: _moved,
        Kind.BEDRAG: _amounts,
        Kind.TEKST: _text,
        Kind.ONDERTEKEND: _signed,
        Kind.NIET_MEER_ONDERTEKEND: _unsigned,
    }
)
"""Kind of change → what is said of it; all others name the field, the old and the new value."""
