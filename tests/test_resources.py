"""The tool finds its templates, schemas and data, and says so in Dutch when one is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from regioplan import resources
from regioplan.errors import RegioplanError


def test_a_folder_that_is_not_in_the_package_is_found_at_the_root_of_the_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An editable install sees templates and schemas beside `src/`."""
    module = tmp_path / "src" / "regioplan" / "resources.py"
    monkeypatch.setattr(resources, "__file__", str(module))
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path / "src" / "regioplan")
    for name in ("templates", "schemas"):
        (tmp_path / name).mkdir()
    assert resources.templates() == tmp_path / "templates"
    assert resources.schemas() == tmp_path / "schemas"


def test_a_folder_inside_the_package_goes_before_the_one_at_the_root(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A wheel carries its own templates; those beside it are somebody else's."""
    package = tmp_path / "src" / "regioplan"
    (package / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    monkeypatch.setattr(resources, "files", lambda _package: package)
    assert resources.templates() == package / "templates"


def test_a_strangers_templates_beside_an_installed_package_are_not_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only a folder beside `src` is the checkout's: an incomplete installation is an error."""
    package = tmp_path / "site-packages" / "regioplan"
    package.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    monkeypatch.setattr(resources, "files", lambda _package: package)
    with pytest.raises(RegioplanError, match="niet compleet: de map “templates” ontbreekt"):
        resources.templates()


def test_the_checkout_or_wheel_under_test_has_templates_and_schemas() -> None:
    """Both folders are where the module looks for them, as it stands here."""
    assert resources.templates().is_dir()
    assert resources.schemas().is_dir()


def test_data_of_the_package_comes_as_bytes_and_as_text() -> None:
    """A data file is named by its path within the package; text is UTF-8."""
    name = "reference/doorstroompuntregios.csv"
    assert "Súdwest-Fryslân" in resources.text(name)
    assert resources.data(name).decode("utf-8") == resources.text(name)


def test_a_missing_data_file_is_an_incomplete_installation() -> None:
    """The message names the file and says what to do."""
    with pytest.raises(RegioplanError, match=r"“reference/weg\.csv” ontbreekt.*opnieuw"):
        resources.data("reference/weg.csv")


def test_a_folder_is_no_data_file() -> None:
    """A name that is a folder is reported as the others are, not as a crash."""
    with pytest.raises(RegioplanError, match="niet compleet"):
        resources.data("reference")


def test_a_damaged_data_file_is_reported_in_dutch(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Bytes that are not UTF-8 are a damaged installation, not a Python error."""
    (tmp_path / "lijst.csv").write_bytes(b"caf\xe9")
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    with pytest.raises(RegioplanError, match="beschadigd"):
        resources.text("lijst.csv")
