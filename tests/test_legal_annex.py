"""The annex "Waar staat wat de wet vraagt", and the one in which the region explains itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from composed import BARE, basis, document, read, text
from regioplan import reference, rules
from regioplan.document.law import law
from regioplan.findings import (
    Citation,
    Confidence,
    Finding,
    Norm,
    Severity,
    Suppressed,
    Uitkomst,
    Verdict,
)
from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.markdown import Document
from regioplan.model import Programma

ARNHEM = Path(__file__).parents[1] / "examples" / "arnhem"
TODAY = date(2026, 1, 19)
NORMS = tuple(rules.norms().values())
LAW = [
    n
    for n in NORMS
    if n.citation.confidence not in (Confidence.SECUNDAIR, Confidence.NIET_GEVONDEN)
]
"""What stands in an article that was read."""


def arnhem_programma() -> Programma:
    loaded = load(read_folder(ARNHEM))
    assert loaded.programma is not None
    return loaded.programma


def checked(programma: Programma) -> Document:
    return document(programma, uitkomst=rules.check(programma, vandaag=TODAY), norms=NORMS)


@pytest.fixture(scope="module")
def complete() -> Document:
    return checked(read(basis()))


@pytest.fixture(scope="module")
def arnhem() -> Document:
    return checked(arnhem_programma())


def annex(made: Document, name: str = "wet") -> str:
    """The regioplan-Markdown of a generated annex."""
    rest = made.text.split(f"<!-- rp:anker h-bijlage-{name} -->\n", 1)[1]
    return re.split(r"\n(?:## |<!-- (?:rp:nummer|/rp:buiten-hash))", rest, maxsplit=1)[0]


def rows(part: str) -> Iterator[list[str]]:
    """The cells of each row of each table."""
    for line in part.split("\n"):
        if line.startswith("| ["):
            plain = line.replace("\N{NO-BREAK SPACE}", " ")
            yield [cell.strip() for cell in plain.strip("|").split(" | ")]


# ------------------------------------------------------------------ every requirement once


@pytest.mark.parametrize("name", ["complete", "arnhem"])
def test_what_the_law_asks_stands_in_the_annex_exactly_once(
    name: str, request: pytest.FixtureRequest
) -> None:
    """No requirement of the register that is law is lost, and none is said twice."""
    found = Counter(row[1] for row in rows(annex(request.getfixturevalue(name))))
    assert found == Counter(n.short for n in LAW)


def test_what_stands_in_no_law_is_left_out_and_that_is_said(arnhem: Document) -> None:
    """Advice and questions with answers are no law: exactly these six of the register."""
    left_out = {n.id for n in NORMS} - {n.id for n in LAW}
    assert left_out == {"A14", "A15", "G15", "H07", "H08", "I14"}
    assert "Ondertekening door de partijen" not in annex(arnhem)
    assert "Wat alleen een advies" in annex(arnhem)


def test_what_is_asked_elsewhere_says_where_or_when(arnhem: Document) -> None:
    """Whatever the programme does not answer has its reason beside it."""
    later = list(rows(annex(arnhem).split("### Wat later of elders wordt gevraagd")[1]))
    assert len(later) == sum(bool(n.elsewhere or n.region) for n in LAW)
    assert all(row[2][:1].isupper() for row in later)
    assert [row[2] for row in later if "open" in row[2]] == ["Bij de aanvraag<br>open (1 punt)"]


def test_fier_is_asked_of_friesland_noord_only(arnhem: Document) -> None:
    """Region 4 answers for it; in any other it stands among what is asked elsewhere."""
    assert annex(arnhem).count("Alleen in regio Friesland Noord") == 2
    noord = annex(checked(read(BARE | {"regio.yaml": "nummer: 4\n"})))
    assert "Friesland Noord" not in noord
    assert "Fier Fryslân" in noord.split("### Wat later of elders")[0]


def test_each_subject_is_in_order_of_the_articles(arnhem: Document) -> None:
    """First the WEB, then the Regeling, then the Kaderregeling, each by number and lid."""
    money = annex(arnhem).split("### Begroting en geld")[1].split("###")[0]
    articles = [re.sub(r"\[(.*?)\].*", r"\1", row[0]) for row in rows(money)]
    assert articles == [
        "Regeling 2.6 lid 1",
        "Regeling 2.6 lid 2 in samenhang met 4.8 lid 1 onder a",
        "Regeling 2.6 lid 3",
        "Regeling 3.1 lid 2 en 3.10 lid 1",
        "Regeling 3.3",
        "Regeling 3.4 en bijlage 2",
        "Regeling 4.2 lid 1",
        "Regeling 4.2 lid 2; bijlage 2 en 4",
        "Regeling 4.7",
        "Regeling 4.8 lid 1 en 2",
        "Kaderregeling 1.7 lid 3",
        "Kaderregeling 3.5 lid 1",
        "Kaderregeling 3.5 lid 2 en 3",
    ]


def test_article_ten_comes_after_article_two() -> None:
    """Numbers are compared as numbers, and an annex comes after the articles."""
    norms = tuple(
        Norm(a, Citation(a), a, subject="S")
        for a in ("Regeling bijlage 1", "Regeling 3.10 lid 2", "Regeling 3.2 lid 4", "WEB 9.2.10")
    )
    ((_, found),) = law(read(BARE), Uitkomst(), norms).groepen
    assert [eis.artikel for eis in found] == [
        "WEB 9.2.10",
        "Regeling 3.2 lid 4",
        "Regeling 3.10 lid 2",
        "Regeling bijlage 1",
    ]


@pytest.mark.parametrize("norm", NORMS, ids=lambda n: str(n.id))
def test_a_requirement_in_a_few_words_has_at_most_a_dozen(norm: Norm) -> None:
    """Each has them, without the full stop of a sentence."""
    assert 0 < len(norm.short.split()) <= 12
    assert not norm.short.endswith(".")


# ------------------------------------------------------------------ verdicts


def test_a_complete_programme_meets_all_that_a_rule_can_tell(complete: Document) -> None:
    """Every requirement of the base programme is met, or for a human to judge."""
    before, _, _ = annex(complete).partition("### Wat later of elders")
    assert {row[3] for row in rows(before)} == {"voldaan", "zelf beoordelen"}


def test_the_example_says_how_many_points_are_open(arnhem: Document) -> None:
    """Its targets are not there, its period is right, and no rule has looked at its texts."""
    stands = {row[1]: row[3] for row in rows(annex(arnhem)) if len(row) == 4}
    assert stands["Streefcijfer voor studiejaar 2025/2026, volgens de oude definitie"] == (
        "open (1 punt)"
    )
    assert stands["Aanvullend op de wettelijke taken van gemeenten en schoolbesturen"] == (
        "open (18 punten)"
    )
    assert stands["Looptijd van 1 januari 2026 tot en met 31 december 2029"] == "voldaan"
    assert stands["Elders geen onderscheid naar gemeente, tenzij onderbouwd"] == "niet getoetst"


def test_the_counts_add_up(arnhem: Document) -> None:
    """Above the tables stands how many requirements have each verdict."""
    part = annex(arnhem)
    said = {m[1]: int(m[2]) for m in re.finditer(r"(?m)^- (.+) \((\d+) eisen\)", part)}
    before, _, _ = part.partition("### Wat later of elders")
    assert said == Counter(re.sub(r" \(.*", "", row[3]) for row in rows(before))
    assert set(said) <= {v.value for v in Verdict}


def test_a_programme_without_a_register_has_no_annex() -> None:
    """Whoever composes without norms gets no empty annex."""
    assert "h-bijlage-wet" not in document(read(BARE)).text


# ------------------------------------------------------------------ links


@pytest.mark.parametrize("name", ["complete", "arnhem"])
def test_a_chapter_is_named_only_where_the_document_has_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Each link of the annex goes to an anchor of this document."""
    made = request.getfixturevalue(name)
    targets = set(re.findall(r"\]\(#([^)]+)\)", annex(made)))
    assert targets - set(made.tree.labels) == set()
    assert {"h-regio", "h-governance", "h-streefcijfers", "h-programma"} <= targets


def test_a_requirement_whose_chapter_is_absent_has_a_dash() -> None:
    """No words without a link, and no link to nowhere."""
    norm = Norm("X", Citation("Regeling 9.9"), "Er is een team.", "h-programmateam", subject="S")
    assert "| Regeling 9.9 | Er is een team. | – | zelf beoordelen |" in annex(
        document(read(BARE), norms=(norm,))
    )


def test_each_article_links_to_the_law(complete: Document) -> None:
    """The reviewer reads the text itself at wetten.overheid.nl."""
    assert all("](<https://wetten.overheid.nl/jci1.3:c:BWBR" in r[0] for r in rows(annex(complete)))


def test_the_five_parts_are_each_in_their_own_chapter(arnhem: Document) -> None:
    """Regeling 2.2 asks five things, which stand in five chapters."""
    five = next(row for row in rows(annex(arnhem)) if row[0].startswith("[Regeling 2.2]"))
    assert re.findall("#h-([a-z]+)", five[2]) == [
        "analyse",
        "streefcijfers",
        "afspraken",
        "programma",
        "financien",
    ]


def test_a_missing_part_is_an_open_point_of_its_own_chapter() -> None:
    """Of an empty programme each of the five parts is missing in the chapter where it belongs."""
    programma = read(BARE)
    made = document(programma, uitkomst=rules.check(programma, vandaag=TODAY), norms=NORMS)
    points = annex(made, "open-punten")
    for letter, name in zip("abcde", ["analyse", "streefcijfers", "afspraken", "programma",
                                      "financien"], strict=True):  # fmt: skip
        assert re.search(rf"\| \[\]\(#h-{name}\) \| Regeling 2\.2 onder {letter} \|", points)


# ------------------------------------------------------------------ outside the hash


def test_the_annex_is_no_part_of_what_is_signed() -> None:
    """A finding more or less, or another register, leaves the hash of the text as it was."""
    programma = read(basis())
    assert document(programma).content_hash == checked(programma).content_hash


def test_the_annex_says_what_it_is(arnhem: Document) -> None:
    """A reading, of which version, no legal advice, and which texts were not seen."""
    shown = text(arnhem)
    assert "een lezing van de wet en geen juridisch advies" in shown
    assert f"De versie van de regels is {reference.VERSIE_REGELS}." in shown
    assert "Niet gezien zijn de opsommingen van bijlage 1" in shown
    assert "het formulier van bijlage 3" in shown


def test_hostile_words_of_a_requirement_are_text() -> None:
    """The register is data too: nothing in it is Markdown or ends a cell."""
    norm = Norm(
        "X", Citation("a|b *c* [d](e)", "https://x.nl/a|b"), "{{ 7*7 }} <b> | _x_", subject="# S"
    )
    made = document(read(BARE), norms=(norm,))
    assert "a|b *c* [d](e){{ 7*7 }} <b> | _x_het hele programmazelf beoordelen" in text(made)


# ------------------------------------------------------------------ pas toe of leg uit


def explained(programma: Programma, reason: str) -> Uitkomst:
    """A finding of law that is explained, and one of advice that was set aside."""
    place = programma.blad.location
    of_law = Finding(
        "RRP-x", Severity.OPEN, place, "Er is geen team.", citation=Citation("Regeling 9.9"),
        explanation=reason,
    )  # fmt: skip
    advice = Finding("KWA-x", Severity.ADVIES, place, "Dit kan korter.")
    return Uitkomst((of_law,), suppressed=(Suppressed(advice, reason),))


def test_what_the_region_explains_stands_in_an_annex_of_its_own() -> None:
    """A finding of law with its reason stays open; an advice set aside is printed only here."""
    programma = read(BARE)
    made = document(programma, uitkomst=explained(programma, "Wij willen dit zo."))
    of_law, advice = annex(made, "uitleg").split("### Adviezen")
    assert "| Er is geen team. | Regeling 9.9 | Wij willen dit zo. |" in of_law
    assert "| Dit kan korter. | Wij willen dit zo. |" in advice
    points = annex(made, "open-punten")
    assert "Er is geen team. (met uitleg in [](#h-bijlage-uitleg))" in points
    assert "korter" not in points


def test_without_anything_to_explain_there_is_no_such_annex(complete: Document) -> None:
    """No heading above nothing."""
    assert "h-bijlage-uitleg" not in complete.text


def test_an_explanation_is_printed_at_every_status() -> None:
    """Also when the programme was decided on, and outside the hash."""
    programma = read(basis())
    made = document(programma, uitkomst=explained(programma, "Wij willen dit zo."))
    assert annex(made, "uitleg").count("Wij willen dit zo.") == 2
    assert made.content_hash == document(programma).content_hash


def test_one_reason_for_many_measures_is_printed_once() -> None:
    """Findings of one rule with one reason are one row; another reason is another row."""
    programma = read(basis())
    reasons = ["Zo.", "Zo.", "Anders.", "Zo.", "Zo.", "Zo."]
    found = tuple(
        Finding("RRP-x", Severity.OPEN, m.where("titel"), f"Bij {m.id} mist iets.", explanation=r)
        for m, r in zip(programma.maatregelen, reasons, strict=True)
    )
    norm = Norm("X", Citation("Regeling 9.9"), "Niets mist.", rules=("RRP-x",), subject="S")
    made = document(programma, uitkomst=Uitkomst(found), norms=(norm,))
    part = annex(made, "uitleg")
    assert len(re.findall(r"\| Zo\. \|", part)) == 1
    assert "| Niets mist. | alle maatregelen, behalve" in part
    assert len(re.findall(r"\| Anders\. \|", part)) == 1


@pytest.mark.parametrize("hostile", ["a | b", "{{ 7*7 }}", "<!-- rp:kaft -->", "# kop", "*", "\\"])
def test_a_reason_comes_out_as_typed(hostile: str) -> None:
    """What a region writes behind `negeer` is text."""
    programma = read(BARE)
    shown = text(document(programma, uitkomst=explained(programma, f"q {hostile} z")))
    assert shown.count(f"q {hostile} z") == 2


def test_an_explained_finding_still_counts_as_open() -> None:
    """A reason takes no requirement of the law away."""
    programma = read(BARE)
    norm = Norm("X", Citation("Regeling 9.9"), "Er is een team.", rules=("RRP-x",), subject="S")
    outcome = replace(explained(programma, "Zo."), suppressed=())
    made = document(programma, uitkomst=outcome, norms=(norm,))
    assert "open (1\N{NO-BREAK SPACE}punt)" in annex(made)
