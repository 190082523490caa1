"""The rules to be read: the page of one, the list, and the book of all (docs/regels.md)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from regioplan import reference
from regioplan.errors import RegioplanError
from regioplan.findings import INT_NORMS, Citation, Confidence
from regioplan.model import Status
from regioplan.rules.registry import RULES, Rule, Weight

_CONFIDENCE = {
    Confidence.TEKST: "het artikel zelf is gelezen",
    Confidence.OUDERE_TEKST: "gelezen in een oudere tekst",
    Confidence.SECUNDAIR: "uit tweede hand",
    Confidence.AFGELEID: "onze lezing van de tekst",
    Confidence.NIET_GEVONDEN: "gezocht, maar niet gevonden",
}


def explain(rule_id: str) -> str:
    """The Dutch page of a rule, or of a norm of the files, in Markdown; case does not count.

    Raises:
        RegioplanError: there is no such rule; the message suggests one.
    """
    wanted = rule_id.strip().casefold()
    names = {name.casefold(): name for name in (*RULES, *INT_NORMS)}
    if wanted not in names:
        raise RegioplanError(_unknown(rule_id, wanted, names))
    name = names[wanted]
    lines = _rule_page(RULES[name]) if name in RULES else _int_page(name)
    return "\n".join([f"# {name}", "", *lines]).rstrip() + "\n"


def rule_list() -> tuple[tuple[str, str, str], ...]:
    """Every rule and every norm of the files: (id, its severity in words, its first line)."""
    rules = ((name, _kind(found), found.page.norm) for name, found in RULES.items())
    files = ((name, "fout", norm.requirement) for name, norm in INT_NORMS.items())
    return (*rules, *files)


def rules_book() -> str:
    """All rules as one Markdown text: an index by article, then each page."""
    return "\n".join([*_INTRODUCTION, *_index(), *_pages()]).rstrip() + "\n"


# ------------------------------------------------------------------ how

_INTRODUCTION = """\
# De regels

Dit zijn alle regels waaraan `regioplan validate` een programma toetst. Deze tekst is gemaakt uit de
regels zelf, met `python -m regioplan.rules > docs/regels.md`; wijzig hem dus niet met de hand. Ook
`regioplan explain`, gevolgd door het nummer, toont een regel.

Het nummer van een regel is de plaats in de wet: `RRP-2.5-2b` is artikel 2.5, tweede lid, onder b,
van de Regeling regionaal programma en Doorstroompuntfunctie 2026-2029. `WEB` is de Wet educatie
en beroepsonderwijs, `KAD` de Kaderregeling subsidies OCW, SZW en VWS in de oudere tekst van 2017.
Geen wet zijn `TOE` (uitleg van de ministeries), `GOV` (advies over governance), `KWA` (kwaliteit)
en `INT` (de bestanden zelf).

Een nummer dat eindigt op `-termijn` is een herinnering. Alleen die kijkt naar de dag van vandaag.

De ernst is *fout*, *open* of *advies*. Wat ontbreekt, is open tot de status die het vraagt, en
daarna fout. Wat verkeerd is, is in elke status fout. Een advies houdt niets tegen. Twee regels
rusten op een advies en houden wel tegen, omdat de opdrachtgever van regioplan dat vraagt:
`GOV-ondertekening` en `GOV-ondertekening-grond`.

""".splitlines()


def _kind(rule: Rule) -> str:
    """How heavy a rule is, in two or three words."""
    if rule.weight is Weight.WARNING:
        return "advies"
    if rule.blokkeert_vanaf is Status.CONCEPT:
        return "fout"
    return f"open, fout vanaf {rule.blokkeert_vanaf.label}"


def _unknown(asked: str, wanted: str, names: dict[str, str]) -> str:
    """The sentence about an id that no rule has, with the ids that may be meant."""
    begins = [name for low, name in names.items() if wanted and low.startswith(wanted)]
    near = begins or [names[low] for low in difflib.get_close_matches(wanted, names, n=3)]
    hint = f" Bedoeld is misschien {', '.join(near[:5])}." if near else ""
    return f"Er is geen regel ‘{asked}’.{hint} `regioplan explain` toont alle regels."


def _rule_page(rule: Rule) -> Iterator[str]:
    """The lines of a rule's page, below its heading."""
    page = rule.page
    yield from (page.norm, "", f"Ernst: {_severity(rule)}", "")
    if rule.citation:
        yield from (f"Grond: {_ground(rule.citation)}", "")
    for heading, text in (("Waarom", page.why), ("Herstel", page.remedy)):
        if text:
            yield from (f"**{heading}**", "", text, "")
    if page.example:
        yield from ("**Voorbeeld**", "", "```yaml", *page.example.splitlines(), "```", "")


def _int_page(name: str) -> Iterator[str]:
    """The lines of the page of a norm of the files."""
    yield INT_NORMS[name].requirement
    yield ""
    yield "Ernst: fout, in elke status; deze bevinding is niet te negeren."
    yield ""
    yield (
        "Grond: de vorm van de bestanden. Wat niet te lezen is, is ook niet te toetsen: regels over"
        " dit bestand worden overgeslagen tot het is hersteld."
    )


def _severity(rule: Rule) -> str:
    if rule.weight is Weight.WARNING:
        return "advies."
    return (
        f"wat ontbreekt is open, en fout vanaf de status {rule.blokkeert_vanaf.label};"
        " wat verkeerd is, is altijd fout."
    )


def _ground(citation: Citation) -> str:
    """Where the norm stands, how sure that is, and in which version it was read."""
    where = f"[{citation.article}]({citation.url})" if citation.url else citation.article
    version = f"; {citation.version}" if citation.version else ""
    return f"{where} ({_CONFIDENCE[citation.confidence]}{version})."


def _index() -> Iterator[str]:
    """The articles, in the order of the register, each with its rules."""
    yield from ("## Per artikel", "", "| Eis | Artikel | Regels |", "|---|---|---|")
    for eis, norm in reference.norms().items():
        rules = [name for name, rule in RULES.items() if eis in rule.eisen]
        if rules:
            links = ", ".join(f"[{name}](#{_anchor(name)})" for name in rules)
            yield f"| {eis} | {norm.citation.article} | {links} |"
    yield ""


def _pages() -> Iterator[str]:
    yield from ("## De regels, een voor een", "")
    for name, rule in RULES.items():
        yield from (f"### {name}", "", *_rule_page(rule))
    yield from ("## De bestanden zelf", "")
    for name, norm in INT_NORMS.items():
        yield from (f"### {name}", "", norm.requirement, "")


def _anchor(name: str) -> str:
    """The address that GitHub and GitLab give a heading: lower case, without full stops."""
    return name.lower().replace(".", "")
