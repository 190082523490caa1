"""The redline: two versions of a document as one Word file with tracked changes.

Both versions are written as they always are, each into a package of its own. Then what the old one
had and the new one lacks is brought into the new one as a deletion, and what only the new one has
is marked as an insertion. So a redline is never written in another way than a plain document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Literal

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.dutch import MONTHS
from regioplan.markdown import Heading, Properties
from regioplan.writers.clock import moment, stamp
from regioplan.writers.word import look
from regioplan.writers.word.base import Styles
from regioplan.writers.word.comparing import (
    Compared,
    Grid,
    Note,
    Row,
    Side,
    Words,
    alike,
    block,
    is_heading,
    rows_alike,
)
from regioplan.writers.word.imported import Imported
from regioplan.writers.word.names import REDLINE_AUTHOR
from regioplan.writers.word.numbering import heading_style
from regioplan.writers.word.oxml import (
    clean,
    el,
    paragraph,
    run,
    text_element,
    words,
)
from regioplan.writers.word.pairing import common, pairs
from regioplan.writers.word.traced import Traced, first_section
from regioplan.writers.word.wording import CHARACTERS, Line, Mark, Piece, Stretch, compared, line

# ------------------------------------------------------------------ marks


@dataclass
class Marks:
    """Makes `w:ins` and `w:del`, each with a number of its own."""

    author: str
    date: str
    last: int

    def make(self, tag: str, *content: Element) -> Element:
        """`<w:ins w:id="7" w:author="regioplan (sinds versie 0.2)" w:date="…">`."""
        self.last += 1
        return el(tag, *content, w_id=self.last, w_author=self.author, w_date=self.date)


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to the words of a paragraph."""

    old: Line
    new: Line
    stretches: Sequence[Stretch]
    partners: Mapping[str, str] = field(default_factory=dict)
    """The old note of each new note that is a version of it."""


def _wholly(mark: Literal["del", "ins"], read: Line) -> Change:
    """All words of a paragraph come or go."""
    stretches: list[Stretch] = [(mark, 0, len(read.text))] if read.text else []
    return Change(read, _NOTHING, stretches) if mark == "del" else Change(_NOTHING, read, stretches)


@dataclass(slots=True)
class _Stretch:
    """Elements of one paragraph with one mark within one link."""

    mark: Mark
    link: Element | None
    address: str
    elements: list[Element] = field(default_factory=list)


class Redline:
    """Brings the old version into the new one."""

    def __init__(self, old: Side, new: Side, styles: Styles, author: str, date: str) -> None:
        """Take both versions as they were written, and the styles of the new one."""
        self._old = old
        self._new = new
        self._styles = styles
        numbers = [int(str(m.get(qn("w:id")))) for m in _all_bookmarks(new)]
        self._marks = Marks(author, date, max(numbers, default=0))
        self._imported = Imported(old.word, new.word, styles)
        self._body = new.word.part
        self._foot = new.notes_part
        self._last_note = max(map(int, new.notes), default=0)
        self._removed: list[Element] = []
        """The tables that only the old version had."""

    # -- blocks

    def merged(
        self, old: Sequence[tuple[Element, bool]], new: Sequence[tuple[Element, bool]]
    ) -> list[Element]:
        """The elements of the body: those of the new version, and between them what was removed."""
        before = [b for e, is_compared in old if is_compared and (b := block(e, self._old))]
        after = [b for e, is_compared in new if is_compared and (b := block(e, self._new))]
        matched = pairs(before, after, lambda block: (block.kind, block.key), alike)
        found = list(matched)
        rest = iter([element for element, _ in new])
        made: list[tuple[Mark, Element]] = []
        at_hand = next(rest, None)
        # What is not compared stands before its next neighbour; so nothing comes before the cover.
        compared_ones = {id(block.element) for block in after}
        while at_hand is not None and id(at_hand) not in compared_ones:
            made.append(("", at_hand))
            at_hand = next(rest, None)
        for one, other in found:
            if other is None:
                assert one is not None, "a pair has something"
                made += [("del", element) for element in self._alone(one, "del")]
                continue
            while at_hand is not None and at_hand is not other.element:
                made.append(("", at_hand))
                at_hand = next(rest, None)
            if one is None:
                made += [("ins", element) for element in self._alone(other, "ins")]
            else:
                self._both(one, other)
                made.append(("", other.element))
            at_hand = next(rest, None)
        while at_hand is not None:
            made.append(("", at_hand))
            at_hand = next(rest, None)
        return self._kept_apart(made)

    def _both(self, old: Compared, new: Compared) -> None:
        """Mark in the new one how it differs from the old one."""
        if old.signature == new.signature:
            return
        if isinstance(old, Grid) and isinstance(new, Grid):
            self._tables(old, new)
        elif isinstance(old, Words) and isinstance(new, Words):
            self._paragraphs(old, new)

    def _alone(self, block: Compared, mark: Literal["del", "ins"]) -> list[Element]:
        """Mark a whole block; nothing remains of a picture that is not there any more."""
        if mark == "del":
            self._imported.styles(block.element)
        if isinstance(block, Words):
            if mark == "del" and all(piece.pictured for piece in block.line.pieces):
                return []
            self._whole(block, mark, ends=True)
        else:
            for row in block.rows:
                self._row(row, mark)
            if mark == "del":
                self._removed.append(block.element)
        return [block.element]

    def _kept_apart(self, made: Sequence[tuple[Mark, Element]]) -> list[Element]:
        """Something stands between two tables, also when the insertions are rejected."""
        elements: list[Element] = []
        old_table = False
        for mark, element in made:
            table = element.tag == qn("w:tbl")
            touching = bool(elements) and elements[-1].tag == qn("w:tbl")
            if table and (touching or (old_table and mark != "ins")):
                elements.append(self._gap())
            elements.append(element)
            if mark != "ins":
                old_table = table
        if elements and elements[-1].tag == qn("w:tbl"):
            elements.append(paragraph(self._styles.id("Tabelafstand")))
        return elements

    def _gap(self) -> Element:
        """White space between two tables that is gone when the changes are accepted."""
        gap = paragraph(self._styles.id("Tabelafstand"))
        self._end(gap, "del")
        return gap

    def fit(self, elements: Sequence[Element], last: Element) -> None:
        """Make a removed table as narrow as the page on which it stands now."""
        width = _text_width(last)
        for element in reversed(elements):
            section = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
            if section is not None:
                width = _text_width(section)
            elif any(element is table for table in self._removed):
                _narrow(element, width)

    def order_notes(self) -> None:
        """Let the notes stand in the order of their references: LibreOffice goes by that alone."""
        root = self._new.notes_part.element
        notes = {str(note.get(qn("w:id"))): note for note in root}
        for number, reference in enumerate(
            self._new.word.element.body.iter(qn("w:footnoteReference")), start=1
        ):
            note = notes[str(reference.get(qn("w:id")))]
            root.append(note)
            for one in (note, reference):
                one.set(qn("w:id"), str(number))

    # -- tables

    def _tables(self, old: Grid, new: Grid) -> None:
        """Mark the rows, and the words in the cells of the rows that both have."""
        self._imported.styles(old.element)
        table = new.element
        widths = [
            str(column.get(qn("w:w")))
            for column in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ]
        matched = pairs(old.rows, new.rows, lambda row: row.signature, rows_alike)
        found = list(matched)
        for row in new.rows:
            table.remove(row.element)
        for one, other in found:
            if other is None:
                assert one is not None, "a pair has something"
                self._row(one, "del")
                _set_widths(one.element, widths)
                table.append(one.element)
                continue
            if one is None:
                self._row(other, "ins")
            elif one.signature != other.signature:
                for cell, its_new in zip(one.cells, other.cells, strict=True):
                    self._cell(cell, its_new)
            table.append(other.element)

    def _row(self, row: Row, mark: Literal["del", "ins"]) -> None:
        """Mark a row and all that stands in it: `<w:trPr><w:cantSplit/><w:ins/></w:trPr>`."""
        properties = row.element.find(qn("w:trPr"))
        assert properties is not None, "every row has its properties"
        properties.append(self._marks.make(f"w:{mark}"))
        for cell in row.cells:
            for par in cell:
                self._whole(par, mark, ends=False)

    def _cell(self, old: Sequence[Words], new: Sequence[Words]) -> None:
        """Mark the words of a cell; its last paragraph always stays."""
        place = new[-1].element if new else None
        for one, other in zip_longest(old, new):
            if one is not None and other is not None:
                if one.signature != other.signature:
                    self._paragraphs(one, other)
            elif other is not None:
                self._whole(other, "ins", ends=False)
            elif one is not None and place is not None:
                self._whole(one, "del", ends=False)
                place.addnext(one.element)
                place = one.element

    # -- paragraphs

    def _paragraphs(self, old: Words, new: Words) -> None:
        """Mark the words of a paragraph."""
        partners = self._partners(old.line, new.line)
        renamed = {("note", one): ("note", "old", one) for one in old.line.notes} | {
            ("note", one): ("note", other) for other, one in partners.items()
        }
        old_keys = [renamed.get(key, key) for key in old.line.keys]  # type: ignore[call-overload]  # any key may be looked up
        stretches = compared(old.line, new.line, old_keys, new.line.keys)
        self._imported.styles(old.element)
        change = Change(old.line, new.line, stretches, partners)
        self._fill(new.element, change, self._body)

    def _partners(self, old: Line, new: Line) -> dict[str, str]:
        """The old note of each note that both versions have."""
        before = [Note(self._old, note) for note in old.notes]
        after = [Note(self._new, note) for note in new.notes]
        found = pairs(before, after, lambda note: note.words, lambda a, b: common(a.bag, b.bag))
        return {b.identifier: a.identifier for a, b in found if a is not None and b is not None}

    def _whole(self, block: Words, mark: Literal["del", "ins"], *, ends: bool) -> None:
        """Mark all words of a paragraph; with `ends` the paragraph itself too."""
        self._fill(block.element, _wholly(mark, block.line), self._body)
        if mark == "del":
            self._unnumbered(block.element)
        if ends:
            self._end(block.element, mark)

    def _end(self, element: Element, mark: Literal["del", "ins"]) -> None:
        """Mark the end of a paragraph: `<w:pPr>…<w:rPr><w:del/></w:rPr></w:pPr>`."""
        properties = element[0]
        made = self._marks.make(f"w:{mark}")
        own = properties.find(qn("w:rPr"))
        if own is not None:
            own.insert(0, made)
            return
        place = sum(1 for child in properties if child.tag != qn("w:sectPr"))
        properties.insert(place, el("w:rPr", made))

    def _unnumbered(self, element: Element) -> None:
        """A removed paragraph shows no number, so that those of the others are right at once.

        Word and LibreOffice count what is removed as long as it is in sight. A tracked change of
        its properties would bring the number back when it is rejected, but with that LibreOffice
        does not strike the words through.
        """
        properties = element[0]
        style = properties.find(qn("w:pStyle"))
        numbering = properties.find(qn("w:numPr"))
        if style is not None:
            style.set(qn("w:val"), self._without_number(_val(style), numbering))
        for tag in ("w:numPr", "w:sectPr", "w:pageBreakBefore"):
            for child in properties.findall(qn(tag)):
                properties.remove(child)

    def _without_number(self, style: str, numbering: Element | None) -> str:
        """The id of the style that looks like a numbered one and bears no number."""
        name = self._old.names[style]
        if is_heading(name):
            depth = re.search(r"\d", name)
            bare = Heading(int(depth[0]) if depth else 1, (), "geen", "", "", "")
            return self._styles.id(heading_style(self._styles, bare))
        if numbering is None:
            return style
        level = numbering.find(qn("w:ilvl"))
        deeper = min(int(_val(level)) + 1 if level is not None else 1, look.LIST_LEVELS)
        return self._styles.id("List Continue" if deeper == 1 else f"List Continue {deeper}")

    def _fill(self, element: Element, change: Change, part: Part) -> None:
        """Write the content of a paragraph anew; `part` holds the addresses of its links."""
        for child in element[1:] if len(element) and element[0].tag == qn("w:pPr") else element:
            element.remove(child)
        waiting = list(change.new.passive)
        made: list[_Stretch] = []

        def passive(until: int, *, starts: bool = False) -> None:
            while waiting and waiting[0][0] <= until:
                if starts and waiting[0][1].tag != qn("w:bookmarkStart"):
                    break
                made.append(_Stretch("", None, "", [waiting.pop(0)[1]]))

        place = 0
        for mark, start, end in change.stretches:
            if mark == "del":
                passive(place, starts=True)
                made += self._elements(change.old.between(start, end), mark, change.partners)
                continue
            cuts = [cut for cut, _ in waiting if start <= cut < end]
            for begin, stop in zip([start, *cuts], [*cuts, end], strict=True):
                passive(begin)
                made += self._elements(change.new.between(begin, stop), mark, change.partners)
            place = end
        passive(len(change.new.text))
        self._append(element, made, part)

    def _elements(
        self, pieces: Iterable[Piece], mark: Mark, partners: Mapping[str, str]
    ) -> Iterator[_Stretch]:
        """The runs of pieces of text."""
        for piece in pieces:
            if piece.whole and mark != "del":
                for thing in piece.things:
                    if thing.tag == qn("w:hyperlink"):
                        yield from self._link(thing, mark)
                    else:
                        yield _Stretch(mark, None, "", [thing])
                continue
            runs = list(self._runs(piece, mark, partners))
            if runs:
                yield _Stretch(mark, piece.link, piece.address, runs)

    def _link(self, link: Element, mark: Mark) -> Iterator[_Stretch]:
        """A link within the document: the mark stands inside it."""
        if mark:
            inside = list(link)
            for child in inside:
                link.remove(child)
            link.append(self._marks.make(f"w:{mark}", *inside))
        yield _Stretch("", None, "", [link])

    def _runs(self, piece: Piece, mark: Mark, partners: Mapping[str, str]) -> Iterator[Element]:
        tag = "w:delText" if mark == "del" else "w:t"
        if piece.whole:
            # A removed field or reference is words: it must not count, and may lead nowhere.
            for thing in piece.things:
                yield from _removed_runs(thing)
        elif piece.key is None:
            yield _run(piece.properties, text_element(tag, piece.text))
        elif piece.note:
            reference = deepcopy(piece.things[0])
            self._note(reference, mark, partners)
            yield _run(piece.properties, reference)
        elif not (piece.pictured and mark == "del"):
            yield _run(piece.properties, *map(deepcopy, piece.things))

    def _append(self, element: Element, made: Iterable[_Stretch], part: Part) -> None:
        """Put runs into a paragraph: links outside, marks inside them."""
        linked = groupby(made, lambda stretch: stretch.address)
        for address, stretches in linked:
            kept = list(stretches)
            inside = element
            if address:
                inside = self._address(kept[0], part)
                element.append(inside)
            for mark, same in groupby(kept, lambda stretch: stretch.mark):
                runs = [made_run for stretch in same for made_run in stretch.elements]
                if mark:
                    inside.append(self._marks.make(f"w:{mark}", *runs))
                else:
                    inside.extend(runs)

    def _address(self, stretch: _Stretch, part: Part) -> Element:
        """The link around runs: a relationship of the part in which they stand."""
        assert stretch.link is not None, "an address comes from a link"
        rid = part.relate_to(stretch.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = el("w:hyperlink")
        for name, value in stretch.link.attrib.items():
            link.set(name, value)
        link.set(qn("r:id"), rid)
        return link

    # -- notes

    def _note(self, reference: Element, mark: Mark, partners: Mapping[str, str]) -> None:
        """Mark the text of a note as its reference is marked, or compare it with the old one."""
        identifier = str(reference.get(qn("w:id")))
        if mark == "del":
            self._last_note += 1
            note = deepcopy(self._old.notes[identifier])
            note.set(qn("w:id"), str(self._last_note))
            self._imported.styles(note)
            self._new.notes_part.element.append(note)
            reference.set(qn("w:id"), str(self._last_note))
            for par in note.findall(qn("w:p")):
                read = line(par, self._old.note_addresses, self._old.labels)
                self._fill(par, _wholly("del", read), self._foot)
        elif mark == "ins":
            for par, read in self._new.note_lines(identifier):
                self._fill(par, _wholly("ins", read), self._foot)
        elif identifier in partners:
            self._notes(partners[identifier], identifier)

    def _notes(self, old: str, new: str) -> None:
        """Mark in the text of a note how it differs from the old one."""
        for one, other in zip_longest(self._old.note_lines(old), self._new.note_lines(new)):
            before = one[1] if one else _NOTHING
            after = other[1] if other else _NOTHING
            if (before.text, before.keys) == (after.text, after.keys):
                continue
            if one:
                self._imported.styles(one[0])
            target = other[0] if other else one[0]
            if not other:
                self._new.notes[new].append(target)
            stretches = compared(before, after, before.keys, after.keys)
            self._fill(target, Change(before, after, stretches), self._foot)


_NOTHING = Line((), ())


# ------------------------------------------------------------------ small things


def _val(element: Element) -> str:
    return str(element.get(qn("w:val")))


def _all_bookmarks(side: Side) -> Iterator[Element]:
    for root in (side.word.element, side.notes_part.element):
        yield from root.iter(qn("w:bookmarkStart"))


def _run(properties: Element | None, *content: Element) -> Element:
    """A run in a given format."""
    made = run(*content)
    if properties is not None:
        made.insert(0, deepcopy(properties))
    return made


def _removed_runs(thing: Element) -> Iterator[Element]:
    """The words of a field or link as removed runs."""
    for part in thing.iter(qn("w:r")):
        content = [
            text_element("w:delText", child.text or "")
            if child.tag == qn("w:t")
            else deepcopy(child)
            for child in part
            if child.tag == qn("w:t") or child.tag in CHARACTERS
        ]
        if content:
            yield _run(part.find(qn("w:rPr")), *content)


def _set_widths(row: Element, widths: Sequence[str]) -> None:
    """Give the cells of a row the widths of the columns of its new table."""
    for cell, width in zip(row.findall(qn("w:tc")), widths, strict=False):  # a cell may span
        own = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if own is not None:
            own.set(qn("w:w"), width)


def _text_width(section: Element) -> int:
    """The width between the margins, in twips."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 0
    sides = sum(int(str(margins.get(qn(f"w:{side}"), "0"))) for side in ("left", "right"))
    return int(str(size.get(qn("w:w"), "0"))) - sides


def _narrow(table: Element, width: int) -> None:
    """Scale a table that is wider than the text."""
    whole = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    wide = 0 if whole is None else int(str(whole.get(qn("w:w"), "0")))
    if not 0 < width < wide:
        return
    for sized in table.iter(qn("w:tblW"), qn("w:gridCol"), qn("w:tcW")):
        old = int(str(sized.get(qn("w:w"), "0")))
        sized.set(qn("w:w"), str(old * width // wide))


# ------------------------------------------------------------------ from the outside


def mark_changes(new: Traced, old: Traced) -> None:
    """Bring the old version into the new one as tracked changes.

    Args:
        new: the new version, written; it becomes the redline.
        old: the old version, written on the same base; it is used up.
    """
    after, last = new.written()
    before, _ = old.written()
    since = old.properties
    author = clean(f"{REDLINE_AUTHOR} (sinds {_version(since)})")
    sides = Side(old.word, old.labels), Side(new.word, new.labels)
    redline = Redline(*sides, new.styles, author, _date(new.properties))
    elements = redline.merged(before, after)
    redline.fit(elements, last)
    said = f"Met wijzigingen sinds {_version(since)}{_revision(since)}."
    new.put_back(_told(elements, said, new), last)
    redline.order_notes()


def _version(properties: Properties) -> str:
    """How the old version is called: "versie 0.2 van 5 juni 2025"."""
    version = f"versie {properties.version}" if properties.version else "een eerdere versie"
    return f"{version} van {properties.date}" if properties.date else version


def _revision(properties: Properties) -> str:
    """Where the old version stands in git, as far as a reader needs it."""
    revision = dict(properties.facts).get("regioplan-revisie", "")
    return f" (revisie {revision[:_SHOWN]})" if revision else ""


def _date(properties: Properties) -> str:
    """The moment of the changes: said from outside, else the date of the new version."""
    said = _PRINTED.fullmatch(properties.date)
    if said and said[2] in MONTHS and moment() is None:
        return f"{said[3]}-{MONTHS.index(said[2]) + 1:02}-{int(said[1]):02}T00:00:00Z"
    return f"{stamp():%Y-%m-%dT%H:%M:%SZ}"


_SHOWN = 12
"""Characters of a revision that a reader sees, as in the small print."""
_PRINTED = re.compile(r"([1-9]|[12]\d|3[01]) ([a-z]+) (\d{4})")


def _told(elements: list[Element], said: str, new: Traced) -> list[Element]:
    """The body with one sentence that says what is compared: on the cover, else at the top."""
    if not new.covered:
        return [paragraph(new.styles.id("Normal"), words(said)), *elements]
    place = first_section(elements)
    told = paragraph(new.styles.id("Kafttekst"), words(said))
    end = elements[place]
    if end.tag == qn("w:p") and next(end.iter(qn("w:r")), None) is not None:
        # The cover ends in words: what is said last bears the end of its section.
        section = end[0].find(qn("w:sectPr"))
        if section is not None:
            told[0].append(section)
        place += 1
    return [*elements[:place], told, *elements[place:]]
