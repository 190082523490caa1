"""The Jinja environment of the chapters and its few filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from regioplan import dutch, markdown
from regioplan.document.printing import LEEG, NTB, Md, escape, euro, getal, show
from regioplan.model import Node
from regioplan.model.base import Prose


def proza(text: Prose | str | None) -> Md:
    """Running text as blocks; nothing for an absent one."""
    return Md(markdown.prose_to_markdown(text) if text else "")


def tekst(node: Node, key: str) -> Md:
    """A field with running text as blocks; n.t.b. where that was typed, else nothing."""
    return NTB if key in node.ntb else proza(getattr(node, key))


def tabel(rows: str) -> Md:
    """A table without the white lines that a template leaves between its rows."""
    return Md("".join(f"{row}\n" for row in rows.split("\n") if row.strip()))


def beknopt(rows: str) -> Md:
    """A table, as `tabel`, without the columns (but the first) in which no row says anything."""
    cells = [_BORDER.split(row.strip())[1:-1] for row in rows.split("\n") if row.strip()]
    header, line, *body = cells
    keep = [
        position
        for position in range(len(header))
        if position == 0 or any(row[position].strip() not in ("", LEEG) for row in body)
    ]
    return Md("".join(f"|{'|'.join(row[i] for i in keep)}|\n" for row in (header, line, *body)))


_BORDER = re.compile(r"(?<!\\)\|")  # an escaped bar is text


def cel(value: Any) -> Md:
    """A value in a table cell or a line: running text on one line, a list as an enumeration."""
    if value is None:
        return Md("")
    if isinstance(value, Prose):
        return Md(markdown.prose_to_inline(value))
    if isinstance(value, tuple | list):
        return opsomming(value)
    return show(value)


def opsomming(values: Iterable[Any]) -> Md:
    """An enumeration in a sentence: "a, b en c"."""
    return Md(dutch.listed(map(show, values)))


def regels(values: Iterable[Any]) -> Md:
    """What there is of these, each on a line of its own within one cell."""
    return Md("<br>".join(filter(None, (cel(value) for value in values))))


def veld(node: Node, key: str, leeg: str = LEEG) -> Md:
    """A field in a cell: its value, n.t.b. where that was typed, a dash where nothing was said."""
    if key in node.ntb:
        return NTB
    return cel(getattr(node, key)) or Md(leeg)


def te_tonen(node: Node, key: str) -> bool:
    """Whether there is something to show: a value, or an explicit n.t.b."""
    value = getattr(node, key)
    return key in node.ntb or not (value is None or value in ((), ""))


def hoofdletter(text: Any) -> Md:
    """With a capital at the start, for a cell or a sentence."""
    shown = cel(text)
    return Md(shown[:1].upper() + shown[1:])


def zin(text: Any) -> Md:
    """The end of a sentence: with a full stop, unless it has one already ("n.t.b.", "B.V.")."""
    shown = show(text)
    return shown if shown.endswith((".", ".*")) else Md(f"{shown}.")


_TELWOORDEN = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
]


def hoeveel(number: int, single: str, plural: str) -> Md:
    """A count with its noun: "één maatregel", "drie maatregelen", "25 maatregelen"."""
    word = _TELWOORDEN[number] if number < len(_TELWOORDEN) else getal(number)
    return Md(f"{word} {single if number == 1 else plural}")


def inspring(text: Md, width: int) -> Md:
    """With every line but the first indented, for text within a list item."""
    return Md(markdown.indent_lines(text, " " * width))


def naar(target: str) -> Md:
    """A reference to an item or chapter, with computed words."""
    return Md(f"[](#{target})")


@pass_context
def naam(context: Context, target: str) -> Md:
    """The words of an item, without a link: for the names of partners, which stand everywhere."""
    return escape(context["woorden"][target].text)


@pass_context
def namen(context: Context, targets: Iterable[str]) -> Md:
    """The words of several items, as an enumeration."""
    return opsomming(naam(context, target) for target in targets)


def webadres(address: str) -> Md:
    """An address between < and >, for `[woorden](…)` in a cell too."""
    return Md("<" + address.replace("|", "%7C").replace("\\", "%5C") + ">")


def leeftijd(node: Node) -> Md:
    """The age of those who take part, "12 tot 27 jaar" (27 itself not), or nothing.

    The node has `leeftijd_vanaf` and `leeftijd_tot`.
    """
    low, high = (veld(node, key, leeg="") for key in ("leeftijd_vanaf", "leeftijd_tot"))
    if not low and not high:
        return Md("")
    if not high:
        return Md(f"vanaf {low} jaar")
    return Md(f"{low} tot {high} jaar".lstrip())


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        f.__name__: f
        for f in (
            proza,
            tekst,
            tabel,
            beknopt,
            cel,
            opsomming,
            regels,
            veld,
            hoofdletter,
            zin,
            inspring,
            naar,
            naam,
            namen,
            webadres,
            leeftijd,
            euro,
        )
    }
)
"""What a template may write behind a `|`, besides Jinja's own."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which what a template puts together (a macro, a block) is Markdown already."""

    concat = staticmethod(lambda parts: Md("".join(parts)))


def environment(loader: BaseLoader) -> Environment:
    """The Jinja environment of the chapters, with templates from a loader."""
    templates = _Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # Markdown, not HTML: `finalize` escapes, by type
        finalize=show,
    )
    templates.filters.update(FILTERS)
    templates.tests["te_tonen"] = te_tonen
    templates.globals.update(ntb=NTB, hoeveel=hoeveel)
    return templates
