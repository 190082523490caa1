"""Questions to a tree about its build that every printed form asks: what begins, what belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regioplan.markdown import (
    Block,
    BulletList,
    Cell,
    Chart,
    Contents,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    Region,
    Strong,
    Table,
    Text,
    plain_text,
)

CONCEPT = "concept"
DEEPEST = 2
"""Headings down to this level are entries of the contents; measures and the like at every level."""
_ALWAYS = frozenset({"thema", "maatregel", "bijlage"})
_ANNOUNCEMENT = 240
"""A paragraph with no more characters than this stays with the table that it announces."""
_ANNOUNCED = (Table, Chart, Figure)


def with_next(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    """Each block with the one after it."""
    return zip(blocks, (*blocks[1:], None), strict=False)  # without blocks there is no end


def is_contents_title(block: Block, after: Block | None) -> bool:
    """An unnumbered heading directly before the contents is their title, and no entry."""
    return isinstance(block, Heading) and not block.prefix and isinstance(after, Contents)


def headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    """The headings of the text: not those of the cover, nor the title of the contents."""
    for block, after in with_next(blocks):
        if isinstance(block, Region) and block.kind != "kaft":
            yield from headings(block.blocks)
        elif isinstance(block, Heading) and not is_contents_title(block, after):
            yield block


def entries(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """The headings that the contents list."""
    return tuple(
        heading
        for heading in headings(blocks)
        if heading.level <= DEEPEST or (heading.prefix and heading.series in _ALWAYS)
    )


def titled(heading: Heading) -> str:
    """What stands before the words of a heading: "3.2 ", "Maatregel 1.2: "."""
    if not heading.prefix:
        return ""
    return heading.prefix + (" " if heading.series == "hoofdstuk" else ": ")


def page_starts(blocks: Sequence[Block]) -> frozenset[str]:
    """The ids of the headings that begin a page.

    They are the first one after the contents, the chapter in which people sign, and the first one
    that is or holds an annex. The other chapters follow one another with white space between.
    """
    starts = set()
    chapter = ""
    begins = annexed = False
    for block in _landmarks(blocks):
        if isinstance(block, Contents):
            begins = True
        elif isinstance(block, Region):
            starts.add(chapter)
        else:
            if block.level == 1:
                chapter = block.id
            if begins:
                starts.add(block.id)
                begins = False
            if block.series == "bijlage" and not annexed:
                starts.add(chapter or block.id)
                annexed = True
    return frozenset(starts - {""})


def _landmarks(blocks: Sequence[Block]) -> Iterator[Heading | Contents | Region]:
    """The headings of the text, the contents and the regions to sign in, in order."""
    for block, after in with_next(blocks):
        match block:
            case Region(kind="kaft"):
                pass
            case Region():
                if block.kind == "handtekening":
                    yield block
                yield from _landmarks(block.blocks)
            case Contents():
                yield block
            case Heading() if not is_contents_title(block, after):
                yield block
            case _:
                pass


def stays_with_next(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether the end of a block may not be parted from the beginning of the next one.

    What announces something stays with it (words before a colon, a short paragraph or list before a
    table or picture, what stands before a place to sign), and a chapter does not begin with one
    paragraph at the foot of a page.
    """
    if isinstance(block, BulletList | OrderedList):
        return isinstance(after, _ANNOUNCED)
    if not isinstance(block, Paragraph) or after is None:
        return False
    words = plain_text(block.children).rstrip()
    if words.endswith(":"):
        return True
    if isinstance(after, _ANNOUNCED) or _is_signing(after):
        return len(words) <= _ANNOUNCEMENT
    opens = isinstance(before, Heading) and before.level == 1
    return opens and not (isinstance(after, Heading) and after.level == 1)


def _is_signing(block: Block) -> bool:
    return isinstance(block, Region) and block.kind == "handtekening"


def is_mark(block: Block) -> bool:
    """A paragraph of the cover that is nothing but "CONCEPT"."""
    return isinstance(block, Paragraph) and plain_text(block.children).lower() == CONCEPT


def is_total(row: Sequence[Cell]) -> bool:
    """A row is a total row when its first cell is wholly bold."""
    children = [
        child
        for child in row[0].children
        if not (isinstance(child, Text) and not child.text.strip())
    ]
    return bool(children) and all(isinstance(child, Strong) for child in children)


def has_header(table: Table) -> bool:
    """A header row without a word is none: the first column then names the rows."""
    return any(plain_text(cell.children).strip() for cell in table.header) or not table.rows
