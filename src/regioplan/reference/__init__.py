"""Official lists as data: regions, topics, targets, dates, amounts and the requirements of the law.

Each list is a CSV file beside this module, read once and only when somebody asks for it. The
columns are Dutch, and a record's fields are called as its columns.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from regioplan import resources
from regioplan.errors import RegioplanError
from regioplan.findings import Citation, Confidence, Norm

VERSIE_REGELS = "2026-01-01"
"""The law that was read for the register: the consolidated texts in force on this date."""

NIET_GEZIEN = (
    "de opsommingen van bijlage 1 van de Regeling",
    "de bedragen van bijlage 2 en 4",
    "het formulier van bijlage 3",
    "het Besluit van school naar duurzaam werk",
    "de Kaderregeling van na 2017",
)
"""The texts that the register could not be held against: not in the copies that were read."""

# ------------------------------------------------------------------ records


class Gemeente(NamedTuple):
    """A municipality: its official name and its CBS code ("GM0202")."""

    naam: str
    code: str


@dataclass(frozen=True, slots=True)
class Regio:
    """A Doorstroompuntregio of Regeling bijlage 5."""

    nummer: int
    naam: str
    gemeenten: tuple[Gemeente, ...]

    def heeft(self, gemeente: str) -> bool:
        """Whether a municipality, by name (as `municipality` reads it) or code, lies in it."""
        return municipality(gemeente) in self.gemeenten


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A topic on which Regeling 2.4 lid 1 demands afspraken."""

    code: str  # "a" … "i"
    onderwerp: str
    verplichte_elementen: tuple[str, ...]  # what the text of the article names; often empty
    artikel: str
    jci: str
    eis: str  # the requirement in the register: "E01"


@dataclass(frozen=True, slots=True)
class VerplichtStreefcijfer:
    """A target that Regeling 2.3 demands: a series and one of its periods."""

    reeks: str  # "vsv_oud", "vsv_nieuw", "geen_onderwijs_geen_werk"
    periode: str  # a school year "2026/2027", or a calendar year "2026"
    meet: str
    landelijk_maximum: int | None  # a number for the whole country, never a region's ceiling
    artikel: str
    jci: str
    eis: str


@dataclass(frozen=True, slots=True)
class Termijn:
    """A date or period in the law; a month or a year in the law ends here on its last day."""

    id: str
    wat: str
    van: date | None
    tot_en_met: date | None
    jaarlijks: str  # the day or month at which it returns each year: "30 april"
    wie: str
    artikel: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class Bedrag:
    """An amount that the Regeling names; all but Fier's are for the whole country."""

    id: str
    post: str
    bedrag_eur: Decimal
    per: str  # "per jaar", "2026-2029 totaal"
    artikel: str
    opmerking: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of the register of legal requirements, with all its columns."""

    eis: str  # "A01" … "J04"
    groep: str
    artikel: str
    eis_tekst: str  # one sentence in our own words
    kort: str  # the same in at most a dozen words
    zekerheid: Confidence
    ernst: str  # fout, advies, info, geen; or a sentence where the register splits
    controle: str  # what a machine can check
    jci: str  # address of the text; "" where no law says it
    hoofdstuk: str  # id of the chapter that answers it, or ""
    versie: str  # of the text that was read
    elders: str  # where or when it is asked, if not in the programme: "bij de aanvraag"
    regio: int | None  # the only region of which it is asked


# ------------------------------------------------------------------ lists


@cache
def regions() -> Mapping[int, Regio]:
    """The forty regions by number; there is no 14."""
    names: dict[int, str] = {}
    members: dict[int, list[Gemeente]] = {}
    for row in _rows("doorstroompuntregios"):
        number = int(row["regio_nr"])
        names[number] = row["regio"]
        members.setdefault(number, []).append(Gemeente(row["gemeente"], row["gemeentecode"]))
    return MappingProxyType(
        {number: Regio(number, names[number], tuple(members[number])) for number in names}
    )


@cache
def topics() -> Mapping[str, Onderwerp]:
    """The nine mandatory topics of afspraken, by letter."""
    return _keyed(
        "afspraken_onderwerpen",
        lambda row: Onderwerp(
            code=row["code"],
            onderwerp=row["onderwerp"],
            verplichte_elementen=_parts(row["verplichte_elementen"]),
            artikel=row["artikel"],
            jci=row["jci"],
            eis=row["eis"],
        ),
    )


@cache
def targets() -> tuple[VerplichtStreefcijfer, ...]:
    """The nine mandatory targets, in the order of Regeling 2.3."""
    return tuple(
        VerplichtStreefcijfer(
            reeks=row["reeks"],
            periode=row["periode"],
            meet=row["meet"],
            landelijk_maximum=int(row["landelijk_maximum"]) if row["landelijk_maximum"] else None,
            artikel=row["artikel"],
            jci=row["jci"],
            eis=row["eis"],
        )
        for row in _rows("streefcijfers_verplicht")
    )


@cache
def dates() -> Mapping[str, Termijn]:
    """Dates and periods in the law by id: "looptijd", "aanvraag-1", "effectrapportage", …"""
    return _keyed(
        "data_termijnen",
        lambda row: Termijn(
            id=row["id"],
            wat=row["wat"],
            van=_day(row["van"]),
            tot_en_met=_day(row["tot_en_met"]),
            jaarlijks=row["jaarlijks"],
            wie=row["wie"],
            artikel=row["artikel"],
            opmerking=row["opmerking"],
        ),
    )


@cache
def amounts() -> Mapping[str, Bedrag]:
    """Amounts that the Regeling names, in euros, by id: "subsidieplafond", "fier", …"""
    return _keyed(
        "bedragen_landelijk",
        lambda row: Bedrag(
            id=row["id"],
            post=row["post"],
            bedrag_eur=Decimal(row["bedrag_eur"]),
            per=row["per"],
            artikel=row["artikel"],
            opmerking=row["opmerking"],
        ),
    )


@cache
def requirements() -> Mapping[str, Requirement]:
    """The register of legal requirements, in its own order."""
    return _keyed(
        "eisen",
        lambda row: Requirement(
            eis=row["eis"],
            groep=row["groep"],
            artikel=row["artikel"],
            eis_tekst=row["eis_tekst"],
            kort=row["kort"],
            zekerheid=Confidence(row["zekerheid"]),
            ernst=row["ernst"],
            controle=row["controle"],
            jci=row["jci"],
            hoofdstuk=row["hoofdstuk"],
            versie=row["versie"],
            elders=row["elders"],
            regio=int(row["regio"]) if row["regio"] else None,
        ),
    )


def requirement(eis: str) -> Requirement:
    """One requirement of the register.

    Raises:
        RegioplanError: the register has no such requirement.
    """
    try:
        return requirements()[eis]
    except KeyError:
        message = f"Het register kent geen eis “{eis}”."
        raise RegioplanError(message) from None


@cache
def norms() -> Mapping[str, Norm]:
    """The register as norms, in its own order; `rules` is filled in by the rules package."""
    return MappingProxyType({eis: _norm(found) for eis, found in requirements().items()})


# ------------------------------------------------------------------ names


def normalise(name: str) -> str:
    """The form in which names are compared: nobody reads it.

    Case, the kind of apostrophe or hyphen, full stops, commas and the amount of white space say
    nothing: bijlage 5 itself writes "Bergen (NH)" for "Bergen (NH.)", and "Nuenen Gerwen en
    Nederwetten" without its comma. Diacritics and hyphens do count.
    """
    composed = unicodedata.normalize("NFC", name).translate(_LOOKALIKES)
    return " ".join(composed.casefold().split())


def municipality(name_or_code: str) -> Gemeente | None:
    """A municipality by its official name in any spelling of `normalise`, or its CBS code.

    "’s-gravenhage", "GM0363" and "0363" are found; "Den Haag" is not (see `suggestions`).
    """
    code = _CODE.fullmatch(name_or_code.strip())
    if code:
        return _by_code().get(f"GM{code[1]}")
    return _by_name().get(normalise(name_or_code))


def region(number_or_name: int | str) -> Regio | None:
    """A region by its number (also as text: "41") or its name in any spelling of `normalise`."""
    wanted = str(number_or_name).strip()
    if re.fullmatch(r"[0-9]{1,3}", wanted):
        return regions().get(int(wanted))
    return _regions_by_name().get(normalise(wanted))


def region_of(name_or_code: str) -> Regio | None:
    """The region in which a municipality lies."""
    found = municipality(name_or_code)
    return _homes().get(found.code) if found else None


def suggestions(name: str) -> tuple[str, ...]:
    """Official names of municipalities that may be meant by one that is not known; best first.

    Tolerant where `municipality` is not: diacritics, hyphens and typing errors, the word "gemeente"
    before the name, and the everyday names of two cities.
    """
    return _close(name, tuple(found.naam for found in _by_code().values()))


def region_suggestions(name: str) -> tuple[str, ...]:
    """Names of regions that may be meant by one that is not known; best first."""
    return _close(name, tuple(found.naam for found in regions().values()))


# ------------------------------------------------------------------ how

Record = TypeVar("Record")

_CODE = re.compile(r"(?:GM)?([0-9]{4})", re.IGNORECASE | re.ASCII)

_LOOKALIKES = str.maketrans(
    dict.fromkeys("’‘ʼ`´′＇", "'")  # what keyboards and word processors make of an apostrophe
    | dict.fromkeys("‐‑‒–—−", "-")
    | {".": "", ",": " "}
)

# Everyday names that no measure of likeness brings to the official one.
_EVERYDAY = {"den haag": "'s-Gravenhage", "den bosch": "'s-Hertogenbosch"}

_MOST = 3  # suggestions in one message: more is a list, not a hint
_LIKENESS = 0.72  # "Sudwest Fryslan" and "Arhnem" are found; "Parijs" finds nothing


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our CSV files, each a mapping of column to text."""
    return csv.DictReader(resources.text(f"reference/{name}.csv").splitlines())


def _keyed(name: str, record: Callable[[dict[str, str]], Record]) -> Mapping[str, Record]:
    """The records of one CSV file by the text in its first column, in the file's order."""
    return MappingProxyType({next(iter(row.values())): record(row) for row in _rows(name)})


def _norm(found: Requirement) -> Norm:
    """A requirement as the norm that reports, the legal annex and `status` show."""
    return Norm(
        id=found.eis,
        citation=Citation(
            article=found.artikel,
            url=found.jci,
            confidence=found.zekerheid,
            version=found.versie,
        ),
        requirement=found.eis_tekst,
        chapter=found.hoofdstuk,
        short=found.kort,
        subject=found.groep.partition(". ")[2],
        elsewhere=found.elders,
        region=found.regio,
    )


def _day(iso: str) -> date | None:
    """A date, or None for an empty cell."""
    return date.fromisoformat(iso) if iso else None


def _parts(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, between semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def _by_code() -> Mapping[str, Gemeente]:
    return {found.code: found for home in regions().values() for found in home.gemeenten}


@cache
def _by_name() -> Mapping[str, Gemeente]:
    return {normalise(found.naam): found for found in _by_code().values()}


@cache
def _homes() -> Mapping[str, Regio]:
    """Each municipality's region, by the municipality's code."""
    return {found.code: home for home in regions().values() for found in home.gemeenten}


@cache
def _regions_by_name() -> Mapping[str, Regio]:
    return {normalise(found.naam): found for found in regions().values()}


def _close(name: str, among: Iterable[str]) -> tuple[str, ...]:
    """The official names most like this one, best first, at most a few."""
    wanted = _bare(name).removeprefix("gemeente ")
    plain = {_bare(official): official for official in among}
    everyday = _EVERYDAY.get(wanted)
    if everyday is not None and everyday in plain.values():
        return (everyday,)
    holds = [official for bare, official in plain.items() if f" {wanted} " in f" {bare} "]
    alike = [plain[bare] for bare in get_close_matches(wanted, plain, n=_MOST, cutoff=_LIKENESS)]
    return tuple(dict.fromkeys(holds + alike))[:_MOST]


def _bare(name: str) -> str:
    """The words of a name without diacritics or signs, for measuring likeness only."""
    decomposed = unicodedata.normalize("NFD", normalise(name))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.replace("'", "")).split())
