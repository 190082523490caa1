"""The door for a Word file that somebody else made: a sound .docx or .dotx comes in, or none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TypeVar

import docx
from docx.document import Document as WordDocument
from docx.opc.part import XmlPart

from regioplan.errors import RegioplanError

_LARGEST = 300_000_000
"""Unpacked, in bytes: no house style comes near it, and a bomb goes far beyond."""
_MOST_PARTS = 5_000

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"

_SAVE_AS = "Open het in Word en sla het op als .docx of .dotx."
_NO_WORD = f"Het bestand met de huisstijl is geen Word-bestand (.docx of .dotx). {_SAVE_AS}"
_BROKEN = (
    "Het bestand met de huisstijl is beschadigd of is geen Word-bestand. Open het in Word, sla het"
    " opnieuw op als .docx, en probeer het nog eens."
)

# How files begin that people take for a Word file.
_OTHER_KINDS = (
    (b"%PDF", "Het bestand met de huisstijl is een PDF. Neem het Word-bestand waar die uit komt."),
    (b"{\\rtf", f"Het bestand met de huisstijl is een RTF-bestand. {_SAVE_AS}"),
)
_OLD_FILE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# What stands in the list of content types of another kind of file.
_OTHER_TYPES = (
    (
        b"macroEnabled",
        "Het bestand met de huisstijl bevat macro’s (.docm of .dotm). Sla het op als .docx.",
    ),
    (b"spreadsheetml.sheet.main", "Het bestand met de huisstijl is van Excel, niet van Word."),
    (
        b"presentationml.presentation.main",
        "Het bestand met de huisstijl is van PowerPoint, niet van Word.",
    ),
)

Result = TypeVar("Result")


def opened(data: bytes) -> WordDocument:
    """The document in a .docx or .dotx.

    Raises:
        RegioplanError: it is another kind of file, protected, far too large or damaged.
    """
    _demand_zip(data)
    word = guarded(lambda: docx.Document(io.BytesIO(_as_document(data))))
    for part in word.part.package.iter_parts() if word.part.package else ():
        if isinstance(part, XmlPart) and part.element.getroottree().docinfo.doctype:
            raise RegioplanError(_BROKEN)
    return word


def guarded(work: Callable[[], Result]) -> Result:
    """Do something with a stranger's file; whatever goes wrong is a fault of that file."""
    try:
        return work()
    except RegioplanError:
        raise
    # A broken file meets any line of zipfile, lxml or python-docx, with any exception.
    except Exception as error:
        raise RegioplanError(_BROKEN) from error


def _demand_zip(data: bytes) -> None:
    """Say what it is when it is no zip file."""
    for beginning, message in _OTHER_KINDS:
        if data.startswith(beginning):
            raise RegioplanError(message)
    if data.startswith(_OLD_FILE):
        if _ENCRYPTED in data:
            raise RegioplanError(
                "Het bestand met de huisstijl is beveiligd met een wachtwoord. Haal de beveiliging"
                " er in Word af."
            )
        raise RegioplanError(
            f"Het bestand met de huisstijl is van een oude Word-versie (.doc). {_SAVE_AS}"
        )
    if not data.startswith(b"PK"):
        raise RegioplanError(_NO_WORD)


def _as_document(data: bytes) -> bytes:
    """The file as a .docx: a template differs from it in one content type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        names = {info.filename for info in infos}
        if sum(info.file_size for info in infos) > _LARGEST or len(infos) > _MOST_PARTS:
            raise RegioplanError(
                "Het bestand met de huisstijl is uitgepakt veel te groot. Haal grote afbeeldingen"
                " eruit, of begin met een leeg document in de huisstijl."
            )
        if _TYPES not in names:
            if "mimetype" in names:
                raise RegioplanError(
                    "Het bestand met de huisstijl is van LibreOffice (.odt of .ott). Sla het daar"
                    " op als Word-bestand (.docx)."
                )
            raise RegioplanError(_NO_WORD)
        types = archive.read(_TYPES)
        for mark, message in _OTHER_TYPES:
            if mark in types:
                raise RegioplanError(message)
        if any(b"purl.oclc.org/ooxml" in archive.read(n) for n in names & {"_rels/.rels"}):
            raise RegioplanError(
                "Het bestand met de huisstijl is opgeslagen als ‘Strict Open XML’. Sla het in Word"
                " op als gewoon Word-document (.docx)."
            )
        if _TEMPLATE not in types:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for info in infos:
                own = info.filename == _TYPES
                target.writestr(
                    info.filename,
                    types.replace(_TEMPLATE, _DOCUMENT) if own else archive.read(info),
                )
        return out.getvalue()
