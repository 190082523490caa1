"""Two programmes → the changes between them, in words of the programme; no git, no files."""

from __future__ import annotations

from regioplan.diff.change import Change, Jaarbedrag, Kind, Part, Segment
from regioplan.diff.compare import changes
from regioplan.diff.naming import HOOFDSTUKKEN
from regioplan.diff.sentences import sentence
from regioplan.diff.totals import Geldstroom, money

__all__ = [
    "HOOFDSTUKKEN",
    "Change",
    "Geldstroom",
    "Jaarbedrag",
    "Kind",
    "Part",
    "Segment",
    "changes",
    "money",
    "sentence",
]
