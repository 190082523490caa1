"""Per partner: what it leads, takes part in and agreed to, where it sits, and whether it signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from regioplan.findings import Norm, Uitkomst
from regioplan.model import Onleesbaar, Partner, Programma, Rol
from regioplan.model.governance import Tafel
from regioplan.status.parts import open_measures


class Tekenstand(StrEnum):
    """Whether a partner signed. The values are printed."""

    ONTVANGEN = "ontvangen"  # in every round that asks it
    GEVRAAGD = "gevraagd"  # a round asks it, and there is no date yet
    ONTBREEKT = "ontbreekt"  # its role asks it, and no round does
    NIET_GEVRAAGD = "niet gevraagd"


@dataclass(frozen=True, slots=True)
class Handtekening:
    """A signature for a partner in one round, by itself or by another on its behalf."""

    ronde: str
    door: str
    datum: date | None  # None: not signed yet


@dataclass(frozen=True, slots=True)
class Partnerstand:
    """Where a partner stands. A list is None when a file that it comes from is not readable."""

    id: str
    naam: str | None
    rollen: tuple[str, ...]
    trekt: tuple[str, ...] | None  # ids of measures
    doet_mee: tuple[str, ...] | None  # ids of measures that another leads
    met_open_punten: tuple[str, ...] | None  # those of both that are not complete
    afspraken: tuple[str, ...] | None
    tafels: tuple[str, ...] | None
    handtekening: Tekenstand
    getekend_op: date | None  # the last day, when all was received
    handtekeningen: tuple[Handtekening, ...]


@dataclass(frozen=True, slots=True)
class Rondestand:
    """A round of signing: of how many partners the signature is there."""

    id: str
    titel: str | None
    ontvangen: int
    van: int


@dataclass(frozen=True, slots=True)
class Handtekeningen:
    """Of how many partners the signature is there, of those of whom it is asked."""

    ontvangen: int
    van: int
    rollen_zonder_partner: tuple[str, ...]  # of those who must sign; they count in `van`
    rondes: tuple[Rondestand, ...]


_SIGN = (Rol.CONTACTGEMEENTE, Rol.CENTRUMGEMEENTE, Rol.CONTACTSCHOOL)
"""Who see to the programme together (Regeling 2.1 lid 2): their signatures are asked."""

T = TypeVar("T")


def parties(
    programma: Programma, uitkomst: Uitkomst, norms: Mapping[str, Norm]
) -> tuple[Partnerstand, ...] | None:
    """Every partner, in the order of partners.yaml; None when that is not readable."""
    listed = _readable(lambda: programma.partners.partners)
    if listed is None:
        return None
    not_ready = _readable(lambda: open_measures(programma, uitkomst, norms))
    return tuple(_party(programma, partner, not_ready) for partner in listed)


def signatures(programma: Programma) -> Handtekeningen | None:
    """The signatures counted by partner; None when partners.yaml is not readable."""
    listed = _readable(lambda: programma.partners.partners)
    if listed is None:
        return None
    states = [_state(programma, p, _signed(programma, p)) for p in listed]
    nobody = tuple(
        role.label for role in _SIGN if not any(_has(programma, p, role) for p in listed)
    )
    return Handtekeningen(
        ontvangen=states.count(Tekenstand.ONTVANGEN),
        van=len(states) - states.count(Tekenstand.NIET_GEVRAAGD) + len(nobody),
        rollen_zonder_partner=nobody,
        rondes=_rounds(programma),
    )


# ------------------------------------------------------------------ one partner


def _party(
    programma: Programma, partner: Partner, not_ready: frozenset[str] | None
) -> Partnerstand:
    signed = _signed(programma, partner)
    state = _state(programma, partner, signed)
    measures = _readable(lambda: programma.maatregelen)
    leads = takes_part = unfinished = None
    if measures is not None:
        leads = tuple(m.id for m in measures if m.trekker == partner.id)
        takes_part = tuple(
            m.id for m in measures if partner.id in m.partners and m.id not in set(leads)
        )
        if not_ready is not None:
            unfinished = tuple(id_ for id_ in (*leads, *takes_part) if id_ in not_ready)
    return Partnerstand(
        id=partner.id,
        naam=partner.naam,
        rollen=tuple(role.label for role in Rol if _has(programma, partner, role)),
        trekt=leads,
        doet_mee=takes_part,
        met_open_punten=unfinished,
        afspraken=_readable(
            lambda: tuple(a.id for a in programma.afspraken.afspraken if partner.id in a.partijen)
        ),
        tafels=_readable(
            lambda: tuple(t.id for t in programma.governance.tafels if _sits(partner, t))
        ),
        handtekening=state,
        getekend_op=_last_day(signed) if state is Tekenstand.ONTVANGEN else None,
        handtekeningen=signed,
    )


def _has(programma: Programma, partner: Partner, role: Rol) -> bool:
    """Whether a partner has a role; regio.yaml may name the centrumgemeenten as well."""
    if role in partner.rollen:
        return True
    regions = programma.regio.arbeidsmarktregios
    return role is Rol.CENTRUMGEMEENTE and any(r.centrumgemeente == partner.id for r in regions)


def _sits(partner: Partner, tafel: Tafel) -> bool:
    """Whether a partner sits at a table, itself or represented by another."""
    everyone = (*((tafel.voorzitter,) if tafel.voorzitter else ()), *tafel.leden)
    return any(partner.id in (lid.partner, *lid.namens) for lid in everyone)


# ------------------------------------------------------------------ signing


def _signed(programma: Programma, partner: Partner) -> tuple[Handtekening, ...]:
    """Each signature for a partner, round by round."""
    return tuple(
        Handtekening(ronde.id, line.partner, line.datum)
        for ronde in programma.partners.ondertekening
        for line in ronde.ondertekenaars
        if partner.id in (line.partner, *line.namens)
    )


def _state(programma: Programma, partner: Partner, signed: tuple[Handtekening, ...]) -> Tekenstand:
    if signed:
        all_there = all(_received(signed, ronde) for ronde in {each.ronde for each in signed})
        return Tekenstand.ONTVANGEN if all_there else Tekenstand.GEVRAAGD
    asked = any(_has(programma, partner, role) for role in _SIGN)
    return Tekenstand.ONTBREEKT if asked else Tekenstand.NIET_GEVRAAGD


def _received(signed: tuple[Handtekening, ...], ronde: str) -> bool:
    """One dated signature is enough for a round: two may sign for the same partner."""
    return any(each.ronde == ronde and each.datum for each in signed)


def _last_day(signed: tuple[Handtekening, ...]) -> date | None:
    return max((each.datum for each in signed if each.datum), default=None)


def _rounds(programma: Programma) -> tuple[Rondestand, ...]:
    """Each round: for how many of its partners somebody signed."""
    found = []
    for ronde in programma.partners.ondertekening:
        asked = {id_ for line in ronde.ondertekenaars for id_ in (line.partner, *line.namens)}
        done = {
            id_
            for line in ronde.ondertekenaars
            if line.datum
            for id_ in (line.partner, *line.namens)
        }
        found.append(Rondestand(ronde.id, ronde.titel, len(done), len(asked)))
    return tuple(found)


def _readable(read: Callable[[], T]) -> T | None:
    """What is read, or None when a file for it is not readable."""
    try:
        return read()
    except Onleesbaar:
        return None
