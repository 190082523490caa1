"""The pictures and charts of a document, by the name that a template calls them."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan.markdown import ChartData, Picture
from regioplan.model import Programma


def pictures(_programma: Programma) -> Mapping[str, Picture]:
    """The pictures for `<!-- rp:figuur NAAM -->`; without data to draw, a name is not there."""
    return {}


def charts(_programma: Programma) -> Mapping[str, ChartData]:
    """The numbers for `<!-- rp:grafiek NAAM -->`; without data to draw, a name is not there."""
    return {}
