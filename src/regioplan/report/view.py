"""What every form of the report is made from: the outcome, how it is looked at, and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rich.color import ColorSystem
from rich.style import Style

from regioplan import __version__
from regioplan.findings import Citation, Confidence, Finding, Severity, Uitkomst
from regioplan.source import Location

Lines = Mapping[str, tuple[str, ...]]
"""The lines of each file, by the name that the findings use."""

_CONFIDENCE = MappingProxyType(
    {
        Confidence.TEKST: "",
        Confidence.OUDERE_TEKST: "gelezen in een oudere tekst",
        Confidence.SECUNDAIR: "uit tweede hand",
        Confidence.AFGELEID: "onze lezing van de tekst",
        Confidence.NIET_GEVONDEN: "gezocht, maar niet gevonden",
    }
)
_RANK = MappingProxyType({severity: rank for rank, severity in enumerate(Severity)})

# Control characters can steer a terminal; marks of writing direction can turn a line around.
_UNSEEN = (
    dict.fromkeys(map(ord, "\u2028\u2029\r\n\t\x0b\x0c"), " ")
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], "\ufffd")
    | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
)
_UNSEEN |= {code: chr(0x2400 + code) for code in range(0x20) if code not in _UNSEEN}
_UNSEEN |= {0x7F: "\u2421"}


def visible(text: str) -> str:
    """Text as one line in which each character can be seen: ESC becomes ␛, a line break a space."""
    return text.translate(_UNSEEN)


@dataclass(frozen=True, slots=True)
class View:
    """How the reader looks at the report."""

    width: int | None = (
        None  # columns of the terminal; None: a pipe or a file, so nothing is wrapped
    )
    colour: bool = False
    folder: str = ""  # stands before each file name, so that an editor can open what is printed

    def paint(self, text: str, style: str) -> str:
        """Give text a style of rich ("bold red"), when there is colour."""
        if not (self.colour and style and text):
            return text
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)

    def path(self, file: str) -> str:
        """The file as seen from where the reader stands."""
        folder = self.folder.rstrip("/")
        return file if folder in {"", "."} else f"{folder}/{file}"

    def place(self, location: Location) -> str:
        """`map/bestand.yaml:12:5`, as editors and terminals recognise it."""
        return f"{visible(self.path(location.file))}:{location.line}:{location.column}"


@dataclass(frozen=True, slots=True)
class Report:
    """All that a form of the report may show."""

    uitkomst: Uitkomst
    lines: Lines = field(default_factory=dict)
    view: View = View()
    strict: bool = False  # open points and advice block too
    rules: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Id of a rule → its first line and its whole page, both Dutch; the page is Markdown."""
    version: str = __version__  # of regioplan


Format = Callable[[Report], str]
"""A form of the report; the text ends with a line break."""


def blocks(finding: Finding, *, strict: bool) -> bool:
    """Whether a finding gives exit code 1; under `strict` open points and advice do so too."""
    return strict or finding.severity is Severity.FOUT


def exit_code(uitkomst: Uitkomst, *, strict: bool) -> int:
    """1 when something blocks, else 0."""
    return int(any(blocks(f, strict=strict) for f in uitkomst.findings))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as they stand in the files; on one place the worst first."""
    return sorted(findings, key=_order)


def with_reasons(uitkomst: Uitkomst) -> list[tuple[Finding, str | None]]:
    """All findings as they stand in the files; those set aside with their reason, others None."""
    found: list[tuple[Finding, str | None]] = [(f, None) for f in uitkomst.findings]
    found += [(s.finding, s.reason) for s in uitkomst.suppressed]
    return sorted(found, key=lambda each: (*_order(each[0]), each[1] or ""))


def _order(finding: Finding) -> tuple[Location, int, str, str]:
    return finding.location, _RANK[finding.severity], finding.rule, finding.message


def counted(keys: Iterable[str]) -> list[tuple[str, int]]:
    """Each key with how many times it has come up so far, from 1: equal things stay apart."""
    seen: Counter[str] = Counter()
    pairs = []
    for key in keys:
        seen[key] += 1
        pairs.append((key, seen[key]))
    return pairs


def notes(finding: Finding) -> list[tuple[str, str]]:
    """What belongs to a finding, as (label, text); what is not there is left out."""
    until = f"vanaf status {finding.blocks_from}" if finding.blocks_from else ""
    texts = [
        ("nodig", until if finding.severity is Severity.OPEN else ""),
        ("grond", _ground(finding.citation)),
        ("doen", finding.remedy),
        ("uitleg", finding.explanation),
    ]
    return [(label, text) for label, text in texts if text]


def paragraphs(finding: Finding) -> list[str]:
    """The message and its notes, each as one line, for forms that have no layout of their own."""
    labelled = (f"{label.capitalize()}: {text}" for label, text in notes(finding))
    return [visible(text) for text in (finding.message, *labelled)]


def skipped_words(file: str) -> str:
    """Why a rule did not run."""
    return f"Niet getoetst: {file} is niet leesbaar."


def _ground(citation: Citation | None) -> str:
    """`Regeling 2.5 lid 2 onder b (https://…)`, and how sure it is when nobody read the article."""
    if citation is None:
        return ""
    doubt = _CONFIDENCE[citation.confidence]
    if citation.confidence is Confidence.OUDERE_TEKST and citation.version:
        doubt = f"{doubt}, van {citation.version}"
    named = f"{citation.article}; {doubt}" if doubt else citation.article
    return f"{named} ({citation.url})" if citation.url else named
