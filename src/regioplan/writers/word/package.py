"""The file itself: what it says of itself, and the same bytes for the same document."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from regioplan.markdown import Properties
from regioplan.writers.clock import stamp
from regioplan.writers.word.oxml import clean

_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>regioplan</Application></Properties>"
)
_LONGEST_PROPERTY = 255
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that an application's users may name."""
_FIRST_PROPERTY = 2
"""Properties 0 and 1 of a set are its own."""


def pack(word: WordDocument, properties: Properties) -> bytes:
    """The bytes of the .docx.

    Raises:
        RegioplanError: the environment variable SOURCE_DATE_EPOCH is no number of seconds.
    """
    when = stamp()
    _describe(word, properties, when)
    package = word.part.package
    assert package is not None, "a document is always in a package"
    _attach(package, "app", RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, _APPLICATION)
    if properties.facts:
        _attach(package, "custom", RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, _facts(properties))
    raw = io.BytesIO()
    word.save(raw)
    return _stable(raw, when)


_CONTENT_TYPES = {
    "app": CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
    "custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}


def _attach(package: Package, name: str, kind: str, content: bytes) -> None:
    """Put `docProps/NAME.xml` in the file, in the place of what the base document had."""
    for rid in [rid for rid, relation in package.rels.items() if relation.reltype == kind]:
        del package.rels[rid]
    uri = PackURI(f"/docProps/{name}.xml")
    package.relate_to(Part(uri, _CONTENT_TYPES[name], content, package), kind)


def _facts(properties: Properties) -> bytes:
    """What the file says of itself to machines, as custom properties.

    `<property pid="2" name="regioplan-revisie" …><vt:lpwstr>1a2b</vt:lpwstr></property>`
    """
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(properties.facts, start=_FIRST_PROPERTY):
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property")
        for attribute, said in (("fmtid", _USER_DEFINED), ("pid", str(number)), ("name", name)):
            one.set(attribute, clean(said))
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = clean(value)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


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
