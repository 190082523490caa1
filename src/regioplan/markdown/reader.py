"""A document's text becomes its tree: directives, numbers, anchors, and the words of references."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, cast

from markdown_it.token import Token

from regioplan.markdown.directives import BELONGS, NEXT, Directive, read_directive
from regioplan.markdown.inline import REFUSED, InlineReader
from regioplan.markdown.parsers import DOCUMENT, Node, clean, error, nodes
from regioplan.markdown.tree import (
    Anchor,
    Block,
    BulletList,
    Caption,
    CaptionList,
    Cell,
    Chart,
    Contents,
    Figure,
    Heading,
    Inline,
    Item,
    Label,
    OrderedList,
    Paragraph,
    Quote,
    Reference,
    Region,
    Series,
    Table,
    Text,
    Tree,
    Words,
    letter,
)

_SERIES: tuple[Series, ...] = ("hoofdstuk", "thema", "maatregel", "bijlage", "geen")
_DEEPEST = 3  # 1.1.1 is the longest number of a chapter
_SERIES_WORDS: Mapping[str, str] = {
    "thema": "Thema",
    "maatregel": "Maatregel",
    "bijlage": "Bijlage",
}
_ID = re.compile(r"[a-z][a-z0-9-]{0,34}")


@dataclass(frozen=True, slots=True)
class _Outer:
    """What stands around a row of blocks."""

    regions: tuple[Directive, ...] = ()  # the open directives, outermost first
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


@dataclass(slots=True)
class _Captioned:
    """What may bear a caption; the id is filled in when all anchors are known."""

    above: _Numbered | None
    label: Label
    number: int = 0  # 0 without a caption
    text: str = ""
    id: str = ""

    @property
    def words(self) -> str:
        """The words of a reference to it: "tabel 3"."""
        return f"{self.label.lower()} {self.number}" if self.number else ""


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
_Pending = dict[str, Directive]
"""The directives that wait for the next block, by name."""


class Reader:
    """Reads one document: all numbers and anchors first (drafts), then the words."""

    def __init__(
        self,
        text: str,
        pictures: AbstractSet[str],
        words: Mapping[str, Words],
        series_words: Mapping[str, str],
    ) -> None:
        self.pictures = pictures
        self.words = words
        self.series_words = series_words
        self.source = clean(text)
        self.lines = self.source.split("\n")
        self.labels: dict[str, str] = {}
        self.places: dict[str, tuple[_Place, int]] = {}
        self.headings: list[_Numbered] = []
        self.captioned: list[_Captioned] = []
        self.around: list[_Numbered] = []  # the headings that the current block stands under
        self.chapters: list[int] = []
        self.counts: Counter[str] = Counter()
        self.inline = InlineReader(self._refer, lambda: self._count("noot"))

    def read(self) -> Tree:
        """The tree, or a `RegioplanError` with the line."""
        top = iter(nodes(DOCUMENT.parse(self.source)))
        drafts = self._sequence(top, _Outer(), {})
        self._name_headings()
        self._name_captioned()
        self.labels = {id_: self._label(id_, place) for id_, (place, _line) in self.places.items()}
        return Tree(tuple(draft() for draft in drafts), MappingProxyType(self.labels))

    def _count(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]

    # ---- rows of blocks and their directives

    def _sequence(self, nodes: Iterator[Node], outer: _Outer, pending: _Pending) -> list[_Draft]:
        """The drafts up to the end of the nodes, or of the region that is open."""
        depth = len(outer.regions)
        drafts: list[_Draft] = []
        for node in nodes:
            if node.type != "html_block":
                drafts.append(self._block(node, outer, pending))
                continue
            directive = read_directive(node)
            if directive.closes:
                self._nothing_pending(pending)
                if not outer.inside and depth and outer.regions[-1].name == directive.name:
                    return drafts
                raise error(
                    node.line,
                    f"“/rp:{directive.name}” sluit niets: er staat geen "
                    f"<!-- rp:{directive.name} --> open op deze plaats.",
                )
            drafts.extend(self._directed(directive, nodes, outer, pending))
        self._nothing_pending(pending)
        if depth and not outer.inside:
            opened = outer.regions[-1]
            raise error(
                opened.line,
                f"“rp:{opened.name}” heeft geen einde. "
                f"Zet <!-- /rp:{opened.name} --> op een eigen regel.",
            )
        return drafts

    def _directed(
        self, directive: Directive, nodes: Iterator[Node], outer: _Outer, pending: _Pending
    ) -> list[_Draft]:
        """What a directive makes: nothing yet, a block, or a region."""
        name, line = directive.name, directive.line
        if name in NEXT:
            if name in pending:
                raise error(line, f"“rp:{name}” staat hier twee keer. Haal er een weg.")
            pending[name] = directive
            return []
        if outer.inside:
            raise error(line, f"“rp:{name}” kan niet in een {outer.inside}. Zet het erbuiten.")
        if name in (opened.name for opened in outer.regions):
            raise error(line, f"“rp:{name}” staat al open. Sluit het eerst.")
        if name == "figuur":
            return [self._figure(directive, pending)]
        if name == "inhoud":
            self._nothing_pending(pending)
            return [Contents]
        if name == "lijst":
            self._nothing_pending(pending)
            return [self._list_of_captions(directive)]
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
            raise error(
                directive.line,
                f"“rp:{name}” hoort vlak boven {BELONGS[name]}; "
                f"hier volgt {what}. Verplaats de regel of haal hem weg.",
            )

    def _block(self, node: Node, outer: _Outer, pending: _Pending) -> _Draft:
        handler = _BLOCKS.get(node.type)
        if handler is None:
            raise error(node.line, REFUSED.get(node.type, f"“{node.type}” mag hier niet."))
        draft = handler(self, node, outer, pending)
        self._nothing_pending(pending, "iets anders")
        return draft

    def _region(self, directive: Directive, drafts: list[_Draft]) -> _Draft:
        kind = cast("Literal['kaft', 'handtekening', 'liggend', 'buiten-hash']", directive.name)
        return lambda: Region(kind, tuple(draft() for draft in drafts))

    def _chart(self, directive: Directive, drafts: list[_Draft]) -> _Draft:
        def draft() -> Chart:
            blocks = [draft() for draft in drafts]
            if len(blocks) != 1 or not isinstance(blocks[0], Table):
                raise error(
                    directive.line,
                    "“rp:grafiek” staat om precies één tabel. Zet andere tekst erboven of eronder.",
                )
            return Chart(directive.words, blocks[0])

        return draft

    def _figure(self, directive: Directive, pending: _Pending) -> _Draft:
        name = directive.words
        if name not in self.pictures:
            raise error(directive.line, f"Het plaatje “{name}” bestaat niet in dit document.")
        caption, kept = self._caption(pending, "Figuur")
        place = _Place(kept.above, caption=kept.words, text=name)
        kept.id = self._anchor(pending, lambda: place)
        self._nothing_pending(pending, "een figuur")
        return lambda: Figure(name, caption(), kept.id)

    def _list_of_captions(self, directive: Directive) -> _Draft:
        label = _LISTS.get(directive.words)
        if label is None:
            raise error(
                directive.line,
                f"De lijst “{directive.words}” bestaat niet. Kies uit: {', '.join(_LISTS)}.",
            )
        return lambda: CaptionList(label)

    # ---- blocks

    def paragraph(self, node: Node, outer: _Outer, pending: _Pending) -> _Draft:
        """A paragraph; one that begins with a bar is a table gone wrong."""
        inline = node.children[0].token
        if inline.content.startswith("|"):
            raise error(
                node.line,
                "Deze tabelregel hoort bij geen tabel. Zet geen witregel in de tabel, "
                "en geef kopregel en streepjesregel evenveel cellen. Schrijf \\| voor het teken.",
            )
        place = _Place(self._above(), items=outer.items, text=token_text(inline))
        id_ = self._anchor(pending, lambda: place)
        return lambda: Paragraph(self._inline(inline, node.line), id_)

    def heading(self, node: Node, outer: _Outer, pending: _Pending) -> _Draft:
        """A heading, counted in its series."""
        inline = node.children[0].token
        if node.token.markup[0] != "#":
            raise error(node.line, "Schrijf een kop met # ervoor, niet met een streep eronder.")
        if not inline.content:
            raise error(node.line, "Deze kop heeft geen tekst. Schrijf die achter de #.")
        heading = self._placed(node, token_text(inline))
        heading.series = self._series(heading, outer, pending.pop("nummer", None))
        heading.number = self._next_number(heading, node.line)
        heading.id = self._anchor(pending, lambda: _Place(heading, is_heading=True))
        return lambda: Heading(
            heading.level,
            self._inline(inline, node.line),
            heading.series,
            heading.number,
            self._prefix(heading),
            heading.id,
        )

    def list_(self, node: Node, outer: _Outer, pending: _Pending) -> _Draft:
        """A list of either kind; an anchor above it goes to its first block."""
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
            raise error(
                node.line,
                f"Deze lijst begint met {typed[0]} of slaat een nummer over. Nummers "
                "worden berekend: schrijf overal “1.”, of een punt als “1\\.” waar het tekst is.",
            )

        def build() -> tuple[Item, ...]:
            return tuple(Item(tuple(draft() for draft in drafts)) for drafts in items)

        return (lambda: OrderedList(build(), letters)) if ordered else (lambda: BulletList(build()))

    def quote(self, node: Node, outer: _Outer, pending: _Pending) -> _Draft:
        """A quotation; an anchor above it goes to its first block."""
        first: _Pending = {"anker": pending.pop("anker")} if "anker" in pending else {}
        drafts = self._sequence(iter(node.children), replace(outer, inside="citaat"), first)
        return lambda: Quote(tuple(draft() for draft in drafts))

    def table(self, node: Node, outer: _Outer, pending: _Pending) -> _Draft:
        """A table, or the data of a chart."""
        charted = bool(outer.regions) and outer.regions[-1].name == "grafiek"
        caption, kept = self._caption(pending, "Figuur" if charted else "Tabel")
        place = _Place(kept.above, caption=kept.words)
        kept.id = self._anchor(pending, lambda: place)
        rows = [row for part in node.children for row in part.children]
        for row in rows:
            self._check_row(row, len(rows[0].children), outer)

        def draft() -> Table:
            said = caption()
            cells = [tuple(self._cell(cell, row.line) for cell in row.children) for row in rows]
            align = tuple(
                _ALIGN[str(cell.token.attrs.get("style", ""))] for cell in rows[0].children
            )
            return Table(cells[0], tuple(cells[1:]), align, said, kept.id)

        return draft

    def _check_row(self, row: Node, width: int, outer: _Outer) -> None:
        """Register the anchors of a row, and refuse cells that the parser would drop."""
        for cell in row.children:
            inline = cell.children[0].token
            for token in (inline.children or ()) if "](#!" in inline.content else ():
                if token.type == "link_open" and str(token.attrs["href"]).startswith("#!"):
                    place = _Place(self._above(), items=outer.items, text=token_text(inline))
                    self._register(str(token.attrs["href"])[2:], row.line, place)
        source = _BEFORE_TABLE.sub("", self.lines[row.line - 1]).rstrip()
        written = (
            len(_BAR.findall(source)) + 1 - source.startswith("|") - bool(_LAST_BAR.search(source))
        )
        if written > width:
            raise error(
                row.line,
                f"Deze tabelregel heeft {written} cellen, de kopregel {width}. "
                "Maak ze gelijk; schrijf \\| voor een streep in de tekst.",
            )

    def _cell(self, cell: Node, line: int) -> Cell:
        children = self._inline(cell.children[0].token, line, cell=True)
        anchors = tuple(itertools.takewhile(lambda child: isinstance(child, Anchor), children))
        rest = children[len(anchors) :]
        if anchors and rest and isinstance(rest[0], Text):  # "[](#!id) Naam": no space before Naam
            children = (*anchors, Text(rest[0].text.lstrip()), *rest[1:])
        return Cell(children)

    # ---- numbers

    def _above(self) -> _Numbered | None:
        """The nearest heading with a number that the current block stands under."""
        return next((heading for heading in reversed(self.around) if heading.number), None)

    def _placed(self, node: Node, text: str) -> _Numbered:
        """A heading without its number yet, put under those that it belongs to."""
        heading = _Numbered(int(node.token.tag[1:]), "geen", "", text, "")
        while self.around and self.around[-1].level >= heading.level:
            self.around.pop()
        self.around.append(heading)
        self.headings.append(heading)
        return heading

    def _series(self, heading: _Numbered, outer: _Outer, directive: Directive | None) -> Series:
        """The series that a heading names, or belongs to by where it stands.

        Below an annex, a theme or an unnumbered heading there are no chapters, nor on the cover.
        """
        if directive is not None:
            if directive.words not in _SERIES:
                raise error(
                    directive.line,
                    f"De reeks “{directive.words}” bestaat niet. Kies uit: {', '.join(_SERIES)}.",
                )
            return directive.words
        covered = any(opened.name == "kaft" for opened in outer.regions)
        chapters = all(above.series == "hoofdstuk" for above in self.around[:-1])
        return "hoofdstuk" if chapters and not covered and heading.level <= _DEEPEST else "geen"

    def _next_number(self, heading: _Numbered, line: int) -> str:
        """The number of a heading, from those before it."""
        if heading.series == "geen":
            return ""
        if heading.series == "hoofdstuk":
            if heading.level > len(self.chapters) + 1:
                raise error(
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
        return self.series_words.get(series, _SERIES_WORDS[series])

    def _prefix(self, heading: _Numbered) -> str:
        if heading.series in _SERIES_WORDS:
            return f"{self._series_word(heading.series)} {heading.number}"
        return heading.number

    def _caption(
        self, pending: _Pending, label: Label
    ) -> tuple[Callable[[], Caption | None], _Captioned]:
        """The caption that waits, as a draft, and what is known of the block that bears it."""
        kept = _Captioned(self._above(), label)
        directive = pending.pop("bijschrift", None)
        if directive is None:
            return (lambda: None), kept
        inline = DOCUMENT.parseInline(directive.words)[0]
        kept.number = self._count(label)
        kept.text = token_text(inline)
        self.captioned.append(kept)
        return lambda: Caption(label, kept.number, self._inline(inline, directive.line)), kept

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
            raise error(
                line,
                f"Het anker “{id_}” kan niet. Gebruik hooguit 35 kleine letters, cijfers "
                "en koppeltekens, met een letter vooraan.",
            )
        if id_ in self.places:
            raise error(
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

    def _name_captioned(self) -> None:
        """Give what bears a caption and no anchor an id that is made of its caption."""
        for kept in self.captioned:
            if not kept.id:
                kept.id = self._free_id(_slug(f"{kept.label} {kept.text}"))
                self.places[kept.id] = _Place(kept.above, caption=kept.words), 0

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
        words = self.words.get(id_)
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

    def _inline(self, inline: Token, line: int, *, cell: bool = False) -> tuple[Inline, ...]:
        return self.inline.read(inline.children or (), line, cell=cell)

    def _refer(self, target: str, children: tuple[Inline, ...], line: int) -> Reference:
        """A reference with its words."""
        if target in self.labels:
            words = self.labels[target]
            if not words and not children:
                raise error(
                    line,
                    f"De verwijzing naar “{target}” heeft geen woorden. Schrijf ze zelf: "
                    f"[woorden](#{target}).",
                )
            return Reference(target, children or (Text(words),), anchored=True)
        if target in self.words:
            return Reference(target, children or (Text(self.words[target].text),), anchored=False)
        raise error(
            line, f"De verwijzing naar “{target}” wijst nergens heen. Gebruik een id dat bestaat."
        )


_LISTS: Mapping[str, Label] = {"tabellen": "Tabel", "figuren": "Figuur"}

_BLOCKS: Mapping[str, Callable[[Reader, Node, _Outer, _Pending], _Draft]] = {
    "paragraph": Reader.paragraph,
    "heading": Reader.heading,
    "bullet_list": Reader.list_,
    "ordered_list": Reader.list_,
    "blockquote": Reader.quote,
    "table": Reader.table,
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


def _under(items: tuple[str, ...]) -> str:
    """Such as "onder b"; deeper "onder 2, onder b"."""
    return ", ".join(f"onder {item}" for item in items)


_SPACES = ("softbreak", "hardbreak", "html_inline")  # the only HTML that is read is <br>


def token_text(inline: Token) -> str:
    """The plain text of an inline token, without its notes."""
    parts: list[str] = []
    in_note = False
    for token in inline.children or ():
        in_note = token.type == "note_open" or (in_note and token.type != "note_close")
        if not in_note:
            parts.append(" " if token.type in _SPACES else token.content)
    return "".join(parts).strip()


def _slug(text: str) -> str:
    """Of "Wat wij doen (2027)" it makes "wat-wij-doen-2027"."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_text).strip("-")[:33].strip("-") or "kop"
