"""Findings as rows of an annex: the open points, and what the region explains."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from regioplan.findings import Finding, Norm, Severity, Uitkomst
from regioplan.model import Node, Programma, Status


@dataclass(frozen=True, slots=True)
class Punt:
    """The findings of one rule: what is to be done, about what, and on which ground."""

    teksten: tuple[str, ...]
    bij: tuple[str, ...]  # ids of items and chapters; empty where the texts say it
    behalve: tuple[str, ...] | None  # not None: every measure but these, and `bij` names none
    grond: str
    uitgelegd: bool = False  # the region gave a reason, which stands in an annex of its own


@dataclass(frozen=True, slots=True)
class Puntengroep:
    """The points of one severity."""

    ernst: Severity
    punten: tuple[Punt, ...]


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Comply or explain: points, each with the region's reason."""

    wet: tuple[tuple[Punt, str], ...]  # a reason does not set the law aside: these stay open
    advies: tuple[tuple[Punt, str], ...]


_HOOFDSTUK_VAN_REGEL: Mapping[str, str] = MappingProxyType(
    {
        "RRP-2.2-a": "h-analyse",
        "RRP-2.2-b": "h-streefcijfers",
        "RRP-2.2-c": "h-afspraken",
        "RRP-2.2-d": "h-programma",
        "RRP-2.2-e": "h-financien",
    }
)
"""Rule → its chapter, where the rules of one requirement have each their own (Regeling 2.2)."""

_HOOFDSTUK: Mapping[str, str] = MappingProxyType(
    {
        "regio.yaml": "h-regio",
        "partners.yaml": "h-regio",
        "governance.yaml": "h-governance",
        "analyse.yaml": "h-analyse",
        "streefcijfers.yaml": "h-streefcijfers",
        "afspraken.yaml": "h-afspraken",
        "maatregelen.yaml": "h-programma",
        "programmateam.yaml": "h-programmateam",
        "financien.yaml": "h-financien",
    }
)
"""File → the chapter that prints it, for a finding that no item and no norm places."""


def points(
    programma: Programma, uitkomst: Uitkomst, norms: Sequence[Norm], *, forced: bool
) -> tuple[Puntengroep, ...]:
    """The findings by severity, as long as the programme is not decided on (or was forced)."""
    if programma.blad.status.reaches(Status.VASTGESTELD) and not forced:
        return ()
    rows = _Rows(programma, norms)
    groups: dict[Severity, dict[tuple[str, str], list[Finding]]] = {}
    for finding in uitkomst.findings:
        same = groups.setdefault(finding.severity, {})
        same.setdefault((finding.rule, _ground(finding)), []).append(finding)
    return tuple(
        Puntengroep(severity, tuple(rows.point(found) for found in groups[severity].values()))
        for severity in Severity
        if severity in groups
    )


def explanations(programma: Programma, uitkomst: Uitkomst, norms: Sequence[Norm]) -> Uitleg:
    """What the region explains, findings of one rule with one reason together."""
    rows = _Rows(programma, norms)
    law = ((f, f.explanation) for f in uitkomst.findings if f.explanation)
    advice = ((s.finding, s.reason) for s in uitkomst.suppressed)
    return Uitleg(rows.explained(law), rows.explained(advice))


def chapters_of(norm: Norm) -> tuple[str, ...]:
    """The chapters that answer a norm: its own, else those of its rules; may be none."""
    own = (_HOOFDSTUK_VAN_REGEL[rule] for rule in norm.rules if rule in _HOOFDSTUK_VAN_REGEL)
    return (norm.chapter,) if norm.chapter else tuple(own)


class _Rows:
    """Makes points of findings; it knows what stands where in the files."""

    def __init__(self, programma: Programma, norms: Sequence[Norm]) -> None:
        self._programma = programma
        self._measures = tuple(m.id for m in programma.maatregelen)
        self._norms: dict[str, Norm] = {}
        for norm in norms:
            for rule in norm.rules:
                self._norms.setdefault(rule, norm)

    @cached_property
    def _owners(self) -> Mapping[Hashable, str]:
        """Looked up only when there is a finding."""
        return dict(_owners(self._programma))

    def point(self, found: Sequence[Finding]) -> Punt:
        """The findings of one rule as one point."""
        texts = self._texts(found)
        about = () if len(texts) > 1 else self._about(found)
        ground, explained = _ground(found[0]), any(f.explanation for f in found)
        meant, all_measures = set(about), set(self._measures)
        spared = tuple(id_ for id_ in self._measures if id_ not in meant)
        if 2 * len(spared) >= len(self._measures):  # most are spared: name those that are meant
            return Punt(texts, about, None, ground, explained)
        others = tuple(id_ for id_ in about if id_ not in all_measures)
        return Punt(texts, others, spared, ground, explained)

    def explained(self, reasons: Iterable[tuple[Finding, str]]) -> tuple[tuple[Punt, str], ...]:
        """Points with their reasons."""
        same: dict[tuple[str, str], list[Finding]] = {}
        for finding, reason in reasons:
            same.setdefault((finding.rule, reason), []).append(finding)
        return tuple((self.point(found), reason) for (_, reason), found in same.items())

    def _texts(self, found: Sequence[Finding]) -> tuple[str, ...]:
        """What the findings of one rule say; for several the requirement says it once."""
        norm = self._norms.get(found[0].rule)
        if len(found) > 1 and norm is not None:
            return (norm.requirement,)
        return tuple(dict.fromkeys(f.message for f in found))

    def _about(self, found: Sequence[Finding]) -> tuple[str, ...]:
        """What the findings are about: the item, else the chapter of the rule or of the file."""
        about = (self._owners.get(f.location) or self._chapter(f) for f in found)
        return tuple(id_ for id_ in dict.fromkeys(about) if id_)

    def _chapter(self, finding: Finding) -> str:
        norm = self._norms.get(finding.rule)
        return (
            _HOOFDSTUK_VAN_REGEL.get(finding.rule, "")
            or (norm.chapter if norm else "")
            or _HOOFDSTUK.get(finding.location.file, "")
        )


def _ground(finding: Finding) -> str:
    return finding.citation.article if finding.citation else ""


def _owners(programma: Programma) -> Iterator[tuple[Hashable, str]]:
    """Each place in the files at which a finding can stand, with the id of the item that it is in.

    A node comes after the node around it: the innermost item is the last word.
    """
    for blad in programma.bladen.values():
        yield from _places(blad, "")


def _places(node: Node, owner: str) -> Iterator[tuple[Hashable, str]]:
    if node.soort:
        owner = node.id  # type: ignore[attr-defined]  # a kind has an id
    if owner:
        here = [node.location]
        for key, value in node:
            here += [node.where(key), node.key_location(key)]
            if isinstance(value, tuple):
                here += [node.where(key, index) for index in range(len(value))]
        yield from ((at, owner) for at in here)
    for _, value in node:
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Node):
                yield from _places(inner, owner)
