"""The documentation cannot drift: what it shows is run, read, or compared with the program."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import pytest
from typer.main import get_command

from regioplan import __version__, reference, rules, scaffold
from regioplan.cli.app import app
from regioplan.findings import Severity
from regioplan.loader import Loaded, load
from regioplan.markdown import parse_prose  # type: ignore[attr-defined]  # replaced below
