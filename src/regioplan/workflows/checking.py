"""Check a programme: load, judge, and keep the lines for the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import folder as folders
from regioplan.findings import Finding, Uitkomst
from regioplan.loader import NEEDED, Loaded, load

if TYPE_CHECKING:
    from regioplan.model import Programma


@dataclass(frozen=True, slots=True)
class Checked:
    """A programme that was checked: the outcome, and the lines of its files for the report."""

    uitkomst: Uitkomst
    lines: Mapping[str, tuple[str, ...]]
    folder: str


def validate(
    folder: Path,
    *,
    status: str | None = None,
    since: str | None = None,
    vandaag: date | None = None,
) -> Checked:
    """Check the programme in a folder. Writes nothing.

    Args:
        folder: the programme's folder.
        status: judge as if the programme had this status; None: its own.
        since: an older git revision, for the rules over two versions; None: those do not run.
        vandaag: the day for reminders; None: today.

    Raises:
        RegioplanError: the folder cannot be read, or is no programme; or the older version.
    """
    loaded = load(folders.read_folder(folder))
    vorige = None if since is None else older(folder, since)
    return judged(folder, loaded, status, vandaag, vorige)


# ------------------------------------------------------------------ steps


def older(folder: Path, revision: str) -> Programma:
    """The programme as it was at a git revision.

    Raises:
        RegioplanError: no such revision, or its files cannot be read.
    """
    from regioplan import history  # noqa: PLC0415  # only when an older version is asked for

    return whole(load(history.read_revision(folder, revision)), f"De versie ‘{revision}’")


def whole(loaded: Loaded, name: str) -> Programma:
    """The programme of which every file could be read; one with a typo is no ground to judge on.

    `name` begins a sentence: "De versie ‘v1’".
    """
    from regioplan.errors import RegioplanError  # noqa: PLC0415  # only when it goes wrong

    if loaded.programma is None or loaded.findings:
        first = loaded.findings[0]
        raise RegioplanError(
            f"{name} is niet te lezen: {first.location}: {first.message} Noem een andere versie."
        )
    return loaded.programma


def judged(
    folder: Path,
    loaded: Loaded,
    status: str | None,
    vandaag: date | None,
    vorige: Programma | None = None,
) -> Checked:
    """Judge a loaded programme; one that cannot be read skips every rule."""
    from regioplan import rules  # noqa: PLC0415  # after reading: a bad folder answers sooner
    from regioplan.model import Status  # noqa: PLC0415  # as above

    lines = {name: text.lines for name, text in loaded.sources.items()}
    if loaded.programma is None:
        broken = {f.location.file for f in loaded.findings}
        file = next((name for name in NEEDED if name in broken), NEEDED[0])
        skipped = tuple(
            (rule_id, file) for rule_id, _, _ in rules.rule_list() if not _is_int(rule_id)
        )
        return Checked(Uitkomst(loaded.findings, skipped), lines, str(folder))
    uitkomst = rules.check(
        loaded.programma,
        status=Status(status) if status else None,
        vorige=vorige,
        vandaag=vandaag or date.today(),  # noqa: DTZ011  # a legal date is a local one
        suppressions={name: text.suppressions for name, text in loaded.sources.items()},
    )
    findings = sorted((*loaded.findings, *uitkomst.findings), key=_place)
    return Checked(replace(uitkomst, findings=tuple(findings)), lines, str(folder))


def _place(finding: Finding) -> tuple[object, ...]:
    return (finding.location, finding.rule, finding.message)


def _is_int(rule_id: str) -> bool:
    """Whether a finding is of reading (syntax, shape, references), not of judging."""
    return rule_id.startswith("INT-")


def unreadable(uitkomst: Uitkomst) -> bool:
    """Whether a file could not be read: that always forbids a document."""
    return any(_is_int(f.rule) for f in uitkomst.findings)
