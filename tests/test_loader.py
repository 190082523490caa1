"""Reading a programme: every wrong text is a finding at its own line, in Dutch, all in one run."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regioplan.loader import TRANSLATIONS, Loaded, load
from regioplan.model import BLADEN, Onleesbaar, Programma

PROGRAMMA = "formaat: 1\nstatus: concept\n"
REGIO = "nummer: 41\n"


def read(**files: str) -> Loaded:
    """Load a small programme; a keyword `x` is the file x.yaml, `themas_x` is themas/x.yaml."""
    texts: Mapping[str, str] = {"programma": PROGRAMMA, "regio": REGIO} | files
    return load(
        {f"{name.replace('themas_', 'themas/')}.yaml": t.encode() for name, t in texts.items()}
    )


def said(loaded: Loaded) -> list[str]:
    """The findings as `file:line:column ID`."""
    return [f"{f.location} {f.rule}" for f in loaded.findings]


def whole(loaded: Loaded) -> Programma:
    assert loaded.programma is not None
    return loaded.programma


def test_a_smallest_programme_has_no_findings() -> None:
    """Two files with their obligatory keys can be read."""
    assert said(read()) == []


def test_all_findings_of_all_files_come_in_one_run() -> None:
    """A typo in one file hides nothing in another."""
    loaded = read(
        programma="formaat: 1\nstatus: concpt\n",
        regio="nummer: veel\n",
        partners="partner: []\n",
        themas_1="id: Thema\ntitel: T\n",
    )
    assert said(loaded) == [
        "partners.yaml:1:1 INT-sleutel-onbekend",
        "partners.yaml:1:10 INT-leeg",
        "programma.yaml:2:9 INT-vorm",
        "regio.yaml:1:9 INT-vorm",
        "themas/1.yaml:1:5 INT-vorm",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("status: concpt", "3:9", "Bedoeld is misschien concept."),
        ("status: [a]", "3:9", "Toegestaan zijn: concept"),
        ("stauts: concept", "3:1", "Bedoeld is misschien `status`."),
        ("datum: 5 juni 2025", "3:8", "jaar-maand-dag"),
        ("datum: 2025-02-30", "3:8", "kalender"),
        ("doelgroep: {leeftijd_tot_en_met: 27}", "3:13", "27 zelf valt er dan buiten"),
        ("doelgroep: {leeftijd_tot: zevenentwintig}", "3:27", "geen heel getal"),
        ("doelgroep: {met_startkwalificatie: true}", "3:36", "Schrijf ja of nee"),
        ("doelgroep: jongeren", "3:12", "een blok met sleutels, zoals leeftijd_vanaf"),
        ("aan: Bestuurlijk overleg", "3:6", "hoort een lijst"),
        ("aan: -Bestuurlijk overleg", "3:6", "Zet een spatie achter het streepje."),
        ("aan: [Overleg: bestuurlijk]", "3:7", "Zet de hele tekst dan tussen aanhalingstekens."),
        ("doelgroep: {\xa0leeftijd_tot: 27}", "3:13", "onzichtbaar teken"),
        ("doelgroep: leeftijd_tot:27", "3:12", "Zet een spatie achter de dubbele punt."),
        ("datum: 2026-01-01\xa0", "3:8", "onzichtbaar teken"),
        ("status: concept\xa0", "3:9", "onzichtbaar teken"),
        ("titel: [a]", "3:8", "niet een lijst"),
        ("titel: {a: b}", "3:8", "niet een blok met sleutels"),
        ('titel: "a\\tb"', "3:8", "één regel"),
        ("titel:", "3:1", "staat niets"),
        ('titel: ""', "3:8", "staat niets"),
        ("aan: []", "3:6", "lege lijst"),
        ("aan: [n.t.b.]", "3:7", "kan niet één regel van een lijst zijn"),
        ("titel: ntb", "3:8", "Bedoeld is misschien ‘n.t.b.’"),
        ("titel: ?", "3:8", "Bedoeld is misschien ‘n.t.b.’"),
        ("titel: nader te bepalen", "3:8", "Bedoeld is misschien ‘n.t.b.’"),
        ("doelen: [{id: Doel 1, titel: T}]", "3:15", "kleine letters"),
        ("doelen: [{id: h-doel, titel: T}]", "3:15", "hoofdstukken"),
        ("doelen: [{titel: T}]", "3:10", "ontbreekt de sleutel `id`"),
        ("doelen: [{id: n.t.b., titel: T}]", "3:15", "kan geen id zijn"),
        ("doelen: [{id: a}]", "3:10", "Schrijf `titel: n.t.b.`"),
        ("samenvatting: '# Kop'", "3:15", "kop"),
        ("samenvatting: 'Zie [](#nergens).'", "3:15", "‘nergens’"),
    ],
)
def test_a_wrong_value_says_where_what_and_what_to_do(text: str, place: str, words: str) -> None:
    """One fault gives one finding, at its own place, that tells what is allowed."""
    kept = [line for line in PROGRAMMA.splitlines() if not text.startswith(line.split(":")[0])]
    padded = "\n".join([*["# regel"] * (2 - len(kept)), *kept, text])
    found = [
        f
        for f in read(programma=padded).findings
        if "ontbreekt de sleutel `status`" not in f.message
    ]
    assert [str(f.location) for f in found] == [f"programma.yaml:{place}"]
    assert words in found[0].message


@pytest.mark.parametrize(
    "amount", ["2.265.813", "€ 5", "1_000", "1,50", "1.5", "-3", "1e3", "on", "0x1F"]
)
def test_an_amount_has_one_spelling(amount: str) -> None:
    """What might mean two sums of money is refused, with the right spelling."""
    loaded = read(
        financien=f"bronnen:\n  - id: b\n    naam: B\n    bedragen:\n      2026: {amount!r}\n"
    )
    assert said(loaded) == ["financien.yaml:5:13 INT-vorm"]
    assert "2265813.50" in loaded.findings[0].message


def test_text_that_yaml_would_convert_stays_as_typed() -> None:
    """`0202`, `NO`, `1.10` and `12:30` are text until a type of the model reads them."""
    loaded = read(
        regio="nummer: 41\nnaam: NO\ngemeenten:\n- naam: 1.10\n  code: 0202\n- naam: 12:30\n"
    )
    regio = whole(loaded).regio
    assert (regio.naam, [(g.naam, g.code) for g in regio.gemeenten]) == (
        "NO",
        [("1.10", "0202"), ("12:30", None)],
    )


def test_ntb_is_absent_and_remembered() -> None:
    """`n.t.b.` becomes an absent value; the node keeps the name of the key."""
    loaded = read(programma=PROGRAMMA + "titel: n.t.b.\naan: n.t.b.\n")
    blad = whole(loaded).blad
    assert blad.titel is None
    assert blad.aan == ()
    assert blad.ntb == {"titel", "aan"}


def test_ntb_is_not_the_same_as_absent() -> None:
    """Two programmes that differ only in a `n.t.b.` are different programmes."""
    assert whole(read()).blad != whole(read(programma=PROGRAMMA + "titel: n.t.b.\n")).blad


def test_equal_programmes_are_equal_wherever_their_lines_stand() -> None:
    """Positions do not enter equality."""
    lower = whole(read(programma="# een regel\n\n" + PROGRAMMA)).blad
    assert whole(read()).blad == lower
    assert hash(whole(read()).blad) == hash(lower)


def test_an_unreadable_file_is_not_an_absent_one() -> None:
    """Reading a part with a typo raises; an absent part stands at programma.yaml:1:1."""
    loaded = read(financien="bronen: x\n")
    with pytest.raises(Onleesbaar, match=re.escape("financien.yaml")):
        _ = whole(loaded).financien
    absent = whole(read()).financien
    assert str(absent.gap("begroting").location) == "programma.yaml:1:1"


def test_an_absent_key_of_a_file_is_missed_at_its_first_line() -> None:
    """A top-level key that is not there is placed at its file's 1:1, whatever comes first."""
    regio = whole(read(regio="# kop\nnummer: 41\n")).regio
    assert str(regio.gap("gemeenten").location) == "regio.yaml:1:1"


@pytest.mark.parametrize("missing", ["programma.yaml", "regio.yaml"])
def test_without_the_two_needed_files_nothing_is_judged(missing: str) -> None:
    """The finding names the file that is missing."""
    files = {"programma.yaml": PROGRAMMA.encode(), "regio.yaml": REGIO.encode()}
    del files[missing]
    loaded = load(files)
    assert loaded.programma is None
    assert [f.rule for f in loaded.findings] == ["INT-bestand"]
    assert missing in loaded.findings[0].message


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("partner.yaml", "partners.yaml"),
        ("financien.yml", "financien.yaml"),
        ("Regio.yaml", "regio.yaml"),
        ("themas/1-start.yml", "themas/1-start.yaml"),
        ("themas/1-start.YAML", "themas/1-start.yaml"),
        ("thema/1-start.yaml", "themas/1-start.yaml"),
        ("financien.YAML", "financien.yaml"),
        ("xyz.yaml", "Toegestaan zijn"),
    ],
)
def test_a_yaml_file_that_no_one_reads_is_told(name: str, hint: str) -> None:
    """A misnamed file is not silently left out."""
    loaded = load(
        {"programma.yaml": PROGRAMMA.encode(), "regio.yaml": REGIO.encode(), name: b"a: b\n"}
    )
    assert said(loaded) == [f"{name}:1:1 INT-bestand"]
    assert hint in loaded.findings[0].message


def test_a_misnamed_file_is_unreadable_and_not_absent() -> None:
    """Its content is not called missing: neither by a reference nor by a rule."""
    loaded = load(
        {
            "programma.yaml": PROGRAMMA.encode(),
            "regio.yaml": REGIO.encode(),
            "partners.yml": b"partners:\n- id: rijn\n  naam: R\n",
            "themas/1.yaml": b"id: t\ntitel: T\nmaatregelen:\n- {id: m, trekker: rijn, titel: M}\n",
        }
    )
    assert said(loaded) == ["partners.yml:1:1 INT-bestand"]
    with pytest.raises(Onleesbaar):
        _ = whole(loaded).partners


def test_beside_the_file_itself_a_stray_one_is_not_to_be_renamed() -> None:
    """`regio - kopie.yaml` cannot become regio.yaml; that one can still be read."""
    files = {"programma.yaml": PROGRAMMA.encode(), "regio.yaml": REGIO.encode()}
    loaded = load(files | {"regio - kopie.yaml": REGIO.encode()})
    assert said(loaded) == ["regio - kopie.yaml:1:1 INT-bestand"]
    assert "haal dit bestand weg" in loaded.findings[0].message
    assert whole(loaded).regio.nummer == 41


@pytest.mark.parametrize("text", ["", "# alleen uitleg\n"])
def test_an_empty_file_is_one_finding_and_not_one_for_each_reference(text: str) -> None:
    """Who emptied a file by mistake hears that, not that each partner in it is missing."""
    loaded = read(
        partners=text,
        themas_1="id: t\ntitel: T\nmaatregelen:\n- id: m\n  titel: M\n  trekker: rijn\n",
    )
    assert said(loaded) == ["partners.yaml:1:1 INT-leeg"]


def test_themes_and_loose_measures_exclude_each_other() -> None:
    """themas/ and maatregelen.yaml together are a finding."""
    loaded = read(themas_1="id: t\ntitel: T\n", maatregelen="maatregelen: n.t.b.\n")
    assert said(loaded) == ["maatregelen.yaml:1:1 INT-bestand"]


def test_a_reference_to_nothing_gets_a_suggestion_at_its_own_line() -> None:
    """Also the second id of a list has its own place."""
    loaded = read(
        partners="partners:\n- id: rijn\n  naam: R\n",
        themas_1=(
            "id: t\ntitel: T\nmaatregelen:\n- id: m\n  titel: M\n  trekker: rijm\n"
            "  partners: [rijn, m]\n"
        ),
    )
    assert said(loaded) == [
        "themas/1.yaml:6:12 INT-verwijzing",
        "themas/1.yaml:7:20 INT-verwijzing",
    ]
    assert "‘rijn’" in loaded.findings[0].message
    assert "is een maatregel; hier hoort de id van een partner" in loaded.findings[1].message


def test_a_reference_in_prose_is_checked_at_its_line() -> None:
    """The third line of a block of text is the third line of a block of text."""
    loaded = read(
        programma=PROGRAMMA
        + "samenvatting: |\n  Een.\n\n  Zie [](#h-financien) en [](#niets).\n"
        + "proces: |\n  Zie [](#samenvating).\n"
    )
    assert said(loaded) == [
        "programma.yaml:6:3 INT-verwijzing",
        "programma.yaml:8:3 INT-verwijzing",
    ]


def test_a_reference_into_a_broken_file_is_not_called_wrong() -> None:
    """No finding claims that a partner is missing when its file merely has a typo."""
    loaded = read(
        partners="partners:\n- id: rijn\n  naam: R\n  rol: x\n",
        themas_1="id: t\ntitel: T\nmaatregelen:\n- id: m\n  titel: M\n  trekker: rijn\n",
    )
    assert said(loaded) == ["partners.yaml:4:3 INT-sleutel-onbekend"]
    loaded = read(
        partners="partners: [\n",
        themas_1="id: t\ntitel: T\nmaatregelen:\n- id: m\n  titel: M\n  trekker: rijn\n",
    )
    assert {f.location.file for f in loaded.findings} == {"partners.yaml"}
    loaded = read(
        themas_1="id: t\ntitel: x: y\nmaatregelen:\n- id: m\n  titel: M\n",
        financien="begroting:\n- id: b\n  maatregel: m\n",
    )
    assert {f.location.file for f in loaded.findings} == {"themas/1.yaml"}
    loaded = read(
        partners="partners:\n- id: Rijn\n  naam: R\n",
        themas_1="id: t\ntitel: T\nmaatregelen:\n- id: m\n  titel: M\n  trekker: rijn\n",
    )
    assert {f.location.file for f in loaded.findings} == {"partners.yaml"}


def test_an_id_is_unique_in_the_whole_programme() -> None:
    """Two items with one id, in two files: both places are named."""
    loaded = read(partners="partners:\n- id: x\n  naam: R\n", themas_1="id: x\ntitel: T\n")
    assert said(loaded) == ["themas/1.yaml:1:5 INT-id-dubbel"]
    assert [str(place) for place, _ in loaded.findings[0].related] == ["partners.yaml:2:7"]


def test_a_newer_format_is_refused_by_its_number() -> None:
    """The finding says which format the tool knows."""
    loaded = read(programma="formaat: 2\nstatus: concept\n")
    assert said(loaded) == ["programma.yaml:1:10 INT-formaat"]
    assert "formaat 2" in loaded.findings[0].message


WORDS = st.sampled_from(
    [
        "a",
        "n.t.b.",
        "ja",
        "2026",
        "1.5",
        "id",
        "",
        "# k",
        "[](#a)",
        "concept",
        "2026-01-01",
        "{",
        "€",
    ]
)
KEYS = st.sampled_from(sorted({k for kind in BLADEN.values() for k in kind.model_fields} | {"x"}))
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BLADEN)), st.dictionaries(KEYS, TREES, max_size=5))
def test_no_shape_of_data_crashes_the_loader_or_speaks_english(
    name: str, tree: dict[str, object]
) -> None:
    """Whatever stands where, the answer is findings in Dutch at places in the file."""
    import json  # noqa: PLC0415  # JSON is YAML, and quotes for us

    files = {"programma.yaml": PROGRAMMA.encode(), "regio.yaml": REGIO.encode()}
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    loaded = load(files | {name: text.encode()})
    lines = text.count("\n") + 1
    for finding in loaded.findings:
        assert 1 <= finding.location.line <= lines
        assert not re.search(
            r"\b(input|should|valid|required|string|error)\b", finding.message, re.IGNORECASE
        )
        assert finding.message != "Deze waarde past hier niet."


def test_every_pydantic_error_that_can_occur_has_its_own_dutch_sentence() -> None:
    """The table of translations holds the types that the property above can meet."""
    assert {"missing", "extra_forbidden", "enum", "model_type", "tuple_type"} <= set(TRANSLATIONS)


@pytest.mark.parametrize("number", ["1.250", "1,5", "12.345", "-3", "1e3", "veel"])
def test_a_target_has_one_spelling(number: str) -> None:
    """`1.250` is 1250 to a Dutch eye and 1.25 to a computer: it is refused."""
    loaded = read(
        streefcijfers=(
            "reeksen:\n  - id: r\n    titel: R\n    waarden:\n      - periode: 2026\n"
            f"        waarde: {number!r}\n"
        )
    )
    assert said(loaded) == ["streefcijfers.yaml:6:17 INT-vorm"]
    assert "1250" in loaded.findings[0].message


def test_theme_files_are_ordered_as_a_person_counts() -> None:
    """The tenth theme comes after the second."""
    files = {f"themas_{n}": f"id: t-{n}\ntitel: T\n" for n in ("10-tien", "2-twee", "1-een", "b")}
    themas = whole(read(**files)).themas
    assert [thema.id for thema in themas] == ["t-1-een", "t-2-twee", "t-10-tien", "t-b"]
