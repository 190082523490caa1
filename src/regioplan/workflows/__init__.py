"""One function per command: load, check, compose, write; files come out whole or not at all."""

from __future__ import annotations

from regioplan.workflows.auditing import audit
from regioplan.workflows.beginning import explain, init, regions, rule_list, rule_texts, schema
from regioplan.workflows.checking import Checked, validate
from regioplan.workflows.rendering import Rendered, render
from regioplan.workflows.standing import status

__all__ = [
    "Checked",
    "Rendered",
    "audit",
    "explain",
    "init",
    "regions",
    "render",
    "rule_list",
    "rule_texts",
    "schema",
    "status",
    "validate",
]
