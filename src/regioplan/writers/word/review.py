"""The review copy: Word tracks whatever its readers change."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.writers.word.oxml import el, local_name

_BEFORE = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate "
    "linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView"
)
"""The settings that the schema wants before `w:trackRevisions`."""


def track_changes(word: WordDocument) -> None:
    """Turn change tracking on: `<w:trackRevisions/>`."""
    settings: Element = word.settings.element
    for old in settings.findall(qn("w:trackRevisions")):
        settings.remove(old)
    before = _BEFORE.split()
    place = sum(1 for setting in settings if local_name(setting) in before)
    settings.insert(place, el("w:trackRevisions"))
