"""Findings → a report for people or for programs, and the exit code: one module per form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regioplan.report.as_github import github
from regioplan.report.as_json import own_json
from regioplan.report.as_junit import junit
from regioplan.report.as_sarif import sarif
from regioplan.report.text import concise, counts, flow, full, summary, verdict
from regioplan.report.view import (
    Format,
    Lines,
    Report,
    View,
    blocks,
    exit_code,
    in_order,
    visible,
)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "full": full,
        "concise": concise,
        "json": own_json,
        "sarif": sarif,
        "github": github,
        "junit": junit,
    }
)
"""The name that `--output-format` takes → how it is made."""

FOR_PEOPLE = frozenset({"full", "concise"})
"""The forms that take the encoding and width of the terminal; all others are UTF-8."""

FOR_CODE_HOSTS = frozenset({"sarif", "github", "junit"})
"""The forms whose reader knows a file by its path from the root of the checkout."""

__all__ = [
    "FORMATS",
    "FOR_CODE_HOSTS",
    "FOR_PEOPLE",
    "Format",
    "Lines",
    "Report",
    "View",
    "blocks",
    "concise",
    "counts",
    "exit_code",
    "flow",
    "full",
    "github",
    "in_order",
    "junit",
    "own_json",
    "sarif",
    "summary",
    "verdict",
    "visible",
]
