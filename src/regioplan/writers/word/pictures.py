"""Pictures: a PNG that every program shows, with the sharp SVG beside it for Word."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Emu, Twips

from regioplan.markdown import Picture
from regioplan.writers.word.oxml import clean, el, run

_BESIDE = 2000
"""What a picture leaves of a page's height, in twips: room for heading and caption."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawing(word: WordDocument, picture: Picture, number: int, width: int, height: int) -> Element:
    """The run with a picture on a page of `width` by `height` twips.

    `number` is unique in the document.
    """
    rid, image = word.part.get_or_add_image(io.BytesIO(picture.png))
    ratio = image.px_height / image.px_width
    wide = min(float(Twips(width)), Twips(height - _BESIDE) / ratio)
    inline = CT_Inline.new_pic_inline(
        number, rid, f"figuur{number}.png", Emu(round(wide)), Emu(round(wide * ratio))
    )
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    inline.docPr.set("descr", clean(" ".join(picture.description)))
    if picture.svg:
        part = Part(
            PackURI(f"/word/media/figuur{number}.svg"),
            "image/svg+xml",
            picture.svg,
            word.part.package,
        )
        _sharp(inline, word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
    return run(el("w:drawing", inline))


def _sharp(inline: CT_Inline, rid: str) -> None:
    """Name the SVG in the extension list of the PNG's `a:blip`."""
    extension = (
        f'<a:extLst xmlns:a="{_DRAWING}"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" xmlns:r="{_RELATIONSHIPS}" r:embed="{rid}"/>'
        "</a:ext></a:extLst>"
    )
    blip = inline.graphic.graphicData.pic.blipFill.blip
    assert blip is not None, "a new picture has one"
    blip.append(parse_xml(extension))  # type: ignore[arg-type]  # stubs: only its own kind
