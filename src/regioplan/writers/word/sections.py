"""Sections: the cover, upright and landscape pages, with their headers and footers."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Properties
from regioplan.writers.outline import CONCEPT
from regioplan.writers.word.base import Styles
from regioplan.writers.word.headers import turned
from regioplan.writers.word.metrics import text_width
from regioplan.writers.word.oxml import el, field, paragraph, run, words
from regioplan.writers.word.page import Kind, Layout, Page, Reference, Story

_STORIES: tuple[Story, ...] = ("header", "footer")
_STYLES: dict[Layout, tuple[str, str]] = {
    "staand": ("header", "footer"),
    "liggend": ("Koptekst liggend", "Voettekst liggend"),
}
_KINDS: tuple[Kind, ...] = ("first", "default", "even")


class Sections:
    """Makes `w:sectPr` elements; headers and footers are written once per layout."""

    def __init__(self, word: WordDocument, styles: Styles, properties: Properties) -> None:
        """Take the document that the headers and footers become parts of."""
        self._word = word
        self._styles = styles
        self._properties = properties
        self._page: Page = styles.page
        self._made: dict[tuple[Layout, Story], Reference] = {}
        self._turned: dict[str, Reference] = {}
        self._begun = False

    def width(self, layout: Layout) -> int:
        """How wide the text is, in twips."""
        return self._page.width(layout)

    def height(self, layout: Layout) -> int:
        """How high the text is, in twips."""
        return self._page.height(layout)

    def section(self, layout: Layout) -> Element:
        """The `w:sectPr` that ends a section on a new page."""
        page = self._page
        section = el("w:sectPr")
        for reference in self._references(layout):
            section.append(
                el(f"w:{reference.story}Reference", w_type=reference.kind, r_id=reference.rid)
            )
        section.append(el("w:type", w_val="nextPage"))
        section.append(
            el("w:pgSz", w_w=page.long, w_h=page.short, w_orient="landscape")
            if layout == "liggend"
            else el("w:pgSz", w_w=page.short, w_h=page.long)
        )
        section.append(
            el(
                "w:pgMar",
                w_top=page.top,
                w_right=page.right,
                w_bottom=page.bottom,
                w_left=page.left,
                w_header=page.header,
                w_footer=page.footer,
                w_gutter=page.gutter,
            )
        )
        if page.first_differs and not self._begun:
            section.append(el("w:titlePg"))
        self._begun = True
        return section

    def _references(self, layout: Layout) -> list[Reference]:
        """The headers and footers of a section: those of the base document, else our own.

        Only the first section shows those of a first page; a cover bears none of our own.
        """
        found = [
            self._turn(reference) if layout == "liggend" else reference
            for reference in self._page.references
            if reference.kind != "first" or not self._begun
        ]
        if layout in _STYLES:
            own = [story for story in _STORIES if not self._page.brings(story)]
            found += [self._own(layout, story) for story in own]
        return sorted(found, key=lambda one: (_STORIES.index(one.story), _KINDS.index(one.kind)))

    def _turn(self, reference: Reference) -> Reference:
        """A header of the base document, for pages that are wider."""
        if reference.rid not in self._turned:
            widths = self.width("staand"), self.width("liggend")
            self._turned[reference.rid] = turned(self._word, self._styles, reference, widths)
        return self._turned[reference.rid]

    def _own(self, layout: Layout, story: Story) -> Reference:
        """Our header or footer of a layout, made once."""
        if (layout, story) not in self._made:
            part = self._word.part
            add = part.add_header_part if story == "header" else part.add_footer_part
            made, rid = add()  # type: ignore[no-untyped-call]  # not typed
            style = self._styles.id(_STYLES[layout][_STORIES.index(story)])
            content = self._header(layout) if story == "header" else self._footer()
            root = made.element
            for child in list(root):
                root.remove(child)
            root.append(paragraph(style, *content))
            self._made[layout, story] = Reference(story, "default", rid)
        return self._made[layout, story]

    def _header(self, layout: Layout) -> list[Element]:
        """The title at the left; status and version at the right, on a second line if need be."""
        known = self._properties
        version = f"versie {known.version}" if known.version else ""
        concept = known.status.lower() == CONCEPT
        mark = known.status.upper() if concept else known.status
        right = " · ".join(part for part in (mark, version) if part)
        if not right:
            return [words(known.title)]
        size = self._styles.wide("header")
        needed = text_width(known.title, size) + text_width(f"  {right}", size, bold=True)
        gap = [el("w:br")] if needed > self.width(layout) else []
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
