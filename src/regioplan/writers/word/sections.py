"""Sections: the cover, upright and landscape pages, with their headers and footers."""

from __future__ import annotations

from typing import Literal

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Properties
from regioplan.writers.word import look
from regioplan.writers.word.base import Styles
from regioplan.writers.word.metrics import text_width
from regioplan.writers.word.oxml import el, field, paragraph, run, words

Layout = Literal["kaft", "staand", "liggend"]

WIDTHS: dict[Layout, int] = {
    "kaft": look.WIDTH_PORTRAIT,
    "staand": look.WIDTH_PORTRAIT,
    "liggend": look.WIDTH_LANDSCAPE,
}
_STYLES: dict[Layout, tuple[str, str]] = {
    "staand": ("header", "footer"),
    "liggend": ("Koptekst liggend", "Voettekst liggend"),
}
_SMALL = 8.5
CONCEPT = "concept"


class Sections:
    """Makes `w:sectPr` elements; headers and footers are written once per layout."""

    def __init__(self, word: WordDocument, styles: Styles, properties: Properties) -> None:
        """Take the document that the headers and footers become parts of."""
        self._word = word
        self._styles = styles
        self._properties = properties
        self._references: dict[Layout, tuple[str, str]] = {}

    def section(self, layout: Layout) -> Element:
        """The `w:sectPr` that ends a section on a new page; the cover bears no header or footer."""
        section = el("w:sectPr")
        if layout in _STYLES:
            header, footer = self._parts(layout)
            section.append(el("w:headerReference", w_type="default", r_id=header))
            section.append(el("w:footerReference", w_type="default", r_id=footer))
        section.append(el("w:type", w_val="nextPage"))
        section.append(
            el("w:pgSz", w_w=look.PAGE_LONG, w_h=look.PAGE_SHORT, w_orient="landscape")
            if layout == "liggend"
            else el("w:pgSz", w_w=look.PAGE_SHORT, w_h=look.PAGE_LONG)
        )
        sides = dict.fromkeys(("w_top", "w_right", "w_bottom", "w_left"), look.MARGIN)
        section.append(el("w:pgMar", **sides, w_header=680, w_footer=680, w_gutter=0))
        return section

    def _parts(self, layout: Layout) -> tuple[str, str]:
        """The relationship ids of the header and footer of a layout."""
        if layout not in self._references:
            header_style, footer_style = _STYLES[layout]
            part = self._word.part
            header, header_id = part.add_header_part()  # type: ignore[no-untyped-call]  # not typed
            footer, footer_id = part.add_footer_part()  # type: ignore[no-untyped-call]  # as above
            for made, content in (
                (header, paragraph(self._styles.id(header_style), *self._header(layout))),
                (footer, paragraph(self._styles.id(footer_style), *self._footer())),
            ):
                root = made.element
                for child in list(root):
                    root.remove(child)
                root.append(content)
            self._references[layout] = (header_id, footer_id)
        return self._references[layout]

    def _header(self, layout: Layout) -> list[Element]:
        """The title at the left; status and version at the right, on a second line if need be."""
        known = self._properties
        version = f"versie {known.version}" if known.version else ""
        concept = known.status.lower() == CONCEPT
        mark = known.status.upper() if concept else known.status
        right = " · ".join(part for part in (mark, version) if part)
        if not right:
            return [words(known.title)]
        needed = text_width(known.title, _SMALL) + text_width(f"  {right}", _SMALL, bold=True)
        gap = [el("w:br")] if needed > WIDTHS[layout] else []
        runs = [words(known.title), run(*gap, el("w:tab"))]
        if concept:
            runs.append(words(mark, self._styles.id("Merk")))
            return [*runs, words(f" · {version}")] if version else runs
        return [*runs, words(right)]

    def _footer(self) -> list[Element]:
        """The region at the left; at the right `Pagina { PAGE } van { NUMPAGES }`."""
        return [
            words(self._properties.region),
            run(el("w:tab")),
            words("Pagina "),
            *field("PAGE", [words("1")]),
            words(" van "),
            *field("NUMPAGES", [words("1")]),
        ]
