"""The tree becomes Markdown again: what was text stays text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from markdown_it.common.utils import MD_TRIM_CHARS

from regioplan.markdown.parsers import clean
from regioplan.markdown.tree import (
    Anchor,
    Block,
    Break,
    BulletList,
    Emphasis,
    Inline,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of Markdown writes what CommonMark has no form for.

    Regioplan-Markdown itself (below) and the `.md` writer are two forms of the same writing.
    """

    reference: Callable[[Reference, str], str]  # gets the words as Markdown too
    note: Callable[[Note, Form], str]
    anchor: Callable[[str], str]
    hard_break: str
    blocks: Mapping[type, Callable[[Any, Form], str]]
    bullet: str = "-"
    number: str = "1."


@dataclass(slots=True)
class _Piece:
    """A part of a line: text to escape, the mark of an emphasis, or Markdown as it is."""

    text: str
    kind: Literal["text", "open", "close", "raw"]
    lead: int = 0  # so many characters at its beginning are written as entities
    tail: int = 0  # and so many at its end


def inline_markdown(children: Iterable[Inline], form: Form) -> str:
    """A line of Markdown that shows these nodes: what was text stays text.

    White space that Markdown would drop, or that would undo an emphasis, is written as entities.
    """
    pieces = _pieces(children, form)
    _flank(pieces)
    result: list[str] = []
    for piece, after in itertools.zip_longest(pieces, pieces[1:]):
        if piece.kind != "text":
            result.append(piece.text)
            continue
        text = piece.text
        if after is None:  # white space at the end of a block would be dropped
            piece.tail = max(piece.tail, len(text) - len(text.rstrip(MD_TRIM_CHARS)))
        elif after.text.startswith("[") and text[-1] in ("!", "^"):  # a picture, a note
            piece.tail = 1
        at_start = not result or result[-1] == form.hard_break
        result.append(_written(piece, at_start=at_start))
    return "".join(result)


def _written(piece: _Piece, *, at_start: bool) -> str:
    """A text with what stands at its edges as entities, and the rest escaped."""
    text = piece.text
    if at_start:  # white space that would be dropped, or be an indentation
        piece.lead = max(piece.lead, len(text) - len(text.lstrip(MD_TRIM_CHARS)))
    end = max(piece.lead, len(text) - piece.tail)
    return (
        _entities(text[: piece.lead])
        + escaped(text[piece.lead : end], at_start=at_start and not piece.lead)
        + _entities(text[end:])
    )


def _pieces(children: Iterable[Inline], form: Form) -> list[_Piece]:
    """The parts of a line, in order."""
    return [piece for child in children for piece in _PIECES[type(child)](child, form)]


def _around(mark: str) -> Callable[[Any, Form], list[_Piece]]:
    def pieces(child: Emphasis | Strong, form: Form) -> list[_Piece]:
        return [_Piece(mark, "open"), *_pieces(child.children, form), _Piece(mark, "close")]

    return pieces


def _link_pieces(link: Link, form: Form) -> list[_Piece]:
    return [_Piece(f"[{inline_markdown(link.children, form)}]({_address(link.url)})", "raw")]


def _reference_pieces(reference: Reference, form: Form) -> list[_Piece]:
    words = inline_markdown(reference.children, form)
    return [_Piece(form.reference(reference, words), "raw")]


_PIECES: Mapping[type, Callable[[Any, Form], list[_Piece]]] = {
    Text: lambda text, _form: [_Piece(text.text, "text")] if text.text else [],
    Emphasis: _around("*"),
    Strong: _around("**"),
    Break: lambda _break, form: [_Piece(form.hard_break, "raw")],
    Link: _link_pieces,
    Reference: _reference_pieces,
    Note: lambda note, form: [_Piece(form.note(note, form), "raw")],
    Anchor: lambda anchor, form: [_Piece(form.anchor(anchor.id), "raw")],
}


def _flank(pieces: list[_Piece]) -> None:
    """White space just within an emphasis would undo its mark: it becomes an entity."""
    for before, after in itertools.pairwise(pieces):
        if before.kind == "open" and after.kind == "text":
            after.lead = len(after.text) - len(after.text.lstrip())
        if after.kind == "close" and before.kind == "text":
            before.tail = len(before.text) - len(before.text.rstrip())


_SPECIAL = re.compile(
    r"[\\`*\[\]<>|~$]"
    r"|&(?=#?\w+;)"  # an entity
    r"|(?<![^\W_])_|_(?![^\W_])"  # a low line within a word is no emphasis, and stands in addresses
    r"|(?:^|(?<=\s))#(?=#*$)"  # the closing # of a heading
    r"|^\^"  # [^ begins a note's mark
)
_LINE_START = re.compile(
    r"#{1,6}(?=\s|$)"  # a heading
    r"|[-+](?=\s|$)"  # a list
    r"|[-=:](?=[-=:|\s]*$)"  # the line under a heading or under a table's header
    r"|(?P<number>\d{1,9})[.)](?=\s|$)"
)


def escaped(text: str, *, at_start: bool) -> str:
    """Text with a backslash before each character that would be Markdown here."""
    written = _SPECIAL.sub(r"\\\g<0>", text)
    found = _LINE_START.match(text) if at_start else None
    if not found or written[0] == "\\":
        return written
    position = found.end("number") if found["number"] else 0
    return f"{written[:position]}\\{written[position:]}"


def _address(url: str) -> str:
    """An address as the parser reads it back: no entity in it, brackets only between < and >."""
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", url)
    return f"<{safe}>" if re.search("[()]", safe) else safe


def blocks_markdown(blocks: Iterable[Block], form: Form) -> str:
    """Blocks as Markdown, a white line between them."""
    written: list[str] = []
    before: Block | None = None
    twin = False  # of two lists in a row the second takes other marks, else they are one list
    for block in blocks:
        twin = type(before) is type(block) and not twin
        marked = replace(form, bullet="*", number="1)") if twin else _plain_marks(form)
        written.append(form.blocks[type(block)](block, marked))
        before = block
    return "\n\n".join(filter(None, written))


def _plain_marks(form: Form) -> Form:
    return replace(form, bullet="-", number="1.")


def items_markdown(items: Iterable[Item], form: Form, mark: str) -> str:
    """The items of a list, each behind the mark ("1." or "-")."""
    indent = " " * (len(mark) + 1)
    texts = [blocks_markdown(item.blocks, form) for item in items]
    between = "\n\n" if any("\n\n" in text for text in texts) else "\n"
    return between.join(f"{mark} {indent_lines(text, indent)}" if text else mark for text in texts)


def indent_lines(text: str, indent: str) -> str:
    """The text with every line but the first indented; white lines stay white."""
    return re.sub(r"\n(?=[^\n])", f"\n{indent}", text)


def _ordered(block: OrderedList, form: Form) -> str:
    letters = "<!-- rp:letters -->\n" if block.letters else ""
    return letters + items_markdown(block.items, form, form.number)


def quote_markdown(block: Quote, form: Form) -> str:
    """A quotation: each line behind ">"."""
    lines = blocks_markdown(block.blocks, form).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def table_markdown(block: Table, form: Form) -> str:
    """The rows of a table between bars; a line break in a cell is `<br>`."""
    in_cell = replace(form, hard_break="<br>")
    rows = [
        " | ".join(inline_markdown(cell.children, in_cell) for cell in row)
        for row in (block.header, *block.rows)
    ]
    rows.insert(1, " | ".join(_ALIGN_ROW[align] for align in block.align))
    return "\n".join(f"| {row} |" for row in rows)


_ALIGN_ROW: Mapping[str, str] = {"left": "---", "center": ":---:", "right": "---:"}

REGIOPLAN = Form(
    reference=lambda reference, words: f"[{words}]({_address(f'#{reference.target}')})",
    note=lambda note, form: f"^[{inline_markdown(note.children, form)}]",
    anchor=lambda id_: f"[](#!{id_})",
    hard_break="\\\n",
    blocks={
        Paragraph: lambda block, form: inline_markdown(block.children, form),
        BulletList: lambda block, form: items_markdown(block.items, form, form.bullet),
        OrderedList: _ordered,
    },
)
"""Regioplan-Markdown itself, as far as prose needs it."""
CELL = replace(REGIOPLAN, hard_break="<br>")


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in a line, heading or table cell.

    A line break becomes a space. White space at an edge, which Markdown would drop, and a last
    character that would work on what follows become entities.
    """
    line = clean(text).replace("\n", " ")
    tail = len(line) - len(line.rstrip(MD_TRIM_CHARS))
    return _written(
        _Piece(line, "text", tail=tail or line.endswith(("!", "^", "\\"))), at_start=True
    )


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)
