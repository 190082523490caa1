"""Compare two versions of a programme: two revisions, a revision and a folder, or two folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import folder as folders
from regioplan.errors import RegioplanError
from regioplan.loader import load
from regioplan.workflows.checking import older, whole

if TYPE_CHECKING:
    from regioplan.diff import Change, Geldstroom
    from regioplan.model import Programma


@dataclass(frozen=True, slots=True)
class Versie:
    """One of the two that were compared."""

    naam: str  # as it was asked for: "v1.0", "HEAD"; "de werkmap" for the files as they are now
    revisie: bool  # whether it is a revision of git, so that `validate --since` can take it
    titel: str
    versie: str  # the number that the programme itself names; "" when it names none
    status: str  # in words
    vastgesteld: bool  # adopted: from then on a substantial change must be reported


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing gave."""

    oud: Versie
    nieuw: Versie
    wijzigingen: tuple[Change, ...]
    geld: tuple[Geldstroom, ...]
    map: str  # the programme's folder, as it was named


WORK_TREE = "de werkmap"
"""How the files are called as they are now."""


def diff(old: str | None = None, new: str | None = None, *, folder: Path = Path()) -> Compared:
    """The changes between two versions. Writes nothing.

    Args:
        old: a folder with a programma.yaml, or a git revision of `folder`; None: HEAD.
        new: the same; None: `folder` as it is now.
        folder: the programme's folder.

    Raises:
        RegioplanError: one of the two cannot be found or read; the message names it.
    """
    from regioplan import diff as differ  # noqa: PLC0415  # heavy: only for who compares

    before, old_version = _version(old or "HEAD", folder)
    now, new_version = _folder(folder, WORK_TREE) if new is None else _version(new, folder)
    return Compared(
        old_version,
        new_version,
        differ.changes(before, now),
        differ.money(before, now),
        str(folder),
    )


def _version(name: str, folder: Path) -> tuple[Programma, Versie]:
    """A folder when there is one of that name with a programme in it, else a revision."""
    path = Path(name)
    if (path / "programma.yaml").is_file():
        return _folder(path, name)
    try:
        programma = older(folder, name)
    except RegioplanError as error:
        if path.is_dir():
            raise RegioplanError(
                f"In de map {name} staat geen programma.yaml, en als versie in git is zij er ook"
                f" niet: {error}"
            ) from None
        raise
    return programma, _described(programma, name, revision=True)


def _folder(path: Path, name: str) -> tuple[Programma, Versie]:
    loaded = load(folders.read_folder(path))
    begins = "Het programma in de werkmap" if name == WORK_TREE else f"Het programma in {name}"
    programma = whole(loaded, begins, "Herstel dat eerst; zie `regioplan validate`.")
    return programma, _described(programma, name, revision=False)


def _described(programma: Programma, name: str, *, revision: bool) -> Versie:
    from regioplan.model import Status  # noqa: PLC0415  # loaded by now

    blad = programma.blad
    return Versie(
        name,
        revision,
        str(blad.titel or ""),
        str(blad.versie or ""),
        blad.status.label,
        blad.status.reaches(Status.VASTGESTELD),
    )
