"""The report as our own JSON, described by `schemas/uitvoer.schema.json`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from regioplan.findings import Citation, Finding, Severity, Uitkomst
from regioplan.report.fingerprints import fingerprints
from regioplan.report.view import Report, exit_code, with_reasons
from regioplan.source import Location

FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""


def own_json(report: Report) -> str:
    """An object with the findings, what was not judged and what was set aside, and the counts."""
    uitkomst = report.uitkomst
    everything = with_reasons(uitkomst)
    names = fingerprints(finding for finding, _ in everything)
    made = [
        (reason, _finding(finding, name, report))
        for (finding, reason), name in zip(everything, names, strict=True)
    ]
    answer = {
        "formaat": FORMAT_VERSION,
        "regioplan": report.version,
        "regels_versie": uitkomst.rules_version or None,
        "status": uitkomst.status or None,
        "streng": report.strict,
        "exitcode": exit_code(uitkomst, strict=report.strict),
        "samenvatting": _counts(uitkomst),
        "bevindingen": [found for reason, found in made if reason is None],
        "niet_getoetst": [
            {"id": rule, "bestand": report.view.path(file)}
            for rule, file in sorted(uitkomst.skipped)
        ],
        "onderdrukt": [{**found, "reden": reason} for reason, found in made if reason is not None],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _counts(uitkomst: Uitkomst) -> dict[str, int]:
    by_severity = Counter(f.severity for f in uitkomst.findings)
    return {
        **{severity.value: by_severity[severity] for severity in Severity},
        "bestanden": len({f.location.file for f in uitkomst.findings}),
        "niet_getoetst": len(uitkomst.skipped),
        "onderdrukt": len(uitkomst.suppressed),
    }


def _finding(finding: Finding, fingerprint: str, report: Report) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "ernst": finding.severity.value,
        **_place(finding.location, report),
        "melding": finding.message,
        "herstel": finding.remedy or None,
        "grond": _ground(finding.citation),
        "verwant": [
            {**_place(place, report), "melding": words} for place, words in finding.related
        ],
        "uitleg": finding.explanation or None,
        "blokkeert_vanaf": finding.blocks_from or None,
        "regels_versie": report.uitkomst.rules_version or None,
        "vingerafdruk": fingerprint,
    }


def _place(location: Location, report: Report) -> dict[str, str | int]:
    return {
        "bestand": report.view.path(location.file),
        "regel": location.line,
        "kolom": location.column,
    }


def _ground(citation: Citation | None) -> dict[str, str | None] | None:
    if citation is None:
        return None
    return {
        "artikel": citation.article,
        "url": citation.url or None,
        "zekerheid": citation.confidence.value,
        "versie": citation.version or None,
    }
