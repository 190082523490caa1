"""How a finding names things: an item by its title, several in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from regioplan.model import Node


def opsomming(words: Iterable[str], slot: str = "en") -> str:
    """Several words as in a sentence: "a, b en c"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {slot} {last}" if first else last


def genoemd(node: Node) -> str:
    """An item as a reader knows it: ‘its title’, or its id when that is still to be decided."""
    for key in ("titel", "naam", "functie", "post", "id"):
        if value := getattr(node, key, None):
            return f"‘{value}’"
    return "‘zonder naam’"


def aanhaling(words: Iterable[str]) -> list[str]:
    """Each word between quotes."""
    return [f"‘{word}’" for word in words]
