"""The colours of a house style, and ours made from them, so that the document is of one piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from lxml import etree

from regioplan.writers.word import look

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")
_LEGIBLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3, level AA)."""
_DARKER = 0.94
_TINT_SHARE, _RULE_SHARE = 0.1, 0.3
"""How much of the accent is in the tint behind header rows, and in thin lines."""
_NEUTRAL_ACCENT = "404040"
_NEUTRAL_GREY = "595959"

# The first accent of the themes that Office itself starts with: nobody chose these.
_OFFICE_ACCENTS = frozenset({"4F81BD", "5B9BD5", "4472C4", "156082", "0F6FC6"})

# Names in `w:themeColor` → in the theme itself.
_THEME_NAMES = MappingProxyType(
    {
        "dark1": "dk1",
        "text1": "dk1",
        "light1": "lt1",
        "background1": "lt1",
        "dark2": "dk2",
        "text2": "dk2",
        "light2": "lt2",
        "background2": "lt2",
        "hyperlink": "hlink",
        "followedHyperlink": "folHlink",
        **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    }
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours and fonts of a Word file's theme."""

    colors: Mapping[str, str] = field(default_factory=dict)  # "accent1" → "0B4A6F"
    fonts: Mapping[str, str] = field(default_factory=dict)  # "major", "minor" → a font

    def color(self, element: Element | None, attribute: str = "w:val", prefix: str = "") -> str:
        """The colour of a `w:color` or `w:shd` as six hexadecimal digits; "" for automatic.

        `prefix` is "Fill" for a fill: `w:themeFill`.
        """
        if element is None:
            return ""
        said = str(element.get(qn(attribute)) or "")
        if _HEX.match(said):
            return said.upper()
        lower = prefix or "Color"
        name = str(element.get(qn(f"w:theme{lower}")) or "")
        color = self.colors.get(_THEME_NAMES.get(name, ""), "")
        shade = str(element.get(qn(f"w:theme{prefix}Shade")) or "FF")
        tint = str(element.get(qn(f"w:theme{prefix}Tint")) or "FF")
        if not color:
            return ""
        color = mixed(color, "000000", _share(shade))
        return mixed(color, look.WHITE, _share(tint))


def read_theme(xml: bytes) -> Theme:
    """The theme in a theme part."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    colors = {}
    for scheme in root.iter(f"{_DRAWING}clrScheme"):
        for slot in scheme:
            said = next((c.get("lastClr") or c.get("val") or "" for c in slot), "")
            if _HEX.match(said):
                colors[etree.QName(slot).localname] = said.upper()
    fonts = {}
    for part in ("major", "minor"):
        latin = root.find(f".//{_DRAWING}{part}Font/{_DRAWING}latin")
        fonts[part] = "" if latin is None else str(latin.get("typeface") or "")
    return Theme(colors, fonts)


@dataclass(frozen=True, slots=True)
class Palette:
    """What stands in the place of each of our own colours."""

    accent: str = look.ACCENT
    tint: str = look.TINT
    rule: str = look.RULE
    grey: str = look.GREY

    @property
    def changes(self) -> Mapping[str, str]:
        """Our colour → that of the house."""
        pairs = zip(
            (look.ACCENT, look.TINT, look.RULE, look.GREY),
            (self.accent, self.tint, self.rule, self.grey),
            strict=True,
        )
        return {ours: theirs for ours, theirs in pairs if ours != theirs}


def palette(heading: str, theme: Theme) -> Palette:
    """The colours of a house: by its headings, else by its theme; dark enough to be read.

    Args:
        heading: the colour of its highest heading; "" when that says none.
        theme: the theme of the file.
    """
    accent = theme.colors.get("accent1", "")
    chosen = heading if heading and not _is_grey(heading) else ""
    if not chosen and accent not in _OFFICE_ACCENTS:
        chosen = accent
    if not chosen or _is_grey(chosen):
        chosen = heading or _NEUTRAL_ACCENT
    if chosen == look.ACCENT:
        return Palette()
    dark = legible(chosen)
    return Palette(
        dark,
        mixed(dark, look.WHITE, _TINT_SHARE),
        mixed(dark, look.WHITE, _RULE_SHARE),
        _NEUTRAL_GREY,
    )


def recolour(root: Element, changes: Mapping[str, str]) -> None:
    """Put the house's colours in the place of ours, wherever an attribute holds one."""
    if not changes:
        return
    for element in root.iter():
        for name, value in element.attrib.items():
            if value in changes:
                element.set(name, changes[str(value)])


def legible(color: str) -> str:
    """The colour, or a darker one, so that it can be read on white and on its own tint."""
    while contrast(color, mixed(color, look.WHITE, _TINT_SHARE)) < _LEGIBLE:
        color = mixed(color, "000000", _DARKER)
    return color


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """So much of a colour, and of another one for the rest."""
    return "".join(
        f"{round(a * share + b * (1 - share)):02X}"
        for a, b in zip(_channels(color), _channels(other), strict=True)
    )


def on(fill: str) -> str:
    """Black or white: what can be read on a colour."""
    return max((look.WHITE, "000000"), key=lambda color: contrast(color, fill))


def _luminance(color: str) -> float:
    linear = [
        c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
        for c in _channels(color)
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(color: str) -> Iterable[int]:
    return tuple(int(color[at : at + 2], 16) for at in (0, 2, 4))


def _share(said: str) -> float:
    try:
        return min(int(said, 16), 255) / 255
    except ValueError:
        return 1.0


def _is_grey(color: str) -> bool:
    """Whether it is black, white or a grey between."""
    channels = tuple(_channels(color))
    return max(channels) - min(channels) < 0x18
