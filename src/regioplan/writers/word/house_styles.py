"""The styles of a house: found by their names, mended where our text asks it, the others made."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.parts.numbering import NumberingPart

from regioplan.writers.word import headers, look
from regioplan.writers.word.base import BUILTIN, Styles
from regioplan.writers.word.equivalents import DUTCH, TABLE_WORDS
from regioplan.writers.word.house_making import Maker
from regioplan.writers.word.oxml import el, in_order
from regioplan.writers.word.page import Page
from regioplan.writers.word.palette import Palette, Theme, on, palette

TABLE = "Regioplan tabel"
_LEVELS = range(1, len(look.HEADING_SIZES) + 1)
_HEADING_SPACE = ((480, 160), (300, 80), (240, 60), (200, 40))
"""White space above and below a heading, in twips, where the house sets none."""
_BODY_TEXT = "Body Text"
_PARAGRAPH_SPACE = 13
"""White space below a paragraph where the house sets none: twips for each point of its size."""
_ROW_AIR = 40
"""White space above and below the text of a row, where the house sets none."""
_OWN_NUMBERS = 900
"""Where the house's own numberings begin to count: ours begin at 1."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The styles of a house, complete."""

    styles: Styles
    palette: Palette
    found: Mapping[str, str]
    """Our name of a style → the name that the file has for it."""
    made: tuple[str, ...]
    numbers: Mapping[int, Element]
    """How the file numbers its headings: level → `w:lvl`."""


def take_styles(word: WordDocument, theme: Theme, page: Page, language: str) -> Taken:
    """Find our styles in the file, mend those that are there, make the others."""
    root = word.styles.element
    _tidy(root)
    found = _named_as_ours(root)
    _set_language(root, language)
    styles = Styles(root, page, theme.fonts)
    numbers = _unnumber_headings(word, styles)
    _take_numbering(word, styles)
    heading = _color_of(styles, theme, "heading 1") if "heading 1" in styles else ""
    colors = palette(heading, theme)
    table = _house_table(root)
    missing = [style for style in look.styles() if style.name not in styles]
    if table is not None and TABLE not in styles:
        theirs = _name(table)
        styles.alias(TABLE, theirs)
        found[TABLE] = theirs
        _narrow_cells(table)
        missing = [style for style in missing if style.name != TABLE]
    head = _head_colors(theme, styles.element(TABLE)) if TABLE in styles else ("", "")
    maker = Maker(root, styles, theme, colors, *head)
    for style in missing:
        maker.make(style)
    _mend(styles, found)
    running = _running_text(styles)
    made = (*(style.name for style in missing), *({running} - {*found, "Normal"}))
    return Taken(styles, colors, found, made, numbers)


def _tidy(root: Element) -> None:
    """One style for each id and name; no marks of who edited when."""
    seen: set[str] = set()
    for style in root.findall(qn("w:style")):
        for mark in style.findall(qn("w:rsid")):
            style.remove(mark)
        keys = {f"id {style.get(qn('w:styleId'))}", f"name {_name(style).lower()}"}
        if keys & seen or not _name(style):
            root.remove(style)
        seen |= keys


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val")))


def _named_as_ours(root: Element) -> dict[str, str]:
    """Give the styles of the file the names that we write with. Gives ours → theirs."""
    named = {_name(style).lower(): style for style in root.findall(qn("w:style"))}
    found = {}
    for ours in (*look.styles(), look.Style(_BODY_TEXT, "BodyText")):
        for name in (ours.name.lower(), *DUTCH.get(ours.name, ())):
            style = named.get(name)
            if style is None:
                continue
            if style.get(qn("w:type")) != ours.kind:
                if name == ours.name.lower():  # the name is taken by a style of another kind
                    _rename(style, f"{_name(style)} (huisstijl)")
                continue
            found[ours.name] = _name(style)
            _rename(style, ours.name)
            if ours.name in BUILTIN or ours.name == _BODY_TEXT:
                style.attrib.pop(qn("w:customStyle"), None)
            del named[name]
            break
    return found


def _rename(style: Element, name: str) -> None:
    in_order(style, "w:name", w_val=name)


def _set_language(root: Element, language: str) -> None:
    """Our language for all text, whatever the file was written in."""
    defaults = root.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = el("w:docDefaults")
        root.insert(0, defaults)
    holder = defaults.find(qn("w:rPrDefault"))
    if holder is None:
        holder = in_order(defaults, "w:rPrDefault")
    properties = holder.find(qn("w:rPr"))
    if properties is None:
        properties = el("w:rPr")
        holder.append(properties)
    if properties.find(qn("w:lang")) is None:
        in_order(properties, "w:lang")
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def _unnumber_headings(word: WordDocument, styles: Styles) -> dict[int, Element]:
    """Take the numbers and indents from the headings: ours take their place. Gives their levels."""
    levels = {}
    for level in _LEVELS:
        if f"heading {level}" not in styles:
            continue
        properties = styles.element(f"heading {level}").find(qn("w:pPr"))
        if properties is None:
            continue
        numbering = properties.find(qn("w:numPr"))
        if numbering is not None:
            theirs = _numbering_level(word, numbering, level)
            if theirs is not None:
                levels[level] = copy.deepcopy(theirs)
            properties.remove(numbering)
        indent = properties.find(qn("w:ind"))
        if indent is not None:
            properties.remove(indent)
    return levels


def _numbering_level(word: WordDocument, numbering: Element, level: int) -> Element | None:
    """The `w:lvl` that numbers a heading."""
    root = _numbering_root(word)
    num_id = numbering.find(qn("w:numId"))
    wanted = "" if num_id is None else str(num_id.get(qn("w:val")))
    abstracts = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
    for num in root.findall(qn("w:num")):
        if num.get(qn("w:numId")) == wanted:
            link = num.find(qn("w:abstractNumId"))
            abstract = None if link is None else abstracts.get(link.get(qn("w:val")))
            for one in () if abstract is None else abstract.findall(qn("w:lvl")):
                if one.get(qn("w:ilvl")) == str(level - 1):
                    return one
    return None


def _numbering_root(word: WordDocument) -> Element:
    """The numbering part, made when the file has none: python-docx cannot."""
    part = word.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            root: Element = relation.target_part.element
            return root
    package = part.package
    assert package is not None, "a document is always in a package"
    root = parse_xml(f"<w:numbering {nsdecls('w', 'r')}/>")
    uri = PackURI("/word/numbering.xml")
    made = NumberingPart(uri, CONTENT_TYPE.WML_NUMBERING, root, package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return root


def _take_numbering(word: WordDocument, styles: Styles) -> None:
    """Keep the numberings that styles of the file have (its bullets), out of the way of ours."""
    root = _numbering_root(word)
    references = list(word.styles.element.iter(qn("w:numId")))
    used = {str(reference.get(qn("w:val"))) for reference in references}
    nums = {str(num.get(qn("w:numId"))): num for num in root.findall(qn("w:num"))}
    kept = [num for number, num in nums.items() if number in used and number != "0"]
    abstracts = {str(a.get(qn("w:abstractNumId"))): a for a in root.findall(qn("w:abstractNum"))}
    for child in list(root):
        root.remove(child)
    new_abstracts: dict[str, str] = {}
    new_nums: dict[str, str] = {}
    for num in kept:
        link = num.find(qn("w:abstractNumId"))
        old = "" if link is None else str(link.get(qn("w:val")))
        if link is None or old not in abstracts:
            continue
        if old not in new_abstracts:
            new_abstracts[old] = str(_OWN_NUMBERS + len(new_abstracts))
            abstracts[old].set(qn("w:abstractNumId"), new_abstracts[old])
            _plain_levels(abstracts[old], styles)
            root.insert(len(new_abstracts) - 1, abstracts[old])
        link.set(qn("w:val"), new_abstracts[old])
        number = str(_OWN_NUMBERS + len(new_nums))
        new_nums[str(num.get(qn("w:numId")))] = number
        num.set(qn("w:numId"), number)
        root.append(num)
    for reference in references:
        number = str(reference.get(qn("w:val")))
        numbering = reference.getparent()
        if number in new_nums:
            reference.set(qn("w:val"), new_nums[number])
        elif number != "0" and numbering is not None and numbering.getparent() is not None:
            numbering.getparent().remove(numbering)


def _plain_levels(abstract: Element, styles: Styles) -> None:
    """A numbering may not name our headings, nor a picture for its bullet."""
    ids = {styles.id(f"heading {level}") for level in _LEVELS if f"heading {level}" in styles}
    for level in abstract.iter(qn("w:lvl")):
        for child in list(level):
            named = child.tag == qn("w:pStyle") and child.get(qn("w:val")) in ids
            if named or child.tag == qn("w:lvlPicBulletId"):
                level.remove(child)


# ------------------------------------------------------------------ the house's table


def _house_table(root: Element) -> Element | None:
    """The table style that somebody made for this house; the first by what its name says."""
    own = [
        style
        for style in root.findall(qn("w:style"))
        if style.get(qn("w:type")) == "table"
        and style.get(qn("w:customStyle")) in {"1", "true"}
        and not _name(style).startswith("Regioplan ")
    ]

    def rank(style: Element) -> int:
        name = _name(style).lower()
        return next((n for n, word in enumerate(TABLE_WORDS) if word in name), len(TABLE_WORDS))

    return min(own, key=rank, default=None)


def _narrow_cells(table: Element) -> None:
    """Columns are measured for our cells: no wider white space at their sides; some in rows."""
    properties = table.find(qn("w:tblPr"))
    if properties is None:
        properties = in_order(table, "w:tblPr")
    margins = properties.find(qn("w:tblCellMar"))
    if margins is None:
        margins = in_order(properties, "w:tblCellMar")
    for side in ("start", "end"):
        for old in margins.findall(qn(f"w:{side}")):
            margins.remove(old)
    for side in ("left", "right"):
        in_order(margins, f"w:{side}", w_w=look.CELL_PADDING, w_type="dxa")
    for side in ("top", "bottom"):
        if margins.find(qn(f"w:{side}")) is None:
            in_order(margins, f"w:{side}", w_w=_ROW_AIR, w_type="dxa")
    for centred in properties.findall(qn("w:jc")):
        properties.remove(centred)


def _head_colors(theme: Theme, table: Element) -> tuple[str, str]:
    """The fill of a table's header row, and the colour of its text; "" for none."""
    for part in table.findall(qn("w:tblStylePr")):
        if part.get(qn("w:type")) == "firstRow":
            shade = part.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
            fill = theme.color(shade, "w:fill", "Fill")
            said = theme.color(part.find(f"{qn('w:rPr')}/{qn('w:color')}"))
            return fill, said or (on(fill) if fill else "")
    return "", ""


def _color_of(styles: Styles, theme: Theme, name: str) -> str:
    """The colour of a style's text; "" when nothing says one."""
    for style in styles.chain(styles.id(name)):
        color = style.find(f"{qn('w:rPr')}/{qn('w:color')}")
        if color is not None:
            return theme.color(color)
    return ""


def _mend(styles: Styles, found: Mapping[str, str]) -> None:
    """Let the styles of the file do what the document asks of them."""
    right = styles.page.width("staand")
    for level in _LEVELS:
        heading = _paragraph(styles.element(f"heading {level}"))
        if heading.find(qn("w:keepNext")) is None:
            in_order(heading, "w:keepNext")
        in_order(heading, "w:outlineLvl", w_val=level - 1)
        if not _has_space(styles, f"heading {level}"):
            above, below = _HEADING_SPACE[level - 1]
            in_order(heading, "w:spacing", w_before=above, w_after=below)
        if f"toc {level}" in found:
            _mend_entry(_paragraph(styles.element(f"toc {level}")), level, right)
    if "List Bullet" in found:
        _align_lists(styles)
    title = _paragraph(styles.element("TOC Heading"))
    in_order(title, "w:numPr").extend([el("w:ilvl", w_val=0), el("w:numId", w_val=0)])
    in_order(title, "w:outlineLvl", w_val=9)
    caption = _paragraph(styles.element("caption"))
    if caption.find(qn("w:keepNext")) is None:
        in_order(caption, "w:keepNext")


def _paragraph(style: Element) -> Element:
    """The `w:pPr` of a style, made when it has none."""
    properties = style.find(qn("w:pPr"))
    return in_order(style, "w:pPr") if properties is None else properties


def _mend_entry(entry: Element, level: int, right: int) -> None:
    """An entry of the contents has its page at the right margin, and room for its number."""
    stops = headers.tab_stops(entry.find(qn("w:tabs")))
    leader = next((led for kind, led in stops.values() if kind == "right"), "dot")
    tabs = in_order(entry, "w:tabs")
    tabs.append(el("w:tab", w_val="right", w_leader=leader, w_pos=right))
    left, hanging = look.CONTENTS_INDENTS[level]
    in_order(entry, "w:ind", w_left=left, w_right=0, w_hanging=hanging)


def _align_lists(styles: Styles) -> None:
    """What goes on below an item stands where the text of the house's bullets does."""
    indent = next(
        (
            found
            for style in styles.chain(styles.id("List Bullet"))
            if (found := style.find(f"{qn('w:pPr')}/{qn('w:ind')}")) is not None
        ),
        None,
    )
    left = "" if indent is None else str(indent.get(qn("w:left")) or indent.get(qn("w:start")))
    if left.isdigit():
        in_order(_paragraph(styles.element("List Continue")), "w:ind", w_left=left)


def _has_space(styles: Styles, name: str) -> bool:
    """Whether a style, or what it is based on, sets white space above or below."""
    for style in styles.chain(styles.id(name)):
        spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        if spacing is not None and _any_space(spacing):
            return True
    return any(_any_space(spacing) for spacing in styles.default_spacing())


def _any_space(spacing: Element) -> bool:
    names = (
        "before",
        "after",
        "beforeLines",
        "afterLines",
        "beforeAutospacing",
        "afterAutospacing",
    )
    return any(str(spacing.get(qn(f"w:{name}")) or "0") not in {"0", "false"} for name in names)


def _running_text(styles: Styles) -> str:
    """The name of the style of running text: that of the house, or one that is made.

    Many houses put space between paragraphs by empty ones, or with a style for text. We write no
    empty paragraphs, so there running text gets the style Body Text.
    """
    if _BODY_TEXT in styles and _has_space(styles, _BODY_TEXT):
        theirs = _BODY_TEXT
    elif _has_space(styles, "Normal"):
        return "Normal"
    else:
        theirs = _BODY_TEXT
        space = round(styles.face("Normal").size * _PARAGRAPH_SPACE)
        if theirs in styles:
            in_order(_paragraph(styles.element(theirs)), "w:spacing", w_after=space)
        else:
            styles.add(_body_text(styles, space))
    styles.alias("Normal", theirs)
    return theirs


def _body_text(styles: Styles, space: int) -> Element:
    return el(
        "w:style",
        el("w:name", w_val=_BODY_TEXT),
        el("w:basedOn", w_val=styles.id("Normal")),
        el("w:uiPriority", w_val=1),
        el("w:qFormat"),
        el("w:pPr", el("w:spacing", w_after=space)),
        w_type="paragraph",
        w_styleId=styles.free_id("BodyText"),
    )
