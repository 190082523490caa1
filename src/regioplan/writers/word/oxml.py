"""WordprocessingML elements that python-docx lacks, each made by one small function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("([\u00ad\u2011])")
_SPECIALS = {"\u00ad": "w:softHyphen", "\u2011": "w:noBreakHyphen"}


def el(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element: `el("w:lang", w_val="nl-NL")` → `<w:lang w:val="nl-NL"/>`."""
    element = cast("Element", OxmlElement(tag))
    for name, value in attributes.items():
        prefix, _, local = name.partition("_")
        element.set(qn(f"{prefix}:{local}") if local else name, clean(str(value)))
    element.extend(children)
    return element


def clean(text: str) -> str:
    """Text that XML can hold: a forbidden character becomes a visible �, never an error."""
    return _FORBIDDEN.sub("\ufffd", text)


def text_element(tag: str, text: str) -> Element:
    """`<w:t xml:space="preserve">tekst </w:t>`; the attribute only where white space counts."""
    element = el(tag)
    element.text = text
    if text != text.strip() or "  " in text:
        element.set(qn("xml:space"), "preserve")
    return element


def texts(text: str) -> Iterator[Element]:
    """The content of a run: `w:t`, with Word's own elements for the special hyphens."""
    line = re.sub(r"[\t\n\r]+", " ", clean(text))
    for piece in _SPECIAL.split(line):
        if piece in _SPECIALS:
            yield el(_SPECIALS[piece])
        elif piece:
            yield text_element("w:t", piece)


def run(*content: Element, style: str = "", bold: bool = False, italic: bool = False) -> Element:
    """A run; `style` is the id of a character style."""
    element = el("w:r")
    if style or bold or italic:
        properties = el("w:rPr")
        if style:
            properties.append(el("w:rStyle", w_val=style))
        if bold:
            properties.append(el("w:b"))
        if italic:
            properties.append(el("w:i"))
        element.append(properties)
    element.extend(content)
    return element


def words(text: str, style: str = "") -> Element:
    """A run with plain text."""
    return run(*texts(text), style=style)


def field(instruction: str, result: Iterable[Element], style: str = "") -> list[Element]:
    r"""The runs of a complex field, with the result that a reader sees before any update.

    `{ SEQ Tabel \* ARABIC }` is begin, instrText, separate, the cached result, end.
    """
    return [*field_start(instruction, style), *result, field_end(style)]


def field_start(instruction: str, style: str = "") -> list[Element]:
    """The runs before a field's result."""
    return [
        run(el("w:fldChar", w_fldCharType="begin"), style=style),
        run(text_element("w:instrText", f" {instruction} "), style=style),
        run(el("w:fldChar", w_fldCharType="separate"), style=style),
    ]


def field_end(style: str = "") -> Element:
    """The run that ends a field."""
    return run(el("w:fldChar", w_fldCharType="end"), style=style)


def paragraph(style: str, *content: Element) -> Element:
    """A paragraph; `style` is the id of a paragraph style."""
    return el("w:p", el("w:pPr", el("w:pStyle", w_val=style)), *content)


def properties_of(element: Element) -> Element:
    """The `w:pPr` of a paragraph that `paragraph` made."""
    return element[0]


def plain(element: Element) -> str:
    """The text of an element."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))
