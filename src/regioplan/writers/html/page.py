"""The page: its frame as a template, with the styles and the parts of the text in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from regioplan import resources
from regioplan.markdown import Document, Properties
from regioplan.writers.html.body import Alternative, Body, opening
from regioplan.writers.outline import CONCEPT

_FOLDER = "html"
_FRAME = "pagina.html.j2"
STYLES = ("huisstijl.css", "scherm.css", "druk.css")
"""The look itself, the screen, and paper."""


def page(document: Document, styles: Sequence[str], alternative: Alternative) -> str:
    """A whole document as one page that asks nothing of any network.

    Args:
        document: what is written.
        styles: style sheets as text, in order.
        alternative: gives a picture its words.

    Raises:
        RegioplanError: the text is no regioplan-Markdown, or asks for a picture that is not there.
    """
    begin = opening(document.tree.blocks)
    body = Body(document, alternative, deeper=0 if begin.titled else 1)
    parts = {
        "kaft": body.cover(begin.cover),
        "inhoud": body.blocks(begin.lists).strip(),
        "tekst": body.blocks(begin.rest),
    }
    return _frame().render(
        **parts,
        noten=body.notes(),
        kop="kaft" if begin.has_cover else "titel",
        eigenschappen=document.properties,
        beschrijving=description(document.properties),
        stand=" · ".join(state(document.properties)),
        stijlen=[Markup(style) for style in styles],  # noqa: S704  # our own files
    )


def state(properties: Properties) -> list[str]:
    """Status and version, as far as they are known; a concept in capitals."""
    status = properties.status
    version = f"versie {properties.version}" if properties.version else ""
    return [p for p in (status.upper() if status.lower() == CONCEPT else status, version) if p]


def description(properties: Properties) -> str:
    """What a search engine shows: title, region, status, version and date."""
    region = properties.subtitle or properties.region
    said = ", ".join(filter(None, (*state(properties), properties.date)))
    return ". ".join(filter(None, (properties.title, region, said[:1].upper() + said[1:]))) + "."


def file_text(name: str) -> str:
    """The text of a file of the page."""
    return (resources.templates() / _FOLDER / name).read_text(encoding="utf-8")


@cache
def _frame() -> Template:
    """The frame, compiled once; what is put in it is escaped unless it is HTML of ours."""
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(file_text),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_FRAME)
