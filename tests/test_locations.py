from __future__ import annotations

import sys
from pathlib import Path

import pytest

import studytool
from studytool import locations
from studytool.text.language import UserError


def test_a_learner_is_added_to_the_address_of_a_server():
    """The name is escaped, replaces another, and leaves the rest of the address alone."""
    for where, wanted in (
        ("postgresql://h/db", "postgresql://h/db?learner=ann+b"),
        ("postgresql://u:p@h:1/db?sslmode=require&learner=x", "postgresql://u:p@h:1/db?sslmode=require&learner=ann+b"),
    ):
        assert locations.of_learner(where, "ann b") == wanted


@pytest.mark.parametrize("where", ["log.db", "sqlite:///log.db", "sqlite+pysqlite:///log.db"])
def test_a_file_has_no_learner(where):
    """It belongs to one."""
    with pytest.raises(UserError, match="--learner"):
        locations.of_learner(where, "ann")


def test_the_option_beats_the_environment_and_that_the_default(monkeypatch, tmp_path):
    """--db, then STUDYTOOL_DB, then the user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    environ = {"STUDYTOOL_DB": "b.db"}
    assert locations.database_path("a.db", environ) == "a.db"
    assert locations.database_path(None, environ) == "b.db"
    default = Path(locations.database_path("", {"STUDYTOOL_DB": ""}))
    assert default.parts[-2:] == ("studytool", "studytool.db")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the folder's variable is Linux's")
def test_the_default_follows_the_systems_data_folder(monkeypatch, tmp_path):
    """The platform says where a user's data go."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert locations.database_path(None, {}) == str(tmp_path / "studytool" / "studytool.db")


def test_a_url_is_passed_through_and_a_tilde_is_home():
    """Only paths are touched."""
    assert locations.database_path("sqlite:///~/x.db", {}) == "sqlite:///~/x.db"
    assert locations.database_path("~/x.db", {}) == str(Path.home() / "x.db")


def test_the_data_folder_of_this_installation_exists():
    """In a checkout it is beside the package, in a wheel inside it."""
    package = Path(studytool.__file__).parent
    assert locations.data_path() in {package / "data", package.parent / "data"}


def test_the_data_folder_is_found_in_a_wheel_and_missed_aloud(monkeypatch, tmp_path):
    """The folder inside the package comes first; none at all is an error."""
    package = tmp_path / "studytool"
    package.mkdir()
    monkeypatch.setattr(locations, "__file__", str(package / "locations.py"))
    with pytest.raises(FileNotFoundError, match="no data folder"):
        locations.data_path()
    (tmp_path / "data").mkdir()
    assert locations.data_path() == tmp_path / "data"
    (package / "data").mkdir()
    assert locations.data_path() == package / "data"


@pytest.mark.parametrize(
    "where",
    [
        ":memory:",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite+pysqlite://",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:x?mode=memory&uri=true",
    ],
)
def test_a_database_in_memory_is_refused(where):
    """What is done would be told as done, and lost."""
    for option, environ in ((where, {}), (None, {"STUDYTOOL_DB": where})):
        with pytest.raises(UserError, match="keep nothing") as caught:
            locations.database_path(option, environ)
        assert "不会保留" in caught.value.text.zh


def test_links_are_followed_unless_they_lead_in_a_circle(tmp_path):
    """A link to a file that is yet to be made is one to follow."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert locations.real(tmp_path / "link") == tmp_path / "file"
    for path in (tmp_path / "loop", tmp_path / "loop" / "file"):
        with pytest.raises(UserError, match="circle"):
            locations.real(path)
