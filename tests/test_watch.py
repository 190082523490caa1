"""`render --watch`: the real process makes the document again after each save, and ends quietly."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from regioplan import office, workflows
from regioplan.cli import saved, terminal
from regioplan.errors import RegioplanError
from regioplan.findings import Finding, Severity, Uitkomst
from regioplan.source import Location

BASIS = Path(__file__).parent / "basis"
PATIENCE = 60.0
"""Seconds after which a line that did not come is a failure; mostly it takes one or two."""


AT_A_TERMINAL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from regioplan.cli import run; run()"
)
"""The program, with Ctrl-C on: a shell turns it off for what it starts in the background."""


@dataclass
class Watcher:
    """A running `render --watch`, and the lines that it writes."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """The next line, without its time of the day."""
        return self.lines.get(timeout=PATIENCE).split("  ", 1)[1]

    def stop(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the base programme, with an empty folder for templates of its own."""
    copy = Path(shutil.copytree(BASIS, tmp_path / "regio"))
    (copy / "templates").mkdir()
    return copy


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    """`render --watch` of that programme into its own folder, as somebody types it."""
    command = [
        sys.executable,
        "-c",
        AT_A_TERMINAL,
        "render",
        "regio",
        "--watch",
        "-o",
        "regio/x.md",
    ]
    started = subprocess.Popen(
        command,
        cwd=folder.parent,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with started:
        yield Watcher(started)
        started.kill()


def save(file: Path, text: str) -> None:
    """Save a file as an editor does: whole, in the place of the old one."""
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def edit(file: Path, old: str, new: str) -> None:
    """Change some words of a file, and save it."""
    text = file.read_text("utf-8")
    assert old in text
    save(file, text.replace(old, new, 1))


posix = pytest.mark.skipif(os.name == "nt", reason="no Ctrl-C for one process")


@posix
def test_each_save_makes_the_document_again(folder: Path, watcher: Watcher) -> None:
    """A line per round with the files and the findings; what we write ourselves is no change."""
    assert watcher.line().startswith("x.md (")
    edit(folder / "themas" / "1-overstap.yaml", "Zomerbrug & start", "Winterbrug")
    said = watcher.line()
    assert said.startswith("x.md (")
    assert said.endswith("s): Geen bevindingen.")
    assert "Winterbrug" in (folder / "x.md").read_text("utf-8")
    (folder / "aantekening.txt").write_text("geen deel van het programma", "utf-8")
    edit(folder / "partners.yaml", "Jeugdzorg De Linde", "Jeugdzorg De Eik")
    assert watcher.line().startswith("x.md (")
    assert watcher.stop() == 0
    assert watcher.lines.empty()
    assert watcher.process.stderr
    told = watcher.process.stderr.read().splitlines()
    assert len(told) == 1
    assert "Stop met Ctrl-C." in told[0]


@posix
def test_a_mistake_is_one_line_and_the_watching_goes_on(folder: Path, watcher: Watcher) -> None:
    """A typo, a mistake in a template, a file that is gone: told, and told again when mended."""
    assert watcher.line().startswith("x.md (")
    made = (folder / "x.md").read_bytes()
    edit(folder / "regio.yaml", "nummer:", "nummer")
    said = watcher.line()
    assert said.startswith("Niets geschreven. regio.yaml:")
    assert said.endswith("Zie `regioplan validate regio`.")
    edit(folder / "regio.yaml", "nummer", "nummer:")
    assert watcher.line().startswith("x.md (")
    template = folder / "templates" / "proces.md.j2"
    save(template, "{{ bald }}")
    assert (
        watcher.line() == "Niets geschreven. templates/proces.md.j2, regel 1: ‘bald’ bestaat niet."
    )
    template.unlink()
    assert watcher.line().startswith("x.md (")
    (folder / "programma.yaml").rename(folder / "weg.txt")
    assert "staat geen programma.yaml" in watcher.line()
    assert (folder / "x.md").read_bytes() == made
    assert watcher.stop() == 0


def test_what_cannot_be_watched_is_refused_at_once(tmp_path: Path) -> None:
    """A folder without a programme, or a first round that cannot be done, ends with exit code 2."""

    def never() -> Any:
        raise RegioplanError("Dat kan niet.")

    with pytest.raises(RegioplanError, match="bestaat niet"):
        next(workflows.watch(tmp_path / "weg", never))
    with pytest.raises(RegioplanError, match="Dat kan niet"):
        next(workflows.watch(BASIS, never))


# ------------------------------------------------------------------ the line


def told(*findings: Finding, refused: bool = False, error: str = "") -> str:
    checked = SimpleNamespace(uitkomst=Uitkomst(findings))
    rendered: Any = SimpleNamespace(checked=checked, written=(Path("a/x.docx"),), refused=refused)
    made = workflows.Round(
        datetime(2026, 3, 2, 9, 5, 7, tzinfo=UTC), 1.25, None if error else rendered, error
    )
    return saved.line(made, " mijn-regio")


def finding(rule: str, severity: Severity = Severity.FOUT) -> Finding:
    return Finding(rule, severity, Location("regio.yaml", 3, 5), f"Dit is {rule}.")


def test_a_line_says_when_what_and_how_it_stands() -> None:
    """The time, the files by name, how long it took, the counts."""
    said = told(finding("KWA-x", Severity.ADVIES), finding("RRP-x", Severity.OPEN))
    assert said == "09:05:07  x.docx (1,2 s): 1 open punt, 1 advies in 1 bestand."


def test_a_refused_round_names_what_cannot_be_read_first() -> None:
    """One finding, how many more, and where to see them all."""
    said = told(finding("RRP-x"), finding("INT-yaml"), refused=True)
    assert said == (
        "09:05:07  Niets geschreven. regio.yaml:3:5: Dit is INT-yaml. En nog 1."
        " Zie `regioplan validate mijn-regio`."
    )


def test_a_message_of_several_lines_becomes_one() -> None:
    """A round is one line, whatever went wrong."""
    assert told(error="Dit\n  kan niet.") == "09:05:07  Niets geschreven. Dit kan niet."


# ------------------------------------------------------------------ progress


class Terminal:
    """A stream on which somebody looks, or not."""

    encoding = "utf-8"

    def __init__(self, *, looked_at: bool) -> None:
        self.looked_at = looked_at
        self.text = ""

    def isatty(self) -> bool:
        return self.looked_at

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""


@pytest.mark.parametrize(
    ("looked_at", "term", "shown"),
    [(True, "xterm", True), (True, "dumb", False), (False, "xterm", False)],
)
def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, *, looked_at: bool, term: str, shown: bool
) -> None:
    """In a pipe or a log there is no turning sign."""
    stream = Terminal(looked_at=looked_at)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", term)
    with terminal.busy("[b]LibreOffice telt"):
        pass
    assert ("[b]LibreOffice telt …" in stream.text) is shown
    assert bool(stream.text) is shown


def test_what_takes_long_is_named_while_it_lasts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Counting pages is such work; writing Markdown is not."""
    named: list[str] = []

    def progress(words: str) -> Any:
        named.append(words)
        return nullcontext()

    monkeypatch.setattr(office, "page_numbers", lambda _docx: None)
    workflows.render(BASIS, (tmp_path / "x.md",), progress=progress)
    assert named == []
    workflows.render(BASIS, (tmp_path / "x.docx",), progress=progress)
    assert named == ["LibreOffice telt de bladzijden"]
