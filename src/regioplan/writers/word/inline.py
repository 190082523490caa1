"""Inline text: runs with character styles, links, references and footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Anchor, Break, Emphasis, Inline, Link, Note, Reference, Strong, Text
from regioplan.writers.word.base import Styles
from regioplan.writers.word.names import bookmark_name
from regioplan.writers.word.notes import Footnotes
from regioplan.writers.word.oxml import clean, el, field, run, texts, words

_URL_MARKS = "%/:=&?~#+!$,;'@()*[]"
_CHARACTER_STYLES = {
    (False, False): "",
    (True, False): "Strong",
    (False, True): "Emphasis",
    (True, True): "Intense Emphasis",
}


def plain_text(children: Iterable[Inline]) -> str:
    """The words of inline text without its notes; a hard break is a new line."""
    return "".join(_plain(child) for child in children)


def _plain(node: Inline) -> str:
    match node:
        case Text():
            return node.text
        case Break():
            return "\n"
        case Note() | Anchor():
            return ""
        case Reference():
            return plain_text(_tied(node.children))
        case _:
            return plain_text(node.children)


_BEFORE_NUMBER = re.compile(r" (?=\d+(\.\d+)*\b)")


def _tied(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a reference: a line may not end between "bijlage" and its number."""
    match children:
        case (Text(text),):
            return (Text(_BEFORE_NUMBER.sub("\u00a0", text)),)
        case _:
            return children


def anchors(children: Iterable[Inline]) -> Iterator[str]:
    """The ids of the anchors in inline text."""
    for child in children:
        match child:
            case Anchor():
                yield child.id
            case Text() | Break():
                pass
            case _:
                yield from anchors(child.children)


@dataclass(frozen=True, slots=True)
class Mood:
    """What surrounds a piece of text."""

    part: Part
    """The part whose relationships hold its links: the document, or the footnotes."""
    bold_already: bool = False
    """The paragraph's style is bold: Word would toggle a bold style on it back to regular."""
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    """The id of the character style of a link; "" outside a link."""


@dataclass(frozen=True, slots=True)
class NumberField:
    """How Word finds the number of something itself, so that a reference follows it."""

    label: str
    """The words of a reference, with the number at the end: "hoofdstuk 4"."""
    number: str
    instruction: str
    """Of the field that gives the number: `REF _rp_h_financien \\n \\h`."""


class Inlines:
    """Writes inline text."""

    def __init__(
        self, word: WordDocument, styles: Styles, numbers: Mapping[str, NumberField]
    ) -> None:
        """Take the document whose parts hold the links and the notes, and `numbers` by id."""
        self._styles = styles
        self._numbers = numbers
        self._part: Part = word.part
        self._notes = Footnotes(word, styles)

    def runs(self, children: Iterable[Inline], *, bold_already: bool = False) -> list[Element]:
        """The runs and links of a paragraph of the text."""
        return self._all(children, Mood(self._part, bold_already))

    def _all(self, children: Iterable[Inline], mood: Mood) -> list[Element]:
        return [made for child in children for made in INLINES[type(child)](self, child, mood)]

    def text(self, node: Text, mood: Mood) -> list[Element]:
        """`<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>…</w:t></w:r>`."""
        content = list(texts(node.text))
        if not content:
            return []
        strong = mood.strong and not mood.bold_already
        if mood.link:
            return [run(*content, style=mood.link, bold=strong, italic=mood.emphasis)]
        name = _CHARACTER_STYLES[strong, mood.emphasis]
        return [run(*content, style=self._styles.id(name) if name else "")]

    def emphasis(self, node: Emphasis, mood: Mood) -> list[Element]:
        """Italic text."""
        return self._all(node.children, replace(mood, emphasis=True))

    def strong(self, node: Strong, mood: Mood) -> list[Element]:
        """Bold text."""
        return self._all(node.children, replace(mood, strong=True))

    def line_break(self, _node: Break, _mood: Mood) -> list[Element]:
        """`<w:r><w:br/></w:r>`."""
        return [run(el("w:br"))]

    def link(self, node: Link, mood: Mood) -> list[Element]:
        """`<w:hyperlink r:id="rId7">`: the address is a relationship of the part."""
        if mood.link:
            return self._all(node.children, mood)
        url = quote(clean(node.url), safe=_URL_MARKS)
        rid = mood.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        inside = self._all(node.children, replace(mood, link=self._styles.id("Hyperlink")))
        return [el("w:hyperlink", *inside, r_id=rid, w_history=1)]

    def reference(self, node: Reference, mood: Mood) -> list[Element]:
        """`<w:hyperlink w:anchor="_rp_taalhuis">`, or the bare words without an anchor."""
        if mood.link or not node.anchored:
            return self._all(_tied(node.children), mood)
        inside = self._referring(node, replace(mood, link=self._styles.id("Verwijzing")))
        return [el("w:hyperlink", *inside, w_anchor=bookmark_name(node.target), w_history=1)]

    def _referring(self, node: Reference, mood: Mood) -> list[Element]:
        """The words of a reference; a number at their end is a field, with that number cached.

        Own words stay as they were written.
        """
        tied = _tied(node.children)
        known = self._numbers.get(node.target)
        if known is None or node.children != (Text(known.label),):
            return self._all(tied, mood)
        head = plain_text(tied).removesuffix(known.number)
        number = self.text(Text(known.number), mood)
        return [*self.text(Text(head), mood), *field(known.instruction, number, mood.link)]

    def note(self, node: Note, mood: Mood) -> list[Element]:
        """A footnote; Word has none within a footnote, so there its words stand in brackets."""
        if mood.part is self._notes.part:
            return [words(" ("), *self._all(node.children, mood), words(")")]
        return [self._notes.add(self._all(node.children, Mood(self._notes.part)))]

    def anchor(self, _node: Anchor, _mood: Mood) -> list[Element]:
        """Nothing: the paragraph around it gets the bookmark."""
        return []


# The Any is the node of the type in the key: the table pairs them.
INLINES: Mapping[type, Callable[[Inlines, Any, Mood], list[Element]]] = {
    Text: Inlines.text,
    Emphasis: Inlines.emphasis,
    Strong: Inlines.strong,
    Break: Inlines.line_break,
    Link: Inlines.link,
    Reference: Inlines.reference,
    Note: Inlines.note,
    Anchor: Inlines.anchor,
}
