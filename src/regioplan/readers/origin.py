"""What a Word file says of itself: which revision, rules and tool it was made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regioplan.readers.package import Package
from regioplan.readers.walk import Walked, lines

_PROPERTIES = "docProps/custom.xml"
_CORE = "docProps/core.xml"
_OURS = "regioplan-"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from, in its own words; what it does not say is empty."""

    document: str  # "programma", "oplegnotitie" …; "" when it does not say
    revision: str  # a hash of git, or its beginning
    clean: bool
    tool: str
    rules: str
    text_hash: str  # of the text of this document
    printed: bool = False  # read from the small print: the properties were lost on the way


def read_origin(package: Package, walked: Walked) -> Origin | None:
    """What a file says of itself; None when nothing in it is regioplan's.

    Raises:
        RegioplanError: a part of the file is damaged.
    """
    facts = _facts(package)
    if "document" in facts:
        return Origin(
            facts["document"],
            facts.get("revisie", ""),
            facts.get("schoon") != "nee",
            facts.get("versie", ""),
            facts.get("regels", ""),
            facts.get("tekst", ""),
        )
    return _small_print(" ".join(_said(package, walked)))


def _facts(package: Package) -> Mapping[str, str]:
    """The custom properties that are ours: `regioplan-revisie` → "revisie"."""
    root = package.part(_PROPERTIES)
    return {
        str(one.get("name")).removeprefix(_OURS): "".join(one.itertext()).strip()
        for one in (() if root is None else root)
        if str(one.get("name", "")).startswith(_OURS)
    }


def _said(package: Package, walked: Walked) -> Iterator[str]:
    """The description of the file, and its small print."""
    core = package.part(_CORE)
    for element in () if core is None else core.iter("{*}description"):
        yield element.text or ""
    yield from (
        line.text for line in lines(walked.paragraphs, accepted=True) if is_small(line.text)
    )


_SMALL = re.compile(r"Gemaakt met regioplan|Controlegetal van d|Met wijzigingen sinds ")


def is_small(text: str) -> bool:
    """Whether a line is small print: it tells of the file, and is no text of the programme."""
    return _SMALL.match(text) is not None


_MADE = re.compile(
    r"Gemaakt met regioplan(?: (?P<tool>\d[\w.+-]*?))?"
    r"(?: uit revisie (?P<revision>[0-9a-f]{7,64})(?P<dirty>, met wijzigingen)?.*?)?"
    r"\.(?: |$)(?:Versie van de regels: (?P<rules>[\w-]+))?"
)
_HASH = re.compile(
    r"Controlegetal van (?:de|die) tekst(?P<other> van het programma)?: (?P<hash>[0-9a-f]{64})"
)


def _small_print(text: str) -> Origin | None:
    made, hashed = _MADE.search(text), _HASH.search(text)
    if made is None:
        return None
    other = hashed is not None and hashed["other"] is not None
    return Origin(
        "" if other else "programma",
        made["revision"] or "",
        made["dirty"] is None,
        made["tool"] or "",
        made["rules"] or "",
        "" if hashed is None or other else hashed["hash"],
        printed=True,
    )
