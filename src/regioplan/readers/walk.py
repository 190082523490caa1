"""A Word file read as paragraphs, in order: what each says, where it stands, what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from lxml import etree

from regioplan.readers.package import Package, qn
from regioplan.writers.word.names import PREFIX


@dataclass(frozen=True, slots=True)
class Change:
    """Who tracked a change, and when; `moved` when the words went to another place."""

    author: str
    day: date | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph with one fate."""

    text: str
    inserted: Change | None = None
    deleted: Change | None = None
    computed: bool = False  # the result of a field: Word makes these words anew
    unseen: bool = False  # hidden, or struck through by hand: it is not said
    comments: frozenset[str] = frozenset()  # the ids of the comments that stand around it


@dataclass(slots=True)
class Row:
    """A row of a table, and whether the whole of it is new or gone."""

    anchors: list[str] = field(default_factory=list)
    inserted: Change | None = None
    deleted: Change | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it stands in the file, with every change that is tracked in it."""

    style: str = ""  # its name, lower case: "heading 1"
    level: int = 0  # of a heading; 0: it is none
    pieces: list[Piece] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)  # bookmarks of ours in and around it
    comments: list[str] = field(default_factory=list)  # that begin here, or refer from here
    notes: list[tuple[str, Piece]] = field(default_factory=list)  # its footnotes, and their fate
    row: Row | None = None
    cell: int = 0  # which cell of the file it stands in; 0: in none
    column: int = 0  # the place of that cell in its row, from 1; 0: in none
    inserted: Change | None = None  # of its end: its words then belong to the next paragraph
    deleted: Change | None = None
    contents: bool = False  # in a table of contents or a list of captions
    note: bool = False  # in a footnote

    @property
    def original(self) -> str:
        """The words as they were before anybody changed them."""
        return "".join(p.text for p in self.pieces if p.inserted is None)

    @property
    def accepted(self) -> str:
        """The words as they are when every change is accepted."""
        return "".join(p.text for p in self.pieces if p.deleted is None)


@dataclass(frozen=True, slots=True)
class Walked:
    """The paragraphs of a file: each footnote's stand behind the paragraph that refers to it."""

    paragraphs: tuple[Paragraph, ...]
    bookmarks: frozenset[str]  # the names of ours that are still there


def walk(package: Package) -> Walked:
    """Read the body and the footnotes of a Word file.

    Raises:
        RegioplanError: a part of the file is damaged.
    """
    styles = _styles(package)
    body = _Walker(styles)
    body.read(package.document)
    notes = _notes(package, styles)
    ordered: list[Paragraph] = []
    for paragraph in body.paragraphs:
        ordered.append(paragraph)
        for note, fate in paragraph.notes:
            for own in notes.pop(note, ()):
                own.anchors = [*paragraph.anchors]
                own.row, own.cell, own.note = paragraph.row, paragraph.cell, True
                own.column = paragraph.column
                own.pieces = [_as_its_reference(piece, fate) for piece in own.pieces]
                ordered.append(own)
    return Walked(tuple(ordered), frozenset(body.seen))


def _as_its_reference(piece: Piece, reference: Piece) -> Piece:
    """Who strikes out the sign of a note strikes out its words."""
    return replace(
        piece,
        inserted=piece.inserted or reference.inserted,
        deleted=piece.deleted or reference.deleted,
    )


def _notes(package: Package, styles: Mapping[str, _Style]) -> dict[str, list[Paragraph]]:
    """The paragraphs of each footnote and endnote, by its id ("f3", "e1")."""
    found: dict[str, list[Paragraph]] = {}
    for kind, tag in (("footnote", "f"), ("endnote", "e")):
        part = package.related(f"{kind}s")
        for note in () if part is None else part.findall(qn(f"w:{kind}")):
            walker = _Walker(styles)
            walker.read(note)
            found[tag + str(note.get(qn("w:id")))] = walker.paragraphs
    return found


# ------------------------------------------------------------------ styles


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    level: int


_HEADING = re.compile(r"(?:heading|kop) ?([1-9])\b")
_CONTENTS = re.compile(r"(?:toc|inhopg|contents|inhoud|table of figures|lijst met afb)\w* ?\d*\Z")
_DEEPEST = 9


def _styles(package: Package) -> Mapping[str, _Style]:
    """Id of a paragraph style → its name, and the level of heading that it gives."""
    root = package.related("styles")
    raw = {
        str(style.get(qn("w:styleId"))): style
        for style in (() if root is None else root.findall(qn("w:style")))
    }
    return {ident: _Style(_name(style), _level(style, raw)) for ident, style in raw.items()}


def _name(style: Any) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"), "")).lower()


def _level(style: Any, styles: Mapping[str, Any]) -> int:
    """The level from its outline, else from its name, else from the style that it is based on."""
    for _ in range(_DEEPEST + 1):  # a style may be based on itself in a file from elsewhere
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return _outline(outline)
        if named := _HEADING.match(_name(style)):
            return int(named[1])
        base = style.find(qn("w:basedOn"))
        style = None if base is None else styles.get(str(base.get(qn("w:val"))))
        if style is None:
            return 0
    return 0


def _outline(element: Any) -> int:
    """`<w:outlineLvl w:val="0"/>` is level 1; 9 is body text."""
    said = str(element.get(qn("w:val"), ""))
    level = int(said) + 1 if said.isascii() and said.isdigit() else 0
    return level if level <= _DEEPEST else 0


# ------------------------------------------------------------------ the walk


class _Walker:
    """Goes through the elements in order; what is open at a moment stands in its fields."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.seen: set[str] = set()
        self._styles = styles
        self._open: list[Paragraph] = []  # more than one where a text box stands in a paragraph
        self._bookmarks: dict[str, str] = {}
        self._comments: dict[str, None] = {}
        self._waiting: list[str] = []  # comments that begin between two paragraphs
        self._inserted: list[Change] = []
        self._deleted: list[Change] = []
        self._fields: list[_Field] = []
        self._rows: list[Row] = []
        self._cells: list[int] = []
        self._columns: list[int] = []  # how many cells of each open row have begun
        self._cell_count = 0

    def read(self, root: Any) -> None:
        """Walk through an element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in _SKIPPED:
                    walker.skip_subtree()
                elif handle := _START.get(tag):
                    handle(self, element)
            elif handle := _END.get(tag):
                handle(self, element)

    # -------------------------------------------------------------- paragraphs, rows, cells

    def paragraph(self, element: Any) -> None:
        """A paragraph begins."""
        style, level = self._look(element.find(qn("w:pPr")))
        one = Paragraph(
            style=style,
            level=level,
            anchors=list(self._bookmarks.values()),
            comments=self._waiting,
            row=self._rows[-1] if self._rows else None,
            cell=self._cells[-1] if self._cells else 0,
            column=self._columns[-1] if self._columns else 0,
            contents=bool(_CONTENTS.match(style)) or any(f.contents for f in self._fields),
        )
        self._waiting = []
        self._open.append(one)
        self.paragraphs.append(one)

    def paragraph_ends(self, _element: Any) -> None:
        """A paragraph ends."""
        self._open.pop()

    def _look(self, properties: Any) -> tuple[str, int]:
        """The name of the style and the level of heading."""
        if properties is None:
            return "", 0
        named = properties.find(qn("w:pStyle"))
        style = self._styles.get("" if named is None else str(named.get(qn("w:val"))))
        outline = properties.find(qn("w:outlineLvl"))
        level = style.level if style else 0
        return (style.name if style else ""), (level if outline is None else _outline(outline))

    def row(self, _element: Any) -> None:
        """A row begins."""
        self._rows.append(Row())
        self._columns.append(0)

    def row_ends(self, _element: Any) -> None:
        """A row ends."""
        self._rows.pop()
        self._columns.pop()

    def cell(self, _element: Any) -> None:
        """A cell begins."""
        self._cell_count += 1
        if self._columns:
            self._columns[-1] += 1
        self._cells.append(self._cell_count)

    def cell_ends(self, _element: Any) -> None:
        """A cell ends."""
        self._cells.pop()

    # -------------------------------------------------------------- changes

    def change(self, element: Any) -> None:
        """Words that are new or gone; or, in properties, the end of a paragraph or a whole row."""
        made = Change(
            plain(element.get(qn("w:author"), "")).strip() or "onbekend",
            day(element.get(qn("w:date"), "")),
            moved=element.tag in _MOVED,
        )
        new = element.tag in _NEW
        owner = _owner(element)
        if owner == "text":
            (self._inserted if new else self._deleted).append(made)
        elif owner == "row" and self._rows:
            _put(self._rows[-1], made, new=new)
        elif owner == "mark" and self._open:
            _put(self._open[-1], made, new=new)

    def change_ends(self, element: Any) -> None:
        """Behind these words the fate of those before it counts again."""
        if _owner(element) == "text":
            (self._inserted if element.tag in _NEW else self._deleted).pop()

    # -------------------------------------------------------------- words

    def text(self, element: Any) -> None:
        """Words."""
        self._say(plain(element.text or ""), unseen=_is_unseen(element.getparent()))

    def symbol(self, _element: Any) -> None:
        """A sign of a font of signs: which one it is, only that font knows."""
        self._say("\N{WHITE SQUARE}")

    def blank(self, element: Any) -> None:
        """A tab or the end of a line; in `w:tabs` a tab is a place, not a character."""
        if element.getparent().tag == qn("w:r"):
            self._say(" ")

    def hyphen(self, _element: Any) -> None:
        """A hyphen at which no line breaks."""
        self._say("\u2011")

    def _say(self, words: str, *, unseen: bool = False) -> None:
        if not self._open or not words or any(f.in_code for f in self._fields):
            return
        self._open[-1].pieces.append(
            Piece(
                words,
                self._inserted[-1] if self._inserted else None,
                self._deleted[-1] if self._deleted else None,
                computed=any(f.computes for f in self._fields),
                unseen=unseen,
                comments=frozenset(self._comments),
            )
        )

    # -------------------------------------------------------------- fields

    def field(self, element: Any) -> None:
        """`begin`, `separate` (its result follows) or `end`."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def code(self, element: Any) -> None:
        """The instruction of a field."""
        if self._fields and self._fields[-1].in_code:
            self._fields[-1].code += element.text or ""
            if self._fields[-1].contents and self._open:
                self._open[-1].contents = True

    def simple_field(self, element: Any) -> None:
        """A field in one element, around its result."""
        self._fields.append(_Field(str(element.get(qn("w:instr"), "")), in_code=False))

    def simple_field_ends(self, _element: Any) -> None:
        """Its result ends."""
        self._fields.pop()

    # -------------------------------------------------------------- bookmarks, comments, notes

    def bookmark(self, element: Any) -> None:
        """A bookmark begins; only ours count."""
        name = str(element.get(qn("w:name"), ""))
        if not name.startswith(PREFIX):
            return
        self.seen.add(name)
        self._bookmarks[str(element.get(qn("w:id")))] = name
        if self._open:
            self._open[-1].anchors.append(name)
        if self._rows:
            self._rows[-1].anchors.append(name)

    def bookmark_ends(self, element: Any) -> None:
        """A bookmark ends."""
        self._bookmarks.pop(str(element.get(qn("w:id"))), None)

    def comment(self, element: Any) -> None:
        """The words of a comment begin."""
        ident = str(element.get(qn("w:id")))
        self._comments[ident] = None
        self._note_comment(ident)

    def comment_ends(self, element: Any) -> None:
        """The words of a comment end."""
        self._comments.pop(str(element.get(qn("w:id"))), None)

    def comment_sign(self, element: Any) -> None:
        """The sign of a comment: it may have no words at all."""
        self._note_comment(str(element.get(qn("w:id"))))

    def _note_comment(self, ident: str) -> None:
        (self._open[-1].comments if self._open else self._waiting).append(ident)

    def footnote(self, element: Any) -> None:
        """The sign of a footnote."""
        self._refer("f", element)

    def endnote(self, element: Any) -> None:
        """The sign of an endnote."""
        self._refer("e", element)

    def _refer(self, kind: str, element: Any) -> None:
        if self._open:
            fate = Piece(
                "",
                self._inserted[-1] if self._inserted else None,
                self._deleted[-1] if self._deleted else None,
            )
            self._open[-1].notes.append((kind + str(element.get(qn("w:id"))), fate))


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_code: bool = True

    @property
    def contents(self) -> bool:
        """Whether it makes a table of contents or a list of captions."""
        return self.code.split()[:1] == ["TOC"]

    @property
    def computes(self) -> bool:
        """Whether its result is a number or a title that Word makes anew; else it is mere text."""
        return self.code.split()[:1] in _COMPUTES


_COMPUTES = tuple([name] for name in ("REF", "PAGEREF", "SEQ", "TOC", "PAGE", "NUMPAGES"))
"""The fields that regioplan writes. Somebody else's, such as a sum, says what its maker wants."""
_UNSEEN_LOOKS = tuple(qn(f"w:{name}") for name in ("vanish", "strike", "dstrike"))
_OFF = ("0", "false", "off")


def _is_unseen(run: Any) -> bool:
    """Whether the words of a run are hidden or struck through; regioplan writes neither."""
    look = run.find(qn("w:rPr"))
    found = () if look is None else [look.find(name) for name in _UNSEEN_LOOKS]
    return any(one is not None and one.get(qn("w:val"), "1") not in _OFF for one in found)


_MOVED = (qn("w:moveFrom"), qn("w:moveTo"))
_NEW = (qn("w:ins"), qn("w:moveTo"))
_OWNERS = {qn("w:rPr"): "mark", qn("w:trPr"): "row"}
_NO_TEXT = (qn("w:numPr"), qn("w:tcPr"))


def _owner(element: Any) -> str:
    """Of what a change tells: "text" around runs, "mark" the end of a paragraph, "row", or ""."""
    parent = element.getparent()
    if parent is None or parent.tag in _NO_TEXT:
        return ""
    owner = _OWNERS.get(parent.tag, "text")
    if owner != "mark":
        return owner
    above = parent.getparent()
    return owner if above is not None and above.tag == qn("w:pPr") else ""


def _put(holder: Row | Paragraph, made: Change, *, new: bool) -> None:
    if new:
        holder.inserted = made
    else:
        holder.deleted = made


_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""What no text of a person needs, and a terminal or a reader may be misled by."""


def plain(text: str) -> str:
    """Text without characters that nobody sees."""
    return _UNSEEN.sub("", text)


def day(said: str) -> date | None:
    """`2026-11-20T10:11:00Z` → the day: Word writes the writer's own clock, with a Z."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    {
        f"{_MC}Fallback",  # the same once more, for an older Word
        *(
            qn(f"w:{name}PrChange")
            for name in ("r", "p", "tbl", "tr", "tc", "sect", "tblGrid", "tblPrEx")
        ),
    }
)
_Handler = Callable[[_Walker, Any], None]
_START: Mapping[Any, _Handler] = MappingProxyType(
    {
        qn("w:p"): _Walker.paragraph,
        qn("w:tr"): _Walker.row,
        qn("w:tc"): _Walker.cell,
        qn("w:ins"): _Walker.change,
        qn("w:del"): _Walker.change,
        qn("w:moveFrom"): _Walker.change,
        qn("w:moveTo"): _Walker.change,
        qn("w:t"): _Walker.text,
        qn("w:delText"): _Walker.text,
        _MATH: _Walker.text,
        qn("w:sym"): _Walker.symbol,
        qn("w:tab"): _Walker.blank,
        qn("w:br"): _Walker.blank,
        qn("w:cr"): _Walker.blank,
        qn("w:noBreakHyphen"): _Walker.hyphen,
        qn("w:fldChar"): _Walker.field,
        qn("w:instrText"): _Walker.code,
        qn("w:fldSimple"): _Walker.simple_field,
        qn("w:bookmarkStart"): _Walker.bookmark,
        qn("w:bookmarkEnd"): _Walker.bookmark_ends,
        qn("w:commentRangeStart"): _Walker.comment,
        qn("w:commentRangeEnd"): _Walker.comment_ends,
        qn("w:commentReference"): _Walker.comment_sign,
        qn("w:footnoteReference"): _Walker.footnote,
        qn("w:endnoteReference"): _Walker.endnote,
    }
)
"""What begins → what is done then."""
_END: Mapping[Any, _Handler] = MappingProxyType(
    {
        qn("w:p"): _Walker.paragraph_ends,
        qn("w:tr"): _Walker.row_ends,
        qn("w:tc"): _Walker.cell_ends,
        qn("w:ins"): _Walker.change_ends,
        qn("w:del"): _Walker.change_ends,
        qn("w:moveFrom"): _Walker.change_ends,
        qn("w:moveTo"): _Walker.change_ends,
        qn("w:fldSimple"): _Walker.simple_field_ends,
    }
)
"""What ends → what is done then."""


# ------------------------------------------------------------------ the text as somebody reads it


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text in one view: all changes accepted, or all rejected."""

    text: str  # as it is read
    compared: str  # the same without the numbers that fields make: Word counts those anew
    source: Paragraph


def lines(paragraphs: Iterable[Paragraph], *, accepted: bool) -> Iterator[Line]:
    """The text with every change accepted, or with every change rejected; empty ones left out."""
    kept: list[Piece] = []
    before: Paragraph | None = None  # whose words wait for those of the next one
    for one in paragraphs:
        if _gone(one.row, accepted=accepted):
            continue
        if before is not None and one.cell != before.cell:  # a cell is never joined to the next
            yield from _line(kept, before)
            kept = []
        kept += _said(one, accepted=accepted)
        before = one
        if (one.deleted if accepted else one.inserted) is None:
            yield from _line(kept, one)
            kept, before = [], None
    if before is not None:
        yield from _line(kept, before)


def _line(pieces: Iterable[Piece], source: Paragraph) -> Iterator[Line]:
    text = compared = ""
    for piece in pieces:
        text += piece.text
        compared += _NUMBER.sub("#", piece.text) if piece.computed else piece.text
    if text.strip():
        yield Line(" ".join(text.split()), " ".join(compared.split()), source)


_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def _said(paragraph: Paragraph, *, accepted: bool) -> Iterator[Piece]:
    """The words of a paragraph in one view."""
    for piece in paragraph.pieces:
        if not piece.unseen and (piece.deleted if accepted else piece.inserted) is None:
            yield piece


def _gone(row: Row | None, *, accepted: bool) -> bool:
    return row is not None and (row.deleted if accepted else row.inserted) is not None
