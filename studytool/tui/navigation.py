"""Which screen is shown: lists and forms are opened over the present one, and closed again."""

from __future__ import annotations

from textual.screen import Screen

from studytool.tui.choices import ChoosingApp
from studytool.tui.screens.base import StudyScreen


class NavigatingApp(ChoosingApp):
    """The part of the application that leads from one screen to another."""

    @property
    def in_sight(self) -> StudyScreen | None:
        """The screen that is shown, if only behind the palette."""
        return next(reversed(self.study_screens), None)

    def action_help(self) -> None:
        """List the keys of the present screen; a second time, go back."""
        from studytool.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        elif isinstance(self.screen, StudyScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_browse(self) -> None:
        """Show everything that can be practised."""
        from studytool.tui.screens.browse import BrowseScreen

        self.open_over(BrowseScreen)

    def action_statistics(self) -> None:
        """Show the figures of the log."""
        from studytool.tui.screens.statistics import StatisticsScreen

        self.open_over(StatisticsScreen)

    def action_exam(self) -> None:
        """Show where the learner stands before the exam, or have one set."""
        from studytool.tui.screens.exam_page import ExamScreen

        self.open_over(ExamScreen)

    def action_settings(self) -> None:
        """Show what is set for every day, and have it changed."""
        from studytool.tui.screens.settings import SettingsScreen

        self.open_over(SettingsScreen)

    def open_over(self, screen: type[StudyScreen]) -> None:
        """Show such a screen over the present one, unless that is one already."""
        if not isinstance(self.screen, screen):
            self.push_screen(screen())

    def action_go_back(self) -> None:
        """Close the present screen."""
        self.go_back()

    def go_back(self) -> None:
        """Close the present screen, unless it is the first of all."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_go_home(self) -> None:
        """Leave whatever is open for the first screen."""
        self.go_home()

    def go_home(self) -> None:
        """Show home, which counts anew."""
        from studytool.tui.screens.home import HomeScreen

        home = next((screen for screen in self.screen_stack if isinstance(screen, HomeScreen)), None)
        if home is None:
            self.replace(HomeScreen())
            return
        while self.screen is not home:
            self.pop_screen()

    def replace(self, screen: Screen[None]) -> None:
        """Show a screen in place of the present one; the first of all stays below, where nothing leads back to it."""
        if len(self.screen_stack) == 1:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)
