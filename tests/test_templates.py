"""The templates: which there are, what they may hold, and what they make of unusual regions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from composed import BARE, basis, chapter, document, read, text
from regioplan import resources
from regioplan.document import VOLGORDE
from regioplan.document.filters import FILTERS, own_environment
from regioplan.markdown import Table

FOLDER = Path(str(resources.templates()))
TEMPLATES = sorted(FOLDER.glob("*.md.j2"))
PARTS = {"_macros", "bijlage-governance", "bijlage-open-punten", "bijlage-versies"}


def test_each_chapter_has_its_template() -> None:
    """The template bears the chapter's name; the rest are parts that chapters include."""
    assert {t.name.removesuffix(".md.j2") for t in TEMPLATES} == set(VOLGORDE) | PARTS


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
        if isinstance(block, Table)
        for row in block.rows
        if row[0].children and type(row[0].children[0]).__name__ == "Strong"
    ]
    assert len(totals) == made.text.count("\n| **")
    assert "**n.t.b." not in made.text
