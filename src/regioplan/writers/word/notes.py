"""Footnotes as Word's own: the part that holds them, which python-docx lacks."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word.base import Styles
from regioplan.writers.word.oxml import el, paragraph, run, words

# The two lines above the notes of a page; settings.xml names their ids.
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="40" '
    f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


class Footnotes:
    """The footnotes of a document."""

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        """Add the part with its two separators, to which settings.xml refers."""
        self._styles = styles
        self._last = 0
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{_SEPARATORS}</w:footnotes>")
        package = word.part.package
        assert package is not None, "a document is always in a package"
        self.part = XmlPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package
        )
        word.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)

    def add(self, content: list[Element]) -> Element:
        """Write a note and give the run that refers to it.

        Word numbers notes itself, in the order of their references: that is the order of the text.
        """
        self._last += 1
        reference = self._styles.id("footnote reference")
        body = paragraph(
            self._styles.id("footnote text"),
            run(el("w:footnoteRef"), style=reference),
            words(" "),
            *content,
        )
        self.part.element.append(el("w:footnote", body, w_id=self._last))
        return run(el("w:footnoteReference", w_id=self._last), style=reference)
