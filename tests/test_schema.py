"""The schemas take what the loader takes, though an editor reads YAML with types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
import yaml
from jsonschema import Draft7Validator

from regioplan.folder import read_folder
from regioplan.loader import load
from regioplan.model import BLADEN, Blad, Node, Thema
from regioplan.model.base import NTB, PerJaar
from regioplan.model.reacties import Reacties
from regioplan.model.schema import json_schemas, schema_files
from regioplan.scaffold import PRINTED

ROOT = Path(__file__).resolve().parents[1]

WHOLE = ("examples/arnhem", "tests/basis")

SCHEMAS = json_schemas()

NEEDED = {
    "programma.yaml": b"formaat: 1\nstatus: concept\n",
    "regio.yaml": b"nummer: 41\n",
}


# ------------------------------------------------------------------ YAML as an editor reads it


class CoreLoader(yaml.SafeLoader):
    """PyYAML with the scalars of YAML 1.2, as the language server of editors has them."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012  # PyYAML's own name and shape


def _bool(_loader: CoreLoader, node: yaml.ScalarNode) -> bool:
    return str(node.value).lower() == "true"


def _int(_loader: CoreLoader, node: yaml.ScalarNode) -> int:
    return int(node.value)


def _float(_loader: CoreLoader, node: yaml.ScalarNode) -> float:
    return float(node.value)


def _null(_loader: CoreLoader, _node: yaml.ScalarNode) -> None:
    return None


for _tag, _pattern, _construct in (
    ("bool", r"true|True|TRUE|false|False|FALSE", _bool),
    ("null", r"~|null|Null|NULL|", _null),
    ("int", r"[-+]?[0-9]+", _int),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", _float),
):
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), None
    )
    CoreLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct)


def typed(text: str | bytes) -> Any:
    """What an editor makes of a YAML text: numbers, booleans and null, and every key as text."""
    return _with_text_keys(yaml.load(text, CoreLoader))  # noqa: S506  # a safe loader of our own


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_text_keys(inner) for inner in value]
    return value


def schema_errors(name: str, text: str | bytes) -> list[str]:
    """What an editor would underline in a file of a programme."""
    stem = "thema" if name.startswith("themas/") else name.removesuffix(".yaml")
    found = Draft7Validator(SCHEMAS[stem]).iter_errors(typed(text))
    return [f"{name} {list(error.absolute_path)}: {error.message}" for error in found]


def loader_findings(name: str, text: str) -> list[str]:
    """What the loader says about one file beside a smallest programme."""
    loaded = load(NEEDED | {name: text.encode()})
    return [f"{found.rule} {found.message}" for found in loaded.findings]


# ------------------------------------------------------------------ the committed files


def test_the_committed_schemas_are_those_of_the_model() -> None:
    """A change of the model is a change of its schemas, in the same commit."""
    paths = [path for path in (ROOT / "schemas").glob("*") if path.name not in PRINTED]
    committed = {path.name: path.read_bytes() for path in paths}
    assert committed == schema_files(), "Verouderd. Draai: regioplan schema -o schemas"


@pytest.mark.parametrize("stem", SCHEMAS)
def test_a_schema_is_valid_draft_07(stem: str) -> None:
    """Editors know draft-07; a schema that breaks it is silently ignored there."""
    schema = SCHEMAS[stem]
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    beside_refs = [part for part in _parts(schema) if "$ref" in part and len(part) > 1]
    assert not beside_refs  # draft-07 ignores what stands beside a reference


def test_there_is_a_schema_for_each_file() -> None:
    """One name in many places: the file's own, and `thema` for each file in themas/."""
    assert set(SCHEMAS) == {name.removesuffix(".yaml") for name in BLADEN} | {"thema", "reacties"}


def test_every_explanation_is_the_dutch_one_of_a_field() -> None:
    """The English docstrings of our classes never reach the user's editor."""
    dutch = {sentence for kind in _all_nodes() for sentence in kind.uitleg().values()}
    shown = [part["description"] for s in SCHEMAS.values() for part in _descriptions(s)]
    assert len(shown) > 200
    assert set(shown) <= dutch


def test_every_field_is_explained() -> None:
    """Whoever rests the pointer on a key reads what belongs there."""
    silent = [
        f"{kind.__name__}.{name}"
        for kind in _all_nodes()
        for name in kind.model_fields
        if not kind.uitleg().get(name)
    ]
    assert silent == []


def test_the_files_are_readable_text() -> None:
    """Two spaces of indentation, Dutch letters as they are, and a line end at the end."""
    for content in schema_files().values():
        text = content.decode()
        assert "\\u" not in text
        assert "\r" not in text
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


# ------------------------------------------------------------------ loader and schema agree


@pytest.mark.parametrize("folder", WHOLE)
def test_the_schemas_accept_a_whole_programme(folder: str) -> None:
    """An editor underlines nothing in a programme that the loader takes."""
    files = read_folder(ROOT / folder)
    yamls = [name for name in files if name in BLADEN or name.startswith("themas/")]
    assert len(yamls) > len(NEEDED)
    assert [error for name in yamls for error in schema_errors(name, files[name])] == []


ACCEPTED = (
    ("programma.yaml", "formaat: 1\nstatus: concept\nversie: 1.0"),
    ("programma.yaml", "formaat: 1\nstatus: concept\nversie: 3.10"),
    ("programma.yaml", "formaat: '1'\nstatus: concept\nversie: 06"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: No"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: true"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: 2026-02-01"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: '{{ x }} <b> a|b'"),
    ("programma.yaml", "formaat: 1\nstatus: concept\nproces: 1e3"),
    ("programma.yaml", "formaat: 1\nstatus: concept\nproces: |\n  Twee.\n\n  Alinea's."),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndatum: 2026-02-01"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndatum: n.t.b."),
    ("programma.yaml", "formaat: 1\nstatus: concept\nperiode: n.t.b."),
    ("programma.yaml", "formaat: 1\nstatus: concept\naan: [Colleges, 06, 3.10, No, false]"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndoelgroep: {leeftijd_vanaf: '12'}"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndoelgroep: {met_startkwalificatie: ja}"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndoelgroep: {met_startkwalificatie: nee}"),
    ("regio.yaml", "nummer: 06"),
    ("regio.yaml", "nummer: '06'\nnaam: n.t.b."),
    ("regio.yaml", 'nummer: 41\ngemeenten:\n  - naam: "\'s-Gravenhage"\n    code: 06'),
    ("regio.yaml", "nummer: 41\ngemeenten:\n  - naam: Nuenen, Gerwen en Nederwetten"),
    ("partners.yaml", "partners:\n  - id: m-z\n    naam: M@ZL\n    kvk: 09012345"),
    ("partners.yaml", "partners:\n  - id: x\n    naam: n.t.b.\n    soorten: n.t.b."),
    ("partners.yaml", "partners:\n  - id: x\n    naam: X\n    website: https://voorbeeld.nl/a?b=c"),
    ("analyse.yaml", "bevindingen:\n  - id: b-1\n    titel: 12:30\n    cijfer: 3.1"),
    ("streefcijfers.yaml", "reeksen:\n  - id: r\n    titel: R\n    waarden: [{periode: 2026}]"),
    (
        "streefcijfers.yaml",
        "reeksen:\n  - id: r\n    titel: R\n    waarden: [{periode: 2026/2027, waarde: 3.12}]",
    ),
    ("afspraken.yaml", "afspraken:\n  - id: a\n    titel: A\n    onderwerpen: [i, anders]"),
    ("themas/1.yaml", "id: t\ntitel: 1"),
    ("maatregelen.yaml", "maatregelen:\n  - id: m\n    titel: M\n    aanvullend: n.t.b."),
    ("programmateam.yaml", "rollen:\n  - id: r\n    functie: F\n    uren_per_week: 8"),
    ("programmateam.yaml", "rollen:\n  - id: r\n    functie: F\n    uren_per_week: 24-32"),
    ("programmateam.yaml", "rollen:\n  - id: r\n    functie: F\n    uren_per_week: 7.5 – 12"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: {2026: 80000}"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: {'2026': 2265813.50}"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: {2026: '0', 2027: n.t.b.}"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: n.t.b."),
    ("financien.yaml", "bronnen: n.t.b.\nbegroting: n.t.b.\ntoelichting: n.t.b."),
)


@pytest.mark.parametrize(("name", "text"), ACCEPTED)
def test_what_the_loader_takes_the_schema_takes(name: str, text: str) -> None:
    """An editor's numbers, booleans and dates are the texts that we read."""
    assert loader_findings(name, text) == []
    assert schema_errors(name, text) == []


REFUSED = (
    ("programma.yaml", "formaat: n.t.b.\nstatus: concept"),
    ("programma.yaml", "formaat: 2\nstatus: concept"),
    ("programma.yaml", "formaat: 1\nstatus: n.t.b."),
    ("programma.yaml", "formaat: 1\nstatus: voorlopig"),
    ("programma.yaml", "formaat: 1"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitels: T"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: ''"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel:"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: ~"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ntitel: [T]"),
    ("programma.yaml", "formaat: 1\nstatus: concept\naan: Colleges"),
    ("programma.yaml", "formaat: 1\nstatus: concept\naan: []"),
    ("programma.yaml", "formaat: 1\nstatus: concept\nperiode: {}"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndatum: 1-2-2026"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndoelgroep: {leeftijd_tot: 27 jaar}"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndoelgroep: {leeftijd_tot: -1}"),
    ("programma.yaml", "formaat: 1\nstatus: concept\ndoelgroep: {met_startkwalificatie: true}"),
    ("regio.yaml", "nummer: n.t.b."),
    ("regio.yaml", "nummer: 41\ngemeenten: [{naam: n.t.b., provincie: Gelderland}]"),
    ("partners.yaml", "partners:\n  - id: n.t.b.\n    naam: X"),
    ("partners.yaml", "partners:\n  - id: h-x\n    naam: X"),
    ("partners.yaml", "partners:\n  - naam: X"),
    ("partners.yaml", "partners:\n  - id: x"),
    ("partners.yaml", "partners:\n  - id: x\n    naam: X\n    soorten: [school]"),
    ("partners.yaml", "partners:\n  - id: x\n    naam: X\n    soorten: [mbo, n.t.b.]"),
    ("partners.yaml", "partners:\n  - id: x\n    naam: X\n    website: voorbeeld.nl"),
    ("streefcijfers.yaml", "reeksen:\n  - id: r\n    titel: R\n    waarden: [{periode: n.t.b.}]"),
    ("streefcijfers.yaml", "reeksen:\n  - id: r\n    titel: R\n    waarden: [{periode: 26/27}]"),
    ("afspraken.yaml", "afspraken:\n  - id: a\n    titel: A\n    onderwerpen: [j]"),
    ("themas/1.yaml", "titel: T"),
    ("programmateam.yaml", "rollen:\n  - id: r\n    functie: F\n    uren_per_week: veel"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: {26: 80000}"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: {2026: 80.000 euro}"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: {2026: -1}"),
    ("financien.yaml", "bronnen:\n  - id: b\n    naam: B\n    bedragen: 80000"),
)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_what_both_can_see_both_refuse(name: str, text: str) -> None:
    """What is wrong in shape is underlined in the editor too."""
    assert loader_findings(name, text) != []
    assert schema_errors(name, text) != []


@pytest.mark.parametrize("name", [*BLADEN, "themas/1.yaml"])
def test_ntb_is_taken_at_every_field_that_may_be_unknown(name: str) -> None:
    """`n.t.b.` fits at each optional field of each block, for loader and schema alike."""
    text = json.dumps(_unknown(BLADEN.get(name, Thema), count(1)))  # JSON is YAML
    assert text.count(NTB) > 2
    assert loader_findings(name, text) == []
    assert schema_errors(name, text) == []


KNOWN: Mapping[str, Any] = {
    "formaat": 1,
    "status": "concept",
    "nummer": 41,
    "naam": "Arnhem",
    "aanleiding": "naam",
    "versie": 0.1,
    "onderwerp": "anders",
    "periode": 2026,
    "partner": "partner-1",
}
"""What stands at the few keys that take no n.t.b. and are no id."""


def _unknown(kind: type[Node], numbers: Iterator[int]) -> dict[str, Any]:
    """A block with one of each block inside it, and n.t.b. at all else that may be unknown."""
    if issubclass(kind, PerJaar):
        return {"2026": NTB}
    made: dict[str, Any] = {}
    for key, info in kind.model_fields.items():
        inner = _node_in(info.annotation)
        if inner is not None:
            block = _unknown(inner, numbers)
            made[key] = [block] if _is_list(info.annotation) else block
        elif key == "id":
            made[key] = "partner-1" if kind.soort == "partner" else f"id-{next(numbers)}"
        else:
            made[key] = NTB if kind.takes_ntb(key) else KNOWN[key]
    return made


# ------------------------------------------------------------------ walking through types


def _node_in(annotation: Any) -> type[Node] | None:
    """The block inside a field's type, if it holds one."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    inner = (
        get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    )
    return next(filter(None, map(_node_in, inner)), None)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _all_nodes() -> set[type[Node]]:
    """Every block that can stand in a file, and the files themselves."""
    found: set[type[Node]] = set()
    waiting: list[type[Node]] = [*BLADEN.values(), Thema, Reacties]
    while waiting:
        kind = waiting.pop()
        if kind in found or issubclass(kind, PerJaar):
            continue
        found.add(kind)
        waiting += filter(None, (_node_in(info.annotation) for info in kind.model_fields.values()))
    assert any(issubclass(kind, Blad) for kind in found)
    return found


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a schema, itself too."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner)


def _descriptions(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (part for part in _parts(schema) if isinstance(part.get("description"), str))
