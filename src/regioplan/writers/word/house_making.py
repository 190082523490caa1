"""Styles that a house lacks: ours, in its font, sizes and colours."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word import look
from regioplan.writers.word.base import Styles, style_xml
from regioplan.writers.word.fonts import points
from regioplan.writers.word.oxml import el, in_order, insert_in_order
from regioplan.writers.word.palette import Palette, Theme, recolour

_SMALLEST = 6.5
"""No text of ours gets smaller, in points: Verdana of 6.5 is as large as Calibri of 8."""
_STEP_DOWN = 0.9
"""A heading that is made is so much smaller than the one above it."""
_FLOWING = ("List ", "Quote", "footnote text")

# The cover without our coloured band: it would fight with the house's own letterhead.
_COVER = {
    "Title": (
        (
            "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
            '<w:spacing w:before="2400" w:after="120" w:line="252" w:lineRule="auto"/>'
        ),
        f'<w:b/><w:bCs/><w:color w:val="{look.ACCENT}"/><w:sz w:val="60"/>',
    ),
    "Subtitle": (
        (
            "<w:keepLines/><w:suppressAutoHyphens/>"
            '<w:spacing w:before="0" w:after="900" w:line="264" w:lineRule="auto"/>'
        ),
        f'<w:color w:val="{look.GREY}"/><w:sz w:val="36"/>',
    ),
}
_IDS = {style.id: style.name for style in look.styles()}
_LIKE_HEADINGS = ("heading ", "TOC Heading", "Title", "Lijstkop")


@dataclass(slots=True)
class Maker:
    """Makes the styles that a file lacks, in its font, sizes and colours."""

    root: Element
    styles: Styles
    theme: Theme
    palette: Palette
    head_fill: str
    head_color: str

    def make(self, style: look.Style) -> None:
        """Make one style of ours."""
        styles = self.styles
        if style.name in _COVER:
            ppr, rpr = _COVER[style.name]
            style = replace(style, ppr=ppr, rpr=rpr)
        element = parse_xml(style_xml(style).replace("<w:style ", f"<w:style {nsdecls('w')} ", 1))
        for tag in ("w:basedOn", "w:next"):
            link = element.find(qn(tag))
            if link is not None:
                link.set(qn("w:val"), self._id(str(link.get(qn("w:val")))))
        self._fit(element)
        if style.name.startswith(_FLOWING):
            _line_as_text(element)
        self._size(style.name, element)
        self._color(style.name, element)
        recolour(element, self.palette.changes)
        element.set(qn("w:styleId"), styles.free_id(style.id))
        if qn("w:default") in element.attrib and self._has_default(style.kind):
            del element.attrib[qn("w:default")]
        styles.add(element)
        level = _level(style.name)
        if level > 1 and f"heading {level - 1}" in styles:
            self._as_above(element, level)
        elif style.name.startswith(_LIKE_HEADINGS):
            self._head_font(element)

    def _id(self, ours: str) -> str:
        """The id in the file of a style that has this id with us; `next` may not be made yet."""
        styles = self.styles
        return styles.id(_IDS[ours]) if _IDS[ours] in styles else ours

    def _has_default(self, kind: str) -> bool:
        return any(
            style.get(qn("w:type")) == kind and style.get(qn("w:default")) in {"1", "true"}
            for style in self.root.findall(qn("w:style"))
        )

    def _fit(self, element: Element) -> None:
        """Put tab stops and indents that reach the right margin where this page has it."""
        page = self.styles.page
        places = {
            look.WIDTH_PORTRAIT: page.width("staand"),
            look.WIDTH_LANDSCAPE: page.width("liggend"),
        }
        for tab in element.iter(qn("w:tab")):
            at = int(str(tab.get(qn("w:pos"))))
            tab.set(qn("w:pos"), str(places.get(at, at)))
        for indent in element.iter(qn("w:ind")):
            right = int(str(indent.get(qn("w:right"), "0")))
            if right > look.WIDTH_PORTRAIT // 2:  # a mark that is only as wide as its word
                mark = round((look.WIDTH_PORTRAIT - right) * self._mark_stretch())
                indent.set(qn("w:right"), str(max(page.width("staand") - mark, 0)))

    def _mark_stretch(self) -> float:
        """How much wider a bold word prints than with us."""
        if "Normal" not in self.styles:
            return 1.0
        return max(1.0, self.styles.wide("Normal", bold=True) / look.BODY_SIZE)

    def _size(self, name: str, element: Element) -> None:
        """Sizes in proportion to the house's text; in tables also to the width of its font."""
        if "Normal" not in self.styles:
            return
        face = self.styles.face("Normal")
        ratio = face.size / look.BODY_SIZE
        for tag in ("w:sz", "w:szCs"):
            for size in element.iter(qn(tag)):
                ours = int(str(size.get(qn("w:val")))) / 2
                if ours < _SMALLEST:  # a line that only gives distance
                    continue
                theirs = ours * ratio
                if name.startswith("Tabel"):
                    theirs = min(theirs, ours / face.factor)
                size.set(qn("w:val"), str(int(max(theirs, _SMALLEST) * 2)))

    def _color(self, name: str, element: Element) -> None:
        """What stands in the header row of the house's table can be read there."""
        if name == "Tabelkop" and self.head_color:
            properties = element.find(qn("w:rPr"))
            assert properties is not None, "our header rows are bold"
            in_order(properties, "w:color", w_val=self.head_color)
        if name == "Regioplan ondertekening" and self.head_fill:
            for shade in element.iter(qn("w:shd")):
                shade.set(qn("w:fill"), self.head_fill)

    def _as_above(self, element: Element, level: int) -> None:
        """A heading looks as the one above it does, a little smaller."""
        styles = self.styles
        above = styles.element(f"heading {level - 1}").find(qn("w:rPr"))
        if above is None:
            return
        size = max(
            styles.face(f"heading {level - 1}").size * _STEP_DOWN, styles.face("Normal").size
        )
        own = element.find(qn("w:rPr"))
        ours = size if own is None else points(own)
        looks = copy.deepcopy(above)
        insert_in_order(element, looks)
        for tag in ("w:sz", "w:szCs"):
            in_order(looks, tag, w_val=int(min(size, ours) * 2))

    def _head_font(self, element: Element) -> None:
        """The font of the house's headings for what stands above text too."""
        styles = self.styles
        source = styles.element("heading 1") if "heading 1" in styles else None
        fonts = None if source is None else source.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        properties = element.find(qn("w:rPr"))
        if source is element or fonts is None:
            fonts = None
            if self.theme.fonts.get("major"):
                fonts = el("w:rFonts", w_asciiTheme="majorHAnsi", w_hAnsiTheme="majorHAnsi")
        if fonts is not None and properties is not None:
            insert_in_order(properties, copy.deepcopy(fonts))


def _line_as_text(element: Element) -> None:
    """Let the lines of a list stand as close together as those of the house's text do."""
    for spacing in element.iter(qn("w:spacing")):
        for name in ("w:line", "w:lineRule"):
            spacing.attrib.pop(qn(name), None)


def _level(name: str) -> int:
    """The level of a heading style; 0 for another style."""
    head, _, tail = name.partition(" ")
    return int(tail) if head == "heading" and tail.isdigit() else 0
