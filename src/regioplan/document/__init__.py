"""Programma and findings → Document: the chapters as templates, filled in and put in order.

Templates know words; what must be computed (sums per year, who has yet to sign, which points are
open) is computed here and handed to them as plain values. Nothing that was rendered is ever
rendered again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from jinja2 import BaseLoader, Environment

from regioplan.document.filters import environment
from regioplan.document.kinds import KINDS, VOLGORDE, Kind
from regioplan.document.pictures import charts, pictures
from regioplan.document.templates import (
    FOLDER,
    own_environment,
    rendered_text,
    templates_of,
)
from regioplan.document.values import names, properties, theme_word, values
from regioplan.errors import RegioplanError
from regioplan.findings import Norm, Uitkomst
from regioplan.markdown import ChartData, Document, Picture, Properties, Words
from regioplan.model import HOOFDSTUKKEN, Programma
from regioplan.provenance import Provenance

_OVER_ANDERE = ("leeswijzer", "bijlagen")
"""Chapters that must know which others are there: rendered last. An empty chapter is not there."""

_Drawings = tuple[Mapping[str, Picture], Mapping[str, ChartData]]

_ZONDER_ANKER = ("kaft", "inhoud")
"""What stands before the chapters: nothing refers to it."""


def compose(  # noqa: PLR0913  # each is something else that a document needs, by name
    programma: Programma,
    uitkomst: Uitkomst,
    norms: Sequence[Norm],
    provenance: Provenance,
    *,
    kind: str = "programma",
    forced: bool = False,
    vorige: Programma | None = None,
    loader: BaseLoader | None = None,
) -> Document:
    """The document of a programme.

    Args:
        programma: the programme; a file of it that is unreadable raises `Onleesbaar`.
        uitkomst: what a check found; open points stand in an annex as long as there is no decision.
        norms: the register; a norm says which chapter answers the rules that check it.
        provenance: printed small at the end.
        kind: which document, a name in `KINDS`.
        forced: the programme is made although findings forbid it, and the cover says so.
        vorige: an older version, for a document that tells what changed.
        loader: where the templates come from (see `templates_of`); regioplan's own when None.

    Raises:
        RegioplanError: a template cannot be filled in, or makes what regioplan-Markdown is not.
    """
    templates = own_environment() if loader is None else environment(loader)
    drawings = pictures(programma), charts(programma)
    given = values(programma, uitkomst, norms, forced=forced, vorige=vorige) | {
        "figuren": frozenset(drawings[0]),
        "grafieken": frozenset(drawings[1]),
        "woorden": names(programma),
        "eigenschappen": properties(programma, provenance),
        "herkomst": provenance.words,
        "tekst_hash": "",
    }
    document, signed = _programme(templates, given, drawings)
    own_hash = signed.content_hash
    if kind == "programma":
        small_print = f"{provenance.words} Controlegetal van de tekst: {own_hash}."
        facts = provenance.facts(kind, own_hash)
    else:
        labels = {i: Words(label) for i, label in signed.tree.labels.items() if label}
        given["tekst_hash"] = own_hash
        document = _beside(kind, templates, given, labels, drawings)
        small_print = (
            f"{provenance.words} Controlegetal van de tekst van het programma: {own_hash}."
        )
        facts = provenance.facts(kind, document.content_hash)
    return replace(
        document,
        properties=replace(document.properties, provenance=small_print, facts=facts),
    )


# ------------------------------------------------------------------ the programme


def _programme(
    templates: Environment, given: Mapping[str, Any], drawings: _Drawings
) -> tuple[Document, Document]:
    """The programme itself, and before that told its own hash; their hash is the same."""
    rendered = _chapters(templates, given)
    document = Document(
        _joined(rendered),
        given["eigenschappen"],
        *drawings,
        words=MappingProxyType(given["woorden"] | _absent_chapters(rendered)),
        series_words=MappingProxyType({"thema": theme_word(given["programma"])}),
    )
    # The small print stands outside the hash, so that it can tell it.
    told = {**given, "tekst_hash": document.content_hash}
    rendered["bijlagen"] = _chapter(templates, "bijlagen", told, frozenset(rendered))
    return replace(document, text=_joined(rendered)), document


def _chapters(templates: Environment, values: Mapping[str, Any]) -> dict[str, str]:
    """The chapters that have something to say, by name."""
    rendered: dict[str, str] = {}
    for name in VOLGORDE:
        if name not in _OVER_ANDERE:
            rendered[name] = _chapter(templates, name, values, frozenset())
    present = frozenset((*(n for n, text in rendered.items() if text), *_OVER_ANDERE))
    for name in _OVER_ANDERE:
        rendered[name] = _chapter(templates, name, values, present)
    return {name: rendered[name] for name in VOLGORDE if rendered[name]}


def _chapter(
    templates: Environment, name: str, values: Mapping[str, Any], present: frozenset[str]
) -> str:
    """One chapter from its template; `present` are the chapters that the document has."""
    template = templates.get_template(f"{name}.md.j2")
    text = rendered_text(template, {**values, "hoofdstukken": present}).strip()
    anchor = f"<!-- rp:anker h-{name} -->"
    if text and name not in _ZONDER_ANKER and anchor not in text:
        raise RegioplanError(
            f"{FOLDER}{name}.md.j2: zet {anchor} op een eigen regel boven de kop van dit "
            "hoofdstuk; andere hoofdstukken verwijzen ernaar."
        )
    return text


def _joined(rendered: Mapping[str, str]) -> str:
    """The chapters with a white line between them, and nowhere more than one."""
    return re.sub(r"\n([ \t]*\n){2,}", "\n\n", "\n\n".join(rendered.values())) + "\n"


# ------------------------------------------------------------------ the documents beside it


def _beside(
    kind: str,
    templates: Environment,
    given: Mapping[str, Any],
    labels: Mapping[str, Words],
    drawings: _Drawings,
) -> Document:
    """Another document; what it refers to bears the number that it has in the programme."""
    told = {
        **given,
        "eigenschappen": _titled(given["eigenschappen"], KINDS[kind].title),
        "hoofdstukken": frozenset(),
    }
    parts = {
        name: rendered_text(templates.get_template(f"{name}.md.j2"), told).strip()
        for name in KINDS[kind].templates
    }
    items = {id_: labels.get(id_, words) for id_, words in given["woorden"].items()}
    return Document(
        _joined(parts),
        told["eigenschappen"],
        *drawings,
        words=MappingProxyType(items | _absent_chapters({})),
    )


def _titled(said: Properties, title: str) -> Properties:
    """What a document beside the programme says of itself: its title names both."""
    return replace(said, title=f"{title}: {said.title}")


def _absent_chapters(rendered: Mapping[str, str]) -> dict[str, Words]:
    """The words for a chapter that prose may refer to and this document does not have."""
    return {
        id_: Words(words)
        for id_, words in HOOFDSTUKKEN.items()
        if id_.removeprefix("h-") not in rendered
    }


__all__ = ["KINDS", "VOLGORDE", "Kind", "compose", "templates_of"]
