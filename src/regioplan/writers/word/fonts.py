"""The font and size that the text of a style gets, through all that the style is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_WORD_FONT, _WORD_SIZE = "Times New Roman", 10.0
"""What Word takes where a file says nothing."""
_OFFICE_FONTS = MappingProxyType({"major": "Calibri Light", "minor": "Calibri"})

# How wide running text prints beside Calibri. Those of Arial, Cambria, Courier, Verdana and
# Georgia, or of their free twins, were measured; the others are estimates, rather too wide.
_FACTORS = MappingProxyType(
    {
        "calibri": 1.0,
        "calibri light": 1.0,
        "carlito": 1.0,
        "aptos": 1.09,
        "arial": 1.09,
        "arial narrow": 0.9,
        "avenir": 1.1,
        "cambria": 1.02,
        "candara": 1.04,
        "century gothic": 1.2,
        "corbel": 1.03,
        "constantia": 1.06,
        "courier new": 1.48,
        "dejavu sans": 1.25,
        "fira sans": 1.1,
        "franklin gothic book": 1.02,
        "garamond": 0.93,
        "georgia": 1.27,
        "gill sans mt": 1.02,
        "helvetica": 1.09,
        "inter": 1.15,
        "lato": 1.06,
        "liberation sans": 1.09,
        "liberation serif": 1.0,
        "lucida sans": 1.2,
        "montserrat": 1.24,
        "noto sans": 1.15,
        "open sans": 1.15,
        "poppins": 1.22,
        "roboto": 1.09,
        "segoe ui": 1.1,
        "source sans pro": 1.0,
        "tahoma": 1.1,
        "times new roman": 1.0,
        "trebuchet ms": 1.08,
        "verdana": 1.25,
    }
)
_BOLD_FACTORS = MappingProxyType(
    {
        "calibri": 1.0,
        "calibri light": 1.0,
        "carlito": 1.0,
        "dejavu sans": 1.4,
        "georgia": 1.4,
        "lucida sans": 1.35,
        "montserrat": 1.4,
        "poppins": 1.35,
        "tahoma": 1.28,
        "verdana": 1.42,
    }
)
"""The same for bold text, of fonts whose bold differs much; of the others a little is added."""
_BOLD_MORE = 1.08
_UNKNOWN = 1.25
"""For a font that the table does not hold: it, or what stands in for it, is hardly wider."""


@dataclass(frozen=True, slots=True)
class Face:
    """How text looks: a font and its size in points."""

    font: str
    size: float

    @property
    def factor(self) -> float:
        """How wide the font is beside Calibri."""
        return _FACTORS.get(self.font.lower(), _UNKNOWN)

    @property
    def bold_factor(self) -> float:
        """How wide its bold is beside that of Calibri."""
        return _BOLD_FACTORS.get(self.font.lower(), self.factor * _BOLD_MORE)


class Faces:
    """The faces of all styles of a document."""

    def __init__(self, root: Element, theme_fonts: Mapping[str, str]) -> None:
        """Take the `w:styles` element; `theme_fonts` has a font for "major" and "minor"."""
        self._root = root
        self._theme = {**_OFFICE_FONTS, **{k: v for k, v in theme_fonts.items() if v}}

    def of(self, identifier: str) -> Face:
        """The face of the style with this id."""
        font, size = "", 0.0
        for properties in self._sources(identifier):
            font = font or self._font(properties)
            size = size or points(properties)
        return Face(font or _WORD_FONT, size or _WORD_SIZE)

    def named(self) -> frozenset[str]:
        """Every font that a style or the defaults name."""
        found = (self._font(properties) for properties in self._root.iter(qn("w:rPr")))
        return frozenset(filter(None, found))

    def _sources(self, identifier: str) -> Iterator[Element]:
        """The `w:rPr` of a style, of what it is based on, and of the document's defaults."""
        styles = {style.get(qn("w:styleId")): style for style in self._root.iter(qn("w:style"))}
        seen: set[str] = set()
        while identifier in styles and identifier not in seen:
            seen.add(identifier)
            style = styles[identifier]
            yield from style.findall(qn("w:rPr"))
            based = style.find(qn("w:basedOn"))
            identifier = "" if based is None else str(based.get(qn("w:val")))
        yield from self._root.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def _font(self, properties: Element) -> str:
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            return ""
        themed = str(fonts.get(qn("w:asciiTheme")) or fonts.get(qn("w:hAnsiTheme")) or "")
        for part, font in self._theme.items():
            if themed.startswith(part):
                return font
        return str(fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "")


def points(properties: Element) -> float:
    """The size in a `w:rPr`, in points; 0 when it says none, or no number."""
    size = properties.find(qn("w:sz"))
    said = "" if size is None else str(size.get(qn("w:val")))
    try:
        return max(float(said), 0) / 2
    except ValueError:
        return 0.0
