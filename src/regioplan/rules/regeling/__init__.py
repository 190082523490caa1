"""The Regeling, in article order: one module per paragraph, the second and fifth in parts."""

# isort: off
# Importing registers: this is the order of the book.
from regioplan.rules.regeling import inhoud, afspraken, maatregelen, begroting
from regioplan.rules.regeling import subsidie, uitkering, rapportage, regio

# isort: on

__all__ = [
    "afspraken",
    "begroting",
    "inhoud",
    "maatregelen",
    "rapportage",
    "regio",
    "subsidie",
    "uitkering",
]
