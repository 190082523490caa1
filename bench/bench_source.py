"""How long reading takes: against PyYAML's own loader, and how it grows with the text."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import yaml

from regioplan.source import read

MAATREGEL = """\
- id: maatregel-{n}
  titel: Maatregel {n} voor jongeren
  beschrijving: |
    De scholen en het doorstroompunt bellen iedere jongere zonder startkwalificatie.
    Zij doen dat binnen vier weken.
  partners: [gemeente, mbo, 'uwv', "werkgevers"]
  bedragen:  # regioplan: negeer[KWA-bedrag] nog niet verdeeld
    "2027": 125000
    "2028": 130000
"""


def programme(size: int) -> str:
    """A text of about `size` characters, as a programme has them."""
    count = size // len(MAATREGEL)
    return "maatregelen:\n" + "".join(MAATREGEL.format(n=n) for n in range(count))


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the median of five runs."""
    runs = []
    for _ in range(5):
        began = time.process_time()
        work()
        runs.append(time.process_time() - began)
    return statistics.median(runs)


def main() -> None:
    times = []
    for size in (100_000, 1_000_000):
        text = programme(size)
        content = text.encode()
        assert read("p.yaml", content).problems == ()
        ours = seconds(lambda content=content: read("p.yaml", content))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        theirs = seconds(lambda text=text: yaml.load(text, yaml.CSafeLoader))  # type: ignore[misc]  # as above
        times.append(ours)
        print(
            f"{size:>9} tekens: read {ours * 1000:7.1f} ms, CSafeLoader {theirs * 1000:7.1f} ms,"
            f" verhouding {ours / theirs:.2f}"
        )
    print(f"10 keer zo lang: {times[1] / times[0]:.1f} keer de tijd")


if __name__ == "__main__":
    main()
