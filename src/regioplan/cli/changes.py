"""The changes between two versions, as they are read in a terminal or by a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from regioplan import __version__
from regioplan.cli import change_words as words
from regioplan.diff import HOOFDSTUKKEN, Change, Geldstroom, Jaarbedrag, Kind, Part, Segment
from regioplan.diff.printing import signed_euro
from regioplan.dutch import euro
from regioplan.report import View, flow, visible
from regioplan.workflows.comparing import Compared, Versie

FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""

_MARKS = {Kind.TOEGEVOEGD: ("+", "green"), Kind.VERVALLEN: ("-", "red")}
_CHANGED = ("~", "yellow")
_AROUND = 6  # words of an unchanged passage that are shown beside a change

Styled = list[tuple[str, str]]
"""Words with their styles."""


def full(compared: Compared, view: View) -> str:
    """The changes per chapter and per item, then what they may ask of the region."""
    lines = [*_heading(compared, view)]
    for chapter, found in groupby(compared.wijzigingen, lambda change: change.hoofdstuk):
        lines += ["", view.paint(HOOFDSTUKKEN[chapter], "bold")]
        for _, of_item in groupby(found, lambda change: (change.soort, change.id, change.item)):
            lines += _item(list(of_item), view)
        if chapter == "h-financien":
            lines += _money(compared.geld, view)
    for sentence in words.closing(compared):
        lines += ["", *_set(sentence, view, 0)]
    return "\n".join(line.rstrip() for line in lines).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def own_json(compared: Compared, _view: View) -> str:
    """The same as an object; amounts are text, exact to the cent."""
    answer = {
        "formaat": FORMAT_VERSION,
        "regioplan": __version__,
        "misschien_substantieel": sum(c.substantieel for c in compared.wijzigingen),
        **_as_data(compared),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _as_data(value: Any) -> Any:
    """Plain data: a record becomes an object with its fields as keys, of which one is English."""
    if is_dataclass(value):
        data = {
            {"kind": "wat"}.get(f.name, f.name): _as_data(getattr(value, f.name))
            for f in fields(value)
        }
        if isinstance(value, Jaarbedrag | Geldstroom):
            data["verschil"] = _as_data(value.verschil)
        return data
    if isinstance(value, tuple):
        return [_as_data(each) for each in value]
    return f"{value:.2f}" if isinstance(value, Decimal) else value


# ------------------------------------------------------------------ setting


def _heading(compared: Compared, view: View) -> Iterator[str]:
    yield from _set(f"Van: {_version(compared.oud)}", view, 0, "bold")
    yield from _set(f"Naar: {_version(compared.nieuw)}", view, 0, "bold")
    yield from _set(words.counted(compared), view, 0)


def _version(version: Versie) -> str:
    return f"{version.naam} ({words.described(version)})"


def _set(text: str, view: View, indent: int, style: str = "") -> list[str]:
    return _lines([(word, style) for word in _split(text)], view, indent)


def _split(text: str) -> list[str]:
    """The words of a text; an amount with its sign is one word."""
    return [word for word in visible(text).split(" ") if word]


def _lines(styled: Styled, view: View, indent: int) -> list[str]:
    """Words in the width of the reader, all lines indented, the later ones a little more."""
    width = None if view.width is None else view.width - indent
    margin = " " * indent
    return [margin + line for line in flow(styled or [("", "")], width, view.paint, indent=2)]


# ------------------------------------------------------------------ items


def _item(found: Sequence[Change], view: View) -> Iterator[str]:
    """One item: a line of its own, and below it what changed in it."""
    first = found[0]
    mark, style = _MARKS.get(first.kind, _CHANGED)
    whole = first if first.kind in _MARKS else None
    said = f": {words.whole(whole)}" if whole else ""
    title = [(mark, style), *((w, "bold") for w in _split(first.item + said))]
    yield from _lines([*title, *_perhaps(whole)], view, 2)
    if whole:
        yield from _years(whole, view)
    for change in found[1:] if whole else found:
        yield from _change(change, view)


def _perhaps(change: Change | None) -> Styled:
    marked = change is not None and change.substantieel
    return [(w, "magenta") for w in _split("[misschien substantieel]")] if marked else []


def _change(change: Change, view: View) -> Iterator[str]:
    if words.rewritten(change):
        yield from _lines([(f"{change.veld}:", "")], view, 4)
        yield from _lines(_segments(change.woorden, view), view, 6)
        return
    yield from _lines([(w, "") for w in _split(words.told(change))] + _perhaps(change), view, 4)
    yield from _years(change, view)


def _years(change: Change, view: View) -> Iterator[str]:
    """The years of which the amount changed."""
    for year in change.jaren:
        if words.differs(year):
            yield from _set(words.year(year), view, 6)


def _segments(segments: Sequence[Segment], view: View) -> Styled:
    """A changed text: what went and what came, with a few words around it."""
    styled: Styled = []
    for number, segment in enumerate(segments):
        parts = _split(segment.tekst.replace("\n", " "))
        if segment.deel is Part.GELIJK:
            shown = words.around(
                parts, _AROUND, first=number == 0, last=number == len(segments) - 1
            )
            styled += [(word, "dim") for word in shown]
        elif parts:
            styled += _changed(parts, segment.deel, view)
    return styled


def _changed(parts: list[str], part: Part, view: View) -> Styled:
    """Words that went or came: by colour and line where there is colour, else between brackets."""
    came = part is Part.ERBIJ
    if view.colour:
        return [(word, "green underline" if came else "red strike") for word in parts]
    begin, end = ("{+", "+}") if came else ("[-", "-]")
    return [(word, "") for word in f"{begin}{' '.join(parts)}{end}".split(" ")]


def _money(sums: Sequence[Geldstroom], view: View) -> Iterator[str]:
    """What comes in and what is spent, in total and in the years that changed."""
    for each in filter(lambda each: each.jaren, sums):
        yield from _lines([("=", "cyan"), *((w, "") for w in _split(_sum(each)))], view, 2)
        for year in each.jaren:
            if words.differs(year):
                yield from _set(words.year(year), view, 6)


def _sum(each: Geldstroom) -> str:
    if not each.verschil:
        return f"{each.naam}: samen {euro(each.nieuw)}, dat is gelijk gebleven"
    return (
        f"{each.naam}: samen van {euro(each.oud)} naar {euro(each.nieuw)}"
        f" ({signed_euro(each.verschil)})"
    )
