"""The commands' functions on whole programmes: what they write, refuse, and leave alone."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from regioplan import workflows
from regioplan.errors import RegioplanError
from regioplan.findings import Severity

ROOT = Path(__file__).parent.parent
ARNHEM = ROOT / "examples" / "arnhem"
BASIS = ROOT / "tests" / "basis"
TODAY = date(2026, 3, 2)


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    """A copy of the complete base programme, to spoil."""
    return Path(shutil.copytree(BASIS, tmp_path / "basis"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def test_validate_writes_nothing() -> None:
    """The folder is the same before and after."""
    before = fingerprints(ARNHEM)
    workflows.validate(ARNHEM, vandaag=TODAY)
    assert fingerprints(ARNHEM) == before


def test_arnhem_has_open_points_and_no_faults() -> None:
    """The example is a concept: nothing in it blocks a concept."""
    severities = {f.severity for f in workflows.validate(ARNHEM, vandaag=TODAY).uitkomst.findings}
    assert Severity.OPEN in severities
    assert Severity.FOUT not in severities


def test_arnhem_as_adopted_fails_on_each_gap_with_its_ground() -> None:
    """What vastgesteld demands is a fault there; all but quality say on what ground."""
    concept = workflows.validate(ARNHEM, vandaag=TODAY).uitkomst
    adopted = workflows.validate(ARNHEM, status="vastgesteld", vandaag=TODAY).uitkomst
    demanded = [f for f in concept.findings if f.blocks_from == "vastgesteld"]
    open_points = {(f.rule, f.location) for f in demanded}
    faults = {(f.rule, f.location) for f in adopted.findings if f.severity is Severity.FOUT}
    assert open_points
    assert open_points <= faults
    grounded = [f for f in adopted.findings if not f.rule.startswith("KWA-")]
    assert all(f.citation and f.citation.article for f in grounded)
    assert "Regeling 2.2 onder e" in {f.citation.article for f in grounded if f.citation}


def test_rendering_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Same input, same bytes: nothing of the clock or of the machine is in a document."""
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        workflows.render(
            ARNHEM,
            (folder / "p.docx", folder / "p.md"),
            page_numbers=False,
            vandaag=TODAY,
        )
    assert fingerprints(first) == fingerprints(second)


def test_without_outputs_a_word_and_a_markdown_file_bear_the_regions_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come in the current folder, not in the programme's."""
    monkeypatch.chdir(tmp_path)
    rendered = workflows.render(ARNHEM, (), page_numbers=False, vandaag=TODAY)
    assert [p.name for p in rendered.written] == [
        "regionaal-programma-arnhem.docx",
        "regionaal-programma-arnhem.md",
    ]
    assert all((tmp_path / p).exists() for p in rendered.written)


def test_an_unknown_suffix_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    """The error names the suffixes that are known."""
    with pytest.raises(RegioplanError, match=r"\.docx"):
        workflows.render(tmp_path / "bestaat-niet", (tmp_path / "p.odt",))


def test_a_typo_forbids_every_document_even_by_force(basis: Path, tmp_path: Path) -> None:
    """Nothing is written when a file could not be read."""
    spoil(basis, "programma.yaml", "titel:", "title:")
    target = tmp_path / "p.md"
    rendered = workflows.render(basis, (target,), force=True, vandaag=TODAY)
    assert rendered.refused
    assert not target.exists()


def test_an_adopted_programme_with_a_fault_is_refused_unless_forced(
    basis: Path, tmp_path: Path
) -> None:
    """By force it is written, and its cover says so."""
    spoil(basis, "programma.yaml", "leeftijd_tot: 27", "leeftijd_tot: 28")
    target = tmp_path / "p.md"
    assert workflows.render(basis, (target,), vandaag=TODAY).refused
    assert not target.exists()
    assert not workflows.render(basis, (target,), force=True, vandaag=TODAY).refused
    cover = target.read_text("utf-8").split("Inhoud", maxsplit=1)[0]
    assert "fout" in cover


def test_a_clean_adopted_programme_renders_without_force(basis: Path, tmp_path: Path) -> None:
    """The base programme is complete: it renders, and no n.t.b. stands in it."""
    target = tmp_path / "p.md"
    rendered = workflows.render(basis, (target,), vandaag=TODAY)
    assert not rendered.refused
    assert "n.t.b." not in target.read_text("utf-8")


def test_a_concept_with_a_fault_renders_and_lists_it(basis: Path, tmp_path: Path) -> None:
    """In a concept a fault forbids nothing; the reader sees it among the open points."""
    spoil(basis, "programma.yaml", "status: vastgesteld", "status: concept")
    spoil(basis, "programma.yaml", "leeftijd_tot: 27", "leeftijd_tot: 28")
    target = tmp_path / "p.md"
    assert not workflows.render(basis, (target,), vandaag=TODAY).refused
    assert "28" in target.read_text("utf-8")


def test_init_refuses_to_overwrite_and_loses_nothing(tmp_path: Path) -> None:
    """A second init in the same folder changes no file."""
    workflows.init(tmp_path, "41")
    (tmp_path / "regio.yaml").write_text("van mij", "utf-8")
    before = fingerprints(tmp_path)
    with pytest.raises(RegioplanError, match="bestaat al"):
        workflows.init(tmp_path, "41")
    assert fingerprints(tmp_path) == before


@pytest.mark.parametrize(("wrong", "hint"), [("14", "14"), ("Arnem", "Arnhem")])
def test_an_unknown_region_is_named_with_a_suggestion(
    tmp_path: Path, wrong: str, hint: str
) -> None:
    """Region 14 does not exist; a misspelt name gets the right one."""
    with pytest.raises(RegioplanError, match=hint):
        workflows.init(tmp_path, wrong)
    assert not list(tmp_path.iterdir())


def test_every_region_can_start_check_and_render(tmp_path: Path) -> None:
    """Describing another region needs no change of code: a few of the forty, end to end."""
    for number in ("4", "29", "34"):
        folder = tmp_path / number
        workflows.init(folder, number)
        findings = workflows.validate(folder, vandaag=TODAY).uitkomst.findings
        assert not [f for f in findings if f.severity is Severity.FOUT]
        assert workflows.render(folder, (folder / "p.md",), vandaag=TODAY).written
