"""Make the documents of a programme: check, compose, write; whole or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import __version__
from regioplan import folder as folders
from regioplan.loader import load
from regioplan.workflows.checking import Checked, forbidding, judged, unreadable, whole

if TYPE_CHECKING:
    from regioplan.findings import Uitkomst
    from regioplan.markdown import Document
    from regioplan.model import Programma
    from regioplan.provenance import Provenance
    from regioplan.writers import Writer


Progress = Callable[[str], AbstractContextManager[object]]
"""What is shown while something takes long; a few Dutch words for it."""


def _silently(_words: str) -> AbstractContextManager[object]:
    """Show nothing."""
    return nullcontext()


NO_PAGES = (
    "De inhoudsopgave heeft nog geen paginanummers, want LibreOffice is niet gevonden. In Word: "
    "klik in de inhoudsopgave en druk op F9."
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What rendering gave: the files written, or a refusal with its findings."""

    checked: Checked
    written: tuple[Path, ...] = ()
    refused: bool = False
    remarks: tuple[str, ...] = ()  # Dutch sentences for the user


def render(  # noqa: PLR0913  # each is an option of the command, by name
    folder: Path,
    outputs: tuple[Path, ...],
    *,
    document: str = "programma",
    since: str | None = None,
    for_review: bool = False,
    house_style: Path | None = None,
    force: bool = False,
    page_numbers: bool = True,
    progress: Progress = _silently,
    vandaag: date | None = None,
) -> Rendered:
    """Make the documents of the programme in a folder.

    Args:
        folder: the programme's folder.
        outputs: the files to write; the suffix picks the writer. Empty: .docx and .md, named after
            the document and the region, in the current folder (only .docx with an option that only
            Word knows).
        document: which document, a name in `document.KINDS`.
        since: an older git revision; the Word file marks what changed since, or the document
            tells it in words.
        for_review: the Word file tracks what its readers change.
        house_style: a .docx or .dotx whose look the Word file takes.
        force: write although findings forbid it; the cover then says so.
        page_numbers: let LibreOffice, when it is there, count the pages for the contents.
        progress: shows what takes long, such as LibreOffice.
        vandaag: the day for reminders; None: today.

    Raises:
        RegioplanError: the folder cannot be read, a suffix is unknown, a writer cannot do what is
            asked, or a file cannot be written.
    """
    from regioplan import writers  # noqa: PLC0415  # heavy, only for rendering
    from regioplan.document import KINDS  # noqa: PLC0415  # as above

    writer_of = {path: writers.writer_for(path) for path in outputs}
    base = None if house_style is None else folders.read_file(house_style)
    files_read = folders.read_folder(folder)
    loaded = load(files_read)
    checked = judged(folder, loaded, None, vandaag, files=files_read)
    forbids = forbidding(checked.uitkomst)
    if loaded.programma is None or unreadable(checked.uitkomst) or (forbids and not force):
        return Rendered(checked, refused=True)
    vorige = None if since is None else _older(folder, since, vandaag)
    marked = vorige is not None and not KINDS[document].tells_changes
    older = _composed(vorige, document) if vorige and marked else None
    known = _provenance(folder, checked.uitkomst)
    if vorige and not marked:
        known = replace(known, since=vorige.provenance.revision)
    now = _Judged(loaded.programma, checked.uitkomst, known, files_read)
    made = _composed(
        now, document, forced=bool(forbids), vorige=None if vorige is None else vorige.programma
    )
    if not outputs:
        name = _file_name(made, document)
        only_word = marked or for_review or base is not None
        endings = (".docx",) if only_word else (".docx", ".md")
        writer_of = {p: writers.writer_for(p) for p in (Path(f"{name}{e}") for e in endings)}
    wishes = {
        path: partial(writer, since=older, base=base, review=for_review)
        for path, writer in writer_of.items()
    }
    files, remarks = _written(made, wishes, progress, page_numbers=page_numbers)
    folders.write_files(files, overwrite=True)
    return Rendered(checked, tuple(files), remarks=remarks)


# ------------------------------------------------------------------ steps


@dataclass(frozen=True, slots=True)
class _Judged:
    """A programme with what is known of it: all that a document is composed of."""

    programma: Programma
    uitkomst: Uitkomst
    provenance: Provenance
    files: Mapping[str, bytes]


def _composed(
    of: _Judged, document: str, *, forced: bool = False, vorige: Programma | None = None
) -> Document:
    from regioplan import rules  # noqa: PLC0415  # heavy, only for rendering
    from regioplan.document import compose, templates_of  # noqa: PLC0415  # as above

    return compose(
        of.programma,
        of.uitkomst,
        tuple(rules.norms().values()),
        of.provenance,
        kind=document,
        forced=forced,
        vorige=vorige,
        loader=templates_of(of.files),
    )


def _older(folder: Path, revision: str, vandaag: date | None) -> _Judged:
    """The programme at a git revision, judged as it was."""
    from regioplan import history, provenance  # noqa: PLC0415  # only when it is asked for

    files = history.read_revision(folder, revision)
    loaded = load(files)
    programma = whole(loaded, f"De versie ‘{revision}’")
    uitkomst = judged(folder, loaded, None, vandaag).uitkomst
    commit = history.commit(folder, revision)
    known = provenance.Provenance(
        revision=commit.revision if commit else "",
        rules_version=uitkomst.rules_version,
        tool_version=__version__,
    )
    return _Judged(programma, uitkomst, known, files)


def _provenance(folder: Path, uitkomst: Uitkomst) -> Provenance:
    from regioplan import history, provenance  # noqa: PLC0415  # only for rendering

    state = history.state(folder)
    return provenance.Provenance(
        revision=state.revision if state else "",
        clean=state.clean if state else True,
        rules_version=uitkomst.rules_version,
        tool_version=__version__,
    )


def _file_name(document: Document, kind: str) -> str:
    """`regionaal-programma-arnhem`: letters, digits and dashes only, for any file system."""
    from regioplan.document import KINDS  # noqa: PLC0415  # only for rendering

    plain = unicodedata.normalize("NFKD", document.properties.region).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
    return "-".join(filter(None, (KINDS[kind].file, slug)))


_SLOW = frozenset({".pdf"})
"""Suffixes of files that take seconds to make."""


def _written(
    document: Document, writer_of: Mapping[Path, Writer], progress: Progress, *, page_numbers: bool
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """The bytes of each file, and what the user should know of them."""
    from regioplan import office  # noqa: PLC0415  # only for rendering

    files = {}
    for path, writer in writer_of.items():
        with progress(f"{path.name} maken") if path.suffix.lower() in _SLOW else nullcontext():
            files[path] = writer(document)
    words = [path for path in files if path.suffix.lower() == ".docx"]
    if not words or not page_numbers or not document.has_contents:
        return files, ()
    with progress("LibreOffice telt de bladzijden"):
        pages = office.page_numbers(files[words[0]])
    if pages is None:
        return files, (NO_PAGES,)
    for path in words:
        files[path] = writer_of[path](document, pages=pages)
    return files, ()
