"""What an audit is made of: checks, what they found, and the words that all kinds of file share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Found = Iterable[tuple[str, str]]
"""What a check finds: (where, what is wrong)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question that a program can answer about a file."""

    id: str  # "titel"; the same id asks the same of every kind of file
    words: str  # "Het bestand heeft een titel"
    norm: str  # "WCAG 2.4.2"
    remedy: str  # what to do when it fails
    severity: Literal["fout", "advies"]
    find: Callable[[Any], Found]


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where a check fails."""

    where: str  # "alinea 12 (“Het programma…”)", "bladzijde 3", or "" for the whole file
    message: str


class UnanswerableError(Exception):
    """Raised by a check that has nothing to look at in this file: it says neither yes nor no."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check with what it found; a check that could not be done is neither well nor wrong."""

    check: Check
    problems: tuple[Problem, ...] = ()
    done: bool = True

    @property
    def well(self) -> bool:
        """Whether it was done and found nothing."""
        return self.done and not self.problems


@dataclass(frozen=True, slots=True)
class Audit:
    """A file that was checked."""

    name: str
    kind: str  # "Word", "HTML" or "PDF"
    outcomes: tuple[Outcome, ...]
    not_checked: tuple[str, ...]  # Dutch sentences: what a person must look at

    @property
    def faults(self) -> int:
        """How many places break a norm."""
        return self._count("fout")

    @property
    def advices(self) -> int:
        """How many places could be better."""
        return self._count("advies")

    def _count(self, severity: str) -> int:
        return sum(len(o.problems) for o in self.outcomes if o.check.severity == severity)


class Checks(list[Check]):
    """The checks of one kind of file, in the order in which their functions stand."""

    def add(
        self,
        name: str,
        words: str,
        norm: str,
        *,
        remedy: str,
        severity: Literal["fout", "advies"] = "fout",
    ) -> Callable[[Callable[[Any], Found]], Callable[[Any], Found]]:
        """Register a function as a check."""

        def register(find: Callable[[Any], Found]) -> Callable[[Any], Found]:
            self.append(Check(name, words, norm, remedy, severity, find))
            return find

        return register


# ------------------------------------------------------------------ words that checks share

_LONGEST = 60
# The name of a website says where a link leads; the whole address of a page does not.
_BARE = re.compile(r"(https?://|www\.)[^\s/]+/\S+\Z", re.IGNORECASE)
_EMPTY_WORDS = frozenset(
    {
        "hier",
        "klik hier",
        "klik",
        "link",
        "lees meer",
        "lees verder",
        "meer",
        "deze link",
        "website",
    }
)


def quoted(text: str) -> str:
    """The beginning of a text between quotes, short enough for one line."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + '…'}”"


def link_fault(text: str) -> str:
    """What is wrong with the words of a link; "" when they say where it leads."""
    line = " ".join(text.split())
    if not line:
        return "een link zonder woorden"
    if _BARE.match(line):
        return f"de link {quoted(line)} toont alleen een adres"
    if line.lower().strip(" .›»>") in _EMPTY_WORDS:
        return f"de link {quoted(line)} zegt niet waar hij heen gaat"
    return ""


def jumps(levels: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Where the levels of headings (level, text) skip one: a level 3 straight below a level 1."""
    above = 0
    for level, text in levels:
        if level > above + 1:
            before = f"onder niveau {above}" if above else "als eerste kop"
            yield f"kop {quoted(text)}", f"een kop van niveau {level} staat {before}"
        above = level


# ------------------------------------------------------------------ contrast

LOWEST = 4.5
LOWEST_LARGE = 3.0
"""The least contrast of WCAG 1.4.3, for text and for large text (18 points, or 14 and bold)."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as `RRGGBB`, from 1 to 21, by the formula of WCAG."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (part(int(color[i : i + 2], 16)) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def needed_contrast(points: float, *, bold: bool) -> float:
    """What contrast a text of this size needs."""
    return LOWEST_LARGE if points >= 18 or (bold and points >= 14) else LOWEST
