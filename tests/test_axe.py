"""axe-core in a real browser: 0 violations on the pages of the whole programmes."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from needs import needs
from regioplan.writers.html import write
from whole_documents import PROGRAMMES, whole
from word_sample import SAMPLE

NODE = Path(__file__).parent / "node"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FOUND = bool(CHROMIUM and shutil.which("node") and (NODE / "node_modules" / "axe-core").is_dir())
PAGES = (*sorted(PROGRAMMES), "sample")
WIDTHS = (320, 1280)

pytestmark = needs("Chromium of axe-core (npm install --prefix tests/node)", found=FOUND)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the browser and axe-core say of one page at one width."""

    violations: list[str]
    wider: int
    """By how many pixels the page is wider than the screen."""
    asked: list[str]
    """The addresses outside the page that the browser was told to fetch."""
    passes: int


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Judged]:
    """Every page at every width, judged in one run of the browser."""
    folder = tmp_path_factory.mktemp("paginas")
    documents = {**{name: whole(name) for name in PROGRAMMES}, "sample": SAMPLE}
    for name, made in documents.items():
        (folder / f"{name}.html").write_bytes(write(made))
    planted = write(SAMPLE).decode()
    fault = '<p style="color:#999">grijs</p><img src="data:,"><div style="width:2000px">x</div>'
    (folder / "fout.html").write_text(planted.replace("</main>", f"{fault}</main>"), "utf-8")
    done = subprocess.run(
        ["node", str(NODE / "axe.mjs"), str(CHROMIUM), *map(str, sorted(folder.iterdir()))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return {
        (Path(one["page"]).stem, one["width"]): Judged(
            one["violations"], one["wider"], one["asked"], one["passes"]
        )
        for one in said
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_violates_a_rule(
    name: str, width: int, judged: dict[tuple[str, int], Judged]
) -> None:
    """WCAG 2.2 A and AA as far as a program can judge, and axe's own good practice."""
    assert judged[name, width].violations == []
    assert judged[name, width].passes > 20


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_screen_or_asks_for_anything(
    name: str, width: int, judged: dict[tuple[str, int], Judged]
) -> None:
    """What is wide scrolls in its own region, and all that is shown is in the file."""
    assert judged[name, width].wider == 0
    assert judged[name, width].asked == []


def test_a_planted_fault_is_found(judged: dict[tuple[str, int], Judged]) -> None:
    """The check can fail: grey on white, a picture without words, and a page that is too wide."""
    found = judged["fout", 1280]
    rules = {violation.split(":")[0] for violation in found.violations}
    assert {"color-contrast", "image-alt"} <= rules
    assert found.wider > 0
