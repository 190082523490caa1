"""Charts: Word's own, which a reader can edit, with their numbers in a workbook within the file."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Twips
from jinja2 import Environment, StrictUndefined, Template
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # as above

from regioplan import resources
from regioplan.markdown import ChartData, letter
from regioplan.writers.word import look
from regioplan.writers.word.metrics import text_width
from regioplan.writers.word.oxml import clean, el, run

_INK = "1F2A30"
_SHEET = "Blad1"
_FIRST_DAY = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # the workbook's date has no zone
_UNITS = (
    (100_000_000, "[$-413]#,##0,,", "miljoenen "),
    (10_000, "[$-413]#,##0,", "duizenden "),
    (0, "[$-413]#,##0", ""),
)
"""From an amount on, how the axis counts and in what words, as the drawing of the chart does."""
_LEGIBLE = Decimal("0.05")
"""A part of a column that is less of the highest one bears no letter."""
_PLOT = 4100
_FLATTEST = 0.55
"""The height of the columns with their axes: at most, and as a part of the width."""
_SHARE = 0.32
"""The part of a page's height that they take at most: on a lying page the numbers fit below."""
_LEAST_GAP = 60
"""The white between columns, in percent of their width; more for few, so that none is a block."""
_LEGEND_LINE = 270
_LEGEND_KEY = 700
"""What an entry of the legend takes besides its words."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_FILLS: tuple[tuple[str, str], ...] = (
    ("", look.ACCENT),
    ("wdUpDiag", look.ACCENT),
    ("", "A9C3D1"),
    ("pct30", look.ACCENT),
    ("", "5F8FAB"),
    ("narHorz", look.ACCENT),
    ("", look.MARK),
    ("wdDnDiag", look.MARK),
    ("", "E3B48F"),
    ("diagCross", look.MARK),
    ("", look.GREY),
    ("narVert", look.GREY),
)
"""Pattern and colour by position, as in the drawing of the chart: neighbours differ in grey too."""


@dataclass(frozen=True, slots=True)
class _Series:
    """One series as the template wants it."""

    name: str
    column: str
    amounts: tuple[Decimal, ...]
    known: tuple[int, ...]  # the positions of these amounts
    letter: str = ""
    pattern: str = ""
    colour: str = ""
    labelled: tuple[int, ...] = ()


def drawing(
    word: WordDocument, data: ChartData, number: int, page: tuple[int, int], language: str
) -> Element:
    """The run with a chart, as wide as the page; a page is its width and height in twips.

    `number` is unique in the document.
    """
    package = word.part.package
    assert package is not None, "a document is always in a package"
    book = Part(
        PackURI(f"/word/embeddings/grafiek{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        _workbook(data),
        package,
    )
    uri = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(uri, CONTENT_TYPE.DML_CHART, b"", package)
    rid = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _xml(data, rid, language, _font(word))  # noqa: SLF001  # the part must be there to relate to
    chart = el("c:chart")
    chart.set(f"{{{_RELATIONSHIPS}}}id", word.part.relate_to(part, RELATIONSHIP_TYPE.CHART))
    return run(el("w:drawing", _inline(data, number, page, chart)))


def _inline(data: ChartData, number: int, page: tuple[int, int], chart: Element) -> Element:
    """The `wp:inline` around a chart, with its alt text."""
    size = {"cx": int(Twips(page[0])), "cy": int(Twips(_height(data, *page)))}
    graphic_data = el("a:graphicData", chart, uri=_CHART)
    words = el("wp:docPr", id=number, name=f"Grafiek {number}")
    words.set("descr", clean(" ".join(data.picture.description)))
    return el(
        "wp:inline",
        el("wp:extent", **size),
        words,
        el("wp:cNvGraphicFramePr"),
        el("a:graphic", graphic_data),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip


def _height(data: ChartData, width: int, height: int) -> int:
    """Room for the columns, and for the legend in as many lines as it takes."""
    entries = [_LEGEND_KEY + text_width(name, 9) for name in _names(data)]
    lines = math.ceil(sum(entries) / width) + len(entries) // 4
    return round(min(_PLOT, width * _FLATTEST, height * _SHARE)) + lines * _LEGEND_LINE


def _names(data: ChartData) -> list[str]:
    """The names in the legend: each part with the letter that stands in it."""
    parts = [f"{letter(i).upper()}  {name}" for i, (name, _) in enumerate(data.series, start=1)]
    return [*parts, f"{data.line[0]} (het getal erboven)"] if data.line else parts


def _font(word: WordDocument) -> str:
    """The font of the document's text, which a house style may have changed."""
    fonts = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts/@w:ascii")
    return str(fonts[0]) if fonts else look.FONT


def _xml(data: ChartData, workbook: str, language: str, font: str) -> bytes:
    """The chart's own XML."""
    names = _names(data)
    highest = _highest(data)
    number_format, unit = next((code, unit) for least, code, unit in _UNITS if highest >= least)
    series = [_series(names[i], i, amounts, highest) for i, (_, amounts) in enumerate(data.series)]
    mark = _series(names[-1], len(series), data.line[1], Decimal(0)) if data.line else None
    return (
        _template()
        .render(
            language=language,
            font=font,
            sheet=_SHEET,
            categories=data.categories,
            series=series,
            mark=mark,
            workbook=workbook,
            format=number_format,
            gap=max(_LEAST_GAP, 340 - 70 * len(data.categories)),
            axis=f"Bedragen in {unit}euro’s",
            paper=look.WHITE,
            ink=_INK,
            grey=look.GREY,
            rule=look.RULE,
        )
        .encode()
    )


def _highest(data: ChartData) -> Decimal:
    """The highest column, or what is marked above it."""
    columns = zip(*(amounts for _, amounts in data.series), strict=True)
    totals = [sum((a for a in column if a is not None), Decimal(0)) for column in columns]
    marked = [a for a in data.line[1] if a is not None] if data.line else []
    return max([*totals, *marked, Decimal(0)])


def _series(
    name: str, position: int, amounts: Sequence[Decimal | None], highest: Decimal
) -> _Series:
    """A series, in the column of the workbook that holds its numbers."""
    known = {i: amount for i, amount in enumerate(amounts) if amount is not None}
    pattern, colour = _FILLS[position % len(_FILLS)]
    return _Series(
        name=clean(name),
        column=xl_col_to_name(position + 1),
        amounts=tuple(known.values()),
        known=tuple(known),
        letter=letter(position + 1).upper(),
        pattern=pattern,
        colour=colour,
        labelled=tuple(i for i, amount in known.items() if amount > highest * _LEGIBLE),
    )


def _workbook(data: ChartData) -> bytes:
    """The numbers: a row per category, a column per series; what is not known is empty."""
    raw = io.BytesIO()
    with Workbook(raw, {"in_memory": True}) as book:
        book.set_properties({"created": _FIRST_DAY})
        sheet = book.add_worksheet(_SHEET)
        amounts = [values for _, values in data.series]
        columns = [*amounts, data.line[1]] if data.line else amounts
        for column, name in enumerate(_names(data), start=1):
            sheet.write_string(0, column, clean(name))
        for row, category in enumerate(data.categories, start=1):
            sheet.write_string(row, 0, clean(category))
            for column, values in enumerate(columns, start=1):
                amount = values[row - 1]
                if amount is not None:
                    sheet.write_number(row, column, float(amount))
    return raw.getvalue()


@cache
def _template() -> Template:
    file = resources.templates() / "figuren" / "grafiek.xml.j2"
    templates = Environment(
        undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return templates.from_string(file.read_text("utf-8"))
