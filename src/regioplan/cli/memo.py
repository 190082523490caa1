"""The changes between two versions as Markdown, to put into a memo for a council or a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from regioplan.cli import change_words as words
from regioplan.diff import HOOFDSTUKKEN, Change, Geldstroom, Jaarbedrag, Kind, Part, Segment
from regioplan.diff.printing import signed_euro
from regioplan.dutch import euro
from regioplan.markdown import escape
from regioplan.report import View
from regioplan.workflows.comparing import Compared

_AROUND = 12  # words of an unchanged passage that are shown beside a change
_WHOLE = (Kind.TOEGEVOEGD, Kind.VERVALLEN)


def markdown(compared: Compared, _view: View) -> str:
    """Headings per chapter, lists of changes, and tables of money; for any Markdown program."""
    return "\n".join([*_begin(compared), *_chapters(compared), *_end(compared)]) + "\n"


def _begin(compared: Compared) -> Iterator[str]:
    old, new = compared.oud, compared.nieuw
    title = escape(new.titel or old.titel or "het programma")
    yield from (f"# Wijzigingen in {title}", "")
    before, now = (f"{escape(v.naam)} ({escape(words.described(v))})" for v in (old, new))
    yield from (f"Van {before} naar {now}. {words.counted(compared)}", "")


def _chapters(compared: Compared) -> Iterator[str]:
    for chapter, found in groupby(compared.wijzigingen, lambda change: change.hoofdstuk):
        yield from (f"## {HOOFDSTUKKEN[chapter]}", "")
        for _, of_item in groupby(found, lambda change: (change.soort, change.id, change.item)):
            yield from _item(list(of_item))
        yield ""
        if chapter == "h-financien":
            yield from _money(compared.geld)


def _item(found: Sequence[Change]) -> Iterator[str]:
    first = found[0]
    name = f"**{escape(_capital(first.item))}**"
    changes = list(found)
    if first.kind in _WHOLE:
        yield f"- {name}: {escape(words.whole(first))}{_perhaps(first)}"
        yield from _years(first, "  ")
        changes = changes[1:]
    elif len(found) == 1:
        yield f"- {name}: {_said(first)}{_perhaps(first)}"
        yield from _years(first, "  ")
        return
    else:
        yield f"- {name}"
    for change in changes:
        yield f"  - {_said(change)}{_perhaps(change)}"
        yield from _years(change, "    ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _perhaps(change: Change) -> str:
    return " *(misschien substantieel)*" if change.substantieel else ""


def _said(change: Change) -> str:
    if words.rewritten(change):
        return f"{change.veld}: {_segments(change.woorden)}"
    return escape(words.told(change))


def _years(change: Change, margin: str) -> Iterator[str]:
    for year in change.jaren:
        if words.differs(year):
            yield f"{margin}- {escape(words.year(year))}"


def _segments(segments: Sequence[Segment]) -> str:
    """A changed text: struck through what went, bold what came."""
    parts = []
    for number, segment in enumerate(segments):
        told = segment.tekst.split()
        if segment.deel is Part.GELIJK:
            last = number == len(segments) - 1
            parts.append(
                escape(" ".join(words.around(told, _AROUND, first=number == 0, last=last)))
            )
        elif told:
            sign = "**" if segment.deel is Part.ERBIJ else "~~"
            parts.append(f"{sign}{escape(' '.join(told))}{sign}")
    return " ".join(parts)


def _money(sums: Sequence[Geldstroom]) -> Iterator[str]:
    """Per sum a table with a row per year, when something in it changed."""
    for each in sums:
        if not any(words.differs(year) for year in each.jaren):
            continue
        yield from (f"### {each.naam}", "", "| Jaar | Was | Wordt | Verschil |")
        yield "| --- | ---: | ---: | ---: |"
        yield from (_row(year) for year in each.jaren)
        total = (euro(each.oud), euro(each.nieuw), signed_euro(each.verschil))
        yield from (f"| **Totaal** | {' | '.join(f'**{cell}**' for cell in total)} |", "")


def _row(year: Jaarbedrag) -> str:
    old, new = ("–" if amount is None else euro(amount) for amount in (year.oud, year.nieuw))
    return f"| {year.jaar} | {old} | {new} | {signed_euro(year.verschil)} |"


def _end(compared: Compared) -> Iterator[str]:
    said = list(words.closing(compared))
    if said:
        yield from ("## Wat dit vraagt", "", "\n\n".join(said))
