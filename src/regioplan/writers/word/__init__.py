"""The Word writer: a Document becomes a .docx with named styles, real numbering and real notes."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan.markdown import Document
from regioplan.writers.word.base import Styles, open_base
from regioplan.writers.word.house import House, open_house
from regioplan.writers.word.package import pack
from regioplan.writers.word.redline import mark_changes
from regioplan.writers.word.review import track_changes
from regioplan.writers.word.traced import Traced


def write(
    document: Document,
    *,
    since: Document | None = None,
    base: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    review: bool = False,
) -> bytes:
    """The bytes of a .docx.

    Args:
        document: what is written.
        since: an older version; what changed since is marked, to be accepted or rejected in Word.
        base: a .docx or .dotx whose look the file takes.
        pages: the page of each bookmark, for the contents; without it they bear no page numbers.
        review: whether Word tracks what its readers change.

    Raises:
        RegioplanError: the text is no regioplan-Markdown, a picture is missing, or `base` cannot be
            used.
    """
    written, house = _written(document, pages or {}, base)
    if since is not None:
        mark_changes(written, _written(since, {}, base)[0])
    if house is not None:
        house.finish()
    if review:
        track_changes(written.word)
    return pack(written.word, document.properties)


def _written(
    document: Document, pages: Mapping[str, int], base: bytes | None
) -> tuple[Traced, House | None]:
    """A document, written into a file of its own; with the house style, if it has one."""
    if base is None:
        word = open_base(document.properties.language)
        traced = Traced(document, word, Styles(word.styles.element), pages)
        traced.write()
        return traced, None
    house = open_house(base, document.properties)
    traced = Traced(document, house.word, house.styles, pages)
    traced.write()
    return traced, house
