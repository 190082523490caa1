"""WordprocessingML elements that python-docx lacks, each made by one small function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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


# The order in which the schema wants the children of these elements, as far as we insert any.
_ORDERS: Mapping[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tblCellMar": "top start left bottom end right",
    "docDefaults": "rPrDefault pPrDefault",
}


def insert_in_order(parent: Element, child: Element) -> None:
    """Put a child where the schema wants it, in the place of the one that is there already."""
    order = _ORDERS[local_name(parent)].split()
    old = parent.find(str(child.tag))
    if old is not None:
        parent.remove(old)
    after = order[order.index(local_name(child)) + 1 :]
    place = sum(1 for other in parent if local_name(other) not in after)
    parent.insert(place, child)


def local_name(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def in_order(parent: Element, tag: str, **attributes: str | int) -> Element:
    """A new child, where the schema wants it."""
    child = el(tag, **attributes)
    insert_in_order(parent, child)
    return child
