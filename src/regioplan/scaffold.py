"""A complete, commented concept for a region: the files with which a new programme begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from string import Template
from textwrap import wrap
from types import MappingProxyType

from regioplan import reference, resources
from regioplan.reference import Gemeente, Onderwerp, Regio

SCHEMAS = ".regioplan/schemas/"
"""Where a programme keeps its copy of the schemas: hidden, so that no one takes it for text."""

PRINTED = frozenset({"status.schema.json", "uitvoer.schema.json"})
"""Schemas of what regioplan prints: no file of a programme looks like that."""

_FILES: Mapping[str, str] = MappingProxyType(
    {
        "programma.yaml": "programma",
        "regio.yaml": "regio",
        "partners.yaml": "partners",
        "governance.yaml": "governance",
        "analyse.yaml": "analyse",
        "streefcijfers.yaml": "streefcijfers",
        "afspraken.yaml": "afspraken",
        "themas/1-eerste-thema.yaml": "thema",
        "programmateam.yaml": "programmateam",
        "financien.yaml": "financien",
        "README.md": "",
        ".gitignore": "",
    }
)
"""File of the programme → its schema, if it has one. Its template bears its name, less the dot."""

_FRIESLAND_NOORD = 4  # the region of Regeling 2.5 lid 3

_WIDTH = 100  # of a comment


def scaffold(region: Regio) -> Mapping[str, bytes]:
    """The files of a new programme: name relative to its folder, with "/", → UTF-8.

    What the law fixes is filled in, what only the region knows is `n.t.b.`. The same region gives
    the same bytes.

    Raises:
        RegioplanError: the installation has no templates or schemas.
    """
    values = _values(region)
    made = {
        name: (_schema_line(name, schema) + _template(name).substitute(values)).encode()
        for name, schema in _FILES.items()
    }
    copies = sorted(resources.schemas().iterdir(), key=lambda found: found.name)
    made |= {
        f"{SCHEMAS}{found.name}": found.read_bytes()
        for found in copies
        if found.name.endswith(".schema.json") and found.name not in PRINTED
    }
    return MappingProxyType(made)


def _template(name: str) -> Template:
    """A file as it is for every region, with `$words` where they differ."""
    folder = resources.templates().joinpath("init")
    return Template(folder.joinpath(*name.removeprefix(".").split("/")).read_text("utf-8"))


def _schema_line(name: str, schema: str) -> str:
    """The line that tells an editor where the schema is: counted from the file itself."""
    if not schema:
        return ""
    up = "../" * name.count("/")
    return f"# yaml-language-server: $schema={up}{SCHEMAS}{schema}.schema.json\n"


def _values(region: Regio) -> dict[str, str]:
    """What differs per region, and what the official lists say: word in a template → YAML."""
    ids = _partner_ids(region.gemeenten)
    return {
        "nummer": str(region.nummer),
        "regio": region.naam,
        "naam": _plain(region.naam),
        "gemeenten": "\n".join(_gemeente(gemeente) for gemeente in region.gemeenten),
        "partners": "\n".join(
            _partner(ids[gemeente], gemeente, first=not index)
            for index, gemeente in enumerate(region.gemeenten)
        ),
        "eerste": ids[region.gemeenten[0]],
        "afspraken": "\n\n".join(_afspraak(topic) for topic in reference.topics().values()),
        "fier": _FIER if region.nummer == _FRIESLAND_NOORD else "",
        **_periods(),
    }


# ------------------------------------------------------------------ blocks of YAML


def _gemeente(gemeente: Gemeente) -> str:
    return f"  - naam: {_plain(gemeente.naam)}\n    code: {gemeente.code}"


def _partner(ident: str, gemeente: Gemeente, *, first: bool) -> str:
    """A municipality as a partner; the first shows how a role is given."""
    example = "\n    #rollen: [contactgemeente, centrumgemeente]" if first else ""
    return (
        f"  - id: {ident}\n"
        f"    naam: {_plain('Gemeente ' + gemeente.naam)}\n"
        f"    soorten: [gemeente]{example}\n"
        f"    gemeente: {_plain(gemeente.naam)}"
    )


def _afspraak(topic: Onderwerp) -> str:
    """One mandatory topic: what the article asks, and as an example what it names."""
    asked = reference.requirement(topic.eis).eis_tekst
    title = topic.onderwerp[0].upper() + topic.onderwerp[1:]
    parts = [f"    #  - {_plain(part)}" for part in topic.verplichte_elementen]
    return "\n".join(
        (
            *wrap(
                f"{topic.artikel}: {asked[0].lower()}{asked[1:]}",
                width=_WIDTH,
                initial_indent="  # ",
                subsequent_indent="  # ",
                break_on_hyphens=False,
            ),
            f"  - id: afspraak-{topic.code}",
            f"    titel: {_plain(title)}",
            f"    onderwerpen: [{topic.code}]",
            *(["    #omvat:", *parts] if parts else ()),
            "    tekst: n.t.b.",
            "    partijen: n.t.b.",
            "    status: n.t.b.",
        )
    )


def _periods() -> dict[str, str]:
    """The mandatory years, as the list of values of each series."""
    found: dict[str, list[str]] = {}
    for target in reference.targets():
        value = f"      - periode: {target.periode}\n        waarde: n.t.b."
        found.setdefault(target.reeks, []).append(value)
    return {reeks: "\n".join(values) for reeks, values in found.items()}


_FIER = """

    # Minstens één maatregel van deze regio gaat over de voorzieningen van Fier Fryslân (Regeling
    # 2.5 lid 3). Hoort deze maatregel daarbij: ja of nee?
    voorzieningen_fier: n.t.b."""


# ------------------------------------------------------------------ names in YAML

_SAFE = re.compile(r"[^\W\d_](?:[\w ,.’‘'()/+-]*[\w.)’'])?")
"""Text that YAML reads as text without quotes: it begins with a letter and has no `: ` or ` #`."""

_OTHER_THAN_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML, old or new, does not read as text."""


def _plain(text: str) -> str:
    """One line of text as a YAML value, in quotes only where it needs them."""
    if _SAFE.fullmatch(text) and text.casefold() not in _OTHER_THAN_TEXT:
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


_LONGEST_ID = 35


def _partner_ids(gemeenten: Iterable[Gemeente]) -> Mapping[Gemeente, str]:
    """An id for each municipality, from its name; from its code where another has that id."""
    found: dict[Gemeente, str] = {}
    for gemeente in gemeenten:
        ident = _within_length(("gemeente", *_words(gemeente.naam)))
        taken = ident in found.values()
        found[gemeente] = f"gemeente-{gemeente.code.lower()}" if taken else ident
    return MappingProxyType(found)


def _words(name: str) -> Iterator[str]:
    """The words of a name in plain small letters: "'s-Gravenhage" gives s and gravenhage."""
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    yield from re.findall("[a-z0-9]+", bare)


def _within_length(words: tuple[str, ...]) -> str:
    """As many of the words as an id can hold."""
    while len("-".join(words)) > _LONGEST_ID:
        words = words[:-1]
    return "-".join(words)
