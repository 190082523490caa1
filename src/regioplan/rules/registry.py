"""What a rule is, and the table in which each rule of the modules registers itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from regioplan import reference
from regioplan.findings import Citation, Confidence
from regioplan.model import Status
from regioplan.model.base import Place
from regioplan.source import Location

Related = tuple[tuple[Location, str], ...]
"""Other places that belong to a finding, each with a few Dutch words."""

Found = tuple[Place, str] | tuple[Place, str, Related]
"""What a rule yields: a place and a message in Dutch; the engine adds all the rest."""

LAW = ("WEB", "RRP", "KAD")
"""What the id of a rule begins with when its ground is law; the rest is advice or quality."""


class NothingToJudge(Exception):  # noqa: N818  # no error: what it says is a state
    """There is nothing that this rule could judge, such as measures when there are none yet.

    The rule then counts as not run: what was not looked at is not called met.
    """


class Weight(StrEnum):
    """How heavy a requirement is, in the words of the register."""

    ERROR = "fout"  # a gap is open until a status demands it; a wrong value is a fault always
    WARNING = "advies"


class Need(StrEnum):
    """What a rule is given beside the programme. What it does not name, it cannot see."""

    NOTHING = "niets"
    VORIGE = "vorige versie"  # an older version of the programme
    VANDAAG = "vandaag"  # only reminders look at the day
    TAGS = "tags"  # the tags of the repository, each with the version that its programme names
    TEKST_HASH = "controlegetal"  # of the programme's text as it is now
    FOUND = "gevonden"  # the places at which other rules found something
    USES = "negeren"  # the suppressions, and what each of them did


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's docstring in its parts."""

    norm: str  # the first line
    why: str
    remedy: str
    example: str  # a patch on the base programme of the tests, as a case is

    @property
    def first_remedy(self) -> str:
        """The first sentence of the remedy, for a finding."""
        found = _FIRST_SENTENCE.match(self.remedy)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: how it finds, and what the engine adds to what it finds."""

    id: str
    find: Callable[..., Iterable[Found]]
    eisen: tuple[str, ...]  # the requirements in the register that it checks
    artikel: str  # narrower than the register's article; without a requirement: who advises it
    stated_weight: Weight | None  # None: as the register says
    blokkeert_vanaf: Status
    needs: Need
    since: date | None
    until: date | None

    @property
    def weight(self) -> Weight:
        """The rule's own weight, or that of the register's requirement."""
        if self.stated_weight:
            return self.stated_weight
        return _REGISTER[reference.requirement(self.eisen[0]).ernst.split()[0].strip(",;")]

    @property
    def citation(self) -> Citation | None:
        """Where the norm stands, or who advises it; None for quality that nobody else asks."""
        if not self.eisen:
            return Citation(self.artikel, confidence=Confidence.SECUNDAIR) if self.artikel else None
        citation = reference.norms()[self.eisen[0]].citation
        return replace(citation, article=self.artikel) if self.artikel else citation

    @property
    def is_law(self) -> bool:
        """Whether a reason can only explain a finding of this rule, and not set it aside."""
        return self.id.startswith(LAW)

    @property
    def page(self) -> Page:
        """The rule's docstring."""
        return _page(inspect.cleandoc(self.find.__doc__ or ""))

    def in_force(self, day: date | None) -> bool:
        """Whether the law of a programme that begins on this day has this rule."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


RULES: dict[str, Rule] = {}
"""Every rule by its id, in the order of the modules: that of the articles."""

_REGISTER = {"fout": Weight.ERROR, "open,": Weight.ERROR, "open": Weight.ERROR} | {
    "advies": Weight.WARNING
}


def rule(  # noqa: PLR0913  # each says one thing about the rule, by name
    name: str,
    *,
    eis: str | tuple[str, ...] = (),
    artikel: str = "",
    weight: Weight | None = None,
    blokkeert_vanaf: Status = Status.VASTGESTELD,
    needs: Need = Need.NOTHING,
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Callable[..., Iterable[Found]]], Callable[..., Iterable[Found]]]:
    """Register a function as the rule with this id.

    `weight` only where the register splits its requirement, or says something else with a reason.
    """

    def register(find: Callable[..., Iterable[Found]]) -> Callable[..., Iterable[Found]]:
        assert name not in RULES, name  # two rules with one id: a mistake of ours
        eisen = (eis,) if isinstance(eis, str) else eis
        RULES[name] = Rule(name, find, eisen, artikel, weight, blokkeert_vanaf, needs, since, until)
        return find

    return register


_HEADING = re.compile(r"^(Waarom|Herstel|Voorbeeld):\n", re.MULTILINE)
_FIRST_SENTENCE = re.compile(r".*?[.?!](?=\s+[A-Z‘]|\Z)|.*", re.DOTALL)


@cache
def _page(text: str) -> Page:
    """The parts of a docstring: its first line, then the sections that it has."""
    norm, *rest = _HEADING.split(text)
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    return Page(
        norm=norm.strip(),
        why=_flowed(parts.get("Waarom", "")),
        remedy=_flowed(parts.get("Herstel", "")),
        example=inspect.cleandoc("\n" + parts.get("Voorbeeld", "")),
    )


def _flowed(section: str) -> str:
    """The paragraphs of a section, each on one line."""
    paragraphs = inspect.cleandoc("\n" + section).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs).strip()
