"""The Regeling, in article order: one module per paragraph, the second in three."""

# isort: off
# Importing registers: this is the order of the book.
from regioplan.rules.regeling import inhoud, maatregelen, subsidie, regio

# isort: on

__all__ = ["inhoud", "maatregelen", "regio", "subsidie"]
