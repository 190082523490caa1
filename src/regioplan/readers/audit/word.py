"""Checks of a Word file: what a screen reader, a keyboard and weak eyes need of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from regioplan.readers.audit.checks import (
    Checks,
    Found,
    contrast,
    jumps,
    link_fault,
    needed_contrast,
    quoted,
)
from regioplan.readers.package import Package, qn

KIND = "Word"
CHECKS = Checks()
NOT_CHECKED = (
    "Of een beschrijving van een afbeelding zegt wat er te zien is.",
    "Of de volgorde van lezen klopt bij tekst die naast andere tekst staat.",
    "Of een stuk in een andere taal ook als die taal is aangemerkt.",
    "Of kleur ergens de enige drager van betekenis is.",
    "Of de tekst begrijpelijk is (B1).",
    "Hoe het bestand er in Word uitziet, en de PDF die een ander programma ervan maakt.",
)

_MANY_HEADINGS = 12
_FAKE_ITEM = re.compile(r"\s*([-–•*·▪]|\d{1,2}[.)]|[a-z][.)])[\s\t]")
_FAKE_HEADING_LENGTH = 80
_DEFAULT_POINTS = 10.0  # what Word takes when nothing says a size


# ------------------------------------------------------------------ the file


@dataclass(frozen=True)
class Look:
    """How a run of text looks, as far as styles and its own properties say."""

    color: str = "000000"  # RRGGBB
    points: float = _DEFAULT_POINTS
    bold: bool = False


class WordFile:
    """A Word file with the questions that the checks ask of it."""

    def __init__(self, package: Package) -> None:
        """Take a package that was opened."""
        self.package = package
        self.body = package.document.find(qn("w:body"))

    @cached_property
    def styles(self) -> dict[str, Any]:
        """The styles by id."""
        root = self.package.related("styles")
        found = [] if root is None else root.findall(qn("w:style"))
        return {str(style.get(qn("w:styleId"))): style for style in found}

    @cached_property
    def default_style(self) -> str:
        """The id of the paragraph style of what bears none."""
        for name, style in self.styles.items():
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in _ON:
                return name
        return ""

    @cached_property
    def paragraphs(self) -> list[Any]:
        """Every paragraph of the body, those in tables too, in order."""
        return list(self.body.iter(qn("w:p")))

    def chain(self, style: str) -> Iterator[Any]:
        """A style and those that it is based on, the nearest first."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            based = self.styles[style].find(qn("w:basedOn"))
            style = "" if based is None else str(based.get(qn("w:val")))

    def style_of(self, paragraph: Any) -> str:
        """The id of the style of a paragraph."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.default_style if found is None else str(found.get(qn("w:val")))

    def level(self, paragraph: Any) -> int:
        """The level of a heading, from 1; 0 for what is none."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        for holder in (own, *(_in(s, "w:pPr", "w:outlineLvl") for s in self._chain_of(paragraph))):
            if holder is not None:
                value = int(holder.get(qn("w:val"), "9"))
                return value + 1 if value < 9 else 0
        return 0

    def numbered(self, paragraph: Any) -> bool:
        """Whether Word itself numbers a paragraph, or sets a bullet before it."""
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        return any(_in(s, "w:pPr", "w:numPr") is not None for s in self._chain_of(paragraph))

    def look(self, run: Any, paragraph: Any) -> Look:
        """How a run looks: its own properties, its style's, its paragraph's, the defaults."""
        own = run.find(qn("w:rPr"))
        character = None if own is None else own.find(qn("w:rStyle"))
        holders = [own]
        if character is not None:
            holders += [s.find(qn("w:rPr")) for s in self.chain(str(character.get(qn("w:val"))))]
        holders += [s.find(qn("w:rPr")) for s in self._chain_of(paragraph)]
        holders.append(self._defaults)
        color = _first(holders, "w:color", lambda value: value if _HEX.match(value) else "000000")
        half = _first(holders, "w:sz", lambda value: float(value) if value.isdigit() else 20.0)
        bold = _first(holders, "w:b", lambda value: value in _ON)
        return Look(color or "000000", (half or _DEFAULT_POINTS * 2) / 2, bool(bold))

    def background(self, paragraph: Any) -> str:
        """The colour behind a paragraph: its own shading, its cell's, else white."""
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        holders = [
            paragraph.find(qn("w:pPr")),
            *(s.find(qn("w:pPr")) for s in self._chain_of(paragraph)),
        ]
        if cell is not None:
            holders.append(cell.find(qn("w:tcPr")))
        for holder in holders:
            shading = None if holder is None else holder.find(qn("w:shd"))
            fill = "" if shading is None else str(shading.get(qn("w:fill"), ""))
            if _HEX.match(fill):
                return fill
        return "FFFFFF"

    @cached_property
    def _defaults(self) -> Any:
        root = self.package.related("styles")
        path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
        return None if root is None else root.find(path)

    def _chain_of(self, paragraph: Any) -> Iterator[Any]:
        return self.chain(self.style_of(paragraph))


_ON = {"", "1", "true", "on"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")


def _in(style: Any, *path: str) -> Any:
    return style.find("/".join(map(qn, path)))


def _first(holders: list[Any], name: str, read: Any) -> Any:
    """The first of some property elements that says something, read; None when none does."""
    for holder in holders:
        found = None if holder is None else holder.find(qn(name))
        if found is not None:
            return read(str(found.get(qn("w:val"), "")))
    return None


def opened(name: str, content: bytes) -> WordFile:
    """The file, ready for the checks. Raises `RegioplanError` when it cannot be read."""
    return WordFile(Package(name, content))


def text_of(element: Any) -> str:
    """The text of an element, as a reader sees it."""
    return "".join(
        node.text or "" if node.tag == qn("w:t") else " "
        for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        if node.tag == qn("w:t") or node.getparent().tag == qn("w:r")
    )


def _place(file: WordFile, paragraph: Any) -> str:
    """Where a paragraph stands: by the heading above it."""
    heading = ""
    for other in file.paragraphs:
        if file.level(other):
            heading = text_of(other)
        if other is paragraph:
            break
    return f"onder de kop {quoted(heading)}" if heading else "aan het begin"


# ------------------------------------------------------------------ the checks


@CHECKS.add(
    "titel",
    "Het bestand heeft een titel",
    "WCAG 2.4.2",
    remedy="Vul in Word bij Bestand > Info de titel in.",
)
def title(file: WordFile) -> Found:
    """The core properties name a title."""
    core = file.package.part("docProps/core.xml")
    found = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
    if found is None or not (found.text or "").strip():
        yield "", "het bestand heeft geen titel"


@CHECKS.add(
    "taal",
    "De taal van de tekst is bekend",
    "WCAG 3.1.1",
    remedy="Kies in Word bij Controleren > Taal de taal voor de hele tekst.",
)
def language(file: WordFile) -> Found:
    """The defaults of the styles name a language."""
    root = file.package.related("styles")
    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))
    found = None if root is None else root.find(path)
    if found is None or not found.get(qn("w:val")):
        yield "", "nergens staat in welke taal het is geschreven"


@CHECKS.add(
    "koppen",
    "Koppen zijn echte koppen, en geen niveau wordt overgeslagen",
    "WCAG 1.3.1",
    remedy="Geef elke kop de stijl Kop 1, Kop 2 … en sla geen niveau over.",
)
def headings(file: WordFile) -> Found:
    """Levels by style, without a jump."""
    levels = [(file.level(p), text_of(p)) for p in file.paragraphs if file.level(p)]
    if not levels:
        yield "", "er is geen enkele kop"
    yield from jumps(levels)
    for level, words in levels:
        if not words.strip():
            yield "", f"een kop van niveau {level} is leeg"


@CHECKS.add(
    "nepkoppen",
    "Een vette regel is geen kop",
    "WCAG 1.3.1",
    remedy="Geef de regel een kopstijl als het een kop is.",
    severity="advies",
)
def fake_headings(file: WordFile) -> Found:
    """A short paragraph in bold, with ordinary text below it, only looks like a heading."""
    for paragraph in file.body.findall(qn("w:p")):
        words = text_of(paragraph).strip()
        runs = [r for r in paragraph.iter(qn("w:r")) if text_of(r).strip()]
        if (
            runs
            and len(words) <= _FAKE_HEADING_LENGTH
            and words[-1] not in ".:;,!?"
            and file.style_of(paragraph) == file.default_style
            and all(file.look(run, paragraph).bold for run in runs)
        ):
            yield _place(file, paragraph), f"{quoted(words)} is vet, maar geen kop"


@CHECKS.add(
    "neplijsten",
    "Een opsomming is een echte lijst",
    "WCAG 1.3.1",
    remedy="Maak er een lijst van met de knop voor opsommingstekens of nummering.",
)
def fake_lists(file: WordFile) -> Found:
    """Two paragraphs in a row that begin with a typed mark are a list that is none."""
    before = False
    for paragraph in file.body.findall(qn("w:p")):
        words = text_of(paragraph)
        typed = bool(_FAKE_ITEM.match(words)) and not file.numbered(paragraph)
        if typed and before:
            yield _place(file, paragraph), f"{quoted(words)} begint met een getypt teken"
        before = typed and not file.level(paragraph)


@CHECKS.add(
    "tabellen",
    "Een tabel heeft een kopregel en geen samengevoegde cellen",
    "WCAG 1.3.1",
    remedy="Kies bij Tabelindeling: Veldnamenrij herhalen; splits samengevoegde cellen.",
)
def tables(file: WordFile) -> Found:
    """A header row that Word knows as one; one cell for each column."""
    for number, table in enumerate(file.body.iter(qn("w:tbl")), start=1):
        where = f"tabel {number} ({quoted(text_of(table))})"
        rows = table.findall(qn("w:tr"))
        heads = table.findall(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}")
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        first_column = look is not None and look.get(qn("w:firstColumn")) == "1"
        if len(rows) > 1 and not heads and not first_column:
            yield where, "de tabel heeft geen kopregel"
        cells = f"{qn('w:tr')}/{qn('w:tc')}/{qn('w:tcPr')}/"
        if any(table.find(cells + qn(tag)) is not None for tag in ("w:gridSpan", "w:vMerge")):
            yield where, "de tabel heeft samengevoegde cellen"
        if table.find(f".//{qn('w:tc')}//{qn('w:tbl')}") is not None:
            yield where, "in een cel staat weer een tabel"


@CHECKS.add(
    "afbeeldingen",
    "Elke afbeelding heeft een beschrijving",
    "WCAG 1.1.1",
    remedy="Klik met rechts op de afbeelding, kies Alternatieve tekst en beschrijf wat te zien is.",
)
def pictures(file: WordFile) -> Found:
    """A description, or the mark that says it is decoration."""
    for root in file.package.texts():
        for shape in root.iter(qn("wp:docPr")):
            described = (shape.get("descr") or shape.get("title") or "").strip()
            decorative = any(
                node.tag.endswith("}decorative") and node.get("val") in {"1", "true"}
                for node in shape.iter()
            )
            if not described and not decorative:
                yield "", f"afbeelding {quoted(shape.get('name') or '?')} heeft geen beschrijving"


@CHECKS.add(
    "links",
    "De woorden van een link zeggen waar hij heen gaat",
    "WCAG 2.4.4",
    remedy="Zet de link onder woorden die zeggen wat de lezer er vindt.",
)
def links(file: WordFile) -> Found:
    """No bare address and no "hier"."""
    for root in file.package.texts():
        for link in root.iter(qn("w:hyperlink")):
            if fault := link_fault(text_of(link)):
                paragraph = next(link.iterancestors(qn("w:p")), None)
                where = "" if paragraph is None else f"in {quoted(text_of(paragraph))}"
                yield where, fault


@CHECKS.add(
    "contrast",
    "De tekst steekt genoeg af tegen de achtergrond",
    "WCAG 1.4.3",
    remedy="Kies een donkerder kleur voor de tekst, of een lichtere achtergrond.",
)
def contrasts(file: WordFile) -> Found:
    """Each pair of colours once, with the first text that shows it."""
    seen: set[tuple[str, str]] = set()
    for paragraph in file.paragraphs:
        behind = file.background(paragraph)
        for run in paragraph.iter(qn("w:r")):
            words = text_of(run).strip()
            look = file.look(run, paragraph)
            pair = (look.color.upper(), behind.upper())
            if not words or pair in seen:
                continue
            ratio = contrast(*pair)
            if ratio < needed_contrast(look.points, bold=look.bold):
                seen.add(pair)
                yield (
                    f"bij {quoted(words)}",
                    f"kleur {pair[0]} op {pair[1]} heeft contrast {ratio:.1f} : 1".replace(
                        ".", ","
                    ),
                )


@CHECKS.add(
    "witruimte",
    "Wit komt van stijlen, niet van lege alinea's",
    "WCAG 1.3.2",
    remedy="Haal de lege alinea weg en geef de alinea erboven afstand erna.",
)
def white_space(file: WordFile) -> Found:
    """An empty paragraph is read aloud as "leeg". Between two tables Word itself asks for one."""
    blocks = [b for b in file.body if b.tag in {qn("w:p"), qn("w:tbl")}]
    for place, block in enumerate(blocks):
        if block.tag != qn("w:p") or not _is_empty(block):
            continue
        around = (
            (blocks[place - 1 : place] or [None])[0],
            (blocks[place + 1 : place + 2] or [None])[0],
        )
        needed = all(b is not None and b.tag == qn("w:tbl") for b in around)
        last = around[1] is None and around[0] is not None and around[0].tag == qn("w:tbl")
        if not needed and not last:
            yield _place(file, block), "een lege alinea"


def _is_empty(paragraph: Any) -> bool:
    """No word, no picture, no field, no break, and no section that ends here."""
    kept = ("w:drawing", "w:pict", "w:object", "w:fldChar", "w:br", "w:sectPr", "w:bookmarkStart")
    return not text_of(paragraph).strip() and not any(
        paragraph.find(f".//{qn(tag)}") is not None for tag in kept
    )


@CHECKS.add(
    "zwevend",
    "Niets zweeft over de tekst",
    "WCAG 1.3.2",
    remedy="Kies bij Indeling: In tekstregel.",
    severity="advies",
)
def floating(file: WordFile) -> Found:
    """What floats is read at an unexpected moment, or not at all."""
    for shape in file.body.iter(qn("wp:anchor")):
        named = shape.find(qn("wp:docPr"))
        name = "?" if named is None else str(named.get("name"))
        yield "", f"{quoted(name)} zweeft over de tekst"


@CHECKS.add(
    "inhoud",
    "Een lang stuk heeft een inhoudsopgave",
    "WCAG 2.4.5",
    remedy="Voeg bij Verwijzingen een inhoudsopgave in.",
    severity="advies",
)
def contents(file: WordFile) -> Found:
    """A contents field, or links to bookmarks at the front."""
    count = sum(1 for p in file.paragraphs if file.level(p))
    fields = ((node.text or "").strip() for node in file.body.iter(qn("w:instrText")))
    # With `c` it is a list of tables or figures.
    listed = any(text.startswith("TOC") and "\\c" not in text for text in fields)
    if count > _MANY_HEADINGS and not listed:
        yield "", f"er zijn {count} koppen en geen inhoudsopgave"


@CHECKS.add(
    "sporen",
    "Er staan geen wijzigingen of opmerkingen meer in",
    "EN 301 549 10.1.3.2",
    remedy="Neem de wijzigingen over of wijs ze af, en haal de opmerkingen weg, voor publicatie.",
    severity="advies",
)
def traces(file: WordFile) -> Found:
    """A screen reader tells every change and comment."""
    changes = sum(1 for _ in file.body.iter(qn("w:ins"), qn("w:del")))
    if changes:
        yield "", f"het aantal bijgehouden wijzigingen is {changes}"
    comments = file.package.related("comments")
    count = 0 if comments is None else len(comments.findall(qn("w:comment")))
    if count:
        yield "", f"het aantal opmerkingen is {count}"


@CHECKS.add(
    "beveiliging",
    "Hulpsoftware mag bij de tekst",
    "EN 301 549 10.1.3.1",
    remedy="Kies bij Controleren > Bewerking beperken: Beveiliging stoppen.",
    severity="advies",
)
def protection(file: WordFile) -> Found:
    """A protected document keeps some assistive programs out."""
    settings = file.package.related("settings")
    found = None if settings is None else settings.find(qn("w:documentProtection"))
    if found is not None and found.get(qn("w:enforcement")) in {"1", "true"}:
        yield "", "het bestand is beveiligd tegen bewerken"
