"""The `.html` writer: one page that is whole, safe and fit for every reader."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import lxml.html
import pytest
from hypothesis import example, given, settings
from lxml.html import HtmlElement

from markdown_texts import anything
from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Block,
    Caption,
    CaptionList,
    Chart,
    ChartData,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    Link,
    Note,
    OrderedList,
    Picture,
    Properties,
    Reference,
    Region,
    Strong,
    escape,
)
from regioplan.markdown.parsers import clean
from regioplan.writers import writer_for
from regioplan.writers.html import write
from whole_documents import PROGRAMMES, whole
from word_sample import SAMPLE, cell, document, head, inline, par, table
from words_in_order import first_missing, html_words, markdown_words

names = pytest.mark.parametrize("name", sorted(PROGRAMMES))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><script>alert(1)</script></svg>'
PICTURE = Picture(b"", SVG, ("Bovenaan: het overleg.", "Daaronder: het bureau."))


def parsed(made: bytes) -> HtmlElement:
    return lxml.html.document_fromstring(made.decode())


def page(*blocks: Block, **more: Any) -> HtmlElement:
    return parsed(write(document(blocks, **more)))


def headings(root: HtmlElement) -> list[tuple[int, str]]:
    found = root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    return [(int(h.tag[1]), " ".join(h.text_content().split())) for h in found]


# ------------------------------------------------------------------ the whole programmes


@names
def test_every_word_of_the_markdown_stands_on_the_page_in_order(name: str) -> None:
    """No text is lost on the way to the page, nor moved."""
    shown = html_words(write(whole(name)).decode())
    assert first_missing(markdown_words(whole(name)), shown) == ""


def test_a_word_that_is_lost_or_moved_is_noticed() -> None:
    """The measure of the test above."""
    wanted = markdown_words(whole("basis"))
    assert first_missing(wanted, wanted) == ""
    assert first_missing(wanted, [word for word in wanted if word != "programma"])
    assert first_missing(wanted, [*wanted[100:], *wanted[:100]])


@names
def test_there_is_one_title_and_no_level_of_heading_is_left_out(name: str) -> None:
    """A reader who walks the headings falls into no hole."""
    levels = [level for level, _ in headings(parsed(write(whole(name))))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@names
def test_every_id_is_unique_and_every_link_within_the_page_arrives(name: str) -> None:
    """The contents, references, notes and their way back all lead somewhere."""
    root = parsed(write(whole(name)))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")}
    assert targets
    assert targets <= set(ids)


@names
def test_a_measure_has_its_own_id_as_anchor(name: str) -> None:
    """`pagina.html#ID` leads to the heading of a measure, in this version and the next."""
    blocks = [b for b in whole(name).tree.blocks if isinstance(b, Heading)]
    measures = [b for b in blocks if b.series == "maatregel"]
    assert measures
    root = parsed(write(whole(name)))
    for measure in measures:
        (found,) = root.xpath(f"//*[@id='{measure.id}']")
        assert re.fullmatch("h[2-6]", found.tag)


@names
def test_the_landmarks_are_there_once(name: str) -> None:
    """Header, contents, main part and footer; a way past the contents comes first."""
    root = parsed(write(whole(name)))
    assert root.get("lang") == "nl-NL"
    for landmark in ("header", "main", "footer"):
        assert len(root.xpath(f"//{landmark}")) == 1
    labels = root.xpath("//nav/@aria-labelledby")
    assert labels
    assert len(labels) == len(set(labels))
    body = root.find("body")
    assert body is not None
    assert body[0].get("href") == "#_tekst"
    assert root.xpath("//main/@id") == ["_tekst"]


@names
def test_every_table_has_header_cells_with_a_scope(name: str) -> None:
    """A screen reader can tell of each cell what it is about."""
    tables = parsed(write(whole(name))).xpath("//table")
    assert tables
    for found in tables:
        assert found.xpath(".//th")
        assert {th.get("scope") for th in found.xpath(".//thead//th")} <= {"col"}
        assert {th.get("scope") for th in found.xpath(".//tbody//th")} <= {"row"}
        assert len({len(row) for row in found.xpath(".//tr")}) == 1


@names
def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(name: str) -> None:
    """Every table of three columns or more stands in such a region, each with its own name."""
    root = parsed(write(whole(name)))
    wide = [t for t in root.xpath("//table") if len(t.xpath("(.//tr)[1]/*")) > 2]
    assert wide
    for found in wide:
        region = found.getparent()
        assert region is not None
        assert region.get("tabindex") == "0"
        named = region.get("aria-labelledby")
        assert root.xpath(f"//*[@id='{named}']") if named else region.get("aria-label")


@names
def test_nothing_is_asked_of_a_network(name: str) -> None:
    """No address but those that a reader follows; no script, frame, form or import."""
    made = write(whole(name)).decode()
    root = parsed(made.encode())
    assert root.xpath("//script|//link|//iframe|//object|//embed|//form|//base|//video") == []
    assert all(src.startswith("data:") for src in root.xpath("//@src"))
    assert root.xpath("//@srcset|//@background|//@poster") == []
    styles = "".join(root.xpath("//style/text()")) + "".join(root.xpath("//@style"))
    assert "@import" not in styles
    assert "url(" not in styles
    assert not [key for key in root.xpath("//@*") if key.strip().lower().startswith("javascript:")]
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]


@names
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    """Twice written is the same file."""
    assert write(whole(name)) == write(whole(name))


# ------------------------------------------------------------------ one construct each


def test_the_suffix_finds_this_writer() -> None:
    """`.html` is a writer like the others."""
    assert writer_for("programma.HTML") is write


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
    """Never ignored: a page that shows no changes would mislead."""
    with pytest.raises(RegioplanError, match=reason):
        write(Document("a", Properties("x")), **argument)  # type: ignore[arg-type]  # one at a time


def test_what_the_document_says_of_itself_stands_in_the_head() -> None:
    """Title, description, makers and facts, for search engines and `verify`."""
    known = Properties(
        "Samen <aan> zet",
        region="Voorbeeld",
        status="concept",
        version="0.9",
        date="5 juni 2025",
        authors=("A", "B & C"),
        facts=(("regioplan-tekst", 'a"b'),),
    )
    root = parsed(write(Document("# Kop", known)))
    meta = {m.get("name"): m.get("content") for m in root.xpath("//meta[@name]")}
    assert root.findtext(".//title") == "Samen <aan> zet"
    assert root.findtext(".//h1") == "Samen <aan> zet"
    expected = "Samen <aan> zet. Voorbeeld. CONCEPT, versie 0.9, 5 juni 2025."
    assert meta["description"] == expected
    assert meta["regioplan-tekst"] == 'a"b'
    assert root.xpath("//meta[@name='author']/@content") == ["A", "B & C"]


def test_without_a_cover_a_document_begins_with_its_own_title() -> None:
    """Its only heading of the first level; the levels below it move up with it."""
    root = page(head(1, "", "Oplegnotitie", "geen", "o"), par("x"), head(2, "", "Besluit", "geen"))
    assert headings(root) == [(1, "Oplegnotitie"), (2, "Besluit")]
    assert root.xpath("//header/@class") == ["titel"]
    several = page(head(1, "1", "A"), head(1, "2", "B"))
    assert [level for level, _ in headings(several)] == [1, 2, 2]


def test_a_concept_says_so_on_its_cover() -> None:
    """Also where the text of the cover does not."""
    marks = parsed(write(SAMPLE)).xpath("//header//*[@class='merk']")
    assert [mark.text_content() for mark in marks] == ["CONCEPT"]
    own = Document(
        "<!-- rp:kaft -->\n# T\n\nS\n\n**CONCEPT**\n<!-- /rp:kaft -->", SAMPLE.properties
    )
    assert len(parsed(write(own)).xpath("//header//*[@class='merk']")) == 1


def test_the_contents_are_a_list_of_links_in_levels() -> None:
    """Chapters and sections, measures at any level; deeper headings are none."""
    root = page(
        Contents(),
        head(1, "1", "A", id="a"),
        head(2, "1.1", "B", id="b"),
        head(3, "1.1.1", "C", id="c"),
        head(4, "1.1", "D", "maatregel", id="d"),
        head(1, "2", "E", id="e"),
    )
    (nav,) = root.xpath("//nav")
    assert nav.xpath(".//a/@href") == ["#a", "#b", "#d", "#e"]
    assert nav.xpath("./ol/li/a/@href") == ["#a", "#e"]
    assert nav.xpath("./ol/li/ol/li/ol/li/a")[0].text_content() == "Maatregel 1.1: D"


def test_a_list_of_tables_leads_to_each_of_them() -> None:
    """Fewer than two are no list."""
    tables = [
        table(("k", "l", "m"), (), caption=Caption("Tabel", n, inline(f"T{n}")), id=f"t-{n}")
        for n in (1, 2)
    ]
    root = page(Contents(), CaptionList("Tabel"), CaptionList("Figuur"), *tables)
    lists = root.xpath("//nav[contains(@class,'lijst')]")
    assert [a.text_content() for a in lists[0].xpath(".//a")] == ["Tabel 1: T1", "Tabel 2: T2"]
    assert len(lists) == 1


def test_notes_are_numbered_and_lead_back() -> None:
    """A note within a note, and one within a link, arrive too."""
    inner = Note(2, inline("binnen"))
    linked = Link((*inline("woord"), Note(3, inline("bij de link"))), "https://a.nl")
    root = page(head(1, "1", "K"), par("Zie", Note(1, (*inline("buiten"), inner)), linked))
    notes = root.xpath("//section[@class='noten']//li")
    said = [" ".join(n.text_content().split()) for n in notes]
    assert said == ["buiten2 ↑", "binnen ↑", "bij de link ↑"]
    ids = set(root.xpath("//@id"))
    assert {href[1:] for href in root.xpath("//a[starts-with(@href,'#_noot')]/@href")} <= ids
    assert not root.xpath("//a//a")


def test_a_heading_with_a_note_keeps_its_bare_words_for_bookmarks() -> None:
    """A list of headings does not show the mark of a note."""
    noted = Heading(1, (*inline("Kop"), Note(1, inline("n"))), "hoofdstuk", "1", "1", "k")
    assert page(noted).xpath("//h2[@id='k']/@data-titel") == ["1 Kop"]
    title = Heading(1, noted.children, "geen", "", "", "k")
    assert page(title).xpath("//h1[@id='k']/@data-titel") == ["Kop"]


def test_a_lettered_list_counts_as_word_does() -> None:
    """a … z, and then aa, bb, cc: a reference to "onder bb" is right here too."""
    items = tuple(Item((par(f"i{n}"),)) for n in range(28))
    (found,) = page(OrderedList(items, letters=True)).xpath("//ol[@type='a']")
    assert [li.get("style") for li in found[25:]] == [
        None,
        "list-style-type:'aa. '",
        "list-style-type:'bb. '",
    ]


def test_a_total_stands_apart_and_facts_are_named_by_their_first_column() -> None:
    """A row that begins bold is a total; a table without column names has names of rows."""
    total = (cell(Strong(inline("Samen"))), cell("3"))
    root = page(table(("Post", "€"), (("a", "1"), total), "lr"), table(("", ""), (("Wie", "x"),)))
    assert [r.get("class") for r in root.xpath("(//table)[1]/tbody/tr")] == [None, "totaal"]
    assert root.xpath("(//table)[2]/thead") == []
    assert root.xpath("(//table)[2]//th/@scope") == ["row"]


def test_a_signature_block_has_room_to_sign() -> None:
    """The row "Handtekening" is set apart, so that it can be high."""
    block = Region("handtekening", (table(("Partij", "A"), (("Handtekening", ""),)),))
    (row,) = page(block).xpath("//div[@class='handtekening']//tbody/tr")
    assert row.get("class") == "handtekening"


def test_a_figure_is_told_in_words_too() -> None:
    """A short alternative, and all that the picture shows in a list below it."""
    figure = Figure("f", Caption("Figuur", 1, inline("Wie beslist")), "fig")
    root = page(figure, pictures={"f": PICTURE})
    (image,) = root.xpath("//figure[@id='fig']//img")
    assert image.get("alt") == "Wie beslist. De figuur staat eronder in woorden."
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    told = [li.text_content() for li in root.xpath("//figure//details//li")]
    assert told == list(PICTURE.description)
    assert root.findtext(".//figcaption/b") == "Figuur 1:"


def test_a_chart_is_drawn_above_its_numbers() -> None:
    """One caption for both; the table is named by it."""
    numbers = table(("Jaar", "€", "x"), (("2027", "1", "2"),), "lrr", id="geld")
    chart = Chart("g", replace(numbers, caption=Caption("Figuur", 1, inline("Geld"))))
    data = ChartData(("2027",), (("€", (Decimal(1),)),), PICTURE)
    root = page(chart, charts={"g": data})
    (name,) = root.xpath("//div[@class='grafiek']/figure[@id='geld']/figcaption/@id")
    assert root.xpath("//div[@class='grafiek']/div/@aria-labelledby") == [name]
    assert root.xpath("//caption") == []


def test_a_figure_that_is_not_there_is_an_error() -> None:
    """Never a hole in the page."""
    with pytest.raises(RegioplanError, match="kwijt"):
        page(Figure("kwijt", None))


def test_a_construct_that_the_writer_does_not_know_is_an_error() -> None:
    """A new block of the tree is never silently left out."""

    class Nieuw:
        """No block of ours."""

    with pytest.raises(KeyError):
        page(Nieuw())  # type: ignore[arg-type]  # that is the point


# ------------------------------------------------------------------ what users type


def body_words(text: str) -> HtmlElement:
    main = parsed(write(Document(text, Properties("Proef")))).find(".//main")
    assert main is not None
    return main


@settings(deadline=None)
@given(anything.filter(lambda text: bool(text.strip())))
@example("<b onclick=x>&amp;</b>")
@example("</main><script>alert(1)</script>")
@example("\x0b\x0c\x85 a")
def test_a_reader_sees_what_was_typed(text: str) -> None:
    """Any text in a paragraph or a cell comes out as typed, never as markup."""
    seen = body_words(f"{escape(text)}\n\n| k |\n| --- |\n| {escape(text)} |")
    typed = "".join(clean(text).split())
    assert "".join(seen.xpath("./p")[0].text_content().split()) == typed
    (typed_cell,) = seen.xpath(".//tbody//td")
    assert "".join(typed_cell.text_content().split()) == typed
    assert {e.tag for e in seen.iter()} <= {"main", "p", *TABLE_TAGS}


TABLE_TAGS = ("div", "table", "thead", "tbody", "tr", "th", "td")


@settings(deadline=None)
@given(anything)
@example('"><script>alert(1)</script>')
def test_properties_are_text_too(text: str) -> None:
    """Title, region and facts cannot break out of their place, nor can the words of a link."""
    known = Properties(text, region=text, version=text, provenance=text, facts=((text, text),))
    link = Link(inline(text), f"https://a.nl/{text}")
    root = parsed(write(document([par(link)], properties=known, charts={})))
    assert root.xpath("//script|//*[@onclick]|//b") == []
    assert len(root.xpath("//main//a")) == 1
    assert "".join(root.findtext(".//h1", "").split()) == _shown(text)


def _shown(text: str) -> str:
    """What no HTML may hold is shown as a mark of its own."""
    return "".join(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)).split())


_SPACE = re.compile("[\t-\r\x1c-\x1f\x85]")
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//a.nl", "file:///etc"],
)
def test_a_link_to_anything_but_a_web_or_mail_address_is_refused(address: str) -> None:
    """The reader of the text refuses it already; the writer does not trust that."""
    with pytest.raises(RegioplanError, match="https://"):
        page(par(Link(inline("klik"), address)))


def test_a_reference_to_what_is_not_in_this_document_stands_as_words() -> None:
    """No link that leads nowhere."""
    (found,) = page(par(Reference("weg", inline("het akkoord"), anchored=False))).xpath("//main/p")
    assert found.text_content() == "het akkoord"
    assert not found.xpath(".//a")


def test_a_drawing_cannot_run_anything() -> None:
    """It is an image: a script in it is dead, and its ids cannot clash with ours."""
    root = page(Figure("f", None), pictures={"f": PICTURE})
    assert root.xpath("//script|//svg") == []
