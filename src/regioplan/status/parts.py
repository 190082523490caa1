"""The five parts of Regeling 2.2: how much of each is there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from regioplan import reference
from regioplan.findings import Citation, Norm, Severity, Uitkomst, Verdict, verdicts
from regioplan.model import Node, Onleesbaar, Programma
from regioplan.model.themas import MaatregelStatus
from regioplan.source import Location

Count = tuple[int, int]
"""How many are ready, and of how many."""


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A part of the programme. `gereed` and `van` are None when they cannot be counted."""

    letter: str  # of Regeling 2.2
    naam: str
    artikel: str  # where it says what the part holds
    oordeel: Verdict  # on whether the part is there at all
    gereed: int | None
    van: int | None
    eenheid: str  # what is counted, in words: "maatregelen compleet"
    onleesbaar: str | None = None  # the file for which it cannot be counted


def parts(
    programma: Programma, uitkomst: Uitkomst, norms: Mapping[str, Norm]
) -> tuple[Onderdeel, ...]:
    """The five parts, in the order of the law."""
    return tuple(
        _part(programma, uitkomst, norms, letter, *about) for letter, about in _PARTS.items()
    )


def open_measures(
    programma: Programma, uitkomst: Uitkomst, norms: Mapping[str, Norm]
) -> frozenset[str]:
    """The measures in which something is wrong or missing.

    Raises:
        Onleesbaar: a rule about measures could not run, so that no measure can be called complete.
    """
    rules = {
        rule
        for norm in norms.values()
        if norm.citation.article.startswith("Regeling 2.5")
        for rule in norm.rules
    }
    for rule, file in uitkomst.skipped:
        if rule in rules:
            raise Onleesbaar(file)
    owner = _owners(programma)
    return frozenset(
        owner(f.location) for f in uitkomst.findings if f.severity is not Severity.ADVIES
    ) - {""}


# ------------------------------------------------------------------ counting


def _findings(programma: Programma, _open: Callable[[], frozenset[str]]) -> Count:
    """The findings of the analysis that name their source."""
    found = programma.analyse.bevindingen
    return sum(each.bron is not None for each in found), len(found)


def _targets(programma: Programma, _open: Callable[[], frozenset[str]]) -> Count:
    """The targets of Regeling 2.3 that have a value."""
    asked = [(target.reeks, target.periode) for target in reference.targets()]
    said = {
        (reeks.telt, str(value.periode))
        for reeks in programma.streefcijfers.reeksen
        for value in reeks.waarden
        if value.waarde is not None
    }
    return sum(each in said for each in asked), len(asked)


def _topics(programma: Programma, _open: Callable[[], frozenset[str]]) -> Count:
    """The topics of Regeling 2.4 on which there is an agreement that says what was agreed."""
    agreed = [afspraak for afspraak in programma.afspraken.afspraken if afspraak.tekst]
    said = {o.value for afspraak in agreed for o in afspraak.onderwerpen}
    return sum(code in said for code in reference.topics()), len(reference.topics())


def _measures(programma: Programma, open_: Callable[[], frozenset[str]]) -> Count:
    """The measures in which nothing is wrong or missing."""
    ids = [maatregel.id for maatregel in programma.maatregelen]
    not_ready = open_()
    return sum(id_ not in not_ready for id_ in ids), len(ids)


_FREE = (MaatregelStatus.GEBORGD_ZONDER_BUDGET, MaatregelStatus.GESTOPT)
"""Measures that need no line in the budget."""


def _budget(programma: Programma, _open: Callable[[], frozenset[str]]) -> Count:
    """The measures that need money and have an amount."""
    needing = [m.id for m in programma.maatregelen if m.status not in _FREE]
    paid = {r.maatregel for r in programma.financien.begroting if r.bedragen and r.bedragen.jaren}
    return sum(id_ in paid for id_ in needing), len(needing)


_Counter = Callable[[Programma, Callable[[], frozenset[str]]], Count]

_PARTS: Mapping[str, tuple[str, str, str, _Counter]] = {
    "a": ("Regionale analyse", "Regeling 2.2", "bevindingen met bron", _findings),
    "b": ("Streefcijfers", "Regeling 2.3", "streefcijfers ingevuld", _targets),
    "c": ("Afspraken", "Regeling 2.4", "onderwerpen afgesproken", _topics),
    "d": ("Maatregelen", "Regeling 2.5", "maatregelen compleet", _measures),
    "e": ("Begroting", "Regeling 2.6", "maatregelen met bedrag", _budget),
}
"""Letter of Regeling 2.2 → the part, its article, what is counted of it, and how."""


def _part(  # noqa: PLR0913, PLR0917  # the last four are a row of the table
    programma: Programma,
    uitkomst: Uitkomst,
    norms: Mapping[str, Norm],
    letter: str,
    name: str,
    article: str,
    counted: str,
    count: _Counter,
) -> Onderdeel:
    verdict = _there(uitkomst, norms, letter)
    try:
        ready, total = count(programma, lambda: open_measures(programma, uitkomst, norms))
    except Onleesbaar as unreadable:
        return Onderdeel(letter, name, article, verdict, None, None, counted, unreadable.file)
    return Onderdeel(letter, name, article, verdict, ready, total, counted)


def _there(uitkomst: Uitkomst, norms: Mapping[str, Norm], letter: str) -> Verdict:
    """The verdict of the rules of one letter of Regeling 2.2."""
    begin = f"RRP-2.2-{letter}"
    rules = (rule for norm in norms.values() for rule in norm.rules if rule.startswith(begin))
    own = Norm(letter, Citation(f"Regeling 2.2 onder {letter}"), "", rules=tuple(rules))
    return verdicts(uitkomst, {letter: own})[letter]


# ------------------------------------------------------------------ places


def _owners(programma: Programma) -> Callable[[Location], str]:
    """From a place in the files to the id of the measure that it is in; "" for no measure.

    A place belongs to the key that begins at it or last before it: a line of a text, too.
    """
    begins = sorted(
        (at, owner) for blad in programma.bladen.values() for at, owner in _begins(blad, "")
    )
    places = [at for at, _ in begins]

    def owner(location: Location) -> str:
        index = bisect_right(places, location) - 1
        same_file = index >= 0 and places[index].file == location.file
        return begins[index][1] if same_file else ""

    return owner


def _begins(node: Node, owner: str) -> Iterator[tuple[Location, str]]:
    """Each place at which a key of a node begins, with the measure that it is in."""
    if node.soort == "maatregel":
        owner = node.id  # type: ignore[attr-defined]  # a measure has an id
    for key, value in node:
        yield node.key_location(key), owner
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Node):
                yield from _begins(inner, owner)
