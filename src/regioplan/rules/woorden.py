"""How a finding names things: an item by its title, several in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regioplan.dutch import listed
from regioplan.model import Node
from regioplan.rules.registry import Found


def genoemd(node: Node) -> str:
    """An item as a reader knows it: ‘its title’, or its id when that is still to be decided."""
    for key in ("titel", "naam", "functie", "post", "id"):
        if value := getattr(node, key, None):
            return f"‘{value}’"
    return "‘zonder naam’"


_VEEL = 3
"""Up to so many items each get a finding of their own; the choice is ours."""


def per_stuk(items: Sequence[Node], key: str, each: str, together: str) -> Iterator[Found]:
    """What misses at each of several items; of many it is said once, at the first.

    `each` names an item at `{}`; `together` has `{aantal}` and `{namen}`.
    """
    if len(items) <= _VEEL:
        for item in items:
            yield item.gap(key), each.format(genoemd(item))
        return
    first, *others = items
    names = [genoemd(item) for item in items[:_VEEL]]
    said = listed([*names, f"nog {len(items) - _VEEL}"])
    related = tuple((item.where(key), f"ook bij {genoemd(item)}") for item in others)
    yield first.gap(key), together.format(aantal=len(items), namen=said), related
