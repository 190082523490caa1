"""The reader of YAML files: values as typed, places, problems in Dutch, suppression comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from regioplan import source
from regioplan.source import Location, Mapping, Problem, Scalar, Sequence, Value, read

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Both parsers: the one in C, and the one for machines without it."""
    monkeypatch.setattr(source, "_LOADER", request.param)
    return request.param


def mapping(text: str) -> Mapping:
    """The mapping that a clean text holds."""
    read_source = read("p.yaml", text.encode())
    assert read_source.problems == ()
    assert isinstance(read_source.data, Mapping)
    return read_source.data


def scalar(text: str, key: str = "a") -> Scalar:
    value = mapping(text)[key]
    assert isinstance(value, Scalar)
    return value


def problems(text: str | bytes) -> tuple[Problem, ...]:
    return read("p.yaml", text if isinstance(text, bytes) else text.encode()).problems


def places(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    return [(p.code, p.location.line, p.location.column) for p in problems(text)]


# ------------------------------------------------------------------ values


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "typed",
    ["0202", "NO", "on", "1.10", "12:30", "2026-01-01", "1_000", "~", "null", "0x1F", ".inf", "="],
)
def test_a_value_stays_as_it_was_typed(typed: str) -> None:
    """No text becomes a number, a date, a yes or no, or nothing."""
    value = scalar(f"a: {typed}\n")
    assert value == typed
    assert not value.null


@pytest.mark.usefixtures("loader")
def test_a_value_that_is_not_there_is_null_and_an_empty_text_is_not() -> None:
    """`a:` and `a: ''` both are the text "", but only the first is absent."""
    data = mapping("a:\nb: ''\nc:\n-\n- ''\n")
    items = data["c"]
    assert isinstance(items, Sequence)
    nulls = [value.null for value in (data["a"], data["b"], *items) if isinstance(value, Scalar)]
    assert nulls == [True, False, True, False]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ["", "# alleen uitleg\n", "---\n", "\ufeff", "\n\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    """A file without a value is no mistake of YAML."""
    data = mapping(text)
    assert data == {}
    assert data.location == Location("p.yaml", 1, 1)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "kind"), [("- a\n", Sequence), ("tekst\n", Scalar)])
def test_a_root_of_another_kind_is_given_as_it_is(text: str, kind: type) -> None:
    """That the root must be a mapping is for the loader to say."""
    result = read("p.yaml", text.encode())
    assert isinstance(result.data, kind)
    assert result.problems == ()


def test_pydantic_takes_a_scalar_for_text() -> None:
    """The model's fields are text to pydantic, and a Scalar is."""
    assert TypeAdapter(str).validate_python(Scalar("x")) == "x"
    assert TypeAdapter(dict[str, list[str]]).validate_python(mapping("a: [b]")) == {"a": ["b"]}


# ------------------------------------------------------------------ places


@pytest.mark.usefixtures("loader")
def test_places_of_keys_values_and_items() -> None:
    """A value below its key begins at its first key or "-", an item behind its "- "."""
    data = mapping("a:\n  b: x\nc:\n- d: 1\n  e: 2\n-   y\n-\nf:\n")
    inner, items = data["a"], data["c"]
    assert isinstance(inner, Mapping)
    assert isinstance(items, Sequence)
    assert [str(place) for place in data.keys_at.values()] == [
        "p.yaml:1:1",
        "p.yaml:3:1",
        "p.yaml:8:1",
    ]
    assert [str(place) for place in data.values_at.values()] == [
        "p.yaml:2:3",
        "p.yaml:4:1",
        "p.yaml:8:1",
    ]
    assert [str(place) for place in items.items_at] == ["p.yaml:4:3", "p.yaml:6:5", "p.yaml:7:1"]
    assert inner.location == data.values_at["a"]
    assert items.location == data.values_at["c"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_move_nothing(ending: str, start: str) -> None:
    """A file from Windows or an old Mac has the same places and the same text."""
    text = start + "é: één\nb: |\n  x\n\n  y\nc: z\n".replace("\n", ending)
    data = mapping(text)
    assert data["b"] == "x\n\ny\n"
    assert [place.line for place in data.keys_at.values()] == [1, 2, 6]
    assert data.values_at["é"].column == 4
    assert read("p.yaml", text.encode()).lines == ("é: één", "b: |", "  x", "", "  y", "c: z")


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: tekst", (1, 4)),
        ("a: 'tekst'", (1, 5)),
        ('a: "tekst"', (1, 5)),
        ("a: |\n    tekst\n", (2, 5)),
        ("a: >- # uitleg\n  tekst\n", (2, 3)),
        ("a: |\n\n  tekst\n", (2, 3)),
        ("a: |2\n    tekst\n", (2, 3)),
        ("a: |\n", (1, 4)),
    ],
)
def test_the_place_of_the_text_itself(text: str, place: tuple[int, int]) -> None:
    """`text_line` and `text_column` point at the content: behind the quote or the indentation."""
    value = scalar(text)
    assert (value.text_line, value.text_column) == place
    assert value.location == Location("p.yaml", 1, 4)


@pytest.mark.usefixtures("loader")
def test_a_block_scalar_knows_its_kind() -> None:
    """A place in its text can only be computed for `|`, so the kind is kept."""
    data = mapping("a: |\n x\nb: >\n x\nc: '|'\n")
    kinds = [value.block for value in data.values() if isinstance(value, Scalar)]
    assert kinds == ["|", ">", ""]


# ------------------------------------------------------------------ bytes that are no text


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_file_in_windows_1252_is_told_where_and_what(ending: bytes, start: bytes) -> None:
    """The place is that of the first bad byte, in characters; the remedy is to save as UTF-8."""
    result = read("p.yaml", start + "é: 1".encode() + ending + b"a: caf\xe9 en \xeb\n")
    (problem,) = result.problems
    assert (problem.code, str(problem.location)) == ("INT-utf8", "p.yaml:2:7")
    assert "sla het bestand op als UTF-8" in problem.message
    assert "Windows-1252" in problem.message
    assert result.data is None
    assert result.lines[1].startswith("a: caf")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_told_so(encoding: str) -> None:
    """Also when the mark at its start is missing: then its NUL bytes give it away."""
    (problem,) = problems("abc: é\n".encode(encoding))
    assert (problem.code, problem.location.line) == ("INT-utf8", 1)
    assert "UTF-16" in problem.message


def test_a_nul_is_found_at_its_place() -> None:
    """In the text of a file that otherwise is fine."""
    assert places("a: é\r\nb: é\0x\n") == [("INT-utf8", 2, 5)]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "character", ["\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff"]
)
def test_an_invisible_character_is_found_at_its_place(character: str) -> None:
    """YAML or an editor would take these otherwise than they look."""
    (problem,) = problems(f"a: é\nb: é{character}x{character}\n")
    assert (problem.code, str(problem.location)) == ("INT-yaml", "p.yaml:2:5")
    assert f"U+{ord(character):04X}" in problem.message
    assert "nog 1 keer" in problem.message


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("escape", [r"\0", r"\x07", r"\ud800", r"\UFFFFFFFF"])
def test_an_escape_brings_in_no_character_that_word_refuses(escape: str) -> None:
    """What cannot stand in a Word file is refused when it is read, not when it is written."""
    result = read("p.yaml", f'a: "x{escape}"\n'.encode())
    assert [(p.code, p.location.line) for p in result.problems] == [("INT-yaml", 1)]
    assert result.data is None


# ------------------------------------------------------------------ what YAML allows and we do not


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\n", [("INT-anker", 1, 4), ("INT-anker", 2, 4)]),
        ("&x a: 1\n*x : 2\n", [("INT-anker", 1, 1), ("INT-anker", 2, 1)]),
        ("a:\n  <<: {b: 1}\n", [("INT-anker", 2, 3)]),
        ("a: !!int 1\nb: !x [1]\nc: ! y\n", [("INT-label", n, 4) for n in (1, 2, 3)]),
        ("a: !!int\n", [("INT-label", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("INT-document", 2, 1)]),
        ("---\na: 1\n---\n", [("INT-document", 3, 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("INT-document", 1, 1)]),
        ("? [a]\n: 1\n", [("INT-sleutel", 1, 3)]),
        ("a: {{ naam }}\n", [("INT-sleutel", 1, 5)]),
        ("'': 1\n? \n: 2\n", [("INT-sleutel", 1, 1), ("INT-sleutel", 2, 2)]),
        ("a: 1\n: 2\n", [("INT-sleutel", 2, 1)]),
    ],
)
def test_what_is_refused_is_found_at_each_place(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    """Anchors, tags, more documents, odd keys: all of them, and the data is not used."""
    assert places(text) == expected
    assert read("p.yaml", text.encode()).data is None


@pytest.mark.usefixtures("loader")
def test_a_quoted_text_may_look_like_what_is_refused() -> None:
    """The advice "put it in quotes" works."""
    data = mapping("a: '&x'\nb: '*x'\nc: '!x'\n'<<': x\ne: '{{ x }}'\nf: '@x'\n")
    assert list(data) == ["a", "b", "c", "<<", "e", "f"]


@pytest.mark.usefixtures("loader")
def test_of_equal_keys_each_later_one_points_at_the_first() -> None:
    """In a budget a lost key is a lost amount: both lines are named, and the first value counts."""
    result = read("p.yaml", b"a: 1\nb: {a: x}\n'a': 2\na: [3]\n")
    first = Location("p.yaml", 1, 1)
    assert [(p.code, p.location.line, p.related) for p in result.problems] == [
        ("INT-sleutel-dubbel", 3, first),
        ("INT-sleutel-dubbel", 4, first),
    ]
    assert "op regel 1 en op regel 3" in result.problems[0].message
    assert result.data == {"a": "1", "b": {"a": "x"}}


@pytest.mark.usefixtures("loader")
def test_a_syntax_error_does_not_hide_what_was_found_before_it() -> None:
    """Reading stops at it, but the problems above it are told as well."""
    assert places("a: 1\na: 2\nb: &x 1\nc: d: e\n") == [
        ("INT-sleutel-dubbel", 2, 1),
        ("INT-anker", 3, 4),
        ("INT-yaml", 4, 5),
    ]


# ------------------------------------------------------------------ syntax errors

SNIPPETS = [
    "a: 1\n\tb: 2",
    "a: |\n\tb",
    "\ta: 1",
    "a: @jan",
    "a: `x`",
    "a: %x",
    "a: x\n  b: c",
    "a: doel: halen",
    "a: - b",
    "a: ? b",
    "a: 1\nb\nc: 1",
    'a: "x',
    "a: 'x\n---\n'",
    r'a: "\ud8000"',
    r'a: "\UFFFFFFFF"',
    r'a: "C:\qzen"',
    r'a: "\xzz"',
    "a: |0\n  x",
    "a: |x\n  y",
    "a: [b\nc: d",
    "a: {b: 1",
    "a: ]",
    "a: {b: c:}",
    "a: [b,,c]",
    "%x: 1",
    "%YAML 2.0\n---\na",
    "%YAML 1.1\n%YAML 1.1\n---\na",
    "a: !x!y z",
    "a: !<x",
    "a: & b",
    "a: **b**",
    "  a: 1\nb: 2",
    "a: 1\n...\nb: 2",
    'a: "b" c',
    "- a: 1\n b: 2",
    "a: 1\n- b",
    "a: 1\n: b",
    "a:\n  - b\n c: d",
    "a: “b: c”",
]


def rows(loader: Any) -> Iterator[source._Syntax]:
    """The row of the table that the parser's error of each snippet comes to."""
    for snippet in SNIPPETS:
        lines = tuple(snippet.split("\n"))
        try:
            for _ in yaml.parse(snippet, Loader=loader):
                pass
        except OverflowError:  # the pure Python parser on "\\UFFFFFFFF": not a matter of the table
            continue
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            assert mark
            line = lines[mark.line] if mark.line < len(lines) else ""
            english = f"{error.context}: {error.problem}"
            yield source._row(english, line[: mark.column], line[mark.column :])


def test_each_row_of_the_table_is_reached_by_a_real_text() -> None:
    """No sentence is there for an error that no parser gives; the last row is the safety net."""
    reached = {row for loader in LOADERS for row in rows(loader)}
    assert set(source._SYNTAX) - reached == {source._SYNTAX[-1]}


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_syntax_error_is_told_in_dutch(snippet: str, loader: Any) -> None:
    """No word of the parser, no unfilled place, and a place that is in the text."""
    del loader  # both are tried
    result = read("p.yaml", snippet.encode())
    assert result.data is None
    problem = result.problems[-1]
    assert problem.message != source._UNKNOWN
    assert not re.search(r"expected|found|while|token|\{\w+\}", problem.message)
    assert 1 <= problem.location.line <= len(result.lines)
    assert problem.location.column <= len(result.lines[problem.location.line - 1]) + 1


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: x\nb: doel: halen\n", (2, 8), "aanhalingstekens"),
        ("a: x\n  b: y\n", (2, 4), "inspringen"),
        ("a:\n\tb: 1\n", (2, 1), "tab"),
        ("a: x\nb: 'nooit dicht\nc: y\n", (2, 4), "nergens gesloten"),
        ("a: [x,\n  y\nb: z\n", (1, 4), "op regel 3, kolom 2"),
        ("a: **vet**\n", (1, 4), "sterretje"),
        ("a: 'zo's'\n", (1, 8), "verdubbel"),
        ("a: “zo: zo”\n", (1, 7), "gekrulde aanhalingstekens"),
        ("a:\n  - b\n  -c\nd: e\n", (3, 3), "streepje van een lijst hoort een spatie"),
        ("a:\n  -b: c\n   d: e\n", (2, 3), "streepje van een lijst hoort een spatie"),
        ("a:\n  - b:c\n    d: e\n", (2, 6), "dubbele punt van een sleutel hoort een spatie"),
        ("a: 1\nb:c\nd: 1\n", (2, 2), "dubbele punt van een sleutel hoort een spatie"),
        ("a:\n  - b: c\n\xa0   d: e\n    f: g\n", (3, 1), "vaste spatie"),
        ("a: b\nc:\xa0d\ne: f\n", (2, 3), "vaste spatie"),
        ("a:\n   - b\n  - c\n", (3, 3), "andere streepjes"),
        ("a: 1\nb\nc: 1\n", (2, 1), "dubbele punt"),
    ],
)
def test_a_common_mistake_is_pointed_at(text: str, place: tuple[int, int], words: str) -> None:
    """The place is where the user must look, and the sentence names the cure."""
    problem = problems(text)[-1]
    assert (problem.location.line, problem.location.column) == place
    assert words in problem.message


# ------------------------------------------------------------------ no text is too much


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("unit", ["- ", "[", "{a: ", "? ", "[[", "- ? "])
def test_deep_nesting_is_a_problem_and_no_crash(unit: str) -> None:
    """libyaml's own composer ends the process on this."""
    found = problems(unit * (200_000 // len(unit)))
    assert found[-1].code in {"INT-te-groot", "INT-yaml"}


@pytest.mark.usefixtures("loader")
def test_nesting_is_allowed_to_the_limit() -> None:
    """Exactly the limit is read; one more is not."""
    limit = source.MAX_DEPTH
    assert problems("[" * limit + "]" * limit) == ()
    assert places("[" * (limit + 1) + "]" * (limit + 1)) == [("INT-te-groot", 1, limit + 1)]


@pytest.mark.usefixtures("loader")
def test_an_alias_bomb_does_not_explode() -> None:
    """Aliases are never followed."""
    bomb = "a0: &a0 x\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    assert {problem.code for problem in problems(bomb)} == {"INT-anker"}


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    """The limit itself is allowed."""
    text = b"a: " + b"x" * (source.MAX_BYTES - 3)
    assert problems(text) == ()
    assert places(text + b"x") == [("INT-te-groot", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "# regioplan: negeer[KWA-a]\n" * 30_000,
        "# regioplan" + " " * 900_000,
        "a: '" + "# regioplan: " * 60_000 + "'",
        "a: x " + "# regioplan: " * 60_000,
        "a: x\n " + "-" * 900_000 + " y: z",
        "a: |\n" + "\n" * 900_000 + "  x\n",
        "a: 1\n" * 100_000,
        "#" * 900_000,
    ],
    ids=str.__len__,
)
def test_no_regular_expression_runs_away(text: str) -> None:
    """Long runs of what our patterns look for end as well: hours, were the time not linear."""
    assert len(read("p.yaml", text.encode()).lines) == len(text.splitlines())


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    """What is wrong is always a problem; without one there are data."""
    result = read("p.yaml", content)
    assert result.problems or result.data is not None


YAML_LIKE = st.text(
    st.sampled_from("ab \n\n  --::??[]{},#&*!|>'\"%@`\t\\0é~<=.\r\ufeff\u2028\x00"), max_size=60
)


@given(YAML_LIKE)
def test_no_text_crashes_the_reader(text: str) -> None:
    """Not in C and not in Python, and each place is a place in the text."""
    chosen = source._LOADER
    for loader in LOADERS:
        source._LOADER = loader
        try:
            result = read("p.yaml", text.encode())
        finally:
            source._LOADER = chosen
        assert result.problems or result.data is not None
        for problem in result.problems:
            line = result.lines[problem.location.line - 1] if result.lines else ""
            assert 1 <= problem.location.column <= len(line) + 1


KEYS = st.from_regex(r"[a-zéü][a-zéü_-]{0,5}", fullmatch=True)
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
    lambda inner: st.dictionaries(KEYS, inner, max_size=4) | st.lists(inner, max_size=4),
    max_leaves=12,
)


def keys(value: Value) -> Iterator[tuple[str, Location]]:
    """Every key in a value, with its place."""
    if isinstance(value, Mapping):
        yield from value.keys_at.items()
    for inner in value.values() if isinstance(value, Mapping) else value:
        if isinstance(inner, Mapping | Sequence):
            yield from keys(inner)


@given(st.dictionaries(KEYS, TREES, max_size=4), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_every_place_points_at_its_key_and_every_text_comes_back(
    tree: dict[str, Any], flow: bool | None, ending: str
) -> None:
    """What PyYAML writes is read as the same values, each key where it stands."""
    text = yaml.safe_dump(
        tree, allow_unicode=True, default_flow_style=flow, sort_keys=False, line_break=ending
    )
    result = read("p.yaml", text.encode())
    if result.problems:  # PyYAML writes some invisible characters that we refuse
        assert source._INVISIBLE.search(text)
        return
    assert result.data == tree
    for key, place in keys(result.data):
        line = result.lines[place.line - 1]
        assert re.match(r"['\"]?" + re.escape(key), line[place.column - 1 :])


# ------------------------------------------------------------------ suppression comments


def covers(text: str) -> list[tuple[int, int] | None]:
    result = read("p.yaml", text.encode())
    assert result.problems == ()
    return [suppression.covers for suppression in result.suppressions]


@pytest.mark.usefixtures("loader")
def test_a_suppression_is_read_whole() -> None:
    """Rules, reason and place."""
    (found,) = read(
        "p.yaml", b"a: 1  # regioplan: negeer[KWA-doel, RRP-2.5-2b]  want zo is besloten \n"
    ).suppressions
    assert found.rules == ("KWA-doel", "RRP-2.5-2b")
    assert found.reason == "want zo is besloten"
    assert str(found.location) == "p.yaml:1:7"
    assert found.covers == (1, 1)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1\nb: 2 # regioplan: negeer[KWA-x]\nc: 3\n", (2, 2)),
        ("a: 1\n# regioplan: negeer[KWA-x]\n\n# uitleg\nb:\n  c: 1\n  d: 2\ne: 3\n", (5, 7)),
        ("a: # regioplan: negeer[KWA-x]\n  b: 1\n  c: |\n    x\n    y\nd: 2\n", (1, 5)),
        ("a: | # regioplan: negeer[KWA-x]\n  x\n  y\nd: 2\n", (1, 3)),
        ("a: x # regioplan: negeer[KWA-x]\n", (1, 1)),
        ("a: [b, # regioplan: negeer[KWA-x]\n  c\n  ]\nd: 1\n", (1, 3)),
        ("a:\n- b: 1 # regioplan: negeer[KWA-x]\n  c: 2\n- d: 1\n", (2, 3)),
        ("a:\n# regioplan: negeer[KWA-x]\n- b: 1\n  c: 2\n- d: 1\n", (3, 4)),
        ("a:\n- # regioplan: negeer[KWA-x]\n  b: 1\n  c: 2\n- d: 1\n", (3, 4)),
        ("# regioplan: negeer[KWA-x]\na: 1\nb: 2\n", (2, 2)),
        ("a:\n  # regioplan: negeer[KWA-x]\n  x\n  y\nb: 1\n", (3, 4)),
        ("# regioplan: negeer-bestand[KWA-x] reden\na: 1\n", None),
        ("# regioplan: negeer-bestand[KWA-x] reden\n", None),
        ("---\n# regioplan: negeer-bestand[KWA-x] reden\na: 1\n", None),
    ],
)
def test_a_suppression_covers_the_value_that_begins_there(
    text: str, lines: tuple[int, int] | None
) -> None:
    """From the line of the key or list item to the last line of its value."""
    assert covers(text) == [lines]


@pytest.mark.usefixtures("loader")
def test_two_comments_above_one_key_both_cover_it() -> None:
    """Each rule may have a line of its own."""
    assert covers("# regioplan: negeer[KWA-x]\n# regioplan: negeer[KWA-y]\na:\n- b\n- c\n") == [
        (3, 5),
        (3, 5),
    ]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text",
    [
        "a: 'x # regioplan: negeer[KWA-x]'\n",
        "a: |\n  x\n  # regioplan: negeer[KWA-x]\n",
        "a: x#regioplan:negeer[KWA-x]\n",
        '"# regioplan: negeer[KWA-x]": 1\n',
        "# zo: # regioplan: negeer[KWA-x]\na: 1\n",
        "a: >\n  x # regioplan: negeer\nb: 1\n",
        "# Regioplan: het programma van onze regio\na: 1\n",
        "# regioplan is een hulpmiddel\na: 1\n",
    ],
)
def test_what_only_looks_like_a_suppression_is_none(text: str) -> None:
    """Text, keys and ordinary comments are left alone."""
    assert covers(text) == []


@pytest.mark.usefixtures("loader")
def test_a_comment_behind_a_text_with_the_same_words_counts() -> None:
    """The text before it on the line hides nothing."""
    assert covers("a: '# regioplan: negeer[KWA-x]' # regioplan: negeer[KWA-y]\n") == [(1, 1)]
    assert covers("a: |\n  x\n# regioplan: negeer[KWA-x]\nb: 1\n") == [(4, 4)]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "comment",
    [
        "# regioplan: negeer",
        "# regioplan: negeer[]",
        "# regioplan: negeer[kwa-x]",
        "# regioplan: negeer[KWA-x,]",
        "# regioplan: negeer KWA-x",
        "# regioplan: negeer[KWA-x",
        "# regioplan: noqa[KWA-x]",
        "# Regioplan: negeer[KWA-x]",
        "# regioplan negeer[KWA-x]",
        "# regioplan: Negeer[KWA-x]",
        "# regioplan: negeer-bestand[KWA-x]",  # behind a key
    ],
)
def test_a_suppression_that_cannot_be_read_is_a_problem(comment: str) -> None:
    """Otherwise the user thinks that it works; the data stay usable."""
    result = read("p.yaml", f"a: 1 {comment}\n".encode())
    assert [(p.code, str(p.location)) for p in result.problems] == [("INT-negeer", "p.yaml:1:6")]
    assert result.suppressions == ()
    assert result.data == {"a": "1"}


@pytest.mark.usefixtures("loader")
def test_a_suppression_above_nothing_is_a_problem() -> None:
    """At the end of the file there is no value that it could cover."""
    assert places("a: 1\n# regioplan: negeer[KWA-x] reden\n") == [("INT-negeer", 2, 1)]
