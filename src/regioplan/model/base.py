"""The ground under the model: `Node`, which knows where it stands, and types with one grammar each.

Every YAML scalar arrives as text. A type here says in one place what text it takes, what it
becomes, and, in one Dutch sentence, what is expected; its JSON Schema accepts what an editor,
which reads YAML with types, makes of the same text.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from regioplan import markdown, source
from regioplan.source import Location

NTB = "n.t.b."
"""What stands in the YAML for a value that is still to be decided."""

NOWHERE = Location("programma.yaml")
"""Where a part stands that has no file: its absence is noticed at the programme's first line."""


# ------------------------------------------------------------------ types with one grammar each


class Grammar:
    """A pydantic annotation: text in, value out, a Dutch sentence when the text does not fit."""

    def __init__(self, parse: Callable[[str], Any], expected: str, schema: dict[str, Any]) -> None:
        self.parse, self.expected, self.schema = parse, expected, schema

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(self.schema)

    def validate(self, value: Any) -> Any:
        """Read the text, or say in Dutch what belongs here."""
        if isinstance(value, str):
            try:
                return self.parse(value)
            except PydanticCustomError:
                raise  # a ValueError too, but one that already says what it has to say
            except ValueError as error:
                reason = str(error)
                raise PydanticCustomError(
                    "grammatica", "{reden}", {"reden": reason or f"Hier hoort {self.expected}."}
                ) from None
        if isinstance(value, dict | list):
            kind = "een lijst" if isinstance(value, list) else "een blok met sleutels"
            raise PydanticCustomError(
                "grammatica", "{reden}", {"reden": f"Hier hoort {self.expected}, niet {kind}."}
            )
        return value  # a value made in Python, already of its type


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class _Text(str):
    """What users write: an editor may read it as a number or a boolean, we read it as text."""

    __slots__ = ()

    expected: ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take the text, or raise with a Dutch sentence."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _s: Any, _h: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            Grammar(cls.parse, cls.expected, {}).validate
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "number", "boolean"]}


class Tekst(_Text):
    """One line of plain text: a name, a title, a cell. It is printed exactly as typed."""

    __slots__ = ()

    expected = "één regel tekst"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take one line; surrounding space is not meant."""
        line = text.strip()
        if _CONTROL.search(line):
            raise ValueError(
                "Hier hoort één regel tekst. Zet de tekst op één regel, zonder tab of nieuwe regel."
            )
        return cls(line)


class Prose(_Text):
    """Running text in regioplan-Markdown: paragraphs, emphasis, lists, links and notes."""

    __slots__ = ()

    expected = "tekst"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take the text; a heading or a picture in it is a fault at its own line."""
        faults = markdown.check_prose(text)
        if faults:
            raise PydanticCustomError(
                "proza",
                "{reden}",
                {"reden": faults[0].message, "fouten": [(f.line, f.message) for f in faults]},
            )
        return cls(text.rstrip("\n"))


_ID = re.compile(r"[a-z][a-z0-9-]{0,34}\Z")


def _id(text: str) -> str:
    if not _ID.match(text):
        raise ValueError(
            f"‘{text}’ kan geen id zijn. Een id begint met een kleine letter en bestaat uit "
            "kleine letters, "
            "cijfers en streepjes, samen hoogstens 35 tekens; bijvoorbeeld ‘start-en-go’."
        )
    if text.startswith("h-"):
        raise ValueError(
            f"‘{text}’ kan geen id zijn: ‘h-’ is voor hoofdstukken. Kies een ander begin."
        )
    return str(text)


Id = Annotated[
    str,
    Grammar(_id, "een id", {"type": "string", "pattern": r"^(?!h-)[a-z][a-z0-9-]{0,34}$"}),
]
"""The stable name of an item; unique in the whole programme; never printed."""


@dataclass(frozen=True, slots=True)
class Naar:
    """Marks a field as a reference: the value is the id of an item of one of these kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


def _bedrag(text: str) -> Decimal:
    if not re.fullmatch(r"\d{1,12}(\.\d{2})?", text):
        raise ValueError(
            f"‘{text}’ is geen bedrag. Schrijf hele euro's of euro's met twee cijfers achter "
            "een punt, zonder "
            "euroteken en zonder punten tussen duizendtallen; bijvoorbeeld 2265813 of 2265813.50."
        )
    return Decimal(text)


Bedrag = Annotated[
    Decimal,
    Grammar(
        _bedrag,
        "een bedrag in euro's, zoals 80000 of 80000.50",
        {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": r"^\d{1,12}(\.\d{2})?$"},
            ]
        },
    ),
]
"""Exact euros: `2265813` or `2265813.50`."""


def _datum(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(
            f"‘{text}’ is geen datum. Schrijf jaar-maand-dag met streepjes, bijvoorbeeld "
            "2026-12-31."
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"‘{text}’ bestaat niet op de kalender. Schrijf jaar-maand-dag.") from None


Datum = Annotated[
    date,
    Grammar(
        _datum,
        "een datum, zoals 2026-12-31",
        {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    ),
]
"""An ISO date: `2026-12-31`."""


def _janee(text: str) -> bool:
    if text not in ("ja", "nee"):
        raise ValueError(f"‘{text}’ kan hier niet. Schrijf ja of nee, in kleine letters.")
    return text == "ja"


JaNee = Annotated[bool, Grammar(_janee, "ja of nee", {"enum": ["ja", "nee"]})]
"""`ja` or `nee`."""


def _geheel(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise ValueError(
            f"‘{text}’ is geen heel getal. Schrijf alleen cijfers, zonder punt of komma; "
            "bijvoorbeeld 1250."
        )
    return int(text)


Geheel = Annotated[
    int,
    Grammar(
        _geheel,
        "een heel getal",
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^\d{1,9}$"},
            ]
        },
    ),
]
"""A whole number, not negative."""


def _getal(text: str) -> Decimal:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
        raise ValueError(
            f"‘{text}’ is geen getal. Schrijf cijfers zonder punt tussen duizendtallen, "
            "met een punt voor hoogstens twee decimalen; bijvoorbeeld 1250 of 3.1."
        )
    return Decimal(text)


Getal = Annotated[
    Decimal,
    Grammar(
        _getal,
        "een getal, zoals 412 of 3.1",
        {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,2})?$"},
            ]
        },
    ),
]
"""A number, not negative, with at most two decimals behind a point: `1.250` might be 1250."""


class Schooljaar(str):
    """A school year, `2026/2027`."""

    __slots__ = ()


class Kalenderjaar(str):
    """A calendar year, `2026`."""

    __slots__ = ()


def _tijdvak(text: str) -> Schooljaar | Kalenderjaar:
    if re.fullmatch(r"20\d\d", text):
        return Kalenderjaar(text)
    if (m := re.fullmatch(r"(20\d\d)/(20\d\d)", text)) and int(m[2]) == int(m[1]) + 1:
        return Schooljaar(text)
    raise ValueError(
        f"‘{text}’ is geen jaar. Schrijf een studiejaar als 2026/2027 of een kalenderjaar als 2026."
    )


Tijdvak = Annotated[
    Schooljaar | Kalenderjaar,
    Grammar(
        _tijdvak,
        "een studiejaar als 2026/2027 of een kalenderjaar als 2026",
        {
            "anyOf": [
                {"type": "integer", "minimum": 2000, "maximum": 2099},
                {"type": "string", "pattern": r"^20\d\d(/20\d\d)?$"},
            ]
        },
    ),
]
"""A school year (`2026/2027`) or a calendar year (`2026`): types of their own."""


@dataclass(frozen=True, slots=True)
class Bereik:
    """A number or a range of numbers: 8, or 24 to 32."""

    van: Decimal
    tot: Decimal


def _bereik(text: str) -> Bereik:
    if m := re.fullmatch(r"(\d{1,4}(?:\.\d)?)(?:\s*[-–]\s*(\d{1,4}(?:\.\d)?))?", text):
        low, high = Decimal(m[1]), Decimal(m[2] or m[1])
        if low <= high:
            return Bereik(low, high)
    raise ValueError(
        f"‘{text}’ kan hier niet. Schrijf een getal (8) of een bereik van laag naar hoog (24-32)."
    )


Uren = Annotated[
    Bereik,
    Grammar(
        _bereik,
        "een aantal uren (8) of een bereik (24-32)",
        {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": r"^\d{1,4}(\.\d)?(\s*[-–]\s*\d{1,4}(\.\d)?)?$"},
            ]
        },
    ),
]
"""Hours: `8`, or a range `24-32`."""


def _webadres(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+\.[^\s<>\"]+", text):
        raise ValueError(
            f"‘{text}’ is geen webadres. Een webadres begint met https:// en bevat geen spaties."
        )
    return str(text)


Webadres = Annotated[
    str,
    Grammar(_webadres, "een webadres", {"type": "string", "pattern": r"^https?://\S+$"}),
]
"""An address on the web: `https://…`."""


class Keuze(StrEnum):
    """A fixed list of values. What is printed is the value with spaces for underscores."""

    @property
    def label(self) -> str:
        """The value in words, for a reader."""
        return self.value.replace("_", " ")


# ------------------------------------------------------------------ nodes


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node, its keys, their values and the items of their lists stand."""

    here: Location
    keys: dict[str, Location]
    values: dict[str, Location]
    items: dict[str, tuple[Location, ...]]
    texts: dict[str, Location]  # of a `|` block: where its first line of text stands


_NO_MARK = Mark(NOWHERE, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a programme, and whether something is missing there (gap) or wrong (at)."""

    kind: Literal["gap", "at"]
    location: Location
    node: Node
    key: str = ""
    index: int | None = None


class Node(BaseModel):
    """A mapping in a YAML file: immutable, and it knows where it and each of its keys stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    soort: ClassVar[str] = ""
    """The kind of item this is ("partner"), if references may point to it."""

    verkeerde_sleutels: ClassVar[dict[str, str]] = {}
    """Keys that people try, each with the sentence that tells them better."""

    # By factory: pydantic makes a deep copy of a default for every node.
    _mark: Mark = PrivateAttr(default_factory=lambda: _NO_MARK)
    _ntb: frozenset[str] = PrivateAttr(default_factory=frozenset)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Keep the marks of the data, and turn n.t.b. into an absent value that is remembered."""
        if not isinstance(data, dict):
            return handler(data)
        optional = cls.may_be_absent()
        open_keys = frozenset(k for k, v in data.items() if v == NTB and cls.takes_ntb(k))
        node = handler(
            {k: (optional.get(k) if k in open_keys else v) for k, v in data.items()}
            if open_keys
            else data
        )
        node._ntb = open_keys  # noqa: SLF001  # its own class
        if isinstance(data, source.Mapping):
            node._mark = Mark(  # noqa: SLF001  # its own class
                data.location,
                data.keys_at,
                data.values_at,
                {k: tuple(v.items_at) for k, v in data.items() if isinstance(v, source.Sequence)},
                {
                    k: Location(data.location.file, v.text_line, v.text_column)
                    for k, v in data.items()
                    if isinstance(v, source.Scalar) and v.block == "|"
                },
            )
        return node

    @classmethod
    def takes_ntb(cls, key: str) -> bool:
        """Whether `n.t.b.` may stand at this key: not at an id, a status or the region number."""
        return key in cls.may_be_absent()

    @classmethod
    def may_be_absent(cls) -> dict[str, Any]:
        """The fields that can be absent, each with what absence is: None or an empty tuple."""
        found = cls.__dict__.get("_absent")
        if found is None:
            found = {
                name: _absence(f) for name, f in cls.model_fields.items() if _absence(f) is not ...
            }
            cls._absent = found
        return found

    _absent: ClassVar[dict[str, Any]]

    @classmethod
    def uitleg(cls) -> Mapping[str, str]:
        """The Dutch sentence under each field.

        Read from the source when it is asked for: pydantic's `use_attribute_docstrings` reads it at
        every start, which costs more than reading a whole programme (see bench/bench_startup.py).
        """
        found: dict[str, str] = {}
        for owner in reversed(cls.__mro__):
            if issubclass(owner, Node):
                found |= _field_docs(sys.modules[owner.__module__]).get(owner.__name__, {})
        return found

    @property
    def ntb(self) -> frozenset[str]:
        """The keys at which `n.t.b.` stands."""
        return self._ntb

    @property
    def location(self) -> Location:
        """Where this node begins."""
        return self._mark.here

    def where(self, key: str = "", index: int | None = None) -> Location:
        """The place of a key's value, or of one item of its list; absent: the node's own place."""
        mark = self._mark
        if index is not None and key in mark.items:
            return mark.items[key][index]
        return mark.values.get(key, mark.here)

    def key_location(self, key: str) -> Location:
        """The place of the key itself; the node's own place if it is absent."""
        return self._mark.keys.get(key, self._mark.here)

    def in_text(self, key: str, line: int) -> Location:
        """The place of a line (from 0) of a text; the value itself where lines are folded."""
        first = self._mark.texts.get(key)
        if first is None:
            return self.where(key)
        return Location(first.file, first.line + line, first.column)

    def gap(self, key: str = "") -> Place:
        """Something is missing here: a key that is absent, empty, or n.t.b."""
        return Place("gap", self.where(key), self, key)

    def at(self, key: str = "", index: int | None = None) -> Place:
        """Something is wrong here: the value of a key, one item of its list, or the node itself."""
        return Place("at", self.where(key, index), self, key, index)

    def nodes(self) -> Iterator[Node]:
        """This node and every node inside it, in the order of the model."""
        yield self
        for value in self.__dict__.values():
            if isinstance(value, Node):
                yield from value.nodes()
            elif isinstance(value, tuple):
                for item in value:
                    if isinstance(item, Node):
                        yield from item.nodes()

    def __eq__(self, other: object) -> bool:
        """Equal when the fields are, wherever they stand (pydantic compares private ones too)."""
        return (
            type(other) is type(self)
            and isinstance(other, Node)
            and self.__dict__ == other.__dict__
            and self._ntb == other._ntb
            and (self.__pydantic_extra__ or {}) == (other.__pydantic_extra__ or {})
        )

    def __hash__(self) -> int:
        return hash((type(self), *(v for v in self.__dict__.values() if not isinstance(v, dict))))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of this node, with `n.t.b.` allowed at each field that may be absent."""
        schema = handler(core)
        target = handler.resolve_ref_schema(schema)
        for name, sub in target.get("properties", {}).items():
            sub.pop("default", None)
            sub.pop("title", None)
            sub["description"] = cls.uitleg()[name]
            if name in cls.may_be_absent():
                _allow_ntb(sub)
        target.pop("title", None)
        target.pop("description", None)  # the class's own English docstring
        return schema


@cache
def _field_docs(module: ModuleType) -> Mapping[str, Mapping[str, str]]:
    """Of each class in a module: the string under each annotated field."""
    return {
        owner.name: {
            field.target.id: inspect.cleandoc(doc.value.value)
            for field, doc in pairwise(owner.body)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(doc, ast.Expr)
            and isinstance(doc.value, ast.Constant)
            and isinstance(doc.value.value, str)
        }
        for owner in ast.parse(inspect.getsource(module)).body
        if isinstance(owner, ast.ClassDef)
    }


def _absence(info: FieldInfo) -> Any:
    """What absence is for a field: None, an empty tuple, or `...` when it must be there."""
    args = get_args(info.annotation)
    if type(None) in args:
        return None
    if get_origin(info.annotation) is tuple:
        return ()
    return ...


def _allow_ntb(schema: dict[str, Any]) -> None:
    """Add `n.t.b.` to a field's schema; take out null, which no one writes in YAML here."""
    keep = {k: schema.pop(k) for k in ("description",) if k in schema}
    branches = schema.pop("anyOf", None)
    if branches is None:
        branches = [dict(schema)]
    schema.clear()
    branches = [b for b in branches if b != {"type": "null"}]
    schema.update({"anyOf": [*branches, {"const": NTB}], **keep})


class Blad(Node):
    """The top of a YAML file. A key that is absent is missed at the file's first line."""

    @classmethod
    def empty(cls, file: str = NOWHERE.file) -> Self:
        """The part as it is when its file is absent: everything in it is missed at `file`:1:1."""
        blad = cls.model_construct()
        blad._mark = Mark(Location(file), {}, {}, {}, {})  # noqa: SLF001  # its own class
        blad._ntb = frozenset()  # noqa: SLF001  # its own class
        return blad

    def where(self, key: str = "", index: int | None = None) -> Location:
        """As `Node.where`; absent is the file's first line."""
        mark = self._mark
        if key in mark.values:
            return super().where(key, index)
        return Location(mark.here.file)


_JAAR = re.compile(r"20\d\d\Z")


class PerJaar(Node):
    """Amounts per calendar year: `2026: 2265813`."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Bedrag | None]

    @model_validator(mode="before")
    @classmethod
    def _years(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for key in data:
                if not _JAAR.match(key):
                    raise PydanticCustomError(
                        "jaar",
                        "{reden}",
                        {
                            "reden": f"‘{key}’ is geen jaar. Schrijf per regel een jaar en een "
                            "bedrag, bijvoorbeeld 2026: 80000.",
                            "sleutel": key,
                        },
                    )
        return data

    @classmethod
    def takes_ntb(cls, key: str) -> bool:
        """An amount may be unknown in any year."""
        return _JAAR.match(key) is not None

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Years as keys, an amount or `n.t.b.` at each."""
        schema = super().__get_pydantic_json_schema__(core, handler)
        target = handler.resolve_ref_schema(schema)
        amount = target.pop("additionalProperties")
        _allow_ntb(amount)
        target.pop("properties", None)
        target["patternProperties"] = {r"^20\d\d$": amount}
        target["additionalProperties"] = False
        return schema

    @property
    def jaren(self) -> tuple[tuple[int, Decimal], ...]:
        """The known amounts: (year, euros), in order of year."""
        return tuple(
            sorted((int(k), v) for k, v in (self.__pydantic_extra__ or {}).items() if v is not None)
        )

    def get(self, jaar: int) -> Decimal | None:
        """The amount of a year in euros, or None when it is not known."""
        return (self.__pydantic_extra__ or {}).get(str(jaar))

    @property
    def totaal(self) -> Decimal:
        """The sum of the known amounts, in euros."""
        return sum((v for _, v in self.jaren), Decimal(0))
