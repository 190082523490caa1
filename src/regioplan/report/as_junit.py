"""The report as JUnit XML: GitLab and Jenkins show it; red exactly when the exit code is 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape  # that of xml.sax would import a web client: 20 ms
from itertools import groupby

from regioplan.findings import Finding
from regioplan.report.view import (
    Report,
    blocks,
    counted,
    paragraphs,
    skipped_words,
    visible,
    with_reasons,
)
from regioplan.source import Location

SET_ASIDE = "genegeerd"
NOT_RUN = "niet getoetst"
MET = "voldaan"

# XML 1.0 has no place at all for these, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case; `kind` is the element in it that tells the verdict, "" when it passed."""

    suite: str
    name: str
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""
    place: Location | None = None  # its file as seen from where the reader stands


def junit(report: Report) -> str:
    """A suite per file with its findings, then what was set aside, did not run, and was met.

    A finding that blocks is a failure; any other is skipped, for it must not make a pipeline red.
    """
    cases = [*_found(report), *_set_aside(report), *_not_run(report), *_met(report)]
    suites = [_suite(name, list(found), report) for name, found in groupby(cases, _suite_of)]
    head = f'<testsuites name="regioplan" {_totals(cases)}>'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]
    return "\n".join(lines) + "\n"


def _suite_of(case: _Case) -> str:
    return case.suite


def _found(report: Report) -> Iterator[_Case]:
    for finding, reason in with_reasons(report.uitkomst):
        if reason is None:
            kind = "failure" if blocks(finding, strict=report.strict) else "skipped"
            yield _case(finding, report, report.view.path(finding.location.file), kind)


def _set_aside(report: Report) -> Iterator[_Case]:
    for finding, reason in with_reasons(report.uitkomst):
        if reason is not None:
            yield _case(finding, report, SET_ASIDE, "skipped", f"Genegeerd: {visible(reason)}")


def _case(finding: Finding, report: Report, suite: str, kind: str, *more: str) -> _Case:
    """A finding as a case: its name has no line number, so that a moved line is no new failure."""
    view = report.view
    place = finding.location
    also = [f"Zie ook: {view.place(there)} ({visible(words)})" for there, words in finding.related]
    message, *others = paragraphs(finding)
    text = [f"{view.place(place)}: {finding.severity}[{finding.rule}]", message, *others, *also]
    return _Case(
        suite=suite,
        name=f"{finding.rule}: {message}",
        kind=kind,
        type=finding.severity.value,
        message=message,
        text="\n".join([*text, *more]),
        place=Location(view.path(place.file), place.line, place.column),
    )


def _not_run(report: Report) -> Iterator[_Case]:
    for rule, file in sorted(report.uitkomst.skipped):
        words = visible(skipped_words(report.view.path(file)))
        yield _Case(NOT_RUN, _titled(rule, report), "skipped", NOT_RUN, words)


def _met(report: Report) -> Iterator[_Case]:
    """The rules that ran and found nothing: a report without a case is an error in Jenkins."""
    found = {finding.rule for finding, _ in with_reasons(report.uitkomst)}
    for rule in dict.fromkeys(report.uitkomst.ran):
        if rule not in found:
            yield _Case(MET, _titled(rule, report))


def _titled(rule: str, report: Report) -> str:
    norm, _ = report.rules.get(rule, ("", ""))
    return f"{rule}: {visible(norm)}" if norm else rule


def _suite(name: str, cases: list[_Case], report: Report) -> str:
    """`<testsuite>`, with each name only once: GitLab drops the second of two equal ones."""
    numbered = counted(case.name for case in cases)
    names = [title if number == 1 else f"{title} ({number})" for title, number in numbered]
    rows = [f"  <testsuite name={_attribute(name)} {_totals(cases)}>"]
    if report.uitkomst.rules_version:
        version = _attribute(report.uitkomst.rules_version)
        rows.append(
            f'    <properties><property name="regels_versie" value={version}/></properties>'
        )
    rows += [_element(case, title) for case, title in zip(cases, names, strict=True)]
    return "\n".join([*rows, "  </testsuite>"])


def _element(case: _Case, title: str) -> str:
    attributes = [f"classname={_attribute(case.suite)}", f"name={_attribute(title)}"]
    if case.place:
        attributes += [f"file={_attribute(case.place.file)}", f'line="{case.place.line}"']
    head = f'    <testcase {" ".join(attributes)} time="0"'
    if not case.kind:
        return f"{head}/>"
    verdict = f"{case.kind} type={_attribute(case.type)} message={_attribute(case.message)}"
    return f"{head}><{verdict}>{escape(_legal(case.text), quote=False)}</{case.kind}></testcase>"


def _totals(cases: Iterable[_Case]) -> str:
    kinds = [case.kind for case in cases]
    failures, skipped = kinds.count("failure"), kinds.count("skipped")
    return f'tests="{len(kinds)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _attribute(text: str) -> str:
    return f'"{escape(_legal(visible(text)))}"'


def _legal(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
