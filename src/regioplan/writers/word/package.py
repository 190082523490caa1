"""The file itself: what it says of itself, and the same bytes for the same document."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile

from docx.document import Document as WordDocument
from docx.opc.part import Part

from regioplan.errors import RegioplanError
from regioplan.markdown import Properties
from regioplan.writers.word.oxml import clean

_OLDEST = 315532800
"""1 January 1980: the first day that a zip file knows, in seconds since 1970."""
_LATEST = 4354819199
"""31 December 2107: the last one."""

_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>regioplan</Application></Properties>"
)
_LONGEST_PROPERTY = 255


def pack(word: WordDocument, properties: Properties) -> bytes:
    """The bytes of the .docx.

    Raises:
        RegioplanError: the environment variable SOURCE_DATE_EPOCH is no number of seconds.
    """
    when = _moment()
    _describe(word, properties, when)
    for relation in word.part.package.rels.values() if word.part.package else ():
        part: Part = relation.target_part
        if part.partname == "/docProps/app.xml":
            part._blob = _APPLICATION  # noqa: SLF001  # python-docx has no other way in
    raw = io.BytesIO()
    word.save(raw)
    return _stable(raw, when)


def _moment() -> dt.datetime:
    """The time in the file: never the clock."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "") or str(_OLDEST)
    try:
        seconds = int(said)
    except ValueError:
        raise RegioplanError(
            f"SOURCE_DATE_EPOCH is “{said}”. Geef een aantal seconden sinds 1970, of laat deze weg."
        ) from None
    kept = min(max(seconds, _OLDEST), _LATEST)
    return dt.datetime.fromtimestamp(kept, dt.UTC).replace(tzinfo=None)


def _describe(word: WordDocument, properties: Properties, when: dt.datetime) -> None:
    """Fill the core properties; python-docx refuses more than 255 characters in one."""
    core = word.core_properties
    authors = "; ".join(properties.authors) or properties.region
    for name, value in (
        ("title", properties.title),
        ("subject", properties.subtitle),
        ("author", authors),
        ("last_modified_by", authors),
        ("keywords", properties.region),
        ("language", properties.language),
        ("content_status", properties.status),
        ("version", properties.version),
        ("comments", properties.provenance),
    ):
        setattr(core, name, clean(value)[:_LONGEST_PROPERTY])
    core.created = core.modified = when
    core.revision = 1


def _stable(raw: io.BytesIO, when: dt.datetime) -> bytes:
    """Rewrite the archive: entries sorted, one date, no trace of the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        # A reader looks for the content types first.
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, date_time=when.timetuple()[:6])
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name), compresslevel=6)
    return out.getvalue()
