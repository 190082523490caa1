"""Headers and footers of a base document: cleaned, filled in, and made to fit wider pages."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word.oxml import clean, el, in_order, local_name
from regioplan.writers.word.page import Reference

if TYPE_CHECKING:
    from regioplan.writers.word.base import Styles

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""`{{titel}}`; Word may have split it over runs."""

_EMPTY_VERSION = re.compile(r"\bversie\s*\{\{\s*versie\s*\}\}", re.IGNORECASE)
_LOOSE_ENDS = re.compile(r"^\s*[·|•–-]\s+|\s+[·|•–-]\s*$")
_WORD_EMU = 635
"""EMU in a twip."""
_RIGHT, _MIDDLE = 0.85, (0.4, 0.6)
"""From which part of the text's width a tab stop or drawing belongs to the right, or the middle."""

# What has no place in a new document: edits, remarks, marks of the spelling checker, bookmarks.
_DROPPED_NAMES = (
    "proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference "
    "permStart permEnd del moveFrom moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd rPrChange pPrChange tblPrChange tblGridChange trPrChange tcPrChange "
    "sectPrChange numberingChange lastRenderedPageBreak customXmlInsRangeStart "
    "customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd cellIns cellDel "
    "cellMerge footnoteReference endnoteReference"
)
_DROPPED = tuple(qn(f"w:{name}") for name in _DROPPED_NAMES.split())
_UNWRAPPED = tuple(qn(f"w:{name}") for name in ("ins", "moveTo", "smartTag", "customXml"))

# Fields that Word computes anew on each page, and fields whose value we know; the others become the
# words that they show. "" for what tells of somebody's disk.
_LIVE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF"})
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "TITLE": "titel",
        "SUBJECT": "ondertitel",
        "KEYWORDS": "regio",
        "AUTHOR": "opsteller",
        "LASTSAVEDBY": "opsteller",
        "USERNAME": "opsteller",
        "DATE": "datum",
        "TIME": "datum",
        "CREATEDATE": "datum",
        "SAVEDATE": "datum",
        "PRINTDATE": "datum",
        "FILENAME": "",
        "TEMPLATE": "",
        "COMMENTS": "",
        "DOCVARIABLE": "",
        "MERGEFIELD": "",
        "USERADDRESS": "",
        "USERINITIALS": "",
    }
)
_BOUND: Mapping[str, str] = MappingProxyType(
    {
        "title": "titel",
        "subject": "ondertitel",
        "contentStatus": "status",
        "keywords": "regio",
        "creator": "opsteller",
        "lastModifiedBy": "opsteller",
        "PublishDate": "datum",
    }
)
"""The property that a content control shows → its placeholder."""


def fill(root: Element, values: Mapping[str, str]) -> None:
    """Take out what is private, and put our words in the place of fields and placeholders.

    Args:
        root: a `w:hdr` or `w:ftr`.
        values: the words of each placeholder, by its name in lower case.
    """
    _unbind(root, values)
    for element in list(root.iter(*_DROPPED)):
        _remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        _unwrap(element, element)
    for text in list(root.iter(qn("w:p"))):
        _settle_fields(text, values)
        _fill_placeholders(text, values)
    strip_ids(root)


def strip_ids(root: Element) -> None:
    """Take out Word's marks of who edited when: `w:rsidR="00A1B2C3"`."""
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith(qn("w:rsid"))]:
            del element.attrib[name]


def placeholders(root: Element) -> tuple[str, ...]:
    """The names of the placeholders in a header or footer, in their order."""
    found = (PLACEHOLDER.findall(text_of(text)) for text in root.iter(qn("w:p")))
    return tuple(dict.fromkeys(name.lower() for names in found for name in names))


def field_names(root: Element) -> frozenset[str]:
    """The kinds of fields in a header or footer: "PAGE", "TITLE"."""
    simple = (str(field.get(qn("w:instr"))) for field in root.iter(qn("w:fldSimple")))
    complex_ = (node.text or "" for node in root.iter(qn("w:instrText")))
    return frozenset(_kind_of(words) for words in (*simple, *complex_) if words.strip())


def pictures(root: Element) -> int:
    """How many pictures a header or footer holds."""
    return sum(1 for _ in root.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")))


def is_blank(root: Element) -> bool:
    """Whether nothing is to be seen in it."""
    return not (
        pictures(root)
        or field_names(root)
        or any(text_of(text).strip() for text in root.iter(qn("w:p")))
        or any(True for _ in root.iter(qn("w:pBdr"), qn("w:tblBorders")))
    )


def text_of(text: Element) -> str:
    """The words of a paragraph, without those of a text box in it."""
    return "".join(node.text or "" for node in _own(text, qn("w:t")))


def shown(root: Element) -> str:
    """The words of a header or footer in one line."""
    nodes = root.iter(qn("w:t"), qn("w:tab"), qn("w:p"))
    return " ".join("".join(n.text or "" if n.tag == qn("w:t") else " " for n in nodes).split())


# ------------------------------------------------------------------ content controls


def _unbind(root: Element, values: Mapping[str, str]) -> None:
    """A content control becomes its content; one that shows a property gets its value."""
    for control in list(root.iter(qn("w:sdt"))):
        content = control.find(qn("w:sdtContent"))
        if content is None:
            _remove(control)
            continue
        binding = control.find(f"{qn('w:sdtPr')}/{qn('w:dataBinding')}")
        path = "" if binding is None else str(binding.get(qn("w:xpath")))
        shown = re.search(r":(\w+)\[\d+\]\s*$", path)
        name = _BOUND.get(shown.group(1), "") if shown else ""
        prompting = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
        if name or prompting:
            _say(content, values.get(name, ""))
        _unwrap(control, content)


def _say(content: Element, words: str) -> None:
    """Put words in the place of all text in an element."""
    nodes = list(content.iter(qn("w:t")))
    for place, node in enumerate(nodes):
        _set(node, words if place == 0 else "")


# ------------------------------------------------------------------ fields


def _settle_fields(text: Element, values: Mapping[str, str]) -> None:
    for simple in list(_own(text, qn("w:fldSimple"))):
        name = _kind_of(str(simple.get(qn("w:instr"))))
        if name in _LIVE_FIELDS:
            continue
        if name in _FIELDS:
            _say(simple, values.get(_FIELDS[name], ""))
        _unwrap(simple, simple)
    opened: list[Element] = []
    for run in list(_own(text, qn("w:r"))):
        marks = [str(mark.get(qn("w:fldCharType"))) for mark in run.findall(qn("w:fldChar"))]
        if opened or "begin" in marks:
            opened.append(run)
        depth = _depth(opened)
        if opened and depth == 0:
            _settle(opened, values)
            opened = []
    if opened:  # its end stands elsewhere: what it shows stays
        _bare(opened)


def _depth(runs: Sequence[Element]) -> int:
    marks = [str(m.get(qn("w:fldCharType"))) for run in runs for m in run.findall(qn("w:fldChar"))]
    return marks.count("begin") - marks.count("end")


def _settle(runs: Sequence[Element], values: Mapping[str, str]) -> None:
    """One complex field, its runs from begin to end."""
    instruction = "".join(
        node.text or "" for run in runs for node in run.findall(qn("w:instrText"))
    )
    name = _kind_of(instruction)
    if name in _LIVE_FIELDS:
        return
    _bare(runs)
    if name in _FIELDS:
        said = [node for run in runs for node in run.findall(qn("w:t"))]
        words = values.get(_FIELDS[name], "")
        if not said and words and runs[0].getparent() is not None:
            said = [el("w:t")]
            runs[0].append(said[0])
        for place, node in enumerate(said):
            _set(node, words if place == 0 else "")


def _bare(runs: Iterable[Element]) -> None:
    """Take the marks of a field out of its runs; what it shows stays."""
    for run in runs:
        for node in list(run):
            if local_name(node) in {"fldChar", "instrText"}:
                run.remove(node)


def _kind_of(instruction: str) -> str:
    """`DOCPROPERTY  Title` → TITLE."""
    words = instruction.replace('"', " ").split()
    if len(words) > 1 and words[0].upper() == "DOCPROPERTY":
        words = words[1:]
    return words[0].upper() if words else ""


# ------------------------------------------------------------------ placeholders


def _fill_placeholders(text: Element, values: Mapping[str, str]) -> None:
    """Fill what is known; an empty value takes the word and the mark before it along."""
    nodes = list(_own(text, qn("w:t")))
    whole = "".join(node.text or "" for node in nodes)
    if not PLACEHOLDER.search(whole):
        return
    if not values.get("versie"):
        for found in reversed(list(_EMPTY_VERSION.finditer(whole))):
            _replace(nodes, found.start(), found.end(), "")
    whole = "".join(node.text or "" for node in nodes)
    emptied = False
    for found in reversed(list(PLACEHOLDER.finditer(whole))):
        name = found.group(1).lower()
        if name in values:
            emptied = emptied or not values[name]
            _replace(nodes, found.start(), found.end(), values[name])
    whole = "".join(node.text or "" for node in nodes)
    if emptied or not values.get("versie"):
        for loose in reversed(list(_LOOSE_ENDS.finditer(whole))):
            _replace(nodes, loose.start(), loose.end(), "")


def _replace(nodes: Sequence[Element], start: int, end: int, words: str) -> None:
    """Put words in the place of a stretch of text that may lie over several nodes."""
    at = 0
    for node in nodes:
        text = node.text or ""
        begin, stop = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if begin < stop or (begin == stop == start - at + len(text) and words and start == end):
            _set(node, text[:begin] + words + text[stop:])
            words = ""


def _set(node: Element, words: str) -> None:
    node.text = clean(words)
    node.set(qn("xml:space"), "preserve")


# ------------------------------------------------------------------ wider pages


def turned(
    word: WordDocument, styles: Styles, reference: Reference, widths: tuple[int, int]
) -> Reference:
    """A copy of a header or footer for turned pages; `widths` are those of the text, in twips.

    What stands at the right or in the middle stands there on the wider page too.
    """
    part = word.part
    source: XmlPart = part.related_parts[reference.rid]
    root = copy.deepcopy(source.element)
    _widen(root, styles, *widths)
    if _same(root, source.element):
        return reference
    add = part.add_header_part if reference.story == "header" else part.add_footer_part
    made, rid = add()  # type: ignore[no-untyped-call]  # not typed
    made._element = root  # noqa: SLF001  # python-docx has no other way in
    for relation in source.rels.values():
        target = relation.target_ref if relation.is_external else relation.target_part
        made.rels.add_relationship(
            relation.reltype, target, relation.rId, is_external=relation.is_external
        )
    return Reference(reference.story, reference.kind, rid)


def _same(one: Element, other: Element) -> bool:
    from lxml import etree  # noqa: PLC0415  # its only use here

    return etree.tostring(one) == etree.tostring(other)


def _widen(root: Element, styles: Styles, narrow: int, wide: int) -> None:
    for text in list(root.iter(qn("w:p"))):
        _move_tabs(text, styles, narrow, wide)
    for table in root.iter(qn("w:tbl")):
        _stretch(table, narrow, wide)
    for place in root.iter(qn("wp:posOffset")):
        across = place.getparent()
        said = (place.text or "").strip()
        if (
            across is not None
            and local_name(across) == "positionH"
            and said.lstrip("-").isdigit()
            and int(said) > narrow * _WORD_EMU / 2
        ):
            place.text = str(int(said) + (wide - narrow) * _WORD_EMU)


def _move_tabs(text: Element, styles: Styles, narrow: int, wide: int) -> None:
    """`<w:tab w:val="clear" w:pos="9070"/><w:tab w:val="right" w:pos="14002"/>`."""
    if next(_own(text, qn("w:tab")), None) is None:
        return
    properties = text.find(qn("w:pPr"))
    style = None if properties is None else properties.find(qn("w:pStyle"))
    identifier = "" if style is None else str(style.get(qn("w:val")))
    stops = styles.tab_stops(identifier)
    own = None if properties is None else properties.find(qn("w:tabs"))
    stops |= tab_stops(own)
    moved = {at: new for at in stops if (new := _moved(at, narrow, wide)) != at}
    if not moved:
        return
    if properties is None:
        properties = el("w:pPr")
        text.insert(0, properties)
    changed = {**dict.fromkeys(moved, ("clear", "none"))}
    kept = {at: stop for at, stop in stops.items() if at not in moved}
    changed |= {new: stops[at] for at, new in moved.items()}
    tabs = in_order(properties, "w:tabs")
    for at, (kind, leader) in sorted({**kept, **changed}.items()):
        tabs.append(el("w:tab", w_val=kind, w_leader=leader, w_pos=at))


def tab_stops(tabs: Element | None) -> dict[int, tuple[str, str]]:
    """The stops of a `w:tabs`: place → (kind, leader)."""
    found = {}
    for stop in () if tabs is None else tabs:
        at = str(stop.get(qn("w:pos"), ""))
        if at.lstrip("-").isdigit():
            leader = str(stop.get(qn("w:leader")) or "none")
            found[int(at)] = (str(stop.get(qn("w:val"))), leader)
    return found


def _moved(at: int, narrow: int, wide: int) -> int:
    if at >= narrow * _RIGHT:
        return at + wide - narrow
    low, high = _MIDDLE
    return at + (wide - narrow) // 2 if narrow * low <= at <= narrow * high else at


def _stretch(table: Element, narrow: int, wide: int) -> None:
    """A table that is as wide as the text gets as wide as the wider text."""
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    total = sum(_number(column) for column in columns)
    if total < narrow * _RIGHT:
        return
    for sized in (
        *columns,
        *table.iter(qn("w:tcW")),
        *table.findall(f"{qn('w:tblPr')}/{qn('w:tblW')}"),
    ):
        if sized.get(qn("w:type"), "dxa") == "dxa":
            sized.set(qn("w:w"), str(round(_number(sized) * (total + wide - narrow) / total)))


def _number(sized: Element) -> int:
    said = str(sized.get(qn("w:w"), "0"))
    return int(said) if said.isdigit() else 0


# ------------------------------------------------------------------ the tree


def _own(text: Element, tag: str) -> Iterator[Element]:
    """The elements in a paragraph that are not in a text box within it."""
    for node in text.iter(tag):
        holder = node.getparent()
        while holder is not None and holder.tag != qn("w:p"):
            holder = holder.getparent()
        if holder is text:
            yield node


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(wrapper: Element, content: Element) -> None:
    """Put the children of `content` in the place of `wrapper`."""
    parent = wrapper.getparent()
    if parent is None:
        return
    at = parent.index(wrapper)
    parent.remove(wrapper)
    for child in reversed(list(content)):
        if local_name(child) not in {"smartTagPr", "customXmlPr"}:
            parent.insert(at, child)
