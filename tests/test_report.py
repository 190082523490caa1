"""What a user reads about findings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from regioplan import report
from regioplan.findings import Citation, Confidence, Finding, Severity, Suppressed, Uitkomst
from regioplan.report import Report, View
from regioplan.source import Location

PIPE = View()
TERMINAL = View(width=80)


def finding(
    line: int = 1,
    column: int = 1,
    *,
    severity: Severity = Severity.FOUT,
    file: str = "maatregelen.yaml",
    message: str = "Hier is iets mis.",
) -> Finding:
    return Finding("KWA-proef", severity, Location(file, line, column), message)


def shown(line: str, column: int, view: View = PIPE) -> list[str]:
    """The source line and the caret line that are printed for a finding in this line."""
    text = report.full(Report(Uitkomst((finding(1, column),)), {"maatregelen.yaml": (line,)}, view))
    return text.splitlines()[1:3]


def marked(line: str, column: int, view: View = PIPE) -> str:
    """The text that stands above the carets, cell by cell."""
    source, carets = shown(line, column, view)
    cells: list[str] = []
    for character in source:
        if cell_len(character):
            cells += [character, *[""] * (cell_len(character) - 1)]
        else:
            cells[-1] += character
    begin = carets.index("^")
    return "".join(cells[begin : begin + carets.count("^")])


def test_a_finding_shows_place_source_line_ground_and_remedy() -> None:
    """The full form is what the manual promises, to the letter."""
    found = Finding(
        "RRP-2.5-2b",
        Severity.FOUT,
        Location("maatregelen.yaml", 12, 5),
        "Bij deze maatregel staat geen beoogd maatschappelijk effect.",
        remedy="Vul `beoogd_effect` in.",
        citation=Citation("Regeling 2.5 lid 2 onder b", "https://wetten.overheid.nl/x"),
        related=((Location("partners.yaml", 3, 5), "de trekker"),),
        explanation="De raad beslist in mei.",
    )
    lines = {"maatregelen.yaml": ("",) * 11 + ("    titel: Start & Go mbo",)}
    assert report.full(Report(Uitkomst((found,), status="concept"), lines, PIPE)) == (
        "maatregelen.yaml:12:5: fout[RRP-2.5-2b]"
        " Bij deze maatregel staat geen beoogd maatschappelijk effect.\n"
        "  12 |     titel: Start & Go mbo\n"
        "     |     ^^^^^\n"
        "     = grond: Regeling 2.5 lid 2 onder b (https://wetten.overheid.nl/x)\n"
        "     = doen: Vul `beoogd_effect` in.\n"
        "     = uitleg: De raad beslist in mei.\n"
        "     = zie ook: partners.yaml:3:5 (de trekker)\n"
        "\n"
        "1 fout in 1 bestand; getoetst als concept.\n"
    )


def test_an_open_point_says_from_which_status_it_blocks() -> None:
    """A region that is still writing must see which points can wait, and until when."""
    found = Finding(
        "X", Severity.OPEN, Location("a.yaml"), "Leeg.", blocks_from="ter_besluitvorming"
    )
    assert "= nodig: vanaf status ter_besluitvorming\n" in report.full(
        Report(Uitkomst((found,)), {}, PIPE)
    )


@pytest.mark.parametrize("confidence", [c for c in Confidence if c is not Confidence.TEKST])
def test_a_ground_that_nobody_read_in_the_law_says_so(confidence: Confidence) -> None:
    """A finding never claims more than its source."""
    sure = Finding("X", Severity.FOUT, Location("a.yaml"), "Leeg.", citation=Citation("Advies 3"))
    unsure = Finding(
        "X",
        Severity.FOUT,
        Location("a.yaml"),
        "Leeg.",
        citation=Citation("Advies 3", confidence=confidence, version="2019"),
    )
    assert "= grond: Advies 3\n" in report.full(Report(Uitkomst((sure,)), {}, PIPE))
    assert "= grond: Advies 3; " in report.full(Report(Uitkomst((unsure,)), {}, PIPE))


def test_an_older_text_is_named_with_its_date() -> None:
    """Who doubts the ground must know which version was read."""
    citation = Citation("Wet 1", "", Confidence.OUDERE_TEKST, "1 mei 2019")
    found = Finding("X", Severity.FOUT, Location("a.yaml"), "Leeg.", citation=citation)
    assert "oudere tekst, van 1 mei 2019\n" in report.full(Report(Uitkomst((found,)), {}, PIPE))


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        ("  titel: Start & Go", 3, "titel"),
        ("  titel: Start & Go  # later", 10, "Start & Go"),
        ("  titel: 'Start: nu'  # later", 10, "'Start: nu'"),
        ('  titel: "a \\" b"', 10, '"a \\" b"'),
        ("  - id: x", 3, "-"),
        ("  - id: x", 5, "id"),
        ("  - los", 5, "los"),
        ("x:\tja", 4, "ja"),
        ("\t\tja: nee", 3, "ja"),
        ("naam: 東京", 7, "東京"),
        ("東京: waarde", 5, "waarde"),
        ("e\u0301e\u0301n: x", 8, "x"),
    ],
)
def test_the_carets_stand_under_what_is_meant(line: str, column: int, text: str) -> None:
    """Tabs, wide and combining characters do not move the carets."""
    assert marked(line, column) == text


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(1, 400))
def test_no_line_breaks_the_layout(line: str, column: int) -> None:
    """Whatever stands in a file, source and carets are one line each, and fit the terminal."""
    source, carets = shown(line, column, TERMINAL)
    assert cell_len(source) <= 80
    assert re.fullmatch(r"    \| *\^+", carets)
    assert cell_len(carets) <= 80


@pytest.mark.parametrize("column", [1, 500, 990])
def test_a_very_long_line_is_cut_around_the_caret(column: int) -> None:
    """The place is in sight, and each side that lost something shows it."""
    line = "a" * 499 + " midden " + "z" * 493
    source, carets = shown(line, column, TERMINAL)
    assert cell_len(source) <= 80
    assert source.startswith("  1 | …") == (column > 1)
    assert source.endswith("…") == (column < 990)
    assert "^" in carets


def test_control_characters_cannot_steer_the_terminal() -> None:
    """An escape sequence in a file or message is shown, not obeyed."""
    bad = "rood \x1b[31m \x07 \x9b \u202e om"
    lines = {"maatregelen.yaml": (bad,)}
    text = report.full(Report(Uitkomst((finding(message=bad),)), lines, PIPE))
    assert "␛[31m" in text
    assert not set("\x1b\x07\x9b\u202e") & set(text)


def test_a_message_stays_on_one_line_in_a_pipe_and_is_wrapped_in_a_terminal() -> None:
    """`grep` finds the whole message with its place; a person reads lines that fit."""
    outcome = Uitkomst((finding(message="lang woord " * 30),))
    assert len(report.full(Report(outcome, {}, PIPE)).splitlines()[0]) > 300
    first, second, *_ = report.full(Report(outcome, {}, TERMINAL)).splitlines()
    assert len(first) <= 80
    assert second.startswith(("    lang", "    woord"))


def test_an_address_is_not_broken() -> None:
    """A link that is wider than the terminal can still be clicked."""
    url = "https://wetten.overheid.nl/" + "x" * 90
    found = Finding("X", Severity.FOUT, Location("a.yaml"), "M", citation=Citation("Wet", url))
    assert url in report.full(Report(Uitkomst((found,)), {}, TERMINAL))


def test_findings_come_in_the_order_of_the_files() -> None:
    """Line 9 stands before line 10, and on one place the worst comes first."""
    advice = finding(9, severity=Severity.ADVIES)
    unordered = (finding(10), advice, finding(9), finding(2, file="a.yaml"))
    assert report.in_order(unordered) == [
        finding(2, file="a.yaml"),
        finding(9),
        advice,
        finding(10),
    ]


def test_equal_open_points_are_all_shown() -> None:
    """Nothing is collapsed: each place must be visited."""
    points = tuple(finding(n, severity=Severity.OPEN) for n in range(1, 8))
    assert report.full(Report(Uitkomst(points), {}, PIPE)).count("open[KWA-proef]") == 7


def test_a_folder_stands_before_each_file_name() -> None:
    """From another folder an editor can still open the place that is printed."""
    outcome = Uitkomst((finding(3),))
    assert report.concise(Report(outcome, {}, View(folder="regio/"))).startswith(
        "regio/maatregelen.yaml:3:1: "
    )
    assert report.concise(Report(outcome, {}, View(folder="."))).startswith(
        "maatregelen.yaml:3:1: "
    )


def test_the_concise_form_has_one_line_for_each_finding() -> None:
    """Even in a terminal that is too narrow."""
    outcome = Uitkomst((finding(1, message="lang " * 40), finding(2)))
    lines = report.concise(
        Report(outcome, {"maatregelen.yaml": ("a: b", "c: d")}, TERMINAL)
    ).splitlines()
    assert [line.partition(": ")[0] for line in lines[:2]] == [
        "maatregelen.yaml:1:1",
        "maatregelen.yaml:2:1",
    ]
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ("", "Geen bevindingen; getoetst als concept aan de regels van 2026."),
        ("f", "1 fout in 1 bestand; getoetst als concept aan de regels van 2026."),
        ("ffoaa", "2 fouten, 1 open punt, 2 adviezen in 5 bestanden; getoetst als concept"),
        ("ooa", "2 open punten, 1 advies in 3 bestanden; getoetst als concept"),
    ],
)
def test_the_summary_counts_in_correct_dutch(severities: str, words: str) -> None:
    """One is singular, none is not mentioned."""
    kinds = {s.value[0]: s for s in Severity}
    found = tuple(
        finding(file=f"{number}.yaml", severity=kinds[letter])
        for number, letter in enumerate(severities)
    )
    assert report.verdict(Uitkomst(found, status="concept", rules_version="2026")).startswith(words)


def test_the_summary_names_the_rules_that_did_not_run_and_what_was_set_aside() -> None:
    """Silence about a rule that could not run would read as approval."""
    outcome = Uitkomst(
        skipped=(*((f"RRP-{n}", "financien.yaml") for n in range(1, 8)), ("WEB-1", "regio.yaml")),
        suppressed=(Suppressed(finding(), "mag"),),
    )
    assert report.full(Report(outcome, {}, PIPE)).splitlines()[1:] == [
        (
            "7 regels niet getoetst: financien.yaml is niet leesbaar"
            " (RRP-1, RRP-2, RRP-3, RRP-4, RRP-5 en nog 2)."
        ),
        "1 regel niet getoetst: regio.yaml is niet leesbaar (WEB-1).",
        "1 bevinding genegeerd, met de reden in het bestand (KWA-proef).",
    ]


def test_colour_changes_no_letter() -> None:
    """What is coloured reads the same as what is not."""
    outcome = Uitkomst((finding(1, 1), finding(1, 4, severity=Severity.OPEN)), status="concept")
    lines = {"maatregelen.yaml": ("aa: bb",)}
    plain = report.full(Report(outcome, lines, TERMINAL))
    colour = report.full(Report(outcome, lines, View(width=80, colour=True)))
    assert "\x1b[" not in plain
    assert "\x1b[1;31m" in colour
    assert re.sub(r"\x1b\[[\d;]*m", "", colour) == plain


@pytest.mark.parametrize(
    ("severity", "normal", "strict"),
    [(Severity.FOUT, 1, 1), (Severity.OPEN, 0, 1), (Severity.ADVIES, 0, 1), (None, 0, 0)],
)
def test_the_exit_code_tells_what_blocks(
    severity: Severity | None, normal: int, strict: int
) -> None:
    """A fault blocks always, the other two only under --strict."""
    outcome = Uitkomst((finding(severity=severity),) if severity else ())
    assert report.exit_code(outcome, strict=False) == normal
    assert report.exit_code(outcome, strict=True) == strict
