"""The time that a file says it was made: never that of the clock."""

from __future__ import annotations

import datetime as dt
import os

from regioplan.errors import RegioplanError

_VARIABLE = "SOURCE_DATE_EPOCH"
_OLDEST, _LATEST = 315532800, 4354819199
"""1 January 1980 and 31 December 2107, in seconds since 1970: what every kind of file can hold."""


def moment() -> dt.datetime | None:
    """The time in the environment variable SOURCE_DATE_EPOCH, in UTC; None where it is not set.

    Raises:
        RegioplanError: the variable is no number of seconds.
    """
    said = os.environ.get(_VARIABLE, "")
    if not said:
        return None
    try:
        seconds = int(said)
    except ValueError:
        raise RegioplanError(
            f"{_VARIABLE} is “{said}”. Geef een aantal seconden sinds 1970, of laat deze weg."
        ) from None
    return dt.datetime.fromtimestamp(min(max(seconds, _OLDEST), _LATEST), dt.UTC)


def stamp() -> dt.datetime:
    """As `moment`, for a file that must bear a time: where none is set, the oldest one.

    Raises:
        RegioplanError: as `moment`.
    """
    return moment() or dt.datetime.fromtimestamp(_OLDEST, dt.UTC)
