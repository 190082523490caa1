"""Bytes become plain data that remembers where each key stands, and the suppression comments."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the programme: line and column are 1-based, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Scalar(str):
    """A YAML scalar: its text exactly as meant, and where it begins.

    `block` is "|" or ">" for a block scalar: its first content line is then the line after `location`'s
    line (the location is that of the indicator). `null` is True for a value that is not there at all
    (`sleutel:` with nothing behind it); its text is then "".
    """

    __slots__ = ("block", "location", "null", "text_column", "text_line")

    location: Location
    block: str
    null: bool
    text_line: int
    text_column: int
    # NOTE for the author of this module: text_line and text_column say where the first character of the
    # CONTENT stands (for a block scalar: first content line and its indentation + 1; for a quoted one:
    # after the quote).


class Sequence(list["Value"]):
    """A YAML list that knows where it and each of its items begin."""

    location: Location
    items_at: list[Location]


class Mapping(dict[str, "Value"]):
    """A YAML mapping that knows where it begins, and of each key where the key and its value begin."""

    location: Location
    keys_at: dict[str, Location]
    values_at: dict[str, Location]


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
    """One file, read: its data (None when it is not readable), its lines, problems and suppressions."""

    file: str
    data: Value | None
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = field(default=())


def read(file: str, content: bytes) -> Source:
    """Read one YAML file. Never raises for any content: what is wrong is in `problems`."""
    raise NotImplementedError
