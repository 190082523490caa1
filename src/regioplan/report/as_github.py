"""The report as commands of GitHub Actions, which puts each finding beside its line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regioplan.findings import Finding, Severity
from regioplan.report.text import summary
from regioplan.report.view import Report, View, in_order, paragraphs, visible

COMMANDS: Mapping[Severity, str] = MappingProxyType(
    {Severity.FOUT: "error", Severity.OPEN: "warning", Severity.ADVIES: "notice"}
)


def github(report: Report) -> str:
    """One command for each finding, and the summary for who reads the log."""
    plain = View(folder=report.view.folder)
    commands = [_command(f, plain) for f in in_order(report.uitkomst.findings)]
    # The runner takes `##[` anywhere in a line for a command too; a file's name might hold it.
    words = [line.replace("##[", "## [") for line in summary(report.uitkomst, plain)]
    return "\n".join([*commands, *words]) + "\n"


def _command(finding: Finding, view: View) -> str:
    """`::error file=regio.yaml,line=3,col=1,title=fout[KWA-naam]::Hier …%0ADoen: …`."""
    properties = {
        "file": view.path(finding.location.file),
        "line": str(finding.location.line),
        "col": str(finding.location.column),
        "title": f"{finding.severity}[{finding.rule}]",
    }
    also = [f"Zie ook: {view.place(place)} ({visible(words)})" for place, words in finding.related]
    message = "\n".join([*paragraphs(finding), *also])
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Text as it may stand behind the last `::`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text as it may stand behind `file=`."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
