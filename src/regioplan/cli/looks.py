"""The command about how a document looks: `house-style`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from regioplan.cli import terminal
from regioplan.cli.frame import command
from regioplan.errors import RegioplanError


@command("house-style", "Toon wat een Word-bestand als huisstijl biedt, of schrijf een voorbeeld.")
def house_style(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="BESTAND",
            help="Het Word-bestand van de huisstijl (.docx of .dotx).",
            readable=False,  # folder.py says in Dutch what is wrong
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf de huisstijl van regioplan als Word-bestand, om aan te passen.",
            readable=False,  # as above
        ),
    ] = None,
    output_format: Annotated[
        Literal["full", "json"],
        typer.Option(metavar="VORM", help="full: om te lezen; json: voor andere programma's."),
    ] = "full",
) -> int:
    """Tell what a house style has, or write our own as an example."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks

    if (file is None) == (output is None):
        raise RegioplanError(
            "Noem een Word-bestand om te bekijken, zoals `regioplan house-style huisstijl.docx`, of"
            " laat een voorbeeld schrijven: `regioplan house-style -o huisstijl.docx`. Beide"
            " tegelijk kan niet."
        )
    if output is not None:
        terminal.out(str(workflows.house_style_example(output)))
        return 0
    assert file is not None, "one of the two is given"
    found = workflows.house_style(file)
    from regioplan.cli import house  # noqa: PLC0415  # as above

    text = house.FORMATS[output_format](found, terminal.view(sys.stdout))
    terminal.answer(text, utf8=output_format == "json")
    return 0
