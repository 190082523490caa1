"""How things are called in a comparison: items, fields and chapters, in visible tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from regioplan.diff.printing import said
from regioplan.dutch import day
from regioplan.model import Node, Programma
from regioplan.model.financien import Begrotingsregel
from regioplan.model.governance import Lid
from regioplan.model.partners import Ondertekenaar
from regioplan.model.programma import Ambitie, Melding, Versie, Vervolgstap
from regioplan.model.regio import Gemeente, Wijziging
from regioplan.model.streefcijfers import Streefcijfer

HOOFDSTUKKEN: Mapping[str, str] = MappingProxyType(
    {
        "kaft": "Omslag, status en versie",
        "h-leeswijzer": "Leeswijzer",
        "h-samenvatting": "Samenvatting",
        "h-proces": "Proces",
        "h-regio": "Regio en partners",
        "h-governance": "Governance",
        "h-analyse": "Analyse",
        "h-streefcijfers": "Streefcijfers",
        "h-programma": "Doelen en maatregelen",
        "h-afspraken": "Afspraken",
        "h-programmateam": "Programmateam",
        "h-financien": "Financiën",
        "h-ondertekening": "Ondertekening",
        "h-bijlagen": "Bijlagen, versies en meldingen",
        "los": "Andere documenten",
    }
)
"""The chapters in which changes are told, in printed order: anchor → heading."""

_CHAPTER_OF_KIND: Mapping[str, str] = MappingProxyType(
    {
        "thema": "h-programma",
        "maatregel": "h-programma",
        "onderdeel": "h-programma",
        "doel": "h-programma",
        "ambitie": "h-programma",
        "principe": "h-programma",
        "bijlage": "h-bijlagen",
        "partner": "h-regio",
        "subregio": "h-regio",
        "arbeidsmarktregio": "h-regio",
        "tafel": "h-governance",
        "bevinding": "h-analyse",
        "bron": "h-analyse",
        "reeks": "h-streefcijfers",
        "afspraak": "h-afspraken",
        "rol": "h-programmateam",
        "financieringsbron": "h-financien",
        "begrotingsregel": "h-financien",
        "kostenregel": "h-financien",
        "ronde": "h-ondertekening",
    }
)
"""Kind of item → the chapter that prints it."""

_CHAPTER_OF_FILE: Mapping[str, str] = MappingProxyType(
    {
        "Programmablad": "kaft",
        "Regio": "h-regio",
        "Partners": "h-regio",
        "Governance": "h-governance",
        "Analyse": "h-analyse",
        "Streefcijfers": "h-streefcijfers",
        "Afspraken": "h-afspraken",
        "Maatregelen": "h-programma",
        "Programmateam": "h-programmateam",
        "Financien": "h-financien",
    }
)
"""Model of a file → the chapter of its own fields, where the table below does not say another."""

_CHAPTER_OF_KEY: Mapping[str, str] = MappingProxyType(
    {
        "periode": "h-regio",
        "mede_namens": "h-regio",
        "leeswijzer": "h-leeswijzer",
        "samenvatting": "h-samenvatting",
        "proces": "h-proces",
        "doelgroep": "h-programma",
        "doelen": "h-programma",
        "ambities": "h-programma",
        "principes": "h-programma",
        "bijlagen": "h-bijlagen",
        "versies": "h-bijlagen",
        "indiening": "h-bijlagen",
        "meldingen": "h-bijlagen",
        "oplegnotitie": "los",
        "publiekssamenvatting": "los",
        "ondertekening": "h-ondertekening",
    }
)
"""Key of a file → the chapter that prints it."""

_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "tafel": "overleg",
        "rol": "teamrol",
        "kostenregel": "algemene kosten",
    }
)
"""Kind of item → what a reader calls it, where that is another word."""

FILES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Programmablad": ("programma", "het programma"),
        "Regio": ("regio", "de regio"),
        "Partners": ("partners", "de partners"),
        "Governance": ("governance", "de samenwerking"),
        "Analyse": ("analyse", "de analyse"),
        "Streefcijfers": ("streefcijfers", "de streefcijfers"),
        "Afspraken": ("afspraken", "de afspraken"),
        "Maatregelen": ("maatregelen", "de maatregelen"),
        "Programmateam": ("programmateam", "het programmateam"),
        "Financien": ("financien", "de financiën"),
    }
)
"""Model of a file → kind and words for what stands at its top, outside any item."""

MEMBERS: Mapping[type[Node], str] = MappingProxyType(
    {
        Gemeente: "gemeente",
        Wijziging: "wijziging van de regio",
        Lid: "lid",
        Streefcijfer: "streefcijfer",
        Ondertekenaar: "ondertekenaar",
        Versie: "versie",
        Vervolgstap: "vervolgstap van de oplegnotitie",
        Melding: "melding",
    }
)
"""What stands in a list and has no id → what a reader calls it."""

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "id": "id (vaste naam)",
        "kvk": "KvK-nummer",
        "rsin": "RSIN",
        "themawoord": "woord voor thema",
        "tekst_hash": "controlegetal van de tekst",
        "betaald_uit": "betaald uit",
        "beoogd_effect": "beoogd effect",
        "op_onderwijsinstelling": "uitvoering op een school of instelling",
        "onderscheid_woonplaats": "onderscheid naar woonplaats",
        "onderbouwing_onderscheid": "onderbouwing van het onderscheid",
        "op_gemeentelijke_taken": "aanvulling op gemeentelijke taken",
        "op_onderwijstaken": "aanvulling op onderwijstaken",
        "relatie_analyse": "relatie met de analyse",
        "bij_niet_nakomen": "bij niet nakomen",
        "voorzieningen_fier": "voorzieningen van Fier Fryslân",
        "andere_regios": "andere regio’s",
        "wettelijk_doel": "wettelijk doel",
        "mede_namens": "mede namens",
        "risicos": "risico’s",
        "met_entree": "waarde met entree",
        "zonder_entree": "waarde zonder entree",
        "van": "begin",
        "tot_en_met": "einde",
        "telt": "wat de reeks telt",
    }
)
"""Key → the words for it, where the key with spaces is not good Dutch."""


def chapter_of_item(soort: str) -> str:
    """The chapter in which an item of a kind is told."""
    return _CHAPTER_OF_KIND[soort]


def chapter_of_field(file: type[Node], key: str) -> str:
    """The chapter in which a field of a file is told."""
    return _CHAPTER_OF_KEY.get(key, _CHAPTER_OF_FILE[file.__name__])


def field(*keys: str) -> str:
    """A field in Dutch: ("planning", "van") is "planning: begin"."""
    return ": ".join(_FIELDS.get(key, key.replace("_", " ")) for key in keys)


class Names:
    """The words of one programme: its items, by id or as a node."""

    def __init__(self, programma: Programma) -> None:
        self._items = programma.items
        self._theme = (programma.blad.themawoord or "thema").lower()

    def of_reference(self, id_: str) -> str:
        """What a reference prints: the name of what it points to."""
        item = self._items.get(id_)
        if item is None or isinstance(item, Begrotingsregel):  # nothing refers to such a line
            return id_
        return self.title(item)

    def title(self, item: Node) -> str:
        """The item's own name; its id where that is still to be decided."""
        special = _TITLES.get(type(item))
        if special and (words := special(self, item)):
            return words
        for key in ("titel", "naam", "functie", "post", "id"):
            if value := getattr(item, key, None):
                return str(value)
        return "zonder naam"

    def item(self, item: Node) -> str:
        """An item in words: "maatregel ‘Start & Go’"."""
        noun = self._theme if item.soort == "thema" else _NOUNS.get(item.soort, item.soort)
        return f"{noun} ‘{self.title(item)}’"

    def member(self, member: Node) -> str:
        """What stands in a list without an id, in words: "streefcijfer 2026/2027"."""
        return f"{MEMBERS[type(member)]} {_MEMBER_TITLES[type(member)](self, member)}".strip()

    def seat(self, lid: Lid) -> str:
        """Who sits at a table: "wethouder, Gemeente Arnhem"."""
        partner = self.of_reference(lid.partner) if lid.partner else ""
        return ", ".join(filter(None, (partner, lid.functie))) or "n.t.b."

    def signature(self, signer: Ondertekenaar) -> str:
        """When and where somebody signed: "20 januari 2026, Arnhem"; "" when nobody did yet."""
        if signer.datum is None:
            return ""
        return ", ".join(filter(None, (day(signer.datum), signer.plaats)))


def _budget_line(names: Names, line: Begrotingsregel) -> str:
    """A line of the budget has no name: it is called after what it pays, and from what."""
    paid = [names.of_reference(line.maatregel)] if line.maatregel else []
    what = ", ".join([*paid, *filter(None, [line.post])])
    source = f" uit {names.of_reference(line.bron)}" if line.bron else ""
    return f"{what}{source}" if what else ""


_WORDS = 6
"""Of an ambition, which has no title: so many of its first words."""


def _ambition(_names: Names, item: Ambitie) -> str:
    words = (item.tekst or "").split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


_TITLES: Mapping[type[Node], Callable[..., str]] = MappingProxyType(
    {Begrotingsregel: _budget_line, Ambitie: _ambition}
)
"""Items without a name of their own → how they are called."""

_MEMBER_TITLES: Mapping[type[Node], Callable[..., str]] = MappingProxyType(
    {
        Gemeente: lambda _, each: str(each.naam),
        Wijziging: lambda _, each: f"van {said(each.datum)}" if each.datum else "zonder datum",
        Lid: lambda names, each: f"‘{names.seat(each)}’",
        Streefcijfer: lambda _, each: str(each.periode),
        Ondertekenaar: lambda names, each: f"‘{names.of_reference(each.partner)}’",
        Versie: lambda _, each: str(each.versie),
        Vervolgstap: lambda _, each: f"‘{each.wat or 'n.t.b.'}’",
        Melding: lambda _, each: (
            f"‘{each.onderwerp.label}’" + (f" van {said(each.datum)}" if each.datum else "")
        ),
    }
)
"""Members of lists → how they are called."""
