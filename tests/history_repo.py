"""A programme with a history: the folders of tests/geschiedenis as commits and tags of git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

HISTORY = Path(__file__).parent / "geschiedenis"
VERSIONS = ("v0.1", "v0.9", "v1.0", "v1.1")

WHO = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,  # not the settings of whoever runs the tests
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """What git answers in a folder, as the same person and on a fixed day."""
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00+00:00")
    done = subprocess.run(
        ["git", "-C", folder, "-c", "core.hooksPath=", *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | WHO | dates,
    )
    return done.stdout


def versions() -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """Each version and all its files: what a folder does not have is as it was before."""
    files: dict[str, bytes] = {}
    for name in VERSIONS:
        folder = HISTORY / name
        for path in sorted(folder.rglob("*.yaml")):
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
        yield name, dict(files)


def files_of(version: str) -> Mapping[str, bytes]:
    """The files of one version."""
    return dict(versions())[version]


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def repository(root: Path, sub_folder: str = "") -> Path:
    """A repository with a commit and a tag per version; the programme's folder in it."""
    folder = root / sub_folder
    folder.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    for number, (name, files) in enumerate(versions(), start=1):
        write(folder, files)
        git(root, "add", ".")
        git(root, "commit", "-qm", f"Versie {name}", day=f"2026-01-{number:02}")
        git(root, "tag", name)
    return folder
