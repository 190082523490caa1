"""Dutch words for typer: its help, its usage errors, and one table of its sentences."""

from __future__ import annotations

import re
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from regioplan.cli import terminal

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter
    from typer.core import TyperOption

LABELS: Final = MappingProxyType(
    {
        "Usage: ": "Gebruik: ",
        "Arguments": "Argumenten",
        "Options": "Opties",
        "Commands": "Opdrachten",
        "[OPTIONS]": "[OPTIES]",
        "COMMAND [ARGS]...": "OPDRACHT [ARGUMENTEN]",
        "Show this message and exit.": "Toon deze hulp.",
        "default: {default}": "standaard: {default}",
        "required": "verplicht",
        "Error: {}": "regioplan: {}",
        "Try '{} {}' for help.\n": "Zie `{} {}` voor uitleg.",
    }
)
"""What typer prints around the sentences: its literal → ours."""

SENTENCES: Final = (
    ("Missing argument {hint}. Choose from: {choices}", "{hint} ontbreekt; kies uit {choices}"),
    ("Missing option {hint}. Choose from: {choices}", "{hint} ontbreekt; kies uit {choices}"),
    ("Missing argument {hint}.", "{hint} ontbreekt"),
    ("Missing option {hint}.", "de optie {hint} ontbreekt"),
    ("Missing command.", "er ontbreekt een opdracht"),
    (
        "No such command {name}. Did you mean {names}?",
        "de opdracht {name} bestaat niet; misschien bedoeld: {names}",
    ),
    ("No such command {name}.", "de opdracht {name} bestaat niet"),
    (
        "No such option: {name} (Possible options: {names})",
        "de optie {name} bestaat niet; misschien bedoeld: {names}",
    ),
    ("No such option: {name}", "de optie {name} bestaat niet"),
    ("Option {name} does not take a value.", "de optie {name} heeft geen waarde"),
    ("Option {name} requires an argument.", "achter de optie {name} hoort een waarde"),
    ("Got unexpected extra argument(s) ({names})", "er staat te veel achter de opdracht: {names}"),
    ("Invalid value for {hint}: {message}", "de waarde van {hint} kan niet: {message}"),
    ("Invalid value: {message}", "de waarde kan niet: {message}"),
    ("Value error, {message}", "{message}"),
    ("{value} is not one of {choices}.", "{value} is geen keus; kies uit {choices}"),
)
"""Each sentence of typer that can reach a user, with its blanks, and ours. The first fit counts."""


ORDER: Final = (
    "validate",
    "render",
    "status",
    "diff",
    "comments",
    "verify",
    "audit",
    "house-style",
    "init",
    "explain",
    "schema",
    "completion",
)
"""The commands as the help lists them: what is used every day first, what is used once last."""


def _pattern(sentence: str) -> re.Pattern[str]:
    """A regular expression in which each blank matches any text."""
    parts = re.split(r"\{(\w+)\}", sentence)
    blanks = (f"(?P<{part}>.+?)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts))
    return re.compile("".join(blanks))


_PATTERNS: Final = tuple((_pattern(english), dutch) for english, dutch in SENTENCES)


def translate(message: str) -> str | None:
    """A message of typer in Dutch, without the full stop; None when no sentence fits."""
    line = " ".join(message.split())
    for pattern, dutch in _PATTERNS:
        if found := pattern.fullmatch(line):
            blanks = found.groupdict()
            if "message" in blanks:  # a sentence within a sentence
                blanks["message"] = translate(blanks["message"]) or blanks["message"]
            return dutch.format(**blanks)
    return None


def usage_error(error: typer.TyperException) -> str:
    """What a user reads about a wrong command line: what is wrong, how it goes, where to look."""
    english = error.format_message()
    words = translate(english) or english
    lines = [f"{words[0].upper()}{words[1:]}."]
    context: Context | None = getattr(error, "ctx", None)
    if context is not None:
        hint = LABELS["Try '{} {}' for help.\n"].format(context.command_path, "--help")
        lines += [context.get_usage(), hint]
    return "\n".join(lines)


class _Dutch:
    """What the command and the group have in common. Mixed in before typer's class."""

    options_metavar: str | None
    params: list[Any]

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The `--help` that typer adds, with our words."""
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]  # of typer's class
        if option is not None:
            option.help = LABELS["Show this message and exit."]
            option.default = False  # from None typer would make it with pydantic: 70 ms
        return option

    def collect_usage_pieces(self, ctx: Context) -> list[str]:  # noqa: ARG002  # typer's signature
        """`[OPTIES] [MAP]`: an argument that may be left out stands between brackets."""
        arguments = [p for p in self.params if p.param_type_name == "argument"]
        names = [p.metavar if p.required else f"[{p.metavar}]" for p in arguments]
        return [LABELS["[OPTIONS]"], *names]

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """`Gebruik: regioplan validate [OPTIES] [MAP]`."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=LABELS["Usage: "])

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The arguments and options, each with its words."""
        params = self.get_params(ctx)  # type: ignore[attr-defined]  # of typer's class
        for kind, label in (("argument", "Arguments"), ("option", "Options")):
            records = [_record(p) for p in params if p.param_type_name == kind]
            if records:
                with formatter.section(heading(LABELS[label])):
                    formatter.write_dl(records)


class DutchCommand(_Dutch, TyperCommand):
    """A command whose help and usage are Dutch."""


class DutchGroup(_Dutch, TyperGroup):
    """The group of commands whose help and usage are Dutch."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """`[OPTIES] OPDRACHT [ARGUMENTEN]`."""
        return [*super().collect_usage_pieces(ctx), LABELS["COMMAND [ARGS]..."]]

    def list_commands(self, ctx: Context) -> list[str]:
        """In the order in which they are used; one that has no place there comes last."""
        place = {name: number for number, name in enumerate(ORDER)}
        return sorted(super().list_commands(ctx), key=lambda name: place.get(name, len(ORDER)))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The commands first: they are what a newcomer looks for."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, c.help or "") for name, c in commands if c]
        with formatter.section(heading(LABELS["Commands"])):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)


def heading(words: str) -> str:
    """A heading of the help: bold, where there is colour."""
    return typer.style(words, bold=True) if terminal.wants_colour(sys.stdout) else words


def _record(param: Any) -> tuple[str, str]:
    """The two columns of the help for one argument or option."""
    names = sorted(param.opts, key=len)
    left = param.metavar if param.param_type_name == "argument" else ", ".join(names)
    if param.param_type_name == "option" and not param.is_flag:
        left = f"{left} {param.metavar}"
    extra = _extra(param)
    return left, f"{param.help} [{extra}]" if extra else param.help


def _extra(param: Any) -> str:
    """`standaard: .` or `verplicht`."""
    if param.required:
        return LABELS["required"]
    default = param.show_default if isinstance(param.show_default, str) else param.default
    if not param.show_default or default in (None, False, ()):
        return ""
    return LABELS["default: {default}"].format(default=default)
