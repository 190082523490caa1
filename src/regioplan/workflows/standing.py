"""Where a programme stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import folder as folders
from regioplan.loader import NEEDED, load
from regioplan.workflows.checking import judged

if TYPE_CHECKING:
    from regioplan.status import GeenStand, Stand


def status(folder: Path, *, vandaag: date | None = None) -> Stand | GeenStand:
    """Where the programme in a folder stands. Writes nothing.

    Args:
        folder: the programme's folder.
        vandaag: the day from which is counted; None: today.

    Raises:
        RegioplanError: the folder cannot be read, or is no programme.
    """
    from regioplan import rules  # noqa: PLC0415  # only for this command
    from regioplan import status as standing  # noqa: PLC0415  # as above

    day = vandaag or date.today()  # noqa: DTZ011  # a legal date is a local one
    files = folders.read_folder(folder)
    loaded = load(files)
    uitkomst = judged(folder, loaded, None, day, files=files).uitkomst
    if loaded.programma is None:
        broken = frozenset(f.location.file for f in uitkomst.findings).intersection(NEEDED)
        return standing.GeenStand(day, standing.unreadable(uitkomst.findings, broken))
    return standing.status(loaded.programma, uitkomst, rules.norms(), day)
