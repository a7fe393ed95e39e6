"""The figures of the whole log: chapters, days, mistakes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.binding import BindingType

from studytool.text.chapters import CHAPTER_NAMES
from studytool.tui.columns import columns
from studytool.tui.keys import bound
from studytool.tui.screens.page import PageScreen
from studytool.tui.widgets.prose import Paragraph, Prose
from studytool.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studytool.learner.calibration import Calibrated
    from studytool.learner.stats import ChapterStats, Stats
    from studytool.text.language import Text
    from studytool.tui.backstage import Leech
    from studytool.tui.speech import Speech

FIGURE, DAYS, BAR, MISTAKES = 9, 14, 40, 8
COLUMNS = ("reviews", "correct-rate", "items", "due", "recall-now")


class StatisticsScreen(PageScreen):
    """One page, read from the log each time the screen is come to."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("back", "escape", "app.go_back", show=True)]

    def __init__(self) -> None:
        super().__init__()
        self.figures: Stats | None = None
        self.calibration: tuple[Calibrated, ...] = ()
        self.leeches: tuple[Leech, ...] = ()
        self.told: Mapping[str, Text] = {}

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        super().on_mount()
        self.query_one("#page").focus()

    def on_screen_resume(self) -> None:
        """Read the log, anew where the screen is come back to: the days may be others now."""
        self.start_work(self._load)

    async def changed(self, *, leaving: bool) -> None:
        """Read the log anew."""
        del leaving
        await self._load()

    async def _load(self) -> None:
        backstage = self.study.backstage
        figures = await asyncio.to_thread(backstage.statistics)
        self.calibration = await asyncio.to_thread(backstage.calibration)
        self.leeches = await asyncio.to_thread(backstage.leeches)
        self.told = await asyncio.to_thread(self.study.backstage.told, [name for _, name in most_frequent(figures)])
        self.figures = figures

    def paint(self) -> None:
        """The figures in the present language."""
        self.query_one(TitleBar).show(self.speech.key("statistics"))
        more = [*calibration_lines(self.calibration, self.speech), *leech_lines(self.leeches, self.speech)]
        shown = self.figures and self.figures.chapters
        self.query_one("#text", Prose).show(*page(self.figures, self.told, self.speech), *(more if shown else []))


def page(figures: Stats | None, told: Mapping[str, Text], speech: Speech) -> list[Paragraph]:
    """The whole page."""
    if figures is None:
        return [Paragraph(speech.say("loading"), "dim")]
    if not figures.chapters:
        return [Paragraph(speech.say("no-statistics"))]
    heads = ["", *(speech.say(column) for column in COLUMNS)]
    heading, *rows = columns([heads, *(_chapter(each, speech) for each in figures.chapters)])
    table = [Paragraph(heading, "bold"), *map(Paragraph, rows)]
    return [*table, *_days(figures, speech), *_mistakes(figures, told, speech)]


def _chapter(each: ChapterStats, speech: Speech) -> list[str]:
    name = speech.of(CHAPTER_NAMES[each.chapter]) if each.chapter in CHAPTER_NAMES else each.chapter
    figures = [str(each.reviews), _share(each.correct), str(each.items), str(each.due), _share(each.recall)]
    return [name, *figures]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _days(figures: Stats, speech: Speech) -> list[Paragraph]:
    """A bar for each of the last days."""
    latest = figures.days[-DAYS:]
    most = max((count for _, count in latest), default=1)
    lines = [
        f"{day:%Y-%m-%d}  {count:>5}  {speech.signs('#' if speech.ascii_only else '━') * round(BAR * count / most)}"
        for day, count in latest
    ]
    return _headed(speech.say("by-day"), [Paragraph(line, indent=2) for line in lines])


def most_frequent(figures: Stats) -> list[tuple[int, str]]:
    """How often the most frequent misconceptions were met, and their ids."""
    counted = [(count, name) for each in figures.chapters for name, count in each.misconceptions]
    return sorted(counted, key=lambda pair: (-pair[0], pair[1]))[:MISTAKES]


def _mistakes(figures: Stats, told: Mapping[str, Text], speech: Speech) -> list[Paragraph]:
    lines = [
        Paragraph(f"{speech.say('summary-times', count=count)}  {speech.of(told[name])}", indent=2, hanging=4)
        for count, name in most_frequent(figures)
    ]
    return _headed(speech.say("summary-mistakes"), lines)


def calibration_lines(found: Sequence[Calibrated], speech: Speech) -> list[Paragraph]:
    """For each inferred rating how often the next review was a recall, beside what was predicted."""
    if not any(each.reviews for each in found):
        return []
    head = Paragraph(_narrow("", [speech.say(key) for key in ("followed", "remembered", "predicted")]), "dim", 2)
    rows = [
        Paragraph(
            _narrow(speech.rating(each.rating), [str(each.reviews), _share(each.remembered), _share(each.predicted)]),
            indent=2,
        )
        for each in found
    ]
    return _headed(speech.say("calibration"), [head, *rows])


def leech_lines(found: Sequence[Leech], speech: Speech) -> list[Paragraph]:
    """What is forgotten again and again, and what to practise first."""
    lines = [leech_line(each, speech) for each in found[:MISTAKES]]
    return _headed(speech.say("leeches"), [Paragraph(line, indent=2, hanging=4) for line in lines])


def leech_line(leech: Leech, speech: Speech) -> str:
    """How often it was forgotten, and what to practise first."""
    title = speech.of(leech.title).splitlines()[0]
    if leech.easier is None:
        return speech.say("leech", title=title, count=leech.count)
    return speech.say("leech-first", title=title, count=leech.count, easier=speech.of(leech.easier))


def _narrow(name: str, cells: list[str]) -> str:
    return set_cell_size(name, FIGURE) + "".join(" " * (FIGURE + 2 - cell_len(cell)) + cell for cell in cells)


def _headed(heading: str, lines: list[Paragraph]) -> list[Paragraph]:
    return [Paragraph(" "), Paragraph(heading, "bold"), *lines] if lines else []
