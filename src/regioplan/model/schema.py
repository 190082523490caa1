"""The model as JSON Schemas, one per YAML file, for help and checks while typing in an editor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from regioplan.model import BLADEN, THEMAMAP, Thema
from regioplan.model.base import Blad
from regioplan.model.reacties import FILE, Reacties

DRAFT = "http://json-schema.org/draft-07/schema#"
"""What editors know: the YAML language server promises "JSON Schema 7 and below"."""

SUFFIX = ".schema.json"

_FILES: Mapping[str, tuple[str, type[Blad]]] = MappingProxyType(
    {name.removesuffix(".yaml"): (name, kind) for name, kind in BLADEN.items()}
    | {"thema": (THEMAMAP, Thema), "reacties": (FILE, Reacties)}
)
"""Stem of the schema → the files that it describes, and their model."""

_MADE_BY = "Gemaakt met: regioplan schema -o schemas. Wijzig dit bestand niet met de hand."


def json_schemas() -> Mapping[str, dict[str, Any]]:
    """The schemas: stem of the file ("financien", "thema") → JSON Schema.

    They say what the loader says about shape, not about references; and they take what an editor
    makes of the same text, for an editor reads YAML with types.
    """
    return MappingProxyType({stem: _schema(*about) for stem, about in _FILES.items()})


def schema_files() -> Mapping[str, bytes]:
    """The schemas as files: "financien.schema.json" → UTF-8, the same bytes every time."""
    return MappingProxyType(
        {
            f"{stem}{SUFFIX}": (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
            for stem, schema in json_schemas().items()
        }
    )


def _schema(files: str, kind: type[Blad]) -> dict[str, Any]:
    """The schema of one kind of file, in the words of draft-07 (`definitions`, not `$defs`)."""
    made = kind.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    top = _tidy(made)
    if "required" not in top:  # a file with only comments in it is read as empty
        top["type"] = ["object", "null"]
    return {
        "$schema": DRAFT,
        "$comment": _MADE_BY,
        "title": f"regioplan: {files}",
        **top,
        "definitions": {name: _definition(found) for name, found in sorted(definitions.items())},
    }


def _definition(schema: dict[str, Any]) -> dict[str, Any]:
    """A block or a fixed list of values: without the English of its class, and not empty."""
    tidy: dict[str, Any] = _tidy(schema)
    tidy.pop("title", None)
    tidy.pop("description", None)
    if tidy.get("type") == "object":
        tidy["minProperties"] = 1
    return tidy


def _tidy(value: Any) -> Any:
    """What pydantic made, for draft-07 and with our rule that nothing is an empty value."""
    if isinstance(value, list):
        return [_tidy(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    tidy = {key: _tidy(inner) for key, inner in value.items()}
    if "$ref" in tidy and len(tidy) > 1:  # draft-07 does not look at what stands beside a $ref
        tidy = {"allOf": [{"$ref": tidy.pop("$ref")}], **tidy}
    if tidy.get("type") == "array":
        tidy["minItems"] = 1
    elif isinstance(tidy.get("type"), list):  # a text, which an editor may read as a number
        tidy["pattern"] = r"\S"
    return tidy
