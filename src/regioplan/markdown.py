"""Regioplan-Markdown: parser, allowed constructs, directives, numbers and labels, and the Document.

What a reader sees comes from one `Document`: one text in regioplan-Markdown with its properties. The
text is parsed once into the typed tree below; every number and label is computed in one pass; writers
walk the tree by a visible table of its node types and print what stands in it.
"""

from __future__ import annotations

import difflib
import hashlib
import itertools
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS, isPunctChar, isWhiteSpace
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from regioplan.errors import RegioplanError

# ------------------------------------------------------------------ inline


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, exactly as a reader sees it (no Markdown escapes left, soft breaks are spaces)."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*cursief*`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """`**vet**`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Link:
    """`[woorden](https://…)` to an address outside the document."""

    children: tuple[Inline, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`[](#id)` or `[woorden](#id)`: `children` are the words to print, computed where none were given.

    `anchored` is False where this document has no anchor for the id: the words stand without a link.
    """

    target: str
    children: tuple[Inline, ...]
    anchored: bool


@dataclass(frozen=True, slots=True)
class Note:
    """`^[noot]`: a footnote; numbers run through the whole document from 1."""

    number: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """`[](#!ID)` in a table cell: the cell bears the id; nothing is printed."""

    id: str


Inline = Text | Emphasis | Strong | Break | Link | Reference | Note | Anchor

# ------------------------------------------------------------------ blocks

Series = Literal["hoofdstuk", "thema", "maatregel", "bijlage", "geen"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `number` is computed: "3.2", "1" (thema), "1.2" (maatregel), "2" (bijlage), "" (geen).

    `prefix` is what a writer prints before the title: the number alone for hoofdstuk ("3.2"), a word and
    the number for the others ("Thema 1", "Maatregel 1.2", "Bijlage 2"), "" for geen. The words of a
    series come from `Document.series_words` (a region may say "Pijler" for "Thema").
    Every heading has an id: its own anchor's, or a generated "h-…" one that is unique and stable.
    """

    level: int
    children: tuple[Inline, ...]
    series: Series
    number: str
    prefix: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `id` is "" without an anchor."""

    children: tuple[Inline, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: blocks (its first is mostly a Paragraph, which then bears the anchor's id)."""

    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list with bullets."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list, or a lettered one (a, b, c); numbering begins anew at each list."""

    items: tuple[Item, ...]
    letters: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. `ids` are the anchors set in it with `[](#!ID)` (also present as Anchor nodes)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """`<!-- rp:bijschrift WOORDEN -->` before a table or figure: "Tabel 3: WOORDEN"; number computed."""

    label: Literal["Tabel", "Figuur"]
    number: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; `rows` all have as many cells as `header`.

    A row whose first cell is wholly bold is a total row: writers set it apart.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Literal["left", "center", "right"], ...]
    caption: Caption | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`<!-- rp:figuur NAAM -->`: the picture `Document.pictures[NAAM]`."""

    name: str
    caption: Caption | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`<!-- rp:grafiek NAAM -->` … `<!-- /rp:grafiek -->` around an ordinary table."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Contents:
    """`<!-- rp:inhoud -->`: the table of contents stands here."""


@dataclass(frozen=True, slots=True)
class Region:
    """A directive around blocks: `<!-- rp:KIND -->` … `<!-- /rp:KIND -->`.

    kaft: the cover page; handtekening: a signature block that must not break over a page; liggend: on
    landscape pages; buiten-hash: outside the content hash (writers print its blocks as if it were not there).
    """

    kind: Literal["kaft", "handtekening", "liggend", "buiten-hash"]
    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | Quote
    | Table
    | Figure
    | Chart
    | Contents
    | Region
)

# ------------------------------------------------------------------ the document


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a reference to one id: "maatregel" (numbered: "maatregel 2.1"), or a name.

    For a numbered one the number is that of the anchor in this document: of its heading, or for an item
    of a lettered list the number of the heading above it and the letter: "2.1 onder b".
    """

    text: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself; all plain text, in the form in which it is printed."""

    title: str
    subtitle: str = ""
    status: str = ""  # printed: "concept", "vastgesteld"
    version: str = ""
    date: str = ""  # printed: "5 juni 2025"
    region: str = ""
    authors: tuple[str, ...] = ()
    language: str = "nl-NL"
    provenance: str = ""  # the small print: revision, rules version, content hash


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as data: PNG bytes, SVG bytes, and its description (alt text; a list in Markdown)."""

    png: bytes
    svg: bytes
    description: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The parsed text: blocks with every number computed, and the printed words for each anchor's id."""

    blocks: tuple[Block, ...]
    labels: Mapping[
        str, str
    ]  # id -> "maatregel 2.1", "bijlage 2", "hoofdstuk 4"; every anchor and heading id


@dataclass(frozen=True)
class Document:
    """One document: its text in regioplan-Markdown and what belongs to it."""

    text: str
    properties: Properties
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)  # id -> words of a reference
    series_words: Mapping[str, str] = field(default_factory=dict)  # "thema" -> "Pijler"

    @cached_property
    def tree(self) -> Tree:
        """The text parsed. Raises `RegioplanError` with the line for what regioplan-Markdown is not."""
        return _Reader(self).read()

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the normalised text outside `buiten-hash` and `kaft`.

        Numbers and computed words of references do not enter it: a chapter outside the hash may
        come or go (a list of open points) without a change in what was signed.
        """
        text = unicodedata.normalize("NFC", blocks_markdown(self.tree.blocks, _hash_form(self)))
        return hashlib.sha256(text.encode()).hexdigest()


# ------------------------------------------------------------------ the two parsers

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What neither XML nor a Markdown entity can hold; a reader sees U+FFFD in its place."""


def _clean(text: str) -> str:
    """The text with one kind of line end and without unprintable characters."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub("\r\n?", "\n", text))


_NOTE = "note"  # key in the parser's env while it stands in a note; also the name of its tokens


def _note_rule(state: StateInline, silent: bool) -> bool:
    """Inline rule: `^[noot]` becomes note_open … note_close.

    The known footnote plugin parses a note's text on its own, so that `^[^[^[` nests as deep as a user
    types it, and moves it to the end of the document; here a note holds no note and stays in place.
    """
    start = state.pos
    if not state.src.startswith("^[", start) or state.linkLevel or _NOTE in state.env:
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end <= start + 2:  # no closing bracket, or nothing between them
        return False
    if not silent:
        maximum = state.posMax
        state.pos, state.posMax = start + 2, end
        state.env[_NOTE] = True
        state.push("note_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("note_close", "", -1)
        del state.env[_NOTE]
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
            raise _error(first + 1, "Dit staat te diep genest. Gebruik hooguit zes niveaus.")
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


_LIST_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}  # as the parser's own list rule
_QUOTE_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_ADDRESS = re.compile(r"https?://\S|mailto:\S", re.IGNORECASE)


def _prose_address(url: str) -> bool:
    """Whether prose may link to it: a web or mail address, or an id of the programme."""
    return bool(_ADDRESS.match(url)) or (url.startswith("#") and url[1:2] not in ("", "!"))


def _document_parser() -> MarkdownIt:
    """CommonMark, tables and notes; everything is recognised, so that nothing vanishes."""
    parser = MarkdownIt("commonmark", {"inline_definitions": True, "maxNesting": 30})
    parser.enable("table")
    parser.block.ruler.at("list", _bounded(list_block), _LIST_ENDS)
    parser.block.ruler.at("blockquote", _bounded(blockquote), _QUOTE_ENDS)
    parser.inline.ruler.before("link", "note", _note_rule)
    parser.inline.ruler.before("link", "note_reference", _note_reference_rule)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the reader judges, with the line
    return parser


def _prose_parser() -> MarkdownIt:
    """Paragraphs, emphasis, lists, links and notes; all else is text."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["blockquote", "code", "fence", "heading", "hr", "html_block", "lheading"])
    parser.disable(["reference", "backticks", "html_inline", "image", "entity"])
    parser.block.ruler.at("list", _prose_list_rule, _LIST_ENDS)
    parser.inline.ruler.before("link", "note", _note_rule)
    parser.validateLink = _prose_address  # type: ignore[method-assign]  # what it refuses stays text
    return parser


def _fault_parser() -> MarkdownIt:
    """The prose parser that also recognises what `check_prose` reports."""
    parser = _prose_parser()
    parser.enable(["heading", "image"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # check_prose judges
    return parser


_DOCUMENT = _document_parser()
_PROSE = _prose_parser()
_FAULTS = _fault_parser()


@dataclass(slots=True)
class _Node:
    """A block token with what stands between its open and close."""

    token: Token
    children: list[_Node] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.token.type.removesuffix("_open")

    @property
    def line(self) -> int:
        """The line of its beginning, from 1."""
        return self.token.map[0] + 1 if self.token.map else 1


def _nodes(tokens: Iterable[Token]) -> list[_Node]:
    """The flat tokens of the parser as nested nodes (inline tokens stay flat in their `inline`)."""
    open_nodes: list[list[_Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        node = _Node(token)
        open_nodes[-1].append(node)
        if token.nesting > 0:
            open_nodes.append(node.children)
    return open_nodes[0]


def _error(line: int, message: str) -> RegioplanError:
    """An error about a document's text: a template is wrong, not a programme."""
    return RegioplanError(f"Tekst van het document, regel {line}: {message}")


# ------------------------------------------------------------------ inline: tokens → tree


def _merged(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbours of one kind joined: no empty text, no two texts or emphases in a row."""
    result: list[Inline] = []
    for kind, group in itertools.groupby(children, type):
        if kind is Text:
            text = "".join(child.text for child in group if isinstance(child, Text))
            result.extend([Text(text)] if text else [])
        elif kind is Emphasis or kind is Strong:
            inner = [
                x
                for child in group
                if isinstance(child, (Emphasis, Strong))
                for x in child.children
            ]
            result.append(Emphasis(_merged(inner)) if kind is Emphasis else Strong(_merged(inner)))
        else:
            result.extend(group)
    return tuple(result)


def plain_text(children: Iterable[Inline]) -> str:
    """What a reader reads in the line, without notes; a line break is a space."""
    return "".join(_PLAIN[type(child)](child) for child in children)


def _plain_children(child: Any) -> str:
    return plain_text(child.children)


_PLAIN: Mapping[type, Callable[[Any], str]] = {
    Text: lambda text: text.text,
    Emphasis: _plain_children,
    Strong: _plain_children,
    Link: _plain_children,
    Reference: _plain_children,
    Break: lambda _break: " ",
    Note: lambda _note: "",
    Anchor: lambda _anchor: "",
}


@dataclass(slots=True)
class _InlineReader:
    """Reads the inline tokens of one block; `refer` and `number` know the document."""

    refer: Callable[[str, tuple[Inline, ...], int], Inline]
    number: Callable[[], int]
    line: int = 0
    cell: bool = False

    def read(self, tokens: Iterable[Token], line: int, *, cell: bool = False) -> tuple[Inline, ...]:
        """The inline nodes of tokens that begin on `line`; in a `cell` anchors and <br> are allowed."""
        self.line, self.cell = line, cell
        frames: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        for token in tokens:
            if token.nesting > 0:
                frames.append((token, []))
            elif token.nesting < 0:
                opened, children = frames.pop()
                assert opened is not None
                # emphasis within the same emphasis says nothing: its words go one level up
                if any(
                    token.type == frame[0].type.replace("_open", "_close")
                    for frame in frames
                    if frame[0]
                ):
                    frames[-1][1].extend(children)
                else:
                    frames[-1][1].append(_CLOSE[token.type](self, opened, _merged(children)))
            elif token.type in _LEAF:
                frames[-1][1].append(_LEAF[token.type](self, token))
            else:
                raise _error(self.line, _REFUSED.get(token.type, f"“{token.type}” mag hier niet."))
        return _merged(frames[0][1])

    def _text(self, token: Token) -> Text:
        return Text(
            _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub("[\r\n]", " ", token.content))
        )

    def _soft_break(self, _token: Token) -> Text:
        self.line += 1
        return Text(" ")

    def _hard_break(self, _token: Token) -> Break:
        self.line += 1
        return Break()

    def _html(self, token: Token) -> Break:
        if self.cell and _BR.fullmatch(token.content):
            return Break()
        raise _error(self.line, f"{token.content} is HTML. {_HTML_REMEDY}")

    def _emphasis(self, _opened: Token, children: tuple[Inline, ...]) -> Emphasis:
        return Emphasis(children)

    def _strong(self, _opened: Token, children: tuple[Inline, ...]) -> Strong:
        return Strong(children)

    def _note(self, _opened: Token, children: tuple[Inline, ...]) -> Note:
        return Note(self.number(), children)

    def _link(self, opened: Token, children: tuple[Inline, ...]) -> Inline:
        url = str(opened.attrs["href"])
        if "title" in opened.attrs:
            children = _merged((*children, Text(f" ({opened.attrs['title']})")))
        if url.startswith("#!"):
            if self.cell and not children:
                return Anchor(url[2:])
            raise _error(
                self.line,
                f"Het anker [](#!{url[2:]}) kan alleen leeg en in een tabelcel. "
                f"Zet elders <!-- rp:anker {url[2:]} --> boven het blok.",
            )
        if url.startswith("#"):
            return self.refer(url[1:], children, self.line)
        if not _ADDRESS.match(url):
            raise _error(
                self.line, f"De link naar “{url}” kan niet. Gebruik https://, mailto: of #id."
            )
        return Link(children or (Text(url),), url)


_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML_REMEDY = "Gebruik Markdown of een rp-aanwijzing; schrijf \\< voor het teken zelf."

_LEAF: Mapping[str, Callable[[_InlineReader, Token], Inline]] = {
    "text": _InlineReader._text,
    "softbreak": _InlineReader._soft_break,
    "hardbreak": _InlineReader._hard_break,
    "html_inline": _InlineReader._html,
}
_CLOSE: Mapping[str, Callable[[_InlineReader, Token, tuple[Inline, ...]], Inline]] = {
    "em_close": _InlineReader._emphasis,
    "strong_close": _InlineReader._strong,
    "link_close": _InlineReader._link,
    "note_close": _InlineReader._note,
}

_REFUSED: Mapping[str, str] = {
    "code_inline": "Code tussen accenten (`) mag niet. Schrijf \\` voor het teken zelf.",
    "image": "Een afbeelding kan zo niet. Gebruik <!-- rp:figuur NAAM -->.",
    "note_reference": "Een voetnoot staat op zijn plaats in de tekst: ^[de noot].",
    "fence": "Een codeblok mag niet. Schrijf de tekst als alinea.",
    "code_block": "Vier spaties vooraan maken er een codeblok van. Haal de inspringing weg.",
    "hr": "Een streep over de bladzijde kan niet. Haal de regel weg.",
    "definition": "Een adres of noot kan niet los onderaan. Schrijf [woorden](adres) of ^[noot].",
}
"""What the parser knows and regioplan-Markdown does not: each with what to do instead."""

# ------------------------------------------------------------------ blocks: nodes → tree


@dataclass(frozen=True, slots=True)
class _Directive:
    """`<!-- rp:NAME WORDS -->` or, when it `closes`, `<!-- /rp:NAME -->`."""

    name: str
    words: str
    closes: bool
    line: int


_COMMENT = re.compile(r"<!--\s*(/?)rp:(\S+)(?:\s+(.*?))?\s*-->")

_NEXT = ("anker", "nummer", "letters", "bijschrift")  # apply to the next block
_AROUND = ("kaft", "grafiek", "handtekening", "liggend", "buiten-hash")  # stand around blocks
_HERE = ("inhoud", "figuur")  # are a block themselves
_ARGUMENT: Mapping[str, str] = {
    "anker": "een id",
    "nummer": "een reeks",
    "bijschrift": "woorden",
    "figuur": "een naam",
    "grafiek": "een naam",
}
_BELONGS: Mapping[str, str] = {
    "anker": "een kop, alinea, lijst, tabel of figuur",
    "nummer": "een kop",
    "letters": "een genummerde lijst",
    "bijschrift": "een tabel, figuur of grafiek",
}
_SERIES: tuple[Series, ...] = ("hoofdstuk", "thema", "maatregel", "bijlage", "geen")
_SERIES_WORDS: Mapping[str, str] = {
    "thema": "Thema",
    "maatregel": "Maatregel",
    "bijlage": "Bijlage",
}
_ID = re.compile(r"[a-z][a-z0-9-]{0,34}")


def _directive(node: _Node) -> _Directive:
    """The directive in a node of HTML; any other HTML is an error."""
    found = _COMMENT.fullmatch(node.token.content.strip())
    if not found:
        shown = node.token.content.strip().split("\n")[0]
        raise _error(
            node.line,
            f"{shown} is HTML of geen hele aanwijzing. Een aanwijzing staat alleen "
            f"op een regel: <!-- rp:naam -->. {_HTML_REMEDY}",
        )
    closes, name, words = bool(found[1]), found[2], found[3] or ""
    known = (*_NEXT, *_AROUND, *_HERE)
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        remedy = f"Bedoelt u “{near[0]}”?" if near else f"Kies uit: {', '.join(sorted(known))}."
        raise _error(node.line, f"De aanwijzing “{name}” bestaat niet. {remedy}")
    if closes and name not in _AROUND:
        raise _error(
            node.line, f"“/rp:{name}” bestaat niet: “{name}” heeft geen einde. Haal de regel weg."
        )
    wanted = "" if closes else _ARGUMENT.get(name, "")
    if wanted and not words:
        raise _error(node.line, f"Na “rp:{name}” ontbreekt {wanted}: <!-- rp:{name} … -->.")
    if words and not wanted:
        raise _error(node.line, f"Na “rp:{name}” hoort niets te staan. Haal “{words}” weg.")
    return _Directive(name, words, closes, node.line)


@dataclass(frozen=True, slots=True)
class _Outer:
    """What stands around a row of blocks."""

    regions: tuple[_Directive, ...] = ()  # the open directives, outermost first
    items: tuple[str, ...] = ()  # the numbers and letters of the list items around it
    inside: str = ""  # "lijst" or "citaat": no place for regions


@dataclass(slots=True)
class _Numbered:
    """A heading with its number; the id is filled in when all anchors are known."""

    level: int
    series: Series
    number: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an anchor stands: what the words of a reference to it are made of."""

    heading: _Numbered | None  # itself, or the nearest numbered one around it
    is_heading: bool = False
    items: tuple[str, ...] = ()
    caption: str = ""  # "tabel 3"
    text: str = ""


_Draft = Callable[[], Block]
"""A block with its numbers, waiting for its words: these may refer to what comes after it."""
_Pending = dict[str, _Directive]
"""The directives that wait for the next block, by name."""


class _Reader:
    """Reads one document: all numbers and anchors first (drafts), then the words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = _clean(document.text)
        self.lines = self.source.split("\n")
        self.labels: dict[str, str] = {}
        self.places: dict[str, tuple[_Place, int]] = {}
        self.headings: list[_Numbered] = []
        self.around: list[_Numbered] = []  # the headings that the current block stands under
        self.chapters: list[int] = []
        self.counts: Counter[str] = Counter()
        self.inline = _InlineReader(self._refer, lambda: self._count("noot"))

    def read(self) -> Tree:
        """The tree, or a `RegioplanError` with the line."""
        nodes = iter(_nodes(_DOCUMENT.parse(self.source)))
        drafts = self._sequence(nodes, _Outer(), {})
        self._name_headings()
        self.labels = {id_: self._label(id_, place) for id_, (place, _line) in self.places.items()}
        return Tree(tuple(draft() for draft in drafts), MappingProxyType(self.labels))

    def _count(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]

    # ---- rows of blocks and their directives

    def _sequence(self, nodes: Iterator[_Node], outer: _Outer, pending: _Pending) -> list[_Draft]:
        """The drafts up to the end of the nodes, or of the region that is open."""
        depth = len(outer.regions)
        drafts: list[_Draft] = []
        for node in nodes:
            if node.type != "html_block":
                drafts.append(self._block(node, outer, pending))
                continue
            directive = _directive(node)
            if directive.closes:
                self._nothing_pending(pending)
                if not outer.inside and depth and outer.regions[-1].name == directive.name:
                    return drafts
                raise _error(
                    node.line,
                    f"“/rp:{directive.name}” sluit niets: er staat geen "
                    f"<!-- rp:{directive.name} --> open op deze plaats.",
                )
            drafts.extend(self._directed(directive, nodes, outer, pending))
        self._nothing_pending(pending)
        if depth and not outer.inside:
            opened = outer.regions[-1]
            raise _error(
                opened.line,
                f"“rp:{opened.name}” heeft geen einde. "
                f"Zet <!-- /rp:{opened.name} --> op een eigen regel.",
            )
        return drafts

    def _directed(
        self, directive: _Directive, nodes: Iterator[_Node], outer: _Outer, pending: _Pending
    ) -> list[_Draft]:
        """What a directive makes: nothing yet, a block, or a region."""
        name, line = directive.name, directive.line
        if name in _NEXT:
            if name in pending:
                raise _error(line, f"“rp:{name}” staat hier twee keer. Haal er een weg.")
            pending[name] = directive
            return []
        if outer.inside:
            raise _error(line, f"“rp:{name}” kan niet in een {outer.inside}. Zet het erbuiten.")
        if name in (opened.name for opened in outer.regions):
            raise _error(line, f"“rp:{name}” staat al open. Sluit het eerst.")
        if name == "figuur":
            return [self._figure(directive, pending)]
        if name == "inhoud":
            self._nothing_pending(pending)
            return [Contents]
        inner = replace(outer, regions=(*outer.regions, directive))
        if name == "grafiek":
            return [self._chart(directive, self._sequence(nodes, inner, pending))]
        self._nothing_pending(pending)
        return [self._region(directive, self._sequence(nodes, inner, {}))]

    def _nothing_pending(
        self, pending: _Pending, what: str = "niets meer waar het bij hoort"
    ) -> None:
        """Refuse a directive that applies to nothing."""
        for name, directive in pending.items():
            raise _error(
                directive.line,
                f"“rp:{name}” hoort vlak boven {_BELONGS[name]}; "
                f"hier volgt {what}. Verplaats de regel of haal hem weg.",
            )

    def _block(self, node: _Node, outer: _Outer, pending: _Pending) -> _Draft:
        handler = _BLOCKS.get(node.type)
        if handler is None:
            raise _error(node.line, _REFUSED.get(node.type, f"“{node.type}” mag hier niet."))
        draft = handler(self, node, outer, pending)
        self._nothing_pending(pending, "iets anders")
        return draft

    def _region(self, directive: _Directive, drafts: list[_Draft]) -> _Draft:
        kind = cast("Literal['kaft', 'handtekening', 'liggend', 'buiten-hash']", directive.name)
        return lambda: Region(kind, tuple(draft() for draft in drafts))

    def _chart(self, directive: _Directive, drafts: list[_Draft]) -> _Draft:
        def draft() -> Chart:
            blocks = [draft() for draft in drafts]
            if len(blocks) != 1 or not isinstance(blocks[0], Table):
                raise _error(
                    directive.line,
                    "“rp:grafiek” staat om precies één tabel. Zet andere tekst erboven of eronder.",
                )
            return Chart(directive.words, blocks[0])

        return draft

    def _figure(self, directive: _Directive, pending: _Pending) -> _Draft:
        name = directive.words
        if name not in self.document.pictures:
            raise _error(directive.line, f"Het plaatje “{name}” bestaat niet in dit document.")
        caption, label = self._caption(pending, "Figuur")
        id_ = self._anchor(pending, lambda: _Place(self._above(), caption=label, text=name))
        self._nothing_pending(pending, "een figuur")
        return lambda: Figure(name, caption(), id_)

    # ---- blocks

    def _paragraph(self, node: _Node, outer: _Outer, pending: _Pending) -> _Draft:
        inline = node.children[0].token
        if inline.content.startswith("|"):
            raise _error(
                node.line,
                "Deze tabelregel hoort bij geen tabel. Zet geen witregel in de tabel, "
                "en geef kopregel en streepjesregel evenveel cellen. Schrijf \\| voor het teken.",
            )
        place = _Place(self._above(), items=outer.items, text=_token_text(inline))
        id_ = self._anchor(pending, lambda: place)
        return lambda: Paragraph(self._words(inline, node.line), id_)

    def _heading(self, node: _Node, _outer: _Outer, pending: _Pending) -> _Draft:
        inline = node.children[0].token
        if node.token.markup[0] != "#":
            raise _error(node.line, "Schrijf een kop met # ervoor, niet met een streep eronder.")
        heading = self._numbered(node, pending.pop("nummer", None), _token_text(inline))
        heading.id = self._anchor(pending, lambda: _Place(heading, is_heading=True))
        return lambda: Heading(
            heading.level,
            self._words(inline, node.line),
            heading.series,
            heading.number,
            self._prefix(heading),
            heading.id,
        )

    def _list(self, node: _Node, outer: _Outer, pending: _Pending) -> _Draft:
        ordered = node.type == "ordered_list"
        letters = ordered and pending.pop("letters", None) is not None
        first: _Pending = {"anker": pending.pop("anker")} if "anker" in pending else {}
        items: list[list[_Draft]] = []
        typed: list[str] = []
        for position, item in enumerate(node.children, 1):
            typed.append(item.token.info)
            mark = (letter(position) if letters else str(position),) if ordered else ()
            inner = replace(outer, items=outer.items + mark, inside="lijst")
            items.append(self._sequence(iter(item.children), inner, first if position == 1 else {}))
        if ordered and set(typed) != {"1"} and typed != [str(n) for n in range(1, len(typed) + 1)]:
            raise _error(
                node.line,
                f"Deze lijst begint met {typed[0]} of slaat een nummer over. Nummers "
                "worden berekend: schrijf overal “1.”, of een punt als “1\\.” waar het tekst is.",
            )

        def build() -> tuple[Item, ...]:
            return tuple(Item(tuple(draft() for draft in drafts)) for drafts in items)

        return (lambda: OrderedList(build(), letters)) if ordered else (lambda: BulletList(build()))

    def _quote(self, node: _Node, outer: _Outer, pending: _Pending) -> _Draft:
        first: _Pending = {"anker": pending.pop("anker")} if "anker" in pending else {}
        drafts = self._sequence(iter(node.children), replace(outer, inside="citaat"), first)
        return lambda: Quote(tuple(draft() for draft in drafts))

    def _table(self, node: _Node, outer: _Outer, pending: _Pending) -> _Draft:
        charted = bool(outer.regions) and outer.regions[-1].name == "grafiek"
        caption, label = self._caption(pending, "Figuur" if charted else "Tabel")
        id_ = self._anchor(pending, lambda: _Place(self._above(), caption=label))
        rows = [row for part in node.children for row in part.children]
        for row in rows:
            self._check_row(row, len(rows[0].children), outer)

        def draft() -> Table:
            said = caption()
            cells = [tuple(self._cell(cell, row.line) for cell in row.children) for row in rows]
            align = tuple(
                _ALIGN[str(cell.token.attrs.get("style", ""))] for cell in rows[0].children
            )
            return Table(cells[0], tuple(cells[1:]), align, said, id_)

        return draft

    def _check_row(self, row: _Node, width: int, outer: _Outer) -> None:
        """Register the anchors of a row, and refuse cells that the parser would drop."""
        for cell in row.children:
            inline = cell.children[0].token
            for token in (inline.children or ()) if "](#!" in inline.content else ():
                if token.type == "link_open" and str(token.attrs["href"]).startswith("#!"):
                    place = _Place(self._above(), items=outer.items, text=_token_text(inline))
                    self._register(str(token.attrs["href"])[2:], row.line, place)
        source = _BEFORE_TABLE.sub("", self.lines[row.line - 1]).rstrip()
        written = (
            len(_BAR.findall(source)) + 1 - source.startswith("|") - bool(_LAST_BAR.search(source))
        )
        if written > width:
            raise _error(
                row.line,
                f"Deze tabelregel heeft {written} cellen, de kopregel {width}. "
                "Maak ze gelijk; schrijf \\| voor een streep in de tekst.",
            )

    def _cell(self, cell: _Node, line: int) -> Cell:
        return Cell(self._words(cell.children[0].token, line, cell=True))

    # ---- numbers

    def _above(self) -> _Numbered | None:
        """The nearest heading with a number that the current block stands under."""
        return next((heading for heading in reversed(self.around) if heading.number), None)

    def _numbered(self, node: _Node, directive: _Directive | None, text: str) -> _Numbered:
        """A heading counted in its series."""
        level = int(node.token.tag[1:])
        while self.around and self.around[-1].level >= level:
            self.around.pop()
        heading = _Numbered(level, "geen", "", text, "")
        if directive is not None:
            if directive.words not in _SERIES:
                raise _error(
                    directive.line,
                    f"De reeks “{directive.words}” bestaat niet. Kies uit: {', '.join(_SERIES)}.",
                )
            heading.series = directive.words
        elif level <= 3 and all(
            h.series == "hoofdstuk" for h in self.around
        ):  # 1.1.1 is the deepest number
            heading.series = "hoofdstuk"
        heading.number = self._next_number(heading, node.line)
        self.around.append(heading)
        self.headings.append(heading)
        return heading

    def _next_number(self, heading: _Numbered, line: int) -> str:
        """The number of a heading, from those before it."""
        if heading.series == "geen":
            return ""
        if heading.series == "hoofdstuk":
            if heading.level > len(self.chapters) + 1:
                raise _error(
                    line,
                    f"Deze kop van niveau {heading.level} mist een kop van niveau "
                    f"{heading.level - 1} erboven. Gebruik minder # of <!-- rp:nummer geen -->.",
                )
            self.chapters = [*self.chapters, 0][: heading.level]
            self.chapters[-1] += 1
            return ".".join(map(str, self.chapters))
        number = self._count(heading.series)
        if heading.series == "thema":
            self.counts["maatregel"] = 0
        elif heading.series == "maatregel" and self.counts["thema"]:
            return f"{self.counts['thema']}.{number}"
        return str(number)

    def _series_word(self, series: str) -> str:
        return self.document.series_words.get(series, _SERIES_WORDS[series])

    def _prefix(self, heading: _Numbered) -> str:
        if heading.series in _SERIES_WORDS:
            return f"{self._series_word(heading.series)} {heading.number}"
        return heading.number

    def _caption(
        self, pending: _Pending, label: Literal["Tabel", "Figuur"]
    ) -> tuple[Callable[[], Caption | None], str]:
        """The caption that waits, as a draft, and the words of a reference to it ("tabel 3")."""
        directive = pending.pop("bijschrift", None)
        if directive is None:
            return (lambda: None), ""
        number = self._count(label)
        inline = _DOCUMENT.parseInline(directive.words)[0]
        return (
            lambda: Caption(label, number, self._words(inline, directive.line)),
            f"{label.lower()} {number}",
        )

    # ---- anchors, labels, references

    def _anchor(self, pending: _Pending, place: Callable[[], _Place]) -> str:
        """The id that waits for this block, registered, or ""."""
        directive = pending.pop("anker", None)
        if directive is None:
            return ""
        self._register(directive.words, directive.line, place())
        return directive.words

    def _register(self, id_: str, line: int, place: _Place) -> None:
        if not _ID.fullmatch(id_):
            raise _error(
                line,
                f"Het anker “{id_}” kan niet. Gebruik hooguit 35 kleine letters, cijfers "
                "en koppeltekens, met een letter vooraan.",
            )
        if id_ in self.places:
            raise _error(
                line,
                f"Het anker “{id_}” staat ook op regel {self.places[id_][1]}. "
                "Geef elk blok een eigen anker.",
            )
        self.places[id_] = place, line

    def _name_headings(self) -> None:
        """Give each heading without an anchor an id that is made of its text."""
        for heading in self.headings:
            if not heading.id:
                heading.id = self._free_id(_slug(heading.text))
                self.places[heading.id] = _Place(heading, is_heading=True), 0

    def _free_id(self, slug: str) -> str:
        if f"h-{slug}" not in self.places:
            return f"h-{slug}"
        while True:
            ending = f"-{self._count(f'h-{slug}') + 1}"
            candidate = f"h-{slug[: 33 - len(ending)]}{ending}"  # an id has at most 35 characters
            if candidate not in self.places:
                return candidate

    def _label(self, id_: str, place: _Place) -> str:
        """The words of a reference to an anchor."""
        words = self.document.words.get(id_)
        if words is None:
            return self._own_label(place)
        if not words.numbered:
            return words.text
        number = place.heading.number if place.heading else ""
        if place.caption:
            number = place.caption.split()[-1]
        return " ".join(filter(None, (words.text, number, _under(place.items))))

    def _own_label(self, place: _Place) -> str:
        """The words of a reference to an anchor that the programme has no words for."""
        if place.caption:
            return place.caption
        heading = place.heading
        if not place.is_heading and not place.items:
            return place.text
        if heading is None:
            return _under(place.items)
        return " ".join(filter(None, (self._heading_label(heading), _under(place.items))))

    def _heading_label(self, heading: _Numbered) -> str:
        if heading.series == "geen":
            return heading.text
        if heading.series == "hoofdstuk":
            return f"{'hoofdstuk' if heading.level == 1 else 'paragraaf'} {heading.number}"
        return f"{self._series_word(heading.series).lower()} {heading.number}"

    def _words(self, inline: Token, line: int, *, cell: bool = False) -> tuple[Inline, ...]:
        return self.inline.read(inline.children or (), line, cell=cell)

    def _refer(self, target: str, children: tuple[Inline, ...], line: int) -> Reference:
        """A reference with its words."""
        if target in self.labels:
            words = self.labels[target]
            if not words and not children:
                raise _error(
                    line,
                    f"De verwijzing naar “{target}” heeft geen woorden. Schrijf ze zelf: "
                    f"[woorden](#{target}).",
                )
            return Reference(target, children or (Text(words),), anchored=True)
        if target in self.document.words:
            return Reference(
                target, children or (Text(self.document.words[target].text),), anchored=False
            )
        raise _error(
            line, f"De verwijzing naar “{target}” wijst nergens heen. Gebruik een id dat bestaat."
        )


_BLOCKS: Mapping[str, Callable[[_Reader, _Node, _Outer, _Pending], _Draft]] = {
    "paragraph": _Reader._paragraph,
    "heading": _Reader._heading,
    "bullet_list": _Reader._list,
    "ordered_list": _Reader._list,
    "blockquote": _Reader._quote,
    "table": _Reader._table,
}
"""The allowed blocks; any other type of the parser is refused."""

_BEFORE_TABLE = re.compile(
    r"^(?:[\s>]|[-+*]\s|\d+[.)]\s)*"
)  # a table may stand in a list or quotation
_BAR = re.compile(r"(?<!\\)\|")
_LAST_BAR = re.compile(r"(?<!\\)\|$")
_ALIGN: Mapping[str, Literal["left", "center", "right"]] = {
    "": "left",
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def letter(position: int) -> str:
    """The letter of an item (from 1), as Word counts: a … z, aa, bb … zz, aaa."""
    return string.ascii_lowercase[(position - 1) % 26] * ((position - 1) // 26 + 1)


def _under(items: tuple[str, ...]) -> str:
    """Such as "onder b"; deeper "onder 2, onder b"."""
    return ", ".join(f"onder {item}" for item in items)


def _token_text(inline: Token) -> str:
    """The plain text of an inline token, without its notes."""
    parts: list[str] = []
    in_note = False
    for token in inline.children or ():
        in_note = token.type == "note_open" or (in_note and token.type != "note_close")
        if not in_note:
            parts.append(" " if token.type in ("softbreak", "hardbreak") else token.content)
    return "".join(parts).strip()


def _slug(text: str) -> str:
    """Of "Wat wij doen (2027)" it makes "wat-wij-doen-2027"."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_text).strip("-")[:33].strip("-") or "kop"


# ------------------------------------------------------------------ tree → Markdown


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


@dataclass(slots=True)
class _Piece:
    """A part of a line: text to escape, the mark of an emphasis, or Markdown as it is."""

    text: str
    kind: Literal["text", "open", "close", "raw"]
    first: str = ""  # an entity that replaces the first character
    last: str = ""


def inline_markdown(children: Iterable[Inline], form: Form) -> str:
    """A line of Markdown that shows these nodes: what was text stays text.

    A mark of emphasis counts as one only beside the right characters (CommonMark's "flanking"); where
    they are not, the neighbour is written as an entity.
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
        written = _escaped(text, at_start=at_start and not piece.first)
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


def _flank_run(before: _Piece | None, after: _Piece | None, kinds: Set[str]) -> None:
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
)
_LINE_START = re.compile(
    r"#{1,6}(?=\s|$)"  # a heading
    r"|[-+](?=\s|$)"  # a list
    r"|[-=:](?=[-=:|\s]*$)"  # the line under a heading or under a table's header
    r"|(?P<number>\d{1,9})[.)](?=\s|$)"
)


def _escaped(text: str, *, at_start: bool) -> str:
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
    twin = False  # of two lists in a row the second takes the other mark, else they are one list
    for block in blocks:
        twin = type(before) is type(block) and not twin
        writer = _TWINS.get(type(block)) if twin else None
        written.append((writer or form.blocks[type(block)])(block, form))
        before = block
    return "\n\n".join(filter(None, written))


def items_markdown(items: Iterable[Item], form: Form, mark: str) -> str:
    """The items of a list, each behind the mark ("1." or "-")."""
    indent = " " * (len(mark) + 1)
    texts = [blocks_markdown(item.blocks, form) for item in items]
    between = "\n\n" if any("\n\n" in text for text in texts) else "\n"
    return between.join(f"{mark} {indent_lines(text, indent)}".rstrip() for text in texts)


def indent_lines(text: str, indent: str) -> str:
    """The text with every line but the first indented; white lines stay white."""
    return re.sub(r"\n(?=[^\n])", f"\n{indent}", text)


def _ordered(block: OrderedList, form: Form, mark: str) -> str:
    return ("<!-- rp:letters -->\n" if block.letters else "") + items_markdown(
        block.items, form, mark
    )


def quote_markdown(block: Quote, form: Form) -> str:
    """A quotation: each line behind ">"."""
    return re.sub("^", "> ", blocks_markdown(block.blocks, form), flags=re.MULTILINE)


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

_TWINS: Mapping[type, Callable[[Any, Form], str]] = {
    BulletList: lambda block, form: items_markdown(block.items, form, "*"),
    OrderedList: lambda block, form: _ordered(block, form, "1)"),
}

_REGIOPLAN = Form(
    reference=lambda reference, words: f"[{words}]({_address(f'#{reference.target}')})",
    note=lambda note, form: f"^[{inline_markdown(note.children, form)}]",
    anchor=lambda id_: f"[](#!{id_})",
    hard_break="\\\n",
    blocks={
        Paragraph: lambda block, form: inline_markdown(block.children, form),
        BulletList: lambda block, form: items_markdown(block.items, form, "-"),
        OrderedList: lambda block, form: _ordered(block, form, "1."),
    },
)
"""Regioplan-Markdown itself, as far as prose needs it."""
_CELL = replace(_REGIOPLAN, hard_break="<br>")

# ------------------------------------------------------------------ prose (what users write)


@dataclass(frozen=True, slots=True)
class ProseFault:
    """A construct that prose may not hold: `line` counts from 0 within the prose text."""

    line: int
    message: str  # Dutch: what it is and what to write instead


def check_prose(text: str) -> tuple[ProseFault, ...]:
    """The explicit constructs in a user's prose that are not allowed: `# kop`, a picture, a scheme."""
    faults: list[ProseFault] = []
    for token in _FAULTS.parse(_clean(text)):
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
            if not _prose_address(url):
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
        for inline in _PROSE.parse(_clean(text))
        if inline.type == "inline"
        for line, token in _with_lines(inline)
        if token.type == "link_open" and str(token.attrs["href"]).startswith("#")
    )


def prose_to_markdown(text: str) -> str:
    """A user's prose as canonical regioplan-Markdown blocks, safe to put in a document's text.

    `<b>`, `---`, `{{ x }}`, indented text and tables in it come out as text; level 2 of an ordered list
    is lettered.
    """
    return blocks_markdown(_prose_blocks(text), _REGIOPLAN)


def prose_to_inline(text: str) -> str:
    """The same for one table cell: paragraphs joined by a hard break, lists as "• …" lines, `|` escaped.

    (A GFM cell cannot hold a newline: a hard break is written as `<br>` and read back as Break.)
    """
    return "<br>".join(inline_markdown(line, _CELL) for line in _flat(_prose_blocks(text), ""))


def _prose_blocks(text: str) -> tuple[Block, ...]:
    """A user's prose as a tree; references have only the words that the user gave them."""
    reader = _InlineReader(
        lambda target, children, _line: Reference(target, children, anchored=False), lambda: 0
    )
    return _prose_row(_nodes(_PROSE.parse(_clean(text))), reader, 0)


def _prose_row(nodes: Iterable[_Node], reader: _InlineReader, ordered: int) -> tuple[Block, ...]:
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
    reader = _InlineReader(
        lambda target, words, _line: Reference(target, words, anchored=False), lambda: 0
    )
    written = inline_markdown(children, _REGIOPLAN)
    nodes = _DOCUMENT.parse(written)
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
    return _merged(result)


def _flat(blocks: Iterable[Block], mark: str) -> Iterator[tuple[Inline, ...]]:
    """The lines that blocks are in a table cell; `mark` stands before the first."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _merged((Text(mark), *block.children))
        elif isinstance(block, BulletList | OrderedList):
            for position, item in enumerate(block.items, 1):
                yield from _flat(item.blocks, _MARKS[type(block)](block, position))
        mark = ""


_MARKS: Mapping[type, Callable[[Any, int], str]] = {
    BulletList: lambda _block, _position: "• ",
    OrderedList: lambda block, position: f"{letter(position) if block.letters else position}. ",
}

_EDGE = re.compile(rf"^[{MD_TRIM_CHARS}]+|[{MD_TRIM_CHARS}]+$|[!^\\]$")


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in a line, heading or table cell.

    A line break becomes a space. White space at an edge, which Markdown would drop, and a last
    character that would work on what follows become entities.
    """
    line = _clean(text).replace("\n", " ")
    start, end = 0, len(line)
    for found in _EDGE.finditer(line):
        if found.start() == 0:
            start = found.end()
        else:
            end = found.start()
    return (
        _entities(line[:start])
        + _escaped(line[start:end], at_start=start == 0)
        + _entities(line[max(start, end) :])
    )


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


# ------------------------------------------------------------------ the content hash

_OUTSIDE_HASH = ("kaft", "buiten-hash")


def _hash_form(document: Document) -> Form:
    """The form of the normalised text: no computed numbers or words, nothing of what is outside."""
    labels = document.tree.labels

    def reference(reference: Reference, words: str) -> str:
        target = reference.target
        computed = labels.get(target) or document.words[target].text
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
        _REGIOPLAN,
        reference=reference,
        blocks={
            **_REGIOPLAN.blocks,
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
            Region: region,
        },
    )
