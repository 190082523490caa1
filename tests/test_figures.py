"""The pictures from the data: nothing overlaps, nothing is cut, the same bytes every time."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from composed import BARE, basis, document, read
from needs import needs
from regioplan import resources
from regioplan.figures import budget as money
from regioplan.figures import governance as tables
from regioplan.figures import look, timeline
from regioplan.figures.layers import Line
from regioplan.figures.routes import Wire
from regioplan.figures.text import ABSENT, LINE, balanced, printable, text_width, wrap
from regioplan.figures.timeline import Moment
from regioplan.markdown import Picture
from regioplan.model import Programma
from regioplan.model.governance import Tafel

LONG = "Regionaal bestuurlijk overleg Onderwijs en Arbeidsmarkt Midden-Gelderland"
LEVELS = ("bestuurlijk", "ambtelijk", "uitvoerend", "overkoepelend", "")
SVG = "{http://www.w3.org/2000/svg}"

Rect = tuple[float, float, float, float]
"""From x, y to x, y."""


# ------------------------------------------------------------------ what tests make


def programme(**files: str) -> Programma:
    return read(BARE | {f"{name}.yaml": text for name, text in files.items()})


def governance(rows: Sequence[tuple[str, str, int | None, bool, bool]]) -> tuple[Tafel, ...]:
    """Tables of (name, level, position to which it escalates, wish, legal)."""
    lines = ["tafels:"]
    for i, (name, level, target, wish, legal) in enumerate(rows):
        lines += [f"  - id: t{i}", f"    naam: {json.dumps(name, ensure_ascii=False)}"]
        lines += [f"    niveau: {level}"] if level else []
        lines += [f"    escaleert_naar: t{target}"] if target is not None else []
        lines += ["    status: wens"] if wish else []
        lines += ["    regionaal_bestuurlijk_overleg: ja"] if legal else []
    return programme(governance="\n".join(lines) + "\n").governance.tafels


WORDS = st.sampled_from(
    ["Overleg", "Arbeidsmarktregiobeleidsafstemmingsoverleg", "Thematafel", "en", "'s-Gravenhage",
     "vo-mbo", "Súdwest-Fryslân", "X" * 70, "Nuenen,", "Leerplicht-", "Łódź", "日本", "‘12 tot 27’"]
)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[str, str, int | None, bool, bool]]:
    """Up to twelve tables that escalate to any of them, in circles too."""
    count = draw(st.integers(1, 12))
    target = st.none() | st.integers(0, count - 1)
    return [
        (draw(NAMES), draw(st.sampled_from(LEVELS)), draw(target), draw(st.booleans()), i == 0)
        for i in range(count)
    ]


NINE = governance(
    [
        (LONG, "bestuurlijk", None, False, True),
        ("Ambtelijk vooroverleg", "ambtelijk", 0, False, False),
        ("Programmamanagementgroep", "ambtelijk", 0, False, False),
        *((f"Thematafel {n}", "uitvoerend", 1 + n % 2, n == 3, False) for n in range(5)),
        ("Kapstokoverleg jeugd", "overkoepelend", 0, True, False),
    ]
)
ONE = governance([(LONG, "bestuurlijk", None, False, True)])


def drawn(tafels: Sequence[Tafel]) -> Picture:
    picture = tables.governance(tafels)
    assert picture is not None
    return picture


# ------------------------------------------------------------------ what tests measure


def rect(line: Line) -> Rect:
    """What a line of text takes, from its tallest letter to its lowest."""
    start, end = line.span
    return start, line.y - 0.75 * line.size, end, line.y + 0.22 * line.size


def overlap(one: Rect, other: Rect) -> bool:
    slack = 0.01
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def inside(one: Rect, other: Rect) -> bool:
    slack = 0.01
    return (
        one[0] >= other[0] - slack
        and one[1] >= other[1] - slack
        and one[2] <= other[2] + slack
        and one[3] <= other[3] + slack
    )


def pieces(wire: Wire) -> Iterator[Rect]:
    for x0, y0, x1, y1 in wire.segments:
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def runs_along(one: Rect, other: Rect) -> bool:
    """Whether two pieces of line lie on one another for some length."""
    for low, high, across in ((0, 2, 1), (1, 3, 0)):
        flat = one[across] == one[across + 2] and other[across] == other[across + 2]
        if flat and abs(one[across] - other[across]) < 4:
            shared = min(one[high], other[high]) - max(one[low], other[low])
            if shared > 0.01:
                return True
    return False


def texts(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in etree.fromstring(svg).iter(f"{SVG}text")]


# ------------------------------------------------------------------ governance


@settings(max_examples=20, deadline=None)
@given(rows())
def test_nothing_in_the_governance_overlaps_and_no_word_is_cut(
    made: list[tuple[str, str, int | None, bool, bool]],
) -> None:
    """Whatever the tables: boxes apart, text in its box, lines around boxes and names."""
    plan = tables.layout(governance(made))
    boxes = [(b.x, b.y, b.x + b.width, b.foot) for b in plan.boxes]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    page = (0.0, 0.0, plan.width, plan.height)
    for box, edges in zip(plan.boxes, boxes, strict=True):
        assert inside(edges, page)
        assert all(inside(rect(line), edges) for line in box.lines)
        printed = "".join(line.text.replace(" ", "") for line in box.lines)
        assert printable(box.content.name).replace(" ", "") in printed
        assert not any(overlap(rect(a), rect(b)) for a, b in combinations(box.lines, 2))
    for wire in plan.wires:
        for piece in pieces(wire):
            assert inside(piece, page)
            assert not any(overlap(piece, _shrunk(edges)) for edges in boxes)
            assert not any(overlap(piece, rect(band.name)) for band in plan.bands)


def _shrunk(edges: Rect) -> Rect:
    return edges[0] + 0.5, edges[1] + 0.5, edges[2] - 0.5, edges[3] - 0.5


@settings(max_examples=20, deadline=None)
@given(rows())
def test_no_two_lines_of_the_governance_run_over_one_another(
    made: list[tuple[str, str, int | None, bool, bool]],
) -> None:
    """Lines to different tables may cross, but a reader can follow each of them."""
    plan = tables.layout(governance(made))
    for one, other in combinations(plan.wires, 2):
        assert not any(runs_along(a, b) for a in pieces(one) for b in pieces(other))


def test_each_table_leads_to_the_one_to_which_it_escalates() -> None:
    """From every source a connected line leads to the edge of the target, and ends in an arrow."""
    plan = tables.layout(NINE)
    at = {box.content.name: box for box in plan.boxes}
    wire = next(w for w in plan.wires if plan.boxes[w.net.target].content.name == LONG)
    assert wire.tip == (wire.tip[0], at[LONG].foot)
    sources = {plan.boxes[i].content.name for i in wire.net.sources}
    assert sources == {"Ambtelijk vooroverleg", "Programmamanagementgroep", "Kapstokoverleg jeugd"}
    ends = {point for x0, y0, x1, y1 in wire.segments for point in ((x0, y0), (x1, y1))}
    for name in sources:
        assert any(y == at[name].y for x, y in ends if at[name].x < x < at[name].x + at[name].width)


def test_a_level_stands_below_the_one_that_the_model_names_before_it() -> None:
    """Rows are the levels, in the model's order; without a level at the foot."""
    made = governance([(f"T {level}", level, None, False, False) for level in reversed(LEVELS)])
    plan = tables.layout(made)
    names = [band.name.text for band in sorted(plan.bands, key=lambda band: band.y)]
    assert names == [
        "Bestuurlijk", "Ambtelijk", "Uitvoerend", "Overkoepelend", "Niveau nog niet bekend",
    ]  # fmt: skip


def test_only_a_wish_is_dashed_and_it_says_so() -> None:
    """A dashed edge stands for `wens`, and the word stands in the box."""
    svg = etree.fromstring(drawn(NINE).svg)
    dashed = [
        "".join(group.itertext()).split()
        for group in svg.iter(f"{SVG}g")
        if any(node.get("stroke-dasharray") for node in group.iter(f"{SVG}rect"))
    ]
    assert [" ".join(words) for words in dashed] == [
        "Thematafel 3 nog een wens",
        "Kapstokoverleg jeugd nog een wens",
    ]


def test_the_legal_overleg_bears_a_mark() -> None:
    """The regionaal bestuurlijk overleg of the law is marked in words, and only that one."""
    marked = [b.content.name for b in tables.layout(NINE).boxes if b.content.mark]
    assert marked == [LONG]
    assert "regionaal bestuurlijk overleg van de wet" in texts(drawn(NINE).svg)


@pytest.mark.parametrize("tafels", [ONE, NINE], ids=["one", "nine"])
def test_every_table_stands_in_the_picture_and_in_its_words(tafels: tuple[Tafel, ...]) -> None:
    """Who cannot see the picture reads the same names, wishes and escalations."""
    picture = drawn(tafels)
    shown = " ".join(texts(picture.svg)).replace("- ", "-")
    words = " ".join(picture.description)
    for tafel in tafels:
        assert str(tafel.naam) in shown
        assert str(tafel.naam) in words
    assert f"“{LONG}” is het regionaal bestuurlijk overleg van de wet." in picture.description
    if tafels is NINE:
        assert "“Thematafel 3” is nog een wens." in picture.description
        asked = "Als “Thematafel 1” er niet uitkomt, gaat de vraag naar “Programmamanagementgroep”."
        assert asked in picture.description


def test_a_table_without_a_name_is_drawn_as_still_to_be_decided() -> None:
    """`naam: n.t.b.` is a box that says so."""
    made = programme(governance="tafels:\n  - id: a\n    naam: n.t.b.\n").governance.tafels
    assert "n.t.b." in texts(drawn(made).svg)


def test_without_tables_there_is_no_picture() -> None:
    """No data, no name: the template asks before it calls the figure."""
    assert tables.governance(()) is None
    assert "rp:figuur" not in document(read(BARE)).text


# ------------------------------------------------------------------ budget

AMOUNTS = st.none() | st.integers(0, 10**12).map(lambda cents: Decimal(cents) / 100)


@st.composite
def budgets(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, money.Amounts]], money.Amounts]:
    years = [str(2026 + i) for i in range(draw(st.integers(1, 10)))]
    row = st.tuples(*(AMOUNTS for _ in years))
    series = draw(st.lists(st.tuples(NAMES, row), min_size=1, max_size=14))
    return years, series, draw(row)


@settings(max_examples=20, deadline=None)
@given(budgets())
def test_nothing_in_the_budget_overlaps_and_no_word_is_cut(
    made: tuple[list[str], list[tuple[str, money.Amounts]], money.Amounts],
) -> None:
    """Whatever the amounts: texts apart and on the page, every name whole in the legend."""
    years, series, available = made
    plan = money.layout(years, series, ("Beschikbaar geld", available))
    legend = [line for entry in plan.legend for line in entry.lines]
    every = [rect(line) for line in (*plan.lines, *plan.ticks, *legend)]
    assert not any(overlap(a, b) for a, b in combinations(every, 2))
    assert all(inside(r, (0.0, -1.0, plan.width, plan.height)) for r in every)
    said = ["".join(line.text for line in e.lines if not line.bold) for e in plan.legend]
    assert {text.replace(" ", "") for text in said} == {
        printable(name).replace(" ", "") for name in (*(n for n, _ in series), "Beschikbaar geld")
    }
    parts = [(p.x, p.y, p.x + p.width, p.y + p.height) for p in plan.parts]
    assert not any(overlap(a, b) for a, b in combinations(parts, 2))


@settings(max_examples=15, deadline=None)
@given(budgets())
def test_a_part_is_as_high_as_its_amount(
    made: tuple[list[str], list[tuple[str, money.Amounts]], money.Amounts],
) -> None:
    """Heights are to scale, from zero; what is nothing or unknown has no part."""
    years, series, available = made
    plan = money.layout(years, series, ("Beschikbaar geld", available))
    amounts = [row[i] for i in range(len(years)) for _, row in series if row[i]]
    assert len(plan.parts) == len(amounts)
    total = sum((a for a in amounts if a is not None), Decimal(0))
    if total:
        whole = sum(part.height for part in plan.parts)
        for part, amount in zip(plan.parts, amounts, strict=True):
            assert amount is not None
            assert part.height / whole == pytest.approx(float(amount / total), abs=1e-9)


def test_a_year_that_is_not_known_says_so() -> None:
    """An unknown year is no zero: it says n.t.b., and one that is partly known says that too."""
    series = [("A", (Decimal(20000), None, None)), ("B", (Decimal(0), None, Decimal(30000)))]
    plan = money.layout(["2026", "2027", "2028"], series, None)
    said = [line.text for line in plan.lines]
    assert "20" in said
    assert said.count("n.t.b.") == 1
    assert "deels n.t.b." in said


def test_neighbours_in_the_budget_are_told_apart_without_colour() -> None:
    """Each style differs in kind from its neighbours, or in grey by a fifth at the least."""

    def grey(style: money.Style) -> float:
        red, green, blue = (int(style.colour[i : i + 2], 16) for i in (1, 3, 5))
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

    for one, other in zip(money.STYLES, (*money.STYLES[1:], money.STYLES[0]), strict=True):
        assert one.kind != other.kind or abs(grey(one) - grey(other)) > 0.2


def test_the_chart_holds_the_sums_of_the_programme_by_theme() -> None:
    """Themes in order, then the general costs; the sums are those of the lines of the budget."""
    made = document(read(basis()))
    data = made.charts["begroting"]
    assert data.categories == ("2026", "2027", "2028", "2029")
    assert [name for name, _ in data.series][-1] == "Algemene kosten"
    totals = [sum(row[i] or 0 for _, row in data.series) for i in range(4)]
    assert totals == [780000, 720000, 720000, 720000]
    assert data.line == ("Beschikbaar geld", tuple(map(Decimal, totals)))


def test_forty_lines_are_summed_by_theme() -> None:
    """Each line counts once: with its theme, without a measure, or in the general costs."""
    themes = {
        f"themas/{t}-thema.yaml": f"id: thema-{t}\ntitel: Thema {t}\nmaatregelen:\n"
        + "".join(f"  - id: m{t}-{m}\n    titel: Maatregel {m}\n" for m in range(4))
        for t in range(1, 10)
    }
    lines = [f"m{t}-{m}" for t in range(1, 10) for m in range(4)] + ["", "", "", ""]
    budget = "begroting:\n" + "".join(
        f"  - id: regel-{i}\n"
        + (f"    maatregel: {m}\n" if m else "")
        + "    bedragen:\n      2026: 1000\n      2027: n.t.b.\n"
        for i, m in enumerate(lines)
    )
    budget += "algemene_kosten:\n  - id: k\n    post: Team\n    bedragen:\n      2026: 500\n"
    made = document(read(BARE | themes | {"financien.yaml": budget}))
    series = dict(made.charts["begroting"].series)
    assert series == {
        **{f"Thema {t}": (Decimal(4000), None) for t in range(1, 10)},
        "Nog zonder maatregel": (Decimal(4000), None),
        "Algemene kosten": (Decimal(500), Decimal(0)),
    }
    shown = made.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "| Thema 9 | € 4.000 | *n.t.b.* | € 4.000 |" in shown
    assert "| **Begroot** | € 40.500 | *n.t.b.* | € 40.500 |" in shown


@pytest.mark.parametrize(("measures", "parts"), [(2, ["Een 0", "Een 1"]), (30, ["Maatregelen"])])
def test_without_themes_the_parts_are_the_measures(measures: int, parts: list[str]) -> None:
    """A region without themes sees its measures, when they are few enough to tell apart."""
    ids = [f"m{i}" for i in range(measures)]
    loose = "maatregelen:\n" + "".join(
        f"  - id: {id_}\n    titel: Een {i}\n" for i, id_ in enumerate(ids)
    )
    lines = "begroting:\n" + "".join(
        f"  - id: r-{id_}\n    maatregel: {id_}\n    bedragen:\n      2026: 7\n" for id_ in ids
    )
    made = document(read(BARE | {"maatregelen.yaml": loose, "financien.yaml": lines}))
    assert [name for name, _ in made.charts["begroting"].series] == parts


def test_a_budget_in_which_nothing_is_known_is_no_chart() -> None:
    """Without an amount above zero there is nothing to draw, and nothing asks for it."""
    unknown = "begroting:\n  - id: r\n    bedragen:\n      2026: n.t.b.\n      2027: 0\n"
    made = document(read(BARE | {"financien.yaml": unknown}))
    assert "begroting" not in made.charts
    assert "rp:grafiek" not in made.text


def test_without_a_budget_the_money_is_drawn_by_source() -> None:
    """What is known is drawn: while there are no lines, the sources per year, and their sum."""
    sources = (
        "bronnen:\n  - id: a\n    naam: Subsidie\n    bedragen:\n      2026: 100\n      2027: 100\n"
        "  - id: b\n    naam: Reserve\n    bedragen:\n      2026: 50\n"
    )
    made = document(read(BARE | {"financien.yaml": sources}))
    data = made.charts["bronnen"]
    assert set(made.charts) == {"bronnen"}
    assert dict(data.series) == {
        "Subsidie": (Decimal(100), Decimal(100)),
        "Reserve": (Decimal(50), Decimal(0)),
    }
    assert data.line == ("Totaal", (Decimal(150), Decimal(100)))
    assert "rp:bijschrift Beschikbaar geld per jaar en bron" in made.text
    one_year = sources.replace("      2027: 100\n", "")
    assert not document(read(BARE | {"financien.yaml": one_year})).charts
    assert set(document(read(basis())).charts) == {"begroting"}


# ------------------------------------------------------------------ timeline

DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))


@st.composite
def moments(draw: st.DrawFn) -> list[tuple[str, list[Moment]]]:
    """Groups of single days and periods, in no order at all."""
    span = st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two)))
    days = st.lists(span | DAYS.map(lambda day: (None, day)), min_size=1, max_size=5)
    one = st.builds(Moment, NAMES, days.map(tuple))
    return draw(st.lists(st.tuples(NAMES, st.lists(one, min_size=1, max_size=4)), min_size=1))


@settings(max_examples=20, deadline=None)
@given(moments())
def test_nothing_in_the_timeline_overlaps(made: list[tuple[str, list[Moment]]]) -> None:
    """Texts apart, within the page, and no date on a mark or a bar that is not its own."""
    plan = timeline.layout(made)
    words = [line for row in plan.rows for line in row.words]
    dates = [line for row in plan.rows for line in row.dates]
    every = [rect(line) for line in (*plan.years, *words, *dates)]
    assert not any(overlap(a, b) for a, b in combinations(every, 2))
    assert all(inside(r, (0.0, -1.0, plan.width, plan.height)) for r in every)
    for row in plan.rows:
        for line in row.dates:
            start, end = line.span
            slack = plan.mark - 0.01
            assert all(end <= x - slack or start >= x + slack for x, _ in row.marks)


def test_a_date_stands_in_its_own_year() -> None:
    """The last day of a year is named before its mark, so that nobody reads the next year."""
    ends = tuple((None, date(year, 12, 31)) for year in range(2026, 2030))
    plan = timeline.layout([("g", [Moment("Besteden", ends)])])
    (row,) = plan.rows
    assert len(row.dates) == 4
    for line, year_begins, year_ends in zip(row.dates, plan.grid, plan.grid[1:], strict=False):
        assert year_begins <= line.span[0] <= line.span[1] <= year_ends


def test_the_timeline_has_the_dates_of_the_law_and_of_the_region() -> None:
    """A programme that was not rejected sees window 1 only; its own evaluations stand below."""
    picture = document(read(basis())).pictures["data"]
    words = " ".join(picture.description)
    assert "Effectrapportage over het vorige kalenderjaar, elk jaar 30 april" in words
    assert "Aanvraagtijdvak 1" in words
    assert "Aanvraagtijdvak 2" not in words
    assert "Van de regio zelf: Evaluatie van de samenwerking, 15 november 2027." in words
    assert "Evaluatie van de samenwerking" in texts(picture.svg)


def test_the_dates_stand_outside_the_hash_of_what_is_signed() -> None:
    """A date of the law that is read anew changes nothing of the text that the parties signed."""
    made = document(read(basis()))
    others = {**made.pictures, "data": Picture(b"", b"", ("Andere woorden.",))}
    assert replace(made, pictures=others).content_hash == made.content_hash


# ------------------------------------------------------------------ text


@needs("fontTools", found=importlib.util.find_spec("fontTools") is not None)
def test_the_widths_are_those_of_the_font() -> None:
    """The table of widths was made of the bundled font, and of nothing else."""
    ttx = importlib.import_module("fontTools.ttLib")
    for style, bold in (("Regular", False), ("Bold", True)):
        with (resources.templates() / "fonts" / f"RegioplanSans-{style}.ttf").open("rb") as file:
            font = ttx.TTFont(file)
            letters, widths = font.getBestCmap(), font["hmtx"]
            em = font["head"].unitsPerEm
            for code, name in letters.items():
                measured = text_width(chr(code), 1, bold=bold)
                assert measured == pytest.approx(widths[name][0] / em)


@given(NAMES, st.floats(30, 700), st.booleans())
def test_wrapped_text_keeps_every_letter_and_fits(name: str, width: float, bold: bool) -> None:
    """A line is never wider than asked, and nothing of the text is lost or added."""
    for lines in (wrap(name, 14, width, bold=bold), balanced(name, 14, width, bold=bold)):
        assert all(text_width(line, 14, bold=bold) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == printable(name).replace(" ", "")


def test_a_line_breaks_between_words_before_it_breaks_a_word() -> None:
    """A word moves whole to the next line; a compound breaks behind its hyphen."""
    assert wrap("Leerplicht en werk", 14, 90) == ("Leerplicht en", "werk")
    assert wrap("doorstroompunt-functie", 14, 110) == ("doorstroompunt-", "functie")


def test_a_letter_that_the_font_does_not_have_is_shown_as_absent() -> None:
    """Nothing is left out silently: a square stands for it."""
    assert printable("日 a\u00adb") == f"{ABSENT} ab"


# ------------------------------------------------------------------ bytes


def test_the_same_picture_has_the_same_bytes_in_another_process() -> None:
    """PNG and SVG depend on the data alone."""
    script = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "import test_figures as t\n"
        "p = t.drawn(t.NINE); print(hashlib.sha256(p.svg + p.png).hexdigest())"
    )
    folders = [str(Path(__file__).parent), str(Path(resources.__file__).parents[1])]
    made = [
        subprocess.run(
            [sys.executable, "-c", script, *folders], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_words_alone_draw_nothing() -> None:
    """The Markdown file of a whole programme is made without a drawing program."""
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from composed import basis, document, read\n"
        "from regioplan.writers.markdown import write\n"
        "write(document(read(basis())))\n"
        "print('resvg_py' in sys.modules, 'xlsxwriter' in sys.modules)"
    )
    folders = [str(Path(__file__).parent), str(Path(resources.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-c", script, *folders], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"


def test_text_in_a_picture_is_text() -> None:
    """What a name holds of SVG is shown, not obeyed."""
    evil = "A <script>alert(1)</script> & \" 'B'"
    picture = drawn(governance([(evil, "ambtelijk", None, False, False)]))
    root = etree.fromstring(picture.svg)
    assert not list(root.iter(f"{SVG}script"))
    assert evil in str(root.findtext(f"{SVG}desc"))


def test_a_picture_prints_in_the_bundled_font() -> None:
    """The PNG shows letters: the same picture without its texts has other bytes."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415  # only here

    picture = drawn(ONE)
    bare = etree.fromstring(picture.svg)
    for parent in list(bare.iter()):
        for node in parent.findall(f"{SVG}text"):
            parent.remove(node)
    blank = svg_to_bytes(
        svg_string=etree.tostring(bare).decode(), skip_system_fonts=True, zoom=look.SHARP
    )
    assert len(picture.png) > len(blank) * 2
    assert LINE > 1
