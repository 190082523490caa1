"""A programme that is long and odd, made in memory from the base one: what a layout must bear."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from regioplan import rules
from regioplan.document import compose
from regioplan.loader import load
from regioplan.markdown import Document
from regioplan.provenance import Provenance

BASIS = Path(__file__).parent / "basis"
DAY = date(2026, 3, 2)

MUNICIPALITIES = (
    "Súdwest-Fryslân",
    "’s-Gravenhage",
    "'s-Hertogenbosch",
    "Nuenen, Gerwen en Nederwetten",
    "Bergen (NH.)",
    "Eijsden-Margraten",
    "Krimpen aan den IJssel",
    "Alphen-Chaam",
    "Noardeast-Fryslân",
    "Hendrik-Ido-Ambacht",
    "De Fryske Marren",
    "Gulpen-Wittem",
    "Sint-Michielsgestel",
    "Capelle aan den IJssel",
    "Oude IJsselstreek",
    "Goeree-Overflakkee",
    "Tytsjerksteradiel",
    "Elburg",
    "Ermelo",
    "Harderwijk",
    "Zeewolde",
)
"""Names with all that names of municipalities have: 21, as many as no region has."""

LONG_WORD = "Meervoudigeonderwijsenarbeidsmarktoverstapcoördinatiestelsel"
LONG_NAME = (
    "Stichting Samenwerkingsverband Passend Voortgezet Onderwijs en Voortgezet Speciaal Onderwijs "
    "voor de Regio’s Súdwest-Fryslân, Noardeast-Fryslân en de Waddeneilanden (i.o.)"
)
YEARS = ("2026", "2027", "2028", "2029")
_SOURCES = ("subsidie", "spuk", "reserve")


def _read(name: str) -> Any:
    return yaml.load((BASIS / name).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # safe: all text


def _partners() -> dict[str, Any]:
    """All municipalities, a partner with a very long name, and 25 who sign in two rounds."""
    known = _read("partners.yaml")["partners"]
    cities = {f"Gemeente {name}": name for name in MUNICIPALITIES}
    there = {partner["naam"] for partner in known}
    added = [
        {"id": f"gem-{place}", "naam": name, "soorten": ["gemeente"], "gemeente": city}
        for place, (name, city) in enumerate(cities.items())
        if name not in there
    ]
    added.append(
        {
            "id": "swv-lang",
            "naam": LONG_NAME,
            "rechtspersoon": f"{LONG_NAME}, {LONG_WORD}",
            "soorten": ["vso"],
            "onderwijswetten": ["WEC"],
            "toelichting": f"De stichting voert het {LONG_WORD} uit, ook buiten kantoortijden.",
        }
    )
    partners = [*known, *added]
    who = [partner["id"] for partner in partners][:25]
    blocks = [_signatory(place, id_) for place, id_ in enumerate(["swv-lang", *who[:-1]])]
    return {
        "partners": partners,
        "ondertekening": [
            {"id": "ronde-een", "titel": "De eerste ronde", "ondertekenaars": blocks[:12]},
            {"id": "ronde-twee", "titel": f"De tweede ronde, {LONG_WORD}",
             "ondertekenaars": blocks[12:]},
        ],
    }  # fmt: skip


def _signatory(place: int, partner: str) -> dict[str, Any]:
    """Every third signs on behalf of many, so that the blocks differ in height."""
    block: dict[str, Any] = {
        "partner": partner,
        "functie": "wethouder onderwijs, arbeidsmarkt, jeugd en samenleven",
    }
    if place % 3 == 0:
        block["namens"] = [f"gem-{n}" for n in range(9)]
        block["grond"] = "mandaat"
        block["stuk"] = (
            "mandaatbesluit van 3 december 2025, nummer 2025-000123, en latere besluiten"
        )
    return block


def _themes() -> dict[str, dict[str, Any]]:
    """The themes of the base programme, without words about what is left out here."""
    themes = {f"themas/{path.name}": _read(f"themas/{path.name}") for path in _theme_files()}
    for theme in themes.values():
        theme["tekst"] = f"{theme['titel']}: {LONG_WORD}."
    first = next(iter(themes.values()))["maatregelen"][0]
    first["titel"] = f"{LONG_WORD} voor jongeren uit Nuenen, Gerwen en Nederwetten"
    return themes


def _theme_files() -> list[Path]:
    return sorted((BASIS / "themas").glob("*.yaml"))


def _money(measures: list[str]) -> dict[str, Any]:
    """Three sources and forty lines, each with an amount for every year."""
    money: dict[str, Any] = _read("financien.yaml")
    for source in money["bronnen"]:
        source["bedragen"] = dict.fromkeys(YEARS, "12345678.90")
    money["bronnen"][0]["naam"] = f"Subsidie aan de contactschool voor het {LONG_WORD}"
    money["begroting"] = [
        {
            "id": f"regel-{place}",
            "maatregel": measures[place * len(measures) // 40],
            "post": f"post {place + 1}: begeleiders, ruimte en vervoer",
            "bron": _SOURCES[place % 3],
            "bedragen": {year: f"{(place + 1) * 12_345 + int(year)}.50" for year in YEARS},
            "zekerheid": "exact" if place % 2 else "indicatief",
        }
        for place in range(40)
    ]
    return money


def _tables() -> dict[str, Any]:
    """Nine tables, the largest with a seat for every municipality."""
    governance: dict[str, Any] = _read("governance.yaml")
    board, *rest = governance["tafels"]
    board["leden"] += [
        {"partner": f"gem-{n}", "functie": "wethouder", "hoedanigheid": "lid"} for n in range(17)
    ]
    governance["tafels"] = [
        board,
        *rest,
        *(
            {
                "id": f"tafel-{n}",
                "naam": f"Thematafel {n}: {LONG_WORD}" if n == 6 else f"Thematafel {n}",
                "niveau": "ambtelijk",
                "aard": "tactisch",
                "status": "actief",
                "frequentie": "elke zes weken",
                "voorzitter": {"partner": "swv-lang", "functie": "directeur-bestuurder"},
                "leden": [{"functie": "beleidsadviseur", "partner": "gem-ermelo"}],
                "escaleert_naar": "regiegroep",
            }
            for n in range(4, 10)
        ),
    ]
    return governance


def _cover() -> dict[str, Any]:
    """The programme itself, without its optional chapters."""
    sheet: dict[str, Any] = _read("programma.yaml")
    for key in ("proces", "samenvatting", "leeswijzer", "ambities", "principes", "meldingen"):
        del sheet[key]
    sheet["titel"] = f"{LONG_WORD} in twintig gemeenten en één van ’s-Gravenhage tot Noardeast"
    sheet["status"] = "concept"
    sheet["bijlagen"] = [b for b in sheet["bijlagen"] if b["id"] == "bijlage-cijfers"]
    sheet["mede_namens"] = list(MUNICIPALITIES)
    return sheet


@cache
def long_files() -> dict[str, bytes]:
    """The files of the programme."""
    themes = _themes()
    measures = [m["id"] for theme in themes.values() for m in theme["maatregelen"]]
    region = _read("regio.yaml")
    region["gemeenten"] = [{"naam": name} for name in MUNICIPALITIES]
    region["subregios"] = [{"id": "sub-noord", "naam": "Noord", "gemeenten": MUNICIPALITIES[:9]}]
    files = {
        "programma.yaml": _cover(),
        "regio.yaml": region,
        "partners.yaml": _partners(),
        "governance.yaml": _tables(),
        "analyse.yaml": _read("analyse.yaml"),
        "streefcijfers.yaml": _read("streefcijfers.yaml"),
        "financien.yaml": _money(measures[:-1]),
        **themes,
    }
    return {
        name: yaml.safe_dump(_plain(data), allow_unicode=True, sort_keys=False).encode()
        for name, data in files.items()
    }


def _plain(data: Any) -> Any:
    """The same with lists for tuples: YAML has no others."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, (list, tuple)) else data


@cache
def long_document() -> Document:
    """The document as `render` composes it, on a fixed day and made by a tool of no version."""
    loaded = load(long_files())
    assert loaded.programma is not None
    assert loaded.findings == ()
    uitkomst = rules.check(
        loaded.programma,
        vandaag=DAY,
        suppressions={file: text.suppressions for file, text in loaded.sources.items()},
    )
    return compose(loaded.programma, uitkomst, tuple(rules.norms().values()), Provenance())
