"""Elements of HTML: what is text can only come out as text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Attribute = str | int | None
"""None leaves the attribute out."""

_SPACE = re.compile(r"[\x0b-\x0d\x1c-\x1f\x85]")
"""White space that HTML does not know, or reads as another character."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no HTML may hold."""
VOID = frozenset({"br", "img"})


def words(text: str) -> Markup:
    """Plain text, escaped."""
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)))


def tag(name: str, *children: str, **attributes: Attribute) -> Markup:
    """An element: `tag("a", "hier", href="#x")` gives `<a href="#x">hier</a>`.

    Children that are `Markup` go in as they are, others are escaped. In the names of attributes a
    low line stands for a hyphen, and one at the end for nothing (`class_`).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")  # noqa: S704  # name is ours, values are escaped
    return Markup(f"<{name}{written}>{joined(children)}</{name}>")  # noqa: S704  # as above


def joined(children: Iterable[str], between: str = "") -> Markup:
    """Children one after another; those that are no `Markup` are escaped."""
    return Markup(between).join(  # noqa: S704  # white space of ours
        child if isinstance(child, Markup) else words(child) for child in children
    )
