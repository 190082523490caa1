"""What a house style has, what will be made and what stays behind: told before anything is made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from regioplan.markdown import Properties
from regioplan.writers.word import look
from regioplan.writers.word.base import BUILTIN
from regioplan.writers.word.equivalents import DUTCH
from regioplan.writers.word.house import PLACEHOLDERS, House, open_house
from regioplan.writers.word.house_styles import TABLE
from regioplan.writers.word.letterhead import StoryFound
from regioplan.writers.word.page import Page

_CM = 567.0
"""Twips in a centimetre."""
_PAPERS = {(11906, 16838): "A4", (12240, 15840): "Letter", (8391, 11906): "A5"}
_PAPER_SLACK = 30
_HIDDEN = frozenset({"Default Paragraph Font", "Normal Table"})
_OF_WORD = frozenset(DUTCH) & (BUILTIN | {"Body Text"}) - _HIDDEN
"""The styles of Word that somebody can see in its list."""
_FILLED = frozenset(PLACEHOLDERS)

# What lies in a file → what it is called. Only the first part of a kind is told.
_LEFT_PARTS = (
    (r"word/comments\w*\.xml", "opmerkingen van lezers"),
    (r"word/people\.xml", "namen van bewerkers"),
    (r"docProps/custom\.xml", "eigen documenteigenschappen, zoals een vertrouwelijkheidslabel"),
    (r"docMetadata/.*", "het vertrouwelijkheidslabel"),
    (r"customXml/item\d+\.xml", "gegevens van andere programma’s (customXml)"),
    (r"word/glossary/.*", "bouwstenen"),
    (r"word/embeddings/.*", "ingesloten bestanden"),
    (r"word/vbaProject\.bin", "macro’s"),
)
_LEFT_WORDS = (
    ("word/settings.xml", b"<w:attachedTemplate", "het pad van het sjabloon"),
    ("word/settings.xml", b"<w:documentProtection", "de beveiliging tegen wijzigen"),
    ("word/settings.xml", b"<w:docVars", "documentvariabelen"),
    ("word/settings.xml", b"<w:mailMerge", "de koppeling met een adressenbestand"),
    ("word/settings.xml", b"<w:rsids", "sporen van eerdere bewerkingen"),
    ("docProps/core.xml", b"creator>", "de naam van de maker"),
    ("docProps/app.xml", b"<Company>", "de naam van de organisatie in de eigenschappen"),
    ("docProps/app.xml", b"<Manager>", "de naam van de manager in de eigenschappen"),
)


@dataclass(frozen=True, slots=True)
class StyleFound:
    """A style that the document is written with, and the name that the file has for it."""

    name: str
    dutch: str
    theirs: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Described:
    """A house style in words; measures in centimetres and points."""

    paper: str
    size: tuple[float, float]
    margins: tuple[tuple[str, float], ...]
    font: str
    font_size: float
    fonts: tuple[str, ...]
    color: str
    found: tuple[StyleFound, ...]
    made: tuple[str, ...]
    """The Dutch names of the styles of Word that are made."""
    own_found: int
    own_made: int
    """How many styles that only we have are there, and how many are made."""
    table: str
    """The house's own table style; "" when ours is made."""
    stories: tuple[StoryFound, ...]
    left: tuple[str, ...]
    remarks: tuple[str, ...]


def describe(data: bytes) -> Described:
    """What a .docx or .dotx brings as a house style.

    Raises:
        RegioplanError: the file cannot be used as a house style.
    """
    house = open_house(data, Properties(title=""))
    styles = house.styles
    page = house.page
    named = {ours: theirs for ours, theirs in house.taken.found.items() if ours in _OF_WORD}
    found = tuple(
        StyleFound(ours, dutch_name(ours), theirs, styles.id(ours))
        for ours, theirs in named.items()
    )
    own = {style.name for style in look.styles()} - _OF_WORD - {TABLE}
    body = styles.face("Normal")
    fonts = dict.fromkeys(styles.face(style.name).font for style in look.styles())
    return Described(
        paper=_paper(page),
        size=(_cm(page.short), _cm(page.long)),
        margins=tuple(
            (name, _cm(abs(value)))
            for name, value in (
                ("boven", page.top),
                ("rechts", page.right),
                ("onder", page.bottom),
                ("links", page.left),
            )
        ),
        font=body.font,
        font_size=body.size,
        fonts=tuple(fonts),
        color=house.palette.accent,
        found=found,
        made=tuple(dutch_name(name) for name in house.taken.made if name in _OF_WORD),
        own_found=len(own & set(house.taken.found)),
        own_made=len(own & set(house.taken.made)),
        table=house.taken.found.get(TABLE, ""),
        stories=house.stories,
        left=tuple(_left(data)),
        remarks=tuple(_remarks(house)),
    )


def dutch_name(ours: str) -> str:
    """What Word in Dutch calls a style: "heading 1" → "Kop 1"."""
    names = DUTCH.get(ours)
    return names[0][:1].upper() + names[0][1:] if names else ours


def _cm(twips: int) -> float:
    return round(twips / _CM, 1)


def _paper(page: Page) -> str:
    for (short, long), name in _PAPERS.items():
        if abs(page.short - short) < _PAPER_SLACK and abs(page.long - long) < _PAPER_SLACK:
            return name
    return ""


def _left(data: bytes) -> Iterator[str]:
    """What stays behind."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for pattern, words in _LEFT_PARTS:
            if any(re.fullmatch(pattern, name) for name in names):
                yield words
        for part, mark, words in _LEFT_WORDS:
            if part in names and mark in archive.read(part):
                yield words
        notes = archive.read("word/footnotes.xml") if "word/footnotes.xml" in names else b""
        if re.search(rb'<w:footnote w:id="[1-9]', notes):
            yield "voetnoten bij de voorbeeldtekst"
    yield "de tekst van het bestand zelf"


def _remarks(house: House) -> Iterator[str]:
    """What somebody had better know before the first document."""
    stories = house.stories
    unknown = sorted({name for s in stories for name in s.placeholders} - _FILLED)
    for name in unknown:
        yield f"{{{{{name}}}}} is onbekend en blijft staan. Bekend zijn: {_known()}."
    if not house.page.brings("header"):
        yield "Er is geen koptekst: regioplan zet er de titel, de status en de versie in."
    elif not any({"titel", "status", "versie"} & set(s.placeholders) for s in stories):
        yield (
            "De kop- en voetteksten noemen titel, status en versie niet. Zet er {{titel}},"
            " {{status}} of {{versie}} in, dan vult regioplan die in."
        )
    if not house.page.brings("footer"):
        yield "Er is geen voettekst: regioplan zet er de regio en het paginanummer in."
    elif not any("PAGE" in s.fields for s in stories if s.kind == "default"):
        yield "De pagina’s hebben geen paginanummer. Voeg er in Word een toe aan de voettekst."
    if not any(name.startswith("heading ") for name in house.taken.found):
        yield "Er zijn geen stijlen voor koppen: regioplan maakt ze in het lettertype van de tekst."
    if any(s.pictures and s.kind == "default" for s in stories) and house.page.first_differs:
        return
    if not any(s.pictures for s in stories):
        yield "In de kop- en voetteksten staat geen afbeelding, dus ook geen logo."


def _known() -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)
