"""Accept or reject every change of a Word file at XML level, and read what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from docx_outline import Element, W, text, val

Choice = Literal["accept", "reject"]
_KEEP = {"accept": f"{W}ins", "reject": f"{W}del"}
_DROP = {"accept": f"{W}del", "reject": f"{W}ins"}
_STORIES = ("word/document.xml", "word/footnotes.xml")

REVISIONS = (f"{W}ins", f"{W}del")


def revisions(files: Mapping[str, Element]) -> list[Element]:
    """All marks of change in the body and the notes."""
    return [node for story in _STORIES for node in files[story].iter(*REVISIONS)]


def settle(files: Mapping[str, Element], choice: Choice) -> None:
    """Accept or reject all changes, as Word does; notes without a reference go too."""
    for story in _STORIES:
        _rows(files[story], choice)
        _runs(files[story], choice)
        _paragraphs(files[story], choice)
    used = {node.get(f"{W}id") for node in files["word/document.xml"].iter(f"{W}footnoteReference")}
    for note in list(files["word/footnotes.xml"]):
        if note.get(f"{W}type") is None and note.get(f"{W}id") not in used:
            note.getparent().remove(note)  # type: ignore[union-attr]  # it has a parent


def _rows(root: Element, choice: Choice) -> None:
    """Rows that go, and tables without rows."""
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{_DROP[choice]}") is not None:
            table = row.getparent()
            assert table is not None
            table.remove(row)
            if table.find(f"{W}tr") is None:
                table.getparent().remove(table)  # type: ignore[union-attr]  # it has a parent
            continue
        for mark in row.findall(f"{W}trPr/{_KEEP[choice]}"):
            mark.getparent().remove(mark)  # type: ignore[union-attr]  # as above


def _runs(root: Element, choice: Choice) -> None:
    """Runs that go; the others lose their mark."""
    for mark in list(root.iter(f"{W}ins", f"{W}del")):
        parent = mark.getparent()
        assert parent is not None
        if parent.tag == f"{W}rPr":
            continue
        if mark.tag == _KEEP[choice]:
            for child in list(mark):
                mark.addprevious(child)
        parent.remove(mark)
    for gone in list(root.iter(f"{W}delText")):
        gone.tag = f"{W}t"


def _paragraphs(root: Element, choice: Choice) -> None:
    """A paragraph whose end goes, flows into the next one."""
    for end in list(root.iter(f"{W}rPr")):
        properties = end.getparent()
        if properties is None or properties.tag != f"{W}pPr":
            continue
        gone = end.find(_DROP[choice]) is not None
        for mark in [*end.findall(f"{W}ins"), *end.findall(f"{W}del")]:
            end.remove(mark)
        if not len(end):
            properties.remove(end)
        if gone:
            _flow(properties.getparent())


def _flow(paragraph: Element | None) -> None:
    assert paragraph is not None
    after = paragraph.getnext()
    content = [c for c in paragraph if c.tag != f"{W}pPr"]
    if any(text(child) or child.tag == f"{W}t" for child in content):
        assert after is not None
        assert after.tag == f"{W}p", "words flow into a paragraph"
        for place, child in enumerate(content, start=1):
            after.insert(place, child)
    paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]  # it has a parent


# ------------------------------------------------------------------ what is read

_COMPUTED = re.compile(
    r"\b(maatregel|hoofdstuk|bijlage|thema|lijn|pijler|tabel|figuur)\s\d+(?:\.\d+)*"
    r"(?:\sonder\s[a-z]+)?",
    re.IGNORECASE,
)
TOLD = "Met wijzigingen sinds "
"""What a redline says of itself."""
_LISTS = ("toc ", "table of figures", "lijstkop")
_OWN_ANNEXES = re.compile(r"_rp_h_bijlage_(wet|open_punten|uitleg|versies)\Z")


def compared(files: Mapping[str, Element]) -> list[str]:
    """What the reader of a redline compares: each paragraph and cell with its notes, in order.

    Not the cover, the contents, the lists of captions and the annexes that regioplan makes itself;
    nor empty paragraphs. Computed numbers are replaced by a sign: they are no change.
    """
    names = {s.get(f"{W}styleId"): val(s, f"{W}name") for s in files["word/styles.xml"]}
    notes = {n.get(f"{W}id"): n for n in files["word/footnotes.xml"]}
    read = (_COMPUTED.sub(r"\1 #", line) for line in _lines(files, names, notes))
    return [line for line in read if line.strip() and not line.startswith(TOLD)]


def _lines(
    files: Mapping[str, Element],
    names: Mapping[str | None, str],
    notes: Mapping[str | None, Element],
) -> Iterator[str]:
    body = files["word/document.xml"].find(f"{W}body")
    assert body is not None
    elements = list(body)
    styles = [names.get(val(e, f"{W}pPr/{W}pStyle"), "").lower() for e in elements]
    start = 0
    if any(style.startswith(("title", "kaft")) for style in styles):
        start = next(n for n, e in enumerate(elements) if e.find(f"{W}pPr/{W}sectPr") is not None)
        start += 1
    for element, style in zip(elements[start:], styles[start:], strict=True):
        marks = (str(b.get(f"{W}name")) for b in element.iter(f"{W}bookmarkStart"))
        if any(map(_OWN_ANNEXES.match, marks)):
            return
        if not style.startswith(_LISTS):
            for par in element.iter(f"{W}p"):
                yield _with_notes(par, notes)


def _with_notes(paragraph: Element, notes: Mapping[str | None, Element]) -> str:
    def said(found: re.Match[str]) -> str:
        return f"[{' '.join(text(p).strip() for p in notes[found[1]].iter(f'{W}p'))}]"

    read = text(paragraph).replace("▣", "")  # a picture is replaced without a mark
    return re.sub(r"\[\^(\d+)\]", said, read)
