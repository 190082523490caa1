"""How a document will look: what a house style brings, and an example to begin one with."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan import folder as folders
from regioplan.errors import RegioplanError

if TYPE_CHECKING:
    from regioplan.writers.word.house_report import Described

# Fonts with the same widths: with the second, lines and pages stay where the first puts them.
_SAME_WIDTHS = {
    ("Calibri", "Carlito"),
    ("Cambria", "Caladea"),
    ("Arial", "Liberation Sans"),
    ("Helvetica", "Liberation Sans"),
    ("Times New Roman", "Liberation Serif"),
    ("Courier New", "Liberation Mono"),
}
_WORD_FILES = (".docx",)
_PATIENCE = 10.0
"""Seconds that fontconfig may take for one font."""


@dataclass(frozen=True, slots=True)
class FontHere:
    """Whether a font is on this machine; None: there is no fontconfig to ask."""

    name: str
    here: bool | None
    instead: str = ""
    """What takes its place here."""

    @property
    def same_widths(self) -> bool:
        """Whether what takes its place leaves lines and pages where they are."""
        return (self.name, self.instead) in _SAME_WIDTHS


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A house style and what this machine lacks for it."""

    path: Path
    described: Described
    fonts: tuple[FontHere, ...]


def house_style(path: Path) -> HouseStyle:
    """What a Word file brings as a house style.

    Raises:
        RegioplanError: it cannot be read, or not be used as a house style.
    """
    from regioplan.writers.word.house_report import describe  # noqa: PLC0415  # heavy: docx

    described = describe(folders.read_file(path))
    return HouseStyle(path, described, tuple(_font(name) for name in described.fonts))


def house_style_example(path: Path) -> Path:
    """Write our own look as a Word file: a beginning for a region's house style.

    Raises:
        RegioplanError: the name does not end in .docx, the file is there already, or it cannot be
            written.
    """
    if path.suffix.lower() not in _WORD_FILES:
        raise RegioplanError(f"{path} eindigt niet op .docx. Kies een naam als huisstijl.docx.")
    from regioplan.writers.word.example import example  # noqa: PLC0415  # heavy: docx

    folders.write_files({path: example()}, overwrite=False)
    return path


def _font(name: str) -> FontHere:
    """Ask fontconfig, where it is: on Linux mostly, seldom elsewhere."""
    program = shutil.which("fc-match")
    if program is None:
        return FontHere(name, None)
    try:
        answer = subprocess.run(  # noqa: S603  # a font's name; no shell reads it
            [program, "--format", "%{family}", name.replace("\\", "").replace(":", " ")],
            capture_output=True,
            check=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return FontHere(name, None)
    families = [family.strip() for family in answer.split(",")]
    here = name.lower() in {family.lower() for family in families}
    return FontHere(name, here, "" if here else families[0])
