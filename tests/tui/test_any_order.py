"""Keys, commands, answers, modes and sizes in any order: nothing breaks, and a question that is asked has the keys."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from studytool.course.modes import MODES
from studytool.questions.numbers import answer_text
from studytool.study.wish import Wish
from studytool.tui.screens.mock import MockScreen
from studytool.tui.screens.question import AnswerScreen
from studytool.tui.screens.sitting import SittingScreen
from studytool.tui.widgets.answer import AnswerBox

pytestmark = pytest.mark.asyncio
STEPS = 50
KEYS = "enter enter enter enter escape f1 f2 f3 f4 f4 1 2 3 4 7 a b s e m c ctrl+z ctrl+z ctrl+z ctrl+y ctrl+y ctrl+l"
COMMANDS = "suspend_item bury_item reset_item browse statistics exam mock_exam cram wrong_this_week decimal_comma start"
SIZES = [(80, 24), (120, 40), (60, 20), (40, 12)]
WISHES = [
    None,
    Wish(kind="cnn.conv-output-size"),
    Wish(chapter="rnn", mode="parts"),
    Wish(chapter="gan", count=3),
    Wish(kind="rnn.gru-step", mode="fill"),
    Wish(cram=True),
]


class Walk:
    """A learner who does anything at all; the same seed does the same."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.now = datetime(2026, 1, 1, 12, tzinfo=UTC)
        self.done = []

    def clock(self):
        return self.now

    async def step(self, driver):
        """Do one thing; what was done is kept for the message of a failure."""
        self.now += timedelta(seconds=self.rng.choice([1, 20, 3600, 86400]))
        ways = [self.key] * 8 + [self.answer] * 4 + [self.command] * 3 + [self.mode, self.resize]
        what = self.rng.choice(ways)
        self.done.append((type(driver.screen).__name__, what.__name__))
        await what(driver)
        await driver.settle()

    async def key(self, driver):
        await driver.press(self.rng.choice(KEYS.split()))

    async def answer(self, driver):
        if driver.screen.query(AnswerBox) and driver.screen.query_one(AnswerBox).box.has_focus:
            driver.screen.query_one(AnswerBox).clear()
            await driver.answer(self.guess(driver.part))

    def guess(self, part):
        """Right, a known mistake, or nonsense."""
        if part.options:
            return self.rng.choice(part.options).key
        value = self.rng.choice([part.answer, *(claim.value for claim in part.claims)])
        plain = part.type in {"int", "float", "vector"}
        return answer_text(value, part.type, digits=12) if plain and self.rng.random() < 0.8 else "7"

    async def command(self, driver):
        """As the palette does it, which stands over no screen but the present one."""
        await driver.app.run_action(f"app.{self.rng.choice(COMMANDS.split())}")

    async def mode(self, driver):
        driver.app.ask_in(self.rng.choice(MODES))

    async def resize(self, driver):
        await driver.pilot.resize_terminal(*self.rng.choice(SIZES))


@pytest.mark.parametrize("seed", range(len(WISHES)))
async def test_nothing_breaks_in_any_order(start, seed):
    """A question that is asked has the keys, and no step ends the application but the last one of a sitting."""
    walk = Walk(seed)
    async with start(WISHES[seed], clock=walk.clock, language=("en", "zh")[seed % 2], ascii_only=seed == 3) as driver:
        for _ in range(STEPS):
            await walk.step(driver)
            assert driver.app.is_running, walk.done
            assert _keys_are_right(driver.screen), walk.done


def _keys_are_right(screen):
    """The box is open exactly where an answer is asked for."""
    if not isinstance(screen, AnswerScreen) or not isinstance(screen, (SittingScreen, MockScreen)):
        return True
    asking = isinstance(screen, MockScreen) or screen.scene.phase == "asking"
    return screen.query_one(AnswerBox).box.has_focus == asking
