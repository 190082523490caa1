"""The page: its paper and margins, and what a base document puts above and below the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from regioplan.writers.word import look

Layout = Literal["kaft", "staand", "liggend"]
Story = Literal["header", "footer"]
"""What stands above, and what stands below the text of each page."""
Kind = Literal["default", "even", "first"]
"""The pages that a header or footer is for, in Word's words."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A header or footer of the base document; `rid` is its relationship."""

    story: Story
    kind: Kind
    rid: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page for the whole document, upright or turned; all sizes in twips."""

    short: int = look.PAGE_SHORT
    long: int = look.PAGE_LONG
    top: int = look.MARGIN
    right: int = look.MARGIN
    bottom: int = look.MARGIN
    left: int = look.MARGIN
    header: int = 680
    footer: int = 680
    gutter: int = 0
    references: tuple[Reference, ...] = ()
    """What the base document brings; where it brings nothing, we make our own."""
    first_differs: bool = False
    """The first page has its own header and footer, or none."""

    def width(self, layout: Layout) -> int:
        """How wide the text is. Turned, the margins stay at their sides: the headers need them."""
        paper = self.long if layout == "liggend" else self.short
        return paper - self.left - self.right - self.gutter

    def height(self, layout: Layout) -> int:
        """How high the text is."""
        paper = self.short if layout == "liggend" else self.long
        return paper - self.top - self.bottom

    def brings(self, story: Story) -> bool:
        """Whether the base document has its own header, or footer, for ordinary pages."""
        return any(r.story == story and r.kind == "default" for r in self.references)
