"""The commands for what comes back from the partners: `comments` and `verify`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from regioplan import __version__
from regioplan.cli import terminal
from regioplan.cli.frame import FolderOption, command

if TYPE_CHECKING:
    from regioplan.document.reactienota import Rij
    from regioplan.report import View
    from regioplan.workflows import Commented, Verified
    from regioplan.workflows.verifying import Edit


@command("comments", "Lees de reacties in Word-bestanden die terugkwamen, en maak de reactienota.")
def comments(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="BESTAND...",
            help="Word-bestanden (.docx) met opmerkingen en bijgehouden wijzigingen. Zonder"
            " bestand: wat in reacties.yaml staat.",
            show_default=False,
            readable=False,  # as at FolderOption
        ),
    ] = None,
    folder: FolderOption = Path(),
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="BESTAND",
            help="Schrijf de reactienota naar dit bestand; het achtervoegsel kiest de vorm: .docx,"
            " .md, .html, .pdf, .csv of .json. Mag vaker.",
            show_default="een lijst op het scherm",
            readable=False,  # as at FolderOption
        ),
    ] = None,
    save: Annotated[
        bool,
        typer.Option(
            "--save", help="Zet nieuwe reacties in reacties.yaml, om ze daar te beantwoorden."
        ),
    ] = False,
    output_format: Annotated[
        Literal["full", "json"],
        typer.Option(metavar="VORM", help="full: om te lezen; json: voor andere programma's."),
    ] = "full",
) -> int:
    """Tell the reactions, or write them; paths of what is written go to stdout."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks

    found = workflows.comments(tuple(files or ()), folder, tuple(output or ()), save=save)
    if not output:
        text = COMMENT_FORMATS[output_format](found, terminal.view(sys.stdout, str(folder)))
        terminal.answer(text, utf8=output_format == "json")
    for remark in found.remarks:
        terminal.tell(remark)
    if output:
        terminal.tell(_counted(found.rijen))
    for path in found.written:
        terminal.out(str(path))
    return 0


# ------------------------------------------------------------------ comments, told


def _reactions(found: Commented, view: View) -> str:
    """Place by place: who says what, and what they are answered."""
    lines: list[str] = []
    where = None
    for rij in found.rijen:
        here = rij.waar or "Niet geplaatst"
        if here != where:
            lines += [view.paint(_visible(here), "bold"), ""]
            where = here
        lines += [*_reaction(rij, view), ""]
    lines.append(view.paint(_counted(found.rijen), "bold"))
    return "\n".join(lines) + "\n"


def _reaction(rij: Rij, view: View) -> Iterator[str]:
    who = ", ".join(spreker.woorden for spreker in rij.wie)
    new = "nieuw, " if rij.nieuw else ""
    place = f"{_visible(view.path(rij.bestand))}:{rij.regel}" if rij.bestand else ""
    head = f"{rij.nummer}. {_visible(who)} ({new}{rij.status})"
    yield from _set(view, head, "  ", "     ")
    if place:
        yield f"     {place}"
    if rij.citaat and rij.soort != "wijziging":
        yield from _set(view, f"“{rij.citaat}”", "     ")
    for line in rij.wat.split("\n"):
        yield from _set(view, line, "     ")
    for deel in rij.vervolg:
        yield from _set(view, f"{deel.spreker.woorden}: {deel.tekst}", "       ")
    if rij.antwoord:
        yield from _set(view, f"Antwoord: {rij.antwoord}", "     ")


def _set(view: View, text: str, first: str, later: str | None = None) -> Iterator[str]:
    """Text in lines of the terminal's width; one line where nobody looks."""
    import textwrap  # noqa: PLC0415  # only for who reads it

    plain = _visible(text)
    if view.width is None:
        yield f"{first}{plain}"
        return
    yield from textwrap.wrap(
        plain,
        view.width,
        initial_indent=first,
        subsequent_indent=first if later is None else later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _visible(text: str) -> str:
    from regioplan.report import visible  # noqa: PLC0415  # heavy: only for who asks

    return visible(text)


def _counted(rijen: Sequence[Rij]) -> str:
    """The last line: how many of each."""
    if not rijen:
        return "Er zijn geen reacties."
    readers = len({spreker.naam for rij in rijen for spreker in rij.wie})
    closed = sum(rij.status == "afgehandeld" for rij in rijen)
    lost = sum(rij.nieuw and not rij.bestand for rij in rijen)
    parts = [
        f"{_many(len(rijen), 'reactie', 'reacties')} van {_many(readers, 'lezer', 'lezers')}",
        f"{sum(rij.nieuw for rij in rijen)} nieuw",
        f"{closed} afgehandeld",
        f"{sum(bool(rij.antwoord) for rij in rijen)} beantwoord",
    ]
    if lost:
        parts.append(f"{lost} niet geplaatst")
    return f"{parts[0]}: {', '.join(parts[1:])}."


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _reactions_json(found: Commented, _view: View) -> str:
    from regioplan.workflows.reviewing import json_of  # noqa: PLC0415  # only for who asks

    return json.dumps(json_of(found.rijen), ensure_ascii=False, indent=2) + "\n"


COMMENT_FORMATS: Mapping[str, Callable[[Commented, View], str]] = MappingProxyType(
    {"full": _reactions, "json": _reactions_json}
)
"""The value of `--output-format` → how the reactions are told."""


# ------------------------------------------------------------------ verify

VERIFY_FORMAT_VERSION = 1
"""Goes up when a key disappears or gets another meaning; a new key may come without that."""


@command("verify", "Ga na uit welke versie een Word-bestand komt, en of het daarna is gewijzigd.")
def verify(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="BESTAND", help="Een .docx die regioplan heeft gemaakt.", readable=False
        ),
    ],
    folder: FolderOption = Path(),
    output_format: Annotated[
        Literal["full", "json"],
        typer.Option(metavar="VORM", help="full: om te lezen; json: voor andere programma's."),
    ] = "full",
) -> int:
    """Tell whose Word file this is; 1 when it was edited, or when what was signed was."""
    from regioplan import workflows  # noqa: PLC0415  # heavy: only for who asks

    found = workflows.verify(file, folder)
    text = VERIFY_FORMATS[output_format](found, terminal.view(sys.stdout, str(folder)))
    terminal.answer(text, utf8=output_format == "json")
    return int(not found.same)


def _verified(found: Verified, view: View) -> str:
    """Where it comes from, what was edited, what was signed, and the verdict."""
    lines: list[str] = []
    for title, part in (
        ("Herkomst", _origin(found)),
        ("Tekst", _text(found, view)),
        ("Ondertekening", _signed(found, view)),
        ("Let op", found.remarks),
    ):
        rows = [row for line in part for row in _set(view, line, "  ", "    ")]
        if rows:
            lines += [view.paint(title, "bold"), *rows, ""]
    lines.append(view.paint(_conclusion(found), "bold"))
    return "\n".join(lines) + "\n"


def _origin(found: Verified) -> Iterator[str]:
    origin, commit = found.origin, found.commit
    yield f"{found.file} is een {origin.document}, gemaakt met regioplan {origin.tool}."
    if origin.rules:
        yield f"Versie van de regels: {origin.rules}."
    if commit is not None:
        tags = f" ({', '.join(commit.tags)})" if commit.tags else ""
        yield f"Revisie {commit.revision[:12]}{tags} van {_date(commit.day)}: {commit.subject}"
        if not commit.in_head:
            yield "Deze revisie hoort niet bij de geschiedenis van de versie die nu openstaat."
    elif origin.revision:
        yield f"Revisie {origin.revision[:12]}."
    if origin.revision:
        yield (
            "Alles was vastgelegd toen het bestand werd gemaakt."
            if origin.clean
            else "Toen het bestand werd gemaakt, waren er wijzigingen die niet waren vastgelegd."
        )
    if origin.text_hash:
        yield f"Controlegetal van de tekst: {origin.text_hash}"


def _date(day: date) -> str:
    from regioplan.document.printing import datum  # noqa: PLC0415  # heavy: only for who asks

    return datum(day)


def _text(found: Verified, view: View) -> Iterator[str]:
    base = "van die revisie" if found.basis == "revisie" else "van de map zoals die nu is"
    if found.rejected is not None:
        who = ", ".join((*found.authors, *(["regioplan zelf"] if found.redline else [])))
        yield f"Er staan bijgehouden wijzigingen in, van {who}."
        yield f"Alle afgewezen: {_as_much(len(found.rejected), base)}."
        yield f"Alle aanvaard: {_as_much(len(found.edits), base)}{':' if found.edits else '.'}"
    else:
        words = _as_much(len(found.edits), base)
        yield f"{words[:1].upper()}{words[1:]}{':' if found.edits else '.'}"
    for edit in found.edits:
        place = ""
        if edit.place.location is not None:
            at = edit.place.location
            place = f" ({view.path(at.file)}:{at.line})"
        yield f"- {edit.place.where or 'Niet geplaatst'}{place}: {edit.kind}"
        was, is_ = _around(edit.made, edit.found)
        if was:
            yield f"    was: {was}"
        if is_:
            yield f"    is:  {is_}"


_KEPT = 8
"""Words on either side of a change that are shown with it."""


def _around(made: str, found: str) -> tuple[str, str]:
    """The words that differ, with a few that do not; all of them where one text is empty."""
    one, other = made.split(), found.split()
    if not one or not other:
        return made, found
    short = min(len(one), len(other))
    start = next((n for n in range(short) if one[n] != other[n]), short)
    end = next((n for n in range(short - start) if one[-1 - n] != other[-1 - n]), short - start)
    start, end = max(start - _KEPT, 0), max(end - _KEPT, 0)
    before, behind = "… " if start else "", " …" if end else ""
    was, is_ = (f"{before}{' '.join(w[start : len(w) - end])}{behind}" for w in (one, other))
    return was, is_


def _as_much(number: int, base: str) -> str:
    """How much of the text is different: "2 alinea's zijn anders dan in de tekst van …"."""
    if not number:
        return f"de tekst is gelijk aan die {base}"
    words = "alinea is" if number == 1 else "alinea's zijn"
    return f"{number} {words} anders dan in de tekst {base}"


def _signed(found: Verified, view: View) -> Iterator[str]:
    now = {
        True: "dat is de tekst van de map zoals die nu is",
        False: "de tekst van de map is daarna gewijzigd",
        None: "de tekst van de map is nu niet te lezen",
    }
    in_file = {
        True: "; dit bestand is uit die tekst gemaakt",
        False: "; dit bestand niet",
        None: "",
    }
    for ronde in found.rounds:
        yield (
            f"{ronde.title} ({view.path(ronde.file)}:{ronde.line}): getekend is"
            f" {ronde.text_hash[:12]}…; {now[ronde.is_now]}{in_file[ronde.is_file]}."
        )


def _conclusion(found: Verified) -> str:
    """The last line."""
    signed = any(r.is_now is False for r in found.rounds)
    base = "revisie" if found.basis == "revisie" else "map"
    first = f"Niet gelijk aan de {base}" if found.edits else f"Gelijk aan de {base}"
    second = "; wat is getekend, is daarna gewijzigd" if signed else ""
    return f"{first}{second}."


def _verified_json(found: Verified, _view: View) -> str:
    origin, commit, state = found.origin, found.commit, found.state
    content = {
        "formaat": VERIFY_FORMAT_VERSION,
        "regioplan": __version__,
        "bestand": found.file,
        "gelijk": found.same,
        "herkomst": {
            "document": origin.document,
            "revisie": origin.revision or None,
            "schoon": origin.clean if origin.revision else None,
            "regioplan": origin.tool or None,
            "regels": origin.rules or None,
            "tekst_hash": origin.text_hash or None,
            "uit_kleine_letters": origin.printed,
        },
        "git": None
        if state is None
        else {
            "bekend": commit is not None,
            "datum": commit.day.isoformat() if commit else None,
            "tags": list(commit.tags) if commit else [],
            "onderwerp": commit.subject if commit else None,
            "in_huidige_versie": commit.in_head if commit else None,
            "map_schoon": state.clean,
        },
        "vergeleken_met": found.basis,
        "verschillen": [_edit_json(edit) for edit in found.edits],
        "bijgehouden": None
        if found.rejected is None
        else {
            "door": list(found.authors),
            "door_regioplan": found.redline,
            "verschillen_na_afwijzen": [_edit_json(edit) for edit in found.rejected],
        },
        "tekst_hash_vergeleken": found.hash_then or None,
        "tekst_hash_nu": found.hash_now or None,
        "ondertekening": [
            {
                "ronde": ronde.title,
                "bestand": ronde.file,
                "regel": ronde.line,
                "tekst_hash": ronde.text_hash,
                "is_tekst_nu": ronde.is_now,
                "is_tekst_bestand": ronde.is_file,
            }
            for ronde in found.rounds
        ],
        "opmerkingen": list(found.remarks),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _edit_json(edit: Edit) -> dict[str, str | int | None]:
    at = edit.place.location
    return {
        "soort": edit.kind,
        "waar": edit.place.where or None,
        "bestand": at.file if at else None,
        "regel": at.line if at else None,
        "was": edit.made or None,
        "is": edit.found or None,
    }


VERIFY_FORMATS: Mapping[str, Callable[[Verified, View], str]] = MappingProxyType(
    {"full": _verified, "json": _verified_json}
)
"""The value of `--output-format` → how it is told."""
