"""Print the book of rules: `python -m regioplan.rules > docs/regels.md`."""

import sys

from regioplan.rules import rules_book

sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a text file
sys.stdout.write(rules_book())
