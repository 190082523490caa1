"""The wheel, installed outside the checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the build tools that are installed here."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked in an empty folder: what pip does, without asking any index."""
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program with only its libraries, in a folder, never seeing the checkout."""
    script = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); "
        f"sys.path = [p for p in sys.path if not p.startswith({str(ROOT / 'src')!r})]; "
        "sys.argv[0] = 'regioplan'; from regioplan.cli import run; import regioplan; "
        f"assert regioplan.__file__.startswith({str(installed)!r}); sys.exit(run())"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_carries_templates_schemas_and_lists(wheel: Path) -> None:
    """What stands at the root by the user's wish travels inside the package."""
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("regioplan/templates/", "regioplan/schemas/", "regioplan/reference/"):
        assert [n for n in names if n.startswith(part)], part
    assert "regioplan/py.typed" in names
    assert not [n for n in names if n.startswith(("tests/", "examples/"))]


def test_the_installed_wheel_starts_checks_and_renders_a_programme(
    installed: Path, tmp_path: Path
) -> None:
    """init, validate and render work in an empty folder, from the wheel alone."""
    made = run(installed, tmp_path, "init", "regio", "--region", "13")
    assert made.returncode == 0, made.stderr
    checked = run(installed, tmp_path, "validate", "regio")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    rendered = run(
        installed, tmp_path, "render", "regio", "-o", "p.docx", "-o", "p.md", "--no-page-numbers"
    )
    assert rendered.returncode == 0, rendered.stderr
    assert zipfile.is_zipfile(tmp_path / "p.docx")
    assert (tmp_path / "p.md").read_text("utf-8").count("\n#") >= 10  # chapters


def test_the_installed_wheel_knows_its_rules_and_schemas(installed: Path, tmp_path: Path) -> None:
    """explain and schema find their data inside the package."""
    assert "2.1" in run(installed, tmp_path, "explain", "RRP-2.1-1").stdout
    assert run(installed, tmp_path, "schema", "-o", "s").returncode == 0
    assert (tmp_path / "s" / "financien.schema.json").exists()


def test_this_test_does_not_run_on_the_checkout(installed: Path) -> None:
    """The folder that is tested is not the checkout, nor inside an installed environment."""
    assert ROOT not in installed.parents
    assert Path(sysconfig.get_path("purelib")) not in installed.parents
