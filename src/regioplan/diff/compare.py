"""The comparison itself: every field of every item, old beside new.

It walks the fields of the model, so that a new field is never silently ignored; what deserves words
of its own (amounts, running text, signatures, a chair) has them in a visible table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import Any

from regioplan.diff import substance, text
from regioplan.diff.change import Change, Jaarbedrag, Kind
from regioplan.diff.matching import Matches, Placed, canonical, match, members, name, sheets
from regioplan.diff.naming import (
    FILES,
    HOOFDSTUKKEN,
    MEMBERS,
    Names,
    chapter_of_field,
    chapter_of_item,
    field,
)
from regioplan.diff.printing import said
from regioplan.diff.summaries import summary, total
from regioplan.dutch import listed
from regioplan.model import Blad, Node, Programma
from regioplan.model.base import NTB, PerJaar, Prose
from regioplan.model.governance import Lid
from regioplan.model.partners import Ondertekenaar


def changes(old: Programma, new: Programma) -> tuple[Change, ...]:
    """What changed from one version of a programme to another, in the order of the document.

    Nothing is a change that no reader sees: the order of lines, items and files, how lines are
    broken, an id in a reference to an item whose id changed.

    Raises:
        Onleesbaar: a file of one of the two could not be read.
    """
    matches = match(old, new)
    both = _Both(Names(old), Names(new), matches)
    found = chain(
        *(both.files(a, b) for a, b in zip(sheets(old), sheets(new), strict=True)),
        *(both.item(a, b) for a, b in matches.pairs),
        (both.gone(each) for each in matches.gone if not _told_with(each, matches.gone)),
        (both.come(each) for each in matches.come if not _told_with(each, matches.come)),
    )
    order = list(HOOFDSTUKKEN)
    return tuple(sorted(found, key=lambda change: order.index(change.hoofdstuk)))


def _told_with(item: Placed, others: Sequence[Placed]) -> bool:
    """Whether the measure around a part comes or goes as well: that says it all."""
    return item.node.soort == "onderdeel" and any(item.parent is other.node for other in others)


@dataclass(frozen=True, slots=True)
class _About:
    """What a change is about: its place and words."""

    chapter: str
    soort: str
    id: str
    item: str
    list_: tuple[str, ...] = ()  # the keys of the list that it stands in, without an id

    def change(
        self, kind: Kind, keys: tuple[str, ...] = (), reason: str = "", **more: Any
    ) -> Change:
        """A change in this, at these keys."""
        return Change(
            kind,
            self.chapter,
            self.soort,
            self.id,
            self.item,
            veld=field(*keys),
            sleutel=".".join((*self.list_, *keys)),
            substantieel=bool(reason),
            reden=reason,
            **more,
        )


@dataclass(frozen=True, slots=True)
class _Both:
    """The two programmes beside each other: their words, and which item is which."""

    before: Names
    now: Names
    matches: Matches

    # -------------------------------------------------------------- files and items

    def files(self, old: Blad, new: Blad) -> Iterator[Change]:
        """What changed at the top of a file, outside its items."""
        soort, words = FILES[type(new).__name__]
        for key in type(new).model_fields:
            about = _About(chapter_of_field(type(new), key), soort, "", words)
            yield from self._field(about, old, new, (), key)

    def item(self, old: Placed, new: Placed) -> Iterator[Change]:
        """What changed in an item, and whether it moved."""
        about = self._about(new.node, self.now)
        if name(old.node) != name(new.node):
            yield about.change(Kind.HERNOEMD, ("id",), oud=name(old.node), nieuw=name(new.node))
        yield from self._moved(about, old, new)
        for key in type(new.node).model_fields:
            if key != "id":
                yield from self._field(about, old.node, new.node, (), key)

    def come(self, item: Placed) -> Change:
        """An item that is new."""
        about = self._about(item.node, self.now)
        return self._whole(
            about, Kind.TOEGEVOEGD, item.node, summary(self.now, item.node, item.parent)
        )

    def gone(self, item: Placed) -> Change:
        """An item that is there no more."""
        about = self._about(item.node, self.before)
        return self._whole(
            about, Kind.VERVALLEN, item.node, summary(self.before, item.node, item.parent)
        )

    @staticmethod
    def _about(node: Node, names: Names) -> _About:
        return _About(chapter_of_item(node.soort), node.soort, name(node), names.item(node))

    @staticmethod
    def _whole(about: _About, kind: Kind, node: Node, words: str) -> Change:
        added = kind is Kind.TOEGEVOEGD
        amounts = getattr(node, "bedragen", None)
        years = _years(None if added else amounts, amounts if added else None)
        return about.change(
            kind,
            reason=substance.of_whole(node),
            oud="" if added else words,
            nieuw=words if added else "",
            jaren=years,
            verschil=sum((y.verschil for y in years), Decimal(0)) if years else None,
        )

    def _moved(self, about: _About, old: Placed, new: Placed) -> Iterator[Change]:
        there, here = old.parent, new.parent
        place = canonical(name(here), self.matches.renamed) if here else ""
        if place != (name(there) if there else ""):
            yield about.change(
                Kind.VERPLAATST,
                oud=self.before.item(there) if there else "",
                nieuw=self.now.item(here) if here else "",
            )

    # -------------------------------------------------------------- fields

    def _field(
        self, about: _About, old: Node | None, new: Node | None, around: tuple[str, ...], key: str
    ) -> Iterator[Change]:
        """What changed in one field; `around` are the keys of the blocks that it stands in."""
        values = _Values.of(old, new, key)
        node = new if new is not None else old
        assert node is not None  # one of the two is there
        keys = (*around, key)
        sample = next((v for v in (*_each(values.old), *_each(values.new)) if v is not None), None)
        if isinstance(sample, Node) and isinstance(values.old or values.new, tuple):
            if sample.soort:
                return  # items are compared by id, wherever they stand
            yield from self._members(about, keys, values)
        elif isinstance(sample, PerJaar):
            yield from self._amounts(about, node, keys, values)
        elif isinstance(sample, Node):
            yield from self._block(about, values, keys)
        elif isinstance(sample, Prose):
            yield from self._prose(about, keys, values)
        elif isinstance(values.old or values.new, tuple):
            yield from self._list(about, keys, values)
        else:
            yield from self._value(about, node, keys, values)

    def _value(
        self, about: _About, node: Node, keys: tuple[str, ...], values: _Values
    ) -> Iterator[Change]:
        """A single value, or its absence."""
        if values.same(self.matches.renamed):
            return
        old, new = self._words(self.before, values.old), self._words(self.now, values.new)
        named = bool(node.soort) and len(keys) == 1 and keys[0] in _NAMING
        both = values.old is not None and values.new is not None
        numbers = isinstance(values.old, Decimal) and isinstance(values.new, Decimal)
        yield about.change(
            Kind.HERNOEMD if named and both else Kind.GEWIJZIGD,
            keys,
            substance.of_field(node, keys[-1], values.old, values.new),
            oud=NTB if values.old_ntb else old,
            nieuw=NTB if values.new_ntb else new,
            verschil=values.new - values.old if numbers else None,
        )

    def _list(self, about: _About, keys: tuple[str, ...], values: _Values) -> Iterator[Change]:
        """Words or references in a list: what came and went; their order is no content."""
        renamed = self.matches.renamed
        old, new = Counter(values.old or ()), Counter(canonical(values.new or (), renamed))
        if old == new and values.old_ntb == values.new_ntb:
            return
        here = {canonical(value, renamed): value for value in values.new or ()}
        yield about.change(
            Kind.GEWIJZIGD,
            keys,
            oud=NTB
            if values.old_ntb
            else listed(self._words(self.before, v) for v in values.old or ()),
            nieuw=NTB
            if values.new_ntb
            else listed(self._words(self.now, v) for v in values.new or ()),
            eraf=tuple(self._words(self.before, v) for v in (old - new).elements()),
            erbij=tuple(self._words(self.now, here[v]) for v in (new - old).elements()),
        )

    def _prose(self, about: _About, keys: tuple[str, ...], values: _Values) -> Iterator[Change]:
        """Running text, word by word."""
        old = text.plain(values.old or "", {})
        new = text.plain(values.new or "", self.matches.renamed)
        if old == new and values.old_ntb == values.new_ntb:
            return
        yield about.change(
            Kind.TEKST,
            keys,
            oud=NTB if values.old_ntb else old,
            nieuw=NTB if values.new_ntb else new,
            woorden=text.words(old, new),
        )

    def _amounts(
        self, about: _About, node: Node, keys: tuple[str, ...], values: _Values
    ) -> Iterator[Change]:
        """Amounts per year."""
        years = _years(values.old, values.new)
        changed = any(y.oud != y.nieuw or y.oud_ntb != y.nieuw_ntb for y in years)
        if not changed and values.old_ntb == values.new_ntb:
            return
        yield about.change(
            Kind.BEDRAG,
            keys,
            substance.of_field(node, keys[-1], values.old, values.new),
            oud=NTB if values.old_ntb else total(values.old),
            nieuw=NTB if values.new_ntb else total(values.new),
            jaren=years,
            verschil=sum((y.verschil for y in years), Decimal(0)),
        )

    def _block(self, about: _About, values: _Values, keys: tuple[str, ...]) -> Iterator[Change]:
        """A block with keys of its own: field by field, some of them told as one."""
        old, new = values.old, values.new
        kind = type(new if new is not None else old)
        as_one = _AS_ONE.get(kind, ())
        found = list(self._seat(about, keys, old, new)) if kind is Lid else []
        for key in kind.model_fields:
            if key not in as_one:
                found += self._field(about, old, new, keys, key)
        if found and (values.old_ntb or values.new_ntb):
            found[0] = replace(found[0], **_ntb_words(values))
        if not found and (values.old_ntb != values.new_ntb or (old is None) != (new is None)):
            found = [
                about.change(
                    Kind.GEWIJZIGD,
                    keys,
                    **{
                        "oud": "" if old is None else "leeg",
                        "nieuw": "" if new is None else "leeg",
                    }
                    | _ntb_words(values),
                )
            ]
        yield from found

    def _seat(
        self, about: _About, keys: tuple[str, ...], old: Lid | None, new: Lid | None
    ) -> Iterator[Change]:
        """Who sits in a chair: partner and function are told as one."""
        pairs = [_Values.of(old, new, key) for key in _AS_ONE[Lid]]
        if not all(pair.same(self.matches.renamed) for pair in pairs):
            yield about.change(
                Kind.GEWIJZIGD,
                keys,
                oud=self.before.seat(old) if old else "",
                nieuw=self.now.seat(new) if new else "",
            )

    def _words(self, names: Names, value: Any) -> str:
        """A value in words; a reference (a plain str, which no other value is) by its name."""
        return names.of_reference(value) if type(value) is str else said(value)

    # -------------------------------------------------------------- lists without ids

    def _members(self, about: _About, keys: tuple[str, ...], values: _Values) -> Iterator[Change]:
        """Members of a list: who stayed and changed, who came and went."""
        pairs, gone, come = members(values.old or (), values.new or (), self.matches.renamed)
        about = replace(about, list_=(*about.list_, *keys))
        for old, new in pairs:
            mine = self._member_of(about, new, self.now)
            as_one: tuple[str, ...] = ()
            if isinstance(new, Ondertekenaar) and (old.datum is None) != (new.datum is None):
                yield self._signed(mine, old, new)
                as_one = _SIGNATURE
            for key in type(new).model_fields:
                if key not in as_one:
                    yield from self._field(mine, old, new, (), key)
        for each in gone:
            mine = self._member_of(about, each, self.before)
            yield self._whole(mine, Kind.VERVALLEN, each, summary(self.before, each))
        for each in come:
            mine = self._member_of(about, each, self.now)
            yield self._whole(mine, Kind.TOEGEVOEGD, each, summary(self.now, each))

    @staticmethod
    def _member_of(about: _About, member: Node, names: Names) -> _About:
        of = f" van {about.item}" if about.id else ""
        return replace(about, soort=MEMBERS[type(member)], item=names.member(member) + of)

    def _signed(self, about: _About, old: Ondertekenaar, new: Ondertekenaar) -> Change:
        return about.change(
            Kind.ONDERTEKEND if new.datum else Kind.NIET_MEER_ONDERTEKEND,
            ("handtekening",),
            oud=self.before.signature(old),
            nieuw=self.now.signature(new),
        )


_NAMING = ("titel", "naam", "functie")
"""The fields by which an item is called."""

_AS_ONE: Mapping[type[Node], tuple[str, ...]] = MappingProxyType({Lid: ("partner", "functie")})
"""The fields of a block that are told as one."""

_SIGNATURE = ("datum", "plaats")
"""The fields that a signature fills in."""


@dataclass(frozen=True, slots=True)
class _Values:
    """A field on both sides."""

    old: Any
    new: Any
    old_ntb: bool
    new_ntb: bool

    @classmethod
    def of(cls, old: Node | None, new: Node | None, key: str) -> _Values:
        """The values at a key of two nodes, of which one may be absent; an empty list is none."""
        return cls(
            _held(old, key),
            _held(new, key),
            old is not None and key in old.ntb,
            new is not None and key in new.ntb,
        )

    def same(self, renamed: Mapping[str, str]) -> bool:
        """Whether both say the same."""
        return self.old == canonical(self.new, renamed) and self.old_ntb == self.new_ntb


def _held(node: Node | None, key: str) -> Any:
    value = getattr(node, key, None)
    return None if value == () else value


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _ntb_words(values: _Values) -> dict[str, Any]:
    words = {}
    if values.old_ntb:
        words["oud"] = NTB
    if values.new_ntb:
        words["nieuw"] = NTB
    return words


def _years(old: PerJaar | None, new: PerJaar | None) -> tuple[Jaarbedrag, ...]:
    """The amounts side by side, in order of year."""
    sides = [each for each in (old, new) if each is not None]
    known = {y for each in sides for y in (*dict(each.jaren), *map(int, each.ntb))}
    return tuple(
        Jaarbedrag(
            year,
            old.get(year) if old else None,
            new.get(year) if new else None,
            old is not None and str(year) in old.ntb,
            new is not None and str(year) in new.ntb,
        )
        for year in sorted(known)
    )
