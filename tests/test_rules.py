"""The rules: each has a case and an allowed neighbour, and the engine judges as it says."""

from __future__ import annotations

from datetime import date

import pytest

from regioplan import reference, rules
from regioplan.errors import RegioplanError
from regioplan.findings import INT_NORMS, Confidence, Severity, Verdict, verdicts
from regioplan.loader import load
from regioplan.model import Status
from regioplan.rules.registry import RULES, Need, Weight
from rule_cases import BASE, CASES, Case, placed, read_case, run

NO_RULE = {
    "A13": "info: dat de contactschool aan tafel zit, blijkt uit WEB-9.2.8-4-partijen",
    "A15": "info: er is niets te eisen van een samenwerkingsverband",
    "D06": "info: het staat in de bijlage over de wet",
    "D07": "info: de getallen van een regio zeggen niet wie er is geteld",
    "E10": "info: een afspraak mag nog worden uitgewerkt",
    "F10": "wordt getoetst door de tests van de sjablonen: de velden staan in het document",
    "G04": "de bedragen per contactschool (bijlage 2) zijn niet gezien",
    "G08": "info",
    "G15": "er is geen artikel",
    "G16": "info",
    "H02": "het format van bijlage 3 is niet gezien",
    "H05": "info: welke regels wet zijn, blijkt uit hun nummer",
    "I03": "info",
    "I04": "hoort bij de effectrapportage, niet bij het programma",
    "I05": "hoort bij de effectrapportage, niet bij het programma",
    "I06": "info",
    "I08": "hoort bij de effectrapportage, niet bij het programma",
    "I09": "info",
    "I10": "info",
    "I11": "info",
    "I12": "info",
    "I13": "info",
    "I14": "er is geen artikel",
    "J01": "info",
    "J02": "info",
    "J03": "zelf beoordelen: de taken staan in de Regeling, en het model heeft er geen plaats voor",
}
"""Each requirement that no rule checks, with the reason."""

PREFIXES = ("WEB", "RRP", "KAD", "TOE", "GOV", "KWA")


def _case(name: str) -> Case:
    return read_case((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


# ------------------------------------------------------------------ cases


def test_the_base_programme_is_clean() -> None:
    """The programme under all cases gives no finding at all, advice neither, and skips no rule."""
    uitkomst = run(Case())
    assert uitkomst.findings == ()
    assert uitkomst.skipped == ()
    assert uitkomst.suppressed == ()


@pytest.mark.parametrize("name", sorted(p.stem for p in CASES.glob("*.yaml")))
def test_a_case_gives_exactly_what_it_marks(name: str) -> None:
    """A case gives the findings that it marks, and no other."""
    case = _case(name)
    assert placed(run(case).findings) == case.marked


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_a_case_and_an_allowed_neighbour(name: str) -> None:
    """A case shows the rule at work; its `.mag` neighbour is judged and gives nothing."""
    assert name in {rule for _, _, rule in _case(name).marked}
    allowed = _case(f"{name}.mag")
    assert allowed.marked == []
    assert allowed.parts
    assert name in run(allowed).ran


def test_every_case_is_of_a_rule() -> None:
    """No case is left behind when a rule goes or gets another id."""
    known = {f"{rule}{kind}" for rule in RULES for kind in ("", ".mag")}
    assert {path.stem for path in CASES.iterdir()} == known


@pytest.mark.parametrize("name", RULES)
def test_the_example_on_a_rules_page_is_right(name: str) -> None:
    """The example is a patch on the base programme, readable, judged by the rule, and allowed."""
    example = read_case(RULES[name].page.example)
    assert example.parts
    uitkomst = run(example)
    assert name in uitkomst.ran
    assert name not in {f.rule for f in uitkomst.findings}
    shown = {part.file for part in example.parts}
    unreadable = {f.location.file for f in uitkomst.findings if f.rule in INT_NORMS}
    assert shown.isdisjoint(unreadable)  # elsewhere a reference may miss what the example left out


# ------------------------------------------------------------------ pages and register


@pytest.mark.parametrize("name", RULES)
def test_every_page_is_complete(name: str) -> None:
    """A page says the norm in one line, why it is there, and what to do."""
    page = RULES[name].page
    assert page.norm
    assert "\n" not in page.norm
    assert page.why
    assert page.first_remedy.endswith(".")
    assert name.startswith(PREFIXES)


def test_every_requirement_has_a_rule_or_a_reason() -> None:
    """The register and the rules cover each other: none is forgotten, no reason is out of date."""
    covered = {eis for rule in RULES.values() for eis in rule.eisen}
    assert covered | set(NO_RULE) == set(reference.requirements())
    assert covered.isdisjoint(NO_RULE)


def test_the_rules_stand_in_the_order_of_their_sources() -> None:
    """First the law, in the order of its modules, then explanation, advice and quality."""
    order = [module.__name__ for module in rules.MODULES]
    source = [".".join(rule.find.__module__.split(".")[:3]) for rule in RULES.values()]
    places = [order.index(name) for name in source]
    assert places == sorted(places)
    assert set(places) == set(range(len(order)))


def test_law_is_cited_with_an_address_and_advice_without() -> None:
    """A finding of law leads to its article; a finding of governance never cites one."""
    for rule in RULES.values():
        if rule.is_law:
            assert rule.citation
            assert rule.citation.url.startswith("https://wetten.overheid.nl/")
        if rule.id.startswith("GOV"):
            assert rule.citation
            assert rule.citation.url == ""
            assert "geen artikel gevonden" in rule.citation.article


def test_a_rule_is_as_heavy_as_the_register_says() -> None:
    """A rule's own weight differs from that of the register only where the register splits.

    A reminder is advice, whatever the register says of the duty that it reminds of.
    """
    for rule in RULES.values():
        if rule.eisen and rule.stated_weight and rule.needs is not Need.VANDAAG:
            ernst = reference.requirement(rule.eisen[0]).ernst
            assert (rule.id == "GOV-ondertekening-grond") or rule.stated_weight.value in ernst


def test_explain_knows_every_id_in_any_case() -> None:
    """Each rule and each norm of the files has a page, and capitals do not matter."""
    for name, kind, first_line in rules.rule_list():
        page = rules.explain(name.lower())
        assert page.startswith(f"# {name}\n")
        assert first_line in page
        assert kind


def test_explain_suggests_a_rule_for_an_unknown_id() -> None:
    """A typing error is answered with the rule that is meant, part of an id with its rules."""
    with pytest.raises(RegioplanError, match=r"RRP-2\.5-2b"):
        rules.explain("RRP-2.52b")
    with pytest.raises(RegioplanError, match=r"RRP-2\.2-a, RRP-2\.2-a-basis, RRP-2\.2-b"):
        rules.explain("rrp-2.2")


def test_a_finding_carries_what_the_engine_adds() -> None:
    """A rule yields place and message; citation, remedy and severity come with it."""
    (finding,) = run(_case("RRP-2.1-1")).findings[:1]
    assert finding.citation == RULES["RRP-2.1-1"].citation
    assert finding.remedy.startswith("Schrijf bij `periode`")
    assert finding.severity is Severity.FOUT


# ------------------------------------------------------------------ severity


@pytest.mark.parametrize("status", list(Status))
def test_what_is_missing_is_open_until_the_status_that_demands_it(status: Status) -> None:
    """A gap becomes a fault at vastgesteld; before that it says which status demands it."""
    case = read_case("# bestand: programma.yaml\n# weg: periode\n")
    (finding,) = run(case, status).findings
    waits = status in (Status.CONCEPT, Status.TER_BESLUITVORMING)
    assert finding.severity is (Severity.OPEN if waits else Severity.FOUT)
    assert finding.blocks_from == ("vastgesteld" if waits else "")


@pytest.mark.parametrize("status", list(Status))
def test_what_is_wrong_is_a_fault_in_every_status(status: Status) -> None:
    """A forbidden value cannot wait."""
    case = read_case(
        "# bestand: programma.yaml\nperiode:\n  van: 2025-01-01\n  tot_en_met: 2029-12-31\n"
    )
    (finding,) = run(case, status).findings
    assert finding.severity is Severity.FOUT


@pytest.mark.parametrize("name", [n for n, r in RULES.items() if r.weight is Weight.WARNING])
def test_a_warning_is_advice_in_every_status(name: str) -> None:
    """Advice never blocks a status."""
    for status in Status:
        found = [f for f in run(_case(name), status).findings if f.rule == name]
        assert found
        assert {f.severity for f in found} == {Severity.ADVIES}


# ------------------------------------------------------------------ skipped and not judged


def test_what_is_not_known_is_not_called_met() -> None:
    """Nobody knows whether a measure at an unknown place distinguishes as the law forbids."""
    found = verdicts(run(_case("RRP-2.5-2d1")), rules.norms())
    assert found["F06"] is Verdict.OPEN
    assert found["F07"] is Verdict.NIET_GETOETST


def test_a_contactgemeente_that_is_still_to_be_chosen_is_not_called_wrong() -> None:
    """Without a name nobody knows whether it lies in the region, and n.t.b. is never a fault."""
    text = (CASES / "RRP-2.1-2.mag.yaml").read_text(encoding="utf-8")
    case = read_case(text.replace("naam: Gemeente Harderwijk", "naam: n.t.b."))
    findings = run(case, Status.CONCEPT).findings
    assert "RRP-2.1-2" in {f.rule for f in findings}
    assert {f.severity for f in findings if f.rule[:3] in ("WEB", "RRP")} == {Severity.OPEN}


def test_a_rule_over_an_unreadable_file_is_skipped() -> None:
    """A budget with a typo is not called missing: its rules are booked as skipped."""
    uitkomst = run(read_case("# bestand: financien.yaml\nbegroting: 12\n"))
    assert {f.rule for f in uitkomst.findings} == {"INT-vorm"}
    assert ("RRP-2.2-e", "financien.yaml") in uitkomst.skipped
    assert "RRP-2.2-e" not in uitkomst.ran
    assert "RRP-2.1-1" in uitkomst.ran


def test_what_cannot_be_judged_is_not_called_met() -> None:
    """Without an overleg nothing is known of its subjects: the verdict is not `voldaan`."""
    case = read_case(
        "# bestand: governance.yaml\n# weg: tafels\n"
        "evaluatie:\n  frequentie: elk jaar\n"
        "# bestand: programma.yaml\n# weg: proces\n"
        "# bestand: programmateam.yaml (weg)\n"
        "# bestand: afspraken.yaml (weg)\n"
        "# bestand: themas/1-overstap.yaml\ntekst: De start.\n"
        "# bestand: themas/2-werk.yaml\ntekst: Werk.\n"
    )
    found = verdicts(run(case), rules.norms())
    assert found["A11"] is Verdict.OPEN
    assert found["A12"] is Verdict.NIET_GETOETST


def test_the_verdicts_of_a_clean_programme() -> None:
    """Met where rules ran and found nothing; for the reader to judge where there is no rule."""
    found = verdicts(run(Case()), rules.norms())
    assert found["A01"] is Verdict.VOLDAAN
    assert found["F08"] is Verdict.VOLDAAN
    assert found["G04"] is Verdict.ZELF
    assert Verdict.OPEN not in found.values()
    assert list(found) == list(reference.requirements())


def test_no_rule_sees_the_day_but_a_reminder() -> None:
    """What is judged does not change with the day, except by rules whose name says so."""
    reminders = {name for name, rule in RULES.items() if rule.needs is Need.VANDAAG}
    assert reminders == {name for name in RULES if name.endswith("-termijn")}
    assert {RULES[name].weight for name in reminders} == {Weight.WARNING}
    loaded = load(BASE)
    assert loaded.programma
    now = rules.check(loaded.programma, vandaag=date(2026, 1, 1))
    assert now == rules.check(loaded.programma, vandaag=date(2031, 1, 1))


def test_findings_come_in_the_order_of_the_files() -> None:
    """Order is by file, line, column and rule, whatever the order of the rules."""
    case = read_case(
        "# bestand: programma.yaml\n# weg: periode\n# weg: doelgroep\n"
        "# bestand: regio.yaml\nnummer: 14\n"
    )
    findings = run(case).findings
    assert len(findings) == 3
    assert list(findings) == sorted(findings, key=lambda f: (f.location, f.rule))


# ------------------------------------------------------------------ unknown and advice

NIETS_AFGESPROKEN = """\
# bestand: afspraken.yaml
afspraken:
  - id: afspraak-naar-mbo
    titel: Overgangsdocument en mbo-verklaring, praktijkleren
    onderwerpen: [a, b, c, d, e, f, g, h, i]
    tekst: n.t.b.
  - {id: afspraak-overdracht, titel: Overdracht, onderwerpen: [b]}
"""


def test_an_afspraak_without_a_text_answers_no_topic() -> None:
    """A title is a plan: at each topic what was agreed is missing, and no rule says it twice."""
    findings = run(read_case(NIETS_AFGESPROKEN), Status.CONCEPT).findings
    (topics,) = {f.location.line for f in findings if f.rule.startswith("RRP-2.4-1")}
    assert sorted(f.rule for f in findings) == [
        "RRP-2.2-c",
        *(f"RRP-2.4-1{letter}" for letter in "abcdefghi"),
    ]
    assert topics == 5  # the line of the key `tekst`
    assert {f.severity for f in findings} == {Severity.OPEN}


def test_advice_is_silent_where_the_region_says_that_it_does_not_know_yet() -> None:
    """At n.t.b. stands one finding, the one that blocks: advice adds nothing there."""
    case = read_case("# bestand: governance.yaml\nsamenwerkingsvorm: {vorm: n.t.b.}\n")
    findings = [f for f in run(case).findings if f.location.file == "governance.yaml"]
    at_key = [f for f in findings if "vorm" in f.message]
    assert [f.rule for f in at_key] == ["KWA-ntb"]
    assert "GOV-vorm" in run(case).ran


def test_advice_does_not_hide_what_is_still_to_be_decided() -> None:
    """Advice of the law never blocks; the n.t.b. at the same place does."""
    text = (CASES / "RRP-1.1-arbeidsmarktregio.yaml").read_text(encoding="utf-8")
    case = read_case(f"{text.rstrip()}\n    centrumgemeente: n.t.b.\n")
    assert [f.rule for f in run(case).findings] == ["KWA-ntb", "RRP-1.1-arbeidsmarktregio"]


def test_what_misses_in_many_items_is_one_finding_that_leads_to_all() -> None:
    """Above three items a finding counts and names them, and points at each."""
    found = [f for f in run(_case("KWA-trekker")).findings if f.rule == "KWA-trekker"]
    (finding,) = found
    assert finding.message.startswith("Bij 4 maatregelen ")
    assert finding.message.endswith("en nog 1.")
    assert len(finding.related) == 3


def test_an_unreadable_file_may_hide_a_bsn() -> None:
    """Where nothing is found but not all could be read, the norm is not called met."""
    uitkomst = run(read_case("# bestand: financien.yaml\nbegroting: 12\n"))
    assert ("WEB-9.2.6", "financien.yaml") in uitkomst.skipped
    assert "WEB-9.2.6" not in uitkomst.ran


@pytest.mark.parametrize(
    ("digits", "passes"),
    [("123456782", True), ("111222333", True), ("123456789", False), ("000000000", False)],
)
def test_the_elfproef_is_that_of_a_bsn(digits: str, *, passes: bool) -> None:
    """The last digit counts as minus one, and only zeros are no number."""
    found = run(read_case(f"# bestand: programma.yaml\nsamenvatting: Nummer {digits}.\n")).findings
    assert ([f.rule for f in found] == ["WEB-9.2.6"]) is passes


def test_only_friesland_noord_is_judged_on_fier() -> None:
    """For another region the norm is not met but does not apply: it was not judged."""
    assert verdicts(run(Case()), rules.norms())["F09"] is Verdict.NIET_GETOETST


def test_a_fier_measure_without_money_does_not_pass() -> None:
    """Nothing budgeted for Fier is a gap under 3.2 lid 4; without need of money it is no measure.

    The status of the measure alone never settles either.
    """
    text = (CASES / "RRP-2.5-3.mag.yaml").read_text(encoding="utf-8")
    for status, also in (("in_ontwikkeling", []), ("geborgd_zonder_budget", ["RRP-2.5-3"])):
        case = read_case(
            text.replace("    titel: Proef\n", f"    titel: Proef\n    status: {status}\n").replace(
                "regel-fier, maatregel: proef", "regel-fier, maatregel: zomerbrug"
            )
        )
        findings = run(case, Status.CONCEPT).findings
        assert sorted(f.rule for f in findings) == [*also, "RRP-3.2-4"]
        assert {f.severity for f in findings} == {Severity.OPEN}


def test_a_centrumgemeente_that_only_regio_yaml_names_is_known() -> None:
    """Regio.yaml says it per arbeidsmarktregio: the role in partners.yaml may be left out."""
    text = (CASES / "RRP-2.1-2.mag.yaml").read_text(encoding="utf-8")
    case = read_case(text.replace(", centrumgemeente]", "]"))
    assert not any(f.rule == "RRP-2.1-2" for f in run(case).findings)
    assert "RRP-2.1-2" in run(case).ran


HERINGEDEELD = """\
# bestand: regio.yaml
gemeenten:
  - naam: Nieuw-Elburg
  - naam: Ermelo
  - naam: Harderwijk
  - naam: Nunspeet
  - naam: Putten
  - naam: Zeewolde
# weg: subregios
wijzigingen:
  - {datum: 2028-01-01, aanleiding: herindeling, gemeld_op: 2027-06-01}
"""


def test_a_herindeling_does_not_undo_what_was_signed_before_it() -> None:
    """The programme was drawn up, and signed, for the municipalities that there were."""
    assert run(read_case(HERINGEDEELD)).findings == ()


def test_a_herindeling_does_not_excuse_a_forgotten_municipality() -> None:
    """The list is that of before or that of after, whole."""
    case = read_case(HERINGEDEELD + "# bestand: programma.yaml\nmede_namens: [Elburg, Ermelo]\n")
    assert {f.rule for f in run(case).findings} == {"WEB-9.2.8-1"}


def test_to_take_care_is_not_the_domain_of_care() -> None:
    """The word for seeing to something does not name zorg; jeugdzorg does."""
    text = (CASES / "RRP-2.4-1c-onderdelen.mag.yaml").read_text(encoding="utf-8")
    case = read_case(text)
    said = "Zij zorgen samen voor inkomen en veiligheid."
    found = {}
    for words in (said, f"{said} Ook jeugdzorg doet mee."):
        part = next(part for part in case.parts if part.file == "afspraken.yaml")
        part.lines = [
            *("afspraken:", "  - id: afspraak-steun", "    titel: Steun", "    onderwerpen: [c]"),
            f"    tekst: {words}",
        ]
        found[words] = "RRP-2.4-1c-onderdelen" in {f.rule for f in run(case).findings}
    assert list(found.values()) == [True, False]


def test_advice_names_who_gives_it() -> None:
    """A rule on advice has no address of a law, and says that it is from second hand."""
    named = [rule for rule in RULES.values() if not rule.eisen and rule.citation]
    assert {rule.id[:3] for rule in named} == {"GOV", "KWA"}
    for rule in named:
        assert rule.citation
        assert rule.citation.url == ""
        assert rule.citation.article.startswith("advies ")
        assert rule.citation.confidence is Confidence.SECUNDAIR
        assert rule.weight is Weight.WARNING


# ------------------------------------------------------------------ pas toe of leg uit


def test_a_reason_on_law_explains_and_does_not_set_aside() -> None:
    """A finding of law keeps its severity and carries the reason as its explanation."""
    case = read_case(
        "# bestand: regio.yaml\n"
        "nummer: 14 # regioplan: negeer[RRP-5.2-1-nummer] wij wachten op DUO\n"
    )
    (finding,) = run(case).findings
    assert finding.severity is Severity.FOUT
    assert finding.explanation == "wij wachten op DUO"


def test_a_reason_sets_advice_aside() -> None:
    """A finding of advice leaves the list with its reason; its norm is left to the reader."""
    text = (CASES / "TOE-centrumgemeente-overleg.yaml").read_text(encoding="utf-8")
    place = "    leden:"
    assert place in text
    case = read_case(
        text.replace(
            place,
            f"    # regioplan: negeer[TOE-centrumgemeente-overleg] Ermelo komt later\n{place}",
        )
    )
    uitkomst = run(case)
    assert uitkomst.findings == ()
    (suppressed,) = uitkomst.suppressed
    assert suppressed.reason == "Ermelo komt later"
    assert verdicts(uitkomst, rules.norms())["A14"] is Verdict.ZELF


def test_a_whole_file_suppression_covers_only_what_has_no_place_of_its_own() -> None:
    """`negeer-bestand` covers the file's beginning and nothing below it."""
    head = "# bestand: programma.yaml\n# regioplan: negeer-bestand[RRP-2.1-1] later\nformaat: 1\n"
    (finding,) = run(read_case(f"{head}# weg: periode\n")).findings
    assert finding.explanation == "later"
    below = run(read_case(f"{head}periode:\n  van: 2026-01-01\n")).findings
    assert [(f.rule, f.explanation) for f in below] == [("KWA-negeer", ""), ("RRP-2.1-1", "")]


def test_a_suppression_without_a_reason_does_nothing() -> None:
    """Comply or explain: without a reason the finding stays."""
    case = read_case("# bestand: programma.yaml\nversie: n.t.b. # regioplan: negeer[KWA-ntb]\n")
    assert [f.rule for f in run(case).findings] == ["KWA-ntb", "KWA-negeer"]


def test_a_suppression_of_a_skipped_rule_is_not_called_idle() -> None:
    """Whether it is needed cannot be known while the rule could not run."""
    case = read_case(
        "# bestand: financien.yaml\nbegroting: 12\n"
        "# bestand: programma.yaml\n"
        "titel: Titel # regioplan: negeer[RRP-2.2-e] volgt\n"
    )
    assert [f.rule for f in run(case).findings] == ["INT-vorm"]
