"""Programma + findings → where do we stand, per article of the law and per partner, on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regioplan import reference
from regioplan.findings import Finding, Norm, Severity, Uitkomst
from regioplan.model import Programma, Status
from regioplan.status.articles import (
    Artikel,
    Eis,
    Oordelen,
    Telling,
    Wet,
    laws,
    outside,
    tally,
)
from regioplan.status.deadlines import Moment, Momentstand, deadlines
from regioplan.status.parties import (
    Handtekening,
    Handtekeningen,
    Partnerstand,
    Rondestand,
    Tekenstand,
    parties,
    signatures,
)
from regioplan.status.parts import Onderdeel, parts


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file of the programme, and how many times something is in it."""

    bestand: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Drempel:
    """A later status, and how many points would block a programme of that status."""

    status: str
    punten: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a programme stands. The names of the fields are the keys of our JSON."""

    regio: str
    versie: str | None
    vandaag: date
    regels_versie: str
    status: str
    punten: int  # that block the status it has
    volgende: tuple[Drempel, ...]  # the later statuses, in order
    bevindingen: Telling
    los: Telling  # the findings that belong to no requirement: quality, and the files themselves
    genegeerd: int
    onleesbaar: tuple[Bestand, ...]  # with the number of findings that make them so
    onderdelen: tuple[Onderdeel, ...]
    eisen: Oordelen
    handtekeningen: Handtekeningen | None  # None: partners.yaml is not readable
    wetten: tuple[Wet, ...]
    partners: tuple[Partnerstand, ...] | None  # as above
    ntb: int
    ntb_bestanden: tuple[Bestand, ...]  # the fullest first
    termijnen: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class GeenStand:
    """A programme of which programma.yaml or regio.yaml cannot be read: nothing can be said."""

    vandaag: date
    onleesbaar: tuple[Bestand, ...]


def status(
    programma: Programma, uitkomst: Uitkomst, norms: Mapping[str, Norm], vandaag: date
) -> Stand:
    """Where a programme stands on a day.

    Args:
        programma: the programme.
        uitkomst: its findings, those of the loader too, judged as the status that it has.
        norms: the register of requirements, each with the ids of its rules.
        vandaag: the day from which is counted.
    """
    here = programma.blad.status
    ntb = _undecided(programma)
    wetten = laws(uitkomst, norms)
    return Stand(
        regio=_region_name(programma),
        versie=programma.blad.versie,
        vandaag=vandaag,
        regels_versie=uitkomst.rules_version,
        status=here.value,
        punten=_blocking(uitkomst, here),
        volgende=tuple(
            Drempel(later.value, _blocking(uitkomst, later))
            for later in Status
            if later is not here and later.reaches(here)
        ),
        bevindingen=tally(uitkomst.findings),
        los=outside(uitkomst, norms),
        genegeerd=len(uitkomst.suppressed),
        onleesbaar=unreadable(uitkomst.findings, programma.onleesbaar),
        onderdelen=parts(programma, uitkomst, norms),
        eisen=Oordelen.sum(wet.oordelen for wet in wetten),
        handtekeningen=signatures(programma),
        wetten=wetten,
        partners=parties(programma, uitkomst, norms),
        ntb=sum(each.aantal for each in ntb),
        ntb_bestanden=ntb,
        termijnen=deadlines(programma, vandaag),
    )


def unreadable(
    findings: tuple[Finding, ...], files: frozenset[str] | tuple[str, ...]
) -> tuple[Bestand, ...]:
    """The files that cannot be read, each with the number of its findings."""
    counts = Counter(f.location.file for f in findings)
    return tuple(Bestand(file, counts[file]) for file in sorted(files))


def _blocking(uitkomst: Uitkomst, status: Status) -> int:
    """The findings that would block a programme of a status: faults, and what it then demands."""
    return sum(
        f.severity is Severity.FOUT
        or (f.severity is Severity.OPEN and status.reaches(Status(f.blocks_from)))
        for f in uitkomst.findings
    )


def _undecided(programma: Programma) -> tuple[Bestand, ...]:
    """How many times n.t.b. stands in each readable file, the fullest first."""
    counts = {
        name: sum(len(node.ntb) for node in blad.nodes()) for name, blad in programma.bladen.items()
    }
    found = (Bestand(name, count) for name, count in counts.items() if count)
    return tuple(sorted(found, key=lambda each: (-each.aantal, each.bestand)))


def _region_name(programma: Programma) -> str:
    """The region's name as typed, else the official one of its number, else the number."""
    regio = programma.regio
    official = reference.region(regio.nummer)
    return regio.naam or (official.naam if official else f"nummer {regio.nummer}")


__all__ = [
    "Artikel",
    "Bestand",
    "Drempel",
    "Eis",
    "GeenStand",
    "Handtekening",
    "Handtekeningen",
    "Moment",
    "Momentstand",
    "Onderdeel",
    "Oordelen",
    "Partnerstand",
    "Rondestand",
    "Stand",
    "Tekenstand",
    "Telling",
    "Wet",
    "status",
    "unreadable",
]
