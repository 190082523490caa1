"""What reviewers left in a Word file: their comments with replies, and their tracked edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal

from regioplan.readers.package import Package, qn
from regioplan.readers.walk import Change, Paragraph, Piece, Row, Walked, day, plain, walk
from regioplan.writers.word.names import REDLINE_AUTHOR

Kind = Literal["opmerking", "wijziging"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above a remark."""

    text: str
    level: int
    anchors: tuple[str, ...]  # names of bookmarks


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the file something stands, as far as the file itself tells."""

    headings: tuple[Heading, ...] = ()  # the chapter first
    anchors: tuple[str, ...] = ()  # bookmarks of the paragraph, row or item, the nearest last
    paragraph: str = ""  # the words as they were sent
    words: str = ""  # those that it is about, in this paragraph
    lost: bool = False  # a comment that refers from nowhere


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody said under a comment."""

    author: str
    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, or an edit that somebody proposes."""

    kind: Kind
    author: str
    day: date | None
    text: str  # of a comment; of an edit a Dutch sentence
    quote: str  # the words that it is about, in one line
    spot: Spot
    replies: tuple[Reply, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that a file brings back."""

    remarks: tuple[Remark, ...]
    own: int = 0  # edits that regioplan itself tracked (a redline)
    looks: int = 0  # tracked edits that only touch looks
    bookmarks: frozenset[str] = frozenset()


def read_remarks(package: Package) -> Remarks:
    """The comments and the tracked edits of a Word file, in the order of its text.

    Raises:
        RegioplanError: a part of the file is damaged.
    """
    walked = walk(package)
    spots = tuple(spots_of(walked.paragraphs))
    found = [*_comments(package, walked, spots), *_edits(walked.paragraphs, spots)]
    found.sort(key=lambda pair: pair[0])
    edits = [remark for _, remark in found]
    theirs = tuple(r for r in edits if not r.author.startswith(REDLINE_AUTHOR))
    return Remarks(theirs, len(edits) - len(theirs), _looks(package), walked.bookmarks)


# ------------------------------------------------------------------ where a paragraph stands


def spots_of(paragraphs: Iterable[Paragraph]) -> Iterator[Spot]:
    """For each paragraph: the headings above it and the bookmarks that it belongs to."""
    headings: list[Heading] = []
    item: tuple[str, ...] = ()  # the bookmarks of the item of a list that is being read
    for one in paragraphs:
        if one.note:
            pass  # a note stands where its sign stands
        elif one.level and not one.contents:
            headings = [h for h in headings if h.level < one.level]
            headings.append(Heading(_line(one.original), one.level, tuple(one.anchors)))
            item = ()
        elif one.cell or not one.style.startswith(("list", "lijst")):
            item = ()
        elif one.anchors:
            item = tuple(one.anchors)
        near = (*(one.row.anchors if one.row else ()), *item, *one.anchors)
        yield Spot(tuple(headings), tuple(dict.fromkeys(near)), _line(one.original))


def _line(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------ comments


@dataclass(frozen=True, slots=True)
class _State:
    done: bool
    parent: str  # the paraId of the comment that this one answers, or ""


_Found = tuple[int, Remark]
"""The number of the paragraph, and what was said there."""


def _comments(package: Package, walked: Walked, spots: Sequence[Spot]) -> Iterator[_Found]:
    root = package.related("comments")
    elements = [] if root is None else root.findall(qn("w:comment"))
    states = _states(package)
    thread = {_paragraph_id(e): e for e in elements}
    replies: dict[str, list[Reply]] = {}
    own = []
    for element in elements:
        first = _first(element, thread, states)
        if first is element:
            own.append(element)
        else:
            said = Reply(_author(element), _day(element), _text(element))
            replies.setdefault(str(first.get(qn("w:id"))), []).append(said)
    places = _places(walked.paragraphs)
    for element in own:
        ident = str(element.get(qn("w:id")))
        numbers = places.get(ident, ())
        quote, here, words = _quoted(ident, [(n, walked.paragraphs[n]) for n in numbers])
        spot = Spot(lost=True) if here is None else replace(spots[here], words=words)
        remark = Remark(
            "opmerking",
            _author(element),
            _day(element),
            _text(element) or "(geen tekst)",
            quote,
            spot,
            tuple(replies.get(ident, ())),
            _state(element, states).done,
        )
        yield len(spots) if here is None else here, remark


def _places(paragraphs: Sequence[Paragraph]) -> dict[str, tuple[int, ...]]:
    """Id of a comment → the numbers of the paragraphs that it is about."""
    found: dict[str, dict[int, None]] = {}
    for number, one in enumerate(paragraphs):
        for ident in (*one.comments, *(i for p in one.pieces for i in sorted(p.comments))):
            found.setdefault(ident, {})[number] = None
    return {ident: tuple(sorted(numbers)) for ident, numbers in found.items()}


def _quoted(ident: str, places: Sequence[tuple[int, Paragraph]]) -> tuple[str, int | None, str]:
    """All the words of a comment; the paragraph that it begins in, and its words in there."""
    parts = []
    for number, one in places:
        marked = [p for p in one.pieces if ident in p.comments]
        # The words as they were sent: others may have commented on the same ones, unchanged.
        words = _line("".join(p.text for p in marked if p.inserted is None))
        words = words or _line("".join(p.text for p in marked))
        if words:
            parts.append((number, words))
    if parts:
        return " ".join(words for _, words in parts), *parts[0]
    return "", (places[0][0] if places else None), ""


def _states(package: Package) -> dict[str, _State]:
    """The paraId of a comment's last paragraph → whether it is done, and what it answers."""
    root = package.related("commentsExtended")
    return {
        str(e.get(qn("w15:paraId"), "")).upper(): _State(
            e.get(qn("w15:done")) in {"1", "true", "on"},
            str(e.get(qn("w15:paraIdParent"), "")).upper(),
        )
        for e in (() if root is None else root.findall(qn("w15:commentEx")))
    }


def _state(comment: Any, states: Mapping[str, _State]) -> _State:
    return states.get(_paragraph_id(comment), _State(done=False, parent=""))


def _first(comment: Any, thread: Mapping[str, Any], states: Mapping[str, _State]) -> Any:
    """The comment with which the conversation began; itself where it answers none."""
    first = comment
    for _ in thread:  # in a file from elsewhere comments may answer each other in a circle
        above = thread.get(_state(first, states).parent)
        if above is None:
            return first
        first = above
    return comment


def _paragraph_id(comment: Any) -> str:
    paragraphs = comment.findall(qn("w:p"))
    if not paragraphs:
        return f"zonder {comment.get(qn('w:id'))}"
    return str(paragraphs[-1].get(qn("w14:paraId"), f"zonder {comment.get(qn('w:id'))}")).upper()


def _author(comment: Any) -> str:
    return _line(plain(str(comment.get(qn("w:author"), "")))) or "onbekend"


def _day(comment: Any) -> date | None:
    return day(str(comment.get(qn("w:date"), "")))


def _text(comment: Any) -> str:
    """The words of a comment: a line for each paragraph."""
    lines = (_line("".join(_words(p))) for p in comment.iter(qn("w:p")))
    return "\n".join(filter(None, lines))


def _words(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        yield plain(element.text or "") if element.tag == qn("w:t") else " "


# ------------------------------------------------------------------ edits


_Unit = Literal["woorden", "alinea", "rij", "splitsing", "samenvoeging"]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What one person changed in one place."""

    by: Change
    old: str
    new: str
    number: int  # of the paragraph
    unit: _Unit
    before: str = ""  # the words that stand before what was only added


def _edits(paragraphs: Sequence[Paragraph], spots: Sequence[Spot]) -> Iterator[_Found]:
    made: list[_Edit] = []
    by_row = groupby(enumerate(paragraphs), key=lambda pair: id(pair[1].row or pair[1]))
    for _, group in by_row:
        members = list(group)
        row = members[0][1].row
        if row is not None and (row.inserted or row.deleted):
            made.append(_row_edit(row, members))
            continue
        for number, one in members:
            follows = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            made.extend(_paragraph_edits(number, one, follows))
    for edit in _joined(made):
        spot = spots[edit.number]
        if not spot.paragraph:  # a new paragraph: it stands behind the one before it
            spot = replace(spot, paragraph=_before(spots, edit.number))
        words = _line(edit.old) or _line(edit.before)
        yield (
            edit.number,
            Remark(
                "wijziging",
                edit.by.author,
                edit.by.day,
                _sentence(edit),
                _line(edit.old),
                replace(spot, words=words),
            ),
        )


def _before(spots: Sequence[Spot], number: int) -> str:
    """The words of the last paragraph before this one that has any."""
    return next((s.paragraph for s in reversed(spots[:number]) if s.paragraph), "")


def _row_edit(row: Row, members: Sequence[tuple[int, Paragraph]]) -> _Edit:
    """A row that is new or gone as a whole."""
    by = row.deleted or row.inserted
    assert by is not None, "only rows that were changed come here"
    words = " | ".join(filter(None, (_line("".join(p.text for p in m.pieces)) for _, m in members)))
    old, new = (words, "") if row.deleted else ("", words)
    return _Edit(by, old, new, members[0][0], "rij")


def _paragraph_edits(number: int, one: Paragraph, follows: Paragraph | None) -> Iterator[_Edit]:
    """Each stretch of changed words by one person; white space between two does not part them."""
    pieces = [p for p in one.pieces if p.text]
    if whole := _whole(one):
        words = "".join(p.text for p in pieces)
        gone = whole.deleted is not None
        yield _Edit(_by(whole), words if gone else "", "" if gone else words, number, "alinea")
        return
    stretch: list[Piece] = []
    before = ""
    for piece in (*pieces, Piece("")):
        made = _change(piece)
        goes_on = made is not None and (not stretch or made.author == _by(stretch[0]).author)
        if goes_on or (stretch and piece.text and made is None and not piece.text.strip()):
            stretch.append(piece)
            continue
        if stretch:
            yield from _stretch(stretch, number, before)
            before += "".join(p.text for p in stretch if p.inserted is None)
            stretch = [piece] if made is not None else []
        if made is None:
            before += piece.text
    end = one.deleted or one.inserted
    # Who types a new paragraph behind this one, or strikes out the next, changes the end of this.
    if end is not None and pieces and (follows is None or _whole(follows) is None):
        unit: _Unit = "samenvoeging" if one.deleted else "splitsing"
        yield _Edit(end, "", "", number, unit, _few(one.original))


def _whole(one: Paragraph) -> Piece | None:
    """A piece of a paragraph of which one person added, or struck out, every word; else None."""
    kinds = {
        (p.deleted is not None, made.author if (made := _change(p)) else "")
        for p in one.pieces
        if p.text.strip()
    }
    first = next((p for p in one.pieces if p.text.strip()), None)
    return first if len(kinds) == 1 and first is not None and _change(first) else None


def _stretch(pieces: Sequence[Piece], number: int, before: str) -> Iterator[_Edit]:
    """The edit that these pieces are; kept white space counts where words stand on both sides."""
    while _change(pieces[-1]) is None:
        pieces = pieces[:-1]
    by = _by(pieces[0])
    old = "".join(p.text for p in pieces if p.inserted is None)
    new = "".join(p.text for p in pieces if p.deleted is None)
    if old != new:
        yield _Edit(by, old, new, number, "woorden", _few(before))


_FEW = 5
"""Words before an addition that tell where it comes."""


def _few(text: str) -> str:
    return " ".join(text.split()[-_FEW:])


def _change(piece: Piece) -> Change | None:
    """Who changed these words last: what was added and struck out again is struck out."""
    return piece.deleted or piece.inserted


def _by(piece: Piece) -> Change:
    made = _change(piece)
    assert made is not None, "only words that were changed come here"
    return made


def _joined(edits: Iterable[_Edit]) -> Iterator[_Edit]:
    """Paragraphs that one person added or struck out one after the other are one edit."""
    last: _Edit | None = None
    end = 0
    for edit in edits:
        same = (
            last is not None
            and edit.unit == last.unit == "alinea"
            and edit.number == end + 1
            and edit.by.author == last.by.author
            and (bool(edit.old), bool(edit.new)) == (bool(last.old), bool(last.new)) != (False,) * 2
        )
        if last is not None and same:
            old, new = (
                "\n".join(filter(None, words))
                for words in ((last.old, edit.old), (last.new, edit.new))
            )
            last = replace(last, old=old, new=new)
        else:
            if last is not None:
                yield last
            last = edit
        end = edit.number
    if last is not None:
        yield last


def _sentence(edit: _Edit) -> str:
    """What is proposed, in words."""
    if edit.unit in _ENDS:
        return _ENDS[edit.unit].format(edit.before)
    return _SENTENCES[bool(edit.old.strip()), bool(edit.new.strip())](edit)


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(_line, text.split("\n"))))


_ENDS = {
    "splitsing": "Nieuwe alinea begonnen na “{}”.",
    "samenvoeging": "Samengevoegd met de volgende alinea, na “{}”.",
}
_UNITS = {"woorden": "", "alinea": "alinea ", "rij": "rij "}


def _one(edit: _Edit, moved: str, usual: str, words: str) -> str:
    """`Alinea geschrapt: “…”`, or where it was moved."""
    deed = f"{_UNITS[edit.unit]}{moved if edit.by.moved else usual}"
    behind = f" na “{_line(edit.before)}”" if edit.before.strip() else ""
    return f"{deed[:1].upper()}{deed[1:]}{behind}: “{_lines(words)}”"


_SENTENCES: dict[tuple[bool, bool], Callable[[_Edit], str]] = {
    (True, True): lambda edit: f"“{_lines(edit.old)}” vervangen door “{_lines(edit.new)}”",
    (True, False): lambda edit: _one(
        replace(edit, before=""), "van hier verplaatst", "geschrapt", edit.old
    ),
    (False, True): lambda edit: _one(edit, "hierheen verplaatst", "toegevoegd", edit.new),
    (False, False): lambda _edit: "Alleen witruimte gewijzigd.",
}
"""Whether there were words, and whether there are now → the sentence."""


_LOOKS = ("w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:sectPrChange")


def _looks(package: Package) -> int:
    """How many tracked edits only touch how the text looks."""
    return sum(1 for _ in package.document.iter(*map(qn, _LOOKS)))
