"""What the templates are given: the parts of the programme, and what is computed from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from regioplan import reference
from regioplan.document.decision import changed, next_steps, standing
from regioplan.document.filters import te_tonen
from regioplan.document.law import law
from regioplan.document.money import money
from regioplan.document.points import explanations, points
from regioplan.document.printing import datum
from regioplan.findings import Norm, Severity, Uitkomst
from regioplan.markdown import Properties, Words
from regioplan.model import Partner, Programma, Rol, Status, words_of
from regioplan.model.afspraken import Afspraak
from regioplan.model.programma import BijlageInhoud, Versie
from regioplan.model.streefcijfers import Reeks, ReeksSoort, Streefcijfer
from regioplan.model.themas import Maatregel
from regioplan.provenance import Provenance


def values(
    programma: Programma,
    uitkomst: Uitkomst,
    norms: Sequence[Norm],
    *,
    forced: bool,
    vorige: Programma | None = None,
) -> dict[str, Any]:
    """The variables of the templates: the parts of the programme and what was computed."""
    partners = programma.partners
    sums = money(programma)
    return {
        "programma": programma,
        "blad": programma.blad,
        "regio": programma.regio,
        "regionaam": _region_name(programma),
        "partners": partners.partners,
        "rollen": {rol.value: programma.met_rol(rol) for rol in Rol},
        "governance": programma.governance,
        "overleg": next(
            (t for t in programma.governance.tafels if t.regionaal_bestuurlijk_overleg), None
        ),
        "analyse": programma.analyse,
        "reeksen": tuple(_targets(reeks) for reeks in programma.streefcijfers.reeksen),
        "ontbrekende_reeksen": _missing_series(programma),
        "onderwerpen": _topics(programma.afspraken.afspraken),
        "team": programma.programmateam.rollen,
        "financien": programma.financien,
        "geld": sums,
        "mist": {
            m.id: _missing(m, demanded=m.id not in sums.buiten_regeling)
            for m in programma.maatregelen
        },
        "rondes": partners.ondertekening,
        "te_tekenen": _yet_to_sign(programma),
        "punten": points(programma, uitkomst, norms, forced=forced),
        "uitleg": explanations(programma, uitkomst, norms),
        "wet": law(programma, uitkomst, norms),
        "niet_gezien": reference.NIET_GEZIEN,
        "bijlage_governance": _governance_annex(programma),
        "fouten": sum(f.severity is Severity.FOUT for f in uitkomst.findings) if forced else 0,
        "concept": programma.blad.status is Status.CONCEPT,
        "gedwongen": forced,
        "stand": standing(uitkomst, norms),
        "stappen": next_steps(programma),
        "vorige": vorige,
        "wijzigingen": None if vorige is None else changed(vorige, programma),
        "laatste_versie": _latest_version(programma),
    }


def _latest_version(programma: Programma) -> Versie | None:
    """The row of the version table for this version, else the last."""
    blad = programma.blad
    this = (v for v in reversed(blad.versies) if v.versie == blad.versie)
    return next(this, blad.versies[-1] if blad.versies else None)


def names(programma: Programma) -> dict[str, Words]:
    """The words of a reference to each item of the programme."""
    names: dict[str, Words] = {}
    for id_, item in programma.items.items():
        words = words_of(item)
        if item.soort == "thema":
            words = Words(theme_word(programma).lower(), numbered=True)
        names[id_] = words if words.text else Words("n.t.b.")
    return names


def theme_word(programma: Programma) -> str:
    """What the region calls a theme."""
    return programma.blad.themawoord or "Thema"


def _region_name(programma: Programma) -> str:
    """The region's name as typed, else the official one of its number, else n.t.b."""
    regio = programma.regio
    official = reference.region(regio.nummer)
    return regio.naam or (official.naam if official else "n.t.b.")


def _governance_annex(programma: Programma) -> str:
    """The id of the annex that explains the governance: the region's own, else ours."""
    own = (b.id for b in programma.blad.bijlagen if b.inhoud is BijlageInhoud.GOVERNANCE)
    return next(own, "h-bijlage-governance")


def properties(programma: Programma, provenance: Provenance) -> Properties:
    """What the document says of itself, as plain text."""
    blad = programma.blad
    return Properties(
        title=blad.titel or "Regionaal programma van school naar duurzaam werk",
        subtitle=f"Doorstroompuntregio {_region_name(programma)}",
        status=blad.status.label,
        version=blad.versie or "",
        date=datum(blad.datum) if blad.datum else "",
        region=_region_name(programma),
        authors=blad.opstellers,
        provenance=provenance.words,
    )


# ------------------------------------------------------------------ streefcijfers and afspraken


@dataclass(frozen=True, slots=True)
class Doelwaarden:
    """A series with its rows: the periods that it names and those that the Regeling asks of it."""

    reeks: Reeks
    rijen: tuple[tuple[str, Streefcijfer | None], ...]  # (period, what was said of it)
    kolommen: tuple[str, ...]  # the fields that any row fills, besides `waarde`


_KOLOMMEN = ("met_entree", "zonder_entree", "resultaat", "toelichting")


def _targets(reeks: Reeks) -> Doelwaarden:
    """The rows and columns of a series; a demanded period that is absent is an empty row."""
    said = {str(w.periode): w for w in reeks.waarden}
    asked = (t.periode for t in reference.targets() if t.reeks == reeks.telt)
    periods = dict.fromkeys([*asked, *said])
    columns = tuple(k for k in _KOLOMMEN if any(te_tonen(w, k) for w in reeks.waarden))
    return Doelwaarden(reeks, tuple((p, said.get(p)) for p in sorted(periods)), columns)


def _missing_series(programma: Programma) -> tuple[ReeksSoort, ...]:
    """The series that the Regeling asks and the programme does not have."""
    there = {reeks.telt for reeks in programma.streefcijfers.reeksen}
    asked = dict.fromkeys(ReeksSoort(t.reeks) for t in reference.targets())
    return tuple(kind for kind in asked if kind not in there)


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A topic of Regeling 2.4 with its agreements: those printed here, and all of them."""

    letter: str  # "" for what the region adds
    titel: str
    artikel: str
    hier: tuple[Afspraak, ...]  # an agreement is printed once, at its first topic
    alle: tuple[Afspraak, ...]


def _topics(afspraken: Sequence[Afspraak]) -> tuple[Onderwerp, ...]:
    """The nine topics in order, and the rest when there is a rest."""
    here: dict[str, list[Afspraak]] = {}
    everywhere: dict[str, list[Afspraak]] = {}
    for afspraak in afspraken:
        codes = sorted({o.value for o in afspraak.onderwerpen}, key=_topic_order) or ["anders"]
        here.setdefault(codes[0], []).append(afspraak)
        for code in codes:
            everywhere.setdefault(code, []).append(afspraak)
    named = [(t.code, t.onderwerp, t.artikel) for t in reference.topics().values()]
    if "anders" in everywhere:
        named.append(("anders", "andere afspraken", ""))
    return tuple(
        Onderwerp(
            "" if code == "anders" else code,
            title,
            article,
            tuple(here.get(code, ())),
            tuple(everywhere.get(code, ())),
        )
        for code, title, article in named
    )


def _topic_order(code: str) -> tuple[bool, str]:
    """The letters in order, `anders` last."""
    return code == "anders", code


# ------------------------------------------------------------------ maatregelen

_GEVRAAGD: tuple[tuple[str, Callable[[Maatregel], bool]], ...] = (
    ("beschrijving", lambda m: bool(m.tekst or m.onderdelen)),
    ("doelgroep", lambda m: bool(m.doelgroep)),
    ("bevinding uit de regionale analyse", lambda m: bool(m.bevindingen)),
    ("uitleg van de relatie met de analyse", lambda m: bool(m.relatie_analyse)),
    ("beoogd maatschappelijk effect", lambda m: bool(m.beoogd_effect)),
    ("onderbouwing of evaluatie", lambda m: bool(m.onderbouwing or _evaluated(m))),
    ("plaats van uitvoering", lambda m: m.op_onderwijsinstelling is not None),
    ("onderscheid naar woonplaats", lambda m: m.onderscheid_woonplaats is not None),
    ("aanvulling op wettelijke taken", lambda m: _adds_to(m) != (False, False)),
    ("aanvulling op gemeentelijke taken", lambda m: _adds_to(m) != (False, True)),
    ("aanvulling op onderwijstaken", lambda m: _adds_to(m) != (True, False)),
)
"""What a measure must say (mostly Regeling 2.5 lid 2), in words, and whether it says it."""

_VELDWOORDEN: Mapping[str, str] = MappingProxyType(
    {
        "titel": "titel",
        "tekst": "beschrijving",
        "onderdelen": "onderdelen",
        "vervolg": "vervolg van de beschrijving",
        "status": "status",
        "trekker": "trekker",
        "partners": "partners",
        "betrokkenen": "andere betrokkenen",
        "doelen": "doelen",
        "streefcijfers": "streefcijfers",
        "doelgroep": "doelgroep",
        "doelgroep_toelichting": "toelichting op de doelgroep",
        "leeftijd_vanaf": "leeftijd",
        "leeftijd_tot": "leeftijd",
        "deelnemers_per_jaar": "aantal deelnemers",
        "bevindingen": "bevinding uit de regionale analyse",
        "relatie_analyse": "uitleg van de relatie met de analyse",
        "beoogd_effect": "beoogd maatschappelijk effect",
        "onderbouwing": "onderbouwing of evaluatie",
        "evaluatie": "onderbouwing of evaluatie",
        "datum": "datum van de evaluatie",
        "werkwijze": "werkwijze van de evaluatie",
        "op_onderwijsinstelling": "plaats van uitvoering",
        "onderscheid_woonplaats": "onderscheid naar woonplaats",
        "onderbouwing_onderscheid": "onderbouwing van het onderscheid naar woonplaats",
        "aanvullend": "aanvulling op wettelijke taken",
        "op_gemeentelijke_taken": "aanvulling op gemeentelijke taken",
        "op_onderwijstaken": "aanvulling op onderwijstaken",
        "planning": "planning",
        "van": "begindatum",
        "tot_en_met": "einddatum",
        "toelichting": "toelichting op de planning",
        "andere_regios": "andere regio’s",
        "voorzieningen_fier": "voorzieningen van Fier Fryslân",
    }
)
"""A field of a measure (or of a part of it) in the words of its table, for what is n.t.b."""


def _evaluated(maatregel: Maatregel) -> bool:
    evaluatie = maatregel.evaluatie
    return evaluatie is not None and evaluatie.datum is not None


def _adds_to(maatregel: Maatregel) -> tuple[bool, bool]:
    """Whether is said what the measure adds to the tasks of municipalities, and of schools."""
    aanvullend = maatregel.aanvullend
    if aanvullend is None:
        return False, False
    return bool(aanvullend.op_gemeentelijke_taken), bool(aanvullend.op_onderwijstaken)


def _missing(maatregel: Maatregel, *, demanded: bool) -> tuple[str, ...]:
    """What a measure has yet to say, in words: what is `demanded` and absent, and every n.t.b.

    The Regeling demands nothing of what gets no money from the subsidy or the uitkering.
    """
    asked = (words for words, said in _GEVRAAGD if demanded and not said(maatregel))
    parts = (maatregel, maatregel.evaluatie, maatregel.aanvullend, maatregel.planning)
    open_ = (_VELDWOORDEN[key] for part in parts if part for key in sorted(part.ntb))
    return tuple(dict.fromkeys((*asked, *open_)))


# ------------------------------------------------------------------ signing

_TEKENEN = (Rol.CONTACTGEMEENTE, Rol.CONTACTSCHOOL, Rol.CENTRUMGEMEENTE)


def _yet_to_sign(programma: Programma) -> tuple[Partner, ...]:
    """The parties of Regeling 2.1 lid 2 for which no round has a signature block."""
    blocks = [o for ronde in programma.partners.ondertekening for o in ronde.ondertekenaars]
    there = {id_ for block in blocks for id_ in (block.partner, *block.namens)}
    return tuple(
        p
        for p in programma.partners.partners
        if p.id not in there and any(rol in _TEKENEN for rol in p.rollen)
    )
