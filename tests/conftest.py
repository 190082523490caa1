"""The one option of our own: `pytest --bijwerken` rewrites the golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option; what it changes is read as code before it is committed."""
    parser.addoption(
        "--bijwerken",
        action="store_true",
        help="schrijf de bestanden in tests/golden opnieuw; lees daarna het verschil",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """What a golden file of this name holds; with `--bijwerken` it holds what was made."""

    def kept(name: str, made: str) -> str:
        file = GOLDEN / name
        if request.config.getoption("--bijwerken"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(made, "utf-8", newline="\n")
        if not file.is_file():
            pytest.fail(f"tests/golden/{name} is er nog niet: maak het met pytest --bijwerken")
        return file.read_text("utf-8")

    return kept
