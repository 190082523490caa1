"""The round of a concept in the manual: each step is done, and prints what the page shows."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from history_repo import WHO
from test_docs import MANUAL, Block, blocks, pattern, said
from word_edits import Reviewer

HEADING = "## De ronde van een concept\n"


def steps() -> Iterator[Block]:
    """The commands and the edits of the section, in order."""
    text = MANUAL.read_text("utf-8")
    begin = text[: text.index(HEADING)].count("\n")
    end = text[: text.index("\n## ", text.index(HEADING) + 1)].count("\n")
    for block in blocks(MANUAL, "shellsession", "diff"):
        if begin < block.line < end:
            yield block


def do_edit(block: Block, folder: Path) -> None:
    """Change a file as the page says: lines with - go, those with + come in their place."""
    first, *lines = block.text.splitlines()
    path = folder / first.removeprefix("# ")
    old = "".join(f"{line[1:]}\n" for line in lines if line.startswith("-"))
    new = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
    text = path.read_text("utf-8")
    begins = [m.start() for m in re.finditer(rf"(?m)^{re.escape(old)}", text)]
    assert begins, f"{MANUAL.name}:{block.line}: this does not stand in {path.name}"
    path.write_text(text[: begins[0]] + new + text[begins[0] + len(old) :], "utf-8")


def printed(command: str, folder: Path, tools: Path) -> str:
    """What a command prints; only git can be found beside regioplan, on any machine."""
    return said(shlex.split(command), folder, **WHO, PATH=str(tools))


def come_back(sent: Path) -> None:
    """Two partners read the file that was sent, and send theirs."""
    for name, file in (("Jan de Boer", "jan"), ("Fatima El Amrani", "fatima")):
        reviewer = Reviewer(sent.read_bytes(), name)
        reviewer.comments_on("honderd dagen", "Waarom niet het hele jaar?")
        if file == "fatima":
            reviewer.replaces("honderd dagen", "jaar")
        sent.with_name(f"{sent.stem}-{file}.docx").write_bytes(reviewer.saved())


def test_who_follows_the_round_in_the_manual_sees_what_it_shows(tmp_path: Path) -> None:
    """From an empty folder, step by step: every edit fits, every command prints what is shown."""
    git = shutil.which("git")
    assert git
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "git").symlink_to(git)
    folder = tmp_path
    commands = []
    for block in steps():
        if block.language == "diff":
            do_edit(block, folder)
            continue
        for part in re.split(r"(?m)^\$ ", block.text)[1:]:
            command, _, shown = part.partition("\n")
            commands.append(command)
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
                continue
            if command.startswith("regioplan comments"):
                come_back(folder.parent / "concept-0.2.docx")
            real = printed(command, folder, tools)
            assert pattern(shown).fullmatch(real), (command, real)
    assert {c.split()[1] for c in commands if c.startswith("regioplan ")} >= {
        "init",
        "validate",
        "render",
        "diff",
        "comments",
        "verify",
    }
