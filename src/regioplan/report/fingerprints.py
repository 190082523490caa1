"""A name for each finding that stays the same when lines move."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from regioplan.findings import Finding
from regioplan.report.view import counted

_LINE_NUMBER = re.compile(r"(?<=\bregel )\d+|(?<=\bkolom )\d+")  # a message may name another line


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """The fingerprint of each finding: 64 hexadecimal digits, ":" and a number.

    It is made of rule, file and message, without line numbers. Equal findings in one file are told
    apart by the number: the first in order is 1.
    """
    return [f"{digest}:{number}" for digest, number in counted(map(_digest, findings))]


def _digest(finding: Finding) -> str:
    message = _LINE_NUMBER.sub("", finding.message)
    parts = f"{finding.rule}\0{finding.location.file}\0{message}"
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
