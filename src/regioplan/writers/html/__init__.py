"""The `.html` writer: one page for telephone, screen and paper, without network or script."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from regioplan.markdown import Document, Picture
from regioplan.writers.asked import refuse
from regioplan.writers.html.page import STYLES, file_text, page
from regioplan.writers.html.tags import tag


def write(
    document: Document,
    *,
    since: Document | None = None,
    base: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    review: bool = False,
) -> bytes:
    """The document as one HTML page: UTF-8, with its styles and pictures in it.

    Raises:
        RegioplanError: for an argument that a page has no use for, and for a text that is not
            regioplan-Markdown.
    """
    refuse(
        (
            since,
            "Een webpagina kan geen wijzigingen tonen. Kies .docx, of gebruik `regioplan diff`.",
        ),
        (base, "Een webpagina kent geen huisstijl uit Word. Laat de huisstijl weg of kies .docx."),
        (pages, "Een webpagina heeft geen bladzijden. Laat de paginanummers weg."),
        (review or None, "Een webpagina houdt geen wijzigingen bij. Kies .docx."),
    )
    return page(document, [file_text(name) for name in STYLES], _in_words).encode()


def _in_words(picture: Picture, caption: str, elsewhere: str) -> tuple[str, Markup]:
    """On a screen a short alternative, and below the picture all of it in words, to fold out."""
    lines = tag("ul", *(tag("li", line) for line in picture.description))
    summary = tag("summary", "De figuur in woorden")
    short = f"{caption}. {elsewhere}" if caption else elsewhere
    return short, tag("details", summary, lines) if picture.description else Markup()
