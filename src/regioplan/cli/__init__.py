"""The command `regioplan`: what starts it, and the one place where errors become a message."""

from __future__ import annotations

import os
import sys

from regioplan import __version__
from regioplan.cli import terminal
from regioplan.errors import RegioplanError

TYPE_CHECKING = False  # type checkers take it as true; `typing` itself would cost 5 ms
if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130  # what a shell reports for Ctrl-C: 128 + SIGINT
_PIPE_CLOSED = 141  # what a shell reports when `| head` has seen enough: 128 + SIGPIPE
_FAILED = 2

_OWN_FAILURE = (
    "eigen fout van regioplan, het ligt niet aan het programma ({kind}).\n"
    "Meld dit aan de beheerder van regioplan, met deze regels, de opdracht en versie {version}.\n"
    "Met REGIOPLAN_DEBUG=1 voor de opdracht staat erbij waar het misging."
)


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    0 and 1 are the command's own answer, 2 means that the tool could not do its work, 130 that the
    user stopped it, 141 that the reader of a pipe went away. Nothing is raised.
    """
    terminal.prepare()
    try:
        status = _dispatch(arguments)
        sys.stdout.flush()
    except RegioplanError as error:
        terminal.complain(str(error))
    except BrokenPipeError:
        terminal.abandon_output()
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        terminal.abandon_output()
        terminal.complain(terminal.os_error_words(error))
    except Exception as error:  # noqa: BLE001  # the outermost edge: a user never meets a traceback
        terminal.complain(_own_failure(error))
    else:
        return status
    return _FAILED


def _dispatch(arguments: Sequence[str]) -> int:
    """Answer `--version` at once; only what needs the library of the command line imports it."""
    if list(arguments) in (["--version"], ["-V"]):
        sys.stdout.write(f"regioplan {__version__}\n")
        return 0
    from regioplan.cli.app import answer  # noqa: PLC0415  # typer: 50 ms that `--version` saves

    return answer(arguments)


def _own_failure(error: Exception) -> str:
    """The message for a mistake of ours; the traceback only for who asks for it."""
    words = _OWN_FAILURE.format(kind=type(error).__name__, version=__version__)
    if not os.environ.get("REGIOPLAN_DEBUG"):
        return words
    import traceback  # noqa: PLC0415  # only here

    return f"{words}\n{''.join(traceback.format_exception(error))}".rstrip()
