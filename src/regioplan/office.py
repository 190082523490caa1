"""LibreOffice, when it is there: the page on which each bookmark of a Word file stands."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from regioplan.errors import RegioplanError

TIMEOUT = 180.0
"""Seconds that LibreOffice may take for one document: mostly two, a cold start on Windows more."""

# Where installers put the program when it is not on the search path. On Windows the .com waits for
# the work to end; the .exe returns at once.
_PLACES = {
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}},
    separators=(",", ":"),
)
_UNDERSCORE = "5F"
"""LibreOffice writes an underscore in a destination's name as its hexadecimal code."""


def find_office() -> Path | None:
    """The program of LibreOffice: on the search path, or where its installer puts it."""
    names = ("soffice.com",) if sys.platform == "win32" else ("soffice", "libreoffice")
    for name in names:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(p) for p in _PLACES.get(sys.platform, ()) if Path(p).is_file()), None)


def page_numbers(docx: bytes) -> Mapping[str, int] | None:
    """The page, from 1, on which each bookmark of a Word file stands in LibreOffice's layout.

    None when LibreOffice or pypdf is not on this machine.

    Raises:
        RegioplanError: LibreOffice is there but gives no PDF.
    """
    office = find_office()
    if office is None or importlib.util.find_spec("pypdf") is None:
        return None
    return destinations(to_pdf(office, docx, TIMEOUT))


def destinations(pdf: bytes) -> dict[str, int]:
    """The page of each named destination of a PDF."""
    from pypdf import PdfReader  # noqa: PLC0415  # an extra: only who asks for pages needs it

    reader = PdfReader(io.BytesIO(pdf))
    pages = {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        if page is not None and page >= 0:
            pages[_bookmark(str(name))] = page + 1
    return pages


def _bookmark(destination: str) -> str:
    """`/5Frp5Ftaalhuis` → `_rp_taalhuis`, a name that holds no capitals of its own."""
    return destination.removeprefix("/").replace(_UNDERSCORE, "_")


def to_pdf(office: Path, docx: bytes, timeout: float) -> bytes:
    """Let LibreOffice make a PDF, in a profile of its own: it may be open beside us.

    Raises:
        RegioplanError: LibreOffice gives no PDF, or not within `timeout` seconds.
    """
    # On Windows a program that was killed may hold a file a little longer.
    with tempfile.TemporaryDirectory(prefix="regioplan-", ignore_cleanup_errors=True) as folder:
        home = Path(folder).resolve()
        source = home / "document.docx"
        source.write_bytes(docx)
        said = _run(
            [
                str(office),
                f"-env:UserInstallation={(home / 'profiel').as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                _FILTER,
                "--outdir",
                str(home),
                str(source),
            ],
            timeout,
        )
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise RegioplanError(
                "LibreOffice maakte geen PDF, zodat de paginanummers niet bekend zijn. "
                f"LibreOffice meldt: {said or 'niets'}."
            )
        return made.read_bytes()


def _run(command: list[str], timeout: float) -> str:
    """Run a program to its end and give what it says; nothing of it outlives the call."""
    try:
        process = subprocess.Popen(  # noqa: S603  # our own command; no shell reads it
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise RegioplanError(f"LibreOffice start niet: {error}.") from error
    with _killed_at_the_end(process):
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise RegioplanError(
                f"LibreOffice was na {timeout:.0f} seconden nog niet klaar met de paginanummers."
            ) from None
    return said.decode("utf-8", "replace").strip().rstrip(".")


@contextlib.contextmanager
def _killed_at_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Whatever happens, a time-out or Ctrl-C, end the program with all that it started."""
    try:
        yield
    finally:
        if process.poll() is None:
            _kill(process)
        if process.stdout is not None:
            process.stdout.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """`soffice` is a script that starts the real program: end the whole group."""
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32", "taskkill.exe")
        subprocess.run(  # noqa: S603  # a number and fixed words
            [str(system), "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True
        )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
