"""Checks of a PDF: tags, language, title, and what the tags say of the content.

This is a part of what PDF/UA-1 (ISO 14289-1) asks; only a certified checker can confirm the whole.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from regioplan.errors import RegioplanError
from regioplan.readers.audit.checks import Checks, Found, UnanswerableError, jumps, quoted

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # warns in English of what we tell in Dutch

KIND = "PDF"
CHECKS = Checks()
NOT_CHECKED = (
    "Of het bestand aan heel PDF/UA-1 voldoet: dat bevestigt alleen een erkend programma.",
    "Of de volgorde van lezen die van de tekst is.",
    "Het contrast van de kleuren.",
    "Of een beschrijving van een afbeelding zegt wat er te zien is.",
    "Of een stuk in een andere taal ook als die taal is aangemerkt.",
    "Of de tekst begrijpelijk is (B1).",
)

_DEEPEST = 400
_LONG = 15  # pages from which a reader wants bookmarks
_ACCESS = 1 << 9  # the permission to take out text for accessibility


class PdfFile:
    """A PDF with the questions that the checks ask of it."""

    def __init__(self, reader: PdfReader) -> None:
        """Take a reader that opened its file."""
        self.reader = reader
        self.root: Mapping[str, Any] = reader.root_object
        self.elements = tuple(_elements(_value(self.root.get("/StructTreeRoot"))))
        roles = _value((_value(self.root.get("/StructTreeRoot")) or {}).get("/RoleMap")) or {}
        self._roles = {_name(name): _name(role) for name, role in roles.items()}

    def role(self, element: Mapping[str, Any]) -> str:
        """The standard role of a tag, behind the names that a program gave it."""
        name = _name(element.get("/S"))
        for _ in range(len(self._roles)):
            if name not in self._roles or self._roles[name] == name:
                break
            name = self._roles[name]
        return name

    def of_role(self, *roles: str) -> list[Mapping[str, Any]]:
        """The tags with one of these roles, in order; without any tags nothing can be said."""
        if not self.elements:
            raise UnanswerableError
        return [element for element in self.elements if self.role(element) in roles]


def opened(name: str, content: bytes) -> PdfFile:
    """The file, ready for the checks. Raises `RegioplanError` when it cannot be read."""
    if not content.lstrip().startswith(b"%PDF"):
        raise RegioplanError(f"{name} is geen PDF. Kies een bestand dat een PDF is.")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RegioplanError(f"{name} heeft een wachtwoord. Haal het eerst weg.")
        len(reader.pages)
        return PdfFile(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RegioplanError(
            f"{name} is beschadigd en niet te lezen. Maak de PDF opnieuw."
        ) from error


def _name(found: Any) -> str:
    """A name without the slash that PDF writes before it."""
    return str(_value(found) or "").removeprefix("/")


def _value(found: Any) -> Any:
    """What stands behind a reference."""
    return found.get_object() if isinstance(found, IndirectObject) else found


def _elements(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every tag of the structure tree, parents before children, without a stack that can break."""
    waiting = [(tree, 0)]
    seen: set[int] = set()
    while waiting:
        node, depth = waiting.pop()
        node = _value(node)
        if isinstance(node, ArrayObject):
            waiting.extend((child, depth) for child in reversed(node))
        elif isinstance(node, DictionaryObject) and id(node) not in seen and depth < _DEEPEST:
            seen.add(id(node))
            if "/S" in node:
                yield node
            if "/K" in node:
                waiting.append((node["/K"], depth + 1))


def _children(element: Any) -> list[Any]:
    kids = _value(element.get("/K"))
    return list(kids) if isinstance(kids, ArrayObject) else [kids]


@CHECKS.add(
    "codes",
    "De tekst heeft tags",
    "PDF/UA-1 7.1",
    remedy="Maak de PDF opnieuw met tags: `regioplan render -o programma.pdf`, of in Word via"
    " Opslaan als > Opties > Documentstructuurcodes.",
)
def tagged(file: PdfFile) -> Found:
    """Marked, and with a structure tree that holds something."""
    marked = _value((_value(file.root.get("/MarkInfo")) or {}).get("/Marked"))
    if not file.elements:
        yield "", "er zijn geen tags: een schermlezer moet raden wat kop, lijst en tabel is"
    elif not (marked is True or str(marked) == "True"):
        yield "", "er zijn tags, maar het bestand zegt niet dat zij gelden"


@CHECKS.add(
    "titel",
    "Het bestand heeft een titel, en de lezer ziet die",
    "WCAG 2.4.2",
    remedy="Geef het document een titel en laat die in de titelbalk tonen.",
)
def title(file: PdfFile) -> Found:
    """The title, and the wish to show it instead of the file's name."""
    said = file.reader.metadata.title if file.reader.metadata else None
    if not (said or "").strip():
        yield "", "het bestand heeft geen titel"
    shown = _value((_value(file.root.get("/ViewerPreferences")) or {}).get("/DisplayDocTitle"))
    if str(shown) != "True":
        yield "", "de titelbalk toont de bestandsnaam in plaats van de titel"


@CHECKS.add(
    "taal",
    "De taal van de tekst is bekend",
    "WCAG 3.1.1",
    remedy="Stel de taal van het document in voor het maken van de PDF.",
)
def language(file: PdfFile) -> Found:
    """The catalog names a language."""
    if not str(_value(file.root.get("/Lang")) or "").strip():
        yield "", "nergens staat in welke taal het is geschreven"


@CHECKS.add(
    "tekst",
    "De bladzijden zijn tekst, geen foto's van tekst",
    "WCAG 1.4.5",
    remedy="Maak de PDF uit het document zelf in plaats van met een scanner.",
)
def real_text(file: PdfFile) -> Found:
    """A page with pictures and no text is a scan."""
    for number, page in enumerate(file.reader.pages, start=1):
        resources = _value(page.get("/Resources")) or {}
        objects = _value(resources.get("/XObject")) or {}
        if objects and not resources.get("/Font") and not (page.extract_text() or "").strip():
            yield f"bladzijde {number}", "er staat een afbeelding en geen tekst"


@CHECKS.add(
    "koppen",
    "Er zijn koppen, en geen niveau wordt overgeslagen",
    "WCAG 1.3.1",
    remedy="Geef koppen in het document de kopstijlen, in hun volgorde.",
)
def headings(file: PdfFile) -> Found:
    """The tags H1 to H6."""
    found = file.of_role("H1", "H2", "H3", "H4", "H5", "H6")
    if not found and not file.of_role("H"):
        yield "", "er is geen enkele kop"
    yield from jumps(
        (int(file.role(element)[1]), str(_value(element.get("/T")) or place))
        for place, element in enumerate(found, start=1)
    )


@CHECKS.add(
    "afbeeldingen",
    "Elke afbeelding heeft een beschrijving",
    "WCAG 1.1.1",
    remedy="Geef de afbeelding in het document een beschrijving.",
)
def pictures(file: PdfFile) -> Found:
    """Every Figure and Formula bears /Alt or /ActualText."""
    for number, figure in enumerate(file.of_role("Figure", "Formula"), start=1):
        words = _value(figure.get("/Alt")) or _value(figure.get("/ActualText")) or ""
        if not str(words).strip():
            yield f"afbeelding {number}", "de afbeelding heeft geen beschrijving"


@CHECKS.add(
    "tabellen",
    "Een tabel heeft kopcellen",
    "WCAG 1.3.1",
    remedy="Laat in het document de kopregel van de tabel herhalen.",
)
def tables(file: PdfFile) -> Found:
    """A Table tag holds TH somewhere."""
    for number, table in enumerate(file.of_role("Table"), start=1):
        inside = list(_elements(ArrayObject(_children(table))))
        rows = [e for e in inside if file.role(e) == "TR"]
        if len(rows) > 1 and not any(file.role(e) == "TH" for e in inside):
            yield f"tabel {number}", "de tabel heeft geen kopcellen"


@CHECKS.add(
    "bladwijzers",
    "Een lang stuk heeft bladwijzers",
    "WCAG 2.4.5",
    remedy="Laat bij het maken van de PDF bladwijzers van de koppen maken.",
    severity="advies",
)
def outline(file: PdfFile) -> Found:
    """An outline for more than a few pages."""
    pages = len(file.reader.pages)
    if pages >= _LONG and not file.reader.outline:
        yield "", f"het zijn {pages} bladzijden zonder bladwijzers"


@CHECKS.add(
    "volgorde",
    "De tabtoets volgt de tags",
    "PDF/UA-1 7.18.3",
    remedy="Maak de PDF opnieuw met tags; in Acrobat: Paginaminiaturen > Tabvolgorde > Structuur.",
)
def tab_order(file: PdfFile) -> Found:
    """A page with links or fields says /Tabs /S; told once, with the first page."""
    wrong = [
        number
        for number, page in enumerate(file.reader.pages, start=1)
        if _value(page.get("/Annots")) and str(_value(page.get("/Tabs"))) != "/S"
    ]
    if wrong:
        count = f"het aantal bladzijden waar de tabtoets de tags niet volgt is {len(wrong)}"
        yield "", f"{count}; de eerste is bladzijde {wrong[0]}"


@CHECKS.add(
    "links",
    "Elke link heeft een beschrijving",
    "PDF/UA-1 7.18.5",
    remedy="Maak de PDF opnieuw met een programma dat links beschrijft.",
    severity="advies",
)
def links(file: PdfFile) -> Found:
    """A Link annotation bears /Contents; counted per file, for a maker does all alike."""
    count = 0
    for page in file.reader.pages:
        for found in _value(page.get("/Annots")) or ():
            annotation = _value(found)
            is_link = str(_value(annotation.get("/Subtype"))) == "/Link"
            count += is_link and not str(_value(annotation.get("/Contents")) or "").strip()
    if count:
        yield "", f"het aantal links zonder beschrijving is {count}"


@CHECKS.add(
    "lettertypen",
    "Alle lettertypen zitten in het bestand",
    "PDF/UA-1 7.21.4.1",
    remedy="Laat bij het maken van de PDF alle lettertypen insluiten.",
)
def fonts(file: PdfFile) -> Found:
    """Each font has its program in it; told once by name."""
    told: set[str] = set()
    for page in file.reader.pages:
        resources = _value(page.get("/Resources")) or {}
        for found in (_value(resources.get("/Font")) or {}).values():
            font = _value(found)
            name = str(_value(font.get("/BaseFont")) or "?").removeprefix("/")
            if name not in told and not _embedded(font):
                told.add(name)
                yield "", f"het lettertype {quoted(name)} zit niet in het bestand"


def _embedded(font: Mapping[str, Any]) -> bool:
    if str(_value(font.get("/Subtype"))) == "/Type3":
        return True  # it is drawn by the file itself
    inner = [_value(f) for f in _value(font.get("/DescendantFonts")) or ()] or [font]
    programs = ("/FontFile", "/FontFile2", "/FontFile3")
    return any(
        name in (_value(one.get("/FontDescriptor")) or {}) for one in inner for name in programs
    )


@CHECKS.add(
    "beveiliging",
    "Hulpsoftware mag bij de tekst",
    "PDF/UA-1 7.16",
    remedy="Maak de PDF zonder beveiliging.",
)
def protection(file: PdfFile) -> Found:
    """An encrypted file must still give its text to assistive programs."""
    encrypted = _value(file.reader.trailer.get("/Encrypt"))
    if encrypted is not None and not int(_value(encrypted.get("/P", 0))) & _ACCESS:
        yield "", "de beveiliging houdt een schermlezer tegen"


@CHECKS.add(
    "belofte",
    "Het bestand zegt dat het voor iedereen toegankelijk is",
    "PDF/UA-1 5",
    remedy="Maak de PDF met een programma dat PDF/UA kan maken.",
    severity="advies",
)
def promise(file: PdfFile) -> Found:
    """The metadata name PDF/UA: a claim, not a proof."""
    stream = _value(file.root.get("/Metadata"))
    try:
        metadata = b"" if stream is None else stream.get_data()
    except (PyPdfError, AttributeError):
        metadata = b""
    if b"pdfuaid" not in metadata:
        yield "", "het bestand noemt PDF/UA niet"
