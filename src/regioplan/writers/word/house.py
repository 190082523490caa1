"""A house style: the region's own Word file becomes the base document, of one piece with ours.

Only what is named here is taken from the file: styles, theme, fonts, the numbering of its lists,
page, headers and footers. All else stays behind, so nothing private can come along unseen.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml import etree

from regioplan.markdown import Properties
from regioplan.writers.word import headers
from regioplan.writers.word.base import Styles, fill_settings
from regioplan.writers.word.house_styles import Taken, take_styles
from regioplan.writers.word.intake import guarded, opened
from regioplan.writers.word.letterhead import (
    StoryFound,
    cut_relations,
    leave_behind,
    page_of,
    stories,
)
from regioplan.writers.word.oxml import clean, el, local_name
from regioplan.writers.word.page import Page
from regioplan.writers.word.palette import Palette, Theme, read_theme, recolour


@dataclass(frozen=True, slots=True)
class House:
    """A house style that is ready to be written with, and what was found in it."""

    word: WordDocument
    theme: Theme
    page: Page
    stories: tuple[StoryFound, ...]
    taken: Taken

    @property
    def styles(self) -> Styles:
        """All the styles that we write with."""
        return self.taken.styles

    @property
    def palette(self) -> Palette:
        """The house's colours."""
        return self.taken.palette

    def finish(self) -> None:
        """After the writing: the house's colours for ours, its numbers, and unique drawings."""
        part = self.word.part
        changes = self.palette.changes
        recolour(self.word.element, changes)
        numbering = part.numbering_part.element
        recolour(numbering, changes)
        self._restyle_numbers(numbering)
        for relation in part.rels.values():
            if not relation.is_external and relation.reltype == RELATIONSHIP_TYPE.CHART:
                _recolour_chart(relation.target_part, changes)
        _number_drawings(self.word)

    def _restyle_numbers(self, numbering: Element) -> None:
        """Let the number of a chapter look as the house's numbers do."""
        for level, theirs in self.taken.numbers.items():
            looks = theirs.find(qn("w:rPr"))
            if looks is None:
                continue
            for ours in numbering.iter(qn("w:lvl")):
                style = ours.find(qn("w:pStyle"))
                if style is None or style.get(qn("w:val")) != self.styles.id(f"heading {level}"):
                    continue
                for old in ours.findall(qn("w:rPr")):
                    ours.remove(old)
                ours.append(copy.deepcopy(looks))


def open_house(data: bytes, properties: Properties) -> House:
    """Make a base document of a .docx or .dotx.

    Raises:
        RegioplanError: the file cannot be used as a house style.
    """
    word = opened(data)
    return guarded(lambda: _house(word, properties))


def _house(word: WordDocument, properties: Properties) -> House:
    body = word.element.body
    page = page_of(word, list(body.iter(qn("w:sectPr"))))
    theme = _theme(word)
    leave_behind(word, page)
    found = tuple(stories(word, page))
    values = _values(properties)
    for reference in page.references:
        part = word.part.related_parts[reference.rid]
        cut_relations(part)
        headers.fill(part.element, values)
    language = clean(properties.language)
    _take_settings(word, language)
    taken = take_styles(word, theme, page, language)
    _demand_fonts(word, taken.styles)
    for child in list(word.element):
        if child is not body:
            word.element.remove(child)
    for child in list(body):
        body.remove(child)
    return House(word, theme, page, found, taken)


def _values(properties: Properties) -> Mapping[str, str]:
    """The words of each placeholder."""
    return {
        "titel": properties.title,
        "ondertitel": properties.subtitle,
        "status": properties.status,
        "versie": properties.version,
        "datum": properties.date,
        "regio": properties.region,
        "opsteller": "; ".join(properties.authors) or properties.region,
    }


PLACEHOLDERS = tuple(_values(Properties(title="")))
"""What may stand between `{{` and `}}` in a header or footer."""


def _theme(word: WordDocument) -> Theme:
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME and not relation.is_external:
            return read_theme(relation.target_part.blob)
    return Theme()


def _demand_fonts(word: WordDocument, styles: Styles) -> None:
    """A file without a list of its fonts gets one."""
    if any(r.reltype == RELATIONSHIP_TYPE.FONT_TABLE for r in word.part.rels.values()):
        return
    family = el("w:family", w_val="auto")
    font = el("w:font", family, w_name=styles.face("Normal").font)
    root = el("w:fonts", font)
    uri = PackURI("/word/fontTable.xml")
    blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    made = Part(uri, CONTENT_TYPE.WML_FONT_TABLE, blob, word.part.package)
    word.part.relate_to(made, RELATIONSHIP_TYPE.FONT_TABLE)


# ------------------------------------------------------------------ settings

_KEPT_AFTER_ZOOM = (
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
)
_KEPT_AFTER_TABS = (
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
)


def _take_settings(word: WordDocument, language: str) -> None:
    """Our settings, with those of the house that say how a page looks."""
    root = word.settings.element
    theirs = {local_name(child): copy.deepcopy(child) for child in root}
    fill_settings(root, language)
    for after, names in (("zoom", _KEPT_AFTER_ZOOM), ("defaultTabStop", _KEPT_AFTER_TABS)):
        anchor = root.find(qn(f"w:{after}"))
        assert anchor is not None, "our settings have it"
        for name in reversed(names):
            if name in theirs:
                anchor.addnext(theirs[name])
    for name in ("defaultTabStop", "clrSchemeMapping"):
        ours = root.find(qn(f"w:{name}"))
        if name in theirs and ours is not None:
            root.replace(ours, theirs[name])


# ------------------------------------------------------------------ after the writing


def _recolour_chart(part: Part, changes: Mapping[str, str]) -> None:
    if isinstance(part, XmlPart):
        recolour(part.element, changes)
        return
    blob = part.blob
    for ours, theirs in changes.items():
        blob = blob.replace(f'"{ours}"'.encode(), f'"{theirs}"'.encode())
    part._blob = blob  # noqa: SLF001  # python-docx has no other way in


def _number_drawings(word: WordDocument) -> None:
    """Every drawing has an id of its own, in the headers too."""
    number = 0
    kinds = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
    stories = [r.target_part.element for r in word.part.rels.values() if r.reltype in kinds]
    for root in (word.element, *stories):
        for drawing in root.iter(qn("wp:docPr")):
            number += 1
            drawing.set("id", str(number))
