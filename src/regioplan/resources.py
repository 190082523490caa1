"""Finds what is not code: templates, schemas and data files, in the package or in the checkout.

In a wheel `templates/` and `schemas/` lie inside the package (hatchling's force-include). An
editable install does not see them there: they stand at the checkout's root, beside `src/`.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from regioplan.errors import RegioplanError

_REINSTALL = "Installeer regioplan opnieuw."


def templates() -> Traversable:
    """The folder with the Markdown templates, the HTML page and Word's reference document.

    Raises:
        RegioplanError: the installation has no such folder.
    """
    return _folder("templates")


def schemas() -> Traversable:
    """The folder with the generated JSON Schemas.

    Raises:
        RegioplanError: the installation has no such folder.
    """
    return _folder("schemas")


def data(name: str) -> bytes:
    """A data file of the package, by its path within it: `data("reference/eisen.csv")`.

    Raises:
        RegioplanError: the file is not there, or cannot be read.
    """
    try:
        return files("regioplan").joinpath(*name.split("/")).read_bytes()
    except OSError as error:
        message = (
            "De installatie van regioplan is niet compleet: "
            f"het bestand “{name}” ontbreekt of is niet te lezen. {_REINSTALL}"
        )
        raise RegioplanError(message) from error


def text(name: str) -> str:
    """The same as text: our data files are UTF-8.

    Raises:
        RegioplanError: the file is not there, cannot be read, or was damaged.
    """
    try:
        return data(name).decode("utf-8")
    except UnicodeDecodeError as error:
        message = (
            "De installatie van regioplan is beschadigd: "
            f"het bestand “{name}” is geen UTF-8. {_REINSTALL}"
        )
        raise RegioplanError(message) from error


def _folder(name: str) -> Traversable:
    """The folder inside the package, else at the checkout's root."""
    inside = files("regioplan").joinpath(name)
    if inside.is_dir():
        return inside
    source = Path(__file__).resolve().parents[1]  # root/src in a checkout, site-packages elsewhere
    beside = source.parent / name
    # Only beside a folder `src`: a stranger's `templates` next to site-packages is not ours.
    if source.name == "src" and beside.is_dir():
        return beside
    message = (
        f"De installatie van regioplan is niet compleet: de map “{name}” ontbreekt. {_REINSTALL}"
    )
    raise RegioplanError(message)
