"""Is a file fit for every reader?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import folder as folders

if TYPE_CHECKING:
    from regioplan.readers.audit import Audit


def audit(file: Path) -> Audit:
    """Check the accessibility of a Word, HTML or PDF file. Writes nothing.

    Raises:
        RegioplanError: the file cannot be read, or is of another kind.
    """
    from regioplan.readers import audit as audits  # noqa: PLC0415  # only for who asks

    return audits.audit(file, folders.read_file(file))
