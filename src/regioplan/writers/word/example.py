"""Our own look as a Word file that somebody can change: a beginning for a house style."""

from __future__ import annotations

from regioplan.markdown import Document, Properties
from regioplan.writers.word.base import Styles, open_base
from regioplan.writers.word.body import Body
from regioplan.writers.word.package import pack

# Each style of the text is used once, so that Word shows it among the styles in use. The header and
# footer get the placeholders that are filled in later.
_PROPERTIES = Properties(
    title="{{titel}}",
    status="{{status}}",
    version="{{versie}}",
    date="{{datum}}",
    region="{{regio}}",
    authors=("regioplan",),
)

_TEXT = """\
<!-- rp:kaft -->

# Titel van het programma

Ondertitel: de naam van de regio

Tekst op de kaft.

<!-- /rp:kaft -->

# Zo past u deze huisstijl aan

Dit bestand heeft alle stijlen waarmee regioplan schrijft. Wijzig de stijlen in Word (tabblad \
Start, Stijlen), niet de losse tekst. Zet het logo in de koptekst. Kies onder Indeling de marges. \
Bewaar het bestand en geef het op met de optie --house-style. Deze tekst zelf komt niet in het \
document.

In de kop- en voettekst vult regioplan deze woorden in: titel, ondertitel, status, versie, datum, \
regio en opsteller, elk tussen dubbele accolades.

## Een paragraaf

Gewone tekst met **vet**, *cursief*, een [koppeling](https://wetten.overheid.nl) en een \
voetnoot^[Tekst van een voetnoot.].

### Een kop van niveau 3

- Een opsomming
- Nog een punt

    - Een niveau dieper

1. Een genummerde lijst
2. Nog een punt

#### Een kop van niveau 4

> Een citaat.

<!-- rp:bijschrift Een voorbeeld van een tabel -->

| Onderwerp | 2026 | 2027 |
| --- | ---: | ---: |
| Eerste regel | € 1.000 | € 1.500 |
| Tweede regel | € 2.000 | € 2.500 |
| **Totaal** | **€ 3.000** | **€ 4.000** |

<!-- rp:liggend -->

## Een liggende pagina

| | |
| --- | --- |
| Kenmerk | Waarde |
| Nog een kenmerk | Nog een waarde |

<!-- /rp:liggend -->

## Weer staand

Een sectie op staande pagina’s.
"""


def example() -> bytes:
    """The bytes of a .docx that can serve as a house style."""
    document = Document(_TEXT, _PROPERTIES)
    word = open_base(_PROPERTIES.language)
    Body(document, word, Styles(word.styles.element), {}).write()
    return pack(word, Properties(title="Huisstijl", region="regioplan"))
