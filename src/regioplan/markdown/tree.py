"""The typed tree of a text in regioplan-Markdown: what writers walk."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

# ------------------------------------------------------------------ inline


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, exactly as a reader sees it: no escapes left, soft breaks are spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*cursief*`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """`**vet**`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Link:
    """`[woorden](https://…)` to an address outside the document."""

    children: tuple[Inline, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`[](#id)` or `[woorden](#id)`: `children` are the words to print, computed where none are.

    `anchored` is False where this document has no anchor for the id: the words stand without a
    link.
    """

    target: str
    children: tuple[Inline, ...]
    anchored: bool


@dataclass(frozen=True, slots=True)
class Note:
    """`^[noot]`: a footnote; numbers run through the whole document from 1."""

    number: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """`[](#!ID)` in a table cell: the cell bears the id; nothing is printed."""

    id: str


Inline = Text | Emphasis | Strong | Break | Link | Reference | Note | Anchor

# ------------------------------------------------------------------ blocks

Series = Literal["hoofdstuk", "thema", "maatregel", "bijlage", "geen"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with its computed number.

    `number` is "3.2" (hoofdstuk), "1" (thema), "1.2" (maatregel), "2" (bijlage) or "" (geen).
    `prefix` is what a writer prints before the title: the number alone for hoofdstuk ("3.2"), a
    word and the number for the others ("Thema 1", "Maatregel 1.2", "Bijlage 2"), "" for geen. The
    words of a series come from `Document.series_words` (a region may say "Pijler" for "Thema").
    Every heading has an id: its own anchor's, or a generated "h-…" one that is unique and stable.
    """

    level: int
    children: tuple[Inline, ...]
    series: Series
    number: str
    prefix: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `id` is "" without an anchor."""

    children: tuple[Inline, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; an anchor's id is borne by its first block."""

    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list with bullets."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list, or a lettered one (a, b, c); numbering begins anew at each list."""

    items: tuple[Item, ...]
    letters: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; the anchors set in it with `[](#!ID)` are Anchor nodes."""

    children: tuple[Inline, ...]


Label = Literal["Tabel", "Figuur"]


@dataclass(frozen=True, slots=True)
class Caption:
    """`<!-- rp:bijschrift WOORDEN -->`: "Tabel 3: WOORDEN", above a table, chart or figure.

    A chart is counted among the figures. What bears a caption has an id: its own anchor's, or a
    generated "h-tabel-…" that is unique and stable.
    """

    label: Label
    number: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; `rows` all have as many cells as `header`.

    A row whose first cell is wholly bold is a total row: writers set it apart.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Literal["left", "center", "right"], ...]
    caption: Caption | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`<!-- rp:figuur NAAM -->`: the picture `Document.pictures[NAAM]`."""

    name: str
    caption: Caption | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`<!-- rp:grafiek NAAM -->` … `<!-- /rp:grafiek -->` around an ordinary table."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Contents:
    """`<!-- rp:inhoud -->`: the table of contents stands here."""


@dataclass(frozen=True, slots=True)
class CaptionList:
    """`<!-- rp:lijst tabellen -->`: a list of the captions with this label stands here.

    What it holds, `listed` tells: nothing at all when there are fewer than two.
    """

    label: Label

    @property
    def title(self) -> str:
        """The words above the list."""
        return {"Tabel": "Tabellen", "Figuur": "Figuren"}[self.label]


@dataclass(frozen=True, slots=True)
class Region:
    """A directive around blocks: `<!-- rp:KIND -->` … `<!-- /rp:KIND -->`.

    kaft: the cover page; handtekening: a signature block that must not break over a page; liggend:
    on landscape pages; buiten-hash: outside the content hash (writers print its blocks as they
    are).
    """

    kind: Literal["kaft", "handtekening", "liggend", "buiten-hash"]
    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | Quote
    | Table
    | Figure
    | Chart
    | Contents
    | CaptionList
    | Region
)

# ------------------------------------------------------------------ what belongs to it


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a reference to one id: "maatregel" (numbered: "maatregel 2.1"), or a name.

    For a numbered one the number is that of the anchor in this document: of its heading or caption,
    or for an item of a list the number of the heading above it and the letter: "2.1 onder b".
    """

    text: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself; all plain text, in the form in which it is printed."""

    title: str
    subtitle: str = ""
    status: str = ""  # printed: "concept", "vastgesteld"
    version: str = ""
    date: str = ""  # printed: "5 juni 2025"
    region: str = ""
    authors: tuple[str, ...] = ()
    language: str = "nl-NL"
    provenance: str = ""  # the small print: revision, rules version, content hash
    facts: tuple[tuple[str, str], ...] = ()  # the same for machines; see `Provenance.facts`


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as data: PNG, SVG, and its description (alt text; a list in Markdown)."""

    png: bytes
    svg: bytes
    description: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """The numbers behind a chart, and the chart as a picture for who cannot draw one.

    Columns stand on `categories`; each of `series` is (name, one value per category), stacked; what
    is not known is None. `line` is drawn over the columns, or None.
    """

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    picture: Picture
    line: tuple[str, tuple[Decimal | None, ...]] | None = None
    unit: str = "euro"


@dataclass(frozen=True, slots=True)
class Tree:
    """The parsed text: blocks with every number computed, and the words for each anchor's id."""

    blocks: tuple[Block, ...]
    labels: Mapping[
        str, str
    ]  # id -> "maatregel 2.1", "bijlage 2", "hoofdstuk 4"; every anchor and heading id


# ------------------------------------------------------------------ small questions to it


def plain_text(children: Iterable[Inline]) -> str:
    """What a reader reads in the line, without notes; a line break is a space."""
    return "".join(_PLAIN[type(child)](child) for child in children)


def _plain_children(child: Any) -> str:
    return plain_text(child.children)


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    Text: lambda text: text.text,
    Emphasis: _plain_children,
    Strong: _plain_children,
    Link: _plain_children,
    Reference: _plain_children,
    Break: lambda _break: " ",
    Note: lambda _note: "",
    Anchor: lambda _anchor: "",
}


def letter(position: int) -> str:
    """The letter of an item (from 1), as Word counts: a … z, aa, bb … zz, aaa."""
    return string.ascii_lowercase[(position - 1) % 26] * ((position - 1) // 26 + 1)


_FEW = 2
"""A list of fewer captions than this tells no more than the contents do."""


def listed(blocks: Iterable[Block], label: Label) -> tuple[tuple[str, Caption], ...]:
    """What a list of captions holds: each caption with the id of what bears it, in order.

    Nothing when there are fewer than two: such a list helps nobody to find anything.
    """
    found = tuple(captions(blocks, label))
    return found if len(found) >= _FEW else ()


def captions(blocks: Iterable[Block], label: Label) -> Iterator[tuple[str, Caption]]:
    """Each caption with this label, with the id of what bears it, in order."""
    for block in blocks:
        match block:
            case Table() | Figure():
                if block.caption is not None and block.caption.label == label:
                    yield block.id, block.caption
            case Chart():
                yield from captions((block.table,), label)
            case Region() | Quote():
                yield from captions(block.blocks, label)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from captions(item.blocks, label)
            case _:
                pass
