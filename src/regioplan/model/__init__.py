"""The model of a programme: one module per YAML file, and the whole that holds them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from regioplan.markdown import Words
from regioplan.model.afspraken import Afspraak, Afspraken
from regioplan.model.analyse import Analyse
from regioplan.model.base import Blad, Node
from regioplan.model.financien import Financien
from regioplan.model.governance import Governance
from regioplan.model.partners import Partner, Partners, Rol
from regioplan.model.programma import Programmablad, Status
from regioplan.model.programmateam import Programmateam
from regioplan.model.regio import Regio
from regioplan.model.streefcijfers import Streefcijfers
from regioplan.model.themas import Maatregel, Maatregelen, Thema

BLADEN: Mapping[str, type[Blad]] = MappingProxyType(
    {
        "programma.yaml": Programmablad,
        "regio.yaml": Regio,
        "partners.yaml": Partners,
        "governance.yaml": Governance,
        "analyse.yaml": Analyse,
        "streefcijfers.yaml": Streefcijfers,
        "afspraken.yaml": Afspraken,
        "maatregelen.yaml": Maatregelen,
        "programmateam.yaml": Programmateam,
        "financien.yaml": Financien,
    }
)
"""File name → its model. The files of `themas/` are each a `Thema`."""

THEMAMAP = "themas/"
"""The folder with one file per theme."""

WOORDEN: Mapping[str, Words] = MappingProxyType(
    {
        "thema": Words("thema", numbered=True),
        "maatregel": Words("maatregel", numbered=True),
        "onderdeel": Words("maatregel", numbered=True),
        "bijlage": Words("bijlage", numbered=True),
        "partner": Words("{naam}"),
        "tafel": Words("{naam}"),
        "doel": Words("doel ‘{titel}’"),
        "ambitie": Words("de ambitie"),
        "principe": Words("{titel}"),
        "bevinding": Words("{titel}"),
        "bron": Words("{titel}"),
        "reeks": Words("streefcijfers ‘{titel}’"),
        "afspraak": Words("afspraak ‘{titel}’"),
        "rol": Words("{functie}"),
        "financieringsbron": Words("{naam}"),
        "begrotingsregel": Words("de begroting"),
        "kostenregel": Words("de algemene kosten"),
        "arbeidsmarktregio": Words("arbeidsmarktregio {naam}"),
        "subregio": Words("subregio {naam}"),
        "ronde": Words("ondertekening"),
    }
)
"""Kind of item → the words of a reference to it; `{naam}` is the item's own field."""


HOOFDSTUKKEN: Mapping[str, str] = MappingProxyType(
    {
        "h-leeswijzer": "de leeswijzer",
        "h-samenvatting": "de samenvatting",
        "h-proces": "het hoofdstuk over het proces",
        "h-regio": "het hoofdstuk over de regio en de partners",
        "h-governance": "het hoofdstuk over de governance",
        "h-analyse": "de regionale analyse",
        "h-streefcijfers": "de streefcijfers",
        "h-programma": "het programma",
        "h-afspraken": "de afspraken",
        "h-programmateam": "het hoofdstuk over het programmateam",
        "h-financien": "het hoofdstuk over de financiën",
        "h-ondertekening": "de ondertekening",
        "h-bijlagen": "de bijlagen",
    }
)
"""The chapters to which prose may refer → the words where a document does not have the chapter."""


class Onleesbaar(Exception):  # noqa: N818  # the name is decided: what it says is a state
    """A part of the programme was asked for whose file is not readable.

    The engine catches it and books the rule as skipped: no rule judges a file with a typo in it.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


B = TypeVar("B", bound=Blad)


def _in_order(file: str) -> list[tuple[str, int]]:
    """How files are ordered by name: a number in it counts as a number."""
    return [(rest, int(part or 0)) for rest, part in re.findall(r"(\D*)(\d*)", file)]


@dataclass(frozen=True)
class Programma:
    """A whole programme: every file that was read, as a model.

    `bladen` holds the files that could be read; `onleesbaar` the names of those that have a finding
    of syntax, shape or reference: reading one raises `Onleesbaar`. An absent file is an empty part.
    """

    bladen: Mapping[str, Blad]
    onleesbaar: frozenset[str] = field(default=frozenset())

    def _blad(self, file: str, kind: type[B]) -> B:
        if file in self.onleesbaar:
            raise Onleesbaar(file)
        blad = self.bladen.get(file)
        return blad if isinstance(blad, kind) else kind.empty()

    @property
    def blad(self) -> Programmablad:
        """programma.yaml."""
        return self._blad("programma.yaml", Programmablad)

    @property
    def regio(self) -> Regio:
        """regio.yaml."""
        return self._blad("regio.yaml", Regio)

    @property
    def partners(self) -> Partners:
        """partners.yaml."""
        return self._blad("partners.yaml", Partners)

    @property
    def governance(self) -> Governance:
        """governance.yaml."""
        return self._blad("governance.yaml", Governance)

    @property
    def analyse(self) -> Analyse:
        """analyse.yaml."""
        return self._blad("analyse.yaml", Analyse)

    @property
    def streefcijfers(self) -> Streefcijfers:
        """streefcijfers.yaml."""
        return self._blad("streefcijfers.yaml", Streefcijfers)

    @property
    def afspraken(self) -> Afspraken:
        """afspraken.yaml."""
        return self._blad("afspraken.yaml", Afspraken)

    @property
    def programmateam(self) -> Programmateam:
        """programmateam.yaml."""
        return self._blad("programmateam.yaml", Programmateam)

    @property
    def financien(self) -> Financien:
        """financien.yaml."""
        return self._blad("financien.yaml", Financien)

    @property
    def themas(self) -> tuple[Thema, ...]:
        """The themes, in order of file name, 2 before 10; none for a region with only measures."""
        for file in sorted(self.onleesbaar):
            if file.startswith(THEMAMAP):
                raise Onleesbaar(file)
        names = sorted(self.bladen, key=_in_order)
        return tuple(b for b in map(self.bladen.__getitem__, names) if isinstance(b, Thema))

    @property
    def losse_maatregelen(self) -> Maatregelen:
        """maatregelen.yaml, of a region without themes."""
        return self._blad("maatregelen.yaml", Maatregelen)

    @property
    def maatregelen(self) -> tuple[Maatregel, ...]:
        """All measures, in printed order."""
        return (
            *(m for thema in self.themas for m in thema.maatregelen),
            *self.losse_maatregelen.maatregelen,
        )

    def met_rol(self, rol: Rol) -> tuple[Partner, ...]:
        """The partners with a role."""
        return tuple(p for p in self.partners.partners if rol in p.rollen)

    @cached_property
    def items(self) -> Mapping[str, Node]:
        """Every item with an id in the files that could be read: id → item, the first of equals."""
        found: dict[str, Node] = {}
        for node in self.nodes():
            if node.soort:
                found.setdefault(node.id, node)  # type: ignore[attr-defined]  # a kind has an id
        return MappingProxyType(found)

    def nodes(self) -> Iterator[Node]:
        """Every node of every file that could be read, file by file in order of name."""
        for name in sorted(self.bladen):
            yield from self.bladen[name].nodes()


def words_of(item: Node) -> Words:
    """The words of a reference to an item, from the visible table above."""
    words = WOORDEN[item.soort]
    if "{" not in words.text:
        return words
    values = {k: v for k, v in vars(item).items() if isinstance(v, str)}
    for key in ("naam", "titel", "functie"):
        if "{" + key + "}" in words.text:
            return Words(
                words.text.replace("{" + key + "}", values.get(key, "n.t.b.")), words.numbered
            )
    return words


__all__ = [
    "BLADEN",
    "HOOFDSTUKKEN",
    "THEMAMAP",
    "WOORDEN",
    "Afspraak",
    "Afspraken",
    "Analyse",
    "Blad",
    "Financien",
    "Governance",
    "Maatregel",
    "Maatregelen",
    "Node",
    "Onleesbaar",
    "Partner",
    "Partners",
    "Programma",
    "Programmablad",
    "Programmateam",
    "Regio",
    "Rol",
    "Status",
    "Streefcijfers",
    "Thema",
    "words_of",
]
