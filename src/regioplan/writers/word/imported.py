"""What removed text brings along from the old version: styles that the new one does not have."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word.base import Styles

_STYLED = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))


class Imported:
    """Brings styles from one document into another that has the same base."""

    def __init__(self, old: WordDocument, new: WordDocument, styles: Styles) -> None:
        """Take the two documents, and the styles of the new one: who adds to them must know all."""
        self._old = _styles(old)
        self._new = new
        self._styles = styles

    def styles(self, element: Element) -> None:
        """See to it that every style that an element names is there."""
        for named in element.iter(*_STYLED):
            self._style(str(named.get(qn("w:val"))))

    def _style(self, identifier: str) -> None:
        """Bring a style, and what it is based on, unless it is there.

        Without its numbering: that is the old document's, and removed text bears no number.
        """
        if identifier not in self._old or identifier in _styles(self._new):
            return
        style = deepcopy(self._old[identifier])
        self._styles.add(style)
        for properties in style.findall(qn("w:pPr")):
            for numbering in properties.findall(qn("w:numPr")):
                properties.remove(numbering)
        for tag in ("w:basedOn", "w:next"):
            for other in style.findall(qn(tag)):
                self._style(str(other.get(qn("w:val"))))


def _styles(word: WordDocument) -> dict[str, Element]:
    return {str(s.get(qn("w:styleId"))): s for s in word.styles.element.findall(qn("w:style"))}
