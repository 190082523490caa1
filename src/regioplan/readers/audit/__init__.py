"""Is a file fit for every reader? Checks of Word, HTML and PDF, and what no program can check.

The measure is EN 301 549, which takes over WCAG 2.2 AA; Dutch public bodies must meet it (Besluit
digitale toegankelijkheid overheid).
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from regioplan.errors import RegioplanError
from regioplan.readers.audit.checks import Audit, Check, Outcome, Problem, UnanswerableError

KINDS: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "regioplan.readers.audit.word",
        ".html": "regioplan.readers.audit.html",
        ".htm": "regioplan.readers.audit.html",
        ".pdf": "regioplan.readers.audit.pdf",
    }
)
"""Suffix → the module that opens and checks such a file; imported when it is asked for."""


def audit(name: PurePath | str, content: bytes) -> Audit:
    """Check a file.

    Args:
        name: the file's name; its suffix says what it is.
        content: its bytes.

    Raises:
        RegioplanError: no check knows files of this kind, or the file cannot be read.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise RegioplanError(
            f"{name}: regioplan kan dit soort bestand niet nagaan. Kies een bestand dat eindigt op "
            ".docx, .html of .pdf."
        )
    module = importlib.import_module(KINDS[suffix])
    opened = module.opened(str(name), content)
    outcomes = tuple(_outcome(check, opened) for check in module.CHECKS)
    return Audit(str(name), module.KIND, outcomes, module.NOT_CHECKED)


def _outcome(check: Check, opened: Any) -> Outcome:
    try:
        return Outcome(check, tuple(Problem(*found) for found in check.find(opened)))
    except UnanswerableError:
        return Outcome(check, done=False)


__all__ = ["KINDS", "Audit", "Check", "Outcome", "Problem", "audit"]
