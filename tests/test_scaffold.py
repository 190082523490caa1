"""What `init` gives: for each region a concept that loads, teaches, and invents nothing."""

from __future__ import annotations

import posixpath
import re
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from regioplan import reference
from regioplan.document import KINDS
from regioplan.findings import Severity
from regioplan.loader import Loaded, load
from regioplan.model import Programma
from regioplan.model.schema import schema_files
from regioplan.reference import Gemeente, Regio
from regioplan.rules import check
from regioplan.scaffold import SCHEMAS, scaffold
from regioplan.writers import WRITERS
from test_schema import typed

REGIONS = tuple(reference.regions().values())
EACH_REGION = pytest.mark.parametrize("region", REGIONS, ids=lambda region: str(region.nummer))

EXAMPLE = re.compile(r"^( *)#(?=\S|  )", re.MULTILINE)
"""The mark of an example: a # with no space behind it, or with the indentation of its block."""


def yamls(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(".yaml")}


def loaded(files: Mapping[str, bytes]) -> Loaded:
    return load(yamls(files))


def programme(number: int) -> Programma:
    found = loaded(scaffold(reference.regions()[number])).programma
    assert found
    return found


def with_examples(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as they are when every example in them is used."""
    return {
        name: EXAMPLE.sub(r"\1", content.decode()).encode()
        for name, content in yamls(files).items()
    }


def editor_errors(files: Mapping[str, bytes], schemas: Mapping[str, bytes]) -> list[str]:
    """What an editor underlines that follows the first line of each file to its schema."""
    found = []
    for name, content in files.items():
        first = content.decode().partition("\n")[0]
        said = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert said, name
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), said[1]))
        errors = Draft7Validator(typed(schemas[target])).iter_errors(typed(content))
        found += [f"{name} {list(error.absolute_path)}: {error.message}" for error in errors]
    return found


# ------------------------------------------------------------------ it is valid


@EACH_REGION
def test_the_concept_of_every_region_loads_without_a_finding(region: Regio) -> None:
    """Nobody begins with an error: not in syntax, shape or references."""
    found = loaded(scaffold(region))
    assert found.programma
    assert found.findings == ()


@EACH_REGION
def test_every_example_in_the_comments_can_be_used(region: Regio) -> None:
    """Taking the # of all examples away gives files that load as well."""
    files = scaffold(region)
    used = with_examples(files)
    assert used != yamls(files)
    assert loaded(used).findings == ()


@pytest.mark.parametrize("number", [4, 28, 41])
def test_a_new_concept_has_only_open_points(number: int) -> None:
    """Nothing in it is wrong in law and nothing calls for advice: there is only work to do."""
    outcome = check(programme(number), vandaag=date(2026, 1, 5))
    assert [f for f in outcome.findings if f.severity is not Severity.OPEN] == []
    assert len(outcome.findings) > 20
    assert outcome.skipped == ()


@EACH_REGION
def test_no_example_is_a_mistake(region: Regio) -> None:
    """Whoever uses every example finds work and advice, but nothing that is wrong."""
    used = loaded(with_examples(scaffold(region))).programma
    assert used
    outcome = check(used, vandaag=date(2026, 1, 5))
    assert [f for f in outcome.findings if f.severity is Severity.FOUT] == []
    assert outcome.skipped == ()


@pytest.mark.parametrize("number", [4, 28, 37])
def test_an_editor_finds_the_schema_and_underlines_nothing(number: int) -> None:
    """The first line of each file leads from that file to a schema that is there and accepts it."""
    files = scaffold(reference.regions()[number])
    assert editor_errors(yamls(files), files) == []
    assert editor_errors(with_examples(files), files) == []


def test_the_schemas_travel_with_the_concept() -> None:
    """The copy beside the programme is the one of this version."""
    files = scaffold(REGIONS[0])
    copies = {
        name.removeprefix(SCHEMAS): content
        for name, content in files.items()
        if name.startswith(SCHEMAS)
    }
    assert copies == schema_files()


def test_the_same_region_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine gets in."""
    assert scaffold(REGIONS[5]) == scaffold(REGIONS[5])
    assert list(scaffold(REGIONS[5])) == list(scaffold(REGIONS[5]))


@EACH_REGION
def test_the_files_are_plain_text_of_lines(region: Regio) -> None:
    """UTF-8, line ends of one kind, no spaces at line ends, and nothing left to fill in by us."""
    for name, content in scaffold(region).items():
        text = content.decode()
        assert text.endswith("\n"), name
        assert "\r" not in text, name
        assert not re.search(r"[ \t]$", text, re.MULTILINE), name
        if not name.startswith("."):
            assert "$" not in text.partition("\n")[2], name


# ------------------------------------------------------------------ it is complete


@EACH_REGION
def test_the_region_and_each_municipality_come_out_as_typed(region: Regio) -> None:
    """Number, names and codes of bijlage 5, in its order; each municipality is a partner."""
    found = programme(region.nummer)
    assert (found.regio.nummer, found.regio.naam) == (region.nummer, region.naam)
    assert [(g.naam, g.code) for g in found.regio.gemeenten] == list(region.gemeenten)
    assert [p.gemeente for p in found.partners.partners] == [g.naam for g in region.gemeenten]
    assert all(p.soorten == ("gemeente",) and not p.rollen for p in found.partners.partners)


@pytest.mark.parametrize(
    ("number", "ident", "name"),
    [
        (28, "gemeente-s-gravenhage", "Gemeente 's-Gravenhage"),
        (36, "gemeente-s-hertogenbosch", "Gemeente 's-Hertogenbosch"),
        (5, "gemeente-sudwest-fryslan", "Gemeente Súdwest-Fryslân"),
        (37, "gemeente-nuenen-gerwen-en", "Gemeente Nuenen, Gerwen en Nederwetten"),
        (24, "gemeente-bergen-nh", "Gemeente Bergen (NH.)"),
        (41, "gemeente-arnhem", "Gemeente Arnhem"),
    ],
)
def test_the_id_of_a_municipality_comes_from_its_name(number: int, ident: str, name: str) -> None:
    """Plain letters, whole words, at most 35 of them; the name beside it is as it should be."""
    assert {p.id: p.naam for p in programme(number).partners.partners}[ident] == name


def test_two_municipalities_never_get_the_same_id() -> None:
    """Where the words that fit are the same, the second one gets its code."""
    same = "Bovenkerspel Enkhuizen Grootebroek "
    region = Regio(
        41, "Proef", (Gemeente(f"{same}Oost", "GM0001"), Gemeente(f"{same}West", "GM0002"))
    )
    found = loaded(scaffold(region))
    assert found.findings == ()
    assert found.programma
    assert [p.id for p in found.programma.partners.partners] == [
        "gemeente-bovenkerspel-enkhuizen",
        "gemeente-gm0002",
    ]


NAMES = (
    "No",
    "'t Zand",
    "a: b",
    "x # y",
    '"Q"',
    "06",
    "- a",
    "{{ x }}",
    "a|b",
    "M@ZL",
    "\\",
    "'\"",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_yaml_would_read_otherwise_is_quoted(name: str) -> None:
    """Any name comes out as it went in, for us and for an editor that reads types."""
    region = Regio(41, name, (Gemeente(name, "GM0001"),))
    files = scaffold(region)
    found = loaded(files)
    assert found.findings == ()
    assert found.programma
    assert found.programma.regio.gemeenten[0].naam == name
    assert typed(files["regio.yaml"])["naam"] == name


@EACH_REGION
def test_quotes_stand_only_where_a_name_needs_them(region: Regio) -> None:
    """Who reads the file aloud is not bothered by quotes."""
    text = scaffold(region)["regio.yaml"].decode()
    quoted = re.findall(r"^ *-? *naam: (?=[\"'])(.*)$", text, re.MULTILINE)
    assert quoted == [f'"{g.naam}"' for g in region.gemeenten if g.naam.startswith("'")]


def test_the_nine_targets_stand_open() -> None:
    """Three series with the years of Regeling 2.3, each still without a value."""
    reeksen = programme(41).streefcijfers.reeksen
    found = [(str(r.telt), str(v.periode)) for r in reeksen for v in r.waarden]
    assert found == [(t.reeks, t.periode) for t in reference.targets()]
    assert all(v.ntb == {"waarde"} for r in reeksen for v in r.waarden)
    assert [r.definitie for r in reeksen] == ["oud", "nieuw", None]


def test_the_nine_topics_stand_open() -> None:
    """The letters of Regeling 2.4 in order, each still without a text."""
    found = programme(41).afspraken.afspraken
    assert [a.onderwerpen for a in found] == [(letter,) for letter in reference.topics()]
    assert all("tekst" in a.ntb for a in found)


def test_what_the_law_fixes_is_filled_in() -> None:
    """The period, the ages and the two aims are the same for everyone."""
    blad = programme(41).blad
    assert blad.status == "concept"
    assert blad.periode
    assert [str(blad.periode.van), str(blad.periode.tot_en_met)] == ["2026-01-01", "2029-12-31"]
    assert blad.doelgroep
    assert (blad.doelgroep.leeftijd_vanaf, blad.doelgroep.leeftijd_tot) == (12, 27)
    assert blad.doelgroep.met_startkwalificatie is blad.doelgroep.zonder_startkwalificatie is True
    assert [d.wettelijk_doel for d in blad.doelen] == [
        ("startkwalificatie",),
        ("overgang_arbeidsmarkt",),
    ]


def test_a_measure_asks_for_all_of_regeling_2_5() -> None:
    """Every key that answers lid 2 stands in the theme, still to be decided."""
    (measure,) = programme(41).maatregelen
    assert measure.ntb >= {
        "doelgroep",
        "bevindingen",
        "relatie_analyse",
        "beoogd_effect",
        "onderbouwing",
        "op_onderwijsinstelling",
        "onderscheid_woonplaats",
    }
    assert measure.aanvullend
    assert measure.aanvullend.ntb == {"op_gemeentelijke_taken", "op_onderwijstaken"}


def test_only_friesland_noord_is_asked_about_fier() -> None:
    """Regeling 2.5 lid 3 is about one region."""
    asked = [r.nummer for r in REGIONS if b"voorzieningen_fier" in _theme(r)]
    assert asked == [4]


def _theme(region: Regio) -> bytes:
    return scaffold(region)["themas/1-eerste-thema.yaml"]


def test_the_money_has_its_sources_but_no_amounts() -> None:
    """Subsidy, specifieke uitkering and the reserves with their last day; each year stands open."""
    money = programme(41).financien
    assert [(b.bronsoort, str(b.te_besteden_tot_en_met)) for b in money.bronnen] == [
        ("subsidie_contactschool", "2029-12-31"),
        ("specifieke_uitkering", "2029-12-31"),
        ("overig", "2026-12-31"),
    ]
    amounts = [
        *(source.bedragen for source in money.bronnen),
        *(line.bedragen for line in money.begroting),
        *(line.bedragen for line in money.algemene_kosten),
    ]
    assert all(amount and not amount.jaren for amount in amounts)
    four = {"2026", "2027", "2028", "2029"}
    open_years = [amount.ntb for amount in amounts if amount]
    assert open_years == [four, four, {"2026"}, four, four]


def test_the_one_consultation_table_is_that_of_the_law() -> None:
    """Which table the law asks for is known; who sits at it is not."""
    (table,) = programme(41).governance.tafels
    assert table.regionaal_bestuurlijk_overleg is True
    assert table.ntb >= {"leden", "voorzitter", "gaat_over", "domeinen"}


# ------------------------------------------------------------------ it teaches


def test_the_readme_names_every_file() -> None:
    """Who opens the folder learns what is where, and for which region."""
    files = scaffold(reference.regions()[6])
    text = files["README.md"].decode()
    assert reference.regions()[6].naam in text
    names = {name.partition("/")[0] for name in yamls(files)}
    missing = [name for name in names if f"`{name}" not in text]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (f"{SCHEMAS}regio.schema.json", True),  # an editor on another machine needs it
        ("templates/huisstijl.docx", True),
        ("bijlage-monitor.docx", True),
        ("archief/regionaal-programma-arnhem.docx", True),
        ("regionaal-programma-arnhem.docx", False),
        ("regionaal-programma-s-hertogenbosch.md", False),
        ("bijlage-monitor.pdf", True),
        *((f"{kind.file}-arnhem{suffix}", False) for kind in KINDS.values() for suffix in WRITERS),
        ("~$gionaal.docx", False),
        (".~lock.regionaal.docx#", False),
    ],
)
def test_git_leaves_out_only_what_is_made_again(tmp_path: Path, name: str, *, kept: bool) -> None:
    """What `render` writes beside the files, and lock files, stay out of git; all else goes in."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_bytes(scaffold(REGIONS[0])[".gitignore"])
    ignored = subprocess.run(["git", "-C", tmp_path, "check-ignore", "-q", name], check=False)
    assert ignored.returncode == int(kept)


def test_the_examples_teach_what_is_filled_in_after_the_decision() -> None:
    """What was paid and spent, reported and changed has an example, and none of it is filled in."""
    used = loaded(with_examples(scaffold(reference.regions()[41]))).programma
    assert used
    subsidy, _, reserves, _ = used.financien.bronnen
    assert subsidy.ontvangen
    assert subsidy.ontvangen.ntb == {"2026"}
    assert reserves.besteed
    assert reserves.besteed.ntb == {"2026"}
    assert "instemming_minister" in used.financien.algemene_kosten[0].ntb
    assert "substantieel" in used.blad.versies[0].ntb
    assert [str(m.onderwerp) for m in used.blad.meldingen] == [
        "aanwijzing_contactgemeente",
        "effectrapportage",
        "wijziging_contactschool",
    ]
    assert all("datum" in melding.ntb for melding in used.blad.meldingen)
    assert "bij_niet_nakomen" in used.afspraken.afspraken[-1].ntb
    assert [str(b.inhoud) for b in used.blad.bijlagen if b.inhoud] == ["governance"]


def test_every_key_at_the_top_of_a_file_is_explained() -> None:
    """Above each block of keys stands a line of Dutch."""
    for name, content in yamls(scaffold(REGIONS[0])).items():
        blocks = re.split(r"\n\n+", content.decode().strip())
        bare = [block for block in blocks if not re.match(r" *#", block)]
        allowed = {"gemeenten:", "id: thema-1", "rollen:", "  - id: maatregel-1"}
        assert [b for b in bare if b.partition("\n")[0] not in allowed] == [], name
