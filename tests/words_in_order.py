"""What a reader reads in the Markdown of a document, to hold other formats against."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from regioplan.markdown import Document
from regioplan.writers.markdown import write

_TYPED_LETTER = re.compile(r"^( *)[a-z]{1,3}\. ", re.MULTILINE)
"""Markdown knows no lettered lists: there the letters are typed; elsewhere they are computed."""


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order."""
    return re.findall(r"\w+", text)


def html_words(page: str) -> list[str]:
    """The words that HTML shows: blocks, cells and marks of notes part words, emphasis does not."""
    bare = re.sub(r"<(style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    bare = re.sub(r"</?(em|strong|a|b|span)\b[^>]*>", "", bare)
    return words(html.unescape(re.sub(r"<[^>]*>", " ", bare)))


def markdown_words(document: Document) -> list[str]:
    """The words of the document as a viewer of Markdown shows them, notes at the end."""
    markdown = _TYPED_LETTER.sub(r"\1", write(document).decode())
    viewer = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    return html_words(re.sub(r'<a href="#fnref.*?</a>', "", viewer.render(markdown)))


def first_missing(wanted: Iterable[str], found: Sequence[str]) -> str:
    """The first of the wanted words that does not come after the one before it; "" if all do."""
    place = 0
    said: list[str] = []
    for word in wanted:
        try:
            place = found.index(word, place) + 1
        except ValueError:
            return f"“{word}” after “{' '.join(said[-8:])}”"
        said.append(word)
    return ""
