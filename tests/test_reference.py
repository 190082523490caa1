"""The official lists are whole, and a name is found however it is spelled."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from regioplan import reference
from regioplan.errors import RegioplanError
from regioplan.findings import Confidence

ARNHEM = {
    "Arnhem",
    "Duiven",
    "Lingewaard",
    "Overbetuwe",
    "Renkum",
    "Rheden",
    "Rozendaal",
    "Westervoort",
    "Zevenaar",
}

# How many requirements the register has in each group, A to J.
GROUPS = {"A": 15, "B": 3, "C": 2, "D": 7, "E": 11, "F": 10, "G": 17, "H": 8, "I": 14, "J": 4}

CHAPTERS = {
    "",
    "h-analyse",
    "h-streefcijfers",
    "h-programma",
    "h-afspraken",
    "h-governance",
    "h-programmateam",
    "h-financien",
    "h-ondertekening",
    "h-proces",
    "h-samenvatting",
    "h-regio",
}

JCI = re.compile(
    r"https://wetten\.overheid\.nl/jci1\.3:c:BWBR00(?:51614|07625|37603)"
    r"(?:(?:&paragraaf=[1-6])?&artikel=\d+(?:\.\d+){1,2}|&bijlage=[1-5])?"
)

# Grounds that stand in no law have the address of who says it, or none.
NO_LAW = {"A14", "A15", "H07", "H08"}


# ------------------------------------------------------------------ regions


def test_there_are_forty_regions_numbered_to_forty_one_without_fourteen() -> None:
    """Bijlage 5 has "n.v.t." at 14."""
    assert set(reference.regions()) == set(range(1, 42)) - {14}


def test_there_are_342_municipalities_each_in_one_region_with_a_code_of_its_own() -> None:
    """No municipality and no CBS code occurs twice."""
    members = [found for home in reference.regions().values() for found in home.gemeenten]
    assert len(members) == 342
    assert len({found.naam for found in members}) == 342
    assert len({reference.normalise(found.naam) for found in members}) == 342
    assert len({found.code for found in members}) == 342
    assert all(re.fullmatch(r"GM\d{4}", found.code) for found in members)


def test_region_41_has_the_nine_municipalities_around_arnhem() -> None:
    """Renkum lies in it; Nijmegen does not."""
    arnhem = reference.regions()[41]
    assert arnhem.naam == "Arnhem"
    assert {found.naam for found in arnhem.gemeenten} == ARNHEM
    assert arnhem.heeft("renkum")
    assert arnhem.heeft("GM0202")
    assert not arnhem.heeft("Nijmegen")
    assert not arnhem.heeft("Atlantis")


def test_a_region_is_found_by_number_and_by_name() -> None:
    """The number may come as text; a name in any case; what is not there is None."""
    assert reference.region(41) is reference.region("41") is reference.region("arnhem")
    assert reference.region(14) is None
    assert reference.region("Regio Nergens") is None


def test_the_lists_are_read_once_and_cannot_be_changed() -> None:
    """Everybody shares one mapping."""
    assert reference.regions() is reference.regions()
    with pytest.raises(TypeError):
        reference.regions()[14] = reference.regions()[41]  # type: ignore[index]  # the claim


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("’s-Gravenhage", "'s-Gravenhage"),
        ("‘S-GRAVENHAGE", "'s-Gravenhage"),
        ("´s‑hertogenbosch", "'s-Hertogenbosch"),
        ("  capelle  aan den\tijssel ", "Capelle aan den IJssel"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        (unicodedata.normalize("NFD", "Súdwest-Fryslân"), "Súdwest-Fryslân"),
        ("Nuenen, Gerwen en Nederwetten", "Nuenen, Gerwen en Nederwetten"),
        ("Nuenen Gerwen en Nederwetten", "Nuenen, Gerwen en Nederwetten"),
        ("Bergen (NH)", "Bergen (NH.)"),
        ("Bergen (L)", "Bergen (L.)"),
        ("GM0363", "Amsterdam"),
        ("gm0363", "Amsterdam"),
        ("0363", "Amsterdam"),
    ],
)
def test_a_municipality_is_found_however_it_is_typed(typed: str, official: str) -> None:
    """Apostrophe, case, white space, dots and commas say nothing; a CBS code will do."""
    found = reference.municipality(typed)
    assert found is not None
    assert found.naam == official


@pytest.mark.parametrize("typed", ["Sudwest-Fryslan", "Súdwest Fryslân", "Bergen", "GM9999", ""])
def test_diacritics_and_hyphens_count_and_half_a_name_is_no_name(typed: str) -> None:
    """What is not the official name is not taken for it."""
    assert reference.municipality(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sudwest Fryslan", "Súdwest-Fryslân"),
        ("Arhnem", "Arnhem"),
        ("gemeente Arnhem", "Arnhem"),
        ("Den Haag", "'s-Gravenhage"),
        ("den bosch", "'s-Hertogenbosch"),
        ("s Gravenhage", "'s-Gravenhage"),
        ("Nuenen", "Nuenen, Gerwen en Nederwetten"),
    ],
)
def test_an_unknown_name_gets_what_was_probably_meant_first(typed: str, meant: str) -> None:
    """Suggestions are tolerant where finding is not."""
    assert reference.municipality(typed) is None
    assert reference.suggestions(typed)[0] == meant


def test_a_name_that_two_municipalities_share_suggests_both() -> None:
    """ "Bergen" is one in Noord-Holland or one in Limburg."""
    assert {"Bergen (NH.)", "Bergen (L.)"} <= set(reference.suggestions("Bergen"))


def test_a_name_like_no_other_gets_no_suggestion() -> None:
    """A wild guess helps nobody."""
    assert reference.suggestions("Parijs") == ()
    assert reference.region_suggestions("Parijs") == ()


def test_an_unknown_region_gets_what_was_probably_meant() -> None:
    """A word of a longer name and a typing error are understood."""
    assert reference.region_suggestions("Nijmegen") == ("Rijk van Nijmegen",)
    assert reference.region_suggestions("Haaglanden") == ("Haaglanden/Westland",)
    assert reference.region_suggestions("Friesland Oost")[0].startswith("Friesland-Oost")
    assert reference.region_suggestions("Achterhoik") == ("Achterhoek",)


def test_every_municipality_leads_to_its_region() -> None:
    """By its name and by its code, for all 342."""
    for home in reference.regions().values():
        for found in home.gemeenten:
            assert reference.region_of(found.naam) is home
            assert reference.region_of(found.code) is home
    assert reference.region_of("Atlantis") is None


# ------------------------------------------------------------------ topics, targets, dates, amounts


def test_there_are_nine_topics_each_with_its_own_requirement() -> None:
    """Regeling 2.4 lid 1 a to i."""
    topics = reference.topics()
    assert "".join(topics) == "abcdefghi"
    for code, topic in topics.items():
        assert topic.code == code
        assert topic.artikel == f"Regeling 2.4 lid 1 onder {code}"
        assert reference.requirement(topic.eis).artikel == topic.artikel
    assert topics["c"].verplichte_elementen == ("zorg", "inkomen", "veiligheid")
    assert topics["e"].verplichte_elementen == ()


def test_there_are_nine_targets_one_old_four_new_and_four_by_calendar_year() -> None:
    """The last school year runs past the end of the programme and is asked all the same."""
    targets = reference.targets()
    assert Counter(target.reeks for target in targets) == {
        "vsv_oud": 1,
        "vsv_nieuw": 4,
        "geen_onderwijs_geen_werk": 4,
    }
    assert [target.periode for target in targets] == [
        *("2025/2026", "2026/2027", "2027/2028", "2028/2029", "2029/2030"),
        *("2026", "2027", "2028", "2029"),
    ]
    assert [target.landelijk_maximum for target in targets] == [18000, *[23000] * 4, *[None] * 4]
    for target in targets:
        assert reference.requirement(target.eis).artikel.startswith(target.artikel)


def test_the_dates_of_the_law_are_dates() -> None:
    """The period, and the end of the second window, which is only for a rejected application."""
    dates = reference.dates()
    assert (dates["looptijd"].van, dates["looptijd"].tot_en_met) == (
        date(2026, 1, 1),
        date(2029, 12, 31),
    )
    assert dates["aanvraag-2"].tot_en_met == date(2026, 5, 31)
    assert dates["in-werking"].tot_en_met is None
    assert dates["effectrapportage"].jaarlijks == "30 april"


def test_the_national_amounts_add_up() -> None:
    """The specifieke uitkering is the sum of its two parts, as Regeling 4.2 lid 1 says."""
    amounts = {name: found.bedrag_eur for name, found in reference.amounts().items()}
    parts = amounts["uitkering-programma"] + amounts["uitkering-doorstroompunt"]
    assert amounts["uitkering-totaal"] == parts
    assert amounts["subsidieplafond"] == 4 * Decimal(43_763_000)
    assert amounts["fier"] == 4 * Decimal(93_480)


# ------------------------------------------------------------------ the register


def test_every_requirement_of_the_register_is_there() -> None:
    """91 in ten groups, numbered without a gap; E begins at 0."""
    found = list(reference.requirements())
    assert len(found) == 91
    first = {"E": 0}
    expected = [
        f"{group}{number:02}"
        for group, count in GROUPS.items()
        for number in range(first.get(group, 1), first.get(group, 1) + count)
    ]
    assert found == expected


def test_every_requirement_is_one_sentence_with_its_ground() -> None:
    """No cell that a reader needs is empty; a chapter is one that the document has."""
    for found in reference.requirements().values():
        assert found.groep.startswith(f"{found.eis[0]}. ")
        assert re.fullmatch(r"[A-Z].*\.", found.eis_tekst), found.eis
        assert found.artikel, found.eis
        assert found.ernst, found.eis
        assert found.controle, found.eis
        assert found.versie, found.eis
        assert found.hoofdstuk in CHAPTERS, found.eis


def test_every_requirement_is_in_dutch() -> None:
    """No English word of the source is left in what a user reads."""
    english = re.compile(r"\b(the|and|with|not|must|error|warning|none|text|article|of the|seed)\b")
    for found in reference.requirements().values():
        shown = f"{found.groep} {found.artikel} {found.eis_tekst} {found.ernst} {found.controle}"
        assert not english.search(shown), found.eis


def test_a_severity_is_one_of_four_words_or_begins_with_one() -> None:
    """Where the register splits, the words that follow say when."""
    for found in reference.requirements().values():
        assert re.match(r"(fout|advies|info|geen|open)\b", found.ernst), found.eis


def test_every_address_in_the_law_is_well_formed() -> None:
    """A jci of one of the three texts that were read; what stands in no law has none."""
    for found in reference.requirements().values():
        if found.eis in NO_LAW:
            assert "wetten.overheid.nl" not in found.jci, found.eis
        else:
            assert JCI.fullmatch(found.jci), found.eis
    listed = [topic.jci for topic in reference.topics().values()]
    listed += [target.jci for target in reference.targets()]
    assert all(JCI.fullmatch(address) for address in listed)


def test_an_address_leads_to_an_article_that_the_requirement_names() -> None:
    """The number in the jci stands in the words of the ground."""
    for found in reference.requirements().values():
        article = re.search(r"&artikel=(.+)$", found.jci)
        if article:
            assert article[1] in found.artikel, found.eis


def test_a_ground_that_was_not_read_in_force_says_so() -> None:
    """Only what was read as in force counts as "tekst"; the Kaderregeling does not."""
    for found in reference.requirements().values():
        in_force = found.versie.startswith("geldend op 1 januari 2026")
        if found.zekerheid is Confidence.TEKST:
            assert in_force, found.eis
        if found.zekerheid is Confidence.OUDERE_TEKST:
            assert found.artikel.startswith("Kaderregeling"), found.eis
            assert found.versie == "versie 2017", found.eis
    assert reference.VERSIE_REGELS == "2026-01-01"


def test_the_register_as_norms_carries_the_same_words() -> None:
    """A norm is a requirement with its citation; its rules come later."""
    norms = reference.norms()
    assert list(norms) == list(reference.requirements())
    norm, found = norms["G06"], reference.requirement("G06")
    assert (norm.id, norm.requirement, norm.chapter) == ("G06", found.eis_tekst, "h-financien")
    assert norm.citation.confidence is Confidence.OUDERE_TEKST
    assert norm.citation.version == "versie 2017"
    assert norm.rules == ()


def test_a_requirement_that_does_not_exist_is_refused_by_name() -> None:
    """A typing error in a rule is found at once."""
    with pytest.raises(RegioplanError, match="geen eis “Z99”"):
        reference.requirement("Z99")


def test_importing_the_lists_reads_no_file_and_loads_nothing_heavy() -> None:
    """Whoever imports the package pays only when asking for a list."""
    program = (
        "import sys; from regioplan import reference; "
        "assert reference.regions.cache_info().currsize == 0; "
        "heavy = {'docx', 'jinja2', 'markdown_it', 'pydantic', 'lxml'}; "
        "assert not heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
