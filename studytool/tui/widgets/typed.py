"""A text box whose keys act in the order in which they come."""

from __future__ import annotations

from typing import Final

from textual.binding import BindingsMap
from textual.events import Key
from textual.widgets import Input

KEYS: Final = BindingsMap(Input.BINDINGS).key_to_bindings


class Typed(Input):
    """A text box in which Backspace and Enter act on what was typed before them, however fast it all comes.

    Textual inserts a letter at once, but lets a key with a binding first bubble up to the app: over a slow line, where
    keys come together, letters would overtake it, and another line might have the cursor by then.
    """

    async def on_key(self, event: Key) -> None:
        """Do at once what a key of the box's own does."""
        for binding in KEYS.get(event.key, ()):
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)
