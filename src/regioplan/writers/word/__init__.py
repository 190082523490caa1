"""The Word writer: a Document becomes a .docx with named styles, real numbering and real notes."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan.errors import RegioplanError
from regioplan.markdown import Document
from regioplan.writers.word.base import Styles, open_base
from regioplan.writers.word.body import Body
from regioplan.writers.word.package import pack


def write(
    document: Document,
    *,
    since: Document | None = None,
    base: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    review: bool = False,
) -> bytes:
    """The bytes of a .docx.

    `pages` gives the page of each bookmark, for the contents; without it they bear no page numbers.

    Raises:
        RegioplanError: the text is no regioplan-Markdown, a picture is missing, or `since` or
            `base` is given.
    """
    if since is not None:
        raise RegioplanError("Word met bijgehouden wijzigingen kan regioplan nog niet maken.")
    if review:
        raise RegioplanError("Een kopie om op te reageren kan regioplan nog niet maken.")
    if base is not None:
        raise RegioplanError("Een eigen huisstijl in Word kan regioplan nog niet gebruiken.")
    word = open_base(document.properties.language)
    styles = Styles(word.styles.element)
    Body(document, word, styles, pages or {}).write()
    return pack(word, document.properties)
