"""What a Word file has beside its text: numbers of charts, pictures, links, headers, footers."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from regioplan.readers.package import Package, qn

_CHART = re.compile(r"word/charts/chart\d*\.xml")
_PICTURE = re.compile(r"word/media/.+")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_RELATIONS = re.compile(r"word/_rels/(?:document|footnotes)\d*\.xml\.rels")
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def chart_numbers(package: Package) -> Counter[Decimal]:
    """The numbers that the charts show, in no order."""
    found: Counter[Decimal] = Counter()
    for name in filter(_CHART.fullmatch, package.names):
        for values in package.part(name).iter(f"{_C}val"):
            found.update(_numbers(values))
    return found


def _numbers(values: Any) -> Iterator[Decimal]:
    for point in values.iter(f"{_C}v"):
        try:
            yield Decimal(str(point.text).strip()).normalize()
        except InvalidOperation:
            continue


def pictures(package: Package) -> Counter[str]:
    """A hash of each picture."""
    return Counter(
        hashlib.sha256(package.content(name)).hexdigest()
        for name in filter(_PICTURE.fullmatch, package.names)
    )


def addresses(package: Package) -> frozenset[str]:
    """Where the links of the text and the notes lead to."""
    return frozenset(
        str(one.get("Target", "")).rstrip("/")
        for name in filter(_RELATIONS.fullmatch, package.names)
        for one in package.part(name)
        if str(one.get("Type", "")).endswith("/hyperlink") and one.get("TargetMode") == "External"
    )


def margins(package: Package) -> frozenset[str]:
    """The words of the headers and footers, without what fields make."""
    return frozenset(
        said
        for name in filter(_MARGIN.fullmatch, package.names)
        for paragraph in package.part(name).iter(qn("w:p"))
        if (said := _said(paragraph))
    )


def _said(paragraph: Any) -> str:
    words = (text.text or "" for text in paragraph.iter(qn("w:t")))
    return re.sub(r"\d+", "#", " ".join("".join(words).split()))
