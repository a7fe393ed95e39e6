from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studytool.store import glancing
from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.store.opening import OpeningStore
from studytool.store.schema import VERSION_KEY
from studytool.text.language import UserError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=400)


def answer(number, rating):
    return Event(f"{number:032x}", NOW + timedelta(minutes=number), "answer", f"kind:cnn.{number}", {"rating": rating})


@pytest.fixture
def path(tmp_path):
    """A database with a few reviews."""
    with open_store(tmp_path / "s.db") as store:
        for number in range(6):
            store.append(answer(number, 1 + number % 4))
    return str(tmp_path / "s.db")


@pytest.mark.parametrize("now", [NOW, NOW + timedelta(hours=1), LATER])
def test_a_glance_sees_what_the_store_sees(path, now):
    """The same items in the same order, without the store being opened."""
    opening = OpeningStore(path)
    with open_store(path) as store:
        assert opening.due(now) == store.due(now) == glancing.due(path, now)
    assert opening._store is None


def test_a_glance_while_the_log_is_being_written(path):
    """What another connection has committed is seen, though it still stands in the write-ahead log."""
    with open_store(path) as store:
        store.append(answer(77, 1))
        assert "kind:cnn.77" in glancing.due(path, LATER)


def test_what_is_no_sound_file_is_not_glanced_at(tmp_path, path):
    """A missing file, other bytes, a URL, another schema: the store itself has to say what is wrong."""
    (tmp_path / "text.db").write_text("no database", encoding="utf-8")
    with open_store(path) as store:
        store.remember("language", "zh")
        store._database.connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = ?", (VERSION_KEY,))
        store._database.connection.commit()
    for where in (str(tmp_path / "none.db"), str(tmp_path / "text.db"), "sqlite://", path):
        assert glancing.due(where, NOW) is None
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(UserError, match="newer"):
        OpeningStore(path).due(NOW)


def test_preferences_are_what_the_store_remembers(path):
    """Each under its name, without what the program notes for itself and without the store being opened."""
    assert glancing.preferences(path) == {}
    with open_store(path) as store:
        store.remember("language", "zh")
        store.remember("decimal-comma", "on")
        store.remember("language", "en")
        assert glancing.preferences(path) == {"language": "en", "decimal-comma": "on"}
    assert glancing.preferences("sqlite://") == glancing.preferences(path + ".none") == {}


def test_the_latest_answers_are_read_at_a_glance(path):
    """The same as the store's, what was taken back left out, without the store being opened."""
    opening, item = OpeningStore(path), "kind:cnn.2"
    with open_store(path) as store:
        store.append(replace(answer(8, 1), item=item))
        store.append(replace(answer(9, 3), item=item))
        store.append(Event("undo", LATER, "undo", item, {"of": answer(9, 3).uuid}))
        assert [event.at for event in store.answers(item, 5)] == [answer(2, 3).at, answer(8, 1).at]
        for limit in (1, 5):
            assert opening.answers(item, limit) == store.answers(item, limit) == glancing.answers(path, item, limit)
    assert opening.answers("kind:never", 5) == []
    assert opening._store is None


def test_before_there_is_a_file_nothing_was_answered(tmp_path):
    """No file is made by looking; what is no log has to be opened to say what is wrong."""
    assert OpeningStore(str(tmp_path / "none.db")).answers("kind:cnn.2", 5) == []
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("no database", encoding="utf-8")
    assert glancing.answers(str(tmp_path / "text.db"), "kind:cnn.2", 5) is None
    assert glancing.answers("sqlite://", "kind:cnn.2", 5) is None


def test_a_damaged_answer_is_left_to_the_store(path):
    """What no program of ours can have written is said by opening the log."""
    with open_store(path) as store:
        store._database.connection.exec_driver_sql("UPDATE events SET data = '[]'")
        store._database.connection.commit()
    assert glancing.answers(path, "kind:cnn.2", 5) is None
    with pytest.raises(UserError):
        OpeningStore(path).answers("kind:cnn.2", 5)


def test_it_opens_for_everything_else(path):
    """Recording and remembering open the store, once, and then what is due comes from it."""
    opening = OpeningStore(path)
    opening.append(answer(9, 3))
    assert "kind:cnn.9" in opening.memory()
    assert opening.due(LATER) == opening.open().due(LATER)
    assert opening.open() is opening.open()
    opening.close()
