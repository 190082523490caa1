"""The `.md` writer: what GitHub and GitLab get to read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from markdown_texts import anything, prose, words
from regioplan.errors import RegioplanError
from regioplan.markdown import (
    Document,
    Picture,
    Properties,
    Words,
    escape,
    prose_references,
    prose_to_inline,
    prose_to_markdown,
)
from regioplan.markdown.parsers import clean
from regioplan.writers import writer_for
from regioplan.writers.markdown import write

PICTURE = Picture(png=b"", svg=b"", description=("Bestuur: stelt vast", "Uitvoering: 1 * 2"))


def written(text: str, words: dict[str, Words] | None = None) -> str:
    document = Document(text, Properties("Proef"), {"bestuur": PICTURE}, words=words or {})
    return write(document).decode()


def shown(markdown: str) -> str:
    """What a viewer shows: the words, with GitHub's tables, strikethrough and notes."""
    viewer = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    html = viewer.render(markdown)
    assert "<del>" not in html
    text = re.sub("<[^>]*>", "", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


WHOLE = """<!-- rp:kaft -->
# Programma
<!-- /rp:kaft -->
<!-- rp:inhoud -->

# Aanpak van *nu*^[Zie de wet.]

Zie [](#loket), [dit](#h-wet) en [](#elders).

<!-- rp:nummer thema -->
## Kansen

<!-- rp:anker loket -->
<!-- rp:nummer maatregel -->
### Loket

<!-- rp:anker stap -->
Stap.

<!-- rp:letters -->
1. een
2. <!-- rp:anker twee -->
   twee
   - diep

<!-- rp:anker geld -->
<!-- rp:bijschrift Geld *en* meer -->
| wie | bedrag |
| --- | --: |
| [](#!arnhem) Arnhem \\| regio | 1<br>2^[In euro.] |

<!-- rp:bijschrift Wie beslist -->
<!-- rp:figuur bestuur -->

<!-- rp:liggend -->
<!-- rp:grafiek g -->
| jaar | aantal |
| --- | --- |
| 2027 | 5 |
<!-- /rp:grafiek -->
<!-- /rp:liggend -->

<!-- rp:handtekening -->
Getekend
<!-- /rp:handtekening -->

<!-- rp:anker h-wet -->
<!-- rp:nummer bijlage -->
# Wet

> citaat
>
> tweede
"""

EXPECTED = """<a id="h-programma"></a>

# Programma

- [1 Aanpak van nu](#h-aanpak-van-nu)
  - [Thema 1: Kansen](#h-kansen)
    - [Maatregel 1.1: Loket](#loket)
- [Bijlage 1: Wet](#h-wet)

<a id="h-aanpak-van-nu"></a>

# 1 Aanpak van *nu*[^1]

Zie [maatregel 1.1](#loket), [dit](#h-wet) en het akkoord.

<a id="h-kansen"></a>

## Thema 1: Kansen

<a id="loket"></a>

### Maatregel 1.1: Loket

<a id="stap"></a>Stap.

a. een

b. <a id="twee"></a>twee

- diep

<a id="geld"></a>

**Tabel 1:** Geld *en* meer

| wie | bedrag |
| --- | ---: |
| <a id="arnhem"></a>Arnhem \\| regio | 1<br>2[^2] |

<a id="h-figuur-wie-beslist"></a>

**Figuur 1:** Wie beslist

- Bestuur: stelt vast
- Uitvoering: 1 \\* 2

| jaar | aantal |
| --- | --- |
| 2027 | 5 |

Getekend

<a id="h-wet"></a>

# Bijlage 1: Wet

> citaat
>
> tweede

[^1]: Zie de wet.
[^2]: In euro.
"""


def test_a_list_of_captions_is_a_list_of_links() -> None:
    """Two captions or more, below the title of the list; a single one is not listed."""
    table = "| a |\n|---|\n| 1 |\n"
    text = (
        "<!-- rp:lijst tabellen -->\n\n<!-- rp:lijst figuren -->\n\n"
        f"<!-- rp:bijschrift Wie *wat* doet^[Noot.] -->\n{table}\n"
        f"<!-- rp:anker tab -->\n<!-- rp:bijschrift Twee -->\n{table}\n"
        "<!-- rp:bijschrift Wie beslist -->\n<!-- rp:figuur bestuur -->\n"
    )
    assert written(text).startswith(
        "**Tabellen**\n\n- [Tabel 1: Wie wat doet](#h-tabel-wie-wat-doet)\n"
        '- [Tabel 2: Twee](#tab)\n\n<a id="h-tabel-wie-wat-doet"></a>\n'
    )


def test_a_whole_document() -> None:
    """Numbers, letters, notes, anchors and references typed; no directive left."""
    words = {"loket": Words("maatregel", numbered=True), "elders": Words("het akkoord")}
    assert written(WHOLE, words) == EXPECTED


def test_the_suffix_finds_this_writer() -> None:
    """`.md` is a writer like the others."""
    assert writer_for("programma.md") is write


def test_the_same_document_gives_the_same_bytes() -> None:
    """Twice written is the same file."""
    words = {"loket": Words("maatregel", numbered=True), "elders": Words("het akkoord")}
    assert written(WHOLE, words) == written(WHOLE, words)


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ({"since": Document("", Properties("x"))}, "wijzigingen"),
        ({"base": b""}, "huisstijl"),
        ({"pages": {}}, "bladzijden"),
    ],
)
def test_an_argument_without_use_is_refused(argument: dict[str, object], reason: str) -> None:
    """Never ignored: a redline that shows no changes would mislead."""
    with pytest.raises(RegioplanError, match=reason):
        write(Document("a", Properties("x")), **argument)  # type: ignore[arg-type]  # one of three at a time


def test_lists_keep_their_kind_and_depth() -> None:
    """Two lists in a row stay two; nested ones are indented; the lettered are typed."""
    text = "- a\n- b\n  1. c\n     <!-- rp:letters -->\n     1. d\n\n* e"
    assert written(text) == "- a\n\n- b\n\n  1. c\n\n     a. d\n\n* e\n"


def test_a_list_of_single_lines_is_tight() -> None:
    """No white lines between items that are one paragraph."""
    assert written("- a\n\n- b") == "- a\n- b\n"


def test_a_heading_with_a_link_is_listed_without_it() -> None:
    """A link within a link would break the contents."""
    text = "<!-- rp:inhoud -->\n\n# Zie [elders](https://b.nl)^[noot]"
    assert written(text).startswith("- [1 Zie elders](#h-zie-elders)\n")


def test_white_space_within_an_emphasis_does_not_undo_it() -> None:
    """A bold name with a space at its end stays bold."""
    assert written(f"**{escape(' naam ')}** ^[noot]") == "**&#32;naam&#32;** [^1]\n\n[^1]: noot\n"


def test_a_picture_or_note_is_not_made_of_a_link() -> None:
    """`!` and `^` before a link are text."""
    assert written("a\\!<https://b.nl>") == "a&#33;[https://b.nl](https://b.nl)\n"


def test_an_address_keeps_its_characters() -> None:
    """Low lines and brackets in addresses survive, bare or linked."""
    text = "https://a.nl/b_c_d en [w](<https://nl.wikipedia.org/wiki/X_(y)>)"
    assert written(text) == f"{text}\n"


@settings(deadline=None)
@given(words)
@example("*a* _b_")
def test_a_viewer_shows_every_letter(text: str) -> None:
    """Each letter of prose comes through the writer, in order, and nothing else."""
    seen = shown(written(prose_to_markdown(text)))
    assert [c for c in seen if c.isalpha()] == [c for c in clean(text) if c.isalpha()]


@settings(deadline=None)
@given(anything.filter(lambda text: bool(text.strip())))
@example(" ---")
@example("~~a~~ | b")
def test_a_viewer_shows_plain_text_as_typed(text: str) -> None:
    """Escaped text passes through document and writer; only white space may collapse."""
    seen = shown(written(escape(text)))
    assert "".join(seen.split()) == "".join(clean(text).split())


@settings(deadline=None)
@given(prose)
def test_no_directive_is_left(text: str) -> None:
    """Not even one that a user typed works as a comment."""
    known = {id_: Words("W") for _line, id_ in prose_references(text)}
    assert not re.search(r"(?<!\\)<!--", written(prose_to_markdown(text), known))


@settings(deadline=None)
@given(prose)
def test_a_cell_stays_a_cell_in_the_file(text: str) -> None:
    """The written table has the same two rows of two cells, whatever is in one of them."""
    known = {id_: Words("W") for _line, id_ in prose_references(text)}
    markdown = written(f"| k | l |\n| --- | --- |\n| {prose_to_inline(text)} | naast |", known)
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    assert html.count("<tr>") == len(("kop", "rij"))
    assert html.count("<td>naast</td>") == 1
