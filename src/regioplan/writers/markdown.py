"""The `.md` writer: one file that GitHub and GitLab show well, without directives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from regioplan.markdown import (
    Block,
    BulletList,
    Caption,
    CaptionList,
    Chart,
    Contents,
    Document,
    Figure,
    Form,
    Heading,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Reference,
    Region,
    Strong,
    Table,
    Text,
    blocks_markdown,
    inline_markdown,
    items_markdown,
    letter,
    listed,
    plain_text,
    quote_markdown,
    table_markdown,
)
from regioplan.writers.asked import refuse


def write(
    document: Document,
    *,
    since: Document | None = None,
    base: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    review: bool = False,
) -> bytes:
    """The document as one Markdown file: UTF-8, LF, numbers and letters typed, notes at the end.

    Raises:
        RegioplanError: for an argument that Markdown has no use for, and for a text that is not
            regioplan-Markdown.
    """
    refuse(
        (
            since,
            "Een Markdown-bestand toont geen wijzigingen. Kies .docx, of gebruik `regioplan diff`.",
        ),
        (base, "Een Markdown-bestand kent geen huisstijl. Laat de huisstijl weg of kies .docx."),
        (pages, "Een Markdown-bestand heeft geen bladzijden. Laat de paginanummers weg."),
        (review or None, "Een Markdown-bestand houdt geen wijzigingen bij. Kies .docx."),
    )
    return _Writer(document).text().encode()


@dataclass(slots=True)
class _Writer:
    """One document being written: the notes gather here until the end."""

    document: Document
    notes: dict[int, str] = field(default_factory=dict)

    def text(self) -> str:
        """The whole file."""
        form = self._form()
        body = blocks_markdown(self.document.tree.blocks, form)
        notes = "\n".join(f"[^{number}]: {text}" for number, text in sorted(self.notes.items()))
        return "\n\n".join(filter(None, (body, notes))) + "\n"

    def _form(self) -> Form:
        """GitHub's Markdown, with a table of its blocks."""
        return Form(
            reference=_reference,
            note=self._note,
            anchor=_anchor,
            hard_break="\\\n",
            blocks={
                Heading: _heading,
                Paragraph: _paragraph,
                BulletList: lambda block, form: items_markdown(block.items, form, form.bullet),
                OrderedList: _ordered,
                Quote: quote_markdown,
                Table: _table,
                Figure: self._figure,
                Chart: lambda block, form: _table(block.table, form),
                Contents: self._contents,
                CaptionList: self._captions,
                Region: lambda block, form: blocks_markdown(block.blocks, form),
            },
        )

    def _note(self, note: Note, form: Form) -> str:
        """The mark; the text waits for the end of the file, in its own line."""
        self.notes[note.number] = inline_markdown(note.children, replace(form, hard_break="<br>"))
        return f"[^{note.number}]"

    def _figure(self, block: Figure, form: Form) -> str:
        """A picture in words: its description as a list."""
        described = "\n".join(
            f"- {inline_markdown((Text(line),), form)}"
            for line in self.document.pictures[block.name].description
        )
        return _parts(_own_line(block.id), _caption(block.caption, form), described)

    def _contents(self, _block: Contents, form: Form) -> str:
        """The headings as a nested list of links."""
        lines: list[str] = []
        open_levels: list[int] = []
        for heading in _listed(self.document.tree.blocks):
            while open_levels and open_levels[-1] >= heading.level:
                open_levels.pop()
            words = inline_markdown(_titled(heading, (Text(plain_text(heading.children)),)), form)
            lines.append(f"{'  ' * len(open_levels)}- [{words}](#{heading.id})")
            open_levels.append(heading.level)
        return "\n".join(lines)

    def _captions(self, block: CaptionList, form: Form) -> str:
        """The captions as links, below the title of the list."""
        lines = [
            f"- [{inline_markdown((Text(_entry(caption)),), form)}](#{id_})"
            for id_, caption in listed(self.document.tree.blocks, block.label)
        ]
        title = inline_markdown((Strong((Text(block.title),)),), form)
        return _parts(title, "\n".join(lines)) if lines else ""


def _entry(caption: Caption) -> str:
    """A caption in a list: "Tabel 3: woorden"."""
    return f"{caption.label} {caption.number}: {plain_text(caption.children)}"


_CONTENTS_LEVELS = 2  # themes and measures are listed at any level


def _listed(blocks: Iterable[Block]) -> Iterator[Heading]:
    """The headings of the table of contents; the cover's are none of them."""
    for block in blocks:
        if isinstance(block, Region) and block.kind != "kaft":
            yield from _listed(block.blocks)
        elif isinstance(block, Heading) and (
            block.level <= _CONTENTS_LEVELS or block.series in ("thema", "maatregel")
        ):
            yield block


def _titled(heading: Heading, children: tuple[Any, ...]) -> tuple[Any, ...]:
    """A heading's words behind what it is: "3.2 Doelen", "Maatregel 1.2: Loket"."""
    between = " " if heading.series == "hoofdstuk" else ": "
    return (Text(heading.prefix + between), *children) if heading.prefix else children


def _heading(block: Heading, form: Form) -> str:
    words = inline_markdown(_titled(block, block.children), form)
    return _parts(_own_line(block.id), f"{'#' * block.level} {words}")


def _paragraph(block: Paragraph, form: Form) -> str:
    return (_anchor(block.id) if block.id else "") + inline_markdown(block.children, form)


def _ordered(block: OrderedList, form: Form) -> str:
    return (
        _lettered(block, form) if block.letters else items_markdown(block.items, form, form.number)
    )


def _lettered(block: OrderedList, form: Form) -> str:
    """Each item a paragraph that begins with its letter.

    Markdown has no lettered lists: `a.` is plain text in it, and `- a.` shows a bullet before the
    letter. Lines with a hard break between them run together when an item is long.
    """
    return "\n\n".join(
        f"{letter(position)}. {blocks_markdown(item.blocks, form)}"
        for position, item in enumerate(block.items, 1)
    )


def _table(block: Table, form: Form) -> str:
    return _parts(_own_line(block.id), _caption(block.caption, form), table_markdown(block, form))


def _caption(caption: Caption | None, form: Form) -> str:
    """Above what it belongs to: "**Tabel 3:** woorden"."""
    if caption is None:
        return ""
    label = Strong((Text(f"{caption.label} {caption.number}:"),))
    return inline_markdown((label, Text(" "), *caption.children), form)


def _reference(reference: Reference, words: str) -> str:
    return f"[{words}](#{reference.target})" if reference.anchored else words


def _anchor(id_: str) -> str:
    return f'<a id="{id_}"></a>'


def _own_line(id_: str) -> str:
    return _anchor(id_) if id_ else ""


def _parts(*parts: str) -> str:
    """The parts of one block, a white line between them."""
    return "\n\n".join(filter(None, parts))
