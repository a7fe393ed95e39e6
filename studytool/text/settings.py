"""What the screen says of the settings, in both languages."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

NAMES: Final[dict[str, Text]] = {
    "rollover": Text("Day begins at", "一天开始于"),
    "zone": Text("Time zone", "时区"),
    "reviews-a-day": Text("Due items a day", "每天复习"),
    "new-a-day": Text("New items a day", "每天新题"),
    "wanted-recall": Text("Wanted recall", "期望回忆概率"),
    "easy-days": Text("Easy weekdays", "轻松日"),
}
"""What each setting is called."""
USUAL: Final[dict[str, Text]] = {
    "rollover": Text("4", "4"),
    "zone": Text("this machine's", "本机时区"),
    "reviews-a-day": Text("no limit", "不限"),
    "new-a-day": Text("no limit", "不限"),
    "wanted-recall": Text("0.9", "0.9"),
    "easy-days": Text("none", "无"),
}
"""The default of each, as it stands in an empty line."""
MEANING: Final = Text("{about}: {form}\nleft empty: {usual}", "{about}：{form}\n留空：{usual}")
INTRO: Final = Text("What holds for every day. Grey is the default.", "以下设置每天有效，灰色为默认值。")
SAVING: Final = Text("Saving …", "正在保存 …")
SAVED: Final = Text("Settings saved", "设置已保存")
