"""How the rules read the money: lines, sources, sums and years, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from regioplan.dutch import day, listed
from regioplan.model import Financien, Programma
from regioplan.model.base import PerJaar, Place
from regioplan.model.financien import (
    Begrotingsregel,
    Bronsoort,
    Financieringsbron,
    Kostenregel,
)
from regioplan.rules.registry import Found, NothingToJudge, Related
from regioplan.rules.woorden import genoemd

Regel = Begrotingsregel | Kostenregel
"""A line of what the programme spends: on a measure, or on general costs."""

EERSTE_JAAR, LAATSTE_JAAR = 2026, 2029
"""Regeling 2.1 lid 1: the years of the programme."""

MAATREGELGELD = (Bronsoort.SUBSIDIE_CONTACTSCHOOL, Bronsoort.SPECIFIEKE_UITKERING, None)
"""Regeling 2.5 lid 1: money of 2.6 lid 1 a or b makes a measure; unknown money may be that."""


def euro(amount: Decimal) -> str:
    """An amount as a finding says it, always with its cents: "€ 80.000,00"."""
    return "€ " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


# ------------------------------------------------------------------ amounts


def totaal(amounts: PerJaar | None) -> Decimal:
    """The sum of the amounts that are known, in euros."""
    return amounts.totaal if amounts else Decimal(0)


def is_bekend(amounts: PerJaar | None) -> bool:
    """Whether every amount that is named is known."""
    return amounts is not None and not amounts.ntb


def kan_betalen(line: Regel) -> bool:
    """Whether a line has, or may yet get, an amount above zero: without money it pays nothing."""
    return not is_bekend(line.bedragen) or totaal(line.bedragen) > 0


def onbekend(node: Financieringsbron | Regel, message: str) -> Iterator[Found]:
    """That amounts of a source or a line are missing, said once; `{}` is for the years."""
    amounts = node.bedragen
    if amounts is None:
        yield node.gap("bedragen"), message.format("")
    elif amounts.ntb:
        first, *others = sorted(amounts.ntb)
        years = listed((first, *others))
        related = tuple((amounts.where(year), f"ook {year} is n.t.b.") for year in others)
        yield amounts.gap(first), message.format(f" van {years}"), related


def buiten(
    amounts: PerJaar | None, *, voor: int | None = None, na: int | None = None
) -> Iterator[tuple[Place, int, Decimal]]:
    """The amounts above zero before one year, or after another: (place, year, euros)."""
    if amounts is None:
        return
    for year, amount in amounts.jaren:
        outside = (voor is not None and year < voor) or (na is not None and year > na)
        if amount and outside:
            yield amounts.at(str(year)), year, amount


# ------------------------------------------------------------------ lines


def regels(money: Financien) -> tuple[Regel, ...]:
    """Every line that the programme spends money on, general costs last."""
    return (*money.begroting, *money.algemene_kosten)


def naam(p: Programma, line: Regel) -> str:
    """A line as a reader knows it: its measure and its post, or what of these is known."""
    measure = p.items.get(line.maatregel or "") if isinstance(line, Begrotingsregel) else None
    if measure is None:
        return genoemd(line)
    return f"{genoemd(measure)} ({line.post})" if line.post else genoemd(measure)


def met_bedrag(p: Programma, lines: Iterable[Regel]) -> Related:
    """The lines of a sum, each with its amount."""
    return tuple(
        (line.where("bedragen"), f"{euro(totaal(line.bedragen))} voor {naam(p, line)}")
        for line in lines
        if totaal(line.bedragen)
    )


# ------------------------------------------------------------------ sources


@dataclass(frozen=True, slots=True)
class Pot:
    """A source, and the lines that are paid from it."""

    bron: Financieringsbron
    regels: tuple[Regel, ...]

    @property
    def begroot(self) -> Decimal:
        """What the lines spend, in euros."""
        return sum((totaal(line.bedragen) for line in self.regels), Decimal(0))

    @property
    def beschikbaar(self) -> Decimal:
        """What the source gives, in euros."""
        return totaal(self.bron.bedragen)


def potten(money: Financien) -> tuple[Pot, ...]:
    """Every source with its lines, in the order of the file."""
    lines: dict[str, list[Regel]] = {bron.id: [] for bron in money.bronnen}
    for line in regels(money):
        if line.bron:
            lines[line.bron].append(line)
    return tuple(Pot(bron, tuple(lines[bron.id])) for bron in money.bronnen)


def potten_van(money: Financien, soort: Bronsoort) -> tuple[Pot, ...]:
    """The sources of one kind, each with its lines.

    Raises:
        NothingToJudge: there is none; RRP-2.6-1 asks for them.
    """
    found = tuple(pot for pot in potten(money) if pot.bron.bronsoort is soort)
    if not found:
        raise NothingToJudge
    return found


def soorten(money: Financien) -> Mapping[str | None, Bronsoort | None]:
    """What kind of money each source is: id → kind; a line without a source has unknown money."""
    return {None: None} | {bron.id: bron.bronsoort for bron in money.bronnen}


def te_laat(p: Programma, pot: Pot, laatste_jaar: int, why: str) -> Iterator[Found]:
    """Money of a source that is available, to be spent, or spent after the last year for it.

    `why` ends the sentence: "dat mag uiterlijk in 2026".
    """
    bron = pot.bron
    last_day = bron.te_besteden_tot_en_met
    if last_day and last_day.year > laatste_jaar:
        yield (
            bron.at("te_besteden_tot_en_met"),
            f"De laatste dag van {genoemd(bron)} is {day(last_day)}, maar {why}.",
        )
    for place, year, amount in buiten(bron.bedragen, na=laatste_jaar):
        yield place, f"Bij {genoemd(bron)} staat {euro(amount)} in {year}, maar {why}."
    for line in pot.regels:
        for place, year, amount in buiten(line.bedragen, na=laatste_jaar):
            yield (
                place,
                (
                    f"In {year} gaat {euro(amount)} uit {genoemd(bron)} naar {naam(p, line)}, maar"
                    f" {why}."
                ),
                ((bron.location, "de bron"),),
            )
