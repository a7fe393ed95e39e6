"""How practising begins: a sitting or a mock exam, and the mode in which it asks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from studytool.text.exam_words import HAND_IN_FIRST
from studytool.text.interface import MODES
from studytool.tui.navigation import NavigatingApp
from studytool.tui.screens.base import StudyScreen

if TYPE_CHECKING:
    from studytool.course.modes import Mode
    from studytool.study.wish import Wish
    from studytool.text.language import Text

FAILED: Final = 2
"""The exit status when the store cannot be opened, or what was wished for cannot begin."""


class PractisingApp(NavigatingApp):
    """The part of the application that begins what asks."""

    mode: Mode | None = None
    trouble: Text | None = None
    """Why the application ended, where it could not go on."""

    def action_start(self) -> None:
        """Start a sitting with everything."""
        from studytool.study.wish import Wish

        self.practise(Wish())

    def action_wrong_this_week(self) -> None:
        """Start a sitting with what was answered wrongly in the last seven days."""
        from studytool.study.wish import Wish

        self.practise(Wish(wrong_this_week=True))

    def action_cram(self) -> None:
        """Start a sitting with everything in random order: of the chapter under the cursor at home, or of all."""
        from studytool.study.wish import Wish
        from studytool.tui.screens.home import HomeScreen

        chapter = self.screen.chapter if isinstance(self.screen, HomeScreen) else None
        self.practise(Wish(chapter=chapter, cram=True))

    def action_mock_exam(self) -> None:
        """Have a mock exam begun."""
        from studytool.tui.screens.mock_start import MockStartScreen

        if self._may_begin():
            self.open_over(MockStartScreen)

    def practise(self, wish: Wish) -> None:
        """Begin a sitting that asks for this."""
        if self._may_begin():
            self._to_sitting(self.sitting_screen(wish))

    def practise_card(self, item: str) -> None:
        """Begin a sitting with one card."""
        from studytool.tui.screens.sitting import SittingScreen

        if self._may_begin():
            self._to_sitting(SittingScreen(partial(self.backstage.card_sitting, item), 1))

    def _may_begin(self) -> bool:
        """Whether another sitting can begin now; a line says why not."""
        if any(screen.is_paper for screen in self.study_screens):
            self.notify(self.speech.of(HAND_IN_FIRST), timeout=5, markup=False)
            return False
        return True

    def sitting_screen(self, wish: Wish) -> StudyScreen:
        """The screen of a sitting that asks for this, in the mode that was chosen."""
        from studytool.tui.screens.sitting import SittingScreen
        from studytool.tui.screens.summary import why_nothing

        wanted = replace(wish, mode=self.mode) if self.mode else wish
        return SittingScreen(partial(self.backstage.sitting, wanted), wish.count, nothing=why_nothing(wish))

    def _to_sitting(self, screen: StudyScreen) -> None:
        """Show a sitting over home, in place of a sitting or a list that is open."""
        from studytool.tui.screens.home import HomeScreen

        if isinstance(self.screen, HomeScreen):
            self.push_screen(screen)
        else:
            self.replace(screen)

    def ask_in(self, mode: Mode) -> None:
        """Ask in this mode from here on."""
        from studytool.tui.screens.sitting import SittingScreen

        self.mode = mode
        if isinstance(self.screen, SittingScreen) and self.screen.sitting:
            self.screen.ask_in(mode)
        else:
            self._tell("no-sitting", mode)

    def tell_mode(self, mode: Mode, *, now: bool) -> None:
        """Say from when on the mode holds."""
        self._tell("mode-now" if now else "mode-later", mode)

    def _tell(self, key: str, mode: Mode) -> None:
        self.notify(self.speech.say(key, mode=MODES[mode][self.language]), timeout=3, markup=False)

    def give_up(self, text: Text) -> None:
        """A sitting cannot begin: end where it is all that was wished for, else say so at home."""
        if len(self.screen_stack) == 1:
            self.fail(text)
        else:
            self.notify(self.speech.of(text), severity="error", timeout=10, markup=False)
            self.go_home()

    def fail(self, text: Text) -> None:
        """End; the caller says why."""
        self.trouble = text
        self.exit(return_code=FAILED)
