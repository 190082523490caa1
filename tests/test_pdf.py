"""The `.pdf` writer: tagged, complete, the same everywhere, and clear when it cannot be made."""

from __future__ import annotations

import builtins
import importlib.util
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from needs import needs
from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Caption,
    Document,
    Figure,
    Heading,
    Note,
    Picture,
    Properties,
    Region,
)
from regioplan.writers import pdf, writer_for
from regioplan.writers.outline import entries
from whole_documents import PROGRAMMES, whole
from word_sample import SAMPLE, document, head, inline, par, table
from words_in_order import markdown_words

names = pytest.mark.parametrize("name", sorted(PROGRAMMES))
SHORT, LONG = 595, 842
"""The sides of A4, in points."""


def _found() -> bool:
    """Whether WeasyPrint is here, with the libraries of the system that it needs."""
    if importlib.util.find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401, PLC0415  # whether it loads is the question
    except OSError:
        return False
    return True


needs_weasyprint = needs("WeasyPrint of Pango", found=_found())


@cache
def made(name: str) -> bytes:
    """The PDF of a whole programme; making one takes seconds."""
    return pdf.write(whole(name))


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def structure(content: bytes) -> Iterator[Any]:
    """The elements of the structure tree, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
        children = element.get("/K", []) if isinstance(element, DictionaryObject) else []
        for child in children if isinstance(children, list) else [children]:
            yield from walk(child.get_object())

    root: Any = reader(content).trailer["/Root"]
    yield from walk(root["/StructTreeRoot"]["/K"][0].get_object())


def kinds(content: bytes) -> list[str]:
    return [str(element["/S"]) for element in structure(content)]


def titles(outline: Any) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from titles(item)
        else:
            yield item.title


def squeezed(text: str) -> str:
    """Without white space and hyphens: a line may end anywhere."""
    return "".join(text.replace("\N{SOFT HYPHEN}", "").split())


def without_pictures(of: Document) -> Document:
    """What a picture shows stands in its alternative text, not on the paper."""
    return replace(of, pictures=dict.fromkeys(of.pictures, Picture(b"", b"", ())))


# ------------------------------------------------------------------ the whole programmes


@needs_weasyprint
@names
def test_every_word_of_the_markdown_stands_on_paper_in_order(name: str) -> None:
    """Headers and footers stand between the pages; nothing else is added, lost or moved."""
    text = squeezed("".join(page.extract_text() for page in reader(made(name)).pages))
    place = 0
    said: list[str] = []
    for word in markdown_words(without_pictures(whole(name))):
        found = text.find(word, place)
        assert found >= 0, f"“{word}” after “{' '.join(said[-8:])}”"
        assert found - place < 2000, f"“{word}” comes too late after “{' '.join(said[-8:])}”"
        place = found + len(word)
        said.append(word)


@needs_weasyprint
@names
def test_it_says_what_it_is(name: str) -> None:
    """Title, language, version of the standard, and that the title is shown."""
    root: Any = reader(made(name)).trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    information = reader(made(name)).metadata
    assert information is not None
    assert information.title == whole(name).properties.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


@needs_weasyprint
@names
def test_its_facts_stand_in_its_properties(name: str) -> None:
    """The same names and values as in the Word file, for `verify`."""
    information = reader(made(name)).metadata
    facts = dict(whole(name).properties.facts)
    assert facts
    assert information is not None
    assert {key: str(information[f"/{key}"]) for key in facts} == facts


@needs_weasyprint
@names
def test_no_level_of_heading_is_left_out(name: str) -> None:
    """One title, and under each heading the next level."""
    levels = [int(kind[2]) for kind in kinds(made(name)) if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@needs_weasyprint
@names
def test_header_cells_say_what_they_head(name: str) -> None:
    """Each has a scope: the column below it or the row beside it."""
    cells = [element for element in structure(made(name)) if element["/S"] == "/TH"]
    scopes = {str(cell["/A"]["/Scope"]) for cell in cells}
    assert scopes == {"/Column", "/Row"}


@needs_weasyprint
@needs("pdfua", found=importlib.util.find_spec("pdfua") is not None)
@names
def test_a_checker_finds_no_error(name: str) -> None:
    """`pdfua` knows a part of the machine rules of PDF/UA-1; it certifies nothing."""
    pdfua = importlib.import_module("pdfua")
    report = pdfua.validate(io.BytesIO(made(name)))
    assert [str(finding) for finding in report.findings] == []


@needs_weasyprint
@names
def test_the_bookmarks_are_the_headings(name: str) -> None:
    """In order, with their numbers; every entry of the contents is among them."""
    marks = [" ".join(title.split()) for title in titles(reader(made(name)).outline)]
    for heading in entries(whole(name).tree.blocks):
        assert any(mark.startswith(heading.prefix) for mark in marks)
    place = 0
    for heading in (b for b in whole(name).tree.blocks if isinstance(b, Heading)):
        wanted = next(
            (i for i, m in enumerate(marks[place:], place) if m.startswith(heading.prefix)), None
        )
        assert wanted is not None, heading.prefix
        place = wanted + 1


@needs_weasyprint
@names
def test_the_contents_tell_the_page_on_which_a_chapter_stands(name: str) -> None:
    """The number behind an entry is the page to which it leads, as it is printed there."""
    read = reader(made(name))
    listed = squeezed("".join(page.extract_text() for page in read.pages[1:4]))
    for title, page in _chapters(read):
        assert f"{squeezed(title)}{page + 1}" in listed
        assert f"Pagina{page + 1}van{len(read.pages)}" in squeezed(read.pages[page].extract_text())


def _chapters(read: PdfReader) -> list[tuple[str, int]]:
    """The bookmarks that begin with a number of one part, each with its page from 0."""
    found = []

    def walk(items: Any) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            elif item.title.split()[0].isdigit():
                found.append((item.title, read.get_destination_page_number(item)))

    walk(read.outline)
    assert found
    return found  # type: ignore[return-value]  # every bookmark of ours has a page


@needs_weasyprint
@names
def test_every_font_is_in_the_file_and_is_ours(name: str) -> None:
    """The pages look the same on a machine that lacks our font."""
    pages: Any = reader(made(name)).pages
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all("+Regioplan-Sans" in font for font in fonts), fonts


# ------------------------------------------------------------------ one construct each


@needs_weasyprint
def test_landscape_pages_lie_and_the_others_stand() -> None:
    """A wide table gets a turned page; what follows it stands upright again."""
    cover = Region("kaft", (head(1, "", "Titel", "geen", "t"),))
    wide = Region("liggend", (par("breed"),))
    shapes = [
        (round(page.mediabox.width), round(page.mediabox.height))
        for page in reader(pdf.write(document([cover, par("voor"), wide, par("na")]))).pages
    ]
    upright, lying = (SHORT, LONG), (LONG, SHORT)
    assert shapes == [upright, upright, lying, upright]


@needs_weasyprint
def test_the_cover_bears_no_header_and_no_number() -> None:
    """Title, state and page number stand on all other pages."""
    read = reader(pdf.write(SAMPLE))
    assert "Pagina" not in read.pages[0].extract_text()
    second = squeezed(read.pages[1].extract_text())
    assert f"Pagina2van{len(read.pages)}" in second
    assert "CONCEPT·versie0.9" in second
    assert read.page_labels[:2] == ["Kaft", "2"]


@needs_weasyprint
def test_a_document_without_a_cover_gets_no_page_for_one() -> None:
    """A note of one page stays one page."""
    read = reader(pdf.write(document([head(1, "", "Notitie", "geen", "n"), par("kort")])))
    assert len(read.pages) == 1
    assert "Pagina 1 van 1" in read.pages[0].extract_text()
    assert read.page_labels == ["1"]


@needs_weasyprint
def test_the_same_document_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock and no chance in the file: only SOURCE_DATE_EPOCH gives it a date."""
    plain = pdf.write(SAMPLE)
    assert pdf.write(SAMPLE) == plain
    assert "/CreationDate" not in (reader(plain).metadata or {})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    dated = pdf.write(SAMPLE)
    information: Any = reader(dated).metadata
    assert information["/CreationDate"] == "D:20260528202640Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")
    with pytest.raises(RegioplanError, match="gisteren"):
        pdf.write(SAMPLE)


@needs_weasyprint
def test_a_picture_says_on_paper_all_that_it_shows() -> None:
    """Nothing folds out on paper: the alternative text is the whole description."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h9"/></svg>'
    picture = Picture(b"", svg, ("Bovenaan: het overleg.", "Daaronder: het bureau."))
    figure = Figure("f", Caption("Figuur", 1, inline("Wie beslist")), "fig")
    content = pdf.write(document([figure], pictures={"f": picture}))
    (found,) = (element for element in structure(content) if element["/S"] == "/Figure")
    assert found["/Alt"] == "Wie beslist. Bovenaan: het overleg. Daaronder: het bureau."


@needs_weasyprint
def test_a_bookmark_does_not_show_the_mark_of_a_note() -> None:
    """The bare words of a heading."""
    noted = Heading(1, (*inline("Kop"), Note(1, inline("n"))), "hoofdstuk", "1", "1", "k")
    assert "1 Kop" in list(titles(reader(pdf.write(document([noted]))).outline))


@needs_weasyprint
def test_nothing_outside_the_document_is_fetched() -> None:
    """A drawing that asks for a file or an address does not get it."""
    asks = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="%s"/></svg>'
    for address in (b"http://127.0.0.1:9/x.png", b"file:///etc/hostname"):
        picture = Picture(b"", asks % address, ("x",))
        figure = Figure("f", None)
        content = pdf.write(document([figure], pictures={"f": picture}))
        assert list(reader(content).pages[0].images) == []


@needs_weasyprint
def test_a_long_table_repeats_its_names_and_keeps_its_rows_whole() -> None:
    """On every page one knows what a column is."""
    rows = tuple((f"regel {n}", f"€ {n}") for n in range(120))
    read = reader(pdf.write(document([head(1, "1", "K"), table(("Post", "Geld"), rows, "lr")])))
    filled = [page.extract_text() for page in read.pages if "regel" in page.extract_text()]
    assert len(filled) > 2
    assert all("Post" in text for text in filled)


# ------------------------------------------------------------------ when it cannot


def test_the_suffix_finds_this_writer() -> None:
    """`.pdf` is a writer like the others, also where WeasyPrint is not."""
    assert writer_for("programma.pdf") is pdf.write


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ({"since": Document("", Properties("x"))}, "wijzigingen"),
        ({"base": b""}, "huisstijl"),
        ({"pages": {}}, "bladzijden"),
        ({"review": True}, "wijzigingen"),
    ],
)
def test_an_argument_without_use_is_refused(argument: dict[str, object], reason: str) -> None:
    """Never ignored."""
    with pytest.raises(RegioplanError, match=reason):
        pdf.write(Document("a", Properties("x")), **argument)  # type: ignore[arg-type]  # one at a time


@pytest.mark.parametrize(
    ("fault", "remedy"),
    [
        (ModuleNotFoundError("No module named 'weasyprint'"), r"pip install \"regioplan\[pdf\]\""),
        (OSError("cannot load library 'libpango-1.0-0'"), "apt-get install libpango-1.0-0"),
    ],
)
def test_what_is_missing_is_named_with_its_remedy(
    fault: Exception, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, or without Pango, the user reads what to install."""
    real: Callable[..., Any] = builtins.__import__

    def missing(name: str, *more: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "weasyprint":
            raise fault
        return real(name, *more, **named)

    for name in [n for n in sys.modules if n.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(RegioplanError, match=remedy):
        pdf.write(Document("a", Properties("x")))
