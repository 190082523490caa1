"""Whose Word file is this: where it comes from, was it edited, and is what was signed still so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from regioplan import __version__
from regioplan import folder as folders
from regioplan.errors import RegioplanError
from regioplan.loader import load
from regioplan.workflows.checking import forbidding, judged, older, unreadable

if TYPE_CHECKING:
    from regioplan.history import Commit, State
    from regioplan.markdown import Document
    from regioplan.model import Programma
    from regioplan.readers.origin import Origin
    from regioplan.readers.package import Package
    from regioplan.readers.places import Placed
    from regioplan.readers.textual import Difference
    from regioplan.readers.walk import Walked

Basis = Literal["revisie", "map"]
"""With what the text was compared: the revision that the file names, or the folder as it is."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph that is not as regioplan made it, and where it stands in the programme."""

    kind: str  # "gewijzigd", "toegevoegd", "verwijderd"
    made: str
    found: str
    place: Placed


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed in a round, held against the text of now and of the file."""

    title: str
    file: str
    line: int
    text_hash: str
    is_now: bool | None  # None: the programme in the folder cannot be read
    is_file: bool | None  # None: the file says nothing of the programme's own text


@dataclass(frozen=True, slots=True)
class Verified:
    """All that could be told of a Word file."""

    file: str
    origin: Origin
    basis: Basis
    commit: Commit | None
    state: State | None  # of the folder; None: no git
    edits: tuple[Edit, ...]  # every tracked change accepted
    rejected: tuple[Edit, ...] | None  # every one rejected; None: there are none
    authors: tuple[str, ...] = ()  # who tracked changes
    redline: bool = False  # regioplan itself tracked changes in it
    hash_then: str = ""  # of the document that it was compared with
    hash_now: str = ""  # of the programme in the folder; "" when it cannot be read
    rounds: tuple[Signed, ...] = ()
    remarks: tuple[str, ...] = field(default=())  # Dutch sentences

    @property
    def same(self) -> bool:
        """Whether nothing was edited, and what was signed stands in the folder."""
        return not self.edits and all(r.is_now is not False for r in self.rounds)


def verify(file: Path, folder: Path) -> Verified:
    """Tell of a Word file where it comes from and whether it still says the same. Writes nothing.

    Args:
        file: a .docx.
        folder: the programme's folder.

    Raises:
        RegioplanError: the file or the folder cannot be read, or regioplan did not make the file.
    """
    from regioplan import history  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.readers.package import Package  # noqa: PLC0415  # as above
    from regioplan.readers.remarks import read_remarks  # noqa: PLC0415  # as above
    from regioplan.readers.walk import walk  # noqa: PLC0415  # as above

    package = Package(str(file), folders.read_file(file))
    found = walk(package)
    origin = _origin(str(file), package, found)
    read = folders.read_folder(folder)
    now = _Version(folder, read)
    state = history.state(folder)
    commit = history.commit(folder, origin.revision) if state and origin.revision else None
    then, basis = _basis(folder, origin, commit, now)
    if then.programma is None:
        raise RegioplanError(then.reason)
    edits, rejected, made, own = _compared(then, origin, found)
    beside, remarked = _beside(own, package, origin, found)
    remarks = read_remarks(package)
    tracked = [r for r in remarks.remarks if r.kind == "wijziging"]
    readable = now if now.programma is not None else then
    changed = bool(tracked or remarks.own)
    return Verified(
        str(file),
        origin,
        basis,
        commit,
        state,
        _edits(readable, [*edits, *beside]),
        _edits(readable, [*rejected, *beside]) if changed else None,
        tuple(dict.fromkeys(r.author for r in tracked)),
        redline=remarks.own > 0,
        hash_then=_own_hash(made),
        hash_now=now.text_hash,
        rounds=tuple(_rounds(now, then, origin)),
        remarks=(*_remarks(origin, now, state, commit), *remarked),
    )


# ------------------------------------------------------------------ the file


def _origin(name: str, package: Package, found: Walked) -> Origin:
    from regioplan.document import KINDS  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.readers.origin import read_origin  # noqa: PLC0415  # as above

    origin = read_origin(package, found)
    if origin is None:
        raise RegioplanError(
            f"{name} is niet met regioplan gemaakt, of alles wat dat zegt is eruit gehaald. Kies"
            " een bestand dat `regioplan render` heeft geschreven."
        )
    if origin.document not in KINDS:
        what = f"een {origin.document}" if origin.document else "geen programma"
        raise RegioplanError(
            f"{name} is {what}. Alleen deze documenten zijn na te gaan: {', '.join(KINDS)}."
        )
    return origin


# ------------------------------------------------------------------ versions of the programme


class _Version:
    """A version of the programme: its files, read and judged once, and what they make."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self.folder = folder
        self.files = files
        self.loaded = load(files)
        self.programma: Programma | None = None
        self.reason = ""
        self._made: dict[tuple[str, bool, str], Document] = {}
        self.uitkomst = judged(folder, self.loaded, None, None).uitkomst
        if self.loaded.programma is None or unreadable(self.uitkomst):
            first = self.loaded.findings[0]
            self.reason = (
                f"Het programma waarmee het bestand moet worden vergeleken, is niet te lezen:"
                f" {first.location}: {first.message}"
            )
        else:
            self.programma = self.loaded.programma

    @property
    def text_hash(self) -> str:
        """Of the programme's own text; "" when it cannot be read."""
        return self.document().content_hash if self.programma is not None else ""

    def document(
        self, kind: str = "programma", *, in_place: bool = False, since: str = ""
    ) -> Document:
        """The document that this version makes.

        `in_place` judges it as it stands in its folder: its versions held against git's tags. With
        `since`, a revision, it tells what changed since then.
        """
        key = (kind, in_place, since)
        if key not in self._made:
            self._made[key] = self._compose(kind, in_place=in_place, since=since)
        return self._made[key]

    def _compose(self, kind: str, *, in_place: bool, since: str) -> Document:
        from regioplan import document, rules  # noqa: PLC0415  # heavy: only for who asks
        from regioplan.provenance import Provenance  # noqa: PLC0415  # as above

        assert self.programma is not None, "who asks has looked"
        uitkomst = self.uitkomst
        if in_place:
            uitkomst = judged(self.folder, self.loaded, None, None, files=self.files).uitkomst
        return document.compose(
            self.programma,
            uitkomst,
            tuple(rules.norms().values()),
            Provenance(rules_version=uitkomst.rules_version, tool_version=__version__),
            kind=kind,
            forced=bool(forbidding(uitkomst)),
            vorige=older(self.folder, since) if since else None,
            loader=document.templates_of(self.files),
        )


def _basis(
    folder: Path, origin: Origin, commit: Commit | None, now: _Version
) -> tuple[_Version, Basis]:
    """With what the file is compared: the revision, or the folder when that is nearer."""
    from regioplan import history  # noqa: PLC0415  # heavy: only for who asks

    if commit is None:
        return now, "map"
    if not origin.clean and now.programma is not None:
        made = now.document(origin.document, since=origin.since).properties.facts
        if ("regioplan-tekst", origin.text_hash) in made:
            return now, "map"
    files = history.read_revision(folder, commit.revision)
    return (now if files == now.files else _Version(folder, files)), "revisie"


def _compared(
    then: _Version, origin: Origin, found: Walked
) -> tuple[Sequence[Difference], Sequence[Difference], Document, Package]:
    """The differences with changes accepted and rejected, and that version, also as it is written.

    What regioplan says of open points depends on the tags that there were: the nearest counts.
    """
    from regioplan.readers.walk import walk  # noqa: PLC0415  # heavy: only for who asks

    best: tuple[Sequence[Difference], Sequence[Difference], Document, Package] | None = None
    for in_place in (False, True):
        document = then.document(origin.document, in_place=in_place, since=origin.since)
        if best is not None and document == best[2]:
            break
        own = _as_written(document)
        made = walk(own)
        accepted, rejected = (_differences(made, found, accepted=a) for a in (True, False))
        if best is None or len(accepted) < len(best[0]):
            best = accepted, rejected, document, own
        if not accepted:
            break
    assert best is not None, "there are two ways"
    return best


def _as_written(document: Document) -> Package:
    """The Word file of a document, as it is read."""
    from regioplan.readers.package import Package  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.writers import writer_for  # noqa: PLC0415  # as above

    return Package("regioplan", writer_for("regioplan.docx")(document))


def _beside(
    own: Package, package: Package, origin: Origin, found: Walked
) -> tuple[list[Difference], list[str]]:
    """What differs beside the text: differences, and remarks on what may have a good reason."""
    from regioplan.readers import drawn  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.readers.origin import contradictions  # noqa: PLC0415  # as above
    from regioplan.readers.remarks import Spot  # noqa: PLC0415  # as above
    from regioplan.readers.textual import Difference  # noqa: PLC0415  # as above

    differences = [
        Difference("gewijzigd", was, is_, Spot()) for was, is_ in contradictions(origin, found)
    ]
    was, is_ = drawn.chart_numbers(own), drawn.chart_numbers(package)
    if was != is_:
        gone, come = (
            f"getallen in een grafiek: {', '.join(format(n, 'f') for n in sorted(numbers))}"
            for numbers in ((was - is_), (is_ - was))
        )
        differences.append(Difference("gewijzigd", gone, come, Spot()))
    remarks = []
    if drawn.pictures(own) - drawn.pictures(package):
        remarks.append(
            "Een of meer afbeeldingen zijn niet die van regioplan. Een ander programma bewaart ze"
            " soms anders; bekijk ze zelf."
        )
    if other := sorted(drawn.addresses(package) - drawn.addresses(own)):
        remarks.append(f"Er zijn links die regioplan niet maakte: {', '.join(other)}.")
    if other := sorted(drawn.margins(package) - drawn.margins(own)):
        remarks.append(
            "In de kop- of voettekst staat iets anders dan regioplan er zonder huisstijl zet:"
            f" ‘{'’, ‘'.join(other)}’."
        )
    return differences, remarks


def _differences(made: Walked, found: Walked, *, accepted: bool) -> Sequence[Difference]:
    from regioplan.readers.textual import differences  # noqa: PLC0415  # heavy: only for who asks

    return differences(made, found, accepted=accepted)


def _edits(version: _Version, differences: Sequence[Difference]) -> tuple[Edit, ...]:
    """The differences, each with its place in a version of the programme."""
    from regioplan.readers.places import Placer  # noqa: PLC0415  # heavy: only for who asks
    from regioplan.workflows.reviewing import printed  # noqa: PLC0415  # as above

    if not differences:
        return ()
    assert version.programma is not None, "who asks has looked"
    placer = Placer(version.programma, printed(version.document()))
    return tuple(Edit(d.kind, d.made, d.found, placer.place(d.spot)) for d in differences)


def _own_hash(document: Document) -> str:
    return dict(document.properties.facts).get("regioplan-tekst", "")


# ------------------------------------------------------------------ what was signed, what to know


def _rounds(now: _Version, then: _Version, origin: Origin) -> Iterator[Signed]:
    """Each round that tells what was signed."""
    programma = now.programma or then.programma
    assert programma is not None, "one of both could be read"
    in_file = origin.text_hash if origin.document == "programma" else ""
    for number, ronde in enumerate(programma.partners.ondertekening, 1):
        if not ronde.tekst_hash:
            continue
        signed = "".join(ronde.tekst_hash.split())
        at = ronde.where("tekst_hash")
        yield Signed(
            ronde.titel or f"Ronde {number}",
            at.file,
            at.line,
            signed,
            now.text_hash in signed if now.text_hash else None,
            in_file in signed if in_file else None,
        )


def _remarks(
    origin: Origin, now: _Version, state: State | None, commit: Commit | None
) -> Iterator[str]:
    """What cannot be told, or may explain a difference."""
    if origin.printed:
        yield (
            "De eigenschappen van het bestand zijn onderweg verloren gegaan. Dit is gelezen uit de"
            " kleine letters."
        )
    if state is None:
        yield (
            "De map staat niet in git, of er is nog niets vastgelegd. Uit welke versie het bestand"
            " komt, is daardoor niet na te gaan; het is vergeleken met de map zoals die nu is."
        )
    elif not origin.revision:
        yield (
            "Het bestand is gemaakt buiten git en noemt geen revisie. Het is vergeleken met de map"
            " zoals die nu is."
        )
    elif commit is None:
        yield (
            f"Git kent revisie {origin.revision[:12]} niet in deze map. Is het bestand van een"
            " andere map, of is de geschiedenis niet opgehaald (`git fetch --tags`)? Het is"
            " vergeleken met de map zoals die nu is."
        )
    if origin.tool and origin.tool != __version__:
        yield (
            f"Het bestand is gemaakt met regioplan {origin.tool}, dit is regioplan {__version__}."
            " Een verschil kan daardoor komen."
        )
    if now.reason:
        yield f"De map zoals die nu is, is niet te lezen. {now.reason}"
