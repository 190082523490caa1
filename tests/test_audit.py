"""`audit`: each check can fail, and finds the fault that was planted."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from regioplan.cli import main
from regioplan.errors import RegioplanError
from regioplan.readers.audit import Audit, audit
from regioplan.readers.audit import html as of_html
from regioplan.readers.audit import pdf as of_pdf
from regioplan.readers.audit import word as of_word
from regioplan.readers.audit.checks import contrast
from regioplan.writers import word
from whole_documents import whole

# ------------------------------------------------------------------ Word: a good file, and faults


@cache
def good_docx() -> bytes:
    return word.write(whole("basis"))


def changed(part: str, old: str, new: str) -> bytes:
    """The good Word file with one thing changed in one of its parts; `old` is an expression."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_docx())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                text, count = re.subn(old, new, content.decode("utf-8"), flags=re.DOTALL)
                assert count, f"{old} staat niet in {part}"
                content = text.encode("utf-8")
            target.writestr(name, content)
    return out.getvalue()


DOC = "word/document.xml"
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
PARAGRAPH = '<w:p><w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def with_paragraphs(*texts: str, properties: str = "") -> bytes:
    """The good Word file with paragraphs at its very beginning."""
    made = "".join(PARAGRAPH.format(text=text, properties=properties) for text in texts)
    return changed(DOC, "<w:body>", f"<w:body>{made}")


PLANTED_WORD: dict[str, Callable[[], bytes]] = {
    "titel": lambda: changed("docProps/core.xml", "<dc:title>.*?</dc:title>", "<dc:title/>"),
    "taal": lambda: changed("word/styles.xml", r"<w:lang [^>]*/>", ""),
    "koppen": lambda: changed(
        "word/styles.xml", '<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="3"/>'
    ),
    "nepkoppen": lambda: with_paragraphs("Een kop", properties="<w:rPr><w:b/></w:rPr>"),
    "neplijsten": lambda: with_paragraphs("- een", "- twee"),
    "tabellen": lambda: changed(DOC, "<w:tblHeader/>", ""),
    "afbeeldingen": lambda: changed(
        DOC,
        "</w:p>",
        f'<w:r><w:drawing><wp:inline {WP}><wp:docPr id="9" name="kaart"/></wp:inline>'
        "</w:drawing></w:r></w:p>",
    ),
    "links": lambda: changed(
        DOC,
        "<w:body>",
        '<w:body><w:p><w:hyperlink w:anchor="x"><w:r><w:t>klik hier</w:t></w:r></w:hyperlink>'
        "</w:p>",
    ),
    "contrast": lambda: with_paragraphs(
        "Lichtgrijs", properties='<w:rPr><w:color w:val="BBBBBB"/></w:rPr>'
    ),
    "witruimte": lambda: changed(DOC, "<w:body>", "<w:body><w:p/><w:p/>"),
    "zwevend": lambda: changed(
        DOC,
        "</w:p>",
        f'<w:r><w:drawing><wp:anchor {WP}><wp:docPr id="9" name="kader" descr="x"/></wp:anchor>'
        "</w:drawing></w:r></w:p>",
    ),
    "inhoud": lambda: changed(DOC, r"> TOC \\o", "> PAGE"),
    "sporen": lambda: changed(
        DOC, "<w:body>", '<w:body><w:p><w:ins w:id="1"><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p>'
    ),
    "beveiliging": lambda: changed(
        "word/settings.xml", "<w:zoom", '<w:documentProtection w:enforcement="1"/><w:zoom'
    ),
}

# ------------------------------------------------------------------ HTML

GOOD_HTML = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Programma</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><a href="#inhoud">Naar de inhoud</a><nav><a href="#geld">Geld</a></nav>
<main id="inhoud"><h1>Programma</h1><h2 id="geld">Geld</h2>
<img src="data:image/png;base64,AA==" alt="Een kaart">
<table><tr><th scope="col">Jaar</th></tr><tr><td>2026</td></tr></table>
<label for="naam">Naam</label><input id="naam" tabindex="0"></main></body></html>"""

PLANTED_HTML: dict[str, tuple[str, str]] = {
    "titel": ("<title>Programma</title>", "<title> </title>"),
    "taal": (' lang="nl"', ""),
    "koppen": ("<h2 id", "<h4 id"),
    "afbeeldingen": (' alt="Een kaart"', ""),
    "tabellen": ('<th scope="col">Jaar</th>', "<td>Jaar</td>"),
    "links": (">Geld</a>", ">https://voorbeeld.nl/geld</a>"),
    "verwijzingen": ('href="#geld"', 'href="#weg"'),
    "gebieden": ("<main", "<div"),
    "vergroten": ("initial-scale=1", "user-scalable=no"),
    "velden": ('for="naam"', 'for="anders"'),
    "toetsenbord": ('tabindex="0"', 'tabindex="5"'),
    "zelfstandig": ("data:image/png;base64,AA==", "https://voorbeeld.nl/kaart.png"),
}

# ------------------------------------------------------------------ PDF

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><pdfuaid:part>1</pdfuaid:part></x:xmpmeta>'


def tag(role: str, *children: DictionaryObject, **more: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(f"/{role}")})
    made[NameObject("/K")] = ArrayObject(children)
    for name, value in more.items():
        made[NameObject(f"/{name}")] = TextStringObject(value)
    return made


def pdf(plant: Callable[[dict[str, Any]], None] = lambda _: None, pages: int = 1) -> bytes:
    """A small good PDF; `plant` may spoil its pieces before they are written."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    page = writer.pages[0]
    link = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Contents"): TextStringObject("naar de begroting"),
        }
    )
    descriptor = DictionaryObject({NameObject("/FontFile2"): NumberObject(0)})
    font = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/TrueType"),
            NameObject("/BaseFont"): NameObject("/Carlito"),
            NameObject("/FontDescriptor"): descriptor,
        }
    )
    metadata = StreamObject()
    metadata.set_data(XMP)
    table = tag("Table", tag("TR", tag("TH")), tag("TR", tag("TD")))
    figure = tag("Figure", Alt="Een kaart")
    pieces: dict[str, Any] = {
        "root": writer.root_object,
        "page": page,
        "link": link,
        "descriptor": descriptor,
        "info": {"/Title": "Programma"},
        "metadata": metadata,
        "figure": figure,
        "table": table,
        "tags": [tag("H1"), tag("H2"), figure, table],
    }
    root = writer.root_object
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    root[NameObject("/Lang")] = TextStringObject("nl-NL")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    root[NameObject("/Metadata")] = metadata
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Annots")] = ArrayObject([link])
    page[NameObject("/Tabs")] = NameObject("/S")
    plant(pieces)
    if pieces["tags"]:
        root[NameObject("/StructTreeRoot")] = DictionaryObject(
            {NameObject("/K"): ArrayObject([tag("Document", *pieces["tags"])])}
        )
    writer.add_metadata(pieces["info"])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def spoil(piece: str, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda pieces: pieces[piece].pop(NameObject(key))


def scan(pieces: dict[str, Any]) -> None:
    """A page that is a picture and nothing else."""
    resources = pieces["page"]["/Resources"]
    resources.pop("/Font")
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Im1"): DictionaryObject()})


def encrypt(content: bytes) -> bytes:
    """The PDF under a lock that everybody opens, but that forbids taking the text out."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("", "geheim", permissions_flag=0, algorithm="RC4-128")  # type: ignore[arg-type]  # no permission at all
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PLANTED_PDF: dict[str, Callable[[], bytes]] = {
    "codes": lambda: pdf(lambda pieces: pieces["tags"].clear()),
    "titel": lambda: pdf(lambda pieces: pieces["info"].update({"/Title": ""})),
    "taal": lambda: pdf(spoil("root", "/Lang")),
    "tekst": lambda: pdf(scan),
    "koppen": lambda: pdf(lambda pieces: pieces["tags"].insert(2, tag("H5"))),
    "afbeeldingen": lambda: pdf(spoil("figure", "/Alt")),
    "tabellen": lambda: pdf(
        lambda pieces: pieces["tags"].append(tag("Table", tag("TR", tag("TD")), tag("TR")))
    ),
    "bladwijzers": lambda: pdf(pages=20),
    "volgorde": lambda: pdf(spoil("page", "/Tabs")),
    "links": lambda: pdf(spoil("link", "/Contents")),
    "lettertypen": lambda: pdf(spoil("descriptor", "/FontFile2")),
    "beveiliging": lambda: encrypt(pdf()),
    "belofte": lambda: pdf(lambda pieces: pieces["metadata"].set_data(b"")),
}

# ------------------------------------------------------------------ the claims


def failed(found: Audit) -> set[str]:
    return {outcome.check.id for outcome in found.outcomes if outcome.problems}


@pytest.mark.parametrize(
    ("name", "content"),
    [("goed.docx", good_docx), ("goed.html", GOOD_HTML.encode), ("goed.pdf", pdf)],
)
def test_a_good_file_has_no_fault(name: str, content: Callable[[], bytes]) -> None:
    """What is well is not complained about."""
    found = audit(name, content())
    assert failed(found) == set()
    assert all(outcome.done for outcome in found.outcomes)


@pytest.mark.parametrize("fault", PLANTED_WORD)
def test_a_fault_in_a_word_file_is_found(fault: str) -> None:
    """Each check of a Word file finds its own fault."""
    assert fault in failed(audit("x.docx", PLANTED_WORD[fault]()))


@pytest.mark.parametrize("fault", PLANTED_HTML)
def test_a_fault_in_a_page_is_found(fault: str) -> None:
    """Each check of an HTML page finds its own fault."""
    old, new = PLANTED_HTML[fault]
    assert old in GOOD_HTML
    assert fault in failed(audit("x.html", GOOD_HTML.replace(old, new).encode()))


@pytest.mark.parametrize("fault", PLANTED_PDF)
def test_a_fault_in_a_pdf_is_found(fault: str) -> None:
    """Each check of a PDF finds its own fault."""
    assert fault in failed(audit("x.pdf", PLANTED_PDF[fault]()))


def test_every_check_has_a_planted_fault() -> None:
    """No check that cannot fail."""
    assert {c.id for c in of_word.CHECKS} == set(PLANTED_WORD)
    assert {c.id for c in of_html.CHECKS} == set(PLANTED_HTML)
    assert {c.id for c in of_pdf.CHECKS} == set(PLANTED_PDF)


def test_what_cannot_be_examined_is_not_called_well() -> None:
    """Without tags nobody knows whether pictures are described."""
    found = audit("x.pdf", PLANTED_PDF["codes"]())
    undone = {outcome.check.id for outcome in found.outcomes if not outcome.done}
    assert undone == {"koppen", "afbeeldingen", "tabellen"}
    assert not any(o.well for o in found.outcomes if o.check.id in undone)


@pytest.mark.parametrize("name", ["arnhem", "basis"])
def test_our_own_word_files_break_no_norm(name: str) -> None:
    """What regioplan makes passes its own audit."""
    assert failed(audit("p.docx", word.write(whole(name)))) == set()


def test_a_file_of_word_on_the_web_is_read_too() -> None:
    """There the main part is called `document2.xml`; the relations say so."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_docx())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in {"_rels/.rels", "[Content_Types].xml"}:
                content = content.replace(b"word/document.xml", b"word/document2.xml")
            target.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "_rels/document.xml", "_rels/document2.xml"
                ),
                content,
            )
    assert failed(audit("x.docx", out.getvalue())) == set()


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 : 1, a colour on itself 1 : 1, and the grey #767676 just passes."""
    assert round(contrast("000000", "FFFFFF"), 2) == 21
    assert contrast("0B4A6F", "0B4A6F") == 1
    assert round(contrast("767676", "FFFFFF"), 2) == 4.54


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.odt", b"", "kan dit soort bestand niet nagaan"),
        ("x.docx", b"geen zip", "geen Word-bestand"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "wachtwoord"),
        ("x.html", b"", "geen HTML-pagina"),
        ("x.html", b"\xff\xfe", "UTF-8"),
        ("x.html", b"<p>los</p>", "geen hele HTML-pagina"),
        ("x.pdf", b"<html>", "geen PDF"),
        ("x.pdf", b"%PDF-1.7\nkapot", "beschadigd"),
    ],
)
def test_what_cannot_be_read_is_told_in_dutch(name: str, content: bytes, words: str) -> None:
    """A clear sentence, no traceback."""
    with pytest.raises(RegioplanError, match=words):
        audit(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.docx", good_docx), ("x.pdf", pdf), ("x.html", GOOD_HTML.encode)],
)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_damaged_file_gives_an_answer_or_a_sentence(
    name: str, content: Callable[[], bytes], data: st.DataObject
) -> None:
    """Whatever was cut off or overwritten, nothing but `RegioplanError` comes out."""
    whole_file = bytearray(content())
    cut = data.draw(st.integers(0, len(whole_file)))
    place = data.draw(st.integers(0, max(cut - 1, 0)))
    damaged = whole_file[:cut]
    damaged[place : place + 4] = data.draw(st.binary(min_size=0, max_size=4))
    with contextlib.suppress(RegioplanError):
        assert audit(name, bytes(damaged)).outcomes


def test_the_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 when a norm is broken; JSON says the same for other programs."""
    file = tmp_path / "p.html"
    file.write_text(GOOD_HTML.replace(' lang="nl"', ""), "utf-8")
    assert main(["audit", str(file)]) == 1
    text = capsys.readouterr().out
    assert "nergens staat in welke taal" in text
    assert "Dit kan geen programma nagaan" in text
    assert text.endswith("11 van 12 controles goed; 1 fout, 0 adviezen.\n")
    assert main(["audit", str(file), "--output-format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["fouten"] == 1
    assert [c["id"] for c in said["controles"] if not c["goed"]] == ["taal"]
    file.write_text(GOOD_HTML, "utf-8")
    assert main(["audit", str(file)]) == 0
