"""The sentences about changes that every form of their report says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regioplan.diff import Change, Jaarbedrag, Kind, sentence
from regioplan.diff.printing import signed_euro
from regioplan.dutch import euro, listed
from regioplan.model.base import NTB
from regioplan.workflows.comparing import WORK_TREE, Compared, Versie


def described(version: Versie) -> str:
    """Which version it is: "versie 1.0, vastgesteld"."""
    return ", ".join(filter(None, (version.versie and f"versie {version.versie}", version.status)))


def counted(compared: Compared) -> str:
    """How much changed, in one sentence."""
    count = len(compared.wijzigingen)
    if not count:
        return "Er is niets gewijzigd in het programma."
    return f"{count} {'wijziging' if count == 1 else 'wijzigingen'}."


def told(change: Change) -> str:
    """What changed, without the item: "trekker: van A naar B"."""
    return sentence(change).removeprefix(f"{change.item}: ")


def rewritten(change: Change) -> bool:
    """Whether a text became another one, so that its words can be compared."""
    return change.kind is Kind.TEKST and not {change.oud, change.nieuw} & {"", NTB}


def whole(change: Change) -> str:
    """That an item came or went, and what is known first of it."""
    amount = change.verschil if change.jaren else None
    more = (change.nieuw or change.oud) if amount is None else signed_euro(amount)
    return f"{change.kind} ({more})" if more else str(change.kind.value)


def differs(year: Jaarbedrag) -> bool:
    """Whether the amount of a year is another one."""
    return year.oud != year.nieuw or year.oud_ntb != year.nieuw_ntb


def year(amount: Jaarbedrag) -> str:
    """The amount of a year: "2027: van € 120.000 naar € 140.000 (+ € 20.000)"."""
    old = NTB if amount.oud_ntb else "niets" if amount.oud is None else euro(amount.oud)
    new = NTB if amount.nieuw_ntb else "niets" if amount.nieuw is None else euro(amount.nieuw)
    known = amount.oud is not None and amount.nieuw is not None
    difference = f" ({signed_euro(amount.verschil)})" if known else ""
    if old == "niets":
        return f"{amount.jaar}: {new}"
    return f"{amount.jaar}: van {old} naar {new}{difference}"


def around(parts: Sequence[str], count: int, *, first: bool, last: bool) -> list[str]:
    """Of words that stayed: those next to a change, and a sign for what is left out."""
    head = [] if first else list(parts[:count])
    tail = [] if last else list(parts[-count:])
    if len(parts) <= len(head) + len(tail) + 1:
        return list(parts)
    return [*head, "…", *tail]


def closing(compared: Compared) -> Iterator[str]:
    """What the changes may ask of the region, and which rules look at two versions."""
    reasons = list(dict.fromkeys(c.reden for c in compared.wijzigingen if c.substantieel))
    if reasons:
        count = sum(c.substantieel for c in compared.wijzigingen)
        verb = "wijziging is" if count == 1 else "wijzigingen zijn"
        yield f"{count} {verb} misschien substantieel: {listed(reasons)}.{_duty(compared)}"
    if compared.wijzigingen:
        yield _two_versions(compared)


def _duty(compared: Compared) -> str:
    if not compared.oud.vastgesteld:
        return (
            " De oude versie was nog niet vastgesteld; regioplan vraagt dan niet om een melding"
            " aan de minister."
        )
    return (
        " De wet noemt geen grens: de regio beoordeelt het. Een voorgenomen substantiële wijziging"
        " melden de contactschool (Regeling 3.8) en de contactgemeente (Regeling 4.5) aan de"
        " minister. Zie `regioplan explain RRP-3.8` en `regioplan explain RRP-4.5`."
    )


def _two_versions(compared: Compared) -> str:
    rules = "de regels over twee versies (contactschool, gemeenten en meldingen)"
    if compared.oud.revisie and compared.nieuw.naam == WORK_TREE:
        place = "" if compared.map == "." else f"{compared.map} "
        return f"`regioplan validate {place}--since {compared.oud.naam}` toetst {rules}."
    return (
        f"`regioplan validate --since REVISIE` toetst {rules}: de bestanden in de werkmap tegenover"
        " een versie in git."
    )
