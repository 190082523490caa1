"""A git revision becomes a mapping of file names to bytes, as a folder does; nothing is written.

The git program is asked, and no library: who has plans in git has it, and it alone knows all that a
repository can be (work trees, alternates, partial clones, `safe.directory`, formats to come). It is
asked only to read: no lock, no hook, no pager, nothing checked out, and it runs no filter on what a
revision holds. What a hook or a script says in the environment about another repository does not
count: the folder that the user named does.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from regioplan.errors import RegioplanError
from regioplan.folder import MAX_BYTES, is_of_programme

_MAIN = "programma.yaml"


def read_revision(folder: Path, revision: str) -> Mapping[str, bytes]:
    """The files of the programme in `folder` as they were at a git revision: name → bytes, sorted.

    Nothing is checked out: the folder stays as it is. A programme that has moved to another folder
    since is followed.

    Raises:
        RegioplanError: git is not there, the folder is not in a repository, or the revision is
            unknown, has no programme here, or holds a file that cannot be read.
    """
    commit = _commit(folder, revision)
    prefix = _prefix(folder)
    found = _files(folder, commit, prefix)
    if _MAIN not in found:
        found = _files(folder, commit, _earlier_prefix(folder, commit, revision))
    return dict(sorted(_read(folder, found, revision).items()))


def tags(folder: Path) -> Mapping[str, bytes | None]:
    """The tags of the repository: name → programma.yaml of this folder there, None where it is not.

    Empty outside git, and where there are no tags.
    """
    try:
        names = _lines(_git(folder, ("for-each-ref", "--format=%(refname:strip=2)", "refs/tags")))
        prefix = _prefix(folder)
        found = _objects(folder, [f"refs/tags/{name}:{prefix}{_MAIN}" for name in names])
    except RegioplanError:
        return MappingProxyType({})
    return MappingProxyType(dict(zip(names, found, strict=True)))


@dataclass(frozen=True, slots=True)
class State:
    """Where a folder stands in git."""

    revision: str  # the whole hash of the commit
    clean: bool  # no file of the programme differs from it


def state(folder: Path) -> State | None:
    """The commit at which a programme's folder stands; None outside git, or before any commit."""
    try:
        revision = _git(folder, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
        changed = _git(folder, (*_STATUS, "--", "."))
        prefix = _prefix(folder)
    except RegioplanError:
        return None
    names = (
        entry[3:].decode("utf-8", "replace").removeprefix(prefix)
        for entry in changed.split(b"\0")
        if entry
    )
    dirty = any(is_of_programme(name) and name not in _NOT_PRINTED for name in names)
    return State(revision.decode().strip(), clean=not dirty)


_NOT_PRINTED = ("reacties.yaml",)
"""Answers to readers: they are kept beside the programme, and no document of it prints them."""

_STATUS = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored")
"""A file that git ignores is not in the commit either, so it counts."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that a document says it comes from."""

    revision: str  # the whole hash
    day: date
    subject: str
    tags: tuple[str, ...]
    in_head: bool  # what is checked out now was built on it


def commit(folder: Path, revision: str) -> Commit | None:
    """The commit with this hash, or the beginning of one; None where git does not know it."""
    try:
        full = _commit(folder, revision)
        said = _git(folder, ("log", "-1", "--format=%cs%x00%s", full)).decode("utf-8", "replace")
        named = _lines(_git(folder, ("tag", "--points-at", full)))
    except RegioplanError:
        return None
    day, _, subject = said.rstrip("\n").partition("\0")
    return Commit(full, date.fromisoformat(day), subject, tuple(named), _is_below(folder, full))


def _is_below(folder: Path, full: str) -> bool:
    try:
        _git(folder, ("merge-base", "--is-ancestor", full, "HEAD"))
    except RegioplanError:
        return False
    return True


# ------------------------------------------------------------------ steps


def _commit(folder: Path, revision: str) -> str:
    """The hash of a revision, which no option of git can be taken for.

    Raises:
        RegioplanError: there is no such revision; the words say what may be the matter.
    """
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return _git(folder, asked).decode().strip()
    except _RefusedError:
        raise RegioplanError(_unknown(folder, revision)) from None


def _unknown(folder: Path, revision: str) -> str:
    """Why git does not know a revision, and what to do."""
    if not _answers(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"):
        return (
            f"In de map {folder} is nog niets vastgelegd in git, dus ‘{revision}’ is er niet."
            " Leg de bestanden vast met `git add` en `git commit`."
        )
    unknown = f"Git kent ‘{revision}’ niet in de map {folder}."
    if _answers(folder, "rev-parse", "--is-shallow-repository") == "true":
        return (
            f"{unknown} Van deze kloon is maar een deel van de geschiedenis opgehaald; `git fetch"
            " --unshallow --tags` haalt de rest op. `git log --oneline` toont wat er is."
        )
    return (
        f"{unknown} Noem een tag, een tak of een commit; `git log --oneline` toont de commits en"
        " `git tag` de tags."
    )


def _prefix(folder: Path) -> str:
    """The folder as git knows it, from the root of the work tree: "" or "plannen/arnhem/"."""
    return _git(folder, ("rev-parse", "--show-prefix")).decode().rstrip("\n")


def _files(folder: Path, commit: str, prefix: str) -> dict[str, str]:
    """The files of a programme at a commit, in a folder of the repository: name → object.

    Raises:
        RegioplanError: a file is a link, or too large to be a programme's.
    """
    where = ("--", prefix.rstrip("/")) if prefix else ()
    answer = _git(folder, ("ls-tree", "-r", "-z", "--long", "--full-tree", commit, *where))
    found: dict[str, str] = {}
    for entry in answer.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        name = path.decode("utf-8", "surrogateescape")
        if not name.startswith(prefix) or not is_of_programme(name.removeprefix(prefix)):
            continue
        mode, kind, hash_, size = about.decode().split()
        if mode == "120000":  # git's mode of a symbolic link
            raise RegioplanError(f"{name} is in die versie een verwijzing, geen bestand.")
        if kind == "blob" and int(size) > MAX_BYTES:
            raise RegioplanError(f"{name} is in die versie te groot voor een programma.")
        if kind == "blob":
            found[name.removeprefix(prefix)] = hash_
    return found


def _earlier_prefix(folder: Path, commit: str, revision: str) -> str:
    """The folder in which this programme stood at a commit, when that was another one.

    Raises:
        RegioplanError: the programme was not there yet, or cannot be followed to there.
    """
    follow = ("log", "--follow", "--format=", "--name-status", "-z", "--diff-filter=R")
    try:
        moves = _git(folder, (*follow, f"{commit}..HEAD", "--", _MAIN)).split(b"\0")
    except _RefusedError:
        moves = []
    paths = [name.decode("utf-8", "surrogateescape") for name in moves if name.endswith(b".yaml")]
    for path in paths[::2]:  # of each move, the latest first: the old name, then the new one
        older = path.removesuffix(_MAIN)
        if _MAIN in _files(folder, commit, older):
            return older
    raise RegioplanError(
        f"In ‘{revision}’ staat in de map {folder} geen {_MAIN}.{_elsewhere(folder, commit)} Noem"
        " een latere versie."
    )


def _elsewhere(folder: Path, commit: str) -> str:
    """Where there is a programme at a commit, as a sentence; "" when nowhere."""
    names = _git(folder, ("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit))
    paths = (PurePosixPath(name.decode("utf-8", "replace")) for name in names.split(b"\0") if name)
    homes = [path.parent.as_posix() for path in paths if path.name == _MAIN]
    if not homes:
        return ""
    first = "de bovenste map" if homes[0] == "." else f"de map {homes[0]}"
    return f" Er staat er wel een in {first} van de repository."


def _read(folder: Path, files: Mapping[str, str], revision: str) -> dict[str, bytes]:
    """The content of each file."""
    contents = _objects(folder, files.values())
    missing = [name for name, content in zip(files, contents, strict=True) if content is None]
    if missing:
        raise RegioplanError(
            f"Git heeft {missing[0]} van ‘{revision}’ niet bij zich. Haal de geschiedenis opnieuw"
            " op met `git fetch`."
        )
    return {name: c for name, c in zip(files, contents, strict=True) if c is not None}


def _objects(folder: Path, names: Iterable[str]) -> list[bytes | None]:
    """The content of each file in git's store, in order; None where there is none."""
    asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    return list(_batch(_git(folder, ("cat-file", "--batch"), asked)))


def _batch(answer: bytes) -> Iterator[bytes | None]:
    """The parts of git's answer: a line "hash blob size" and the bytes, or "… missing"."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        at = end + 1
        if len(head) < 3 or head[-2] != b"blob" or not head[-1].isdigit():
            yield None
            continue
        size = int(head[-1])
        yield answer[at : at + size]
        at += size + 1


def _lines(answer: bytes) -> list[str]:
    return answer.decode("utf-8", "surrogateescape").splitlines()


# ------------------------------------------------------------------ git


class _RefusedError(RegioplanError):
    """Git was there and refused; who asked knows better what that means."""


_ELSEWHERE = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
"""What a hook says of its own repository; with it git would not look at the user's folder."""

_ONLY_READ = (
    "--no-optional-locks",
    "--no-pager",
    "--literal-pathspecs",  # a folder may be called "regio [oud]"
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.fsmonitor=false",  # may be a program
    "-c",
    "log.showSignature=false",  # would run gpg
)


def _git(folder: Path, arguments: tuple[str, ...], given: bytes | None = None) -> bytes:
    """What git answers.

    Raises:
        RegioplanError: git is not there, or will not look into this folder.
        _RefusedError: git refused what was asked.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603  # our own words; a revision is checked by rev-parse
            ("git", *_ONLY_READ, "-C", str(folder), *arguments),  # noqa: S607  # the user's own git
            input=given or b"",
            capture_output=True,
            check=False,
            env=kept | {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError:
        raise RegioplanError(
            "Git is niet gevonden, en zonder git is er geen eerdere versie om mee te vergelijken."
            " Installeer git (git-scm.com)."
        ) from None
    if done.returncode == 0:
        return done.stdout
    raise _refusal(folder, done.stderr.decode("utf-8", "replace"))


def _refusal(folder: Path, stderr: str) -> RegioplanError:
    """What git said, in Dutch where it is about the folder."""
    if "not a git repository" in stderr:
        return RegioplanError(
            f"De map {folder} staat niet onder versiebeheer van git, dus er is geen eerdere versie"
            " om mee te vergelijken. De handleiding vertelt bij ‘Samenwerken met git’ hoe u"
            " begint."
        )
    if "dubious ownership" in stderr or "safe.directory" in stderr:
        return RegioplanError(
            f"Git leest de map {folder} niet, want die is van een andere gebruiker. Is de map"
            " vertrouwd, voer dan uit:"
            f' git config --global --add safe.directory "{_root(folder)}"'
        )
    first = next((line for line in stderr.splitlines() if line.strip()), "").strip()
    return _RefusedError(f"Git kon dit niet doen in de map {folder}: {first or 'zonder reden'}")


def _root(folder: Path) -> str:
    """The folder above this one that holds the repository, as git wants to be told of it."""
    here = folder.resolve()
    return next((p for p in (here, *here.parents) if (p / ".git").exists()), here).as_posix()


def _answers(folder: Path, *arguments: str) -> str:
    """What git answers in one word; "" when it refuses."""
    try:
        return _git(folder, arguments).decode().strip()
    except RegioplanError:
        return ""
