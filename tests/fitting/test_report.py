from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", exc_type=ImportError)

from studytool.fitting import fsrs6
from studytool.fitting.report import report
from studytool.memory.folds import forward_folds
from studytool.memory.quality import quality
from studytool.memory.review_log import ReviewLog, predicted_recall


@pytest.fixture(scope="module")
def log(learner_log, quick_forgetter):
    """Return a log of a learner unlike the others."""
    return learner_log(quick_forgetter, 200, 8)


@pytest.fixture(scope="module")
def rows(log):
    """Return its report, by model and part."""
    return {(row.model, row.part): row.quality for row in report(log)}


def test_every_model_is_judged_on_the_same_reviews(rows, log):
    """The parts add up to the futures of the folds, for each model alike."""
    models = {model for model, _ in rows}
    assert models >= {"mean", "default", "fitted"}
    judged = sum(fold.future.size for fold in forward_folds(log))
    for model in models:
        assert rows[model, "all"].reviews == judged
        assert rows[model, "same day"].reviews + rows[model, "across days"].reviews == judged


def test_the_default_row_is_the_quality_of_the_defaults(rows, log):
    """Its numbers are those of the plain prediction over the futures."""
    judged = np.concatenate([fold.future for fold in forward_folds(log)])
    assert rows["default", "all"] == quality(log, predicted_recall(log), judged)


def test_the_past_predicts_the_future_of_an_unusual_learner(rows):
    """Fitted on what came before, the weights beat the defaults and the running mean."""
    assert rows["fitted", "all"].log_loss < min(rows[rival, "all"].log_loss for rival in ("default", "mean"))


def test_fsrs_6_predicts_repeats_only(log):
    """A recall within (0, 1) for every repeat, none for a first review; it falls with time."""
    pytest.importorskip("fsrs")
    recall = fsrs6.predicted_recall(log)
    assert np.isnan(recall).tolist() == (log.previous < 0).tolist()
    repeats = recall[log.repeats]
    assert ((repeats > 0) & (repeats < 1)).all()
    second = log.repeats[(log.nth[log.repeats] == 2) & (log.ratings[log.previous[log.repeats]] == 3)]
    assert (np.diff(recall[second][np.argsort(log.elapsed[second])]) <= 0).all()


def test_fractions_are_judged_by_no_model(credited_log, quick_forgetter):
    """Every row has the repeats of the futures alone; what knows no fractions says what it says without them."""
    log = credited_log(quick_forgetter, 60, 4)
    plain = ReviewLog(*(column[log.whole] for column in (log.items, log.times_us, log.ratings)))
    found, bare = ({(row.model, row.part): row.quality for row in report(each)} for each in (log, plain))
    assert {key: row.reviews for key, row in found.items()} == {key: row.reviews for key, row in bare.items()}
    assert all(found[key] == bare[key] for key in found if key[0] in {"mean", "fsrs6"})
    assert found["default", "all"].log_loss != bare["default", "all"].log_loss
