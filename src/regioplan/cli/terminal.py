"""The terminal: encoding, colour and width, and where text is written.

`regioplan --version` comes through here: what costs time is imported where it is used.
"""

from __future__ import annotations

import codecs
import errno
import os
import sys
from types import MappingProxyType

TYPE_CHECKING = False  # type checkers take it as true; `typing` itself would cost 5 ms
if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import TextIO

    from regioplan.report import View

_MOST_COLUMNS = 120  # longer lines of prose are hard to read

_ERRNO = MappingProxyType(
    {
        errno.ENOENT: "bestaat niet",
        errno.EACCES: "geen toegang",
        errno.EPERM: "geen toegang",
        errno.EROFS: "de schijf is alleen te lezen",
        errno.ENOSPC: "de schijf is vol",
        errno.EEXIST: "bestaat al",
        errno.EISDIR: "is een map, geen bestand",
        errno.ENOTDIR: "is geen map",
        errno.ENAMETOOLONG: "de naam is te lang",
    }
)


_NEAREST = "regioplan-nearest"  # the name of our error handler
_PLAIN = MappingProxyType(
    {
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("–—", "-"),
        **dict.fromkeys("\xa0\u202f", " "),
        "…": "...",
        "•": "*",
        "█": "#",
        "░": ".",
        "→": "->",
    }
)
"""What we write that an old console may lack → what it shows instead."""


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What stands for a text that cannot be encoded: our own signs in ASCII, else `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in lost), error.end


def prepare() -> None:
    """Make the standard streams fit for Dutch text: nothing that is written may raise.

    On Windows a file or pipe would get the old code page of the machine; there UTF-8 is set. A
    character that the console cannot show becomes what comes near it, else a question mark. A
    closed stream is replaced.
    """
    codecs.register_error(_NEAREST, _nearest)
    encoding = "utf-8" if os.name == "nt" else None
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            sink = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # lives on
            setattr(sys, name, sink)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding, errors=_NEAREST)


def out(text: str) -> None:
    """Write a line that is the command's answer: it may go into a pipe."""
    sys.stdout.write(f"{text}\n")


def answer(text: str, *, utf8: bool) -> None:
    """Write the whole answer of a command; for a program as UTF-8, whatever the terminal takes."""
    if utf8 and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)


def tell(text: str) -> None:
    """Write lines for the person at the terminal, beside the answer; wrapped where they look."""
    width = columns(sys.stderr)
    if width is not None:
        import textwrap  # noqa: PLC0415  # see the top

        wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        lines = [wrapper.wrap(line) or [""] for line in text.split("\n")]
        text = "\n".join(line for wrapped in lines for line in wrapped)
    sys.stderr.write(f"{text}\n")


def busy(words: str) -> AbstractContextManager[object]:
    """While this lasts, a turning sign and these words on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") in {"dumb", "unknown"}:
        from contextlib import nullcontext  # noqa: PLC0415  # see the top

        return nullcontext()
    from rich.console import Console  # noqa: PLC0415  # only where somebody looks
    from rich.status import Status  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415  # as above

    console = Console(stderr=True, no_color=not wants_colour(sys.stderr))
    return Status(Text(f"{words} …"), console=console)


def complain(message: str) -> None:
    """Say why the tool cannot do its work."""
    import contextlib  # noqa: PLC0415  # see the top

    with contextlib.suppress(OSError):  # stderr may be gone as well
        sys.stdout.flush()
        tell(f"regioplan: {message}")


def abandon_output() -> None:
    """Stop writing to stdout: what is still in its buffer would raise again at the very end."""
    import contextlib  # noqa: PLC0415  # see the top

    with contextlib.suppress(OSError):
        sys.stdout.flush()
        return
    with contextlib.suppress(OSError, ValueError):  # a stream of a test has no file number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def os_error_words(error: OSError) -> str:
    """What the system refused, in Dutch where it is a common refusal."""
    reason = _ERRNO.get(error.errno or 0, error.strerror or type(error).__name__)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def wants_colour(stream: TextIO) -> bool:
    """Whether text on this stream may have colour.

    NO_COLOR and FORCE_COLOR are the common agreements, each for any value but an empty one.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if not stream.isatty() or os.environ.get("TERM") in {"dumb", "unknown"}:
        return False
    if os.name == "nt":
        from rich.console import detect_legacy_windows  # noqa: PLC0415  # only where it matters

        return not detect_legacy_windows()
    return True


def view(stream: TextIO, folder: str = "") -> View:
    """How somebody looks at what is written to this stream."""
    from regioplan.report import View  # noqa: PLC0415  # `--help` does without rich

    return View(columns(stream), wants_colour(stream), folder)


def columns(stream: TextIO) -> int | None:
    """The width to set text in; None when nobody looks, so that nothing is wrapped."""
    if not stream.isatty():
        return None
    import shutil  # noqa: PLC0415  # see the top

    return max(40, min(shutil.get_terminal_size().columns, _MOST_COLUMNS))


def size_words(path: os.PathLike[str]) -> str:
    """The size of a file: "57 kB", in thousands of bytes as file managers give it."""
    size = os.stat(path).st_size  # noqa: PTH116  # pathlib is not needed for one number
    return (
        f"{-(-size // 1000)} kB"
        if size < 1_000_000
        else f"{size / 1_000_000:.1f} MB".replace(".", ",")
    )
