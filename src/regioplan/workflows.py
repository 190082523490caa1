"""One function per command: load, check, compose, write; files come out whole or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import __version__
from regioplan import folder as folders
from regioplan.findings import Finding, Severity, Uitkomst
from regioplan.loader import NEEDED, Loaded, load

if TYPE_CHECKING:
    from regioplan.markdown import Document
    from regioplan.model import Programma
    from regioplan.status import GeenStand, Stand
    from regioplan.writers import Writer


NO_PAGES = (
    "De inhoudsopgave heeft nog geen paginanummers, want LibreOffice is niet gevonden. In Word: "
    "klik in de inhoudsopgave en druk op F9."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A programme that was checked: the outcome, and the lines of its files for the report."""

    uitkomst: Uitkomst
    lines: Mapping[str, tuple[str, ...]]
    folder: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering gave: the files written, or a refusal with its findings."""

    checked: Checked
    written: tuple[Path, ...] = ()
    refused: bool = False
    remarks: tuple[str, ...] = ()  # Dutch sentences for the user


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
    vorige = None if since is None else _older(folder, since)
    return _checked(folder, loaded, status, vandaag, vorige)


def render(
    folder: Path,
    outputs: tuple[Path, ...],
    *,
    force: bool = False,
    page_numbers: bool = True,
    vandaag: date | None = None,
) -> Rendered:
    """Make the documents of the programme in a folder.

    Args:
        folder: the programme's folder.
        outputs: the files to write; the suffix picks the writer. Empty: .docx and .md, named after
            the region, in the current folder.
        force: write although findings forbid it; the cover then says so.
        page_numbers: let LibreOffice, when it is there, count the pages for the contents.
        vandaag: the day for reminders; None: today.

    Raises:
        RegioplanError: the folder cannot be read, a suffix is unknown, or a file cannot be written.
    """
    from regioplan import provenance, rules, writers  # noqa: PLC0415  # heavy, only for rendering
    from regioplan.document import compose, templates_of  # noqa: PLC0415  # heavy, only for rendering

    writer_of = {path: writers.writer_for(path) for path in outputs}
    files_read = folders.read_folder(folder)
    loaded = load(files_read)
    checked = _checked(folder, loaded, None, vandaag)
    forbidding = _forbidding(checked.uitkomst)
    if loaded.programma is None or _unreadable(checked.uitkomst) or (forbidding and not force):
        return Rendered(checked, refused=True)
    document = compose(
        loaded.programma,
        checked.uitkomst,
        tuple(rules.norms().values()),
        provenance.Provenance(
            rules_version=checked.uitkomst.rules_version, tool_version=__version__
        ),
        forced=bool(forbidding),
        loader=templates_of(files_read),
    )
    if not outputs:
        name = _file_name(document)
        writer_of = {p: writers.writer_for(p) for p in (Path(f"{name}.docx"), Path(f"{name}.md"))}
    files, remarks = _written(document, writer_of, page_numbers=page_numbers)
    folders.write_files(files, overwrite=True)
    return Rendered(checked, tuple(files), remarks=remarks)


def status(folder: Path, *, vandaag: date | None = None) -> Stand | GeenStand:
    """Where the programme in a folder stands. Writes nothing.

    Args:
        folder: the programme's folder.
        vandaag: the day from which is counted; None: today.

    Raises:
        RegioplanError: the folder cannot be read, or is no programme.
    """
    from regioplan import rules  # noqa: PLC0415  # only for this command
    from regioplan import status as standing  # noqa: PLC0415  # as above

    day = vandaag or date.today()  # noqa: DTZ011  # a legal date is a local one
    loaded = load(folders.read_folder(folder))
    uitkomst = _checked(folder, loaded, None, day).uitkomst
    if loaded.programma is None:
        broken = frozenset(f.location.file for f in uitkomst.findings).intersection(NEEDED)
        return standing.GeenStand(day, standing.unreadable(uitkomst.findings, broken))
    return standing.status(loaded.programma, uitkomst, rules.norms(), day)


def init(folder: Path, region: str) -> tuple[Path, ...]:
    """Write a complete concept for a region (its number or name). Overwrites nothing.

    Raises:
        RegioplanError: no such region, or a file that is there already.
    """
    from regioplan import reference, scaffold  # noqa: PLC0415  # only for this command

    found = reference.region(int(region) if region.isdigit() else region)
    if found is None:
        raise _no_region(region)
    files = {folder / name: content for name, content in scaffold.scaffold(found).items()}
    folders.write_files(files)
    return tuple(files)


def _no_region(region: str) -> Exception:
    from regioplan import reference  # noqa: PLC0415  # only when it goes wrong
    from regioplan.errors import RegioplanError  # noqa: PLC0415  # as above

    near = reference.region_suggestions(region)
    hint = f" Bedoeld is misschien {near[0]}." if near else ""
    return RegioplanError(
        f"Er is geen Doorstroompuntregio ‘{region}’.{hint} `regioplan init --list-regions` "
        "toont ze."
    )


def regions() -> tuple[tuple[int, str], ...]:
    """The Doorstroompuntregio's of bijlage 5: (number, name)."""
    from regioplan import reference  # noqa: PLC0415  # only for this command

    return tuple((number, regio.naam) for number, regio in reference.regions().items())


def schema(folder: Path) -> tuple[Path, ...]:
    """Write the JSON Schemas of the YAML files to a folder."""
    from regioplan.model.schema import schema_files  # noqa: PLC0415  # only for this command

    files = {folder / name: content for name, content in schema_files().items()}
    folders.write_files(files, overwrite=True)
    return tuple(files)


def explain(rule_id: str) -> str:
    """The Dutch page of a rule. Raises `RegioplanError` with a suggestion for an unknown id."""
    from regioplan import rules  # noqa: PLC0415  # only for this command

    return rules.explain(rule_id)


def rule_list() -> tuple[tuple[str, str, str], ...]:
    """Every rule: (id, severity in words, its first line)."""
    from regioplan import rules  # noqa: PLC0415  # only for this command

    return rules.rule_list()


def rule_texts() -> Mapping[str, tuple[str, str]]:
    """Every rule by id: its first line and its page, for a report that explains itself."""
    return {name: (norm, explain(name)) for name, _, norm in rule_list()}


# ------------------------------------------------------------------ steps


def _older(folder: Path, revision: str) -> Programma:
    """The programme as it was at a git revision; one with a typo is no ground to judge on."""
    from regioplan import history  # noqa: PLC0415  # only when an older version is asked for
    from regioplan.errors import RegioplanError  # noqa: PLC0415  # as above

    loaded = load(history.read_revision(folder, revision))
    if loaded.programma is None or loaded.findings:
        first = loaded.findings[0]
        raise RegioplanError(
            f"De versie ‘{revision}’ is niet te lezen: {first.location}: {first.message} Noem een"
            " andere versie."
        )
    return loaded.programma


def _checked(
    folder: Path,
    loaded: Loaded,
    status: str | None,
    vandaag: date | None,
    vorige: Programma | None = None,
) -> Checked:
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


def _unreadable(uitkomst: Uitkomst) -> bool:
    """Whether a file could not be read: that always forbids a document."""
    return any(_is_int(f.rule) for f in uitkomst.findings)


def _forbidding(uitkomst: Uitkomst) -> tuple[Finding, ...]:
    """The findings that forbid a document: every `fout` from vastgesteld on; in a concept none."""
    from regioplan.model import Status  # noqa: PLC0415  # as in _checked

    if not uitkomst.status or not Status(uitkomst.status).reaches(Status.VASTGESTELD):
        return ()
    return tuple(f for f in uitkomst.findings if f.severity is Severity.FOUT)


def _file_name(document: Document) -> str:
    """`regionaal-programma-arnhem`: letters, digits and dashes only, for any file system."""
    plain = unicodedata.normalize("NFKD", document.properties.region).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
    return "-".join(filter(None, ("regionaal-programma", slug)))


def _written(
    document: Document, writer_of: Mapping[Path, Writer], *, page_numbers: bool
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """The bytes of each file, and what the user should know of them."""
    from regioplan import office  # noqa: PLC0415  # only for rendering

    files = {path: writer(document) for path, writer in writer_of.items()}
    words = [path for path in files if path.suffix.lower() == ".docx"]
    if not words or not page_numbers:
        return files, ()
    pages = office.page_numbers(files[words[0]])
    if pages is None:
        return files, (NO_PAGES,)
    for path in words:
        files[path] = writer_of[path](document, pages=pages)
    return files, ()
