"""How wide words print in the figures' own font, and where a line of them breaks."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from regioplan import resources

LINE = 1.28
"""The height of a line of text, as a factor of the size of its letters."""
ABSENT = "□"
"""What stands for a letter that the font does not have: nothing is left out silently."""
_SHARES = 12
"""In how many steps lines are made shorter."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", **dict.fromkeys(_UNSEEN)})
_BREAKABLE = re.compile(r"(?<=[^\W\d_][-/–])(?=\w)")  # behind the hyphen of "school-werk"


@cache
def _widths() -> Mapping[bool, Mapping[str, float]]:
    """Bold or not → letter → its width at a size of 1."""
    table = json.loads((resources.templates() / "fonts" / "breedtes.json").read_text("utf-8"))
    return MappingProxyType(
        {
            bold: MappingProxyType(
                {
                    letter: int(width) / table["em"]
                    for width, letters in table[name].items()
                    for letter in letters
                }
            )
            for bold, name in ((False, "regular"), (True, "bold"))
        }
    )


def printable(text: str) -> str:
    """The text with letters that the font has."""
    known = _widths()[False]
    composed = unicodedata.normalize("NFC", text).translate(_SAME)
    return "".join(letter if letter in known else ABSENT for letter in composed)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of printable text, in the unit of `size`."""
    widths = _widths()[bold]
    return sum(widths[letter] for letter in text) * size


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that are no wider than `width`.

    A line breaks between words; a word that is too wide, behind a hyphen; a piece that still is,
    anywhere.
    """
    lines: list[str] = []
    line = ""
    for piece, glued in _pieces(printable(text), size, width, bold=bold):
        longer = line + piece if glued or not line else f"{line} {piece}"
        if line and text_width(longer, size, bold=bold) > width:
            lines.append(line)
            line = piece
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def balanced(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """As `wrap`, in no more lines than that, but lines of about one length: none with one word."""
    lines = wrap(text, size, width, bold=bold)
    least = max(widest_piece(text, size, bold=bold), width / 2)
    for share in range(1, _SHARES):
        narrower = wrap(text, size, width - share * (width - least) / _SHARES, bold=bold)
        if least > width or len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def widest_piece(text: str, size: float, *, bold: bool = False) -> float:
    """The least width at which no piece of the text is broken anywhere."""
    pieces = (p for word in printable(text).split(" ") for p in _BREAKABLE.split(word))
    return max((text_width(piece, size, bold=bold) for piece in pieces), default=0.0)


def _pieces(text: str, size: float, width: float, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """The pieces between which a line may break, and whether one is glued to the one before it."""
    for word in filter(None, text.split(" ")):
        if text_width(word, size, bold=bold) <= width:
            yield word, False
            continue
        for position, part in enumerate(_BREAKABLE.split(word)):
            for at, piece in enumerate(_split(part, size, width, bold=bold)):
                yield piece, bool(position or at)


def _split(part: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
    """A part without a place to break, in pieces that fit; at least one letter in each."""
    piece = ""
    for letter in part:
        if piece and text_width(piece + letter, size, bold=bold) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
