"""How long the command line takes to start, as a multiple of `python -c pass` in the same run.

Times differ from machine to machine and from hour to hour; the ratio hardly does. Run it as
`python bench/bench_startup.py`; `--rounds 41` for a steadier answer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
START = ["-c", "from regioplan.cli import run; run()"]  # what the installed script does

CASES = {
    "python -c pass": ["-c", "pass"],
    "regioplan --version": [*START, "--version"],
    "regioplan --help": [*START, "--help"],
    "regioplan validate --help": [*START, "validate", "--help"],
    "regioplan completion bash": [*START, "completion", "bash"],
}


def seconds(arguments: list[str]) -> float:
    """The time of one whole process."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True)
    return time.perf_counter() - begin


def measured(rounds: int) -> dict[str, float]:
    """The median per case; the cases take turns, so that a busy moment hits them all."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for turn in range(rounds + 1):
        for name, arguments in CASES.items():
            spent = seconds(arguments)
            if turn:  # the first round fills the caches
                times[name].append(spent)
    return {name: statistics.median(spent) for name, spent in times.items()}


def main() -> None:
    """Print a table: milliseconds and the ratio to the first case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    medians = measured(parser.parse_args().rounds)
    floor = medians["python -c pass"]
    for name, median in medians.items():
        print(f"{name:<28} {median * 1000:6.0f} ms  {median / floor:5.1f} ×")


if __name__ == "__main__":
    main()
