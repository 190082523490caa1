"""The open points: findings as rows of an annex, those of one rule together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Puntengroep:
    """The points of one severity."""

    ernst: Severity
    punten: tuple[Punt, ...]


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
    owners = dict(_owners(programma))
    by_rule = {rule: norm for norm in norms for rule in norm.rules}
    groups: dict[Severity, dict[tuple[str, str], list[Finding]]] = {}
    for finding in uitkomst.findings:
        same = groups.setdefault(finding.severity, {})
        same.setdefault((finding.rule, _ground(finding)), []).append(finding)
    measures = tuple(m.id for m in programma.maatregelen)
    return tuple(
        Puntengroep(
            severity,
            tuple(
                _point(found, owners, by_rule.get(rule), measures)
                for (rule, _), found in groups[severity].items()
            ),
        )
        for severity in Severity
        if severity in groups
    )


def _point(
    found: Sequence[Finding],
    owners: Mapping[Hashable, str],
    norm: Norm | None,
    measures: Sequence[str],
) -> Punt:
    """The findings of one rule as one point."""
    texts = _texts(found, norm)
    about = () if len(texts) > 1 else _about(found, owners, norm)
    meant, all_measures = set(about), set(measures)
    spared = tuple(id_ for id_ in measures if id_ not in meant)
    if 2 * len(spared) >= len(measures):  # most measures are spared: name those that are meant
        return Punt(texts, about, None, _ground(found[0]))
    others = tuple(id_ for id_ in about if id_ not in all_measures)
    return Punt(texts, others, spared, _ground(found[0]))


def _ground(finding: Finding) -> str:
    return finding.citation.article if finding.citation else ""


def _texts(found: Sequence[Finding], norm: Norm | None) -> tuple[str, ...]:
    """What the findings of one rule say; for several the requirement says it once."""
    reasons = [f"Uitleg van de regio: {f.explanation}" for f in found if f.explanation]
    if len(found) > 1 and norm is not None:
        return (norm.requirement, *reasons)
    return tuple(dict.fromkeys((*(f.message for f in found), *reasons)))


def _about(
    found: Sequence[Finding], owners: Mapping[Hashable, str], norm: Norm | None
) -> tuple[str, ...]:
    """What the findings are about: the item, else the chapter of the norm or of the file."""
    chapter = norm.chapter if norm else ""
    about = (
        owners.get(f.location) or chapter or _HOOFDSTUK.get(f.location.file, "") for f in found
    )
    return tuple(id_ for id_ in dict.fromkeys(about) if id_)


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
