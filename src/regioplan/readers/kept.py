"""reacties.yaml as text: new reactions are written behind what stands there, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regioplan import source
from regioplan.errors import RegioplanError
from regioplan.model.reacties import FILE

_HEAD = """\
# Reacties op het concept en de antwoorden daarop. `regioplan comments --save` zet nieuwe reacties
# onderaan. Vul bij antwoord in wat de regio ermee doet, en zet de status daarna op afgehandeld.
"""
_KEY = "reacties"


@dataclass(frozen=True, slots=True)
class Entry:
    """A reaction as it is written: plain text, "" for what is not there."""

    id: str
    wie: tuple[str, ...]
    waar: str
    citaat: str
    wat: str
    status: str


def appended(content: bytes | None, new: Sequence[Entry], *, schema: str = "") -> bytes:
    """The file with new reactions at its end; what the user wrote stays as it is, byte for byte.

    Args:
        content: the file as it is; None: there is none yet.
        new: what is written behind it.
        schema: the place of its schema, for an editor; a new file names it.

    Raises:
        RegioplanError: the list stands in a form behind which no text can be put.
    """
    raw = content or b""
    text = raw.decode("utf-8-sig", "replace")
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = _indent(raw)
    lines = [line for entry in new for line in _lines(entry, indent or "")]
    before = "" if not text or text.endswith("\n") else newline
    if indent is None:
        named = f"# yaml-language-server: $schema={schema}\n" if schema else ""
        head = "" if text else f"{named}{_HEAD}"
        before += f"{head}{_KEY}:\n".replace("\n", newline)
    made = raw + (before + newline.join([*lines, ""])).encode()
    _demand(made, len(new), raw)
    return made


def _indent(content: bytes) -> str | None:
    """The white space before each dash of the list; None when there is no list yet.

    Raises:
        RegioplanError: there is something else than a list with dashes.
    """
    read = source.read(FILE, content)
    data = read.data
    if isinstance(data, source.Mapping) and not data and not read.problems:
        return None
    listed = data.get(_KEY) if isinstance(data, source.Mapping) else None
    if isinstance(listed, source.Sequence) and listed:
        at = listed.items_at[0]
        before = read.lines[at.line - 1][: at.column - 1]
        if before.rstrip().endswith("-") and not before.rstrip()[:-1].strip():
            return before[: before.index("-")]
    raise RegioplanError(
        f"{FILE} is niet aan te vullen: achter `{_KEY}:` moet een lijst staan waarvan elk onderdeel"
        " op een eigen regel met een streepje begint. Herstel dat, of hernoem het bestand: dan"
        " komt er een nieuw."
    )


def _demand(made: bytes, new: int, before: bytes) -> None:
    """Nothing is written that would not be read back: one list, longer by what was added."""
    old, now = (source.read(FILE, content) for content in (before, made))
    counts = [
        len(listed) if isinstance(listed := data.get(_KEY), source.Sequence) else 0
        for data in (old.data, now.data)
        if isinstance(data, source.Mapping)
    ]
    if now.problems or len(counts) != len((old, now)) or counts[1] != counts[0] + new:
        raise RegioplanError(
            f"{FILE} is niet aan te vullen zonder te wijzigen wat er staat. Zet de lijst onder"
            f" `{_KEY}:` als laatste in het bestand."
        )


def _lines(entry: Entry, indent: str) -> list[str]:
    """An item of the list, line by line."""
    inner = f"{indent}  "
    lines = [f"{indent}- id: {entry.id}", f"{inner}wie:"]
    lines += [f"{inner}- {_quoted(name)}" for name in entry.wie]
    for key, value in (("waar", entry.waar), ("citaat", entry.citaat), ("wat", entry.wat)):
        if value:
            lines += _field(key, value, inner)
    return [*lines, f"{inner}antwoord: n.t.b.", f"{inner}status: {entry.status}"]


def _field(key: str, value: str, indent: str) -> list[str]:
    rows = value.split("\n")
    if len(rows) == 1:
        return [f"{indent}{key}: {_quoted(value)}"]
    return [f"{indent}{key}: |-", *(f"{indent}  {row}".rstrip() for row in rows)]


def _quoted(text: str) -> str:
    """Between single quotes nothing but the quote itself has a meaning."""
    return "'" + text.replace("'", "''") + "'"
