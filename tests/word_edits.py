"""What a reviewer does to a Word file: comments, replies, and edits with change tracking on."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from regioplan import office

WHEN = "2026-11-20T10:00:00Z"


class Reviewer:
    """Somebody who opens a file, says something, and sends it back."""

    def __init__(self, content: bytes, name: str = "Jan de Boer") -> None:
        self.name = name
        self.word: WordDocument = docx.Document(io.BytesIO(content))
        self._changes = 9000

    def saved(self) -> bytes:
        """The file as it is sent back."""
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def paragraph(self, words: str) -> Paragraph:
        """The first paragraph, of the body or of a cell, that holds these words."""
        for element in self.word.element.body.iter(qn("w:p")):
            found = Paragraph(element, self.word._body)
            style = (found.style.name or "") if found.style is not None else ""
            if words in found.text and not style.lower().startswith(("toc", "table of")):
                return found
        raise AssertionError(words)

    # -------------------------------------------------------------- comments

    def comments_on(self, words: str, text: str) -> None:
        """Select these words, and comment on them."""
        first, last = self._selected(words)
        self.word.add_comment([first, last], text=text, author=self.name, initials="X")

    def comments_on_cell(self, words: str, cell: int, text: str) -> None:
        """Comment on a cell of the row with these words."""
        paragraph = self._row(words).findall(qn("w:tc"))[cell].find(qn("w:p"))
        runs = [Run(r, Paragraph(paragraph, self.word._body)) for r in paragraph.iter(qn("w:r"))]
        self.word.add_comment([runs[0], runs[-1]], text=text, author=self.name, initials="X")

    def _selected(self, words: str) -> tuple[Run, Run]:
        paragraph = self.paragraph(words)
        run = self._alone(paragraph, words)
        if run is not None:
            found = Run(run, paragraph)
            return found, found
        runs = [r for r in paragraph.runs if r.text.strip()]
        return runs[0], runs[-1]

    def _alone(self, paragraph: Paragraph, words: str) -> Any:
        """A run with these words only, cut out of the run that holds them."""
        for run in paragraph.runs:
            before, found, behind = run.text.partition(words)
            if not found:
                continue
            parts = [part for part in (before, words, behind) if part]
            made = [copied(run._r, part) for part in parts]
            for element in made:
                run._r.addprevious(element)
            run._r.getparent().remove(run._r)  # type: ignore[union-attr]  # a run stands in a paragraph
            return made[parts.index(words)]
        return None

    # -------------------------------------------------------------- edits

    def _change(self, kind: str, *content: Any) -> Any:
        self._changes += 1
        element = OxmlElement(kind)
        element.set(qn("w:id"), str(self._changes))
        element.set(qn("w:author"), self.name)
        element.set(qn("w:date"), WHEN)
        element.extend(content)
        return element

    def replaces(self, words: str, by: str) -> None:
        """Type other words over these; with nothing for one of both it adds or strikes out."""
        run = self._alone(self.paragraph(words), words)
        assert run is not None
        gone = copied(run, words, "w:delText")
        run.addprevious(self._change("w:del", gone))
        if by:
            run.addprevious(self._change("w:ins", copied(run, by)))
        run.getparent().remove(run)

    def adds_behind(self, words: str, new: str) -> None:
        """Type words behind these."""
        run = self._alone(self.paragraph(words), words)
        assert run is not None
        run.addnext(self._change("w:ins", copied(run, new)))

    def adds_paragraph(self, words: str, new: str) -> None:
        """Type a paragraph behind the one with these words: Word marks the end of that as new."""
        paragraph: Any = self.paragraph(words)._p
        added = OxmlElement("w:p")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = new
        run.append(text)
        added.append(self._change("w:ins", run))
        paragraph.addnext(added)
        self._mark(paragraph, "w:ins")

    def strikes_paragraph(self, words: str) -> None:
        """Strike out a whole paragraph, with its end."""
        paragraph = self.paragraph(words)._p
        for run in paragraph.findall(qn("w:r")):
            if run.find(qn("w:t")) is not None:
                run.addprevious(self._change("w:del", copied(run, text_of(run), "w:delText")))
                paragraph.remove(run)
        self._mark(paragraph, "w:del")

    def splits(self, words: str) -> None:
        """Press Enter at the end of a paragraph, and type nothing."""
        self._mark(self.paragraph(words)._p, "w:ins")

    def _mark(self, paragraph: Any, kind: str) -> None:
        properties = paragraph.get_or_add_pPr()
        look = OxmlElement("w:rPr")
        look.append(self._change(kind))
        properties.append(look)

    def adds_row(self, words: str, *cells: str) -> None:
        """Add a row below the one with these words."""
        row = self._row(words)
        new = deepcopy(row)
        for mark in [*new.iter(qn("w:bookmarkStart")), *new.iter(qn("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for cell, text in zip(new.findall(qn("w:tc")), cells, strict=False):
            for paragraph in cell.findall(qn("w:p"))[1:]:
                cell.remove(paragraph)
            only = cell.find(qn("w:p"))
            for child in only.findall(qn("w:r")) + only.findall(qn("w:hyperlink")):
                only.remove(child)
            run = OxmlElement("w:r")
            said = OxmlElement("w:t")
            said.text = text
            run.append(said)
            only.append(self._change("w:ins", run))
        new.get_or_add_trPr().append(self._change("w:ins"))
        row.addnext(new)

    def strikes_row(self, words: str) -> None:
        """Strike out the row with these words."""
        self._row(words).get_or_add_trPr().append(self._change("w:del"))

    def _row(self, words: str) -> Any:
        """The first row in which these words stand."""
        rows = self.word.element.body.iter(qn("w:tr"))
        return next(row for row in rows if words in text_of(row))

    # -------------------------------------------------------------- without change tracking

    def removes(self, words: str) -> None:
        """Throw a paragraph away, without a trace."""
        paragraph: Any = self.paragraph(words)._p
        paragraph.getparent().remove(paragraph)

    def loses_bookmarks(self) -> None:
        """Lose every bookmark, as some programs do."""
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            for mark in list(self.word.element.body.iter(qn(tag))):
                mark.getparent().remove(mark)


def copied(run: Any, text: str, tag: str = "w:t") -> Any:
    """A run that looks the same, with other words."""
    new = deepcopy(run)
    for child in [c for c in new if c.tag != qn("w:rPr")]:
        new.remove(child)
    said = OxmlElement(tag)
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    new.append(said)
    return new


def text_of(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(qn("w:t")))


# ------------------------------------------------------------------ parts of the file


def rewritten(content: bytes, changes: Mapping[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """A file with some of its parts made anew, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = changes.get(name)
            part = old.read(name)
            new.writestr(name, change(part) if callable(change) else change or part)
        for name, change in changes.items():
            if name not in old.namelist():
                assert isinstance(change, bytes)
                new.writestr(name, change)
    return out.getvalue()


_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def threaded(content: bytes, *, answers: Mapping[int, int], done: tuple[int, ...]) -> bytes:
    """A file in which some comments answer others, and some are resolved, as Word writes it.

    Comments are named by their number in the file, from 0; `answers` is reply → comment.
    """

    def identified(part: bytes) -> bytes:
        for number in range(part.count(b"<w:comment ")):
            start = part.index(b"<w:p", _nth(part, b"<w:comment ", number) + 11)
            named = f'<w:p xmlns:w14="{_W14}" w14:paraId="{_para(number)}"'.encode()
            part = part[:start] + named + part[start + 4 :]
        return part

    number_of_comments = content_of(content, "word/comments.xml").count(b"<w:comment ")
    rows = "".join(
        f'<w15:commentEx w15:paraId="{_para(n)}" w15:done="{int(n in done)}"'
        + (f' w15:paraIdParent="{_para(answers[n])}"' if n in answers else "")
        + "/>"
        for n in range(number_of_comments)
    )
    extended = f'<w15:commentsEx xmlns:w15="{_W15}">{rows}</w15:commentsEx>'.encode()
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    relation = f'<Relationship Id="rId900" Type="{kind}" Target="commentsExtended.xml"/>'.encode()
    return rewritten(
        content,
        {
            "word/comments.xml": identified,
            "word/commentsExtended.xml": extended,
            "word/_rels/document.xml.rels": lambda part: part.replace(
                b"</Relationships>", relation + b"</Relationships>"
            ),
        },
    )


def _para(number: int) -> str:
    return f"00ABCD{number:02X}"


def _nth(text: bytes, part: bytes, number: int) -> int:
    at = -1
    for _ in range(number + 1):
        at = text.index(part, at + 1)
    return at


def content_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


# ------------------------------------------------------------------ LibreOffice


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    """The file as LibreOffice saves it."""
    program = office.find_office()
    assert program is not None
    source = folder / "heen.docx"
    source.write_bytes(content)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profiel').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "terug"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "terug" / "heen.docx").read_bytes()
