"""The reactions of all reviewers in one list: placed, duplicates merged, each with a stable id."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regioplan.readers.places import Placed, Placer
from regioplan.readers.remarks import Kind, Remark, Remarks, Reply


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who said it, and when."""

    author: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one or more reviewers said of one place."""

    id: str
    kind: Kind
    voices: tuple[Voice, ...]
    place: Placed
    quote: str
    text: str
    replies: tuple[Reply, ...]
    done: bool  # everybody who said it has marked it as resolved
    files: tuple[str, ...]


def gather(
    files: Sequence[tuple[str, Remarks]], placer: Placer, order: Iterable[str]
) -> tuple[Reaction, ...]:
    """The reactions in these files, in printed order; what two say of one place is one reaction.

    Args:
        files: name → what it brings back.
        placer: finds places in the programme.
        order: the ids of the headings, as they are printed.
    """
    found: dict[str, list[tuple[str, Remark, Placed]]] = {}
    for name, remarks in files:
        for remark in remarks.remarks:
            place = placer.place(remark.spot)
            found.setdefault(_id(remark, place), []).append((name, remark, place))
    rank = {ident: number for number, ident in enumerate(order)}
    merged = [_merged(ident, same) for ident, same in found.items()]
    return tuple(sorted(merged, key=lambda reaction: _key(reaction.place, rank)))


def _key(place: Placed, rank: Mapping[str, int]) -> tuple[bool, int, int]:
    """The cover first, then heading by heading; what has no place comes last."""
    line = place.location.line if place.location else 0
    return place.location is None, rank.get(place.heading, -1), line


def _id(remark: Remark, place: Placed) -> str:
    """The same for the same words about the same words in the same place, whoever says it."""
    parts = "\0".join((remark.kind, place.item, _flat(remark.quote), _flat(remark.text)))
    return f"r-{hashlib.sha256(parts.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _merged(ident: str, same: Sequence[tuple[str, Remark, Placed]]) -> Reaction:
    _, first, place = same[0]
    return Reaction(
        ident,
        first.kind,
        _voices(remark for _, remark, _ in same),
        place,
        first.quote,
        first.text,
        tuple(dict.fromkeys(reply for _, remark, _ in same for reply in remark.replies)),
        all(remark.done for _, remark, _ in same),
        tuple(dict.fromkeys(name for name, _, _ in same)),
    )


def _voices(remarks: Iterable[Remark]) -> tuple[Voice, ...]:
    """Each person once, with the first day on which they said it."""
    found: dict[str, Voice] = {}
    for remark in remarks:
        known = found.get(remark.author)
        if known is None or (remark.day and known.day and remark.day < known.day):
            found[remark.author] = Voice(remark.author, remark.day)
    return tuple(found.values())
