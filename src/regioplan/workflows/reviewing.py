"""What reviewers sent back: read, placed, answered, and told as a reactienota."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from regioplan import __version__
from regioplan import folder as folders
from regioplan.errors import RegioplanError
from regioplan.loader import load
from regioplan.model.reacties import FILE, Reactie, Reacties, ReactieStatus
from regioplan.workflows.checking import judged, unreadable

if TYPE_CHECKING:
    from regioplan.document.reactienota import Rij
    from regioplan.markdown import Block, Document
    from regioplan.model import Programma
    from regioplan.readers.places import Printed
    from regioplan.readers.reactions import Reaction
    from regioplan.readers.remarks import Remarks


@dataclass(frozen=True, slots=True)
class Commented:
    """The reactions, with what is kept of them, and the files that were written."""

    rijen: tuple[Rij, ...]
    written: tuple[Path, ...] = ()
    added: int = 0  # reactions that were put in reacties.yaml
    remarks: tuple[str, ...] = ()  # Dutch sentences for the user


def comments(
    files: Sequence[Path],
    folder: Path,
    outputs: Sequence[Path] = (),
    *,
    save: bool = False,
) -> Commented:
    """Read what reviewers left in Word files, and make the reactienota.

    Args:
        files: the Word files that came back; none: what is kept in reacties.yaml.
        folder: the programme's folder.
        outputs: the files to write; the suffix picks the form.
        save: put new reactions in reacties.yaml, behind what stands there.

    Raises:
        RegioplanError: a file or the programme cannot be read, or nothing can be written there.
    """
    _demand_outputs(outputs, files)
    read = folders.read_folder(folder)
    made = composed(folder, read, "comments")
    kept = {r.id: r for r in made.reacties.reacties}
    remarks: tuple[str, ...] = ()
    if files:
        found, remarks = _gathered(files, made)
        rijen = tuple(_row(n, r, kept.get(r.id)) for n, r in enumerate(found, 1))
    else:
        rijen = tuple(_kept_row(n, r) for n, r in enumerate(kept.values(), 1))
    new = [rij for rij in rijen if rij.nieuw]
    writing = {path: _form(path)(rijen, made, read) for path in outputs}
    if save and new:
        writing[folder / FILE] = _saved(folder, read.get(FILE), new)
    folders.write_files(writing, overwrite=True)
    return Commented(rijen, tuple(writing), len(new) if save else 0, remarks)


# ------------------------------------------------------------------ the programme in print


@dataclass(frozen=True, slots=True)
class Made:
    """A programme that could be read as a whole, and the document that it makes."""

    programma: Programma
    document: Document
    reacties: Reacties


def composed(folder: Path, files: Mapping[str, bytes], command: str) -> Made:
    """The programme in these files and its document.

    Raises:
        RegioplanError: a file of the programme cannot be read.
    """
    from regioplan import document, rules  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.provenance import Provenance  # noqa: PLC0415  # as above

    loaded = load(files)
    uitkomst = judged(folder, loaded, None, None).uitkomst
    if loaded.programma is None or unreadable(uitkomst):
        first = loaded.findings[0]
        raise RegioplanError(
            f"Het programma in {folder} is niet te lezen: {first.location}: {first.message} Herstel"
            f" dat eerst (zie `regioplan validate`), en draai dan opnieuw `regioplan {command}`."
        )
    known = Provenance(rules_version=uitkomst.rules_version, tool_version=__version__)
    made = document.compose(
        loaded.programma,
        uitkomst,
        tuple(rules.norms().values()),
        known,
        loader=document.templates_of(files),
    )
    return Made(loaded.programma, made, loaded.reacties or Reacties.empty())


def printed(document: Document) -> Printed:
    """The numbers and the titles of a document's headings."""
    from regioplan.readers.places import Printed  # noqa: PLC0415  # heavy: only for who asks

    tree = document.tree
    return Printed(tree.labels, MappingProxyType(dict(_headings(tree.blocks))))


def _headings(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    from regioplan.markdown import Heading, Region, plain_text  # noqa: PLC0415  # as above

    for block in blocks:
        if isinstance(block, Heading):
            yield block.id, plain_text(block.children)
        elif isinstance(block, Region) and block.kind != "kaft":
            yield from _headings(block.blocks)


# ------------------------------------------------------------------ what came back


def _gathered(files: Sequence[Path], made: Made) -> tuple[tuple[Reaction, ...], tuple[str, ...]]:
    """The reactions in the files, and what the user should know of them."""
    from regioplan.readers.package import Package  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.readers.places import Placer  # noqa: PLC0415  # as above
    from regioplan.readers.reactions import gather  # noqa: PLC0415  # as above
    from regioplan.readers.remarks import read_remarks  # noqa: PLC0415  # as above

    unique = {path.resolve(): path for path in files}.values()
    read = [
        (str(path), read_remarks(Package(str(path), folders.read_file(path)))) for path in unique
    ]
    inside = printed(made.document)
    found = gather(read, Placer(made.programma, inside), inside.titles)
    return found, tuple(words for name, one in read for words in _about(name, one))


def _about(name: str, remarks: Remarks) -> Iterator[str]:
    """What was left out of a file, and what may be wrong with it."""
    if not remarks.remarks:
        yield f"In {name} staan geen opmerkingen en geen bijgehouden wijzigingen van lezers."
    if not remarks.bookmarks:
        yield (
            f"In {name} staan geen bladwijzers van regioplan. De plaatsen zijn gezocht op koppen en"
            " woorden: controleer ze."
        )
    if remarks.own:
        yield (
            f"In {name} {_are(remarks.own, 'wijziging')} door regioplan zelf bijgehouden (het"
            " verschil met een eerdere versie). Die zijn overgeslagen."
        )
    if remarks.looks:
        yield f"In {name} {_are(remarks.looks, 'wijziging')} van opmaak. Die zijn overgeslagen."


def _are(number: int, noun: str) -> str:
    return f"is {number} {noun}" if number == 1 else f"zijn {number} {noun}en"


def _row(number: int, reaction: Reaction, kept: Reactie | None) -> Rij:
    """A reaction of a file, with the answer that is kept."""
    from regioplan.document.reactienota import Rij, Spreker, Vervolg  # noqa: PLC0415  # heavy

    place = reaction.place
    closed = kept is not None and kept.status is ReactieStatus.AFGEHANDELD
    return Rij(
        number,
        reaction.id,
        reaction.kind,
        tuple(Spreker(voice.author, voice.day) for voice in reaction.voices),
        place.where,
        place.location.file if place.location else "",
        place.location.line if place.location else 0,
        _short(reaction.quote),
        reaction.text,
        tuple(Vervolg(Spreker(r.author, r.day), r.text) for r in reaction.replies),
        (kept.antwoord or "") if kept else "",
        "afgehandeld" if closed or reaction.done else "open",
        nieuw=kept is None,
    )


_LONGEST = 300
"""Characters of a quotation: who wants all of it has the file."""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _kept_row(number: int, kept: Reactie) -> Rij:
    """A reaction of an earlier round, as it is kept."""
    from regioplan.document.reactienota import Rij, Spreker  # noqa: PLC0415  # heavy

    return Rij(
        number,
        kept.id,
        "",
        tuple(map(Spreker, kept.wie)),
        kept.waar or "",
        "",
        0,
        kept.citaat or "",
        kept.wat or "",
        (),
        kept.antwoord or "",
        (kept.status or ReactieStatus.OPEN).value,
        nieuw=False,
    )


_SCHEMA = ".regioplan/schemas/reacties.schema.json"
"""Where `init` puts the schema, for help in an editor."""


def _saved(folder: Path, content: bytes | None, new: Sequence[Rij]) -> bytes:
    from regioplan.readers.kept import Entry, appended  # noqa: PLC0415  # only for who saves

    return appended(
        content,
        [
            Entry(
                rij.id,
                tuple(spreker.naam for spreker in rij.wie),
                rij.waar,
                "" if rij.soort == "wijziging" else rij.citaat,  # its sentence holds the words
                "\n".join((rij.wat, *(f"{v.spreker.woorden}: {v.tekst}" for v in rij.vervolg))),
                rij.status,
            )
            for rij in new
        ],
        schema=_SCHEMA if (folder / _SCHEMA).is_file() else "",
    )


# ------------------------------------------------------------------ the forms of the reactienota

_Form = Callable[[Sequence["Rij"], Made, Mapping[str, bytes]], bytes]

_COLUMNS: Mapping[str, Callable[[Rij], str]] = MappingProxyType(
    {
        "nr": lambda rij: str(rij.nummer),
        "wie": lambda rij: "\n".join(spreker.woorden for spreker in rij.wie),
        "waar": lambda rij: rij.waar or "niet geplaatst",
        "bestand": lambda rij: rij.bestand,
        "regel": lambda rij: str(rij.regel or ""),
        "soort": lambda rij: rij.soort,
        "citaat": lambda rij: rij.citaat,
        "reactie": lambda rij: rij.wat,
        "vervolg": lambda rij: "\n".join(f"{v.spreker.woorden}: {v.tekst}" for v in rij.vervolg),
        "antwoord": lambda rij: rij.antwoord,
        "status": lambda rij: rij.status,
        "nieuw": lambda rij: "ja" if rij.nieuw else "nee",
        "id": lambda rij: rij.id,
    }
)
"""The columns of the CSV file, in order."""


def _as_csv(rijen: Sequence[Rij], _made: Made, _files: Mapping[str, bytes]) -> bytes:
    """As a Dutch Excel opens it: semicolons, and a mark that says UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for rij in rijen:
        writer.writerow([_harmless(column(rij)) for column in _COLUMNS.values()])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever a reviewer typed."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) else cell


FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""


def json_of(rijen: Sequence[Rij]) -> dict[str, Any]:
    """The reactions for other programs."""
    return {
        "formaat": FORMAT_VERSION,
        "regioplan": __version__,
        "totaal": len(rijen),
        "nieuw": sum(rij.nieuw for rij in rijen),
        "open": sum(rij.status == "open" for rij in rijen),
        "reacties": [
            {
                "nr": rij.nummer,
                "id": rij.id,
                "soort": rij.soort or None,
                "wie": [_speaker(spreker.naam, spreker.dag) for spreker in rij.wie],
                "waar": rij.waar or None,
                "bestand": rij.bestand or None,
                "regel": rij.regel or None,
                "citaat": rij.citaat or None,
                "reactie": rij.wat,
                "vervolg": [
                    _speaker(v.spreker.naam, v.spreker.dag) | {"tekst": v.tekst}
                    for v in rij.vervolg
                ],
                "antwoord": rij.antwoord or None,
                "status": rij.status,
                "nieuw": rij.nieuw,
            }
            for rij in rijen
        ],
    }


def _speaker(naam: str, dag: Any) -> dict[str, str | None]:
    return {"naam": naam, "datum": dag.isoformat() if dag else None}


def _as_json(rijen: Sequence[Rij], _made: Made, _files: Mapping[str, bytes]) -> bytes:
    return (json.dumps(json_of(rijen), ensure_ascii=False, indent=2) + "\n").encode()


def _as_document(path: Path, rijen: Sequence[Rij], made: Made, files: Mapping[str, bytes]) -> bytes:
    """As a document: the writer of this suffix makes it."""
    from regioplan import writers  # noqa: PLC0415  # heavy: only for who wants a document
    from regioplan.document import reactienota, templates_of  # noqa: PLC0415  # as above
    from regioplan.provenance import Provenance  # noqa: PLC0415  # as above

    known = Provenance(tool_version=__version__)
    document = reactienota.compose(rijen, made.programma, known, loader=templates_of(files))
    return writers.writer_for(path)(document)


FORMS: Mapping[str, _Form] = MappingProxyType({".csv": _as_csv, ".json": _as_json})
"""Suffix → the form of the reactienota; what is not here is made by a writer."""


def _form(path: Path) -> _Form:
    return FORMS.get(path.suffix.lower()) or partial(_as_document, path)


def _demand_outputs(outputs: Sequence[Path], files: Sequence[Path]) -> None:
    """Refuse beforehand what cannot be written, or would be written over what was read."""
    from regioplan import writers  # noqa: PLC0415  # heavy: only for who wants a document

    read = {path.resolve() for path in files}
    for path in outputs:
        if path.resolve() in read:
            raise RegioplanError(f"{path} is een bestand met reacties. Kies een andere naam.")
        if path.suffix.lower() in FORMS:
            continue
        if path.suffix.lower() not in writers.WRITERS:
            *most, last = (*writers.WRITERS, *FORMS)
            raise RegioplanError(
                f"{path}: kies een naam die eindigt op {', '.join(most)} of {last}."
            )
        writers.writer_for(path)
