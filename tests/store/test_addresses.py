from __future__ import annotations

from pathlib import Path

import pytest

from studytool.store.addresses import address
from studytool.text.language import UserError


@pytest.mark.parametrize("where", ["a/b.db", Path("a/b.db"), "sqlite:///a/b.db"])
def test_a_path_and_its_url_are_the_same_file(where):
    """All ways to write a file come to it, called by its path."""
    assert address(where).file == Path("a/b.db")
    assert address(where).name == "a/b.db"
    assert address(where).learner is None


def test_what_is_in_memory_is_no_file():
    """There is nothing to back up."""
    assert address("sqlite://").file is None


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_the_learner_is_part_of_the_name_and_not_of_what_the_server_is_asked(scheme):
    """The driver gets the address without the learner; people see both, and no password."""
    found = address(f"{scheme}://me:secret@host:1/db?sslmode=require&learner=Ann")
    assert found.learner == "ann"
    assert found.url.render_as_string(hide_password=False) == (
        "postgresql+psycopg://me:secret@host:1/db?sslmode=require"
    )
    assert found.name == "postgresql+psycopg://me:***@host:1/db?learner=ann&sslmode=require"
    assert found.file is None


@pytest.mark.parametrize(("user", "learner"), [("Lea R.", "lea-r."), ("小明", "小明"), ('a"b', "a-b")])
def test_the_default_learner_is_the_user(monkeypatch, user, learner):
    """Signs that no name may have are replaced."""
    monkeypatch.setattr("getpass.getuser", lambda: user)
    assert address("postgresql://h/db").learner == learner


def test_without_any_user_name_there_is_still_a_learner(monkeypatch):
    """In a container the user may have no name."""

    def nobody():
        raise OSError("no user name")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert address("postgresql://h/db").learner == "learner"


@pytest.mark.parametrize("name", ["a%22b", "a+b", "a/b", "a;b", "x" * 56, "名" * 19])
def test_what_is_no_learners_name_is_told(name):
    """Quotes, spaces and names too long for the server are refused before anything is sent."""
    with pytest.raises(UserError, match="learner's name"):
        address(f"postgresql://h/db?learner={name}")


def test_what_is_no_address_is_told():
    """One line says what would be right."""
    with pytest.raises(UserError, match=r"postgresql\+psycopg://server/database"):
        address("postgresql://host:port/x")


@pytest.mark.parametrize(
    "where", ["http://x/y", "ftp://x", "file:///x", "mysql://a:secret@x/y", "sqlite+aiosqlite:///x.db", "sqlite://x.db"]
)
def test_what_no_driver_here_serves_is_no_address(where):
    """It is told before anything else is said about it, without its password."""
    with pytest.raises(UserError, match="not a database address") as caught:
        address(where)
    assert "secret" not in caught.value.text.en + caught.value.text.zh
