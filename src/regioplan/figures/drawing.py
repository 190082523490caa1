"""A picture that is drawn when a writer asks for it: SVG from a template, PNG from the SVG."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache, cached_property
from importlib.resources import as_file
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from regioplan import resources
from regioplan.figures import look
from regioplan.markdown import Picture

_FOLDER = "figuren"
_FONTS = ("RegioplanSans-Regular.ttf", "RegioplanSans-Bold.ttf")


class Drawing(Picture):
    """A picture by the name of its template, with the values that fill it in.

    Nothing is drawn for a writer that needs only the words; what is drawn is drawn once.
    """

    def __init__(self, template: str, values: Mapping[str, Any], words: tuple[str, ...]) -> None:
        """Take what there is to draw.

        Args:
            template: the name of `templates/figuren/NAME.svg.j2`.
            values: what the template is given, besides the colours.
            words: the picture in sentences.
        """
        set_ = object.__setattr__  # the record is frozen for everybody else
        set_(self, "description", words)
        set_(self, "_template", template)
        set_(self, "_values", values)

    def __repr__(self) -> str:
        """Its name: to show the picture itself would draw it."""
        return f"Drawing({self._template!r})"

    _template: str
    _values: Mapping[str, Any]

    @cached_property
    def svg(self) -> bytes:
        """The picture as SVG, in UTF-8."""
        template = _environment().get_template(f"{self._template}.svg.j2")
        words = " ".join(self.description)
        values = {**look.COLOURS, **self._values, "description": words}
        return template.render(values).encode()

    @cached_property
    def png(self) -> bytes:
        """The picture as PNG, sharp enough for paper; the same bytes on every machine."""
        from resvg_py import svg_to_bytes  # noqa: PLC0415  # Markdown does not need it

        with ExitStack() as files:
            folder = resources.templates() / "fonts"
            fonts = [str(files.enter_context(as_file(folder / name))) for name in _FONTS]
            return svg_to_bytes(
                svg_string=self.svg.decode(),
                skip_system_fonts=True,
                font_files=fonts,
                zoom=look.SHARP,
            )


@cache
def _environment() -> Environment:
    templates = Environment(
        loader=FunctionLoader(_text),
        undefined=StrictUndefined,
        autoescape=True,  # what stands in the picture is text, never SVG
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_show,
    )
    templates.filters["n"] = number
    return templates


def _text(name: str) -> str:
    return (resources.templates() / _FOLDER / name).read_text("utf-8")


def _show(value: Any) -> Any:
    """A coordinate with at most two decimals; everything else as it is."""
    return number(value) if isinstance(value, float) else value


def number(value: float) -> str:
    """A coordinate as short as it can be: `12`, `12.5`, never `-0`."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
