"""What the manual tells about CI is true: the examples parse, and use what the program has."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.main import get_command

from regioplan.cli import main
from regioplan.cli.app import PROGRAM
from regioplan.cli.frame import app
from regioplan.model import BLADEN, THEMAMAP

ROOT = Path(__file__).parent.parent
ARNHEM = ROOT / "examples" / "arnhem"
MANUALS = ("docs/ci.md", "docs/uitvoer.md")
HOOKS = ".pre-commit-hooks.yaml"


def blocks(manual: str, language: str) -> list[str]:
    """The fenced blocks of a manual in one language."""
    text = (ROOT / manual).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def examples() -> list[Any]:
    return [yaml.safe_load(block) for block in blocks("docs/ci.md", "yaml")]


def scripts(value: Any) -> Iterator[str]:
    """The lines of shell in a workflow: under `run`, `script` and `before_script`."""
    if isinstance(value, list):
        for inner in value:
            yield from scripts(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in {"run", "script", "before_script"}:
                lines = inner if isinstance(inner, list) else [inner]
                yield from (line for each in lines for line in each.splitlines())
            else:
                yield from scripts(inner)


def command_lines() -> list[list[str]]:
    """Every call of our program in the manuals, as words."""
    lines = [line for example in examples() for line in scripts(example)]
    lines += [
        line for manual in MANUALS for block in blocks(manual, "sh") for line in block.splitlines()
    ]
    return [words for line in lines if (words := shlex.split(line))[:1] == [PROGRAM]]


def parsed(words: list[str]) -> dict[str, Any]:
    """A command line as the program understands it, without running it."""
    group: Any = get_command(app)
    name, command, rest = group.resolve_command(group.make_context(PROGRAM, words[1:]), words[1:])
    context = command.make_context(name, list(rest))
    return {"command": name, **context.params}


def test_the_manuals_call_the_program() -> None:
    """The tests below look at something."""
    assert len(command_lines()) >= 7
    assert len(examples()) == 4


@pytest.mark.parametrize("words", command_lines(), ids=" ".join)
def test_a_command_in_the_manual_is_one_that_the_program_has(words: list[str]) -> None:
    """Every command, option and value exists."""
    assert parsed(words)["command"] == words[1]


def test_a_command_that_does_not_exist_is_noticed() -> None:
    """The test above can fail."""
    for line in ("regioplan toets x", "regioplan validate --uit x", "regioplan render -o"):
        with pytest.raises(typer.TyperException):
            parsed(line.split())
    with pytest.raises(typer.TyperException):
        parsed(["regioplan", "validate", "--output-format", "csv"])


def attached(value: Any) -> Iterator[str]:
    """The files that an example attaches: `path`, `paths`, `junit`, `sarif_file`."""
    if isinstance(value, list):
        for inner in value:
            yield from attached(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in {"path", "paths", "junit", "sarif_file"}:
                yield from inner.split() if isinstance(inner, str) else inner
            else:
                yield from attached(inner)


@pytest.mark.parametrize("number", range(3))
def test_an_example_attaches_exactly_what_it_makes(number: int) -> None:
    """The Word file and the reports; a name in one place is the name in the other."""
    example = examples()[number]
    made: set[str] = set()
    for line in scripts(example):
        words = shlex.split(line)
        if words[0] == PROGRAM:
            options = parsed(words)
            made |= {str(p) for p in options.get("output") or ()}
            made |= {str(p) for p in (options.get("output_file"),) if p}
    assert made == set(attached(example)) != set()


def test_the_examples_for_github_and_gitlab_validate_and_attach_the_word_file() -> None:
    """That is what they are for."""
    for example in (examples()[0], examples()[2]):
        lines = list(scripts(example))
        assert any(line.startswith("regioplan validate") for line in lines)
        assert any(name.endswith(".docx") for name in attached(example))


# pre-commit ---------------------------------------------------------------------------------------


def hook() -> dict[str, Any]:
    [only] = yaml.safe_load((ROOT / HOOKS).read_text("utf-8"))
    return dict(only)


def test_the_hook_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Its entry is a script that our package installs, and it judges the folder of its `args`."""
    name, *arguments = shlex.split(hook()["entry"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert name in project["scripts"]
    assert main([*arguments, str(ARNHEM)]) in {0, 1}
    out, err = capsys.readouterr()
    assert "getoetst als concept" in out
    assert err == ""


def test_the_hook_of_the_manual_is_ours() -> None:
    """The id in docs/ci.md is that of the hook, and one folder is its only argument."""
    [used] = examples()[3]["repos"][0]["hooks"]
    assert used["id"] == hook()["id"]
    assert parsed([*shlex.split(hook()["entry"]), *used["args"]])["folder"] == Path("programma")
    assert hook()["pass_filenames"] is False


@pytest.mark.parametrize("folder", ["", "programma/"])
def test_the_hook_runs_when_a_file_of_a_programme_changes(folder: str) -> None:
    """Every file that the model knows, and no other."""
    ours = re.compile(hook()["files"])
    for name in (*BLADEN, f"{THEMAMAP}1-onderwijs.yaml"):
        assert ours.search(folder + name), name
    for name in ("mkdocs.yaml", "notulen/regio.yaml.bak", "themas/oud/1.yaml", "README.md"):
        assert not ours.search(folder + name), name
