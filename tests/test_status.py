"""Where a programme stands: what is counted, what is not called ready, and how it is shown."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from rich.cells import cell_len

from composed import BARE, BASIS
from composed import basis as basis_files
from regioplan import rules, workflows
from regioplan import status as standing
from regioplan.cli import main
from regioplan.cli.stand import FORMATS, exit_code, full, own_json
from regioplan.findings import Citation, Confidence, Finding, Norm, Severity, Uitkomst, Verdict
from regioplan.loader import load
from regioplan.reference import dates
from regioplan.report import View
from regioplan.status import GeenStand, Moment, Momentstand, Onderdeel, Partnerstand, Stand
from regioplan.status.deadlines import yearly

ROOT = Path(__file__).parent.parent
ARNHEM = ROOT / "examples" / "arnhem"
SCHEMA = json.loads((ROOT / "schemas" / "status.schema.json").read_text("utf-8"))
MONDAY = date(2026, 3, 2)


def stand_of(files: Mapping[str, str], day: date = MONDAY) -> Stand:
    """The stand of a programme from its files, judged by all rules."""
    loaded = load({name: text.encode() for name, text in files.items()})
    assert loaded.programma is not None
    found = rules.check(loaded.programma, vandaag=day)
    findings = (*loaded.findings, *found.findings)
    uitkomst = Uitkomst(
        findings, found.skipped, found.suppressed, found.status, found.rules_version, found.ran
    )
    return standing.status(loaded.programma, uitkomst, rules.norms(), day)


@cache
def stand_in(folder: Path, day: date = MONDAY) -> Stand:
    found = workflows.status(folder, vandaag=day)
    assert isinstance(found, Stand)
    return found


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The base programme with one thing changed."""
    files = basis_files()
    assert old in files[name]
    return files | {name: files[name].replace(old, new, 1)}


def part(stand: Stand, letter: str) -> Onderdeel:
    return next(each for each in stand.onderdelen if each.letter == letter)


def partner(stand: Stand, name: str) -> Partnerstand:
    assert stand.partners is not None
    return next(each for each in stand.partners if each.id == name)


def moment(stand: Stand, name: str) -> Moment | None:
    return next((each for each in stand.termijnen if each.id == name), None)


# What is counted ----------------------------------------------------------------------------------


def test_of_a_complete_programme_every_part_is_full() -> None:
    """The base programme is complete: five full bars, and nothing blocks."""
    stand = stand_in(BASIS)
    assert [each.letter for each in stand.onderdelen] == ["a", "b", "c", "d", "e"]
    assert all(each.gereed == each.van and each.van for each in stand.onderdelen)
    assert all(each.oordeel is Verdict.VOLDAAN for each in stand.onderdelen)
    assert (stand.punten, stand.ntb, stand.onleesbaar) == (0, 0, ())
    assert [each.status for each in stand.volgende] == ["in_uitvoering"]


@pytest.mark.parametrize("status", ["vastgesteld", "in_uitvoering"])
def test_of_a_concept_the_points_are_those_of_validate(status: str) -> None:
    """Arnhem: what blocks a later status is what `validate --status` then calls a fault."""
    stand = stand_in(ARNHEM)
    later = {each.status: each.punten for each in stand.volgende}
    assert list(later) == ["ter_besluitvorming", "vastgesteld", "in_uitvoering"]
    found = workflows.validate(ARNHEM, status=status, vandaag=MONDAY).uitkomst.findings
    assert later[status] == sum(f.severity is Severity.FOUT for f in found) > 0
    assert stand.punten == 0
    own = workflows.validate(ARNHEM, vandaag=MONDAY).uitkomst.findings
    assert stand.bevindingen.samen == len(own)


def test_a_fault_blocks_the_status_that_the_programme_has() -> None:
    """A wrong age is counted now and for every later status."""
    stand = stand_of(changed("programma.yaml", "leeftijd_tot: 27", "leeftijd_tot: 28"))
    assert stand.punten >= 1
    assert all(each.punten >= stand.punten for each in stand.volgende)


def test_a_measure_with_an_open_point_is_not_complete_and_its_partners_see_it() -> None:
    """Without its effect a measure is not complete; nothing else changes."""
    files = basis_files()
    name, old = next(
        (name, found[0])
        for name, text in files.items()
        if (found := re.search(r"^ +beoogd_effect:.*\n(?: {6,}.*\n)*", text, re.MULTILINE))
    )
    before, after = stand_in(BASIS), stand_of(files | {name: files[name].replace(old, "", 1)})
    complete = part(after, "d").gereed
    assert complete is not None
    assert complete + 1 == part(before, "d").gereed
    assert part(after, "a") == part(before, "a")
    assert after.partners is not None
    touched = {id_ for each in after.partners for id_ in each.met_open_punten or ()}
    assert len(touched) == 1
    for each in after.partners:
        involved = touched & {*(each.trekt or ()), *(each.doet_mee or ())}
        assert set(each.met_open_punten or ()) == involved


THEME = """id: lijn
titel: Lijn
maatregelen:
  - id: een
    titel: Een
    tekst: |
      Eerste regel.
      Tweede regel.
  - id: twee
    titel: Twee
slot: |
  Na de maatregelen.
  Nog een regel.
"""


@pytest.mark.parametrize(
    ("line", "column", "touched"),
    [(2, 1, set()), (4, 5, {"een"}), (8, 7, {"een"}), (10, 5, {"twee"}), (12, 3, set())],
)
def test_a_finding_belongs_to_the_measure_in_whose_text_it_stands(
    line: int, column: int, touched: set[str]
) -> None:
    """Also in the middle of a text; what comes after the measures belongs to none."""
    loaded = load({name: text.encode() for name, text in (BARE | {"themas/1.yaml": THEME}).items()})
    assert loaded.programma is not None
    place = loaded.programma.blad.location.__class__("themas/1.yaml", line, column)
    uitkomst = Uitkomst((Finding("KWA-x", Severity.FOUT, place, "x"),), status="concept")
    stand = standing.status(loaded.programma, uitkomst, rules.norms(), MONDAY)
    assert part(stand, "d").gereed == 2 - len(touched)


def test_advice_leaves_a_measure_complete() -> None:
    """Better is possible, but nothing is missing."""
    loaded = load({name: text.encode() for name, text in (BARE | {"themas/1.yaml": THEME}).items()})
    assert loaded.programma is not None
    place = loaded.programma.themas[0].maatregelen[0].location
    uitkomst = Uitkomst((Finding("KWA-x", Severity.ADVIES, place, "x"),), status="concept")
    stand = standing.status(loaded.programma, uitkomst, rules.norms(), MONDAY)
    assert part(stand, "d").gereed == 2


def test_undecided_values_are_counted_per_file() -> None:
    """n.t.b. as a value counts, also of an amount; the fullest file comes first."""
    stand = stand_in(ARNHEM)
    counts = [each.aantal for each in stand.ntb_bestanden]
    assert counts == sorted(counts, reverse=True)
    assert stand.ntb == sum(counts)
    found = {
        p.relative_to(ARNHEM).as_posix(): len(
            re.findall(r": n\.t\.b\.\s*(?:#.*)?$", p.read_text("utf-8"), re.MULTILINE)
        )
        for p in ARNHEM.rglob("*.yaml")
    }
    assert {each.bestand: each.aantal for each in stand.ntb_bestanden} == {
        name: count for name, count in found.items() if count
    }


# Per article --------------------------------------------------------------------------------------


def test_each_requirement_stands_under_one_article() -> None:
    """All of the register, once; only what no article demands is left out."""
    stand = stand_in(BASIS)
    shown = [eis.id for wet in stand.wetten for a in wet.artikelen for eis in a.eisen]
    asked = [
        name
        for name, norm in rules.norms().items()
        if norm.citation.confidence is not Confidence.NIET_GEVONDEN
    ]
    assert sorted(shown) == sorted(asked)
    assert 0 < len(asked) < len(rules.norms())


def test_the_verdicts_of_the_articles_add_up() -> None:
    """Requirements per article, per law, and of all."""
    for stand in (stand_in(BASIS), stand_in(ARNHEM)):
        for wet in stand.wetten:
            for article in wet.artikelen:
                found = [eis.oordeel for eis in article.eisen]
                counts = article.oordelen
                assert counts.voldaan == found.count(Verdict.VOLDAAN)
                assert counts.open == found.count(Verdict.OPEN)
                assert counts.zelf_beoordelen == found.count(Verdict.ZELF)
                assert counts.niet_getoetst == found.count(Verdict.NIET_GETOETST)
            assert wet.oordelen.open == sum(a.oordelen.open for a in wet.artikelen)
        assert stand.eisen.voldaan == sum(wet.oordelen.voldaan for wet in stand.wetten)


def test_articles_stand_in_the_order_of_the_law() -> None:
    """By number, not by letter: 3.10 after 3.8; the annexes last."""
    for wet in stand_in(BASIS).wetten:
        numbers = [
            (
                "bijlage" in article.artikel,
                [int(n) for n in re.findall(r"\d+", article.artikel)],
            )
            for article in wet.artikelen
        ]
        assert numbers == sorted(numbers)


NORMS = {
    "X1": Norm("X1", Citation("Regeling 2.5 lid 1; WEB 9.2.8"), "a", rules=("R-1", "R-2")),
    "X2": Norm("X2", Citation("Regeling 2.5 lid 2"), "b", rules=("R-2",)),
    "X3": Norm("X3", Citation("WEB 9.2.8 lid 3"), "c", rules=("R-2",)),
    "X4": Norm("X4", Citation("een brief"), "d"),
}


def test_a_finding_of_two_requirements_counts_once_per_article() -> None:
    """And what belongs to no requirement is told apart."""
    loaded = load({name: text.encode() for name, text in BARE.items()})
    assert loaded.programma is not None
    place = loaded.programma.blad.location
    found = tuple(Finding(rule, Severity.FOUT, place, rule) for rule in ("R-2", "KWA-x"))
    uitkomst = Uitkomst(found, status="concept", ran=("R-1", "R-2"))
    stand = standing.status(loaded.programma, uitkomst, NORMS, MONDAY)
    assert [wet.bevindingen.fout for wet in stand.wetten] == [1, 1, 0]
    assert [a.artikel for wet in stand.wetten for a in wet.artikelen] == [
        "WEB 9.2.8",
        "Regeling 2.5",
        "een brief",
    ]
    assert stand.los.samen == 1
    assert stand.bevindingen.samen == 2


# Per partner --------------------------------------------------------------------------------------


def test_all_signatures_of_a_signed_programme_are_received() -> None:
    """Who was signed for by another has signed, on the same day."""
    stand = stand_in(BASIS)
    assert stand.handtekeningen is not None
    assert stand.handtekeningen.ontvangen == stand.handtekeningen.van == 14
    elburg = partner(stand, "gem-elburg")
    assert (elburg.handtekening.value, elburg.getekend_op) == ("ontvangen", date(2026, 1, 20))
    assert [each.door for each in elburg.handtekeningen] == ["gem-harderwijk"]
    assert partner(stand, "jongerenraad").handtekening.value == "niet gevraagd"


def without_signatures() -> dict[str, str]:
    files = basis_files()
    return files | {"partners.yaml": files["partners.yaml"].split("ondertekening:")[0]}


def test_without_rounds_only_those_who_see_to_the_programme_are_missed() -> None:
    """Contactgemeente, contactschool and centrumgemeente; nobody else is asked."""
    stand = stand_of(without_signatures())
    assert stand.partners is not None
    missed = {each.id for each in stand.partners if each.handtekening.value == "ontbreekt"}
    assert missed == {"gem-harderwijk", "gem-ermelo", "roc-kromme-rak"}
    assert stand.handtekeningen is not None
    assert (stand.handtekeningen.ontvangen, stand.handtekeningen.van) == (0, 3)


def test_a_role_that_nobody_has_counts_as_a_missing_signature() -> None:
    """Arnhem names no centrumgemeente: the signature is not forgotten."""
    signed = stand_in(ARNHEM).handtekeningen
    assert signed is not None
    assert signed.rollen_zonder_partner == ("centrumgemeente",)
    assert (signed.ontvangen, signed.van) == (0, 3)
    assert "centrumgemeente is, staat er nog niet" in full(stand_in(ARNHEM), View())


NEW_ROUND = """  - id: ronde-drie
    titel: De gewijzigde tekst
    ondertekenaars:
      - partner: gem-ermelo
        functie: wethouder
      - partner: mazl-noord
        functie: directeur
        datum: 2027-02-01
"""


def test_who_signed_before_and_is_asked_again_has_not_signed() -> None:
    """Each round is another text: a signature is received when each of its rounds has one."""
    files = basis_files()
    stand = stand_of(files | {"partners.yaml": files["partners.yaml"] + NEW_ROUND})
    ermelo, mazl = partner(stand, "gem-ermelo"), partner(stand, "mazl-noord")
    assert (ermelo.handtekening.value, ermelo.getekend_op) == ("gevraagd", None)
    assert (mazl.handtekening.value, mazl.getekend_op) == ("ontvangen", date(2027, 2, 1))
    assert stand.handtekeningen is not None
    assert [(each.ontvangen, each.van) for each in stand.handtekeningen.rondes] == [
        (8, 8),
        (6, 6),
        (1, 2),
    ]
    assert stand.handtekeningen.ontvangen == 13


def test_a_partner_stands_with_what_it_does() -> None:
    """What it leads is not what it takes part in; a table counts for whom it represents too."""
    stand = stand_in(BASIS)
    roc = partner(stand, "roc-kromme-rak")
    assert roc.rollen == ("contactschool",)
    assert roc.trekt
    assert roc.doet_mee
    assert not set(roc.trekt) & set(roc.doet_mee)
    assert roc.afspraken
    assert partner(stand, "gem-elburg").tafels == ("stuurgroep",)


def test_who_leads_a_measure_does_not_take_part_in_it_as_well() -> None:
    """A leader that is also listed among the partners counts once."""
    theme = THEME.replace(
        "    titel: Een\n", "    titel: Een\n    trekker: school\n    partners: [school]\n"
    )
    partners = "partners:\n  - id: school\n    naam: School\n"
    stand = stand_of(BARE | {"themas/1.yaml": theme, "partners.yaml": partners})
    school = partner(stand, "school")
    assert (school.trekt, school.doet_mee, school.met_open_punten) == (("een",), (), ("een",))


# What cannot be read ------------------------------------------------------------------------------


def test_what_cannot_be_read_is_not_called_complete() -> None:
    """A typo in the money stops the rules about measures: then no measure is complete or open."""
    stand = stand_of(changed("financien.yaml", "bronnen:", "bronen:"))
    assert [each.bestand for each in stand.onleesbaar] == ["financien.yaml"]
    measures = part(stand, "d")
    assert (measures.gereed, measures.onleesbaar) == (None, "financien.yaml")
    assert part(stand, "e").oordeel is Verdict.NIET_GETOETST
    assert part(stand, "b") == part(stand_in(BASIS), "b")
    assert stand.partners is not None
    assert all(each.met_open_punten is None for each in stand.partners)
    assert any(each.trekt for each in stand.partners)
    assert "financien.yaml is niet leesbaar" in full(stand, View())


@pytest.mark.parametrize("name", sorted(set(basis_files()) - {"programma.yaml", "regio.yaml"}))
def test_each_file_may_be_unreadable(name: str) -> None:
    """The stand is there in both forms, names the file, and is valid."""
    files = basis_files()
    stand = stand_of(files | {name: f"{files[name]}onbekend: 1\n"})
    assert [each.bestand for each in stand.onleesbaar] == [name]
    assert name in full(stand, View())
    assert not list(Draft7Validator(SCHEMA).iter_errors(json.loads(own_json(stand, View()))))
    assert (stand.partners is None) is (name == "partners.yaml")


@pytest.mark.parametrize("name", ["programma.yaml", "regio.yaml"])
@pytest.mark.parametrize("form", FORMATS)
def test_without_its_first_files_nothing_is_said_of_a_programme(
    name: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is named with its findings, and the exit code is 1."""
    folder = Path(shutil.copytree(BASIS, tmp_path / "p"))
    (folder / name).write_text("een: [\n", "utf-8")
    assert main(["status", str(folder), "--output-format", form]) == 1
    out = capsys.readouterr().out
    if form == "json":
        answer = json.loads(out)
        assert not list(Draft7Validator(SCHEMA).iter_errors(answer))
        assert answer["leesbaar"] is False
        assert answer["onleesbaar"] == [{"bestand": name, "aantal": 1}]
    else:
        assert f"Niet te lezen: {name} (1 bevinding)." in out
        assert f"regioplan validate {folder}" in out.replace("\n", " ")


def test_a_folder_that_is_no_programme_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and nothing on stdout."""
    assert main(["status", str(tmp_path)]) == 2
    assert capsys.readouterr().out == ""


# Dates --------------------------------------------------------------------------------------------


def reporting(*years: int) -> dict[str, str]:
    """The base programme with a report to the minister over these years."""
    files = basis_files()
    reports = "".join(
        f"  - onderwerp: effectrapportage\n    jaar: {year}\n    datum: {year + 1}-04-20\n"
        for year in years
    )
    return files | {"programma.yaml": f"{files['programma.yaml']}{reports}"}


@pytest.mark.parametrize(
    ("day", "first", "days"),
    [
        (date(2025, 12, 1), "in-werking", 31),
        (MONDAY, "besluit-1", 29),
        (date(2026, 11, 22), "reserves-2021-2025", 39),
        (date(2027, 4, 30), "uitkering-betaling", 305),
        (date(2029, 12, 30), "looptijd", 1),
        (date(2030, 1, 1), "looptijd", -1),
    ],
)
def test_the_first_date_that_matters(day: date, first: str, days: int) -> None:
    """For a programme that applied and reported in time; counted to the last day."""
    stand = stand_of(reporting(2026, 2027, 2028), day)
    assert (stand.termijnen[0].id, stand.termijnen[0].dagen) == (first, days)


def test_when_everything_is_over_there_are_no_dates() -> None:
    """A year after the last report nothing is left, and the reader is told so."""
    stand = stand_of(reporting(2026, 2027, 2028, 2029), date(2031, 5, 1))
    assert stand.termijnen == ()
    assert "Er zijn geen wettelijke data meer." in full(stand, View())


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029])
def test_a_yearly_date_comes_back_every_year(year: int) -> None:
    """The payment in February and the figures in March: the next one is shown, once."""
    stand = stand_in(BASIS, date(year, 2, 10))
    for name, month in (("uitkering-betaling", 2), ("cijfers-minister", 3)):
        found = moment(stand, name)
        assert found is not None
        assert (found.datum.year, found.datum.month) == (year, month)
        assert [each.id for each in stand.termijnen].count(name) == 1


def reports(stand: Stand) -> list[tuple[int, str]]:
    """The reports in view: the year in which each is due, and where the day stands to it."""
    found = (each for each in stand.termijnen if each.id == "effectrapportage")
    return [(each.datum.year, each.stand.value) for each in found]


def test_a_report_that_was_not_sent_stays_in_view() -> None:
    """Each one, with the year that is missing; the next one stands behind them."""
    stand = stand_in(BASIS, date(2028, 7, 1))
    assert reports(stand) == [(2027, "voorbij"), (2028, "voorbij"), (2029, "komt")]
    text = " ".join(full(stand, View()).split())
    assert "staat bij meldingen geen effectrapportage over 2026." in text


def test_a_report_that_was_sent_is_gone() -> None:
    """Also before its last day: then the next year's is the first."""
    assert reports(stand_of(reporting(2026), date(2027, 4, 21))) == [(2028, "komt")]
    assert reports(stand_in(BASIS)) == [(2027, "komt")]
    assert reports(stand_in(BASIS, date(2027, 4, 30))) == [(2027, "komt")]
    assert reports(stand_of(reporting(2026, 2027, 2028), date(2030, 5, 1))) == [(2030, "voorbij")]


def test_a_month_ends_on_its_last_day() -> None:
    """February of a leap year has one more."""
    assert yearly("februari", 2027) == date(2027, 2, 28)
    assert yearly("februari", 2028) == date(2028, 2, 29)
    assert yearly("30 april", 2028) == date(2028, 4, 30)


def test_every_yearly_date_of_the_list_can_be_read() -> None:
    """A word that is no month would be found here, not by a user."""
    words = [term.jaarlijks for term in dates().values() if term.jaarlijks]
    assert words
    assert all(yearly(each, 2027).year == 2027 for each in words)


def test_a_window_that_passed_without_an_application_stays_in_view() -> None:
    """With what shows it; once the day of the application is there it is gone."""
    missed = moment(stand_in(ARNHEM, date(2026, 11, 22)), "aanvraag-1")
    assert missed is not None
    assert (missed.stand, missed.dagen) == (Momentstand.VOORBIJ, -295)
    assert missed.reden
    assert moment(stand_in(BASIS, date(2026, 11, 22)), "aanvraag-1") is None


def test_a_period_that_has_begun_is_under_way() -> None:
    """On its first and on its last day too."""
    files = without_application()
    for day in (date(2026, 1, 1), date(2026, 1, 31)):
        found = moment(stand_of(files, day), "aanvraag-1")
        assert found is not None
        assert found.stand is Momentstand.LOOPT


def without_application() -> dict[str, str]:
    return changed("programma.yaml", "  datum: 2026-01-26\n", "")


def test_the_second_window_is_only_for_who_was_rejected() -> None:
    """Who applied for the first time does not see it; who was rejected sees no other."""
    rejected = changed("programma.yaml", "eerdere_aanvraag: geen", "eerdere_aanvraag: afgewezen")
    first = {each.id for each in stand_in(BASIS).termijnen}
    second = {each.id for each in stand_of(rejected).termijnen}
    assert "besluit-1" in first - second
    assert "besluit-2" in second - first


def test_a_date_of_the_region_stays_for_a_month_after_it_passed() -> None:
    """Of money that had to be spent regioplan sees nothing; then it is gone."""
    january, february = (stand_in(BASIS, date(2027, month, 2)) for month in (1, 2))
    passed = moment(january, "reserves-2021-2025")
    assert passed is not None
    assert (passed.dagen, passed.reden) == (-2, None)
    assert moment(february, "reserves-2021-2025") is None


# How it is shown ----------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [BASIS, ARNHEM], ids=["basis", "arnhem"])
@pytest.mark.parametrize("width", [None, 80, 120])
def test_no_line_is_wider_than_the_reader_sees(folder: Path, width: int | None) -> None:
    """80 cells in a pipe; nowhere white space at the end of a line."""
    lines = full(stand_in(folder), View(width)).split("\n")
    assert max(map(cell_len, lines)) <= (width or 80)
    assert lines == [line.rstrip() for line in lines]


@pytest.mark.parametrize("folder", [BASIS, ARNHEM], ids=["basis", "arnhem"])
def test_the_overview_fits_on_one_screen(folder: Path) -> None:
    """What a project leader shows first is above the articles, within 24 lines of 80."""
    overview = full(stand_in(folder), View(80)).split("\nPer artikel\n")[0]
    assert overview.count("\n") < 24


def test_a_bar_is_full_only_when_everything_is_there() -> None:
    """And not empty when something is: 19 of 20 and 1 of 99 both look unfinished."""
    whole = stand_in(BASIS)
    for ready, total, filled in ((0, 9, 0), (1, 99, 1), (19, 20, 11), (20, 20, 12), (0, 0, 0)):
        shown = replace(part(whole, "d"), gereed=ready, van=total)
        text = full(replace(whole, onderdelen=(shown,)), View())
        bar = next(line for line in text.split("\n") if line.startswith("Maatregelen"))
        assert (bar.count("█"), bar.count("█") + bar.count("░")) == (filled, 12)


def test_colour_changes_no_word() -> None:
    """Without it the text is plain; with it the same text is there."""
    plain = full(stand_in(ARNHEM), View(80))
    coloured = full(stand_in(ARNHEM), View(80, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")


HOSTILE = "[red]rood[/red] \x1b[31m :smile: {{ x }} 学校 " + "lang" * 30


def test_a_hostile_name_comes_out_as_typed_and_in_its_column() -> None:
    """No markup, no colour, no break out of the table; ESC can be seen."""
    files = {name: text.encode() for name, text in basis_files().items()}
    loaded = load(files)
    assert loaded.programma is not None
    partners = loaded.programma.partners
    first, *others = partners.partners
    renamed = first.model_copy(update={"naam": HOSTILE})
    blad = partners.model_copy(update={"partners": (renamed, *others)})
    programma = loaded.programma.__class__({**loaded.programma.bladen, "partners.yaml": blad})
    stand = standing.status(
        programma, rules.check(programma, vandaag=MONDAY), rules.norms(), MONDAY
    )
    text = full(stand, View(80))
    assert "\x1b" not in text
    assert max(map(cell_len, text.split("\n"))) <= 80
    table = text.split("Per partner\n")[1].split("Gemeente Elburg")[0]
    for word in ("[red]rood[/red]", "␛[31m", ":smile:", "{{ x", "学校"):
        assert word in table
    assert json.loads(own_json(stand, View()))["partners"][0]["naam"] == HOSTILE


def test_the_same_programme_gives_the_same_bytes_on_the_same_day() -> None:
    """In both forms; another day gives other days."""
    for form in FORMATS.values():
        first, again = (workflows.status(ARNHEM, vandaag=MONDAY) for _ in range(2))
        assert form(first, View()) == form(again, View())
        assert form(first, View()) != form(stand_in(ARNHEM, date(2026, 3, 3)), View())


def test_status_writes_nothing() -> None:
    """The folder is the same before and after."""
    before = {p: p.read_bytes() for p in ARNHEM.rglob("*") if p.is_file()}
    workflows.status(ARNHEM, vandaag=MONDAY)
    assert {p: p.read_bytes() for p in ARNHEM.rglob("*") if p.is_file()} == before


# JSON ---------------------------------------------------------------------------------------------


def closed(schema: Any) -> Any:
    """The schema without room for keys that it does not name."""
    if isinstance(schema, dict):
        inner = {key: closed(value) for key, value in schema.items()}
        return inner | ({"additionalProperties": False} if "properties" in schema else {})
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("folder", [BASIS, ARNHEM], ids=["basis", "arnhem"])
def test_the_json_is_what_its_schema_says(folder: Path) -> None:
    """Every key that is given is described, and every key that is described is given."""
    Draft7Validator.check_schema(SCHEMA)
    answer = json.loads(own_json(stand_in(folder), View()))
    errors = Draft7Validator(closed(SCHEMA)).iter_errors(answer)
    assert [error.message for error in errors] == []
    assert answer["formaat"] == 1


def rows(text: str) -> Iterator[tuple[str, list[int]]]:
    """The rows of a table as a name and its numbers; a dash is nothing."""
    for line in text.split("\n"):
        if found := re.fullmatch(r" *(.+?)((?: +(?:\d+|–)){5})", line):
            yield found[1], [0 if n == "–" else int(n) for n in found[2].split()]


@pytest.mark.parametrize("folder", [BASIS, ARNHEM], ids=["basis", "arnhem"])
def test_the_json_and_the_terminal_count_the_same(folder: Path) -> None:
    """Per law and article, per part, and the signatures."""
    text = full(stand_in(folder), View())
    answer = json.loads(own_json(stand_in(folder), View()))
    shown = dict(rows(text.split("\nPer artikel\n")[1].split("\nPer partner\n")[0]))
    for wet in answer["wetten"]:
        for name, row in ((wet["wet"], wet), *((a["artikel"], a) for a in wet["artikelen"])):
            counts = [*row["oordelen"].values(), sum(row["bevindingen"].values())]
            judged = counts[0] or counts[1]
            assert shown.get(name) == (counts if judged or name == wet["wet"] else None), name
    for each in answer["onderdelen"]:
        assert f"{each['gereed']} van {each['van']} {each['eenheid']}" in text
    signed = answer["handtekeningen"]
    assert f"{signed['ontvangen']} van {signed['van']} ontvangen" in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_the_stand_of_today(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open points are no failure: the exit code is 0."""
    assert main(["status", str(ARNHEM), "--output-format", form]) == 0
    out, err = capsys.readouterr()
    found = workflows.status(ARNHEM)
    assert out == FORMATS[form](found, View(folder=str(ARNHEM)))
    assert err == ""
    assert exit_code(found) == 0
    assert exit_code(GeenStand(MONDAY, ())) == 1


def test_the_manual_shows_the_overview_as_it_is() -> None:
    """Each line of the example in docs/uitvoer.md is printed for the base programme, in order."""
    manual = (ROOT / "docs" / "uitvoer.md").read_text("utf-8")
    fenced = re.search(r"<!-- voorbeeld: status -->\n\n```text\n(.*?)```\n", manual, re.DOTALL)
    assert fenced
    printed = iter(full(stand_in(BASIS), View()).split("\n"))
    for line in fenced[1].splitlines():
        assert line in printed, line


def test_a_topic_without_a_text_is_not_agreed(tmp_path: Path) -> None:
    """A new concept has nine topics and nothing agreed: its bar is empty."""
    workflows.init(tmp_path, "41")
    stand = workflows.status(tmp_path, vandaag=MONDAY)
    assert isinstance(stand, Stand)
    afspraken = next(part for part in stand.onderdelen if part.letter == "c")
    assert (afspraken.gereed, afspraken.van) == (0, 9)
