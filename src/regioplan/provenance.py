"""Provenance: the revision, rules and tool that a document was made with; a value, passed in."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = (
    12  # characters of a revision that a reader sees: enough to find it, short enough to read out
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document comes from; what is not known is empty, and is not printed."""

    revision: str = ""  # of the programme's folder in git
    clean: bool = True  # False: the folder held changes that the revision does not
    rules_version: str = ""  # the law that was read for the rules, e.g. "2026-01-01"
    tool_version: str = ""  # of regioplan itself
    since: str = ""  # the revision of an older version, when the text tells what changed since it

    def facts(self, kind: str, content_hash: str) -> tuple[tuple[str, str], ...]:
        """What a file says of itself, for `verify`: (name, value), in every format the same.

        Args:
            kind: which document: "programma", "oplegnotitie" …
            content_hash: of its text; see `Document.content_hash`.
        """
        known = (
            ("regioplan-document", kind),
            ("regioplan-revisie", self.revision),
            ("regioplan-schoon", "ja" if self.clean else "nee"),
            ("regioplan-versie", self.tool_version),
            ("regioplan-regels", self.rules_version),
            ("regioplan-tekst", content_hash),
        )
        return (*known, ("regioplan-sinds", self.since)) if self.since else known

    @property
    def words(self) -> str:
        """The small print: one or two Dutch sentences, plain text."""
        tool = f"regioplan {self.tool_version}".rstrip()
        made = f"Gemaakt met {tool}{self._source()}."
        if not self.rules_version:
            return made
        return f"{made} Versie van de regels: {self.rules_version}."

    def _source(self) -> str:
        """The words " uit revisie 1a2b3c", and whether the files differed from it."""
        if not self.revision:
            return ""
        changed = "" if self.clean else ", met wijzigingen die daarin nog niet zijn vastgelegd"
        return f" uit revisie {self.revision[:_SHOWN]}{changed}"
