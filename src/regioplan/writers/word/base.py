"""The base document: an empty Word file with our own look, and its styles by their names."""

from __future__ import annotations

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word import look
from regioplan.writers.word.oxml import clean, el

# Parts of python-docx's own template that say nothing about our document.
_SUPERFLUOUS = frozenset({"stylesWithEffects", "customXml", "thumbnail", "webSettings"})

_WORD_URI = "http://schemas.microsoft.com/office/word"

# Without a compatibility mode Word opens a file as one of Word 2007, with its layout.
_SETTINGS = (
    '<w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    "<w:compat>"
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD_URI}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="{language}"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
    'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)

_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{look.FONT}" w:eastAsia="{look.FONT}" '
    f'w:hAnsi="{look.FONT}" w:cs="{look.FONT}"/><w:sz w:val="{round(look.BODY_SIZE * 2)}"/>'
    f'<w:szCs w:val="{round(look.BODY_SIZE * 2)}"/>'
    '<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)

# Where Calibri is missing, Carlito has the same widths: lines and pages stay where they are.
_FONTS = (
    f'<w:fonts {nsdecls("w")}><w:font w:name="{look.FONT}"><w:altName w:val="Carlito"/>'
    '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)

# Styles that Word shows in its gallery; the others wait in the full list.
_GALLERY = frozenset({"Normal", "Title", "Subtitle", "Quote", "caption", "Strong", "Emphasis"})


class Styles:
    """The styles of a base document, found by their `w:name`.

    Word in Dutch gives its own styles Dutch ids (Kop1) and keeps their English names, so an id is
    always looked up.
    """

    def __init__(self, root: Element) -> None:
        """Take the `w:styles` element of a document."""
        self._root = root
        self._elements = {_w_name(style).lower(): style for style in root.findall(qn("w:style"))}
        self._names = {
            str(style.get(qn("w:styleId"))): _w_name(style) for style in self._elements.values()
        }

    def id(self, name: str) -> str:
        """The id of the style with this name (in any case)."""
        return str(self._elements[name.lower()].get(qn("w:styleId")))

    def name(self, identifier: str) -> str:
        """The name of the style with this id."""
        return self._names[identifier]

    def variant(self, based: str, name: str, *properties: Element) -> str:
        """The id of a paragraph style that is `based` with other properties; made once."""
        if name.lower() not in self._elements:
            identifier = "".join(word[:1].upper() + word[1:] for word in name.split())
            style = el(
                "w:style",
                el("w:name", w_val=name),
                el("w:basedOn", w_val=self.id(based)),
                el("w:next", w_val=self.id("Normal")),
                el("w:uiPriority", w_val=99),
                el("w:pPr", *properties),
                w_type="paragraph",
                w_customStyle=1,
                w_styleId=identifier,
            )
            self._root.append(style)
            self._elements[name.lower()] = style
            self._names[identifier] = name
        return self.id(name)

    def tie_numbering(self, name: str, num_id: int, level: int) -> None:
        """Give every paragraph of a style its place in a numbering."""
        properties = self._elements[name.lower()].find(qn("w:pPr"))
        assert properties is not None, name
        numbering = el("w:numPr", el("w:ilvl", w_val=level), el("w:numId", w_val=num_id))
        before = {qn(f"w:{tag}") for tag in ("keepNext", "keepLines", "pageBreakBefore")}
        place = sum(1 for child in properties if child.tag in before)
        properties.insert(place, numbering)


def _w_name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val")))


def open_base(language: str) -> WordDocument:
    """An empty document with our look; `language` as in "nl-NL"."""
    word = docx.Document()
    for relations in (word.part.rels, word.part.package.rels):
        for rid in [
            rid
            for rid, relation in relations.items()
            if relation.reltype.rsplit("/", 1)[1] in _SUPERFLUOUS
        ]:
            del relations[rid]
    fonts = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = _FONTS.encode()  # noqa: SLF001  # python-docx has no other way in
    language = clean(language)
    _refill(word.styles.element, _DEFAULTS.format(language=language), *map(_style, look.styles()))
    _refill(word.settings.element, _SETTINGS.format(language=language))
    _refill(word.part.numbering_part.element)
    _refill(word.element.body)
    return word


def _refill(root: Element, *fragments: str) -> None:
    """Replace all that stands in an element."""
    for child in list(root):
        root.remove(child)
    root.extend(parse_xml(f"<w:x {nsdecls('w')}>{''.join(fragments)}</w:x>"))


def _style(style: look.Style) -> str:
    """One `w:style`; its children stand in the order of the schema."""
    default = ' w:default="1"' if style.id in _DEFAULT_IDS else ""
    custom = "" if style.name in _BUILTIN else ' w:customStyle="1"'
    parts = (
        f'<w:name w:val="{style.name}"/>',
        style.based and f'<w:basedOn w:val="{style.based}"/>',
        style.next and f'<w:next w:val="{style.next}"/>',
        f'<w:uiPriority w:val="{_priority(style.name)}"/>',
        "<w:qFormat/>" if style.name in _GALLERY or style.name.startswith("heading") else "",
        style.ppr and f"<w:pPr>{style.ppr}</w:pPr>",
        style.rpr and f"<w:rPr>{style.rpr}</w:rPr>",
        style.more,
    )
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">'
        f"{''.join(parts)}</w:style>"
    )


_DEFAULT_IDS = frozenset({"Normal", "DefaultParagraphFont", "TableNormal"})
_BUILTIN = frozenset(
    {
        *_GALLERY,
        "Default Paragraph Font",
        "Normal Table",
        "Intense Emphasis",
        "Hyperlink",
        "footnote reference",
        "footnote text",
        "TOC Heading",
        "header",
        "footer",
        *(f"heading {level}" for level in range(1, 5)),
        *(f"toc {level}" for level in range(1, 5)),
        *(
            f"List {kind}{tail}"
            for kind in ("Bullet", "Number", "Continue")
            for tail in ("", " 2", " 3", " 4")
        ),
    }
)


def _priority(name: str) -> int:
    """Where Word sorts the style: what an editor needs comes first."""
    if name == "Normal" or name.startswith("List"):
        return 1
    return 9 if name.startswith("heading") else 39
