"""Findings: what is wrong or missing, where, how bad, and on which ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

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

    `requirement` is one Dutch sentence in our own words, `short` the same in a few; `chapter` is
    the id of the chapter that answers it (e.g. "h-governance"); `rules` are the ids of the rules
    that check it, if any. What no programme answers, but the application or a report, says so in
    `elsewhere` ("bij de aanvraag"); what is asked of one region only has its number.
    """

    id: str
    citation: Citation
    requirement: str
    chapter: str = ""
    rules: tuple[str, ...] = ()
    short: str = ""
    subject: str = ""  # what it is about: "Streefcijfers"
    elsewhere: str = ""
    region: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. The engine (for INT the loader) fills in everything but place and message."""

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


class Verdict(StrEnum):
    """Where a programme stands on one norm. The values are printed."""

    OPEN = "open"  # a rule found something
    VOLDAAN = "voldaan"  # all its rules ran and found nothing
    ZELF = "zelf beoordelen"  # no rule can tell, or the programme set a finding aside with a reason
    NIET_GETOETST = "niet getoetst"  # a rule could not run, or had nothing to judge


def verdicts(uitkomst: Uitkomst, norms: Mapping[str, Norm]) -> Mapping[str, Verdict]:
    """The verdict per norm, by the norm's id, in the order of `norms`."""
    found = frozenset(f.rule for f in uitkomst.findings)
    set_aside = frozenset(s.finding.rule for s in uitkomst.suppressed)
    ran = frozenset(uitkomst.ran)

    def verdict(rules: frozenset[str]) -> Verdict:
        if rules & found:
            return Verdict.OPEN
        if not rules or rules & set_aside:
            return Verdict.ZELF
        return Verdict.VOLDAAN if rules <= ran else Verdict.NIET_GETOETST

    return MappingProxyType({name: verdict(frozenset(n.rules)) for name, n in norms.items()})


# ------------------------------------------------------------------ norms of the files themselves

_FILES = Citation("de vorm van de bestanden van een programma")


def _int(name: str, requirement: str) -> tuple[str, Norm]:
    return name, Norm(name, _FILES, requirement, rules=(name,))


INT_NORMS: Mapping[str, Norm] = MappingProxyType(
    dict(
        (
            _int("INT-utf8", "Een bestand is gewone tekst in UTF-8, zonder onzichtbare tekens."),
            _int("INT-te-groot", "Een bestand is niet groter dan regioplan in één keer kan lezen."),
            _int("INT-yaml", "Een bestand is geldige YAML."),
            _int("INT-document", "Een bestand is één YAML-document, zonder regels met --- of %."),
            _int("INT-anker", "Een bestand gebruikt geen ankers (&) en verwijzingen (*) van YAML."),
            _int("INT-label", "Een bestand gebruikt geen labels (!) van YAML."),
            _int("INT-sleutel", "Een sleutel is een woord met een dubbele punt erachter."),
            _int("INT-sleutel-dubbel", "Een sleutel staat op één plaats maar één keer."),
            _int("INT-bestand", "De map bevat alleen bestanden die bij een programma horen."),
            _int("INT-formaat", "Het programma heeft een formaat dat deze regioplan kent."),
            _int("INT-vorm", "Een waarde heeft de vorm die bij de sleutel hoort."),
            _int("INT-sleutel-onbekend", "Een bestand bevat alleen sleutels die regioplan kent."),
            _int("INT-verplicht", "Een sleutel die er altijd moet zijn, ontbreekt niet."),
            _int(
                "INT-leeg",
                "Een sleutel heeft een waarde en een bestand een inhoud: leeg zegt niets.",
            ),
            _int("INT-ntb", "Wat nog niet vaststaat, heet precies n.t.b., en alleen waar dat mag."),
            _int(
                "INT-verwijzing", "Een verwijzing wijst naar een id dat in het programma bestaat."
            ),
            _int("INT-id-dubbel", "Een id komt in het hele programma maar één keer voor."),
            _int(
                "INT-tekst",
                "Lopende tekst bevat geen koppen, afbeeldingen of andere vormen"
                " die het document zelf maakt.",
            ),
            _int("INT-negeer", "Een opmerking “# regioplan: negeer[ID] reden” is goed geschreven."),
        )
    )
)
"""What the loader asks of the files, by id: reading, shape and references.

No finding of these can be set aside, for what cannot be read cannot be judged.
"""
