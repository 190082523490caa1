"""What a change is: the records that comparing gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What happened; the value is how a reader meets it."""

    TOEGEVOEGD = "toegevoegd"
    VERVALLEN = "vervallen"
    HERNOEMD = "hernoemd"  # another title, name or id
    VERPLAATST = "verplaatst"  # to another theme or measure
    BEDRAG = "bedrag"  # amounts per year
    TEKST = "tekst"  # running text
    GEWIJZIGD = "gewijzigd"  # any other field
    ONDERTEKEND = "ondertekend"
    NIET_MEER_ONDERTEKEND = "niet meer ondertekend"


class Part(StrEnum):
    """What a piece of a changed text is."""

    GELIJK = "gelijk"
    ERBIJ = "erbij"
    WEG = "weg"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a changed text: whole words."""

    deel: Part
    tekst: str


@dataclass(frozen=True, slots=True)
class Jaarbedrag:
    """The amounts of one calendar year, in euros; None where no amount is known."""

    jaar: int
    oud: Decimal | None
    nieuw: Decimal | None
    oud_ntb: bool = False  # it says n.t.b., which is not the same as saying nothing
    nieuw_ntb: bool = False

    @property
    def verschil(self) -> Decimal:
        """New less old, in euros; an amount that is not known counts as none."""
        return (self.nieuw or Decimal(0)) - (self.oud or Decimal(0))


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in words of the programme.

    All text is plain Dutch text as a reader sees it: amounts, dates and names as printed.
    """

    kind: Kind
    hoofdstuk: str  # where it belongs in the document: a key of `diff.HOOFDSTUKKEN`
    soort: str  # kind of item: "maatregel", "partner", "lid", "programma" …
    id: str  # of the item, or of the nearest item around it; "" for the programme itself
    item: str  # the item in words: "maatregel ‘Start & Go’"
    veld: str = ""  # the field in Dutch: "beoogd effect"; "" for the item as a whole
    sleutel: str = ""  # the key in the YAML, from the item on: "planning.van"
    oud: str = ""  # the old value; "" when nothing stood there
    nieuw: str = ""
    jaren: tuple[Jaarbedrag, ...] = ()  # of amounts: each year, also those that stay the same
    verschil: Decimal | None = None  # of amounts in total, or of a number: new less old
    erbij: tuple[str, ...] = ()  # of a list: what was added
    eraf: tuple[str, ...] = ()  # of a list: what was taken away
    woorden: tuple[Segment, ...] = ()  # of running text: the words, old and new
    substantieel: bool = False  # may be substantial (Regeling 3.8 and 4.5); the region judges
    reden: str = ""  # why it may be, as the end of a sentence: "een streefcijfer is gewijzigd"
