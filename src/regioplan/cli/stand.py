"""Where a programme stands, as it is read in a terminal or by a program."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regioplan import __version__
from regioplan.dutch import day, listed
from regioplan.report import View, visible
from regioplan.status import (
    Bestand,
    GeenStand,
    Handtekeningen,
    Moment,
    Momentstand,
    Onderdeel,
    Oordelen,
    Partnerstand,
    Stand,
    Tekenstand,
    Telling,
    Wet,
)

FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""

_PIPE_WIDTH = 80  # cells where no terminal sets a width: what fits in a mail and in a log
_NARROWEST = 60  # cells below which a table would be a column of letters
_BAR = 12  # cells
_SOON = 8  # dates to come that are shown
_MISSED = 2  # dates that passed and are named in the overview
_FULLEST = 3  # files with n.t.b. that are named

_SIGNED: Mapping[Tekenstand, str] = MappingProxyType(
    {
        Tekenstand.ONTVANGEN: "green",
        Tekenstand.GEVRAAGD: "yellow",
        Tekenstand.ONTBREEKT: "bold red",
        Tekenstand.NIET_GEVRAAGD: "dim",
    }
)


def full(stand: Stand | GeenStand, view: View) -> str:
    """The overview that fits on one screen; then per article, per partner, and the dates."""
    if isinstance(stand, GeenStand):
        return _set([_unreadable(stand.onleesbaar), _see_validate(view)], view)
    return _set(
        [
            *_heading(stand),
            Text(),
            _overview(stand),
            Text(),
            *_remarks(stand),
            _title("Per artikel"),
            _per_article(stand.wetten),
            *_outside(stand.los),
            _title("Per partner"),
            _per_partner(stand.partners),
            *_rounds(stand.handtekeningen),
            _title("Data"),
            _dates(stand.termijnen),
            Text(),
            _see_validate(view),
        ],
        view,
    )


def own_json(stand: Stand | GeenStand, _view: View) -> str:
    """The same as an object, described by `schemas/status.schema.json`."""
    answer = {
        "formaat": FORMAT_VERSION,
        "regioplan": __version__,
        "leesbaar": isinstance(stand, Stand),
        **_as_data(stand),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Stand | GeenStand, View], str]] = MappingProxyType(
    {"full": full, "json": own_json}
)
"""The name that `--output-format` takes → how it is made."""


def exit_code(stand: Stand | GeenStand) -> int:
    """1 when programma.yaml or regio.yaml cannot be read; open points are no failure here."""
    return int(isinstance(stand, GeenStand))


def _as_data(value: Any) -> Any:
    """Plain data: a record becomes an object with its fields as keys, a date its ISO form."""
    if is_dataclass(value):
        return {f.name: _as_data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_as_data(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


# ------------------------------------------------------------------ setting


def _set(parts: Iterable[RenderableType], view: View) -> str:
    """The parts below each other in the width of the reader, without white space at line ends."""
    console = Console(
        file=io.StringIO(),
        width=max(view.width or _PIPE_WIDTH, _NARROWEST),
        color_system="standard" if view.colour else None,
        force_terminal=view.colour,
        legacy_windows=False,
        _environ={},  # the view has decided: rich need not look for NO_COLOR or COLUMNS
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _words(text: object, style: str = "") -> Text:
    """Text as it is: no markup of rich in it, and no character that steers a terminal."""
    return Text(visible(str(text)), style)


def _title(words: str) -> Text:
    return Text(f"\n{words}", "bold")


def _table(*columns: tuple[str, Mapping[str, Any]], header: bool = True) -> Table:
    """A table without lines; each column with its heading and options of rich."""
    table = Table(
        box=None, show_header=header, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0)
    )
    for name, options in columns:
        table.add_column(name, **{"overflow": "fold", **options})
    return table


_NUMBER: Mapping[str, Any] = MappingProxyType({"justify": "right", "no_wrap": True})
_KEPT: Mapping[str, Any] = MappingProxyType({"no_wrap": True})
_WIDE: Mapping[str, Any] = MappingProxyType({"ratio": 1})


def _count(number: int | None, style: str = "") -> Text:
    """A number for a table: nothing is a dash, and what is not known a question mark."""
    if number is None:
        return Text("?", "yellow")
    return Text(str(number), style) if number else Text("–", "dim")


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _label(value: str) -> str:
    return value.replace("_", " ")


# ------------------------------------------------------------------ the overview


def _heading(stand: Stand) -> list[RenderableType]:
    version = f", versie {stand.versie}" if stand.versie else ""
    head = Table.grid(expand=True)
    head.add_column(ratio=1, overflow="fold")
    head.add_column(justify="right", no_wrap=True)
    head.add_row(
        _words(f"Regionaal programma, Doorstroompuntregio {stand.regio}", "bold"),
        _words(day(stand.vandaag), "dim"),
    )
    return [head, _words(f"Status {_label(stand.status)}{version}. {_next(stand)}")]


def _next(stand: Stand) -> str:
    """What holds the programme where it is, and what the next statuses ask."""
    points = ("punt houdt", "punten houden")
    here = f"{_number(stand.punten, *points)} deze status tegen. " if stand.punten else ""
    if not stand.volgende:
        return here or "Niets houdt deze status tegen."
    first, *later = stand.volgende
    sentences = [f"Volgende status: {_label(first.status)}; {_barrier(first.punten)}."]
    higher = next((each for each in later if each.punten > first.punten), None)
    if higher is not None:
        sentences.append(f"Voor {_label(higher.status)}: {_barrier(higher.punten)}.")
    return here + " ".join(sentences)


def _barrier(count: int) -> str:
    return f"nog {_number(count, 'punt', 'punten')} te doen" if count else "niets houdt die tegen"


def _overview(stand: Stand) -> Table:
    """A bar for each of the five parts, the signatures and the requirements."""
    table = _table(("", _KEPT), ("", _KEPT), ("", _KEPT), ("", _WIDE), header=False)
    for part in stand.onderdelen:
        table.add_row(part.naam, Text(part.artikel, "dim"), *_progress(part))
    signed = stand.handtekeningen
    if signed is not None:
        table.add_row("Handtekeningen", "", *_bar(signed.ontvangen, signed.van, "ontvangen"))
    judged = stand.eisen
    table.add_row("Eisen", "", *_bar(judged.voldaan, judged.getoetst, "getoetste eisen voldaan"))
    return table


def _progress(part: Onderdeel) -> tuple[Text, Text]:
    if part.gereed is None or part.van is None:
        return Text("?" * 3, "yellow"), _words(f"{part.onleesbaar} is niet leesbaar", "yellow")
    return _bar(part.gereed, part.van, part.eenheid)


def _bar(ready: int, total: int, counted: str) -> tuple[Text, Text]:
    """`███████░░░░░░░` and the words to it; only what is complete fills the whole bar."""
    filled = ready * _BAR // total if total else 0
    style = "green" if total and ready == total else "yellow"
    filled = max(filled, bool(ready))
    bar = Text("█" * filled, style) + Text("░" * (_BAR - filled), "dim")
    return bar, Text(f"{ready} van {total} {counted}")


def _remarks(stand: Stand) -> list[RenderableType]:
    """What stands beside the bars: what nobody judged, what is undecided, and what comes first."""
    lines: list[RenderableType] = []
    if stand.onleesbaar:
        lines.append(_unreadable(stand.onleesbaar))
    if not_judged := _not_judged(stand.eisen):
        lines.append(_words(f"Niet in die balk: {not_judged}."))
    if stand.ntb:
        lines.append(_words(_undecided(stand)))
    if stand.genegeerd:
        number = _number(stand.genegeerd, "bevinding is", "bevindingen zijn")
        lines.append(_words(f"{number} met een reden genegeerd."))
    passed = [m for m in stand.termijnen if m.stand is Momentstand.VOORBIJ]
    coming = [m for m in stand.termijnen if m.stand is not Momentstand.VOORBIJ]
    lines += [_words(f"Voorbij: {_announced(m)}.", _moment_style(m)) for m in passed[:_MISSED]]
    lines += [_words(f"Eerstvolgend: {_announced(m)}.") for m in coming[:1]]
    return lines


def _not_judged(counts: Oordelen) -> str:
    """The requirements on which no rule gave a verdict, in words."""
    told = (
        (counts.zelf_beoordelen, "om zelf te beoordelen"),
        (counts.niet_getoetst, "nog niet te toetsen"),
    )
    parts = [f"{_number(count, 'eis', 'eisen')} {words}" for count, words in told if count]
    return listed(parts)


def _undecided(stand: Stand) -> str:
    fullest = [f"{each.bestand} ({each.aantal})" for each in stand.ntb_bestanden[:_FULLEST]]
    mostly = "het meest in" if len(stand.ntb_bestanden) > _FULLEST else "in"
    return f"Nog {stand.ntb} keer n.t.b., {mostly} {listed(fullest)}."


def _unreadable(files: Sequence[Bestand]) -> Text:
    named = [
        f"{each.bestand} ({_number(each.aantal, 'bevinding', 'bevindingen')})" for each in files
    ]
    return _words(f"Niet te lezen: {listed(named)}.", "bold red")


def _see_validate(view: View) -> Text:
    place = f' "{view.folder}"' if " " in view.folder else f" {view.folder}".rstrip()
    command = f"regioplan validate{'' if place == ' .' else place}"
    return _words(f"Elk punt met bestand en regel: `{command}`.", "dim")


# ------------------------------------------------------------------ per article


def _per_article(laws: Sequence[Wet]) -> Table:
    """The laws with their articles; those on which no rule gave a verdict are one row."""
    table = _table(
        ("aantal eisen", _WIDE),
        ("voldaan", _NUMBER),
        ("open", _NUMBER),
        ("zelf", _NUMBER),
        ("niet", _NUMBER),
        ("bevindingen", _NUMBER),
    )
    for law in laws:
        table.add_row(_words(law.wet, "bold"), *_judged(law.oordelen, law.bevindingen))
        told = [article for article in law.artikelen if _tells(article.oordelen)]
        for article in told:
            table.add_row(
                _words(f"  {article.artikel}"), *_judged(article.oordelen, article.bevindingen)
            )
        rest = [article for article in law.artikelen if not _tells(article.oordelen)]
        if rest:
            one, more = ("ander artikel", "andere artikelen") if told else ("artikel", "artikelen")
            name = _number(len(rest), one, more)
            counts = Oordelen.sum(article.oordelen for article in rest)
            table.add_row(_words(f"  {name}", "dim"), *_judged(counts, Telling()))
    return table


def _tells(counts: Oordelen) -> bool:
    """Whether a rule said something about an article."""
    return bool(counts.getoetst)


def _judged(counts: Oordelen, found: Telling) -> tuple[Text, ...]:
    return (
        _count(counts.voldaan, "green"),
        _count(counts.open, "yellow"),
        _count(counts.zelf_beoordelen),
        _count(counts.niet_getoetst),
        _count(found.samen, "bold red" if found.fout else ""),
    )


_ARTICLE_LEGEND = (
    "zelf: om zelf te beoordelen; niet: nog niet te toetsen, want er staat nog niets of een "
    "bestand is niet leesbaar"
)


def _outside(found: Telling) -> list[RenderableType]:
    """The legend of the table, and the findings that no row of it counts."""
    lines: list[RenderableType] = [Text(_ARTICLE_LEGEND, "dim")]
    if found.samen:
        number = _number(found.samen, "bevinding", "bevindingen")
        lines.append(
            _words(f"Daarnaast {number} over kwaliteit of de bestanden zelf, los van een eis.")
        )
    return lines


# ------------------------------------------------------------------ per partner


def _per_partner(partners: Sequence[Partnerstand] | None) -> RenderableType:
    if partners is None:
        return _words("partners.yaml is niet leesbaar.", "yellow")
    if not partners:
        return _words("Er zijn nog geen partners.")
    table = _table(
        ("aantal", _WIDE),
        ("trekt", _NUMBER),
        ("mee", _NUMBER),
        ("open", _NUMBER),
        ("afspr.", _NUMBER),
        ("tafels", _NUMBER),
        ("getekend", _KEPT),
    )
    for partner in partners:
        table.add_row(
            _partner(partner),
            _count(_size(partner.trekt)),
            _count(_size(partner.doet_mee)),
            _count(_size(partner.met_open_punten), "yellow"),
            _count(_size(partner.afspraken)),
            _count(_size(partner.tafels)),
            _signature(partner),
        )
    return Group(table, Text(_PARTNER_LEGEND, "dim"))


_PARTNER_LEGEND = (
    "trekt, mee: maatregelen die de partner trekt of waaraan die meedoet; open: hoeveel "
    "daarvan nog niet compleet zijn"
)


def _partner(partner: Partnerstand) -> RenderableType:
    """The name with the roles under it."""
    name = _words(partner.naam or f"{partner.id} (naam n.t.b.)")
    if not partner.rollen:
        return name
    return Group(name, Padding(Text(", ".join(partner.rollen), "dim"), (0, 0, 0, 2)))


def _size(listed: tuple[str, ...] | None) -> int | None:
    return None if listed is None else len(listed)


def _signature(partner: Partnerstand) -> Text:
    style = _SIGNED[partner.handtekening]
    if partner.getekend_op:
        return Text(f"{partner.getekend_op:%d-%m-%Y}", style)
    if partner.handtekening is Tekenstand.NIET_GEVRAAGD:
        return Text("–", style)
    return Text(partner.handtekening.value, style)


def _rounds(signed: Handtekeningen | None) -> list[RenderableType]:
    """Who must sign and is not there, and how far each round is when there are more."""
    if signed is None:
        return []
    lines = [
        _words(f"Wie de {role} is, staat er nog niet; ook die handtekening telt mee.", "bold red")
        for role in signed.rollen_zonder_partner
    ]
    if len(signed.rondes) > 1:
        lines += [
            _words(
                f"Ronde ‘{ronde.titel or ronde.id}’: {ronde.ontvangen} van {ronde.van} getekend."
            )
            for ronde in signed.rondes
        ]
    return list(lines)


# ------------------------------------------------------------------ dates


def _dates(moments: Sequence[Moment]) -> RenderableType:
    if not moments:
        return _words("Er zijn geen wettelijke data meer.")
    table = _table(("", _NUMBER), ("", _KEPT), ("", _WIDE), ("", {}), header=False)
    passed = [m for m in moments if m.stand is Momentstand.VOORBIJ]
    shown = moments[: len(passed) + _SOON]  # what passed stands first
    for moment in shown:
        style = _moment_style(moment)
        table.add_row(
            _words(day(moment.datum), style),
            _words(_distance(moment), style),
            _words(moment.wat),
            _words(moment.wie or "", "dim"),
        )
    if later := len(moments) - len(shown):
        table.add_row("", "", Text(f"en nog {later} later", "dim"), "")
    return table


def _moment_style(moment: Moment) -> str:
    """What was not met stands out; what passed not long ago is asked for."""
    if moment.stand is not Momentstand.VOORBIJ:
        return ""
    return "bold red" if moment.reden else "yellow"


def _announced(moment: Moment) -> str:
    """`Voorschot 2, 28 februari 2027 (over 98 dagen)`."""
    why = f": {moment.reden}" if moment.reden else ""
    return f"{moment.wat}, {day(moment.datum)} ({_distance(moment)}){why}"


def _distance(moment: Moment) -> str:
    """How far a date is, in words."""
    near = {0: "vandaag", 1: "morgen", -1: "gisteren"}
    if moment.dagen in near:
        return near[moment.dagen]
    days = f"{abs(moment.dagen)} dagen"
    return f"over {days}" if moment.dagen > 0 else f"{days} geleden"
