"""One function per command: load, check, compose, write; files come out whole or not at all."""

from __future__ import annotations

from regioplan.workflows.auditing import audit
from regioplan.workflows.beginning import explain, init, regions, rule_list, rule_texts, schema
from regioplan.workflows.checking import Checked, validate
from regioplan.workflows.comparing import Compared, diff
from regioplan.workflows.looking import HouseStyle, house_style, house_style_example
from regioplan.workflows.rendering import Rendered, render
from regioplan.workflows.reviewing import Commented, comments
from regioplan.workflows.standing import status
from regioplan.workflows.verifying import Verified, verify
from regioplan.workflows.watching import Round, watch

__all__ = [
    "Checked",
    "Commented",
    "Compared",
    "HouseStyle",
    "Rendered",
    "Round",
    "Verified",
    "audit",
    "comments",
    "diff",
    "explain",
    "house_style",
    "house_style_example",
    "init",
    "regions",
    "render",
    "rule_list",
    "rule_texts",
    "schema",
    "status",
    "validate",
    "verify",
    "watch",
]
