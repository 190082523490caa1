"""Directives: what stands in a comment alone on its line, and where it belongs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from regioplan.markdown.inline import HTML_REMEDY
from regioplan.markdown.parsers import Node, error


@dataclass(frozen=True, slots=True)
class Directive:
    """`<!-- rp:NAME WORDS -->` or, when it `closes`, `<!-- /rp:NAME -->`."""

    name: str
    words: str
    closes: bool
    line: int


_COMMENT = re.compile(r"<!--[ \t]*(/?)rp:([^\s]+?)(?:[ \t]+(.*?))?[ \t]*-->")

NEXT = ("anker", "nummer", "letters", "bijschrift")  # apply to the next block
AROUND = ("kaft", "grafiek", "handtekening", "liggend", "buiten-hash")  # stand around blocks
HERE = ("inhoud", "lijst", "figuur")  # are a block themselves
_ARGUMENT: Mapping[str, str] = {
    "anker": "een id",
    "nummer": "een reeks",
    "bijschrift": "woorden",
    "figuur": "een naam",
    "lijst": "“tabellen” of “figuren”",
    "grafiek": "een naam",
}
BELONGS: Mapping[str, str] = {
    "anker": "een kop, alinea, lijst, tabel of figuur",
    "nummer": "een kop",
    "letters": "een genummerde lijst",
    "bijschrift": "een tabel, figuur of grafiek",
}


def read_directive(node: Node) -> Directive:
    """The directive in a node of HTML; any other HTML is an error."""
    found = _COMMENT.fullmatch(node.token.content.strip())
    if not found:
        shown = node.token.content.strip().split("\n")[0]
        raise error(
            node.line,
            f"{shown} is HTML of geen hele aanwijzing. Een aanwijzing staat alleen "
            f"op een regel: <!-- rp:naam -->. {HTML_REMEDY}",
        )
    closes, name, words = bool(found[1]), found[2], found[3] or ""
    known = (*NEXT, *AROUND, *HERE)
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        remedy = f"Bedoelt u “{near[0]}”?" if near else f"Kies uit: {', '.join(sorted(known))}."
        raise error(node.line, f"De aanwijzing “{name}” bestaat niet. {remedy}")
    if closes and name not in AROUND:
        raise error(
            node.line, f"“/rp:{name}” bestaat niet: “{name}” heeft geen einde. Haal de regel weg."
        )
    wanted = "" if closes else _ARGUMENT.get(name, "")
    if wanted and not words:
        raise error(node.line, f"Na “rp:{name}” ontbreekt {wanted}: <!-- rp:{name} … -->.")
    if words and not wanted:
        raise error(node.line, f"Na “rp:{name}” hoort niets te staan. Haal “{words}” weg.")
    return Directive(name, words, closes, node.line)
