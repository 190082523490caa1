"""A git revision becomes a mapping of file names to bytes, as a folder does."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from regioplan.errors import RegioplanError
from regioplan.folder import is_of_programme


def read_revision(folder: Path, revision: str) -> Mapping[str, bytes]:
    """The files of the programme in `folder` as they were at a git revision: name → bytes.

    Nothing is checked out: the folder stays as it is.

    Raises:
        RegioplanError: git is not there, the folder is not in a repository, or the revision is
            unknown or has no programme in this folder.
    """
    commit = _git(
        folder,
        ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"),
        f"Git kent ‘{revision}’ niet in de map {folder}. Noem een tag, een tak of een commit;"
        " `git log --oneline` toont de commits.",
    )
    archive = _git(
        folder,
        ("archive", "--format=tar", commit.decode().strip(), "--", "."),
        f"In ‘{revision}’ was de map {folder} er nog niet. Noem een latere versie.",
    )
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        found = {
            member.name: content.read()
            for member in tar
            if is_of_programme(member.name) and (content := tar.extractfile(member))
        }
    if "programma.yaml" not in found:
        raise RegioplanError(
            f"In ‘{revision}’ staat in de map {folder} geen programma.yaml. Noem een latere versie."
        )
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class State:
    """Where a folder stands in git."""

    revision: str  # the whole hash of the commit
    clean: bool  # no file of the programme differs from it


def state(folder: Path) -> State | None:
    """The commit at which a programme's folder stands; None outside git, or before any commit."""
    try:
        revision = _git(folder, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"), "")
        changed = _git(
            folder, ("status", "--porcelain", "-z", "--untracked-files=all", "--", "."), ""
        )
        prefix = _git(folder, ("rev-parse", "--show-prefix"), "").decode().strip()
    except RegioplanError:
        return None
    names = (entry[3:].decode("utf-8", "replace") for entry in changed.split(b"\0") if entry)
    dirty = any(is_of_programme(name.removeprefix(prefix)) for name in names)
    return State(revision.decode().strip(), clean=not dirty)


def _git(folder: Path, arguments: tuple[str, ...], otherwise: str) -> bytes:
    """What git answers; `otherwise` is said when it refuses."""
    command = ("git", "--no-optional-locks", "-C", str(folder), *arguments)
    try:
        done = subprocess.run(  # noqa: S603  # our own words; a revision is checked by rev-parse
            command, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"}
        )
    except FileNotFoundError:
        raise RegioplanError(
            "Git is niet gevonden. Installeer git, of toets zonder --since."
        ) from None
    if done.returncode == 0:
        return done.stdout
    if b"not a git repository" in done.stderr:
        raise RegioplanError(
            f"De map {folder} staat niet onder versiebeheer van git. Toets zonder --since."
        )
    raise RegioplanError(otherwise)
