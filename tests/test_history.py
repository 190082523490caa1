"""A git revision is read as a folder is, and the rules over two versions get it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from regioplan import workflows
from regioplan.cli import main
from regioplan.errors import RegioplanError
from regioplan.folder import read_folder
from regioplan.history import read_revision

BASIS = Path(__file__).parent / "basis"
TODAY = date(2026, 3, 2)


def git(folder: Path, *arguments: str) -> None:
    """Run git without the settings of whoever runs the tests."""
    options = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.hooksPath=")
    subprocess.run(["git", "-C", folder, *options, *arguments], check=True, capture_output=True)


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """The base programme in a folder of a repository, tagged v1."""
    folder = Path(shutil.copytree(BASIS, tmp_path / "repo" / "programma met spatie"))
    (folder / "bijlagen").mkdir()
    (folder / "bijlagen" / "los.yaml").write_text("a: b\n", "utf-8")
    (folder / ".verborgen.yaml").write_text("a: b\n", "utf-8")
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "eerste")
    git(folder.parent, "tag", "v1")
    return folder


def test_a_revision_is_read_as_the_folder_was(programme: Path) -> None:
    """The same names and bytes, whatever was changed since, and nothing is checked out."""
    before = read_folder(programme)
    (programme / "financien.yaml").unlink()
    (programme / "regio.yaml").write_text("kapot: [\n", "utf-8")
    assert read_revision(programme, "v1") == before
    assert not (programme / "financien.yaml").exists()


def test_a_change_of_contactschool_is_seen_against_an_older_version(programme: Path) -> None:
    """Regeling 3.2 lid 2 compares two versions: without the older one it does not run."""
    text = (programme / "partners.yaml").read_text("utf-8")
    old = "rollen: [contactschool]"
    assert text.count(old) == 1
    first, second = text.split(old)
    school = "soorten: [pro]"
    assert school in first + second
    swapped = (first + "rollen: [uitvoerder]" + second).replace(
        school, school + "\n    rollen: [contactschool]", 1
    )
    (programme / "partners.yaml").write_text(swapped, "utf-8")
    alone = workflows.validate(programme, vandaag=TODAY).uitkomst
    against = workflows.validate(programme, since="v1", vandaag=TODAY).uitkomst
    assert "RRP-3.2-2" not in alone.ran
    assert "RRP-3.2-2" in against.ran
    assert "RRP-3.2-2" in {f.rule for f in against.findings}


def test_an_unchanged_programme_has_no_findings_against_itself(programme: Path) -> None:
    """Comparing a version with itself asks for nothing."""
    assert workflows.validate(programme, since="HEAD", vandaag=TODAY).uitkomst.findings == ()


@pytest.mark.parametrize("revision", ["v2", "--help", "-h", "v1:regio.yaml", ""])
def test_an_unknown_revision_is_said_and_never_taken_for_an_option(
    programme: Path, revision: str
) -> None:
    """The message names what was asked for."""
    with pytest.raises(RegioplanError, match="git log"):
        read_revision(programme, revision)


def test_a_folder_outside_git_is_said(tmp_path: Path) -> None:
    """Without a repository there is no older version."""
    with pytest.raises(RegioplanError, match="versiebeheer"):
        read_revision(tmp_path, "HEAD")


def test_a_version_before_the_programme_is_said(programme: Path) -> None:
    """A folder that came later has no older version there."""
    later = programme.parent / "later"
    later.mkdir()
    shutil.copy(programme / "programma.yaml", later)
    with pytest.raises(RegioplanError, match="Noem een latere versie"):
        read_revision(later, "v1")


def test_an_older_version_with_a_typo_is_no_ground_to_judge_on(programme: Path) -> None:
    """The message says where that version goes wrong."""
    good = (programme / "programma.yaml").read_bytes()
    (programme / "programma.yaml").write_bytes(good + b"titl: x\n")
    git(programme, "commit", "-qam", "tikfout")
    (programme / "programma.yaml").write_bytes(good)
    with pytest.raises(RegioplanError, match=r"niet te lezen: programma\.yaml:"):
        workflows.validate(programme, since="HEAD", vandaag=TODAY)


def test_the_command_line_takes_a_revision(
    programme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--since` reaches the rules; an unknown revision is exit 2, as every failure of the tool."""
    assert main(["validate", str(programme), "--since", "v1"]) == 0
    assert main(["validate", str(programme), "--since", "v9"]) == 2
    assert "‘v9’" in capsys.readouterr().err
