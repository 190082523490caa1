"""Which item of the old programme is which of the new one: by id, else by what it says.

An item whose id changed is found again when it says the same: the same title and at least half of
its fields equal, or, without that, nearly all of them. What stands in a list without an id is
found by the fields that name it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from regioplan.model import Blad, Node, Programma
from regioplan.model.base import Prose
from regioplan.model.governance import Lid
from regioplan.model.partners import Ondertekenaar
from regioplan.model.programma import Melding, Versie, Vervolgstap
from regioplan.model.regio import Gemeente, Wijziging
from regioplan.model.streefcijfers import Streefcijfer

_SAME_TITLE = 0.5
_OTHER_TITLE = 0.8
"""How much of two items must be equal to take them for one whose id changed; the choice is ours."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item, and where it stands."""

    node: Node
    parent: Node | None  # the theme of a measure, the measure of a part; None at the top of a file


def sheets(p: Programma) -> tuple[Blad, ...]:
    """The files of which there is one; a theme is an item."""
    return (
        p.blad,
        p.regio,
        p.partners,
        p.governance,
        p.analyse,
        p.streefcijfers,
        p.afspraken,
        p.losse_maatregelen,
        p.programmateam,
        p.financien,
    )


def placed(p: Programma) -> dict[tuple[str, str], Placed]:
    """Every item of a programme: (kind, id) → the item; of equal ids the first."""
    found: dict[tuple[str, str], Placed] = {}
    for blad in (*sheets(p), *p.themas):
        for node, parent in _inside(blad, None):
            found.setdefault((node.soort, name(node)), Placed(node, parent))
    return found


def name(node: Node) -> str:
    """The id of an item; "" for what has none."""
    return str(getattr(node, "id", ""))


def _inside(node: Node, parent: Node | None) -> Iterator[tuple[Node, Node | None]]:
    """The items in a node, itself included, each with the nearest item around it."""
    if node.soort:
        yield node, parent
    around = node if node.soort else parent
    for value in vars(node).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Node):
                yield from _inside(each, around)


@dataclass(frozen=True, slots=True)
class Matches:
    """The items of two programmes, put side by side."""

    pairs: tuple[tuple[Placed, Placed], ...]
    gone: tuple[Placed, ...]
    come: tuple[Placed, ...]
    renamed: Mapping[str, str]  # id in the new programme → id in the old one, where they differ


def match(old: Programma, new: Programma) -> Matches:
    """Put the items of two programmes side by side."""
    before, after = placed(old), placed(new)
    gone = {key: each for key, each in before.items() if key not in after}
    come = {key: each for key, each in after.items() if key not in before}
    found = dict(_renamed(list(gone), list(come), gone, come))
    renamed = {new_key[1]: old_key[1] for old_key, new_key in found.items()}
    back = {new_key: old_key for old_key, new_key in found.items()}
    pairs = tuple(
        (before[back.get(key, key)], each)
        for key, each in after.items()
        if key not in come or key in back
    )
    return Matches(
        pairs,
        tuple(each for key, each in gone.items() if key not in found),
        tuple(each for key, each in come.items() if key not in back),
        MappingProxyType(renamed),
    )


Key = tuple[str, str]


def _renamed(
    gone: list[Key], come: list[Key], old: Mapping[Key, Placed], new: Mapping[Key, Placed]
) -> Iterator[tuple[Key, Key]]:
    """The best pairs first; at equal likeness the earliest, the same whichever side is the old."""
    scored = sorted(
        (-likeness(old[a].node, new[b].node), i + j, a, b)
        for i, a in enumerate(gone)
        for j, b in enumerate(come)
        if a[0] == b[0] and _alike(old[a].node, new[b].node)
    )
    seen: set[tuple[str, Key]] = set()
    for *_, a, b in scored:
        if ("old", a) not in seen and ("new", b) not in seen:
            seen |= {("old", a), ("new", b)}
            yield a, b


def _alike(old: Node, new: Node) -> bool:
    least = _SAME_TITLE if _title(old) and _title(old) == _title(new) else _OTHER_TITLE
    return likeness(old, new) >= least


def _title(node: Node) -> str:
    """What an item is called; a line of the budget is called after what it pays and from what."""
    for key in ("titel", "naam", "functie", "post"):
        if value := getattr(node, key, None):
            return str(value)
    return " ".join(str(getattr(node, key, None) or "") for key in ("maatregel", "bron")).strip()


def likeness(old: Node, new: Node) -> float:
    """How much of two items of one kind is equal, of what either says beside its id: 0 to 1."""
    fields = [key for key in type(old).model_fields if key != "id"]
    said = [(getattr(old, key, None), getattr(new, key, None)) for key in fields]
    weighed = [_equal(a, b) for a, b in said if a or b]
    return sum(weighed) / len(weighed) if weighed else 0.0


def _equal(a: Any, b: Any) -> float:
    if isinstance(a, Prose) and isinstance(b, Prose):
        first, second = sorted((a.split(), b.split()))  # difflib is not symmetric
        return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
    return float(a == b)


# ------------------------------------------------------------------ lists without ids

_KEYS: Mapping[type[Node], tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        Gemeente: (("naam",), ("code",)),
        Wijziging: (("datum", "aanleiding"), ("aanleiding", "omschrijving"), ("aanleiding",)),
        Lid: (("partner", "functie"), ("partner",)),
        Streefcijfer: (("periode",),),
        Ondertekenaar: (("partner", "functie"), ("partner",)),
        Versie: (("versie",),),
        Vervolgstap: (("datum", "wat"), ("wat",), ("datum", "wie")),
        Melding: (("onderwerp", "datum", "door"), ("onderwerp", "datum"), ("onderwerp", "jaar")),
    }
)
"""The fields by which a member of a list is found again, the most precise first."""

M = TypeVar("M", bound=Node)


def members(
    old: Sequence[M], new: Sequence[M], renamed: Mapping[str, str]
) -> tuple[list[tuple[M, M]], list[M], list[M]]:
    """The members of two lists: pairs, what is gone, and what came."""
    pairs: list[tuple[M, M]] = []
    gone, come = list(enumerate(old)), list(enumerate(new))
    kind = type((*old, *new)[0])
    for keys in ((), *_KEYS[kind]):
        for a in list(gone):
            for b in come:
                if _same(a[1], b[1], keys, renamed):
                    pairs.append((a[1], b[1]))
                    gone.remove(a)
                    come.remove(b)
                    break
    return pairs, [each for _, each in gone], [each for _, each in come]


def _same(old: Node, new: Node, keys: tuple[str, ...], renamed: Mapping[str, str]) -> bool:
    """Whether two members agree in these fields and say something there; without keys: in all."""
    if not keys:
        return old == new
    left = [getattr(old, key, None) for key in keys]
    right = [canonical(getattr(new, key, None), renamed) for key in keys]
    return left == right and any(value is not None for value in left)


def canonical(value: Any, renamed: Mapping[str, str]) -> Any:
    """A value of the new programme in ids of the old one."""
    if isinstance(value, tuple):
        return tuple(canonical(each, renamed) for each in value)
    return renamed.get(value, value) if type(value) is str else value
