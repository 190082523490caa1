"""A case: a patch on the base programme, and exactly the findings that it must give.

A case file is a head and parts. A part begins with `# bestand: x.yaml` and replaces, as text, the
top-level keys that it names; `# weg: sleutel` in it removes a key, `# bestand: x.yaml (weg)` a
file. Parts below `# vorige` make an older version. In the head stand `# vandaag: 2027-04-01`,
`# status: concept`, `# tags: v0.9=0.9 los` (each with the version that its programme names),
`# tekst_hash: 9f86` (of the text as it is now) and `# verwacht: programma.yaml:1 ID`; elsewhere
the line on which a finding falls ends with a comment that holds the rule's id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from regioplan import rules
from regioplan.findings import Finding, Uitkomst
from regioplan.loader import load
from regioplan.model import Status

CASES = Path(__file__).parent / "rules"
BASE: Mapping[str, bytes] = {
    path.relative_to(folder).as_posix(): path.read_bytes()
    for folder in [Path(__file__).parent / "basis"]
    for path in sorted(folder.rglob("*.yaml"))
}

Expected = list[tuple[str, int, str]]
"""Sorted: (file, line, rule) of each finding."""


@dataclass(slots=True)
class _Part:
    file: str
    lines: list[str] = field(default_factory=list)
    removed: bool = False
    removed_keys: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Case:
    """A case as it is written."""

    parts: list[_Part] = field(default_factory=list)
    older: list[_Part] | None = None
    vandaag: date = date(2026, 2, 1)
    status: Status | None = None
    tags: dict[str, str | None] | None = None
    tekst_hash: str | None = None
    expected: Expected = field(default_factory=list)

    @property
    def files(self) -> dict[str, bytes]:
        """The programme of this case."""
        return _patched(self.parts)

    @property
    def marked(self) -> Expected:
        """What the case demands."""
        return sorted([*self.expected, *_marks(self.files)])


_DIRECTIVE = re.compile(
    r"# (bestand|weg|verwacht|vandaag|status|tags|tekst_hash): *(.*?)\s*$|# (vorige)\s*$"
)
_EXPECTED = re.compile(r"(\S+):(\d+) (.+)")
_ID = r"(?:WEB|RRP|KAD|TOE|GOV|KWA|INT)-[\w.-]+"
_MARK = re.compile(rf"# ({_ID}(?: {_ID})*)\s*$")
_KEY = re.compile(r"([a-z_]+):")


def read_case(text: str) -> Case:
    """Read the text of a case, or of an example in a rule's docstring."""
    case = Case()
    parts = case.parts
    for line in text.splitlines():
        found = _DIRECTIVE.match(line)
        if not found:
            if parts:
                parts[-1].lines.append(line)
            continue
        word, value, older = found.groups()
        if older:
            parts = case.older = []
        elif word == "bestand":
            parts.append(_Part(value.removesuffix(" (weg)"), removed=value.endswith(" (weg)")))
        elif word == "weg":
            parts[-1].removed_keys.append(value)
        else:
            _HEAD[word](case, value)
    return case


def _expect(case: Case, value: str) -> None:
    where = _EXPECTED.fullmatch(value)
    assert where, value
    case.expected += [(where[1], int(where[2]), name) for name in where[3].split()]


def _tags(value: str) -> dict[str, str | None]:
    pairs = (each.partition("=") for each in value.split())
    return {name: version or None for name, _, version in pairs}


_HEAD: Mapping[str, Callable[[Case, str], None]] = {
    "verwacht": _expect,
    "vandaag": lambda case, value: setattr(case, "vandaag", date.fromisoformat(value)),
    "status": lambda case, value: setattr(case, "status", Status(value)),
    "tags": lambda case, value: setattr(case, "tags", _tags(value)),
    "tekst_hash": lambda case, value: setattr(case, "tekst_hash", value),
}
"""Word in the head of a case → what it says."""


def run(case: Case, status: Status | None = None) -> Uitkomst:
    """Load and check the programme of a case; the loader's findings come first."""
    loaded = load(case.files)
    assert loaded.programma, loaded.findings
    vorige = None
    if case.older is not None:
        before = load(_patched(case.older))
        assert not before.findings, before.findings
        vorige = before.programma
    uitkomst = rules.check(
        loaded.programma,
        status=status or case.status,
        vorige=vorige,
        tags=case.tags,
        tekst_hash=case.tekst_hash,
        vandaag=case.vandaag,
        suppressions={name: text.suppressions for name, text in loaded.sources.items()},
    )
    return Uitkomst(
        (*loaded.findings, *uitkomst.findings),
        uitkomst.skipped,
        uitkomst.suppressed,
        uitkomst.status,
        uitkomst.rules_version,
        uitkomst.ran,
    )


def placed(findings: tuple[Finding, ...]) -> Expected:
    """Where findings fall, as a case writes it."""
    return sorted((f.location.file, f.location.line, f.rule) for f in findings)


def _patched(parts: list[_Part]) -> dict[str, bytes]:
    files = dict(BASE)
    for part in parts:
        if part.removed:
            del files[part.file]
            continue
        keys = _keys(files.get(part.file, b"").decode().splitlines())
        for key in part.removed_keys:
            del keys[key]
        keys |= _keys(part.lines)
        text = "\n".join(line for lines in keys.values() for line in lines)
        files[part.file] = f"{text}\n".encode()
    return files


def _keys(lines: list[str]) -> dict[str, list[str]]:
    """The lines of each top-level key, with the comments right above it."""
    found: dict[str, list[str]] = {}
    above: list[str] = []
    current = above
    for line in lines:
        if key := _KEY.match(line):
            current = found.setdefault(key[1], [])
            current += [*above, line]
            above.clear()
        elif line.startswith("#"):
            above.append(line)
        else:
            current += [*above, line]
            above.clear()
    if current is not above:
        current += above
    return found


def _marks(files: Mapping[str, bytes]) -> Iterator[tuple[str, int, str]]:
    for name, content in files.items():
        for number, line in enumerate(content.decode().splitlines(), start=1):
            if mark := _MARK.search(line):
                yield from ((name, number, rule) for rule in mark[1].split())
