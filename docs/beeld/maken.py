"""Make the pictures of the README anew: `python docs/beeld/maken.py`.

The finding is what `regioplan validate` prints of the example, coloured as in a terminal; the pages
are those of the example's Word file, through LibreOffice and pdftoppm (Debian: poppler-utils).
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from pypdf import PdfReader
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from regioplan import workflows
from regioplan.office import find_office
from regioplan.report import FORMATS, Report, View

HERE = Path(__file__).parent
ARNHEM = HERE.parent.parent / "examples" / "arnhem"
WIDTH = 88
PAPER = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [(36, 41, 47), (180, 35, 24), (17, 99, 41), (149, 88, 0), (9, 105, 218), (130, 80, 223),
     (27, 124, 131), (87, 96, 106)],
)  # fmt: skip


def finding() -> None:
    """One open point of the example, as the terminal shows it."""
    checked = workflows.validate(ARNHEM, status="vastgesteld", vandaag=date(2026, 1, 2))
    one = next(
        f
        for f in checked.uitkomst.findings
        if f.rule == "RRP-2.5-2b" and f.location.file.startswith("themas/2")
    )
    report = Report(
        replace(checked.uitkomst, findings=(one,), skipped=(), suppressed=()),
        checked.lines,
        View(width=WIDTH, colour=True),
    )
    shown = Text.from_ansi(FORMATS["full"](report).rstrip())
    shown = Text("$ regioplan validate --status vastgesteld\n", style="bold") + shown
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(shown)
    svg = console.export_svg(title="regioplan", theme=PAPER, unique_id="bevinding")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # no fonts from elsewhere
    (HERE / "bevinding.svg").write_text(svg, "utf-8", newline="\n")


PAGES = {
    "maatregelen": "Maatregel 1.3 Extra impuls",  # a theme, its measures and their facts
    "governance": "Figuur 1",  # the tables and the diagram of them
    "data": "Data om te onthouden",  # the timeline, in the annex on the law
}
"""Picture → words that stand on its page of the example's Word file, and in no contents."""


def pages() -> None:
    """Pages of the example's Word file, through LibreOffice."""
    office = find_office()
    assert office, "LibreOffice is needed"
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "p.docx"
        workflows.render(ARNHEM, (word,), vandaag=date(2026, 1, 2))
        subprocess.run(
            [office, "--headless", "--convert-to", "pdf", "--outdir", folder, word],
            check=True,
            capture_output=True,
        )
        pdf = word.with_suffix(".pdf")
        texts = [page.extract_text() for page in PdfReader(pdf).pages]
        for name, words in PAGES.items():
            number = 1 + max(place for place, text in enumerate(texts) if words in text)
            subprocess.run(
                ["pdftoppm", "-png", "-r", "80", "-singlefile", "-f", str(number), "-l",
                 str(number), pdf, HERE / name],
                check=True,
            )  # fmt: skip


if __name__ == "__main__":
    finding()
    pages()
