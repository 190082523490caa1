"""Regioplan-Markdown: the tree, the numbers, what is refused, and what users write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, example, given, settings

from markdown_texts import anything, prose, words
from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Anchor,
    Block,
    Break,
    BulletList,
    CaptionList,
    Cell,
    Chart,
    Contents,
    Document,
    Emphasis,
    Figure,
    Heading,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Picture,
    Properties,
    Quote,
    Reference,
    Region,
    Strong,
    Table,
    Text,
    Words,
    captions,
    check_prose,
    escape,
    letter,
    listed,
    plain_text,
    prose_references,
    prose_to_inline,
    prose_to_markdown,
)
from regioplan.markdown.directives import AROUND, HERE, NEXT
from regioplan.markdown.parsers import clean
from regioplan.markdown.prose import prose_blocks

slow_machine = settings(deadline=None)
PICTURE = Picture(png=b"", svg=b"", description=("een kader",))


def document(
    text: str, words: Mapping[str, Words] | None = None, series: Mapping[str, str] | None = None
) -> Document:
    return Document(
        text,
        Properties("Proef"),
        {"bestuur": PICTURE},
        words=words or {},
        series_words=series or {},
    )


def blocks(text: str, words: Mapping[str, Words] | None = None) -> tuple[Block, ...]:
    return document(text, words).tree.blocks


def everything(found: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, those within lists and regions too."""
    for block in found:
        yield block
        if isinstance(block, Region | Quote):
            yield from everything(block.blocks)
        if isinstance(block, BulletList | OrderedList):
            for item in block.items:
                yield from everything(item.blocks)


def prefixes(text: str) -> list[str]:
    return [b.prefix for b in everything(blocks(text)) if isinstance(b, Heading)]


def text_of(block: Block) -> str:
    assert isinstance(block, Paragraph | Heading)
    return plain_text(block.children)


def refused(text: str, words: Mapping[str, Words] | None = None) -> str:
    with pytest.raises(RegioplanError) as caught:
        _ = document(text, words).tree
    return str(caught.value)


# ---------------------------------------------------------------- inline


def test_a_line_break_in_the_source_does_not_glue_words() -> None:
    """A soft break is a space in the text."""
    assert blocks("een\ntwee") == (Paragraph((Text("een twee"),)),)


def test_each_inline_construct_has_its_node() -> None:
    """Emphasis, strong, hard break, link and note come out as their own nodes."""
    (found,) = blocks("*a* **b**\\\n[c](https://d.nl)^[e *f*]")
    assert found == Paragraph(
        (
            Emphasis((Text("a"),)),
            Text(" "),
            Strong((Text("b"),)),
            Break(),
            Link((Text("c"),), "https://d.nl"),
            Note(1, (Text("e "), Emphasis((Text("f"),)))),
        )
    )


def test_notes_are_numbered_in_the_order_in_which_they_are_read() -> None:
    """Captions, cells, headings and items count notes through the whole document."""
    table_text = "<!-- rp:bijschrift B^[3] -->\n| a^[4] |\n|---|\n| b^[5] |"
    text = f"# K^[1]\n\n- a^[2]\n\n{table_text}\n\nc^[6]"
    numbers = re.findall(r"Note\(number=(\d+), children=\(Text\(text='(\d+)'\)", repr(blocks(text)))
    table = next(b for b in blocks(text) if isinstance(b, Table))
    assert sorted(numbers) == [(str(n), str(n)) for n in range(1, 7)]
    assert table.caption is not None
    assert table.caption.children[1] == Note(3, (Text("3"),))


def test_a_note_in_a_note_stays_text() -> None:
    """Word and Markdown know no note within a note; its words are not lost."""
    assert blocks("a^[b ^[c] d]") == (Paragraph((Text("a"), Note(1, (Text("b ^[c] d"),)))),)


def test_deep_emphasis_does_not_nest() -> None:
    """A user may type a thousand stars; emphasis within the same emphasis is one."""
    (found,) = blocks("**" * 1500 + "a" + "**" * 1500)
    assert found == Paragraph((Strong((Text("a"),)),))


def test_characters_that_no_file_can_hold_are_replaced() -> None:
    """Control characters would make the Word file invalid XML."""
    assert blocks("a\x00b\x1fc") == (Paragraph((Text("a\ufffdb\ufffdc"),)),)


# ---------------------------------------------------------------- numbers


def test_chapters_are_numbered_by_level() -> None:
    """Levels 1 to 3 of the default series get 1, 1.1, 1.1.1; deeper ones none."""
    assert prefixes("# a\n## b\n### c\n#### d\n## e\n# f\n## g") == [
        *("1", "1.1", "1.1.1", "", "1.2", "2", "2.1")
    ]


def test_measures_begin_anew_under_each_theme() -> None:
    """A theme counts through the document, a measure within its theme."""
    theme, measure = "<!-- rp:nummer thema -->\n## t\n", "<!-- rp:nummer maatregel -->\n### m\n"
    assert prefixes("# h\n" + theme + measure + measure + "# h\n" + theme + measure) == [
        *("1", "Thema 1", "Maatregel 1.1", "Maatregel 1.2", "2", "Thema 2", "Maatregel 2.1")
    ]


def test_measures_without_themes_are_just_counted() -> None:
    """Without a theme before it a measure has a single number."""
    measure = "<!-- rp:nummer maatregel -->\n## m\n"
    assert prefixes(measure + measure) == ["Maatregel 1", "Maatregel 2"]


def test_headings_under_an_annex_have_no_number() -> None:
    """Deeper ones of the default series are unnumbered under an annex, unless told otherwise."""
    annex = "<!-- rp:nummer bijlage -->\n# b\n## c\n### d\n"
    assert prefixes("# a\n" + annex + annex + "# e") == [
        "1",
        "Bijlage 1",
        "",
        "",
        "Bijlage 2",
        "",
        "",
        "2",
    ]
    assert prefixes("# a\n" + annex + "<!-- rp:nummer hoofdstuk -->\n## e")[-1] == "1.1"


def test_an_unnumbered_heading_takes_no_number_from_others() -> None:
    """`geen` has no number, nor have the headings below it."""
    assert prefixes("<!-- rp:nummer geen -->\n# s\n## t\n# a") == ["", "", "1"]


def test_a_region_names_its_own_series() -> None:
    """The word of a series may be another, in headings and in references."""
    found = document("<!-- rp:nummer thema -->\n# t\n\n[](#h-t)", series={"thema": "Pijler"}).tree
    assert isinstance(found.blocks[0], Heading)
    assert found.blocks[0].prefix == "Pijler 1"
    assert found.labels == {"h-t": "pijler 1"}


def test_a_skipped_level_is_refused() -> None:
    """A number like 1.0.1 is never printed."""
    assert "regel 2" in refused("# a\n### b")


def test_headings_have_unique_ids() -> None:
    """Generated ids come from the text and never collide, with anchors further on neither."""
    text = "# Één doel (2027)\n# Een doel 2027\n# Een doel 2027\n"
    text += "<!-- rp:anker h-een-doel-2027-2 -->\n# x\n# …"
    assert [b.id for b in blocks(text) if isinstance(b, Heading)] == [
        *("h-een-doel-2027", "h-een-doel-2027-3", "h-een-doel-2027-4", "h-een-doel-2027-2", "h-kop")
    ]


def test_a_long_heading_keeps_a_short_id() -> None:
    """Ids are at most 35 characters, also the second of the same."""
    found = [b.id for b in blocks(f"# {'lang ' * 20}\n# {'lang ' * 20}") if isinstance(b, Heading)]
    assert len(set(found)) == len(found)
    assert all(len(id_) <= 35 for id_ in found)


def test_letters_go_on_after_z_as_in_word() -> None:
    """Word counts … z, aa, bb."""
    assert [letter(n) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]


# ---------------------------------------------------------------- references

WORDS = {
    "loket": Words("maatregel", numbered=True),
    "punt": Words("maatregel", numbered=True),
    "gemeente": Words("gemeente Arnhem"),
    "weg": Words("maatregel", numbered=True),
}
PROGRAMME = """# Doelen

## Stand

<!-- rp:nummer thema -->
## Kansen

<!-- rp:anker loket -->
<!-- rp:nummer maatregel -->
### Loket

<!-- rp:letters -->
1. een
2. <!-- rp:anker punt -->
   twee

<!-- rp:anker geld -->
<!-- rp:bijschrift Geld -->
| wie | wat |
| --- | --: |
| [](#!gemeente) Arnhem | 1 |

<!-- rp:nummer bijlage -->
# Wet

<!-- rp:nummer geen -->
# Slot
"""


@pytest.mark.parametrize(
    ("target", "printed"),
    [
        ("loket", "maatregel 1.1"),
        ("punt", "maatregel 1.1 onder b"),
        ("gemeente", "gemeente Arnhem"),
        ("h-doelen", "hoofdstuk 1"),
        ("h-stand", "paragraaf 1.1"),
        ("h-kansen", "thema 1"),
        ("h-wet", "bijlage 1"),
        ("h-slot", "Slot"),
        ("geld", "tabel 1"),
    ],
)
def test_a_reference_prints_computed_words(target: str, printed: str) -> None:
    """`[](#id)` gets the words of its target, also when that comes later in the text."""
    tree = document(f"[](#{target})\n\n{PROGRAMME}", WORDS).tree
    assert tree.blocks[0] == Paragraph((Reference(target, (Text(printed),), anchored=True),))
    assert tree.labels[target] == printed


def test_own_words_of_a_reference_stay() -> None:
    """`[woorden](#id)` keeps them."""
    (first, *_rest) = blocks(f"[dit *loket*](#loket)\n\n{PROGRAMME}", WORDS)
    words_ = (Text("dit "), Emphasis((Text("loket"),)))
    assert first == Paragraph((Reference("loket", words_, anchored=True),))


def test_an_id_without_an_anchor_here_prints_its_words_without_a_link() -> None:
    """Known in the programme, not printed in this document."""
    (found,) = blocks("[](#weg)", WORDS)
    assert found == Paragraph((Reference("weg", (Text("maatregel"),), anchored=False),))


def test_a_reference_to_nothing_is_refused() -> None:
    """An unknown id is an error with its line, also within a paragraph."""
    assert "regel 3" in refused("a\n\nb [](#foo)")
    assert "regel 2" in refused("a\nb [](#foo)")


def test_a_double_anchor_is_refused() -> None:
    """The message names both lines."""
    message = refused("<!-- rp:anker x -->\na\n\n| b |\n|---|\n| [](#!x)c |")
    assert "regel 6" in message
    assert "regel 1" in message


# ---------------------------------------------------------------- directives and blocks


def test_stacked_directives_apply_to_the_next_block_in_any_order() -> None:
    """Anchor and number may stand in either order."""
    one = blocks("<!-- rp:anker x -->\n<!-- rp:nummer bijlage -->\n# a")
    other = blocks("<!-- rp:nummer bijlage -->\n\n<!-- rp:anker x -->\n# a")
    assert one == other == (Heading(1, (Text("a"),), "bijlage", "1", "Bijlage 1", "x"),)


def test_an_anchor_above_a_list_goes_to_its_first_paragraph() -> None:
    """The prose that a template anchors may begin with a list."""
    (found,) = blocks("<!-- rp:anker x -->\n- a\n- b")
    assert isinstance(found, BulletList)
    assert found.items[0].blocks == (Paragraph((Text("a"),), "x"),)


def test_tables_keep_header_alignment_anchor_and_line_break() -> None:
    """A cell may hold an anchor, a note and <br>; a short row is filled up."""
    (found,) = blocks("| a | b | c |\n|---|:-:|--:|\n| [](#!x) y | p<br>q |")
    assert found == Table(
        header=(Cell((Text("a"),)), Cell((Text("b"),)), Cell((Text("c"),))),
        rows=((Cell((Anchor("x"), Text("y"))), Cell((Text("p"), Break(), Text("q"))), Cell(())),),
        align=("left", "center", "right"),
    )


def test_a_chart_is_a_table_that_counts_as_a_figure() -> None:
    """Captions count per label; chart and figure share theirs."""
    chart = "<!-- rp:bijschrift G -->\n<!-- rp:grafiek g -->\n"
    chart += "| a |\n|---|\n| 1 |\n<!-- /rp:grafiek -->\n"
    figure = "<!-- rp:bijschrift F -->\n<!-- rp:figuur bestuur -->\n"
    table = "<!-- rp:bijschrift T -->\n| a |\n|---|\n| 1 |\n"
    said: list[Any] = []
    for block in blocks(f"{chart}\n{table}\n{figure}"):
        held = block.table if isinstance(block, Chart) else block
        assert isinstance(held, Table | Figure)
        said.append((held.caption.label, held.caption.number) if held.caption else None)
    assert said == [("Figuur", 1), ("Tabel", 1), ("Figuur", 2)]


def test_a_list_of_captions_knows_what_it_lists() -> None:
    """Every caption with its label, in regions too, by the id of its block or a generated one."""
    table = "| a |\n|---|\n| 1 |\n"
    text = (
        "<!-- rp:lijst tabellen -->\n\n<!-- rp:lijst figuren -->\n\n"
        f"<!-- rp:liggend -->\n<!-- rp:bijschrift Wie & *wat* -->\n{table}<!-- /rp:liggend -->\n"
        f"<!-- rp:anker tab -->\n<!-- rp:bijschrift Twee -->\n{table}\n"
        f"<!-- rp:bijschrift Twee -->\n<!-- rp:figuur bestuur -->\n\n{table}"
    )
    found = blocks(text)
    assert found[:2] == (CaptionList("Tabel"), CaptionList("Figuur"))
    assert [id_ for id_, _ in listed(found, "Tabel")] == ["h-tabel-wie-wat", "tab"]
    assert listed(found, "Figuur") == ()
    assert [id_ for id_, _ in captions(found, "Figuur")] == ["h-figuur-twee"]


def test_equal_captions_get_ids_of_their_own() -> None:
    """Two tables with the same caption can both be reached, and by their own number."""
    table = "<!-- rp:bijschrift Geld -->\n| a |\n|---|\n| 1 |\n"
    made = document(f"{table}\n{table}\n[](#h-tabel-geld) [](#h-tabel-geld-2)")
    assert [id_ for id_, _ in captions(made.tree.blocks, "Tabel")] == [
        "h-tabel-geld",
        "h-tabel-geld-2",
    ]
    assert made.tree.labels["h-tabel-geld-2"] == "tabel 2"


def test_regions_nest_and_hold_blocks() -> None:
    """Landscape pages may stand within what the hash leaves out."""
    text = (
        "<!-- rp:buiten-hash -->\n<!-- rp:liggend -->\n<!-- rp:inhoud -->\n"
        "<!-- /rp:liggend -->\na\n<!-- /rp:buiten-hash -->"
    )
    inner = Region("liggend", (Contents(),))
    assert blocks(text) == (Region("buiten-hash", (inner, Paragraph((Text("a"),)))),)


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("a\n\n<!-- rp:ankr x -->\nb", 3, "anker"),
        ("<!-- rp:anker -->\na", 1, "een id"),
        ("<!-- rp:anker Groot -->\na", 1, "kleine letters"),
        ("<!-- rp:letters -->\n- a", 1, "genummerde lijst"),
        ("<!-- rp:nummer thema -->\na", 1, "een kop"),
        ("<!-- rp:lijst -->", 1, "tabellen"),
        ("a\n\n<!-- rp:lijst noten -->", 3, "figuren"),
        ("- <!-- rp:lijst tabellen -->", 1, "buiten"),
        ("<!-- rp:anker x -->\n<!-- rp:lijst tabellen -->", 1, "niets meer"),
        ("<!-- rp:nummer foo -->\n# a", 1, "hoofdstuk"),
        ("# a\n\n<!-- rp:bijschrift x -->\nb", 3, "tabel"),
        ("a\n\n<!-- rp:anker x -->", 3, "niets meer"),
        ("- a\n\n  <!-- rp:anker x -->\n\nb", 3, "niets meer"),
        ("<!-- rp:anker x -->\n<!-- rp:anker y -->\na", 2, "twee keer"),
        ("a\n\n<!-- rp:liggend -->\nb", 3, "geen einde"),
        ("a\n\n<!-- /rp:liggend -->", 3, "sluit niets"),
        ("<!-- rp:kaft -->\n<!-- rp:liggend -->\n<!-- /rp:kaft -->", 3, "sluit niets"),
        ("<!-- rp:kaft -->\n<!-- rp:kaft -->\n", 2, "al open"),
        ("- <!-- rp:kaft -->\n", 1, "niet in een lijst"),
        ("<!-- /rp:inhoud -->", 1, "geen einde"),
        ("<!-- rp:inhoud nu -->", 1, "niets te staan"),
        ("<!-- rp:figuur foto -->", 1, "foto"),
        ("<!-- rp:grafiek g -->\na\n<!-- /rp:grafiek -->", 1, "precies één tabel"),
        ("a <!-- rp:inhoud -->", 1, "HTML"),
        ("<!-- rp:inhoud --> b", 1, "alleen"),
        ("<!-- los -->", 1, "rp:naam"),
        ("<div>\na\n</div>", 1, "HTML"),
        ("a\n<b>c</b>", 2, "\\<"),
        ("a<br>b", 1, "HTML"),
        ("a `b`", 1, "accenten"),
        ("a\n\n    b", 3, "inspringing"),
        ("```\na\n```", 1, "codeblok"),
        ("a\n\n---", 3, "streep"),
        ("a\n---", 1, "met #"),
        ("<!-- rp:anker x -->\n| a |\n|---|\n\n[](#x)", 5, "Schrijf ze zelf"),
        ("a\n\n#", 3, "geen tekst"),
        ("![a](b)", 1, "rp:figuur"),
        ("[a]: https://b.nl", 1, "[woorden](adres)"),
        ("a[^1]", 1, "^[de noot]"),
        ("[a](b.md)", 1, "https://"),
        ("[a](javascript:b)", 1, "https://"),
        ("[](#!x)", 1, "tabelcel"),
        ("| a |\n|---|\n| b | c |", 3, "2 cellen"),
        ("- | a |\n  |---|\n  | b | c |", 3, "2 cellen"),
        ("| a | b |\n|---|\n", 1, "evenveel cellen"),
        ("2027. a", 1, "1\\."),
        ("1. a\n5. b", 1, "1\\."),
        ("- " * 20 + "a", 1, "zes niveaus"),
        ("> " * 40 + "a", 1, "zes niveaus"),
    ],
)
def test_what_regioplan_markdown_is_not_is_refused(text: str, line: int, remedy: str) -> None:
    """An error names the line and what to do; nothing is lost without a word."""
    message = refused(text)
    assert f"regel {line}:" in message
    assert remedy in message


@slow_machine
@given(anything)
def test_any_text_is_a_tree_or_an_error(text: str) -> None:
    """The reader never fails in another way."""
    try:
        _ = document(text).content_hash
    except RegioplanError as error:
        event(str(error).split(": ")[1])


# ---------------------------------------------------------------- the content hash


def test_layout_of_the_source_does_not_change_the_hash() -> None:
    """Line ends, escapes and line breaks are not content."""
    assert (
        document("# a\n\nb c\\-d *e*").content_hash
        == document("# a\r\n\nb\nc-d _e_\n").content_hash
    )


def test_what_is_outside_the_hash_may_change() -> None:
    """Cover, contents and what stands in buiten-hash may come and go, and with them numbers."""
    signed = "# Doel\n\nZie [](#h-doel).\n"
    outside = "<!-- rp:kaft -->\nversie 2\n<!-- /rp:kaft -->\n<!-- rp:inhoud -->\n"
    outside += "<!-- rp:buiten-hash -->\n# Open punten\n<!-- /rp:buiten-hash -->\n"
    assert document(outside + signed).content_hash == document(signed).content_hash


@pytest.mark.parametrize(
    "other",
    [
        "# Doel\n\nZie [](#h-doel) nu.\n\n- a\n",
        "## Doel\n\nZie [](#h-doel).\n\n- a\n",
        "# Doel\n\nZie [het doel](#h-doel).\n\n- a\n",
        "# Doel\n\nZie [](#h-doel).\n\n1. a\n",
        "# Doel\n\nZie [](#h-doel).^[b]\n\n- a\n",
        "# Doel\n\nZie [](#h-doel).\n\n- a\n\n| b |\n|---|\n",
        "# Doel\n\nZie [](#h-doel).\n\n- a\n\n<!-- rp:figuur bestuur -->",
    ],
)
def test_each_word_within_the_hash_counts(other: str) -> None:
    """Text, level, own words, kind of list, note, table and figure change it."""
    changed = other.replace("## Doel", "# X\n## Doel") if other.startswith("##") else other
    assert (
        document(changed).content_hash
        != document("# Doel\n\nZie [](#h-doel).\n\n- a\n").content_hash
    )


# ---------------------------------------------------------------- prose


def tree_of(text: str) -> tuple[Block, ...]:
    """A user's prose as the document shows it; each id it refers to exists."""
    known = {id_: Words("") for _line, id_ in prose_references(text)}
    return blocks(prose_to_markdown(text), known)


def shape(found: Any) -> Any:
    """A tree without what only a document knows: numbers of notes, words of references."""
    if isinstance(found, Note):
        return "noot", shape(found.children)
    if isinstance(found, Reference):
        return found.target, shape([x for x in found.children if x != Text("")])
    if isinstance(found, tuple | list):
        return [shape(x) for x in found]
    if isinstance(found, Text | Break | str | bool):
        return found
    return type(found), [shape(getattr(found, name)) for name in found.__slots__]


@slow_machine
@given(prose)
@example("*a**b*__c__")
@example("**“**_a_")
@example("- 0\x85")
@example("- - - - - - - - x")
@example("* * *")
def test_prose_means_the_same_in_the_document(text: str) -> None:
    """Written canonically and read back: the same lists, the same emphasis, the same text."""
    assert shape(tree_of(text)) == shape(prose_blocks(text))


@slow_machine
@given(words)
def test_no_letter_of_prose_is_lost(text: str) -> None:
    """Every letter that a user types is read, in order."""
    read = "".join(text_of(b) for b in everything(tree_of(text)) if isinstance(b, Paragraph))
    assert [c for c in read if c.isalpha()] == [c for c in clean(text) if c.isalpha()]


@pytest.mark.parametrize(
    "text",
    [
        "<b>vet</b>",
        "{{ geheim }} {% if x %}",
        "<!-- rp:kaft -->",
        "---",
        "* * *",
        "===",
        "2027. Daarna verder",
        "-",
        "R&D &amp; meer",
        "`code`",
        "a | b",
        "#hashtag",
        "[x](javascript:y)",
        "C:\\pad",
        "snake_case_naam",
        "1 * 2 * 3",
        "5 < 6 > 4",
        "a~~b~~",
        "$x$",
        "[1] en [^2]",
    ],
)
def test_what_only_looks_like_markdown_is_text_in_prose(text: str) -> None:
    """It comes out as it was typed."""
    assert tree_of(text) == (Paragraph((Text(text),)),)
    assert check_prose(text) == () or "javascript" in text


@pytest.mark.parametrize("text", ["**_a_**", "_**a**_", "***a***", "__*a*__"])
def test_bold_and_italic_together_stay(text: str) -> None:
    """Whichever stands outside."""
    assert tree_of(text) == (Paragraph((Emphasis((Strong((Text("a"),)),)),)),)


def test_emphasis_that_cannot_be_written_gives_way_to_the_text() -> None:
    """Marks that touch in an ambiguous way are dropped; words, links and notes stay."""
    (found,) = tree_of("_a_**“**[*c*](https://d.nl) ^[e]")
    assert found == Paragraph(
        (Text("a“"), Link((Text("c"),), "https://d.nl"), Text(" "), Note(1, (Text("e"),)))
    )


def test_a_second_level_of_numbers_is_lettered() -> None:
    """In prose a numbered list within a numbered list gets letters; within bullets it does not."""
    (outer, bullets) = tree_of("1. a\n   1. b\n      1. c\n\n- d\n  1. e")
    lists = [b for b in everything((outer, bullets)) if isinstance(b, OrderedList)]
    assert [found.letters for found in lists] == [False, True, False, False]


def test_two_lists_in_a_row_stay_two() -> None:
    """Another mark begins another list, and its numbers anew."""
    assert [type(b) for b in tree_of("1. a\n1) b\n\n- c\n* d")] == [
        *(OrderedList, OrderedList, BulletList, BulletList)
    ]


def test_an_indented_text_is_no_code() -> None:
    """Four spaces mean nothing in prose."""
    assert tree_of("a\n\n    b") == (Paragraph((Text("a"),)), Paragraph((Text("b"),)))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\n# kop", [2]),
        ("a\n### kop\nb ![x](y.png)", [1, 2]),
        ("- a\n- # kop", [1]),
        ("a\nb [c](javascript:d)", [1]),
        ("[c](bestand.docx)", [0]),
        ("[](#!anker)", [0]),
        ("\\# geen kop, #geen kop, \\![x](https://y.nl) [z](#id) [m](mailto:a@b.nl)", []),
    ],
)
def test_explicit_constructs_in_prose_are_faults_on_their_line(text: str, lines: list[int]) -> None:
    """A heading, a picture and a link to elsewhere are reported, counted from 0."""
    assert [fault.line for fault in check_prose(text)] == lines


def test_references_in_prose_are_found_on_their_line() -> None:
    """Also in lists and notes; an escaped one is none."""
    text = "a\nb [](#x)\n\n- c ^[zie [d](#y)]\n\n\\[](#z)"
    assert prose_references(text) == ((1, "x"), (3, "y"))


def test_prose_in_a_cell_is_one_line() -> None:
    """Paragraphs and items become lines of the cell; bars are text."""
    text = "a | *b*\n\n- c\n- d\n\n1. e\n   1. f\n\nslot  \nnieuw ^[n]"
    assert "\n" not in prose_to_inline(text)
    (table,) = blocks(f"| k |\n| --- |\n| {prose_to_inline(text)} |")
    assert isinstance(table, Table)
    assert plain_text(table.rows[0][0].children) == "a | b • c • d 1. e a. f slot nieuw "


@slow_machine
@given(prose)
def test_prose_never_breaks_its_cell(text: str) -> None:
    """Whatever a user types, the cell beside it stays where it was."""
    known = {id_: Words("") for _line, id_ in prose_references(text)}
    (table,) = blocks(f"| k | l |\n| --- | --- |\n| {prose_to_inline(text)} | naast |", known)
    assert isinstance(table, Table)
    assert [row[1].children for row in table.rows] == [(Text("naast"),)]


@slow_machine
@given(anything.filter(bool))
@example("\\")
@example("a\\")
@example(" a ")
@example("# a ##")
def test_escaped_text_comes_out_as_typed(text: str) -> None:
    """In a paragraph, within words, in a heading, in an item and in cells."""
    shown = (Text(clean(text).replace("\n", " ")),)
    written = escape(text)
    assert blocks(written) == (Paragraph(shown),)
    assert blocks(f"x{written}y") == (Paragraph((Text(f"x{shown[0].text}y"),)),)
    (heading,) = blocks(f"# {written}")
    assert isinstance(heading, Heading)
    assert heading.children == shown
    (bullets,) = blocks(f"- {written}")
    assert isinstance(bullets, BulletList)
    assert bullets.items[0].blocks == (Paragraph(shown),)
    (table,) = blocks(f"| {written} | b |\n|---|---|\n|{written}|b|")
    assert isinstance(table, Table)
    assert table.header[0].children == table.rows[0][0].children == shown
    (captioned,) = blocks(f"<!-- rp:bijschrift {written} -->\n| a |\n|---|")
    assert isinstance(captioned, Table)
    assert captioned.caption is not None
    assert captioned.caption.children == shown


# ---------------------------------------------------------------- the documentation

DOCS = Path(__file__).parent.parent / "docs" / "regioplan-markdown.md"
EXAMPLES = re.findall(r"(?s)```markdown\n(.*?)```", DOCS.read_text("utf-8"))


@pytest.mark.parametrize("example_", EXAMPLES[1:], ids=lambda text: text.split("\n")[0])
def test_each_example_for_template_makers_works(example_: str) -> None:
    """What the documentation shows is regioplan-Markdown."""
    pictures = {"bestuur": PICTURE}
    assert Document(example_, Properties("Proef"), pictures).tree.blocks


def test_the_example_for_writers_works() -> None:
    """It has no faults, and its second level is lettered."""
    assert check_prose(EXAMPLES[0]) == ()
    lists = [b for b in everything(tree_of(EXAMPLES[0])) if isinstance(b, OrderedList)]
    assert [found.letters for found in lists] == [False, True]


def test_every_directive_has_its_chapter() -> None:
    """The documentation names each directive, and no other."""
    assert sorted(re.findall(r"(?m)^### `(.*)`$", DOCS.read_text("utf-8"))) == sorted(
        (*NEXT, *AROUND, *HERE)
    )
