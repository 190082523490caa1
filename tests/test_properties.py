"""What holds for whole programmes: order and line ends change nothing but positions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from regioplan import rules
from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.model import Status

ROOT = Path(__file__).parent.parent
PROGRAMMES = (ROOT / "examples" / "arnhem", ROOT / "tests" / "basis")
TODAY = date(2026, 3, 2)


def judged(files: Mapping[str, bytes]) -> Counter[tuple[str, str, str]]:
    """What is said of a programme, and how heavy, without the places."""
    loaded = load(files)
    assert loaded.findings == ()
    assert loaded.programma is not None
    outcome = rules.check(loaded.programma, status=Status.VASTGESTELD, vandaag=TODAY)
    return Counter((f.rule, f.severity.value, f.message) for f in outcome.findings)


def shuffled(value: Any, dice: random.Random) -> Any:
    """The same data with the keys of every mapping in another order; lists stay as they are."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, dice) for item in value]
    return value


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda p: p.name)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_keys_changes_nothing_but_positions(folder: Path, seed: int) -> None:
    """Whoever writes the status above the title gets the same judgement."""
    dice = random.Random(seed)  # noqa: S311  # not for secrets
    files = read_folder(folder)
    mixed = {
        name: yaml.dump(
            shuffled(yaml.load(text, yaml.BaseLoader), dice),  # noqa: S506  # all scalars are text
            allow_unicode=True,
            sort_keys=False,
            width=10_000,
        ).encode()
        for name, text in files.items()
    }
    assert judged(mixed) == judged(files)


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda p: p.name)
def test_the_order_of_files_changes_nothing(folder: Path) -> None:
    """A folder has no order."""
    files = read_folder(folder)
    backward = dict(reversed(list(files.items())))
    assert load(backward).findings == load(files).findings
    assert judged(backward) == judged(files)


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda p: p.name)
def test_line_ends_and_a_byte_order_mark_change_not_even_positions(folder: Path) -> None:
    """A file saved by Notepad says the same at the same lines."""
    files = read_folder(folder)
    notepad = {n: b"\xef\xbb\xbf" + t.replace(b"\n", b"\r\n") for n, t in files.items()}
    plain, saved = load(files).programma, load(notepad).programma
    assert plain is not None
    assert saved is not None
    assert rules.check(saved, vandaag=TODAY) == rules.check(plain, vandaag=TODAY)


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda p: p.name)
def test_every_place_of_a_key_points_at_that_key(folder: Path) -> None:
    """The position of each key of each node is where that key stands in its file."""
    files = read_folder(folder)
    programma = load(files).programma
    assert programma is not None
    lines = {name: text.decode().splitlines() for name, text in files.items()}
    seen = 0
    for node in programma.nodes():
        for key in type(node).model_fields:
            if getattr(node, key) in (None, ()) and key not in node.ntb:
                continue
            at = node.key_location(key)
            assert lines[at.file][at.line - 1][at.column - 1 :].startswith(f"{key}:")
            seen += 1
    assert seen > len(files)
