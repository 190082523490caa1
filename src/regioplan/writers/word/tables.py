"""Tables: rows made directly as XML, so that each row of a long table costs the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Cell, Strong, Table, Text
from regioplan.writers.word import look
from regioplan.writers.word.base import Styles
from regioplan.writers.word.columns import column_widths
from regioplan.writers.word.inline import plain_text
from regioplan.writers.word.oxml import el, paragraph

Role = Literal["Tabelkop", "Tabellabel", "Tabeltekst", "Tabeltotaal"]

_TAILS = {"left": "", "center": " midden", "right": " rechts"}
_BOLD_ROLES = frozenset({"Tabelkop", "Tabellabel", "Tabeltotaal"})
_GAP = 142
"""More padding between a column of numbers and one of text: 2.5 mm."""
_SIGNING_HEIGHT = 907
"""Room to sign in: 1.6 cm."""
_WRITING_HEIGHT = 454
"""Room to write a place or date in: 0.8 cm."""
_FORM_COLUMNS = 2
"""A table of labels with what is filled in beside them; its last row is for the signature."""

Fill = Callable[[Element, Cell, bool], None]
"""Writes a cell's text and bookmarks into its paragraph; the flag says that its style is bold."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table stands: its width and indent in twips, and whether people sign in it."""

    width: int
    indent: int = 0
    signing: bool = False


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


def table_element(table: Table, frame: Frame, styles: Styles, fill: Fill) -> Element:
    """The `w:tbl`: fixed layout, full width, a header row that repeats, rows that do not split."""
    header = [plain_text(cell.children) for cell in table.header]
    total = frame.width - frame.indent
    rows = [[plain_text(cell.children) for cell in row] for row in table.rows]
    gaps = [_GAP if _follows_right(table, place) else 0 for place in range(len(header))]
    widths = column_widths(header, rows, total, gaps)
    if frame.signing and len(widths) == _FORM_COLUMNS:
        widths = (total // 3, total - total // 3)
    return el(
        "w:tbl",
        _properties(table, frame, styles, header),
        el("w:tblGrid", *(el("w:gridCol", w_w=width) for width in widths)),
        *_rows(table, _Maker(table, frame, styles, fill, widths)),
    )


def _follows_right(table: Table, place: int) -> bool:
    """A column of text right of a column of numbers needs a gap between the two."""
    return place > 0 and table.align[place] == "left" and table.align[place - 1] == "right"


def _properties(table: Table, frame: Frame, styles: Styles, header: Sequence[str]) -> Element:
    """`w:tblPr`: style and widths, and the words that a screen reader says for the table."""
    columns = ", ".join(name.replace("\n", " ") for name in header if name.strip())
    title = plain_text(table.caption.children) if table.caption else columns
    headed = has_header(table)
    properties = el(
        "w:tblPr",
        el("w:tblStyle", w_val=styles.id("Regioplan tabel")),
        el("w:tblW", w_w=frame.width - frame.indent, w_type="dxa"),
        el("w:tblInd", w_w=frame.indent, w_type="dxa"),
        el("w:tblLayout", w_type="fixed"),
        el(
            "w:tblLook",
            w_val="0620" if headed else "0680",
            w_firstRow=int(headed),
            w_lastRow=0,
            w_firstColumn=int(not headed),
            w_lastColumn=0,
            w_noHBand=1,
            w_noVBand=1,
        ),
    )
    if title:
        properties.append(el("w:tblCaption", w_val=title))
    if columns:
        properties.append(el("w:tblDescription", w_val=f"Kolommen: {columns}."))
    return properties


@dataclass(frozen=True, slots=True)
class _Maker:
    """What every row of a table needs."""

    table: Table
    frame: Frame
    styles: Styles
    fill: Fill
    widths: Sequence[int]

    def row(self, cells: Sequence[Cell], role: Role, *settings: Element) -> Element:
        """One `w:tr`."""
        height = self._height(cells) if role == "Tabeltekst" else 0
        properties = el("w:trPr", el("w:cantSplit"))
        if height:
            properties.append(el("w:trHeight", w_val=height, w_hRule="atLeast"))
        properties.extend(settings)
        row = el("w:tr", properties)
        labels = role == "Tabeltekst" and not has_header(self.table)
        for place, cell in enumerate(cells):
            own: Role = "Tabellabel" if labels and place == 0 else role
            row.append(self._cell(cell, place, own, bottom=bool(height)))
        return row

    def _height(self, cells: Sequence[Cell]) -> int:
        """How high a row is at least, to be filled in by hand; 0 when nothing in it is open."""
        if not self.frame.signing or all(map(_filled, cells)):
            return 0
        form = len(cells) == _FORM_COLUMNS
        return _WRITING_HEIGHT if form and cells is not self.table.rows[-1] else _SIGNING_HEIGHT

    def _cell(self, cell: Cell, place: int, role: Role, *, bottom: bool) -> Element:
        properties = el("w:tcPr", el("w:tcW", w_w=self.widths[place], w_type="dxa"))
        if role == "Tabeltotaal":
            # A table style knows the last row only; totals also stand between other rows.
            rule = el("w:top", w_val="single", w_sz=6, w_space=0, w_color=look.ACCENT)
            properties.append(el("w:tcBorders", rule))
            properties.append(el("w:shd", w_val="clear", w_color="auto", w_fill=look.TINT))
        if _follows_right(self.table, place):
            wide = look.CELL_PADDING + _GAP
            properties.append(el("w:tcMar", el("w:left", w_w=wide, w_type="dxa")))
        if bottom:
            properties.append(el("w:vAlign", w_val="bottom"))
        style = self.styles.id(role + _TAILS[self.table.align[place]])
        text = paragraph(style)
        self.fill(text, cell, role in _BOLD_ROLES)
        return el("w:tc", properties, text)


def _rows(table: Table, maker: _Maker) -> Iterator[Element]:
    if has_header(table):
        yield maker.row(table.header, "Tabelkop", el("w:tblHeader"))
    for row in table.rows:
        yield maker.row(row, "Tabeltotaal" if is_total(row) else "Tabeltekst")


def _filled(cell: Cell) -> bool:
    return bool(plain_text(cell.children).strip())
