"""Documents for tests: the base programme, a bare one, and what a reader reads in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from regioplan.document import compose
from regioplan.findings import Norm, Uitkomst
from regioplan.loader import load
from regioplan.markdown import Document, Heading, Text
from regioplan.model import Programma
from regioplan.provenance import Provenance

BASIS = Path(__file__).parent / "basis"

BARE = {
    "programma.yaml": "formaat: 1\nstatus: concept\n",
    "regio.yaml": "nummer: 41\n",
}
"""The least that is a programme."""


def basis() -> dict[str, str]:
    """The files of the complete base programme."""
    return {str(path.relative_to(BASIS)): path.read_text("utf-8") for path in BASIS.rglob("*.yaml")}


def read(files: Mapping[str, str]) -> Programma:
    """A programme whose files hold no fault of syntax, shape or reference."""
    loaded = load({name: text.encode() for name, text in files.items()})
    assert loaded.findings == ()
    assert loaded.programma is not None
    return loaded.programma


def document(
    programma: Programma,
    *,
    uitkomst: Uitkomst | None = None,
    norms: tuple[Norm, ...] = (),
    forced: bool = False,
    kind: str = "programma",
) -> Document:
    """A document of a programme, made by a tool of no version."""
    return compose(programma, uitkomst or Uitkomst(), norms, Provenance(), kind=kind, forced=forced)


def words(node: Any) -> Iterator[str]:
    """All that a reader reads, in order: texts, and the numbers before headings."""
    if isinstance(node, Heading):
        yield node.prefix + " "
    if isinstance(node, Text):
        yield node.text
    elif isinstance(node, tuple):
        for part in node:
            yield from words(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from words(getattr(node, field.name))


def text(made: Document) -> str:
    """The whole document as a reader reads it, each stretch of white space one space."""
    return " ".join("".join(f"{w}" for w in words(made.tree.blocks)).split())


def chapter(made: Document, name: str) -> str:
    """The regioplan-Markdown of one chapter."""
    return made.text.split(f"<!-- rp:anker h-{name} -->\n#", 1)[1].split("\n# ", 1)[0]
