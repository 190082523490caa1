"""LibreOffice: page numbers when it is there, and no harm when it is not."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from needs import soffice
from regioplan import office
from regioplan.errors import RegioplanError
from regioplan.markdown import Block, Contents, Region
from regioplan.writers.word import write
from regioplan.writers.word.names import bookmark_name
from word_sample import SAMPLE, document, head, par

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def stand_in(folder: Path, script: str) -> Path:
    """A program that says it is LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


@soffice
class TestLibreOffice:
    """What LibreOffice makes of our files."""

    def test_it_gives_the_page_of_every_bookmark(self) -> None:
        """Where a page begins is known beforehand: after the contents, to sign, at the annexes."""
        chapters: list[Block] = [
            head(1, "1", "Hoofdstuk a", id="k-1"),
            head(1, "2", "Hoofdstuk b", id="k-2"),
            Region("handtekening", (par("Namens A."),)),
            head(1, "1", "Hoofdstuk c", "bijlage", id="k-3"),
        ]
        blocks = [Contents(), *(b for chapter in chapters for b in (chapter, par("Tekst.")))]
        pages = office.page_numbers(write(document(blocks)))
        assert pages is not None
        assert {name: pages[name] for name in map(bookmark_name, ("k-1", "k-2", "k-3"))} == {
            "_rp_k_1": 2,
            "_rp_k_2": 3,
            "_rp_k_3": 4,
        }

    def test_page_numbers_in_the_contents_move_nothing(self) -> None:
        """A second pass, with the numbers filled in, gives the same pages."""
        pages = office.page_numbers(write(SAMPLE))
        assert pages
        assert office.page_numbers(write(SAMPLE, pages=pages)) == pages


def test_without_libreoffice_there_are_no_pages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where LibreOffice is not found, the answer is None and nothing is started."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", {})
    assert office.page_numbers(b"") is None


def test_without_pypdf_there_are_no_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the extra is not installed, the answer is None."""
    monkeypatch.setattr(office, "find_office", lambda: tmp_path / "soffice")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert office.page_numbers(b"") is None


def test_libreoffice_is_found_where_its_installer_puts_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On Windows and macOS the program is not on the search path."""
    program = tmp_path / "soffice.com"
    program.touch()
    monkeypatch.setenv("PATH", str(tmp_path / "leeg"))
    monkeypatch.setattr(office, "_PLACES", {sys.platform: (str(tmp_path / "niet"), str(program))})
    assert office.find_office() == program


@posix
def test_a_failure_tells_what_libreoffice_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No PDF is an error in Dutch, with the words of LibreOffice."""
    program = stand_in(tmp_path, "echo 'source file could not be loaded'")
    monkeypatch.setattr(office, "find_office", lambda: program)
    with pytest.raises(RegioplanError, match="could not be loaded"):
        office.page_numbers(b"geen docx")


def test_a_program_that_does_not_start_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that cannot be run is told in Dutch, not as a traceback."""
    monkeypatch.setattr(office, "find_office", lambda: tmp_path / "weg")
    with pytest.raises(RegioplanError, match="start niet"):
        office.page_numbers(b"")


@posix
def test_nothing_outlives_a_time_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the program started is ended with it."""
    child = tmp_path / "kind"
    program = stand_in(tmp_path, f"sleep 60 & echo $! > '{child}'; wait")
    monkeypatch.setattr(office, "find_office", lambda: program)
    monkeypatch.setattr(office, "TIMEOUT", 0.5)
    with pytest.raises(RegioplanError, match="nog niet klaar"):
        office.page_numbers(b"")
    assert gone(int(child.read_text()))


def gone(process: int) -> bool:
    """Whether a process ends within a few seconds (its parent must still bury it)."""
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
