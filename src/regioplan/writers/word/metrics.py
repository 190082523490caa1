"""How wide words print: the advance widths of Calibri, which Carlito shares."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

# In thousandths of the font size; what is not here counts as `_OTHER`.
_REGULAR = {
    0: "\u00ad\u200b",
    223: "' \u00a0ilïî",
    239: "j",
    251: ",‘’.I·Ï",
    268: ":;",
    303: "()f-\u2011[]",
    314: "{}J",
    326: "!t²°",
    349: "r",
    386: "/\\",
    393: "sz",
    410: '"“”',
    422: "Lcç",
    433: "x",
    454: "vyk|",
    460: "FS?Z",
    471: "gaáàâ",
    488: "TYEÉË",
    498: "#*+<=>^_e~–•éëèê§×−",
    507: "$0123456789€",
    519: "PXK",
    526: "bdhnpquüûoóöô",
    533: "C",
    543: "RB",
    567: "V",
    579: "A",
    619: "DH",
    631: "G",
    644: "UÜN",
    668: "OÖ½Q",
    686: "&…",
    715: "%w",
    799: "m",
    855: "M",
    892: "W@",
    905: "—→",
}
_BOLD = {
    0: "\u00ad\u200b",
    230: "' \u00a0",
    246: "ilïî",
    258: "j,‘’",
    268: ".IÏ·",
    276: ":;",
    312: "()f-\u2011",
    326: "[]!J",
    344: "²°{}t",
    355: "r",
    398: "zs",
    421: "cçL",
    434: '/\\“”"',
    459: "Fx?",
    474: "Svgy|",
    479: "Zk",
    488: "EÉË",
    495: "aáàâT",
    503: "#*+<=>^_~–•§×−eéëèê",
    507: "$0123456789€",
    520: "Y",
    532: "CP",
    538: "bdhnpquüûoóöô",
    551: "KX",
    562: "BR",
    591: "V",
    606: "A",
    634: "DHG",
    656: "UÜN",
    684: "OÖQ½",
    708: "&…",
    729: "%",
    745: "w",
    813: "m",
    874: "M",
    905: "@—→W",
}
_OTHER = 530


def _by_mark(groups: dict[int, str]) -> MappingProxyType[str, int]:
    return MappingProxyType({mark: width for width, marks in groups.items() for mark in marks})


_WIDTHS = {False: _by_mark(_REGULAR), True: _by_mark(_BOLD)}


@lru_cache(maxsize=1 << 14)  # words come back, all of them in the pass with page numbers
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in twips (1/20 point), at `size` points."""
    widths = _WIDTHS[bold]
    return sum(widths.get(mark, _OTHER) for mark in text) / 1000 * size * 20
