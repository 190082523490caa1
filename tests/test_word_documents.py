"""The Word files of the two whole programmes: valid, and as a reader gets to see them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from docx_outline import W, parts, val
from regioplan import office
from regioplan.writers.word import write
from whole_documents import PROGRAMMES, whole

names = pytest.mark.parametrize("name", sorted(PROGRAMMES))
soffice = [
    pytest.mark.soffice,
    pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not on this machine"),
]


@names
def test_a_validator_accepts_the_whole_document(name: str, tmp_path: Path) -> None:
    """An OOXML validator finds nothing in the file of a whole programme."""
    file = tmp_path / f"{name}.docx"
    file.write_bytes(write(whole(name)))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@names
def test_the_whole_document_is_fit_for_every_reader(name: str) -> None:
    """It bears a title and a language, and every table a header row or a column of labels."""
    files = parts(write(whole(name)))
    core = {str(e.tag).rpartition("}")[2]: e.text for e in files["docProps/core.xml"]}
    assert core["title"] == whole(name).properties.title
    assert core["language"] == "nl-NL"
    root = files["word/document.xml"]
    tables = list(root.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        headed = table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert (headed, look.get(f"{W}firstColumn")) in {(True, "0"), (False, "1")}
    for picture in (e for e in root.iter() if str(e.tag).endswith("}docPr")):
        assert picture.get("descr")


@names
def test_labels_of_facts_stand_in_one_line_down_the_document(name: str) -> None:
    """All tables of facts of a document have the same columns."""
    files = parts(write(whole(name)))
    styles = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    grids = {
        tuple(column.get(f"{W}w") for column in table.iter(f"{W}gridCol"))
        for table in files["word/document.xml"].iter(f"{W}tbl")
        if styles[val(table, f"{W}tblPr/{W}tblStyle")] == "Regioplan kenmerken"
    }
    assert len(grids) == 1


@cache
def printed(name: str) -> tuple[Mapping[str, int], bytes]:
    """The pages of the first pass, and the PDF of the document with those pages filled in."""
    program = office.find_office()
    assert program is not None
    pages = office._destinations(office._to_pdf(program, write(whole(name)), office.TIMEOUT))
    return pages, office._to_pdf(program, write(whole(name), pages=pages), office.TIMEOUT)


class TestInLibreOffice:
    """What LibreOffice shows."""

    pytestmark = soffice

    @names
    def test_page_numbers_are_right_at_once(self, name: str) -> None:
        """Laid out again with its page numbers filled in, nothing stands on another page."""
        pages, pdf = printed(name)
        assert pages
        assert office._destinations(pdf) == pages

    @names
    def test_few_pages_are_nearly_empty(self, name: str) -> None:
        """Chapters follow one another: only where a part ends may a page hold hardly a line."""
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed(name)[1])).pages]
        assert 15 < len(pages) < 50
        assert sum(len(text.splitlines()) < 12 for text in pages[1:]) <= 3

    @names
    def test_the_font_is_ours(self, name: str) -> None:
        """All text is set in Calibri, or in Carlito with the same widths."""
        pages: Any = PdfReader(io.BytesIO(printed(name)[1])).pages
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert fonts
        assert all(font.startswith(("Calibri", "Carlito")) for font in fonts), fonts
