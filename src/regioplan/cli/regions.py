"""Which region: a number or a name, from an option or asked at the terminal."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence

from rich.cells import cell_len

from regioplan.cli import terminal
from regioplan.errors import RegioplanError

Regions = Sequence[tuple[int, str]]
"""Number and name of each region, in the order of their numbers."""

_GAP = 3  # cells between two columns


def chosen(words: str, known: Regions) -> int:
    """The number of the region that somebody means by a number or a name.

    Raises RegioplanError, with what is probably meant, when there is no such region.
    """
    wanted = words.strip()
    for number, name in known:
        if wanted.casefold() == name.casefold() or wanted.lstrip("0") == str(number):
            return number
    raise RegioplanError(
        f"De regio {wanted!r} bestaat niet{_perhaps(wanted, known)}."
        " `regioplan init --list-regions` toont de nummers en namen."
    )


def asked(known: Regions) -> int:
    """Show the regions and ask until one is named; only where somebody can answer."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise RegioplanError(
            "Er ontbreekt een regio. Geef het nummer: `regioplan init --region NUMMER`;"
            " `regioplan init --list-regions` toont de nummers."
        )
    for line in table(known, terminal.columns(sys.stderr)):
        terminal.tell(line)
    while True:
        sys.stderr.write("\nVoor welke regio is het programma? Nummer of naam: ")
        sys.stderr.flush()
        words = sys.stdin.readline()
        if not words:
            terminal.tell("")
            raise RegioplanError("Er is geen regio gekozen.")
        if not words.strip():
            continue
        try:
            return chosen(words, known)
        except RegioplanError:
            terminal.tell(f"Die regio bestaat niet{_perhaps(words.strip(), known)}.")


def table(known: Regions, width: int | None) -> list[str]:
    """The regions below each other; in columns, downwards, where a terminal has room for them."""
    cells = [f"{number:>2}  {name}" for number, name in known]
    if width is None:
        return cells
    for down in range(1, len(cells)):
        columns = [cells[top : top + down] for top in range(0, len(cells), down)]
        sizes = [max(map(cell_len, column)) for column in columns]
        if sum(sizes) + _GAP * (len(sizes) - 1) <= width:
            rows = (cells[row::down] for row in range(down))
            return [_row(row, sizes) for row in rows]
    return cells


def _row(cells: Sequence[str], sizes: Sequence[int]) -> str:
    padded = (
        cell + " " * (size - cell_len(cell) + _GAP)
        for cell, size in zip(cells, sizes, strict=False)  # the last column may be shorter
    )
    return "".join(padded).rstrip()


def _perhaps(words: str, known: Regions) -> str:
    """`; misschien is Twente (6) bedoeld`, or nothing."""
    by_name = {name.casefold(): (number, name) for number, name in known}
    near = difflib.get_close_matches(words.casefold(), by_name, n=1)
    inside = [name for name in by_name if len(words) > 2 and words.casefold() in name]
    for name in [*inside, *near][:1]:
        number, written = by_name[name]
        return f"; misschien is {written} ({number}) bedoeld"
    return ""
