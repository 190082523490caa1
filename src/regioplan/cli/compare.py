"""The command that compares two versions: `diff`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from regioplan.cli import terminal
from regioplan.cli.frame import FolderOption, command
from regioplan.errors import RegioplanError

if TYPE_CHECKING:
    from regioplan.report import View
    from regioplan.workflows import Compared

_BY_SUFFIX = MappingProxyType({".md": "markdown", ".json": "json", ".txt": "full"})
_SOURCES = (".yaml", ".yml")


@command("diff", "Toon wat er in het programma is gewijzigd tussen twee versies.")
def diff(  # noqa: PLR0913, PLR0917  # each is an option of the command line
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="OUD",
            help="De oude versie: een tag, tak of commit in git, of een map met een programma.",
            show_default="HEAD, wat het laatst is vastgelegd in git",
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="NIEUW",
            help="De nieuwe versie, op dezelfde manier.",
            show_default="de bestanden zoals ze nu zijn",
        ),
    ] = None,
    folder: FolderOption = Path(),
    output_format: Annotated[
        Literal["full", "json", "markdown"] | None,
        typer.Option(
            metavar="VORM",
            help="full: om te lezen; markdown: voor een notitie; json: voor andere programma's.",
            show_default="full, of wat bij het achtervoegsel van --output-file past",
        ),
    ] = None,
    output_file: Annotated[
        Path | None,
        typer.Option(
            metavar="BESTAND",
            help="Schrijf de wijzigingen naar dit bestand en toon alleen het aantal.",
            readable=False,
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Geef exitcode 1 als er iets is gewijzigd.")
    ] = False,
) -> int:
    """Tell the changes between two versions, on stdout or in a file."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who compares
    from regioplan.cli import change_words  # noqa: PLC0415  # as above

    compared = workflows.diff(old, new, folder=folder)
    if output_file:
        form = output_format or _form(output_file)
        _write(output_file, _formats()[form](compared, _nobody()))
        terminal.out(change_words.counted(compared))
    else:
        form = output_format or "full"
        text = _formats()[form](compared, terminal.view(sys.stdout, str(folder)))
        terminal.answer(text, utf8=form != "full")
    return int(exit_code and bool(compared.wijzigingen))


def _form(path: Path) -> str:
    """The form that a file's suffix asks for: text in a .docx would not open in Word."""
    _refuse_source(path)
    if found := _BY_SUFFIX.get(path.suffix.lower()):
        return found
    raise RegioplanError(f"{path}: kies een naam die eindigt op .md, .json of .txt.")


def _refuse_source(path: Path) -> None:
    if path.suffix.lower() in _SOURCES:
        raise RegioplanError(
            f"{path} kan een bestand van een programma zijn. Kies een naam die eindigt op .md,"
            " .json of .txt."
        )


def _formats() -> Mapping[str, Callable[[Compared, View], str]]:
    """The name that `--output-format` takes → how it is made."""
    from regioplan.cli import changes, memo  # noqa: PLC0415  # heavy: only for who compares

    return {"full": changes.full, "json": changes.own_json, "markdown": memo.markdown}


def _nobody() -> View:
    """How a file is read: no width, no colour."""
    from regioplan.report import View  # noqa: PLC0415  # rich, only for who compares

    return View()


def _write(path: Path, text: str) -> None:
    """Write the answer, whole or not at all, but never over what was compared."""
    from regioplan.folder import write_files  # noqa: PLC0415  # only for who wants a file

    _refuse_source(path)
    write_files({path: text.encode("utf-8", "replace")}, overwrite=True)
