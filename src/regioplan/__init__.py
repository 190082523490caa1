"""regioplan: het regionaal programma van school naar duurzaam werk, van YAML naar Word.

For other programs: `load` reads a programme from file names and bytes, `check` judges it, `render`
makes its documents. They are imported when they are asked for (PEP 562): importing regioplan costs
nothing.
"""

from __future__ import annotations

from types import MappingProxyType

__version__ = "0.1.0"

_EXPORTS = MappingProxyType(
    {
        "load": "regioplan.loader",
        "check": "regioplan.rules",
        "validate": "regioplan.workflows",
        "render": "regioplan.workflows",
    }
)
"""Public name → the module it comes from."""


def __getattr__(name: str) -> object:
    if name in _EXPORTS:
        import importlib  # noqa: PLC0415  # even this costs what --version need not pay

        found: object = getattr(importlib.import_module(_EXPORTS[name]), name)
        return found
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*globals(), *_EXPORTS])
