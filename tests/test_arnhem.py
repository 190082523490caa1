"""The example of Arnhem holds what its document says, and nothing that it does not say."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from regioplan.folder import read_folder
from regioplan.loader import Loaded, load
from regioplan.model import Programma, Rol, Status
from regioplan.model.governance import TafelStatus
from regioplan.model.programmateam import RolDuur

ARNHEM = Path(__file__).parents[1] / "examples" / "arnhem"

NEGEN = {
    "Arnhem": "GM0202",
    "Duiven": "GM0226",
    "Lingewaard": "GM1705",
    "Overbetuwe": "GM1734",
    "Renkum": "GM0274",
    "Rheden": "GM0275",
    "Rozendaal": "GM0277",
    "Westervoort": "GM0293",
    "Zevenaar": "GM0299",
}
"""The nine municipalities of region 41 and their codes at the CBS."""

ONDERDELEN = (
    (2, 0, 0),
    (2, 2, 0, 0),
    (2, 0, 0, 0),
    (2, 0, 2, 0),
    (0, 0, 0, 0, 0),
)
"""The lettered parts of each measure, theme by theme, counted by hand in the document."""

NTB = {
    ("contactgemeente", "naam"),
    ("contactgemeente", "gemeente"),
    ("amr-midden-gelderland", "centrumgemeente"),
    ("amr-van-renkum", "naam"),
    ("amr-van-renkum", "centrumgemeente"),
    ("jaarbedrag", "bronsoort"),
    ("programmamanagementgroep", "voorzitter"),
    ("kapstokoverleg", "voorzitter"),
    ("kapstokoverleg", "leden"),
    ("juridisch-adviseur", "uren_per_week"),
    ("communicatie", "uren_per_week"),
}
"""What the document leaves out and a programme must have: the item's id and its key."""

PERSONEN = re.compile(r"smits|stobbe|berntsen|joanne|marieke|marith", re.IGNORECASE)
"""The persons whom the document names."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(read_folder(ARNHEM))


@pytest.fixture(scope="module")
def arnhem(loaded: Loaded) -> Programma:
    assert loaded.programma is not None
    return loaded.programma


def test_the_example_reads_without_a_finding(loaded: Loaded) -> None:
    """Syntax, shape and references of every file are right."""
    assert loaded.findings == ()


def test_every_file_of_the_folder_is_read(arnhem: Programma) -> None:
    """No file is passed over: seven at top level and five themes."""
    themas = {
        f"themas/{n}.yaml"
        for n in (
            "1-orienteren",
            "2-overstap",
            "3-op-school-blijven",
            "4-stage-of-werk",
            "5-meedoen",
        )
    }
    delen = "programma regio partners governance analyse programmateam financien"
    assert set(arnhem.bladen) == {f"{d}.yaml" for d in delen.split()} | themas


def test_the_document_is_a_concept_of_june_2025_for_2026_to_2029(arnhem: Programma) -> None:
    """Status, date, period and age are those of the document's first pages."""
    blad = arnhem.blad
    assert blad.periode is not None
    assert blad.doelgroep is not None
    assert (blad.status, str(blad.datum)) == (Status.CONCEPT, "2025-06-05")
    assert (str(blad.periode.van), str(blad.periode.tot_en_met)) == ("2026-01-01", "2029-12-31")
    assert (blad.doelgroep.leeftijd_vanaf, blad.doelgroep.leeftijd_tot) == (12, 27)
    assert (blad.doelgroep.met_startkwalificatie, blad.doelgroep.zonder_startkwalificatie) == (
        True,
        True,
    )


def test_region_41_has_its_nine_municipalities(arnhem: Programma) -> None:
    """The region's number, its municipalities and their codes are the official ones."""
    assert arnhem.regio.nummer == 41
    assert {g.naam: g.code for g in arnhem.regio.gemeenten} == NEGEN


def test_each_municipality_is_a_partner(arnhem: Programma) -> None:
    """Every municipality of the region takes part, and no other one."""
    assert {p.gemeente for p in arnhem.partners.partners if p.gemeente} == set(NEGEN)


def test_doesburg_and_renkum_are_where_the_regions_differ(arnhem: Programma) -> None:
    """Doesburg lies only in Midden-Gelderland, and Renkum lies in another labour market region."""
    midden, van_renkum = arnhem.regio.arbeidsmarktregios
    assert midden.andere_gemeenten == ("Doesburg",)
    assert set(midden.gemeenten) == set(NEGEN) - {"Renkum"}
    assert van_renkum.gemeenten == ("Renkum",)


def test_the_samenwerkingsverband_has_four_subregions(arnhem: Programma) -> None:
    """The four subregions are those of the document's footnote."""
    namen = [s.naam for s in arnhem.regio.subregios]
    assert namen == ["Noord", "Zuid", "De Liemers", "Overbetuwe/Lingewaard"]


def test_the_contactschool_is_rijn_ijssel(arnhem: Programma) -> None:
    """The roles that the document does name have their organisation."""
    assert [p.naam for p in arnhem.met_rol(Rol.CONTACTSCHOOL)] == ["Rijn IJssel"]
    assert [p.naam for p in arnhem.met_rol(Rol.DOORSTROOMPUNT)] == ["Doorstroompunt regio Arnhem"]


def test_no_one_is_named_contactgemeente_or_centrumgemeente(arnhem: Programma) -> None:
    """The document names neither, so the one has no name and the other does not occur."""
    assert [p.naam for p in arnhem.met_rol(Rol.CONTACTGEMEENTE)] == [None]
    assert arnhem.met_rol(Rol.CENTRUMGEMEENTE) == ()


def test_four_tables_of_which_one_is_a_wish(arnhem: Programma) -> None:
    """The kapstokoverleg is wished for; the other three meet."""
    assert {t.id: t.status for t in arnhem.governance.tafels} == {
        "kopgroep": TafelStatus.ACTIEF,
        "programmamanagementgroep": TafelStatus.ACTIEF,
        "bestuurlijk-overleg": TafelStatus.ACTIEF,
        "kapstokoverleg": TafelStatus.WENS,
    }


def test_each_table_has_the_members_of_the_document(arnhem: Programma) -> None:
    """Thirteen in the kopgroep, six in the group, eight in the overleg; of the wish none is known.

    Werk en Inkomen counts twice in the kopgroep: for Arnhem and for Rheden.
    """
    assert [len(t.leden) for t in arnhem.governance.tafels] == [13, 6, 8, 0]


def test_questions_go_up_from_table_to_table(arnhem: Programma) -> None:
    """The kopgroep asks the programmamanagementgroep, and that asks the bestuurlijk overleg."""
    assert [t.escaleert_naar for t in arnhem.governance.tafels] == [
        "programmamanagementgroep",
        "bestuurlijk-overleg",
        None,
        None,
    ]


def test_two_tables_have_a_chair(arnhem: Programma) -> None:
    """The Doorstroompunt chairs the kopgroep, Rijn IJssel the bestuurlijk overleg."""
    voorzitters = [t.voorzitter.partner if t.voorzitter else None for t in arnhem.governance.tafels]
    assert voorzitters == ["doorstroompunt", None, "rijn-ijssel", None]


def test_two_goals_three_ambitions_five_principles(arnhem: Programma) -> None:
    """The goals, ambitions and principles of chapter 5 are all there."""
    blad = arnhem.blad
    assert (len(blad.doelen), len(blad.ambities), len(blad.principes)) == (2, 3, 5)


def test_five_themes_with_twenty_measures(arnhem: Programma) -> None:
    """Themes bear the sentences of the document, and hold 3, 4, 4, 4 and 5 measures."""
    assert {str(t.titel): len(t.maatregelen) for t in arnhem.themas} == {
        "Ik wil mij extra oriënteren op school of werk": 3,
        "Ik wil hulp in de overstap naar school of werk": 4,
        "Ik wil hulp om op school te blijven": 4,
        "Ik wil hulp op stage of werk": 4,
        "Wij willen dat jij kan meedoen!": 5,
    }
    assert len(arnhem.maatregelen) == 20


def test_each_measure_has_its_lettered_parts(arnhem: Programma) -> None:
    """No lettered part is lost, and none is added."""
    parts = tuple(tuple(len(m.onderdelen) for m in t.maatregelen) for t in arnhem.themas)
    assert parts == ONDERDELEN


def test_the_team_has_three_lasting_and_three_temporary_roles(arnhem: Programma) -> None:
    """Six roles, with the hours per week that the document gives."""
    uren = [
        (
            r.aanstelling,
            None if r.uren_per_week is None else (r.uren_per_week.van, r.uren_per_week.tot),
        )
        for r in arnhem.programmateam.rollen
    ]
    assert uren == [
        (RolDuur.BLIJVEND, (8, 8)),
        (RolDuur.BLIJVEND, (24, 32)),
        (RolDuur.BLIJVEND, (8, 8)),
        (RolDuur.TIJDELIJK, (10, 10)),
        (RolDuur.TIJDELIJK, None),
        (RolDuur.TIJDELIJK, None),
    ]


def test_the_money_is_the_money_of_the_document(arnhem: Programma) -> None:
    """The yearly amount in each of four years, and the two sums that were left over."""
    bedragen = {b.id: b.bedragen.jaren if b.bedragen else () for b in arnhem.financien.bronnen}
    assert bedragen == {
        "jaarbedrag": tuple((jaar, Decimal(2265813)) for jaar in range(2026, 2030)),
        "restant-raj": ((2026, Decimal(80000)),),
        "restant-vsv": ((2026, Decimal(515013)),),
    }


def test_only_what_was_left_of_the_vsv_programme_has_an_end_date(arnhem: Programma) -> None:
    """The money of 2021-2025 must be spent in 2026; of the RAJ no end date is known."""
    einde = {b.id: b.te_besteden_tot_en_met for b in arnhem.financien.bronnen}
    assert {k: str(v) for k, v in einde.items() if v} == {"restant-vsv": "2026-12-31"}


def test_what_is_older_than_the_regeling_lacks_what_the_regeling_asks(arnhem: Programma) -> None:
    """No streefcijfers, no afspraken, no amounts per measure, and no signatures."""
    assert arnhem.streefcijfers.reeksen == ()
    assert arnhem.afspraken.afspraken == ()
    assert arnhem.financien.begroting == ()
    assert arnhem.financien.algemene_kosten == ()
    assert arnhem.partners.ondertekening == ()


def test_still_to_be_decided_is_exactly_what_the_document_leaves_out(arnhem: Programma) -> None:
    """Every n.t.b. is accounted for, and none is missing."""
    found = [(getattr(node, "id", ""), key) for node in arnhem.nodes() for key in node.ntb]
    assert sorted(found) == sorted(NTB)


def test_annexes_follow_the_chapter_on_annexes(arnhem: Programma) -> None:
    """Where the document contradicts itself, the list of chapter 8 holds."""
    assert [(b.id, b.apart) for b in arnhem.blad.bijlagen] == [
        ("regio-analyse", True),
        ("toelichting-governance", False),
        ("onderzoek-entree", True),
    ]


def test_no_person_of_the_document_is_named() -> None:
    """The folder names functions; the names of the authors stay out, in file names too."""
    named = [
        str(path.relative_to(ARNHEM))
        for path in sorted(ARNHEM.rglob("*"))
        if PERSONEN.search(path.name)
        or (path.is_file() and PERSONEN.search(path.read_text(encoding="utf-8")))
    ]
    assert named == []
