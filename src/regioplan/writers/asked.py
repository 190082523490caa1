"""What a writer is asked beyond its powers: refused in words, never ignored."""

from __future__ import annotations

from regioplan.errors import RegioplanError


def refuse(*asked: tuple[object | None, str]) -> None:
    """Stop at the first thing that is asked and cannot be done.

    Args:
        asked: what was given, None where it was not; and the Dutch sentences that say why it
            cannot be, and what to do instead.

    Raises:
        RegioplanError: something was given.
    """
    for given, message in asked:
        if given is not None:
            raise RegioplanError(message)
