"""Make the font of the figures anew: `python docs/beeld/lettertype.py FOLDER`, with fontTools.

FOLDER holds the four files LiberationSans-*.ttf, version 2 (Debian:
fonts-liberation2 has them in /usr/share/fonts/truetype/liberation2). The result, in
`templates/fonts/`, is the letters that Dutch and its neighbours use, and their widths.

The name is another: the licence (SIL OFL 1.1) reserves "Liberation" for the whole font. Kerning is
left out, so that a line is as wide as its letters together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
FAMILY = "Regioplan Sans"
CUTS = ("Regular", "Bold")
SLANTED = ("Italic", "BoldItalic")  # only the PDF is set in these: no widths are needed
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),  # Latin-1, Latin Extended-A and B
    *range(0x1E00, 0x1F00),  # Latin Extended Additional
    *range(0x2010, 0x2028),  # dashes, quotes, bullet, ellipsis
    *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2260, 0x2264, 0x2265, 0x25A1),
)
_NAMED = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}


def cut(source: Path, target: Path) -> dict[str, int]:
    """Write one cut of the font; the width of each of its letters, in units of the em."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    style = source.stem.rpartition("-")[2]
    for record in font["name"].names:
        if record.nameID in _NAMED:
            tail = "" if record.nameID in (1, 16) or style == "Regular" else f" {style}"
            record.string = (_NAMED[record.nameID] + tail).replace(
                " ", "" if record.nameID == 6 else " "
            )
        elif record.nameID == 7:  # the trademark is of the whole font's name
            record.string = ""
    font.save(target)
    widths, letters = font["hmtx"], font.getBestCmap()
    return {chr(code): widths[name][0] for code, name in sorted(letters.items())}


def main(folder: Path) -> None:
    """The cuts, and the table of the widths of those in figures."""
    for style in SLANTED:
        cut(folder / f"LiberationSans-{style}.ttf", FONTS / f"RegioplanSans-{style}.ttf")
    table: dict[str, object] = {"em": 2048}
    for style in CUTS:
        widths = cut(folder / f"LiberationSans-{style}.ttf", FONTS / f"RegioplanSans-{style}.ttf")
        by_width: dict[int, str] = {}
        for letter, width in widths.items():
            by_width[width] = by_width.get(width, "") + letter
        table[style.lower()] = {str(width): by_width[width] for width in sorted(by_width)}
    text = json.dumps(table, ensure_ascii=False, indent=1)
    (FONTS / "breedtes.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
