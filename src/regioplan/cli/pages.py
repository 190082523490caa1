"""The list of rules and the page of one rule, as they are read in a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from regioplan.report import View, flow

_KEPT = re.compile(r"\s{2,}|```|\||$")  # code, tables and empty lines keep their own line breaks
_ITEM = re.compile(r"[-*] |\d+\. ")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")


def rules(listed: Sequence[tuple[str, str, str]], view: View) -> list[str]:
    """Id, severity and first line of each rule, in columns."""
    ids = max((cell_len(rule) for rule, _, _ in listed), default=0)
    kinds = max((cell_len(kind) for _, kind, _ in listed), default=0)
    return [
        line
        for rule, kind, words in listed
        for line in flow(
            [(f"{rule:<{ids}} ", "bold"), (f"{kind:<{kinds}} ", ""), *_words(words)],
            view.width,
            view.paint,
            indent=ids + kinds + 4,
        )
    ]


def page(text: str, view: View) -> list[str]:
    """A rule's page: as it stands in a pipe, wrapped and with bold headings in a terminal."""
    lines = text.rstrip("\n").split("\n")
    if view.width is None:
        return lines
    fenced = False
    shown: list[str] = []
    for line in lines:
        fenced ^= line.startswith("```")
        shown += [line] if fenced else _set(line, view)
    return shown


def _set(line: str, view: View) -> list[str]:
    """One line of a page in the width of the terminal."""
    if line.startswith("#"):
        return [view.paint(line.lstrip("# "), "bold")]
    if strong := _STRONG.fullmatch(line):
        return [view.paint(strong[1], "bold")]
    if _KEPT.match(line):
        return [line]
    line = _LINK.sub(r"\1 (\2)", line)
    item = _ITEM.match(line)
    return flow(_words(line), view.width, view.paint, indent=item.end() if item else 0)


def _words(text: str) -> list[tuple[str, str]]:
    return [(word, "") for word in text.split()]
