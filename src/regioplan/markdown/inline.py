"""The tokens of one line become inline nodes of the tree."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from regioplan.markdown.parsers import ADDRESS, UNPRINTABLE, error
from regioplan.markdown.tree import Anchor, Break, Emphasis, Inline, Link, Note, Strong, Text


def merged(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbours of one kind joined: no empty text, no two texts or emphases in a row."""
    result: list[Inline] = []
    for kind, group in itertools.groupby(children, type):
        if kind is Text:
            text = "".join(child.text for child in group if isinstance(child, Text))
            result.extend([Text(text)] if text else [])
        elif kind is Emphasis:
            result.append(Emphasis(merged(_inside(group))))
        elif kind is Strong:
            result.append(_strong(merged(_inside(group))))
        else:
            result.extend(group)
    return tuple(result)


def _inside(group: Iterable[Inline]) -> Iterator[Inline]:
    """What stands in a row of emphases."""
    for child in group:
        if isinstance(child, Emphasis | Strong):
            yield from child.children


def _strong(children: tuple[Inline, ...]) -> Emphasis | Strong:
    """Bold; bold around nothing but italics is turned inside out, as `***` is read."""
    if len(children) == 1 and isinstance(children[0], Emphasis):
        return Emphasis((Strong(children[0].children),))
    return Strong(children)


def _trimmed(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same without white space at the ends: `^[ noot ]` means `^[noot]`."""
    edges = list(children)
    if edges and isinstance(edges[0], Text):
        edges[0] = Text(edges[0].text.lstrip())
    if edges and isinstance(edges[-1], Text):
        edges[-1] = Text(edges[-1].text.rstrip())
    return merged(edges)


@dataclass(slots=True)
class InlineReader:
    """Reads the inline tokens of one block; `refer` and `number` know the document."""

    refer: Callable[[str, tuple[Inline, ...], int], Inline]
    number: Callable[[], int]
    line: int = 0
    cell: bool = False

    def read(self, tokens: Iterable[Token], line: int, *, cell: bool = False) -> tuple[Inline, ...]:
        """The nodes of tokens that begin on `line`; in a `cell` anchors and <br> are allowed."""
        self.line, self.cell = line, cell
        frames: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        for token in tokens:
            if token.nesting > 0:
                frames.append((token, []))
            elif token.nesting < 0:
                opened, children = frames.pop()
                assert opened is not None
                # emphasis within the same emphasis says nothing: its words go one level up
                if any(
                    token.type == frame[0].type.replace("_open", "_close")
                    for frame in frames
                    if frame[0]
                ):
                    frames[-1][1].extend(children)
                else:
                    frames[-1][1].append(_CLOSE[token.type](self, opened, merged(children)))
            elif token.type in _LEAF:
                frames[-1][1].append(_LEAF[token.type](self, token))
            else:
                raise error(self.line, REFUSED.get(token.type, f"“{token.type}” mag hier niet."))
        return merged(frames[0][1])

    def text(self, token: Token) -> Text:
        """Text, without characters that no file can hold."""
        return Text(
            UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub("[\r\n]", " ", token.content))
        )

    def soft_break(self, _token: Token) -> Text:
        """A line end in the source is a space."""
        self.line += 1
        return Text(" ")

    def hard_break(self, _token: Token) -> Break:
        """A hard line break."""
        self.line += 1
        return Break()

    def html(self, token: Token) -> Break:
        """`<br>` in a cell; any other HTML is an error."""
        if self.cell and _BR.fullmatch(token.content):
            return Break()
        raise error(self.line, f"{token.content} is HTML. {HTML_REMEDY}")

    def emphasis(self, _opened: Token, children: tuple[Inline, ...]) -> Emphasis:
        """`*cursief*`."""
        return Emphasis(children)

    def strong(self, _opened: Token, children: tuple[Inline, ...]) -> Emphasis | Strong:
        """`**vet**`."""
        return _strong(children)

    def note(self, _opened: Token, children: tuple[Inline, ...]) -> Note:
        """`^[noot]`, numbered where it stands."""
        return Note(self.number(), _trimmed(children))

    def link(self, opened: Token, children: tuple[Inline, ...]) -> Inline:
        """A link, a reference, or the anchor of a cell."""
        url = str(opened.attrs["href"])
        if "title" in opened.attrs:
            children = merged((*children, Text(f" ({opened.attrs['title']})")))
        if url.startswith("#!"):
            if self.cell and not children:
                return Anchor(url[2:])
            raise error(
                self.line,
                f"Het anker [](#!{url[2:]}) kan alleen leeg en in een tabelcel. "
                f"Zet elders <!-- rp:anker {url[2:]} --> boven het blok.",
            )
        if url.startswith("#"):
            return self.refer(url[1:], children, self.line)
        if not ADDRESS.match(url):
            raise error(
                self.line, f"De link naar “{url}” kan niet. Gebruik https://, mailto: of #id."
            )
        return Link(children or (Text(url),), url)


_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)
HTML_REMEDY = "Gebruik Markdown of een rp-aanwijzing; schrijf \\< voor het teken zelf."

_LEAF: Mapping[str, Callable[[InlineReader, Token], Inline]] = {
    "text": InlineReader.text,
    "softbreak": InlineReader.soft_break,
    "hardbreak": InlineReader.hard_break,
    "html_inline": InlineReader.html,
}
_CLOSE: Mapping[str, Callable[[InlineReader, Token, tuple[Inline, ...]], Inline]] = {
    "em_close": InlineReader.emphasis,
    "strong_close": InlineReader.strong,
    "link_close": InlineReader.link,
    "note_close": InlineReader.note,
}

REFUSED: Mapping[str, str] = {
    "code_inline": "Code tussen accenten (`) mag niet. Schrijf \\` voor het teken zelf.",
    "image": "Een afbeelding kan zo niet. Gebruik <!-- rp:figuur NAAM -->.",
    "note_reference": "Een voetnoot staat op zijn plaats in de tekst: ^[de noot].",
    "fence": "Een codeblok mag niet. Schrijf de tekst als alinea.",
    "code_block": "Vier spaties vooraan maken er een codeblok van. Haal de inspringing weg.",
    "hr": "Een streep over de bladzijde kan niet. Haal de regel weg.",
    "definition": "Een adres of noot kan niet los onderaan. Schrijf [woorden](adres) of ^[noot].",
}
"""What the parser knows and regioplan-Markdown does not: each with what to do instead."""
