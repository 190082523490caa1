"""Regioplan-Markdown: parser, allowed constructs, directives, numbers and labels, and the Document.

What a reader sees comes from one `Document`: one text in regioplan-Markdown with its properties. The
text is parsed once into the typed tree below; every number and label is computed in one pass; writers
walk the tree by a visible table of its node types and print what stands in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

# ------------------------------------------------------------------ inline


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, exactly as a reader sees it (no Markdown escapes left, soft breaks are spaces)."""

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
    """`[](#id)` or `[woorden](#id)`: `children` are the words to print, computed where none were given.

    `anchored` is False where this document has no anchor for the id: the words stand without a link.
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
    """A heading. `number` is computed: "3.2", "1" (thema), "1.2" (maatregel), "2" (bijlage), "" (geen).

    `prefix` is what a writer prints before the title: the number alone for hoofdstuk ("3.2"), a word and
    the number for the others ("Thema 1", "Maatregel 1.2", "Bijlage 2"), "" for geen. The words of a
    series come from `Document.series_words` (a region may say "Pijler" for "Thema").
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
    """One item of a list: blocks (its first is mostly a Paragraph, which then bears the anchor's id)."""

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
    """One table cell. `ids` are the anchors set in it with `[](#!ID)` (also present as Anchor nodes)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """`<!-- rp:bijschrift WOORDEN -->` before a table or figure: "Tabel 3: WOORDEN"; number computed."""

    label: Literal["Tabel", "Figuur"]
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
class Region:
    """A directive around blocks: `<!-- rp:KIND -->` … `<!-- /rp:KIND -->`.

    kaft: the cover page; handtekening: a signature block that must not break over a page; liggend: on
    landscape pages; buiten-hash: outside the content hash (writers print its blocks as if it were not there).
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
    | Region
)

# ------------------------------------------------------------------ the document


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a reference to one id: "maatregel" (numbered: "maatregel 2.1"), or a name.

    For a numbered one the number is that of the anchor in this document: of its heading, or for an item
    of a lettered list the number of the heading above it and the letter: "2.1 onder b".
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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as data: PNG bytes, SVG bytes, and its description (alt text; a list in Markdown)."""

    png: bytes
    svg: bytes
    description: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The parsed text: blocks with every number computed, and the printed words for each anchor's id."""

    blocks: tuple[Block, ...]
    labels: Mapping[str, str]  # id -> "maatregel 2.1", "bijlage 2", "hoofdstuk 4"; every anchor and heading id


@dataclass(frozen=True)
class Document:
    """One document: its text in regioplan-Markdown and what belongs to it."""

    text: str
    properties: Properties
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)  # id -> words of a reference
    series_words: Mapping[str, str] = field(default_factory=dict)  # "thema" -> "Pijler"

    @cached_property
    def tree(self) -> Tree:
        """The text parsed. Raises `RegioplanError` with the line for what regioplan-Markdown is not."""
        raise NotImplementedError

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the normalised text outside `buiten-hash` and `kaft`."""
        raise NotImplementedError


# ------------------------------------------------------------------ prose (what users write)


@dataclass(frozen=True, slots=True)
class ProseFault:
    """A construct that prose may not hold: `line` counts from 0 within the prose text."""

    line: int
    message: str  # Dutch: what it is and what to write instead


def check_prose(text: str) -> tuple[ProseFault, ...]:
    """The explicit constructs in a user's prose that are not allowed: `# kop`, a picture."""
    raise NotImplementedError


def prose_references(text: str) -> tuple[tuple[int, str], ...]:
    """Each `](#id)` in a user's prose: (line from 0, id)."""
    raise NotImplementedError


def prose_to_markdown(text: str) -> str:
    """A user's prose as canonical regioplan-Markdown blocks, safe to put in a document's text.

    `<b>`, `---`, `{{ x }}`, indented text and tables in it come out as text; level 2 of an ordered list
    is lettered.
    """
    raise NotImplementedError


def prose_to_inline(text: str) -> str:
    """The same for one table cell: paragraphs joined by a hard break, lists as "• …" lines, `|` escaped.

    (A GFM cell cannot hold a newline: a hard break is written as `<br>` and read back as Break.)
    """
    raise NotImplementedError


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in a line, heading or table cell."""
    raise NotImplementedError
