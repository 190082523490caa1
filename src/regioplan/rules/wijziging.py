"""What differs between two versions in what the Regeling calls the programme, and who reported it.

That a change is substantial has no threshold in the law. That streefcijfers, measures and budget
are looked at, and that every change in them is asked about, is our own choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regioplan.dutch import listed
from regioplan.model import Programma, Rol, Status
from regioplan.model.base import PerJaar
from regioplan.model.financien import Financieringsbron
from regioplan.model.programma import Melding, MeldingSoort, Versie
from regioplan.rules.geld import Regel, euro, naam, regels
from regioplan.rules.registry import Found, NothingToJudge, Related
from regioplan.rules.woorden import genoemd
from regioplan.source import Location


@dataclass(frozen=True, slots=True)
class _Waarde:
    """A value that is compared: what it is called, where it stands, and what it says."""

    naam: str
    plaats: Location
    waarde: object
    gezegd: str  # the value in words; "" when its presence is all


@dataclass(frozen=True, slots=True)
class Wijziging:
    """What changed of one kind: how it is named in a sentence, and each place."""

    wat: str
    plaatsen: Related


def na_vaststelling(vorige: Programma) -> None:
    """Stop where the older version was not adopted yet: a concept may change freely.

    Raises:
        NothingToJudge: the older version was no adopted programme.
    """
    if not vorige.blad.status.reaches(Status.VASTGESTELD):
        raise NothingToJudge


def wijzigingen(p: Programma, vorige: Programma) -> tuple[Wijziging, ...]:
    """What changed in streefcijfers, measures and budget."""
    kinds = (
        ("de streefcijfers", _targets(p), _targets(vorige)),
        ("de maatregelen", _measures(p), _measures(vorige)),
        ("de begroting", _budget(p), _budget(vorige)),
    )
    return tuple(
        Wijziging(what, tuple(_differences(now, before)))
        for what, now, before in kinds
        if {k: v.waarde for k, v in now.items()} != {k: v.waarde for k, v in before.items()}
    )


def _differences(
    now: Mapping[str, _Waarde], before: Mapping[str, _Waarde]
) -> Iterator[tuple[Location, str]]:
    """Each value that is new or other, at its place; what is gone has none, and stands first."""
    gone = [value.naam for key, value in before.items() if key not in now]
    here = next(iter(now.values()), None)
    if gone and here:
        yield here.plaats, f"vervallen: {listed(gone)}"
    for key, value in now.items():
        if key not in before:
            yield value.plaats, f"nieuw: {value.naam}"
        elif before[key].waarde != value.waarde:
            old, new = before[key].gezegd, value.gezegd
            change = f"was {old}, is {new}" if old != new else "anders verdeeld"
            yield value.plaats, f"{value.naam}: {change}"


def _targets(p: Programma) -> dict[str, _Waarde]:
    return {
        f"{series.id} {target.periode}": _Waarde(
            f"{genoemd(series)} in {target.periode}",
            target.where("waarde"),
            target.waarde,
            "n.t.b." if target.waarde is None else f"{target.waarde}".replace(".", ","),
        )
        for series in p.streefcijfers.reeksen
        for target in series.waarden
    }


def _measures(p: Programma) -> dict[str, _Waarde]:
    return {m.id: _Waarde(genoemd(m), m.location, m.id, "") for m in p.maatregelen}


def _budget(p: Programma) -> dict[str, _Waarde]:
    """The amounts of each source and each line."""
    money = p.financien
    named: list[tuple[str, Financieringsbron | Regel]] = [
        *((genoemd(bron), bron) for bron in money.bronnen),
        *((naam(p, line), line) for line in regels(money)),
    ]
    return {
        node.id: _Waarde(name, node.where("bedragen"), _spent(node), _words(node.bedragen))
        for name, node in named
    }


def _spent(node: Financieringsbron | Regel) -> tuple[object, ...]:
    """What is compared of a source or line: its amounts, and what they are for and from."""
    years = node.bedragen.jaren if node.bedragen else ()
    return (years, getattr(node, "maatregel", None), getattr(node, "bron", None))


def _words(amounts: PerJaar | None) -> str:
    return euro(amounts.totaal) if amounts and amounts.jaren else "n.t.b."


# ------------------------------------------------------------------ reported


def niet_gemeld(p: Programma, vorige: Programma, rol: Rol) -> Iterator[Found]:
    """A change that may be substantial, and that one of the two has not reported.

    Raises:
        NothingToJudge: the older version was not adopted, or the region is still to judge.
    """
    na_vaststelling(vorige)
    changed = wijzigingen(p, vorige)
    since = _new_versions(p, vorige)
    judged = [version.substantieel for version in since if version.substantieel is not None]
    if not changed or _reported(p, vorige, rol) or (judged and not any(judged)):
        return
    places = tuple(place for change in changed for place in change.plaatsen)
    if judged:
        message = f"De wijziging is substantieel, maar een melding door de {rol.label} ontbreekt."
        yield p.blad.gap("meldingen"), message, places
        return
    if any("substantieel" in version.ntb for version in since):
        raise NothingToJudge  # KWA-ntb says that it is still to be decided
    where = since[-1].gap("substantieel") if since else p.blad.gap("versies")
    what = listed(change.wat for change in changed)
    yield (
        where,
        (
            f"Na de vaststelling is gewijzigd: {what}. Of dat een substantiële wijziging is, die de"
            f" {rol.label} aan de minister meldt, staat er niet."
        ),
        places,
    )


def _new_versions(p: Programma, vorige: Programma) -> list[Versie]:
    known = {version.versie for version in vorige.blad.versies}
    return [version for version in p.blad.versies if version.versie not in known]


def _reported(p: Programma, vorige: Programma, rol: Rol) -> bool:
    """Whether one with this role reported a change since the older version."""
    reporters = {partner.id for partner in p.met_rol(rol)}
    return any(
        report.onderwerp is MeldingSoort.WIJZIGING_PROGRAMMA
        and report.door in reporters
        and report.datum is not None
        and _is_new(report, vorige)
        for report in p.blad.meldingen
    )


def _is_new(report: Melding, vorige: Programma) -> bool:
    dated = vorige.blad.datum
    later = report.datum is not None and dated is not None and report.datum >= dated
    return later or report not in vorige.blad.meldingen
