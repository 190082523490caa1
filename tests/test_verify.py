"""Whose Word file is this: where it comes from, what was edited, and what was signed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from needs import soffice
from regioplan import __version__, workflows
from regioplan.cli import main
from regioplan.errors import RegioplanError
from regioplan.folder import read_folder
from regioplan.readers.package import Package
from regioplan.workflows import verifying
from word_edits import Reviewer, content_of, rewritten, through_libreoffice

BASIS = Path(__file__).parent / "basis"
MEASURE = "themas/1-overstap.yaml"


def git(folder: Path, *arguments: str) -> str:
    """Run git without the settings of whoever runs the tests."""
    options = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.hooksPath=")
    done = subprocess.run(
        ["git", "-C", folder, *options, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def rendered(folder: Path, to: Path, **options: object) -> Path:
    workflows.render(folder, (to,), page_numbers=False, **options)  # type: ignore[arg-type]  # by name
    return to


@dataclass(frozen=True)
class Place:
    """A repository with the base programme, and what was rendered of its first version."""

    folder: Path
    file: Path

    def fresh(self, to: Path) -> Place:
        """A copy of it, to change."""
        copy = Path(shutil.copytree(self.folder.parent, to / "repo"))
        return Place(copy / self.folder.name, self.file)

    def edited(self, to: Path, content: bytes) -> Path:
        file = to / "terug.docx"
        file.write_bytes(content)
        return file


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The first version, committed, tagged and rendered."""
    home = tmp_path_factory.mktemp("verify")
    folder = Path(shutil.copytree(BASIS, home / "repo" / "plan"))
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "Concept naar de partners")
    git(folder.parent, "tag", "v1")
    return Place(folder, rendered(folder, home / "programma.docx"))


@pytest.fixture
def place(first: Place, tmp_path: Path) -> Place:
    return first.fresh(tmp_path)


@pytest.fixture
def reviewer(first: Place) -> Reviewer:
    return Reviewer(first.file.read_bytes(), "Kees")


# ------------------------------------------------------------------ the same


def test_a_file_as_it_was_rendered_is_the_same(
    first: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told from which commit it comes, with its tag, and nothing blocks."""
    assert main(["verify", str(first.file), "--folder", str(first.folder)]) == 0
    said = capsys.readouterr().out
    assert f"Revisie {git(first.folder, 'rev-parse', 'HEAD')[:12]} (v1) van " in said
    assert "Concept naar de partners" in said
    assert said.endswith("Gelijk aan de revisie.\n")


@soffice
def test_a_file_that_libreoffice_saved_is_the_same(first: Place, tmp_path: Path) -> None:
    """Another program writes the same text in other ways: that is no edit."""
    file = first.edited(tmp_path, through_libreoffice(first.file.read_bytes(), tmp_path))
    found = workflows.verify(file, first.folder)
    assert found.edits == ()
    assert found.commit is not None


def test_an_older_version_is_compared_with_its_own_revision(place: Place) -> None:
    """What changed in the programme since is no edit of the file."""
    spoil(place.folder, MEASURE, "Na zes weken", "Na acht weken")
    git(place.folder, "commit", "-qam", "Later")
    found = workflows.verify(place.file, place.folder)
    assert found.same
    assert found.basis == "revisie"
    assert found.hash_now != found.hash_then == found.origin.text_hash


def test_comments_are_no_edits(place: Place, reviewer: Reviewer, tmp_path: Path) -> None:
    """Whoever only says something changes no text."""
    reviewer.comments_on("Wie twijfelt", "Wie beslist dat?")
    assert workflows.verify(place.edited(tmp_path, reviewer.saved()), place.folder).same


def test_another_document_is_compared_with_that_document(place: Place, tmp_path: Path) -> None:
    """Each document of the same data says which one it is."""
    file = rendered(place.folder, tmp_path / "o.docx", document="oplegnotitie")
    found = workflows.verify(file, place.folder)
    assert found.same
    assert found.origin.document == "oplegnotitie"


def test_a_memo_that_tells_what_changed_is_compared_with_that_memo(
    place: Place, tmp_path: Path
) -> None:
    """It says since which revision it tells, so that what it tells is no edit."""
    spoil(place.folder, MEASURE, "Na zes weken", "Na acht weken")
    git(place.folder, "commit", "-qam", "Later")
    file = rendered(place.folder, tmp_path / "o.docx", document="oplegnotitie", since="v1")
    found = workflows.verify(file, place.folder)
    assert found.origin.since == git(place.folder, "rev-parse", "v1")
    assert found.same


# ------------------------------------------------------------------ edited


def test_edits_by_hand_are_told_with_their_place(
    place: Place, reviewer: Reviewer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed, added and thrown away, without change tracking: each at its line."""
    run = reviewer.paragraph("Na zes weken").runs[0]
    run.text = run.text.replace("zes weken", "acht weken")
    reviewer.paragraph("Drie dagen meelopen").insert_paragraph_before("Dit is er nieuw in.")
    reviewer.removes("Een gesprek met de nieuwe begeleider")
    file = place.edited(tmp_path, reviewer.saved())
    found = workflows.verify(file, place.folder)
    lines = (place.folder / MEASURE).read_text("utf-8").split("\n")
    at = {
        words: next(n for n, line in enumerate(lines, 1) if words in line)
        for words in ("Na zes weken", "Een gesprek met de nieuwe")
    }
    told = [(e.kind, e.place.location and e.place.location.line) for e in found.edits]
    assert [kind for kind, _ in told] == ["toegevoegd", "verwijderd", "gewijzigd"]
    assert told[1:] == [
        ("verwijderd", at["Een gesprek met de nieuwe"]),
        ("gewijzigd", at["Na zes weken"]),
    ]
    assert {e.place.location.file for e in found.edits if e.place.location} == {MEASURE}
    assert found.rejected is None
    assert main(["verify", str(file), "--folder", str(place.folder)]) == 1
    said = capsys.readouterr().out
    assert "was: Na zes weken volgt een" in said
    assert "is:  Na acht weken volgt een" in said
    assert said.endswith("Niet gelijk aan de revisie.\n")


def _look(name: str) -> Callable[[Reviewer], None]:
    def attack(reviewer: Reviewer) -> None:
        run: Any = reviewer.paragraph("Na zes weken").runs[0]._r
        run.get_or_add_rPr().append(OxmlElement(name))

    return attack


def _field(code: str) -> Callable[[Reviewer], None]:
    def attack(reviewer: Reviewer) -> None:
        element: Any = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), code)
        run: Any = OxmlElement("w:r")
        run.text = " maar niet in Arnhem"
        element.append(run)
        paragraph: Any = reviewer.paragraph("Na zes weken")._p
        paragraph.append(element)

    return attack


def _line_of(text: str, style: str | None = None) -> Callable[[Reviewer], None]:
    def attack(reviewer: Reviewer) -> None:
        made = reviewer.paragraph("Na zes weken").insert_paragraph_before(text)
        if style:
            made.style = reviewer.word.styles[style]

    return attack


def _amount(reviewer: Reviewer) -> None:
    """Another amount in a cell of the budget."""
    for text in reviewer.word.element.body.iter(qn("w:t")):
        if "120.000" in (text.text or "") and any(
            a.tag == qn("w:tc") for a in text.iterancestors()
        ):
            text.text = text.text.replace("120.000", "210.000")
            return
    raise AssertionError


def _emptied_cell(reviewer: Reviewer) -> None:
    """An amount goes to a cell that was emptied: the words in their order stay the same."""
    rows = list(reviewer.word.element.body.iter(qn("w:tr")))
    row = next(r for r in rows if "120.000" in "".join(t.text or "" for t in r.iter(qn("w:t"))))
    cells = row.findall(qn("w:tc"))
    empty = deepcopy(cells[-1])
    for text in empty.iter(qn("w:t")):
        text.text = ""
    cells[-1].addprevious(empty)


def _printed(old: str, new: str) -> Callable[[Reviewer], None]:
    def attack(reviewer: Reviewer) -> None:
        texts = list(reviewer.word.element.body.iter(qn("w:t")))
        small = [t for t in texts if re.match(r"Gemaakt met|Controlegetal", t.text or "")]
        before = [t.text for t in small]
        for text in small:
            text.text = re.sub(old, new, str(text.text))
        assert before != [t.text for t in small]

    return attack


def _sign(reviewer: Reviewer) -> None:
    run: Any = reviewer.paragraph("Na zes weken").runs[0]._r
    run.append(OxmlElement("w:sym"))


def _note_struck(reviewer: Reviewer) -> None:
    """Word marks only the sign of a note that is struck out."""
    sign = next(reviewer.word.element.body.iter(qn("w:footnoteReference"))).getparent()
    sign.addprevious(struck := reviewer._change("w:del"))
    struck.append(sign)


def _chart(reviewer: Reviewer) -> None:
    for relation in reviewer.word.part.rels.values():
        if relation.reltype.endswith("/chart"):
            part: Any = relation.target_part
            part._blob = re.sub(rb"<c:v>(\d{4,})</c:v>", rb"<c:v>9\1</c:v>", part.blob)
            return
    raise AssertionError


ATTACKS: Mapping[str, Callable[[Reviewer], None]] = {
    "an amount in a cell": _amount,
    "an amount in another column": _emptied_cell,
    "words in the style of the contents": _line_of("De regio betaalt niets.", "toc 1"),
    "an amount in the style of the contents": _line_of("€ 5.000.000", "toc 1"),
    "words that begin as small print": _line_of("Met wijzigingen sinds 2025 is alles anders."),
    "more such words": _line_of("Gemaakt met regioplan. De regio betaalt het dubbele."),
    "a field with words": _field("QUOTE x"),
    "a reference with words": _field("REF x"),
    "hidden words": _look("w:vanish"),
    "words struck through by hand": _look("w:strike"),
    "a sign of another font": _sign,
    "a note struck out": _note_struck,
    "the printed hash": _printed("[0-9a-f]{64}", "0" * 64),
    "the printed revision": _printed("revisie [0-9a-f]+", "revisie 123456789abc"),
    "the numbers of a chart": _chart,
}


def test_no_edit_passes_as_equal(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it is hidden: what a reader sees otherwise, is told."""
    version = verifying._Version(place.folder, read_folder(place.folder))
    monkeypatch.setattr(verifying, "_Version", lambda *_: version)  # composed once for all
    own = Package(str(place.file), place.file.read_bytes())
    monkeypatch.setattr(verifying, "_as_written", lambda _: own)  # and written once
    assert workflows.verify(place.file, place.folder).same
    content = place.file.read_bytes()
    passed = []
    for name, attack in ATTACKS.items():
        reviewer = Reviewer(content, "Kees")
        attack(reviewer)
        if workflows.verify(place.edited(tmp_path, reviewer.saved()), place.folder).same:
            passed.append(name)
    assert passed == []


def test_what_may_have_a_reason_is_remarked(place: Place, tmp_path: Path) -> None:
    """Pictures, links, headers and footers can differ by a house style or another program."""
    reviewer = Reviewer(place.file.read_bytes(), "Kees")
    for relation in reviewer.word.part.rels.values():
        if "image" in relation.reltype:
            image: Any = relation.target_part
            image._blob = b"iets anders"
        elif relation.is_external:
            relation._target = "https://example.org/elders"
    for section in reviewer.word.sections:
        for text in section.footer._element.iter(qn("w:t")):
            text.text = "Ander plan"
    found = workflows.verify(place.edited(tmp_path, reviewer.saved()), place.folder)
    assert found.edits == ()
    said = " ".join(found.remarks)
    assert "afbeeldingen" in said
    assert "https://example.org/elders" in said
    assert "Ander plan" in said


def test_tracked_edits_are_compared_accepted_and_rejected(
    place: Place, reviewer: Reviewer, tmp_path: Path
) -> None:
    """Rejected the text is ours, accepted it is theirs; both are told."""
    reviewer.replaces("Na zes weken", "Na acht weken")
    reviewer.adds_paragraph("Wie goed begint", "Een nieuwe alinea.")
    reviewer.strikes_paragraph("Drie dagen meelopen")
    found = workflows.verify(place.edited(tmp_path, reviewer.saved()), place.folder)
    assert found.authors == ("Kees",)
    assert found.rejected == ()
    assert {e.kind for e in found.edits} == {"gewijzigd", "toegevoegd", "verwijderd"}
    assert not found.same


def test_a_redline_is_the_same_when_its_changes_are_accepted(place: Place, tmp_path: Path) -> None:
    """regioplan itself tracked those changes: they are no edits by hand."""
    spoil(place.folder, MEASURE, "Na zes weken", "Na acht weken")
    git(place.folder, "commit", "-qam", "Later")
    found = workflows.verify(rendered(place.folder, tmp_path / "r.docx", since="v1"), place.folder)
    assert found.same
    assert found.redline
    assert found.rejected
    assert found.authors == ()


# ------------------------------------------------------------------ where it comes from


def test_a_file_of_uncommitted_text_is_compared_with_the_folder(
    place: Place, tmp_path: Path
) -> None:
    """As long as the folder still says that; afterwards the revision is all there is."""
    spoil(place.folder, MEASURE, "Na zes weken", "Na acht weken")
    file = rendered(place.folder, tmp_path / "vuil.docx")
    found = workflows.verify(file, place.folder)
    assert found.same
    assert (found.basis, found.origin.clean) == ("map", False)
    git(place.folder, "checkout", "-q", ".")
    later = workflows.verify(file, place.folder)
    assert later.basis == "revisie"
    assert [e.kind for e in later.edits] == ["gewijzigd"]


def test_a_revision_of_another_branch_is_told(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commit is there, but what is open now was not built on it."""
    git(place.folder, "checkout", "-q", "--orphan", "anders")
    git(place.folder, "commit", "-qm", "Opnieuw begonnen")
    assert main(["verify", str(place.file), "--folder", str(place.folder)]) == 0
    assert "hoort niet bij de geschiedenis" in capsys.readouterr().out


def test_a_revision_that_git_does_not_know_is_told(place: Place, tmp_path: Path) -> None:
    """Then the folder is compared, and it is said that the file may be of another one."""
    other = Path(shutil.copytree(BASIS, tmp_path / "andere" / "plan"))
    git(other.parent, "init", "-q")
    git(other.parent, "add", ".")
    git(other.parent, "commit", "-qm", "iets anders")
    found = workflows.verify(place.file, other)
    assert found.commit is None
    assert found.basis == "map"
    assert found.edits == ()
    assert any("Git kent revisie" in remark for remark in found.remarks)


def test_without_git_the_folder_is_compared(place: Place, tmp_path: Path) -> None:
    """What cannot be told is said."""
    bare = Path(shutil.copytree(BASIS, tmp_path / "zonder"))
    found = workflows.verify(place.file, bare)
    assert found.edits == ()
    assert found.state is None
    assert any("niet in git" in remark for remark in found.remarks)


def test_without_its_properties_the_small_print_tells_it(place: Place, tmp_path: Path) -> None:
    """Some programs drop the properties of a file; the last page is still there."""
    content = rewritten(
        place.file.read_bytes(),
        {"docProps/custom.xml": lambda _part: b"<Properties/>"},
    )
    found = workflows.verify(place.edited(tmp_path, content), place.folder)
    whole = workflows.verify(place.file, place.folder)
    assert found.same
    assert found.origin.printed
    assert found.origin.text_hash == whole.origin.text_hash
    assert whole.origin.revision.startswith(found.origin.revision)
    assert (found.origin.tool, found.origin.rules) == (whole.origin.tool, whole.origin.rules)
    assert any("kleine letters" in remark for remark in found.remarks)


def test_another_regioplan_may_explain_a_difference(place: Place, tmp_path: Path) -> None:
    """Both versions are named."""
    content = rewritten(
        place.file.read_bytes(),
        {"docProps/custom.xml": lambda part: part.replace(f">{__version__}<".encode(), b">0.0.9<")},
    )
    found = workflows.verify(place.edited(tmp_path, content), place.folder)
    assert any("0.0.9" in r and __version__ in r for r in found.remarks)


def test_a_file_of_somebody_else_is_refused(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Word file that regioplan did not make has no version."""
    file = tmp_path / "brief.docx"
    docx.Document().save(str(file))
    assert main(["verify", str(file), "--folder", str(place.folder)]) == 2
    assert "niet met regioplan gemaakt" in capsys.readouterr().err


def test_a_document_that_is_no_version_is_refused(place: Place, tmp_path: Path) -> None:
    """A reactienota tells what others said; it is named."""
    file = tmp_path / "nota.docx"
    workflows.comments([], place.folder, [file])
    with pytest.raises(RegioplanError, match="een reactienota"):
        workflows.verify(file, place.folder)


# ------------------------------------------------------------------ signed


def sign(place: Place, text_hash: str) -> None:
    """Write what was signed in the first round, and commit it."""
    path = place.folder / "partners.yaml"
    lines = path.read_text("utf-8").split("\n")
    start = lines.index("ondertekening:")
    at = next(n for n in range(start, len(lines)) if lines[n].strip().startswith("- id:"))
    indent = " " * (lines[at].index("-") + 2)
    lines.insert(at + 1, f"{indent}tekst_hash: {text_hash}")
    path.write_text("\n".join(lines), "utf-8")
    git(place.folder, "commit", "-qam", "Getekend")


def test_what_was_signed_is_held_against_the_text_of_now(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signing changes nothing; a word that is changed afterwards is told, and blocks."""
    before = workflows.verify(place.file, place.folder)
    sign(place, before.origin.text_hash)
    signed = workflows.verify(place.file, place.folder)
    assert signed.same
    assert [(r.is_now, r.is_file) for r in signed.rounds] == [(True, True)]
    spoil(place.folder, MEASURE, "Na zes weken", "Na acht weken")
    changed = workflows.verify(place.file, place.folder)
    assert changed.edits == ()
    assert [(r.is_now, r.is_file) for r in changed.rounds] == [(False, True)]
    assert main(["verify", str(place.file), "--folder", str(place.folder)]) == 1
    said = capsys.readouterr().out
    assert "de tekst van de map is daarna gewijzigd; dit bestand is uit die tekst gemaakt" in said
    assert said.endswith("Gelijk aan de revisie; wat is getekend, is daarna gewijzigd.\n")


def test_a_folder_that_cannot_be_read_now_is_told(place: Place) -> None:
    """The file is still compared with its own revision."""
    spoil(place.folder, MEASURE, "titel:", "titl:")
    found = workflows.verify(place.file, place.folder)
    assert found.edits == ()
    assert found.hash_now == ""
    assert any("niet te lezen" in remark for remark in found.remarks)


# ------------------------------------------------------------------ for programs


def test_the_json_has_dutch_keys(
    place: Place, reviewer: Reviewer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same as on the screen, and the exit code too."""
    reviewer.replaces("Na zes weken", "Na acht weken")
    file = place.edited(tmp_path, reviewer.saved())
    assert (
        main(["verify", str(file), "--folder", str(place.folder), "--output-format", "json"]) == 1
    )
    told = json.loads(capsys.readouterr().out)
    assert told["gelijk"] is False
    assert told["git"]["tags"] == ["v1"]
    assert told["herkomst"]["revisie"] == git(place.folder, "rev-parse", "HEAD")
    assert told["bijgehouden"] == {
        "door": ["Kees"],
        "door_regioplan": False,
        "verschillen_na_afwijzen": [],
    }
    (edit,) = told["verschillen"]
    assert edit["bestand"] == MEASURE
    assert edit["was"].startswith("Na zes weken")


def test_verify_writes_nothing(place: Place) -> None:
    """The folder, the file and git are as they were."""
    before = {p: p.read_bytes() for p in place.folder.parent.rglob("*") if p.is_file()}
    content = content_of(place.file.read_bytes(), "word/document.xml")
    workflows.verify(place.file, place.folder)
    assert {p: p.read_bytes() for p in place.folder.parent.rglob("*") if p.is_file()} == before
    assert content_of(place.file.read_bytes(), "word/document.xml") == content
