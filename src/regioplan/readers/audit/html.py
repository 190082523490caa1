"""Checks of an HTML page, as it stands in the file: no browser draws it here."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml import html as parser

from regioplan.errors import RegioplanError
from regioplan.readers.audit.checks import Checks, Found, jumps, link_fault, quoted

KIND = "HTML"
CHECKS = Checks()
NOT_CHECKED = (
    "Het contrast van de kleuren en hoe de pagina er op een telefoon uitziet.",
    "Of alles met het toetsenbord te bedienen is.",
    "Of een beschrijving van een afbeelding zegt wat er te zien is.",
    "Of een stuk in een andere taal ook als die taal is aangemerkt.",
    "Of kleur ergens de enige drager van betekenis is.",
    "Of de tekst begrijpelijk is (B1).",
)

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_FIELDS = ("input", "select", "textarea")


def opened(name: str, content: bytes) -> Any:
    """The root of the page. Raises `RegioplanError` when there is none to read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegioplanError(
            f"{name} is geen tekst in UTF-8. Bewaar de pagina als UTF-8."
        ) from error
    try:
        # An encoding in an XML declaration would contradict the text, which is decoded already.
        root = parser.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as error:
        raise RegioplanError(f"{name} is geen HTML-pagina: er staat niets in.") from error
    if "<html" not in text[:5000].lower():
        raise RegioplanError(f"{name} is geen hele HTML-pagina: <html> ontbreekt.")
    return root


def _words(element: Any) -> str:
    """What a screen reader says of an element: its label, else its text and its pictures'."""
    label = (element.get("aria-label") or "").strip()
    pictures = " ".join(image.get("alt") or "" for image in element.iter("img"))
    return label or f"{element.text_content()} {pictures}".strip()


def _hidden(element: Any) -> bool:
    return any(e.get("aria-hidden") == "true" for e in (element, *element.iterancestors()))


@CHECKS.add(
    "titel",
    "De pagina heeft een titel",
    "WCAG 2.4.2",
    remedy="Zet een <title> in de <head>.",
)
def title(page: Any) -> Found:
    """The title element holds words."""
    if not (page.findtext(".//head/title") or "").strip():
        yield "", "de pagina heeft geen titel"


@CHECKS.add(
    "taal",
    "De taal van de tekst is bekend",
    "WCAG 3.1.1",
    remedy='Schrijf <html lang="nl">.',
)
def language(page: Any) -> Found:
    """The root names a language, in the form of BCP 47."""
    said = page.get("lang") or ""
    if not said:
        yield "", "nergens staat in welke taal de pagina is geschreven"
    elif not _LANGUAGE.match(said):
        yield "", f"{quoted(said)} is geen code van een taal"


@CHECKS.add(
    "koppen",
    "Er is één hoofdkop, en geen niveau wordt overgeslagen",
    "WCAG 1.3.1",
    remedy="Geef de pagina één <h1> en sla geen niveau over.",
)
def headings(page: Any) -> Found:
    """One h1, no jumps, none empty."""
    found = [e for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6") if not _hidden(e)]
    tops = sum(1 for e in found if e.tag == "h1")
    if tops != 1:
        yield "", f"het aantal koppen <h1> is {tops}"
    yield from jumps((int(e.tag[1]), e.text_content()) for e in found)
    for element in found:
        if not _words(element):
            yield f"regel {element.sourceline}", f"een lege <{element.tag}>"


@CHECKS.add(
    "afbeeldingen",
    "Elke afbeelding heeft een beschrijving",
    "WCAG 1.1.1",
    remedy='Geef de afbeelding een alt, of alt="" als zij alleen versiering is.',
)
def pictures(page: Any) -> Found:
    """An alt for every img; a name for every drawing that is not hidden."""
    for image in page.iter("img"):
        if image.get("alt") is None and not _hidden(image):
            yield f"regel {image.sourceline}", "een <img> zonder alt"
    for drawing in page.iter("svg"):
        named = drawing.get("aria-label") or drawing.get("aria-labelledby")
        titled = (drawing.findtext("title") or "").strip()
        if not (named or titled or _hidden(drawing)):
            yield f"regel {drawing.sourceline}", "een <svg> zonder naam"


@CHECKS.add(
    "tabellen",
    "Een tabel heeft kopcellen die zeggen waarbij zij horen",
    "WCAG 1.3.1",
    remedy='Maak van de kopcellen <th scope="col"> of <th scope="row">.',
)
def tables(page: Any) -> Found:
    """Header cells, each with its scope."""
    for table in page.iter("table"):
        if table.get("role") in {"presentation", "none"}:
            continue
        heads = list(table.iter("th"))
        where = f"regel {table.sourceline}"
        if not heads:
            yield where, "een tabel zonder kopcellen"
        elif any(head.get("scope") is None and head.get("id") is None for head in heads):
            yield where, "een kopcel zonder scope"


@CHECKS.add(
    "links",
    "De woorden van een link zeggen waar hij heen gaat",
    "WCAG 2.4.4",
    remedy="Zet de link onder woorden die zeggen wat de lezer er vindt.",
)
def links(page: Any) -> Found:
    """No bare address, no "hier"."""
    for link in page.iter("a"):
        if link.get("href") is not None and (fault := link_fault(_words(link))):
            yield f"regel {link.sourceline}", fault


@CHECKS.add(
    "verwijzingen",
    "Elke verwijzing binnen de pagina komt aan, en geen id staat er twee keer",
    "WCAG 1.3.1",
    remedy="Geef het doel het id dat de link noemt, en elk id maar één keer.",
)
def targets(page: Any) -> Found:
    """Ids are unique; `href="#x"` and ARIA references lead to one."""
    ids = Counter(str(e.get("id")) for e in page.iter() if e.get("id"))
    for name, count in ids.items():
        if count > 1:
            yield "", f"het id {quoted(name)} staat er {count} keer"
    for link in page.iter("a"):
        target = unquote(link.get("href") or "").removeprefix("#")
        if (link.get("href") or "").startswith("#") and target not in {*ids, "", "top"}:
            yield (
                f"regel {link.sourceline}",
                f"de link naar {quoted('#' + target)} komt nergens aan",
            )
    for element in page.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            for target in (element.get(name) or "").split():
                if target not in ids:
                    yield (
                        f"regel {element.sourceline}",
                        f"{name} noemt {quoted(target)}, dat is er niet",
                    )


@CHECKS.add(
    "gebieden",
    "De hoofdinhoud is aangewezen, en een menu is over te slaan",
    "WCAG 2.4.1",
    remedy="Zet de inhoud in <main>, en begin met een link daarheen.",
)
def landmarks(page: Any) -> Found:
    """One main, and a first link that leads into it when there is a menu before it."""
    mains = [e for e in page.iter() if e.tag == "main" or e.get("role") == "main"]
    if len(mains) != 1:
        yield "", f"het aantal gebieden <main> is {len(mains)}"
        return
    menus = any(e.tag == "nav" or e.get("role") == "navigation" for e in page.iter())
    first = next((a for a in page.iter("a") if a.get("href")), None)
    skips = first is not None and (first.get("href") or "").startswith("#")
    if menus and not skips:
        yield "", "er is een menu, en geen link om het over te slaan"


@CHECKS.add(
    "vergroten",
    "De lezer mag de pagina vergroten",
    "WCAG 1.4.4",
    remedy='Schrijf <meta name="viewport" content="width=device-width, initial-scale=1">.',
)
def zoom(page: Any) -> Found:
    """The viewport fits a phone and forbids no zoom."""
    views = [m.get("content") or "" for m in page.iter("meta") if m.get("name") == "viewport"]
    if not views:
        yield "", "de pagina past zich niet aan een telefoon aan"
    for view in views:
        limit = re.search(r"maximum-scale\s*=\s*([\d.]+)", view)
        if re.search(r"user-scalable\s*=\s*(no|0)", view) or (limit and float(limit[1]) < 2):
            yield "", "de pagina verbiedt vergroten"


@CHECKS.add(
    "velden",
    "Elk invulveld en elk ingevoegd kader heeft een naam",
    "WCAG 4.1.2",
    remedy="Geef het veld een <label>, of het kader een title.",
)
def fields(page: Any) -> Found:
    """A label for each field, a title for each frame."""
    labelled = {label.get("for") for label in page.iter("label")}
    for field in page.iter(*_FIELDS):
        inside = next(field.iterancestors("label"), None) is not None
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("title")
        known = named or inside or field.get("id") in labelled
        if not known and field.get("type") not in {"hidden", "submit", "button"}:
            yield f"regel {field.sourceline}", f"een <{field.tag}> zonder naam"
    for frame in page.iter("iframe"):
        if not (frame.get("title") or "").strip():
            yield f"regel {frame.sourceline}", "een <iframe> zonder title"


@CHECKS.add(
    "toetsenbord",
    "De volgorde van het toetsenbord is die van de tekst",
    "WCAG 2.4.3",
    remedy="Haal tabindex groter dan 0 weg.",
)
def order(page: Any) -> Found:
    """No positive tabindex; nothing moves or reloads by itself."""
    for element in page.iter():
        index = (element.get("tabindex") or "0").strip()
        if index.isdigit() and int(index) > 0:
            yield f"regel {element.sourceline}", f"tabindex={index}"
    for meta in page.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            yield f"regel {meta.sourceline}", "de pagina ververst zichzelf"


@CHECKS.add(
    "zelfstandig",
    "De pagina haalt niets van internet",
    "regioplan",
    remedy="Neem stijl en afbeeldingen op in de pagina zelf.",
    severity="advies",
)
def self_contained(page: Any) -> Found:
    """A page that is mailed around shows what it shows without a network."""
    for element in page.iter("img", "script", "link", "iframe", "source"):
        address = element.get("src") or (element.tag == "link" and element.get("href")) or ""
        if re.match(r"(https?:)?//", address):
            yield f"regel {element.sourceline}", f"{quoted(address)} komt van internet"
