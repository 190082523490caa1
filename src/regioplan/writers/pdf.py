"""The `.pdf` writer: the HTML page on paper, tagged, by WeasyPrint (the extra `pdf`)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from markupsafe import Markup

from regioplan import resources
from regioplan.errors import RegioplanError
from regioplan.markdown import Document, Picture
from regioplan.writers.asked import refuse
from regioplan.writers.clock import moment
from regioplan.writers.html.body import opening
from regioplan.writers.html.page import STYLES, file_text, page

_INSTALL = (
    'Een PDF maken vraagt de aanvulling “pdf”. Installeer die met: pip install "regioplan[pdf]". '
)
_LIBRARY = (
    "WeasyPrint vindt de bibliotheek Pango niet. Installeer die: op Debian en Ubuntu met apt-get "
    "install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, op macOS met brew install "
    "pango, op Windows met MSYS2. "
)
_INSTEAD = "Of kies .docx en laat Word of LibreOffice de PDF maken."
_FONTS = "fonts"
_FACES = (
    ("RegioplanSans-Regular.ttf", "normal", "normal"),
    ("RegioplanSans-Bold.ttf", "bold", "normal"),
    ("RegioplanSans-Italic.ttf", "normal", "italic"),
    ("RegioplanSans-BoldItalic.ttf", "bold", "italic"),
)
"""The bundled font: file, weight, style. So the pages are the same on every machine."""
_SCHEME = "regioplan-font:"


def write(
    document: Document,
    *,
    since: Document | None = None,
    base: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    review: bool = False,
) -> bytes:
    """The document as a PDF: tagged, with bookmarks, and the same bytes for the same document.

    The structure is that of PDF/UA-1. No certified checker has judged it: it is tagged, not
    certified.

    Raises:
        RegioplanError: for an argument that a PDF has no use for, for a text that is not
            regioplan-Markdown, and where WeasyPrint or a library that it needs is not there.
    """
    refuse(
        (since, "Een PDF kan geen wijzigingen tonen. Kies .docx, of gebruik `regioplan diff`."),
        (base, "Een PDF kent geen huisstijl uit Word. Laat de huisstijl weg of kies .docx."),
        (pages, "Een PDF telt de bladzijden zelf. Laat de paginanummers weg."),
        (review or None, "Een PDF houdt geen wijzigingen bij. Kies .docx."),
    )
    weasyprint = _weasyprint()
    styles = [*(file_text(name) for name in STYLES), _font_faces()]
    html = page(document, styles, _in_full)
    when = moment()
    if when is not None:
        stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        html = html.replace(
            "</head>",
            f'<meta name="dcterms.created" content="{stamp}">'
            f'<meta name="dcterms.modified" content="{stamp}"></head>',
            1,
        )
    made = weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=True,  # a hash of the content
        finisher=_Finish(document),
    )
    assert isinstance(made, bytes)
    return made


def _in_full(picture: Picture, caption: str, _elsewhere: str) -> tuple[str, Markup]:
    """On paper nothing folds out: the alternative says all that the picture shows."""
    return " ".join(filter(None, (caption and f"{caption}.", *picture.description))), Markup()


def _weasyprint() -> Any:
    """The library, when it is there.

    Raises:
        RegioplanError: it, or a library of the system that it needs, is not.
    """
    try:
        import weasyprint  # noqa: PLC0415  # an extra, and slow to load
    except ModuleNotFoundError as error:
        raise RegioplanError(_INSTALL + _INSTEAD) from error
    except OSError as error:  # how cffi says that it found no library
        raise RegioplanError(_LIBRARY + _INSTEAD) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of CSS it passes over
    return weasyprint


def _font_faces() -> str:
    """The bundled font as the one that the paper is set in."""
    faces = "\n".join(
        f'@font-face {{ font-family: "Regioplan Sans"; src: url("{_SCHEME}{file}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for file, weight, style in _FACES
    )
    return f'{faces}\n:root {{ --regioplan-document-font-family: "Regioplan Sans", sans-serif; }}\n'


def _fetcher() -> Any:
    """What gets WeasyPrint its files: our own fonts and the pictures within the page, no others."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  # as above

    class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name = url.removeprefix(_SCHEME)
            if url == name or name not in {file for file, _weight, _style in _FACES}:
                _refuse(url)
            font = (resources.templates() / _FONTS / name).read_bytes()
            return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    return Fetcher()


def _refuse(url: str) -> NoReturn:
    raise ValueError(f"not fetched: {url}")


class _Finish:
    """What WeasyPrint leaves out of a PDF: facts, page labels, the scope of header cells."""

    def __init__(self, document: Document) -> None:
        """Take the document that knows the facts."""
        self._properties = document.properties
        self._has_cover = opening(document.tree.blocks).has_cover

    def __call__(self, rendered: Any, pdf: Any) -> None:
        """Add to the objects of a PDF that is about to be written."""
        import pydyf  # noqa: PLC0415  # comes with weasyprint

        for name, value in self._properties.facts:
            pdf.info[name] = pydyf.String(value)
        # As it is printed: a cover without a number, then from 2 on.
        numbers = [0, pydyf.Dictionary({"S": "/D"})]
        if self._has_cover:
            numbers = [0, pydyf.Dictionary({"P": pydyf.String("Kaft")})]
            if len(rendered.pages) > 1:
                numbers += [1, pydyf.Dictionary({"S": "/D", "St": 2})]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        for cell, in_head in _header_cells(pdf):
            cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _header_cells(pdf: Any) -> Iterator[tuple[Any, bool]]:
    """Each header cell, and whether it stands in the head of its table."""
    by_reference = {item.reference: item for item in pdf.objects}
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/TH" and "A" in item:
            row = by_reference[item["P"]]
            yield item, by_reference[row["P"]]["S"] == "/THead"
