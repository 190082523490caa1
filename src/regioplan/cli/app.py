"""The main commands: each calls one function, prints what it gives, and returns an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from typer.main import get_command

from regioplan import __version__
from regioplan.cli import terminal
from regioplan.cli.dutch import usage_error
from regioplan.cli.frame import Folder, app, command
from regioplan.errors import RegioplanError

if TYPE_CHECKING:
    from regioplan.findings import Uitkomst
    from regioplan.workflows import Checked, Rendered

PROGRAM: Final = "regioplan"
COMPLETE_VARIABLE: Final = "_REGIOPLAN_COMPLETE"  # set by the completion scripts

_FIRST_STEPS: Final = """\b
Beginnen met een nieuw programma:
  regioplan init mijn-regio
  regioplan validate mijn-regio
  regioplan render mijn-regio"""


def answer(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; a usage error is told here and gives 2."""
    group = get_command(app)
    if os.environ.get(COMPLETE_VARIABLE):
        return _complete(group)
    try:
        if not arguments:
            return _welcome(group)
        with group.make_context(PROGRAM, list(arguments)) as context:
            return int(group.invoke(context) or 0)
    except typer.Exit as leave:
        return int(leave.exit_code)
    except typer.TyperException as error:
        terminal.complain(usage_error(error))
        return 2


def _welcome(group: Any) -> int:
    """Without a command: the help, but as a usage error, for a script that forgot it."""
    with contextlib.redirect_stdout(sys.stderr), contextlib.suppress(typer.Exit):
        group.make_context(PROGRAM, ["--help"])
    return 2


def _complete(group: Any) -> int:
    """Answer the shell that asks what may stand here."""
    from typer import completion  # noqa: PLC0415  # only when a shell asks

    completion.completion_init()  # type: ignore[attr-defined]  # typer exports it without saying so
    group.main(prog_name=PROGRAM, complete_var=COMPLETE_VARIABLE)
    return 0


def _print_version(wanted: bool) -> None:
    if wanted:
        terminal.out(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback(
    help="Maakt en toetst het regionaal programma van school naar duurzaam werk.",
    epilog=_FIRST_STEPS,
)
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", help="Toon de versie.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Hold the options that belong to no command."""


@command("validate", "Toets het programma in een map aan wet, regeling en advies.")
def validate(  # noqa: PLR0913, PLR0917  # each is an option of the command line
    folder: Folder = Path(),
    status: Annotated[
        Literal["concept", "ter_besluitvorming", "vastgesteld", "in_uitvoering"] | None,
        typer.Option(
            metavar="STATUS",
            help="Toets alsof het programma deze status heeft: concept, ter_besluitvorming,"
            " vastgesteld of in_uitvoering.",
            show_default="die uit programma.yaml",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REVISIE",
            help="Vergelijk met een eerdere versie in git (tag, tak of commit), voor de regels over"
            " wat is gewijzigd.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Ook open punten en adviezen geven exitcode 1.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Toon alleen de regel met de aantallen.")
    ] = False,
    output_format: Annotated[
        Literal["full", "concise", "json", "sarif", "github", "junit"] | None,
        typer.Option(
            metavar="VORM",
            help="full: met bronregel en uitleg; concise: een regel per bevinding; json, sarif,"
            " github en junit: voor andere programma's.",
            show_default="full, of github in GitHub Actions",
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND",
            help="Schrijf de bevindingen naar dit bestand en toon alleen de aantallen.",
            readable=False,  # as at Folder
        ),
    ] = None,
) -> int:
    """Tell all findings of a programme, on stdout or in a file."""
    from regioplan import report, workflows  # noqa: PLC0415  # heavy: only for who validates

    checked = workflows.validate(folder, status=status, since=since)
    form = output_format or _usual_format(output_file)
    text = _reported(checked, form, strict=strict, in_file=output_file is not None)
    if output_file:
        _write_report(output_file, text, checked)
    if quiet or output_file:
        bold = terminal.view(sys.stdout).paint(report.verdict(checked.uitkomst), "bold")
        terminal.out(bold)
    else:
        terminal.answer(text, utf8=form not in report.FOR_PEOPLE)
    return report.exit_code(checked.uitkomst, strict=strict)


def _usual_format(output_file: Path | None) -> str:
    """The form when none is asked: the runner of GitHub reads what its steps print."""
    read_by_runner = os.environ.get("GITHUB_ACTIONS") == "true" and not sys.stdout.isatty()
    return "github" if read_by_runner and output_file is None else "full"


def _reported(checked: Checked, form: str, *, strict: bool, in_file: bool) -> str:
    """The whole report in one of its forms."""
    from regioplan import report, workflows  # noqa: PLC0415  # heavy: only for who validates

    view = terminal.view(sys.stdout, checked.folder)
    rules: Mapping[str, tuple[str, str]] = {}
    if in_file or form not in report.FOR_PEOPLE:
        view = report.View(folder=checked.folder)
    if form in report.FOR_CODE_HOSTS:
        view = report.View(folder=_in_checkout(checked.folder))
        rules = workflows.rule_texts()
    about = report.Report(checked.uitkomst, checked.lines, view, strict, rules)
    return report.FORMATS[form](about)


def _in_checkout(folder: str) -> str:
    """The folder as a code host knows it: from the root of its checkout, else from here."""
    roots = (os.environ.get(name) for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"))
    root = Path(next(filter(None, roots), ".")).resolve()
    place = Path(folder).resolve()
    return (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()


def _write_report(path: Path, text: str, checked: Checked) -> None:
    """Write the report, whole or not at all, but never over what was checked."""
    from regioplan.folder import write_files  # noqa: PLC0415  # only for who wants a file

    sources = {(Path(checked.folder) / name).resolve() for name in checked.lines}
    if path.resolve() in sources:
        raise RegioplanError(f"{path} hoort bij het programma zelf. Kies een ander bestand.")
    write_files({path: text.encode("utf-8", "replace")}, overwrite=True)


@command("render", "Maak van het programma een document: Word, Markdown, HTML of PDF.")
def render(  # noqa: PLR0913, PLR0917  # each is an option of the command line
    folder: Folder = Path(),
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf naar dit bestand; het achtervoegsel kiest de vorm: .docx, .md, .html of"
            " .pdf. Mag vaker.",
            show_default=".docx en .md in de huidige map",
            readable=False,  # as at Folder
        ),
    ] = None,
    document: Annotated[
        Literal["programma", "oplegnotitie", "ondertekenblad", "publiekssamenvatting"],
        typer.Option(
            metavar="NAAM",
            help="Welk document: programma, oplegnotitie, ondertekenblad of publiekssamenvatting.",
        ),
    ] = "programma",
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REVISIE",
            help="Toon wat er is gewijzigd sinds een eerdere versie in git: in Word als bijgehouden"
            " wijzigingen, in de oplegnotitie in woorden.",
        ),
    ] = None,
    for_review: Annotated[
        bool,
        typer.Option(
            "--for-review",
            help="Maak een Word-bestand om op te reageren: Word houdt bij wat lezers wijzigen.",
        ),
    ] = False,
    house_style: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND",
            help="Gebruik de huisstijl van dit Word-bestand (.docx of .dotx).",
            show_default="die van regioplan",
            readable=False,  # as at Folder
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Schrijf ook als bevindingen dat verbieden.")
    ] = False,
    no_page_numbers: Annotated[
        bool,
        typer.Option(
            "--no-page-numbers", help="Bereken geen paginanummers voor de inhoudsopgave (sneller)."
        ),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Maak het document opnieuw na elke keer opslaan, zonder paginanummers; stop met"
            " Ctrl-C.",
        ),
    ] = False,
) -> int:
    """Write the documents of a programme; their paths go to stdout."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who renders

    make = partial(
        workflows.render,
        folder,
        tuple(output or ()),
        document=document,
        since=since,
        for_review=for_review,
        house_style=house_style,
        force=force,
        page_numbers=not (no_page_numbers or watch),
        progress=terminal.busy,
    )
    if watch:
        return _watch(folder, make)
    rendered = make()
    _tell_about(rendered, folder)
    _list_written(rendered.written)
    return int(rendered.refused)


def _watch(folder: Path, make: Callable[[], Rendered]) -> int:
    """A line per round, until the user stops: that is how watching ends well."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who renders
    from regioplan.cli import saved  # noqa: PLC0415  # as above

    watching = f"Kijkt of er iets verandert in {folder.resolve()}. Stop met Ctrl-C."
    with contextlib.suppress(KeyboardInterrupt):
        for number, made in enumerate(workflows.watch(folder, make)):
            terminal.out(saved.line(made, _argument(folder)))
            sys.stdout.flush()
            if not number:  # not before: what is no programme has nothing to watch
                terminal.tell(watching)
    return 0


def _tell_about(rendered: Rendered, folder: Path) -> None:
    """Beside the documents: remarks, and how many findings stand open."""
    from regioplan import report  # noqa: PLC0415  # heavy: only for who renders

    for remark in rendered.remarks:
        terminal.tell(remark)
    uitkomst = rendered.checked.uitkomst
    if uitkomst.findings:
        terminal.tell(f"{report.verdict(uitkomst)} Zie `{PROGRAM} validate{_argument(folder)}`.")
    if rendered.refused:
        terminal.complain(f"Niets geschreven.{_way_out(uitkomst)}")


def _argument(folder: Path) -> str:
    """A folder as it is typed behind a command: nothing for the current one, quotes for a blank."""
    if folder == Path():
        return ""
    return f' "{folder}"' if " " in str(folder) else f" {folder}"


def _way_out(uitkomst: Uitkomst) -> str:
    """What to do about a refusal: unreadable text must be repaired, other faults may be forced."""
    if any(f.rule.startswith("INT-") for f in uitkomst.findings):
        return " Herstel eerst de fouten met INT: zo is een bestand niet te lezen."
    return " Herstel de fouten, of schrijf toch met --force: dan staat dat op het omslag."


def _list_written(paths: Sequence[Path]) -> None:
    """One path a line, for a script; with its size when somebody looks."""
    for path in paths:
        size = f" ({terminal.size_words(path)})" if sys.stdout.isatty() else ""
        terminal.out(f"{path}{size}")


@command("status", "Toon hoe ver het programma is: per artikel, per partner en tot welke datum.")
def status_(
    folder: Folder = Path(),
    output_format: Annotated[
        Literal["full", "json"],
        typer.Option(metavar="VORM", help="full: om te lezen; json: voor andere programma's."),
    ] = "full",
) -> int:
    """Tell where a programme stands; 1 when its first files cannot be read."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.cli import stand  # noqa: PLC0415  # as above

    found = workflows.status(folder)
    text = stand.FORMATS[output_format](found, terminal.view(sys.stdout, str(folder)))
    terminal.answer(text, utf8=output_format == "json")
    return stand.exit_code(found)


@command("init", "Begin een nieuw programma: een volledig concept voor een regio.")
def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="MAP", help="De map waarin het programma komt.", readable=False),
    ] = Path(),
    region: Annotated[
        str | None,
        typer.Option(
            metavar="NUMMER", help="Nummer of naam van de regio.", show_default="wordt gevraagd"
        ),
    ] = None,
    list_regions: Annotated[
        bool, typer.Option("--list-regions", help="Toon de nummers en namen van de regio's.")
    ] = False,
) -> int:
    """Write the files of a new programme; their paths go to stdout."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who begins
    from regioplan.cli import regions  # noqa: PLC0415  # as above

    known = workflows.regions()
    if list_regions:
        for line in regions.table(known, terminal.columns(sys.stdout)):
            terminal.out(line)
        return 0
    number = regions.chosen(region, known) if region is not None else regions.asked(known)
    _list_written(workflows.init(folder, str(number)))
    terminal.tell(_NEXT_STEPS.format(place=_argument(folder)))
    return 0


_NEXT_STEPS: Final = """
Zo gaat het verder:
  1. Vul de bestanden in. Wat nog niet vaststaat, blijft n.t.b.
  2. regioplan validate{place}   toont wat er nog moet gebeuren
  3. regioplan render{place}     maakt het Word-document"""


@command("explain", "Leg een regel uit; zonder ID: toon alle regels.")
def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="ID", help="De regel, bijvoorbeeld RRP-2.5-2b.")
    ] = None,
) -> int:
    """Print the page of one rule, or the list of all."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.cli import pages  # noqa: PLC0415  # as above

    view = terminal.view(sys.stdout)
    lines = pages.rules(workflows.rule_list(), view) if rule is None else None
    terminal.out("\n".join(lines or pages.page(workflows.explain(rule or ""), view)))
    return 0


@command("schema", "Schrijf de JSON-schema's, voor hulp en controle in een editor.")
def schema(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="MAP",
            help="De map waarin de schema's komen.",
            readable=False,  # as at Folder
        ),
    ] = Path("schemas"),
) -> int:
    """Write the JSON Schemas; their paths go to stdout."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks

    _list_written(workflows.schema(output))
    return 0


_FOR_SHELL: Final = MappingProxyType(
    {
        "bash": (
            "mkdir -p ~/.local/share/bash-completion/completions",
            "regioplan completion bash > ~/.local/share/bash-completion/completions/regioplan",
        ),
        "zsh": (
            "mkdir -p ~/.zfunc",
            "regioplan completion zsh > ~/.zfunc/_regioplan",
            "en eenmalig in ~/.zshrc: fpath+=~/.zfunc; autoload -Uz compinit; compinit",
        ),
        "fish": ("regioplan completion fish > ~/.config/fish/completions/regioplan.fish",),
        "powershell": ("regioplan completion powershell >> $PROFILE",),
        "pwsh": ("regioplan completion pwsh >> $PROFILE",),
    }
)


@command("completion", "Toon het script waarmee een shell opdrachten aanvult met Tab.")
def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell", "pwsh"],
        typer.Argument(metavar="SHELL", help="bash, zsh, fish, powershell of pwsh."),
    ],
) -> int:
    """Print a completion script; the user decides where it goes."""
    from typer import completion as of_typer  # noqa: PLC0415  # only for who asks

    script = of_typer.get_completion_script(  # type: ignore[attr-defined]  # as in _complete
        prog_name=PROGRAM, complete_var=COMPLETE_VARIABLE, shell=shell
    )
    terminal.out(script)
    steps = "\n".join(f"  {step}" for step in _FOR_SHELL[shell])
    terminal.tell(f"Zo komt dit script op zijn plaats:\n{steps}\nOpen daarna een nieuw venster.")
    return 0


# The other commands register themselves; in this order they stand in the help.
from regioplan.cli import audit, compare, looks, rounds  # noqa: E402, F401  # as said
