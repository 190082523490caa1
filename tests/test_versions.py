"""The versions in the document: a mark on the cover by status, and the version table."""

from __future__ import annotations

import re
from datetime import date

import pytest

from regioplan import rules
from regioplan.document import compose
from regioplan.loader import load
from regioplan.provenance import Provenance
from rule_cases import BASE


def document(**keys: str) -> str:
    """The text of the base programme with other top-level values in programma.yaml."""
    text = BASE["programma.yaml"].decode()
    for key, value in keys.items():
        text, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
        assert count == 1
    programma = load({**BASE, "programma.yaml": text.encode()}).programma
    assert programma
    outcome = rules.check(programma, vandaag=date(2026, 2, 1))
    return compose(programma, outcome, tuple(rules.norms().values()), Provenance()).text


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("concept", "\n**CONCEPT**\n"),
        ("ter_besluitvorming", "\n**TER BESLUITVORMING**\n"),
        ("vastgesteld", "\nStatus: vastgesteld\n"),
        ("in_uitvoering", "\nStatus: in uitvoering\n"),
    ],
)
def test_the_cover_bears_a_mark_by_status(status: str, mark: str) -> None:
    """Whoever takes the document up sees whether it has been decided upon."""
    cover = document(status=status).split("<!-- /rp:kaft -->", maxsplit=1)[0]
    assert mark in cover
    assert ("**" in cover) is mark.startswith("\n**")


def test_the_version_table_tells_what_changed() -> None:
    """Each version with its date, its status and what changed, the oldest first."""
    rows = [row for row in document().splitlines() if re.match(r"\| (0\.1|0\.9|1\.0) \|", row)]
    assert rows[0] == "| 0.1 | 1 september 2025 | Concept | Eerste opzet |"
    assert [row.split(" | ")[2] for row in rows] == ["Concept", "Ter besluitvorming", "Vastgesteld"]
