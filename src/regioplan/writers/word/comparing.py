"""What is compared of two Word documents: paragraphs, tables with their rows, and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word.pairing import common
from regioplan.writers.word.wording import Line, line


@dataclass(frozen=True)
class Side:
    """One of the two versions."""

    word: WordDocument
    labels: Mapping[str, str]
    """Bookmark → what is computed to refer to it: "maatregel 2.1"."""

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the styles by their ids, in lower case."""
        found = {}
        for style in self.word.styles.element.findall(qn("w:style")):
            name = style.find(qn("w:name"))
            if name is not None:
                found[str(style.get(qn("w:styleId")))] = str(name.get(qn("w:val"))).lower()
        return found

    @cached_property
    def notes_part(self) -> XmlPart:
        """The part that holds the footnotes."""
        part = self.word.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        assert isinstance(part, XmlPart), "the writer always makes one"
        return part

    @cached_property
    def notes(self) -> dict[str, Element]:
        """The footnotes by their ids."""
        return {str(note.get(qn("w:id"))): note for note in self.notes_part.element}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where the links of the text go, by relationship id."""
        return _addresses(self.word.part)

    @cached_property
    def note_addresses(self) -> dict[str, str]:
        """Where the links of the footnotes go, by relationship id."""
        return _addresses(self.notes_part)

    def note_lines(self, identifier: str) -> list[tuple[Element, Line]]:
        """The paragraphs of a note."""
        return [
            (par, line(par, self.note_addresses, self.labels))
            for par in self.notes[identifier].findall(qn("w:p"))
        ]


@dataclass(frozen=True)
class Note:
    """A footnote of one of the two versions."""

    side: Side
    identifier: str

    @cached_property
    def words(self) -> Hashable:
        """What it is compared by."""
        return tuple((read.text, read.keys) for _, read in self.side.note_lines(self.identifier))

    @cached_property
    def bag(self) -> Counter[Hashable]:
        """Its words, in no order."""
        lines = self.side.note_lines(self.identifier)
        return Counter(key for _, read in lines for key in read.keys)


def _addresses(part: Part) -> dict[str, str]:
    return {rid: relation.target_ref for rid, relation in part.rels.items() if relation.is_external}


@dataclass(frozen=True)
class Words:
    """A paragraph of the text or of a cell."""

    element: Element
    side: Side

    @cached_property
    def line(self) -> Line:
        """Its text."""
        return line(self.element, self.side.addresses, self.side.labels)

    @cached_property
    def signature(self) -> Hashable:
        """The same for two paragraphs exactly when nothing is to be marked in them."""
        keys = self.line.keys
        if self.line.notes:
            read = {("note", note): Note(self.side, note).words for note in self.line.notes}
            keys = tuple(read.get(key, key) for key in keys)  # type: ignore[call-overload]  # any key may be looked up
        return self.line.text, keys

    @property
    def key(self) -> Hashable:
        """What it is found by: its bookmark, or all its words."""
        return self.bookmark or self.signature

    @cached_property
    def bookmark(self) -> str:
        """The name of its first bookmark, or ""."""
        return next(_bookmarks(self.element), "")

    @cached_property
    def kind(self) -> str:
        """Paragraphs of other kinds are no versions of one another."""
        style = self.element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else self.side.names[str(style.get(qn("w:val")))]
        return next((kind for start, kind in _KINDS if name.startswith(start)), "tekst")

    @cached_property
    def bag(self) -> Counter[Hashable]:
        """Its words, in no order."""
        return Counter(self.line.keys)


def is_heading(name: str) -> bool:
    """Whether a style, by its name in lower case, is one of headings."""
    return name.startswith(("heading ", "kop "))


_KINDS = (
    ("heading ", "kop"),
    ("kop ", "kop"),
    ("list", "lijst"),
    ("lijst", "lijst"),
    ("opsom", "lijst"),
    ("caption", "bijschrift"),
    ("bijschrift", "bijschrift"),
)


def _bookmarks(element: Element) -> Iterator[str]:
    return (str(mark.get(qn("w:name"))) for mark in element.iter(qn("w:bookmarkStart")))


@dataclass(frozen=True)
class Row:
    """A row of a table; its cells are lists of paragraphs."""

    element: Element
    side: Side

    @cached_property
    def cells(self) -> tuple[tuple[Words, ...], ...]:
        """The paragraphs of each cell."""
        return tuple(
            tuple(Words(par, self.side) for par in cell.findall(qn("w:p")))
            for cell in self.element.findall(qn("w:tc"))
        )

    @cached_property
    def signature(self) -> Hashable:
        """As of a paragraph."""
        return tuple(tuple(par.signature for par in cell) for cell in self.cells)

    @cached_property
    def head(self) -> bool:
        """Whether it names the columns."""
        return self.element.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None

    @cached_property
    def bookmark(self) -> str:
        """The name of its first bookmark, or ""."""
        return next(_bookmarks(self.element), "")

    @cached_property
    def first(self) -> tuple[Hashable, ...]:
        """The words of its first cell."""
        return tuple(key for par in self.cells[0] for key in par.line.keys)

    @cached_property
    def bag(self) -> Counter[Hashable]:
        """Its words, in no order."""
        return sum((par.bag for cell in self.cells for par in cell), Counter[Hashable]())


@dataclass(frozen=True)
class Grid:
    """A table."""

    element: Element
    side: Side
    bookmark: str = ""  # its rows have them
    kind: str = "tabel"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""
        return tuple(Row(row, self.side) for row in self.element.findall(qn("w:tr")))

    @cached_property
    def signature(self) -> Hashable:
        """As of a paragraph."""
        return tuple(row.signature for row in self.rows)

    @property
    def key(self) -> Hashable:
        """What it is found by: all its words."""
        return self.signature

    @cached_property
    def bag(self) -> Counter[Hashable]:
        """Its words, in no order; those of its first row and column count most."""
        found = sum((row.bag for row in self.rows), Counter[Hashable]())
        labels: Counter[Hashable] = Counter(row.first for row in self.rows)
        return found + Counter({label: 3 * count for label, count in labels.items()})

    @cached_property
    def columns(self) -> Hashable:
        """Tables with other columns are no versions of one another."""
        heads = [row.signature for row in self.rows if row.head]
        return len(self.element.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")), tuple(heads)


Compared = Words | Grid


def alike(old: Compared, new: Compared) -> float:
    """How much two blocks are alike."""
    if old.kind != new.kind:
        return 0.0
    if isinstance(old, Grid) and isinstance(new, Grid) and old.columns != new.columns:
        return 0.0
    if old.bookmark and old.bookmark == new.bookmark:
        return 2.0
    return common(old.bag, new.bag)


def rows_alike(old: Row, new: Row) -> float:
    """How much two rows are alike: the same id, else the same first cell, else many same words."""
    if old.head != new.head or len(old.cells) != len(new.cells):
        return 0.0
    if old.bookmark and old.bookmark == new.bookmark:
        return 3.0
    shared = common(old.bag, new.bag)
    return 1 + shared if old.first and old.first == new.first else shared


def block(element: Element, side: Side) -> Compared | None:
    """What is compared; None for white space."""
    if element.tag == qn("w:tbl"):
        return Grid(element, side)
    if element.tag != qn("w:p"):
        return None
    found = Words(element, side)
    return found if found.line.pieces else None
