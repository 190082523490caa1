"""The book of rules, docs/regels.md, is generated and fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from regioplan.rules import RULES, rules_book

BOOK = Path(__file__).parents[1] / "docs" / "regels.md"


def test_the_book_of_rules_is_fresh() -> None:
    """The committed book is what `python -m regioplan.rules > docs/regels.md` writes."""
    assert BOOK.read_text(encoding="utf-8") == rules_book()


def test_the_documented_command_prints_the_book() -> None:
    """The command in the book prints the book, in UTF-8 on any machine."""
    done = subprocess.run(
        [sys.executable, "-m", "regioplan.rules"], capture_output=True, check=True
    )
    assert done.stdout.decode() == rules_book()


def test_every_link_in_the_index_leads_to_a_page() -> None:
    """The index names each rule of the register and its links arrive."""
    book = rules_book()
    headings = re.findall(r"^### (.*)$", book, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
    links = re.findall(r"\]\(#([^)]+)\)", book)
    assert links
    assert set(links) <= anchors
    assert {name for name, rule in RULES.items() if rule.eisen} <= set(headings)
