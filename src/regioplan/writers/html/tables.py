"""Tables as HTML: header cells with their scope, totals set apart, wide ones in a scroll region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from regioplan.markdown import Anchor, Caption, Cell, Table, plain_text
from regioplan.writers.html.inline import Inlines
from regioplan.writers.html.tags import joined, tag, words
from regioplan.writers.outline import has_header, is_total

_SHORT = 6
"""A table with no more rows than this stays on one page."""
_NARROW = 2
"""A table with no more columns than this fits on a telephone."""
_CROWDED = 6
"""From so many columns on a table is set smaller."""
_SIDES = {"left": None, "center": "midden", "right": "rechts"}


def caption_id(caption: Caption) -> str:
    """The id of a caption: no id of a programme begins with a low line."""
    return f"_{caption.label.lower()}-{caption.number}"


def captioned(caption: Caption, inlines: Inlines) -> Markup:
    """The words of a caption: `<b>Tabel 3:</b> woorden`."""
    label = tag("b", f"{caption.label} {caption.number}:")
    return joined((label, " ", inlines.written(caption.children)))


def table(block: Table, inlines: Inlines, *, signing: bool, named_by: str = "") -> Markup:
    """A table below its caption.

    Args:
        block: the table.
        inlines: writes its cells.
        signing: people put their names in it.
        named_by: the id of what names the table when it has no caption of its own.
    """
    headed = has_header(block)
    identifier = inlines.once(block.id)
    top = _caption(block.caption, inlines)
    head = _head(block, inlines) if headed else Markup()
    rows = joined(_rows(block, inlines), "\n")
    wide = len(block.header) > _NARROW
    kinds = {
        "kenmerken": not headed,
        "tekenen": signing and not wide,
        "tekenlijst": signing and wide,
        "kort": len(block.rows) <= _SHORT,
        "dicht": len(block.header) >= _CROWDED,
        "breed": wide,
    }
    made = tag(
        "table",
        top,
        head,
        tag("tbody", "\n", rows, "\n"),
        class_=" ".join(kind for kind, holds in kinds.items() if holds) or None,
    )
    if not wide:
        return tag("div", made, class_="tabel", id=identifier)
    return tag("div", made, class_="tabel", id=identifier, tabindex=0, **_name(block, named_by))


def _name(block: Table, named_by: str) -> dict[str, str]:
    """What a screen reader calls the region in which a wide table scrolls."""
    named = caption_id(block.caption) if block.caption else named_by
    if named and block.caption:
        return {"role": "region", "aria_labelledby": named}
    if named:
        return {"role": "group", "aria_labelledby": named}
    names = [plain_text(cell.children).strip() for cell in block.header]
    return {"role": "group", "aria_label": f"Tabel: {', '.join(filter(None, names))}"}


def _caption(caption: Caption | None, inlines: Inlines) -> Markup:
    if caption is None:
        return Markup()
    inside = tag("span", captioned(caption, inlines))  # the span stays in sight when one scrolls
    return tag("caption", inside, id=inlines.once(caption_id(caption)))


def _head(block: Table, inlines: Inlines) -> Markup:
    cells = (
        _cell(cell, side, inlines, "col" if _filled(cell) else None)
        for cell, side in zip(block.header, block.align, strict=True)
    )
    return tag("thead", tag("tr", *cells))


def _rows(block: Table, inlines: Inlines) -> Iterator[Markup]:
    """The rows: the first cell names its row, unless it is the only one or empty."""
    for row in block.rows:
        cells = (
            _cell(
                cell,
                block.align[place],
                inlines,
                "row" if place == 0 and len(row) > 1 and _filled(cell) else None,
            )
            for place, cell in enumerate(row)
        )
        yield tag("tr", *cells, class_=_row_kind(row))


def _row_kind(row: Sequence[Cell]) -> str | None:
    if is_total(row):
        return "totaal"
    empty = len(row) == _NARROW and not _filled(row[1])
    label = plain_text(row[0].children).strip().lower()
    return "handtekening" if empty and label == "handtekening" else None


def _cell(cell: Cell, side: str, inlines: Inlines, scope: str | None) -> Markup:
    """`<th scope="row" id="arnhem">`; the first anchor in a cell is the cell's own id."""
    first = next((child.id for child in cell.children if isinstance(child, Anchor)), "")
    identifier = inlines.once(first)
    inside = inlines.written(cell.children)
    return tag("th" if scope else "td", inside, id=identifier, scope=scope, class_=_SIDES[side])


def _filled(cell: Cell) -> bool:
    return bool(words(plain_text(cell.children)).strip())
