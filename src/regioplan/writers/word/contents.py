"""The contents and the lists of captions: TOC fields with every entry, its link and its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from regioplan.markdown import Caption, Heading, Label
from regioplan.writers.outline import DEEPEST
from regioplan.writers.word import look
from regioplan.writers.word.base import Styles
from regioplan.writers.word.inline import plain_text
from regioplan.writers.word.metrics import text_width
from regioplan.writers.word.names import bookmark_name, number_bookmark
from regioplan.writers.word.numbering import heading_style
from regioplan.writers.word.oxml import (
    el,
    field,
    field_end,
    field_start,
    paragraph,
    properties_of,
    run,
    words,
)

_KEPT_CHAPTER = 9
"""A chapter with no more entries than this stays together, if the contents take two pages."""
_GAP = 142
"""White space between a number and its title, in twips."""


def contents(entries: Sequence[Heading], styles: Styles, pages: Mapping[str, int]) -> list[Element]:
    """The paragraphs of the contents; `pages` gives the page of each bookmark, as far as known."""
    stops = _stops(entries, styles)
    made = [_entry(heading, stops, styles, pages) for heading in entries]
    for place in _kept(entries):
        properties_of(made[place]).insert(1, el("w:keepNext"))
    return _in_field(_instruction(entries, styles), made)


def caption_list(
    entries: Sequence[tuple[str, Caption]], label: Label, styles: Styles, pages: Mapping[str, int]
) -> list[Element]:
    r"""The paragraphs of a list of captions: `{ TOC \h \z \c "Tabel" }`."""
    made = [_caption_entry(id_, caption, styles, pages) for id_, caption in entries]
    for first in made[:1]:
        properties_of(first).insert(1, el("w:keepNext"))
    return _in_field(f'TOC \\h \\z \\c "{label}"', made)


def _caption_entry(id_: str, caption: Caption, styles: Styles, pages: Mapping[str, int]) -> Element:
    """The words of the caption as Word gathers them, a tab with a leader, the page."""
    link = el("w:hyperlink", w_anchor=number_bookmark(id_), w_history=1)
    said = plain_text(caption.children)
    link.append(words(f"{caption.label} {caption.number}{': ' if said else ''}{said}"))
    _add_page(link, number_bookmark(id_), pages)
    return paragraph(styles.id("table of figures"), link)


def _in_field(instruction: str, made: list[Element]) -> list[Element]:
    """Paragraphs within one field: `w:pPr` comes first, then the field around all that follows."""
    if made:
        for place, opening in enumerate(field_start(instruction), start=1):
            made[0].insert(place, opening)
        made[-1].append(field_end())
    return made


def _kept(entries: Sequence[Heading]) -> Iterator[int]:
    """The places of the entries that stay with the next one: in a short chapter all but the last.

    In a long chapter only a theme stays with its first measure; a chapter always does, by style.
    """
    starts = [place for place, heading in enumerate(entries) if heading.level == 1]
    for start, end in zip(starts, [*starts[1:], len(entries)], strict=False):
        short = end - start <= _KEPT_CHAPTER
        for place in range(start + 1, end - 1):
            if short or entries[place].level < entries[place + 1].level:
                yield place


def _instruction(entries: Iterable[Heading], styles: Styles) -> str:
    r"""What Word itself gathers at an update: `TOC \o "1-2" \h \z \u \t "Kop 3 maatregel;3"`.

    \o and \u take levels 1 and 2; \t adds the styles that lie deeper. Its semicolon is the list
    separator that settings.xml names.
    """
    deeper = {f"{heading_style(styles, h)};{_level(h)}": None for h in entries if h.level > DEEPEST}
    more = f' \\t "{";".join(deeper)}"' if deeper else ""
    return f'TOC \\o "1-{DEEPEST}" \\h \\z \\u{more}'


def _level(heading: Heading) -> int:
    return min(max(heading.level, 1), len(look.CONTENTS_INDENTS))


def _stops(entries: Iterable[Heading], styles: Styles) -> dict[tuple[int, str], tuple[int, int]]:
    """Left and hanging for the entries of a level and series: as wide as their numbers are.

    Word too writes these tab stops at the entries themselves, since no style can know the numbers.
    """
    stops: dict[tuple[int, str], tuple[int, int]] = {}
    for heading in entries:
        level = _level(heading)
        left, hanging = look.CONTENTS_INDENTS[level]
        bold = level == 1
        size = styles.wide(f"toc {level}", bold=bold)
        needed = round(text_width(heading.prefix, size, bold=bold)) + _GAP
        known = stops.get((level, heading.series), (0, hanging))[1]
        wide = max(known, needed)
        stops[level, heading.series] = (left - hanging + wide, wide)
    return stops


def _entry(
    heading: Heading,
    stops: Mapping[tuple[int, str], tuple[int, int]],
    styles: Styles,
    pages: Mapping[str, int],
) -> Element:
    """Number, tab, title, tab with a leader, page: all of it a link."""
    name = bookmark_name(heading.id)
    link = el("w:hyperlink", w_anchor=name, w_history=1)
    if heading.prefix:
        link.extend([words(heading.prefix), run(el("w:tab"))])
    link.append(words(plain_text(heading.children)))
    _add_page(link, name, pages)
    level = _level(heading)
    entry = paragraph(styles.id(f"toc {level}"), link)
    left, hanging = stops[level, heading.series]
    if heading.prefix and hanging != look.CONTENTS_INDENTS[level][1]:
        tab = el("w:tab", w_val="left", w_pos=left)
        indent = el("w:ind", w_left=left, w_hanging=hanging)
        properties_of(entry).extend([el("w:tabs", tab), indent])
    return entry


def _add_page(link: Element, name: str, pages: Mapping[str, int]) -> None:
    """The page of a bookmark, at the end of an entry.

    Without a page the entry ends after its words: a leader that leads nowhere only disturbs.
    """
    page = pages.get(name)
    if page is not None:
        link.append(run(el("w:tab")))
        link.extend(field(f"PAGEREF {name} \\h", [words(str(page))]))
