"""A Word file from elsewhere, opened with care: it may be broken, huge, or no Word file at all."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from regioplan.errors import RegioplanError

LARGEST = 200_000_000
"""Bytes that the parts of a file may have together, unpacked: a photo book stays below it."""

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that is encrypted, or of the Word before 2007."""
_MACROS = ("word/vbaProject.bin",)
_DOCUMENT = "word/document.xml"
# No entities, no network: a file from elsewhere may hold tricks.
_OPTIONS: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def qn(name: str) -> str:
    """`w:p` → `{http://…/main}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


class Package:
    """The parts of a Word file."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a file; `name` is only for messages.

        Raises:
            RegioplanError: it is no readable .docx.
        """
        self.name = name
        self._archive = _archive(name, content)
        self._parsed: dict[str, Any] = {}
        self._main = self._target("_rels/.rels", "officeDocument", "") or _DOCUMENT
        document = self.part(self._main)
        if document is None or document.find(qn("w:body")) is None:
            raise RegioplanError(
                f"{name} is geen Word-bestand: er zit geen tekst van Word in. Kies een .docx."
            )
        self.document: Any = document

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._archive.namelist())

    def part(self, name: str) -> Any:
        """The root of an XML part, or None when there is no such part.

        Raises:
            RegioplanError: the part is damaged.
        """
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    def related(self, kind: str) -> Any:
        """The root of the part that the document refers to as `kind` ("styles", "comments").

        Word on the web names its parts otherwise (`document2.xml`), so they are found by their
        relation. None when there is no such part.
        """
        folder, _, file = self._main.rpartition("/")
        name = self._target(f"{folder}/_rels/{file}.rels", kind, folder)
        return self.part(name or f"{folder}/{kind}.xml")

    def _target(self, relations: str, kind: str, folder: str) -> str:
        """The name of the part to which a list of relations leads by this kind; "" for none."""
        root = self.part(relations)
        for relation in () if root is None else root:
            if str(relation.get("Type", "")).endswith(f"/{kind}"):
                target = str(relation.get("Target", ""))
                inside = target.startswith("/") or not folder
                return target.removeprefix("/") if inside else f"{folder}/{target}"
        return ""

    def content(self, name: str) -> bytes:
        """The bytes of a part that is there.

        Raises:
            RegioplanError: the part is damaged.
        """
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise _damaged(self.name) from error

    def texts(self) -> Iterator[Any]:
        """The roots of all parts with text that a reader sees: body, notes, headers, footers."""
        yield self.document
        for name in sorted(self.names):
            stem = name.rpartition("/")[2]
            if name.endswith(".xml") and stem.startswith(
                ("header", "footer", "footnotes", "endnotes")
            ):
                yield self.part(name)

    def _parse(self, name: str) -> Any:
        if name not in self._archive.namelist():
            return None
        try:
            content = self._archive.read(name)
            root = etree.fromstring(content, etree.XMLParser(**_OPTIONS))
        except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError) as error:
            raise _damaged(self.name) from error
        except (RuntimeError, NotImplementedError) as error:  # a password, a strange compression
            raise RegioplanError(
                f"{self.name} is versleuteld of op een ongewone manier ingepakt. Bewaar het in "
                "Word opnieuw als .docx, zonder wachtwoord."
            ) from error
        if root.getroottree().docinfo.doctype:  # Word writes none; entities hide what a text says
            raise _damaged(self.name)
        return root


def _damaged(name: str) -> RegioplanError:
    return RegioplanError(
        f"{name} is beschadigd en niet te lezen. Open het in Word, bewaar het opnieuw als .docx en "
        "probeer het nog eens."
    )


def _archive(name: str, content: bytes) -> zipfile.ZipFile:
    """The zip of a Word file; what is none is told by what it is."""
    if content.startswith(_COMPOUND):
        raise RegioplanError(
            f"{name} heeft een wachtwoord, of is een Word-bestand van voor 2007 (.doc). Bewaar het "
            "in Word opnieuw als .docx, zonder wachtwoord."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = archive.namelist()
        size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise RegioplanError(
            f"{name} is geen Word-bestand, of het is beschadigd. Kies een .docx, of bewaar het in"
            " Word opnieuw als .docx."
        ) from error
    if any(part in names for part in _MACROS):
        raise RegioplanError(f"{name} bevat macro's (.docm). Bewaar het in Word opnieuw als .docx.")
    if "mimetype" in names and _DOCUMENT not in names:
        raise RegioplanError(
            f"{name} is een bestand van LibreOffice (.odt). Bewaar het opnieuw als .docx."
        )
    if size > LARGEST:
        raise RegioplanError(
            f"{name} is uitgepakt groter dan {LARGEST // 1_000_000} MB. Maak de afbeeldingen"
            " kleiner."
        )
    return archive
