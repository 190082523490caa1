"""The documents beside the programme: for who decides, for who signs, and for young people."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

import pytest
from jinja2 import Template
from pypdf import PdfReader

from composed import BARE, basis, read, text
from history_repo import git
from needs import soffice
from regioplan import document, office, rules, workflows
from regioplan.cli import app
from regioplan.document import KINDS, compose, templates, templates_of
from regioplan.document.filters import environment
from regioplan.errors import RegioplanError
from regioplan.findings import Severity
from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.markdown import Document, Heading
from regioplan.model import Programma, Status
from regioplan.provenance import Provenance
from regioplan.writers import markdown, word
from whole_documents import PROGRAMMES

ROOT = Path(__file__).parent.parent
DAY = date(2026, 3, 2)
OTHERS = tuple(kind for kind in KINDS if kind != "programma")
MADE = Provenance("1a2b3c4d5e6f7a8b", rules_version="2026-01-01", tool_version="9.9")
WORDS = re.compile(r"^oplegnotitie:\n.*?(?=^indiening:)", re.MULTILINE | re.DOTALL)
"""In the base programme: the words for these documents alone."""


@cache
def _programme(name: str) -> Programma:
    found = load(read_folder(PROGRAMMES[name])).programma
    assert found
    return found


def made(kind: str, programma: Programma, **options: Any) -> Document:
    """A document of a programme that was judged."""
    uitkomst = rules.check(programma, vandaag=DAY)
    norms = tuple(rules.norms().values())
    return compose(programma, uitkomst, norms, MADE, kind=kind, **options)


@cache
def whole(name: str, kind: str) -> Document:
    return made(kind, _programme(name))


def with_programma_yaml(change: Callable[[str], str]) -> Programma:
    """The base programme with another programma.yaml."""
    files = basis()
    before = files["programma.yaml"]
    files["programma.yaml"] = change(before)
    assert files["programma.yaml"] != before
    return read(files)


def part(of: Document, heading: str) -> str:
    """What stands below a heading of level 2."""
    return of.text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0].strip()


@cache
def bare_words() -> Programma:
    """The base programme without a word that is meant for the other documents."""
    return with_programma_yaml(lambda text: WORDS.sub("", text))


# ------------------------------------------------------------------ all of them


def test_the_command_offers_every_document() -> None:
    """What `--document` takes is what there is, and no other."""
    assert set(get_args(get_type_hints(app.render)["document"])) == set(KINDS)


@pytest.mark.parametrize("kind", OTHERS)
def test_each_document_has_a_file_name_of_its_own(kind: str, tmp_path: Path) -> None:
    """Rendering one document never overwrites another."""
    assert len({each.file for each in KINDS.values()}) == len(KINDS)
    rendered = workflows.render(PROGRAMMES["basis"], (tmp_path / "x.md",), document=kind)
    assert rendered.written == (tmp_path / "x.md",)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_document_becomes_word_and_markdown(name: str, kind: str) -> None:
    """What stands in it is all regioplan-Markdown, without contents or cover."""
    one = whole(name, kind)
    assert not one.has_contents
    assert word.write(one)
    assert markdown.write(one).decode().count("\n# ") == 1
    assert "\n\n\n" not in one.text


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("status", Status)
def test_a_bare_programme_gives_each_document_too(kind: str, status: Status) -> None:
    """What no file says is n.t.b.; no heading stands above nothing."""
    files = BARE | {"programma.yaml": f"formaat: 1\nstatus: {status}\n"}
    one = made(kind, read(files), forced=True)
    assert "*n.t.b.*" in one.text
    blocks = one.tree.blocks
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and block.level > 1:
            assert after is not None
            assert not (isinstance(after, Heading) and after.level <= block.level)
    assert word.write(one)


@pytest.mark.parametrize("kind", OTHERS)
def test_a_concept_and_a_forced_document_say_so_on_top(kind: str) -> None:
    """The mark stands directly below the title; an adopted programme bears none."""
    concept = made(kind, read(BARE))
    assert re.search(r"\n# [^\n]+\n\n\*\*CONCEPT\*\*\n", concept.text)
    assert "CONCEPT" not in whole("basis", kind).text
    adopted = read(BARE | {"programma.yaml": "formaat: 1\nstatus: vastgesteld\n"})
    assert "**Let op.** Dit document is gemaakt, hoewel" in made(kind, adopted, forced=True).text
    assert "Let op" not in whole("basis", kind).text


@pytest.mark.parametrize("kind", OTHERS)
def test_a_document_says_where_it_comes_from(kind: str) -> None:
    """In small print and in its facts: revision, rules, tool, and which document it is."""
    one = whole("basis", kind)
    assert MADE.words in one.text
    programme = whole("basis", "programma")
    assert programme.content_hash in one.properties.provenance
    facts = dict(one.properties.facts)
    assert facts["regioplan-document"] == kind
    assert facts["regioplan-tekst"] == one.content_hash != programme.content_hash


@pytest.mark.parametrize("kind", OTHERS)
def test_where_a_document_comes_from_is_no_part_of_its_text(kind: str) -> None:
    """The hash of its own text is the same whoever makes it."""
    programma = _programme("basis")
    other = compose(
        programma,
        rules.check(programma, vandaag=DAY),
        tuple(rules.norms().values()),
        Provenance("ffffffffffff", clean=False),
        kind=kind,
    )
    assert other.content_hash == whole("basis", kind).content_hash


def test_a_reference_bears_the_number_of_the_programme() -> None:
    """Beside the programme nothing is numbered, and still a reference says which measure."""
    assert "Zie ook maatregel 1.1." in text(whole("basis", "oplegnotitie"))


def test_a_reference_to_a_chapter_names_it() -> None:
    """A chapter of the programme is no link in another document."""
    programma = with_programma_yaml(lambda t: t.replace("[](#zomerbrug)", "[](#h-financien)"))
    assert "Zie ook het hoofdstuk over de financiën." in text(made("oplegnotitie", programma))


@cache
def _pages(name: str, kind: str) -> int:
    program = office.find_office()
    assert program is not None
    pdf = office.to_pdf(program, word.write(whole(name, kind)), office.TIMEOUT)
    return len(PdfReader(io.BytesIO(pdf)).pages)


@soffice
@pytest.mark.parametrize("name", PROGRAMMES)
def test_who_decides_reads_two_pages_and_a_young_person_one(name: str) -> None:
    """The limits of the two documents, as LibreOffice sets them on A4."""
    assert _pages(name, "oplegnotitie") <= 2
    assert _pages(name, "publiekssamenvatting") == 1


# ------------------------------------------------------------------ oplegnotitie


def test_who_decides_reads_the_words_of_the_region() -> None:
    """What is asked, why, the own contribution, the risks and the next steps."""
    one = whole("basis", "oplegnotitie")
    assert part(one, "Gevraagd besluit").startswith("1. Het programma vast te stellen.")
    assert "op tijd is ingediend" in part(one, "Waarom dit programma")
    assert "De gemeenten betalen niets extra." in part(one, "Wat het kost")
    assert r"- Te weinig maatjes \| de werving" in part(one, "Risico’s en open punten")
    steps = part(one, "Hoe het verder gaat")
    assert "| *n.t.b.* | Eerste bijeenkomst met jongeren | – | – |" in steps
    assert "| 2 februari 2026 | De raden krijgen het programma ter kennisneming |" in steps


def test_what_the_region_does_not_say_is_not_yet_decided() -> None:
    """No request, contribution or amount is invented."""
    one = made("oplegnotitie", bare_words())
    assert part(one, "Gevraagd besluit").startswith("*n.t.b.*")
    assert part(one, "Wat het kost").endswith("Eigen bijdrage: *n.t.b.*")
    bare = made("oplegnotitie", read(BARE))
    assert part(bare, "Wat het kost").startswith("*n.t.b.*")
    assert "Begroting per maatregel: *n.t.b.*" in part(bare, "Wat het kost")
    assert part(bare, "Wat er verandert") == "*n.t.b.*"


def test_the_costs_are_told_per_kind_of_money_and_year() -> None:
    """Subsidy, uitkering and other money, what is available, and what it goes to."""
    rows = re.findall(
        r"(?m)^\| (.*?) \|.*\| ([^|]+) \|$", part(whole("basis", "oplegnotitie"), "Wat het kost")
    )
    assert [(name, total.replace("\N{NO-BREAK SPACE}", " ")) for name, total in rows[2:]] == [
        ("Subsidie aan de contactschool", "€ 1.200.000"),
        ("Specifieke uitkering aan de contactgemeente", "€ 1.680.000"),
        ("Overig budget", "€ 60.000"),
        ("**Beschikbaar**", "€ 2.940.000"),
        ("Maatregelen", "€ 2.300.000"),
        ("Algemene kosten", "€ 640.000"),
        ("**Verschil**", "€ 0"),
    ]


def test_the_open_points_are_counted_per_subject() -> None:
    """Each point that is open or wrong is counted once; advice is not among them."""
    programma = _programme("arnhem")
    found = rules.check(programma, vandaag=DAY).findings
    open_ = [f for f in found if f.severity is not Severity.ADVIES]
    told = part(whole("arnhem", "oplegnotitie"), "Risico’s en open punten")
    assert f"{len(open_)} punten die nog open staan" in told
    counts = [int(n) for n in re.findall(r"(?m)^\| [^|]+ \| (\d+) \|", told)]
    assert sum(counts) == len(open_)
    assert len(counts) > 1


def test_an_adopted_programme_without_findings_says_so() -> None:
    """A memo never says that all is well: only what a computer could see."""
    told = part(whole("basis", "oplegnotitie"), "Risico’s en open punten")
    assert "Een controle door de computer vond niets" in told


def test_the_dates_of_the_law_begin_at_the_day_of_the_version() -> None:
    """A memo says the same whenever it is made, and tells what the region itself must do."""
    steps = part(whole("arnhem", "oplegnotitie"), "Hoe het verder gaat")
    assert "1 januari 2026 tot en met 31 januari 2026 | Aanvraagtijdvak 1" in steps
    assert "uiterlijk 31 december 2026 | Reserves 2021-2025 besteden" in steps
    assert "minister" not in steps
    later = part(whole("basis", "oplegnotitie"), "Hoe het verder gaat")
    assert "Aanvraagtijdvak" not in later  # it applied already
    assert "Reserves 2002-2020" not in steps + later  # neither has such money


def test_the_dates_of_the_steps_ascend() -> None:
    """What has no date yet stands first."""
    programma = with_programma_yaml(lambda t: t.replace("2026-02-02", "2027-06-01"))
    steps = part(made("oplegnotitie", programma), "Hoe het verder gaat")
    days = re.findall(r"(?m)^\| (?:uiterlijk )?(.*?) \|", steps)[2:]
    assert days == [
        "*n.t.b.*",
        "31 december 2026",
        "30 april 2027",
        "1 juni 2027",
        "31 december 2029",
    ]


def test_without_an_older_version_the_version_table_tells_what_changed() -> None:
    """The row of this very version."""
    assert part(whole("basis", "oplegnotitie"), "Wat er verandert") == (
        "Bij versie 1.0: Vastgesteld door het college van de contactgemeente."
    )


def older() -> Programma:
    files = basis()
    files["financien.yaml"] = files["financien.yaml"].replace("120000", "110000")
    files["programma.yaml"] = files["programma.yaml"].replace(
        "versie: 1.0\nversies", "versie: 0.9\nversies"
    )
    return read(files)


def test_the_changes_since_an_older_version_are_told_in_words() -> None:
    """First what may be substantial; a new version or status is no change of the programme."""
    one = made("oplegnotitie", _programme("basis"), vorige=older())
    told = part(one, "Wat er verandert")
    assert told.startswith("Sinds versie 0.9 is dit veranderd:")
    assert "van € 440.000 naar € 480.000" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "kunnen twee wijzigingen substantieel zijn" in told
    assert "versie van" not in told
    assert len(re.findall("(?m)^- ", told)) == 2


def test_no_change_is_said_as_such() -> None:
    """Words for this memo alone are no change of the programme either."""
    told = part(made("oplegnotitie", _programme("basis"), vorige=bare_words()), "Wat er verandert")
    assert told == "De inhoud is dezelfde als in versie 1.0."


def test_before_a_decision_nothing_has_to_be_reported() -> None:
    """Only what changes in an adopted programme may be reported to the minister."""
    files = basis()
    files["financien.yaml"] = files["financien.yaml"].replace("120000", "110000")
    files["programma.yaml"] = files["programma.yaml"].replace(
        "status: vast", "status: concept #", 1
    )
    told = part(made("oplegnotitie", _programme("basis"), vorige=read(files)), "Wat er verandert")
    assert "minister" not in told


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The base programme in git, tagged v1, with one amount changed since."""
    folder = Path(shutil.copytree(PROGRAMMES["basis"], tmp_path / "regio"))
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "eerste"), ("tag", "v1")):
        git(folder, *arguments)
    file = folder / "financien.yaml"
    file.write_text(file.read_text("utf-8").replace("120000", "110000"), "utf-8")
    return folder


def test_since_a_revision_the_memo_tells_and_the_programme_marks(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memo is no redline, so Markdown can be made of it too."""
    monkeypatch.chdir(tmp_path)
    rendered = workflows.render(
        repository, (), document="oplegnotitie", since="v1", force=True, vandaag=DAY
    )
    assert [path.suffix for path in rendered.written] == [".docx", ".md"]
    memo = rendered.written[1].read_text("utf-8")
    assert "van € 480.000 naar € 440.000" in memo.replace("\N{NO-BREAK SPACE}", " ")
    with pytest.raises(RegioplanError, match="Markdown"):
        workflows.render(repository, (tmp_path / "p.md",), since="v1", force=True, vandaag=DAY)


# ------------------------------------------------------------------ ondertekenblad


def test_the_sheet_bears_the_hash_of_the_programme() -> None:
    """Who signs, signs the text of the programme and not this sheet."""
    hash_ = whole("basis", "programma").content_hash
    assert f"| Controlegetal van de tekst | {hash_} |" in whole("basis", "ondertekenblad").text


def test_each_signatory_has_room_to_sign() -> None:
    """Party, function, on behalf of whom, ground, place, date, and a place for the name."""
    sheet = whole("basis", "ondertekenblad").text
    rounds = _programme("basis").partners.ondertekening
    assert sheet.count("<!-- rp:handtekening -->") == sum(len(r.ondertekenaars) for r in rounds)
    assert sheet.count("| Handtekening | |") == sheet.count("<!-- rp:handtekening -->")
    linde = sheet.split("Jeugdzorg De Linde", 1)[1]
    assert "| Functie | manager jeugd |" in linde
    assert "| Namens | Wijkteams Samen Sterk |" in linde
    assert "| Op grond van | mandaat<br>mandaatbesluit van 3 december 2025 |" in linde
    assert "| Datum | 22 januari 2026 |" in linde
    assert [f"## {r.titel}" in sheet for r in rounds] == [True, True]


def test_who_must_sign_and_is_in_no_round_has_room_too() -> None:
    """Arnhem names nobody yet: the parties of the law get an empty block."""
    sheet = whole("arnhem", "ondertekenblad").text
    assert sheet.count("<!-- rp:handtekening -->") == 2
    assert "Rijn IJssel" in sheet


def test_a_round_that_signed_another_text_is_marked() -> None:
    """The hash that a round bears is held against that of the text as it is now."""
    hash_ = whole("basis", "programma").content_hash
    for signed, warned in ((hash_, False), ("0" * 64, True)):
        files = basis()
        files["partners.yaml"] = files["partners.yaml"].replace(
            "    titel: De andere", f"    tekst_hash: '{signed}'\n    titel: De andere"
        )
        sheet = made("ondertekenblad", read(files)).text
        assert ("hoort een ander controlegetal" in sheet) is warned


def signed_and_adopted(files: dict[str, str]) -> dict[str, str]:
    """What signing and deciding add: signatures, status, version, date, hash and version table."""
    programma = re.sub(r"(?m)^(status|versie|datum): .*\n", "", files["programma.yaml"])
    programma = re.sub(r"(?m)^versies:\n(?:[ -].*\n)*", "", programma)
    programma += (
        "status: in_uitvoering\nversie: 2.0\ndatum: 2026-02-03\nversies:\n  - versie: 2.0\n"
    )
    round_ = (
        "  - id: ronde-laatste\n    tekst_hash: abc\n    ondertekenaars:\n"
        "      - partner: {}\n        plaats: Ergens\n        datum: 2026-02-03\n"
    )
    partners = files["partners.yaml"].split("ondertekening:\n")[0]
    first = re.findall(r"(?m)^  - id: (\S+)", partners)[0]
    return files | {
        "programma.yaml": programma,
        "partners.yaml": f"{partners}ondertekening:\n{round_.format(first)}",
    }


def hash_on_the_sheet(files: dict[str, str]) -> str:
    (found,) = re.findall(r"\b[0-9a-f]{64}\b", made("ondertekenblad", read(files)).text)
    return str(found)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_hash_is_the_same_before_and_after_signing(name: str) -> None:
    """Signatures, status, version and date change nothing in what is signed."""
    files = {n: content.decode() for n, content in read_folder(PROGRAMMES[name]).items()}
    assert hash_on_the_sheet(files) == hash_on_the_sheet(signed_and_adopted(files))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("themas/1-overstap.yaml", "titel: Zomerbrug", "titel: Winterbrug"),
        ("themas/1-overstap.yaml", "    tekst: |\n      ", "    tekst: |\n      Ook. "),
        ("financien.yaml", "2027: 120000", "2027: 120001"),
        ("financien.yaml", "2029: 80000", "2029: 80000.01"),
    ],
)
def test_the_hash_changes_with_a_measure_or_an_amount(file: str, old: str, new: str) -> None:
    """Whoever signed can see that the text is no longer what was signed."""
    files = basis()
    assert old in files[file]
    changed = files | {file: files[file].replace(old, new, 1)}
    assert hash_on_the_sheet(changed) != hash_on_the_sheet(files)


def test_words_for_another_document_are_not_signed() -> None:
    """The memo and the public summary may be rewritten after signing."""
    with_words, without = made("programma", _programme("basis")), made("programma", bare_words())
    assert with_words.content_hash == without.content_hash


# ------------------------------------------------------------------ publiekssamenvatting


def test_young_people_read_the_words_that_are_meant_for_them() -> None:
    """Below five questions, in the order in which somebody asks them."""
    one = whole("arnhem", "publiekssamenvatting")
    questions = re.findall(r"(?m)^## (.*)$", one.text)
    assert questions == [
        "Wat is dit?",
        "Voor wie is het?",
        "Wat merken jongeren ervan?",
        "Wat gebeurt er met het geld?",
        "Waar is hulp te vinden?",
    ]
    assert "een fiets of een laptop" in part(one, "Wat merken jongeren ervan?")
    assert "jongeren van 12 tot 27 jaar" in part(one, "Voor wie is het?")


def test_without_such_words_the_page_is_made_of_what_is_there() -> None:
    """Aims, themes, the money in one line, and the Doorstroompunt."""
    one = made("publiekssamenvatting", bare_words())
    assert "- Meer jongeren halen een startkwalificatie" in part(one, "Wat is dit?")
    assert "- Leren en werken tegelijk" in part(one, "Wat merken jongeren ervan?")
    money = part(one, "Wat gebeurt er met het geld?").replace("\N{NO-BREAK SPACE}", " ")
    assert money == (
        "Van 2026 tot en met 2029 is er € 2.940.000: € 2.300.000 voor de maatregelen en € 640.000"
        " voor de organisatie."
    )
    assert part(one, "Waar is hulp te vinden?").startswith("- Gemeente Harderwijk: *n.t.b.*")


def test_the_address_of_the_doorstroompunt_is_given_when_it_is_known() -> None:
    """A partner's website is the one contact that the files hold."""
    files = basis()
    files["programma.yaml"] = WORDS.sub("", files["programma.yaml"])
    files["partners.yaml"] = files["partners.yaml"].replace(
        "    gemeente: Harderwijk\n",
        "    gemeente: Harderwijk\n    website: https://dp.voorbeeld.nl\n",
    )
    found = part(made("publiekssamenvatting", read(files)), "Waar is hulp te vinden?")
    assert found.startswith(
        "- Gemeente Harderwijk: [https://dp.voorbeeld.nl](<https://dp.voorbeeld.nl>)"
    )


# ------------------------------------------------------------------ a region's own templates


def own(name: str, template: str, **options: Any) -> Document:
    """A document of the base programme with a template of the region."""
    loader = templates_of({f"templates/{name}.md.j2": template.encode()})
    return made(name.rpartition("/")[2], _programme("basis"), loader=loader, **options)


@pytest.mark.parametrize("kind", OTHERS)
def test_a_region_may_write_its_own(kind: str) -> None:
    """The template in its folder takes the place of ours, and may use what ours uses."""
    one = own(kind, "<!-- rp:nummer geen -->\n# Zelf\n\n{{ geld.beschikbaar.totaal | euro }}\n")
    assert text(one) == "Zelf€ 2.940.000"


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("# Kop\n\n{{ blad.titl }}", "regel 3: ‘titl’ bestaat niet."),
        ("# Kop\n{% endfro %}", "regel 2: de opdracht ‘endfro’ kent Jinja niet, of niet hier."),
        ("# Kop\n\n\n{{ ''.__class__ }}", "regel 4: ‘__class__’ mag een sjabloon niet gebruiken."),
    ],
)
def test_a_mistake_in_its_own_names_file_and_line(kind: str, template: str, said: str) -> None:
    """In the sandbox, in Dutch, without a traceback."""
    with pytest.raises(RegioplanError) as raised:
        own(kind, template)
    assert str(raised.value).startswith(f"templates/{kind}.md.j2, {said}")


# ------------------------------------------------------------------ the page on templates

PAGE = (ROOT / "docs" / "sjablonen.md").read_text("utf-8")


def listed(heading: str) -> list[str]:
    """The first column of the table below a heading of the page, without backticks."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"(?m)^\| `([^`]+)`", section)
    assert rows
    return rows


def test_the_page_lists_every_variable_that_a_template_gets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No more and no fewer, so that nobody has to read our source."""
    given: set[str] = set()
    fill = templates.rendered_text

    def recorded(template: Template, values: dict[str, Any]) -> str:
        given.update(values)
        return fill(template, MappingProxyType(values))

    monkeypatch.setattr(document, "rendered_text", recorded)
    made("oplegnotitie", _programme("basis"))
    assert sorted(listed("Variabelen")) == sorted(given)


def test_the_page_lists_every_filter_test_and_function() -> None:
    """What a template may write besides Jinja's own."""
    ours, plain = environment(loader=None), Template("").environment  # type: ignore[arg-type]  # none is read
    assert sorted(listed("Filters")) == sorted(set(ours.filters) - set(plain.filters))
    more = {*ours.globals, *ours.tests} - {*plain.globals, *plain.tests}
    assert sorted(listed("Toetsen en functies")) == sorted(more)


def test_the_page_lists_every_document_with_its_template() -> None:
    """The name for the command, and the file that a region would write."""
    assert listed("Welke sjablonen er zijn")[: len(OTHERS)] == list(OTHERS)
    assert set(listed("Welke sjablonen er zijn")[len(OTHERS) :]) == set(
        KINDS["programma"].templates
    )
