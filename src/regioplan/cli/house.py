"""A house style as it is read in a terminal or by a program."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from regioplan import __version__
from regioplan.report import View, visible
from regioplan.workflows.looking import FontHere, HouseStyle
from regioplan.writers.word.house_report import Described, StyleFound
from regioplan.writers.word.letterhead import StoryFound

FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""

_WIDTH = 80
_LABEL = 14
_STORY = {"header": "koptekst", "footer": "voettekst"}
_KIND = {"default": "", "even": ", even pagina’s", "first": ", eerste pagina"}
_LONGEST = 60


def full(found: HouseStyle, view: View) -> str:
    """The whole story, a part at a time."""
    described = found.described
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("Pagina", (_page(described),)),
        ("Tekst", (_text(described),)),
        ("Kop en voet", map(_story, described.stories) if described.stories else ("geen",)),
        ("Gevonden", _found(described)),
        ("Wordt gemaakt", _made(described)),
        ("Blijft achter", described.left),
        ("Lettertypen", map(_font, found.fonts)),
        ("Let op", described.remarks),
    )
    lines = [view.paint(f"Huisstijl {visible(str(found.path))}", "bold"), ""]
    for label, texts in parts:
        lines.extend(_part(label, list(texts), view))
    return "\n".join(lines) + "\n"


def _part(label: str, texts: list[str], view: View) -> Iterator[str]:
    width = min(view.width or _WIDTH, _WIDTH)
    for place, text in enumerate(texts):
        wrapped = textwrap.wrap(visible(text), width - _LABEL - 2, break_long_words=False)
        for line, words in enumerate(wrapped):
            head = label if place == line == 0 else ""
            mark = "  " if line else ""
            yield view.paint(head.ljust(_LABEL), "bold") + mark + words


def _page(described: Described) -> str:
    sides = ", ".join(f"{side} {_cm(size)}" for side, size in described.margins)
    wide, high = described.size
    size = f"{_cm(wide)} × {_cm(high)} cm"
    paper = f"{described.paper} ({size})" if described.paper else size
    return f"{paper}; marges in cm: {sides}"


def _text(described: Described) -> str:
    size = f"{described.font_size:g}".replace(".", ",")
    return f"{described.font}, {size} punt; kleur voor koppen en lijnen: #{described.color}"


def _cm(size: float) -> str:
    return f"{size:.1f}".replace(".", ",")


def _story(story: StoryFound) -> str:
    text = textwrap.shorten(story.text, _LONGEST, placeholder=" …")
    pictures = f"{story.pictures} afbeelding{'en' if story.pictures > 1 else ''}"
    holds = (
        pictures if story.pictures else "",
        f"“{text}”" if text else "",
        "paginanummer" if "PAGE" in story.fields else "",
        f"vult in: {', '.join(story.placeholders)}" if story.placeholders else "",
    )
    return f"{_STORY[story.story]}{_KIND[story.kind]}: {'; '.join(filter(None, holds)) or 'leeg'}"


def _found(described: Described) -> Iterator[str]:
    names = [style.dutch for style in described.found]
    other = {s.dutch: s.theirs for s in described.found if not _usual(s)}
    yield f"van Word: {_listed(names, other)}" if names else "van Word: geen van de stijlen"
    if described.own_found:
        yield f"van regioplan: {_counted(described.own_found)}"
    if described.table:
        yield f"tabelstijl: {described.table}"


def _usual(style: StyleFound) -> bool:
    """Whether the file has Word's own name, Dutch or English: then nothing is said of it."""
    return style.theirs.lower() in {style.dutch.lower(), style.name.lower()}


def _listed(names: Iterable[str], other: Mapping[str, str]) -> str:
    """`Kop 1 en 2, Titel (als ‘Koptitel’)`: what differs in a number only is taken together."""
    groups: dict[str, list[str]] = {}
    for name in names:
        head, _, tail = name.rpartition(" ")
        numbered = tail.isdigit() and name not in other
        groups.setdefault(head if numbered else name, []).append(tail if numbered else "")
    return ", ".join(_group(head, tails, other) for head, tails in groups.items())


def _group(head: str, tails: list[str], other: Mapping[str, str]) -> str:
    if head in other:
        return f"{head} (als ‘{other[head]}’)"
    numbers = [tail for tail in tails if tail]
    if not numbers:
        return head
    alone = f"{head} en " if "" in tails else ""
    last = f" en {numbers[-1]}" if len(numbers) > 1 else numbers[-1]
    return f"{alone}{head} {', '.join(numbers[:-1])}{last}"


def _counted(styles: int) -> str:
    return f"{styles} stijl{'' if styles == 1 else 'en'} voor tabellen, kaft en lijsten"


def _made(described: Described) -> Iterator[str]:
    if described.made:
        yield f"van Word: {_listed(described.made, {})}"
    if described.own_made:
        yield f"van regioplan: {_counted(described.own_made)}"
    if not described.made and not described.own_made:
        yield "niets: alle stijlen zijn er"


def _font(font: FontHere) -> str:
    if font.here is None:
        return f"{font.name}: hier niet na te gaan (het hulpprogramma fontconfig ontbreekt)"
    if font.here:
        return f"{font.name}: aanwezig op deze computer"
    if font.same_widths:
        return f"{font.name}: ontbreekt op deze computer; {font.instead} is er en is even breed"
    instead = f", LibreOffice neemt {font.instead}" if font.instead else ""
    return (
        f"{font.name}: ontbreekt op deze computer{instead}; paginanummers in de inhoudsopgave"
        " kunnen afwijken"
    )


def as_json(found: HouseStyle, _view: View) -> str:
    """The same for another program."""
    described = found.described
    data: dict[str, Any] = {
        "formaat": FORMAT_VERSION,
        "regioplan": __version__,
        "bestand": found.path.as_posix(),
        "pagina": {
            "papier": described.paper or None,
            "breedte_cm": described.size[0],
            "hoogte_cm": described.size[1],
            "marges_cm": dict(described.margins),
        },
        "lettertype": described.font,
        "punten": described.font_size,
        "kleur": described.color,
        "kop_en_voet": [
            {
                "soort": _STORY[story.story],
                "pagina": {"default": "gewoon", "even": "even", "first": "eerste"}[story.kind],
                "tekst": story.text,
                "afbeeldingen": story.pictures,
                "plaatshouders": list(story.placeholders),
                "paginanummer": "PAGE" in story.fields,
            }
            for story in described.stories
        ],
        "gevonden": [
            {"stijl": s.name, "word": s.dutch, "naam": s.theirs, "id": s.identifier}
            for s in described.found
        ],
        "tabelstijl": described.table or None,
        "gemaakt": list(described.made),
        "gevonden_van_regioplan": described.own_found,
        "gemaakt_van_regioplan": described.own_made,
        "blijft_achter": list(described.left),
        "lettertypen": [
            {"naam": font.name, "aanwezig": font.here, "vervanging": font.instead or None}
            for font in found.fonts
        ],
        "let_op": list(described.remarks),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[HouseStyle, View], str]] = MappingProxyType(
    {"full": full, "json": as_json}
)
