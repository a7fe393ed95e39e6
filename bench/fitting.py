"""How well the memory model predicts a real log, and how long a fit takes. Run: python bench/fitting.py reviews.csv.

The file has the columns card_id, review_rating and review_time. Status 1 where a figure is worse than it should be.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studytool.fitting import fsrs6
from studytool.fitting.apart import run_apart
from studytool.fitting.fit import checked
from studytool.fitting.report import fitted_recall
from studytool.memory.folds import forward_folds
from studytool.memory.quality import Quality, quality, running_mean
from studytool.memory.review_csv import read_csv
from studytool.memory.review_log import ReviewLog, predicted_recall

if TYPE_CHECKING:
    from collections.abc import Mapping

Predictions = dict[str, np.ndarray]
MEAN, DEFAULT, FITTED, OLD = "running mean", "FSRS-7, defaults", "FSRS-7, fitted to the past", "FSRS-6, defaults"
MOST_LOSS = {"all": 0.499, "same day": 0.532}
REVIEWS, MOST_SECONDS = 50_000, 5.0


def parts(log: ReviewLog, places: np.ndarray) -> dict[str, np.ndarray]:
    """Return the places by part of the log; the judged sixths one by one as well."""
    same = log.same_day[places]
    return {"all": places, "same day": places[same], "across days": places[~same]}


def shown(title: str, log: ReviewLog, places: Mapping[str, np.ndarray], predictions: Predictions) -> dict:
    """Print a table and return its qualities by (part, model)."""
    print(f"\n{title}\n{'':14}{'':30}{'reviews':>9}{'log loss':>10}{'RMSE(bins)':>12}{'AUC':>8}")
    found: dict[tuple[str, str], Quality] = {}
    for part, chosen in places.items():
        for model, recall in predictions.items():
            q = found[part, model] = quality(log, recall, chosen)
            print(f"{part:14}{model:30}{q.reviews:9,}{q.log_loss:10.4f}{q.rmse_bins:12.4f}{q.auc or 0:8.4f}")
    return found


def judged(log: ReviewLog, known: Predictions) -> list[str]:
    """Print the qualities over the later five sixths, and over each; return what is not beaten."""
    folds = forward_folds(log)
    predictions = {MEAN: known[MEAN], DEFAULT: known[DEFAULT], FITTED: fitted_recall(log, folds), **known}
    places = parts(log, np.concatenate([fold.future for fold in folds]))
    places |= {f"sixth {sixth}": fold.future for sixth, fold in enumerate(folds, start=2)}
    found = shown("judged on the future, in five forward folds", log, places, predictions)
    return [
        f"{part}: fitted {found[part, FITTED].log_loss:.4f} does not beat {rival} {found[part, rival].log_loss:.4f}"
        for part in places
        for rival in (MEAN, DEFAULT)
        if found[part, FITTED].log_loss >= found[part, rival].log_loss
    ]


def resampled(log: ReviewLog, reviews: int) -> ReviewLog:
    """Return a log of that many reviews: whole histories drawn with replacement, each as an item of its own."""
    draw, histories = np.random.default_rng(1), np.split(np.argsort(log.items, kind="stable"), _ends(log))
    drawn: list[np.ndarray] = []
    while sum(map(len, drawn)) < reviews:
        drawn.append(histories[draw.integers(len(histories))])
    places = np.concatenate(drawn)
    items = np.repeat(np.arange(len(drawn)), [len(each) for each in drawn])
    order = np.argsort(log.times_us[places], kind="stable")[:reviews]
    return ReviewLog(items[order], log.times_us[places][order], log.ratings[places][order])


def _ends(log: ReviewLog) -> np.ndarray:
    return np.cumsum(np.unique(log.items, return_counts=True)[1])[:-1]


def seconds(log: ReviewLog) -> float:
    """Print how long a checked fit takes, alone and as a process; return the former on a core of its own."""
    start, began = perf_counter(), process_time()
    found = checked(log)
    within, busy = perf_counter() - start, process_time() - began
    start = perf_counter()
    run_apart("fit", log)
    print(f"\nfit of {len(log):,} reviews of {log.turns.names.size:,} items, held-out check and refit: {within:.1f} s")
    print(f"of which one core computed: {busy:.1f} s")
    print(f"as a process, PyTorch loaded: {perf_counter() - start:.1f} s")
    print(f"held-out log loss {found.fitted:.4f}, by default {found.default:.4f}")
    return busy


def main(path: str) -> int:
    """Print the figures."""
    torch.set_num_threads(1)
    log = read_csv(path)
    known = {MEAN: running_mean(log), DEFAULT: predicted_recall(log)}
    if fsrs6.is_installed():
        known[OLD] = fsrs6.predicted_recall(log)
    print(f"{len(log):,} reviews of {log.turns.names.size:,} items")
    found = shown("all repeats", log, parts(log, log.repeats), known)
    missed = [f"{part}: more than {most}" for part, most in MOST_LOSS.items() if found[part, DEFAULT].log_loss > most]
    missed += judged(log, known)
    if seconds(resampled(log, REVIEWS)) > MOST_SECONDS:
        missed.append(f"a fit takes more than {MOST_SECONDS} s")
    print("\n" + ("\n".join(missed) or "every figure is met"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
