"""The documentation cannot drift: what it shows is run, read, or compared with the program."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from typer.main import get_command

from history_repo import git, repository
from history_repo import write as write_folder
from regioplan import __version__, reference, rules
from regioplan.cli import app as _registered  # noqa: F401  # this registers the commands
from regioplan.cli import main
from regioplan.cli.frame import app
from regioplan.document import compose, templates_of
from regioplan.errors import RegioplanError
from regioplan.findings import Severity, Uitkomst, Verdict
from regioplan.loader import load
from regioplan.model import BLADEN, HOOFDSTUKKEN, THEMAMAP, Maatregel, Node, Programma, Status
from regioplan.model.base import Keuze
from regioplan.provenance import Provenance
from regioplan.scaffold import scaffold
from regioplan.writers import writer_for
from rule_cases import BASE

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "handleiding.md"
INSTALL = ROOT / "docs" / "installeren.md"
MARKDOWN = ROOT / "docs" / "regioplan-markdown.md"
PAGES = tuple(
    sorted(
        [
            *(
                page
                for page in ROOT.glob("*.md")
                if not page.name.startswith("regionaal-programma-")
            ),
            *ROOT.glob("docs/*.md"),
            *ROOT.glob("examples/*/README.md"),
        ],
        key=str,
    )
)
"""Every page that somebody reads, not what the README's first command leaves here."""

REGION = 41
"""The region that the manual begins with; what it fills in is invented."""


def test_the_pages_are_there() -> None:
    """The other tests look at pages, not at nothing."""
    assert {README, MANUAL, INSTALL, MARKDOWN} <= set(PAGES)


# Reading a page ----------------------------------------------------------------------------------

_FENCE = re.compile(r"^( *)(`{3,})(\w*)\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(.+?)\1")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code on a page: its language, its text, and the line on which the text begins."""

    language: str
    text: str
    line: int


def blocks(page: Path, *languages: str) -> tuple[Block, ...]:
    """The blocks of code of a page, in order; of these languages if any are named."""
    text = page.read_text("utf-8")
    found = (
        Block(m[3], textwrap.dedent(m[4]), text.count("\n", 0, m.start()) + 2)
        for m in _FENCE.finditer(text)
    )
    return tuple(b for b in found if not languages or b.language in languages)


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return _FENCE.sub("", page.read_text("utf-8"))


def inline_code(page: Path) -> list[str]:
    """What stands between backticks in the running text and the tables of a page."""
    return [m[2].strip() for m in _CODE.finditer(prose(page))]


def table(page: Path, first_header: str) -> list[list[str]]:
    """The rows of the table whose first header this is, each as its cells."""
    lines = iter(prose(page).splitlines())
    for line in lines:
        if line.startswith(f"| {first_header} |"):
            next(lines)
            break
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    assert rows, f"no table {first_header!r} in {page.name}"
    return rows


def pattern(shown: str) -> re.Pattern[str]:
    """What is shown as a pattern: an ellipsis is text left out, alone on a line any lines."""
    parts = (re.escape(part) for part in re.split(r"(?m)^…\n", shown))
    lines = r"(?:.*\n)*?".join(parts)
    return re.compile(lines.replace("…", r"[^\n]*?"))


# Commands ----------------------------------------------------------------------------------------

_COMMAND = re.compile(r"(?:\S*[/\\])?regioplan(?= |$)(.*)")


def shown_commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Every `regioplan …` on a page, with its arguments: in blocks and in the running text."""
    lines = [
        part
        for block in blocks(page, "sh", "powershell", "console")
        for line in block.text.splitlines()
        if block.language != "console" or line.startswith("$ ")
        for part in line.removeprefix("$ ").split(" && ")
    ]
    for line in [*lines, *inline_code(page)]:
        if found := _COMMAND.fullmatch(line.strip()):
            yield line, shlex.split(found[1], comments=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_exists_with_its_options(page: Path) -> None:
    """No page shows a command, option or choice that the program refuses."""
    group = get_command(app)
    for line, arguments in shown_commands(page):
        if not arguments or arguments == ["--version"]:
            continue
        name, *rest = arguments
        assert name in group.commands, line  # type: ignore[attr-defined]  # app is a group
        command = group.commands[name]  # type: ignore[attr-defined]  # as above
        if rest:  # else only the name of the command is meant
            command.make_context(name, rest)  # raises for what is not there


def test_the_pages_name_every_command() -> None:
    """A new command is not done before a page tells of it."""
    named = {args[0] for page in PAGES for _, args in shown_commands(page) if args}
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]  # app is a group
    assert commands <= named


@dataclass(frozen=True, slots=True)
class Session:
    """A command in a block `console`, and what the page says that it prints."""

    command: str
    shown: str


def sessions(page: Path) -> list[Session]:
    """The commands with their output on a page, in order."""
    found = []
    for block in blocks(page, "console"):
        for part in re.split(r"(?m)^\$ ", block.text)[1:]:
            command, _, shown = part.partition("\n")
            found.append(Session(command, shown))
    return found


def printed(command: str, folder: Path) -> str:
    """What a command prints in a folder, stdout and stderr in the order in which it comes.

    Without a search path there is no LibreOffice, on any machine that tests run on.
    """
    words = shlex.split(command)
    assert words[0] == "regioplan", command
    return said(words, folder, PATH="")


def said(words: Sequence[str], folder: Path, **environment: str) -> str:
    """What a program says, on both its channels; `regioplan` is the one of this checkout."""
    program = [sys.executable, "-m", "regioplan"] if words[0] == "regioplan" else words[:1]
    done = subprocess.run(
        [*program, *words[1:]],
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
            "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def test_the_manual_shows_what_the_program_prints(tmp_path: Path) -> None:
    """Whoever follows the manual in an empty folder sees what it shows, command after command."""
    shown = sessions(MANUAL)
    assert {s.command.split()[1] for s in shown} >= {
        "init",
        "validate",
        "explain",
        "status",
        "render",
    }
    for session in shown:
        real = printed(session.command, tmp_path)
        lines = real.splitlines()
        for line in session.shown.splitlines():
            assert any(map(pattern(line).fullmatch, lines)), f"not printed: {line}"
        assert pattern(session.shown).fullmatch(real), (session.command, real[-2000:])


# YAML --------------------------------------------------------------------------------------------

_FILE = re.compile(r"# bestand: (\S+)\n")


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """The examples of YAML on a page: the file to which each belongs, and its text."""
    for block in blocks(page, "yaml"):
        named = _FILE.match(block.text)
        assert named, f"{page.name}:{block.line}: an example must begin with `# bestand: …`"
        yield named[1], block.text


def keys(text: str) -> dict[str, str]:
    """The text of each top-level key of a file; what stands above the first has the key ""."""
    parts = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return {part.partition(":")[0] if i else "": part for i, part in enumerate(parts)}


def with_examples(files: Mapping[str, bytes], page: Path) -> dict[str, bytes]:
    """A programme in which the examples of a page replace the top-level keys that they name."""
    made = {name: content.decode() for name, content in files.items() if name.endswith(".yaml")}
    for name, text in examples(page):
        parts = keys(made.get(name, "")) | keys(text)
        made[name] = "".join(
            part if part.endswith("\n") else f"{part}\n" for part in parts.values()
        )
    return {name: text.encode() for name, text in made.items()}


@cache
def begun() -> Mapping[str, bytes]:
    """The files of a new programme, as `init` writes them."""
    region = reference.region(REGION)
    assert region
    return scaffold(region)


@cache
def manual_programme() -> tuple[Programma, Mapping[str, bytes]]:
    """The programme that the examples of the manual make together."""
    files = with_examples(begun(), MANUAL)
    loaded = load(files)
    assert loaded.findings == ()
    assert loaded.programma
    return loaded.programma, files


def manual_outcome() -> Uitkomst:
    """What a check finds in the programme of the manual, on a day before its reminders."""
    programma, files = manual_programme()
    comments = {name: text.suppressions for name, text in load(files).sources.items()}
    return rules.check(programma, vandaag=date(2026, 2, 1), suppressions=comments)


def test_the_examples_of_the_manual_make_a_programme_that_can_be_read() -> None:
    """All examples together, in a new programme, have no fault of syntax, shape or reference."""
    programma, _ = manual_programme()
    assert programma.items.keys() >= {"startcoach", "stuurgroep", "uitval-eerste-jaar", "ronde-een"}


def test_the_examples_of_the_manual_touch_every_file() -> None:
    """Each file that a programme can have, except the region's own, has an example."""
    shown = {name.partition("/")[0] for name, _ in examples(MANUAL)}
    assert shown == {"themas", *BLADEN} - {"regio.yaml", "maatregelen.yaml"}


@pytest.mark.parametrize("page", [MARKDOWN], ids=lambda page: page.name)
def test_the_examples_of_other_pages_can_be_read(page: Path) -> None:
    """Their examples of YAML are patches on the base programme of the tests."""
    assert load(with_examples(BASE, page)).findings == ()


def test_the_suppression_in_the_manual_sets_a_finding_aside() -> None:
    """What the manual says of `negeer` happens in its own example, and its text is the same."""
    _, files = manual_programme()
    comment = next(b.text.strip() for b in blocks(MANUAL, "text") if "negeer[" in b.text)
    assert comment in files["governance.yaml"].decode()
    uitkomst = manual_outcome()
    assert [s.finding.rule for s in uitkomst.suppressed] == ["TOE-centrumgemeente-overleg"]
    assert uitkomst.suppressed[0].reason in comment


# What the manual shows of the document ------------------------------------------------------------

_TEMPLATE = re.compile(r"\{# bestand: (templates/\S+) #\}\n")


def manual_templates() -> dict[str, bytes]:
    """The templates that the manual shows, by the file in which each belongs."""
    shown = [block.text for block in blocks(MANUAL, "jinja")]
    named = [_TEMPLATE.match(text) for text in shown]
    assert named
    assert all(named)
    return {m[1]: text.encode() for m, text in zip(named, shown, strict=True) if m}


def manual_document(templates: Mapping[str, bytes]) -> str:
    """The document of the manual's programme with these templates, in Markdown."""
    document = compose(
        manual_programme()[0],
        manual_outcome(),
        tuple(rules.norms().values()),
        Provenance(),
        loader=templates_of(templates),
    )
    return writer_for(Path("programma.md"))(document).decode()


def cells(row: str) -> list[str]:
    """The cells of a row as somebody reads them: without links, anchors and hard spaces."""
    read = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<a id=[^>]*></a>", "", row))
    read = read.replace("\N{NO-BREAK SPACE}", " ")
    return [cell.strip() for cell in read.strip("|").split("|")]


@pytest.mark.parametrize("header", ["Artikel", "Punt", "Maatregel"])
def test_the_tables_of_the_document_in_the_manual_are_real(header: str) -> None:
    """Each row that the manual shows stands in the document of its own examples, word for word."""
    made = manual_document(manual_templates()).splitlines()
    rows = [cells(line) for line in made if line.startswith("|")]
    shown = table(MANUAL, header)
    assert [row for row in shown if row not in rows] == []


def test_the_template_of_the_manual_changes_its_chapter_only() -> None:
    """What the manual says of a template of the region is true of the one that it shows."""
    own, ours = manual_document(manual_templates()), manual_document({})
    assert "Het programma in het kort\n" in own
    assert "Dit is de eerste alinea van de samenvatting.\n" in own
    sums = [re.findall(r"Controlegetal van de tekst: (\w{64})", text) for text in (own, ours)]
    assert sums[0] != sums[1]
    ends = [text.split("\n# 3 ")[1] for text in (own, ours)]
    assert ends[0].replace(sums[0][0], sums[1][0]) == ends[1]


def test_the_four_verdicts_are_explained() -> None:
    """Each verdict that the annex prints stands in its table."""
    assert [row[0] for row in table(MANUAL, "stand")] == [verdict.value for verdict in Verdict]


def test_the_reminders_are_those_of_the_rules() -> None:
    """The table names each rule of a term, and no other."""
    named = [row[0].strip("`") for row in table(MANUAL, "herinnering")]
    assert named == sorted(id_ for id_, _, _ in rules.rule_list() if id_.endswith("-termijn"))


@pytest.mark.parametrize(
    ("day", "reported", "reminded"),
    [
        (date(2027, 2, 28), False, False),
        (date(2027, 3, 1), False, True),  # 60 days before 30 April
        (date(2027, 3, 1), True, False),
    ],
)
def test_the_reminder_in_the_manual_comes_when_it_says(
    day: date, *, reported: bool, reminded: bool
) -> None:
    """It comes 60 days before the last day, and not when the report is among the `meldingen`."""
    (quoted,) = (b.text.strip() for b in blocks(MANUAL, "text") if "effectrapportage" in b.text)
    files = manual_programme()[1]
    parts = keys(files["programma.yaml"].decode()) | {"status": "status: in_uitvoering\n"}
    assert "meldingen" in parts
    if not reported:
        del parts["meldingen"]
    changed = {**files, "programma.yaml": "".join(parts.values()).encode()}
    programma = load(changed).programma
    assert programma
    found = rules.check(programma, vandaag=day).findings
    assert (quoted in {finding.message for finding in found}) is reminded


def test_the_schema_line_of_the_installation_page_is_that_of_init() -> None:
    """What the page shows at the head of a file is what `init` writes there."""
    (shown,) = blocks(INSTALL, "yaml")
    assert begun()["partners.yaml"].decode().startswith(shown.text)


# Tables of the manual ----------------------------------------------------------------------------


def test_the_table_of_files_is_complete() -> None:
    """The manual tells of every file of a programme, and `maatregelen.yaml` below the table."""
    named = {row[0].strip("`") for row in table(MANUAL, "bestand")}
    assert named == {*BLADEN, THEMAMAP} - {"maatregelen.yaml"}
    assert "maatregelen.yaml" in inline_code(MANUAL)


def test_the_table_of_a_measure_is_complete() -> None:
    """Every key of a measure is explained, in the order of the model, and no other."""
    named = [row[0].strip("`") for row in table(MANUAL, "sleutel")]
    assert named == list(Maatregel.model_fields)


def test_the_topics_and_targets_are_those_of_the_law() -> None:
    """The nine topics bear their letters and names; the nine targets their series and years."""
    topics = {row[0]: row[1] for row in table(MANUAL, "letter")}
    assert topics == {code: topic.onderwerp for code, topic in reference.topics().items()}
    targets = {
        (reeks[0], period)
        for _, periods, codes in table(MANUAL, "reeks")
        if (reeks := re.findall(r"telt: (\w+)", codes))
        for period in re.findall(r"20\d\d(?:/20\d\d)?", periods)
    }
    assert targets == {(target.reeks, target.periode) for target in reference.targets()}


def test_the_severities_and_sources_of_rules_are_explained() -> None:
    """Each severity, and each beginning of a rule's id, stands in its table."""
    assert [row[0] for row in table(MANUAL, "ernst")] == [s.value for s in Severity]
    begins = {row[0].strip("`") for row in table(MANUAL, "begin")}
    assert begins >= {rule[:3] for rule, _, _ in rules.rule_list()}


Kind = TypeVar("Kind")


def _below(kind: type[Kind]) -> Iterator[type[Kind]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def test_every_key_and_choice_in_the_manual_exists() -> None:
    """A word with an underscore between backticks is a key or a choice of the model, or wrong."""
    known = {key for node in _below(Node) for key in node.model_fields}
    known |= {choice.value for kind in _below(Keuze) for choice in kind}
    wrong = {"leeftijd_max"}  # shown as what cannot be
    words = {
        word for code in inline_code(MANUAL) for word in re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", code)
    }
    assert words
    assert words - wrong <= known


def test_the_chapters_to_refer_to_exist() -> None:
    """Each `h-…` that the manual names is a chapter to which prose may refer."""
    named = {code for code in inline_code(MANUAL) if code.startswith("h-")}
    assert named
    assert named <= set(HOOFDSTUKKEN)


# Mistakes ----------------------------------------------------------------------------------------

MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("programma.yaml", "  van: 2026", "\tvan: 2026"),
    ("programma.yaml", "titel: Samen aan zet |", "titel: Samen aan zet:"),
    ("programma.yaml", "titel: Samen aan zet |", 'titel: "Samen aan zet'),
    ("programma.yaml", "titel: Samen aan zet |", "titel: @Samen aan zet"),
    ("partners.yaml", "    soorten: [gemeente]\n", "     soorten: [gemeente]\n"),
    ("partners.yaml", "    soorten: [gemeente]\n", "   soorten: [gemeente]\n"),
    ("programma.yaml", "formaat: 1\n", "formaat: 1\ntitel: Nog een\n"),
    ("partners.yaml", "partners:\n", "partner:\n"),
    ("programma.yaml", "\ndatum: 2026-01-19\n", "\ndatum:\n"),
    ("programma.yaml", "\ndatum: 2026-01-19\n", "\ndatum: ntb\n"),
    ("themas/1-overstap.yaml", "partners: [vo-t-veer, vso-duinpad]", "partners: vo-t-veer"),
    ("programma.yaml", "  van: 2026-01-01", "  van: 1-1-2026"),
    ("financien.yaml", "2026: 80000\n", "2026: 80.000\n"),
    ("programma.yaml", "met_startkwalificatie: ja", "met_startkwalificatie: true"),
    ("programma.yaml", "leeftijd_tot: 27", "leeftijd_tot_en_met: 26"),
    ("themas/1-overstap.yaml", "trekker: roc-kromme-rak", "trekker: roc-krome-rak"),
    ("themas/1-overstap.yaml", "id: overstapcoach", "id: zomerbrug"),
    ("programma.yaml", "samenvatting: |\n", "samenvatting: |\n  # Kop\n"),
)
"""A file of the base programme, what stands in it, and what somebody writes there instead."""


def told_of_mistakes() -> list[set[str]]:
    """What the program says of each mistake; of one in a text, all that it says."""
    told = []
    for name, good, bad in MISTAKES:
        text = BASE[name].decode()
        assert good in text, good
        told.append(messages({**BASE, name: text.replace(good, bad, 1).encode()}))
    told.append(messages({**BASE, "analyse.yaml": BASE["analyse.yaml"].decode().encode("cp1252")}))
    others = {name: content for name, content in BASE.items() if name != "partners.yaml"}
    told.append(messages(others | {"partner.yaml": BASE["partners.yaml"]}))
    return told


def messages(files: Mapping[str, bytes]) -> set[str]:
    """The messages of the loader."""
    return {finding.message for finding in load(files).findings}


def test_the_table_of_mistakes_quotes_the_program(tmp_path: Path) -> None:
    """Each message in the table is one that the program gives, and each mistake has its row."""
    rows = [pattern(row[0].replace("`", "")) for row in table(MANUAL, "melding")]
    told = told_of_mistakes()
    told.append({printed("regioplan validate", tmp_path).removeprefix("regioplan: ").strip()})
    ((name, template),) = manual_templates().items()
    with pytest.raises(RegioplanError) as raised:
        manual_document({name: template.replace(b"maatregel.titel", b"maatregel.titl")})
    told.append({str(raised.value)})
    said = [{message.replace("`", "") for message in each} for each in told]
    for row in rows:
        assert any(row.fullmatch(message) for each in said for message in each), row.pattern
    for each in said:
        assert any(row.fullmatch(message) for row in rows for message in each), each


REFUSALS: tuple[str, ...] = (
    "house-style nee.docx",
    "house-style -o huis.docx",
    "render programma -o programma.odt",
    "render los -o programma.pdf",
    "render programma --force --since v1.0 -o programma.html",
    "diff --folder los",
    "diff --folder leeg",
    "diff v9 --folder programma",
    "comments tekst.docx --folder programma",
    "comments oud.docx --folder programma",
    "verify huis.docx --folder programma",
    "house-style tekst.docx",
    "audit plaatje.png",
)
"""Command lines that cannot be done, in a folder with a programme in git and some other files."""


def test_the_table_of_refusals_quotes_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each message of a command in the table is given, with exit code 2, and each has its row."""
    repository(tmp_path / "programma")
    for folder in ("los", "leeg"):
        write_folder(tmp_path / folder, BASE)
    git(tmp_path / "leeg", "init", "-q")
    (tmp_path / "tekst.docx").write_text("Hallo", "utf-8")
    (tmp_path / "plaatje.png").write_bytes(b"")
    (tmp_path / "oud.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.chdir(tmp_path)
    assert main(["house-style", "-o", "huis.docx"]) == 0
    rows = [pattern(row[0].replace("`", "")) for row in table(MANUAL, "melding van een opdracht")]
    told = []
    for line in REFUSALS:
        capsys.readouterr()
        assert main(shlex.split(line)) == 2, line
        said = capsys.readouterr().err.removeprefix("regioplan: ").strip().replace("`", "")
        assert any(row.fullmatch(said) for row in rows), said
        told.append(said)
    assert [row.pattern for row in rows if not any(map(row.fullmatch, told))] == []


def test_the_steps_to_vastgesteld_can_be_followed() -> None:
    """What is signed can be made before the signatures, and is not changed by them."""
    unsigned = re.sub(r"(?m)^ +(?:plaats|datum): .*\n", "", BASE["partners.yaml"].decode())
    before = load({**BASE, "partners.yaml": unsigned.encode()}).programma
    signed = load(BASE).programma
    assert before
    assert signed
    day = date(2026, 2, 1)
    ahead = rules.check(before, status=Status.VASTGESTELD, vandaag=day)
    assert {f.rule for f in ahead.findings} == {"GOV-ondertekening"}
    found = [
        rules.check(before, status=Status.TER_BESLUITVORMING, vandaag=day),
        rules.check(signed, vandaag=day),
    ]
    assert [f for each in found for f in each.findings if f.severity is Severity.FOUT] == []
    sums = {
        compose(programma, outcome, tuple(rules.norms().values()), Provenance()).content_hash
        for programma, outcome in zip((before, signed), found, strict=True)
    }
    assert len(sums) == 1


# The README, the links, the names ----------------------------------------------------------------


@pytest.mark.parametrize("mark", ["<!-- opdracht: maken -->", "<!-- opdracht: testen -->"])
def test_ci_finds_the_marked_command_of_the_readme(mark: str) -> None:
    """The block behind each mark is exactly what .ci/run takes to run, and is not empty."""
    text = README.read_text("utf-8")
    assert text.count(mark) == 1
    line = text.count("\n", 0, text.index(mark)) + 1
    block = next(b for b in blocks(README, "sh") if b.line > line)
    assert block.line == line + 2  # the fence is the very next line
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    (finder,) = re.findall(r"(?m)^command_after\(\).*$", ci)
    assert f"command_after '{mark}'" in ci
    taken = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{finder}\ncommand_after '{mark}'"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert taken.stdout == block.text
    assert taken.stdout.strip()


_LINK = re.compile(r"!?\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead; those in code are examples."""
    return [m[1] for m in _LINK.finditer(_CODE.sub("", prose(page)))]


def anchors(page: Path) -> set[str]:
    """The names that a code host gives to the headings of a page."""
    headings = re.findall(r"(?m)^#+ (.*)$", prose(page))
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_arrives(page: Path) -> None:
    """A link to a file finds the file, and one to a heading finds the heading."""
    for link in links(page):
        if re.match(r"https?://|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


HOSTS: Mapping[str, str] = {
    "wetten.overheid.nl": "the law",
    "samenvoordeklant.nl": "the FAQ of the ministries",
    "duo.nl": "where the contactschool applies",
    "voorbeeld.nl": "an example",
    "git.example.org": "an example",
    "python.org": "Python",
    "git-scm.com": "git",
    "libreoffice.org": "LibreOffice",
    "code.visualstudio.com": "an editor",
    "pre-commit.com": "checks before a commit",
    "docs.oasis-open.org": "the form of SARIF",
    "joinup.ec.europa.eu": "the licence",
}
"""Hosts that a page may name, each with its reason. No registry of packages is among them."""

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:nl|org|com|io|eu|net|dev)\b", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_known_hosts(page: Path) -> None:
    """Each host on a page has its reason above; each organisation has its own registry."""
    named = {host.lower().removeprefix("www.") for host in _HOST.findall(page.read_text("utf-8"))}
    assert named <= set(HOSTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_path_of_one_machine(page: Path) -> None:
    """No absolute path of a machine stands on a page: it would be right on one only."""
    found = re.findall(
        r"(?:^|[\s`'\"(=])(/[a-z]+(?:/[\w.-]+)*)(?=[\s`'\")]|$)", page.read_text("utf-8")
    )
    assert found == []


def test_the_changelog_tells_of_this_version() -> None:
    """The version of the program has its heading, and something below it."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    told = re.search(rf"(?m)^## {re.escape(__version__)}\b.*\n((?:(?!## ).*\n)+)", text)
    assert told
    assert "- " in told[1]


def test_the_installation_page_names_the_wheel_of_this_version() -> None:
    """The file name of the wheel bears the version of the program."""
    named = set(re.findall(r"regioplan-([\w.]+?)-py3-none-any\.whl", INSTALL.read_text("utf-8")))
    assert named == {__version__}
