"""How long each command takes, as a multiple of importing pydantic and yaml in the same run.

Those two are the floor of a command that reads a programme. Times differ from machine to machine
and from hour to hour; the ratio hardly does. Run it as `python bench/bench_commands.py`;
`--rounds 11` for a steadier answer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START = ["-c", "from regioplan.cli import run; run()"]  # what the installed script does
FLOOR = "import pydantic, yaml"

PROGRAMMES = {"basis": ROOT / "tests" / "basis", "arnhem": ROOT / "examples" / "arnhem"}
COMMANDS = {
    "validate": ["validate", "--quiet"],
    "status": ["status"],
    "render .md": ["render", "-o", "programma.md"],
    "render .docx": ["render", "--no-page-numbers", "-o", "programma.docx"],
}

CASES: dict[str, list[str]] = {
    FLOOR: ["-c", FLOOR],
    **{
        f"{command} {name}": [*START, *arguments, str(folder)]
        for name, folder in PROGRAMMES.items()
        for command, arguments in COMMANDS.items()
    },
    "explain RRP-2.5-2b": [*START, "explain", "RRP-2.5-2b"],
}


def seconds(arguments: list[str], folder: str) -> float:
    """The time of one whole process; what it writes comes in `folder`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=folder, capture_output=True, check=True
    )
    return time.perf_counter() - begin


def measured(rounds: int) -> dict[str, float]:
    """The median per case; the cases take turns, so that a busy moment hits them all."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            for name, arguments in CASES.items():
                spent = seconds(arguments, folder)
                if turn:  # the first round fills the caches
                    times[name].append(spent)
    return {name: statistics.median(spent) for name, spent in times.items()}


def main() -> None:
    """Print a table: milliseconds and the ratio to the first case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    medians = measured(parser.parse_args().rounds)
    floor = medians[FLOOR]
    for name, median in medians.items():
        print(f"{name:<24} {median * 1000:6.0f} ms  {median / floor:5.1f} ×")


if __name__ == "__main__":
    main()
