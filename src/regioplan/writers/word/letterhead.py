"""What a house's file puts on each page: paper, margins, headers and footers; no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.errors import RegioplanError
from regioplan.writers.word import headers, look
from regioplan.writers.word.page import Kind, Page, Reference, Story

_STORIES: tuple[Story, ...] = ("header", "footer")
_KINDS: tuple[Kind, ...] = ("default", "even", "first")
_KEPT_PARTS = frozenset({"styles", "theme", "fontTable", "numbering", "settings"})
_KEPT_LINKS = ("https://", "http://", "mailto:")
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NARROWEST = 4500
"""A page whose text is less wide (8 cm), in twips, is a label or an envelope."""
_LARGEST_PAGE = 31680
"""What Word allows: 22 inch."""


@dataclass(frozen=True, slots=True)
class StoryFound:
    """A header or footer as the file has it, before anything is filled in."""

    story: Story
    kind: Kind
    text: str
    pictures: int
    placeholders: tuple[str, ...]
    fields: frozenset[str]


def page_of(word: WordDocument, sections: Sequence[Element]) -> Page:
    """The page of the last upright section, and what its pages and the very first one bear."""
    if not sections:
        return Page()
    upright = [place for place, section in enumerate(sections) if _is_upright(section)]
    sections = sections[: upright[-1] + 1] if upright else sections
    sides = _sides(sections[-1])
    size = sections[-1].find(qn("w:pgSz"))
    paper = sorted((_twips(size, "w:w"), _twips(size, "w:h")))
    short, long = paper if paper[0] > 0 else (look.PAGE_SHORT, look.PAGE_LONG)
    references, differs = _references(word, sections)
    page = Page(short, long, **sides, references=references, first_differs=differs)
    if page.width("staand") < _NARROWEST or long > _LARGEST_PAGE:
        raise RegioplanError(
            "De pagina in het bestand met de huisstijl is te klein of te groot voor een programma."
            " Kies een document op A4."
        )
    return page


def _is_upright(section: Element) -> bool:
    size = section.find(qn("w:pgSz"))
    return _twips(size, "w:w") <= _twips(size, "w:h")


def _sides(section: Element) -> dict[str, int]:
    margins = section.find(qn("w:pgMar"))
    if margins is None:
        return {}
    names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
    return {name: _twips(margins, f"w:{name}") for name in names}


def _twips(element: Element | None, attribute: str) -> int:
    """A measure in twips; a file may also say "2.5cm"."""
    said = "" if element is None else str(element.get(qn(attribute)) or "")
    factors = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
    number, factor = said, 1.0
    if said[-2:] in factors:
        number, factor = said[:-2], factors[said[-2:]]
    return round(float(number) * factor) if number else 0


def _references(
    word: WordDocument, sections: Sequence[Element]
) -> tuple[tuple[Reference, ...], bool]:
    """What the pages of the last section bear, and what the first page of all bears.

    A section without a header of its own has that of the one before it. A first section with other
    headers than the last one is a cover.
    """
    effective: dict[tuple[Story, Kind], str] = {}
    cover: dict[Story, str] = {}
    differs = False
    for place, section in enumerate(sections):
        for story in _STORIES:
            for reference in section.findall(qn(f"w:{story}Reference")):
                kind = str(reference.get(qn("w:type")))
                rid = str(reference.get(qn("r:id")))
                if isinstance(word.part.related_parts.get(rid), XmlPart):
                    effective.update({(story, known): rid for known in _KINDS if known == kind})
        if place == 0:
            title = section.find(qn("w:titlePg"))
            differs = title is not None and title.get(qn("w:val"), "1") not in {"0", "false"}
            wanted: Kind = "first" if differs else "default"
            cover = {s: effective[s, wanted] for s in _STORIES if (s, wanted) in effective}
    found = [
        Reference(story, kind, rid)
        for (story, kind), rid in effective.items()
        if kind != "first" and not headers.is_blank(word.part.related_parts[rid].element)
    ]
    ordinary = {r.story: r.rid for r in found if r.kind == "default"}
    if cover != ordinary:
        differs = True
    if differs:
        found += [Reference(story, "first", rid) for story, rid in cover.items()]
    return tuple(found), differs


def stories(word: WordDocument, page: Page) -> Iterator[StoryFound]:
    """The headers and footers that the file has."""
    for reference in page.references:
        root = word.part.related_parts[reference.rid].element
        yield StoryFound(
            reference.story,
            reference.kind,
            headers.shown(root),
            headers.pictures(root),
            headers.placeholders(root),
            headers.field_names(root),
        )


# ------------------------------------------------------------------ what stays behind


def leave_behind(word: WordDocument, page: Page) -> None:
    """Keep the relations to what we take; what nothing points at is not written."""
    package = word.part.package
    assert package is not None, "a document is always in a package"
    for rid, relation in list(package.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[rid]
    used = {reference.rid for reference in page.references}
    kinds: set[str] = set()
    for rid, relation in list(word.part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        wanted = kind in _KEPT_PARTS and kind not in kinds and not relation.is_external
        if wanted:
            kinds.add(kind)
        elif rid not in used:
            _forget(word.part, rid)
    for relation in word.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in {"settings", "styles", "numbering"}:
            for rid in list(relation.target_part.rels):
                _forget(relation.target_part, rid)


def _forget(part: Part, rid: str) -> None:
    del part.rels[rid]
    part.rels.related_parts.pop(rid, None)


def cut_relations(part: XmlPart) -> None:
    """A header keeps its pictures and its links to the web; what else it points at goes."""
    for embedded in list(part.element.iter("{urn:schemas-microsoft-com:office:office}OLEObject")):
        parent = embedded.getparent()
        assert parent is not None, "it stands in something"
        parent.remove(embedded)
    for rid, relation in list(part.rels.items()):
        if relation.is_external:
            kept = (
                relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
                and relation.target_ref.startswith(_KEPT_LINKS)
            )
        else:
            kept = relation.reltype == RELATIONSHIP_TYPE.IMAGE
        if not kept:
            _forget(part, rid)
    for element in list(part.element.iter()):
        names = [name for name in element.attrib if str(name).startswith(_RELATIONSHIPS)]
        if any(element.get(name) and element.get(name) not in part.rels for name in names):
            _remove_around(element)


def _remove_around(element: Element) -> None:
    """Remove what an element is the heart of: a link loses its target, a drawing goes whole."""
    if element.tag == qn("w:hyperlink"):
        for name in [n for n in element.attrib if str(n).startswith(_RELATIONSHIPS)]:
            del element.attrib[name]
        return
    whole = {qn("w:drawing"), qn("w:pict"), qn("w:object"), f"{_COMPATIBILITY}AlternateContent"}
    found = element
    holder: Element | None = element
    while holder is not None and holder.tag != qn("w:p"):
        if holder.tag in whole:
            found = holder
        holder = holder.getparent()
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)
