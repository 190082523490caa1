"""Inline text as HTML: emphasis, links, references and notes, by one visible table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Anchor,
    Break,
    Emphasis,
    Inline,
    Link,
    Note,
    Reference,
    Strong,
    Text,
    plain_text,
)
from regioplan.writers.html.tags import joined, tag, words

_TOGETHER = 18
"""A reference with no more characters than this ("maatregel 2.1") is not broken over two lines."""
_SCHEMES = ("http://", "https://", "mailto:")
"""What a link may lead to: anything else could be a program."""


@dataclass(slots=True)
class Inlines:
    """Writes inline text; the ids that were used and the notes gather here."""

    used: set[str] = field(default_factory=set)
    notes: dict[int, Markup] = field(default_factory=dict)
    """The text of each note, by its number."""
    _in_link: bool = False

    def written(self, children: Iterable[Inline]) -> Markup:
        """The HTML of inline text.

        Raises:
            RegioplanError: a link leads to something that is no web or mail address.
        """
        return joined(INLINES[type(child)](self, child) for child in children)

    def once(self, identifier: str) -> str | None:
        """An id for an element, the first time that it is asked for."""
        if not identifier or identifier in self.used:
            return None
        self.used.add(identifier)
        return identifier

    def link(self, node: Link) -> Markup:
        """`<a href="https://…">woorden</a>`."""
        if not node.url.strip().lower().startswith(_SCHEMES):
            raise RegioplanError(
                f"Een link naar “{node.url}” mag niet. Begin het adres met https:// of mailto:."
            )
        return self._linked(node.children, node.url.strip(), "extern")

    def reference(self, node: Reference) -> Markup:
        """`<a href="#taalhuis">maatregel 2.1</a>`, or the bare words without an anchor."""
        if not node.anchored:
            return self.written(node.children)
        together = len(plain_text(node.children)) <= _TOGETHER
        return self._linked(node.children, f"#{node.target}", "bijeen" if together else None)

    def _linked(self, children: Iterable[Inline], address: str, kind: str | None) -> Markup:
        """A link; HTML has none within another, so there only the words stand."""
        if self._in_link:
            return self.written(children)
        self._in_link = True
        inside = self.written(children)
        self._in_link = False
        return tag("a", inside, href=address, class_=kind)

    def note(self, node: Note) -> Markup:
        """The mark of a note; its text waits for the end of the page."""
        number = node.number
        mark: Markup | str = str(number)
        if not self._in_link:
            mark = tag("a", mark, href=f"#{note_id(number)}", aria_label=f"Noot {number}")
        was, self._in_link = self._in_link, False
        self.notes[number] = self.written(node.children)
        self._in_link = was
        return tag("sup", mark, id=self.once(f"{note_id(number)}-terug"))

    def anchor(self, node: Anchor) -> Markup:
        """An id at its place, unless the cell bears it already."""
        identifier = self.once(node.id)
        return tag("span", id=identifier) if identifier else Markup()


def note_id(number: int) -> str:
    """The id of a note; a low line at its beginning, since no id of a programme has one."""
    return f"_noot-{number}"


# The Any is the node of the type in the key: the table pairs them.
INLINES: Mapping[type, Callable[[Inlines, Any], Markup]] = {
    Text: lambda _to, node: words(node.text),
    Emphasis: lambda to, node: tag("em", to.written(node.children)),
    Strong: lambda to, node: tag("strong", to.written(node.children)),
    Break: lambda _to, _node: tag("br"),
    Link: Inlines.link,
    Reference: Inlines.reference,
    Note: Inlines.note,
    Anchor: Inlines.anchor,
}
