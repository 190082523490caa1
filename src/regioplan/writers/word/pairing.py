"""Which of the old belongs to which of the new: for blocks, rows, notes; in the order of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[T | None, T | None]
Likeness = Callable[[T, T], float]
"""How much two things are alike; 0 when they are not each other's version."""

_TABLE = 10_000
"""A changed stretch with no more pairs than this is weighed at once; a longer one in windows."""
_WINDOW = 64


def pairs(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], likeness: Likeness[T]
) -> Iterator[Pair[T]]:
    """Each thing once, alone or with its other version, so that both orders are kept.

    Things with the same key belong together. Between those, the likeness decides.
    """
    matcher = SequenceMatcher(None, [*map(key, old)], [*map(key, new)], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _by_likeness(old[a:b], new[c:d], likeness)


def _by_likeness(old: Sequence[T], new: Sequence[T], likeness: Likeness[T]) -> Iterator[Pair[T]]:
    """Pair what is alike, in windows, so that the time grows with the text and not faster."""
    while len(old) * len(new) > _TABLE:
        # What stands beyond the last pair of the window has its chance in the next one.
        best = _best(old[:_WINDOW], new[:_WINDOW], likeness)
        some = list(best)
        while len(some) > _WINDOW and None in some[-1]:
            some.pop()
        yield from some
        old = old[sum(one is not None for one, _ in some) :]
        new = new[sum(one is not None for _, one in some) :]
    yield from _best(old, new, likeness)


def _best(old: Sequence[T], new: Sequence[T], likeness: Likeness[T]) -> Iterator[Pair[T]]:
    """The pairs in order whose likeness adds up to the most; what was removed comes first."""
    alike = [[likeness(one, other) for other in new] for one in old]
    most = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            both = alike[a][b] + most[a + 1][b + 1] if alike[a][b] else 0.0
            most[a][b] = max(both, most[a + 1][b], most[a][b + 1])
    a = b = 0
    while a < len(old) and b < len(new):
        if alike[a][b] and most[a][b] == alike[a][b] + most[a + 1][b + 1]:
            yield old[a], new[b]
            a, b = a + 1, b + 1
        elif most[a][b] == most[a + 1][b]:
            yield old[a], None
            a += 1
        else:
            yield None, new[b]
            b += 1
    yield from ((one, None) for one in old[a:])
    yield from ((None, one) for one in new[b:])


def common(old: Counter[Hashable], new: Counter[Hashable]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    total = old.total() + new.total()
    if not total or 2 * min(old.total(), new.total()) < total * _FLOOR:
        return 0.0
    share = 2 * (old & new).total() / total
    return share if share >= _FLOOR else 0.0


_FLOOR = 0.45
"""Texts with a smaller share in common are different texts, not versions of one."""
