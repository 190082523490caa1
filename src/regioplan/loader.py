"""Bytes become a Programma and findings: syntax, then shape, then references, over all files.

Each stage reports all it finds. A file with a finding here is unreadable, not absent: no rule of
law judges a budget that merely has a typo in it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError

from regioplan import markdown, source
from regioplan.dutch import listed
from regioplan.findings import Finding, Severity
from regioplan.model import BLADEN, HOOFDSTUKKEN, THEMAMAP, Blad, Node, Programma, Thema
from regioplan.model.base import NTB, Naar, PerJaar, Prose
from regioplan.model.reacties import FILE as REACTIES
from regioplan.model.reacties import Reacties
from regioplan.source import Location, Scalar, Source

NEEDED = ("programma.yaml", "regio.yaml")
"""Without these two there is nothing to judge."""

KEPT_BESIDE: Mapping[str, type[Blad]] = {REACTIES: Reacties}
"""Files that are kept with a programme and make no part of it → their model."""

NTB_LOOKALIKES = frozenset(
    {"ntb", "ntb.", "n.t.b", "nt.b.", "n.tb.", "?", "??", "???", "nader te bepalen", "n.t.b."}
)
"""What people write, lower case, when they mean `n.t.b.`."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gives: the programme (None: nothing to judge), findings, and sources."""

    programma: Programma | None
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]
    reacties: Reacties | None = None  # None: there is no such file, or it cannot be read


def load(files: Mapping[str, bytes]) -> Loaded:
    """Read a programme from its files: name (with `/`) → bytes. Never raises for any content."""
    found: list[Finding] = list(_names(files))
    sources = {name: source.read(name, files[name]) for name in sorted(files) if _is_read(name)}
    bladen: dict[str, Blad] = {}
    for name, text in sources.items():
        empty = list(_emptiness(text))
        said = {f.location for f in empty}
        blad, shape = _shape(name, text)
        found += [*_syntax(text), *empty, *(f for f in shape if f.location not in said)]
        if blad is not None:
            bladen[name] = blad
    broken = frozenset(f.location.file for f in found if f.location.file in sources)
    misnamed = frozenset(filter(_is_read, map(_meant_name, filter(_is_stray, files)))) - set(files)
    found += _references(bladen, broken, misnamed, sources)
    unreadable = frozenset(f.location.file for f in found if f.location.file in sources) | misnamed
    missing = [name for name in NEEDED if name not in sources]
    found += [_absent(name) for name in missing]
    beside, faults = _beside(files)
    found += faults
    found.sort(key=lambda f: (f.location, f.rule, f.message))
    programma = None
    if not missing and not unreadable.intersection(NEEDED):
        programma = Programma(bladen, unreadable)
    reacties = beside[1] if beside else None
    if beside:
        sources |= {REACTIES: beside[0]}
    return Loaded(programma, tuple(found), sources, reacties)


def _beside(
    files: Mapping[str, bytes],
) -> tuple[tuple[Source, Reacties | None] | None, list[Finding]]:
    """The reactions that are kept with the programme; a fault in them touches no rule of law."""
    if REACTIES not in files:
        return None, []
    text = source.read(REACTIES, files[REACTIES])
    empty = list(_emptiness(text))
    said = {f.location for f in empty}
    blad, shape = _shape(REACTIES, text)
    found = [*_syntax(text), *empty, *(f for f in shape if f.location not in said)]
    if not isinstance(blad, Reacties):
        return (text, None), found
    found += _doubles(blad)
    return (text, None if found else blad), found


def _doubles(blad: Reacties) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    for reactie in blad.reacties:
        at = reactie.where("id")
        before = first.setdefault(reactie.id, at)
        if before is not at:
            yield _fault(
                "INT-id-dubbel",
                at,
                f"De reactie ‘{reactie.id}’ staat er twee keer. Haal er een weg.",
                ((before, "de eerste keer"),),
            )


# ------------------------------------------------------------------ files


def _is_read(name: str) -> bool:
    return name in BLADEN or (name.startswith(THEMAMAP) and name.endswith(".yaml"))


def _names(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Files at top level that no one reads, and files that exclude each other."""
    for name in sorted(files):
        if not _is_stray(name):
            continue
        meant = _meant_name(name)
        hint = f"Toegestaan zijn: {listed(BLADEN)}."
        if meant in files:
            hint = f"Er is ook een {meant}. Zet wat hier staat daarin, en haal dit bestand weg."
        elif meant:
            hint = f"Hernoem het naar {meant}."
        yield _fault("INT-bestand", Location(name), f"Dit bestand wordt niet gelezen. {hint}")
    if "maatregelen.yaml" in files and any(n.startswith(THEMAMAP) for n in files):
        yield _fault(
            "INT-bestand",
            Location("maatregelen.yaml"),
            "De maatregelen staan hier en ook in de map themas. Kies één van beide: zet de "
            "maatregelen "
            "in themas/, of haal die map weg.",
        )


def _is_stray(name: str) -> bool:
    """Whether a file looks like one of ours but is read by no one."""
    if _is_read(name) or name in KEPT_BESIDE or name.startswith("templates/"):
        return False
    return name.lower().endswith(_SUFFIXES)


_SUFFIXES = (".yaml", ".yml")


def _meant_name(name: str) -> str:
    """The name that a stray file should perhaps bear; "" when none is near."""
    _, slash, file = name.rpartition("/")
    stem = file[: file.rindex(".")] if file.lower().endswith(_SUFFIXES) else file
    if slash:  # `thema/`, `Themas/`: folders with other names are not ours
        return f"{THEMAMAP}{stem}.yaml"
    right = f"{stem}.yaml"
    return right if _is_read(right) else _nearest_file(right, [*BLADEN, *KEPT_BESIDE])


def _absent(name: str) -> Finding:
    return _fault(
        "INT-bestand",
        Location("programma.yaml"),
        f"Het bestand {name} ontbreekt. Zonder {listed(NEEDED)} kan een programma niet worden "
        "getoetst.",
    )


# ------------------------------------------------------------------ syntax


def _syntax(text: Source) -> Iterator[Finding]:
    for p in text.problems:
        words = "de eerste keer" if p.code == "INT-sleutel-dubbel" else "daar loopt het vast"
        related = ((p.related, words),) if p.related else ()
        yield _fault(p.code, p.location, p.message, related)


# ------------------------------------------------------------------ empty values and n.t.b.


def _emptiness(text: Source) -> Iterator[Finding]:
    """Empty values and misspelt n.t.b., replaced or taken out so that each is reported once."""
    stack: list[source.Value | None] = [text.data]
    while stack:
        value = stack.pop()
        if isinstance(value, source.Mapping):
            slots: list[tuple[str | int, Location, str | None]] = [
                (k, value.values_at[k], k) for k in value
            ]
        elif isinstance(value, source.Sequence):
            slots = [(i, value.items_at[i], None) for i in reversed(range(len(value)))]
        else:
            continue
        for slot, at, key in slots:
            inner: source.Value = value[slot]  # type: ignore[index]  # a key or an index
            if fault := _empty_value(inner, at, key):
                yield fault
                if isinstance(value, source.Mapping):
                    value[str(slot)] = Scalar(NTB)
                else:
                    del value[slot], value.items_at[slot]  # type: ignore[index]  # an index
            else:
                stack.append(inner)


def _empty_value(value: source.Value, at: Location, key: str | None) -> Finding | None:
    """The finding for one value that says nothing; `key` is None for an item of a list."""
    if isinstance(value, Scalar):
        text = value.strip()
        if key is None and text.lower() in NTB_LOOKALIKES:
            return _fault(
                "INT-ntb",
                at,
                "n.t.b. kan niet één regel van een lijst zijn. Haal de regel weg, of schrijf "
                "n.t.b. "
                "achter de sleutel van de hele lijst.",
            )
        if text.lower() in NTB_LOOKALIKES and value != NTB:
            return _fault(
                "INT-ntb", at, f"‘{text}’ wordt niet herkend. Bedoeld is misschien ‘{NTB}’."
            )
        if text in ("", "~", "null"):
            where = f"Achter `{key}` staat niets" if key else "Deze regel van de lijst is leeg"
            todo = "Vul een waarde in, schrijf n.t.b., of haal de sleutel weg."
            if key is None:
                todo = "Vul de regel in of haal hem weg."
            return _fault("INT-leeg", at, f"{where}. {todo}")
        return None
    if not value:
        what = "lijst" if isinstance(value, source.Sequence) else "blok"
        where = (
            f"Achter `{key}` staat een lege {what}"
            if what == "lijst"
            else "Hier staat een leeg blok"
        )
        return _fault(
            "INT-leeg", at, f"{where}. Vul iets in, schrijf n.t.b., of haal de sleutel weg."
        )
    return None


# ------------------------------------------------------------------ shape


_EMPTY_FILE = "In dit bestand staat niets, of alleen uitleg achter #. Vul het in"


def _shape(name: str, text: Source) -> tuple[Blad | None, list[Finding]]:
    kind = KEPT_BESIDE.get(name) or BLADEN.get(name, Thema)
    data = text.data
    if data is None:
        return None, []
    if data == {} and not text.problems:
        away = "" if name in NEEDED else ", of haal het weg"
        return None, [_fault("INT-leeg", Location(name), f"{_EMPTY_FILE}{away}.")]
    if not isinstance(data, source.Mapping):
        message = f"Hier horen sleutels, zoals {listed(list(kind.model_fields)[:3])}."
        if isinstance(data, Scalar) and data.strip() == NTB:
            message = "n.t.b. kan niet voor een heel bestand staan. Haal het bestand weg."
        return None, [_fault("INT-vorm", Location(name), message)]
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        details: list[Any] = error.errors(include_url=False)
        return None, [f for e in details for f in _translated(e, kind, data)]


def _translated(error: Any, kind: type[Node], data: source.Mapping) -> Iterator[Finding]:
    """A pydantic error as findings, in Dutch and at its own line."""
    loc: tuple[str | int, ...] = error["loc"]
    maker = TRANSLATIONS.get(error["type"], _unfitting)
    yield from maker(error, kind, loc, data)


def _missing(_e: Any, kind: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    owner, key = _model_at(kind, loc[:-1]), str(loc[-1])
    meaning = f" ({owner.uitleg()[key].rstrip('.')})" if owner else ""
    unknown = (
        f" Nog niet bekend? Schrijf `{key}: n.t.b.`." if owner and owner.takes_ntb(key) else ""
    )
    yield _fault(
        "INT-verplicht",
        _value_at(data, loc[:-1]),
        f"Hier ontbreekt de sleutel `{key}`{meaning}.{unknown}",
    )


def _extra(_e: Any, kind: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    owner, key = _model_at(kind, loc[:-1]), str(loc[-1])
    at = _key_at(data, loc)
    if owner is None:
        message = f"De sleutel `{key}` kan hier niet."
    elif key in owner.verkeerde_sleutels:
        message = owner.verkeerde_sleutels[key]
    else:
        near = _nearest(key, owner.model_fields)
        hint = f"Bedoeld is misschien `{near}`." if near else ""
        allowed = f"Toegestaan zijn: {listed(owner.model_fields)}."
        message = " ".join(filter(None, (f"De sleutel `{key}` bestaat hier niet.", hint, allowed)))
        message += _glued(key) or _unseen(key)
    yield _fault("INT-sleutel-onbekend", at, message)


def _choice(
    error: Any, kind: type[Node], loc: tuple[str | int, ...], data: Any
) -> Iterator[Finding]:
    values = [str(v.value) for v in _enum_at(kind, loc)]
    given = error["input"]
    at = _value_at(data, loc)
    allowed = f"Toegestaan zijn: {listed(values)}."
    if isinstance(given, str):
        near = _nearest(given.lower().replace(" ", "_"), values)
        hint = f" Bedoeld is misschien {near}." if near else ""
        yield _fault("INT-vorm", at, f"‘{given}’ kan hier niet.{hint} {allowed}{_unseen(given)}")
    else:
        yield _fault("INT-vorm", at, f"Hier hoort één woord. {allowed}")


def _block(_e: Any, kind: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    owner = _model_at(kind, loc)
    keys = f", zoals {listed(list(owner.model_fields)[:3])}" if owner and owner.model_fields else ""
    if owner is not None and issubclass(owner, PerJaar):
        keys = ", een regel per jaar, zoals 2026: 80000"
    hint = _glued(_walk(data, loc))
    yield _fault("INT-vorm", _value_at(data, loc), f"Hier hoort een blok met sleutels{keys}.{hint}")


def _sequence(_e: Any, _k: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    yield _fault(
        "INT-vorm",
        _value_at(data, loc),
        f"Achter `{loc[-1]}` hoort een lijst. Zet elk onderdeel op een eigen regel met een "
        f"streepje en een spatie ervoor.{_glued(_walk(data, loc))}",
    )


def _own(error: Any, _k: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    code = "INT-formaat" if error["type"] == "formaat" else "INT-vorm"
    message = f"{error['ctx']['reden']}{_stray_colon(_walk(data, loc))}{_unseen(error['input'])}"
    yield _fault(code, _value_at(data, loc), message)


_GLUED = re.compile(r"-\S|[a-z]\w*:[^\s/]")
_UNSEEN = re.compile("[\xa0\xad\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff]")


def _glued(value: Any) -> str:
    """A hint where a space is missing behind a dash or a colon: YAML then reads plain text."""
    text = next(iter(value), "") if isinstance(value, source.Mapping) else value
    if isinstance(text, str) and _GLUED.match(text):
        sign = "het streepje" if text.startswith("-") else "de dubbele punt"
        return f" Zet een spatie achter {sign}."
    return ""


def _stray_colon(value: Any) -> str:
    """A hint where text with a colon in it became a key with a value."""
    if isinstance(value, source.Mapping) and len(value) == 1:
        return " Hoort de dubbele punt bij de tekst? Zet de hele tekst dan tussen aanhalingstekens."
    return ""


def _unseen(value: Any) -> str:
    """A hint where a character stands that cannot be seen, as pasted text may hold."""
    if isinstance(value, str) and _UNSEEN.search(value):
        return " Er staat een vaste spatie of een onzichtbaar teken in: typ de waarde opnieuw."
    return ""


def _year(error: Any, _k: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    yield _fault(
        "INT-vorm", _key_at(data, (*loc, error["ctx"]["sleutel"])), str(error["ctx"]["reden"])
    )


def _prose(error: Any, _k: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    value = _walk(data, loc)
    for line, message in error["ctx"]["fouten"]:
        at = _value_at(data, loc)
        if isinstance(value, Scalar):
            at = _in_text(value, line)
        yield _fault("INT-tekst", at, message)


def _unfitting(_e: Any, _k: type[Node], loc: tuple[str | int, ...], data: Any) -> Iterator[Finding]:
    yield _fault("INT-vorm", _value_at(data, loc), "Deze waarde past hier niet.")


TRANSLATIONS = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "enum": _choice,
    "literal_error": _choice,
    "model_type": _block,
    "model_attributes_type": _block,
    "dict_type": _block,
    "tuple_type": _sequence,
    "grammatica": _own,
    "formaat": _own,
    "jaar": _year,
    "proza": _prose,
}
"""Every type of pydantic error that our model can give → the maker of its Dutch findings."""


# ------------------------------------------------------------------ places and types along a path


def _walk(data: Any, loc: Iterable[str | int]) -> Any:
    for part in loc:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return data
    return data


def _value_at(data: Any, loc: tuple[str | int, ...]) -> Location:
    """Where the value at a path stands; the deepest part of the path that is in the file."""
    here: Location = data.location
    for part in loc:
        if isinstance(data, source.Mapping) and part in data.values_at:
            here = data.values_at[str(part)]
        elif isinstance(data, source.Sequence) and isinstance(part, int) and part < len(data):
            here = data.items_at[part]
        else:
            break
        data = _walk(data, (part,))
    return here


def _key_at(data: Any, loc: tuple[str | int, ...]) -> Location:
    """Where the key at the end of a path stands."""
    owner = _walk(data, loc[:-1])
    if isinstance(owner, source.Mapping) and loc[-1] in owner.keys_at:
        return owner.keys_at[str(loc[-1])]
    return _value_at(data, loc)


def _in_text(value: Scalar, line: int) -> Location:
    """The place of a line within a scalar's text: exact for `|`, else the value itself."""
    if value.block == "|":
        return Location(value.location.file, value.text_line + line, value.text_column)
    return value.location


def _plain(annotation: Any) -> Any:
    """A field's type without Annotated, Optional and tuple around it."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            annotation = next(a for a in get_args(annotation) if a is not NoneType)
        elif origin is tuple:
            annotation = get_args(annotation)[0]
        else:
            return annotation


def _type_at(kind: type[Node], loc: tuple[str | int, ...]) -> Any:
    here: Any = kind
    for part in loc:
        if isinstance(part, str):
            if not (isinstance(here, type) and issubclass(here, Node)):
                return None
            info = here.model_fields.get(part)
            if info is None:
                return None
            here = _plain(info.annotation)
    return here


def _model_at(kind: type[Node], loc: tuple[str | int, ...]) -> type[Node] | None:
    found = _type_at(kind, loc)
    return found if isinstance(found, type) and issubclass(found, Node) else None


def _enum_at(kind: type[Node], loc: tuple[str | int, ...]) -> tuple[StrEnum, ...]:
    found = _type_at(kind, loc)
    return tuple(found) if isinstance(found, type) and issubclass(found, StrEnum) else ()


# ------------------------------------------------------------------ references


def _references(
    bladen: Mapping[str, Blad],
    broken: frozenset[str],
    misnamed: frozenset[str],
    sources: Mapping[str, Source],
) -> Iterator[Finding]:
    """Ids that stand twice, and references to what is not there.

    What may stand in a file that could not be read at all, or bears a wrong name, is not called
    missing: there the user would search in the wrong place.
    """
    items: dict[str, Node] = {}
    for name in sorted(bladen):
        for node in bladen[name].nodes():
            if not node.soort:
                continue
            ident: str = node.id  # type: ignore[attr-defined]  # a kind has an id
            first = items.setdefault(ident, node)
            if first is not node:
                yield _fault(
                    "INT-id-dubbel",
                    node.where("id"),
                    f"De id ‘{ident}’ is al van een ander onderdeel. Een id komt in het hele "
                    "programma "
                    "één keer voor.",
                    ((first.where("id"), "de eerste keer"),),
                )
    unsure = _ids_in_broken(broken, sources)
    blind = frozenset(map(_home, misnamed.union(n for n in broken if not sources[n].data)))
    for name in sorted(bladen):
        for node in bladen[name].nodes():
            yield from _links(node, items, unsure, blind)


_NOT_IN_ID = re.compile(r"[^a-z0-9-]")


def _ids_in_broken(broken: frozenset[str], sources: Mapping[str, Source]) -> frozenset[str]:
    """The ids in files without a model: a reference to one of them is not called wrong.

    Of an id that is wrong itself also what it should be: `Rijn` is what `rijn` refers to.
    """
    found: set[str] = set()
    stack: list[Any] = [sources[name].data for name in broken]
    while stack:
        value = stack.pop()
        if isinstance(value, source.Mapping):
            if isinstance(ident := value.get("id"), Scalar):
                found.update((str(ident), _NOT_IN_ID.sub("", ident.lower())))
            stack.extend(value.values())
        elif isinstance(value, source.Sequence):
            stack.extend(value)
    return frozenset(found)


def _links(
    node: Node, items: Mapping[str, Node], unsure: frozenset[str], blind: frozenset[str]
) -> Iterator[Finding]:
    """The references of one node: its fields that name an id, and those in its prose."""
    references, proses = _reference_fields(type(node))
    for key, kinds in references:
        value = getattr(node, key)
        if value is None:
            continue
        many = isinstance(value, tuple)
        for i, ident in enumerate(value if many else (value,)):
            at = node.where(key, i if many else None)
            target = items.get(ident)
            if target is not None and target.soort not in kinds:
                yield _fault(
                    "INT-verwijzing",
                    at,
                    f"‘{ident}’ is een {target.soort}; hier hoort de id van een {_or(kinds)}.",
                    ((target.where("id"), "daar staat die id"),),
                )
            elif target is None and ident not in unsure and not _homes(kinds) & blind:
                options = [k for k, n in items.items() if n.soort in kinds]
                yield _fault("INT-verwijzing", at, _nothing(ident, _or(kinds), options))
    for key in proses:
        prose = getattr(node, key)
        if prose is None or "](#" not in prose:
            continue
        for line, ident in markdown.prose_references(prose):
            if ident in items or ident in unsure or ident in HOOFDSTUKKEN or blind:
                continue
            yield _fault(
                "INT-verwijzing",
                node.in_text(key, line),
                _nothing(ident, "onderdeel", [*items, *HOOFDSTUKKEN]),
            )


def _nothing(ident: str, kind: str, options: list[str]) -> str:
    near = _nearest(ident, options)
    if near:
        return f"Er is geen {kind} met de id ‘{ident}’. Bedoeld is misschien ‘{near}’."
    few = 12
    if options and len(options) <= few:
        return f"Er is geen {kind} met de id ‘{ident}’. Wel: {listed(options)}."
    return f"Er is geen {kind} met de id ‘{ident}’."


@cache
def _reference_fields(
    kind: type[Node],
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """The fields of a node that are references, with the kinds they may name, and its prose."""
    references, proses = [], []
    for key, info in kind.model_fields.items():
        marks = [m for m in _metadata(info.annotation, info.metadata) if isinstance(m, Naar)]
        if marks:
            references.append((key, marks[0].kinds))
        elif _plain(info.annotation) is Prose:
            proses.append(key)
    return tuple(references), tuple(proses)


def _metadata(annotation: Any, outer: Iterable[Any]) -> Iterator[Any]:
    """All Annotated marks in a type, however deep."""
    yield from outer
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from marks
        yield from _metadata(inner, ())
    else:
        for arg in get_args(annotation):
            yield from _metadata(arg, ())


@cache
def _homes(kinds: tuple[str, ...]) -> frozenset[str]:
    """The files in which items of these kinds stand; all themes together are one."""
    places: Mapping[str, type[Node]] = {**BLADEN, THEMAMAP: Thema}
    return frozenset(
        name for name, blad in places.items() for node in _classes(blad) if node.soort in kinds
    )


def _home(name: str) -> str:
    """A file as `_homes` names it."""
    return THEMAMAP if name.startswith(THEMAMAP) else name


def _classes(kind: type[Node]) -> Iterator[type[Node]]:
    yield kind
    for info in kind.model_fields.values():
        inner = _plain(info.annotation)
        if isinstance(inner, type) and issubclass(inner, Node):
            yield from _classes(inner)


# ------------------------------------------------------------------ words


def _fault(
    rule: str,
    at: Location,
    message: str,
    related: tuple[tuple[Location, str], ...] = (),
) -> Finding:
    return Finding(rule, Severity.FOUT, at, message, related=related)


def _nearest(word: str, options: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(options), n=1, cutoff=0.6)
    return near[0] if near else ""


def _nearest_file(name: str, known: list[str]) -> str:
    """The known file with the nearest name, or whose name it begins with (`regio - kopie.yaml`)."""
    stem, stems = name.removesuffix(".yaml").lower(), [k.removesuffix(".yaml") for k in known]
    begun = next((k for k in stems if stem.startswith(k)), "")  # the suffix, equal in all, is off
    near = _nearest(stem, stems) or begun
    return f"{near}.yaml" if near else ""


def _or(words: Iterable[str]) -> str:
    return " of ".join(words)
