"""Under which names a house style may have the styles that we write with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Our name (Word's own English one) → what Word in Dutch calls it, and what people call it. Word
# keeps the English names in its files; a house style that was made by hand may have Dutch ones.
DUTCH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Normal": ("standaard", "standaardtekst"),
        "Body Text": ("platte tekst", "bodytekst", "broodtekst", "lopende tekst"),
        "Title": ("titel", "documenttitel", "titel document"),
        "Subtitle": ("ondertitel", "subtitel", "documentondertitel", "ondertitel document"),
        **{
            f"heading {level}": (
                f"kop {level}",
                f"kop{level}",
                f"kop {level} genummerd",
                f"kop {level} gemeente",
                f"kop {level} huisstijl",
                *(("hoofdstuk", "hoofdstuktitel", "hoofdstukkop") if level == 1 else ()),
                *(("paragraaf", "paragraaftitel", "paragraafkop") if level == 2 else ()),
                *(("subparagraaf", "subparagraafkop") if level == 3 else ()),
            )
            for level in range(1, 5)
        },
        "TOC Heading": (
            "kopje inhoudsopgave",
            "kop van inhoudsopgave",
            "kop inhoudsopgave",
            "titel inhoudsopgave",
            "inhoudsopgave",
        ),
        **{
            f"toc {level}": (
                f"inhopg {level}",
                f"inhoudsopgave {level}",
                f"inhoud {level}",
            )
            for level in range(1, 5)
        },
        "table of figures": ("lijst met afbeeldingen", "lijst met figuren"),
        **{
            f"List {kind}{tail}": tuple(f"{name}{tail}" for name in names)
            for kind, names in (
                (
                    "Bullet",
                    (
                        "lijst opsom.teken",
                        "lijst met opsommingstekens",
                        "opsomming",
                        "opsommingsteken",
                        "bullet",
                    ),
                ),
                ("Number", ("lijstnummering", "lijst nummering", "genummerde lijst", "nummering")),
                ("Continue", ("lijstvoortzetting", "lijst voortzetting")),
            )
            for tail in ("", " 2", " 3", " 4")
        },
        "header": ("koptekst", "paginakop"),
        "footer": ("voettekst", "paginavoet"),
        "caption": ("bijschrift", "bijschrift tabel", "onderschrift"),
        "Bijschrift figuur": ("bijschrift afbeelding", "figuurbijschrift"),
        "Quote": ("citaat", "quote huisstijl"),
        "footnote text": ("voetnoottekst", "voetnoot"),
        "footnote reference": ("voetnootmarkering", "voetnootverwijzing"),
        "Hyperlink": ("koppeling",),
        "Strong": ("zwaar", "vet"),
        "Emphasis": ("nadruk", "cursief"),
        "Intense Emphasis": ("intensieve benadrukking", "vet cursief"),
        "Tabelkop": ("tabel kop", "tabelhoofd", "tabel kopregel"),
        "Tabeltekst": ("tabel tekst", "tekst tabel", "tekst in tabel"),
        "Default Paragraph Font": ("standaardalinea-lettertype",),
        "Normal Table": ("standaardtabel",),
    }
)

TABLE_WORDS = ("huisstijl", "gemeente", "regio", "provincie", "tabel", "table", "raster")
"""What the name of a house's own table style holds; the words that say most stand first."""
