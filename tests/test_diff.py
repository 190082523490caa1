"""The changes between two programmes: in its own words, complete, and the same both ways."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from history_repo import files_of, repository
from regioplan import __version__, workflows
from regioplan.cli import changes as told
from regioplan.cli import main, memo
from regioplan.diff import Change, Kind, Part, changes, money, sentence
from regioplan.diff.text import plain, words
from regioplan.errors import RegioplanError
from regioplan.loader import load
from regioplan.model import BLADEN, Onleesbaar, Programma, Thema
from regioplan.model.base import Bereik, Kalenderjaar, Node, PerJaar, Prose, Tekst
from regioplan.report import View
from rule_cases import BASE

Golden = Callable[[str, str], str]


def programme(files: Mapping[str, bytes]) -> Programma:
    """A programme of which every file can be read."""
    loaded = load(files)
    assert loaded.programma is not None
    assert loaded.findings == ()
    return loaded.programma


def edited(file: str, *edits: tuple[str, str], files: Mapping[str, bytes] = BASE) -> Programma:
    """The base programme with other text in one of its files."""
    text = files[file].decode()
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return programme({**files, file: text.encode()})


BASIS = programme(BASE)
"""The base programme of the tests."""


def only(new: Programma, old: Programma = BASIS) -> Change:
    """The one change from the base programme."""
    (change,) = changes(old, new)
    return change


# ------------------------------------------------------------------ what is no change


def test_a_programme_has_no_changes_against_itself() -> None:
    """Nothing is told of two equal programmes."""
    assert changes(BASIS, programme(BASE)) == ()


def test_a_moved_line_is_not_a_change() -> None:
    """Keys, items of lists and measures may stand in another order."""
    moved = edited(
        "themas/1-overstap.yaml",
        ("    trekker: roc-kromme-rak\n    partners: [vo-t-veer, vso-duinpad]\n",
         "    partners: [vso-duinpad, vo-t-veer]\n    trekker: roc-kromme-rak\n"),
    )  # fmt: skip
    assert changes(BASIS, moved) == ()


def test_reordered_measures_and_files_are_no_change() -> None:
    """A theme in another file, and its measures the other way round, say the same."""
    text = BASE["themas/1-overstap.yaml"].decode()
    first, second = text.index("  - id: zomerbrug"), text.index("  - id: overstapcoach")
    end = text.index("slot:")
    turned = text[:first] + text[second:end] + text[first:second] + text[end:]
    files = {name: content for name, content in BASE.items() if name != "themas/1-overstap.yaml"}
    assert changes(BASIS, programme({**files, "themas/9-later.yaml": turned.encode()})) == ()


def test_text_that_is_broken_into_other_lines_is_no_change() -> None:
    """How lines are broken within a paragraph is seen by nobody; a new paragraph is."""
    old = "Wie goed begint, blijft vaker. Deze"
    file = "themas/1-overstap.yaml"
    assert changes(BASIS, edited(file, (old, "Wie goed begint,\n  blijft vaker. Deze"))) == ()
    split = only(edited(file, (old, "Wie goed begint, blijft vaker.\n\n  Deze")))
    assert split.kind is Kind.TEKST


def test_an_id_that_changed_is_one_change_and_its_references_are_none() -> None:
    """The item is recognised by what it says; references and links to it follow."""
    as_id = re.compile(rb"(: |, |\[|#)overstapcoach(?=\n|,|\)|\](?!\())")
    files = {name: as_id.sub(rb"\1coach-bij-overstap", content) for name, content in BASE.items()}
    change = only(programme(files))
    assert (change.kind, change.sleutel) == (Kind.HERNOEMD, "id")
    assert (change.oud, change.nieuw) == ("overstapcoach", "coach-bij-overstap")


def test_another_measure_under_another_id_is_no_rename() -> None:
    """What has another title and says something else came, and the old one went."""
    files = {name: c.replace(b"zomerbrug", b"taalbad") for name, c in BASE.items()}
    text = files["themas/1-overstap.yaml"].decode()
    first, second = text.index("  - id: taalbad"), text.index("  - id: overstapcoach")
    other = "  - {id: taalbad, titel: Taalbad, tekst: Een maand taal., status: pilot}\n"
    files["themas/1-overstap.yaml"] = (text[:first] + other + text[second:]).encode()
    loaded = load(files)
    assert loaded.programma is not None
    measures = {
        (c.kind, c.item) for c in changes(BASIS, loaded.programma) if c.soort == "maatregel"
    }
    assert (Kind.VERVALLEN, "maatregel ‘Zomerbrug & start’") in measures
    assert (Kind.TOEGEVOEGD, "maatregel ‘Taalbad’") in measures


# ------------------------------------------------------------------ what is one


def test_amounts_are_told_per_year_and_in_total() -> None:
    """From, to and difference, exact to the cent."""
    text = BASE["financien.yaml"].decode().replace("2027: 120000\n", "2027: 140000.50\n", 1)
    change = only(programme({**BASE, "financien.yaml": text.encode()}))
    assert change.kind is Kind.BEDRAG
    assert change.verschil == Decimal("20000.50")
    assert {y.jaar: y.verschil for y in change.jaren if y.verschil} == {2027: Decimal("20000.50")}
    assert change.substantieel


def test_to_be_decided_is_something_else_than_nothing() -> None:
    """That n.t.b. came to stand where nothing stood is told, and so is the way back."""
    undecided = edited("governance.yaml", ("  vorm: ", "  vorm: n.t.b. #"))
    change = only(undecided)
    assert change.nieuw == "n.t.b."
    gone = only(BASIS, undecided)
    assert (gone.oud, gone.nieuw) == ("n.t.b.", change.oud)


def test_a_measure_in_another_theme_has_moved() -> None:
    """It is neither gone nor new, and its parts go with it unsaid."""
    text = BASE["themas/1-overstap.yaml"].decode()
    first, second = text.index("  - id: zomerbrug"), text.index("  - id: overstapcoach")
    there = BASE["themas/3-dichtbij.yaml"].decode()
    files = {
        **BASE,
        "themas/1-overstap.yaml": (text[:first] + text[second:]).encode(),
        "themas/3-dichtbij.yaml": (there.rstrip() + "\n" + text[first:second]).encode(),
    }
    change = only(programme(files))
    assert change.kind is Kind.VERPLAATST
    assert (change.oud, change.nieuw) == (
        "lijn ‘Een goede overstap naar het mbo’",
        "lijn ‘Hulp dichtbij’",
    )


def test_a_signature_that_came_in_is_told_as_one() -> None:
    """Day and place of a signature are one event, not two fields."""
    line = "  - partner: gem-ermelo\n        functie: wethouder werk en inkomen\n"
    unsigned = edited(
        "partners.yaml", (line + "        plaats: Ermelo\n        datum: 2026-01-21\n", line)
    )
    change = only(BASIS, unsigned)
    assert (change.kind, change.nieuw) == (Kind.ONDERTEKEND, "21 januari 2026, Ermelo")
    assert only(unsigned).kind is Kind.NIET_MEER_ONDERTEKEND


def test_another_chair_is_told_as_a_person() -> None:
    """Partner and function of a chair are told together."""
    old, new = programme(files_of("v1.0")), programme(files_of("v1.1"))
    chair = next(c for c in changes(old, new) if c.veld == "voorzitter")
    assert chair.oud == "Gemeente Harderwijk, wethouder onderwijs"
    assert chair.nieuw == "ROC Het Kromme Rak, lid college van bestuur"


def test_only_targets_measures_and_budget_may_be_substantial() -> None:
    """Regeling 3.8 and 4.5: what the rules over two versions look at is marked here too."""
    found = changes(programme(files_of("v1.0")), programme(files_of("v1.1")))
    marked = {(c.kind, c.soort) for c in found if c.substantieel}
    assert marked == {
        (Kind.GEWIJZIGD, "streefcijfer"),
        (Kind.VERVALLEN, "maatregel"),
        (Kind.BEDRAG, "begrotingsregel"),
        (Kind.VERVALLEN, "begrotingsregel"),
    }
    assert all(bool(c.reden) == c.substantieel for c in found)


def test_a_file_that_cannot_be_read_is_not_compared() -> None:
    """What is unreadable is neither empty nor equal."""
    loaded = load({**BASE, "financien.yaml": b"bronnen: [\n"})
    assert loaded.programma is not None
    with pytest.raises(Onleesbaar):
        changes(BASIS, loaded.programma)


def test_money_is_summed_in_both_versions() -> None:
    """What comes in and what is spent, per year and in total."""
    sources, spent = money(programme(files_of("v1.0")), programme(files_of("v1.1")))
    assert sources.verschil == 0
    assert (spent.oud, spent.nieuw) == (Decimal(600000), Decimal("550000.50"))


# ------------------------------------------------------------------ text


@given(st.text("ab \n-", max_size=30), st.text("ab \n-", max_size=30))
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    """Without what went it is the new text, without what came the old one."""
    before, now = plain(old, {}), plain(new, {})
    segments = words(before, now)
    for text, other in ((before, Part.ERBIJ), (now, Part.WEG)):
        kept = " ".join(s.tekst for s in segments if s.deel is not other)
        assert kept.split() == text.split()


@given(st.text("abc \n", max_size=40), st.text("abc \n", max_size=40))
def test_a_word_diff_is_the_same_the_other_way_round(old: str, new: str) -> None:
    """Swapped texts swap what went and what came."""
    flipped = {Part.ERBIJ: Part.WEG, Part.WEG: Part.ERBIJ, Part.GELIJK: Part.GELIJK}
    back = Counter(replace(s, deel=flipped[s.deel]) for s in words(new, old))
    assert Counter(words(old, new)) == back


# ------------------------------------------------------------------ every field


def classes(kind: type[Node]) -> Iterator[type[Node]]:
    """A model and every model inside it."""
    yield kind
    for info in kind.model_fields.values():
        for each in parts_of(info.annotation):
            if isinstance(each, type) and issubclass(each, Node):
                yield from classes(each)


def parts_of(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of."""
    if get_origin(annotation) in {Union, UnionType, tuple, Annotated}:
        for each in get_args(annotation):
            yield from parts_of(each)
    else:
        yield annotation


def samples(annotation: Any) -> tuple[Any, Any]:
    """Two different values of a type; of a list, two lists."""
    if get_origin(annotation) is tuple:
        first, second = samples(get_args(annotation)[0])
        return (first,), (second,)
    kinds = [each for each in parts_of(annotation) if isinstance(each, type)]
    for kind in kinds:
        if issubclass(kind, Node):
            return two(kind)
        if issubclass(kind, StrEnum):
            first, second, *_ = [*list(kind), None]
            return first, second
    return next(pair for kind, pair in _VALUES if kind in {*kinds, object})


_VALUES: tuple[tuple[type, tuple[Any, Any]], ...] = (
    (Prose, (Prose("een tekst"), Prose("een andere tekst"))),
    (Tekst, (Tekst("een"), Tekst("twee"))),
    (bool, (True, False)),
    (date, (date(2026, 1, 1), date(2026, 1, 2))),
    (Decimal, (Decimal(1), Decimal(2))),
    (Bereik, (Bereik(Decimal(1), Decimal(2)), Bereik(Decimal(1), Decimal(3)))),
    (Kalenderjaar, (Kalenderjaar("2026"), Kalenderjaar("2027"))),
    (int, (1, 2)),
    (str, ("een-id", "ander-id")),
    (object, (1, 1)),  # the format, of which there is one
)
"""Type → two values of it; the first type that fits counts."""


def two(kind: type[Node]) -> tuple[Node, Node]:
    """Two nodes of a kind that differ."""
    if kind is PerJaar:
        return PerJaar.model_validate({"2026": "1"}), PerJaar.model_validate({"2026": "2"})
    key = next(k for k in kind.model_fields if k not in {"id", "formaat"})
    return least(kind), with_field(least(kind), key, samples(kind.model_fields[key].annotation)[1])


def least(kind: type[Node]) -> Node:
    """A node with only what must be there."""
    values = {
        key: samples(info.annotation)[0]
        for key, info in kind.model_fields.items()
        if info.is_required()
    }
    return kind.model_construct(**values)


def with_field(node: Node, key: str, value: Any) -> Node:
    """The same node with another value in one field."""
    return node.model_copy(update={key: value})


def around(root: type[Node], target: type[Node], value: Node) -> Node | None:
    """A root that holds this node, deep inside; None when it has no place for one."""
    if root is target:
        return value
    for key, info in root.model_fields.items():
        for each in parts_of(info.annotation):
            if isinstance(each, type) and issubclass(each, Node):
                inside = around(each, target, value)
                if inside is not None:
                    held = (inside,) if get_origin(info.annotation) is tuple else inside
                    return with_field(least(root), key, held)
    return None


def holding(blad: Node, file: str) -> Programma:
    """A programme with one file of this content beside the two that must be there."""
    base = {name: BASIS.bladen[name] for name in ("programma.yaml", "regio.yaml")}
    return Programma({**base, file: blad})  # type: ignore[dict-item]  # a file's model


FILES: Mapping[str, type[Node]] = {**BLADEN, "themas/1-een.yaml": Thema}

FIELDS = [
    (file, kind, key)
    for file, root in FILES.items()
    for kind in dict.fromkeys(classes(root))
    for key in kind.model_fields
    if key != "formaat"  # of which there is one value
]


@pytest.mark.parametrize(
    ("file", "kind", "key"), FIELDS, ids=[f"{f}-{k.__name__}-{key}" for f, k, key in FIELDS]
)
def test_a_change_in_any_field_of_the_model_is_told(file: str, kind: type[Node], key: str) -> None:
    """A new field is never silently ignored: its change, its coming and its going are told."""
    first, second = samples(kind.model_fields[key].annotation)
    empty = () if isinstance(first, tuple) else None
    cases = (
        [(first, second)]
        if kind.model_fields[key].is_required()
        else [(first, second), (empty, first)]
    )
    for old, new in cases:
        pair = [
            holding(
                around(FILES[file], kind, with_field(least(kind), key, value)) or least(kind), file
            )
            for value in (old, new)
        ]
        assert changes(*pair), (old, new)
        assert changes(*reversed(pair)), (new, old)


# ------------------------------------------------------------------ properties

N = TypeVar("N", bound=Node)


def swapped(node: N, target: Node, key: str, value: Any) -> N:
    """A tree in which one node has another value in one field."""
    if node is target:
        return node.model_copy(update={key: value})
    update: dict[str, Any] = {}
    for name, held in vars(node).items():
        if isinstance(held, Node):
            update[name] = swapped(held, target, key, value)
        elif isinstance(held, tuple) and any(isinstance(each, Node) for each in held):
            update[name] = tuple(swapped(each, target, key, value) for each in held)
    return node.model_copy(update=update)


EDITS = st.lists(st.tuples(*[st.integers(0, 10_000)] * 3), min_size=1, max_size=4)
"""Edits, each as three numbers: which node, which field, and which other value."""


def after(edits: list[tuple[int, int, int]]) -> Programma:
    """The base programme after some edits: values of others, gone, turned round, ids anew."""
    made = BASIS
    for of_node, of_key, of_value in edits:
        nodes = [n for n in made.nodes() if not isinstance(n, PerJaar) and type(n).model_fields]
        node = nodes[of_node % len(nodes)]
        keys = sorted(set(type(node).model_fields) - {"formaat"})
        key = keys[of_key % len(keys)]
        options = other_values(node, key, nodes)
        value = options[of_value % len(options)]
        if key == "id":  # what refers to it goes along, as it does in a programme that is read
            made = Programma({n: told_anew(b, node.id, value) for n, b in made.bladen.items()})  # type: ignore[attr-defined]  # it has the key
        else:
            made = Programma({n: swapped(b, node, key, value) for n, b in made.bladen.items()})
    return made


def told_anew(node: N, old: str, new: str) -> N:
    """A tree in which an id is another one, at the item and in every reference."""

    def anew(value: Any) -> Any:
        if isinstance(value, Node):
            return told_anew(value, old, new)
        if isinstance(value, tuple):
            return tuple(anew(each) for each in value)
        if isinstance(value, Prose):
            return Prose(value.replace(f"](#{old})", f"](#{new})"))
        return new if type(value) is str and value == old else value

    return node.model_copy(update={key: anew(value) for key, value in vars(node).items()})


def other_values(node: Node, key: str, nodes: list[Node]) -> list[Any]:
    """What may stand in a field instead."""
    held = getattr(node, key, None)
    if key == "id":
        return [f"x-{held}"]
    if isinstance(held, tuple):
        return [held[1:], held[:-1], held[::-1]]
    others = [getattr(n, key, None) for n in nodes if type(n) is type(node)]
    options = [value for value in others if value is not None] or [held]
    return options if type(node).model_fields[key].is_required() else [*options, None]


_MIRROR = {
    Kind.TOEGEVOEGD: Kind.VERVALLEN,
    Kind.VERVALLEN: Kind.TOEGEVOEGD,
    Kind.ONDERTEKEND: Kind.NIET_MEER_ONDERTEKEND,
    Kind.NIET_MEER_ONDERTEKEND: Kind.ONDERTEKEND,
}


def outline(change: Change) -> tuple[Any, ...]:
    """A change without the words of its item, which are those of the newer side."""
    years = tuple((y.jaar, y.oud, y.nieuw, y.oud_ntb, y.nieuw_ntb) for y in change.jaren)
    return (
        change.kind, change.soort, change.sleutel, change.oud, change.nieuw, years, change.verschil,
        change.erbij, change.eraf, change.substantieel, change.reden,
    )  # fmt: skip


def mirrored(change: Change) -> tuple[Any, ...]:
    """The same of a change seen from the other side."""
    years = tuple((y.jaar, y.nieuw, y.oud, y.nieuw_ntb, y.oud_ntb) for y in change.jaren)
    return (
        _MIRROR.get(change.kind, change.kind), change.soort, change.sleutel, change.nieuw,
        change.oud, years, None if change.verschil is None else -change.verschil, change.eraf,
        change.erbij, change.substantieel, change.reden,
    )  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(EDITS, EDITS)
def test_the_other_way_round_swaps_added_and_removed(
    first: list[tuple[int, int, int]], second: list[tuple[int, int, int]]
) -> None:
    """Every change has its mirror image, and nothing else is told."""
    old, new = after(first), after(second)
    there, back = changes(old, new), changes(new, old)
    assert Counter(map(mirrored, there)) == Counter(map(outline, back))


@settings(deadline=None, max_examples=20)
@given(EDITS)
def test_only_equal_programmes_have_no_changes(edits: list[tuple[int, int, int]]) -> None:
    """What is equal gives nothing; every change can be said in a sentence."""
    new = after(edits)
    assert changes(new, new) == ()
    assert all(sentence(change) for change in changes(BASIS, new))


# ------------------------------------------------------------------ as it is read


@pytest.fixture
def compared(tmp_path: Path) -> Callable[[str, str], workflows.Compared]:
    """Compare two versions of the history."""
    folder = repository(tmp_path / "repo", "plan")
    return lambda old, new: workflows.diff(old, new, folder=folder)


@pytest.mark.parametrize(("old", "new"), [("v0.1", "v0.9"), ("v0.9", "v1.1")])
def test_the_report_for_people_reads_well(
    compared: Callable[[str, str], workflows.Compared], golden: Golden, old: str, new: str
) -> None:
    """The whole report, read by eye when it changes."""
    made = told.full(compared(old, new), View())
    assert made == golden(f"diff-{old}-{new}.txt", made)


def test_the_memo_reads_well(
    compared: Callable[[str, str], workflows.Compared], golden: Golden
) -> None:
    """The Markdown for a council, read by eye when it changes."""
    made = memo.markdown(compared("v0.9", "v1.1"), View())
    assert made == golden("diff-v0.9-v1.1.md", made)


def test_the_json_has_dutch_keys_and_exact_amounts(
    compared: Callable[[str, str], workflows.Compared], golden: Golden
) -> None:
    """The whole answer for programs; its version of regioplan is left out here."""
    made = told.own_json(compared("v0.9", "v1.1"), View()).replace(f'"{__version__}"', '"x"')
    kept = {**json.loads(made), "map": "plan"}
    text = json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
    assert text == golden("diff-v0.9-v1.1.json", text)


def test_the_report_keeps_to_the_width_and_marks_words_by_more_than_colour(
    compared: Callable[[str, str], workflows.Compared],
) -> None:
    """In a terminal no line is too long; what went is struck through, what came underlined."""
    found = compared("v0.1", "v0.9")
    narrow = told.full(found, View(width=60))
    assert max(map(len, narrow.splitlines())) <= 60
    assert "[-vooral-]" in narrow
    colour = told.full(found, View(width=60, colour=True))
    assert "\x1b[9;31mvooral" in colour
    assert "[-vooral-]" not in colour


# ------------------------------------------------------------------ the command


def test_the_command_compares_the_last_commit_with_the_files_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without arguments: HEAD and the work tree of the current folder."""
    folder = repository(tmp_path)
    monkeypatch.chdir(folder)
    assert main(["diff"]) == 0
    assert "Er is niets gewijzigd" in capsys.readouterr().out
    text = (folder / "regio.yaml").read_text("utf-8")
    (folder / "regio.yaml").write_text(text + "merknaam: Samen\n", "utf-8")
    assert main(["diff", "--exit-code"]) == 1
    assert "merknaam: van niet ingevuld naar Samen" in capsys.readouterr().out


def test_the_command_takes_revisions_and_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with a programme in it is a folder; anything else is a revision of `--folder`."""
    folder = repository(tmp_path / "repo")
    old = tmp_path / "oud"
    old.mkdir()
    for name, content in files_of("v0.9").items():
        (old / name).parent.mkdir(exist_ok=True)
        (old / name).write_bytes(content)
    assert main(["diff", "v0.9", "v1.0", "--folder", str(folder)]) == 0
    first = capsys.readouterr().out
    assert main(["diff", str(old), "v1.0", "--folder", str(folder)]) == 0
    second = capsys.readouterr().out
    assert first.splitlines()[1:] == second.splitlines()[1:]
    assert main(["diff", "v9", "--folder", str(folder)]) == 2
    assert "‘v9’" in capsys.readouterr().err


def test_the_answer_goes_into_a_file_but_never_over_a_programme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The suffix picks the form; a YAML file is never written."""
    folder = str(repository(tmp_path / "repo"))
    memo_file = tmp_path / "memo.md"
    arguments = ["diff", "v0.9", "v1.0", "--folder", folder, "--output-file"]
    assert main([*arguments, str(memo_file)]) == 0
    assert capsys.readouterr().out == "6 wijzigingen.\n"
    assert memo_file.read_text("utf-8").startswith("# Wijzigingen in Samen aan zet\n")
    regio = Path(folder) / "regio.yaml"
    before = regio.read_bytes()
    assert main([*arguments, str(regio)]) == 2
    assert regio.read_bytes() == before


def test_a_version_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Which of the two, where it goes wrong, and what to do."""
    folder = repository(tmp_path)
    (folder / "regio.yaml").write_text("nummer: [\n", "utf-8")
    with pytest.raises(RegioplanError, match=r"in de werkmap is niet te lezen: regio\.yaml:"):
        workflows.diff("v1.0", folder=folder)
