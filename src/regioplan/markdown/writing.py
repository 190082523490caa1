"""The tree becomes Markdown again: what was text stays text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, Literal

from markdown_it.common.utils import MD_TRIM_CHARS, isPunctChar, isWhiteSpace

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
    first: str = ""  # an entity that replaces the first character
    last: str = ""


def inline_markdown(children: Iterable[Inline], form: Form) -> str:
    """A line of Markdown that shows these nodes: what was text stays text.

    A mark of emphasis counts as one only beside the right characters (CommonMark's "flanking");
    where they are not, the neighbour is written as an entity.
    """
    pieces = _pieces(children, form)
    _flank(pieces)
    result: list[str] = []
    for piece, after in itertools.zip_longest(pieces, pieces[1:]):
        if piece.kind != "text":
            result.append(piece.text)
            continue
        at_start = not result or result[-1] == form.hard_break
        text = piece.text[bool(piece.first) : len(piece.text) - bool(piece.last)]
        written = escaped(text, at_start=at_start and not piece.first)
        if (
            after is not None
            and after.kind == "raw"
            and after.text[0] == "["
            and text[-1:] in ("!", "^")
        ):
            written = (
                f"{written[:-1]}\\{written[-1]}"  # else it makes a picture or a note of the link
            )
        result.append(piece.first + written + piece.last)
    return "".join(result)


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
    Text: lambda text, _form: [_Piece(text.text, "text")],
    Emphasis: _around("*"),
    Strong: _around("**"),
    Break: lambda _break, form: [_Piece(form.hard_break, "raw")],
    Link: _link_pieces,
    Reference: _reference_pieces,
    Note: lambda note, form: [_Piece(form.note(note, form), "raw")],
    Anchor: lambda anchor, form: [_Piece(form.anchor(anchor.id), "raw")],
}


def _flank(pieces: list[_Piece]) -> None:
    """Write as an entity what keeps a mark beside it from opening or closing an emphasis."""
    position = 0
    while position < len(pieces):
        end = position
        while end < len(pieces) and pieces[end].kind in ("open", "close"):
            end += 1
        if end > position:
            kinds = {piece.kind for piece in pieces[position:end]}
            before = pieces[position - 1] if position else None
            after = pieces[end] if end < len(pieces) else None
            _flank_run(before, after, kinds)
        position = end + 1


def _flank_run(before: _Piece | None, after: _Piece | None, kinds: AbstractSet[str]) -> None:
    """The same for one row of marks between two parts of the line."""
    left = _character(before.text[-1]) if before else "space"
    if before and (before.last or (before.first and len(before.text) == 1)):
        left = "mark"  # an entity ends with ;
    right = _character(after.text[0]) if after else "space"
    if "close" in kinds and left == "space":
        left = _entity_last(before)
    if "open" in kinds and right == "space":
        right = _entity_first(after)
    if "close" in kinds and left == "mark" and right == "letter":
        right = _entity_first(after)
    if "open" in kinds and right == "mark" and left == "letter":
        _entity_last(before)


def _character(character: str) -> Literal["space", "mark", "letter"]:
    if isWhiteSpace(ord(character)):
        return "space"
    return "mark" if isPunctChar(character) else "letter"


def _entity_first(piece: _Piece | None) -> Literal["space", "mark"]:
    if piece is None or piece.kind != "text":
        return "space"
    piece.first = f"&#{ord(piece.text[0])};"
    if len(piece.text) == 1:
        piece.last = ""
    return "mark"


def _entity_last(piece: _Piece | None) -> Literal["space", "mark"]:
    if piece is None or piece.kind != "text":
        return "space"
    if len(piece.text) == 1:
        piece.first = f"&#{ord(piece.text)};"
    else:
        piece.last = f"&#{ord(piece.text[-1])};"
    return "mark"


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


_EDGE = re.compile(rf"^[{MD_TRIM_CHARS}]+|[{MD_TRIM_CHARS}]+$|[!^\\]$")


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in a line, heading or table cell.

    A line break becomes a space. White space at an edge, which Markdown would drop, and a last
    character that would work on what follows become entities.
    """
    line = clean(text).replace("\n", " ")
    start, end = 0, len(line)
    for found in _EDGE.finditer(line):
        if found.start() == 0:
            start = found.end()
        else:
            end = found.start()
    return (
        _entities(line[:start])
        + escaped(line[start:end], at_start=start == 0)
        + _entities(line[max(start, end) :])
    )


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)
