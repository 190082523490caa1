"""Make the documents again each time that a file of the programme is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from regioplan import folder as folders
from regioplan.errors import RegioplanError
from regioplan.workflows.rendering import Rendered

_WAKE = 200
"""Milliseconds after which the watcher looks up: so soon the first round begins."""


@dataclass(frozen=True, slots=True)
class Round:
    """One time that the documents were made, or that this could not be done."""

    moment: datetime  # when it ended, in local time
    seconds: float
    rendered: Rendered | None
    error: str = ""  # a Dutch sentence, when there is no `rendered`


def watch(folder: Path, again: Callable[[], Rendered]) -> Iterator[Round]:
    """A round at once, and one after each time that a file of the programme is saved; without end.

    What goes wrong in a later round is told in it, and the watching goes on.

    Args:
        folder: the programme's folder. Only files that a programme is read from count.
        again: makes the documents.

    Raises:
        RegioplanError: the first round cannot be done.
        KeyboardInterrupt: the user stops it.
    """
    import watchfiles  # noqa: PLC0415  # only who watches needs it

    folders.read_folder(folder)  # what is no programme has nothing to watch
    root = folder.resolve()
    made: set[Path] = set()

    def counts(_change: object, path: str) -> bool:
        """Whether it is a file of the programme or a folder of such files, and none that we wrote.

        A new folder counts itself: its first files may be there before the watcher looks in it.
        """
        file = Path(path)
        if file in made or not file.is_relative_to(root):
            return False
        name = file.relative_to(root).as_posix()
        return folders.is_of_programme(name) or folders.is_of_programme(f"{name}/x.yaml")

    # The watcher looks before the first round, so that no change during a round is missed.
    first = True
    for changes in watchfiles.watch(
        root, watch_filter=counts, rust_timeout=_WAKE, yield_on_timeout=True
    ):
        if changes or first:
            told = _round(again, strict=first)
            made.update(path.resolve() for path in (told.rendered.written if told.rendered else ()))
            first = False
            yield told


def _round(again: Callable[[], Rendered], *, strict: bool) -> Round:
    """One round; with `strict` what cannot be done is raised."""
    start = time.monotonic()
    try:
        rendered, error = again(), ""
    except RegioplanError as mistake:
        if strict:
            raise
        rendered, error = None, str(mistake)
    now = datetime.now().astimezone()
    return Round(now, time.monotonic() - start, rendered, error)
