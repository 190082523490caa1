"""The chart in Word: Word's own, valid, with its numbers in a workbook within the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from composed import BARE, basis, document, read
from regioplan.markdown import Document
from regioplan.writers import word

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def whole() -> Document:
    return document(read(basis()))


@cache
def large(years: int, themes: int) -> Document:
    """A budget with odd names, unknown amounts and zeros."""
    files = {
        f"themas/{t}-thema.yaml": f"id: thema-{t}\ntitel: =SOM(A{t}) & <thema> “{t}” met een lange "
        f"naam die in de legenda past\nmaatregelen:\n  - id: m{t}\n    titel: M\n"
        for t in range(1, themes + 1)
    }
    lines = "begroting:\n"
    for t in range(1, themes + 1):
        lines += f"  - id: r{t}\n    maatregel: m{t}\n    bedragen:\n"
        for y in range(years):
            amount = "n.t.b." if (t + y) % 5 == 0 else str((t * 7 + y) % 4 * 125000)
            lines += f"      {2026 + y}: {amount}\n"
    return document(read(BARE | files | {"financien.yaml": lines}))


MADE: dict[str, Callable[[], Document]] = {
    "basis": whole,
    "one": lambda: large(1, 1),
    "large": lambda: large(10, 14),
}


def part(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(name)


def chart(file: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        (name,) = [n for n in archive.namelist() if n.startswith("word/charts/chart")]
        return etree.fromstring(archive.read(name))


def rows(file: bytes) -> list[list[str | Decimal | None]]:
    """The cells of the workbook within the file, read without a spreadsheet program."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".xlsx")]
        book = zipfile.ZipFile(io.BytesIO(archive.read(name)))
    strings = [
        "".join(t.text or "" for t in si.iter(f"{S}t"))
        for si in etree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{S}si")
    ]
    found: dict[tuple[int, int], str | Decimal] = {}
    for cell in etree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{S}c"):
        assert cell.find(f"{S}f") is None, "a name is text, never a formula"
        value, place = cell.findtext(f"{S}v"), cell.get("r")
        assert value is not None
        assert place is not None
        letters = place.rstrip("0123456789")
        column = 0
        for sign in letters:
            column = column * 26 + ord(sign) - 64
        said = strings[int(value)] if cell.get("t") == "s" else Decimal(value)
        found[int(place[len(letters) :]) - 1, column - 1] = said
    height, width = (1 + max(place[i] for place in found) for i in (0, 1))
    return [[found.get((r, c)) for c in range(width)] for r in range(height)]


@pytest.mark.parametrize("name", MADE)
def test_a_file_with_a_chart_is_valid(name: str, tmp_path: Path) -> None:
    """An OOXML validator accepts the file, and python-docx opens it."""
    path = tmp_path / "programma.docx"
    path.write_bytes(word.write(MADE[name]()))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    docx.Document(str(path))


@pytest.mark.parametrize("name", MADE)
def test_the_workbook_holds_the_numbers_of_the_programme(name: str) -> None:
    """Who edits the chart finds every year and part, what is not known empty."""
    made = MADE[name]()
    data = made.charts["begroting"]
    header, *body = rows(word.write(made))
    assert [str(cell)[3:] for cell in header[1 : len(data.series) + 1]] == [
        part_name for part_name, _ in data.series
    ]
    assert [row[0] for row in body] == list(data.categories)
    columns = [amounts for _, amounts in data.series] + ([data.line[1]] if data.line else [])
    for number, row in enumerate(body):
        known = [column[number] for column in columns]
        assert (row[1:] + [None] * len(known))[: len(known)] == known


@pytest.mark.parametrize("name", MADE)
def test_the_chart_shows_what_the_workbook_holds(name: str) -> None:
    """The numbers that Word shows before anybody opens the workbook are the same ones."""
    made_file = word.write(MADE[name]())
    header, *body = rows(made_file)
    series = chart(made_file).findall(f".//{C}ser")
    assert len(series) == len(header) - 1
    for column, one in enumerate(series, start=1):
        assert one.findtext(f"{C}tx//{C}v") == header[column]
        points = {
            int(point.get("idx", "")): Decimal(point.findtext(f"{C}v") or "")
            for point in one.findall(f"{C}val//{C}pt")
        }
        cells = {i: row[column] for i, row in enumerate(body) if row[column] is not None}
        assert points == cells


def test_the_same_programme_makes_the_same_bytes() -> None:
    """The workbook bears no time of its making."""
    assert word.write(whole()) == word.write(whole())


def test_the_chart_is_told_apart_without_colour() -> None:
    """No two of the first twelve parts have the same pattern and colour, and each has a letter."""
    tree = chart(word.write(large(1, 12)))
    fills = [
        etree.tostring(one.find(f"{C}spPr")[0])  # type: ignore[index]  # every part has a fill
        for one in tree.findall(f".//{C}barChart/{C}ser")
    ]
    assert len(set(fills)) == len(fills) == 12
    letters = {node.text for node in tree.iter(f"{A}t")}
    assert {"A", "B"} <= letters


def test_the_chart_stands_above_its_caption_and_its_table() -> None:
    """Chart, caption with the next number of a figure, table: in that order, with alt text."""
    made = whole()
    body = etree.fromstring(part(word.write(made), "word/document.xml"))[0]
    (position,) = [i for i, block in enumerate(body) if block.find(f".//{C}chart") is not None]
    caption = "".join(node.text or "" for node in body[position + 1].iter(f"{W}t"))
    assert caption == "Figuur 2: Begroting per thema en jaar"
    assert body[position + 2].tag == f"{W}tbl"
    described = body[position].find(f".//{WP}docPr")
    assert described is not None
    assert described.get("descr") == " ".join(made.charts["begroting"].picture.description)


def test_pictures_and_charts_bear_numbers_of_their_own() -> None:
    """Two drawings with one id are a damaged file to Word."""
    tree = etree.fromstring(part(word.write(whole()), "word/document.xml"))
    ids = [node.get("id") for node in tree.iter(f"{WP}docPr")]
    assert len(ids) == len(set(ids)) == 2


def test_a_chart_without_numbers_is_its_table() -> None:
    """A document that brings no numbers still shows the table below its caption."""
    text = "<!-- rp:bijschrift G -->\n<!-- rp:grafiek g -->\n| a |\n|---|\n| 1 |\n"
    text += "<!-- /rp:grafiek -->\n"
    made_file = word.write(Document(text, whole().properties))
    body = etree.fromstring(part(made_file, "word/document.xml"))[0]
    assert "".join(node.text or "" for node in body[0].iter(f"{W}t")) == "Figuur 1: G"
    assert body[1].tag == f"{W}tbl"
