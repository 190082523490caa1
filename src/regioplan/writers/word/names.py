"""Names by which a file that comes back is understood: bookmarks of ids, the redline's author."""

from __future__ import annotations

import hashlib
import re

PREFIX = "_rp_"
LONGEST = 40
"""Word cuts a bookmark's name at 40 characters, and hides one that begins with an underscore."""

REDLINE_AUTHOR = "regioplan"
"""With this word begins the author of the changes that a redline marks; a reader has a name."""

_PLAIN = re.compile(r"[a-z][a-z0-9-]*\Z")


_NUMBER = "_nr_"


def bookmark_name(identifier: str) -> str:
    """The bookmark of an id: `doorlopende-begeleiding` → `_rp_doorlopende_begeleiding`.

    An id that Word could not keep (too long, other characters) gets a hash as its tail.
    """
    name = PREFIX + identifier.replace("-", "_")
    if _PLAIN.match(identifier) and len(name) <= LONGEST:
        return name
    kept = re.sub(r"[^a-z0-9_]", "_", name)[: LONGEST - 9]
    return f"{kept}_{hashlib.sha256(identifier.encode('utf-8', 'replace')).hexdigest()[:8]}"


def number_bookmark(identifier: str) -> str:
    """The bookmark of the number in the caption of what has this id: `_nr_begroting`.

    It is no `_rp_` bookmark: those stand for something of the programme itself.
    """
    return _NUMBER + bookmark_name(identifier).removeprefix(PREFIX)
