"""What a test needs besides Python: without it the test is skipped and says so, or fails in CI."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import pytest

from regioplan import office

EVERYTHING = os.environ.get("REGIOPLAN_ALLES") == "1"
"""Set where everything is installed: there a test that cannot run is a failure, not a skip."""


def needs(what: str, *, found: bool) -> pytest.MarkDecorator:
    """Skip a test where `what` is not found; with REGIOPLAN_ALLES=1 it runs, and fails."""
    reason = f"{what} is niet op deze machine (zie README, “Run the tests”)"
    return pytest.mark.skipif(not found and not EVERYTHING, reason=reason)


_Test = TypeVar("_Test", bound=Callable[..., object] | type)
_with_office = needs("LibreOffice", found=office.find_office() is not None)


def soffice(test: _Test) -> _Test:
    """A test, or a class of them, in which LibreOffice runs; `-m "not soffice"` leaves it out."""
    marked: _Test = pytest.mark.soffice(_with_office(test))
    return marked
