"""The body: each block of the tree becomes HTML, by one visible table."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

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
    Item,
    OrderedList,
    Paragraph,
    Picture,
    Quote,
    Region,
    Table,
    letter,
    listed,
    plain_text,
)
from regioplan.writers.html.inline import Inlines, note_id
from regioplan.writers.html.tables import caption_id, captioned, table
from regioplan.writers.html.tags import joined, tag
from regioplan.writers.outline import (
    CONCEPT,
    entries,
    headings,
    is_contents_title,
    is_mark,
    page_starts,
    stays_with_next,
    titled,
    with_next,
)

Alternative = Callable[[Picture, str, str], tuple[str, Markup]]
"""From a picture, the words of its caption and where its content stands besides: the alternative
text, and what is printed below the picture."""

_TITLE = "Inhoud"
_TITLE_ID = "_inhoud"
_NOTES_ID = "_noten"
_DEEPEST = 6
"""HTML knows headings down to h6."""
_ALPHABET = 26
_LISTS = (Contents, CaptionList)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands."""

    signing: bool = False
    stays: bool = False
    """It may not be parted from the next block."""


@dataclass(slots=True)
class Body:
    """Writes the tree of a document; ids and notes gather while it does."""

    document: Document
    alternative: Alternative
    deeper: int
    """How many levels a heading of the text lies deeper on the page."""
    inlines: Inlines = field(default_factory=Inlines)

    # -- the parts of a page, in order

    def cover(self, blocks: Sequence[Block]) -> Markup:
        """The cover's blocks: the first heading is the page's title, the text below its subtitle.

        Without any the title of the document stands there.
        """
        band: list[Markup] = []
        rest: list[Markup] = []
        subtitle = False
        for block in blocks:
            if isinstance(block, Heading):
                band.append(self._title(block, first=not band))
                subtitle = True
            elif isinstance(block, Paragraph) and subtitle and not is_mark(block):
                band.append(self._text(block, "ondertitel"))
                subtitle = False
            elif isinstance(block, Paragraph) and is_mark(block):
                rest.append(self._text(block, "merk"))
            else:
                rest.append(self.blocks((block,)))
        if not band:
            band.append(tag("h1", self.document.properties.title))
        concept = self.document.properties.status.lower() == CONCEPT
        if concept and not any(map(is_mark, blocks)):
            rest.insert(0, tag("p", CONCEPT.upper(), class_="merk"))
        strip = tag("div", *rest, class_="stand") if rest else Markup()
        return joined((tag("div", *band, class_="band"), strip))

    def _title(self, block: Heading, *, first: bool) -> Markup:
        """The title of the page, or a line below it."""
        name, kind = ("h1", None) if first else ("p", "ondertitel")
        words = self.inlines.written(block.children)
        return tag(
            name,
            words,
            id=self.inlines.once(block.id),
            class_=kind,
            data_titel=_bare(block, words),
        )

    def blocks(self, blocks: Sequence[Block], place: Place | None = None) -> Markup:
        """Blocks one after another."""
        given = place or Place()
        written = []
        before: Block | None = None
        for block, after in with_next(blocks):
            if not is_contents_title(block, after):  # the contents print it themselves
                here = replace(given, stays=stays_with_next(before, block, after))
                written.append(BLOCKS[type(block)](self, block, here))
            before = block
        return joined(written, "\n")

    def notes(self) -> Markup:
        """The notes, numbered, each with a link back to its place."""
        if not self.inlines.notes:
            return Markup()
        items = (
            tag(
                "li",
                text,
                " ",
                tag(
                    "a",
                    "↑",
                    href=f"#{note_id(number)}-terug",
                    class_="terug",
                    aria_label=f"Terug naar noot {number} in de tekst",
                ),
                id=note_id(number),
            )
            for number, text in sorted(self.inlines.notes.items())
        )
        title = tag("h2", "Noten", id=_NOTES_ID)
        return tag("section", title, tag("ol", *items), aria_labelledby=_NOTES_ID, class_="noten")

    # -- one method per block

    def heading(self, block: Heading, _place: Place) -> Markup:
        """A heading, deeper than in the text where the title of the page is another one."""
        identifier = self.inlines.once(block.id)
        label = titled(block)
        starts = page_starts(self.document.tree.blocks)
        kinds = (block.series, "nieuw" if block.id in starts else "")
        words = self.inlines.written(block.children)
        return tag(
            f"h{min(block.level + self.deeper, _DEEPEST)}",
            tag("span", label, class_="nummer") if label else "",
            words,
            id=identifier,
            class_=" ".join(filter(None, kinds)),
            data_titel=_bare(block, words),
        )

    def paragraph(self, block: Paragraph, place: Place) -> Markup:
        """A paragraph."""
        return self._text(block, "blijft" if place.stays else None)

    def _text(self, block: Paragraph, kind: str | None) -> Markup:
        identifier = self.inlines.once(block.id)
        return tag("p", self.inlines.written(block.children), id=identifier, class_=kind)

    def bullets(self, block: BulletList, place: Place) -> Markup:
        """A bulleted list."""
        kind = "blijft" if place.stays else None
        return tag("ul", *(self._item(item, place) for item in block.items), class_=kind)

    def ordered(self, block: OrderedList, place: Place) -> Markup:
        """A numbered or lettered list; from the 27th on letters are doubled, as Word does."""
        items = (
            self._item(
                item,
                place,
                f"list-style-type:'{letter(position)}. '"
                if block.letters and position > _ALPHABET
                else None,
            )
            for position, item in enumerate(block.items, 1)
        )
        kind = "blijft" if place.stays else None
        return tag("ol", *items, type="a" if block.letters else None, class_=kind)

    def _item(self, item: Item, place: Place, style: str | None = None) -> Markup:
        """An item; one that is nothing but a paragraph stands without a `p` of its own."""
        identifier = self.inlines.once(item.id)
        inside = replace(place, stays=False)
        first, rest = item.blocks[:1], item.blocks[1:]
        if first and isinstance(first[0], Paragraph) and (not rest or _is_list(rest[0])):
            identifier = identifier or self.inlines.once(first[0].id)
            words = self.inlines.written(first[0].children)
            return tag("li", words, self.blocks(rest, inside), id=identifier, style=style)
        return tag("li", self.blocks(item.blocks, inside), id=identifier, style=style)

    def quote(self, block: Quote, place: Place) -> Markup:
        """A quotation."""
        return tag("blockquote", self.blocks(block.blocks, place))

    def table(self, block: Table, place: Place) -> Markup:
        """A table below its caption."""
        return table(block, self.inlines, signing=place.signing)

    def chart(self, block: Chart, place: Place) -> Markup:
        """A chart drawn, above the table with its numbers."""
        data = self.document.charts.get(block.name)
        if data is None:
            return self.table(block.table, place)
        caption = block.table.caption
        numbers = replace(block.table, caption=None, id="")
        alternative, _ = self.alternative(
            data.picture, _said(caption), "De cijfers staan in de tabel eronder."
        )
        drawn = self._drawn(data.picture, alternative, caption, block.table.id)
        named = caption_id(caption) if caption else ""
        return tag(
            "div",
            drawn,
            table(numbers, self.inlines, named_by=named, signing=place.signing),
            class_="grafiek",
        )

    def figure(self, block: Figure, _place: Place) -> Markup:
        """A picture above its caption.

        Raises:
            RegioplanError: the document has no such picture.
        """
        picture = self.document.pictures.get(block.name)
        if picture is None:
            raise RegioplanError(
                f"De tekst vraagt om de figuur “{block.name}”, maar die is er niet bij."
            )
        alternative, below = self.alternative(
            picture, _said(block.caption), "De figuur staat eronder in woorden."
        )
        return self._drawn(picture, alternative, block.caption, block.id, below)

    def _drawn(
        self,
        picture: Picture,
        alternative: str,
        caption: Caption | None,
        identifier: str,
        below: str = "",
    ) -> Markup:
        """`<figure>`: the picture, which scrolls where it does not fit, and its caption."""
        given = self.inlines.once(identifier)
        image = tag("img", src=_data(picture), alt=alternative)
        if caption is None:
            frame = tag("div", image, class_="beeld", tabindex=0, role="group", aria_label="Figuur")
            return tag("figure", frame, below, id=given)
        name = self.inlines.once(caption_id(caption)) or caption_id(caption)
        frame = tag("div", image, class_="beeld", tabindex=0, role="region", aria_labelledby=name)
        title = tag("figcaption", captioned(caption, self.inlines), id=name)
        return tag("figure", frame, title, below, id=given)

    def contents(self, _block: Contents, _place: Place) -> Markup:
        """The contents, with the title that the text gives them or our own."""
        blocks = self.document.tree.blocks
        given = next(
            (block for block, after in with_next(blocks) if is_contents_title(block, after)), None
        )
        words = plain_text(given.children) if isinstance(given, Heading) else _TITLE
        items = [
            (
                heading.level,
                _link(heading.id, titled(heading), plain_text(heading.children)),
            )
            for heading in entries(blocks)
        ]
        if not items:
            return Markup()
        title = tag("h2", words, id=self.inlines.once(_TITLE_ID))
        return tag("nav", title, _nested(items), aria_labelledby=_TITLE_ID, class_="inhoud")

    def captions(self, block: CaptionList, _place: Place) -> Markup:
        """The captions with one label, as links; nothing when there are few."""
        found = listed(self.document.tree.blocks, block.label)
        if not found:
            return Markup()
        name = f"_lijst-{block.label.lower()}"
        items = [
            (1, _link(id_, f"{caption.label} {caption.number}: ", plain_text(caption.children)))
            for id_, caption in found
        ]
        title = tag("h2", block.title, id=self.inlines.once(name))
        return tag("nav", title, _nested(items), aria_labelledby=name, class_="inhoud lijst")

    def region(self, block: Region, place: Place) -> Markup:
        """A region, by its kind."""
        return REGIONS[block.kind](self, block, place)

    # -- one method per kind of region

    def late_cover(self, block: Region, place: Place) -> Markup:
        """A cover that is not the beginning: there it is text like any other."""
        return self.blocks(block.blocks, place)

    def signature(self, block: Region, place: Place) -> Markup:
        """A block to sign in, that stays together on one page."""
        inside = self.blocks(block.blocks, replace(place, signing=True))
        return tag("div", inside, class_="handtekening")

    def landscape(self, block: Region, place: Place) -> Markup:
        """Blocks on pages of their own, turned."""
        return tag("div", self.blocks(block.blocks, place), class_="liggend")

    def as_if_absent(self, block: Region, place: Place) -> Markup:
        """Blocks as they would stand without the region."""
        return self.blocks(block.blocks, place)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a document begins."""

    cover: tuple[Block, ...]
    """The blocks of its cover; without one its only heading of the first level, if it is first."""
    lists: tuple[Block, ...]
    """The contents and lists of captions that follow."""
    rest: tuple[Block, ...]
    has_cover: bool
    titled: bool
    """It begins with its own title, without a cover."""


def opening(blocks: Sequence[Block]) -> Opening:
    """Take the beginning of a document apart."""
    first = blocks[0] if blocks else None
    cover: tuple[Block, ...] = ()
    has_cover = own_title = False
    if isinstance(first, Region) and first.kind == "kaft":
        cover, has_cover = first.blocks, True
    elif isinstance(first, Heading) and first.level == 1 and not first.prefix:
        tops = [heading for heading in headings(blocks) if heading.level == 1]
        own_title = tops == [first]
        cover = (first,) if own_title else ()
    start = at = int(has_cover or own_title)
    while at < len(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if not (isinstance(blocks[at], _LISTS) or is_contents_title(blocks[at], after)):
            break
        at += 1
    return Opening(cover, tuple(blocks[start:at]), tuple(blocks[at:]), has_cover, own_title)


def _bare(block: Heading, words: str) -> str | None:
    """The words for a bookmark, where a program would else read the mark of a note in them."""
    return titled(block) + plain_text(block.children) if "<sup" in words else None


def _said(caption: Caption | None) -> str:
    return plain_text(caption.children) if caption else ""


def _link(target: str, number: str, words: str) -> Markup:
    label = tag("span", number, class_="nummer") if number else ""
    return tag("a", tag("span", label, words), href=f"#{target}")


def _nested(items: Sequence[tuple[int, Markup]]) -> Markup:
    """Items with a level each, as lists within lists."""
    top = min((level for level, _ in items), default=0)
    starts = [place for place, (level, _) in enumerate(items) if level == top or place == 0]
    parts = zip(starts, [*starts[1:], len(items)], strict=True)
    made = (
        tag("li", items[start][1], _nested(items[start + 1 : end]) if end > start + 1 else "")
        for start, end in parts
    )
    return tag("ol", *made)


def _data(picture: Picture) -> str:
    """The drawing within the page; as an image nothing in it can run, nor clash with our ids."""
    return "data:image/svg+xml;base64," + base64.b64encode(picture.svg).decode()


def _is_list(block: Block) -> bool:
    return isinstance(block, BulletList | OrderedList)


# The Any is the block of the type in the key: the table pairs them.
BLOCKS: Mapping[type, Callable[[Body, Any, Place], Markup]] = {
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

REGIONS: Mapping[str, Callable[[Body, Region, Place], Markup]] = {
    "kaft": Body.late_cover,
    "handtekening": Body.signature,
    "liggend": Body.landscape,
    "buiten-hash": Body.as_if_absent,
}
