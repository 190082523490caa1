"""Where the templates come from: regioplan's own, and before them those of a region."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from regioplan import resources
from regioplan.document.filters import environment
from regioplan.errors import RegioplanError
from regioplan.model import Onleesbaar

FOLDER = "templates/"
"""Where a region keeps its own templates, in the programme's folder."""

_ENDING = ".md.j2"


def templates_of(files: Mapping[str, bytes]) -> BaseLoader | None:
    """The templates of a programme's folder, and behind them regioplan's own; None without any.

    A template of the region takes the place of ours with the same name. One whose name begins with
    "_" is a part that others of the region include.

    Args:
        files: the programme's files; only `templates/….md.j2` are looked at.

    Raises:
        RegioplanError: a template that is not UTF-8, that Jinja cannot read, or that takes the
            place of nothing.
    """
    texts = {
        file.removeprefix(FOLDER): _decoded(file, content)
        for file, content in sorted(files.items())
        if file.startswith(FOLDER) and file.endswith(_ENDING)
    }
    if not texts:
        return None

    def of_region(name: str) -> tuple[str, str, None] | None:
        """The text and the file, which a traceback then names."""
        return (texts[name], FOLDER + name, None) if name in texts else None

    loader = ChoiceLoader([FunctionLoader(of_region), FunctionLoader(_own_text)])
    templates = environment(loader)
    for name, text in texts.items():
        _demand_known(name)
        try:
            templates.compile(text, name, FOLDER + name)
        except TemplateSyntaxError as mistake:
            raise _syntax(mistake, FOLDER + name, text) from mistake
    return loader


@cache
def own_environment() -> Environment:
    """The environment with regioplan's own templates, compiled once."""
    return environment(FunctionLoader(_own_text))


def rendered_text(template: Template, values: Mapping[str, Any]) -> str:
    """The text that a template makes of these values.

    Raises:
        RegioplanError: a template of the region cannot be filled in; with its file and line. What
            goes wrong in one of our own is our mistake, and is raised as it is.
    """
    try:
        return template.render(values)
    except Onleesbaar:
        raise
    except Exception as mistake:
        place = _place(mistake.__traceback__)
        if place is None:
            raise
        raise RegioplanError(f"{place}: {_said(mistake)}") from mistake


def _own_text(name: str) -> str | None:
    """The text of one of regioplan's own templates, or None when there is none of that name."""
    file = resources.templates() / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _own_names() -> list[str]:
    names = (file.name for file in resources.templates().iterdir())
    return sorted(name for name in names if name.endswith(_ENDING))


# ------------------------------------------------------------------ what is wrong with a template


def _decoded(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        line = content.count(b"\n", 0, mistake.start) + 1
        raise RegioplanError(
            f"{file}, regel {line}: dit is geen tekst in UTF-8. Bewaar het bestand als UTF-8."
        ) from mistake


def _demand_known(name: str) -> None:
    """Refuse a template that nothing uses: its author thinks that it does something."""
    own = _own_names()
    if name in own or name.rpartition("/")[2].startswith("_"):
        return
    near = difflib.get_close_matches(name, own, 1)
    meant = f" Is {near[0]} bedoeld?" if near else f" Kies uit: {', '.join(own)}."
    raise RegioplanError(
        f"{FOLDER}{name}: regioplan heeft geen sjabloon met deze naam, dus dit bestand doet niets."
        f"{meant} Een eigen onderdeel dat een ander sjabloon invoegt, begint met een streepje (_)."
    )


def _syntax(mistake: TemplateSyntaxError, file: str, text: str) -> RegioplanError:
    """What Jinja could not read, with the line as it was typed."""
    lines = text.splitlines()
    typed = lines[mistake.lineno - 1].strip() if 0 < mistake.lineno <= len(lines) else ""
    shown = f" Er staat: {typed}" if typed else ""
    return RegioplanError(f"{file}, regel {mistake.lineno}: {_said(mistake)}{shown}")


def _place(traceback: TracebackType | None) -> str | None:
    """The innermost line of a region's template in a traceback: "templates/x.md.j2, regel 3"."""
    places = [
        f"{frame.tb_frame.f_code.co_filename}, regel {frame.tb_lineno}"
        for frame in _frames(traceback)
        if frame.tb_frame.f_code.co_filename.startswith(FOLDER)
    ]
    return places[-1] if places else None


def _frames(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


_WORDS = (
    (r"Encountered unknown tag '(.+?)'", "de opdracht ‘{}’ kent Jinja niet, of niet hier."),
    (r"Unexpected end of template", "het sjabloon houdt op terwijl er nog iets open staat."),
    (r"[Uu]nexpected '(.+?)'", "‘{}’ past hier niet."),
    (r"No (?:filter|test) named '(.+?)'", "‘{}’ is geen filter of toets die een sjabloon kent."),
    (r"has no attribute '(.+?)'", "‘{}’ bestaat niet."),
    (r"'(.+?)' is undefined", "‘{}’ bestaat niet."),
    (r"access to attribute '(.+?)'", "‘{}’ mag een sjabloon niet gebruiken."),
)
"""What Jinja says in English → the Dutch for it."""


def _said(mistake: Exception) -> str:
    """The Dutch for what went wrong in a template."""
    if isinstance(mistake, RegioplanError):
        return str(mistake)
    if isinstance(mistake, TemplateNotFound):
        return f"het sjabloon ‘{mistake.name}’ bestaat niet."
    if isinstance(mistake, TemplateError):
        for pattern, dutch in _WORDS:
            if found := re.search(pattern, str(mistake)):
                return dutch.format(*found.groups())
        return "dit kan Jinja niet lezen."
    return "deze regel kan niet worden ingevuld met de gegevens van het programma."
