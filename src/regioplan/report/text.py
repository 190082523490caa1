"""The report for people: with the source line under each finding, or one line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType

from rich.cells import cell_len

from regioplan.findings import Finding, Severity, Uitkomst
from regioplan.report.view import Lines, Report, View, in_order, notes, visible

Word = tuple[str, str]
"""A piece of text that is never broken, and its style for rich ("" for none)."""

_STYLES = MappingProxyType(
    {Severity.FOUT: "bold red", Severity.OPEN: "bold yellow", Severity.ADVIES: "bold cyan"}
)
_NAMES = MappingProxyType(
    {
        Severity.FOUT: ("fout", "fouten"),
        Severity.OPEN: ("open punt", "open punten"),
        Severity.ADVIES: ("advies", "adviezen"),
    }
)
_TAB = 4  # cells; the source line is printed with spaces instead, so that the caret stands right
_PIPE_WIDTH = 120  # cells of a source line where no terminal sets a width
_NAMED = 5  # rule ids that a line of the summary names before it says "en nog …"


def full(report: Report) -> str:
    """Each finding with its source line, ground and remedy, then the summary."""
    uitkomst, lines, view = report.uitkomst, report.lines, report.view
    blocks = ["\n".join(_block(f, lines, view)) for f in in_order(uitkomst.findings)]
    return "\n\n".join([*blocks, "\n".join(summary(uitkomst, view))]) + "\n"


def concise(report: Report) -> str:
    """One line for each finding with its explanation, never wrapped, and the summary."""
    unwrapped = replace(report.view, width=None)
    findings = map(_explained, in_order(report.uitkomst.findings))
    rows = [row for finding in findings for row in _headline(finding, unwrapped)]
    return "\n".join([*rows, *summary(report.uitkomst, report.view)]) + "\n"


def summary(uitkomst: Uitkomst, view: View) -> list[str]:
    """The closing lines: what was found, what was not looked at, what was set aside."""
    rows = [[(word, "bold") for word in verdict(uitkomst).split()]]
    rows += [_plain(text) for text in _not_checked(uitkomst)]
    rows += [_plain(text) for text in _set_aside(uitkomst)]
    return [line for words in rows for line in flow(words, view.width, view.paint, indent=2)]


def verdict(uitkomst: Uitkomst) -> str:
    """One sentence: how many findings of each kind in how many files, judged as what."""
    as_what = f" als {uitkomst.status}" if uitkomst.status else ""
    norm = f" aan de regels van {uitkomst.rules_version}" if uitkomst.rules_version else ""
    judged = f"; getoetst{as_what}{norm}" if as_what or norm else ""
    return visible(f"{counts(uitkomst)}{judged}.")


def counts(uitkomst: Uitkomst) -> str:
    """How many findings of each kind in how many files, as the beginning of a sentence."""
    number = Counter(f.severity for f in uitkomst.findings)
    found = [_count(number[s], *_NAMES[s]) for s in Severity if number[s]]
    files = len({f.location.file for f in uitkomst.findings})
    where = f" in {_count(files, 'bestand', 'bestanden')}" if found else ""
    return f"{', '.join(found) or 'Geen bevindingen'}{where}"


def flow(
    words: Iterable[Word],
    width: int | None,
    paint: Callable[[str, str], str],
    *,
    indent: int,
) -> list[str]:
    """Set words in lines of `width` cells, the later ones indented; one line when width is None.

    A word that is wider than a line, such as an address, stands alone and is not broken.
    """
    rows: list[list[Word]] = [[]]
    used = 0
    for text, style in words:
        size = cell_len(text)
        if rows[-1] and width is not None and used + 1 + size > width:
            rows.append([])
            used = indent - 1
        used += size + (1 if rows[-1] or len(rows) > 1 else 0)
        rows[-1].append((text, style))
    joined = [" ".join(paint(text, style) for text, style in row) for row in rows]
    return [joined[0], *(" " * indent + row for row in joined[1:])]


def _plain(text: str) -> list[Word]:
    return [(word, "") for word in visible(text).split()]


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _named(rules: Iterable[str]) -> str:
    """Rule ids for between brackets: the first few, and how many there are besides."""
    unique = list(dict.fromkeys(rules))
    shown = ", ".join(unique[:_NAMED])
    rest = len(unique) - _NAMED
    return f"{shown} en nog {rest}" if rest > 0 else shown


def _not_checked(uitkomst: Uitkomst) -> list[str]:
    """Per unreadable file the rules that could not run."""
    by_file: dict[str, list[str]] = {}
    for rule, file in uitkomst.skipped:
        by_file.setdefault(file, []).append(rule)
    return [
        f"{_count(len(rules), 'regel', 'regels')} niet getoetst: {file} is niet leesbaar"
        f" ({_named(rules)})."
        for file, rules in by_file.items()
    ]


def _set_aside(uitkomst: Uitkomst) -> list[str]:
    if not uitkomst.suppressed:
        return []
    number = _count(len(uitkomst.suppressed), "bevinding", "bevindingen")
    rules = _named(s.finding.rule for s in uitkomst.suppressed)
    return [f"{number} genegeerd, met de reden in het bestand ({rules})."]


def _headline(finding: Finding, view: View) -> list[str]:
    """`maatregelen.yaml:12:5: fout[RRP-2.5-2b] Bij deze maatregel …`."""
    words = [
        (f"{view.place(finding.location)}:", "bold"),
        (f"{finding.severity}[{finding.rule}]", _STYLES[finding.severity]),
        *_plain(finding.message),
    ]
    return flow(words, view.width, view.paint, indent=4)


def _block(finding: Finding, lines: Lines, view: View) -> list[str]:
    """A finding in full: headline, source line, and the notes under it."""
    margin = 2 + len(str(finding.location.line))
    notes = [
        row
        for label, text in _notes(finding, view)
        for row in flow(
            [(f"{'':{margin}} = {label}:", "bold"), *_plain(text)],
            view.width,
            view.paint,
            indent=margin + 3,
        )
    ]
    return [*_headline(finding, view), *_snippet(finding, lines, view), *notes]


def _explained(finding: Finding) -> Finding:
    """The finding with the explanation of a deviation from the law in its message."""
    if not finding.explanation:
        return finding
    return replace(finding, message=f"{finding.message} Uitleg: {finding.explanation}")


def _notes(finding: Finding, view: View) -> list[tuple[str, str]]:
    """What stands under the source line, as (label, text)."""
    also = [("zie ook", f"{view.place(place)} ({words})") for place, words in finding.related]
    return [*notes(finding), *also]


def _snippet(finding: Finding, lines: Lines, view: View) -> list[str]:
    """The source line with carets under what is meant; nothing when the file has no such line."""
    place = finding.location
    source = lines.get(place.file, ())
    if not 1 <= place.line <= len(source):
        return []
    margin = len(str(place.line)) + 2
    room = max((view.width or _PIPE_WIDTH) - margin - 3, 20)
    text, before, size = _excerpt(source[place.line - 1], place.column, room)
    return [
        view.paint(f"{place.line:>{margin}} |", "dim") + f" {text}".rstrip(),
        view.paint(f"{'':{margin}} |", "dim")
        + f" {'':{before}}"
        + view.paint("^" * size, _STYLES[finding.severity]),
    ]


def _excerpt(line: str, column: int, room: int) -> tuple[str, int, int]:
    """As much of the line as fits in `room` cells, the cells before the caret, and its length."""
    start = min(column - 1, len(line))
    meant = _meant(line[start:])
    head = _shown(line[:start])
    mark = _shown(line[: start + len(meant)])[len(head) :]
    tail = _shown(line)[len(head) + len(mark) :]
    if cell_len(head + mark + tail) > room:
        head, mark, tail = _cut(head, mark, tail, room)
    return head + mark + tail, cell_len(head), max(cell_len(mark), 1)


def _cut(head: str, mark: str, tail: str, room: int) -> tuple[str, str, str]:
    """Keep what stands around the mark; an ellipsis on each side that lost something."""
    kept = head
    while cell_len(kept) > room // 3:
        kept = kept[1:]
    if len(kept) < len(head):
        head = f"…{kept}"
    body = mark + tail
    while cell_len(head + body) > room - 1:
        body = body[:-1]
    body = body if body == mark + tail else f"{body}…"
    return head, body[: len(mark)], body[len(mark) :]


def _shown(line: str) -> str:
    return visible(line.expandtabs(_TAB))


_KEY = re.compile(r"[^\s:#\-\"'\[\]{},][^:#\"'\[\]{},]*(?=:(\s|$))")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_VALUE = re.compile(r"\S.*?(?=\s+#|\s*$)")


def _meant(rest: str) -> str:
    """What begins at the place of a finding: a key, a quoted value, an item's dash, a value."""
    if rest.startswith("- "):
        return "-"
    for pattern in (_KEY, _QUOTED, _VALUE):
        if found := pattern.match(rest):
            return found.group()
    return ""
