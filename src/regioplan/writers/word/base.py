"""The base document: an empty Word file with our own look, and its styles by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word import look
from regioplan.writers.word.fonts import Face, Faces
from regioplan.writers.word.headers import tab_stops
from regioplan.writers.word.oxml import clean, el, insert_in_order
from regioplan.writers.word.page import Page

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

_STYLE = qn("w:style")

# Styles that Word shows in its gallery; the others wait in the full list.
_GALLERY = frozenset({"Normal", "Title", "Subtitle", "Quote", "caption", "Strong", "Emphasis"})


class Styles:
    """The styles of a base document, found by their `w:name`.

    Word in Dutch gives its own styles Dutch ids (Kop1) and keeps their English names, so an id is
    always looked up.
    """

    def __init__(
        self,
        root: Element,
        page: Page | None = None,
        theme_fonts: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take the `w:styles` of a document, the page they are made for, the fonts of its theme."""
        self._root = root
        self.page = page or Page()
        self._elements = {_w_name(style).lower(): style for style in root.findall(_STYLE)}
        self._names = {
            str(style.get(qn("w:styleId"))): _w_name(style) for style in self._elements.values()
        }
        self._faces = Faces(root, theme_fonts)
        self._wide: dict[tuple[str, bool], float] = {}

    def __contains__(self, name: str) -> bool:
        """Whether there is a style with this name (in any case)."""
        return name.lower() in self._elements

    def element(self, name: str) -> Element:
        """The `w:style` with this name (in any case)."""
        return self._elements[name.lower()]

    def alias(self, name: str, found: str) -> None:
        """Let one of our names stand for a style that has another name."""
        style = self._elements[found.lower()]
        self._elements[name.lower()] = style
        self._names[str(style.get(qn("w:styleId")))] = name

    def add(self, style: Element) -> None:
        """Add a style that is not there."""
        self._root.append(style)
        self._wide.clear()
        self._elements[_w_name(style).lower()] = style
        self._names[str(style.get(qn("w:styleId")))] = _w_name(style)

    def face(self, name: str) -> Face:
        """The font and size of a style's text."""
        return self._faces.of(self.id(name))

    def wide(self, name: str, *, bold: bool = False) -> float:
        """The size in points at which our own font is as wide as the text of a style."""
        if (name, bold) not in self._wide:
            face = self.face(name)
            self._wide[name, bold] = face.size * (face.bold_factor if bold else face.factor)
        return self._wide[name, bold]

    @property
    def table_stretch(self) -> float:
        """How much wider the text of tables prints than ours does."""
        wide = self.wide("Tabeltekst"), self.wide("Tabeltotaal", bold=True)
        return max(look.TABLE_SIZE, *wide) / look.TABLE_SIZE

    def id(self, name: str) -> str:
        """The id of the style with this name (in any case)."""
        return str(self._elements[name.lower()].get(qn("w:styleId")))

    def name(self, identifier: str) -> str:
        """The name of the style with this id."""
        return self._names[identifier]

    def chain(self, identifier: str) -> Iterator[Element]:
        """A style and what it is based on, by its id; "": the default of a paragraph."""
        styles = {str(style.get(qn("w:styleId"))): style for style in self._root.findall(_STYLE)}
        identifier = identifier or self.id("Normal")
        seen: set[str] = set()
        while identifier in styles and identifier not in seen:
            seen.add(identifier)
            yield styles[identifier]
            based = styles[identifier].find(qn("w:basedOn"))
            identifier = "" if based is None else str(based.get(qn("w:val")))

    def default_spacing(self) -> list[Element]:
        """The `w:spacing` that every paragraph has, if there is one."""
        path = ("w:docDefaults", "w:pPrDefault", "w:pPr", "w:spacing")
        return self._root.findall("/".join(map(qn, path)))

    def tab_stops(self, identifier: str) -> dict[int, tuple[str, str]]:
        """The tab stops of a style, by their places: (kind, leader)."""
        found: dict[int, tuple[str, str]] = {}
        for style in reversed(list(self.chain(identifier))):
            found |= tab_stops(style.find(f"{qn('w:pPr')}/{qn('w:tabs')}"))
        return {at: stop for at, stop in found.items() if stop[0] != "clear"}

    def free_id(self, wanted: str) -> str:
        """An id that no style has."""
        taken = {str(style.get(qn("w:styleId"))) for style in self._root.findall(_STYLE)}
        return wanted if wanted not in taken else self.free_id(f"{wanted}Rp")

    def variant(self, based: str, name: str, *properties: Element) -> str:
        """The id of a paragraph style that is `based` with other properties; made once."""
        if name.lower() not in self._elements:
            identifier = self.free_id("".join(w[:1].upper() + w[1:] for w in name.split()))
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
            self.add(style)
        return self.id(name)

    def tie_numbering(self, name: str, num_id: int, level: int) -> None:
        """Give every paragraph of a style its place in a numbering, unless it has its own."""
        style = self.element(name)
        properties = style.find(qn("w:pPr"))
        if properties is None:
            properties = el("w:pPr")
            insert_in_order(style, properties)
        if properties.find(qn("w:numPr")) is None:
            numbering = el("w:numPr", el("w:ilvl", w_val=level), el("w:numId", w_val=num_id))
            insert_in_order(properties, numbering)


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
    refill(word.styles.element, _DEFAULTS.format(language=language), *map(style_xml, look.styles()))
    fill_settings(word.settings.element, language)
    refill(word.part.numbering_part.element)
    refill(word.element.body)
    return word


def fill_settings(root: Element, language: str) -> None:
    """Replace all settings by ours."""
    refill(root, _SETTINGS.format(language=language))


def refill(root: Element, *fragments: str) -> None:
    """Replace all that stands in an element."""
    for child in list(root):
        root.remove(child)
    root.extend(parse_xml(f"<w:x {nsdecls('w')}>{''.join(fragments)}</w:x>"))


def style_xml(style: look.Style) -> str:
    """One `w:style`; its children stand in the order of the schema."""
    default = ' w:default="1"' if style.id in _DEFAULT_IDS else ""
    custom = "" if style.name in BUILTIN else ' w:customStyle="1"'
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
BUILTIN = frozenset(
    {
        *_GALLERY,
        "Default Paragraph Font",
        "Normal Table",
        "Intense Emphasis",
        "Hyperlink",
        "footnote reference",
        "footnote text",
        "TOC Heading",
        "table of figures",
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
