"""How the rules read a programme: who is centrumgemeente, which table is the overleg, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regioplan import reference
from regioplan.model import Afspraak, Maatregel, Node, Partner, Programma, Rol
from regioplan.model.base import Keuze, Prose, Tekst
from regioplan.model.financien import Bronsoort
from regioplan.model.governance import Hoedanigheid, Lid, Partij, Tafel, TafelStatus
from regioplan.model.partners import Onderwijswet, PartnerSoort
from regioplan.model.regio import WijzigingSoort
from regioplan.model.themas import MaatregelStatus
from regioplan.rules.geld import MAATREGELGELD, kan_betalen, soorten
from regioplan.rules.registry import NothingToJudge

# ------------------------------------------------------------------ what is said


def zwijgt(node: Node, *keys: str) -> bool:
    """Whether a node says nothing at any of these keys.

    n.t.b. is no silence: the region says that it is still to decide, and KWA-ntb reports it.
    """
    return not any(getattr(node, key) or key in node.ntb for key in keys)


def gezegd(*nodes: Node) -> str:
    """All texts in these nodes, for finding a word in them: in small letters, as paragraphs."""
    inside = (each for node in nodes for each in node.nodes())
    return "\n\n".join(text.casefold() for each in inside for _, _, text in teksten(each))


def teksten(node: Node) -> Iterator[tuple[str, int | None, str]]:
    """The texts of a node itself: (key, index in a list or None, text)."""
    for key, value in node.__dict__.items():
        if isinstance(value, Tekst | Prose):
            yield key, None, value
        elif isinstance(value, tuple):
            yield from ((key, i, each) for i, each in enumerate(value) if isinstance(each, Tekst))


def beantwoord(p: Programma) -> tuple[Afspraak, ...]:
    """The afspraken that say what was agreed; one without a text, or with n.t.b., is a plan.

    Raises:
        NothingToJudge: there is none; RRP-2.2-c says so.
    """
    found = tuple(afspraak for afspraak in p.afspraken.afspraken if afspraak.tekst)
    if not found:
        raise NothingToJudge
    return found


# ------------------------------------------------------------------ municipalities


def sleutel(naam: str, code: str | None = None) -> str:
    """By what a municipality is compared: its CBS code, or its name when the lists do not know it.

    A name that the lists know says more than a code beside it.
    """
    bare = reference.normalise(naam).removeprefix("gemeente ")
    found = reference.municipality(bare) or (reference.municipality(code) if code else None)
    return found.code if found else bare


def eigen_gemeenten(p: Programma) -> Mapping[str, str]:
    """The municipalities of the region as regio.yaml has them, or else bijlage 5: key → name."""
    own = {sleutel(g.naam, g.code): str(g.naam) for g in p.regio.gemeenten}
    return own or volgens_bijlage(p)


def volgens_bijlage(p: Programma) -> Mapping[str, str]:
    """The municipalities of the region in bijlage 5: key → name; none for an unknown number."""
    region = reference.region(p.regio.nummer)
    return {g.code: g.naam for g in region.gemeenten} if region else {}


def is_heringedeeld(p: Programma) -> bool:
    """Whether regio.yaml names a herindeling: only that changes a region (Regeling 5.2 lid 3)."""
    return any(change.aanleiding is WijzigingSoort.HERINDELING for change in p.regio.wijzigingen)


def gemeente_van(partner: Partner) -> str:
    """The municipality that a partner is, as a key; "" while that is not known."""
    known = partner.gemeente or partner.naam
    return sleutel(known) if known else ""


@dataclass(frozen=True, slots=True)
class Verschil:
    """What differs between the names in a list and the municipalities that belong there."""

    ontbreekt: tuple[str, ...]  # names
    vreemd: tuple[tuple[int, str], ...]  # index in the list, and the name that may be meant or ""


def verschil(keys: Iterable[str], namen: Iterable[str], horen: Mapping[str, str]) -> Verschil:
    """Compare a list with what belongs in it; a name that is likely misspelt is not missing too."""
    genoemd = list(keys)
    missing = {key: naam for key, naam in horen.items() if key not in genoemd}
    strange: list[tuple[int, str]] = []
    for index, (key, naam) in enumerate(zip(genoemd, namen, strict=True)):
        if key in horen:
            continue
        meant = next((s for s in reference.suggestions(naam) if s in missing.values()), "")
        missing = {k: n for k, n in missing.items() if n != meant}
        strange.append((index, meant))
    return Verschil(tuple(missing.values()), tuple(strange))


# ------------------------------------------------------------------ parties


PARTIJEN: Mapping[Partij, str] = {
    Partij.MBO: "mbo-instelling",
    Partij.VSO: "school of instelling voor (voortgezet) speciaal onderwijs (WEC)",
    Partij.VO: "school voor voortgezet onderwijs of praktijkonderwijs (WVO 2020)",
    Partij.BEGELEIDING: "organisatie die personen tot 27 jaar begeleidt",
    Partij.CENTRUMGEMEENTE: "centrumgemeente",
}
"""The five kinds of party of WEB 9.2.4 lid 3 onder a, in its order, as a finding names them."""

_SOORTEN = {
    PartnerSoort.MBO: Partij.MBO,
    PartnerSoort.VSO: Partij.VSO,
    PartnerSoort.VO: Partij.VO,
    PartnerSoort.PRO: Partij.VO,
    PartnerSoort.BEGELEIDINGSORGANISATIE: Partij.BEGELEIDING,
}
_WETTEN = {
    Onderwijswet.WEB: Partij.MBO,
    Onderwijswet.WEC: Partij.VSO,
    Onderwijswet.WVO2020: Partij.VO,
}

SCHOOLSOORTEN = (PartnerSoort.MBO, PartnerSoort.VO, PartnerSoort.PRO, PartnerSoort.VSO)
"""The kinds that can be an onderwijsinstelling (Regeling 1.1)."""


def centrumgemeenten(p: Programma) -> tuple[Partner, ...]:
    """The partners with that role, and those that regio.yaml names for an arbeidsmarktregio."""
    named = {a.centrumgemeente for a in p.regio.arbeidsmarktregios}
    return tuple(
        partner
        for partner in p.partners.partners
        if Rol.CENTRUMGEMEENTE in partner.rollen or partner.id in named
    )


def partijen(p: Programma, partner: Partner) -> frozenset[Partij]:
    """Which of the five kinds of party a partner is."""
    kinds = {_SOORTEN[s] for s in partner.soorten if s in _SOORTEN}
    kinds |= {_WETTEN[w] for w in partner.onderwijswetten}
    if partner in centrumgemeenten(p):
        kinds.add(Partij.CENTRUMGEMEENTE)
    return frozenset(kinds)


def partner(p: Programma, name: str | None) -> tuple[Partner, ...]:
    """The partner with this id: one, or none where nothing is named."""
    return tuple(found for found in p.partners.partners if found.id == name)


_REFERENCE = re.compile(r"\]\(#([a-z0-9-]+)\)")


def ongenoemde_partners(p: Programma) -> tuple[Partner, ...]:
    """The partners to whom nothing in the files that could be read refers.

    A role says what a partner is for, and the municipalities of the region belong to it anyway.
    """
    named = frozenset(name for node in p.nodes() for name in _names_in(node))
    return tuple(
        each
        for each in p.partners.partners
        if each.id not in named and not each.rollen and gemeente_van(each) not in eigen_gemeenten(p)
    )


def _names_in(node: Node) -> Iterator[str]:
    """The ids to which a node refers, in its fields and in its texts."""
    for key, value in node.__dict__.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Prose | Tekst):
                yield from _REFERENCE.findall(each)
            elif isinstance(each, str) and not isinstance(each, Keuze) and key != "id":
                yield each


# ------------------------------------------------------------------ the overleg


def overleggen(p: Programma) -> tuple[Tafel, ...]:
    """The tables that are the regionaal bestuurlijk overleg; one that is still a wish is none."""
    return tuple(
        tafel
        for tafel in p.governance.tafels
        if tafel.regionaal_bestuurlijk_overleg and tafel.status is not TafelStatus.WENS
    )


def overleg(p: Programma) -> Tafel:
    """The regionaal bestuurlijk overleg.

    Raises:
        NothingToJudge: there is not exactly one; WEB-9.2.8-4-overleg says so.
    """
    tables = overleggen(p)
    if len(tables) != 1:
        raise NothingToJudge
    return tables[0]


def actieve_tafels(p: Programma) -> tuple[Tafel, ...]:
    """The tables that meet, or are not said to be only a wish.

    Raises:
        NothingToJudge: there is none; RRP-2.4-1h says that there are no tables.
    """
    found = tuple(t for t in p.governance.tafels if t.status is not TafelStatus.WENS)
    if not found:
        raise NothingToJudge
    return found


_NO_PARTY = (Hoedanigheid.ADVISEUR, Hoedanigheid.ONDERSTEUNING)


def leden(tafel: Tafel) -> tuple[Lid, ...]:
    """Who sit at a table as a party: the chair and the members, not who advises or supports."""
    everyone = (*((tafel.voorzitter,) if tafel.voorzitter else ()), *tafel.leden)
    return tuple(lid for lid in everyone if lid.hoedanigheid not in _NO_PARTY)


# ------------------------------------------------------------------ measures


def wettelijke_maatregelen(p: Programma) -> tuple[Maatregel, ...]:
    """The measures in the sense of Regeling 2.5 lid 1.

    While no line of the budget pays for a measure it is judged as one, unless it needs no money.

    Raises:
        NothingToJudge: there is none; RRP-2.2-d says so.
    """
    kinds = soorten(p.financien)
    paid_from: dict[str, set[Bronsoort | None]] = {}
    for line in p.financien.begroting:
        if kan_betalen(line):
            paid_from.setdefault(line.maatregel or "", set()).add(kinds[line.bron])
    found = tuple(m for m in p.maatregelen if _is_in_law(m, paid_from.get(m.id, set())))
    if not found:
        raise NothingToJudge
    return found


def _is_in_law(maatregel: Maatregel, paid_from: set[Bronsoort | None]) -> bool:
    if paid_from:
        return any(kind in paid_from for kind in MAATREGELGELD)
    return maatregel.status not in _KOST_NIETS


_KOST_NIETS = (MaatregelStatus.GEBORGD_ZONDER_BUDGET, MaatregelStatus.GESTOPT)
"""Measures that ask for no money: none, unless a line of the budget pays for it after all."""
