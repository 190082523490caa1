"""Programma and findings → Document: the chapters as templates, the Jinja environment and its few filters.

Templates know words; what must be computed (sums per year, who has yet to sign, which points are open)
is computed here and handed to them as plain values. User text is text: whatever `{{ … }}` prints goes
through one table of types (`PRINTED`), and nothing that was rendered is ever rendered again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from regioplan import markdown, reference, resources
from regioplan.errors import RegioplanError
from regioplan.findings import Finding, Norm, Severity, Uitkomst
from regioplan.markdown import Document, Properties, Words
from regioplan.model import HOOFDSTUKKEN, Node, Partner, Programma, Rol, Status, words_of
from regioplan.model.afspraken import Afspraak
from regioplan.model.base import Bereik, Keuze, PerJaar, Prose, Tekst
from regioplan.model.financien import (
    Begrotingsregel,
    Bronsoort,
    Financien,
    Financieringsbron,
    Herkomst,
    Kostenregel,
)
from regioplan.model.governance import Domein, Partij, Samenwerkingsvorm
from regioplan.model.partners import PartnerSoort
from regioplan.model.programma import DoelCode, MeldingSoort
from regioplan.model.streefcijfers import Definitie, Eenheid, Reeks, ReeksSoort, Streefcijfer
from regioplan.model.themas import DoelgroepCode, Maatregel, Woonplaatsonderscheid
from regioplan.provenance import Provenance

VOLGORDE = (
    "kaft",
    "inhoud",
    "leeswijzer",
    "samenvatting",
    "proces",
    "regio",
    "governance",
    "analyse",
    "streefcijfers",
    "programma",
    "afspraken",
    "programmateam",
    "financien",
    "ondertekening",
    "bijlagen",
)
"""The chapters in order; each is a template of that name, and its anchor is `h-` and that name."""

_OVER_ANDERE = ("leeswijzer", "bijlagen")
"""Chapters that must know which others are there: rendered last. A chapter that is empty is not there."""


def compose(
    programma: Programma,
    uitkomst: Uitkomst,
    norms: Sequence[Norm],
    provenance: Provenance,
    *,
    forced: bool = False,
    loader: BaseLoader | None = None,
) -> Document:
    """The document of a programme.

    Args:
        programma: the programme; a file of it that is unreadable raises `Onleesbaar`.
        uitkomst: what a check found; open points stand in an annex as long as there is no decision.
        norms: the register; a norm says which chapter answers the rules that check it.
        provenance: printed small at the end.
        forced: the programme is made although findings forbid it, and the cover says so.
        loader: where the templates come from; regioplan's own when it is None.

    Raises:
        RegioplanError: a template makes what regioplan-Markdown is not.
    """
    templates = _own_environment() if loader is None else environment(loader)
    properties = _properties(programma, provenance)
    names = _names(programma)
    values = _values(programma, uitkomst, norms, forced=forced) | {
        "woorden": names,
        "eigenschappen": properties,
        "herkomst": provenance.words,
        "tekst_hash": "",
    }
    rendered = _chapters(templates, values)
    document = Document(
        _joined(rendered),
        properties,
        words=MappingProxyType(names | _absent_chapters(rendered)),
        series_words=MappingProxyType({"thema": _theme_word(programma)}),
    )
    # The small print stands outside the hash, so that it can tell it.
    values["tekst_hash"] = document.content_hash
    rendered["bijlagen"] = _chapter(templates, "bijlagen", values, frozenset(rendered))
    small_print = f"{provenance.words} Controlegetal van de tekst: {document.content_hash}."
    return replace(
        document,
        text=_joined(rendered),
        properties=replace(properties, provenance=small_print),
    )


def _chapters(templates: Environment, values: Mapping[str, Any]) -> dict[str, str]:
    """The chapters that have something to say, by name."""
    rendered: dict[str, str] = {}
    for name in VOLGORDE:
        if name not in _OVER_ANDERE:
            rendered[name] = _chapter(templates, name, values, frozenset())
    present = frozenset((*(n for n, text in rendered.items() if text), *_OVER_ANDERE))
    for name in _OVER_ANDERE:
        rendered[name] = _chapter(templates, name, values, present)
    return {name: rendered[name] for name in VOLGORDE if rendered[name]}


def _chapter(
    templates: Environment, name: str, values: Mapping[str, Any], present: frozenset[str]
) -> str:
    """One chapter from its template; `present` are the chapters that the document has."""
    return templates.get_template(f"{name}.md.j2").render(values, hoofdstukken=present).strip()


def _joined(rendered: Mapping[str, str]) -> str:
    """The chapters with a white line between them, and nowhere more than one."""
    return re.sub(r"\n([ \t]*\n){2,}", "\n\n", "\n\n".join(rendered.values())) + "\n"


def _absent_chapters(rendered: Mapping[str, str]) -> dict[str, Words]:
    """Prose may refer to a chapter that this document does not have: then these words stand there."""
    return {
        id_: Words(words)
        for id_, words in HOOFDSTUKKEN.items()
        if id_.removeprefix("h-") not in rendered
    }


# ------------------------------------------------------------------ what is printed, by type


class Md(str):
    """Text that is regioplan-Markdown already."""

    __slots__ = ()


NTB = Md("*n.t.b.*")
"""What a reader sees where something is still to be decided. Italic: a bold first cell is a total row."""
LEEG = Md("–")
"""What stands in a table cell where nothing was said and nothing is asked."""

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def datum(day: date) -> Md:
    """A date in words: "5 juni 2025"."""
    return Md(f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def getal(number: Decimal | int) -> Md:
    """A number as it is written in Dutch: "23.000", "3,1"."""
    whole, _, decimals = f"{number:,}".partition(".")
    return Md(whole.replace(",", ".") + ("," + decimals if decimals else ""))


def euro(amount: Decimal) -> Md:
    """Euros, with cents only when there are any: "€ 2.265.813", "€ 80.000,50"."""
    cents = amount % 1 != 0
    number = f"{amount:,.2f}" if cents else f"{amount:,.0f}"
    return Md("€\N{NO-BREAK SPACE}" + number.translate(str.maketrans(",.", ".,")))


def _bereik(span: Bereik) -> Md:
    """A range: "24–32"; one number when both ends are equal."""
    low, high = getal(span.van), getal(span.tot)
    return low if span.van == span.tot else Md(f"{low}–{high}")


LABELS: Mapping[type[Keuze], Mapping[Any, str]] = MappingProxyType(
    {
        PartnerSoort: {
            PartnerSoort.MBO: "mbo-instelling",
            PartnerSoort.VO: "school voor voortgezet onderwijs",
            PartnerSoort.PRO: "school voor praktijkonderwijs",
            PartnerSoort.VSO: "school voor voortgezet speciaal onderwijs",
            PartnerSoort.ZORG: "zorgorganisatie",
            PartnerSoort.SOCIAAL_DOMEIN: "organisatie in het sociaal domein",
            PartnerSoort.VEILIGHEID: "organisatie voor veiligheid",
            PartnerSoort.UWV: "UWV",
            PartnerSoort.RIJK: "Rijk",
            PartnerSoort.OVERIG: "andere organisatie",
        },
        Partij: {
            Partij.MBO: "mbo-instellingen",
            Partij.VSO: "voortgezet speciaal onderwijs",
            Partij.VO: "voortgezet onderwijs",
            Partij.BEGELEIDING: "begeleidingsorganisaties",
            Partij.CENTRUMGEMEENTE: "centrumgemeenten",
        },
        Domein: {Domein.SOCIAAL: "sociaal domein"},
        Samenwerkingsvorm: {
            Samenwerkingsvorm.PARAGRAAF_IN_PLAN: "paragraaf in het regionaal plan",
        },
        DoelCode: {
            DoelCode.STARTKWALIFICATIE: "meer jongeren met een startkwalificatie",
            DoelCode.OVERGANG_ARBEIDSMARKT: "een betere overgang van onderwijs naar arbeidsmarkt",
        },
        DoelgroepCode: {
            DoelgroepCode.GEEN_ONDERWIJS: "jongeren die geen onderwijs volgen",
            DoelgroepCode.GEEN_WERK: "jongeren die geen werk hebben",
            DoelgroepCode.GROOT_RISICO: (
                "jongeren die een groot risico lopen geen onderwijs te volgen of geen werk te hebben"
            ),
        },
        Woonplaatsonderscheid: {
            Woonplaatsonderscheid.GEEN: "geen onderscheid",
            Woonplaatsonderscheid.DOORSTROOMPUNTREGIO: "Doorstroompuntregio",
        },
        ReeksSoort: {
            ReeksSoort.VSV_OUD: "nieuwe voortijdig schoolverlaters volgens de oude definitie",
            ReeksSoort.VSV_NIEUW: (
                "nieuwe voortijdig schoolverlaters volgens de nieuwe definitie"
            ),
            ReeksSoort.GEEN_ONDERWIJS_GEEN_WERK: (
                "jongeren die geen onderwijs volgen en niet werken"
            ),
            ReeksSoort.EIGEN: "eigen streefcijfers van de regio",
        },
        Eenheid: {Eenheid.AANTAL: "aantallen", Eenheid.PERCENTAGE: "percentages"},
        Definitie: {Definitie.OUD: "oude definitie", Definitie.NIEUW: "nieuwe definitie"},
        Bronsoort: {
            Bronsoort.SUBSIDIE_CONTACTSCHOOL: "subsidie aan de contactschool",
            Bronsoort.SPECIFIEKE_UITKERING: "specifieke uitkering aan de contactgemeente",
            Bronsoort.OVERIG: "overig budget",
        },
        Herkomst: {
            Herkomst.RESERVE_2021_2025: "reserve uit 2021 tot en met 2025",
            Herkomst.RESERVE_2002_2020: "reserve uit 2002 tot en met 2020",
            Herkomst.EXTRA_RMC: "extra uitkering voor de RMC-functie",
            Herkomst.ANDERS: "andere herkomst",
        },
        MeldingSoort: {
            MeldingSoort.WIJZIGING_PROGRAMMA: "wijziging van het programma",
            MeldingSoort.AANWIJZING_CONTACTGEMEENTE: "aanwijzing van de contactgemeente",
            MeldingSoort.WIJZIGING_CONTACTSCHOOL: "wijziging van de contactschool",
            MeldingSoort.ANDERS: "anders",
        },
    }
)
"""Words for a choice whose own value is not good Dutch; all others are printed as they are."""


def label(choice: Keuze) -> Md:
    """A choice in words, for the middle of a sentence."""
    return Md(LABELS.get(type(choice), {}).get(choice, choice.label))


def _escape(text: str) -> Md:
    return Md(markdown.escape(text))


def _refuse_prose(_text: Prose) -> Md:
    raise RegioplanError(
        "Een sjabloon zet lopende tekst los in het document. Schrijf er `| proza` achter, of in een "
        "tabelcel `| cel`."
    )


PRINTED: Mapping[type, Callable[[Any], Md]] = MappingProxyType(
    {
        Md: lambda text: text,
        Tekst: _escape,
        Prose: _refuse_prose,
        Keuze: label,
        str: _escape,
        bool: lambda yes: Md("ja" if yes else "nee"),
        int: getal,
        Decimal: getal,
        date: datum,
        Bereik: _bereik,
        NoneType: lambda _none: NTB,
        Undefined: lambda unknown: Md(str(unknown)),  # raises, as StrictUndefined is meant to
    }
)
"""Type → how `{{ … }}` prints it. A type that is not here cannot be printed."""


def show(value: Any) -> Md:
    """A value as Markdown, by its type.

    Raises:
        RegioplanError: a template prints what has no form in a sentence, such as a list.
    """
    for kind in type(value).__mro__:
        printer = PRINTED.get(kind)
        if printer is not None:
            return printer(value)
    raise RegioplanError(f"Een sjabloon zet een {type(value).__name__} los in het document.")


# ------------------------------------------------------------------ filters and tests of the templates


def proza(text: Prose | str | None) -> Md:
    """Running text as blocks; nothing for an absent one."""
    return Md(markdown.prose_to_markdown(text) if text else "")


def tekst(node: Node, key: str) -> Md:
    """A field with running text as blocks: n.t.b. where that was typed, nothing for an absent one."""
    return NTB if key in node.ntb else proza(getattr(node, key))


def tabel(rows: str) -> Md:
    """A table without the white lines that a template leaves between its rows."""
    return Md("".join(f"{row}\n" for row in rows.split("\n") if row.strip()))


def beknopt(rows: str) -> Md:
    """A table, as `tabel`, without the columns (but the first) in which no row says anything."""
    cells = [_BORDER.split(row.strip())[1:-1] for row in rows.split("\n") if row.strip()]
    header, line, *body = cells
    keep = [
        position
        for position in range(len(header))
        if position == 0 or any(row[position].strip() not in ("", LEEG) for row in body)
    ]
    return Md("".join(f"|{'|'.join(row[i] for i in keep)}|\n" for row in (header, line, *body)))


_BORDER = re.compile(r"(?<!\\)\|")  # an escaped bar is text


def cel(value: Any) -> Md:
    """A value in a table cell or a line: running text on one line, a list as an enumeration."""
    if value is None:
        return Md("")
    if isinstance(value, Prose):
        return Md(markdown.prose_to_inline(value))
    if isinstance(value, tuple | list):
        return opsomming(value)
    return show(value)


def opsomming(values: Iterable[Any]) -> Md:
    """An enumeration in a sentence: "a, b en c"."""
    shown = [show(value) for value in values]
    *rest, last = shown or [Md("")]
    return Md(f"{', '.join(rest)} en {last}" if rest else last)


def regels(values: Iterable[Any]) -> Md:
    """What there is of these, each on a line of its own within one cell."""
    return Md("<br>".join(filter(None, (cel(value) for value in values))))


def veld(node: Node, key: str, leeg: str = LEEG) -> Md:
    """A field in a table cell: its value, n.t.b. where that was typed, a dash where nothing was said."""
    if key in node.ntb:
        return NTB
    return cel(getattr(node, key)) or Md(leeg)


def te_tonen(node: Node, key: str) -> bool:
    """Whether there is something to show: a value, or an explicit n.t.b."""
    value = getattr(node, key)
    return key in node.ntb or not (value is None or value in ((), ""))


def hoofdletter(text: Any) -> Md:
    """With a capital at the start, for a cell or a sentence."""
    shown = cel(text)
    return Md(shown[:1].upper() + shown[1:])


_TELWOORDEN = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()


def hoeveel(number: int, single: str, plural: str) -> Md:
    """A count with its noun: "één maatregel", "drie maatregelen", "25 maatregelen"."""
    word = _TELWOORDEN[number] if number < len(_TELWOORDEN) else getal(number)
    return Md(f"{word} {single if number == 1 else plural}")


def inspring(text: Md, width: int) -> Md:
    """With every line but the first indented, for text within a list item."""
    return Md(markdown.indent_lines(text, " " * width))


def naar(target: str) -> Md:
    """A reference to an item or chapter, with computed words."""
    return Md(f"[](#{target})")


@pass_context
def naam(context: Context, target: str) -> Md:
    """The words of an item, without a link: for the names of partners, which stand everywhere."""
    return _escape(context["woorden"][target].text)


@pass_context
def namen(context: Context, targets: Iterable[str]) -> Md:
    """The words of several items, as an enumeration."""
    return opsomming(naam(context, target) for target in targets)


def webadres(address: str) -> Md:
    """An address between < and >, for `[woorden](…)` in a cell too."""
    return Md("<" + address.replace("|", "%7C").replace("\\", "%5C") + ">")


def leeftijd(node: Node) -> Md:
    """The age of those who take part: "12 tot 27 jaar" (27 itself not); nothing when nothing was said.

    The node has `leeftijd_vanaf` and `leeftijd_tot`.
    """
    low, high = (
        veld(node, key, leeg="") for key in ("leeftijd_vanaf", "leeftijd_tot")
    )
    if not low and not high:
        return Md("")
    if not high:
        return Md(f"vanaf {low} jaar")
    return Md(f"{low} tot {high} jaar".lstrip())


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        f.__name__: f
        for f in (
            proza,
            tekst,
            tabel,
            beknopt,
            cel,
            opsomming,
            regels,
            veld,
            hoofdletter,
            inspring,
            naar,
            naam,
            namen,
            webadres,
            leeftijd,
            euro,
        )
    }
)
"""What a template may write behind a `|`, besides Jinja's own."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which what a template has put together (a macro, a block) is Markdown already."""

    concat = staticmethod(lambda parts: Md("".join(parts)))  # type: ignore[assignment]  # as NativeEnvironment does


def environment(loader: BaseLoader) -> Environment:
    """The Jinja environment of the chapters, with templates from a loader."""
    templates = _Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701  # Markdown, not HTML: `finalize` escapes, by type
        finalize=show,
    )
    templates.filters.update(FILTERS)
    templates.tests["te_tonen"] = te_tonen
    templates.globals.update(ntb=NTB, hoeveel=hoeveel)
    return templates


@cache
def _own_environment() -> Environment:
    """The environment with regioplan's own templates, compiled once."""
    return environment(FunctionLoader(_own_template))


def _own_template(name: str) -> str | None:
    """The text of one of regioplan's own templates, or None when there is none of that name."""
    file = resources.templates() / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


# ------------------------------------------------------------------ what templates are given


def _values(
    programma: Programma, uitkomst: Uitkomst, norms: Sequence[Norm], *, forced: bool
) -> dict[str, Any]:
    """The variables of the templates: the parts of the programme, and what was computed from them."""
    partners = programma.partners
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
        "geld": _money(programma),
        "mist": {m.id: _missing(m) for m in programma.maatregelen},
        "rondes": partners.ondertekening,
        "te_tekenen": _yet_to_sign(programma),
        "punten": _points(programma, uitkomst, norms, forced=forced),
        "uitleg": tuple((s.finding, s.reason) for s in uitkomst.suppressed),
        "fouten": sum(f.severity is Severity.FOUT for f in uitkomst.findings) if forced else 0,
        "concept": programma.blad.status is Status.CONCEPT,
        "gedwongen": forced,
    }


def _names(programma: Programma) -> dict[str, Words]:
    """The words of a reference to each item of the programme."""
    names: dict[str, Words] = {}
    for id_, item in programma.items.items():
        words = words_of(item)
        if item.soort == "thema":
            words = Words(_theme_word(programma).lower(), numbered=True)
        names[id_] = words if words.text else Words("n.t.b.")
    return names


def _theme_word(programma: Programma) -> str:
    """What the region calls a theme."""
    return programma.blad.themawoord or "Thema"


def _region_name(programma: Programma) -> str:
    """The region's name as typed, else the official one of its number, else n.t.b."""
    regio = programma.regio
    official = reference.region(regio.nummer)
    return regio.naam or (official.naam if official else "n.t.b.")


def _properties(programma: Programma, provenance: Provenance) -> Properties:
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
    """The rows and columns of a series; a demanded period that is absent is a row without values."""
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
    ("aanvulling op gemeentelijke taken", lambda m: _adds(m, "op_gemeentelijke_taken")),
    ("aanvulling op onderwijstaken", lambda m: _adds(m, "op_onderwijstaken")),
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


def _adds(maatregel: Maatregel, key: str) -> bool:
    return maatregel.aanvullend is not None and bool(getattr(maatregel.aanvullend, key))


def _missing(maatregel: Maatregel) -> tuple[str, ...]:
    """What a measure has yet to say, in words: what is asked and absent, and every n.t.b."""
    asked = (words for words, said in _GEVRAAGD if not said(maatregel))
    parts = (maatregel, maatregel.evaluatie, maatregel.aanvullend, maatregel.planning)
    open_ = (_VELDWOORDEN[key] for part in parts if part for key in sorted(part.ntb))
    return tuple(dict.fromkeys((*asked, *open_)))


# ------------------------------------------------------------------ money


@dataclass(frozen=True, slots=True)
class Bedragen:
    """Amounts per year in euros; `open` are the years whose amount is n.t.b."""

    per_jaar: Mapping[int, Decimal]
    open: frozenset[int] = frozenset()
    onbekend: bool = False  # nothing was said at all

    @classmethod
    def of(cls, amounts: PerJaar | None) -> Bedragen:
        """The amounts that a line has."""
        if amounts is None:
            return cls({}, onbekend=True)
        return cls(dict(amounts.jaren), frozenset(map(int, amounts.ntb)))

    @property
    def totaal(self) -> Decimal | None:
        """The sum of the known amounts, or None when none is known."""
        return sum(self.per_jaar.values(), Decimal(0)) if self.per_jaar else None

    def cellen(self, jaren: Sequence[int]) -> Md:
        """The cells of a table row: one per year, and the total."""
        total = self.totaal
        return Md(
            " | ".join(
                (*(self._cell(jaar) for jaar in jaren), NTB if total is None else euro(total))
            )
        )

    def _cell(self, jaar: int) -> Md:
        if jaar in self.per_jaar:
            return euro(self.per_jaar[jaar])
        return NTB if jaar in self.open else LEEG


def _sum(parts: Iterable[Bedragen]) -> Bedragen:
    """The known amounts added up, year by year; what is n.t.b. does not count."""
    total: dict[int, Decimal] = {}
    for part in parts:
        for jaar, amount in part.per_jaar.items():
            total[jaar] = total.get(jaar, Decimal(0)) + amount
    return Bedragen(total)


def _minus(left: Bedragen, right: Bedragen) -> Bedragen:
    years = sorted({*left.per_jaar, *right.per_jaar})
    zero = Decimal(0)
    return Bedragen(
        {j: left.per_jaar.get(j, zero) - right.per_jaar.get(j, zero) for j in years}
    )


@dataclass(frozen=True, slots=True)
class Groep:
    """The budget of one measure (or of what names none): its lines, and their sum."""

    maatregel: str | None
    regels: tuple[tuple[Begrotingsregel, Bedragen], ...]
    samen: Bedragen


@dataclass(frozen=True, slots=True)
class Geld:
    """The money of the programme, summed."""

    jaren: tuple[int, ...]
    bronnen: tuple[tuple[Financieringsbron, Bedragen], ...]
    groepen: tuple[Groep, ...]  # in printed order of the measures
    kosten: tuple[tuple[Kostenregel, Bedragen], ...]
    beschikbaar: Bedragen
    maatregelen: Bedragen
    algemeen: Bedragen
    verschil: Bedragen
    met_onbekend: bool  # some amount is not known: the sums leave it out
    per_maatregel: Mapping[str, Groep]
    buiten_regeling: frozenset[str]  # measures without money of the subsidy or the uitkering


def _money(programma: Programma) -> Geld:
    """Every sum that the chapters print, each line looked at once."""
    financien = programma.financien
    bronnen = tuple((b, Bedragen.of(b.bedragen)) for b in financien.bronnen)
    kosten = tuple((k, Bedragen.of(k.bedragen)) for k in financien.algemene_kosten)
    groepen = _groups(programma)
    lines = [amounts for groep in groepen for _, amounts in groep.regels]
    every = [*(a for _, a in bronnen), *(a for _, a in kosten), *lines]
    available, general = _sum(a for _, a in bronnen), _sum(a for _, a in kosten)
    spent = _sum(lines)
    per_maatregel = {g.maatregel: g for g in groepen if g.maatregel is not None}
    return Geld(
        jaren=tuple(sorted({j for a in every for j in (*a.per_jaar, *a.open)})),
        bronnen=bronnen,
        groepen=groepen,
        kosten=kosten,
        beschikbaar=available,
        maatregelen=spent,
        algemeen=general,
        verschil=_minus(available, _sum((spent, general))),
        met_onbekend=any(a.open or a.onbekend for a in every),
        per_maatregel=MappingProxyType(per_maatregel),
        buiten_regeling=_outside(programma, financien),
    )


def _groups(programma: Programma) -> tuple[Groep, ...]:
    """The lines of the budget per measure, in printed order; those without a measure last."""
    lines: dict[str | None, list[tuple[Begrotingsregel, Bedragen]]] = {}
    for regel in programma.financien.begroting:
        lines.setdefault(regel.maatregel, []).append((regel, Bedragen.of(regel.bedragen)))
    order: list[str | None] = [*(m.id for m in programma.maatregelen), None]
    return tuple(
        Groep(m, tuple(lines[m]), _sum(a for _, a in lines[m])) for m in order if m in lines
    )


def _outside(programma: Programma, financien: Financien) -> frozenset[str]:
    """The measures that get nothing from the subsidy or the uitkering (Regeling 2.5 lid 1).

    A line whose source or amount is not known yet may still make something a measure.
    """
    if not financien.begroting:
        return frozenset()
    other = {b.id for b in financien.bronnen if b.bronsoort is Bronsoort.OVERIG}
    within = {r.maatregel for r in financien.begroting if r.bron not in other and _may_pay(r)}
    return frozenset(m.id for m in programma.maatregelen if m.id not in within)


def _may_pay(regel: Begrotingsregel) -> bool:
    """Whether a line has, or may yet get, an amount above zero."""
    amounts = Bedragen.of(regel.bedragen)
    return amounts.onbekend or bool(amounts.open) or bool(amounts.totaal)


# ------------------------------------------------------------------ signing and open points

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


@dataclass(frozen=True, slots=True)
class Punt:
    """The findings of one rule, for the annex: what is to be done, about what, and on which ground."""

    teksten: tuple[str, ...]
    bij: tuple[str, ...]  # ids of items and chapters; empty where the texts say it
    alle_maatregelen: bool  # each measure is meant; `bij` then leaves them out
    grond: str


@dataclass(frozen=True, slots=True)
class Puntengroep:
    """The points of one severity."""

    ernst: Severity
    punten: tuple[Punt, ...]


_HOOFDSTUK: Mapping[str, str] = MappingProxyType(
    {
        "regio.yaml": "h-regio",
        "partners.yaml": "h-regio",
        "governance.yaml": "h-governance",
        "analyse.yaml": "h-analyse",
        "streefcijfers.yaml": "h-streefcijfers",
        "afspraken.yaml": "h-afspraken",
        "maatregelen.yaml": "h-programma",
        "programmateam.yaml": "h-programmateam",
        "financien.yaml": "h-financien",
    }
)
"""File → the chapter that prints it, for a finding that no item and no norm places."""


def _points(
    programma: Programma, uitkomst: Uitkomst, norms: Sequence[Norm], *, forced: bool
) -> tuple[Puntengroep, ...]:
    """The findings by severity, as long as the programme is not decided on (or was forced)."""
    if programma.blad.status.reaches(Status.VASTGESTELD) and not forced:
        return ()
    owners = dict(_owners(programma))
    by_rule = {rule: norm for norm in norms for rule in norm.rules}
    groups: dict[Severity, dict[tuple[str, str], list[Finding]]] = {}
    for finding in uitkomst.findings:
        same = groups.setdefault(finding.severity, {})
        same.setdefault((finding.rule, _ground(finding)), []).append(finding)
    measures = frozenset(m.id for m in programma.maatregelen)
    return tuple(
        Puntengroep(
            severity,
            tuple(
                _point(found, owners, by_rule.get(rule), measures)
                for (rule, _), found in groups[severity].items()
            ),
        )
        for severity in Severity
        if severity in groups
    )


def _point(
    found: Sequence[Finding],
    owners: Mapping[Hashable, str],
    norm: Norm | None,
    measures: frozenset[str],
) -> Punt:
    """The findings of one rule as one point."""
    texts = _texts(found, norm)
    about = () if len(texts) > 1 else _about(found, owners, norm)
    every = len(measures) > 1 and measures.issubset(about)
    return Punt(
        texts,
        tuple(id_ for id_ in about if not every or id_ not in measures),
        every,
        _ground(found[0]),
    )


def _ground(finding: Finding) -> str:
    return finding.citation.article if finding.citation else ""


def _texts(found: Sequence[Finding], norm: Norm | None) -> tuple[str, ...]:
    """What the findings of one rule say: one says it itself, for several the requirement says it once."""
    reasons = [f"Uitleg van de regio: {f.explanation}" for f in found if f.explanation]
    if len(found) > 1 and norm is not None:
        return (norm.requirement, *reasons)
    return tuple(dict.fromkeys((*(f.message for f in found), *reasons)))


def _about(
    found: Sequence[Finding], owners: Mapping[Hashable, str], norm: Norm | None
) -> tuple[str, ...]:
    """What the findings are about: the item, else the chapter of the norm or of the file."""
    chapter = norm.chapter if norm else ""
    about = (
        owners.get(f.location) or chapter or _HOOFDSTUK.get(f.location.file, "") for f in found
    )
    return tuple(id_ for id_ in dict.fromkeys(about) if id_)


def _owners(programma: Programma) -> Iterator[tuple[Hashable, str]]:
    """Each place in the files at which a finding can stand, with the id of the item that it is in.

    A node comes after the node around it: the innermost item is the last word.
    """
    for blad in programma.bladen.values():
        yield from _places(blad, "")


def _places(node: Node, owner: str) -> Iterator[tuple[Hashable, str]]:
    if node.soort:
        owner = node.id  # type: ignore[attr-defined]  # a kind has an id
    if owner:
        here = [node.location]
        for key, value in node:
            here += [node.where(key), node.key_location(key)]
            if isinstance(value, tuple):
                here += [node.where(key, index) for index in range(len(value))]
        yield from ((at, owner) for at in here)
    for _, value in node:
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Node):
                yield from _places(inner, owner)
