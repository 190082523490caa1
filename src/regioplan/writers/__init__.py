"""Writers: a Document becomes a file; the suffix picks the writer."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol, cast

from regioplan.errors import RegioplanError
from regioplan.markdown import Document


class Writer(Protocol):
    """What every writer offers; one that cannot use an argument raises `RegioplanError`."""

    def __call__(
        self,
        document: Document,
        *,
        since: Document | None = None,
        base: bytes | None = None,
        pages: Mapping[str, int] | None = None,
        review: bool = False,
    ) -> bytes:
        """The bytes of the file.

        `since` is the older document of a redline, `base` a house style (the bytes of a .docx or
        .dotx), `pages` the page on which each bookmark stands; with `review` the file tracks what
        its readers change.
        """


WRITERS: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "regioplan.writers.word",
        ".md": "regioplan.writers.markdown",
        ".html": "regioplan.writers.html",
        ".pdf": "regioplan.writers.pdf",
    }
)
"""Suffix → the module whose `write` makes such a file; it is imported when it is asked for."""


def writer_for(path: PurePath | str) -> Writer:
    """The writer for a file name.

    Raises:
        RegioplanError: no writer makes files with this suffix.
    """
    suffix = PurePath(path).suffix
    module = WRITERS.get(suffix.lower())
    if module is None:
        *most, last = WRITERS
        said = (
            f"regioplan maakt geen {suffix}" if suffix else "deze bestandsnaam heeft geen uitgang"
        )
        raise RegioplanError(
            f"{path}: {said}. Kies een naam die eindigt op {', '.join(most)} of {last}."
        )
    return cast("Writer", importlib.import_module(module).write)
