"""The Document: one text with what belongs to it, its tree, and the hash of its content."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from regioplan.markdown.reader import Reader
from regioplan.markdown.tree import (
    CaptionList,
    Chart,
    ChartData,
    Contents,
    Figure,
    Heading,
    Picture,
    Properties,
    Quote,
    Reference,
    Region,
    Table,
    Tree,
    Words,
    plain_text,
)
from regioplan.markdown.writing import (
    REGIOPLAN,
    Form,
    blocks_markdown,
    inline_markdown,
    quote_markdown,
    table_markdown,
)


@dataclass(frozen=True)
class Document:
    """One document: its text in regioplan-Markdown and what belongs to it."""

    text: str
    properties: Properties
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    charts: Mapping[str, ChartData] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)  # id -> words of a reference
    series_words: Mapping[str, str] = field(default_factory=dict)  # "thema" -> "Pijler"

    @cached_property
    def tree(self) -> Tree:
        """The text parsed; a `RegioplanError` with the line for what is not regioplan-Markdown."""
        return Reader(self.text, self.pictures.keys(), self.words, self.series_words).read()

    @property
    def has_contents(self) -> bool:
        """Whether there is a table of contents or a list, which wants page numbers."""
        return any(isinstance(block, Contents | CaptionList) for block in self.tree.blocks)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the normalised text outside `buiten-hash` and `kaft`.

        Numbers and computed words of references do not enter it: a chapter outside the hash may
        come or go (a list of open points) without a change in what was signed.
        """
        text = unicodedata.normalize("NFC", blocks_markdown(self.tree.blocks, hash_form(self)))
        return hashlib.sha256(text.encode()).hexdigest()


_OUTSIDE_HASH = ("kaft", "buiten-hash")


def hash_form(document: Document) -> Form:
    """The form of the normalised text: no computed numbers or words, nothing of what is outside."""
    labels = document.tree.labels

    def reference(reference: Reference, words: str) -> str:
        target = reference.target
        computed = labels[target] if target in labels else document.words[target].text
        own = "" if plain_text(reference.children) == computed else words
        return f"[{own}](#{target})"

    def caption(block: Table | Figure, form: Form) -> str:
        return inline_markdown(block.caption.children, form) if block.caption else ""

    def figure(block: Figure, form: Form) -> str:
        described = document.pictures[block.name].description
        return "\n\n".join((f"figuur {block.name}", caption(block, form), *described))

    def region(block: Region, form: Form) -> str:
        return "" if block.kind in _OUTSIDE_HASH else blocks_markdown(block.blocks, form)

    return replace(
        REGIOPLAN,
        reference=reference,
        blocks={
            **REGIOPLAN.blocks,
            Heading: lambda block, form: (
                f"{'#' * block.level} {block.series} {inline_markdown(block.children, form)}"
            ),
            Quote: quote_markdown,
            Table: lambda block, form: f"{caption(block, form)}\n\n{table_markdown(block, form)}",
            Figure: figure,
            Chart: lambda block, form: (
                f"grafiek {block.name}\n\n{form.blocks[Table](block.table, form)}"
            ),
            Contents: lambda _block, _form: "",
            CaptionList: lambda _block, _form: "",
            Region: region,
        },
    )
