"""Our own look: every named style that we write with, as data.

It stands in code and not in a .docx of ours: so the widths that tables, numbers and contents are
measured with are the very numbers of the styles, a change is read as text, and nothing of Word's
own comes along. Who wants it as a file gets it from `example.py`.
"""

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
"""For what stands aside: 6.3 : 1 on white."""
RULE = "C3CFD6"
TINT = "E9F0F4"
WHITE = "FFFFFF"
"""On the accent 9.4 : 1, on the mark 6.8 : 1."""

PAGE_SHORT, PAGE_LONG = 11906, 16838
"""A4, in twips."""
MARGIN = 1418
"""2.5 cm."""
WIDTH_PORTRAIT = PAGE_SHORT - 2 * MARGIN
WIDTH_LANDSCAPE = PAGE_LONG - 2 * MARGIN
CELL_PADDING = 85
SMALL_CELL_PADDING = 75

BODY_SIZE = 10.5
TABLE_SIZE = 9.5
SMALL_TABLE_SIZE = 8.5
"""For tables in which numbers take most of the width."""
HEADING_SIZES = (20.0, 14.0, 12.0, 11.0)
"""Points, by level from 1."""
LIST_STEP = 397
"""How much each level of a list is indented: 0.7 cm."""
LIST_LEVELS = 4
CONTENTS_SIZES = {1: 10.5, 2: 10.0, 3: 10.0, 4: 9.5}
CAPTIONS_SIZE = 9.5
"""Of the entries of a list of tables or figures."""
CONTENTS_INDENTS = {1: (454, 454), 2: (1021, 567), 3: (1701, 680), 4: (2381, 680)}
"""Of the entries of the contents, by level: left and hanging, in twips."""
ABOVE_SIGNING = 12.0
"""White space between two places to sign, in points."""
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
    """Every heading stays with what follows it; a chapter is set apart by space and a rule.

    Which chapters begin a page, `writers/outline.py` says.
    """
    spacings = ((36, 12), (20, 5), (15, 4), (11, 3))
    rule = f"<w:pBdr>{_border('bottom', 8, ACCENT, 4)}</w:pBdr>"
    for level, (size, (before, after)) in enumerate(
        zip(HEADING_SIZES, spacings, strict=True), start=1
    ):
        yield Style(
            f"heading {level}",
            f"Heading{level}",
            next="Normal",
            ppr=_KEEP
            + (rule if level == 1 else "")
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
        ppr=_KEEP + "<w:pageBreakBefore/>" + _spacing(0, 10, 1.05),
        rpr=_BOLD + _color(ACCENT) + _size(HEADING_SIZES[0]),
    )
    yield Style(
        "Lijstkop",
        "Lijstkop",
        next="Normal",
        ppr=_KEEP + _NO_HYPHEN + _spacing(22, 4, 1.05),
        rpr=_BOLD + _color(ACCENT) + _size(HEADING_SIZES[2]),
    )
    right = _tabs(("right", WIDTH_PORTRAIT, "dot"))
    rpr = {1: _BOLD + _color(ACCENT), 4: _color(GREY)}
    for level, (left, hanging) in CONTENTS_INDENTS.items():
        yield Style(
            f"toc {level}",
            f"TOC{level}",
            next="Normal",
            ppr=("<w:keepNext/>" if level == 1 else "")
            + right
            + _spacing(6 if level == 1 else 0, 1, 1.0)
            + _indent(left, hanging),
            rpr=rpr.get(level, "") + _size(CONTENTS_SIZES[level]),
        )
    # Word gives the entries of a list of captions this style at an update.
    yield Style(
        "table of figures",
        "TableofFigures",
        next="Normal",
        ppr=right + _spacing(0, 1, 1.0) + _indent(LIST_STEP, LIST_STEP),
        rpr=_size(CAPTIONS_SIZE),
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
    """A coloured band with the title and the region's name; borders of its colour are its edges.

    The styles of the band have the same borders and indents, so that they join into one.
    """
    sides = "".join(_border(side, 48, ACCENT, 31) for side in ("top", "left", "bottom", "right"))
    band = (
        f"<w:pBdr>{sides}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/>{_NO_HYPHEN}'
    )
    edges = "".join(_border(side, 36, MARK, 1) for side in ("top", "left", "bottom", "right"))
    yield Style(
        "Title",
        "Title",
        next="Subtitle",
        ppr=_KEEP + band + _spacing(100, 0, 1.0),
        rpr=_BOLD + _color(WHITE) + _size(34),
    )
    yield Style(
        "Subtitle",
        "Subtitle",
        next="Normal",
        ppr=band + _spacing(10, 60, 1.15),
        rpr=_color(WHITE) + _size(20),
    )
    yield Style("Kafttekst", "Kafttekst", ppr=_spacing(0, 5), rpr=_size(12))
    yield Style(
        "Kaftmerk",
        "Kaftmerk",
        next="Title",
        ppr=f"<w:pBdr>{edges}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{MARK}"/>'
        + _spacing(14, 34, 1.0)
        + _indent(0, right=WIDTH_PORTRAIT - 1750)
        + '<w:jc w:val="center"/>',
        rpr=_BOLD + "<w:caps/>" + _color(WHITE) + '<w:spacing w:val="40"/>' + _size(15),
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


def _table_texts() -> Iterator[Style]:
    """Text in tables by its role, its size and the side that it stands at."""
    label = _BOLD + _color(ACCENT)
    roles = (
        ("Tabeltekst", "", ""),
        ("Tabellabel", _NO_HYPHEN, label),
        ("Tabelkop", _KEEP + _NO_HYPHEN, label),
        ("Tabeltotaal", "", _BOLD),
    )
    for role, ppr, rpr in roles:
        yield Style(role, role, ppr=ppr + _spacing(0, 0, 1.08), rpr=rpr + _size(TABLE_SIZE))
        small = f"{role} klein"
        yield Style(small, f"{role}Klein", based=role, rpr=_size(SMALL_TABLE_SIZE))
        for name in (role, small):
            for side, value in (("rechts", "right"), ("midden", "center")):
                full = f"{name} {side}"
                jc = f'<w:jc w:val="{value}"/>'
                yield Style(
                    full, full.title().replace(" ", ""), name.title().replace(" ", ""), ppr=jc
                )


def _distances() -> Iterator[Style]:
    """The paragraphs that Word needs between two tables and after a last one."""
    for name, twips in (("Tabelafstand", 220), ("Tabelafstand ruim", 440), ("Tabeleinde", 20)):
        exact = f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
        yield Style(name, name.title().replace(" ", ""), ppr=exact, rpr=_size(1))


def _cell_margins(above: int) -> str:
    sides = (("top", above), ("left", CELL_PADDING), ("bottom", above), ("right", CELL_PADDING))
    inside = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{inside}</w:tblCellMar>"


def _tables() -> Iterator[Style]:
    """The tables: an ordinary one, one of facts (light: there are many) and one to sign."""
    yield Style(
        "Normal Table",
        "TableNormal",
        based="",
        kind="table",
        more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>',
    )
    tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    edge, line = _border("bottom", 8, ACCENT), _border("insideH", 4, RULE)
    thin = _border("top", 4, RULE) + _border("bottom", 4, RULE)
    head = f"<w:tcBorders>{edge}</w:tcBorders>{tint}"
    first_row = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr>{}<w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr>"
    )
    for name, borders, above, parts in (
        (
            "Regioplan tabel",
            _border("top", 8, ACCENT) + edge + line,
            45,
            first_row.format(head),
        ),
        ("Regioplan kenmerken", thin + line, 30, ""),
        ("Regioplan ondertekening", _border("top", 8, ACCENT), 45, first_row.format(tint)),
    ):
        yield Style(
            name,
            name.title().replace(" ", ""),
            based="TableNormal",
            kind="table",
            more=f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{_cell_margins(above)}</w:tblPr>"
            + parts,
        )


def _rest() -> Iterator[Style]:
    yield Style("Default Paragraph Font", "DefaultParagraphFont", based="", kind="character")
    yield Style("Strong", "Strong", based="DefaultParagraphFont", kind="character", rpr=_BOLD)
    italic = "<w:i/><w:iCs/>"
    for name, rpr in (
        ("Emphasis", italic),
        ("Intense Emphasis", _BOLD + italic),
        ("Hyperlink", _color(ACCENT) + '<w:u w:val="single"/>'),
        ("Verwijzing", _color(ACCENT) + '<w:u w:val="dotted"/>'),  # in grey it is a link too
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
    yield from _table_texts()
    yield from _distances()
    yield from _tables()
