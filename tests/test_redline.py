"""The redline: accept all gives the new text, reject all the old one, and nothing else is noise."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

import composed
from docx_outline import Element, R, W, outline, parts, text, val
from house_files import STAND_INS
from house_files import made as house_file
from redlined import TOLD, compared, revisions, settle
from regioplan.markdown import (
    Block,
    BulletList,
    Document,
    Item,
    Link,
    Note,
    OrderedList,
    Reference,
    Region,
    Strong,
)
from regioplan.writers.word import write
from regioplan.writers.word.names import REDLINE_AUTHOR
from word_sample import SAMPLE, cell, document, head, inline, par, table

Files = dict[str, str]
Edit = Callable[[Files], None]

THEME, WORK, MONEY = "themas/1-overstap.yaml", "themas/2-werk.yaml", "financien.yaml"
PROGRAMME, PARTNERS = "programma.yaml", "partners.yaml"


# ------------------------------------------------------------------ edits of a programme


def say(name: str, old: str, new: str) -> Edit:
    """Other words in a file."""

    def edit(files: Files) -> None:
        assert old in files[name], old
        files[name] = files[name].replace(old, new)

    return edit


def loaded(text_: str) -> Any:
    """A file as plain text: nothing in it becomes a number or a date."""
    return yaml.load(text_, Loader=yaml.BaseLoader)  # noqa: S506  # makes text only


def data(name: str, change: Callable[[Any], object]) -> Edit:
    """Another structure of a file."""

    def edit(files: Files) -> None:
        read = loaded(files[name])
        change(read)
        files[name] = yaml.safe_dump(read, allow_unicode=True, sort_keys=False)

    return edit


def _drop_measure(files: Files) -> None:
    data(THEME, lambda read: read["maatregelen"].pop())(files)
    lines = loaded(files[MONEY])
    lines["begroting"] = [b for b in lines["begroting"] if b.get("maatregel") != "overstapcoach"]
    files[MONEY] = yaml.safe_dump(lines, allow_unicode=True, sort_keys=False)
    for name in files:
        files[name] = re.sub(r"\[([^]]*)\]\(#overstapcoach\)", r"\1", files[name])
        files[name] = files[name].replace(", overstapcoach", "").replace("overstapcoach, ", "")


def _move_measure(files: Files) -> None:
    theme, work = (loaded(files[n]) for n in (THEME, WORK))
    work["maatregelen"].insert(1, theme["maatregelen"].pop(0))
    for name, read in ((THEME, theme), (WORK, work)):
        files[name] = yaml.safe_dump(read, allow_unicode=True, sort_keys=False)


def _swap_themes(files: Files) -> None:
    files[THEME], files[WORK] = files[WORK], files[THEME]


def _everything(files: Files) -> None:
    for name in TOGETHER:
        EDITS[name](files)


TOGETHER = (
    *("words", "title of a measure", "amount", "facts", "fact gone", "trekker", "footnote gone"),
    *("link", "item of a list", "numbered item", "goal", "annex gone", "signature", "themes"),
)


EDITS: Mapping[str, Edit] = {
    "words": say(THEME, "Drie dagen meelopen met", "Vier hele dagen meelopen met"),
    "title of a measure": say(THEME, "titel: Overstapcoach", "titel: Coach bij de overstap"),
    "amount": say(MONEY, "2026: 120000", "2026: 135000"),
    "facts": say(THEME, "deelnemers_per_jaar: 120", "deelnemers_per_jaar: 140"),
    "fact gone": say(THEME, "    betrokkenen: [ouders en verzorgers]\n", ""),
    "trekker": say(THEME, "trekker: vo-t-veer", "trekker: pro-werf"),
    "footnote": say(PROGRAMME, "^[De bedragen staan in", "^[Alle bedragen staan in"),
    "footnote gone": say(PROGRAMME, "^[De bedragen staan in de begroting.]", ""),
    "footnote replaced": say(
        PROGRAMME, "^[De bedragen staan in de begroting.]", "^[Zie hoofdstuk geld.] Punt."
    ),
    "link": say(PROGRAMME, "tot stand:", "tot [stand](https://example.org/stand):"),
    "item of a list": say(PROGRAMME, "      - op de werkplek;\n", ""),
    "numbered item": say(PROGRAMME, "  2. jongeren", "  2. wij wachtten een jaar;\n  3. jongeren"),
    "bold": say(PROGRAMME, "**wonen**", "wonen"),
    "goal": data(PROGRAMME, lambda read: read["doelen"].reverse()),
    "chapter gone": data(PROGRAMME, lambda read: read.pop("proces")),
    "annex gone": data(PROGRAMME, lambda read: read["bijlagen"].pop()),
    "measure gone": _drop_measure,
    "measure moved": _move_measure,
    "themes": _swap_themes,
    "signature": say(PARTNERS, "plaats: Harderwijk", "plaats: Ermelo"),
    "budget gone": data(MONEY, lambda read: read.pop("algemene_kosten", None)),
    "all at once": _everything,
}


@cache
def plain(name: str = "") -> Document:
    """The document of the complete programme with one edit."""
    files = composed.basis()
    if name:
        EDITS[name](files)
    return composed.document(composed.read(files))


@cache
def written(name: str = "") -> bytes:
    """The plain file of that document."""
    return write(plain(name))


@cache
def redline(new: str, old: str = "") -> bytes:
    """The redline of two of those documents."""
    return write(plain(new), since=plain(old))


@cache
def read_plain(name: str = "") -> tuple[str, ...]:
    return tuple(compared(parts(written(name))))


def settled(data: bytes, choice: str) -> list[str]:
    files = parts(data)
    settle(files, choice)  # type: ignore[arg-type]  # one of the two words
    assert not revisions(files)
    return compared(files)


def check(old: Document, new: Document, base: bytes | None = None) -> bytes:
    """A redline, with all that must hold for every one of them."""
    made = write(new, since=old, base=base)
    assert settled(made, "accept") == compared(parts(write(new, base=base)))
    assert settled(made, "reject") == compared(parts(write(old, base=base)))
    sound(parts(made))
    return made


def sound(files: Mapping[str, Element]) -> None:
    """What Word wants of every file with changes."""
    ids = [node.get(f"{W}id") for node in revisions(files)]
    assert len(ids) == len(set(ids))
    for node in revisions(files):
        assert str(node.get(f"{W}author")).startswith(REDLINE_AUTHOR)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", str(node.get(f"{W}date")))
    for story in ("word/document.xml", "word/footnotes.xml"):
        root = files[story]
        for deleted in root.iter(f"{W}del"):
            assert not list(deleted.iter(f"{W}t", f"{W}instrText", f"{W}hyperlink"))
        for added in root.iter(f"{W}ins"):
            assert not list(added.iter(f"{W}delText", f"{W}hyperlink"))
        for kept in root.iter(f"{W}delText"):
            assert any(a.tag == f"{W}del" for a in kept.iterancestors())
        names = [b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")]
        assert len(names) == len(set(names))
        kinds = [m.get(f"{W}fldCharType") for m in root.iter(f"{W}fldChar")]
        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    for before, after in zip(body(files), body(files)[1:], strict=False):
        assert not (before.tag == after.tag == f"{W}tbl"), "two tables would become one"
    notes = [n.get(f"{W}id") for n in files["word/footnotes.xml"] if n.get(f"{W}type") is None]
    used = [r.get(f"{W}id") for r in files["word/document.xml"].iter(f"{W}footnoteReference")]
    assert notes == used == [str(n) for n in range(1, len(used) + 1)], "LibreOffice goes by order"
    styles = {s.get(f"{W}styleId") for s in files["word/styles.xml"]}
    nums = {n.get(f"{W}numId") for n in files["word/numbering.xml"].findall(f"{W}num")} | {"0"}
    for story in ("word/document.xml", "word/footnotes.xml", "word/styles.xml"):
        for named in files[story].iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
            assert named.get(f"{W}val") in styles
        assert {n.get(f"{W}val") for n in files[story].iter(f"{W}numId")} <= nums


def body(files: Mapping[str, Element]) -> list[Element]:
    found = files["word/document.xml"].find(f"{W}body")
    assert found is not None
    return list(found)


def shown(made: bytes, tag: str, *, story: str = "document") -> list[str]:
    """The words of each change of a kind, in order."""
    found = []
    for node in parts(made)[f"word/{story}.xml"].iter(f"{W}{tag}"):
        words = "".join(t.text or "" for t in node.iter(f"{W}t", f"{W}delText"))
        if words:
            found.append(words)
    return found


# ------------------------------------------------------------------ the two promises

BOTH_WAYS = ("footnote gone", "measure gone", "chapter gone", "all at once")
"""What went, came when it is looked at the other way round; an edit of words is the same."""


@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit not in TOGETHER])
def test_accepting_gives_the_new_text_and_rejecting_the_old(edit: str) -> None:
    """For each kind of edit, or all at once: paragraphs, cells and notes are those of each.

    What is accepted also has the styles and the bookmarks of the plain document.
    """
    assert read_plain(edit) != read_plain() or edit in ("bold", "link")  # these change no words
    for old, new in (("", edit), (edit, ""))[: 2 if edit in BOTH_WAYS else 1]:
        made = redline(new, old)
        assert tuple(settled(made, "reject")) == read_plain(old)
        accepted = parts(made)
        sound(accepted)
        settle(accepted, "accept")
        assert tuple(compared(accepted)) == read_plain(new)
        whole = parts(written(new))
        assert marks(accepted) == marks(whole)
        assert looks(accepted) == looks(whole)


@pytest.mark.parametrize("edit", ["", "all at once"])
def test_without_a_difference_nothing_is_marked(edit: str) -> None:
    """A document compared with itself bears no mark at all, and reads as it does plainly."""
    made = redline(edit, edit)
    assert not revisions(parts(made))
    told = r"^Kafttekst \| Met wijzigingen sinds .*\n"
    assert re.sub(told, "", outline(made), flags=re.MULTILINE) == outline(written(edit))


def marks(files: Mapping[str, Element]) -> list[str]:
    return [str(b.get(f"{W}name")) for b in files["word/document.xml"].iter(f"{W}bookmarkStart")]


def looks(files: Mapping[str, Element]) -> list[tuple[str, str]]:
    """Style and words of each paragraph that has any; not the sentence that a redline adds."""
    found = [
        (val(p, f"{W}pPr/{W}pStyle"), re.sub(r"\[\^\d+\]", "[^]", text(p)))
        for p in files["word/document.xml"].iter(f"{W}p")
        if text(p)
    ]
    return [look for look in found if not look[1].startswith(TOLD)]


# ------------------------------------------------------------------ what is marked, and what is not


def test_only_the_words_that_changed_are_marked() -> None:
    """A changed sentence shows the old words and the new ones, and keeps the rest."""
    made = redline("words")
    assert shown(made, "del") == ["Drie"]
    assert shown(made, "ins") == ["Vier hele"]


def test_an_amount_is_marked_in_its_cells_and_its_totals() -> None:
    """The budget shows the amount and each sum that it changes, and nothing else."""
    made = redline("amount")
    assert "120.000" in shown(made, "del")
    assert "135.000" in shown(made, "ins")
    assert all(re.fullmatch(r"[\d.,–% €-]+", words) for words in shown(made, "ins"))


def test_a_changed_note_is_marked_in_the_note() -> None:
    """The reference stays; the words of the note change."""
    made = redline("footnote")
    assert shown(made, "del", story="footnotes") == ["De"]
    assert shown(made, "ins", story="footnotes") == ["Alle"]
    assert not shown(made, "ins")


def test_what_is_no_text_is_no_change() -> None:
    """Version, date and status on the cover, the contents and the version table bear no marks."""
    files = composed.basis()
    say(PROGRAMME, "versie: 1.0\nversies", "versie: 1.1\nversies")(files)
    say(PROGRAMME, "wijziging: Eerste opzet", "wijziging: De allereerste opzet")(files)
    new = composed.document(composed.read(files))
    assert not revisions(parts(write(new, since=plain())))


def test_a_number_that_shifts_is_no_change() -> None:
    """With a chapter less the others get other numbers; only that chapter is marked."""
    made = redline("chapter gone")
    assert not any(re.search(r"\d", words) for words in shown(made, "ins"))
    files = parts(made)
    for node in files["word/document.xml"].iter(f"{W}ins", f"{W}del"):
        assert not node.findall(f".//{W}instrText")


def test_removed_headings_do_not_count() -> None:
    """The numbers that Word counts with the changes in sight are those of the new version."""
    made = redline("measure gone")
    new = [line for line in outline(written("measure gone")).splitlines() if "Kop 3" in line]
    with_marks = [line for line in outline(made).splitlines() if "Kop 3 maatregel | Maatr" in line]
    assert with_marks == [line for line in new if "Kop 3 maatregel" in line]


def test_a_table_with_other_columns_is_a_new_table() -> None:
    """Its rows are removed and added whole: cells of other columns are not alike."""
    old = document([table(("A", "B"), (("x", "1"), ("y", "2")))])
    new = document([table(("A", "B", "C"), (("x", "1", "p"), ("y", "2", "q")))])
    made = check(old, new)
    rows = list(parts(made)["word/document.xml"].iter(f"{W}tr"))
    assert [r.find(f"{W}trPr/{W}del") is not None for r in rows] == [True] * 3 + [False] * 3
    assert [r.find(f"{W}trPr/{W}ins") is not None for r in rows] == [False] * 3 + [True] * 3


def test_rows_belong_together_by_their_first_cell() -> None:
    """A row that moves up because another went, is not a changed row."""
    rows = [(f"Gemeente {n}", f"€ {n}00") for n in range(6)]
    old = document([table(("Wie", "Wat"), rows)])
    new = document([table(("Wie", "Wat"), [*rows[:2], *rows[3:5], ("Gemeente 5", "€ 999")])])
    made = check(old, new)
    assert shown(made, "del") == ["Gemeente 2", "€ 200", "500"]
    assert shown(made, "ins") == ["999"]


def test_a_removed_table_fits_the_page_it_stands_on() -> None:
    """A table of a landscape page is as wide as the text where that page is gone."""
    wide = table(tuple("ABCDEFGH"), [tuple("12345678")])
    old = document([par("Voor."), Region("liggend", (wide,)), par("Na.")])
    made = parts(check(old, document([par("Voor."), par("Na.")])))
    size = made["word/document.xml"].find(f".//{W}pgSz")
    width = made["word/document.xml"].find(f".//{W}tblW")
    assert size is not None
    assert width is not None
    assert int(width.get(f"{W}w", "0")) < int(size.get(f"{W}w", "0"))


def test_the_cover_says_what_is_compared() -> None:
    """One sentence names the old version, its date, and its revision when that is known."""
    old = replace(
        plain(),
        properties=replace(plain().properties, facts=(("regioplan-revisie", "1a2b3c" * 7),)),
    )
    lines = outline(write(plain("words"), since=old)).splitlines()
    said = "Met wijzigingen sinds versie 1.0 van 19 januari 2026 (revisie 1a2b3c1a2b3c)."
    assert f"Kafttekst | {said}" in lines
    assert lines.index(f"Kafttekst | {said}") < lines.index("= sectie staand zonder koptekst")


def test_the_changes_bear_the_date_of_the_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never the clock's; what is said from outside goes first."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = revisions(parts(write(plain("words"), since=plain())))
    assert {node.get(f"{W}date") for node in made} == {"2026-01-19T00:00:00Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    made = revisions(parts(write(plain("words"), since=plain())))
    assert {node.get(f"{W}date") for node in made} == {"2026-01-01T00:00:00Z"}


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize("both", [("", "all at once"), ("measure gone", "")])
def test_the_validator_of_the_standard_finds_nothing(both: tuple[str, str], tmp_path: Path) -> None:
    """An OOXML validator accepts a redline, also as a copy to respond to."""
    old, new = both
    file = tmp_path / "uit.docx"
    file.write_bytes(write(plain(new), since=plain(old), review=True))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.parametrize("house", ["gemeente", "kaal"])
def test_a_redline_takes_a_house_style(house: str, tmp_path: Path) -> None:
    """With the styles of a region both promises hold too, and the file is valid."""
    empty, rich = document([par("Niets.")]), replace_cover(SAMPLE)
    for old, new in ((empty, rich), (rich, empty)):
        file = tmp_path / "uit.docx"
        file.write_bytes(check(old, new, house_file(STAND_INS[house])))
        assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_a_chart_is_that_of_the_new_version() -> None:
    """Its numbers are not tracked, and no picture of the old version is left behind."""
    old, new = redline("", "amount"), written("")
    assert plain("").charts
    for kind in ("word/charts/", "word/media/"):
        shown_in = [{n for n in parts_of(f) if n.startswith(kind)} for f in (old, new)]
        assert shown_in[0] == shown_in[1]
    assert parts_of(old)[CHART] == parts_of(new)[CHART] != parts_of(written("amount"))[CHART]


CHART = "word/charts/chart2.xml"


def parts_of(file: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_amount_in_the_words_of_a_reference_is_marked() -> None:
    """Words that somebody wrote are text; only a number that is computed may shift in silence."""
    heading = head(2, "", "Loket", "geen", "loket")

    def refers(words: str) -> Document:
        said = Reference("loket", inline(words), anchored=True)
        return document([heading, par("Zie ", said), table(("A",), [(cell(said),)])])

    made_ = check(refers("€ 5.000"), refers("€ 9.000"))
    assert shown(made_, "del") == ["€\xa05.000"] * 2
    assert shown(made_, "ins") == ["€\xa09.000"] * 2


def test_the_same_versions_give_the_same_bytes() -> None:
    """Nothing in a redline depends on the moment or on memory addresses."""
    assert write(plain("all at once"), since=plain()) == redline("all at once")


def test_page_numbers_stand_in_the_contents_of_a_redline() -> None:
    """The contents are those of the new version, with the pages that are known."""
    pages = {"_rp_h_financien": 31}
    made = outline(write(plain("words"), since=plain(), pages=pages))
    assert re.search(r"^toc 1 .*⇥31", made, re.MULTILINE)


def test_a_rich_document_can_come_and_go() -> None:
    """All that the writer can set is marked whole, both ways, with links of notes and pictures."""
    empty = document([par("Niets.")])
    bare = replace_cover(SAMPLE)
    for old, new in ((empty, bare), (bare, empty)):
        check(old, new)


def replace_cover(rich: Document) -> Document:
    """The document without what is not compared."""
    blocks = [b for b in rich.tree.blocks if not (isinstance(b, Region) and b.kind == "kaft")]
    return document(blocks, pictures=rich.pictures)


def test_a_removed_link_keeps_its_address() -> None:
    """Who rejects the change has the link back."""
    words = [Link(inline("de wet"), "https://example.org/wet")]
    made = parts(check(document([par("Lees ", *words, ".")]), document([par("Lees niets.")])))
    links = list(made["word/document.xml"].iter(f"{W}hyperlink"))
    addresses = {r.get("Id"): r.get("Target") for r in made["word/_rels/document.xml.rels"]}
    assert [addresses[link.get(f"{R}id")] for link in links] == ["https://example.org/wet"]


# ------------------------------------------------------------------ any document

_words = st.lists(
    st.sampled_from(
        [
            "de",
            "regio",
            "helpt",
            "jongeren",
            "naar",
            "school",
            "en",
            "werk",
            "€",
            "1.200",
            "2.1",
            "3.4",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
_inline = st.one_of(
    _words,
    _words.map(lambda w: Strong(inline(w))),
    _words.map(lambda w: Link(inline(w), "https://example.org/" + w[:2].strip())),
    _words.map(lambda w: Reference("loket", inline(w), anchored=True)),
    _words.map(lambda w: Note(1, inline(w))),
)
_par = st.lists(_inline, min_size=1, max_size=4).map(lambda parts_: par(*parts_))
_cell = st.lists(_inline, max_size=2).map(lambda parts_: cell(*parts_))
_item = _par.map(lambda p: Item((p,)))
_leaf = st.one_of(
    _par,
    st.tuples(_words, st.sampled_from(["loket", "school", "werk"])).map(
        lambda said: head(2, "", said[0], "geen", f"h-{said[1]}")
    ),
    st.lists(st.tuples(_cell, _cell), min_size=1, max_size=4).map(
        lambda rows: table(("Wat", "Hoe"), rows)
    ),
    st.lists(_item, min_size=1, max_size=3).map(lambda items: BulletList(tuple(items))),
    st.lists(_item, min_size=1, max_size=3).map(
        lambda items: OrderedList(tuple(items), letters=False)
    ),
)
_block = st.one_of(
    _leaf, st.lists(_leaf, min_size=1, max_size=2).map(lambda b: Region("liggend", tuple(b)))
)
_blocks: st.SearchStrategy[list[Block]] = st.lists(_block, max_size=5)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Block], list[Block]]:
    """Two versions of a document: some blocks kept, some replaced, removed, moved or added."""
    old = draw(_blocks)
    new = list(draw(st.permutations(old))) if draw(st.booleans()) else list(old)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(new)))
        match draw(st.sampled_from(["add", "remove", "replace"])):
            case "add":
                new.insert(place, draw(_block))
            case "remove":
                del new[place : place + 1]
            case _:
                new[place : place + 1] = [draw(_block)]
    return old, new


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(versions())
def test_any_two_versions_keep_both_promises(both: tuple[list[Block], list[Block]]) -> None:
    """Random edits of small documents: accept is new, reject is old, and the file is sound."""
    old, new = both
    check(document(old), document(new))


# ------------------------------------------------------------------ the copy to respond to


def test_a_copy_to_respond_to_tracks_changes() -> None:
    """Word opens it with change tracking on; nothing else differs, and a plain file has it off."""
    plainly, copy = (parts(write(plain(), review=review)) for review in (False, True))
    assert plainly["word/settings.xml"].find(f"{W}trackRevisions") is None
    assert copy["word/settings.xml"].find(f"{W}trackRevisions") is not None
    assert marks(copy) == marks(plainly)


def test_every_anchor_of_the_text_is_a_bookmark_of_the_copy() -> None:
    """What a reviewer's comment can be about: each id of the text is found back in the file."""
    ids = plain().tree.labels
    found = set(marks(parts(write(plain(), review=True))))
    from regioplan.writers.word.names import bookmark_name  # noqa: PLC0415  # only here

    assert {bookmark_name(id_) for id_ in ids} <= found
