"""The money and the calendar: to the cent, with both sides of a difference; and two versions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regioplan import rules
from regioplan.findings import Finding, Uitkomst, Verdict, verdicts
from regioplan.loader import load
from regioplan.model import Status
from regioplan.rules.geld import euro
from rule_cases import BASE, CASES, Case, read_case, run

ONE_CENT = ("      2026: 20000.50", "      2026: 20000.51")


def changed(*replacements: tuple[str, str], file: str = "financien.yaml") -> dict[str, bytes]:
    """The files of the base programme with words replaced in one of them."""
    text = BASE[file].decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return {**BASE, file: text.encode()}


def checked(
    files: dict[str, bytes],
    *,
    vandaag: date = date(2026, 2, 1),
    vorige: dict[str, bytes] | None = None,
    status: Status | None = None,
) -> Uitkomst:
    """Check a programme, perhaps against an older version of it."""
    now, before = load(files), load(vorige) if vorige else None
    assert now.programma
    older = before.programma if before else None
    return rules.check(now.programma, vorige=older, vandaag=vandaag, status=status)


def named(uitkomst: Uitkomst, rule: str) -> list[Finding]:
    return [f for f in uitkomst.findings if f.rule == rule]


# ------------------------------------------------------------------ to the cent


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("80000", "€ 80.000,00"),
        ("0.01", "€ 0,01"),
        ("175052000", "€ 175.052.000,00"),
        ("2265813.50", "€ 2.265.813,50"),
    ],
)
def test_a_finding_says_an_amount_with_its_cents(amount: str, shown: str) -> None:
    """A budget that differs by one cent shows it."""
    assert euro(Decimal(amount)) == shown


def test_one_cent_too_much_is_said_with_both_sides_and_every_line() -> None:
    """The source says what it holds and what is asked of it; each line of the sum is named."""
    uitkomst = checked(changed(ONE_CENT))
    (over,) = named(uitkomst, "RRP-2.6-1")
    assert "€ 1.680.000,01 begroot, maar er is € 1.680.000,00: € 0,01 te veel" in over.message
    amounts = [words.split(" voor ")[0] for _, words in over.related]
    assert sum(Decimal(a[2:].replace(".", "").replace(",", ".")) for a in amounts) == Decimal(
        "1680000.01"
    )
    lines = BASE["financien.yaml"].decode().splitlines()
    for place, _ in over.related:
        assert lines[place.line - 1].strip().startswith("2026:")


def test_a_budget_that_does_not_close_names_the_source_that_differs() -> None:
    """Money and costs stand in the message; of four sources only the one that differs is shown."""
    (open_budget,) = named(checked(changed(ONE_CENT)), "KAD-3.5-3")
    assert "€ 2.940.000,00 aan geld" in open_budget.message
    assert "€ 2.300.000,01 aan maatregelen en € 640.000,00 aan algemene" in open_budget.message
    assert "€ 0,01 is te veel begroot" in open_budget.message
    ((_, words),) = open_budget.related
    assert words.endswith("€ 1.680.000,00 aan geld, € 1.680.000,01 begroot")


def test_too_much_from_one_source_does_not_hide_behind_another() -> None:
    """A budget may close as a whole and still ask more of one source than it holds."""
    moved = (
        "post: werving in het eerste jaar\n    bron: spuk",
        "post: werving\n    bron: subsidie",
    )
    uitkomst = checked(changed(moved))
    assert [f.rule for f in uitkomst.findings] == ["RRP-2.6-1"]


def test_a_budget_with_an_unknown_amount_is_not_called_open_ended() -> None:
    """While an amount is n.t.b. nobody knows whether the budget closes: it is not judged."""
    uitkomst = checked(changed(("2026: 20000.50", "2026: n.t.b.")), status=Status.CONCEPT)
    assert [f.rule for f in uitkomst.findings] == ["RRP-2.6-3"]
    assert verdicts(uitkomst, rules.norms())["G06"] is Verdict.NIET_GETOETST


def test_the_years_may_differ_as_long_as_the_whole_closes() -> None:
    """The Kaderregeling asks a budget that balances, not one that balances every year."""
    later = ("2026: 180000\n      2027: 180000", "2026: 80000\n      2027: 280000")
    assert checked(changed(later)).findings == ()


def test_old_money_in_a_source_of_the_state_is_overig() -> None:
    """Regeling 2.6 lid 2: the reserves fall under the other budget, whoever receives them."""
    moved = (
        "bronsoort: overig\n    herkomst: reserve_2021_2025",
        "bronsoort: specifieke_uitkering\n    herkomst: reserve_2021_2025",
    )
    (finding,) = named(checked(changed(moved)), "RRP-2.6-2")
    assert "overige budget" in finding.message


def test_a_source_above_what_the_whole_country_has_is_a_typing_error() -> None:
    """No claim about a region: only that one region cannot have more than there is."""
    uitkomst = checked(changed(("2027: 420000\n", "2027: 50173000.01\n")))
    (finding,) = named(uitkomst, "RRP-4.2-1")
    assert "€ 50.173.000,01" in finding.message
    assert not named(checked(changed(("2027: 420000\n", "2027: 50173000\n"))), "RRP-4.2-1")


def test_money_without_a_known_kind_is_asked_about_and_not_judged() -> None:
    """Of a source that may be programme money indexation is questioned, with an if."""
    unknown = (
        "bronsoort: specifieke_uitkering\n",
        "bronsoort: n.t.b.\n",
    )
    index = ("indexatie: nee\n    ontvanger: gem", "indexatie: ja\n    ontvanger: gem")
    uitkomst = checked(changed(unknown, index), status=Status.CONCEPT)
    assert {f.rule for f in uitkomst.findings} == {"RRP-2.6-1", "RRP-4.2-2"}
    (question,) = named(uitkomst, "RRP-4.2-2")
    assert "Is dit geld uit de subsidie of de specifieke uitkering" in question.message


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Doorstroompuntfunctie", True),
        ("SPUK voor de Doorstroompuntfunctie 2026", True),
        ("SPUK zonder de Doorstroompuntfunctie", False),
        ("SPUK regionaal programma en Doorstroompuntfunctie", False),
        ("SPUK van Doorstroompuntregio Arnhem", False),
    ],
)
def test_only_who_says_it_literally_books_the_doorstroompuntfunctie(
    name: str,
    wrong: bool,
) -> None:
    """A fault needs the word itself, and neither a denial nor the title of the Regeling."""
    files = changed(("naam: Specifieke uitkering, deel voor het programma", f"naam: {name}"))
    assert bool(named(checked(files), "RRP-4.2-1")) is wrong


# ------------------------------------------------------------------ two versions


def test_equal_versions_ask_nothing() -> None:
    """Without a change nothing has to be reported."""
    uitkomst = checked(dict(BASE), vorige=dict(BASE))
    assert uitkomst.findings == ()
    assert {"RRP-3.2-2", "RRP-3.8", "RRP-4.5"} <= set(uitkomst.ran)


def test_without_an_older_version_nothing_is_compared() -> None:
    """What was not compared is not called met."""
    uitkomst = checked(dict(BASE))
    assert verdicts(uitkomst, rules.norms())["I01"] is Verdict.NIET_GETOETST


def test_a_concept_may_change_freely() -> None:
    """Before the older version was adopted there was nothing that could be changed."""
    concept = changed(("\nstatus: vastgesteld", "\nstatus: concept"), file="programma.yaml")
    concept["financien.yaml"] = changed(ONE_CENT)["financien.yaml"]
    uitkomst = checked(dict(BASE), vorige=concept)
    assert uitkomst.findings == ()
    assert "RRP-3.8" not in uitkomst.ran


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("streefcijfers.yaml", "waarde: 310", "waarde: 311", "de streefcijfers"),
        ("themas/3-dichtbij.yaml", "  - id: verzuimkaart", "  - id: verzuim", "de maatregelen"),
        ("financien.yaml", *ONE_CENT, "de begroting"),
    ],
)
def test_a_change_is_named_and_both_duties_ask(file: str, old: str, new: str, what: str) -> None:
    """Streefcijfers, measures and budget are looked at; both who must report are asked."""
    uitkomst = checked(dict(BASE), vorige=changed((old, new), file=file))
    for rule in ("RRP-3.8", "RRP-4.5"):
        (finding,) = named(uitkomst, rule)
        assert f"gewijzigd: {what}." in finding.message
        assert finding.related


def test_another_title_is_no_change_of_the_programme() -> None:
    """Words may be improved: what is compared are numbers and the set of measures."""
    files = changed(("titel: Verzuimkaart", "titel: Kaart"), file="themas/3-dichtbij.yaml")
    assert checked(dict(BASE), vorige=files).findings == ()


def test_the_same_school_under_another_id_is_no_other_contactschool() -> None:
    """An id is a name for the files only."""
    older = {name: content.replace(b"roc-kromme-rak", b"roc-rak") for name, content in BASE.items()}
    assert not named(checked(dict(BASE), vorige=older), "RRP-3.2-2")


# ------------------------------------------------------------------ the calendar


def _at(name: str, day: date, status: str = "in_uitvoering") -> list[Finding]:
    """What a reminder says on a day about its own case."""
    text = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    case: Case = read_case(text.replace("status: in_uitvoering", f"status: {status}"))
    case.vandaag = day
    return named(run(case), name)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("RRP-3.7-2-termijn", date(2026, 5, 1)),
        ("RRP-4.8-1a-termijn", date(2026, 7, 4)),
        ("RRP-4.8-2-termijn", date(2026, 7, 4)),
        ("RRP-5.1-3-termijn", date(2027, 3, 1)),
    ],
)
def test_a_reminder_comes_on_its_day_and_not_before(name: str, first: date) -> None:
    """It comes so many days before the last one, and only while the programme is carried out."""
    assert not _at(name, date.fromordinal(first.toordinal() - 1))
    assert _at(name, first)
    assert not _at(name, first, status="vastgesteld")


def test_after_its_last_day_old_money_is_only_asked_for_what_was_spent() -> None:
    """Who noted what was spent is not reminded of what cannot be spent any more."""
    assert _at("RRP-4.8-1a-termijn", date(2026, 12, 31))
    assert not _at("RRP-4.8-1a-termijn", date(2027, 1, 1))
    text = (CASES / "RRP-4.8-1a-termijn.yaml").read_text(encoding="utf-8")
    case = read_case(text.replace(", besteed: {2026: 59999.99}", ""))
    case.vandaag = date(2027, 1, 1)
    (asked,) = named(run(case), "RRP-4.8-1a-termijn")
    assert "moest uiterlijk op 31 december 2026 besteed zijn" in asked.message


def test_each_report_that_is_late_is_named() -> None:
    """In 2030 the reports over four years are asked for, one by one."""
    found = _at("RRP-5.1-3-termijn", date(2030, 4, 30))
    over = [int(f.message.partition("rapportage over ")[2][:4]) for f in found]
    assert over == [2026, 2027, 2028, 2029]
