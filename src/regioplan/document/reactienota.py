"""The reactienota: what reviewers said of the concept, and what they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jinja2 import BaseLoader

from regioplan.document.filters import environment
from regioplan.document.printing import Md, datum, escape
from regioplan.document.templates import own_environment, rendered_text
from regioplan.document.values import properties
from regioplan.markdown import Document
from regioplan.model import Programma
from regioplan.provenance import Provenance

KIND = "reactienota"


@dataclass(frozen=True, slots=True)
class Spreker:
    """Somebody who said it, and when."""

    naam: str
    dag: date | None = None

    @property
    def woorden(self) -> str:
        """The name and the day: "Jan de Boer (20 november 2026)"."""
        return f"{self.naam} ({datum(self.dag)})" if self.dag else self.naam


@dataclass(frozen=True, slots=True)
class Vervolg:
    """What somebody said under it in Word."""

    spreker: Spreker
    tekst: str


@dataclass(frozen=True, slots=True)
class Rij:
    """One row of the reactienota: all plain text, in one or more lines."""

    nummer: int
    id: str
    soort: str  # "opmerking", "wijziging", or "" when that is not known any more
    wie: tuple[Spreker, ...]
    waar: str  # "Maatregel 2.1: Start & Go MBO"; "" when no place was found
    bestand: str  # "themas/2-overstap.yaml", or ""
    regel: int  # 0: no place was found
    citaat: str
    wat: str
    vervolg: tuple[Vervolg, ...]
    antwoord: str  # "" as long as there is none
    status: str  # "open" or "afgehandeld"
    nieuw: bool  # not kept in reacties.yaml yet

    @property
    def plaats(self) -> str:
        """`themas/2-overstap.yaml:33`, or ""."""
        return f"{self.bestand}:{self.regel}" if self.bestand else ""


def compose(
    rijen: Sequence[Rij],
    programma: Programma,
    provenance: Provenance,
    *,
    loader: BaseLoader | None = None,
) -> Document:
    """The reactienota as a document.

    Args:
        rijen: the reactions, in order.
        programma: what they are about.
        provenance: printed small at the end.
        loader: where the template comes from (see `templates_of`); regioplan's own when None.

    Raises:
        RegioplanError: a template of the region cannot be filled in.
    """
    templates = own_environment() if loader is None else environment(loader)
    said = properties(programma, provenance)
    given = {
        "rijen": rijen,
        "eigenschappen": said,
        "lezers": len({spreker.naam for rij in rijen for spreker in rij.wie}),
        "open": sum(rij.status == "open" for rij in rijen),
        "onbeantwoord": sum(not rij.antwoord for rij in rijen),
        "herkomst": provenance.words,
        "alinea": alinea,
        "blad": programma.blad,
    }
    text = rendered_text(templates.get_template(f"{KIND}.md.j2"), given).strip() + "\n"
    document = Document(text, replace(said, title=f"Reactienota: {said.title}"))
    facts = provenance.facts(KIND, document.content_hash)
    return replace(
        document, properties=replace(document.properties, facts=facts, provenance=provenance.words)
    )


def alinea(text: str) -> Md:
    """Plain text in a cell, line by line: a reviewer's words are never Markdown."""
    return Md("<br>".join(escape(line) for line in text.split("\n") if line.strip()))
