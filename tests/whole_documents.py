"""The documents of the two whole programmes, the same on every day: Arnhem's and the base one."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from regioplan import rules
from regioplan.document import compose
from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.markdown import Document
from regioplan.provenance import Provenance

TESTS = Path(__file__).parent
PROGRAMMES = {"arnhem": TESTS.parent / "examples" / "arnhem", "basis": TESTS / "basis"}
DAY = date(2026, 3, 2)


@cache
def whole(name: str) -> Document:
    """The document as `render` composes it, on a fixed day and made by a tool of no version."""
    loaded = load(read_folder(PROGRAMMES[name]))
    assert loaded.programma is not None
    uitkomst = rules.check(
        loaded.programma,
        vandaag=DAY,
        suppressions={file: text.suppressions for file, text in loaded.sources.items()},
    )
    return compose(loaded.programma, uitkomst, tuple(rules.norms().values()), Provenance())
