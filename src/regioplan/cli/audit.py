"""The command `audit`: is a file fit for every reader?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from regioplan.cli import terminal
from regioplan.cli.frame import command

if TYPE_CHECKING:
    from regioplan.readers.audit import Audit, Outcome
    from regioplan.report import View

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
    for outcome in found.outcomes:
        if outcome.problems:
            yield from _outcome(outcome, view)
            yield ""
    undone = [o.check.words for o in found.outcomes if not o.done]
    well = [o.check.words for o in found.outcomes if o.well]
    if well:
        yield view.paint("Goed:", "bold")
        yield from (f"  {words}." for words in well)
        yield ""
    if undone:
        yield view.paint("Niet nagegaan, want het bestand geeft er niets voor:", "bold")
        yield from (f"  {words}." for words in undone)
        yield ""
    yield view.paint("Dit kan geen programma nagaan; kijk zelf:", "bold")
    yield from (f"  {sentence}" for sentence in found.not_checked)
    yield ""
    yield view.paint(_verdict(found), "bold")


def _outcome(outcome: Outcome, view: View) -> Iterator[str]:
    check = outcome.check
    yield f"{view.paint(check.severity, _COLORS[check.severity])} {check.words} ({check.norm})"
    for problem in outcome.problems[:_SHOWN]:
        where = f"{problem.where}: " if problem.where else ""
        yield f"  {where}{problem.message}"
    if (more := len(outcome.problems) - _SHOWN) > 0:
        yield f"  en nog {more} {'plaats' if more == 1 else 'plaatsen'}"
    yield f"  Herstel: {check.remedy}"


def _verdict(found: Audit) -> str:
    """The last line: how many checks, faults and advices."""
    checks = len(found.outcomes)
    well = sum(o.well for o in found.outcomes)
    faults = f"{found.faults} {'fout' if found.faults == 1 else 'fouten'}"
    advices = f"{found.advices} {'advies' if found.advices == 1 else 'adviezen'}"
    return f"{found.name} ({found.kind}): {well} van {checks} controles goed; {faults}, {advices}."


def _json(found: Audit, _view: View) -> str:
    content: dict[str, Any] = {
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
