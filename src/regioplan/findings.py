"""Findings: what is wrong or missing, where, how bad, and on which ground."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regioplan.source import Location


class Severity(StrEnum):
    """How bad a finding is. The values are printed and stand in our JSON."""

    FOUT = "fout"  # blocks this status
    OPEN = "open"  # must be done before a later status
    ADVIES = "advies"  # better is possible


class Confidence(StrEnum):
    """How sure the ground of a norm is (the register's words, in Dutch)."""

    TEKST = "tekst"  # the article itself was read
    OUDERE_TEKST = "oudere tekst"  # read, but not in the version of 2026
    SECUNDAIR = "secundair"  # somebody else says so
    AFGELEID = "afgeleid"  # our reading of the text
    NIET_GEVONDEN = "niet gevonden"  # looked for and absent


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a norm stands: "Regeling 2.5 lid 2 onder b", with its address on wetten.overheid.nl."""

    article: str
    url: str = ""  # empty for advice that stands in no law
    confidence: Confidence = Confidence.TEKST
    version: str = ""  # of the text that was read, e.g. "1 januari 2026"


@dataclass(frozen=True, slots=True)
class Norm:
    """A requirement as data, for the report, the legal annex and `status`.

    `requirement` is one Dutch sentence in our own words; `chapter` is the id of the chapter that
    answers it (e.g. "h-governance"); `rules` are the ids of the rules that check it, if any.
    """

    id: str
    citation: Citation
    requirement: str
    chapter: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. The engine (or the loader, for INT) fills in everything but place and message."""

    rule: str
    severity: Severity
    location: Location
    message: str  # Dutch: what is wrong here
    remedy: str = ""  # Dutch: what to do
    citation: Citation | None = None
    related: tuple[tuple[Location, str], ...] = ()  # other places, each with a few words
    explanation: str = ""  # the reason of a suppression on a finding of law ("uitleg")
    blocks_from: str = ""  # for an open point: the status that demands it, e.g. "vastgesteld"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding of quality or advice that the programme set aside, with its reason."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a check gives: the findings, the rules that could not run, and what was set aside."""

    findings: tuple[Finding, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()  # (rule id, the unreadable file)
    suppressed: tuple[Suppressed, ...] = ()
    status: str = ""  # the status that was judged
    rules_version: str = ""
    ran: tuple[str, ...] = ()  # ids of the rules that ran
