"""Comments come home: what reviewers say in Word stands in one list, each at its line of YAML."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from needs import soffice
from regioplan import workflows
from regioplan.cli import main
from regioplan.document.reactienota import Rij
from regioplan.errors import RegioplanError
from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.readers.kept import Entry, appended
from regioplan.readers.package import Package
from regioplan.readers.remarks import read_remarks
from regioplan.readers.walk import plain
from regioplan.writers.word.names import REDLINE_AUTHOR
from word_edits import Reviewer, content_of, rewritten, threaded, through_libreoffice

BASIS = Path(__file__).parent / "basis"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The base programme as a Word file, as it goes to the reviewers."""
    file = tmp_path_factory.mktemp("heen") / "concept.docx"
    workflows.render(BASIS, (file,), page_numbers=False)
    return file.read_bytes()


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    """A copy of the base programme, to keep reactions in."""
    return Path(shutil.copytree(BASIS, tmp_path / "basis"))


def rows(folder: Path, *contents: bytes, save: bool = False) -> tuple[Rij, ...]:
    """The rows of the reactienota for these files."""
    return found(folder, *contents, save=save).rijen


def found(folder: Path, *contents: bytes, save: bool = False) -> workflows.Commented:
    home = folder.parent / "terug"
    home.mkdir(exist_ok=True)
    files = [home / f"reacties-{number}.docx" for number, _ in enumerate(contents)]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return workflows.comments(files, folder, save=save)


def line_of(file: str, text: str) -> str:
    """The only line in a file of the base programme that holds this text, as `file:line`."""
    lines = (BASIS / file).read_text("utf-8").split("\n")
    (number,) = [n for n, line in enumerate(lines, 1) if text in line]
    return f"{file}:{number}"


OVERSTAP = "themas/1-overstap.yaml"
REMARKS = {
    "Zomerbrug & start": (OVERSTAP, "titel: Zomerbrug & start"),
    "oefenen aankomende studenten": (OVERSTAP, "oefenen aankomende studenten"),
    "Drie dagen meelopen": (OVERSTAP, "Drie dagen meelopen"),
    "Wie twijfelt": (OVERSTAP, "Wie twijfelt"),
    "late aanmelding": (OVERSTAP, "een late aanmelding"),
    "Minder jongeren stoppen": (OVERSTAP, "Minder jongeren stoppen"),
    "veertig studenten": (OVERSTAP, "veertig studenten"),
    "Elk jaar van juni": (OVERSTAP, "Elk jaar van juni"),
    "Werk trekt voordat": ("analyse.yaml", "Werk trekt voordat"),
}
"""Words in the Word file → the file, and what stands on the line that they come from."""


@pytest.fixture(scope="module")
def remarked(sent: bytes) -> bytes:
    reviewer = Reviewer(sent)
    for number, words in enumerate(REMARKS):
        reviewer.comments_on(words, f"Opmerking {number}")
    return reviewer.saved()


PLACES = {f"Opmerking {number}": line_of(*where) for number, where in enumerate(REMARKS.values())}


# ------------------------------------------------------------------ places


def test_each_comment_stands_at_the_line_of_its_words(basis: Path, remarked: bytes) -> None:
    """Titles, running text, items of lists, cells: the line itself, not only the measure."""
    made = rows(basis, remarked)
    assert {rij.wat: rij.plaats for rij in made} == PLACES


def test_a_place_is_called_by_its_number_and_title(basis: Path, sent: bytes) -> None:
    """Whoever has the document finds the place without knowing YAML."""
    reviewer = Reviewer(sent)
    reviewer.comments_on("Drie dagen meelopen", "Waarom drie?")
    reviewer.comments_on("Wie twijfelt", "Wie beslist dat?")
    first, second = rows(basis, reviewer.saved())
    assert first.waar == "Maatregel 1.1 onder a: Zomerbrug & start"
    assert second.waar == "Maatregel 1.1: Zomerbrug & start"


def test_a_comment_in_a_row_stands_at_the_item_of_that_row(basis: Path, sent: bytes) -> None:
    """A cell whose words regioplan chose is placed at the item, not at the chapter."""
    reviewer = Reviewer(sent)
    reviewer.comments_on_cell("Gemeente Harderwijk", -1, "Klopt deze rol?")
    (made,) = rows(basis, reviewer.saved())
    lines = (BASIS / "partners.yaml").read_text("utf-8").split("\n")
    name = next(n for n, line in enumerate(lines, 1) if "naam: Gemeente Harderwijk" in line)
    ends = next(n for n in range(name, len(lines)) if lines[n].startswith("  - id:"))
    assert made.bestand == "partners.yaml"
    assert name - 1 <= made.regel <= ends


def test_without_bookmarks_the_headings_and_the_words_tell_the_place(
    basis: Path, remarked: bytes
) -> None:
    """Some programs throw bookmarks away; then the user is asked to check the places."""
    reviewer = Reviewer(remarked)
    reviewer.loses_bookmarks()
    made = found(basis, reviewer.saved())
    assert {rij.wat: rij.plaats for rij in made.rijen} == PLACES
    assert any("geen bladwijzers" in remark for remark in made.remarks)


def test_a_heading_that_was_thrown_away_moves_no_comment(basis: Path, remarked: bytes) -> None:
    """Words below a heading that is gone do not belong to the measure before it."""
    reviewer = Reviewer(remarked)
    reviewer.comments_on("gaat mee van de oude naar de nieuwe school", "Tot de kerst is te kort.")
    reviewer.removes("Overstapcoach")
    made = {rij.wat: rij for rij in rows(basis, reviewer.saved())}
    coach = made.pop("Tot de kerst is te kort.")
    assert coach.plaats == line_of(OVERSTAP, "Eén coach gaat mee")
    assert coach.waar == "Maatregel 1.2: Overstapcoach"
    assert {wat: rij.plaats for wat, rij in made.items()} == PLACES


def test_a_comment_that_refers_from_nowhere_is_not_lost(basis: Path, remarked: bytes) -> None:
    """A file in which the marks of a comment are gone still gives its words, without a place."""
    reviewer = Reviewer(remarked)
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(reviewer.word.element.body.iter(f"{{*}}{tag}")):
            if mark.get(mark.nsmap["w"].join("{}") + "id") == "0":
                mark.getparent().remove(mark)
    made = rows(basis, reviewer.saved())
    assert [rij.wat for rij in made if not rij.plaats] == ["Opmerking 0"]
    assert len(made) == len(REMARKS)


@soffice
class TestLibreOffice:
    """What LibreOffice leaves of a file."""

    def test_every_comment_and_edit_survives_libreoffice(
        self, basis: Path, remarked: bytes, tmp_path: Path
    ) -> None:
        """Opened and saved by LibreOffice, each stands at the same place in the same words."""
        reviewer = Reviewer(remarked, "Fatima El Amrani")
        reviewer.replaces("zes weken", "acht weken")
        content = reviewer.saved()
        before = {(r.id, r.wat, r.plaats, r.waar) for r in rows(basis, content)}
        after = rows(basis, through_libreoffice(content, tmp_path))
        assert {(r.id, r.wat, r.plaats, r.waar) for r in after} == before
        assert len(before) == len(REMARKS) + 1


# ------------------------------------------------------------------ one list of all


def test_what_four_reviewers_said_is_one_list(basis: Path, sent: bytes) -> None:
    """The same words about the same words are one reaction that names all who said it."""
    names = ("Jan de Boer", "Fatima El Amrani", "Kees Súdwest", "P. van ’t Veer")
    contents = []
    for name in names:
        reviewer = Reviewer(sent, name)
        reviewer.comments_on("Drie dagen meelopen", "Waarom drie?")
        reviewer.comments_on("Wie twijfelt", f"Vraag van {name}")
        reviewer.replaces("zes weken", "acht weken")
        contents.append(reviewer.saved())
    made = rows(basis, *contents)
    assert [rij.nummer for rij in made] == list(range(1, 7))
    by_text = {rij.wat: [spreker.naam for spreker in rij.wie] for rij in made}
    assert by_text == {
        "Waarom drie?": list(names),
        "“zes weken” vervangen door “acht weken”": list(names),
        **{f"Vraag van {name}": [name] for name in names},
    }


def test_the_same_words_about_two_measures_are_two_reactions(basis: Path, sent: bytes) -> None:
    """A place is part of what is said."""
    reviewer = Reviewer(sent)
    reviewer.comments_on("Wie twijfelt", "Onduidelijk.")
    reviewer.comments_on("veertig studenten", "Onduidelijk.")
    assert len(rows(basis, reviewer.saved())) == 2


def test_the_order_is_that_of_the_document(basis: Path, sent: bytes) -> None:
    """Whoever has the document beside it reads both from front to back."""
    first, second = Reviewer(sent, "A"), Reviewer(sent, "B")
    first.comments_on("veertig studenten", "c")
    second.comments_on("Werk trekt voordat", "a")
    second.comments_on("Drie dagen meelopen", "b")
    assert [r.wat for r in rows(basis, first.saved(), second.saved())] == ["a", "b", "c"]


def test_a_file_named_twice_counts_once(basis: Path, remarked: bytes) -> None:
    """`comments *.docx a.docx` says nothing twice."""
    file = basis.parent / "terug.docx"
    file.write_bytes(remarked)
    made = workflows.comments([file, file.parent / "." / file.name], basis)
    assert len(made.rijen) == len(REMARKS)
    assert all(len(rij.wie) == 1 for rij in made.rijen)


def test_replies_stand_below_their_comment_and_resolved_ones_are_marked(
    basis: Path, sent: bytes
) -> None:
    """A conversation in Word is one reaction; a reply to a reply belongs to it too."""
    reviewer = Reviewer(sent)
    reviewer.comments_on("Drie dagen meelopen", "Waarom drie?")
    reviewer.comments_on("Wie twijfelt", "Wie beslist dat?")
    reviewer.comments_on("Drie dagen meelopen", "Dat past in een week.")
    reviewer.comments_on("Drie dagen meelopen", "Akkoord.")
    content = threaded(reviewer.saved(), answers={2: 0, 3: 2}, done=(1,))
    first, second = rows(basis, content)
    assert [deel.tekst for deel in first.vervolg] == ["Dat past in een week.", "Akkoord."]
    assert (first.status, second.status) == ("open", "afgehandeld")


def test_comments_that_answer_each_other_in_a_circle_are_told(basis: Path, sent: bytes) -> None:
    """A damaged conversation loses no words and ends."""
    reviewer = Reviewer(sent)
    reviewer.comments_on("Drie dagen meelopen", "een")
    reviewer.comments_on("Drie dagen meelopen", "twee")
    content = threaded(reviewer.saved(), answers={0: 1, 1: 0}, done=())
    assert sorted(rij.wat for rij in rows(basis, content)) == ["een", "twee"]


# ------------------------------------------------------------------ edits


def test_each_kind_of_edit_is_told_in_words(basis: Path, sent: bytes) -> None:
    """Replaced, added, struck out: words, paragraphs and rows."""
    reviewer = Reviewer(sent, "Kees")
    reviewer.replaces("zes weken", "acht weken")
    reviewer.replaces(", thuis of op school", "")
    reviewer.adds_behind("een late aanmelding", ", uit schulden")
    reviewer.adds_paragraph("Wie goed begint", "Een nieuwe alinea.")
    reviewer.strikes_paragraph("Drie dagen meelopen")
    said = {rij.wat for rij in rows(basis, reviewer.saved())}
    assert said == {
        "“zes weken” vervangen door “acht weken”",
        "Geschrapt: “, thuis of op school”",
        "Toegevoegd na “uit verzuim, een late aanmelding”: “, uit schulden”",
        "Alinea toegevoegd: “Een nieuwe alinea.”",
        "Alinea geschrapt: “Drie dagen meelopen met een student die al langer op school zit.”",
    }


def test_a_new_and_a_struck_out_row_are_one_edit_each(basis: Path, sent: bytes) -> None:
    """Not one edit for every cell."""
    reviewer = Reviewer(sent, "Kees")
    table = next(t for t in reviewer.word.tables if len(t.columns) > 2)
    first, second = (row.cells[0].text for row in table.rows[1:3])
    reviewer.adds_row(first.split("\n")[0], "Nieuwe partner", "Gemeente", "Uitvoerder")
    reviewer.strikes_row(second.split("\n")[0])
    made = [rij.wat for rij in rows(basis, reviewer.saved())]
    assert "Rij toegevoegd: “Nieuwe partner | Gemeente | Uitvoerder”" in made
    assert len(made) == 2
    assert any(wat.startswith(f"Rij geschrapt: “{second.splitlines()[0]}") for wat in made)


def test_an_edit_stands_at_the_line_of_the_old_words(basis: Path, sent: bytes) -> None:
    """The new words are nowhere in the YAML yet."""
    reviewer = Reviewer(sent, "Kees")
    reviewer.replaces("Na zes weken", "Na acht weken")
    reviewer.adds_behind("een late aanmelding", ", uit schulden")
    made = {rij.plaats for rij in rows(basis, reviewer.saved())}
    assert made == {line_of(OVERSTAP, "Na zes weken"), line_of(OVERSTAP, "een late aanmelding")}


def test_a_new_paragraph_stands_behind_the_one_before_it(basis: Path, sent: bytes) -> None:
    """The end of that one is marked too; it is no edit of its own."""
    reviewer = Reviewer(sent, "Kees")
    reviewer.adds_paragraph("Wie goed begint", "Een nieuwe alinea.")
    (made,) = rows(basis, reviewer.saved())
    assert made.plaats == line_of(OVERSTAP, "Wie goed begint")


def test_enter_within_a_text_is_told(basis: Path, sent: bytes) -> None:
    """A paragraph that was split has no new words, but it was changed."""
    reviewer = Reviewer(sent, "Kees")
    reviewer.splits("Drie dagen meelopen")
    (made,) = rows(basis, reviewer.saved())
    assert made.wat == "Nieuwe alinea begonnen na “al langer op school zit.”."


def test_changes_that_regioplan_marked_are_no_reactions(basis: Path, sent: bytes) -> None:
    """A redline that goes round comes back with our own marks; readers have names."""
    ours = Reviewer(sent, f"{REDLINE_AUTHOR} (sinds versie 0.9)")
    ours.replaces("zes weken", "acht weken")
    theirs = Reviewer(ours.saved(), "Kees")
    theirs.replaces("veertig studenten", "vijftig studenten")
    made = found(basis, theirs.saved())
    assert [rij.wat for rij in made.rijen] == [
        "“veertig studenten” vervangen door “vijftig studenten”"
    ]
    assert any("door regioplan zelf" in remark for remark in made.remarks)


def test_a_file_without_reactions_is_told(basis: Path, sent: bytes) -> None:
    """Somebody may have sent the wrong file."""
    made = found(basis, sent)
    assert made.rijen == ()
    assert any("geen opmerkingen" in remark for remark in made.remarks)


# ------------------------------------------------------------------ answers


def test_saved_reactions_are_not_new_the_next_time(basis: Path, remarked: bytes) -> None:
    """The next round asks only what is new, and shows the answers that were given."""
    first = found(basis, remarked, save=True)
    assert first.added == len(REMARKS)
    file = basis / "reacties.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace(
            "antwoord: n.t.b.\n  status: open", "antwoord: Zo is het.\n  status: afgehandeld", 1
        ),
        "utf-8",
    )
    reviewer = Reviewer(remarked, "Fatima")
    reviewer.comments_on("Drie dagen", "Nog iets.")
    again = found(basis, reviewer.saved(), save=True)
    assert [rij.wat for rij in again.rijen if rij.nieuw] == ["Nog iets."]
    assert [rij.antwoord for rij in again.rijen if rij.status == "afgehandeld"] == ["Zo is het."]
    assert again.added == 1
    assert found(basis, reviewer.saved(), save=True).added == 0


def test_the_answers_alone_make_a_reactienota(basis: Path, remarked: bytes) -> None:
    """Without a Word file all rounds together are told."""
    found(basis, remarked, save=True)
    made = workflows.comments([], basis)
    assert {rij.wat for rij in made.rijen} == set(PLACES)
    assert not any(rij.nieuw for rij in made.rijen)


OWN_TEXT = (
    "# Mijn eigen uitleg\r\n"
    "reacties:\r\n"
    "    - id: eigen\r\n"
    "      wat: Per brief.  # van de wethouder\r\n"
    "      antwoord: 'Ja'\r\n"
    "# nog een regel"
)


def test_what_the_user_wrote_stays_byte_for_byte(basis: Path, remarked: bytes) -> None:
    """Comments, line ends, indentation: what is new comes behind it."""
    file = basis / "reacties.yaml"
    file.write_bytes(OWN_TEXT.encode())
    found(basis, remarked, save=True)
    after = file.read_bytes()
    assert after.startswith(OWN_TEXT.encode())
    assert b"\n" not in after.replace(b"\r\n", b"")
    kept = load(read_folder(basis)).reacties
    assert kept is not None
    assert len(kept.reacties) == len(REMARKS) + 1
    assert kept.reacties[0].antwoord == "Ja"


@pytest.mark.parametrize("text", ["reacties: [{id: a, wat: b}]\n", "reacties: n.t.b.\n"])
def test_a_list_that_cannot_be_added_to_is_left_alone(
    basis: Path, remarked: bytes, text: str
) -> None:
    """Nothing is written, not even the reactienota, and it is said what to do."""
    (basis / "reacties.yaml").write_text(text, "utf-8")
    nota = basis.parent / "nota.md"
    file = basis.parent / "terug.docx"
    file.write_bytes(remarked)
    with pytest.raises(RegioplanError, match=r"reacties\.yaml is niet aan te vullen"):
        workflows.comments([file], basis, [nota], save=True)
    assert (basis / "reacties.yaml").read_text("utf-8") == text
    assert not nota.exists()


@given(
    words=st.lists(
        st.text(
            st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=40
        ),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_a_reviewer_types_can_be_kept_and_read_back(words: list[str]) -> None:
    """No sign in a comment breaks the YAML file."""
    lines = "\n".join(filter(None, (" ".join(plain(w).split()) for w in words))) or "x"
    name = lines.split("\n", maxsplit=1)[0]
    once = appended(None, [Entry("r-1", (name,), name, "", lines, "open")])
    twice = appended(once, [Entry("r-2", (name,), "", name, lines, "open")])
    loaded = load({"reacties.yaml": twice})
    assert [f for f in loaded.findings if f.location.file == "reacties.yaml"] == []
    assert loaded.reacties is not None
    assert [r.wat for r in loaded.reacties.reacties] == [lines, lines]


def test_a_fault_in_the_answers_is_told_with_its_line(basis: Path) -> None:
    """The file is checked like the others, but no rule of law is skipped for it."""
    before = workflows.validate(BASIS).uitkomst
    (basis / "reacties.yaml").write_text(
        "reacties:\n- id: a\n  wat: b\n  antword: c\n- id: a\n  wat: d\n", "utf-8"
    )
    uitkomst = workflows.validate(basis).uitkomst
    said = [f for f in uitkomst.findings if f.location.file == "reacties.yaml"]
    assert [(f.rule, f.location.line) for f in said] == [("INT-sleutel-onbekend", 4)]
    assert uitkomst.skipped == before.skipped


def test_two_reactions_with_one_id_are_told(basis: Path) -> None:
    """Answers would end up at the wrong one."""
    (basis / "reacties.yaml").write_text(
        "reacties:\n- id: a\n  wat: b\n- id: a\n  wat: d\n", "utf-8"
    )
    findings = workflows.validate(basis).uitkomst.findings
    said = [f for f in findings if f.location.file == "reacties.yaml"]
    assert [(f.rule, f.location.line) for f in said] == [("INT-id-dubbel", 4)]


def test_answers_that_are_open_are_no_open_points_of_the_programme(
    basis: Path, remarked: bytes
) -> None:
    """An answer that is still n.t.b. says nothing of the law."""
    before = workflows.validate(BASIS).uitkomst.findings
    found(basis, remarked, save=True)
    assert workflows.validate(basis).uitkomst.findings == before


# ------------------------------------------------------------------ forms


@pytest.fixture
def nota(basis: Path, sent: bytes) -> Path:
    """A file with one comment that a spreadsheet would take for a formula."""
    reviewer = Reviewer(sent, "=Kees|")
    reviewer.comments_on("Drie dagen meelopen", "=1+1 *vet* | <b>\nTweede regel")
    file = basis.parent / "terug.docx"
    file.write_bytes(reviewer.saved())
    return file


def test_the_csv_opens_in_a_dutch_spreadsheet_and_holds_no_formula(basis: Path, nota: Path) -> None:
    """A mark for UTF-8, semicolons, and an apostrophe before what would be calculated."""
    out = nota.with_suffix(".csv")
    workflows.comments([nota], basis, [out])
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    (row,) = table
    assert row["reactie"] == "'=1+1 *vet* | <b>\nTweede regel"
    assert row["wie"].startswith("'=Kees|")
    assert row["waar"] == "Maatregel 1.1 onder a: Zomerbrug & start"
    assert row["antwoord"] == ""


def test_the_word_and_markdown_reactienota_hold_the_words_as_typed(basis: Path, nota: Path) -> None:
    """What a reviewer types is never Markdown; both hold the same words."""
    out = [nota.with_name("nota.docx"), nota.with_name("nota.md")]
    workflows.comments([nota], basis, out)
    word = Reviewer(out[0].read_bytes()).word
    cells = [cell.text for row in word.tables[0].rows for cell in row.cells]
    assert any("=1+1 *vet* | <b>\nTweede regel" in cell for cell in cells)
    assert cells[:6] == ["Nr.", "Wie", "Waar", "Reactie", "Antwoord", "Status"]
    assert r"=1+1 \*vet\* \| \<b\><br>Tweede regel" in out[1].read_text("utf-8")


def test_the_json_has_dutch_keys(
    basis: Path, nota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the screen and in a file the same."""
    out = nota.with_suffix(".json")
    workflows.comments([nota], basis, [out])
    assert main(["comments", str(nota), "--folder", str(basis), "--output-format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown == json.loads(out.read_text("utf-8"))
    (reactie,) = shown["reacties"]
    assert reactie["bestand"] == OVERSTAP
    assert reactie["status"] == "open"
    assert shown["nieuw"] == 1


def test_the_list_on_the_screen_tells_who_where_and_what(
    basis: Path, remarked: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place can be clicked; the last line counts."""
    file = basis.parent / "terug.docx"
    file.write_bytes(remarked)
    assert main(["comments", str(file), "--folder", str(basis)]) == 0
    said = capsys.readouterr().out
    assert f"{basis}/{PLACES['Opmerking 2']}\n" in said
    assert "Maatregel 1.1: Zomerbrug & start\n" in said
    assert said.endswith(
        f"{len(REMARKS)} reacties van 1 lezer: {len(REMARKS)} nieuw, 0 afgehandeld, 0 beantwoord.\n"
    )


def test_the_reactienota_is_not_written_over_what_came_back(
    basis: Path, nota: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reviewer's file is the only one there is."""
    before = nota.read_bytes()
    assert main(["comments", str(nota), "--folder", str(basis), "-o", str(nota)]) == 2
    assert "Kies een andere naam" in capsys.readouterr().err
    assert nota.read_bytes() == before


def test_an_unknown_form_is_refused_before_anything_is_read(basis: Path) -> None:
    """The forms that there are, are named."""
    with pytest.raises(RegioplanError, match=r"\.csv of \.json"):
        workflows.comments([], basis, [Path("nota.xlsx")])


# ------------------------------------------------------------------ files from elsewhere


def told(content: bytes) -> str:
    with pytest.raises(RegioplanError) as raised:
        read_remarks(Package("x.docx", content))
    return str(raised.value)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return out.getvalue()


def test_what_is_no_word_file_is_told(sent: bytes) -> None:
    """Each in its own words: what it is, and what to do."""
    assert "geen Word-bestand" in told(b"Hallo")
    assert "wachtwoord" in told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "macro" in told(rewritten(sent, {"word/vbaProject.bin": b"x"}))
    assert "LibreOffice" in told(zipped(mimetype=b"application/vnd.oasis", content_xml=b"<a/>"))
    assert "geen tekst van Word" in told(zipped(xl__workbook_xml=b"<a/>"))


def test_entities_are_refused(sent: bytes) -> None:
    """A small file that unfolds to a large one, or reads a file of this machine."""
    trick = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

    def with_entity(part: bytes) -> bytes:
        body = part[part.index(b"<w:document") :]
        return trick + body.replace(b"<w:t>", b"<w:t>&b;", 1)

    assert "beschadigd" in told(rewritten(sent, {"word/document.xml": with_entity}))


def test_a_bomb_is_refused() -> None:
    """What unfolds to more than any programme is not unfolded."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/media/{number}.bin", bytes(90_000_000))
        archive.writestr("word/document.xml", b"<a/>")
    assert "groter dan" in told(out.getvalue())


@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_broken_file_gives_a_dutch_sentence_and_no_crash(
    data: st.DataObject, remarked: bytes
) -> None:
    """Cut off, overwritten, or with a part that says something else."""
    kind = data.draw(st.sampled_from(["cut", "bytes", "part"]))
    if kind == "cut":
        content = remarked[: data.draw(st.integers(0, len(remarked)))]
    elif kind == "bytes":
        at = data.draw(st.integers(0, len(remarked) - 1))
        content = remarked[:at] + data.draw(st.binary(min_size=1, max_size=40)) + remarked[at:]
    else:
        name = data.draw(
            st.sampled_from(
                ["word/document.xml", "word/comments.xml", "word/styles.xml", "word/footnotes.xml"]
            )
        )
        part = content_of(remarked, name)
        at = data.draw(st.integers(0, len(part) - 1))
        length = data.draw(st.integers(0, 300))
        content = rewritten(remarked, {name: part[:at] + part[at + length :] or b" "})
    said = ""
    try:
        read_remarks(Package("x.docx", content))
    except RegioplanError as error:
        said = str(error)
    assert said == "" or said.startswith("x.docx ")


MARKS = (
    "p",
    "r",
    "t",
    "ins",
    "del",
    "tr",
    "tc",
    "tbl",
    "pPr",
    "rPr",
    "trPr",
    "fldChar",
    "fldSimple",
)


@given(
    st.recursive(
        st.sampled_from(MARKS).map(lambda tag: f"<w:{tag}/>"),
        lambda inner: st.tuples(st.sampled_from(MARKS), st.lists(inner, max_size=4)).map(
            lambda made: f'<w:{made[0]} w:id="1" w:author="x">{"".join(made[1])}</w:{made[0]}>'
        ),
        max_leaves=30,
    )
)
@settings(max_examples=150, deadline=None)
def test_elements_in_any_order_are_read(body: str) -> None:
    """A file from another program may nest what Word never nests."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    read_remarks(Package("x.docx", zipped(word__document_xml=xml.encode())))
