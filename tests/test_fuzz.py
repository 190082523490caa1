"""Whatever happens to the lines of a whole programme: findings, or a document, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regioplan import rules, workflows
from regioplan.document import compose
from regioplan.findings import Finding
from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.markdown import Document
from regioplan.provenance import Provenance
from regioplan.report import FORMATS, Report, View
from regioplan.workflows import checking
from regioplan.writers import markdown

ROOT = Path(__file__).parent.parent
PROGRAMMES = (ROOT / "examples" / "arnhem", ROOT / "tests" / "basis")
TODAY = date(2026, 3, 2)

Files = Mapping[str, bytes]
Lines = list[str]

VALUES = (
    *("n.t.b.", "", "ja", "nee", "0", "-1", "1.5", "27", "999999999", "300000.50", "24-32"),
    *("2026", "2026/2027", "2026-01-01", "2031-12-31", "concept", "vastgesteld", "in_uitvoering"),
    *("[]", "{}", "[a, b]", "{a: b}", "[n.t.b.]", "*x", "&a b", "!!int 3", "'x", '"', "\xa0"),
    *("[](#zomerbrug)", "^[noot]", "# kop", "![x](y)", "<b>{{ x }}</b>", "a|b", "\\", "w" * 400),
    *("gem-harderwijk", "zomerbrug", "arnhem", "h-regio", "het bestaat: niet"),
)
"""What may come behind a colon: right there or wrong there, but typed by somebody some day."""

SIGNS = (":", "\t", "'", '"', "-", "#", "[", "{", "|", ">", "\xa0", "\u2028", "é", "  ", "")


def replaced(lines: Lines, at: int, choice: int) -> None:
    """Another value behind the key."""
    key, colon, _ = lines[at].partition(": ")
    if colon:
        lines[at] = f"{key}: {VALUES[choice % len(VALUES)]}"


def deleted(lines: Lines, at: int, choice: int) -> None:
    """Up to ten lines gone."""
    del lines[at : at + 1 + choice % 10]


def doubled(lines: Lines, at: int, choice: int) -> None:
    """Up to ten lines copied below themselves."""
    block = lines[at : at + 1 + choice % 10]
    lines[at + len(block) : at + len(block)] = block


def shifted(lines: Lines, at: int, choice: int) -> None:
    """More indentation, or less, or none."""
    line = lines[at]
    lines[at] = (f"  {line}", line[1:], line.lstrip())[choice % 3]


def mistyped(lines: Lines, at: int, choice: int) -> None:
    """One character of the line is another one."""
    line = lines[at]
    place = choice % (len(line) + 1)
    lines[at] = line[:place] + SIGNS[choice % len(SIGNS)] + line[place + 1 :]


CHANGES: tuple[Callable[[Lines, int, int], None], ...] = (
    replaced,
    replaced,  # what most people do most of the time
    deleted,
    doubled,
    shifted,
    mistyped,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change in one line; the numbers wrap around, so that each of them fits."""

    file: int
    line: int
    change: Callable[[Lines, int, int], None]
    choice: int

    def applied(self, files: Files) -> Files:
        """The files after it."""
        name = sorted(files)[self.file % len(files)]
        lines = files[name].decode().split("\n")
        self.change(lines, self.line % len(lines), self.choice)
        return {**files, name: "\n".join(lines).encode()}


NUMBERS = st.integers(min_value=0, max_value=9_999)
EDITS = st.builds(Edit, NUMBERS, NUMBERS, st.sampled_from(CHANGES), NUMBERS)

original = cache(read_folder)


def checked(files: Files) -> tuple[workflows.Checked, Document | None]:
    """What `validate` finds and what `render --force` makes; None where that is refused."""
    loaded = load(files)
    found = checking.judged(Path(), loaded, None, TODAY)
    if loaded.programma is None or checking.unreadable(found.uitkomst):
        return found, None
    forced = bool(checking.forbidding(found.uitkomst))
    register = tuple(rules.norms().values())
    return found, compose(loaded.programma, found.uitkomst, register, Provenance(), forced=forced)


def stands_in(finding: Finding, files: Files) -> bool:
    """Whether a finding points at a line that its file has."""
    lines = files.get(finding.location.file, b"").decode().count("\n") + 1
    return 1 <= finding.location.line <= lines and finding.location.column >= 1


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # what it makes is short; to shrink it takes minutes
)
@given(st.sampled_from(PROGRAMMES), st.lists(EDITS, min_size=1, max_size=3))
def test_no_edit_of_a_programme_crashes_the_tool(folder: Path, edits: list[Edit]) -> None:
    """Each finding points into its file, each form of the report and the document can be made."""
    files: Files = original(folder)
    for edit in edits:
        files = edit.applied(files)
    found, document = checked(files)
    assert [f for f in found.uitkomst.findings if not stands_in(f, files)] == []
    for form in FORMATS.values():
        assert form(Report(found.uitkomst, found.lines, View(width=80)))
    if document is not None:
        assert markdown.write(document)
