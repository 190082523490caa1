"""The Word writer: what it makes is real Word, whole, and the same every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from docx_outline import Element, Numbers, W, outline, parts, text, val
from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Anchor,
    Block,
    BulletList,
    Cell,
    Contents,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Properties,
    Quote,
    Region,
    Strong,
    Table,
    Text,
)
from regioplan.writers import WRITERS, writer_for
from regioplan.writers.outline import page_starts
from regioplan.writers.word import look, write
from regioplan.writers.word.columns import columns
from regioplan.writers.word.metrics import text_width
from regioplan.writers.word.names import bookmark_name
from word_sample import PROPERTIES, SAMPLE, cell, document, head, inline, par, table

STORIES = ("word/document", "word/footnotes", "word/header", "word/footer")


@cache
def sample() -> Mapping[str, Element]:
    """The parts of the rich sample."""
    return parts(write(SAMPLE))


def body(files: Mapping[str, Element]) -> Element:
    found = files["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


def kept(made: Element, files: Mapping[str, Element]) -> bool:
    """Whether a paragraph stays on a page with the next one, by itself or by its style."""
    return trait(made, files, "keepNext") is not None


def trait(made: Element, files: Mapping[str, Element], name: str) -> Element | None:
    """A property of a paragraph: its own, or that of its style or what the style is based on."""
    found = made.find(f"{W}pPr/{W}{name}")
    styles = {s.get(f"{W}styleId"): s for s in files["word/styles.xml"]}
    style = val(made, f"{W}pPr/{W}pStyle")
    while found is None and style:
        found = styles[style].find(f"{W}pPr/{W}{name}")
        style = val(styles[style], f"{W}basedOn")
    return found


def local(node: Element) -> str:
    return str(node.tag).removeprefix(W)


def paragraphs(blocks: Sequence[Block]) -> list[Element]:
    """The paragraphs of a document of these blocks."""
    return list(body(parts(write(document(blocks)))).iter(f"{W}p"))


def errors(data: bytes, folder: Path) -> list[str]:
    file = folder / "uit.docx"
    file.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


# ------------------------------------------------------------------ the file


def test_the_validator_of_the_standard_finds_nothing(tmp_path: Path) -> None:
    """An OOXML validator accepts the rich sample, with and without page numbers."""
    pages = {bookmark_name("taalhuis"): 6, bookmark_name("h-inleiding"): 4}
    assert errors(write(SAMPLE), tmp_path) == []
    assert errors(write(SAMPLE, pages=pages), tmp_path) == []


def test_an_empty_document_is_a_valid_file(tmp_path: Path) -> None:
    """No text at all still makes a file that a validator accepts."""
    assert errors(write(document(())), tmp_path) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    """Hash seed, time zone and clock do not show in the file."""
    program = (
        "import sys, hashlib; sys.path.insert(0, 'tests');"
        "from word_sample import SAMPLE; from regioplan.writers.word import write;"
        "print(hashlib.sha256(write(SAMPLE)).hexdigest())"
    )
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "src"}
        root = Path(__file__).parent.parent
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=env,
            cwd=root,
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_source_date_epoch_is_the_date_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date comes from SOURCE_DATE_EPOCH; without it the file bears the oldest zip date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    data = write(document((par("Tekst."),)))
    assert (
        "2026-01-01T00:00:00Z"
        in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    )
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    archive = zipfile.ZipFile(io.BytesIO(write(document((par("Tekst."),)))))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_senseless_source_date_epoch_is_told_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is no number stops the writer with a Dutch sentence."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")
    with pytest.raises(RegioplanError, match="Geef een aantal seconden"):
        write(document(()))


def test_the_file_says_what_it_is() -> None:
    """Title, status, version, language and authors stand in the properties of the file."""
    word = docx.Document(io.BytesIO(write(SAMPLE)))
    core = word.core_properties
    assert core.title == PROPERTIES.title
    assert core.subject == PROPERTIES.subtitle
    assert (core.content_status, core.version, core.language) == ("concept", "0.9", "nl-NL")
    assert core.author == "Programmabureau Voorbeeldland"
    assert core.comments == PROPERTIES.provenance


def test_the_file_holds_nothing_of_a_template() -> None:
    """No thumbnail, custom XML, other language or other program's name is left in the file."""
    archive = zipfile.ZipFile(io.BytesIO(write(SAMPLE)))
    assert not [
        n for n in archive.namelist() if "thumbnail" in n or "custom" in n or "Effects" in n
    ]
    assert b"Macintosh" not in archive.read("docProps/app.xml")
    assert b"en-US" not in archive.read("word/styles.xml") + archive.read("word/settings.xml")
    assert b"Theme" not in archive.read("word/styles.xml")


def test_forbidden_characters_are_visible_and_do_no_harm(tmp_path: Path) -> None:
    """A control character or lone surrogate becomes a visible mark in text, link and property."""
    bad = "a\x00b\x0bc\ud800d\ufffee"
    blocks = (
        head(1, "1", bad),
        par(bad, Link(inline(bad), "https://example.org/\x01 x"), Note(1, inline(bad))),
        table((bad,), ((bad,),)),
    )
    data = write(document(blocks, properties=Properties(title=bad, region=bad, status=bad)))
    assert errors(data, tmp_path) == []
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in outline(data)


def test_special_hyphens_are_words_own() -> None:
    """A soft hyphen stays invisible and a hyphen that may not break stays whole."""
    (made, *_) = paragraphs((par("on\u00adder\u2011wijs"),))
    assert [local(node) for node in made.iter() if "yphen" in local(node)] == [
        "softHyphen",
        "noBreakHyphen",
    ]


def test_a_missing_picture_is_told_by_name() -> None:
    """A figure without its picture stops the writer and names it."""
    with pytest.raises(RegioplanError, match="“kaart”"):
        write(document((Figure("kaart", None),)))


# ------------------------------------------------------------------ structure


def test_every_field_is_whole() -> None:
    """In each part the begins, separators and ends of fields are equal in number, and in order."""
    for name, root in sample().items():
        depth = 0
        for mark in root.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            depth += {"begin": 1, "separate": 0, "end": -1}[str(kind)]
            assert depth >= 0, name
        assert depth == 0, name
        kinds = Counter(mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar"))
        assert len(set(kinds.values())) <= 1, (name, kinds)


def test_no_field_waits_for_an_update() -> None:
    """Nothing makes Word ask whether it may update fields when it opens the file."""
    for root in sample().values():
        assert not list(root.iter(f"{W}updateFields"))
        assert not [f for f in root.iter(f"{W}fldChar") if f.get(f"{W}dirty")]


def test_bookmarks_are_whole_and_unique() -> None:
    """Each bookmark begins and ends once, with a name and id of its own."""
    root = sample()["word/document.xml"]
    starts = list(root.iter(f"{W}bookmarkStart"))
    ids = [start.get(f"{W}id") for start in starts]
    assert sorted(map(str, ids)) == sorted(
        str(e.get(f"{W}id")) for e in root.iter(f"{W}bookmarkEnd")
    )
    assert len(set(ids)) == len(ids)
    names = [str(start.get(f"{W}name")).lower() for start in starts]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 for name in names)


def test_every_link_within_the_document_arrives() -> None:
    """Each link to a bookmark has that bookmark; each PAGEREF too."""
    root = sample()["word/document.xml"]
    names = {start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")}
    wanted = {h.get(f"{W}anchor") for h in root.iter(f"{W}hyperlink") if h.get(f"{W}anchor")}
    assert wanted
    assert wanted <= names


def test_every_anchor_has_a_bookmark() -> None:
    """Heading, item, table, figure and cell bear the bookmark of their id, in their own text."""
    found = {
        start.get(f"{W}name"): text(p)
        for p in sample()["word/document.xml"].iter(f"{W}p")
        for start in p.iter(f"{W}bookmarkStart")
    }
    assert found["_rp_taalhuis"] == "Taalhuis op school"
    assert found["_rp_onder_a"] == "Leerlingen zonder startkwalificatie."
    assert found["_rp_feiten"] == "Onderdeel"
    assert found["_rp_effect_taalhuis"].startswith("Minder uitval")
    assert found["_rp_figuur_bestuur"] == "▣"


def test_every_style_in_use_is_defined() -> None:
    """No paragraph, run or table names a style that the file does not have."""
    files = sample()
    known = {(s.get(f"{W}type"), s.get(f"{W}styleId")) for s in files["word/styles.xml"]}
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, root in files.items():
        for tag, kind in kinds.items():
            for use in root.iter(f"{W}{tag}"):
                assert (kind, use.get(f"{W}val")) in known, name
    for style in files["word/styles.xml"].findall(f"{W}style"):
        for tag in ("basedOn", "next"):
            other = val(style, f"{W}{tag}")
            assert not other or other in {identifier for _, identifier in known}


def test_text_is_formatted_by_styles() -> None:
    """Outside the styles no run sets a font, size or colour."""
    for name, root in sample().items():
        if name.startswith(STORIES):
            for tag in ("rFonts", "sz", "color", "jc", "b", "i"):
                assert not list(root.iter(f"{W}{tag}")), (name, tag)


def test_no_empty_paragraph_makes_white_space() -> None:
    """A paragraph without content stands only where Word needs one, in the style for that."""
    files = sample()
    names = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    content = {f"{W}{tag}" for tag in ("t", "drawing", "separator", "continuationSeparator")}
    for made in body(files):
        if made.tag == f"{W}p" and not content & {str(node.tag) for node in made.iter()}:
            assert names[val(made, f"{W}pPr/{W}pStyle")] in ("Tabelafstand", "Tabeleinde")


def test_two_tables_never_touch() -> None:
    """Between two tables, and after the last one, stands a paragraph: Word needs it."""
    small = table(("A",), (("b",),))
    made = [local(child) for child in body(parts(write(document((small, small)))))]
    assert made == ["tbl", "p", "tbl", "p", "sectPr"]


def test_levels_of_headings_do_not_jump() -> None:
    """Below a heading of level n comes no level beyond n + 1."""
    levels = [
        int(line.split()[1])
        for line in outline(write(SAMPLE)).splitlines()
        if line.startswith(("heading ", "Kop "))
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_drawings_have_words_and_ids_of_their_own() -> None:
    """A picture says in words what it shows, and Word can tell it from the others."""
    drawings = [e for e in sample()["word/document.xml"].iter() if str(e.tag).endswith("}docPr")]
    assert [e.get("descr") for e in drawings] == [
        "Bestuurlijk overleg: besluit. Programmabureau: voert uit."
    ]
    assert any(str(e.tag).endswith("}svgBlip") for e in sample()["word/document.xml"].iter())


# ------------------------------------------------------------------ words


def words_of(blocks: Sequence[Block]) -> Iterator[str]:
    """The words of the text in order, without notes; walked here, not by the writer."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from flat(block.children)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from words_of(item.blocks)
            case Quote() | Region():
                yield from words_of(block.blocks)
            case Table():
                for row in (block.header, *block.rows):
                    for one in row:
                        yield from flat(one.children)
            case _:
                pytest.fail(f"not expected here: {block}")


def flat(children: Sequence[Inline]) -> list[str]:
    return "".join(map(read, children)).split()


def read(node: Inline) -> str:
    match node:
        case Text():
            return node.text
        case Emphasis() | Strong() | Link():
            return "".join(map(read, node.children))
        case _:
            return ""


plain = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)
pieces = st.recursive(
    plain.map(Text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda c: Emphasis(tuple(c))),
        st.lists(inner, max_size=3).map(lambda c: Strong(tuple(c))),
        st.lists(inner, max_size=3).map(lambda c: Link(tuple(c), "https://example.org/")),
        st.lists(inner, max_size=2).map(lambda c: Note(1, tuple(c))),
    ),
    max_leaves=4,
)
lines = st.lists(pieces, max_size=3).map(tuple)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(lines.map(Cell), min_size=width, max_size=width).map(tuple), max_size=3
    ).map(lambda rows: replace(table(["k"] * width, ()), rows=tuple(rows)))
)
some_blocks = st.recursive(
    st.one_of(lines.map(Paragraph), tables),
    lambda inner: st.one_of(
        st.lists(st.lists(inner, max_size=2).map(lambda b: Item(tuple(b))), max_size=3).map(
            lambda items: BulletList(tuple(items))
        ),
        st.builds(
            lambda items, letters: OrderedList(tuple(items), letters),
            st.lists(st.lists(inner, max_size=2).map(lambda b: Item(tuple(b))), max_size=3),
            st.booleans(),
        ),
        st.lists(inner, max_size=3).map(lambda b: Quote(tuple(b))),
        st.builds(
            lambda kind, b: Region(kind, tuple(b)),
            st.sampled_from(("handtekening", "liggend", "buiten-hash")),
            st.lists(inner, max_size=3),
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(some_blocks, max_size=4))
def test_no_word_is_lost(blocks: list[Block]) -> None:
    """Every word of the text stands in Word, in the same order, and nothing else."""
    made = body(parts(write(document(blocks))))
    shown = []
    for paragraph in made.iter(f"{W}p"):
        for reference in list(paragraph.iter(f"{W}footnoteReference")):
            reference.tag = f"{W}seen"
        shown += text(paragraph).replace("⇥", " ").split()
    assert shown == list(words_of(blocks))


def test_the_words_of_notes_stand_in_the_notes() -> None:
    """Footnotes are Word's own, also from a cell, with their emphasis and links, in text order."""
    seen = [line for line in outline(write(SAMPLE)).splitlines() if line.startswith("noot")]
    assert seen == [
        "noot 1 | Zie de [wettekst](https://example.org/wet); dit is een toelichting.",
        "noot 2 | Prijspeil 2026.",
    ]


# ------------------------------------------------------------------ numbers


def headings_of(blocks: Sequence[Block]) -> Iterator[Heading]:
    for place, block in enumerate(blocks):
        if isinstance(block, Region) and block.kind != "kaft":
            yield from headings_of(block.blocks)
        elif isinstance(block, Heading) and blocks[place + 1 : place + 2] != (Contents(),):
            yield block


def shown_numbers(source: Document) -> list[str]:
    """The numbers that Word computes for the headings of a document."""
    files = parts(write(source))
    names = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    numbers = Numbers(files)
    return [
        number
        for paragraph in body(files).iter(f"{W}p")
        for number in (numbers.of(paragraph),)
        if names[val(paragraph, f"{W}pPr/{W}pStyle")].startswith(("heading ", "Kop "))
    ]


def test_word_counts_headings_as_we_do() -> None:
    """What Word computes before each heading of the sample is what the tree says."""
    wanted = [heading.prefix for heading in headings_of(SAMPLE.tree.blocks)]
    assert shown_numbers(SAMPLE) == wanted
    assert {"Thema 2", "Maatregel 2.1", "Bijlage 2", "3.2.3"} <= set(wanted)


def numbered(*wanted: tuple[int, str, str, str]) -> Document:
    """Headings as (level, series, number, prefix)."""
    return document(
        [
            Heading(level, inline("Kop"), series, number, prefix, f"h-{place}")  # type: ignore[arg-type]  # a series is given as text
            for place, (level, series, number, prefix) in enumerate(wanted)
        ]
    )


@pytest.mark.parametrize(
    "wanted",
    [
        ((3, "maatregel", "1", "Maatregel 1"), (3, "maatregel", "2", "Maatregel 2")),
        ((3, "maatregel", "2.1", "Maatregel 2.1"), (3, "maatregel", "2.2", "Maatregel 2.2")),
        ((2, "thema", "1", "Pijler 1"), (3, "maatregel", "1.1", "Actie 1.1")),
        ((2, "thema", "2", "Thema 2"), (2, "thema", "3", "Thema 3"), (2, "thema", "7", "Thema 7")),
        ((1, "hoofdstuk", "3", "3"), (2, "hoofdstuk", "3.2", "3.2"), (1, "hoofdstuk", "4", "4")),
        (
            (2, "hoofdstuk", "0.1", "0.1"),
            (1, "hoofdstuk", "1", "1"),
            (2, "hoofdstuk", "1.1", "1.1"),
        ),
        (
            (2, "thema", "1", "Thema 1"),
            (3, "maatregel", "1.1", "Maatregel 1.1"),
            (1, "geen", "", ""),
            (3, "maatregel", "2.1", "Maatregel 2.1"),
            (3, "maatregel", "1.2", "Maatregel 1.2"),
        ),
        ((1, "bijlage", "1", "Bijlage 1"), (2, "bijlage", "2", "Bijlage 2")),
        ((1, "bijlage", "A", "Bijlage A"), (1, "bijlage", "B", "Bijlage B")),
    ],
)
def test_numbers_that_do_not_follow_are_shown_all_the_same(
    wanted: tuple[tuple[int, str, str, str], ...], tmp_path: Path
) -> None:
    """Whatever number the tree gives, Word shows it: with other words, gaps and no theme above."""
    source = numbered(*wanted)
    assert shown_numbers(source) == [prefix for *_, prefix in wanted]
    assert errors(write(source), tmp_path) == []


def test_each_ordered_list_begins_anew() -> None:
    """A second list starts at 1, an inner lettered one at a, and goes on after an inner list."""
    inner = OrderedList((Item((par("x"),)), Item((par("y"),))), letters=True)
    outer = OrderedList((Item((par("een"), inner)), Item((par("twee"), inner))), letters=False)
    files = parts(write(document((outer, outer))))
    numbers = Numbers(files)
    shown = [numbers.of(p) for p in body(files).findall(f"{W}p")]
    assert shown == ["1.", "a.", "b.", "2.", "a.", "b."] * 2


def test_an_item_without_words_still_shows_its_number() -> None:
    """An item that begins with a table keeps its number."""
    item = Item((table(("A",), (("b",),)),))
    files = parts(write(document((OrderedList((item, Item((par("c"),))), letters=False),))))
    numbers = Numbers(files)
    assert [n for n in map(numbers.of, body(files).findall(f"{W}p")) if n] == ["1.", "2."]


# ------------------------------------------------------------------ contents


def entries(data: bytes) -> list[str]:
    return [line for line in outline(data).splitlines() if line.startswith("toc ")]


def test_the_contents_are_complete_and_bear_pages() -> None:
    """Each chapter, section, theme, measure and annex is an entry with number, link and page."""
    pages = {
        bookmark_name(heading.id): n for n, heading in enumerate(headings_of(SAMPLE.tree.blocks), 3)
    }
    found = entries(write(SAMPLE, pages=pages))
    assert found[0] == "toc 1 | [Samenvatting⇥3](#_rp_h_samenvatting)"
    assert found[1] == "toc 1 | [1⇥Inleiding⇥4](#_rp_h_inleiding)"
    assert "toc 3 | [Maatregel 1.1⇥Taalhuis op school⇥9](#_rp_taalhuis)" in found
    assert any(line.startswith("toc 1 | [Bijlage 1⇥Streefcijfers") for line in found)
    assert not any("3.2.1" in line or "Aanpak" in line for line in found)


def test_contents_without_pages_have_no_dangling_leader() -> None:
    """Where a page is not known, the entry ends after its title."""
    found = entries(write(SAMPLE))
    assert found[1] == "toc 1 | [1⇥Inleiding](#_rp_h_inleiding)"


def test_word_itself_would_gather_the_same_contents() -> None:
    """The field's instruction names levels 1 and 2 and the style of the measures."""
    instructions = [i.text or "" for i in sample()["word/document.xml"].iter(f"{W}instrText")]
    assert [i.strip() for i in instructions if "TOC" in i] == [
        'TOC \\o "1-2" \\h \\z \\u \\t "Kop 3 maatregel;3"'
    ]


def test_contents_get_a_title_once() -> None:
    """Contents without a heading above them get “Inhoud”; a heading of the text is kept."""
    own = document((head(1, "", "Wat waar staat", "geen"), Contents(), head(1, "1", "Begin")))
    bare = document((Contents(), head(1, "1", "Begin")))
    titles = [
        [line for line in outline(write(made)).splitlines() if line.startswith("TOC Heading")]
        for made in (own, bare)
    ]
    assert titles == [
        ["TOC Heading | Wat waar staat {h-wat-waar-staat}"],
        ["TOC Heading | Inhoud"],
    ]


# ------------------------------------------------------------------ tables


def test_every_table_repeats_its_header_and_splits_no_row() -> None:
    """A table over two pages shows its header again, and no row is cut in two."""
    for made in sample()["word/document.xml"].iter(f"{W}tbl"):
        rows = made.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        headed = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert not any(headed[1:])


def test_a_header_without_words_is_no_row() -> None:
    """A table of facts without column names has no empty row; its first column names the rows."""
    made = outline(write(document((table(("", ""), (("Status", "concept"),)),))))
    assert "  kop" not in made
    assert "  rij | Status ‖ concept" in made


def test_tables_say_what_they_hold() -> None:
    """A screen reader hears the caption or the heading above, and the names of columns or rows."""
    said = {
        (val(t, f"{W}tblPr/{W}tblCaption"), val(t, f"{W}tblPr/{W}tblDescription"))
        for t in sample()["word/document.xml"].iter(f"{W}tbl")
    }
    columns_ = "Partner, 2026, 2027, 2028, 2029, 2030, Totaal, Herkomst van het geld"
    assert ("Begroting per partner, 2026–2030", f"Kolommen: {columns_}.") in said
    assert ("Taalhuis op school", "Kolommen: Onderdeel, Invulling.") in said
    facts = next(words for words in said if words[0].startswith("Eén contactpersoon"))
    assert facts[1] == "Rijen: Doel, Doelgroep, Trekker."


def test_the_grid_is_the_width_of_the_text() -> None:
    """Columns fill the width between the margins or half of it, and cells agree."""
    for made in sample()["word/document.xml"].iter(f"{W}tbl"):
        grid = [int(c.get(f"{W}w", "0")) for c in made.iter(f"{W}gridCol")]
        indent = made.find(f"{W}tblPr/{W}tblInd")
        assert indent is not None
        beside = int(indent.get(f"{W}w", "0"))
        wide = {part for width in (9070, 14002) for part in (width, (width - beside) // 2 + beside)}
        assert sum(grid) + beside in wide
        for row in made.findall(f"{W}tr"):
            assert [int(w.get(f"{W}w", "0")) for w in row.iter(f"{W}tcW")] == grid


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(plain, min_size=n, max_size=n), min_size=1, max_size=5)
    )
)
def test_columns_always_fill_the_width(rows: list[list[str]]) -> None:
    """Whatever a table holds, its columns are wider than nothing and add up."""
    widths = columns(rows[0], rows[1:], 9070).widths
    assert sum(widths) in (9070, 9070 // 2)
    assert min(widths) > 0


def test_years_and_numbers_alone_take_half_the_width() -> None:
    """From a year to its number the eye need not cross the page; any text takes all of it."""
    assert sum(columns(("Periode", "Streefcijfer"), [("2026", "530")], 9070).widths) == 4535
    assert sum(columns(("Periode", "Toelichting"), [("2026", "nieuw")], 9070).widths) == 9070


def test_a_word_that_is_too_long_breaks_no_number() -> None:
    """A word of sixty letters is broken before any amount is, and leaves others their room."""
    word, amount = (
        "Meervoudigeonderwijsenarbeidsmarktoverstapcoördinatiestelsel",
        "€\u00a0148.146,80",
    )
    rows = [(word, "Subsidie aan de contactschool", *[amount] * 4)] * 3
    made = columns(("Maatregel", "Bron", *YEARS[:4]), rows, 9070)
    need = text_width(amount, made.size) + 2 * made.padding
    assert all(width > need for width in made.widths[2:])
    assert min(made.widths[:2]) > 9070 * 0.08


def test_amounts_stay_on_one_line() -> None:
    """A column of amounts is as wide as its longest one and leaves the rest to the text."""
    rows = [["Een lange toelichting op het bedrag. " * 9, "€ 1.250.000"]]
    long_text, amount = columns(["Waarvoor", "Bedrag"], rows, 9070).widths
    assert 900 < amount < 1600
    assert long_text > 5 * amount


def test_a_total_is_set_apart_without_doubling_its_bold() -> None:
    """A total row has its style; bold in a bold style would be regular again in Word."""
    row = (cell(Strong(inline("Totaal"))), cell(Strong(inline("€ 12"))))
    made = table(("Wat", "Bedrag"), (("A", "€ 12"), row), "lr")
    data = write(document((made,)))
    assert "  totaal | Totaal ‖ € 12" in outline(data)
    assert not list(body(parts(data)).iter(f"{W}rStyle"))


def test_a_caption_counts_by_itself() -> None:
    """A caption holds a SEQ field with the number that we computed."""
    codes = [i.text for i in sample()["word/document.xml"].iter(f"{W}instrText")]
    assert codes.count(" SEQ Tabel \\* ARABIC ") == 3
    assert "caption | Tabel 1: Begroting per partner, 2026–2030" in outline(write(SAMPLE))


def test_tables_of_one_kind_have_the_same_columns() -> None:
    """Tables with the same column names, and all tables of facts, share their widths."""
    facts = [table(("", ""), ((label, "Tekst. " * n),)) for n, label in ((3, "A"), (40, "Labels"))]
    named = [table(("Wie", "Wat"), (("Een heel lange naam", "x"),)), table(("Wie", "Wat"), ())]
    grids = [
        [c.get(f"{W}w") for c in made.iter(f"{W}gridCol")]
        for made in body(parts(write(document((*facts, *named))))).iter(f"{W}tbl")
    ]
    assert grids[0] == grids[1]
    assert grids[2] == grids[3]


def test_facts_are_lighter_than_other_tables() -> None:
    """A table of facts has a style of its own, and its first column names the rows."""
    data = write(document((table(("", ""), (("Status", "concept"),)),)))
    assert "tabel Regioplan kenmerken" in outline(data)
    look_ = body(parts(data)).find(f"{W}tbl/{W}tblPr/{W}tblLook")
    assert look_ is not None
    assert (look_.get(f"{W}firstRow"), look_.get(f"{W}firstColumn")) == ("0", "1")


YEARS = ("2026", "2027", "2028", "2029", "Totaal")


def test_a_table_full_of_amounts_is_set_smaller() -> None:
    """Where amounts would take most of the width, the text is smaller and none of them wraps."""
    row = ("Doorlopende begeleiding", "Specifieke uitkering", *["€\u00a02.265.813"] * len(YEARS))
    header = ("Maatregel", "Bron", *YEARS)
    many, few = columns(header, [row], 9070), columns(header[:3], [row[:3]], 9070)
    assert (many.size, few.size) == (look.SMALL_TABLE_SIZE, look.TABLE_SIZE)
    need = text_width(row[-1], many.size, bold=True) + 2 * many.padding
    assert all(width > need for width in many.widths[2:])
    assert sum(many.widths[:2]) > 9070 * 0.35
    made = outline(write(document((table(header, (row,), "llrrrrr"),))))
    assert f"  rij | {' ‖ '.join(row)}" in made


@pytest.mark.parametrize("text_", ["kort", "Een veel langere tekst, die vaak terugkomt. " * 5])
def test_no_word_is_broken_while_there_is_room(text_: str) -> None:
    """Each column is wider than its longest word, that of its header too."""
    header = ("Besteding", "Verantwoordelijkheidsverdeling", "Toelichting")
    made = columns(header, [["x", "y", text_]] * 4, 9070)
    for name, width in zip(header, made.widths, strict=True):
        assert width > text_width(name, made.size, bold=True) + 2 * made.padding


def test_width_goes_where_it_saves_lines() -> None:
    """The long text gets most, but not so much that a ground wraps its last two words."""
    point = "Over dit onderwerp is nog geen afspraak gemaakt tussen de partners in de regio."
    rows = [[point, "hoofdstuk 9", f"Regeling 2.4 lid 1 onder {letter}"] for letter in "abcdefghi"]
    made = columns(("Punt", "Waar", "Grond"), rows, 9070)
    assert 0.45 < made.widths[0] / 9070 < 0.65
    assert made.widths[2] > text_width(rows[0][2], made.size) + 2 * made.padding


# ------------------------------------------------------------------ pages


def test_few_chapters_begin_a_page() -> None:
    """Only the first after the contents, the one to sign in and the first with an annex do."""
    chapters = [head(1, str(n), f"Kop {n}", id=f"k{n}") for n in range(1, 6)]
    one, two, three, four, five = chapters
    block = Region("buiten-hash", (three, Region("handtekening", (par("Namens A."),)), four))
    annexes = [head(2, str(n), "Stuk", "bijlage", id=f"b{n}") for n in (1, 2)]
    title = head(1, "", "Inhoud", "geen")
    source: tuple[Block, ...] = (title, Contents(), one, two, block, five, *annexes)
    assert page_starts(source) == {"k1", "k3", "k5"}
    found = outline(write(document(source))).split("= nieuwe pagina\n")[1:]
    assert [part.split(" | ")[2].split(" {")[0] for part in found] == ["Kop 1", "Kop 3", "Kop 5"]


def test_of_annexes_at_top_level_the_first_begins_a_page() -> None:
    """Annexes that are chapters follow one another."""
    annexes = [head(1, str(n), "Stuk", "bijlage", id=f"b{n}") for n in (1, 2)]
    assert page_starts((head(1, "1", "Begin", id="k"), *annexes)) == {"b1"}


def test_a_heading_on_top_of_a_page_has_no_white_space_above() -> None:
    """Where a heading begins a page its white space would only push it down."""
    files = parts(write(document((Contents(), head(1, "1", "Een"), head(1, "2", "Twee")))))
    spaces = {text(made): trait(made, files, "spacing") for made in body(files).findall(f"{W}p")}
    above = {name: s.get(f"{W}before") for name, s in spaces.items() if s is not None}
    assert above["Een"] == "0"
    assert int(above["Twee"] or 0) > 400


def kept_texts(blocks: Sequence[Block]) -> list[str]:
    """The paragraphs that stay on a page with the next one."""
    files = parts(write(document(blocks)))
    return [text(made) for made in body(files).iter(f"{W}p") if kept(made, files)]


def test_what_announces_something_stays_with_it() -> None:
    """A heading, a short paragraph before a table, words before a colon; not any paragraph."""
    small = table(("A",), (("b",),))
    signing = Region("handtekening", (par("Namens A."),))
    long_ = par("Een lange alinea. " * 20)
    assert kept_texts((head(2, "1.1", "Kop"), par("Kort."), small, par("Los."), par("Los."))) == [
        *("Kop", "Kort.", "A"),
    ]
    assert kept_texts((par("Zo:"), par("Los."))) == ["Zo:"]
    assert kept_texts((par("Van deze partij."), signing)) == ["Van deze partij."]
    assert kept_texts((long_, small)) == ["A"]
    items = BulletList((Item((par("een"),)), Item((par("twee"),))))
    assert kept_texts((items, small)) == ["een", "twee", "A"]


def test_no_page_holds_one_point_of_a_list() -> None:
    """The first point stays with the second, the last but one with the last."""
    items = BulletList(tuple(Item((par(word),)) for word in ("een", "twee", "drie", "vier")))
    assert kept_texts((items, par("Los."))) == ["een", "drie"]


def test_a_chapter_does_not_begin_with_one_paragraph_at_the_foot() -> None:
    """The first paragraph of a chapter stays with what follows it, but not with a next chapter."""
    chapter = head(1, "1", "Kop")
    assert kept_texts((chapter, par("Begin."), par("Verder."))) == ["Kop", "Begin."]
    assert kept_texts((chapter, par("Alles."), head(1, "2", "Twee"))) == ["Kop", "Twee"]


def test_a_long_table_may_break_but_not_at_its_ends() -> None:
    """A short table stays whole; a long one keeps its header with two rows and its last two."""
    for rows, free in ((3, ["r3"]), (12, [*(f"r{n}" for n in range(2, 11)), "r12"])):
        made = table(("K",), [(f"r{n}",) for n in range(1, rows + 1)])
        assert [
            t for t in [f"r{n}" for n in range(1, rows + 1)] if t not in kept_texts((made,))
        ] == free


def test_between_two_places_to_sign_a_page_may_end() -> None:
    """The white space between two blocks is wide and does not chain them."""
    form = table(("Partij", "Gemeente A"), (("Handtekening", ""),))
    block = Region("handtekening", (form,))
    files = parts(write(document((block, block))))
    gap = body(files).find(f"{W}p")
    assert gap is not None
    spacing = trait(gap, files, "spacing")
    assert spacing is not None
    assert int(spacing.get(f"{W}line", "0")) >= 400
    assert not kept(gap, files)


def test_there_is_a_line_to_sign_on() -> None:
    """In a form each cell to be filled in has a line below it; its label has none."""
    form = table(("Partij", "Gemeente A"), (("Naam", "J."), ("Datum", ""), ("Handtekening", "")))
    made = body(parts(write(document((Region("handtekening", (form,)),)))))
    lined = [
        [cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None for cell in row.iter(f"{W}tc")]
        for row in made.iter(f"{W}tr")
    ]
    assert lined == [[False, False], [False, False], [False, True], [False, True]]


# ------------------------------------------------------------------ for every reader


def test_every_heading_has_its_place_in_the_navigation() -> None:
    """Headings of all series have the outline level of their level; nothing else has one."""
    files = sample()
    names = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    for made in body(files).iter(f"{W}p"):
        level = trait(made, files, "outlineLvl")
        words = names[val(made, f"{W}pPr/{W}pStyle")].split()
        if words[0] in ("heading", "Kop"):
            assert level is not None
            assert level.get(f"{W}val") == str(int(words[1]) - 1)
        else:
            assert level is None


def luminance(color: str) -> float:
    """The relative luminance of a colour, as WCAG 2 counts it."""
    parts_ = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts_]
    return sum(f * p for f, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_colour_of_text_can_be_read() -> None:
    """Text has a contrast of 4.5 : 1 with its ground: its style's, else white and the tint."""
    seen = set()
    for style in sample()["word/styles.xml"].findall(f"{W}style"):
        color = val(style, f"{W}rPr/{W}color")
        fill = style.find(f"{W}pPr/{W}shd")
        if color:
            own = [] if fill is None else [fill.get(f"{W}fill", "")]
            for ground in own or ["FFFFFF", look.TINT]:
                light, dark = sorted((luminance(color), luminance(ground)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (color, ground)
                seen.add((color, ground))
    assert (look.WHITE, look.ACCENT) in seen


# ------------------------------------------------------------------ regions


def test_the_cover_is_bare_and_says_concept() -> None:
    """The cover has no header, its title and subtitle, and the mark of a concept."""
    made = outline(write(SAMPLE)).split("= sectie", 1)
    assert made[1].startswith(" staand zonder koptekst")
    assert "Kaftmerk | concept" in made[0]
    assert f"Title | {PROPERTIES.title} {{h-kaft}}" in made[0]
    assert "Subtitle | Regio Voorbeeldland, 2026–2030" in made[0]


def test_the_mark_of_a_concept_stands_there_once() -> None:
    """A cover that says CONCEPT itself keeps its own word; another status has no mark."""
    own = Region("kaft", (head(1, "", "T", "geen"), par("S"), par(Strong(inline("CONCEPT")))))
    bare = Region("kaft", (head(1, "", "T", "geen"), par("S")))
    final = Properties(title="T", status="vastgesteld")
    assert outline(write(document((own,)))).count("Kaftmerk") == 1
    assert "Kaftmerk" not in outline(write(document((bare,), properties=final)))


def test_landscape_pages_have_sections_of_their_own() -> None:
    """What is landscape lies between two sections, each with its own header."""
    turned = Region("liggend", (table(("A",), (("b",),)),))
    lines_ = outline(write(document((par("Voor."), turned, turned, par("Na."))))).splitlines()
    sections = [line for line in lines_ if line.startswith("= ")]
    assert sections == ["= sectie staand", "= sectie liggend", "= sectie staand"]
    assert sum(line.startswith("koptekst") for line in lines_) == 2


def test_a_signature_block_stays_together() -> None:
    """All paragraphs of a signature block but those of its last row keep with the next."""
    block = Region(
        "handtekening", (par("Namens A."), table(("Naam", "Handtekening"), (("J", ""), ("K", ""))))
    )
    files = parts(write(document((block, par("Daarna.")))))
    flags = [kept(made, files) for made in body(files).iter(f"{W}p")]
    assert flags == [True, True, True, True, True, False, False, False]
    assert len(list(body(files).iter(f"{W}trHeight"))) == 2


def test_a_form_to_sign_leaves_room_to_write() -> None:
    """Beside its labels a form has two thirds of the width, and most height for the signature."""
    rows = (("Naam", "J. Jansen"), ("Plaats", ""), ("Handtekening", ""))
    block = Region("handtekening", (table(("Partij", "Gemeente A"), rows),))
    made = body(parts(write(document((block,)))))
    left, right = (int(c.get(f"{W}w", "0")) for c in made.iter(f"{W}gridCol"))
    assert right > 1.9 * left
    place, signature = (int(h.get(f"{W}val", "0")) for h in made.iter(f"{W}trHeight"))
    assert signature > place


def test_an_anchor_in_a_cell_prints_nothing() -> None:
    """The anchor of a cell is a bookmark around the words of the cell."""
    made = table(("A",), ((Cell((Anchor("bedrag"), Text("€ 5"))),),))
    assert "  rij | € 5 {bedrag}" in outline(write(document((made,))))


def test_bold_in_a_bold_style_is_left_to_the_style() -> None:
    """Strong text in a heading gets no style of its own: Word would toggle it to regular."""
    (made, *_) = paragraphs((Heading(1, (Strong(inline("Vet")),), "hoofdstuk", "1", "1", "h-vet"),))
    assert not list(made.iter(f"{W}rStyle"))


# ------------------------------------------------------------------ names and suffixes


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("taalhuis", "_rp_taalhuis"), ("een-lang-id", "_rp_een_lang_id")],
)
def test_an_id_is_its_bookmark(identifier: str, name: str) -> None:
    """A bookmark is the id with underscores, hidden from the user."""
    assert bookmark_name(identifier) == name


@given(st.text(max_size=60), st.text(max_size=60))
def test_ids_that_word_cannot_keep_get_names_of_their_own(one: str, other: str) -> None:
    """Any id gives a name that Word keeps; different ids give different names."""
    name = bookmark_name(one)
    assert len(name) <= 40
    assert name.isascii()
    assert name.replace("_", "a").isalnum()
    assert (name == bookmark_name(other)) == (one == other)


def test_the_suffix_picks_the_writer() -> None:
    """A Word name, in any case, gives the Word writer; another suffix names those there are."""
    assert writer_for("uit/plan.DOCX") is write
    with pytest.raises(RegioplanError) as caught:
        writer_for(Path("plan.odt"))
    assert all(suffix in str(caught.value) for suffix in WRITERS)
    with pytest.raises(RegioplanError, match="geen uitgang"):
        writer_for("plan")
