"""The report as SARIF 2.1.0, for code scanning and for editors that read it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from regioplan.findings import Finding, Severity
from regioplan.report.fingerprints import fingerprints
from regioplan.report.view import Report, exit_code, paragraphs, skipped_words, with_reasons
from regioplan.source import Location

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "regioplan/v1"
"""The name of our fingerprint; another way of making it gets another name."""

LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.FOUT: "error", Severity.OPEN: "warning", Severity.ADVIES: "note"}
)

_LANGUAGE = "nl-NL"


def sarif(report: Report) -> str:
    """One run with all findings, those set aside as suppressed, and the rules that did not run."""
    uitkomst = report.uitkomst
    everything = with_reasons(uitkomst)
    names = fingerprints(finding for finding, _ in everything)
    rules = _rules([finding for finding, _ in everything], report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "regioplan",
                "version": report.version,
                "language": _LANGUAGE,
                "rules": rules,
            }
        },
        "language": _LANGUAGE,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": exit_code(uitkomst, strict=report.strict),
                "toolExecutionNotifications": [
                    _skipped(rule, file, report) for rule, file in sorted(uitkomst.skipped)
                ],
            }
        ],
        "results": [
            _result(finding, reason, report)
            | {"ruleIndex": index[finding.rule], "partialFingerprints": {FINGERPRINT: name}}
            for (finding, reason), name in zip(everything, names, strict=True)
        ],
        "properties": _filled(status=uitkomst.status, regels_versie=uitkomst.rules_version),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rules(findings: list[Finding], report: Report) -> list[dict[str, Any]]:
    """The rules that found something, by id, each with its page and the address of its article."""
    urls: dict[str, str] = {}
    for finding in findings:
        urls[finding.rule] = urls.get(finding.rule) or (
            finding.citation.url if finding.citation else ""
        )
    return [_rule(name, url, report) for name, url in sorted(urls.items())]


def _rule(name: str, url: str, report: Report) -> dict[str, Any]:
    norm, page = report.rules.get(name, (name, f"`regioplan explain {name}`"))
    return {
        "id": name,
        "shortDescription": {"text": norm},
        **_filled(helpUri=quote(url, safe=_IN_URL)),
        "help": {"text": page, "markdown": page},
    }


def _result(finding: Finding, reason: str | None, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(paragraphs(finding))},
        "locations": [_location(finding.location, report)],
        "properties": {
            "ernst": finding.severity.value,
            **_filled(
                regels_versie=report.uitkomst.rules_version,
                blokkeert_vanaf=finding.blocks_from,
                uitleg=finding.explanation,
            ),
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            {**_location(place, report), "id": number, "message": {"text": words}}
            for number, (place, words) in enumerate(finding.related, 1)
        ]
    if reason is not None:
        result["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": reason}
        ]
    return result


def _location(place: Location, report: Report) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(report.view.path(place.file))},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _skipped(rule: str, file: str, report: Report) -> dict[str, Any]:
    return {
        "level": "warning",
        "message": {"text": f"{rule}. {skipped_words(report.view.path(file))}"},
        "associatedRule": {"id": rule},
    }


def _filled(**texts: str) -> dict[str, str]:
    """The texts that are not empty."""
    return {key: text for key, text in texts.items() if text}


_IN_URL = ":/?#[]@!$&'()*+,;=%"  # what may stand in an address as it is
_DRIVE = re.compile(r"[A-Za-z]:/")


def uri(path: str) -> str:
    """A path as a URI: relative as it is, an absolute one as `file:`; percent-encoded UTF-8."""
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(path[2:], errors='replace')}"
    if path.startswith("/"):
        return f"file://{quote(path, errors='replace')}"
    return quote(path, errors="replace")
