"""Which headings begin a page: few do, so that no page stays nearly empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regioplan.markdown import Block, Contents, Heading, Region
from regioplan.writers.word.contents import is_contents_title, with_next


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
