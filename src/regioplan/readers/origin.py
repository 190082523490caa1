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
    since: str = ""  # the revision of the older version that the text is about, if it is
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
            facts.get("sinds", ""),
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
    yield from _printed(walked)


def _printed(walked: Walked) -> Iterator[str]:
    yield from (
        line.text for line in lines(walked.paragraphs, accepted=True) if is_small(line.text)
    )


_TAIL = (
    r"(?:Controlegetal van (?:de|die) tekst(?: van het programma)?"
    r"|Dit stuk hoort bij de tekst van het programma met dit controlegetal): [0-9a-f]{64}\."
)
_SMALL = re.compile(
    r"Gemaakt met regioplan(?: \d[\w.+-]*)?(?: uit revisie [0-9a-f]{7,64}"
    r"(?:, met wijzigingen die daarin nog niet zijn vastgelegd)?)?\."
    rf"(?: Versie van de regels: [\w-]+\.)?(?: {_TAIL})?"
    rf"|{_TAIL}"
    r"|Met wijzigingen sinds (?:versie \S{1,20}(?: \S{1,12})?|een eerdere versie)"
    r"(?: van \d{1,2} [a-z]{3,9} \d{4})?(?: \(revisie [0-9a-f]{7,64}\))?\."
)


def is_small(text: str) -> bool:
    """Whether a line is small print: it tells of the file, and is no text of the programme.

    Nothing else may stand in it: who begins a sentence with these words has written text.
    """
    return _SMALL.fullmatch(text.translate(_BLANKS)) is not None


_BLANKS = str.maketrans("\xa0\u202f", "  ")


def contradictions(origin: Origin, walked: Walked) -> Iterator[tuple[str, str]]:
    """What the small print says otherwise than the properties: (as these say, as it is printed)."""
    for said in () if origin.printed else _printed(walked):
        made, hashed = _MADE.match(said), _HASH.search(said)
        revision = (made["revision"] or "") if made else ""
        if not origin.revision.startswith(revision):
            yield f"revisie {origin.revision}", f"revisie {revision}"
        own = hashed["hash"] if hashed and origin.document == "programma" else origin.text_hash
        if own != origin.text_hash:
            yield f"controlegetal {origin.text_hash}", f"controlegetal {own}"


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
