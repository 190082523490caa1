"""What the commands share: the application they belong to, and how one is registered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from regioplan.cli.dutch import DutchCommand, DutchGroup

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,  # typer's own options write into the user's shell files
    rich_markup_mode=None,  # plain help: no boxes in a pipe, and rich is not imported
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "color": True},  # dutch.py decides
)

Folder = Annotated[
    Path,
    # readable: typer would say in English what folder.py says in Dutch
    typer.Argument(
        metavar="MAP",
        help="De map met het programma.",
        show_default="de huidige map",
        readable=False,
    ),
]

FolderOption = Annotated[
    Path,
    typer.Option(
        "--folder",
        metavar="MAP",
        help="De map met het programma.",
        show_default="de huidige map",
        readable=False,  # folder.py says in Dutch what is wrong with it
    ),
]


def command(name: str, help_text: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Register a command with its Dutch help; the docstring is for who reads the code."""
    return app.command(name, cls=DutchCommand, help=help_text)
