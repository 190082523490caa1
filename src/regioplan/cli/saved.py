"""The line of `render --watch` for one round: when, what was written, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regioplan import report
from regioplan.findings import Severity

if TYPE_CHECKING:
    from regioplan.workflows import Rendered, Round


def line(made: Round, argument: str) -> str:
    """One line without its end.

    Args:
        made: the round.
        argument: the programme's folder as it is typed behind a command, with a blank before it.
    """
    said = _failed(made.error) if made.rendered is None else _told(made.rendered, made, argument)
    return report.visible(f"{made.moment:%H:%M:%S}  {said}")


def _failed(error: str) -> str:
    return f"Niets geschreven. {' '.join(error.split())}"


def _told(rendered: Rendered, made: Round, argument: str) -> str:
    """What was written, or the first of what forbids it."""
    uitkomst = rendered.checked.uitkomst
    if not rendered.refused:
        names = ", ".join(path.name for path in rendered.written)
        took = f"{made.seconds:.1f}".replace(".", ",")
        return f"{names} ({took} s): {report.counts(uitkomst)}."
    faults = sorted(
        (f for f in uitkomst.findings if f.severity is Severity.FOUT),
        key=lambda fault: not fault.rule.startswith("INT-"),  # what cannot be read comes first
    )
    more = f" En nog {len(faults) - 1}." if len(faults) > 1 else ""
    first = f"{faults[0].location}: {faults[0].message}"
    return f"Niets geschreven. {first}{more} Zie `regioplan validate{argument}`."
