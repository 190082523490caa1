"""The command line: its words, its exit codes, and where it writes what."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

import regioplan
from regioplan import __version__, report
from regioplan.cli import dutch, main, pages, regions, terminal
from regioplan.cli.frame import app
from regioplan.errors import RegioplanError
from regioplan.findings import Finding, Severity, Uitkomst
from regioplan.report import View
from regioplan.source import Location

TYPER = Path(typer.__file__).parent
ARNHEM = Path(__file__).parent.parent / "examples" / "arnhem"
COMMANDS = ("validate", "render", "status", "init", "explain", "schema", "completion")
REGIONS = ((1, "Oost-Groningen"), (4, "Friesland Noord"), (11, "Stedendriehoek"), (12, "Twente"))

WRONG_LINES = (
    "valdate",
    "xyz",
    "-x",
    "--versie",
    "validate --strct",
    "validate -x",
    "validate a b c",
    "validate --status af",
    "validate --status",
    "validate --strict=ja",
    "validate --output-format csv",
    "validate --output-file",
    "render -o",
    "init --region",
    "explain a b",
    "completion",
    "completion csh",
    "schema map",
)
"""Each kind of mistake that typer can tell somebody about."""


# Typer's own sentences ---------------------------------------------------------------------------

OTHER_MODULES = {
    "cli.py": "the command `typer`, which is not ours",
    "testing.py": "for tests of typer",
    "utils.py": "mistakes in the declaration of a command: the import of app.py would fail",
    "models.py": "as utils.py",
    "main.py": "as utils.py",
    "rich_utils.py": "help in boxes: rich_markup_mode is None",
    "_completion_classes.py": "read by the completion script of a shell, never by a person",
    "_completion_shared.py": "scripts, and the installing that we switched off",
    "completion.py": "as _completion_shared.py",
    "_click/_compat.py": "reading and writing files through typer, which we do not",
    "_click/_termui_impl.py": "progress bars and editors, which we do not use",
    "_click/_winconsole.py": "names of errors of the Windows console",
    "_click/termui.py": "questions, which regions.py asks itself",
    "_click/utils.py": "as _compat.py",
}
"""Modules of which no sentence can reach our user, each with the reason."""

OTHER_SENTENCES = {
    "{} does not match the formats {}.": "no option is a date",
    "None is not a valid string": "an argument from a command line is never None",
    "value is not a valid tuple": "no option takes two values",
    "{} values are required, but {} given.": "no option takes two values",
    "DeprecationWarning: The command {} is deprecated.{}": "no command is deprecated",
    "(DEPRECATED: {})": "no command is deprecated",
    "At least one help option should be provided": "a mistake in a declaration",
    "Could not open file {}: {}": "typer opens no files for us",
    "unknown error": "typer opens no files for us",
    "Missing parameter: {}": "the text of an exception that is never printed",
    "Expected two columns for definition list": "a mistake in format_options",
    "There is no active click context.": "we do not ask for it",
    "Invalid start character for option ({})": "a mistake in a declaration",
    "Cannot have two nargs < 0": "a mistake in a declaration",
    "unknown action '{}'": "a mistake in a declaration",
    "Argument {} takes {} values.": "no argument takes two values",
    "{} arguments.": "no option takes two values",
    "Value {} is not a valid {}.": "only for types that pydantic does not know",
    "Value must be an iterable.": "the parser collects repeated options in a list",
    "Expected one list item type, got: {}": "a mistake in a declaration",
    "Typer currently doesn't support Union types": "a mistake in a declaration",
    "List types with complex sub-types are not currently supported": "a mistake in a declaration",
    "Tuple types with complex sub-types are not currently supported": "a mistake in a declaration",
    "{} {} does not exist.": "paths are not checked by typer but by folder.py",
    "{} {} is a file.": "as above",
    "{} {} is a directory.": "as above",
    "{} {} is not readable.": "as above",
    "{} {} is not writable.": "as above",
    "In Typer, only the parameter 'autocompletion' is supported. The support for 'shell_complete'"
    " is deprecated and will be removed in upcoming versions. ": "a mistake in a declaration",
    " (env var: '{}')": "no option reads an environment variable",
    "env var: {}": "no option reads an environment variable",
    "env var: {var}": "no option reads an environment variable",
    "Command has no name.": "a mistake in a declaration",
    "Name '{}' defined twice": "a mistake in a declaration",
    "Boolean option {} cannot use the same flag for true/false.": "a mistake in a declaration",
    "{} range": "the type of a number, which our help does not print",
    "(dynamic)": "no default is a function",
    "(DEPRECATED)": "no command is deprecated",
    "Aborted!": "only in typer's main(), which run() does not use",
}
"""Sentences that cannot reach our user, each with the reason."""

WHOLE = {
    "Missing {}{}.": ("Missing argument 'MAP'.", "Missing option '-o' / '--output'."),
    "Missing {}{}. {}": ("Missing argument 'MAP'. Choose from:\n\ta,\n\tb",),
    "Choose from:\n\t{}": ("Missing option '--x'. Choose from:\n\ta,\n\tb",),
    "(Possible options: {})": ("No such option: --x (Possible options: --y, --z)",),
    "Option {} requires {}": ("Option '-o' requires an argument.",),
    "an argument.": ("Option '-o' requires an argument.",),
    "{}. Did you mean {}?": ("No such command 'x'. Did you mean 'y', 'z'?",),
}
"""Pieces of a sentence → the whole sentences in which they come to a user."""


def text_of(node: ast.AST) -> str | None:
    """The text of a literal, with {} for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def not_printed(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, annotations, and the parts of an f-string (which is taken as a whole)."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as documentation):
                yield documentation
            case ast.JoinedStr(values=parts):
                yield from parts
            case ast.arg(annotation=note) | ast.FunctionDef(returns=note) if note is not None:
                yield from ast.walk(note)
            case ast.AnnAssign(annotation=note):
                yield from ast.walk(note)
            case ast.Call(func=ast.Name(id="TypeVar" | "cast" | "Doc")):
                yield from ast.walk(node)


def translatable(tree: ast.AST) -> Iterator[ast.AST]:
    """What typer itself hands to gettext, a single word too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield from node.args


def sentences(path: Path) -> set[str]:
    """The literals of a module that read as words for a person."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node) for node in not_printed(tree)}
    marked = {id(node) for node in translatable(tree)}
    found = set()
    for node in ast.walk(tree):
        text = text_of(node)
        if text is None or id(node) in skipped:
            continue
        words = re.findall(r"[^\W\d_]{2,}", text.replace("{}", " "))
        if words and (" " in text.strip() or id(node) in marked):
            found.add(text)
    return found


def typers_sentences() -> dict[str, str]:
    """Each sentence of typer that may reach a user → its module."""
    modules = {p.relative_to(TYPER).as_posix(): p for p in TYPER.rglob("*.py")}
    return {
        text: name
        for name, path in modules.items()
        if name not in OTHER_MODULES
        for text in sentences(path)
        if text not in OTHER_SENTENCES
    }


def is_translated(sentence: str) -> bool:
    if sentence in dutch.LABELS:
        return True
    wholes = WHOLE.get(sentence) or (re.sub(r"\{.*?\}", "'x'", sentence),)
    return all(dutch.translate(whole) for whole in wholes)


def test_every_sentence_of_typer_is_translated() -> None:
    """A new typer with a new sentence fails here, not before a user."""
    found = typers_sentences()
    assert len(found) > 15  # the search itself still finds what it must
    assert {s: module for s, module in found.items() if not is_translated(s)} == {}


def test_a_sentence_that_is_not_in_the_table_is_noticed() -> None:
    """The test above can fail."""
    assert not is_translated("Something {} went wrong.")
    assert dutch.translate("Something went wrong.") is None


def test_no_option_has_a_type_that_pydantic_speaks_about() -> None:
    """Pydantic's English about numbers and dates cannot reach a user: no option is one."""
    spoken = {str, bool, Path, type(None)}
    for info in app.registered_commands:
        assert info.callback
        for kind in typing.get_type_hints(info.callback).values():
            if kind is int:  # the exit code
                continue
            parts = set(typing.get_args(kind)) or {kind}
            plain = {p if isinstance(p, type) else str for p in parts}  # a Literal is text
            assert plain <= spoken or kind == list[Path] | None, (info.name, kind)


# What is printed ----------------------------------------------------------------------------------

ALSO_DUTCH = {"argument", "commando", "help", "is", "in", "of", "shell", "option", "te", "over"}
"""Words of typer's sentences that are Dutch too, or that stand in a name of ours."""

OUR_NAMES = r"--?[a-z-]+|`[^`]*`|'[^']*'|Gebruik: .*|^  (?:[a-z]+) "
"""What is typed as it is: options, commands, code."""


def english_words() -> set[str]:
    """All words of typer's sentences, those in gettext and in the labels too."""
    texts = [*typers_sentences(), *dutch.LABELS, *(english for english, _ in dutch.SENTENCES)]
    bare = (re.sub(r"\{\w*\}", " ", text) for text in texts)
    return {w.lower() for text in bare for w in re.findall(r"[^\W\d_]{2,}", text)} - ALSO_DUTCH


def english_in(text: str) -> set[str]:
    prose = re.sub(OUR_NAMES, " ", text, flags=re.MULTILINE)
    return set(re.findall(r"[^\W\d_]{2,}", prose.lower())) & english_words()


def test_english_would_be_noticed() -> None:
    """The two tests below can fail."""
    assert english_in("Options:\n  --help  Show this message and exit.") >= {"options", "message"}
    assert english_in("Usage: regioplan\nError: No such option: -x") >= {"usage", "error", "such"}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_all_help_is_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every word that typer puts in a help text is ours."""
    assert main([*command.split(), "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Gebruik: {' '.join(['regioplan', *command.split()])} [OPTIES]")
    assert english_in(text) == set()


@pytest.mark.parametrize("line", WRONG_LINES)
def test_a_wrong_command_line_is_told_in_dutch(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, nothing on stdout, and no word of English."""
    assert main(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("regioplan: ")
    assert english_in(err) == set()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_in_a_terminal_of_80_columns(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And has no boxes or colour in a pipe."""
    monkeypatch.setenv("COLUMNS", "80")
    main([*command.split(), "--help"])
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert not re.search(r"[\x1b\u2500-\u257f]", text)


def test_a_misspelt_command_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names what was probably meant, and where to read on."""
    main(["valdate"])
    err = capsys.readouterr().err
    assert "De opdracht 'valdate' bestaat niet; misschien bedoeld: 'validate'." in err
    assert "Zie `regioplan --help` voor uitleg." in err


def test_without_a_command_the_help_is_shown_as_a_usage_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A newcomer sees what there is, and a script that forgot the command fails."""
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Gebruik: regioplan")


# Start-up -----------------------------------------------------------------------------------------


def started(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "regioplan", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(**extra),
        check=False,
    )


def environment(**extra: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "PYTHONPATH": str(Path(regioplan.__file__).parents[1]), **extra}


def imported_by(arguments: list[str]) -> set[str]:
    """The modules that are loaded after a command line ran."""
    code = f"from regioplan.cli import main\nimport sys\nmain({arguments})\nprint(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=True,
    )
    return set(process.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_costs_no_import(option: str) -> None:
    """Editors and scripts ask for it often."""
    heavy = {"typer", "rich", "pydantic", "regioplan.findings", "regioplan.cli.app"}
    assert not heavy & imported_by([option])


def test_help_costs_no_heavy_import() -> None:
    """Only the command that needs a module imports it."""
    heavy = {"pydantic", "rich", "jinja2", "docx", "markdown_it", "lxml", "yaml"}
    assert not heavy & imported_by(["--help"])
    assert not heavy & imported_by(["validate", "--help"])


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["--version", "validate"]])
def test_the_version_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Alone, or before something else."""
    assert main(arguments) == 0
    assert capsys.readouterr().out == f"regioplan {__version__}\n"


def test_the_module_is_the_command() -> None:
    """`python -m regioplan` works where the script is not on the path."""
    assert started("-V").stdout == f"regioplan {__version__}\n"


# The commands, before a stand-in for workflows ---------------------------------------------------


def outcome(*severities: Severity, rule: str = "KWA-proef") -> Uitkomst:
    place = Location("programma.yaml", 1, 1)
    return Uitkomst(
        tuple(Finding(rule, s, place, "Hier is iets mis.") for s in severities), status="concept"
    )


@pytest.fixture
def workflows(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A stand-in that takes and gives what `regioplan.workflows` does."""
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)  # where our own tests may run
    texts = {"KWA-proef": ("De norm.", "# KWA-proef")}
    module = SimpleNamespace(regions=lambda: REGIONS, rule_texts=lambda: texts)
    monkeypatch.setitem(sys.modules, "regioplan.workflows", module)
    monkeypatch.setattr(regioplan, "workflows", module, raising=False)
    return module


def checks(uitkomst: Uitkomst) -> Callable[..., SimpleNamespace]:
    """A `validate` that finds this."""

    def validate(
        folder: Path, *, status: str | None = None, since: str | None = None
    ) -> SimpleNamespace:
        assert since in (None, "v1")
        judged = replace(uitkomst, status=status or "concept")
        lines: Mapping[str, tuple[str, ...]] = {"programma.yaml": ("status: concept",)}
        return SimpleNamespace(uitkomst=judged, lines=lines, folder=str(folder))

    return validate


@pytest.mark.parametrize(
    ("severity", "options", "code"),
    [
        (Severity.FOUT, "", 1),
        (Severity.OPEN, "", 0),
        (Severity.OPEN, "--strict", 1),
        (Severity.ADVIES, "--strict", 1),
    ],
)
def test_validate_prints_the_findings_and_tells_what_blocks(
    severity: Severity,
    options: str,
    code: int,
    workflows: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Findings and summary go to stdout, the verdict is the exit code."""
    workflows.validate = checks(outcome(severity))
    assert main(["validate", "regio", *options.split()]) == code
    out, err = capsys.readouterr()
    assert f"regio/programma.yaml:1:1: {severity}[KWA-proef]" in out
    assert "  1 | status: concept" in out
    assert out.endswith("in 1 bestand; getoetst als concept.\n")
    assert err == ""


def test_validate_judges_the_current_folder_with_the_status_that_is_asked(
    workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without MAP it is the current folder; --quiet leaves one line."""
    workflows.validate = checks(outcome(Severity.FOUT))
    assert main(["validate", "-q", "--status", "vastgesteld"]) == 1
    assert capsys.readouterr().out == "1 fout in 1 bestand; getoetst als vastgesteld.\n"


def test_validate_offers_every_format_of_the_report(
    workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """A format that is added to the table must be added to the option."""
    workflows.validate = checks(outcome())
    for name in report.FORMATS:
        assert main(["validate", "--output-format", name]) == 0
    main(["validate", "--output-format", "?"])
    offered = re.findall(r"'(\w+)'", capsys.readouterr().err.splitlines()[0])
    assert offered == list(report.FORMATS)


@pytest.mark.parametrize("form", report.FORMATS)
@pytest.mark.parametrize(
    ("severity", "options", "code"),
    [
        (Severity.FOUT, "", 1),
        (Severity.OPEN, "", 0),
        (Severity.OPEN, "--strict", 1),
        (None, "--strict", 0),
    ],
)
def test_the_exit_code_is_the_same_in_every_form(  # noqa: PLR0913, PLR0917  # what it looks at
    form: str,
    severity: Severity | None,
    options: str,
    code: int,
    workflows: SimpleNamespace,
    tmp_path: Path,
) -> None:
    """On stdout and in a file: how a verdict is told does not change it."""
    workflows.validate = checks(outcome(severity) if severity else outcome())
    line = ["validate", "--output-format", form, *options.split()]
    assert main(line) == code
    assert main([*line, "--output-file", str(tmp_path / "verslag")]) == code


@pytest.mark.parametrize("form", report.FORMATS)
def test_a_file_holds_what_stdout_would(
    form: str, workflows: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report goes to the file as UTF-8, stdout keeps the counts; folders are made."""
    workflows.validate = checks(outcome(Severity.FOUT))
    line = ["validate", "regio", "--output-format", form]
    main(line)
    printed = capsys.readouterr().out
    target = tmp_path / "nieuw" / "verslag"
    main([*line, "--output-file", str(target)])
    assert target.read_bytes().decode("utf-8") == printed
    assert capsys.readouterr().out == "1 fout in 1 bestand; getoetst als concept.\n"
    assert [p.name for p in target.parent.iterdir()] == ["verslag"]


def test_a_file_has_no_colour(
    workflows: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is forced for the terminal is not meant for a file."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    workflows.validate = checks(outcome(Severity.FOUT))
    main(["validate", "--output-file", str(tmp_path / "verslag")])
    assert b"\x1b" not in (tmp_path / "verslag").read_bytes()


def test_a_report_replaces_an_older_one_but_no_file_of_the_programme(
    workflows: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next run may write the same file; a slip of the keyboard may not cost the programme."""
    workflows.validate = checks(outcome())
    (tmp_path / "programma.yaml").write_text("van mij", encoding="utf-8")
    line = ["validate", str(tmp_path), "--output-file"]
    assert main([*line, str(tmp_path / "verslag.txt")]) == 0
    assert main([*line, str(tmp_path / "verslag.txt")]) == 0
    assert main([*line, str(tmp_path / "programma.yaml")]) == 2
    assert "hoort bij het programma zelf" in capsys.readouterr().err
    assert (tmp_path / "programma.yaml").read_text(encoding="utf-8") == "van mij"


def test_a_file_that_cannot_be_written_gives_exit_code_2(
    workflows: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipeline must not take a report that is not there for a verdict."""
    workflows.validate = checks(outcome(Severity.FOUT))
    assert main(["validate", "--output-file", str(tmp_path)]) == 2
    assert "is een map" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variable", "options", "commands"),
    [
        ("true", "", True),
        ("true", "--output-format full", False),
        ("true", "-q", False),
        ("", "", False),
        (None, "", False),
    ],
)
def test_inside_github_actions_the_form_is_that_of_its_runner(  # noqa: PLR0913, PLR0917  # what it looks at
    variable: str | None,
    options: str,
    commands: bool,
    workflows: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only when no form is asked: who asks for one gets it."""
    if variable is not None:
        monkeypatch.setenv("GITHUB_ACTIONS", variable)
    workflows.validate = checks(outcome(Severity.FOUT))
    assert main(["validate", *options.split()]) == 1
    assert capsys.readouterr().out.startswith("::error file=programma.yaml,") == commands


def test_a_terminal_or_a_file_is_not_read_by_the_runner(
    workflows: SimpleNamespace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In both somebody wants to read: the full form."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    workflows.validate = checks(outcome(Severity.FOUT))
    main(["validate", "--output-file", str(tmp_path / "verslag")])
    assert (tmp_path / "verslag").read_text("utf-8").startswith("programma.yaml:1:1: fout[")
    screen = Typed()
    monkeypatch.setattr("sys.stdout", screen)
    main(["validate"])
    assert "::error" not in screen.getvalue()


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
@pytest.mark.parametrize("form", sorted(report.FOR_CODE_HOSTS))
def test_a_code_host_reads_paths_from_the_root_of_its_checkout(  # noqa: PLR0913, PLR0917  # what it looks at
    form: str,
    variable: str,
    workflows: SimpleNamespace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also when a step works in a folder of its own, or names the folder in full."""
    (tmp_path / "werk" / "regio").mkdir(parents=True)
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.chdir(tmp_path / "werk")
    workflows.validate = checks(outcome(Severity.FOUT))
    for folder in ("regio", str(tmp_path / "werk" / "regio"), "regio/../regio"):
        main(["validate", folder, "--output-format", form])
        out = capsys.readouterr().out
        assert "werk/regio/programma.yaml" in out
        assert str(tmp_path) not in out


def test_a_form_for_programs_is_utf_8_whatever_the_terminal_takes() -> None:
    """JSON in another encoding is no JSON."""
    arguments = ("validate", str(ARNHEM), "--output-format", "json")
    process = subprocess.run(
        [sys.executable, "-m", "regioplan", *arguments],
        capture_output=True,
        env=environment(PYTHONIOENCODING="latin-1", PYTHONUTF8="0"),
        check=False,
    )
    answer = process.stdout.decode("utf-8")
    assert json.loads(answer)["bevindingen"]
    assert "‘" in answer


def test_render_gives_the_paths_to_a_script(
    workflows: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stdout holds one path a line and nothing else; remarks and counts stand on stderr."""
    asked: dict[str, Any] = {}

    def render(folder: Path, outputs: tuple[Path, ...], **options: object) -> SimpleNamespace:
        asked.update(folder=folder, outputs=outputs, **options)
        checked = SimpleNamespace(uitkomst=outcome(Severity.OPEN), lines={}, folder=str(folder))
        return SimpleNamespace(
            checked=checked, written=outputs, refused=False, remarks=("Zonder paginanummers.",)
        )

    workflows.render = render
    paths = [tmp_path / "a.docx", tmp_path / "b.md"]
    line = ["render", "regio", "-o", str(paths[0]), "-o", str(paths[1]), "--no-page-numbers"]
    assert main(line) == 0
    assert asked == {
        "folder": Path("regio"),
        "outputs": tuple(paths),
        "document": "programma",
        "since": None,
        "for_review": False,
        "house_style": None,
        "force": False,
        "page_numbers": False,
        "progress": terminal.busy,
    }
    out, err = capsys.readouterr()
    assert out.splitlines() == [str(p) for p in paths]
    assert err.splitlines() == [
        "Zonder paginanummers.",
        "1 open punt in 1 bestand; getoetst als concept. Zie `regioplan validate regio`.",
    ]


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["render"], "`regioplan validate`"),
        (["render", "mijn regio"], '`regioplan validate "mijn regio"`'),
    ],
)
def test_a_command_that_is_suggested_can_be_typed(
    arguments: list[str],
    command: str,
    workflows: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A folder with a blank in its name stands in quotes, the current one is left out."""
    checked = SimpleNamespace(uitkomst=outcome(Severity.OPEN), lines={}, folder=".")
    workflows.render = lambda *_, **__: SimpleNamespace(
        checked=checked, written=(), refused=False, remarks=()
    )
    assert main(arguments) == 0
    assert command in capsys.readouterr().err


@pytest.mark.parametrize(("rule", "way_out"), [("RRP-2.5-2b", "--force"), ("INT-yaml", "INT")])
def test_a_refused_render_says_what_to_do(
    rule: str, way_out: str, workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1; --force is named only where it helps."""
    uitkomst = outcome(Severity.FOUT, rule=rule)
    checked = SimpleNamespace(uitkomst=uitkomst, lines={}, folder=".")
    workflows.render = lambda *_, **__: SimpleNamespace(
        checked=checked, written=(), refused=True, remarks=()
    )
    assert main(["render"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Niets geschreven" in err
    assert ("--force" in err) == (way_out == "--force")


@pytest.mark.parametrize("words", ["12", "012", "Twente", "twente", " twente "])
def test_init_takes_a_number_or_a_name(
    words: str, workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files that are made go to stdout, the next steps to stderr."""
    made: list[tuple[Path, str]] = []

    def init(folder: Path, region: str) -> tuple[Path, ...]:
        made.append((folder, region))
        return (folder / "programma.yaml",)

    workflows.init = init
    assert main(["init", "twente", "--region", words]) == 0
    assert made == [(Path("twente"), "12")]
    out, err = capsys.readouterr()
    assert out == f"{Path('twente/programma.yaml')}\n"
    assert "regioplan validate twente" in err
    assert "regioplan render twente" in err


@pytest.mark.parametrize(
    ("words", "meant"), [("twent", "Twente (12)"), ("groningen", "Oost-Groningen (1)"), ("14", "")]
)
def test_an_unknown_region_gets_a_suggestion(
    words: str, meant: str, workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is probably meant, and how to see all of them; nothing is written."""
    workflows.init = None
    assert main(["init", "--region", words]) == 2
    err = capsys.readouterr().err
    assert meant in err
    assert ("misschien" in err) == bool(meant)
    assert "--list-regions" in err


def test_init_asks_only_where_somebody_can_answer(
    workflows: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a script a missing region is an error that tells how to list them."""
    workflows.init = None
    monkeypatch.setattr("sys.stdin", io.StringIO("12\n"))
    assert main(["init"]) == 2
    assert "--list-regions" in capsys.readouterr().err


def test_the_statuses_are_those_of_the_model() -> None:
    """The option names them itself, so that `--help` need not import the model."""
    from regioplan.model import Status  # noqa: PLC0415  # only here

    kind = typing.get_type_hints(validate_command())["status"]
    offered = [value for part in typing.get_args(kind) for value in typing.get_args(part)]
    assert offered == [status.value for status in Status]


def validate_command() -> Callable[..., Any]:
    callback = app.registered_commands[0].callback
    assert callback
    return callback


class Typed(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_init_asks_until_a_region_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is shown, a wrong answer is explained, an empty one is asked again."""
    monkeypatch.setattr("sys.stdin", Typed("\ntwent\n12\n"))
    assert regions.asked(REGIONS) == 12
    err = capsys.readouterr().err
    assert " 4  Friesland Noord" in err
    assert err.count("Nummer of naam: ") == 3
    assert "misschien is Twente (12) bedoeld" in err


def test_init_without_an_answer_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D is a no."""
    monkeypatch.setattr("sys.stdin", Typed(""))
    with pytest.raises(RegioplanError, match="geen regio gekozen"):
        regions.asked(REGIONS)


def test_the_regions_stand_in_columns_that_fit() -> None:
    """In a pipe one a line; in a terminal downwards in columns, and all of them."""
    assert regions.table(REGIONS, None)[1] == " 4  Friesland Noord"
    many = tuple((n, f"Regio {n} met een naam") for n in range(1, 42))
    rows = regions.table(many, 80)
    assert max(map(len, rows)) <= 80
    assert len(rows) < 41
    assert sorted(int(n) for n in re.findall(r"(\d+)  Regio", "\n".join(rows))) == [*range(1, 42)]
    assert rows[0].split()[0] == "1"
    assert rows[1].split()[0] == "2"


def test_init_lists_the_regions(
    workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """And makes nothing."""
    workflows.init = None
    assert main(["init", "--list-regions"]) == 0
    assert capsys.readouterr().out.splitlines() == regions.table(REGIONS, None)


def test_explain_prints_one_page_or_all_rules(
    workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an id the page as it is, without one a line for each rule."""
    workflows.explain = lambda rule: f"# {rule}\n\nDe norm.\n"
    workflows.rule_list = lambda: (("RRP-1", "fout", "De norm."), ("KWA-lang", "advies", "Kort."))
    assert main(["explain", "RRP-1"]) == 0
    assert capsys.readouterr().out == "# RRP-1\n\nDe norm.\n"
    assert main(["explain"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "RRP-1     fout    De norm.",
        "KWA-lang  advies  Kort.",
    ]


def test_a_page_is_wrapped_in_a_terminal_but_its_examples_are_not() -> None:
    """Prose fits the width; YAML between fences and tables keep their lines."""
    yaml = "maatregelen:  # " + "x" * 90
    text = f"# RRP-1\n\n{'woord ' * 30}\n- {'punt ' * 30}\n```yaml\n{yaml}\n```\n"
    lines = pages.page(text, View(width=60))
    assert yaml in lines
    assert lines[0] == "RRP-1"
    assert max(len(line) for line in lines if line != yaml) <= 60
    assert any(line.startswith("  punt") for line in lines)


def test_a_page_shows_no_signs_of_markdown_in_a_terminal() -> None:
    """A heading is bold, and a link its words with the address behind them."""
    text = "# RRP-1\n\n**Waarom**\n\nGrond: [artikel 1](https://x.example/a).\n"
    lines = pages.page(text, View(width=80, colour=True))
    assert "\x1b[1mWaarom\x1b[0m" in lines
    assert "Grond: artikel 1 (https://x.example/a)." in lines
    assert pages.page(text, View()) == text.rstrip("\n").split("\n")


def test_schema_writes_where_it_is_asked(
    workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """In `schemas` unless another folder is named."""
    workflows.schema = lambda folder: (folder / "regio.schema.json",)
    assert main(["schema"]) == 0
    assert main(["schema", "-o", "elders"]) == 0
    expected = [Path("schemas/regio.schema.json"), Path("elders/regio.schema.json")]
    assert capsys.readouterr().out.splitlines() == [str(p) for p in expected]


# Completion ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_completion_prints_a_script_and_writes_nothing(shell: str, tmp_path: Path) -> None:
    """The script goes to stdout, how to use it to stderr; the home folder stays as it was."""
    process = started("completion", shell, HOME=str(tmp_path), USERPROFILE=str(tmp_path))
    assert process.returncode == 0
    assert "_REGIOPLAN_COMPLETE" in process.stdout
    assert f"regioplan completion {shell} >" in process.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("regioplan va", {"validate"}),
        ("regioplan validate --st", {"--status", "--strict"}),
        ("regioplan validate --status vast", {"vastgesteld"}),
        ("regioplan completion po", {"powershell"}),
    ],
)
def test_a_shell_gets_its_completions(typed: str, offered: set[str]) -> None:
    """What the printed script asks is answered."""
    process = started(
        _REGIOPLAN_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(typed.count(" "))
    )
    assert set(process.stdout.split()) == offered


# Trouble ------------------------------------------------------------------------------------------


def raising(error: BaseException) -> Callable[..., None]:
    def function(*_: object, **__: object) -> None:
        raise error

    return function


@pytest.mark.skipif(os.name == "nt", reason="there a folder is closed in another way")
def test_a_folder_that_may_not_be_read_is_told_in_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typer would look for itself, and say it in English."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert main(["validate", str(tmp_path)]) == 2
    assert "staat geen programma.yaml" in capsys.readouterr().err


def test_what_the_tool_cannot_do_is_told_in_one_message(
    workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and the sentence of the error."""
    workflows.validate = raising(RegioplanError("de map bestaat niet."))
    assert main(["validate", "x"]) == 2
    assert capsys.readouterr().err == "regioplan: de map bestaat niet.\n"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied", "a.docx"), "a.docx: geen toegang."),
        (OSError(28, "No space left on device"), "de schijf is vol."),
    ],
)
def test_what_the_system_refuses_is_told_in_dutch(
    error: OSError, words: str, workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no fault of the tool, and gives exit code 2."""
    workflows.schema = raising(error)
    assert main(["schema"]) == 2
    assert capsys.readouterr().err == f"regioplan: {words}\n"


def test_an_own_failure_shows_no_traceback_unless_asked(
    workflows: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A user reads that it is our fault and what to do; REGIOPLAN_DEBUG=1 shows where."""
    workflows.validate = raising(ValueError("kapot"))
    monkeypatch.delenv("REGIOPLAN_DEBUG", raising=False)
    assert main(["validate"]) == 2
    err = capsys.readouterr().err
    assert "eigen fout van regioplan" in err
    assert "REGIOPLAN_DEBUG=1" in err
    assert "Traceback" not in err
    monkeypatch.setenv("REGIOPLAN_DEBUG", "1")
    assert main(["validate"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_quiet(workflows: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    """The shell learns it from the exit code, nobody needs words."""
    workflows.validate = raising(KeyboardInterrupt())
    assert main(["validate"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_quiet() -> None:
    """`regioplan … | head` is no failure of ours, and not exit code 1, which is about findings."""
    process = subprocess.Popen(
        [sys.executable, "-m", "regioplan", "completion", "bash"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    words = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 141
    assert "regioplan:" not in words
    assert "Exception" not in words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told() -> None:
    """Output that could not be written never ends with exit code 0."""
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [sys.executable, "-m", "regioplan", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
    assert process.returncode == 2
    assert process.stderr == "regioplan: de schijf is vol.\n"


def test_a_console_that_knows_no_dutch_letters_is_no_failure() -> None:
    """A quote becomes a straight one; a letter that cannot be shown a question mark."""
    process = started("explain", "--", "é", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "UnicodeEncodeError" not in process.stderr
    process = started("validate", "--ë", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert process.returncode == 2
    assert "De optie --? bestaat niet" in process.stderr
    process = started("explain", "BLA", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "Er is geen regel 'BLA'." in process.stderr


def test_a_full_bar_and_an_empty_one_differ_on_every_console() -> None:
    """Where the console has no blocks, `status` draws its bars with # and dots."""
    process = started("status", str(ARNHEM), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert re.search(r" #{2,}\.* ", process.stdout)
    assert re.search(r" #*\.{2,} ", process.stdout)


# Colour -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stream", "variables", "colour"),
    [
        (Typed(), {}, True),
        (Typed(), {"NO_COLOR": "1"}, False),
        (Typed(), {"NO_COLOR": ""}, True),
        (Typed(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="there the console is asked")
def test_colour_is_for_terminals_that_want_it(
    stream: io.StringIO,
    variables: dict[str, str],
    colour: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """NO_COLOR wins over all."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.wants_colour(stream) is colour


def test_forced_colour_reaches_help_and_findings(
    workflows: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library does not take away what the user asked for."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["--help"])
    assert "\x1b[1mOpdrachten" in capsys.readouterr().out
    workflows.validate = checks(outcome(Severity.FOUT))
    main(["validate"])
    assert "\x1b[1;31mfout[KWA-proef]" in capsys.readouterr().out


def test_a_size_is_given_as_file_managers_do(tmp_path: Path) -> None:
    """Rounded up, with the Dutch comma."""
    file = tmp_path / "x"
    file.write_bytes(b"x" * 56_001)
    assert terminal.size_words(file) == "57 kB"
    file.write_bytes(b"x" * 2_340_000)
    assert terminal.size_words(file) == "2,3 MB"
