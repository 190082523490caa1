"""The body: each block of the tree becomes paragraphs and tables, by one visible table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Block,
    BulletList,
    Caption,
    CaptionList,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    Label,
    OrderedList,
    Paragraph,
    Quote,
    Region,
    Table,
    Text,
    captions,
    listed,
)
from regioplan.writers.outline import (
    CONCEPT,
    entries,
    has_header,
    headings,
    is_contents_title,
    is_mark,
    page_starts,
    stays_with_next,
    with_next,
)
from regioplan.writers.word import charts, look, pictures
from regioplan.writers.word.base import Styles
from regioplan.writers.word.contents import caption_list, contents
from regioplan.writers.word.inline import Inlines, NumberField, anchors, plain_text
from regioplan.writers.word.names import bookmark_name, number_bookmark
from regioplan.writers.word.numbering import Numbering, heading_style, list_number
from regioplan.writers.word.oxml import el, field, paragraph, plain, properties_of, words
from regioplan.writers.word.page import Layout
from regioplan.writers.word.sections import Sections
from regioplan.writers.word.tables import Frame, Kin, table_element

_AFTER_TABLE = 200
"""White space between a table and the text below it: 10 points."""
_CONTENTS_TITLE = "Inhoud"
_CAPTION_LABELS: tuple[Label, ...] = ("Tabel", "Figuur")
_SHORT_TABLE = 6
"""A table with no more rows than this stays on one page."""
_LINE = 120
"""An item with more characters than this takes two lines: it is not alone on a page."""
_TIGHT = ("Normal", "Quote", "Kafttekst", "List ")
"""Styles without white space above; the others keep their own distance from a table."""
_BOLD_STYLES = ("heading ", "Kop ", "TOC ", "Title", "Kaftmerk")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands."""

    layout: Layout = "staand"
    style: str = "Normal"
    """The style of a paragraph here."""
    depth: int = 0
    """The level of the innermost list, from 1; 0 outside lists."""
    signing: bool = False

    @property
    def indent(self) -> int:
        """How far a table or paragraph in a list stands from the margin, in twips."""
        return min(self.depth, look.LIST_LEVELS) * look.LIST_STEP


class Body:
    """Writes the tree of a document into an empty Word document."""

    def __init__(
        self, document: Document, word: WordDocument, styles: Styles, pages: Mapping[str, int]
    ) -> None:
        """Make what the whole document shares: numberings, footnotes, sections."""
        blocks = document.tree.blocks
        self._document = document
        self._word = word
        self._styles = styles
        self._pages = pages
        self._headings = tuple(headings(blocks))
        self._body = word.element.body
        self._numbering = Numbering(word.part.numbering_part.element, styles, self._headings)
        self._inlines = Inlines(word, styles, _number_fields(document, self._headings))
        self._sections = Sections(word, styles, document.properties)
        self._page_starts = page_starts(blocks)
        self._kin = Kin(blocks)
        self._layout: Layout | None = None
        self._bookmarks: set[str] = set()
        self._drawings = 0
        self._contents_titled = False
        self._subject = ""

    def write(self) -> None:
        """Write every block, and end the last section."""
        self.blocks(self._document.tree.blocks, Place())
        self._end_table()
        self._body.append(self._sections.section(self._layout or "staand"))

    def blocks(self, blocks: Sequence[Block], place: Place) -> None:
        """Write blocks one after another."""
        before: Block | None = None
        for block, after in with_next(blocks):
            if isinstance(block, Heading) and is_contents_title(block, after):
                self._put_text("TOC Heading", block.children, place, ids=(block.id,))
                self._contents_titled = True
            else:
                BLOCKS[type(block)](self, block, place)
            if len(self._body) and stays_with_next(before, block, after):
                _keep_with_next(self._body[-1])
            before = block

    # -- the elements of the body

    def _put(self, element: Element, place: Place) -> None:
        """Append a paragraph or table; Word needs something between two tables."""
        if self._layout not in (None, place.layout):
            self._end_section()
        self._layout = place.layout
        if self._last_is_table():
            if element.tag == qn("w:tbl"):
                gap = "Tabelafstand ruim" if place.signing else "Tabelafstand"
                self._body.append(paragraph(self._styles.id(gap)))
            else:
                self._distance(element)
        self._body.append(element)

    def _distance(self, element: Element) -> None:
        """Give the first paragraph below a table white space above it, by its style."""
        style = properties_of(element).find(qn("w:pStyle"))
        assert style is not None, "every paragraph has a style"
        if self._styles.name(str(style.get(qn("w:val")))).startswith(_TIGHT):
            self._restyle(element, "na tabel", el("w:spacing", w_before=_AFTER_TABLE))

    def _last_is_table(self) -> bool:
        return len(self._body) > 0 and self._body[-1].tag == qn("w:tbl")

    def _end_table(self) -> None:
        """A section cannot end in a table: Word needs a paragraph there, which bears the section.

        It is as low as can be, so that it never takes a page of its own.
        """
        if self._last_is_table() or not len(self._body):
            self._body.append(paragraph(self._styles.id("Tabeleinde")))

    def _end_section(self) -> None:
        assert self._layout is not None, "there is something to end"
        self._end_table()
        properties_of(self._body[-1]).append(self._sections.section(self._layout))

    def _put_text(
        self,
        style: str,
        children: Iterable[Inline],
        place: Place,
        *,
        ids: Iterable[str] = (),
        numbering: Element | None = None,
    ) -> None:
        """Append one paragraph of text."""
        element = paragraph(self._styles.id(style))
        if numbering is not None:
            properties_of(element).append(numbering)
        self._fill(element, children, ids, bold=style.startswith(_BOLD_STYLES))
        self._put(element, place)

    def _fill(
        self, element: Element, children: Iterable[Inline], ids: Iterable[str], *, bold: bool
    ) -> None:
        """Text between the bookmarks of its ids."""
        kept = tuple(children)
        names = (bookmark_name(id_) for id_ in (*ids, *anchors(kept)) if id_)
        element.extend(self._marked(names, self._inlines.runs(kept, bold_already=bold)))

    def _marked(self, names: Iterable[str], runs: Iterable[Element]) -> list[Element]:
        """`w:bookmarkStart` … runs … `w:bookmarkEnd`; a name that is there already is left out."""
        starts, ends = [], []
        for name in names:
            if name not in self._bookmarks:
                self._bookmarks.add(name)
                number = len(self._bookmarks)
                starts.append(el("w:bookmarkStart", w_id=number, w_name=name))
                ends.append(el("w:bookmarkEnd", w_id=number))
        return [*starts, *runs, *reversed(ends)]

    # -- one method per block

    def heading(self, block: Heading, place: Place) -> None:
        """A heading, numbered by Word."""
        self._subject = plain_text(block.children)
        style = heading_style(self._styles, block)
        numbering = self._numbering.heading(block, style)
        tops = self._layout != place.layout  # of the first page, or of one that turns
        self._put_text(style, block.children, place, ids=(block.id,), numbering=numbering)
        properties = properties_of(self._body[-1])
        if tops:
            properties.append(el("w:spacing", w_before=0))
        elif block.id in self._page_starts:
            self._begin_page(properties)
        elif place.signing:
            space = el("w:spacing", w_before=round(look.ABOVE_SIGNING * 20), w_after=40)
            self._restyle(self._body[-1], "ruim", space)

    def _begin_page(self, properties: Element) -> None:
        """On top of a page a heading needs no white space above it."""
        properties.insert(1, el("w:pageBreakBefore"))
        properties.append(el("w:spacing", w_before=0))

    def paragraph(self, block: Paragraph, place: Place) -> None:
        """A paragraph in the style of its place."""
        self._put_text(place.style, block.children, place, ids=(block.id,))

    def bullets(self, block: BulletList, place: Place) -> None:
        """A bulleted list: its style bears the bullet."""
        inner = _deeper(place)
        start = len(self._body)
        for item in block.items:
            self._item(item, _level_style("List Bullet", inner), None, inner)
        self._close_list(start, place)

    def ordered(self, block: OrderedList, place: Place) -> None:
        """A numbered or lettered list, beginning anew."""
        inner = _deeper(place)
        level = inner.depth - 1
        start = len(self._body)
        num_id = self._numbering.new_list(level, letters=block.letters)
        for item in block.items:
            self._item(item, _level_style("List Number", inner), (num_id, level), inner)
        self._close_list(start, place)

    def _close_list(self, start: int, outer: Place) -> None:
        """White space below a list that is in no other one, by style; no page holds one line of it.

        `start` is where the list begins in the body.
        """
        made = self._body[start:]
        if outer.depth > 0 or not made:
            return
        for element in (*made[:-1][:1], *made[-2:-1]):
            if element.tag == qn("w:p") and len(plain(element)) <= _LINE:
                _keep_with_next(element)
        if made[-1].tag == qn("w:p"):
            space = el("w:spacing", w_after=round(look.BELOW_LIST * 20))
            self._restyle(made[-1], "slot", space)

    def _restyle(self, element: Element, trait: str, *properties: Element) -> None:
        """Give a paragraph a style that differs from its own in one trait."""
        style = properties_of(element).find(qn("w:pStyle"))
        assert style is not None, "every paragraph has a style"
        name = self._styles.name(str(style.get(qn("w:val"))))
        if f" {trait}" not in name:
            style.set(qn("w:val"), self._styles.variant(name, f"{name} {trait}", *properties))

    def _item(self, item: Item, style: str, number: tuple[int, int] | None, place: Place) -> None:
        """An item: its first paragraph bears the mark, the others are indented below it."""
        numbering = list_number(*number) if number else None
        first, rest = item.blocks[:1], item.blocks[1:]
        children: tuple[Inline, ...] = ()
        ids = [item.id]
        if first and isinstance(first[0], Paragraph):
            children = first[0].children
            ids.append(first[0].id)
        else:
            rest = item.blocks
        self._put_text(style, children, place, ids=ids, numbering=numbering)
        self.blocks(rest, place)

    def quote(self, block: Quote, place: Place) -> None:
        """A quotation."""
        self.blocks(block.blocks, replace(place, style="Quote"))

    def table(self, block: Table, place: Place) -> None:
        """A table below its caption; its id stands in its first cell."""
        if block.caption is not None:
            self._caption(block.caption, "caption", place, block.id)
        ids = [block.id]

        def fill(element: Element, cell: Any, bold: bool) -> None:
            self._fill(element, cell.children, [ids.pop()] if ids else [], bold=bold)

        frame = Frame(
            self._sections.width(place.layout), place.indent, place.signing, self._subject
        )
        element = table_element(block, frame, self._kin, self._styles, fill)
        for row in _kept_rows(block, element):
            _keep_with_next(row)
        self._put(element, place)

    def chart(self, block: Chart, place: Place) -> None:
        """A chart above its caption, and below that its figures as a table."""
        data = self._document.charts.get(block.name)
        if data is None:
            self.table(block.table, place)
            return
        self._drawings += 1
        width = self._sections.width(place.layout) - place.indent
        language = self._document.properties.language
        height = self._sections.height(place.layout)
        drawing = charts.drawing(self._word, data, self._drawings, (width, height), language)
        self._put(paragraph(self._styles.id("Figuur"), drawing), place)
        if block.table.caption is not None:
            self._caption(block.table.caption, "Bijschrift figuur", place, block.table.id)
        self.table(replace(block.table, caption=None), place)

    def figure(self, block: Figure, place: Place) -> None:
        """A picture above its caption."""
        picture = self._document.pictures.get(block.name)
        if picture is None:
            raise RegioplanError(
                f"De tekst vraagt om de figuur “{block.name}”, maar die is er niet bij."
            )
        self._drawings += 1
        width = self._sections.width(place.layout) - place.indent
        element = paragraph(self._styles.id("Figuur"))
        self._fill(element, (), (block.id,), bold=False)
        height = self._sections.height(place.layout)
        drawing = pictures.drawing(self._word, picture, self._drawings, width, height)
        element.insert(len(element) - bool(block.id), drawing)
        self._put(element, place)
        if block.caption is not None:
            self._caption(block.caption, "Bijschrift figuur", place, block.id)

    def _caption(self, caption: Caption, style: str, place: Place, id_: str) -> None:
        r"""`Tabel { SEQ Tabel \* ARABIC }: woorden`; lists and references find the number."""
        strong = self._styles.id("Strong")
        number = field(
            f"SEQ {caption.label} \\* ARABIC", [words(str(caption.number), strong)], strong
        )
        marked = self._marked([number_bookmark(id_)] if id_ else (), number)
        element = paragraph(self._styles.id(style), words(f"{caption.label} ", strong), *marked)
        if plain_text(caption.children):
            element.append(words(": ", strong))
        self._fill(element, caption.children, (), bold=False)
        self._put(element, place)

    def contents(self, _block: Contents, place: Place) -> None:
        """The contents, below a title: that of the text, or our own."""
        if not self._contents_titled:
            self._put_text("TOC Heading", (Text(_CONTENTS_TITLE),), place)
        self._contents_titled = False
        chosen = entries(self._document.tree.blocks)
        for element in contents(chosen, self._styles, self._pages):
            self._put(element, place)

    def captions(self, block: CaptionList, place: Place) -> None:
        """A list of captions below its title; nothing when there is nothing to list."""
        named = listed(self._document.tree.blocks, block.label)
        made = caption_list(named, block.label, self._styles, self._pages)
        if made:
            self._put(paragraph(self._styles.id("Lijstkop"), words(block.title)), place)
        for element in made:
            self._put(element, place)

    def region(self, block: Region, place: Place) -> None:
        """A region, by its kind."""
        REGIONS[block.kind](self, block, place)

    # -- one method per kind of region

    def cover(self, block: Region, place: Place) -> None:
        """The cover: its first heading is the title, the paragraph below that the subtitle."""
        place = replace(place, layout="kaft", style="Kafttekst")
        marked = any(map(is_mark, block.blocks))
        if self._document.properties.status.lower() == CONCEPT and not marked:
            self._put(paragraph(self._styles.id("Kaftmerk"), words(CONCEPT)), place)
        titled = False
        subtitle = False
        for part in block.blocks:
            if isinstance(part, Heading):
                style = "Subtitle" if titled else "Title"
                self._put_text(style, part.children, place, ids=(part.id,))
                subtitle = titled = True
            elif isinstance(part, Paragraph) and is_mark(part):
                self._put_text("Kaftmerk", part.children, place, ids=(part.id,))
            elif isinstance(part, Paragraph) and subtitle:
                self._put_text("Subtitle", part.children, place, ids=(part.id,))
                subtitle = False
            else:
                self.blocks((part,), place)
                subtitle = False

    def signature(self, block: Region, place: Place) -> None:
        """A block that stays together on one page."""
        before = len(self._body)
        self.blocks(block.blocks, replace(place, signing=True))
        made = self._body[before:]
        for element in made[:-1]:
            if not self._is_gap(element):
                _keep_with_next(element)
        if made and made[-1].tag == qn("w:tbl"):
            for row in made[-1].findall(qn("w:tr"))[:-1]:
                _keep_with_next(row)

    def _is_gap(self, element: Element) -> bool:
        """Whether this is the white space between two tables."""
        return element.tag == qn("w:p") and not plain(element) and len(element) == 1

    def landscape(self, block: Region, place: Place) -> None:
        """Blocks on pages of their own, turned."""
        self.blocks(block.blocks, replace(place, layout="liggend"))

    def as_if_absent(self, block: Region, place: Place) -> None:
        """Blocks as they would stand without the region."""
        self.blocks(block.blocks, place)


def _reference_field(target: str) -> str:
    """The instruction of a field; an update keeps the looks of the reference itself."""
    return f"REF {target} \\h \\* CHARFORMAT"


def _number_fields(document: Document, headings: Iterable[Heading]) -> dict[str, NumberField]:
    r"""For what has a number that a field can give in the very words of a reference: that field.

    `REF … \n` gives a heading's number as it is shown. So it serves chapters ("4.2"), and not what
    shows a word before it: there it gives "Maatregel 2.1" with a capital (LibreOffice knows no
    switch against it), and the reference stays a link with words. An item of a list stays so too:
    its number has a point or stands in a longer phrase ("maatregel 2.1 onder b").
    """
    labels = document.tree.labels
    found = {
        heading.id: (heading.number, _reference_field(f"{bookmark_name(heading.id)} \\n"))
        for heading in headings
        if heading.number and heading.prefix == heading.number
    }
    for label in _CAPTION_LABELS:
        for id_, caption in captions(document.tree.blocks, label):
            found[id_] = str(caption.number), _reference_field(number_bookmark(id_))
    return {
        id_: NumberField(labels[id_], number, instruction)
        for id_, (number, instruction) in found.items()
        if labels.get(id_, "").endswith(f" {number}")
    }


def _kept_rows(table: Table, element: Element) -> list[Element]:
    """The rows that stay with the next one: all of a short table, else those at both ends.

    So a long table begins with its header and two rows, and no total stands alone.
    """
    rows: list[Element] = element.findall(qn("w:tr"))
    if len(table.rows) <= _SHORT_TABLE:
        return rows[:-1]
    return [*rows[: has_header(table) + 1], rows[-2]]


def _keep_with_next(element: Element) -> None:
    """Let the paragraphs of an element keep with what follows: about pages, not about looks."""
    for text in list(element.iter(qn("w:p"))):
        properties = properties_of(text)
        if properties.find(qn("w:keepNext")) is None:
            properties.insert(1, el("w:keepNext"))
            properties.insert(2, el("w:keepLines"))


def _deeper(place: Place) -> Place:
    """The place of what stands in a list here."""
    inner = replace(place, depth=place.depth + 1)
    return replace(inner, style=_level_style("List Continue", inner))


def _level_style(name: str, place: Place) -> str:
    """`List Bullet`, `List Bullet 2` …"""
    level = min(place.depth, look.LIST_LEVELS)
    return name if level == 1 else f"{name} {level}"


# The Any is the block of the type in the key: the table pairs them.
BLOCKS: Mapping[type, Callable[[Body, Any, Place], None]] = {
    Heading: Body.heading,
    Paragraph: Body.paragraph,
    BulletList: Body.bullets,
    OrderedList: Body.ordered,
    Quote: Body.quote,
    Table: Body.table,
    Chart: Body.chart,
    Figure: Body.figure,
    Contents: Body.contents,
    CaptionList: Body.captions,
    Region: Body.region,
}

REGIONS: Mapping[str, Callable[[Body, Region, Place], None]] = {
    "kaft": Body.cover,
    "handtekening": Body.signature,
    "liggend": Body.landscape,
    "buiten-hash": Body.as_if_absent,
}
