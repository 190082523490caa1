"""Prose: the running text that users write, checked, and made safe for a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from regioplan.markdown.inline import InlineReader, merged
from regioplan.markdown.parsers import DOCUMENT, FAULTS, PROSE, Node, clean, nodes, prose_address
from regioplan.markdown.tree import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Reference,
    Strong,
    Text,
    letter,
)
from regioplan.markdown.writing import CELL, REGIOPLAN, blocks_markdown, inline_markdown


@dataclass(frozen=True, slots=True)
class ProseFault:
    """A construct that prose may not hold: `line` counts from 0 within the prose text."""

    line: int
    message: str  # Dutch: what it is and what to write instead


def check_prose(text: str) -> tuple[ProseFault, ...]:
    """What prose may not hold: `# kop`, a picture, a link to another kind of address."""
    faults: list[ProseFault] = []
    for token in FAULTS.parse(clean(text)):
        if token.type == "heading_open" and token.map:
            faults.append(
                ProseFault(
                    token.map[0],
                    "Een kop kan hier niet. Schrijf een gewone alinea, of \\# voor het teken zelf.",
                )
            )
        faults.extend(_inline_faults(token) if token.type == "inline" else ())
    return tuple(faults)


def _inline_faults(inline: Token) -> Iterator[ProseFault]:
    """The pictures and the links to a wrong address in one block."""
    for line, token in _with_lines(inline):
        if token.type == "image":
            yield ProseFault(
                line,
                "Een afbeelding kan hier niet. Haal die weg, of schrijf \\! voor het teken zelf.",
            )
        elif token.type == "link_open" and token.markup != "autolink":
            url = str(token.attrs["href"])
            if not prose_address(url):
                yield ProseFault(
                    line,
                    f"De link naar “{url}” kan hier niet. Gebruik een adres dat begint "
                    "met https:// of mailto:, of #id van iets uit het programma.",
                )


def _with_lines(inline: Token) -> Iterator[tuple[int, Token]]:
    """The parts of an inline token, each with its line (from 0)."""
    line = inline.map[0] if inline.map else 0
    for token in inline.children or ():
        yield line, token
        line += token.type in ("softbreak", "hardbreak")


def prose_references(text: str) -> tuple[tuple[int, str], ...]:
    """Each `](#id)` in a user's prose: (line from 0, id)."""
    return tuple(
        (line, str(token.attrs["href"])[1:])
        for inline in PROSE.parse(clean(text))
        if inline.type == "inline"
        for line, token in _with_lines(inline)
        if token.type == "link_open" and str(token.attrs["href"]).startswith("#")
    )


def prose_to_markdown(text: str) -> str:
    """A user's prose as canonical regioplan-Markdown blocks, safe to put in a document's text.

    `<b>`, `---`, `{{ x }}`, indented text and tables in it come out as text; level 2 of an ordered
    list is lettered.
    """
    return blocks_markdown(prose_blocks(text), REGIOPLAN)


def prose_to_inline(text: str) -> str:
    """The same for one table cell: paragraphs joined by a hard break, lists as "• …" lines.

    A cell cannot hold a newline: a hard break is written as `<br>` and read back as Break.
    """
    return "<br>".join(inline_markdown(line, CELL) for line in _flat(prose_blocks(text), ""))


def prose_blocks(text: str) -> tuple[Block, ...]:
    """A user's prose as a tree; references have only the words that the user gave them."""
    reader = InlineReader(
        lambda target, children, _line: Reference(target, children, anchored=False), lambda: 0
    )
    return _prose_row(nodes(PROSE.parse(clean(text))), reader, 0)


def _prose_row(nodes: Iterable[Node], reader: InlineReader, ordered: int) -> tuple[Block, ...]:
    """The blocks within `ordered` ordered lists."""
    blocks: list[Block] = []
    for node in nodes:
        if node.type == "paragraph":
            children = reader.read(node.children[0].token.children or (), node.line)
            blocks.extend([Paragraph(_writable(children))] if children else [])
            continue
        deeper = ordered + (node.type == "ordered_list")
        items = tuple(Item(_prose_row(item.children, reader, deeper)) for item in node.children)
        bulleted = node.type == "bullet_list"
        blocks.append(BulletList(items) if bulleted else OrderedList(items, letters=deeper == 2))
    return tuple(blocks)


def _writable(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same line, without its emphases where these cannot be written (`*a**b*__c__`)."""
    if not any(
        isinstance(child, Emphasis | Strong | Link | Reference | Note) for child in children
    ):
        return children
    reader = InlineReader(
        lambda target, words, _line: Reference(target, words, anchored=False), lambda: 0
    )
    written = inline_markdown(children, REGIOPLAN)
    nodes = DOCUMENT.parse(written)
    if len(nodes) == 3 and reader.read(nodes[1].children or (), 1) == children:
        return children
    return _without_emphasis(children)


def _without_emphasis(children: Iterable[Inline]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for child in children:
        if isinstance(child, Emphasis | Strong):
            result.extend(_without_emphasis(child.children))
        elif isinstance(child, Link | Reference | Note):
            result.append(replace(child, children=_without_emphasis(child.children)))
        else:
            result.append(child)
    return merged(result)


def _flat(blocks: Iterable[Block], mark: str) -> Iterator[tuple[Inline, ...]]:
    """The lines that blocks are in a table cell; `mark` stands before the first."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield merged((Text(mark), *block.children))
        elif isinstance(block, BulletList | OrderedList):
            for position, item in enumerate(block.items, 1):
                yield from _flat(item.blocks, _MARKS[type(block)](block, position))
        mark = ""


_MARKS: Mapping[type, Callable[[Any, int], str]] = {
    BulletList: lambda _block, _position: "• ",
    OrderedList: lambda block, position: f"{letter(position) if block.letters else position}. ",
}
