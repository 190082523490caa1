"""Tables: rows made directly as XML, so that each row of a long table costs the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import (
    Block,
    BulletList,
    Cell,
    Chart,
    OrderedList,
    Quote,
    Region,
    Table,
)
from regioplan.writers.outline import has_header, is_total
from regioplan.writers.word import look
from regioplan.writers.word.base import Styles
from regioplan.writers.word.columns import Columns, columns, stretched
from regioplan.writers.word.inline import plain_text
from regioplan.writers.word.oxml import el, paragraph

Role = Literal["Tabelkop", "Tabellabel", "Tabeltekst", "Tabeltotaal"]

_TAILS = {"left": "", "center": " midden", "right": " rechts"}
_BOLD_ROLES = frozenset({"Tabelkop", "Tabellabel", "Tabeltotaal"})
_GAP = 142
"""More padding between a column of numbers and one of text: 2.5 mm."""
_SIGNING_HEIGHT = 850
"""Room to sign in: 1.5 cm."""
_WRITING_HEIGHT = 425
"""Room to write a place or date in: 0.75 cm."""
_LABELS = 4
"""Of a form the labels take one part in so many: who signs for many others gets the room."""
_PAIR = 2
"""Two columns: labels, and what is filled in beside them."""

Fill = Callable[[Element, Cell, bool], None]
"""Writes a cell's text and bookmarks into its paragraph; the flag says that its style is bold."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table stands: its width and indent in twips, and whether people sign in it."""

    width: int
    indent: int = 0
    signing: bool = False
    subject: str = ""
    """The words of the heading above: a screen reader says them for a table without a caption."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a table of some kind looks."""

    style: str
    labels: bool = False
    """The first column names the rows."""


_PLAIN = _Kind("Regioplan tabel")
_FACTS = _Kind("Regioplan kenmerken", labels=True)
_FORM = _Kind("Regioplan ondertekening")
_LABELLED_FORM = _Kind("Regioplan ondertekening", labels=True)
_FORMS = (_FORM, _LABELLED_FORM)


class Kin:
    """Tables with the same column names are of one kind, and get the same columns.

    So are all tables of facts, which have no column names.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Gather the rows of all tables by the names of their columns."""
        self._rows: dict[_Names, list[tuple[Cell, ...]]] = {}
        self._columns: dict[tuple[_Names, int], Columns] = {}
        for table in _tables(blocks, signing=False):
            self._rows.setdefault(_names(table), []).extend(table.rows)

    def columns(self, table: Table, total: int) -> Columns:
        """The columns of a table that is `total` twips wide."""
        names = _names(table)
        if (names, total) not in self._columns:
            self._columns[names, total] = _columns(table, self._rows[names], total)
        return self._columns[names, total]


_Names = tuple[str, ...]


def _names(table: Table) -> _Names:
    return (*(plain_text(cell.children).strip() for cell in table.header), *table.align)


def _columns(table: Table, rows: Sequence[Sequence[Cell]], total: int) -> Columns:
    header = [plain_text(cell.children) for cell in table.header]
    gaps = [_GAP if _follows_right(table, place) else 0 for place in range(len(header))]
    texts = [[plain_text(cell.children) for cell in row] for row in rows]
    return columns(header, texts, total, gaps)


def _tables(blocks: Sequence[Block], *, signing: bool) -> Iterator[Table]:
    """All tables of a text, in order, but the forms: these have columns of their own."""
    for block in blocks:
        match block:
            case Table():
                if not _is_form(block, signing=signing):
                    yield block
            case Chart():
                yield block.table
            case Region():
                yield from _tables(block.blocks, signing=signing or block.kind == "handtekening")
            case Quote():
                yield from _tables(block.blocks, signing=signing)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _tables(item.blocks, signing=signing)
            case _:
                pass


def table_element(table: Table, frame: Frame, kin: Kin, styles: Styles, fill: Fill) -> Element:
    """The `w:tbl`: fixed layout, full width, a header row that repeats, rows that do not split."""
    total = frame.width - frame.indent
    kind = _kind(table, frame)
    if kind in _FORMS:
        shape = Columns((total // _LABELS, total - total // _LABELS))
    else:
        asked = round(total / styles.table_stretch)
        shape = kin.columns(table, asked)  # the whole width, or the half of it
        shape = stretched(shape, sum(shape.widths) * total // asked)
    maker = _Maker(table, frame, styles, fill, kind, shape)
    return el(
        "w:tbl",
        _properties(table, frame, styles, kind, shape),
        el("w:tblGrid", *(el("w:gridCol", w_w=width) for width in shape.widths)),
        *_rows(table, maker),
    )


def _kind(table: Table, frame: Frame) -> _Kind:
    headed = has_header(table)
    if _is_form(table, signing=frame.signing):
        return _FORM if headed else _LABELLED_FORM
    return _PLAIN if headed else _FACTS


def _is_form(table: Table, *, signing: bool) -> bool:
    """Where people sign, a table of two columns is a form: labels, and room to write."""
    return signing and len(table.header) == _PAIR


def _follows_right(table: Table, place: int) -> bool:
    """A column of text right of a column of numbers needs a gap between the two."""
    return place > 0 and table.align[place] == "left" and table.align[place - 1] == "right"


def _properties(table: Table, frame: Frame, styles: Styles, kind: _Kind, shape: Columns) -> Element:
    """`w:tblPr`: style and widths, and the words that a screen reader says for the table."""
    header = [plain_text(cell.children) for cell in table.header]
    names = ", ".join(name.replace("\n", " ") for name in header if name.strip())
    title = plain_text(table.caption.children) if table.caption else frame.subject or names
    headed = has_header(table)
    rows = ", ".join(filter(None, (_first_words(row) for row in table.rows)))
    description = f"Kolommen: {names}." if names else f"Rijen: {rows}."
    properties = el(
        "w:tblPr",
        el("w:tblStyle", w_val=styles.id(kind.style)),
        el("w:tblW", w_w=sum(shape.widths), w_type="dxa"),
        el("w:tblInd", w_w=frame.indent, w_type="dxa"),
        el("w:tblLayout", w_type="fixed"),
    )
    if shape.padding != look.CELL_PADDING:
        sides = (el(f"w:{side}", w_w=shape.padding, w_type="dxa") for side in ("left", "right"))
        properties.append(el("w:tblCellMar", *sides))
    properties.append(
        el(
            "w:tblLook",
            w_val=f"{0x0600 | (headed and 0x0020) | (kind.labels and 0x0080):04X}",
            w_firstRow=int(headed),
            w_lastRow=0,
            w_firstColumn=int(kind.labels),
            w_lastColumn=0,
            w_noHBand=1,
            w_noVBand=1,
        )
    )
    if title:
        properties.append(el("w:tblCaption", w_val=title))
    if names or rows:
        properties.append(el("w:tblDescription", w_val=description))
    return properties


def _first_words(row: Sequence[Cell]) -> str:
    """What a row of facts is about."""
    return plain_text(row[0].children).replace("\n", " ").strip()


@dataclass(frozen=True, slots=True)
class _Maker:
    """What every row of a table needs."""

    table: Table
    frame: Frame
    styles: Styles
    fill: Fill
    kind: _Kind
    shape: Columns

    def row(self, cells: Sequence[Cell], role: Role, *settings: Element) -> Element:
        """One `w:tr`."""
        height = self._height(cells) if role == "Tabeltekst" else 0
        properties = el("w:trPr", el("w:cantSplit"))
        if height:
            properties.append(el("w:trHeight", w_val=height, w_hRule="atLeast"))
        properties.extend(settings)
        row = el("w:tr", properties)
        labels = role == "Tabeltekst" and self.kind.labels
        for place, cell in enumerate(cells):
            own: Role = "Tabellabel" if labels and place == 0 else role
            row.append(self._cell(cell, place, own, bottom=bool(height)))
        return row

    def _height(self, cells: Sequence[Cell]) -> int:
        """How high a row is at least, to be filled in by hand; 0 when nothing in it is open."""
        if not self.frame.signing or all(map(_filled, cells)):
            return 0
        form = self.kind in _FORMS
        return _WRITING_HEIGHT if form and cells is not self.table.rows[-1] else _SIGNING_HEIGHT

    def _cell(self, cell: Cell, place: int, role: Role, *, bottom: bool) -> Element:
        properties = el("w:tcPr", el("w:tcW", w_w=self.shape.widths[place], w_type="dxa"))
        if role == "Tabeltotaal":
            # A table style knows the last row only; totals also stand between other rows.
            properties.append(el("w:tcBorders", _line("top", look.ACCENT)))
            properties.append(el("w:shd", w_val="clear", w_color="auto", w_fill=look.TINT))
        elif self.kind in _FORMS and bottom and place > 0:
            properties.append(el("w:tcBorders", _line("bottom", look.GREY)))
        if _follows_right(self.table, place):
            wide = self.shape.padding + _GAP
            properties.append(el("w:tcMar", el("w:left", w_w=wide, w_type="dxa")))
        if bottom:
            properties.append(el("w:vAlign", w_val="bottom"))
        size = "" if self.shape.size == look.TABLE_SIZE else " klein"
        style = self.styles.id(f"{role}{size}{_TAILS[self.table.align[place]]}")
        text = paragraph(style)
        self.fill(text, cell, role in _BOLD_ROLES)
        return el("w:tc", properties, text)


def _line(side: str, color: str) -> Element:
    return el(f"w:{side}", w_val="single", w_sz=6, w_space=0, w_color=color)


def _rows(table: Table, maker: _Maker) -> Iterator[Element]:
    if has_header(table):
        yield maker.row(table.header, "Tabelkop", el("w:tblHeader"))
    for row in table.rows:
        yield maker.row(row, "Tabeltotaal" if is_total(row) else "Tabeltekst")


def _filled(cell: Cell) -> bool:
    return bool(plain_text(cell.children).strip())
