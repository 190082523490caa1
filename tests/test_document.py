"""A programme becomes a document: what stands in it, in which order, and that no text is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError

from composed import BARE, basis, chapter, document, read, text
from regioplan.document import VOLGORDE, compose
from regioplan.document.filters import beknopt, environment, hoeveel, leeftijd, opsomming, zin
from regioplan.document.printing import Md, datum, euro, getal, show
from regioplan.errors import RegioplanError
from regioplan.findings import Citation, Finding, Norm, Severity, Suppressed, Uitkomst
from regioplan.markdown import Document, Heading, Region
from regioplan.model import Node, Programma
from regioplan.model.base import Prose, Tekst
from regioplan.model.themas import Maatregel
from regioplan.provenance import Provenance

HOSTILE = (
    "{{ 7*7 }}",
    "{% raw %}",
    "<b>vet</b>",
    "a|b",
    "# kop",
    "M@ZL",
    "*",
    "_",
    "'s-Gravenhage",
    "](#x)",
    "<!-- rp:kaft -->",
    "Nuenen, Gerwen en Nederwetten",
    "3.10",
    "^[noot",
    "&amp;",
    "\\",
)

ALWAYS = (
    "governance",
    "analyse",
    "streefcijfers",
    "programma",
    "afspraken",
    "financien",
    "ondertekening",
)


@pytest.fixture(scope="module")
def complete() -> Document:
    return document(read(basis()))


@pytest.fixture(scope="module")
def bare() -> Document:
    return document(read(BARE))


def chapters(made: Document) -> list[Heading]:
    """The chapters in order, also those within a region."""

    def walk(blocks: tuple[Any, ...]) -> Iterator[Heading]:
        for block in blocks:
            if isinstance(block, Region):
                yield from walk(block.blocks)
            elif isinstance(block, Heading) and block.level == 1 and block.series == "hoofdstuk":
                yield block

    return list(walk(made.tree.blocks))


# ------------------------------------------------------------------ chapters


def test_the_chapters_stand_in_the_decided_order(complete: Document) -> None:
    """A complete programme has every chapter, in the order of the table."""
    assert [h.id for h in chapters(complete)] == [f"h-{name}" for name in VOLGORDE[2:]]


def test_what_the_law_asks_always_stands_there(bare: Document) -> None:
    """The five parts of Regeling 2.2, governance and signing say what is still to come."""
    for name in ALWAYS:
        assert "*n.t.b.*" in chapter(bare, name), name
    assert "n.t.b.*." not in bare.text


def test_an_empty_optional_chapter_leaves_no_hole(bare: Document) -> None:
    """Without a summary, a process or a team there is no heading, number or mention of it."""
    headings = chapters(bare)
    assert [h.number for h in headings] == [str(n) for n in range(1, len(headings) + 1)]
    for name in ("samenvatting", "proces", "programmateam"):
        assert f"h-{name}" not in bare.text


def test_no_heading_stands_above_nothing(bare: Document) -> None:
    """A heading is followed by text or by a deeper heading, never by one of its own level."""
    lines = [line for line in bare.text.split("\n") if line and not line.startswith("<!--")]
    for line, following in zip(lines, [*lines[1:], "# einde"], strict=True):
        if line.startswith("#"):
            assert not following.startswith("#") or following.count("#") > line.count("#"), line


def test_prose_may_refer_to_a_chapter_that_is_not_there() -> None:
    """Where a chapter is absent its words stand, without a number."""
    made = document(
        read(BARE | {"programma.yaml": BARE["programma.yaml"] + "leeswijzer: Zie [](#h-proces).\n"})
    )
    assert "Zie het hoofdstuk over het proces." in text(made)


def test_every_item_can_be_found_by_its_id(complete: Document) -> None:
    """Each item that a text may refer to has its place in a complete document."""
    assert set(read(basis()).items) - set(complete.tree.labels) == set()


def test_a_document_says_of_itself_what_it_is() -> None:
    """Properties are printed words: no enum, no ISO date."""
    properties = document(read(basis())).properties
    assert properties.status == "vastgesteld"
    assert properties.date == "19 januari 2026"
    assert properties.region == "Noordwest-Veluwe"


def test_a_region_names_its_themes(complete: Document) -> None:
    """A theme is called as the region calls it, in its heading and in a reference to it."""
    files = basis()
    files["programma.yaml"] = re.sub(
        "themawoord: .*", "themawoord: Pijler", files["programma.yaml"]
    )
    made = document(read(files))
    assert made.tree.labels["overstap"] == "pijler 1"
    assert "Pijler 1" in text(made)
    assert "Pijler" not in text(complete)


# ------------------------------------------------------------------ user text is text


def filled(node: Any, said: list[str], hostile: str, numbers: Iterator[int]) -> Any:
    """The same part of a programme with a text of its own in every field that holds text."""
    if isinstance(node, tuple):
        return tuple(filled(part, said, hostile, numbers) for part in node)
    if not isinstance(node, Node):
        return node

    def own(kind: type[str]) -> str:
        said.append(f"q{next(numbers)}q {hostile} {next(numbers)}z")
        return kind(said[-1])

    update: dict[str, Any] = {}
    for key, field in type(node).model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        kind = next((k for k in (Tekst, Prose) if k in kinds), None)
        if kind is None:
            update[key] = filled(getattr(node, key), said, hostile, numbers)
        elif ... in kinds:
            update[key] = (own(kind), own(kind))
        else:
            update[key] = own(kind)
    return node.model_copy(update=update)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_user_text_comes_out_as_typed(hostile: str) -> None:
    """Every text field of a whole programme is printed, and nothing in it is executed or glued.

    A few are meant for another document than the programme itself.
    """
    programma = read(basis())
    said: list[str] = []
    numbers = count()
    full = Programma(
        {name: filled(blad, said, hostile, numbers) for name, blad in programma.bladen.items()}
    )
    kinds = ("programma", "oplegnotitie", "publiekssamenvatting")
    shown = " ".join(text(document(full, kind=kind)) for kind in kinds)
    assert len(said) > 300
    assert [s for s in said if s not in shown] == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1).filter(lambda t: t.isprintable() and t.strip() == t and t))
def test_any_title_comes_out_as_typed(title: str) -> None:
    """Whatever one line of text holds, the cover shows it."""
    programma = read(BARE)
    blad = programma.blad.model_copy(update={"titel": Tekst(title)})
    made = document(Programma({**programma.bladen, "programma.yaml": blad}))
    region = next(b for b in made.tree.blocks if isinstance(b, Region))
    assert isinstance(region.blocks[0], Heading)
    assert "".join(c.text for c in region.blocks[0].children) == title  # type: ignore[union-attr]  # plain text only


def test_a_macro_escapes_once() -> None:
    """What a macro has put together is Markdown: not escaped again, and not raw either."""
    templates = environment(
        DictLoader({"a": "{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(naam) }}{{ m(m(naam)) }}"})
    )
    assert templates.get_template("a").render(naam=Tekst("a*b")) == r"**a\*b******a\*b****"


def test_a_set_block_and_a_filter_keep_text_safe() -> None:
    """Text stays escaped on its way through a block, and a changed text is escaped anew."""
    templates = environment(
        DictLoader(
            {"a": "{% set x %}{{ naam }}{% endset %}{{ x }} {{ naam | upper }} {{ naam ~ '*' }}"}
        )
    )
    assert templates.get_template("a").render(naam=Tekst("a*b")) == r"a\*b A\*B a\*b\*"


def test_prose_is_not_printed_by_accident() -> None:
    """A template that forgets the filter is an error, not a heading in the middle of a cell."""
    with pytest.raises(RegioplanError, match="proza"):
        show(Prose("# kop"))


def test_a_misspelt_variable_is_an_error() -> None:
    """A template that asks for what is not there fails; it prints no empty place."""
    with pytest.raises(UndefinedError):
        environment(DictLoader({"a": "{{ blad.titl }}"})).get_template("a").render(
            blad=read(BARE).blad
        )


def test_a_template_cannot_leave_the_sandbox() -> None:
    """A template of a region reaches no inside of Python."""
    made = environment(DictLoader({"a": "{{ x.__class__.__mro__ }}"}))
    with pytest.raises(Exception, match="unsafe"):
        made.get_template("a").render(x=Tekst("x"))


# ------------------------------------------------------------------ how values are written


def test_money_is_written_in_dutch() -> None:
    """Points between thousands, a comma and two cents only where there are cents."""
    assert euro(Decimal(2265813)) == "€\N{NO-BREAK SPACE}2.265.813"
    assert euro(Decimal("80000.50")) == "€\N{NO-BREAK SPACE}80.000,50"
    assert euro(Decimal("80000.00")) == "€\N{NO-BREAK SPACE}80.000"
    assert euro(Decimal(-1000)) == "€\N{NO-BREAK SPACE}-1.000"


def test_dates_and_numbers_are_written_in_dutch() -> None:
    """No locale is asked: the words are ours."""
    assert datum(date(2025, 6, 5)) == "5 juni 2025"
    assert getal(Decimal("3.1")) == "3,1"
    assert getal(23000) == "23.000"


def test_counts_up_to_twelve_are_words() -> None:
    """One, twelve and thirteen, each with the right noun."""
    assert hoeveel(1, "maatregel", "maatregelen") == "één maatregel"
    assert hoeveel(12, "maatregel", "maatregelen") == "twaalf maatregelen"
    assert hoeveel(13, "maatregel", "maatregelen") == "13 maatregelen"


def test_an_enumeration_ends_with_en() -> None:
    """None, one, two and three parts."""
    assert [opsomming(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a en b", "a, b en c"]


def test_a_sentence_ends_with_one_full_stop() -> None:
    """Also when its last words bring one: B.V., n.t.b."""
    assert zin(Tekst("Stichting X")) == "Stichting X."
    assert zin(Tekst("Kansen B.V.")) == "Kansen B.V."
    assert zin(None) == "*n.t.b.*"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"leeftijd_vanaf": 12, "leeftijd_tot": 27}, "12 tot 27 jaar"),
        ({"leeftijd_vanaf": 16}, "vanaf 16 jaar"),
        ({"leeftijd_tot": 23}, "tot 23 jaar"),
        ({}, ""),
        ({"leeftijd_vanaf": "12", "leeftijd_tot": "n.t.b."}, "12 tot *n.t.b.* jaar"),
    ],
)
def test_an_age_ends_before_its_upper_bound(said: dict[str, Any], shown: str) -> None:
    """The upper bound is not in it, so the word is "tot"."""
    node = Maatregel.model_validate({"id": "m", "titel": "M", **said})
    assert leeftijd(node) == shown


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    """The first column stays, and an escaped bar is text, not a border."""
    rows = "| A | B | C |\n| --- | --- | --- |\n\n| x \\| y | – | 1 |\n| z | – | – |\n"
    assert beknopt(rows) == "| A | C |\n| --- | --- |\n| x \\| y | 1 |\n| z | – |\n"


# ------------------------------------------------------------------ what is computed


def test_counts_follow_the_data() -> None:
    """One measure less, and the sentence above the measures says so."""
    files = basis()
    programma = read(files)
    assert "Het programma heeft zes maatregelen." in text(document(programma))
    last = max(name for name in files if name.startswith("themas/"))
    thema = programma.themas[-1]
    fewer = thema.model_copy(update={"maatregelen": thema.maatregelen[:-1]})
    gone = thema.maatregelen[-1].id
    lines = tuple(r for r in programma.financien.begroting if r.maatregel != gone)
    money = programma.financien.model_copy(update={"begroting": lines})
    made = document(Programma({**programma.bladen, last: fewer, "financien.yaml": money}))
    assert "Het programma heeft vijf maatregelen." in text(made)


FINANCIEN = """
bronnen:
  - id: subsidie
    naam: Subsidie
    bronsoort: subsidie_contactschool
    bedragen: {2026: 100, 2027: 50.50}
  - id: eigen
    naam: Eigen geld
    bronsoort: overig
    bedragen: {2026: n.t.b.}
begroting:
  - id: r1
    maatregel: met-geld
    bron: subsidie
    bedragen: {2026: 60}
  - id: r2
    maatregel: met-geld
    post: tweede post
    bron: subsidie
    bedragen: {2026: 10, 2027: 5}
  - id: r3
    maatregel: zonder-geld
    bron: eigen
    bedragen: {2026: 7}
algemene_kosten:
  - id: k1
    post: Kantoor
    bron: subsidie
    bedragen: {2026: 20}
"""
MAATREGELEN = """
maatregelen:
  - id: met-geld
    titel: Met geld
  - id: zonder-geld
    titel: Zonder geld
"""


def row(made: Document, first: str) -> str:
    """The cells behind a first cell, with ordinary spaces."""
    found = re.search(rf"^\| {re.escape(first)} \|(.*)\|$", made.text, re.MULTILINE)
    assert found, first
    return " ".join(found[1].replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_sums_of_the_budget_are_computed() -> None:
    """Per year and in all; what is n.t.b. is left out, and a sentence says so."""
    made = document(read(BARE | {"financien.yaml": FINANCIEN, "maatregelen.yaml": MAATREGELEN}))
    assert row(made, "**Totaal**") == "€ 100 | € 50,50 | € 150,50"
    assert row(made, "**Samen**") == "| € 70 | € 5 | € 75"
    assert row(made, "**Totaal maatregelen**") == "| € 77 | € 5 | € 82"
    assert row(made, "**Verschil**") == "€ 3 | € 45,50 | € 48,50"
    assert "Bedragen die nog niet bekend zijn, tellen niet mee in de totalen." in made.text


def test_only_money_of_the_state_makes_a_measure() -> None:
    """What gets no subsidy or uitkering says so, but only when there is a budget at all."""
    sentence = "Geen maatregel in de zin van de Regeling"
    files = BARE | {"maatregelen.yaml": MAATREGELEN}
    assert sentence not in document(read(files)).text
    with_budget = document(read(files | {"financien.yaml": FINANCIEN})).text
    assert with_budget.count(sentence) == 1
    assert with_budget.index("Zonder geld") < with_budget.index(sentence)


def test_a_measure_names_what_it_has_yet_to_say() -> None:
    """What Regeling 2.5 asks and is not there stands in one row, not in ten."""
    made = document(read(BARE | {"maatregelen.yaml": MAATREGELEN}))
    missing = row(made, "Nog in te vullen")
    assert "beoogd maatschappelijk effect" in missing
    assert "aanvulling op wettelijke taken" in missing
    assert "doelgroep" in missing
    assert "n.t.b." not in missing


def test_a_complete_measure_has_nothing_left_to_say(complete: Document) -> None:
    """The row disappears when all is there."""
    assert "Nog in te vullen" not in complete.text


def test_an_explicit_ntb_is_shown() -> None:
    """What was typed as n.t.b. is visible, also where nothing is asked."""
    files = BARE | {
        "maatregelen.yaml": MAATREGELEN + "    trekker: n.t.b.\n",
        "programma.yaml": BARE["programma.yaml"] + "samenvatting: n.t.b.\n",
    }
    made = document(read(files))
    assert "*n.t.b.* Hier komt het programma in het kort." in made.text
    assert "trekker" in made.text.split("Zonder geld")[1]


def test_a_year_more_than_four_turns_the_page() -> None:
    """A budget of five years stands on a landscape page."""
    five = FINANCIEN.replace("{2026: 60}", "{2024: 1, 2025: 1, 2026: 60, 2028: 1}")
    files = BARE | {"maatregelen.yaml": MAATREGELEN}
    assert "rp:liggend" in document(read(files | {"financien.yaml": five})).text
    assert "rp:liggend" not in document(read(files | {"financien.yaml": FINANCIEN})).text


# ------------------------------------------------------------------ signing

PARTNERS = """
partners:
  - id: arnhem
    naam: Gemeente Arnhem
    rollen: [contactgemeente]
  - id: school
    naam: De school
    rollen: [contactschool]
  - id: buur
    naam: Gemeente Duiven
"""


def test_who_must_sign_and_has_no_block_gets_an_empty_one() -> None:
    """The parties of Regeling 2.1 lid 2, and no other partner."""
    signing = chapter(document(read(BARE | {"partners.yaml": PARTNERS})), "ondertekening")
    assert signing.count("<!-- rp:handtekening -->") == 2
    assert "### Gemeente Arnhem\n" in signing
    assert "Duiven" not in signing


def test_who_signs_for_another_takes_the_empty_block_away() -> None:
    """A party for which someone else signs needs no block of its own."""
    rounds = PARTNERS + (
        "ondertekening:\n  - id: r\n    ondertekenaars:\n"
        "      - partner: arnhem\n        functie: wethouder\n        namens: [school]\n"
    )
    signing = chapter(document(read(BARE | {"partners.yaml": rounds})), "ondertekening")
    assert signing.count("<!-- rp:handtekening -->") == 1
    assert "| Namens | De school |" in signing


# ------------------------------------------------------------------ findings

NORM = Norm("E", Citation("Regeling 2.5"), "Het effect is beschreven.", "h-programma", ("R-1",))


def outcome(programma: Programma, *severities: Severity) -> Uitkomst:
    """A finding at each measure for each severity."""
    return Uitkomst(
        tuple(
            Finding(
                "R-1",
                severity,
                m.where("beoogd_effect"),
                f"Bij {m.id} ontbreekt het effect.",
                citation=NORM.citation,
            )
            for severity in severities
            for m in programma.maatregelen
        )
    )


def test_open_points_of_one_rule_are_said_once() -> None:
    """Many measures, one requirement: one row, and it says that all are meant."""
    programma = read(BARE | {"maatregelen.yaml": MAATREGELEN})
    made = document(programma, uitkomst=outcome(programma, Severity.OPEN), norms=(NORM,))
    assert "| Het effect is beschreven. | alle maatregelen | Regeling 2.5 |" in made.text


def test_one_open_point_speaks_for_itself_and_names_its_item() -> None:
    """A single finding keeps its own sentence, with a reference to the item it stands in."""
    programma = read(BARE | {"maatregelen.yaml": MAATREGELEN})
    two = outcome(programma, Severity.OPEN)
    one = Uitkomst(two.findings[:1])
    made = document(programma, uitkomst=one, norms=(NORM,))
    assert "| Bij met-geld ontbreekt het effect. | [](#met-geld) | Regeling 2.5 |" in made.text
    assert "maatregel 1" in text(made)


def test_a_decided_programme_lists_no_open_points() -> None:
    """From `vastgesteld` on the annex is gone, unless the programme was forced."""
    programma = read(basis())
    found = outcome(programma, Severity.ADVIES, Severity.FOUT)
    assert "h-bijlage-open-punten" not in document(programma, uitkomst=found).text
    forced = document(programma, uitkomst=found, forced=True)
    assert "hoewel zes fouten dat bij de status ‘vastgesteld’ verbieden" in text(forced)
    assert "h-bijlage-open-punten" in forced.tree.labels


def test_a_suppression_is_printed_with_its_reason() -> None:
    """Whoever departs from an advice explains it in the document, at every status."""
    programma = read(basis())
    finding = Finding("KWA-x", Severity.ADVIES, programma.blad.location, "Dit kan korter.")
    made = document(
        programma, uitkomst=Uitkomst(suppressed=(Suppressed(finding, "Wij willen dit zo."),))
    )
    assert "| Dit kan korter. | Wij willen dit zo. |" in made.text


# ------------------------------------------------------------------ provenance


def test_what_is_signed_does_not_change_by_signing() -> None:
    """Status, version, findings, signatures and provenance stay out of the hash of the text."""
    files = basis()
    programma = read(files)
    files["programma.yaml"] = files["programma.yaml"].replace(
        "status: vastgesteld", "status: concept", 1
    )
    files["programma.yaml"] = re.sub("(?m)^versie: .*", "versie: 9.9", files["programma.yaml"])
    files["partners.yaml"] = files["partners.yaml"].split("ondertekening:")[0]
    concept = read(files)
    other = compose(
        concept, outcome(concept, Severity.OPEN), (NORM,), Provenance("abc", clean=False)
    )
    assert document(programma).content_hash == other.content_hash


def test_the_text_is_in_the_hash() -> None:
    """One word more in a measure is another text."""
    files = basis()
    first = document(read(files)).content_hash
    files["programma.yaml"] = files["programma.yaml"].replace(
        "samenvatting: |\n  ", "samenvatting: |\n  Kort. ", 1
    )
    assert document(read(files)).content_hash != first


def test_the_small_print_tells_the_hash(complete: Document) -> None:
    """The document says its own hash, and saying it does not change it."""
    assert f"Controlegetal van de tekst: {complete.content_hash}." in complete.text
    assert complete.content_hash in complete.properties.provenance


@pytest.mark.parametrize(
    ("provenance", "words"),
    [
        (Provenance(), "Gemaakt met regioplan."),
        (
            Provenance(
                "1a2b3c4d5e6f7a8b", clean=False, rules_version="2026-01-01", tool_version="0.1.0"
            ),
            (
                "Gemaakt met regioplan 0.1.0 uit revisie 1a2b3c4d5e6f, met wijzigingen die daarin "
                "nog niet zijn vastgelegd. Versie van de regels: 2026-01-01."
            ),
        ),
    ],
)
def test_provenance_says_only_what_is_known(provenance: Provenance, words: str) -> None:
    """No empty revision, no version of nothing."""
    assert provenance.words == words


def test_equal_programmes_give_equal_documents() -> None:
    """Same in, same text out."""
    assert document(read(basis())) == document(read(basis()))


def test_markdown_that_is_safe_already_passes() -> None:
    """What the environment made is not escaped again."""
    assert show(Md("*n.t.b.*")) == "*n.t.b.*"
