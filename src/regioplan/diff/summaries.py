"""What a reader wants to know first of something that comes or goes, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from regioplan.diff.naming import Names
from regioplan.diff.printing import said
from regioplan.dutch import euro, listed
from regioplan.model import Maatregel, Node, Partner
from regioplan.model.base import NTB, PerJaar
from regioplan.model.financien import Begrotingsregel, Financieringsbron, Kostenregel
from regioplan.model.governance import Lid, Tafel
from regioplan.model.partners import Ondertekenaar, Ronde
from regioplan.model.programma import Melding, Versie
from regioplan.model.streefcijfers import Streefcijfer


def summary(names: Names, node: Node, parent: Node | None = None) -> str:
    """The words for an item that stands in `parent`; "" when its name says enough."""
    if isinstance(node, Maatregel):
        return f"in {names.item(parent)}" if parent else ""
    tell = _SUMMARIES.get(type(node))
    return tell(names, node) if tell else ""


def total(amounts: PerJaar | None) -> str:
    """The sum of amounts; n.t.b. when none is known yet, "" when there are none."""
    if amounts is None:
        return ""
    if amounts.jaren:
        return euro(amounts.totaal)
    return NTB if amounts.ntb else ""


def _round(_names: Names, node: Any) -> str:
    signed = sum(signer.datum is not None for signer in node.ondertekenaars)
    return f"ondertekenaars: {len(node.ondertekenaars)}, van wie getekend: {signed}"


def _amount(_names: Names, node: Any) -> str:
    return total(node.bedragen)


_SUMMARIES: Mapping[type[Node], Callable[[Names, Any], str]] = MappingProxyType(
    {
        Partner: lambda _, partner: listed(said(role) for role in partner.rollen),
        Tafel: lambda _, table: f"aantal leden: {len(table.leden)}" if table.leden else "",
        Ronde: _round,
        Financieringsbron: _amount,
        Begrotingsregel: _amount,
        Kostenregel: _amount,
        Streefcijfer: lambda _, target: said(target.waarde, ntb="waarde" in target.ntb),
        Lid: lambda _, member: said(member.hoedanigheid),
        Ondertekenaar: lambda names, signer: names.signature(signer),
        Versie: lambda _, version: said(version.wijziging),
        Melding: lambda _, report: said(report.toelichting),
    }
)
"""Kind of what comes or goes → what is told of it."""
