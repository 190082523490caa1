"""Our own look: every named style that we write with, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FONT = "Calibri"
ACCENT = "0B4A6F"
"""Petrol blue: contrast 9.4 : 1 on white, 8.2 : 1 on the tint."""
MARK = "9C3D00"
"""For what must strike the eye (a concept): 6.8 : 1 on white."""
GREY = "55626C"
RULE = "C3CFD6"
TINT = "E9F0F4"

PAGE_SHORT, PAGE_LONG = 11906, 16838
"""A4, in twips."""
MARGIN = 1418
"""2.5 cm."""
WIDTH_PORTRAIT = PAGE_SHORT - 2 * MARGIN
WIDTH_LANDSCAPE = PAGE_LONG - 2 * MARGIN
CELL_PADDING = 85

BODY_SIZE = 10.5
TABLE_SIZE = 9.5
HEADING_SIZES = (20.0, 14.0, 12.0, 11.0)
"""Points, by level from 1."""
LIST_STEP = 397
"""How much each level of a list is indented: 0.7 cm."""
LIST_LEVELS = 4
CONTENTS_INDENTS = {1: (454, 454), 2: (1021, 567), 3: (1701, 680), 4: (2381, 680)}
"""Of the entries of the contents, by level: left and hanging, in twips."""
BELOW_LIST = 7.0
"""White space below a list, in points: as below a paragraph."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style. `ppr`, `rpr` and `more` are the XML inside `w:pPr`, `w:rPr` and after them."""

    name: str
    id: str
    based: str = "Normal"
    next: str = ""
    ppr: str = ""
    rpr: str = ""
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    more: str = ""


def _spacing(before: float, after: float, line: float = 1.15) -> str:
    """White space in points, the line as a factor."""
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _color(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _indent(left: int, hanging: int = 0, right: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>'


def _tabs(*stops: tuple[str, int, str]) -> str:
    inside = "".join(
        f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{position}"/>'
        for kind, position, leader in stops
    )
    return f"<w:tabs>{inside}</w:tabs>"


def _border(side: str, size: int, color: str, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_NO_HYPHEN = "<w:suppressAutoHyphens/>"


def _headings() -> Iterator[Style]:
    """Heading 1 begins a page; every heading stays with what follows it."""
    spacings = ((0, 12), (20, 5), (15, 4), (11, 3))
    for level, (size, (before, after)) in enumerate(
        zip(HEADING_SIZES, spacings, strict=True), start=1
    ):
        yield Style(
            f"heading {level}",
            f"Heading{level}",
            next="Normal",
            ppr=_KEEP
            + ("<w:pageBreakBefore/>" if level == 1 else "")
            + _NO_HYPHEN
            + _spacing(before, after, 1.05)
            + f'<w:outlineLvl w:val="{level - 1}"/>',
            rpr=_BOLD + _color(ACCENT) + _size(size),
        )


def _contents() -> Iterator[Style]:
    yield Style(
        "TOC Heading",
        "TOCHeading",
        next="Normal",
        ppr=_KEEP + "<w:pageBreakBefore/>" + _spacing(0, 14, 1.05),
        rpr=_BOLD + _color(ACCENT) + _size(HEADING_SIZES[0]),
    )
    right = _tabs(("right", WIDTH_PORTRAIT, "dot"))
    rpr = {1: _BOLD + _color(ACCENT), 2: "", 3: _size(10), 4: _color(GREY) + _size(10)}
    for level, (left, hanging) in CONTENTS_INDENTS.items():
        yield Style(
            f"toc {level}",
            f"TOC{level}",
            next="Normal",
            ppr=("<w:keepNext/>" if level == 1 else "")
            + right
            + _spacing(8 if level == 1 else 0, 2, 1.1)
            + _indent(left, hanging),
            rpr=rpr[level],
        )


def _lists() -> Iterator[Style]:
    """Word's own list styles; the bullets' numbering is tied to them in `numbering.py`."""
    for level in range(1, LIST_LEVELS + 1):
        tail = "" if level == 1 else f" {level}"
        left = level * LIST_STEP
        for kind, hanging in (("Bullet", LIST_STEP), ("Number", LIST_STEP), ("Continue", 0)):
            yield Style(
                f"List {kind}{tail}",
                f"List{kind}{tail.strip()}",
                ppr=_spacing(0, 3) + _indent(left, hanging),
            )


def _cover() -> Iterator[Style]:
    bar = f"<w:pBdr>{_border('left', 36, ACCENT, 16)}</w:pBdr>"
    yield Style(
        "Title",
        "Title",
        next="Subtitle",
        ppr=_KEEP + bar + _NO_HYPHEN + _spacing(170, 0, 1.0) + _indent(340),
        rpr=_BOLD + _color(ACCENT) + _size(32),
    )
    yield Style(
        "Subtitle",
        "Subtitle",
        next="Normal",
        ppr=bar + _NO_HYPHEN + _spacing(8, 60, 1.1) + _indent(340),
        rpr=_color(GREY) + _size(16),
    )
    yield Style("Kafttekst", "Kafttekst", ppr=_spacing(0, 4), rpr=_size(11))
    yield Style(
        "Kaftmerk",
        "Kaftmerk",
        next="Title",
        ppr=_KEEP + _spacing(0, 14, 1.0),
        rpr=_BOLD + "<w:caps/>" + _color(MARK) + '<w:spacing w:val="60"/>' + _size(18),
    )


def _page() -> Iterator[Style]:
    """Headers and footers: a tab stop at the right margin, portrait and landscape."""
    rule = {"header": _border("bottom", 4, RULE, 5), "footer": _border("top", 4, RULE, 5)}
    for name, dutch in (("header", "Koptekst"), ("footer", "Voettekst")):
        yield Style(
            name,
            name.title(),
            ppr=f"<w:pBdr>{rule[name]}</w:pBdr>"
            + _tabs(("right", WIDTH_PORTRAIT, "none"))
            + _spacing(0, 0, 1.0),
            rpr=_color(GREY) + _size(8.5),
        )
        yield Style(
            f"{dutch} liggend",
            f"{dutch}Liggend",
            based=name.title(),
            ppr=_tabs(("clear", WIDTH_PORTRAIT, "none"), ("right", WIDTH_LANDSCAPE, "none")),
        )


def _tables() -> Iterator[Style]:
    """Text in tables by its role; the sides of a cell are in the style too."""
    roles = (
        ("Tabeltekst", "", "", _size(TABLE_SIZE)),
        ("Tabellabel", "", _NO_HYPHEN, _BOLD + _color(ACCENT) + _size(TABLE_SIZE)),
        ("Tabelkop", _KEEP, _NO_HYPHEN, _BOLD + _color(ACCENT) + _size(TABLE_SIZE)),
        ("Tabeltotaal", "", "", _BOLD + _size(TABLE_SIZE)),
    )
    for role, keep, hyphen, rpr in roles:
        yield Style(role, role, ppr=keep + hyphen + _spacing(0, 0, 1.08), rpr=rpr)
        for tail, side in ((" rechts", "right"), (" midden", "center")):
            yield Style(
                role + tail,
                role + tail.strip().title(),
                based=role,
                ppr=f'<w:jc w:val="{side}"/>',
            )
    yield Style(
        "Tabelafstand",
        "Tabelafstand",
        ppr='<w:spacing w:before="0" w:after="0" w:line="220" w:lineRule="exact"/>',
        rpr=_size(4),
    )
    margins = (
        f'<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="{CELL_PADDING}" w:type="dxa"/>'
        f'<w:bottom w:w="45" w:type="dxa"/><w:right w:w="{CELL_PADDING}" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    yield Style(
        "Normal Table",
        "TableNormal",
        based="",
        kind="table",
        more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>',
    )
    yield Style(
        "Regioplan tabel",
        "RegioplanTabel",
        based="TableNormal",
        kind="table",
        more="<w:tblPr><w:tblBorders>"
        + _border("top", 8, ACCENT)
        + _border("bottom", 8, ACCENT)
        + _border("insideH", 4, RULE)
        + f"</w:tblBorders>{margins}</w:tblPr>"
        + '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        + _border("bottom", 8, ACCENT)
        + f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
        + '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        + '<w:tblStylePr w:type="firstCol"><w:tcPr>'
        + f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>',
    )


def _rest() -> Iterator[Style]:
    yield Style("Default Paragraph Font", "DefaultParagraphFont", based="", kind="character")
    yield Style("Strong", "Strong", based="DefaultParagraphFont", kind="character", rpr=_BOLD)
    italic = "<w:i/><w:iCs/>"
    for name, rpr in (
        ("Emphasis", italic),
        ("Intense Emphasis", _BOLD + italic),
        ("Hyperlink", _color(ACCENT) + '<w:u w:val="single"/>'),
        ("Verwijzing", _color(ACCENT)),
        ("Merk", _BOLD + _color(MARK)),
        ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ):
        identifier = name.title().replace(" ", "")
        yield Style(name, identifier, based="DefaultParagraphFont", kind="character", rpr=rpr)
    yield Style(
        "footnote text", "FootnoteText", ppr=_spacing(0, 2, 1.0) + _indent(0), rpr=_size(8.5)
    )
    yield Style(
        "caption",
        "Caption",
        next="Normal",
        ppr=_KEEP + _spacing(14, 4, 1.05),
        rpr=_color(ACCENT) + _size(9.5),
    )
    yield Style(
        "Bijschrift figuur",
        "BijschriftFiguur",
        based="Caption",
        next="Normal",
        ppr='<w:keepNext w:val="0"/>' + _spacing(2, 12, 1.05),
    )
    yield Style("Figuur", "Figuur", next="Caption", ppr=_KEEP + _spacing(8, 4, 1.0))
    yield Style(
        "Quote",
        "Quote",
        next="Normal",
        ppr=f"<w:pBdr>{_border('left', 18, RULE, 10)}</w:pBdr>" + _spacing(4, 8) + _indent(340),
        rpr=italic + _color(GREY),
    )


def styles() -> Iterator[Style]:
    """Every style of our look, each after the one on which it is based."""
    yield Style("Normal", "Normal", based="", ppr="<w:widowControl/>" + _spacing(0, BELOW_LIST))
    yield from _rest()
    yield from _headings()
    yield from _contents()
    yield from _lists()
    yield from _cover()
    yield from _page()
    yield from _tables()
