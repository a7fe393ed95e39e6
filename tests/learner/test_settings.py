from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytool.learner.exam_entry import UnfitEntryError
from studytool.learner.habits import MOST, WEEKDAYS
from studytool.learner.settings import SETTINGS, change, read, read_all, values_of
from studytool.store.open_store import open_store
from studytool.text.language import UserError

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
VALUES = {
    "rollover": st.integers(0, 23),
    "zone": st.sampled_from(["", "Europe/Berlin", "Asia/Shanghai", "UTC"]),
    "reviews-a-day": st.none() | st.integers(0, MOST),
    "new-a-day": st.none() | st.integers(0, MOST),
    "wanted-recall": st.integers(70, 99).map(lambda percent: percent / 100),
    "easy-days": st.sets(st.sampled_from(WEEKDAYS), max_size=6).map(lambda days: sorted(days, key=WEEKDAYS.index)),
}


@given(st.fixed_dictionaries(VALUES))
def test_what_is_written_is_read_back(values):
    """Every value is sound, and is what typing its own text sets, in one line or all at once."""
    typed = {name: SETTINGS[name].write(value) for name, value in values.items()}
    assert {name: read(name, text) for name, text in typed.items()} == read_all(typed) == values_of(values) == values


def test_an_empty_text_is_the_default():
    """Of each setting; and it is what a log holds that says nothing."""
    assert read_all(dict.fromkeys(SETTINGS, "")) == values_of({})
    assert values_of({}) == {name: setting.default for name, setting in SETTINGS.items()}


@pytest.mark.parametrize(("name", "typed", "value"), [("new-a-day", "１２", 12), ("wanted-recall", "０．８", 0.8)])
def test_full_width_signs_are_read(name, typed, value):
    """As Chinese keyboards type them."""
    assert read(name, typed) == value


@given(st.sampled_from([*SETTINGS]), st.text(max_size=12))
def test_any_text_is_read_soundly_or_refused(name, typed):
    """Nothing else can come of it, whatever is typed."""
    try:
        value = read(name, typed)
    except UserError:
        return
    assert values_of({name: value})[name] == value


@pytest.mark.parametrize("name", SETTINGS)
def test_a_refusal_names_its_entry(name):
    """The first unfit text is the one that is named; what is right in the others does not matter."""
    with pytest.raises(UnfitEntryError) as refused:
        read_all({**dict.fromkeys(SETTINGS, ""), name: "24:00"})
    assert refused.value.entry == name
    assert all("24:00" in line for line in (refused.value.text.en, refused.value.text.zh))


@pytest.mark.parametrize("name", ["rollover", "reviews-a-day", "new-a-day", "wanted-recall"])
def test_a_refusal_says_what_may_be_typed(name):
    """In the words in which the form says it before."""
    with pytest.raises(UserError) as refused:
        read(name, "some")
    form = SETTINGS[name].form
    assert form.en in refused.value.text.en
    assert form.zh in refused.value.text.zh


@given(st.dictionaries(st.sampled_from([*SETTINGS]), st.none() | st.integers() | st.text() | st.lists(st.integers())))
def test_what_another_program_set_is_shown_as_something_that_can_be_set(held):
    """A value that cannot be typed is the default."""
    found = values_of(held)
    assert [*found] == [*SETTINGS]
    assert all(read(name, SETTINGS[name].write(value)) == value for name, value in found.items())


@pytest.mark.parametrize(
    ("name", "value"),
    [("rollover", 6), ("zone", "UTC"), ("new-a-day", 0), ("wanted-recall", 0.8), ("easy-days", ["sun"])],
)
def test_a_change_is_one_event_and_the_same_again_none(tmp_path, name, value):
    """The default is there already; back to it is a change again."""
    with open_store(tmp_path / "s.db") as store:
        default = SETTINGS[name].default
        for wanted, events in ((default, 0), (value, 1), (value, 1), (default, 2), (default, 2)):
            change(store, name, wanted, NOW)
            assert len(list(store.events())) == events
            assert values_of(store.settings())[name] == wanted
