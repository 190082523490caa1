"""A git revision is read as a folder is, and the rules over two versions get it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from history_repo import files_of, git, repository
from regioplan import workflows
from regioplan.cli import main
from regioplan.errors import RegioplanError
from regioplan.folder import read_folder
from regioplan.history import read_revision, state, tags

BASIS = Path(__file__).parent / "basis"
TODAY = date(2026, 3, 2)


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


# ------------------------------------------------------------------ repositories as they are


def tree(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, those of git too: its content and when it was written."""
    found: Iterator[Path] = (path for path in root.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_nothing_is_written_when_git_is_read(tmp_path: Path) -> None:
    """No lock, no index anew, no FETCH_HEAD: the repository is byte for byte as it was."""
    folder = repository(tmp_path, "plan")
    os.utime(folder / "regio.yaml")  # what makes `git status` want to write the index anew
    before = tree(tmp_path)
    workflows.diff("v0.1", folder=folder)
    workflows.validate(folder, since="v0.9", vandaag=TODAY)
    assert state(folder) is not None
    assert tree(tmp_path) == before


def test_hooks_and_filters_of_a_repository_do_not_run(tmp_path: Path) -> None:
    """What is asked of git never starts a program that the repository names."""
    folder = repository(tmp_path)
    trace = tmp_path / "spoor"
    for name in ("core.fsmonitor", "filter.spoor.smudge", "core.pager", "diff.external"):
        git(folder, "config", name, f"touch '{trace}'")
    (folder / ".gitattributes").write_text("*.yaml filter=spoor\n", "utf-8")
    hook = folder / ".git" / "hooks" / "post-index-change"
    hook.write_text(f"#!/bin/sh\ntouch '{trace}'\n", "utf-8")
    hook.chmod(0o755)
    workflows.diff("v0.1", "v1.1", folder=folder)
    assert state(folder) is not None
    assert not trace.exists()


def test_what_a_hook_says_of_its_repository_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a hook GIT_DIR names another repository; the folder that the user names is looked at."""
    folder = repository(tmp_path / "een", "plan")
    other = tmp_path / "ander"
    other.mkdir()
    git(other, "init", "-q")
    for name, value in (("GIT_DIR", other / ".git"), ("GIT_INDEX_FILE", other / "index")):
        monkeypatch.setenv(name, str(value))
    assert read_revision(folder, "v0.9") == files_of("v0.9")
    known = state(folder)
    assert known is not None
    assert known.clean


def test_a_programme_that_moved_to_another_folder_is_followed(tmp_path: Path) -> None:
    """First at the top, then in a folder, then in a folder of another name."""
    folder = repository(tmp_path)
    for there in ("plan", "plannen/arnhem"):
        names = [path.name for path in folder.iterdir() if path.name not in {".git", "plan"}]
        (tmp_path / there).mkdir(parents=True)
        for name in names:
            git(tmp_path, "mv", str((folder / name).relative_to(tmp_path)), there)
        git(tmp_path, "commit", "-qm", f"naar {there}")
        folder = tmp_path / there
        assert read_revision(folder, "v0.1") == files_of("v0.1")
    assert read_revision(folder, "HEAD~1") == files_of("v1.1")


def test_a_programme_that_stood_elsewhere_and_cannot_be_followed_is_pointed_at(
    tmp_path: Path,
) -> None:
    """The message names the folder in which that version has a programme."""
    repository(tmp_path, "oud")
    (tmp_path / "nieuw").mkdir()
    (tmp_path / "nieuw" / "programma.yaml").write_text("formaat: 1\nstatus: concept\n", "utf-8")
    with pytest.raises(RegioplanError, match=r"er wel een in de map oud van de repository"):
        read_revision(tmp_path / "nieuw", "v0.1")


def test_a_shallow_clone_says_how_to_get_the_rest(tmp_path: Path) -> None:
    """An older version may exist although this clone does not have it."""
    repository(tmp_path / "bron")
    clone = tmp_path / "kloon"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path / 'bron'}", str(clone))
    assert read_revision(clone, "HEAD") == files_of("v1.1")
    with pytest.raises(RegioplanError, match="--unshallow"):
        read_revision(clone, "v0.1")


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    """Nothing has been recorded yet, so there is nothing to compare with."""
    git(tmp_path, "init", "-q")
    (tmp_path / "programma.yaml").write_text("formaat: 1\n", "utf-8")
    with pytest.raises(RegioplanError, match=r"nog niets vastgelegd.*git commit"):
        read_revision(tmp_path, "HEAD")
    assert state(tmp_path) is None


def test_a_detached_head_a_branch_and_a_worktree_are_read(tmp_path: Path) -> None:
    """However the repository stands, a revision is a revision."""
    folder = repository(tmp_path / "repo")
    git(folder, "branch", "partner", "v0.9")
    git(folder, "checkout", "-q", "--detach", "v1.0")
    git(folder, "worktree", "add", "-q", str(tmp_path / "ernaast"), "partner")
    assert read_revision(folder, "HEAD") == files_of("v1.0")
    assert read_revision(folder, "partner") == files_of("v0.9")
    assert read_revision(tmp_path / "ernaast", "v0.1") == files_of("v0.1")
    known = state(tmp_path / "ernaast")
    assert known is not None
    assert known.revision == git(folder, "rev-parse", "v0.9").strip()


def test_a_folder_of_somebody_else_is_said_in_dutch(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git refuses such a folder; the message gives the command that allows it."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(RegioplanError, match=r"andere gebruiker.*git config --global --add safe"):
        read_revision(programme, "v1")
    assert state(programme) is None
    assert tags(programme) == {}


def test_without_git_the_message_says_what_is_missing(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What needs no history goes on working."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RegioplanError, match="Git is niet gevonden"):
        read_revision(programme, "v1")
    assert state(programme) is None
    assert workflows.validate(programme, vandaag=TODAY).uitkomst.findings == ()


def test_a_link_in_an_older_version_is_not_followed(tmp_path: Path) -> None:
    """A revision is read from git's store: what a link pointed to is not in it."""
    folder = repository(tmp_path)
    (folder / "regio.yaml").unlink()
    (folder / "regio.yaml").symlink_to("/etc/hostname")
    git(folder, "commit", "-qam", "link")
    with pytest.raises(RegioplanError, match=r"regio\.yaml is in die versie een verwijzing"):
        read_revision(folder, "HEAD")


# ------------------------------------------------------------------ clean or not


def test_only_the_files_of_the_programme_make_it_dirty(programme: Path) -> None:
    """A note beside the programme is no change in it; a file that git ignores is one."""

    def clean() -> bool:
        known = state(programme)
        assert known is not None
        return known.clean

    (programme / "notitie.docx").write_bytes(b"x")
    (programme / ".gitignore").write_text("*.yaml\n*.docx\n", "utf-8")
    assert clean()
    extra = programme / "themas" / "4-genegeerd.yaml"
    extra.write_text("id: vier\n", "utf-8")
    assert not clean()
    extra.unlink()
    assert clean()
    git(programme, "mv", "analyse.yaml", "bevindingen.yaml")
    assert not clean()


# ------------------------------------------------------------------ tags, and what was signed


def test_tags_are_given_with_the_programme_of_their_commit(tmp_path: Path) -> None:
    """Of a tag from before the programme only the name is known."""
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "begin")
    git(tmp_path, "tag", "-a", "begin", "-m", "zonder programma")
    folder = repository(tmp_path, "plan")
    found = tags(folder)
    assert list(found) == ["begin", "v0.1", "v0.9", "v1.0", "v1.1"]
    assert found["begin"] is None
    assert found["v0.9"] == files_of("v0.9")["programma.yaml"]
    assert tags(tmp_path.parent) == {}


def test_the_version_table_is_held_against_the_tags(tmp_path: Path) -> None:
    """A version without a tag, and a tag on another version, are both told."""
    folder = repository(tmp_path)

    def told() -> list[str]:
        found = workflows.validate(folder, vandaag=TODAY).uitkomst.findings
        return [f.message for f in found if f.rule == "KWA-versie-tag"]

    assert told() == []
    git(folder, "tag", "-d", "v1.0")
    git(folder, "tag", "-f", "v0.9", "v0.1")
    assert told() == [
        "De tag ‘v0.9’ wijst naar een programma met versie 0.1.",
        "Versie 1.0 heeft in git geen tag.",
    ]


def test_text_that_changed_after_signing_is_told(programme: Path, tmp_path: Path) -> None:
    """The hash in the document, put at the round, fits; one word more and it does not."""
    made = tmp_path / "document.md"
    assert not workflows.render(programme, (made,), vandaag=TODAY).refused
    text_hash = re.search(r"Controlegetal van de tekst: ([0-9a-f]{64})", made.read_text("utf-8"))
    assert text_hash
    partners = programme / "partners.yaml"
    round_one = "    document: Regionaal programma, versie 1.0\n"
    text = partners.read_text("utf-8")
    partners.write_text(text.replace(round_one, f"{round_one}    tekst_hash: {text_hash[1]}\n", 1))

    def told() -> set[str]:
        return {f.rule for f in workflows.validate(programme, vandaag=TODAY).uitkomst.findings}

    assert told() == set()
    theme = programme / "themas" / "1-overstap.yaml"
    theme.write_text(theme.read_text("utf-8").replace("blijft vaker", "blijft veel vaker"))
    assert told() == {"KWA-tekst-getekend"}
    assert workflows.render(programme, (made,), vandaag=TODAY).refused
