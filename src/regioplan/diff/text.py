"""Two texts → the words that came and went; how lines are broken is no change."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from regioplan.diff.change import Part, Segment

_OWN_LINE = re.compile(r"\s*(?:[-*+]|\d+[.)]|>|\|)")  # a list item, a quotation, a row
_REFERENCE = re.compile(r"(\]\(#)([a-z0-9-]+)(\))")
_TOKEN = re.compile(r"\n[\n ]*|\S+")


def plain(text: str, renamed: Mapping[str, str]) -> str:
    """A text without what is no content: line breaks within a paragraph, and ids that changed.

    `renamed`: id → the id that stands for it in both versions.
    """
    out: list[str] = []
    broken = True  # whether the line before ends there for a reader too
    for line in _REFERENCE.sub(lambda m: m[1] + renamed.get(m[2], m[2]) + m[3], text).splitlines():
        words = " ".join(line.split())
        if broken or not words or _OWN_LINE.match(line):
            out.append(" " * _depth(line) + words)
        else:
            out[-1] += f" {words}"
        broken = not words or line.endswith("  ")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip("\n")


def _depth(line: str) -> int:
    """How deep an item of a list stands; the indent of other lines is no content."""
    return len(line) - len(line.lstrip()) if _OWN_LINE.match(line) else 0


def words(old: str, new: str) -> tuple[Segment, ...]:
    """The word diff of two texts: swapped texts give the same pieces with the parts swapped."""
    if new < old:  # difflib is not symmetric: always ask it the same way round
        pieces = [(come, gone) for gone, come in _compared(new, old)]
    else:
        pieces = _compared(old, new)
    return tuple(_segments(pieces))


def joined(tokens: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """Words and line breaks as one text again; also for the texts of segments."""
    return re.sub(r" ?(\n[\n ]*) ?", r"\1", " ".join(tokens))


Piece = tuple[list[str], list[str]]
"""What stood in the old text, and what stands in the new; equal when nothing changed."""


def _compared(old: str, new: str) -> list[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    for number, (tag, a, b, c, d) in enumerate(steps, start=1):
        piece = (before[a:b], after[c:d])
        crumb = tag == "equal" and number < len(steps) and _is_crumb(piece[0], pieces)
        if pieces and (crumb or (tag != "equal" and _changed(pieces[-1]))):
            pieces[-1] = (pieces[-1][0] + piece[0], pieces[-1][1] + piece[1])
        else:
            pieces.append(piece)
    return pieces


def _changed(piece: Piece) -> bool:
    return piece[0] != piece[1]


_CRUMB = 2
"""Up to so many words that stayed are harder to read apart than with the change around them."""


def _is_crumb(same: list[str], pieces: list[Piece]) -> bool:
    """Whether words that stayed between two changes are too few to stand alone: "de", "van een"."""
    if not pieces or not _changed(pieces[-1]) or any("\n" in token for token in same):
        return False
    return len(same) <= _CRUMB and max(map(len, pieces[-1])) > len(same)


def _segments(pieces: list[Piece]) -> Iterator[Segment]:
    for gone, come in pieces:
        if gone == come:
            yield Segment(Part.GELIJK, joined(gone))
            continue
        if gone:
            yield Segment(Part.WEG, joined(gone))
        if come:
            yield Segment(Part.ERBIJ, joined(come))
