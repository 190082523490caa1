"""The command `audit`: is a file fit for every reader?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from regioplan import __version__
from regioplan.cli import terminal
from regioplan.cli.frame import command

if TYPE_CHECKING:
    from regioplan.readers.audit import Audit, Outcome
    from regioplan.report import View

FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""

_SHOWN = 10
"""More places of one kind than this are counted, not listed."""
_COLORS = MappingProxyType({"fout": "bold red", "advies": "bold yellow"})


@command("audit", "Ga na of een Word-, HTML- of PDF-bestand voor iedereen te lezen is.")
def audit(
    file: Annotated[
        Path,
        typer.Argument(metavar="BESTAND", help="Een .docx, .html of .pdf.", readable=False),
    ],
    output_format: Annotated[
        Literal["full", "json"],
        typer.Option(metavar="VORM", help="full: om te lezen; json: voor andere programma's."),
    ] = "full",
) -> int:
    """Tell what is wrong with a file, and what no program can tell; 1 when a norm is broken."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks

    found = workflows.audit(file)
    text = FORMATS[output_format](found, terminal.view(sys.stdout))
    terminal.answer(text, utf8=output_format == "json")
    return int(found.faults > 0)


def _full(found: Audit, view: View) -> str:
    return "\n".join(_lines(found, view)) + "\n"


def _lines(found: Audit, view: View) -> Iterator[str]:
    wrong = [o for o in found.outcomes if o.problems]
    if wrong:
        yield view.paint("Niet goed:", "bold")
        for outcome in wrong:
            yield from _outcome(outcome, view)
            yield ""
    undone = [o.check.words for o in found.outcomes if not o.done]
    well = [o.check.words for o in found.outcomes if o.well]
    if well:
        yield view.paint("Goed:", "bold")
        yield from _listed((f"{words}." for words in well), view)
        yield ""
    if undone:
        yield view.paint("Niet nagegaan, want het bestand geeft er niets voor:", "bold")
        yield from _listed((f"{words}." for words in undone), view)
        yield ""
    yield view.paint("Dit kan geen programma nagaan; kijk zelf:", "bold")
    yield from _listed(found.not_checked, view)
    yield ""
    yield from _set(_verdict(found), view, 0, "bold")


def _listed(sentences: Iterable[str], view: View) -> Iterator[str]:
    for sentence in sentences:
        yield from _set(sentence, view, 2)


def _set(
    text: str, view: View, indent: int, style: str = "", first: tuple[str, str] | None = None
) -> list[str]:
    """Text in lines of the terminal's width, behind a first word with a style of its own."""
    from regioplan.report import flow, visible  # noqa: PLC0415  # heavy: only for who reads it

    words = [*([first] if first else []), *((word, style) for word in visible(text).split())]
    width = None if view.width is None else view.width - indent
    return [" " * indent + line for line in flow(words, width, view.paint, indent=2)]


def _outcome(outcome: Outcome, view: View) -> Iterator[str]:
    check = outcome.check
    severity = (check.severity, _COLORS[check.severity])
    yield from _set(f"{check.words} ({check.norm})", view, 2, first=severity)
    for problem in outcome.problems[:_SHOWN]:
        where = f"{problem.where}: " if problem.where else ""
        yield from _set(f"{where}{problem.message}", view, 4)
    if (more := len(outcome.problems) - _SHOWN) > 0:
        yield f"    en nog {more} {'plaats' if more == 1 else 'plaatsen'}"
    yield from _set(f"Herstel: {check.remedy}", view, 4)


def _verdict(found: Audit) -> str:
    """The last line: how many checks, faults and advices."""
    checks = len(found.outcomes)
    well = sum(o.well for o in found.outcomes)
    faults = f"{found.faults} {'fout' if found.faults == 1 else 'fouten'}"
    advices = f"{found.advices} {'advies' if found.advices == 1 else 'adviezen'}"
    return f"{found.name} ({found.kind}): {well} van {checks} controles goed; {faults}, {advices}."


def _json(found: Audit, _view: View) -> str:
    content: dict[str, Any] = {
        "formaat": FORMAT_VERSION,
        "regioplan": __version__,
        "bestand": found.name,
        "soort": found.kind,
        "fouten": found.faults,
        "adviezen": found.advices,
        "controles": [
            {
                "id": o.check.id,
                "vraag": o.check.words,
                "norm": o.check.norm,
                "ernst": o.check.severity,
                "goed": o.well if o.done else None,
                "gevonden": [{"waar": p.where, "bericht": p.message} for p in o.problems],
                "herstel": o.check.remedy if o.problems else None,
            }
            for o in found.outcomes
        ],
        "niet_nagegaan": list(found.not_checked),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Audit, View], str]] = MappingProxyType(
    {"full": _full, "json": _json}
)
