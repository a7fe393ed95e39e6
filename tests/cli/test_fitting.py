"""The command `fit`: what it keeps, what it prints, what it refuses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from studytool.fitting.own_log import own_log
from studytool.memory.folds import held_out
from studytool.memory.quality import log_loss
from studytool.memory.review_log import predicted_recall
from studytool.memory.skills import SkillGraph
from studytool.memory.weights import DEFAULT_WEIGHTS
from studytool.store.events import Event
from studytool.store.open_store import open_store

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answers(recalled_later, items=60, times=6, seed=1):
    """Return the answers of a learner who recalls a repeat after a day with this probability, after minutes always."""
    draw = np.random.default_rng(seed)
    for item in range(items):
        at = START + timedelta(minutes=int(draw.integers(10_000)))
        for review in range(times):
            gap = timedelta(days=float(draw.uniform(1, 4))) if draw.random() < 0.7 else timedelta(minutes=20)
            recalled = gap < timedelta(hours=1) or draw.random() < recalled_later
            at += gap
            yield Event(f"{item}-{review}", at, "answer", f"kind.{item}", {"rating": 3 if recalled else 1})


@pytest.fixture
def own(tmp_path):
    """Make a progress file with these events and return its path."""

    def made(events):
        path = str(tmp_path / "own.db")
        with open_store(path) as store:
            for event in events:
                store.append(event)
        return path

    return made


@pytest.fixture
def reviews(tmp_path):
    """Write events as a CSV file and return its path."""

    def written(events):
        path = tmp_path / "reviews.csv"
        lines = (f"{event.item},{event.rating},{event.at.isoformat()},1000" for event in events)
        path.write_text("card_id,review_rating,review_time,review_duration\n" + "\n".join(lines) + "\n")
        return str(path)

    return written


def used(path):
    """Return the weights that the progress file schedules with."""
    with open_store(path) as store:
        return store.model().weights


class TestFitting:
    """What needs PyTorch."""

    @pytest.fixture(autouse=True)
    def _torch(self):
        pytest.importorskip("torch", exc_type=ImportError)

    def test_weights_that_predict_better_are_kept(self, run, own):
        """A learner who forgets by the next day is met, and the file schedules with the weights from then on."""
        path = own(answers(recalled_later=0.15))
        status, out, err = run("fit", "--db", path, "--json")
        found = json.loads(out)
        assert (status, err) == (0, "")
        assert found["kept"]
        assert found["fitted"] < found["default"]
        assert list(used(path)) == found["weights"] != list(DEFAULT_WEIGHTS)

    def test_the_fractions_that_move_the_schedule_are_fitted_too(self, run, own):
        """With a graph noted in the file the same answers are fitted otherwise, and as many are judged."""
        path = own(answers(recalled_later=0.3))
        plain = json.loads(run("fit", "--db", path, "--json")[1])
        run("fit", "--defaults", "--db", path)
        wholes = {f"kind.{whole}": {f"kind.{whole + 1}": 0.9} for whole in range(0, 60, 2)}
        graph = SkillGraph(wholes | {f"kind.{part}": {"skill:any": 0.5} for part in range(1, 60, 2)})
        with open_store(path, skills=graph) as store:
            log = own_log(store.events(in_force=True), START, graph)
        credited = json.loads(run("fit", "--db", path, "--json")[1])
        assert log.shares is not None
        assert credited["reviews"] == plain["reviews"] == log.repeats.size
        assert credited["default"] != plain["default"]
        future = held_out(log).future
        assert credited["default"] == log_loss(predicted_recall(log)[future], log.recalled[future])

    def test_a_better_fit_is_told_with_its_gain(self, run, own):
        """Both log losses, the gain in per cent, in both languages."""
        path = own(answers(recalled_later=0.15))
        _, en, _ = run("fit", "--db", path)
        _, zh, _ = run("fit", "--db", path, "--lang", "zh")
        assert "on the latest 60, which the fit had not seen, the log loss is 0." in en
        assert "% better: kept" in en
        assert "已保存" in zh

    def test_the_weights_of_another_log_are_not_kept(self, run, own, reviews):
        """With --reviews the progress file stays as it was."""
        path = own([])
        status, out, _ = run("fit", "--db", path, "--reviews", reviews(answers(recalled_later=0.15)))
        assert status == 0
        assert "not kept" in out
        assert used(path) == DEFAULT_WEIGHTS

    def test_weights_that_predict_no_better_change_nothing(self, run, own):
        """What was learned of the past no longer holds for the latest fifth: nothing is changed."""
        past, late = answers(recalled_later=0.1, items=120, times=3), answers(recalled_later=1.0, items=120, times=3)
        moved = (Event("late" + e.uuid, e.at + timedelta(days=30), e.kind, "late" + e.item, e.data) for e in late)
        path = own([*past, *moved])
        status, out, _ = run("fit", "--db", path, "--json")
        assert status == 0
        assert not json.loads(out)["better"]
        assert used(path) == DEFAULT_WEIGHTS

    def test_the_report_has_a_row_for_each_model_and_part(self, run, reviews):
        """As a table and as JSON; nothing is kept."""
        file = reviews(answers(recalled_later=0.5))
        status, out, _ = run("fit", "--report", "--reviews", file, "--json")
        rows = json.loads(out)
        assert status == 0
        assert {(row["model"], row["part"]) for row in rows} >= {
            (model, part) for model in ("mean", "default", "fitted") for part in ("all", "same day", "across days")
        }
        _, table, _ = run("fit", "--report", "--reviews", file)
        assert [line.split()[0] for line in table.splitlines()[:2]] == ["repeats", "all"]
        assert f"{rows[0]['quality']['log_loss']:.4f}" in table

    def test_the_defaults_can_be_had_back(self, run, own):
        """After a fit that was kept, --defaults undoes it."""
        path = own(answers(recalled_later=0.15))
        run("fit", "--db", path)
        assert used(path) != DEFAULT_WEIGHTS
        assert run("fit", "--defaults", "--db", path)[:2] == (0, "the default weights are in use\n")
        assert used(path) == DEFAULT_WEIGHTS


@pytest.mark.parametrize("more", [(), ("--report",)])
def test_too_few_reviews_are_counted(run, own, more):
    """One line with how many there are and how many are needed; nothing is changed."""
    path = own(answers(recalled_later=0.5, items=20, times=4))
    status, out, err = run("fit", "--db", path, *more)
    assert (status, out) == (2, "")
    assert err.startswith("studytool: 60 repeated reviews so far, 200 are needed")
    assert used(path) == DEFAULT_WEIGHTS


def test_going_back_to_the_defaults_is_told_as_json(run, own):
    """The weights now in use, under the name that a fit has for them."""
    status, out, _ = run("fit", "--defaults", "--json", "--db", own(answers(recalled_later=0.5, items=1, times=2)))
    assert (status, json.loads(out)) == (0, {"weights": list(DEFAULT_WEIGHTS)})


def test_one_repeated_review_is_one(run, own):
    """The noun agrees with its number."""
    path = own(answers(recalled_later=0.5, items=1, times=2))
    assert "studytool: 1 repeated review so far" in run("fit", "--db", path)[2]


def test_no_progress_file_is_made(run, tmp_path):
    """Fitting, or going back to the defaults, where nothing was ever learned leaves nothing behind."""
    path = tmp_path / "none.db"
    assert run("fit", "--db", str(path))[0] == 2
    assert run("fit", "--defaults", "--db", str(path))[0] == 0
    assert not path.exists()


def test_a_missing_pytorch_is_one_line(run, reviews, tmp_path, monkeypatch):
    """Status 2 and what to install."""
    (tmp_path / "torch.py").write_text("raise ImportError('no torch here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    status, out, err = run("fit", "--reviews", reviews(answers(recalled_later=0.5)))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "pip install 'studytool[torch]'" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--report", "--defaults"), "give only one"),
        (("--reviews", "x.csv", "--defaults"), "give only one"),
        (("--reviews", "/no/such.csv"), "Give a CSV file with the columns card_id, review_rating, review_time"),
        (("--reviews", "/"), "cannot read /"),
        (("--reviews",), "needs a value"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments, said):
    """Status 2, nothing on stdout."""
    status, out, err = run("fit", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err
