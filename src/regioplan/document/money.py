"""The money of the programme, summed per year, per measure and in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from regioplan.document.printing import LEEG, NTB, Md, euro
from regioplan.model import Programma
from regioplan.model.base import PerJaar
from regioplan.model.financien import (
    Begrotingsregel,
    Bronsoort,
    Financien,
    Financieringsbron,
    Kostenregel,
)


@dataclass(frozen=True, slots=True)
class Bedragen:
    """Amounts per year in euros; `open` are the years whose amount is n.t.b."""

    per_jaar: Mapping[int, Decimal]
    open: frozenset[int] = frozenset()
    onbekend: bool = False  # nothing was said at all

    @classmethod
    def of(cls, amounts: PerJaar | None) -> Bedragen:
        """The amounts that a line has."""
        if amounts is None:
            return cls({}, onbekend=True)
        return cls(dict(amounts.jaren), frozenset(map(int, amounts.ntb)))

    @property
    def totaal(self) -> Decimal | None:
        """The sum of the known amounts, or None when none is known."""
        return sum(self.per_jaar.values(), Decimal(0)) if self.per_jaar else None

    def cellen(self, jaren: Sequence[int]) -> Md:
        """The cells of a table row: one per year, and the total."""
        total = self.totaal
        return Md(
            " | ".join(
                (*(self._cell(jaar) for jaar in jaren), NTB if total is None else euro(total))
            )
        )

    def _cell(self, jaar: int) -> Md:
        if jaar in self.per_jaar:
            return euro(self.per_jaar[jaar])
        return NTB if jaar in self.open else LEEG


def _sum(parts: Iterable[Bedragen]) -> Bedragen:
    """The known amounts added up, year by year; what is n.t.b. does not count."""
    total: dict[int, Decimal] = {}
    for part in parts:
        for jaar, amount in part.per_jaar.items():
            total[jaar] = total.get(jaar, Decimal(0)) + amount
    return Bedragen(total)


def _together(parts: Sequence[Bedragen]) -> Bedragen:
    """The known amounts added up; a year of which none is known stays open."""
    known = _sum(parts).per_jaar
    open_ = frozenset(jaar for part in parts for jaar in part.open if jaar not in known)
    return Bedragen(known, open_, onbekend=any(part.onbekend for part in parts))


def _minus(left: Bedragen, right: Bedragen) -> Bedragen:
    years = sorted({*left.per_jaar, *right.per_jaar})
    zero = Decimal(0)
    return Bedragen({j: left.per_jaar.get(j, zero) - right.per_jaar.get(j, zero) for j in years})


@dataclass(frozen=True, slots=True)
class Groep:
    """The budget of one measure (or of what names none): its lines, and their sum."""

    maatregel: str | None
    regels: tuple[tuple[Begrotingsregel, Bedragen], ...]
    samen: Bedragen


@dataclass(frozen=True, slots=True)
class Deel:
    """What the budget gives to a theme, or to what stands outside the themes."""

    naam: str
    samen: Bedragen


@dataclass(frozen=True, slots=True)
class Geld:
    """The money of the programme, summed."""

    jaren: tuple[int, ...]
    bronnen: tuple[tuple[Financieringsbron, Bedragen], ...]
    per_soort: tuple[tuple[Bronsoort | None, Bedragen], ...]  # None: the kind is not known yet
    groepen: tuple[Groep, ...]  # in printed order of the measures
    kosten: tuple[tuple[Kostenregel, Bedragen], ...]
    beschikbaar: Bedragen
    maatregelen: Bedragen
    algemeen: Bedragen
    begroot: Bedragen
    verschil: Bedragen
    uitvoering: tuple[tuple[Financieringsbron, str, Bedragen], ...]  # "ontvangen", "besteed"
    met_onbekend: bool  # some amount is not known: the sums leave it out
    per_maatregel: Mapping[str, Groep]
    delen: tuple[Deel, ...]  # the whole budget: themes in order, the rest, the general costs
    buiten_regeling: frozenset[str]  # measures without money of the subsidy or the uitkering

    @property
    def jaren_uitvoering(self) -> tuple[int, ...]:
        """The years of what was received and spent."""
        return _years(amounts for _, _, amounts in self.uitvoering)


def money(programma: Programma) -> Geld:
    """Every sum that the chapters print, each line looked at once."""
    financien = programma.financien
    bronnen = tuple((b, Bedragen.of(b.bedragen)) for b in financien.bronnen)
    kosten = tuple((k, Bedragen.of(k.bedragen)) for k in financien.algemene_kosten)
    groepen = _groups(programma)
    lines = [amounts for groep in groepen for _, amounts in groep.regels]
    every = [*(a for _, a in bronnen), *(a for _, a in kosten), *lines]
    available, general = _sum(a for _, a in bronnen), _sum(a for _, a in kosten)
    spent = _sum(lines)
    per_maatregel = {g.maatregel: g for g in groepen if g.maatregel is not None}
    return Geld(
        jaren=_years(every),
        bronnen=bronnen,
        per_soort=_per_kind(bronnen),
        groepen=groepen,
        kosten=kosten,
        beschikbaar=available,
        maatregelen=spent,
        algemeen=general,
        begroot=_together([*lines, *(a for _, a in kosten)]),
        verschil=_minus(available, _sum((spent, general))),
        uitvoering=tuple(_carried_out(financien)),
        met_onbekend=any(a.open or a.onbekend for a in every),
        per_maatregel=MappingProxyType(per_maatregel),
        delen=tuple(_parts(programma, groepen, [amounts for _, amounts in kosten])),
        buiten_regeling=_outside(programma, financien),
    )


def _years(amounts: Iterable[Bedragen]) -> tuple[int, ...]:
    """The years that any of these names."""
    return tuple(sorted({jaar for a in amounts for jaar in (*a.per_jaar, *a.open)}))


def _per_kind(
    bronnen: Sequence[tuple[Financieringsbron, Bedragen]],
) -> tuple[tuple[Bronsoort | None, Bedragen], ...]:
    """What is available of each kind of money, in the order of the Regeling."""
    kinds = [kind for kind in (*Bronsoort, None) if any(b.bronsoort is kind for b, _ in bronnen)]
    return tuple((k, _sum(a for b, a in bronnen if b.bronsoort is k)) for k in kinds)


def _groups(programma: Programma) -> tuple[Groep, ...]:
    """The lines of the budget per measure, in printed order; those without a measure last."""
    lines: dict[str | None, list[tuple[Begrotingsregel, Bedragen]]] = {}
    for regel in programma.financien.begroting:
        lines.setdefault(regel.maatregel, []).append((regel, Bedragen.of(regel.bedragen)))
    order: list[str | None] = [*(m.id for m in programma.maatregelen), None]
    return tuple(
        Groep(m, tuple(lines[m]), _sum(a for _, a in lines[m])) for m in order if m in lines
    )


_MOST_MEASURES = 10
"""Of a region without themes: more measures than this are one part together."""


def _parts(
    programma: Programma, groepen: Sequence[Groep], kosten: Sequence[Bedragen]
) -> Iterator[Deel]:
    """The budget by theme, or by measure where there are no themes; what has no line is left out.

    The general costs come last.
    """
    lines: dict[str, list[Bedragen]] = {}
    homes = _homes(programma, groepen)
    for groep in groepen:
        home = _UNNAMED if groep.maatregel is None else homes.get(groep.maatregel, _OUTSIDE)
        lines.setdefault(home, []).extend(amounts for _, amounts in groep.regels)
    for thema in programma.themas:
        if thema.id in lines:
            yield Deel(thema.titel or "n.t.b.", _together(lines.pop(thema.id)))
    for home, amounts in lines.items():
        measure = programma.items.get(home)
        name = getattr(measure, "titel", None) or "n.t.b." if measure else _OTHERS[home]
        yield Deel(name, _together(amounts))
    if kosten:
        yield Deel("Algemene kosten", _together(kosten))


_UNNAMED, _OUTSIDE, _TOGETHER = ".zonder", ".buiten", ".samen"  # no id begins with a point
_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        _UNNAMED: "Nog zonder maatregel",
        _OUTSIDE: "Maatregelen buiten de thema’s",
        _TOGETHER: "Maatregelen",
    }
)
"""What a part of the budget is called that is no theme and no measure."""


def _homes(programma: Programma, groepen: Sequence[Groep]) -> Mapping[str, str]:
    """Measure → the part of the budget that it belongs to."""
    if programma.themas:
        return {m.id: thema.id for thema in programma.themas for m in thema.maatregelen}
    ids = [groep.maatregel for groep in groepen if groep.maatregel is not None]
    return {id_: id_ if len(ids) <= _MOST_MEASURES else _TOGETHER for id_ in ids}


def _carried_out(financien: Financien) -> Iterator[tuple[Financieringsbron, str, Bedragen]]:
    """What was received and spent, for each source that says so."""
    for bron in financien.bronnen:
        for word, amounts in (("ontvangen", bron.ontvangen), ("besteed", bron.besteed)):
            if amounts is not None:
                yield bron, word, Bedragen.of(amounts)


def _outside(programma: Programma, financien: Financien) -> frozenset[str]:
    """The measures that get nothing from the subsidy or the uitkering (Regeling 2.5 lid 1).

    A line whose source or amount is not known yet may still make something a measure.
    """
    if not financien.begroting:
        return frozenset()
    other = {b.id for b in financien.bronnen if b.bronsoort is Bronsoort.OVERIG}
    within = {r.maatregel for r in financien.begroting if r.bron not in other and _may_pay(r)}
    return frozenset(m.id for m in programma.maatregelen if m.id not in within)


def _may_pay(regel: Begrotingsregel) -> bool:
    """Whether a line has, or may yet get, an amount above zero."""
    amounts = Bedragen.of(regel.bedragen)
    return amounts.onbekend or bool(amounts.open) or bool(amounts.totaal)
