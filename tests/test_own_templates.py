"""A region's own templates take the place of ours, and their mistakes have a file and line."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError

from composed import BARE, chapter, document, read, text
from regioplan.document import compose, templates_of
from regioplan.document.filters import environment
from regioplan.document.templates import rendered_text
from regioplan.errors import RegioplanError
from regioplan.findings import Uitkomst
from regioplan.markdown import Document
from regioplan.model import Onleesbaar, Programma
from regioplan.provenance import Provenance

PROCES = "templates/proces.md.j2"
ANCHOR = "<!-- rp:anker h-proces -->\n"


def composed(files: dict[str, str], programma: Programma | None = None) -> Document:
    """The document of a programme with these files in its folder."""
    loader = templates_of({name: content.encode() for name, content in files.items()})
    assert loader is not None
    return compose(programma or read(BARE), Uitkomst(), (), Provenance(), loader=loader)


def mistake(template: str, name: str = PROCES) -> str:
    """What is said of a mistake in a template."""
    with pytest.raises(RegioplanError) as raised:
        composed({name: template})
    return str(raised.value)


# ------------------------------------------------------------------ in the place of ours


def test_a_template_of_the_region_takes_the_place_of_ours() -> None:
    """The chapter is the region's; all other chapters stay as they were."""
    made = composed({PROCES: ANCHOR + "# Zo ging het\n\nIn {{ regionaam }}.\n"})
    ours = document(read(BARE)).text
    assert "# Zo ging het\n\nIn Arnhem.\n" in made.text
    assert chapter(made, "governance") == ours.split("h-governance -->\n#")[1].split("\n# ")[0]
    assert "- [](#h-proces): hoe het programma tot stand is gekomen" in made.text


def test_a_programme_without_templates_uses_ours() -> None:
    """YAML files, other files beside the templates, and an empty folder make no loader."""
    assert (
        templates_of({"programma.yaml": b"formaat: 1", "templates/huisstijl.docx": b"PK"}) is None
    )
    assert templates_of({}) is None


def test_a_template_of_the_region_may_use_our_macros_and_its_own_parts() -> None:
    """What begins with "_" is a part; ours stand behind those of the region."""
    made = composed(
        {
            PROCES: '{% from "_macros.md.j2" import punt %}{% include "_eigen.md.j2" %}',
            "templates/_eigen.md.j2": ANCHOR + "# Zelf\n\n{{ punt('kop', 'inhoud') }}",
        }
    )
    assert "# Zelf\n\n+ kop: inhoud" in made.text


def test_the_text_of_a_user_is_no_template() -> None:
    """What stands in the YAML comes out as typed in a template of the region too."""
    hostile = "{{ 7*7 }} <b> a|b # kop"
    files = BARE | {"programma.yaml": BARE["programma.yaml"] + f"titel: '{hostile}'\n"}
    made = composed({PROCES: ANCHOR + "# {{ blad.titel }}\n\nX\n"}, read(files))
    assert text(made).count(hostile) == 2


def test_a_byte_order_mark_and_windows_lines_are_no_text() -> None:
    """What Notepad adds is not seen in the document."""
    loader = templates_of({PROCES: b"\xef\xbb\xbf# Kop\r\n\r\nTekst.\r\n"})
    made = environment(loader).get_template("proces.md.j2") if loader else None
    assert made is not None
    assert made.render() == "# Kop\n\nTekst."


# ------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("# Kop\n\n{% endfro %}", "regel 3: de opdracht ‘endfro’ kent Jinja niet, of niet hier."),
        ("# Kop\n\n{% if blad %}\nx", "het sjabloon houdt op terwijl er nog iets open staat."),
        ("# Kop\n{{ blad.titel }", "regel 2: ‘}’ past hier niet. Er staat: {{ blad.titel }"),
        ("\n\n\n{{ blad.titel | prooza }}", "regel 4: ‘prooza’ is geen filter of toets"),
    ],
)
def test_what_jinja_cannot_read_is_said_in_dutch_with_its_line(template: str, said: str) -> None:
    """The mistake is found before a document is made, and shown as it was typed."""
    shown = mistake(template)
    assert shown.startswith(f"{PROCES}, regel ")
    assert said in shown


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("# Kop\n\n{{ blad.titl }}", "regel 3: ‘titl’ bestaat niet."),
        ("{{ bald.titel }}", "regel 1: ‘bald’ bestaat niet."),
        ("x\n{{ ''.__class__.__mro__ }}", "regel 2: ‘__class__’ mag een sjabloon niet gebruiken."),
        ("x\n{% include 'weg.md.j2' %}", "regel 2: het sjabloon ‘weg.md.j2’ bestaat niet."),
        ("x\n\n{{ 1 / 0 }}", "regel 3: deze regel kan niet worden ingevuld"),
        ("{{ 'weg' | naam }}", "regel 1: deze regel kan niet worden ingevuld"),
        ("x\n{{ partners }}", "regel 2: Een sjabloon zet een tuple los in het document."),
        ("{% if blad.doelgroep.leeftijd_tot > 3 %}{% endif %}", "regel 1: ‘leeftijd_tot’ bestaat"),
    ],
)
def test_what_cannot_be_filled_in_is_said_in_dutch_with_its_line(template: str, said: str) -> None:
    """No traceback, no English, no empty place in the document."""
    assert mistake(template).startswith(f"{PROCES}, {said}")


def test_the_line_is_that_of_the_part_in_which_it_goes_wrong() -> None:
    """An included part names itself, not the template around it."""
    with pytest.raises(RegioplanError, match=r"^templates/_deel\.md\.j2, regel 2: ‘weg’"):
        composed(
            {PROCES: "\n\n{% include '_deel.md.j2' %}", "templates/_deel.md.j2": "\n{{ weg }}"}
        )


def test_a_template_in_latin_1_is_refused_with_its_line() -> None:
    """What is not UTF-8 is not guessed at."""
    with pytest.raises(
        RegioplanError, match=r"proces\.md\.j2, regel 3: dit is geen tekst in UTF-8"
    ):
        templates_of({PROCES: "# Kop\n\ncoördinatie".encode("latin-1")})


def test_a_template_that_does_nothing_is_refused_with_a_hint() -> None:
    """Whoever misspells a name would wait in vain for a change."""
    assert "Is financien.md.j2 bedoeld?" in mistake("x", "templates/financieen.md.j2")
    assert "dus dit bestand doet niets" in mistake("x", "templates/zzz.md.j2")


def test_a_chapter_without_its_anchor_is_refused_with_the_line_to_write() -> None:
    """Other chapters refer to it, and would point nowhere."""
    assert mistake("# Kop\n\nTekst.") == (
        f"{PROCES}: zet <!-- rp:anker h-proces --> op een eigen regel boven de kop van dit "
        "hoofdstuk; andere hoofdstukken verwijzen ernaar."
    )


def test_an_unreadable_file_is_no_mistake_of_the_template() -> None:
    """A template that asks for a part with a typo in it lets the engine know."""
    programma = read(BARE)
    broken = Programma(programma.bladen, onleesbaar=frozenset({"analyse.yaml"}))
    with pytest.raises(Onleesbaar):
        composed({PROCES: "{{ programma.analyse.bronnen }}"}, broken)


def test_a_mistake_of_our_own_is_not_called_the_regions() -> None:
    """What goes wrong in one of our templates is raised as it is."""
    with pytest.raises(UndefinedError):
        rendered_text(environment(DictLoader({"a": "{{ weg }}"})).get_template("a"), {})
