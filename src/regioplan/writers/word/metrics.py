"""How wide words print: advance widths of Calibri, which Carlito shares."""

from __future__ import annotations

from types import MappingProxyType

# In thousandths of the font size; what is not here counts as `_OTHER`.
_GROUPS = {
    "ijlI|": 240,
    "f-()[]\u2011": 306,
    " ": 226,
    ".,:;'’‘!·": 255,
    "rt/\\": 342,
    "sckvxyz": 430,
    '“”"*?J': 400,
    "aegLEFSTP": 482,
    "bdhnopqu0123456789€–": 515,
    "BCKRXYVZA": 545,
    "DGHNOQU": 640,
    "m%—": 800,
    "w": 715,
    "M": 855,
    "W": 890,
    "\u00ad\u200b": 0,
}
_WIDTHS = MappingProxyType({mark: width for marks, width in _GROUPS.items() for mark in marks})
_OTHER = 525
_BOLD = 1.05


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in twips (1/20 point), at `size` points."""
    units = sum(_WIDTHS.get(mark, _OTHER) for mark in text)
    return units / 1000 * size * 20 * (_BOLD if bold else 1.0)
