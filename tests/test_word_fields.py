"""Lists of captions and references in Word: fields whose cached words are right."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from composed import BARE
from docx_outline import Element, W, outline, parts, text, val
from needs import soffice
from regioplan import office
from regioplan.errors import RegioplanError
from regioplan.markdown import Document, Picture, Properties, Words
from regioplan.workflows import render
from regioplan.writers.word import write
from regioplan.writers.word.names import number_bookmark
from word_sample import png

TEXT = """<!-- rp:inhoud -->

<!-- rp:lijst tabellen -->

<!-- rp:lijst figuren -->

# Begin

Zie [](#h-eind), [](#h-deel), [](#tab), [](#h-tabel-wie-wat-doet) en [](#bestuur).

Zie ook [](#loket), [](#b) en [fase 2](#h-deel).^[In een noot: [](#h-deel) en [](#tab).]

<!-- rp:nummer thema -->
## Thema

<!-- rp:anker loket -->
<!-- rp:nummer maatregel -->
### Loket

<!-- rp:letters -->
1. een
1. <!-- rp:anker b -->
   twee

<!-- rp:anker h-eind -->
# Eind

<!-- rp:anker h-deel -->
## Deel

<!-- rp:anker tab -->
<!-- rp:bijschrift Hoeveel geld er is -->
| A | B |
| --- | --- |
| **[](#h-deel)** | [](#tab) |

<!-- rp:anker bestuur -->
<!-- rp:bijschrift Wie *beslist* -->
<!-- rp:figuur bestuur -->

<!-- rp:bijschrift Wie wat doet -->
| A | B |
| --- | --- |
| x | y |
"""
WORDS = {"loket": Words("maatregel", numbered=True), "b": Words("maatregel", numbered=True)}
PICTURES = {"bestuur": Picture(png(6, 2), b"", ("Het bestuur beslist.",))}


def made(source: str = TEXT) -> Document:
    return Document(source, Properties(title="Proef"), PICTURES, words=WORDS)


def root(data: bytes, part: str = "document") -> Element:
    return parts(data)[f"word/{part}.xml"]


def fields(element: Element) -> list[tuple[str, str]]:
    """Each field without one within it: instruction and cached words."""
    found, code, result, inside = [], "", "", False
    for node in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            code, result, inside = "", "", False
        elif kind == "separate":
            inside = True
        elif kind == "end" and inside:
            found.append((code.strip(), result))
            inside = False
        elif node.tag == f"{W}instrText":
            code += node.text or ""
        elif inside:
            result += node.text or ""
    return found


def styled(data: bytes, name: str) -> list[str]:
    """The words of the paragraphs in a style."""
    return [
        line.partition(" | ")[2]
        for line in outline(data).splitlines()
        if line.startswith(f"{name} | ")
    ]


# ------------------------------------------------------------------ lists


def test_a_list_of_tables_stands_below_its_title() -> None:
    """Two tables with captions make a list; one figure makes none, nor a title."""
    data = write(made())
    assert styled(data, "Lijstkop") == ["Tabellen"]
    assert styled(data, "table of figures") == [
        "[Tabel 1: Hoeveel geld er is](#_nr_tab)",
        "[Tabel 2: Wie wat doet](#_nr_h_tabel_wie_wat_doet)",
    ]


def test_a_list_is_one_field_that_word_itself_can_fill() -> None:
    """The instruction gathers the captions by the name of their sequence."""
    codes = [node.text or "" for node in root(write(made())).iter(f"{W}instrText")]
    assert ' TOC \\h \\z \\c "Tabel" ' in codes
    assert not [code for code in codes if '"Figuur"' in code]


def test_a_list_bears_the_pages_that_are_known() -> None:
    """An entry ends in a field with its page; without pages it ends in its words."""
    pages = {number_bookmark("tab"): 7, number_bookmark("h-tabel-wie-wat-doet"): 9}
    assert [line[-4:] for line in styled(write(made(), pages=pages), "table of figures")] == [
        "tab)",
        "oet)",
    ]
    assert ("PAGEREF _nr_tab \\h", "7") in fields(root(write(made(), pages=pages)))
    assert not [code for code, _ in fields(root(write(made()))) if code.startswith("PAGEREF")]


def test_a_list_that_stands_first_wants_pages_too() -> None:
    """A document with a list and no contents is laid out for its page numbers as well."""
    assert made("<!-- rp:lijst tabellen -->\n").has_contents


# ------------------------------------------------------------------ references


def test_a_reference_to_a_number_is_a_field_with_the_right_words() -> None:
    """Headings by their number, captions by a bookmark; looks stay those of the reference."""
    assert [f for f in fields(root(write(made()))) if f[0].startswith("REF")] == [
        ("REF _rp_h_eind \\n \\h \\* CHARFORMAT", "2"),
        ("REF _rp_h_deel \\n \\h \\* CHARFORMAT", "2.1"),
        ("REF _nr_tab \\h \\* CHARFORMAT", "1"),
        ("REF _nr_h_tabel_wie_wat_doet \\h \\* CHARFORMAT", "2"),
        ("REF _nr_bestuur \\h \\* CHARFORMAT", "1"),
        ("REF _rp_h_deel \\n \\h \\* CHARFORMAT", "2.1"),
        ("REF _nr_tab \\h \\* CHARFORMAT", "1"),
    ]
    said = [" ".join(text(p).split()) for p in root(write(made())).iter(f"{W}p")]
    assert "Zie hoofdstuk 2, paragraaf 2.1, tabel 1, tabel 2 en figuur 1." in said


def test_what_a_field_would_say_otherwise_stays_words() -> None:
    """A measure, an item of a list and own words are links without a field."""
    links = {
        " ".join(text(link).split()): bool(list(link.iter(f"{W}fldChar")))
        for link in root(write(made())).iter(f"{W}hyperlink")
    }
    assert links["maatregel 1.1"] is False
    assert links["maatregel 1.1 onder b"] is False
    assert links["fase 2"] is False
    assert links["hoofdstuk 2"] is True
    own = made(TEXT.replace("[](#h-eind)", "[het eind](#h-eind)"))
    assert not [c for c, _ in fields(root(write(own))) if c.startswith("REF _rp_h_eind")]


def test_no_line_ends_between_a_word_and_its_number() -> None:
    """The number of a reference stands on the line of its word, in a field or not."""
    links = [text(link) for link in root(write(made())).iter(f"{W}hyperlink")]
    assert {"hoofdstuk\u00a02", "tabel\u00a01", "maatregel\u00a01.1 onder b"} <= set(links)


def test_a_field_in_a_footnote_is_one_too() -> None:
    """A note refers as the text does."""
    assert [code for code, _ in fields(root(write(made()), "footnotes"))] == [
        "REF _rp_h_deel \\n \\h \\* CHARFORMAT",
        "REF _nr_tab \\h \\* CHARFORMAT",
    ]


def test_every_field_finds_its_bookmark() -> None:
    """No field refers to a bookmark that is not there."""
    files = parts(write(made(), pages={"_nr_tab": 3, "_rp_h_eind": 2}))
    names = {b.get(f"{W}name") for b in files["word/document.xml"].iter(f"{W}bookmarkStart")}
    wanted = {
        code.split()[1]
        for part in ("word/document.xml", "word/footnotes.xml")
        for code, _ in fields(files[part])
        if code.startswith(("REF ", "PAGEREF "))
    }
    assert wanted
    assert wanted <= names


def test_the_runs_of_a_reference_look_alike() -> None:
    """All of a reference is in the style for it, its field too."""
    files = parts(write(made()))
    names = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    links = [
        link for link in files["word/document.xml"].iter(f"{W}hyperlink")
        if "REF _" in "".join(i.text or "" for i in link.iter(f"{W}instrText"))
        and "PAGEREF" not in "".join(i.text or "" for i in link.iter(f"{W}instrText"))
    ]  # fmt: skip
    assert links
    for link in links:
        assert {names[val(run, f"{W}rPr/{W}rStyle")] for run in link} == {"Verwijzing"}


def folder(root: Path, **files: str) -> Path:
    """A programme's folder with these files."""
    for name, content in (BARE | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    return root


def test_prose_that_refers_to_nothing_is_a_finding_before_anything_is_written(
    tmp_path: Path,
) -> None:
    """An id that is not there is a finding of its own, and no file is made."""
    prose = "formaat: 1\nstatus: concept\nsamenvatting: Zie [](#nergens).\n"
    out = tmp_path / "uit.docx"
    done = render(folder(tmp_path / "regio", **{"programma.yaml": prose}), (out,))
    assert done.refused
    assert [f.rule for f in done.checked.uitkomst.findings] == ["INT-verwijzing"]
    assert not out.exists()


def test_a_template_that_refers_to_nothing_stops_before_anything_is_written(
    tmp_path: Path,
) -> None:
    """In a region's own template it is a fault that names the id, and no file is made."""
    template = "<!-- rp:anker h-samenvatting -->\n# Kort\n\nZie [](#nergens).\n"
    out = tmp_path / "uit.docx"
    programme = folder(tmp_path / "regio", **{"templates/samenvatting.md.j2": template})
    with pytest.raises(RegioplanError, match="“nergens” wijst nergens heen"):
        render(programme, (out,))
    assert not out.exists()


@soffice
def test_an_update_gives_the_same_words() -> None:
    """LibreOffice computes references when it opens a file: false cached numbers become right."""
    program = office.find_office()
    assert program is not None
    false = _with_false_numbers(write(made()))
    pdf = PdfReader(io.BytesIO(office.to_pdf(program, false, office.TIMEOUT)))
    said = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    said = re.sub(r" (?=[.,])", "", said)  # pypdf sees a gap where an underlined word ends
    assert "Zie hoofdstuk 2, paragraaf 2.1, tabel 1, tabel 2 en figuur 1." in said
    assert "In een noot: paragraaf 2.1 en tabel 1." in said
    assert "777" not in said


def _with_false_numbers(data: bytes) -> bytes:
    """The same file with 777 as the cached number of each reference."""
    out = io.BytesIO()
    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in ("word/document.xml", "word/footnotes.xml"):
                changed, number = re.subn(
                    rb"( REF \S+ (?:\\n )?\\h \\\* CHARFORMAT (?:(?!<w:t>).)*<w:t>)[\d.]+",
                    rb"\g<1>777",
                    content,
                    flags=re.DOTALL,
                )
                content = changed
                count += number
            target.writestr(name, content)
    assert count == 9
    return out.getvalue()
