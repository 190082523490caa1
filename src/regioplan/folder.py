"""A folder becomes a mapping of file names to bytes, and files are written whole or not at all."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from regioplan.errors import RegioplanError

MAX_BYTES = 10_000_000
"""No file of a programme comes near this: a larger one is a mistake, and is not read."""

MAX_NAMED_BYTES = 100_000_000
"""The same for a file that a user names: a Word file with photographs in it is large."""

_MAIN = "programma.yaml"
_YAML = (".yaml", ".yml")


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The files of the programme in `folder`: name relative to it, with "/", → content, sorted.

    These are all YAML files in the folder itself and in `themas`, whatever their name (the loader
    tells of unknown ones, and of a folder `thema`), and everything under `templates`; hidden files
    and other folders stay out.

    Raises:
        RegioplanError: no folder, no permission, no `programma.yaml`, a file that is too large, or
            a link to something outside the folder.
    """
    with _in_dutch(folder, _READING):
        _demand_folder(folder)
        _demand_programme(folder)
        root = folder.resolve()
        return {
            path.relative_to(folder).as_posix(): _read_file(path)
            for path in sorted(_paths(folder))
            if _is_ours(path, root)
        }


def is_of_programme(name: str) -> bool:
    """Whether a file of a programme's folder is read, by its name relative to it, with "/"."""
    *folders, file = name.split("/")
    if any(part.startswith(".") for part in (*folders, file)):
        return False
    return folders[:1] == ["templates"] or (
        (not folders or (len(folders) == 1 and _may_hold_themes(folders[0])))
        and file.lower().endswith(_YAML)
    )


def _may_hold_themes(name: str) -> bool:
    """Whether a folder is `themas`, or was meant to be: those files are not silently left out."""
    return name.lower() in {"themas", "thema", "thema's", "thema’s"}


def _demand_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    if folder.exists():
        raise RegioplanError(f"{folder} is een bestand. Noem de map waar het in staat.")
    raise RegioplanError(
        f"De map {folder} bestaat niet. Controleer de naam, of begin een nieuw programma met"
        " `regioplan init`."
    )


def _demand_programme(folder: Path) -> None:
    """Without `programma.yaml` it is no programme; a likely place of it is named."""
    names = {path.name for path in folder.iterdir() if path.is_file()}
    if _MAIN in names:
        return
    missing = f"In de map {folder} staat geen {_MAIN}."
    alike = min((name for name in names if name.lower() in {_MAIN, "programma.yml"}), default="")
    if alike:
        raise RegioplanError(f"{missing} Er staat wel een {alike}: hernoem dat naar {_MAIN}.")
    if inside := _sub_folder_with_programme(folder):
        raise RegioplanError(
            f"{missing} In {inside} staat er wel een: noem die map, of ga er eerst naartoe."
        )
    raise RegioplanError(
        f"{missing} Ga naar de map van het programma, of begin een nieuw programma met"
        " `regioplan init`."
    )


def _sub_folder_with_programme(folder: Path) -> Path | None:
    for path in sorted(folder.iterdir()):
        with suppress(OSError):  # a folder that may not be seen is no suggestion
            if not path.name.startswith(".") and (path / _MAIN).is_file():
                return path
    return None


def _paths(folder: Path) -> Iterator[Path]:
    """All paths in the folder that are a programme's by their name."""
    themes = [path for path in folder.iterdir() if _may_hold_themes(path.name)]
    for part in (folder, *filter(_is_folder, themes)):
        yield from (path for path in part.iterdir() if path.suffix.lower() in _YAML)
    if _is_folder(folder / "templates"):
        yield from _below(folder / "templates")


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            yield from _below(path)
        else:
            yield path


def _is_folder(path: Path) -> bool:
    """Whether it is a folder of its own; a link to one could lead outside, or in a circle."""
    if path.is_symlink() and path.is_dir():
        raise RegioplanError(
            f"{path} is een koppeling naar een andere map, en die wordt niet gevolgd. Zet de"
            " bestanden zelf in de map van het programma."
        )
    return path.is_dir()


def _is_ours(path: Path, root: Path) -> bool:
    """Whether it is an ordinary file that is not hidden; one from elsewhere is refused."""
    if path.name.startswith("."):
        return False
    if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(root)):
        raise RegioplanError(
            f"{path} is een koppeling naar een bestand buiten de map van het programma, en die"
            " wordt niet gevolgd. Zet het bestand zelf in de map."
        )
    return path.is_file()


def read_file(path: Path) -> bytes:
    """The bytes of one file that a user names: a house style, a Word file that came back.

    Raises:
        RegioplanError: no such file, no permission, a folder, or too large.
    """
    with _in_dutch(path, _READING):
        if path.is_dir():
            raise RegioplanError(f"{path} is een map. Noem een bestand.")
        if not path.exists():
            raise RegioplanError(f"Het bestand {path} bestaat niet. Controleer de naam.")
        with path.open("rb") as file:
            content = file.read(MAX_NAMED_BYTES + 1)
    if len(content) > MAX_NAMED_BYTES:
        raise RegioplanError(f"{path} is groter dan {MAX_NAMED_BYTES // 1_000_000} MB.")
    return content


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise RegioplanError(
            f"{path} is groter dan {MAX_BYTES // 1_000_000} MB. Haal het uit de map van het"
            " programma, of maak het kleiner."
        )
    return content


# ------------------------------------------------------------------ writing


def write_files(files: Mapping[Path, bytes], *, overwrite: bool = False) -> None:
    """Write all files, or none: what goes wrong on the way leaves everything as it was.

    Folders that are missing are made. The content is written as it is, line ends too.

    Raises:
        RegioplanError: a file exists and `overwrite` is False, no permission, a full disk, or a
            file that another programme keeps open.
    """
    targets = {_behind_link(path): content for path, content in files.items()}
    old = {path: _old_content(path, overwrite=overwrite) for path in targets}
    made: list[Path] = []
    temporary: dict[Path, Path] = {}
    try:
        for path, content in targets.items():
            with _in_dutch(path, _WRITING):
                made += _make_folder(path.parent)
                temporary[path] = _write_beside(path, content)
        _replace_all(temporary, old)
    except BaseException:  # an interruption by the user too
        for beside in temporary.values():
            beside.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # somebody else put something in it meanwhile
                folder.rmdir()
        raise


def _behind_link(path: Path) -> Path:
    """The file itself when the path is a link: a replaced link leaves its file as it was."""
    return path.resolve() if path.is_symlink() else path


def _old_content(path: Path, *, overwrite: bool) -> bytes | None:
    """What stands there now, to put back when a later file fails; None: nothing."""
    with _in_dutch(path, _WRITING):
        if path.is_dir():
            raise RegioplanError(f"{path} is een map. Noem een bestand.")
        if not path.exists():
            return None
        if not overwrite:
            raise RegioplanError(f"{path} bestaat al. Kies een andere naam, of haal het eerst weg.")
        return path.read_bytes()


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it. Gives the new ones, the highest first."""
    if folder.is_dir():
        return []
    made = _make_folder(folder.parent)
    folder.mkdir()
    return [*made, folder]


def _write_beside(path: Path, content: bytes) -> Path:
    """Write to a new file in the same folder, with the rights that the file has or would get."""
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        beside.write_bytes(content)
        with suppress(OSError):  # new, or a file system without rights
            shutil.copymode(path, beside)
    except BaseException:  # an interruption by the user too
        beside.unlink(missing_ok=True)
        raise
    return beside


def _replace_all(temporary: Mapping[Path, Path], old: Mapping[Path, bytes | None]) -> None:
    """Put each new file in its place; when one refuses (Word has it open), put the others back."""
    done: list[Path] = []
    try:
        for path, beside in temporary.items():
            with _in_dutch(path, _WRITING):
                beside.replace(path)
            done.append(path)
    except BaseException:  # an interruption by the user too
        for path in reversed(done):
            _put_back(path, old[path])
        raise


def _put_back(path: Path, content: bytes | None) -> None:
    with suppress(OSError):  # the first error is the one to tell
        if content is None:
            path.unlink()
        else:
            _write_beside(path, content).replace(path)


# ------------------------------------------------------------------ what is wrong, in Dutch

_READING = {
    errno.EACCES: "Geen toestemming om {pad} te lezen. Vraag de eigenaar om leesrechten.",
    errno.ENOENT: "{pad} is er niet meer. Probeer het opnieuw.",
    None: "{pad} is niet te lezen (fout {nummer} van het besturingssysteem).",
}

_WRITING = {
    errno.EACCES: (
        "Kan {pad} niet schrijven: het bestand is open in een ander programma (Word?), of er is"
        " geen toestemming. Sluit het bestand, of kies een andere plaats."
    ),
    errno.ENOSPC: "Kan {pad} niet schrijven: de schijf is vol. Maak ruimte vrij.",
    errno.EROFS: "Kan {pad} niet schrijven: daar is alleen lezen mogelijk. Kies een andere plek.",
    errno.ENAMETOOLONG: "Kan {pad} niet schrijven: de naam is te lang. Kies een kortere naam.",
    errno.ENOENT: (
        "Kan {pad} niet schrijven: die plaats bestaat niet, of de naam is te lang. Kies een andere"
        " plaats."
    ),
    errno.EINVAL: (
        "Kan {pad} niet schrijven: in de naam staat een teken dat niet mag. Kies een andere naam."
    ),
    errno.ENOTDIR: (
        "Kan {pad} niet schrijven: een deel van het pad is een bestand en geen map. Kies een andere"
        " plaats."
    ),
    None: "Kan {pad} niet schrijven (fout {nummer} van het besturingssysteem).",
}

_SAME = {errno.EPERM: errno.EACCES, errno.EEXIST: errno.ENOTDIR}


@contextmanager
def _in_dutch(path: Path, messages: Mapping[int | None, str]) -> Iterator[None]:
    """An error of the operating system becomes a Dutch sentence about the file that it names."""
    try:
        yield
    except OSError as error:
        number = _SAME.get(error.errno or 0, error.errno)
        message = messages.get(number, messages[None])
        where = (messages is _READING and error.filename) or path
        raise RegioplanError(message.format(pad=where, nummer=error.errno)) from error
