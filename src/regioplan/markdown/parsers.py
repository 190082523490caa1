"""The parsers of regioplan-Markdown: what CommonMark lets through in a document, and in prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from regioplan.errors import RegioplanError

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What neither XML nor a Markdown entity can hold; a reader sees U+FFFD in its place."""


def clean(text: str) -> str:
    """The text with one kind of line end and without unprintable characters."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub("\r\n?", "\n", text))


NOTE = "note"  # key in the parser's env while it stands in a note; also the name of its tokens


def _note_rule(state: StateInline, silent: bool) -> bool:
    """Inline rule: `^[noot]` becomes note_open … note_close.

    The known footnote plugin parses a note's text on its own, so that `^[^[^[` nests as deep as a
    user types it, and moves it to the end of the document; here a note holds no note and stays in
    place.
    """
    start = state.pos
    if not state.src.startswith("^[", start) or state.linkLevel or NOTE in state.env:
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end <= start + 2:  # no closing bracket, or nothing between them
        return False
    if not silent:
        maximum = state.posMax
        state.pos, state.posMax = start + 2, end
        state.env[NOTE] = True
        state.push("note_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("note_close", "", -1)
        del state.env[NOTE]
        state.posMax = maximum
    state.pos = end + 1
    return True


_NOTE_REFERENCE = re.compile(r"\[\^[^\]\s]+\]")


def _note_reference_rule(state: StateInline, silent: bool) -> bool:
    """Inline rule for documents: `[^1]` becomes a token that the reader refuses."""
    found = _NOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("note_reference", "", 0)
    state.pos = found.end()
    return True


_DEEPEST = 12  # levels of the parser: two for each list, one for each quotation


def _bounded(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[..., bool]:
    """A block rule that refuses to nest too deep; the parser would drop the text without a word."""

    def bounded(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        if state.level >= _DEEPEST and not silent and rule(state, first, last, True):
            raise error(first + 1, "Dit staat te diep genest. Gebruik hooguit zes niveaus.")
        return rule(state, first, last, silent)

    return bounded


_PROSE_LIST = re.compile(r"(?!([-*])(?:[ \t]*\1){2,}[ \t]*$)(?:[-+*]|(\d{1,9})[.)])[ \t]+\S")


def _prose_list_rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Block rule: a list in prose.

    What would lose a word that the user typed stays text: an empty item (`-` for "none"), a first
    number other than 1 (`2027. Daarna`), `* * *`, and a list in the sixth level.
    """
    if state.level >= _DEEPEST:
        return False
    if not silent:
        begin = state.bMarks[first] + state.tShift[first]
        found = _PROSE_LIST.match(state.src[begin : state.eMarks[first]])
        if not found or int(found[2] or 1) != 1:
            return False
    return list_block(state, first, last, silent)


_LIST_ENDS: RuleOptionsType = {
    "alt": ["paragraph", "reference", "blockquote"]
}  # as the parser's own list rule
_QUOTE_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
ADDRESS = re.compile(r"https?://\S|mailto:\S", re.IGNORECASE)


def _any_address(url: str) -> bool:
    return url is not None


def prose_address(url: str) -> bool:
    """Whether prose may link to it: a web or mail address, or an id of the programme."""
    return bool(ADDRESS.match(url)) or (url.startswith("#") and url[1:2] not in ("", "!"))


def _document_parser() -> MarkdownIt:
    """CommonMark, tables and notes; everything is recognised, so that nothing vanishes."""
    parser = MarkdownIt("commonmark", {"inline_definitions": True, "maxNesting": 30})
    parser.enable("table")
    parser.block.ruler.at("list", _bounded(list_block), _LIST_ENDS)
    parser.block.ruler.at("blockquote", _bounded(blockquote), _QUOTE_ENDS)
    parser.inline.ruler.before("link", "note", _note_rule)
    parser.inline.ruler.before("link", "note_reference", _note_reference_rule)
    parser.validateLink = _any_address  # type: ignore[method-assign]  # the reader judges
    return parser


def _prose_parser() -> MarkdownIt:
    """Paragraphs, emphasis, lists, links and notes; all else is text."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["blockquote", "code", "fence", "heading", "hr", "html_block", "lheading"])
    parser.disable(["reference", "backticks", "html_inline", "image", "entity"])
    parser.block.ruler.at("list", _prose_list_rule, _LIST_ENDS)
    parser.inline.ruler.before("link", "note", _note_rule)
    parser.validateLink = prose_address  # type: ignore[method-assign]  # what it refuses stays text
    return parser


def _fault_parser() -> MarkdownIt:
    """The prose parser that also recognises what `check_prose` reports."""
    parser = _prose_parser()
    parser.enable(["heading", "image"])
    parser.validateLink = _any_address  # type: ignore[method-assign]  # check_prose judges
    return parser


DOCUMENT = _document_parser()
PROSE = _prose_parser()
FAULTS = _fault_parser()


@dataclass(slots=True)
class Node:
    """A block token with what stands between its open and close."""

    token: Token
    children: list[Node] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The parser's name for the block: "paragraph", "list_item" …"""
        return self.token.type.removesuffix("_open")

    @property
    def line(self) -> int:
        """The line of its beginning, from 1."""
        return self.token.map[0] + 1 if self.token.map else 1


def nodes(tokens: Iterable[Token]) -> list[Node]:
    """The flat tokens of the parser as nested nodes (inline tokens stay flat in their `inline`)."""
    open_nodes: list[list[Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        node = Node(token)
        open_nodes[-1].append(node)
        if token.nesting > 0:
            open_nodes.append(node.children)
    return open_nodes[0]


def error(line: int, message: str) -> RegioplanError:
    """An error about a document's text: a template is wrong, not a programme."""
    return RegioplanError(f"Tekst van het document, regel {line}: {message}")
