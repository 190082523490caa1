"""Bytes become plain data that remembers where each key stands, and the suppression comments."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import yaml

MAX_BYTES = 2_000_000
"""A larger file is refused: a whole programme is some 60 kB."""

MAX_DEPTH = 40
"""Deeper nesting is refused: the model needs about ten levels."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is not on every machine


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the programme: line and column are 1-based, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


_NOWHERE = Location("")


class Scalar(str):
    """A YAML scalar: its text exactly as meant, and where it begins.

    `block` is "|" or ">" for a block scalar: its first content line is then the line after
    `location`'s line (the location is that of the indicator). `null` is True for a value that is
    not there at all (`sleutel:` with nothing behind it); its text is then "". `text_line` and
    `text_column` say where the first character of the content stands: after the quote, or in a
    block scalar the first content line and its indentation + 1.
    """

    __slots__ = ("block", "location", "null", "text_column", "text_line")

    location: Location
    block: str
    null: bool
    text_line: int
    text_column: int

    def __new__(
        cls, text: str, location: Location = _NOWHERE, block: str = "", *, null: bool = False
    ) -> Self:
        """A plain scalar: its content begins at its location."""
        self = super().__new__(cls, text)
        self.location = location
        self.block = block
        self.null = null
        self.text_line = location.line
        self.text_column = location.column
        return self


class Sequence(list["Value"]):
    """A YAML list that knows where it and each of its items begin.

    An item's place is that of its content, after the "- "; of an item with nothing in it, its "-".
    """

    __slots__ = ("items_at", "location")

    location: Location
    items_at: list[Location]

    def __init__(self, location: Location = _NOWHERE) -> None:
        super().__init__()
        self.location = location
        self.items_at = []


class Mapping(dict[str, "Value"]):
    """A YAML mapping that knows where it begins, and of each key where the key and its value begin.

    A value that is not there at all has the place of its key.
    """

    __slots__ = ("keys_at", "location", "values_at")

    location: Location
    keys_at: dict[str, Location]
    values_at: dict[str, Location]

    def __init__(self, location: Location = _NOWHERE) -> None:
        super().__init__()
        self.location = location
        self.keys_at = {}
        self.values_at = {}


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the text as YAML: the loader makes a finding of it."""

    location: Location
    code: str  # the INT norm: "INT-yaml", "INT-sleutel-dubbel", "INT-anker", ...
    message: str  # Dutch, one sentence: what is wrong, what is allowed, what to do
    related: Location | None = None  # the other place, e.g. the first of two equal keys


@dataclass(frozen=True, slots=True)
class Suppression:
    """`# regioplan: negeer[ID, ID] reden`, or `negeer-bestand[...]`."""

    location: Location  # of the comment's `#`
    rules: tuple[str, ...]
    reason: str
    covers: tuple[int, int] | None  # first and last line that it covers; None: the whole file's 1:1


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read: its data (None when not readable), its lines, problems and suppressions."""

    file: str
    data: Value | None
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = field(default=())


def read(file: str, content: bytes) -> Source:
    """Read one YAML file. Never raises for any content: what is wrong is in `problems`."""
    if len(content) > MAX_BYTES:
        message = (
            f"Dit bestand is groter dan {MAX_BYTES // 1_000_000} MB: splits het,"
            " of haal eruit wat er niet in hoort."
        )
        return Source(file, None, (), (Problem(Location(file), "INT-te-groot", message),))
    text, problem = _decode(file, content)
    lines = _lines(text)
    problem = problem or _invisible(file, text)
    if problem:
        return Source(file, None, lines, (problem,))
    return _parse(file, text, lines)


# ------------------------------------------------------------------ bytes to text

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML refuses, and what YAML 1.1 takes for a line end where an editor does not."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What an escape in double quotes can bring in, and no Word file may hold."""


def _decode(file: str, content: bytes) -> tuple[str, Problem | None]:
    """The text with line feeds only; when it is not UTF-8 a best guess, and the problem."""
    if content.startswith(_UTF16):
        message = "Dit bestand staat in UTF-16 (“Unicode”): sla het bestand op als UTF-8."
        problem = Problem(Location(file), "INT-utf8", message)
        return _newlines(content.decode("utf-16", "replace")), problem
    content = content.removeprefix(codecs.BOM_UTF8)
    if b"\0" in content:
        before = _newlines(content[: content.index(b"\0")].decode(errors="replace"))
        message = (
            "Hier staat een NUL-teken, dus dit bestand is geen tekst, of het staat in UTF-16:"
            " sla het bestand op als UTF-8."
        )
        problem = Problem(_location(file, before, len(before)), "INT-utf8", message)
        return _newlines(content.decode(errors="replace")), problem
    try:
        return _newlines(content.decode()), None
    except UnicodeDecodeError as error:
        before = _newlines(content[: error.start].decode())
        message = (
            "Vanaf hier is de tekst geen UTF-8, maar waarschijnlijk Windows-1252 (“ANSI”):"
            " sla het bestand op als UTF-8."
        )
        problem = Problem(_location(file, before, len(before)), "INT-utf8", message)
        return _newlines(content.decode(errors="replace")), problem


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def _location(file: str, text: str, index: int) -> Location:
    """The place of the character at `index` (0-based) in `text`."""
    return Location(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _invisible(file: str, text: str) -> Problem | None:
    """The first invisible character that YAML refuses; the message counts the others."""
    found = _INVISIBLE.search(text)
    if not found:
        return None
    others = len(_INVISIBLE.findall(text)) - 1
    more = f" (en nog {others} keer zo’n teken verderop)" if others else ""
    message = (
        f"Hier staat een onzichtbaar teken (U+{ord(found.group()):04X}){more} dat niet in YAML mag:"
        " haal het weg; vaak komt zo’n teken mee bij het plakken uit een ander programma."
    )
    return Problem(_location(file, text, found.start()), "INT-yaml", message)


# ------------------------------------------------------------------ text to data


def _parse(file: str, text: str, lines: tuple[str, ...]) -> Source:
    """Build the data from the parser's events; a syntax error ends the reading."""
    builder = _Builder(file, lines, watch=_OURS.search(text) is not None)
    suppressions: tuple[Suppression, ...] = ()
    try:
        _feed(builder, text)
    except yaml.YAMLError as error:
        builder.fail(_syntax_problem(file, lines, error))
    except (ValueError, OverflowError):  # the pure Python parser on an escape as "\UFFFFFFFF"
        builder.fail(Problem(builder.here, "INT-yaml", _NO_SUCH_CHARACTER))
    else:
        suppressions = _suppressions(builder, text)
    return Source(
        file,
        builder.root if builder.usable else None,
        lines,
        tuple(sorted(builder.problems, key=lambda problem: problem.location)),
        suppressions,
    )


def _feed(builder: _Builder, text: str) -> None:
    """Hand each event to its method.

    Only events are safe: libyaml's composer is recursive, and ends the process on `- - - - …`.
    """
    for event in yaml.parse(text, Loader=_LOADER):
        handle = _HANDLERS.get(type(event))
        if handle:
            handle(builder, event)
        if builder.too_deep:
            return


class _Event(Protocol):
    """What we use of the parser's events; each has what its kind has."""

    start_mark: yaml.Mark
    end_mark: yaml.Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("begins", "key", "key_at", "value")

    def __init__(self, value: Sequence | Mapping, begins: int) -> None:
        self.value = value
        self.begins = begins  # the line of the key or item that it is the value of; 0 for the root
        self.key: str | None = None  # None too when its value is to be dropped
        self.key_at: Location | None = None  # None: a key is expected


class _Builder:
    """Makes values of events, with an own stack: no recursion, so no text can exhaust Python's.

    All that is wrong is noted in `problems`, and reading goes on as far as it can. With `watch` it
    also remembers what the suppression comments need: where the scalars stand, and how far each
    value goes.
    """

    def __init__(self, file: str, lines: tuple[str, ...], *, watch: bool) -> None:
        self.file = file
        self.lines = lines
        self.watch = watch
        self.here = Location(file)  # of the last event
        self.root: Value = Mapping(self.here)  # what an empty file is
        self.usable = True
        self.too_deep = False
        self.problems: list[Problem] = []
        self.first_line = 0  # of the first value in the file; 0: there is none
        self.scalars: list[tuple[int, int]] = []  # from and to, as index in the text
        self.reach: dict[
            int, int
        ] = {}  # line on which a key or item begins → last line of its value
        self._stack: list[_Frame] = []
        self._documents = 0
        self._last_line = 0

    def fail(self, problem: Problem) -> None:
        """Note a problem that makes the data unusable."""
        self.problems.append(problem)
        self.usable = False

    # -------------------------------------------------------------- one method per event

    def document(self, event: _Event) -> None:
        """One document is allowed, without directives."""
        at = self._at(event)
        self._documents += 1
        if self._documents > 1:
            self.fail(Problem(at, "INT-document", _SECOND_DOCUMENT))
        if at.line <= len(self.lines) and self.lines[at.line - 1].startswith("%"):
            self.fail(Problem(at, "INT-document", _DIRECTIVE))

    def alias(self, event: _Event) -> None:
        """An alias is refused; an empty text takes its place."""
        at = self._at(event)
        self.fail(Problem(at, "INT-anker", _ALIAS))
        frame = self._stack[-1] if self._stack else None
        if frame and _expects_key(frame):
            frame.key, frame.key_at = None, at
        else:
            self._put(Scalar("", at), at)

    def scalar(self, event: _Event) -> None:
        """A key or a value: always text, whatever it looks like."""
        at = self._at(event)
        self._refuse_properties(event, at)
        if event.style == '"' and _NOT_IN_XML.search(event.value):
            self.fail(Problem(at, "INT-yaml", _NO_SUCH_CHARACTER))
        if self.watch:
            self._remember(event, at)
        frame = self._stack[-1] if self._stack else None
        if frame and _expects_key(frame):
            self._key(frame, event, at)
        else:
            self._value(frame, event, at)

    def start(self, event: _Event) -> None:
        """A list or mapping begins."""
        at = self._at(event)
        self._refuse_properties(event, at)
        if len(self._stack) == MAX_DEPTH:
            self.fail(Problem(at, "INT-te-groot", _TOO_DEEP))
            self.too_deep = True
            return
        value = _COLLECTIONS[type(event)](at)
        frame = self._stack[-1] if self._stack else None
        if frame and _expects_key(frame):
            self.fail(Problem(at, "INT-sleutel", _COLLECTION_AS_KEY))
            frame.key, frame.key_at = None, at
            begins = at.line
        else:
            begins = self._put(value, at)
        self._stack.append(_Frame(value, begins))

    def end(self, event: _Event) -> None:
        """A list or mapping ends; one in brackets ends where its bracket stands."""
        if event.end_mark.index > event.start_mark.index:
            self._last_line = event.end_mark.line + 1
        self._reaches(self._stack.pop().begins)

    # -------------------------------------------------------------- their parts

    def _at(self, event: _Event) -> Location:
        mark = event.start_mark
        self.here = Location(self.file, mark.line + 1, mark.column + 1)
        return self.here

    def _refuse_properties(self, event: _Event, at: Location) -> None:
        """No anchors (`&a`) and no tags (`!!int`)."""
        if event.anchor is not None:
            self.fail(Problem(at, "INT-anker", _ANCHOR))
        if event.tag is not None:
            self.fail(Problem(at, "INT-label", _TAG))

    def _key(self, frame: _Frame, event: _Event, at: Location) -> None:
        """Open a key; of two equal keys the first one counts."""
        mapping, key = frame.value, event.value
        assert isinstance(mapping, Mapping)  # only a mapping expects a key
        frame.key, frame.key_at = None, at
        first = mapping.keys_at.get(key)
        if key == "<<" and event.style in _PLAIN:
            self.fail(Problem(at, "INT-anker", _MERGE))
        elif not key:
            self.fail(Problem(at, "INT-sleutel", _EMPTY_KEY))
        elif first:
            message = (
                f"De sleutel “{_short(key)}” staat er twee keer, op regel {first.line} en op regel"
                f" {at.line}: laat er één staan."
            )
            self.problems.append(Problem(at, "INT-sleutel-dubbel", message, first))
        else:
            frame.key = key
            mapping.keys_at[key] = at

    def _value(self, frame: _Frame | None, event: _Event, at: Location) -> None:
        """Put a scalar in its place; one that is not there has the place of its key or its "-"."""
        null = event.style in _PLAIN and not event.value
        if null:
            at = (frame and frame.key_at) or Location(self.file, at.line, max(1, at.column - 1))
        scalar = Scalar(event.value, at, _BLOCK.get(event.style, ""), null=null)
        if scalar.block:
            self._find_content(scalar, event)
        elif event.style in _QUOTES:
            scalar.text_column += 1
        self._last_line = at.line if null else _last_line(event)
        self._reaches(self._put(scalar, at))

    def _find_content(self, scalar: Scalar, event: _Event) -> None:
        """The content of a block begins on the next line, behind the indentation of the block.

        The indentation is that of the first line with text in it, less what of it belongs to the
        text (`|2` can make that more than nothing).
        """
        for number in range(scalar.location.line, min(event.end_mark.line + 1, len(self.lines))):
            line = self.lines[number]
            if text := line.lstrip(" "):
                own = _FIRST_INDENT.match(scalar)
                assert own  # it matches the empty text
                scalar.text_line = scalar.location.line + 1
                scalar.text_column = len(line) - len(text) - len(own[1]) + 1
                return

    def _put(self, value: Value, at: Location) -> int:
        """Put a value in its place. Gives the line on which its key or item begins; 0: the root."""
        if not self._stack:
            if self._documents == 1 and not (isinstance(value, Scalar) and value.null):
                self.root = value
                self.first_line = at.line
            return 0
        frame = self._stack[-1]
        if isinstance(frame.value, Sequence):
            frame.value.append(value)
            frame.value.items_at.append(at)
            return at.line
        key_at, frame.key_at = frame.key_at, None
        assert key_at  # the parser gives a key before each value
        if frame.key is not None:
            frame.value[frame.key] = value
            frame.value.values_at[frame.key] = at
        return key_at.line

    def _remember(self, event: _Event, at: Location) -> None:
        """Where a scalar stands; of a block without its first line, which can bear a comment."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in _BLOCK:
            start = min(end, start + len(self.lines[at.line - 1]) - at.column + 2)
        self.scalars.append((start, end))
        self.reach.setdefault(at.line, _last_line(event))

    def _reaches(self, begins: int) -> None:
        """Note how far the value goes that just ended; of those on one line the farthest."""
        if self.watch and begins:
            self.reach[begins] = max(self._last_line, self.reach.get(begins, 0))


_HANDLERS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.DocumentStartEvent: _Builder.document,
    yaml.AliasEvent: _Builder.alias,
    yaml.ScalarEvent: _Builder.scalar,
    yaml.SequenceStartEvent: _Builder.start,
    yaml.MappingStartEvent: _Builder.start,
    yaml.SequenceEndEvent: _Builder.end,
    yaml.MappingEndEvent: _Builder.end,
}

_COLLECTIONS: dict[type, Callable[[Location], Sequence | Mapping]] = {
    yaml.SequenceStartEvent: Sequence,
    yaml.MappingStartEvent: Mapping,
}

_PLAIN = ("", None)  # what libyaml calls a scalar without quotes, and what the pure parser does
_QUOTES = ("'", '"')
_BLOCK: dict[str | None, str] = {"|": "|", ">": ">"}  # of the others the style does not matter
_FIRST_INDENT = re.compile(r"(?: *\n)*( *)")


def _expects_key(frame: _Frame) -> bool:
    return frame.key_at is None and isinstance(frame.value, Mapping)


def _last_line(event: _Event) -> int:
    """The last line of a scalar; the parser ends a block at the start of the line behind it."""
    mark = event.end_mark
    return mark.line if event.style in _BLOCK and mark.column == 0 else mark.line + 1


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


# ------------------------------------------------------------------ what is wrong, in Dutch

_QUOTE = "zet de tekst tussen aanhalingstekens"

_ALIAS = (
    "Een verwijzing met * (alias) mag niet: schrijf de waarde uit, of, als het sterretje bij de"
    f" tekst hoort, {_QUOTE}."
)
_ANCHOR = (
    f"Een anker met & mag niet: haal het weg, of, als het &-teken bij de tekst hoort, {_QUOTE}."
)
_MERGE = "Samenvoegen met << mag niet: schrijf de sleutels uit."
_TAG = (
    "Een label met ! (zoals !!int) mag niet: haal het weg, of, als het uitroepteken bij de tekst"
    f" hoort, {_QUOTE}."
)
_SECOND_DOCUMENT = (
    "Hier begint een tweede document (---), maar een bestand is één document:"
    " haal de regel met --- weg."
)
_DIRECTIVE = "Een regel die met % begint (zoals %YAML) mag niet: haal de regel weg."
_TOO_DEEP = (
    f"Hier gaat de inspringing dieper dan {MAX_DEPTH} niveaus:"
    " haal haken, streepjes of inspringing weg."
)
_COLLECTION_AS_KEY = (
    "Een lijst of blok kan geen sleutel zijn: gebruik een woord als sleutel, of, als de haken bij"
    f" de tekst horen, {_QUOTE}."
)
_EMPTY_KEY = "Hier ontbreekt de naam van de sleutel: zet die voor de dubbele punt."
_NO_SUCH_CHARACTER = (
    "De code achter een \\ in deze tekst staat voor een teken dat niet bestaat of niet mag:"
    " haal de code weg, of schrijf \\\\ als een \\ bedoeld is."
)
_TAB = "Hier staat een tab, maar YAML springt alleen in met spaties: vervang de tab door spaties."
_ESCAPE = (
    "Na een \\ tussen dubbele aanhalingstekens mag dit niet staan: gebruik enkele aanhalingstekens,"
    " of schrijf \\\\ als een \\ bedoeld is."
)
_UNKNOWN = (
    "Hier is de tekst geen geldige YAML: kijk op deze regel en de regel erboven naar inspringing,"
    " dubbele punten, haken en aanhalingstekens."
)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A slip near the place where the parser stopped: what the line looks like, and what we say.

    The group in `line` is the place; `english` is searched as in `_Syntax`.
    """

    line: re.Pattern[str]
    message: str
    english: str = ""


_STRUCTURE = "mapping values are not allowed|could not find expected ':'|parsing a block"

_SLIPS = (
    _Slip(
        re.compile(r"(?:^|(?<=[-:])) *([\xa0\u2000-\u200b\u202f\u205f\u2060\u3000])"),
        "Hier staat een vaste spatie of een ander teken dat alleen op een spatie lijkt, vaak uit"
        " Word geplakt: vervang het door een gewone spatie.",
    ),
    _Slip(
        re.compile(r"^ *(-)[^\s-]"),
        "Achter het streepje van een lijst hoort een spatie: zet die ertussen.",
        _STRUCTURE,
    ),
    _Slip(
        re.compile(r"^ *(?:- +)*[a-z]\w*(:)[^\s/]"),
        "Achter de dubbele punt van een sleutel hoort een spatie: zet die ertussen.",
        _STRUCTURE,
    ),
)


@dataclass(frozen=True, slots=True)
class _Syntax:
    """One error of the parser: how to know it, and what we say about it.

    `english` is searched in "context: problem" of libyaml and of the pure Python parser, `before`
    in the line up to the place, `at` in the rest of it. In `message`, {teken} is the character at
    the place and {elders} the other place. With `opening` the finding falls where the construct
    begins.
    """

    english: str
    message: str
    before: str = ""
    at: str = ""
    code: str = "INT-yaml"
    opening: bool = False


_SYNTAX = (
    _Syntax("found a tab character", _TAB),
    _Syntax("cannot start any token", _TAB, at=r"^\t"),
    _Syntax(
        "cannot start any token",
        "Een waarde mag niet met {teken} beginnen: zet de hele waarde tussen aanhalingstekens.",
    ),
    _Syntax(
        "mapping values are not allowed",
        "Deze sleutel past niet onder de regel erboven: laat hem even ver inspringen als de"
        " sleutels ernaast, en kijk of op de regel erboven de dubbele punt en de aanhalingstekens"
        " kloppen.",
        before=r"^ *(?:- +)*[\w.][\w.-]*$",
    ),
    _Syntax(
        "mapping values are not allowed",
        "De tekst staat tussen gekrulde aanhalingstekens, en die kent YAML niet: vervang ze door"
        ' rechte, zoals "tekst".',
        before=r"(?:^|[-:]) *[“”„‟‘’‚‛«»][^\"']*$",
    ),
    _Syntax(
        "mapping values are not allowed",
        "Deze dubbele punt leest YAML als het begin van een waarde: zet de hele tekst tussen"
        " aanhalingstekens, of schrijf hem onder een | op een eigen, ingesprongen regel.",
    ),
    _Syntax(
        "found unexpected ':'",
        "Tussen haken mag een dubbele punt niet zo vast aan een haak staan: zet er een spatie"
        f" achter, of, als hij bij de tekst hoort, {_QUOTE}.",
    ),
    _Syntax(
        "sequence entries are not allowed",
        "Een lijst begint op een nieuwe regel: zet het streepje onder de sleutel, of, als het bij"
        f" de tekst hoort, {_QUOTE}.",
    ),
    _Syntax(
        "mapping keys are not allowed",
        "Een waarde mag niet met een los vraagteken beginnen. Is de waarde nog niet bekend?"
        f" Bedoeld is misschien ‘n.t.b.’. Anders: {_QUOTE}.",
    ),
    _Syntax(
        "could not find expected ':'",
        "Op deze regel ontbreekt een dubbele punt achter de sleutel: zet die erbij, of, als de"
        " regel bij de tekst erboven hoort, laat hem verder inspringen dan de sleutel van die"
        " tekst.",
        opening=True,
    ),
    _Syntax(
        "quoted scalar: found unexpected",
        "Het aanhalingsteken dat hier staat wordt nergens gesloten: zet er een aan het einde van de"
        " tekst.",
        opening=True,
    ),
    _Syntax("quoted scalar: found invalid Unicode", _NO_SUCH_CHARACTER),
    _Syntax("quoted scalar", _ESCAPE),
    _Syntax(
        "block scalar.*indentation indicator",
        "Het getal achter | of > is een aantal spaties van 1 tot en met 9: haal het weg.",
        at="^0",
    ),
    _Syntax(
        "block scalar",
        "Achter | of > staat niets meer op dezelfde regel: zet de tekst op de volgende regel,"
        " ingesprongen.",
    ),
    _Syntax(
        r"flow sequence: .*expected ',' or '\]'",
        "De lijst die hier met [ begint loopt niet goed: {elders} wordt een komma of ] verwacht;"
        f" hoort de haak bij de tekst, {_QUOTE}.",
        opening=True,
    ),
    _Syntax(
        r"flow mapping: .*expected ',' or '\}'",
        "Wat hier met een accolade begint loopt niet goed: {elders} wordt een komma of een"
        f" sluitende accolade verwacht; hoort de accolade bij de tekst, {_QUOTE}.",
        opening=True,
    ),
    _Syntax(
        "expected (the )?node content",
        "Hier hoort een waarde te staan: vul die in, haal een komma of haak te veel weg, of, als"
        f" het teken bij de tekst hoort, {_QUOTE}.",
    ),
    _Syntax(
        "scanning an? .*directive|directive$|YAML document",
        _DIRECTIVE,
        code="INT-document",
        opening=True,
    ),
    _Syntax("(scanning|parsing) a tag|tag handle", _TAG, code="INT-label", opening=True),
    _Syntax("scanning an anchor", _ANCHOR, code="INT-anker", opening=True),
    _Syntax("scanning an alias", _ALIAS, code="INT-anker", opening=True),
    _Syntax(
        "document start",
        "Deze regel hoort niet bij wat erboven staat: laat alle hoofdsleutels vooraan op de regel"
        " beginnen, en haal regels met alleen ... weg.",
        before="^ *$",
    ),
    _Syntax(
        "document start|parsing a block",
        "Na deze waarde staat nog tekst: zet alles tussen één paar aanhalingstekens, en verdubbel"
        " een enkel aanhalingsteken dat erin voorkomt (''), of schrijf de tekst onder een |.",
        before=r"[^ -]",
    ),
    _Syntax(
        "block collection",
        "Hier hoort een streepje van de lijst erboven te staan, of de regel springt niet goed in:"
        " laat de sleutels van één lijstpunt even ver inspringen.",
    ),
    _Syntax("block mapping", _EMPTY_KEY, at="^:", code="INT-sleutel"),
    _Syntax(
        "block mapping",
        "Dit streepje past hier niet: laat het even ver inspringen als de andere streepjes van de"
        " lijst, en zet een lijst onder een sleutel zonder waarde.",
        at="^-",
    ),
    _Syntax(
        "block mapping",
        "De inspringing van deze regel klopt niet: laat hem even ver inspringen als de regels waar"
        " hij bij hoort.",
    ),
    _Syntax("", _UNKNOWN),
)


def _syntax_problem(file: str, lines: tuple[str, ...], error: yaml.YAMLError) -> Problem:
    """What the parser stopped at, in Dutch."""
    mark = getattr(error, "problem_mark", None)
    at = _within(file, lines, mark) if mark else Location(file)
    opening = getattr(error, "context_mark", None)
    begins = _within(file, lines, opening) if opening else at
    english = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    near = tuple(
        (n, lines[n - 1]) for n in (begins.line, at.line - 1, at.line) if 0 < n <= len(lines)
    )
    if slip := _slip(file, near, english):
        return slip
    line = lines[at.line - 1] if lines else ""
    before, rest = line[: at.column - 1], line[at.column - 1 :]
    row = _row(english, before, rest)
    elders = f"op regel {at.line}, kolom {at.column}"
    message = row.message.format(teken=rest[:1], elders=elders)
    if row.opening and opening:
        related = at if "{elders}" in row.message else None
        return Problem(begins, row.code, message, related)
    return Problem(at, row.code, message)


def _slip(file: str, lines: Iterable[tuple[int, str]], english: str) -> Problem | None:
    """A slip of the fingers on one of these lines that explains why the parser stopped."""
    for number, line in lines:
        for slip in _SLIPS:
            found = slip.line.search(line)
            if found and re.search(slip.english, english):
                return Problem(Location(file, number, found.start(1) + 1), "INT-yaml", slip.message)
    return None


def _row(english: str, before: str, rest: str) -> _Syntax:
    """The first row of the table that fits; the last fits always."""
    return next(
        row
        for row in _SYNTAX
        if re.search(row.english, english)
        and re.search(row.before, before)
        and re.search(row.at, rest)
    )


def _within(file: str, lines: tuple[str, ...], mark: yaml.Mark) -> Location:
    """The place of a mark; what the parser misses at the end of the file, at the last character."""
    if mark.line < len(lines):
        return Location(file, mark.line + 1, mark.column + 1)
    return Location(file, len(lines) or 1, len(lines[-1]) + 1 if lines else 1)


# ------------------------------------------------------------------ suppression comments

_OURS = re.compile(
    r"(?<!\S)#[ \t]*(?:regioplan[ \t]*:|(?i:regioplan)[ \t]*(?::[ \t]*)?(?i:negeer))"
)
"""How a comment begins that is meant for us, well written or not."""

_WELL_WRITTEN = re.compile(
    r"#[ \t]*regioplan:[ \t]*(negeer|negeer-bestand)[ \t]*\[([^\]]*)\][ \t]*(.*)"
)
_RULE = re.compile(r"[A-Z]{3}-[A-Za-z0-9.-]+")

_MALFORMED = (
    "Deze opmerking is niet te lezen: schrijf “# regioplan: negeer[RRP-2.5-2b] reden”, met tussen"
    " de haken een of meer regels en komma’s ertussen, of negeer-bestand in plaats van negeer."
)
_TOO_LATE = "negeer-bestand geldt alleen boven de eerste sleutel: zet deze opmerking daar."
_NOTHING_BELOW = (
    "Onder deze opmerking staat niets dat zij kan dekken: zet haar boven of achter de sleutel of"
    " het lijstpunt waar zij bij hoort."
)


def _suppressions(builder: _Builder, text: str) -> tuple[Suppression, ...]:
    """All suppressions in the text; what is wrong with one becomes a problem of the builder."""
    if not builder.watch or builder.too_deep:
        return ()
    below = _content_below(builder.lines)
    found: list[Suppression] = []
    for at, comment in _comments(builder, text):
        suppression = _suppression(builder, below, at, comment)
        if isinstance(suppression, Suppression):
            found.append(suppression)
        else:
            builder.problems.append(Problem(at, "INT-negeer", suppression))
    return tuple(found)


def _suppression(
    builder: _Builder, below: list[int], at: Location, comment: str
) -> Suppression | str:
    """What one comment asks; or, in Dutch, what is wrong with it."""
    well = _WELL_WRITTEN.fullmatch(comment)
    rules = tuple(rule.strip() for rule in well[2].split(",")) if well else ()
    if not well or not all(map(_RULE.fullmatch, rules)):
        return _MALFORMED
    reason = well[3].strip()
    if well[1] == "negeer-bestand":
        late = builder.first_line and at.line >= builder.first_line
        return _TOO_LATE if late else Suppression(at, rules, reason, None)
    line = below[at.line - 1]
    covers = (line, builder.reach.get(line, line))
    return Suppression(at, rules, reason, covers) if line else _NOTHING_BELOW


def _comments(builder: _Builder, text: str) -> Iterator[tuple[Location, str]]:
    """Each comment meant for us: the place of its `#` and its text.

    The parser drops comments, but tells where the scalars are: a `#` outside them, behind a blank
    or at the start of a line, begins a comment, and the comment runs to the end of the line.
    """
    starts = [start for start, _ in builder.scalars]
    line, counted, position = 1, 0, 0
    while found := _OURS.search(text, position):
        at = found.start()
        index = bisect_right(starts, at) - 1
        scalar_end = builder.scalars[index][1] if index >= 0 else 0
        if at < scalar_end:
            position = scalar_end
            continue
        line += text.count("\n", counted, at)
        counted = at
        line_start = text.rfind("\n", 0, at) + 1
        line_end = text.find("\n", at)
        position = len(text) if line_end < 0 else line_end
        if "#" not in text[max(line_start, scalar_end) : at]:  # else it stands inside a comment
            yield Location(builder.file, line, at - line_start + 1), text[at:position]


_CONTENT = re.compile(r"(?!---(?:\s|$))[\s-]*[^\s#-]")
"""A line with something of a value on it: not blank, a comment, a lone "-" or the start `---`."""


def _content_below(lines: tuple[str, ...]) -> list[int]:
    """For each line the first one with content, from that line on; 0 when there is none."""
    below = [0] * len(lines)
    line = 0
    for number in range(len(lines), 0, -1):
        line = number if _CONTENT.match(lines[number - 1]) else line
        below[number - 1] = line
    return below
