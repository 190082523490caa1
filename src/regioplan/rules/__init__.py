"""The engine: runs the rules over a programme, and adds to a place and a message all the rest.

The imports of the rule modules below are the one list of them, in the order of the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from regioplan import reference
from regioplan.findings import Finding, Norm, Severity, Suppressed, Uitkomst
from regioplan.model import Onleesbaar, Programma, Status
from regioplan.model.base import Place

# Importing registers: this is the order of the book.
# isort: off
from regioplan.rules import web, regeling, kaderregeling, toelichting, governance, advies, kwaliteit
# isort: on

from regioplan.rules.book import explain, rule_list, rules_book
from regioplan.rules.kwaliteit import Use
from regioplan.rules.registry import RULES, Need, NothingToJudge, Related, Rule, Weight
from regioplan.source import Location, Suppression

Suppressions = Mapping[str, tuple[Suppression, ...]]
"""The suppression comments of each file."""


def check(  # noqa: PLR0913  # each is something else that a rule may look at, by name
    programma: Programma,
    *,
    status: Status | None = None,
    vorige: Programma | None = None,
    tags: Mapping[str, str | None] | None = None,
    tekst_hash: str | None = None,
    vandaag: date,
    suppressions: Suppressions = MappingProxyType({}),
) -> Uitkomst:
    """Judge a programme by all rules, as if it had this status (its own when None).

    A rule over two versions runs only when there is a `vorige`; only reminders look at `vandaag`.
    `tags`: the tags of the repository, each with the version that its programme names (None when
    it has none); `tekst_hash`: that of the document as it is now, for what was signed.
    """
    judged = status or programma.blad.status
    run = _Run(judged, _begin(programma))
    given = _Given(programma, vorige, vandaag, tags, tekst_hash)
    run.all(given, _FIRST)
    run.all(replace(given, found=_named(run.findings)), {Need.FOUND})
    findings, suppressed, uses = _suppress(run, suppressions)
    last = _Run(judged, _begin(programma))
    last.all(replace(given, uses=uses), {Need.USES})
    return Uitkomst(
        findings=tuple(sorted([*findings, *last.findings], key=_in_order)),
        skipped=tuple(run.skipped),
        suppressed=tuple(sorted(suppressed, key=lambda s: _in_order(s.finding))),
        status=judged.value,
        rules_version=reference.VERSIE_REGELS,
        ran=(*run.ran, *last.ran),
    )


def norms() -> Mapping[str, Norm]:
    """The register of requirements, each with the ids of the rules that check it."""
    by_eis: dict[str, list[str]] = {}
    for name, rule in RULES.items():
        for eis in rule.eisen:
            by_eis.setdefault(eis, []).append(name)
    return MappingProxyType(
        {
            eis: replace(norm, rules=tuple(by_eis.get(eis, ())))
            for eis, norm in reference.norms().items()
        }
    )


# ------------------------------------------------------------------ running


@dataclass(frozen=True, slots=True)
class _Given:
    """All that a rule can be given."""

    programma: Programma
    vorige: Programma | None
    vandaag: date
    tags: Mapping[str, str | None] | None
    tekst_hash: str | None
    found: frozenset[Location] = frozenset()
    uses: tuple[Use, ...] = ()


_GIVES: Mapping[Need, Callable[[_Given], tuple[object, ...]]] = MappingProxyType(
    {
        Need.NOTHING: lambda _: (),
        Need.VORIGE: lambda given: (given.vorige,),
        Need.VANDAAG: lambda given: (given.vandaag,),
        Need.TAGS: lambda given: (given.tags,),
        Need.TEKST_HASH: lambda given: (given.tekst_hash,),
        Need.FOUND: lambda given: (given.found,),
        Need.USES: lambda given: (given.uses,),
    }
)
"""What a rule is given behind the programme; where that is None, the rule does not run."""

_FIRST = frozenset(Need) - {Need.FOUND, Need.USES}


class _Run:
    """Rules being run: what they found, which ran, which could not."""

    def __init__(self, status: Status, begin: date | None) -> None:
        self.status, self.begin = status, begin
        self.findings: list[Finding] = []
        self.skipped: list[tuple[str, str]] = []
        self.ran: list[str] = []

    def all(self, given: _Given, needs: Iterable[Need]) -> None:
        """Run every rule that needs one of these."""
        for rule in RULES.values():
            extra = _GIVES[rule.needs](given)
            if rule.needs in needs and rule.in_force(self.begin) and None not in extra:
                self._one(rule, given.programma, extra)

    def _one(self, rule: Rule, programma: Programma, extra: tuple[object, ...]) -> None:
        """Run one rule: all that it finds or, where it cannot read or judge, nothing."""
        try:
            found = [_finding(rule, self.status, *each) for each in rule.find(programma, *extra)]
        except Onleesbaar as unreadable:
            self.skipped.append((rule.id, unreadable.file))
        except NothingToJudge:
            pass
        else:
            self.findings += found
            self.ran.append(rule.id)


def _named(findings: Iterable[Finding]) -> frozenset[Location]:
    """The places that findings name; advice does not count, for it never blocks."""
    return frozenset(
        place
        for finding in findings
        if finding.severity is not Severity.ADVIES
        for place in (finding.location, *(other for other, _ in finding.related))
    )


def _begin(programma: Programma) -> date | None:
    """The first day of the programme, by whose law it is judged; None when it is not known."""
    return programma.blad.periode.van if programma.blad.periode else None


def _finding(
    rule: Rule, status: Status, place: Place, message: str, related: Related = ()
) -> Finding:
    severity = _severity(rule, status, place)
    return Finding(
        rule=rule.id,
        severity=severity,
        location=place.location,
        message=message,
        remedy=rule.page.first_remedy,
        citation=rule.citation,
        related=related,
        blocks_from=rule.blokkeert_vanaf.value if severity is Severity.OPEN else "",
    )


def _severity(rule: Rule, status: Status, place: Place) -> Severity:
    """A warning is advice; of an error what is wrong is a fault, and what is missing may wait."""
    if rule.weight is Weight.WARNING:
        return Severity.ADVIES
    waits = place.kind == "gap" and not status.reaches(rule.blokkeert_vanaf)
    return Severity.OPEN if waits else Severity.FOUT


def _in_order(finding: Finding) -> tuple[Location, str, str]:
    return finding.location, finding.rule, finding.message


# ------------------------------------------------------------------ pas toe of leg uit


def _suppress(
    run: _Run, suppressions: Suppressions
) -> tuple[list[Finding], list[Suppressed], tuple[Use, ...]]:
    """Explain findings of law, set aside the others, and note what each suppression did.

    A suppression without a reason does nothing: comply or explain.
    """
    kept: list[Finding] = []
    set_aside: list[Suppressed] = []
    done: dict[Suppression, set[str]] = {s: set() for found in suppressions.values() for s in found}
    for finding in run.findings:
        reasons = [s for s in suppressions.get(finding.location.file, ()) if _covers(s, finding)]
        for suppression in reasons:
            done[suppression].add(finding.rule)
        reason = "; ".join(dict.fromkeys(s.reason for s in reasons if s.reason))
        if reason and not RULES[finding.rule].is_law:
            set_aside.append(Suppressed(finding, reason))
        else:
            kept.append(replace(finding, explanation=reason))
    ran = frozenset(run.ran)
    uses = tuple(Use(s, frozenset(rules), ran) for s, rules in done.items())
    return kept, set_aside, uses


def _covers(suppression: Suppression, finding: Finding) -> bool:
    """Whether a suppression names the finding's rule and covers its place.

    What falls on a file's very beginning has no key of its own: only `negeer-bestand` covers it.
    """
    if finding.rule not in suppression.rules:
        return False
    line = finding.location.line
    at_beginning = (line, finding.location.column) == (1, 1)
    if suppression.covers is None or at_beginning:
        return suppression.covers is None and at_beginning
    first, last = suppression.covers
    return first <= line <= last


MODULES = (web, regeling, kaderregeling, toelichting, governance, advies, kwaliteit)
"""The modules of rules, one per source."""

__all__ = ["MODULES", "RULES", "check", "explain", "norms", "rule_list", "rules_book"]
