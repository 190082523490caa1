"""docs/uitvoer.md names every key of the JSON that the younger commands print, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from history_repo import repository
from house_files import DUTCH, made
from regioplan import workflows
from regioplan.cli import audit, changes, house, rounds
from regioplan.document.reactienota import Rij, Spreker, Vervolg
from regioplan.history import Commit, State
from regioplan.readers.origin import Origin
from regioplan.readers.places import Placed
from regioplan.report import View
from regioplan.source import Location
from regioplan.workflows.verifying import Edit, Signed
from test_docs import ROOT, table

PAGE = ROOT / "docs" / "uitvoer.md"
NOBODY = View()


def keys(value: Any, path: str = "") -> Iterator[str]:
    """Every key below a value, with the way to it: `wijzigingen[].wat`."""
    if isinstance(value, dict):
        for key, below in value.items():
            here = f"{path}.{key}" if path else key
            yield here
            yield from keys(below, here)
    if isinstance(value, list):
        for each in value:
            yield from keys(each, f"{path}[]")


def diffed(folder: Path) -> Iterator[str]:
    """Three steps of the history, which have every kind of change together."""
    root = repository(folder)
    for old, new in (("v0.1", "v0.9"), ("v0.9", "v1.0"), ("v1.0", "v1.1")):
        yield changes.own_json(workflows.diff(old, new, folder=root), NOBODY)


def commented(_folder: Path) -> Iterator[str]:
    """A comment with a reply."""
    who = Spreker("Jan de Boer", date(2026, 11, 20))
    rij = Rij(
        1, "r-1", "opmerking", (who,), "Inleiding", "programma.yaml", 3, "woorden", "Waarom?",
        (Vervolg(who, "Daarom."),), "Overgenomen.", "open", nieuw=True,
    )  # fmt: skip
    yield rounds.COMMENT_FORMATS["json"](workflows.Commented((rij,)), NOBODY)


def verified(_folder: Path) -> Iterator[str]:
    """A file with edits, tracked ones too, of a programme that was signed."""
    here = Location("programma.yaml", 3, 1)
    edit = Edit("gewijzigd", "was", "is", Placed("Inleiding", here, "", "", "tekst"))
    found = workflows.Verified(
        "p.docx",
        Origin("programma", "a" * 40, clean=True, tool="1", rules="2026-01-01", text_hash="b" * 64),
        "revisie",
        Commit("a" * 40, date(2026, 11, 20), "Eerste opzet", ("v0.1",), in_head=True),
        State("a" * 40, clean=True),
        (edit,),
        (),
        rounds=(Signed("Ronde 1", "partners.yaml", 9, "b" * 64, is_now=True, is_file=True),),
    )
    yield rounds.VERIFY_FORMATS["json"](found, NOBODY)


def audited(folder: Path) -> Iterator[str]:
    """A page with faults."""
    page = folder / "p.html"
    page.write_text("<!doctype html><html><p>Hallo", "utf-8")
    yield audit.FORMATS["json"](workflows.audit(page), NOBODY)


def housed(folder: Path) -> Iterator[str]:
    """A house style with a header."""
    file = folder / "huis.docx"
    file.write_bytes(made(DUTCH))
    yield house.FORMATS["json"](workflows.house_style(file), NOBODY)


@pytest.mark.parametrize(
    ("command", "answers"),
    [
        ("diff", diffed),
        ("comments", commented),
        ("verify", verified),
        ("audit", audited),
        ("house-style", housed),
    ],
)
def test_the_page_names_each_key_that_is_printed(
    command: str, answers: Callable[[Path], Iterator[str]], tmp_path: Path
) -> None:
    """The keys in the table of a command are those of its JSON, with the way to each."""
    said = [json.loads(answer) for answer in answers(tmp_path)]
    printed = {key for answer in said for key in keys(answer)}
    rows = table(PAGE, f"sleutel van `{command}`")
    named = [key.strip("`") for row in rows for key in row[0].split(", ")]
    assert len(named) == len(set(named))
    assert set(named) == printed
    assert {answer["formaat"] for answer in said} == {1}
