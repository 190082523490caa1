"""House styles: the region's own file gives the look, and nothing else of it comes along."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from docx_outline import Element, W, parts, text, val
from house_files import (
    BARE,
    DUTCH,
    LETTER,
    LOGO,
    SECRETS,
    STAND_INS,
    field_runs,
    made,
    para,
    runs,
    style,
    zipped,
)
from regioplan import workflows
from regioplan.cli import main
from regioplan.errors import RegioplanError
from regioplan.markdown import Document, Properties
from regioplan.writers.word import look, write
from regioplan.writers.word.base import Styles
from regioplan.writers.word.example import example
from regioplan.writers.word.house import open_house
from regioplan.writers.word.house_report import describe
from regioplan.writers.word.palette import Theme, contrast, palette
from whole_documents import PROGRAMMES, whole
from word_sample import PROPERTIES, SAMPLE, document, par

houses = pytest.mark.parametrize("house", sorted(STAND_INS))
programmes = pytest.mark.parametrize("programme", sorted(PROGRAMMES))


@cache
def rendered(house: str, programme: str = "") -> bytes:
    """A programme, or the rich sample, in the look of a stand-in."""
    return write(whole(programme) if programme else SAMPLE, base=made(STAND_INS[house]))


def short(look_: object, properties: Properties = PROPERTIES) -> dict[str, Element]:
    """The parts of a document of one paragraph, in the look of a stand-in."""
    return parts(write(document((par("Tekst."),), properties=properties), base=made(look_)))  # type: ignore[arg-type]  # a Look


def names(files: Mapping[str, Element]) -> dict[str, Element]:
    return {val(s, f"{W}name"): s for s in files["word/styles.xml"].findall(f"{W}style")}


def stories(files: Mapping[str, Element], kind: str) -> list[str]:
    return [text(files[n]) for n in sorted(files) if n.startswith(f"word/{kind}")]


def errors(data: bytes, folder: Path) -> list[str]:
    file = folder / "uit.docx"
    file.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


# ------------------------------------------------------------------ whole documents


@houses
@programmes
def test_a_whole_programme_in_a_house_style_is_valid(
    house: str, programme: str, tmp_path: Path
) -> None:
    """An OOXML validator finds nothing in the file, whatever the house style was like."""
    assert errors(rendered(house, programme), tmp_path) == []


@houses
@programmes
def test_no_word_is_lost_in_a_house_style(house: str, programme: str) -> None:
    """The body and its notes say the same as in our own look."""
    ours, theirs = parts(write(whole(programme))), parts(rendered(house, programme))
    main_part = next(n for n in theirs if re.fullmatch(r"word/document\d*\.xml", n))
    assert text(theirs[main_part]) == text(ours["word/document.xml"])
    assert text(theirs["word/footnotes.xml"]) == text(ours["word/footnotes.xml"])


@houses
def test_nothing_private_comes_along(house: str) -> None:
    """Nothing of the sample text, its remarks, its makers and their disks is in the document."""
    with zipfile.ZipFile(io.BytesIO(rendered(house, "arnhem"))) as archive:
        whole_file = "\n".join(
            name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
    assert [secret for secret in SECRETS if secret in whole_file] == []


def test_the_stand_ins_hold_what_must_not_come_along() -> None:
    """The test above looks for what is really there."""
    with zipfile.ZipFile(io.BytesIO(made(DUTCH))) as archive:
        whole_file = "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
    assert [secret for secret in SECRETS if secret not in whole_file] == []


@houses
def test_the_same_bytes_come_twice(house: str) -> None:
    """A house style adds nothing that varies."""
    assert write(SAMPLE, base=made(STAND_INS[house])) == rendered(house)


@houses
def test_the_rich_sample_is_valid_too(house: str, tmp_path: Path) -> None:
    """Landscape pages, nested lists, figures and signatures fit in a house style."""
    assert errors(rendered(house), tmp_path) == []


def test_all_styles_that_are_used_are_there() -> None:
    """No paragraph, run or table names a style that the file does not have."""
    for house in STAND_INS:
        files = parts(rendered(house))
        known = {s.get(f"{W}styleId") for s in files["word/styles.xml"].findall(f"{W}style")}
        for root in files.values():
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
                assert {e.get(f"{W}val") for e in root.iter(f"{W}{tag}")} <= known, (house, tag)


def test_ids_of_drawings_and_styles_are_unique() -> None:
    """The logo in the header and the figures in the text have ids of their own."""
    files = parts(rendered("gemeente"))
    drawings = [
        e.get("id") for root in files.values() for e in root.iter() if str(e.tag).endswith("}docPr")
    ]
    assert len(drawings) > 1
    assert len(set(drawings)) == len(drawings)
    ids = [s.get(f"{W}styleId") for s in files["word/styles.xml"].findall(f"{W}style")]
    assert len(set(ids)) == len(ids)


# ------------------------------------------------------------------ page, headers, footers


def test_paper_and_margins_are_those_of_the_house() -> None:
    """Every section has the house's margins, turned pages too."""
    for house, stand_in in STAND_INS.items():
        files = parts(rendered(house))
        root = next(files[n] for n in files if n.startswith("word/document"))
        sizes = set()
        for section in root.iter(f"{W}sectPr"):
            size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
            assert size is not None
            assert margins is not None
            sizes.add((size.get(f"{W}w"), size.get(f"{W}h")))
            sides = tuple(
                int(margins.get(f"{W}{s}", "")) for s in ("top", "right", "bottom", "left")
            )
            assert sides == stand_in.margins
        wide, high = map(str, stand_in.paper)
        assert sizes == {(wide, high), (high, wide)}


def test_tables_are_as_wide_as_the_text_of_the_house() -> None:
    """A table outside a list fills the width between the house's margins, or half of it."""
    root = parts(rendered("gemeente"))["word/document.xml"]
    paper, (_, right, _, left) = DUTCH.paper, DUTCH.margins
    widths = {
        int(t.get(f"{W}w", ""))
        for table in root.iter(f"{W}tbl")
        if (t := table.find(f"{W}tblPr/{W}tblW")) is not None
        and val(table, f"{W}tblPr/{W}tblStyle")
        and (ind := table.find(f"{W}tblPr/{W}tblInd")) is not None
        and ind.get(f"{W}w") == "0"
    }
    whole_widths = {side - left - right for side in paper}
    assert whole_widths <= widths <= whole_widths | {width // 2 for width in whole_widths}


def test_the_logo_stands_on_the_first_page_only_when_the_house_says_so() -> None:
    """A header for the first page serves the cover; the logo is the same picture."""
    data = rendered("gemeente")
    files = parts(data)
    first, *others = files["word/document.xml"].iter(f"{W}sectPr")
    kinds = [r.get(f"{W}type") for r in first.iter(f"{W}headerReference")]
    assert kinds == ["first", "default"]
    assert first.find(f"{W}titlePg") is not None
    assert len(others) > 1
    for section in others:
        assert section.find(f"{W}titlePg") is None
        assert [r.get(f"{W}type") for r in section.iter(f"{W}headerReference")] == ["default"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
    assert LOGO in pictures


def test_without_a_cover_the_first_page_still_bears_the_logo() -> None:
    """A memo has no cover: its first page gets the header of a first page."""
    root = short(DUTCH)["word/document.xml"]
    (section,) = root.iter(f"{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    assert [r.get(f"{W}type") for r in section.iter(f"{W}headerReference")] == ["first", "default"]


def test_placeholders_are_filled_though_word_split_them() -> None:
    """Title, status, version, region and date take the place of their names."""
    files = short(DUTCH)
    headers, footers = stories(files, "header"), stories(files, "footer")
    title = "Regionaal programma van school naar duurzaam werk"
    assert f"Gemeente Voorbeeldstad⇥{title}⇥concept · versie 0.9" in headers
    assert any(f.startswith("Voorbeeldland · 12 januari 2026⇥") for f in footers)
    assert "Postbus 1, 1000 AA Voorbeeldstad" in "".join(headers)


def test_a_placeholder_without_a_value_takes_its_words_along() -> None:
    """A document without a version does not say "versie", and leaves no mark before nothing."""
    headers = stories(short(DUTCH, replace(PROPERTIES, version="")), "header")
    assert any(h.endswith("⇥concept") for h in headers), headers
    headers = stories(short(DUTCH, replace(PROPERTIES, version="", status="")), "header")
    assert any(h.endswith("werk⇥") for h in headers), headers


def test_an_unknown_placeholder_stays() -> None:
    """What regioplan does not know it does not touch."""
    stand_in = replace(DUTCH, header=para("Koptekst", runs("Zaak {{zaak", "nummer}}")))
    assert "Zaak {{zaaknummer}}" in stories(short(stand_in), "header")


def test_page_numbers_live_and_other_fields_become_words() -> None:
    """PAGE stays a field; a title is filled in; a file name of somebody's disk goes."""
    header = para(
        "Koptekst",
        field_runs("TITLE \\* MERGEFORMAT", "Oude titel"),
        '<w:r><w:t xml:space="preserve"> / </w:t></w:r>',
        '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Jan Geheim</w:t></w:r></w:fldSimple>',
        field_runs("REF oud", "verwijzing"),
        field_runs("FILENAME \\p", "K:\\map\\bestand.docx"),
        field_runs("PAGE", "3"),
    )
    files = short(replace(DUTCH, header=header))
    found = next(n for n in files if n.startswith("word/header") and "verwijzing" in text(files[n]))
    root = files[found]
    fields = [(node.text or "").split()[0] for node in root.iter(f"{W}instrText")]
    assert fields == ["PAGE"]
    said = "".join(node.text or "" for node in root.iter(f"{W}t"))
    assert said == f"{PROPERTIES.title} / Programmabureau Voorbeeldlandverwijzing3"


def test_a_content_control_becomes_what_it_shows() -> None:
    """A control for the title is filled; one that only asks for something leaves nothing."""
    control = (
        "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:r><w:t>Vul in</w:t></w:r></w:sdtContent>"
        "</w:sdt>"
    )
    bound = '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{1}"/>'
    header = para("Koptekst", control.format(bound), control.format("<w:showingPlcHdr/>"))
    files = short(replace(DUTCH, header=header))
    assert PROPERTIES.title in stories(files, "header")
    assert not any(True for root in files.values() for _ in root.iter(f"{W}sdt"))


def test_on_turned_pages_the_header_reaches_the_right_margin() -> None:
    """The tab stops of the house's header move with the margin; the words are the same."""
    files = parts(rendered("gemeente"))
    headers = {n: files[n] for n in files if n.startswith("word/header")}
    wide = 16838 - 1418 - 1701
    turned = [
        [t.get(f"{W}pos") for t in root.iter(f"{W}tab") if t.get(f"{W}pos")]
        for root in headers.values()
        if next(root.iter(f"{W}tabs"), None) is not None
    ]
    assert ["4393", str(4393 + (wide - 8787) // 2), "8787", str(wide)] in turned
    assert sum("Voorbeeldstad⇥" in text(root) for root in headers.values()) == 2


def test_where_the_house_has_no_header_ours_stands() -> None:
    """Title and version above, page numbers below, in the house's own font."""
    files = short(LETTER)
    assert "versie 0.9" in "".join(stories(files, "header"))
    assert "Pagina 1 van 1" in "".join(stories(files, "footer"))


# ------------------------------------------------------------------ styles


def test_styles_are_found_by_name_and_keep_their_ids() -> None:
    """Word in Dutch calls heading 1 Kop1 in its ids: chapters are set in that very style."""
    files = parts(rendered("gemeente"))
    found = names(files)
    assert found["heading 1"].get(f"{W}styleId") == "Kop1"
    assert found["footnote text"].get(f"{W}styleId") == "Voetnoottekst"
    used = {val(p, f"{W}pPr/{W}pStyle") for p in files["word/document.xml"].iter(f"{W}p")}
    assert {"Kop1", "Kop2", "Lijstopsomteken"} <= used
    assert val(found["heading 1"], f"{W}rPr/{W}color") == "E17000"


def test_styles_with_dutch_names_are_taken_as_words_own() -> None:
    """A style that somebody called "Kop 1" becomes Word's heading 1, which the contents gather."""
    found = names(parts(rendered("letter")))
    assert found["heading 1"].get(f"{W}styleId") == "Kop1huis"
    assert found["heading 1"].get(f"{W}customStyle") is None
    assert val(found["heading 1"], f"{W}rPr/{W}sz") == "36"
    assert val(found["heading 1"], f"{W}pPr/{W}outlineLvl") == "0"
    assert found["Title"].get(f"{W}styleId") == "DocTitel"


def test_the_houses_table_is_used_and_its_header_row_can_be_read() -> None:
    """Tables get the house's style; the words in its dark header row are light."""
    files = parts(rendered("gemeente"))
    tables = {val(t, f"{W}tblPr/{W}tblStyle") for t in files["word/document.xml"].iter(f"{W}tbl")}
    assert "Tabelgemeente" in tables
    assert val(names(files)["Tabelkop"], f"{W}rPr/{W}color") == "FFFFFF"


def test_headings_are_numbered_once() -> None:
    """The house's numbers give way to ours, with their colour; its bullets stay its own."""
    files = parts(rendered("gemeente"))
    numbering = files["word/numbering.xml"]
    owners = [val(level, f"{W}pStyle") for level in numbering.iter(f"{W}lvl")]
    assert owners.count("Kop1") == 1
    assert owners.count("Lijstopsomteken") >= 1
    (level,) = (one for one in numbering.iter(f"{W}lvl") if val(one, f"{W}pStyle") == "Kop1")
    assert val(level, f"{W}lvlText") == "%1"
    assert val(level, f"{W}rPr/{W}color") == "007BC7"
    bullet = val(names(files)["List Bullet"], f"{W}pPr/{W}numPr/{W}numId")
    num = next(n for n in numbering.findall(f"{W}num") if n.get(f"{W}numId") == bullet)
    abstract = val(num, f"{W}abstractNumId")
    own = next(
        a for a in numbering.findall(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == abstract
    )
    assert val(own, f"{W}lvl/{W}lvlText") == "■"


def test_our_colour_is_nowhere_in_a_house_style() -> None:
    """Lines, bullets and totals take the house's colour."""
    for house in STAND_INS:
        for name, root in parts(rendered(house)).items():
            values = {v for e in root.iter() for v in e.attrib.values()}
            assert look.ACCENT not in values, (house, name)
            assert look.TINT not in values, (house, name)


@given(st.from_regex(r"[0-9A-F]{6}", fullmatch=True), st.from_regex(r"[0-9A-F]{6}", fullmatch=True))
def test_every_colour_of_a_house_gets_legible(heading: str, accent: str) -> None:
    """Whatever colours a house has, what we write with can be read on white and on its tint."""
    colours = palette(heading, Theme({"accent1": accent}))
    assert contrast(colours.accent, look.WHITE) >= 4.5
    assert contrast(colours.accent, colours.tint) >= 4.5
    assert contrast(colours.grey, look.WHITE) >= 4.5


def test_all_text_is_in_our_language() -> None:
    """A file from an American Word speaks Dutch, in its defaults and in each style."""
    files = parts(rendered("letter"))
    root = files["word/styles.xml"]
    languages = {e.get(f"{W}val") for e in root.iter(f"{W}lang")}
    assert languages == {"nl-NL"}
    assert root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is not None


def test_paragraphs_stand_apart_where_the_house_has_no_space_between_them() -> None:
    """Without white space in its basic style running text gets the style Body Text, with some."""
    files = short(BARE)
    used = val(next(files["word/document.xml"].iter(f"{W}p")), f"{W}pPr/{W}pStyle")
    spacing = names(files)["Body Text"].find(f"{W}pPr/{W}spacing")
    assert used == names(files)["Body Text"].get(f"{W}styleId")
    assert spacing is not None
    assert int(spacing.get(f"{W}after", "0")) > 0
    spaced = style("Normal", "Normal", default=True, ppr='<w:spacing w:after="120"/>')
    files = short(replace(BARE, styles=spaced))
    assert val(next(files["word/document.xml"].iter(f"{W}p")), f"{W}pPr/{W}pStyle") == "Normal"


def test_text_in_tables_fits_in_a_wide_font() -> None:
    """Where the house's font is wide, table text is set smaller, and its columns wider."""
    styles = Styles(open_house(made(DUTCH), PROPERTIES).word.styles.element)
    assert styles.face("Tabeltekst").size < look.TABLE_SIZE
    assert styles.wide("Tabeltekst") <= look.TABLE_SIZE
    assert 1 < styles.table_stretch < 1.2


# ------------------------------------------------------------------ our own look as an example


def test_our_example_as_a_house_style_gives_our_own_look() -> None:
    """Rendered with the example the styles of the text are those of our own look."""
    ours, theirs = names(parts(write(SAMPLE))), names(parts(write(SAMPLE, base=example())))
    for name in ("heading 1", "heading 3", "Tabeltekst", "Regioplan tabel", "Title", "List Bullet"):
        for path in (f"{W}rPr/{W}sz", f"{W}rPr/{W}color", f"{W}pPr/{W}keepNext"):
            assert val(theirs[name], path) == val(ours[name], path), (name, path)
    assert set(ours) <= set(theirs)


def test_a_file_that_ends_on_a_turned_page_gives_its_upright_header() -> None:
    """The last upright section counts: its header and footer stand on every page."""
    data = example()
    described = describe(data)
    assert described.size == (21.0, 29.7)
    headers = stories(parts(write(SAMPLE, base=data)), "header")
    assert len(headers) == 2  # upright and turned, the same words
    assert len(set(headers)) == 1


def test_the_example_has_every_style_and_the_placeholders() -> None:
    """Somebody who changes the example changes all that regioplan writes with."""
    described = describe(example())
    assert described.made == ()
    assert described.own_made == 0
    assert {"titel", "status", "versie", "regio"} <= {
        name for story in described.stories for name in story.placeholders
    }


# ------------------------------------------------------------------ files that cannot be used


def _with(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    return zipped({**files, name: content})


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(31):
            archive.writestr(f"word/media/{number}.xml", bytes(10_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "geen Word-bestand"),
        (b"gewone tekst", "geen Word-bestand"),
        (b"%PDF-1.7", "een PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oude Word-versie (.doc)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"PK\x03\x04 en dan niets", "beschadigd"),
        (zipped({"brief.txt": "hallo"}), "geen Word-bestand"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "LibreOffice"),
        (_with(made(BARE), "word/document.xml", b"<kapot"), "beschadigd"),
        (_with(made(BARE), "word/styles.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "beschadigd"),
        (made(replace(BARE, paper=(3000, 4000))), "te klein of te groot"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_kind_of_file_is_refused_in_words(data: bytes, said: str) -> None:
    """Each kind that somebody may give instead gets a sentence that says what it is."""
    with pytest.raises(RegioplanError, match=re.escape(said)):
        write(SAMPLE, base=data)


def test_macros_are_refused() -> None:
    """A .docm is refused: a document with macros is not passed on, nor silently stripped."""
    data = made(BARE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    macros = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert macros != types
    with pytest.raises(RegioplanError, match="macro"):
        write(SAMPLE, base=_with(data, "[Content_Types].xml", macros))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A small file that unpacks to hundreds of megabytes is not read."""
    with pytest.raises(RegioplanError, match="te groot"):
        write(SAMPLE, base=_bomb())


_SHORT = document((par("Tekst."),))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(sorted(STAND_INS)), st.booleans())
def test_a_broken_file_gives_a_sentence_or_a_document(seed: int, house: str, cut: bool) -> None:
    """A file that is cut off or has changed bytes never ends in another error."""
    data = bytearray(_made(house))
    chance = random.Random(seed)  # noqa: S311  # no secret: the seed comes from hypothesis
    if cut:
        del data[chance.randrange(len(data)) :]
    for _ in range(chance.randrange(1, 20)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    _refused_or_written(bytes(data))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(sorted(STAND_INS)))
def test_a_file_with_broken_xml_gives_a_sentence_or_a_document(seed: int, house: str) -> None:
    """The same when the zip is sound and its XML is not: elements gone, attributes changed."""
    chance = random.Random(seed)  # noqa: S311  # as above
    with zipfile.ZipFile(io.BytesIO(_made(house))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([n for n in files if n.endswith((".xml", ".rels"))])
    pieces = re.split(rb"(<[^>]*>|\"[^\"]*\")", files[name])
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(pieces))
        pieces[place] = chance.choice((b"", b'"x"', b'"-1"', b"<w:p/>", pieces[place] * 2))
    _refused_or_written(zipped({**files, name: b"".join(pieces)}))


@cache
def _made(house: str) -> bytes:
    return made(STAND_INS[house])


def _refused_or_written(data: bytes) -> None:
    with contextlib.suppress(RegioplanError):
        assert write(_SHORT, base=data).startswith(b"PK")


# ------------------------------------------------------------------ the command


def test_the_command_tells_what_the_house_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paper, font, headers, what is found, made, left behind: each under its own word."""
    file = tmp_path / "huis.docx"
    file.write_bytes(made(DUTCH))
    assert main(["house-style", str(file)]) == 0
    told = capsys.readouterr().out
    for words in ("A4", "Verdana, 9 punt", "titel, status, versie", "Kop 1 en 2", "Kop 3 en 4",
                  "Tabel gemeente", "opmerkingen van lezers", "Lettertypen"):  # fmt: skip
        assert words in " ".join(told.split())
    assert max(map(len, told.splitlines()[1:])) <= 80


def test_the_command_tells_it_to_a_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The JSON has Dutch keys and the same facts."""
    file = tmp_path / "huis.dotx"
    file.write_bytes(made(LETTER))
    assert main(["house-style", str(file), "--output-format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["pagina"]["papier"] == "Letter"
    assert {"stijl": "heading 1", "word": "Kop 1", "naam": "Kop 1", "id": "Kop1huis"} in told[
        "gevonden"
    ]
    assert told["kop_en_voet"] == []
    assert "de naam van de maker" in told["blijft_achter"]


def test_without_fontconfig_fonts_are_said_not_to_be_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is claimed of fonts that nobody looked for."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    file = tmp_path / "huis.docx"
    file.write_bytes(made(DUTCH))
    assert [font.here for font in workflows.house_style(file).fonts] == [None]


def test_a_file_that_cannot_be_used_gives_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says what is wrong, on stderr."""
    file = tmp_path / "huis.docx"
    file.write_bytes(b"%PDF-1.7")
    assert main(["house-style", str(file)]) == 2
    assert "PDF" in capsys.readouterr().err
    assert main(["house-style"]) == 2
    assert "Noem een Word-bestand" in capsys.readouterr().err


def test_the_example_is_written_and_never_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example can be looked at by the same command; a file that is there stays."""
    file = tmp_path / "huisstijl.docx"
    assert main(["house-style", "-o", str(file)]) == 0
    assert capsys.readouterr().out.strip() == str(file)
    assert main(["house-style", str(file)]) == 0
    file.write_bytes(b"van iemand")
    assert main(["house-style", "-o", str(file)]) == 2
    assert file.read_bytes() == b"van iemand"
    assert main(["house-style", "-o", str(tmp_path / "huisstijl.dotm")]) == 2


# ------------------------------------------------------------------ facts


def test_every_word_file_says_what_it_was_made_from() -> None:
    """The facts are custom properties, with a house style and without."""
    facts = (("regioplan-revisie", "1a2b3c"), ("regioplan-schoon", "ja"))
    one = document((par("Tekst."),), properties=replace(PROPERTIES, facts=facts))
    for data in (write(one), write(one, base=made(DUTCH))):
        root = parts(data)["docProps/custom.xml"]
        assert tuple((p.get("name"), "".join(p.itertext())) for p in root) == facts
    assert "docProps/custom.xml" not in parts(write(Document("Tekst.", PROPERTIES)))
