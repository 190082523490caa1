"""How long a redline takes, as a multiple of writing the new version plainly, and how it grows.

Two versions that hardly differ, and two that have nothing in common: the worst that can be asked.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from regioplan.markdown import Document, Properties
from regioplan.writers.word import write

CHAPTER = """\
# Hoofdstuk over {subject} {n}

De scholen en het doorstroompunt bellen iedere jongere zonder startkwalificatie in {subject} {n}.
Zij doen dat binnen {n} weken.^[Zie de afspraken over {subject}.]

| Jaar | Bedrag |
| --- | ---: |
| 2027 | € {n}25.000 |
| 2028 | € {n}30.000 |

- de gemeente belt in {subject};
- de school schrijft.

"""


def document(chapters: int, *, subject: str = "werk", changed: bool = False) -> Document:
    """A document of so many chapters; `changed`: one in five has other words."""
    text = "".join(
        CHAPTER.format(n=n, subject="leren" if changed and n % 5 == 0 else subject)
        for n in range(1, chapters + 1)
    )
    return Document(text, Properties(title="Meting"))


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the median of three runs."""
    runs = []
    for _ in range(3):
        began = time.process_time()
        work()
        runs.append(time.process_time() - began)
    return statistics.median(runs)


def main() -> None:
    """Print a table: milliseconds, the ratio to a plain file, and the growth."""
    before: dict[str, float] = {}
    for chapters in (25, 50, 100):
        new = document(chapters, changed=True)
        plain = seconds(lambda new=new: write(new))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        cases = {
            "weinig anders": document(chapters),
            "alles anders": document(chapters, subject="vervoer over water door de lucht"),
        }
        for name, old in cases.items():
            took = seconds(lambda new=new, old=old: write(new, since=old))  # type: ignore[misc]  # as above
            grown = f", {took / before[name]:.1f} keer de vorige" if name in before else ""
            before[name] = took
            print(
                f"{chapters:>4} hoofdstukken, {name}: {took * 1000:6.0f} ms,"
                f" {took / plain:.1f} keer een gewoon bestand{grown}"
            )


if __name__ == "__main__":
    main()
