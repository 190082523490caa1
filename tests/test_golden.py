"""Golden documents, few and whole: a change of text or form is read as a difference of code."""

from __future__ import annotations

from collections.abc import Callable

from docx_outline import outline
from regioplan.writers import word
from regioplan.writers.markdown import write as write_markdown
from whole_documents import whole

Golden = Callable[[str, str], str]


def test_arnhem_in_markdown_reads_as_it_was_reviewed(golden: Golden) -> None:
    """The Markdown of the example is the reviewed one, to the letter."""
    made = write_markdown(whole("arnhem")).decode()
    assert made == golden("arnhem.md", made)


def test_arnhem_in_word_is_built_as_it_was_reviewed(golden: Golden) -> None:
    """Styles, numbers, tables, notes and page breaks of the example's Word file are as reviewed."""
    made = outline(word.write(whole("arnhem")))
    assert made == golden("arnhem.docx.txt", made)
