"""What somebody must know to decide: the points per subject, what comes next, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from regioplan.diff import Change, changes, sentence
from regioplan.findings import Norm, Severity, Uitkomst
from regioplan.model import Programma, Rol, Status
from regioplan.model.financien import Herkomst
from regioplan.status.deadlines import Moment, deadlines

# ------------------------------------------------------------------ points per subject


@dataclass(frozen=True, slots=True)
class Puntenstand:
    """The findings in a few words: how many of each severity, and what must be done per subject."""

    fouten: int
    open: int
    adviezen: int
    onderwerpen: tuple[Onderwerpstand, ...]  # of what is wrong or open; advice is only counted


@dataclass(frozen=True, slots=True)
class Onderwerpstand:
    """A subject of the register: how many points, and what the law asks there."""

    titel: str  # "" for what stands in no article: of the programme itself
    aantal: int
    eisen: tuple[str, ...]  # in a few words each


def standing(uitkomst: Uitkomst, norms: Sequence[Norm]) -> Puntenstand:
    """How the programme stands, by subject in the order of the register."""
    norm_of = {rule: norm for norm in reversed(norms) for rule in norm.rules}
    numbers = dict.fromkeys([norm.subject for norm in norms] + [""], 0)
    asked: dict[str, dict[str, None]] = {subject: {} for subject in numbers}
    for finding in uitkomst.findings:
        if finding.severity is Severity.ADVIES:
            continue
        norm = norm_of.get(finding.rule)
        subject = norm.subject if norm else ""
        numbers[subject] += 1
        if norm:
            asked[subject][norm.short or norm.requirement] = None
    counts = Counter(finding.severity for finding in uitkomst.findings)
    return Puntenstand(
        counts[Severity.FOUT],
        counts[Severity.OPEN],
        counts[Severity.ADVIES],
        tuple(Onderwerpstand(s, n, tuple(asked[s])) for s, n in numbers.items() if n),
    )


# ------------------------------------------------------------------ what comes next


@dataclass(frozen=True, slots=True)
class Stap:
    """Something that will be done, and the last day on which it can be."""

    van: date | None  # the first day, of a period
    datum: date | None
    wat: str
    wie: str
    grond: str  # the article; "" for what the region says itself


_RESERVES: Mapping[str, Herkomst] = MappingProxyType(
    {
        "reserves-2021-2025": Herkomst.RESERVE_2021_2025,
        "reserves-2002-2020": Herkomst.RESERVE_2002_2020,
    }
)
"""A date that matters only to a region with such money."""


def next_steps(programma: Programma) -> tuple[Stap, ...]:
    """What the region says comes next and the dates of the law for it; what has no date first.

    The dates are those from the day of this version on, not from today: a document says the same
    whenever it is made. What the ministers have to do is not in it.
    """
    steps = (*_own(programma), *_of_law(programma))
    return tuple(sorted(steps, key=lambda step: step.datum or date.min))


def _own(programma: Programma) -> Iterator[Stap]:
    """What the region says itself."""
    notitie = programma.blad.oplegnotitie
    for stap in notitie.vervolg if notitie else ():
        yield Stap(None, stap.datum, stap.wat or "", stap.wie or "", "")


def _of_law(programma: Programma) -> Iterator[Stap]:
    """What the contactgemeente or the contactschool has to do."""
    day = programma.blad.datum or date.min
    origins = {bron.herkomst for bron in programma.financien.bronnen}
    for moment in deadlines(programma, day):
        reserve = _RESERVES.get(moment.id)
        mine = moment.wie in {Rol.CONTACTGEMEENTE, Rol.CONTACTSCHOOL} and moment.id != "looptijd"
        if mine and moment.datum >= day and (reserve is None or reserve in origins):
            yield _step(moment, programma)


def _step(moment: Moment, programma: Programma) -> Stap:
    """A date of the law; who has to act is called by name where the programme has one such."""
    rol = Rol(moment.wie or "")
    names = [p.naam for p in programma.met_rol(rol) if p.naam]
    who = f"{rol}: {names[0]}" if len(names) == 1 else str(rol)
    return Stap(moment.van, moment.datum, moment.wat, who, moment.artikel)


# ------------------------------------------------------------------ what changed


_NOT_TOLD = frozenset(
    {"versie", "versies", "datum", "status", "oplegnotitie", "publiekssamenvatting"}
)
"""Keys of programma.yaml of which a change says nothing about the programme itself."""

_NOT_TOLD_KINDS = frozenset({"versie", "stap"})
"""The same for what stands in a list below such a key."""


@dataclass(frozen=True, slots=True)
class Wijzigingen:
    """What differs from an older version, in words; first what may be a substantial change."""

    sinds: str  # the older version, in words
    regels: tuple[str, ...]
    te_melden: int  # how many may have to be reported to the minister (Regeling 3.8 and 4.5)


def changed(vorige: Programma, programma: Programma) -> Wijzigingen:
    """The changes from an older version to this one, without those of status and version."""
    told = [c for c in changes(vorige, programma) if not _is_aside(c)]
    told.sort(key=lambda change: not change.substantieel)
    adopted = vorige.blad.status.reaches(Status.VASTGESTELD)
    return Wijzigingen(
        f"versie {vorige.blad.versie}" if vorige.blad.versie else "de vorige versie",
        tuple(map(sentence, told)),
        sum(change.substantieel for change in told) if adopted else 0,
    )


def _is_aside(change: Change) -> bool:
    if change.soort in _NOT_TOLD_KINDS:
        return True
    return not change.id and change.sleutel.partition(".")[0] in _NOT_TOLD
