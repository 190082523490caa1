"""The requirements per law and article: the verdict on each, and what was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regioplan.findings import Confidence, Finding, Norm, Severity, Uitkomst, Verdict, verdicts


@dataclass(frozen=True, slots=True)
class Telling:
    """How many findings there are of each severity."""

    fout: int = 0
    open: int = 0
    advies: int = 0

    @property
    def samen(self) -> int:
        """All of them."""
        return self.fout + self.open + self.advies


@dataclass(frozen=True, slots=True)
class Oordelen:
    """How many requirements have each verdict."""

    voldaan: int = 0
    open: int = 0
    zelf_beoordelen: int = 0
    niet_getoetst: int = 0

    @property
    def getoetst(self) -> int:
        """The requirements on which a rule gave a verdict."""
        return self.voldaan + self.open

    @classmethod
    def of(cls, found: Iterable[Verdict]) -> Oordelen:
        """Count verdicts."""
        counts = Counter(found)
        return cls(
            counts[Verdict.VOLDAAN],
            counts[Verdict.OPEN],
            counts[Verdict.ZELF],
            counts[Verdict.NIET_GETOETST],
        )

    @classmethod
    def sum(cls, parts: Iterable[Oordelen]) -> Oordelen:
        """Add counts up."""
        rows = [(p.voldaan, p.open, p.zelf_beoordelen, p.niet_getoetst) for p in parts]
        return cls(*map(sum, zip(*rows, strict=True)))


@dataclass(frozen=True, slots=True)
class Eis:
    """One requirement of the register with its verdict."""

    id: str
    artikel: str
    eis: str
    hoofdstuk: str | None  # the chapter that answers it
    oordeel: Verdict
    bevindingen: Telling
    regels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Artikel:
    """An article with its requirements."""

    artikel: str
    oordelen: Oordelen
    bevindingen: Telling
    eisen: tuple[Eis, ...]


@dataclass(frozen=True, slots=True)
class Wet:
    """A law with its articles. A finding of two laws counts in both, of one law once."""

    wet: str
    oordelen: Oordelen
    bevindingen: Telling
    artikelen: tuple[Artikel, ...]


LAWS: Mapping[str, str] = {
    "WEB": "Wet educatie en beroepsonderwijs (WEB)",
    "Regeling": "Regeling regionaal programma",
    "Kaderregeling": "Kaderregeling subsidies",
    "": "Uitleg en advies (geen wet)",
}
"""The first word of an article in the register → the law, in the order in which they are shown."""

_NO_LAW = (("FAQ", "Uitleg van OCW en SZW"), ("advies", "Advies over governance"))
"""A word in the ground of a requirement that stands in no law → what that ground is called."""

_ARTICLE = re.compile(r"(?P<law>WEB|Regeling|Kaderregeling) (?P<number>(?:bijlage )?\d+(?:\.\d+)*)")


def laws(uitkomst: Uitkomst, norms: Mapping[str, Norm]) -> tuple[Wet, ...]:
    """The requirements by law and article, with their verdicts.

    What was looked for and stands in no article demands nothing, and is left out.
    """
    verdict = verdicts(uitkomst, norms)
    grouped: dict[str, dict[str, list[Eis]]] = {law: {} for law in LAWS}
    for name, norm in norms.items():
        if norm.citation.confidence is Confidence.NIET_GEVONDEN:
            continue
        law, article = _place(norm.citation.article)
        grouped[law].setdefault(article, []).append(_requirement(norm, verdict[name], uitkomst))
    return tuple(_law(LAWS[law], found, uitkomst) for law, found in grouped.items() if found)


def outside(uitkomst: Uitkomst, norms: Mapping[str, Norm]) -> Telling:
    """The findings that belong to no requirement."""
    rules = {rule for norm in norms.values() for rule in norm.rules}
    return tally(f for f in uitkomst.findings if f.rule not in rules)


def tally(findings: Iterable[Finding]) -> Telling:
    """Count findings by severity."""
    counts = Counter(f.severity for f in findings)
    return Telling(counts[Severity.FOUT], counts[Severity.OPEN], counts[Severity.ADVIES])


def _place(article: str) -> tuple[str, str]:
    """The law and the article of a ground: the first article that it begins with.

    "WEB 9.2.8 lid 1; Regeling 2.1 lid 1" is ("WEB", "WEB 9.2.8").
    """
    found = _ARTICLE.match(article)
    if found:
        return found["law"], found[0]
    return "", next((name for word, name in _NO_LAW if word in article), article)


def _requirement(norm: Norm, verdict: Verdict, uitkomst: Uitkomst) -> Eis:
    return Eis(
        id=norm.id,
        artikel=norm.citation.article,
        eis=norm.requirement,
        hoofdstuk=norm.chapter or None,
        oordeel=verdict,
        bevindingen=_found(norm.rules, uitkomst),
        regels=norm.rules,
    )


def _law(name: str, found: Mapping[str, Sequence[Eis]], uitkomst: Uitkomst) -> Wet:
    articles = tuple(
        _article(article, found[article], uitkomst) for article in sorted(found, key=_in_law)
    )
    return Wet(
        wet=name,
        oordelen=Oordelen.sum(article.oordelen for article in articles),
        bevindingen=_found((r for a in articles for e in a.eisen for r in e.regels), uitkomst),
        artikelen=articles,
    )


def _article(name: str, eisen: Sequence[Eis], uitkomst: Uitkomst) -> Artikel:
    return Artikel(
        artikel=name,
        oordelen=Oordelen.of(eis.oordeel for eis in eisen),
        bevindingen=_found((rule for eis in eisen for rule in eis.regels), uitkomst),
        eisen=tuple(eisen),
    )


def _found(rules: Iterable[str], uitkomst: Uitkomst) -> Telling:
    """The findings of some rules, each once, however many requirements its rule checks."""
    wanted = frozenset(rules)
    return tally(f for f in uitkomst.findings if f.rule in wanted)


def _in_law(article: str) -> tuple[bool, list[int], str]:
    """The order of articles in a law: by number, the annexes last."""
    return "bijlage" in article, [int(n) for n in re.findall(r"\d+", article)], article
