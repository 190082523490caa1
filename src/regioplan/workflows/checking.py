"""Check a programme: load, judge, and keep the lines for the report."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import folder as folders
from regioplan import source
from regioplan.errors import RegioplanError
from regioplan.findings import Finding, Severity, Uitkomst
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
    files = folders.read_folder(folder)
    loaded = load(files)
    vorige = None if since is None else older(folder, since)
    return judged(folder, loaded, status, vandaag, vorige, files=files)


# ------------------------------------------------------------------ steps


def older(folder: Path, revision: str) -> Programma:
    """The programme as it was at a git revision.

    Raises:
        RegioplanError: no such revision, or its files cannot be read.
    """
    from regioplan import history  # noqa: PLC0415  # only when an older version is asked for

    return whole(load(history.read_revision(folder, revision)), f"De versie ‘{revision}’")


def whole(loaded: Loaded, name: str, remedy: str = "Noem een andere versie.") -> Programma:
    """The programme of which every file could be read; one with a typo is no ground to judge on.

    `name` begins a sentence: "De versie ‘v1’"; `remedy` is one.
    """
    if loaded.programma is None or loaded.findings:
        first = loaded.findings[0]
        raise RegioplanError(f"{name} is niet te lezen: {first.location}: {first.message} {remedy}")
    return loaded.programma


def judged(  # noqa: PLR0913  # each is something else that is known of it
    folder: Path,
    loaded: Loaded,
    status: str | None,
    vandaag: date | None,
    vorige: Programma | None = None,
    *,
    files: Mapping[str, bytes] | None = None,
) -> Checked:
    """Judge a loaded programme; one that cannot be read skips every rule.

    `files`: what was loaded, when that is how the programme stands in its folder now; then its
    versions are held against the tags of git, and its text against what was signed.
    """
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
    check = partial(
        rules.check,
        loaded.programma,
        status=Status(status) if status else None,
        vorige=vorige,
        tags=None if files is None else _tags(folder, loaded),
        vandaag=vandaag or date.today(),  # noqa: DTZ011  # a legal date is a local one
        suppressions={name: text.suppressions for name, text in loaded.sources.items()},
    )
    uitkomst = check()
    if files is not None and (text_hash := _text_hash(loaded, uitkomst, files)):
        uitkomst = check(tekst_hash=text_hash)
    findings = sorted((*loaded.findings, *uitkomst.findings), key=_place)
    return Checked(replace(uitkomst, findings=tuple(findings)), lines, str(folder))


def _tags(folder: Path, loaded: Loaded) -> Mapping[str, str | None] | None:
    """The tags of versions in the version table, each with the version that its programme names.

    None where there is no such tag.
    """
    from regioplan import history  # noqa: PLC0415  # only for a programme with versions

    versions = _versions(loaded)
    if not versions:
        return None
    found = {
        name: content
        for name, content in history.tags(folder).items()
        if name.endswith(tuple(versions))
    }
    named = {content: _version(content) for content in set(found.values())}
    return {name: named[content] for name, content in found.items()} or None


def _versions(loaded: Loaded) -> list[str]:
    """The versions in the version table; none where it cannot be read."""
    blad = loaded.programma and loaded.programma.bladen.get("programma.yaml")
    return [str(version.versie) for version in getattr(blad, "versies", ())]


def _version(content: bytes | None) -> str | None:
    """The version that a programma.yaml names."""
    data = None if content is None else source.read("programma.yaml", content).data
    version = data.get("versie") if isinstance(data, dict) else None
    return str(version).strip() if isinstance(version, str) else None


def _text_hash(loaded: Loaded, uitkomst: Uitkomst, files: Mapping[str, bytes]) -> str | None:
    """The hash of the document's text, when a round tells what was signed; it takes some time."""
    programma = loaded.programma
    if programma is None or loaded.findings:
        return None
    if not any(round_.tekst_hash for round_ in programma.partners.ondertekening):
        return None
    from regioplan import document, rules  # noqa: PLC0415  # heavy, only for what was signed
    from regioplan.provenance import Provenance  # noqa: PLC0415  # as above

    with suppress(RegioplanError):  # rendering will say what is wrong with a template
        norms = tuple(rules.norms().values())
        loader = document.templates_of(files)
        made = document.compose(programma, uitkomst, norms, Provenance(), loader=loader)
        return made.content_hash
    return None


def _place(finding: Finding) -> tuple[object, ...]:
    return (finding.location, finding.rule, finding.message)


def _is_int(rule_id: str) -> bool:
    """Whether a finding is of reading (syntax, shape, references), not of judging."""
    return rule_id.startswith("INT-")


def unreadable(uitkomst: Uitkomst) -> bool:
    """Whether a file could not be read: that always forbids a document."""
    return any(_is_int(f.rule) for f in uitkomst.findings)


def forbidding(uitkomst: Uitkomst) -> tuple[Finding, ...]:
    """The findings that forbid a document: every `fout` from vastgesteld on; in a concept none."""
    from regioplan.model import Status  # noqa: PLC0415  # as in `judged`

    if not uitkomst.status or not Status(uitkomst.status).reaches(Status.VASTGESTELD):
        return ()
    return tuple(f for f in uitkomst.findings if f.severity is Severity.FOUT)
