"""A folder is read to the bytes of the programme, and files are written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from regioplan import folder
from regioplan.errors import RegioplanError
from regioplan.folder import is_of_programme, read_folder, write_files


def fill(root: Path, *names: str) -> Path:
    """A folder with these files, each holding its own name."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def everything(root: Path) -> dict[str, bytes]:
    """All that stands in a folder, hidden files too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"<map>"
        for path in root.rglob("*")
    }


# ------------------------------------------------------------------ reading


def test_the_files_of_a_programme_and_nothing_else(tmp_path: Path) -> None:
    """All YAML files here and in themas, everything under templates; sorted, with slashes."""
    ours = [
        "onbekend.yml",
        "programma.yaml",
        "regio.YAML",
        "templates/kaft.md",
        "templates/stijl/diep/basis.docx",
        "themas/a.yaml",
        "themas/b.yml",
    ]
    fill(tmp_path, *ours, ".verborgen.yaml", "notitie.txt", "uit/x.yaml", "themas/diep/c.yaml")
    fill(tmp_path, "templates/.git/x", "templates/.x", "themas/.a.yaml", "themas/a.txt")
    (tmp_path / "map.yaml").mkdir()
    found = read_folder(tmp_path)
    assert list(found) == ours
    assert all(content == name.encode() for name, content in found.items())


def test_bytes_are_not_translated(tmp_path: Path) -> None:
    """Line ends and byte order mark are for the reader of YAML to judge."""
    (tmp_path / "programma.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\n\xff")
    assert read_folder(tmp_path) == {"programma.yaml": b"\xef\xbb\xbfa: 1\r\n\xff"}


def test_a_missing_folder_is_told_with_a_way_out(tmp_path: Path) -> None:
    """Perhaps there is no programme yet."""
    with pytest.raises(RegioplanError, match=r"weg bestaat niet.*regioplan init"):
        read_folder(tmp_path / "weg")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Somebody may name programma.yaml itself."""
    fill(tmp_path, "programma.yaml")
    with pytest.raises(RegioplanError, match="is een bestand"):
        read_folder(tmp_path / "programma.yaml")


def test_a_folder_without_programme_points_to_init(tmp_path: Path) -> None:
    """When nothing likely is near."""
    fill(tmp_path, "regio.yaml")
    with pytest.raises(RegioplanError, match=r"geen programma\.yaml.*regioplan init"):
        read_folder(tmp_path)


def test_a_programme_one_folder_deeper_is_suggested(tmp_path: Path) -> None:
    """That is the usual mistake."""
    fill(tmp_path, "arnhem/programma.yaml", ".oud/programma.yaml")
    with pytest.raises(RegioplanError, match=r"In \S+arnhem staat er wel een"):
        read_folder(tmp_path)


@pytest.mark.parametrize("name", ["programma.yml", "Programma.YAML"])
def test_a_programme_with_almost_the_name_is_suggested(tmp_path: Path, name: str) -> None:
    """One name is used everywhere; a near miss is named."""
    fill(tmp_path, name)
    with pytest.raises(RegioplanError, match=f"wel een {name}: hernoem"):
        read_folder(tmp_path)


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    """It brings in nothing from elsewhere."""
    fill(tmp_path, "programma.yaml")
    (tmp_path / "regio.yaml").symlink_to("programma.yaml")
    assert read_folder(tmp_path)["regio.yaml"] == b"programma.yaml"


@pytest.mark.parametrize("name", ["thema", "Themas", "Thema's"])
def test_a_folder_that_was_meant_for_themes_is_read(name: str, tmp_path: Path) -> None:
    """Its files reach the loader, which tells of them; otherwise themes would be lost silently."""
    fill(tmp_path, "programma.yaml", f"{name}/a.yaml")
    assert list(read_folder(tmp_path)) == sorted(["programma.yaml", f"{name}/a.yaml"])
    assert is_of_programme(f"{name}/a.yaml")


@pytest.mark.parametrize("name", ["regio.yaml", "themas", "templates", "templates/x"])
@pytest.mark.parametrize("target", ["elders/x.yaml", "elders", "nergens"])
def test_a_link_that_leaves_the_folder_is_refused_by_name(
    tmp_path: Path, name: str, target: str
) -> None:
    """What it points at is not read; a link that means nothing to us is left alone."""
    fill(tmp_path, "elders/x.yaml")
    programme = fill(tmp_path / "p", "programma.yaml")
    (programme / name).parent.mkdir(exist_ok=True)
    (programme / name).symlink_to(tmp_path / target)
    if name in {"themas", "templates"} and target != "elders":
        assert list(read_folder(programme)) == ["programma.yaml"]
        return
    with pytest.raises(RegioplanError, match=f"{name} is een koppeling"):
        read_folder(programme)


def test_links_in_a_circle_do_not_run_on(tmp_path: Path) -> None:
    """A link to a folder is never followed."""
    fill(tmp_path, "programma.yaml", "templates/x.md")
    (tmp_path / "templates/kring").symlink_to(tmp_path / "templates", target_is_directory=True)
    with pytest.raises(RegioplanError, match="kring is een koppeling naar een andere map"):
        read_folder(tmp_path)


def test_a_huge_file_is_refused_by_name(tmp_path: Path) -> None:
    """It is not read as a whole."""
    fill(tmp_path, "programma.yaml")
    with (tmp_path / "regio.yaml").open("wb") as file:
        file.truncate(folder.MAX_BYTES + 1)
    with pytest.raises(RegioplanError, match=r"regio\.yaml is groter dan 10 MB"):
        read_folder(tmp_path)


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Dutch, and not as a stack of calls."""
    fill(tmp_path, "programma.yaml")

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RegioplanError, match=r"toestemming om \S+programma\.yaml te lezen"):
        read_folder(tmp_path)


# ------------------------------------------------------------------ writing


def test_files_are_written_as_they_are_in_folders_that_are_made(tmp_path: Path) -> None:
    """No line end is translated and nothing else is left behind."""
    write_files({tmp_path / "a.docx": b"x\r\ny\n", tmp_path / "nieuw/diep/b.md": b"\xff"})
    assert everything(tmp_path) == {
        "a.docx": b"x\r\ny\n",
        "nieuw": b"<map>",
        "nieuw/diep": b"<map>",
        "nieuw/diep/b.md": b"\xff",
    }


def test_an_existing_file_is_only_replaced_when_asked(tmp_path: Path) -> None:
    """And without that no other file is written either."""
    fill(tmp_path, "b")
    files = {tmp_path / "a": b"1", tmp_path / "b": b"2"}
    with pytest.raises(RegioplanError, match="b bestaat al"):
        write_files(files)
    assert everything(tmp_path) == {"b": b"b"}
    write_files(files, overwrite=True)
    assert everything(tmp_path) == {"a": b"1", "b": b"2"}


def test_rights_of_a_replaced_file_stay(tmp_path: Path) -> None:
    """A shared file stays shared."""
    (fill(tmp_path, "a") / "a").chmod(0o664)
    write_files({tmp_path / "a": b"1"}, overwrite=True)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o664


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file behind it gets the content."""
    fill(tmp_path, "echt")
    (tmp_path / "link").symlink_to("echt")
    write_files({tmp_path / "link": b"1"}, overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "echt").read_bytes() == b"1"


@pytest.mark.parametrize("failing", ["a", "b", "diep/c"])
@pytest.mark.parametrize("step", ["replace", "write_bytes"])
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, step: str
) -> None:
    """Word keeps a file open, or the disk is full half way: no file is new and none is lost."""
    fill(tmp_path, "a", "c")
    before = everything(tmp_path)
    names = ["a", "b", "diep/c"]
    original = getattr(Path, step)
    calls = 0

    def fail(path: Path, argument: object) -> object:
        nonlocal calls
        calls += 1
        if calls == names.index(failing) + 1:
            raise PermissionError(errno.EACCES, "in use")
        return original(path, argument)

    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(RegioplanError, match=rf"{failing} niet schrijven: .*Word"):
        write_files({tmp_path / name: b"nieuw" for name in names}, overwrite=True)
    assert everything(tmp_path) == before


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C counts as a failure."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "nieuw/a": b"1"})
    assert everything(tmp_path) == {}


def test_a_folder_or_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """A target that is a folder, and a folder that is a file."""
    fill(tmp_path, "map/x", "bestand")
    with pytest.raises(RegioplanError, match="map is een map"):
        write_files({tmp_path / "map": b""})
    with pytest.raises(RegioplanError, match="is een bestand en geen map"):
        write_files({tmp_path / "bestand/x": b""})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EROFS, "alleen lezen"),
        (errno.EIO, f"fout {errno.EIO} van het besturingssysteem"),
    ],
)
def test_an_error_of_the_system_is_told_in_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """The system's own English is not shown."""

    def fail(*_: object) -> None:
        raise OSError(number, "English")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(RegioplanError, match=words) as caught:
        write_files({tmp_path / "a": b""})
    assert "English" not in str(caught.value)
