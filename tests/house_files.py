"""Stand-ins for the house style files that regions have: Dutch ids, a logo, leftovers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from word_sample import png

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LOGO = png(90, 30)

SECRETS = (
    "K:\\Sjablonen\\gemeente.dotm",
    "Jan Geheim",
    "Piet Bewerker",
    "Vertrouwelijk",
    "2f1c7d9e-label",
    "geheime opmerking",
    "klantnummer 123",
    "Voorbeeldtekst van de huisstijl",
    "Een voetnoot uit het voorbeeld",
    "00A1B2C3",
    "adressen.xlsx",
    "bouwsteen",
)
"""What stands in the leftovers of a stand-in, and in no document that is made with it."""


@dataclass(frozen=True)
class Look:
    """What one stand-in is like."""

    styles: str
    header: str = ""
    first_header: str = ""
    footer: str = ""
    template: bool = False
    paper: tuple[int, int] = (11906, 16838)
    margins: tuple[int, int, int, int] = (1985, 1418, 1701, 1701)
    language: str = "nl-NL"
    font: str = "Verdana"
    size: int = 18
    theme_accent: str = "E17000"
    numbering: str = ""
    leftovers: bool = True
    more_sections: str = ""
    document: str = "word/document.xml"
    settings: str = ""
    more: Mapping[str, bytes] = field(default_factory=dict)


def picture(number: int, relation: str = "rId1", width: int = 1080000) -> str:
    """A run with the logo."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{width // 3}"/>'
        f'<wp:docPr id="{number}" name="Afbeelding {number}" descr="Logo"/><a:graphic>'
        "<a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        "<pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{width // 3}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def runs(*texts: str) -> str:
    """Runs, as Word splits a text."""
    return "".join(
        "<w:r><w:tab/></w:r>"
        if text == "\t"
        else f'<w:r w:rsidR="00A1B2C3"><w:t xml:space="preserve">{text}</w:t></w:r>'
        for text in texts
    )


def field_runs(instruction: str, shown: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def para(style: str, *content: str) -> str:
    """A paragraph."""
    inside = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(content)}'
    return f'<w:p w:rsidR="00A1B2C3">{inside}</w:p>'


def style(  # noqa: PLR0913  # the parts of a style
    name: str,
    identifier: str,
    kind: str = "paragraph",
    *,
    based: str = "",
    ppr: str = "",
    rpr: str = "",
    more: str = "",
    custom: bool = False,
    default: bool = False,
) -> str:
    """A `w:style`."""
    return (
        f'<w:style w:type="{kind}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}'
        f"{' w:customStyle=' + chr(34) + '1' + chr(34) if custom else ''} "
        f'w:styleId="{identifier}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + '<w:rsid w:val="00A1B2C3"/>'
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + more
        + "</w:style>"
    )


def _header(content: str, tag: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def _types(parts: Iterable[tuple[str, str]]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _relations(relations: Iterable[tuple[str, str, str, bool]]) -> str:
    inside = "".join(
        f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for rid, kind, target, external in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def theme(font: str, accent: str) -> str:
    """A theme with one colour that matters."""
    slots = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>'
        for slot, value in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F1F1F"), ("lt2", "EEEEEE"),
            ("accent1", accent), ("accent2", "007BC7"), ("accent3", "39870C"),
            ("accent4", "F9B000"), ("accent5", "42145F"), ("accent6", "A90061"),
            ("hlink", "0563C1"), ("folHlink", "954F72"),
        )
    )  # fmt: skip
    fonts = "".join(
        f'<a:{part}Font><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{part}Font>"
        for part in ("major", "minor")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f"<a:ln>{fill}</a:ln>"
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Huis">'
        f'<a:themeElements><a:clrScheme name="Huis">{slots}</a:clrScheme>'
        f'<a:fontScheme name="Huis">{fonts}</a:fontScheme><a:fmtScheme name="Huis">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _body(look: Look) -> str:
    references = "".join(
        f'<w:{tag}Reference w:type="{kind}" r:id="{rid}"/>'
        for tag, kind, rid, content in (
            ("header", "default", "rId20", look.header),
            ("header", "first", "rId21", look.first_header),
            ("footer", "default", "rId22", look.footer),
        )
        if content
    )
    top, right, bottom, left = look.margins
    width, height = look.paper
    sample = para("Standaard", runs("Voorbeeldtekst van de huisstijl"))
    if look.leftovers:
        sample += (
            '<w:p><w:ins w:id="7" w:author="Piet Bewerker" w:date="2024-01-01T00:00:00Z"><w:r>'
            "<w:t>x"
            '</w:t></w:r></w:ins><w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/><w:r>'
            '<w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        )
    return (
        f"<w:document {NAMESPACES}><w:body>{look.more_sections}{sample}"
        f'<w:sectPr w:rsidR="00A1B2C3">{references}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        'w:header="709" w:footer="567" w:gutter="0"/><w:pgNumType w:start="3"/>'
        + ("<w:titlePg/>" if look.first_header else "")
        + "</w:sectPr></w:body></w:document>"
    )


def _settings(look: Look) -> str:
    private = (
        '<w:attachedTemplate r:id="rId1"/><w:documentProtection w:edit="readOnly" '
        'w:enforcement="1"/>'
    )
    mail = (
        '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>'
        '<w:connectString w:val="adressen.xlsx"/></w:mailMerge>'
    )
    marks = (
        '<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids>'
        '<w:docVars><w:docVar w:name="klant" w:val="klantnummer 123"/></w:docVars>'
    )
    some = look.leftovers
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="90"/>{private if some else ""}'
        f'{mail if some else ""}{look.settings}<w:defaultTabStop w:val="709"/>'
        f"{marks if some else ''}</w:settings>"
    )


def made(look: Look) -> bytes:
    """The bytes of a stand-in."""
    kinds = f"{_OFFICE}/relationships"
    main = "template" if look.template else "document"
    language = f'<w:lang w:val="{look.language}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{look.font}" '
        f'w:hAnsi="{look.font}"/><w:sz w:val="{look.size}"/>{language}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    files: dict[str, str | bytes] = {
        look.document: _body(look),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{defaults}{look.styles}</w:styles>",
        "word/settings.xml": _settings(look),
        "word/theme/theme1.xml": theme(look.font, look.theme_accent),
        "word/media/image1.png": LOGO,
    }
    types = [
        (look.document, f"{_WORD}.{main}.main+xml"),
        ("word/styles.xml", f"{_WORD}.styles+xml"),
        ("word/settings.xml", f"{_WORD}.settings+xml"),
        ("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ]
    relations = [
        ("rId1", f"{kinds}/styles", "styles.xml", False),
        ("rId2", f"{kinds}/settings", "settings.xml", False),
        ("rId3", f"{kinds}/theme", "theme/theme1.xml", False),
    ]
    package = [("rId1", f"{kinds}/officeDocument", look.document, False)]
    for rid, tag, file, content in (
        ("rId20", "hdr", "header1", look.header),
        ("rId21", "hdr", "header2", look.first_header),
        ("rId22", "ftr", "footer1", look.footer),
    ):
        if content:
            kind = file.rstrip("12")
            files[f"word/{file}.xml"] = _header(content, tag)
            files[f"word/_rels/{file}.xml.rels"] = _relations(
                [("rId1", f"{kinds}/image", "media/image1.png", False)]
            )
            types.append((f"word/{file}.xml", f"{_WORD}.{kind}+xml"))
            relations.append((rid, f"{kinds}/{kind}", f"{file}.xml", False))
    if look.numbering:
        files["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{look.numbering}</w:numbering>"
        types.append(("word/numbering.xml", f"{_WORD}.numbering+xml"))
        relations.append(("rId4", f"{kinds}/numbering", "numbering.xml", False))
    if look.leftovers:
        _add_leftovers(files, types, relations, package)
    files |= look.more
    files["_rels/.rels"] = _relations(package)
    files["word/_rels/" + look.document.rpartition("/")[2] + ".rels"] = _relations(relations)
    files["[Content_Types].xml"] = _types(types)
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file, the content types first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda n: (n != "[Content_Types].xml", n)):
            archive.writestr(zipfile.ZipInfo(name), files[name])
    return out.getvalue()


def _add_leftovers(
    files: dict[str, str | bytes],
    types: list[tuple[str, str]],
    relations: list[tuple[str, str, str, bool]],
    package: list[tuple[str, str, str, bool]],
) -> None:
    """What a file gathers in a town hall, and must not be passed on."""
    kinds = f"{_OFFICE}/relationships"
    files["word/_rels/settings.xml.rels"] = _relations(
        [("rId1", f"{kinds}/attachedTemplate", "file:///K:\\Sjablonen\\gemeente.dotm", True)]
    )
    files["word/comments.xml"] = (
        f'<w:comments {NAMESPACES}><w:comment w:id="1" w:author="Piet Bewerker"><w:p><w:r><w:t>'
        "geheime opmerking</w:t></w:r></w:p></w:comment></w:comments>"
    )
    files["word/footnotes.xml"] = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
        '<w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Een voetnoot '
        "uit het voorbeeld</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    files["customXml/item1.xml"] = "<gegevens>Vertrouwelijk</gegevens>"
    files["docProps/custom.xml"] = (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="MSIP_Label">'
        "<vt:lpwstr>2f1c7d9e-label</vt:lpwstr></property></Properties>"
    )
    files["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jan Geheim</dc:creator>'
        "<cp:lastModifiedBy>Piet Bewerker</cp:lastModifiedBy><cp:category>Vertrouwelijk"
        "</cp:category></cp:coreProperties>"
    )
    files["docProps/app.xml"] = (
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Manager>Jan Geheim</Manager>'
        "<Company>Vertrouwelijk</Company></Properties>"
    )
    files["word/glossary/document.xml"] = (
        f"<w:glossaryDocument {NAMESPACES}><w:docParts/><!-- bouwsteen --></w:glossaryDocument>"
    )
    office = "application/vnd.openxmlformats-officedocument"
    types += [
        ("word/comments.xml", f"{_WORD}.comments+xml"),
        ("word/footnotes.xml", f"{_WORD}.footnotes+xml"),
        ("word/glossary/document.xml", f"{_WORD}.document.glossary+xml"),
        ("docProps/custom.xml", f"{office}.custom-properties+xml"),
        ("docProps/app.xml", f"{office}.extended-properties+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    relations += [
        ("rId30", f"{kinds}/comments", "comments.xml", False),
        ("rId31", f"{kinds}/footnotes", "footnotes.xml", False),
        ("rId32", f"{kinds}/customXml", "../customXml/item1.xml", False),
        ("rId33", f"{kinds}/glossaryDocument", "glossary/document.xml", False),
    ]
    package += [
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
        ("rId3", f"{kinds}/extended-properties", "docProps/app.xml", False),
        ("rId4", f"{kinds}/custom-properties", "docProps/custom.xml", False),
    ]


# ------------------------------------------------------------------ the stand-ins

_PLAIN = (
    style("Normal", "Standaard", default=True, rpr='<w:lang w:val="nl-NL"/>'),
    style("Default Paragraph Font", "Standaardalinea-lettertype", "character", default=True),
    style(
        "Normal Table",
        "Standaardtabel",
        "table",
        default=True,
        more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>',
    ),
)
_PAGE = (
    style(
        "header",
        "Koptekst",
        based="Standaard",
        ppr='<w:tabs><w:tab w:val="center" w:pos="4393"/>'
        '<w:tab w:val="right" w:pos="8787"/></w:tabs>',
        rpr='<w:color w:val="666666"/><w:sz w:val="14"/>',
    ),
    style(
        "footer",
        "Voettekst",
        based="Standaard",
        ppr='<w:tabs><w:tab w:val="right" w:pos="8787"/></w:tabs>',
        rpr='<w:sz w:val="14"/>',
    ),
)
_HEADINGS = (
    style(
        "heading 1",
        "Kop1",
        based="Standaard",
        ppr='<w:keepNext/><w:numPr><w:numId w:val="4"/></w:numPr><w:spacing w:before="480" '
        'w:after="120"/><w:ind w:left="851" w:hanging="851"/><w:outlineLvl w:val="0"/>',
        rpr='<w:b/><w:color w:val="E17000"/><w:sz w:val="32"/>',
    ),
    style(
        "heading 2",
        "Kop2",
        based="Standaard",
        ppr='<w:keepNext/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>'
        '<w:spacing w:before="280" w:after="60"/><w:outlineLvl w:val="1"/>',
        rpr='<w:b/><w:color w:val="E17000"/><w:sz w:val="24"/>',
    ),
)
_NUMBERED = (
    '<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Kop1"/>'
    '<w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="851" w:hanging="851"/></w:pPr><w:rPr><w:color '
    'w:val="007BC7"/></w:rPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:pStyle w:val="Kop2"/><w:lvlText w:val="%1.%2."/>'
    '<w:lvlJc w:val="left"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle '
    'w:val="Lijstopsomteken"/><w:lvlText w:val="■"/><w:lvlJc w:val="left"/><w:pPr><w:ind '
    'w:left="360" w:hanging="360"/></w:pPr><w:rPr><w:color w:val="E17000"/></w:rPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="6">'
    '<w:abstractNumId w:val="5"/></w:num>'
)
_BULLET = style(
    "List Bullet",
    "Lijstopsomteken",
    based="Standaard",
    ppr='<w:numPr><w:numId w:val="6"/></w:numPr><w:spacing w:after="40"/>',
)
_NOTES = (
    style("footnote text", "Voetnoottekst", based="Standaard", rpr='<w:sz w:val="14"/>'),
    style(
        "footnote reference",
        "Voetnootmarkering",
        "character",
        based="Standaardalinea-lettertype",
        rpr='<w:vertAlign w:val="superscript"/>',
    ),
)
_TABLE = style(
    "Tabel gemeente",
    "Tabelgemeente",
    "table",
    based="Standaardtabel",
    custom=True,
    more='<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="42145F"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="CCCCCC"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd '
    'w:val="clear" w:color="auto" w:fill="42145F"/></w:tcPr></w:tblStylePr>',
)
_HEADER = para(
    "Koptekst",
    runs(
        "Gemeente Voorbeeldstad", "\t", "{{ti", "tel}}", "\t", "{{status}} · versie {{v", "ersie}}"
    ),
)
_FIRST = para("Koptekst", picture(1)) + para("Koptekst", runs("Postbus 1, 1000 AA Voorbeeldstad"))
_FOOTER = para(
    "Voettekst",
    runs("{{ Regio }} · {{datum}}", "\t"),
    field_runs("PAGE", "7"),
    field_runs("FILENAME \\p", "K:\\Sjablonen\\gemeente.dotm"),
)

DUTCH = Look(
    "".join((*_PLAIN, *_PAGE, *_HEADINGS, _BULLET, *_NOTES, _TABLE)),
    header=_HEADER,
    first_header=_FIRST,
    footer=_FOOTER,
    numbering=_NUMBERED,
)
"""As a town hall's communication department makes them: in Dutch Word, with only what was used."""

LETTER = Look(
    "".join(
        (
            style("Normal", "Normal", default=True, rpr='<w:lang w:val="en-US"/>'),
            style("Kop 1", "Kop1huis", based="Normal", custom=True, rpr='<w:sz w:val="36"/>'),
            style("Inhopg 1", "Inh1", based="Normal", custom=True, rpr="<w:b/>"),
            style("Titel", "DocTitel", based="Normal", custom=True, rpr='<w:sz w:val="72"/>'),
        )
    ),
    paper=(12240, 15840),
    margins=(1440, 1440, 1440, 1440),
    language="en-US",
    font="Georgia",
    size=22,
    theme_accent="4472C4",
    template=True,
    document="word/document2.xml",
)
"""A template from an American Word: its own Dutch names, no headers, no table style."""

BARE = Look(
    style("Normal", "Normal", default=True),
    font="Arial",
    size=20,
    leftovers=False,
    theme_accent="FFD200",
    header=para("Normal", picture(1)),
)
"""An empty letter: one style, and a logo on every page; a colour that is too light to read."""

STAND_INS: Mapping[str, Look] = {"gemeente": DUTCH, "letter": LETTER, "kaal": BARE}
