"""A body that can be compared: it knows which of its elements bear no marks of change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Block, Document, Heading, Region
from regioplan.writers.word.base import Styles
from regioplan.writers.word.body import Body, Place
from regioplan.writers.word.names import bookmark_name


class Traced(Body):
    """A body that remembers which of its elements are not compared."""

    def __init__(
        self, document: Document, word: WordDocument, styles: Styles, pages: Mapping[str, int]
    ) -> None:
        """Find the regions that are not compared: the annexes that regioplan makes itself."""
        super().__init__(document, word, styles, pages)
        self.word = word
        self.styles = styles
        self.properties = document.properties
        self.labels = {
            bookmark_name(identifier): " ".join(label.split())
            for identifier, label in document.tree.labels.items()
            if label
        }
        """Bookmark → what is computed to refer to it."""
        self._apart = [
            region.blocks for region in _regions(document.tree.blocks) if _is_own_annex(region)
        ]
        self._stretches: list[range] = []
        self.covered = any(b.kind == "kaft" for b in _regions(document.tree.blocks))
        """Whether it has a cover."""

    def blocks(self, blocks: Sequence[Block], place: Place) -> None:
        """Write blocks, and remember where they stand if they are not compared."""
        start = len(self._body)
        super().blocks(blocks, place)
        if any(blocks is apart for apart in self._apart):
            self._stretches.append(range(start, len(self._body)))

    def written(self) -> tuple[list[tuple[Element, bool]], Element]:
        """Take everything out of the body.

        Returns:
            Each paragraph and table with whether it is compared; and the last section.
        """
        elements = list(self._body)
        apart = {place for stretch in self._stretches for place in stretch}
        if self.covered:
            apart.update(range(first_section(elements) + 1))
        for element in elements:
            self._body.remove(element)
        found = [
            (element, place not in apart and not self._is_list_of_pages(element))
            for place, element in enumerate(elements[:-1])
        ]
        return found, elements[-1]

    def put_back(self, elements: Iterable[Element], last: Element) -> None:
        """Fill the body again."""
        self._body.extend([*elements, last])

    def _is_list_of_pages(self, element: Element) -> bool:
        """Whether this is a line of the contents or of a list of captions."""
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None:
            return False
        return str(style.get(qn("w:val"))) in {
            self.styles.id(name) for name in _LISTS_OF_PAGES if name in self.styles
        }


_LISTS_OF_PAGES = (
    *("TOC Heading", "toc 1", "toc 2", "toc 3", "toc 4", "Lijstkop", "table of figures"),
)
"""The styles of what only tells where something else stands."""


def _regions(blocks: Iterable[Block]) -> Iterator[Region]:
    """The regions of a text, those within others too."""
    for block in blocks:
        if isinstance(block, Region):
            yield block
            yield from _regions(block.blocks)


def _is_own_annex(region: Region) -> bool:
    """What is outside the hash and numbered as an annex: the law, open points, versions."""
    return region.kind == "buiten-hash" and any(
        isinstance(block, Heading) and block.series == "bijlage" for block in region.blocks
    )


def first_section(elements: Sequence[Element]) -> int:
    """The place of the paragraph that ends the first section."""
    for place, element in enumerate(elements):
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            return place
    return len(elements) - 1
