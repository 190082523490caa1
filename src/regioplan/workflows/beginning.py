"""What needs no programme: begin one, the schemas, the pages of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from regioplan import folder as folders


def init(folder: Path, region: str) -> tuple[Path, ...]:
    """Write a complete concept for a region (its number or name). Overwrites nothing.

    Raises:
        RegioplanError: no such region, or a file that is there already.
    """
    from regioplan import reference, scaffold  # noqa: PLC0415  # only for this command

    found = reference.region(int(region) if region.isdigit() else region)
    if found is None:
        raise _no_region(region)
    files = {folder / name: content for name, content in scaffold.scaffold(found).items()}
    folders.write_files(files)
    return tuple(files)


def _no_region(region: str) -> Exception:
    from regioplan import reference  # noqa: PLC0415  # only when it goes wrong
    from regioplan.errors import RegioplanError  # noqa: PLC0415  # as above

    near = reference.region_suggestions(region)
    hint = f" Bedoeld is misschien {near[0]}." if near else ""
    return RegioplanError(
        f"Er is geen Doorstroompuntregio ‘{region}’.{hint} `regioplan init --list-regions` "
        "toont ze."
    )


def regions() -> tuple[tuple[int, str], ...]:
    """The Doorstroompuntregio's of bijlage 5: (number, name)."""
    from regioplan import reference  # noqa: PLC0415  # only for this command

    return tuple((number, regio.naam) for number, regio in reference.regions().items())


def schema(folder: Path) -> tuple[Path, ...]:
    """Write the JSON Schemas of the YAML files to a folder."""
    from regioplan.model.schema import schema_files  # noqa: PLC0415  # only for this command

    files = {folder / name: content for name, content in schema_files().items()}
    folders.write_files(files, overwrite=True)
    return tuple(files)


def explain(rule_id: str) -> str:
    """The Dutch page of a rule. Raises `RegioplanError` with a suggestion for an unknown id."""
    from regioplan import rules  # noqa: PLC0415  # only for this command

    return rules.explain(rule_id)


def rule_list() -> tuple[tuple[str, str, str], ...]:
    """Every rule: (id, severity in words, its first line)."""
    from regioplan import rules  # noqa: PLC0415  # only for this command

    return rules.rule_list()


def rule_texts() -> Mapping[str, tuple[str, str]]:
    """Every rule by id: its first line and its page, for a report that explains itself."""
    return {name: (norm, explain(name)) for name, _, norm in rule_list()}
