"""A .docx as a readable outline, for golden documents: one line per paragraph, row and note.

    heading 2 | 1.1 | Aanleiding {h-aanleiding}
    Normal | Zie [maatregel 1.1](#_rp_taalhuis).[^1]
    tabel Regioplan tabel | 2000 7070
      kop | Onderdeel ‖ Invulling
      rij | Doel ‖ Taal
    = sectie liggend
    = nieuwe pagina

The numbers are counted here from numbering.xml as Word counts them, not read from our tree.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Element: TypeAlias = etree._Element

_MARKS = {
    f"{W}tab": "⇥",
    f"{W}br": "⏎",
    f"{W}softHyphen": "\u00ad",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}drawing": "▣",
}


def parts(data: bytes) -> dict[str, Element]:
    """The XML parts of a .docx by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def val(parent: Element | None, path: str) -> str:
    """The `w:val` of an element below `parent`, or ""."""
    found = None if parent is None else parent.find(path)
    return "" if found is None else found.get(f"{W}val", "")


def text(element: Element, links: Mapping[str, str] | None = None) -> str:
    """What a reader sees of a paragraph, with marks for tabs, breaks, notes and links."""
    out = []
    for node in element:
        if node.tag == f"{W}t":
            out.append(node.text or "")
        elif node.tag in _MARKS:
            out.append(_MARKS[str(node.tag)])
        elif node.tag == f"{W}footnoteReference":
            out.append(f"[^{node.get(W + 'id')}]")
        elif node.tag == f"{W}hyperlink" and links is not None:
            anchor, rid = node.get(f"{W}anchor"), node.get(f"{R}id")
            target = f"#{anchor}" if anchor else links[rid or ""]
            out.append(f"[{text(node, links)}]({target})")
        elif node.tag not in (f"{W}pPr", f"{W}rPr"):
            out.append(text(node, links))
    return "".join(out)


class Numbers:
    """Counts the numbers of paragraphs as Word does: per abstract numbering, level by level."""

    def __init__(self, files: Mapping[str, Element]) -> None:
        """Read numbering.xml and styles.xml."""
        numbering = files["word/numbering.xml"]
        self.levels = {
            (a.get(f"{W}abstractNumId"), int(lvl.get(f"{W}ilvl", "0"))): lvl
            for a in numbering.findall(f"{W}abstractNum")
            for lvl in a.findall(f"{W}lvl")
        }
        self.nums = {n.get(f"{W}numId"): n for n in numbering.findall(f"{W}num")}
        self.styles = {s.get(f"{W}styleId"): s for s in files["word/styles.xml"]}
        self.counts: dict[str, dict[int, int]] = {}
        self.used: set[str] = set()

    def of(self, paragraph: Element) -> str:
        """The number that Word shows before a paragraph, or ""."""
        num_id, level = self._place(paragraph)
        if not num_id or num_id == "0":
            return ""
        num = self.nums[num_id]
        abstract = val(num, f"{W}abstractNumId")
        counts = self.counts.setdefault(abstract, {})
        if num_id not in self.used:
            self.used.add(num_id)
            for override in num.findall(f"{W}lvlOverride"):
                start = int(val(override, f"{W}startOverride"))
                counts[int(override.get(f"{W}ilvl", "0"))] = start - 1
        start = int(val(self.levels[abstract, level], f"{W}start"))
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        shown = val(self.levels[abstract, level], f"{W}lvlText")
        for place in range(level + 1):
            shown = shown.replace(f"%{place + 1}", self._figure(abstract, place, counts))
        return shown

    def _figure(self, abstract: str, level: int, counts: Mapping[int, int]) -> str:
        if level not in counts:
            return "?"
        if val(self.levels[abstract, level], f"{W}numFmt") == "lowerLetter":
            return chr(ord("a") + counts[level] - 1)
        return str(counts[level])

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The numbering and level of a paragraph: its own, or those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            return val(own, f"{W}numId"), int(val(own, f"{W}ilvl"))
        style = val(paragraph, f"{W}pPr/{W}pStyle")
        while style:
            numbering = self.styles[style].find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                num_id = val(numbering, f"{W}numId")
                return num_id, 0 if num_id == "0" else self._level(num_id, style)
            style = val(self.styles[style], f"{W}basedOn")
        return "", 0

    def _level(self, num_id: str, style: str) -> int:
        """In a style Word does not read the level: it looks which level names the style."""
        abstract = val(self.nums[num_id], f"{W}abstractNumId")
        return next(
            level
            for (owner, level), lvl in self.levels.items()
            if owner == abstract and val(lvl, f"{W}pStyle") == style
        )


def links_of(files: Mapping[str, Element], part: str) -> dict[str, str]:
    """The addresses of a part's relationships."""
    relations = files.get(f"word/_rels/{part}.xml.rels")
    found = [] if relations is None else list(relations)
    return {r.get("Id", ""): r.get("Target", "") for r in found}


def outline(data: bytes) -> str:
    """The outline of a .docx: body, notes, headers and footers."""
    files = parts(data)
    names = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    lines = list(_body(files, names))
    if "word/footnotes.xml" in files:
        links = links_of(files, "footnotes")
        for note in files["word/footnotes.xml"].findall(f"{W}footnote"):
            if note.get(f"{W}type") is None:
                words = " ".join(text(p, links).strip() for p in note.findall(f"{W}p"))
                lines.append(f"noot {note.get(W + 'id')} | {words}")
    for name in sorted(files):
        if name.startswith(("word/header", "word/footer")):
            kind = "koptekst" if "header" in name else "voettekst"
            lines += [f"{kind} | {text(p)}" for p in files[name].findall(f"{W}p")]
    return "\n".join(lines) + "\n"


def _body(files: Mapping[str, Element], names: Mapping[str | None, str]) -> Iterator[str]:
    numbers = Numbers(files)
    links = links_of(files, "document")
    body = files["word/document.xml"].find(f"{W}body")
    assert body is not None
    for block in body:
        if block.tag == f"{W}p":
            if block.find(f"{W}pPr/{W}pageBreakBefore") is not None:
                yield "= nieuwe pagina"
            yield " | ".join(
                filter(None, (_style(block, names), numbers.of(block), _words(block, links)))
            )
            yield from _section(block.find(f"{W}pPr/{W}sectPr"))
        elif block.tag == f"{W}tbl":
            grid = " ".join(c.get(f"{W}w", "") for c in block.iter(f"{W}gridCol"))
            yield f"tabel {names[val(block, f'{W}tblPr/{W}tblStyle')]} | {grid}"
            yield from (_row(row, names, links) for row in block.findall(f"{W}tr"))
        else:
            yield from _section(block)


def _style(paragraph: Element, names: Mapping[str | None, str]) -> str:
    return names[val(paragraph, f"{W}pPr/{W}pStyle")]


def _words(paragraph: Element, links: Mapping[str, str]) -> str:
    marks = [
        name.removeprefix("_rp_").replace("_", "-")
        for name in (b.get(f"{W}name", "") for b in paragraph.iter(f"{W}bookmarkStart"))
    ]
    return text(paragraph, links) + "".join(f" {{{mark}}}" for mark in marks)


def _row(row: Element, names: Mapping[str | None, str], links: Mapping[str, str]) -> str:
    paragraphs = [cell.find(f"{W}p") for cell in row.findall(f"{W}tc")]
    cells = [p for p in paragraphs if p is not None]
    kind = "rij"
    if row.find(f"{W}trPr/{W}tblHeader") is not None:
        kind = "kop"
    elif _style(cells[0], names).startswith("Tabeltotaal"):
        kind = "totaal"
    return f"  {kind} | " + " ‖ ".join(_words(p, links).strip() for p in cells)


def _section(section: Element | None) -> Iterator[str]:
    if section is not None:
        size = section.find(f"{W}pgSz")
        turned = size is not None and size.get(f"{W}orient") == "landscape"
        bare = section.find(f"{W}headerReference") is None
        yield f"= sectie {'liggend' if turned else 'staand'}{' zonder koptekst' if bare else ''}"
