"""The command palette: every action by name, in the present language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from studytool.names import MODES
from studytool.text.interface import COMMANDS

if TYPE_CHECKING:
    from textual.types import IgnoreReturnCallbackType

    from studytool.tui.app import StudyApp


class StudyCommands(Provider):
    """Finds commands by their names and their help, in either language."""

    @property
    def study(self) -> StudyApp:
        """The application."""
        return cast("StudyApp", self.app)

    def _commands(self) -> Iterator[tuple[str, IgnoreReturnCallbackType]]:
        for id in COMMANDS:
            if id in MODES:
                yield id, partial(self.study.ask_in, id)
            else:
                yield id, partial(self.study.run_action, f"app.{id}")

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for id, run in self._commands():
            name, line = self.study.speech.command(id)
            yield DiscoveryHit(name, run, help=line)

    async def search(self, query: str) -> Hits:
        """What matches the text typed; one line says so where nothing does."""
        matcher = self.matcher(query)
        found = False
        for id, run in self._commands():
            name, line = self.study.speech.command(id)
            score = max(matcher.match(text) for text in (name, line, *_everything(id)))
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(name), run, text=name, help=line)
        if not found:
            name, run = self.study.speech.say("no-command"), partial(self.study.run_action, "app.help")
            yield Hit(0.01, name, run, text=name)


def _everything(id: str) -> list[str]:
    return [text for pair in COMMANDS[id] for text in (pair.en, pair.zh)] + [id]
