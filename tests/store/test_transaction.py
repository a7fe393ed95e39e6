from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Thread

import pytest

from studytool.store.events import Event
from studytool.store.open_store import open_store
from studytool.text.language import UserError

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
EVENT = Event("a" * 32, NOW, "answer", "kind:cnn.x", {"rating": 3})
CALLS = {
    "append": lambda store: store.append(EVENT),
    "undo": lambda store: store.undo(NOW),
    "redo": lambda store: store.redo(NOW),
    "to_undo": lambda store: store.to_undo(),
    "to_redo": lambda store: store.to_redo(),
    "can_undo": lambda store: store.can_undo(),
    "can_redo": lambda store: store.can_redo(),
    "suspend": lambda store: store.suspend("kind:cnn.x", NOW),
    "unsuspend": lambda store: store.unsuspend("kind:cnn.x", NOW),
    "bury": lambda store: store.bury("kind:cnn.x", NOW, NOW),
    "reset": lambda store: store.reset("kind:cnn.x", NOW),
    "use": lambda store: store.use(NOW, wanted=0.8),
    "set": lambda store: store.set("key", 1, NOW),
    "model": lambda store: store.model(),
    "settings": lambda store: store.settings(),
    "memory": lambda store: store.memory(),
    "skills": lambda store: store.skills(),
    "graph": lambda store: store.graph(),
    "due": lambda store: store.due(NOW),
    "held": lambda store: store.held(),
    "seen": lambda store: store.seen("kind:cnn.x"),
    "answers": lambda store: store.answers("kind:cnn.x", 1),
    "events": lambda store: list(store.events()),
    "asked": lambda store: store.asked(NOW),
    "recent": lambda store: store.recent(1),
    "counts": lambda store: store.counts(),
    "reviewed": lambda store: store.reviewed(),
    "columns": lambda store: store.columns(),
    "lapses": lambda store: store.lapses(1),
    "rebuild": lambda store: store.rebuild(),
    "setting": lambda store: store.setting("key"),
    "remember": lambda store: store.remember("key", "value"),
}


@pytest.fixture
def store(anywhere):
    """Yield an open store, once in a file and once on a server."""
    with open_store(anywhere) as opened:
        yield opened


def test_every_call_on_a_closed_store_says_so(store):
    """In one line of each language, and nothing is written; closing again does nothing."""
    public = {name for name in dir(type(store)) if not name.startswith("_")}
    assert public - {"close"} == set(CALLS)
    store.close()
    for call in CALLS.values():
        with pytest.raises(UserError) as failed:
            call(store)
        assert "has been closed" in failed.value.text.en
        assert "已关闭" in failed.value.text.zh
    store.close()


def test_reading_on_after_closing_says_so(store, monkeypatch):
    """The log is read a page at a time, and may be closed between two."""
    monkeypatch.setattr("studytool.store.statements.PAGE", 1)
    store.append(EVENT)
    pages = store.events()
    assert next(pages) == EVENT
    store.close()
    with pytest.raises(UserError, match="has been closed"):
        next(pages)


def interrupted(act, number):
    """Do it with an interrupt at the given one of the places where Python looks for signals; whether there was one."""
    places = count()

    def at_a_place(frame, what, _):
        # Python looks where a function of its own begins and where one in C has returned.
        ours = "studytool" in Path(frame.f_code.co_filename).parts or frame.f_code.co_filename.endswith("contextlib.py")
        if what in {"call", "c_return"} and ours and next(places) == number:
            raise KeyboardInterrupt

    sys.setprofile(at_a_place)
    try:
        act()
    except KeyboardInterrupt:
        return True
    finally:
        sys.setprofile(None)
    return False


@pytest.mark.parametrize("call", ["memory", "append"])
def test_an_interrupt_anywhere_leaves_the_store_to_other_threads(tmp_path, call):
    """Wherever a signal is met, the lock is given back and no transaction stays open."""
    with open_store(tmp_path / "s.db") as store:
        found = []
        for number in count():
            was_interrupted = interrupted(lambda: CALLS[call](store), number)
            other = Thread(target=lambda: found.append(store.settings()), daemon=True)
            other.start()
            other.join(10)
            assert len(found) == number + 1
            if not was_interrupted or (call == "append" and store.seen("kind:cnn.x")):
                break
        assert number > 10
