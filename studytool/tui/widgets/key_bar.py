"""The bottom: the few keys that matter now, and above them what the application has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from rich.cells import cell_len
from textual.actions import parse
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from studytool.showing.wrapping import wrap
from studytool.text.interface import KEYS
from studytool.tui.keys import key_name

if TYPE_CHECKING:
    from studytool.tui.host import Host

MOST: Final = 5
"""More than five keys do not fit on 80 columns in every language; the others are in the help."""


class KeyBar(Widget):
    """Shows the active bindings that ask to be shown; a click on one does what its key does.

    What is said stands on lines of its own, so that it covers nothing.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: auto; width: 1fr; padding: 0 1; text-wrap: nowrap;
        link-style: none; link-color: $text-muted; link-background: transparent;
        link-style-hover: bold; link-color-hover: $text; link-background-hover: $panel-lighten-1;
    }
    """

    def on_mount(self) -> None:
        """Follow every change of the active bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.watch(self.app, "notice", self._say, init=False)

    def _say(self) -> None:
        self.refresh(layout=True)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """The written keys, the text, and the first key itself of each place, at most five."""
        places: dict[str, list[Binding]] = {}
        for binding in Binding.make_bindings([*self.screen.BINDINGS, *self.app.BINDINGS]):
            if binding.id in KEYS and binding.show and self._makes_sense(binding):
                places.setdefault(binding.group.description if binding.group else binding.id, []).append(binding)
        order = list(KEYS)
        return [self._place(id, places[id]) for id in sorted(places, key=order.index)][:MOST]

    def _makes_sense(self, binding: Binding) -> bool:
        owner, action, parameters = parse(binding.action)
        node = self.app if owner == "app" else self.screen
        return bool(node.check_action(action, parameters))

    def _place(self, id: str, found: list[Binding]) -> tuple[str, str, str]:
        speech = cast("Host", self.app).speech
        first, last = key_name(found[0].key), key_name(found[-1].key)
        grouped = found[0].group is not None and first != last
        return f"{first}-{last}" if grouped else first, speech.key(id), "" if grouped else found[0].key

    @property
    def breadth(self) -> int:
        """How many cells the places take."""
        return cell_len(_content(self.shown).plain)

    def _fitting(self, width: int) -> Content:
        """The places that fit: before one is cut, those left of the last one, the help, give way."""
        places = self.shown
        while len(places) > 1 and cell_len(_content(places).plain) > width:
            del places[-2]
        return _content(places)

    def action_press(self, key: str) -> None:
        """Do what the key does; a click on its place does the same."""
        self.app.simulate_key(key)

    def said(self, width: int) -> list[str]:
        """The lines of what is said."""
        notice = cast("Host", self.app).notice
        return wrap(notice.message, width) if notice else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row for the keys below what is said."""
        del container, viewport
        return len(self.said(width)) + 1

    def render(self) -> Content:
        """What is said, then the places, one after the other."""
        style = "$text-error" if (notice := cast("Host", self.app).notice) and notice.lasting else "$text"
        said = [Content.styled(line, style) for line in self.said(self.content_size.width)]
        return Content("\n").join([*said, self._fitting(self.content_size.width)])


def _content(places: list[tuple[str, str, str]]) -> Content:
    """The places in a row; each but a group of keys can be clicked."""
    pieces = []
    for keys, text, key in places:
        place = "[b]$keys[/b] $text" if not key else f"[@click=press('{key}')][b]$keys[/b] $text[/]"
        pieces.append(Content.from_markup(place, keys=keys, text=text))
    return Content("   ").join(pieces)
