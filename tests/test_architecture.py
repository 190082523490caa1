"""The house keeps its walls: who imports whom, what loads when, what a module says it is for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "regioplan"

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "resources": {"errors"},
    "folder": {"errors"},
    "history": {"errors", "folder"},  # which files are a programme's is said once, in folder
    "office": {"errors"},
    "provenance": {"errors"},
    "source": {"errors"},
    "findings": {"source"},
    "markdown": {"errors", "provenance"},
    "model": {"source", "markdown"},
    "reference": {"errors", "resources", "findings"},
    "loader": {"errors", "source", "findings", "model", "markdown"},
    "rules": {"errors", "source", "findings", "model", "reference"},
    "document": {
        "diff", "errors", "figures", "model", "findings", "markdown", "reference", "resources",
        "provenance", "status",  # the dates of the law, for an oplegnotitie
    },
    "figures": {"errors", "markdown", "model", "resources"},
    "diff": {"model"},
    "readers": {
        "errors", "source", "findings", "model", "markdown", "provenance",
        "writers",  # only writers/word/names: how a bookmark is called
    },
    "writers": {"errors", "markdown", "resources", "office"},
    "scaffold": {"errors", "resources", "reference", "model"},
    "report": {"findings", "source"},
    "status": {"findings", "model", "reference", "source"},
    "workflows": {
        "errors", "folder", "history", "findings", "loader",
        "markdown", "model", "reference", "scaffold",
        "rules", "provenance", "writers", "document", "office", "source", "status",
        "readers", "diff", "report",
    },
}  # fmt: skip
"""Part → the other parts that it may import; cli may import everything, nothing imports cli."""


def parts() -> list[str]:
    names = {p.stem if p.suffix == ".py" else p.name for p in PACKAGE.iterdir()}
    return sorted(names - {"__init__", "__main__", "__pycache__", "cli", "py.typed"})


def modules(part: str) -> list[Path]:
    single = PACKAGE / f"{part}.py"
    return [single] if single.exists() else sorted((PACKAGE / part).rglob("*.py"))


def imported(module: Path) -> set[str]:
    """The parts of regioplan that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("regioplan.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "regioplan":
            found |= {a.name for a in node.names if a.name != "__version__"}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("regioplan."):
            found.add(str(node.module).split(".")[1])
    return found


@pytest.mark.parametrize("part", parts())
def test_a_part_imports_only_what_the_table_allows(part: str) -> None:
    """No arrow turns back: rules and documents do not know each other, nothing knows the cli."""
    allowed = MAY_IMPORT[part] | {part}
    for module in modules(part):
        assert imported(module) <= allowed, f"{module.relative_to(ROOT)}"


def test_the_table_names_only_parts_that_exist() -> None:
    """A part that was taken away is taken out of the table too."""
    assert set(MAY_IMPORT) <= set(parts())


@pytest.mark.parametrize("module", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.name))
def test_every_module_says_what_it_is_for(module: Path) -> None:
    """The first line of a module is a docstring of one line."""
    doc = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    assert doc
    assert doc.splitlines()[0].endswith((".", ":", "?"))


HEAVY = {"docx", "jinja2", "markdown_it", "pydantic", "yaml", "lxml", "pypdf", "typer", "rich"}


def loaded_by(code: str) -> set[str]:
    """The heavy libraries that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nprint(' '.join(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return HEAVY & set(done.stdout.splitlines()[-1].split())


def test_importing_regioplan_loads_nothing_heavy() -> None:
    """The public functions come when they are asked for."""
    assert loaded_by("import regioplan") == set()


def test_the_version_is_told_before_anything_heavy_is_loaded() -> None:
    """`--version` needs no library at all."""
    code = "sys.argv = ['regioplan', '--version']\nfrom regioplan.cli import run\n"
    assert loaded_by(f"{code}\ntry: run()\nexcept SystemExit: pass") == set()


def test_validating_loads_no_word_and_no_templates() -> None:
    """A command loads what it needs and nothing else."""
    code = (
        "from pathlib import Path\nfrom regioplan import workflows\n"
        f"workflows.validate(Path({str(ROOT / 'examples' / 'arnhem')!r}))"
    )
    assert not loaded_by(code) & {"docx", "jinja2", "lxml", "pypdf"}
