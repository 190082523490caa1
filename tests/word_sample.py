"""A rich document, its tree made by hand: what the Word writer must be able to set."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

from regioplan.markdown import (
    Anchor,
    Block,
    Break,
    BulletList,
    Caption,
    Cell,
    Chart,
    Contents,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    Link,
    Note,
    OrderedList,
    Paragraph,
    Picture,
    Properties,
    Quote,
    Reference,
    Region,
    Series,
    Strong,
    Table,
    Text,
    Tree,
)

PROPERTIES = Properties(
    title="Regionaal programma van school naar duurzaam werk",
    subtitle="Regio Voorbeeldland, 2026–2030",
    status="concept",
    version="0.9",
    date="12 januari 2026",
    region="Voorbeeldland",
    authors=("Programmabureau Voorbeeldland",),
    provenance="Revisie 1a2b3c4, regels 2026.1",
)


def document(blocks: Sequence[Block], **more: Any) -> Document:
    """A document whose tree is given, not parsed."""
    more.setdefault("properties", PROPERTIES)
    made = Document(text="", **more)
    made.__dict__["tree"] = Tree(blocks=tuple(blocks), labels={})
    return made


def inline(*parts: str | Inline) -> tuple[Inline, ...]:
    """Strings become `Text`."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def par(*parts: str | Inline, id: str = "") -> Paragraph:  # noqa: A002  # the node's own word
    """A paragraph."""
    return Paragraph(inline(*parts), id)


def head(
    level: int,
    number: str,
    words: str,
    series: Series = "hoofdstuk",
    id: str = "",  # noqa: A002  # as above
) -> Heading:
    """A heading with the prefix that belongs to its series."""
    word = {"thema": "Thema ", "maatregel": "Maatregel ", "bijlage": "Bijlage "}.get(series, "")
    anchor = id or "h-" + "-".join(part for part in words.lower().split() if part.isalpha())[:30]
    return Heading(level, inline(words), series, number, (word + number).rstrip(), anchor)


def cell(*parts: str | Inline) -> Cell:
    """A cell."""
    return Cell(inline(*parts))


def table(
    header: Sequence[str], rows: Sequence[Sequence[str | Cell]], align: str = "", **more: Any
) -> Table:
    """A table; `align` has a letter per column: l, c, r."""
    sides: Any = {"l": "left", "c": "center", "r": "right"}
    return Table(
        header=tuple(cell(name) if name else Cell(()) for name in header),
        rows=tuple(
            tuple(c if isinstance(c, Cell) else cell(c) if c else Cell(()) for c in row)
            for row in rows
        ),
        align=tuple(sides[letter] for letter in align.ljust(len(header), "l")),
        **more,
    )


def png(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    rows = (b"\0" + b"\xe9\xf0\xf4" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


_LONG = (
    "Jongeren die de overstap maken van school naar werk hebben soms meer begeleiding nodig dan "
    "één organisatie kan geven. Scholen, gemeenten en het doorstroompunt spreken daarom af wie "
    "wat doet, wanneer zij elkaar inschakelen en hoe zij samen volgen of een jongere zijn plek "
    "houdt. De afspraken gelden voor alle jongeren van zestien tot zevenentwintig jaar. "
)


def _cover() -> Region:
    return Region(
        "kaft",
        (
            head(1, "", PROPERTIES.title, "geen", "h-kaft"),
            par("Regio Voorbeeldland, 2026–2030"),
            table(
                ("", ""),
                (
                    ("Status", "concept, ter bespreking in het bestuurlijk overleg"),
                    ("Versie", "0.9"),
                    ("Datum", "12 januari 2026"),
                    ("Opgesteld door", "Programmabureau Voorbeeldland"),
                ),
            ),
        ),
    )


def _first_chapter() -> tuple[Block, ...]:
    nested = OrderedList(
        (
            Item((par("Leerlingen zonder startkwalificatie."),), "onder-a"),
            Item((par("Jongeren met een uitkering."), par("Ook als die tijdelijk is."))),
        ),
        letters=True,
    )
    return (
        head(1, "1", "Inleiding"),
        par(
            _LONG,
            Note(
                1,
                inline(
                    "Zie de ",
                    Link(inline("wettekst"), "https://example.org/wet"),
                    "; dit is een ",
                    Emphasis(inline("toelichting")),
                    ".",
                ),
            ),
            " ",
            _LONG,
        ),
        par(
            "Dit programma bouwt voort op ",
            Reference("taalhuis", inline("maatregel 1.1"), True),
            " en op ",
            Strong(inline("eerdere afspraken")),
            "; de begroting staat in ",
            Reference("begroting", inline("hoofdstuk 3"), True),
            ".",
        ),
        head(2, "1.1", "Aanleiding en wettelijke basis"),
        par(_LONG),
        par("Het programma richt zich op drie groepen:"),
        BulletList(
            (
                Item(
                    (
                        par("Jongeren in het voortgezet speciaal onderwijs."),
                        BulletList(
                            (
                                Item(
                                    (
                                        par("Met uitstroomprofiel arbeid."),
                                        BulletList(
                                            (
                                                Item(
                                                    (
                                                        par("En een plek in de buurt."),
                                                        BulletList(
                                                            (Item((par("Het vierde niveau."),)),)
                                                        ),
                                                    )
                                                ),
                                            )
                                        ),
                                    )
                                ),
                                Item((par("Met uitstroomprofiel dagbesteding."),)),
                            )
                        ),
                    )
                ),
                Item((par("Studenten in het mbo, niveau 1 en 2."),)),
                Item((par("Jongeren die geen onderwijs volgen en niet werken."),)),
            )
        ),
        head(2, "1.2", "Leeswijzer"),
        par("De afspraken in volgorde van belang:"),
        OrderedList(
            (
                Item((par("Iedere jongere heeft één contactpersoon."),)),
                Item((par("De begeleiding loopt door:"), nested)),
                Item((par("Wie uitvalt, wordt binnen twee weken gebeld."),)),
            ),
            letters=False,
        ),
        par("Een tweede lijst begint opnieuw:"),
        OrderedList(
            (
                Item(
                    (
                        par("Eerste stap."),
                        table(
                            ("Stap", "Wie"), (("Melden", "School"), ("Bellen", "Doorstroompunt"))
                        ),
                    )
                ),
                Item((par("Tweede stap."),)),
            ),
            letters=False,
        ),
        Quote((par("“Ik wil gewoon weten bij wie ik terechtkan.” Een student uit de regio."),)),
        par(
            "Ten slotte:",
            Break(),
            "een nieuwe regel, ",
            Strong(inline("vet en ", Emphasis(inline("cursief")))),
            ".",
        ),
    )


def _second_chapter() -> tuple[Block, ...]:
    facts = (
        (
            "Doel",
            "Jongeren van wie de taal een drempel is, halen het niveau dat hun opleiding vraagt.",
        ),
        ("Doelgroep", "Studenten in het mbo, niveau 1 en 2"),
        ("Trekker", "ROC Voorbeeld, met de gemeenten"),
        ("Budget", cell("€ 450.000", Note(2, inline("Prijspeil 2026.")))),
        ("Looptijd", "1 augustus 2026 tot en met 31 juli 2030"),
        (
            "Beoogd effect",
            cell(
                Anchor("effect-taalhuis"),
                "Minder uitval in het eerste jaar: van 9,1% naar 7,5% in 2030. " + _LONG,
            ),
        ),
    )
    return (
        head(1, "2", "Thema’s en maatregelen"),
        par("De regio werkt langs twee thema’s. " + _LONG),
        head(2, "1", "Doorlopende begeleiding", "thema"),
        par(_LONG),
        head(3, "1.1", "Taalhuis op school", "maatregel", "taalhuis"),
        par(_LONG + _LONG),
        table(("Onderdeel", "Invulling"), facts, id="feiten"),
        par(
            "De stappen staan in ",
            Reference("weg", inline("een bijlage die er niet is"), False),
            ".",
        ),
        head(
            3,
            "1.2",
            "Eén contactpersoon voor iedere jongere, van de eerste les tot het eerste jaar werk",
            "maatregel",
            "contact",
        ),
        par(_LONG),
        table(("", ""), facts[:3]),
        head(2, "2", "Werk dichtbij", "thema"),
        head(3, "2.1", "Werkgevers in de buurt", "maatregel", "buurt"),
        par(_LONG, _LONG),
        head(4, "", "Aanpak", "geen", "h-aanpak"),
        par(_LONG),
    )


def _third_chapter() -> tuple[Block, ...]:
    money = tuple(
        (
            partner,
            *(
                f"€ {n * k:,}".replace(",", ".")
                for n in (120_000, 125_500, 131_000, 90_250, 12_000)
            ),
            f"€ {k * 478_750:,}".replace(",", "."),
            source,
        )
        for k, (partner, source) in enumerate(
            (
                ("Gemeente Voorbeeldstad", "Participatiebudget"),
                ("Gemeente Dorpen aan de Rivier", "Educatie en doorstroompunt"),
                ("ROC Voorbeeld", "Lumpsum"),
                ("Samenwerkingsverband vso", "Ondersteuning"),
            ),
            start=1,
        )
    )
    total = (
        cell(Strong(inline("Totaal"))),
        *(
            cell(Strong(inline(f"€ {n}")))
            for n in ("1.200.000", "1.255.000", "1.310.000", "902.500", "120.000", "4.787.500")
        ),
        cell(),
    )
    header = ("Partner", "2026", "2027", "2028", "2029", "2030", "Totaal", "Herkomst van het geld")
    return (
        head(1, "3", "Organisatie en geld", id="begroting"),
        Figure(
            "bestuur", Caption("Figuur", 1, inline("Wie besluit en wie uitvoert")), "figuur-bestuur"
        ),
        par("De figuur laat zien wie besluit. " + _LONG),
        Region(
            "liggend",
            (
                head(2, "3.1", "Begroting"),
                table(
                    header,
                    (*money, total),
                    "lrrrrrrl",
                    caption=Caption("Tabel", 1, inline("Begroting per partner, 2026–2030")),
                    id="begrotingstabel",
                ),
                table(("Toelichting", "Bedrag"), (("Onvoorzien", "€ 12.000"),), "lr"),
            ),
        ),
        head(2, "3.2", "Ondertekening"),
        par("De partners verklaren dat zij dit programma uitvoeren."),
        Region(
            "buiten-hash",
            tuple(
                Region(
                    "handtekening",
                    (
                        head(3, f"3.2.{n}", partner),
                        par("Aldus afgesproken namens " + partner + "."),
                        table(
                            ("Naam", "Functie", "Datum", "Handtekening"),
                            ((name, "wethouder", "", ""), ("A. de Vries", "directeur", "", "")),
                        ),
                    ),
                )
                for n, (partner, name) in enumerate(
                    (
                        ("Gemeente Voorbeeldstad", "J. Jansen"),
                        ("Gemeente Dorpen aan de Rivier", "P. van der Meer-Oosterbaan"),
                        ("ROC Voorbeeld", "M. el Amrani"),
                    ),
                    start=1,
                )
            ),
        ),
        Chart(
            "geld",
            table(
                ("Jaar", "Bedrag"),
                (("2026", "€ 1.200.000"), ("2027", "€ 1.255.000")),
                "lr",
                caption=Caption("Tabel", 2, inline("Bedrag per jaar")),
            ),
        ),
    )


def _annexes() -> tuple[Block, ...]:
    indicators = tuple(
        (f"Streefcijfer {n}", "Aandeel jongeren dat het eerste jaar afrondt", f"{n},1%", f"{n},9%")
        for n in range(1, 46)
    )
    return (
        head(1, "1", "Streefcijfers", "bijlage", "bijlage-cijfers"),
        par("De cijfers per jaar."),
        table(
            ("Cijfer", "Wat het zegt", "2026", "2030"),
            indicators,
            "llrr",
            caption=Caption("Tabel", 3, inline("Streefcijfers")),
        ),
        head(1, "2", "Begrippen", "bijlage"),
        par(_LONG),
        head(2, "", "Afkortingen", "geen", "h-afkortingen"),
        par("Mbo: middelbaar beroepsonderwijs."),
    )


SAMPLE = document(
    (
        _cover(),
        head(1, "", "Inhoud", "geen", "h-inhoud"),
        Contents(),
        head(1, "", "Samenvatting", "geen", "h-samenvatting"),
        par(_LONG),
        par(_LONG, _LONG),
        *_first_chapter(),
        *_second_chapter(),
        *_third_chapter(),
        *_annexes(),
    ),
    pictures={
        "bestuur": Picture(
            png(60, 20),
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"/>',
            ("Bestuurlijk overleg: besluit.", "Programmabureau: voert uit."),
        )
    },
)
