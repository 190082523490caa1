"""The money of two versions side by side: per year and in total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from regioplan.diff.change import Jaarbedrag
from regioplan.model import Financien, Programma
from regioplan.model.base import PerJaar


@dataclass(frozen=True, slots=True)
class Geldstroom:
    """A sum of the programme in two versions, in euros."""

    naam: str  # "Bronnen", "Begroting"
    jaren: tuple[Jaarbedrag, ...]

    @property
    def oud(self) -> Decimal:
        """The sum of all years in the old version."""
        return sum((y.oud or Decimal(0) for y in self.jaren), Decimal(0))

    @property
    def nieuw(self) -> Decimal:
        """The sum of all years in the new version."""
        return sum((y.nieuw or Decimal(0) for y in self.jaren), Decimal(0))

    @property
    def verschil(self) -> Decimal:
        """New less old."""
        return self.nieuw - self.oud


def money(old: Programma, new: Programma) -> tuple[Geldstroom, ...]:
    """What comes in and what is spent, in both versions; amounts still n.t.b. do not count."""
    before, now = old.financien, new.financien
    return (
        _beside("Bronnen", (b.bedragen for b in before.bronnen), (b.bedragen for b in now.bronnen)),
        _beside("Begroting en algemene kosten", _spent(before), _spent(now)),
    )


def _spent(money: Financien) -> list[PerJaar | None]:
    return [
        *(line.bedragen for line in money.begroting),
        *(line.bedragen for line in money.algemene_kosten),
    ]


def _beside(name: str, old: Iterable[PerJaar | None], new: Iterable[PerJaar | None]) -> Geldstroom:
    before, now = _summed(old), _summed(new)
    years = sorted(before.keys() | now.keys())
    return Geldstroom(name, tuple(Jaarbedrag(y, before.get(y), now.get(y)) for y in years))


def _summed(amounts: Iterable[PerJaar | None]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for each in amounts:
        for year, amount in each.jaren if each else ():
            found[year] = found.get(year, Decimal(0)) + amount
    return found
