"""The legal annex: each requirement of the law, where it is answered, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regioplan import reference
from regioplan.document.points import chapters_of
from regioplan.document.printing import Md, getal
from regioplan.findings import Confidence, Norm, Uitkomst, Verdict, verdicts
from regioplan.model import Programma


@dataclass(frozen=True, slots=True)
class Eis:
    """A requirement as a row of the annex."""

    artikel: str
    adres: str  # of the text, on wetten.overheid.nl
    kort: str
    hoofdstukken: tuple[str, ...]  # names without "h-"; empty: no chapter of its own
    stand: Md
    elders: str  # where or when it is asked, if not in this programme


@dataclass(frozen=True, slots=True)
class Wet:
    """The requirements of the law: those of this programme by subject, and the others."""

    groepen: tuple[tuple[str, tuple[Eis, ...]], ...]
    elders: tuple[Eis, ...]
    standen: Mapping[str, int]  # verdict → how many of this programme's requirements
    regels_versie: str


def law(programma: Programma, uitkomst: Uitkomst, norms: Sequence[Norm]) -> Wet:
    """Where the programme stands on what the law asks, in the order of the articles.

    What stands in no article that was read (advice, a FAQ) is no law and is left out.
    """
    judged = verdicts(uitkomst, {norm.id: norm for norm in norms})
    found = Counter(finding.rule for finding in uitkomst.findings)
    of_law = sorted((n for n in norms if _is_law(n)), key=lambda n: _article(n.citation.article))
    groups: dict[str, list[Eis]] = {norm.subject: [] for norm in norms}  # in the register's order
    others: list[Eis] = []
    counts: Counter[str] = Counter()
    for norm in of_law:
        verdict = judged[norm.id]
        stand = _stand(verdict, sum(found[rule] for rule in norm.rules))
        if where := norm.elsewhere or _other_region(programma, norm):
            # No programme answers it; only what is wrong already is worth a word.
            others.append(_eis(norm, stand if verdict is Verdict.OPEN else Md(""), where))
        else:
            groups[norm.subject].append(_eis(norm, stand))
            counts[verdict] += 1
    return Wet(
        groepen=tuple((subject, tuple(rows)) for subject, rows in groups.items() if rows),
        elders=tuple(others),
        standen={verdict: counts[verdict] for verdict in Verdict if counts[verdict]},
        regels_versie=uitkomst.rules_version,
    )


def _eis(norm: Norm, stand: Md, elsewhere: str = "") -> Eis:
    return Eis(
        artikel=_ASIDE.sub("", norm.citation.article),
        adres=norm.citation.url,
        kort=(norm.short or norm.requirement).replace("€ ", "€\N{NO-BREAK SPACE}"),
        hoofdstukken=tuple(id_.removeprefix("h-") for id_ in chapters_of(norm)),
        stand=stand,
        elders=elsewhere,
    )


_ASIDE = re.compile(r" \([^)]*\)")  # "Regeling 1.1 (centrumgemeente)": the row says it

_NO_LAW = (Confidence.SECUNDAIR, Confidence.NIET_GEVONDEN)


def _is_law(norm: Norm) -> bool:
    """Whether the requirement stands in an article that was read."""
    return norm.citation.confidence not in _NO_LAW


def _other_region(programma: Programma, norm: Norm) -> str:
    """Words for a requirement of one region, if that is not this one."""
    if norm.region in (None, programma.regio.nummer):
        return ""
    other = reference.region(norm.region or 0)
    return f"alleen in regio {other.naam}" if other else "in een andere regio"


def _stand(verdict: Verdict, points: int) -> Md:
    """Such as "voldaan" or "open (3 punten)"; digits, for a column that is looked down."""
    if verdict is Verdict.OPEN:
        noun = "punt" if points == 1 else "punten"
        return Md(f"{verdict} ({getal(points)}\N{NO-BREAK SPACE}{noun})")
    return Md(verdict.value)


# ------------------------------------------------------------------ the order of the articles

_STATUTES = ("WEB", "Regeling", "Kaderregeling")


def _article(words: str) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """A key that puts "Regeling 2.5 lid 2" before "Regeling 2.10", and both behind the WEB."""
    statute = words.split(maxsplit=1)[0] if words else ""
    rank = _STATUTES.index(statute) if statute in _STATUTES else len(_STATUTES)
    return rank, tuple(_parts(re.findall(r"\d+|[a-z]+", words.partition(";")[0].lower())))


def _parts(tokens: Iterable[str]) -> Iterable[tuple[int, int, str]]:
    """Numbers as numbers, and before words: annexes come after the articles."""
    for token in tokens:
        yield (0, int(token), "") if token.isdigit() else (1, 0, token)
