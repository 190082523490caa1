"""The templates: which there are, what they may hold, and what they make of unusual regions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from composed import BARE, basis, chapter, document, read, text
from regioplan import resources
from regioplan.document import KINDS
from regioplan.document.filters import FILTERS
from regioplan.document.templates import own_environment
from regioplan.markdown import Chart, Table

FOLDER = Path(str(resources.templates()))
TEMPLATES = sorted(FOLDER.glob("*.md.j2"))
PARTS = {
    "_handtekening",
    "_kop",
    "_macros",
    "bijlage-governance",
    "bijlage-open-punten",
    "bijlage-uitleg",
    "bijlage-versies",
    "bijlage-wet",
}


BESIDE = {"reactienota"}
"""A document that is made of what reviewers said, by its own module."""


def test_each_chapter_has_its_template() -> None:
    """The template bears the name of the chapter or document; the rest are parts of these."""
    named = {name for kind in KINDS.values() for name in kind.templates}
    assert {t.name.removesuffix(".md.j2") for t in TEMPLATES} == named | PARTS | BESIDE


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: str(t.name))
def test_a_template_can_be_read(template: Path) -> None:
    """No template has a mistake in its Jinja, also where no programme comes."""
    own_environment().get_template(template.name)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: str(t.name))
def test_a_template_types_no_number(template: Path) -> None:
    """Numbers of headings and counts are computed."""
    source = template.read_text("utf-8")
    assert not re.search(r"(?m)^#+ \d", source)
    assert not re.search(r"\b(hoofdstuk|paragraaf|bijlage|tabel) \d", source, re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: str(t.name))
def test_a_template_holds_no_html_but_directives_and_breaks(template: Path) -> None:
    """What a viewer would not show well is not there."""
    source = re.sub(r"<!-- /?rp:[^>]*-->", "", template.read_text("utf-8"))
    assert set(re.findall(r"<[a-z/!][^>]*>", source)) <= {"<br>"}


def test_every_filter_is_used() -> None:
    """A filter that no template needs is taken away."""
    sources = "\n".join(t.read_text("utf-8") for t in TEMPLATES)
    assert {f for f in FILTERS if not re.search(rf'(\||filter|map\(")\s*{f}\b', sources)} == set()


def test_a_region_without_themes_has_numbered_measures() -> None:
    """Measures are then 1, 2, 3, and a reference says so."""
    measures = "maatregelen:\n" + "".join(
        f"  - id: m{n}\n    titel: Nummer {n}\n    tekst: Zie [](#m1).\n" for n in (1, 2, 3)
    )
    made = document(read(BARE | {"maatregelen.yaml": measures}))
    assert made.tree.labels["m3"] == "maatregel 3"
    assert "Zie maatregel 1." in text(made)
    assert "Thema" not in text(made)


def test_twenty_five_people_sign_in_two_rounds() -> None:
    """Each has a block of its own under the heading of the round."""
    partners = "partners:\n" + "".join(f"  - id: p{n}\n    naam: Partner {n}\n" for n in range(25))
    for start, end in ((0, 10), (10, 25)):
        partners += "ondertekening:\n" if start == 0 else ""
        partners += f"  - id: ronde-{start}\n    ondertekenaars:\n"
        partners += "".join(
            f"      - partner: p{n}\n        functie: bestuurder\n" for n in range(start, end)
        )
    made = document(read(BARE | {"partners.yaml": partners}))
    signing = chapter(made, "ondertekening")
    assert signing.count("<!-- rp:handtekening -->") == 25
    assert "in twee rondes ondertekend" in signing
    assert "## Ronde 2" in signing


def test_an_agreement_on_two_topics_is_printed_once() -> None:
    """It stands at its first topic; the table of topics refers to it twice."""
    agreement = (
        "afspraken:\n  - id: samen\n    titel: Samen doen\n    onderwerpen: [d, a]\n"
        "    tekst: Wij doen het samen.\n"
    )
    part = chapter(document(read(BARE | {"afspraken.yaml": agreement})), "afspraken")
    assert part.count("Wij doen het samen.") == 1
    assert part.count("| [](#samen) |") == 2
    assert part.count("*n.t.b.*") == 7


def test_the_nine_topics_are_always_named() -> None:
    """Also when there is no agreement at all, and then without nine times n.t.b."""
    part = chapter(document(read(BARE)), "afspraken")
    assert part.count("Regeling 2.4 lid 1 onder") == 9
    assert part.count("n.t.b.") == 1


def test_a_list_in_prose_stays_apart_from_a_list_of_the_template() -> None:
    """A list at the end of a text does not swallow the points that follow it, nor the other way."""
    measures = (
        "maatregelen:\n  - id: m\n    titel: M\n"
        "    tekst: |\n      Eerst:\n\n      1. een\n      2. twee\n"
        "    onderdelen:\n      - id: o\n        tekst: letter\n"
        "    vervolg: |\n      1. nog een\n"
    )
    agreement = (
        "afspraken:\n  - id: a\n    titel: A\n    onderwerpen: [a]\n    status: afgesproken\n"
        "    tekst: |\n      - punt een\n      - punt twee\n"
    )
    made = document(read(BARE | {"maatregelen.yaml": measures, "afspraken.yaml": agreement}))
    lists = [type(b).__name__ for b in made.tree.blocks if hasattr(b, "items")]
    sizes = [len(b.items) for b in made.tree.blocks if hasattr(b, "items")]
    assert (lists[-5:], sizes[-5:]) == (
        ["OrderedList", "OrderedList", "OrderedList", "BulletList", "BulletList"],
        [2, 1, 1, 2, 1],
    )


def test_a_series_shows_the_periods_that_the_regeling_asks() -> None:
    """A period without a value is a row that says n.t.b."""
    series = (
        "reeksen:\n  - id: r\n    titel: R\n    telt: geen_onderwijs_geen_werk\n"
        "    waarden:\n      - periode: 2027\n        waarde: 12\n"
    )
    part = chapter(document(read(BARE | {"streefcijfers.yaml": series})), "streefcijfers")
    rows = re.findall(r"(?m)^\| (20\d\d) \| (\S+) \|$", part)
    assert rows == [
        ("2026", "*n.t.b.*"),
        ("2027", "12"),
        ("2028", "*n.t.b.*"),
        ("2029", "*n.t.b.*"),
    ]
    assert part.count("volgens de") == 2


def test_no_total_row_appears_by_accident() -> None:
    """Only a row that begins with bold words is a total; n.t.b. in the first cell is not bold."""
    made = document(read(basis()))
    totals = [
        row[0].children[0]
        for block in made.tree.blocks
        if isinstance(block, Table | Chart)
        for row in (block.table if isinstance(block, Chart) else block).rows
        if row[0].children and type(row[0].children[0]).__name__ == "Strong"
    ]
    assert len(totals) == made.text.count("\n| **")
    assert "**n.t.b." not in made.text


GOVERNANCE = {
    "governance.yaml": "tafels:\n  - id: kopgroep\n    naam: Kopgroep\n    toelichting: Stuurt.\n"
}
EIGEN = (
    "bijlagen:\n  - id: een\n    titel: Analyse\n    apart: ja\n"
    "  - id: twee\n    titel: Over het overleg\n    inhoud: governance\n"
    "  - id: drie\n    titel: Onderzoek\n    apart: ja\n"
)


def test_an_annex_of_the_region_may_hold_the_generated_governance() -> None:
    """It takes that annex's number and title, and is not printed a second time."""
    files = BARE | GOVERNANCE | {"programma.yaml": BARE["programma.yaml"] + EIGEN}
    made = document(read(files))
    assert made.tree.labels["twee"] == "bijlage 2"
    assert made.tree.labels["drie"] == "bijlage 3"
    assert "h-bijlage-governance" not in made.text
    assert text(made).count("Stuurt.") == 1
    assert "staat in bijlage 2." in text(made)
    part = made.text.split("## Over het overleg")[1].split("## Onderzoek")[0]
    assert "### Kopgroep\n\nStuurt." in part


def test_without_such_an_annex_the_governance_has_one_of_its_own() -> None:
    """It comes after the region's annexes, under our title."""
    own = EIGEN.replace("    inhoud: governance\n", "")
    made = document(read(BARE | GOVERNANCE | {"programma.yaml": BARE["programma.yaml"] + own}))
    assert made.tree.labels["h-bijlage-governance"] == "bijlage 4"
    assert "staat in bijlage 4." in text(made)


def test_an_annex_for_a_governance_that_is_not_there_says_so() -> None:
    """A heading of the region does not stand above nothing."""
    made = document(read(BARE | {"programma.yaml": BARE["programma.yaml"] + EIGEN}))
    part = made.text.split("## Over het overleg")[1].split("## Onderzoek")[0]
    assert "*n.t.b.* Hier komt per overleg wie er deelnemen en wat het doet." in part


def test_the_facts_of_a_measure_stand_in_a_table_without_a_head() -> None:
    """The first column names the rows: a head would say what everybody sees."""
    measures = "maatregelen:\n  - id: m\n    titel: M\n    doelgroep: [geen_werk]\n"
    made = document(read(BARE | {"maatregelen.yaml": measures}))
    facts = next(b for b in made.tree.blocks if isinstance(b, Table) and len(b.header) == 2)
    assert [cell.children for cell in facts.header] == [(), ()]


def test_what_is_told_later_is_printed_and_is_no_part_of_what_was_signed() -> None:
    """Money received and spent, reports to the minister and versions leave the hash as it was."""
    money = "bronnen:\n  - id: b\n    naam: Subsidie\n    bedragen: {2026: 100}\n"
    files = BARE | {"financien.yaml": money}
    later = files | {
        "financien.yaml": money + "    ontvangen: {2026: 90}\n    besteed: {2026: 80, 2027: 5}\n",
        "programma.yaml": BARE["programma.yaml"]
        + "versies:\n  - versie: '2'\n    substantieel: ja\n"
        + "meldingen:\n  - onderwerp: effectrapportage\n    jaar: 2026\n"
        + "  - onderwerp: wijziging_contactschool\n    aanleiding: institutionele_fusie\n",
    }
    made = document(read(later))
    shown = text(made).replace("\N{NO-BREAK SPACE}", " ")
    for said in (
        "Subsidieontvangen€ 90–€ 90",
        "Subsidiebesteed€ 80€ 5€ 85",
        "substantiële wijziging: ja",
        "Effectrapportageover 2026",
        "aanleiding: institutionele fusie",
    ):
        assert said in shown
    assert made.content_hash == document(read(files)).content_hash


def test_the_consent_of_the_minister_stands_beside_its_line() -> None:
    """The day is printed with the explanation of the line, or alone."""
    money = (
        "algemene_kosten:\n"
        "  - id: k1\n    post: Reserve\n    toelichting: Voor later.\n"
        "    instemming_minister: 2026-03-02\n"
        "  - id: k2\n    post: Voorziening\n    instemming_minister: 2026-03-03\n"
    )
    part = chapter(document(read(BARE | {"financien.yaml": money})), "financien")
    assert "+ Reserve: Voor later. De minister stemde in op 2 maart 2026.\n" in part
    assert "+ Voorziening: De minister stemde in op 3 maart 2026.\n" in part
