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
    "dutch": set(),
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
    "loader": {"dutch", "errors", "source", "findings", "model", "markdown"},
    "rules": {"dutch", "errors", "source", "findings", "model", "reference"},
    "document": {
        "diff", "dutch", "errors", "figures", "model", "findings", "markdown", "reference",
        "resources", "provenance", "status",  # the dates of the law, for an oplegnotitie
    },
    "figures": {"dutch", "errors", "markdown", "model", "resources"},
    "diff": {"dutch", "model"},
    "readers": {
        "errors", "source", "findings", "model", "markdown", "provenance",
        "writers",  # only of writers/word: names (bookmarks, who makes a redline) and pairing
    },
    "writers": {"dutch", "errors", "markdown", "resources", "office"},
    "scaffold": {"errors", "resources", "reference", "model"},
    "report": {"findings", "source"},
    "status": {"dutch", "findings", "model", "reference", "source"},
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


HEAVY = {
    "docx", "jinja2", "markdown_it", "pydantic", "yaml", "lxml", "pypdf", "typer", "rich",
    "resvg_py", "xlsxwriter", "weasyprint", "watchfiles",
}  # fmt: skip
PARTS = {
    "regioplan.diff", "regioplan.document", "regioplan.figures", "regioplan.history",
    "regioplan.readers", "regioplan.status", "regioplan.writers",
}  # fmt: skip
"""The parts of our own that cost time to load."""


def loaded_by(code: str) -> set[str]:
    """The heavy libraries and parts that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nprint(' '.join(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return (HEAVY | PARTS) & set(done.stdout.splitlines()[-1].split())


def test_importing_regioplan_loads_nothing_heavy() -> None:
    """The public functions come when they are asked for."""
    assert loaded_by("import regioplan") == set()


def test_the_version_is_told_before_anything_heavy_is_loaded() -> None:
    """`--version` needs no library at all."""
    code = "sys.argv = ['regioplan', '--version']\nfrom regioplan.cli import run\n"
    assert loaded_by(f"{code}\ntry: run()\nexcept SystemExit: pass") == set()


BASIS = ROOT / "tests" / "basis"
BEGIN = f"from pathlib import Path\nfrom regioplan import workflows\nbasis = Path({str(BASIS)!r})\n"


def test_validating_loads_only_what_reads_and_judges() -> None:
    """A command loads what it needs and nothing else; history, for the versions of the basis."""
    wanted = {"markdown_it", "pydantic", "yaml", "regioplan.history"}
    assert loaded_by(f"{BEGIN}workflows.validate(basis)") == wanted


def test_a_document_in_markdown_loads_no_writer_of_another_form(tmp_path: Path) -> None:
    """What draws, what makes Word files and PDFs and what watches waits until it is asked for."""
    code = f"{BEGIN}workflows.render(basis, [Path({str(tmp_path / 'p.md')!r})])"
    loaded = loaded_by(code)
    assert {"jinja2", "regioplan.document", "regioplan.writers"} <= loaded
    foreign = {"docx", "lxml", "pypdf", "resvg_py", "xlsxwriter", "weasyprint", "watchfiles"}
    assert not loaded & foreign
