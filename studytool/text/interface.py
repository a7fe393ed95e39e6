"""What the interface itself says, by key, in both languages."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

MODES: Final[dict[str, Text]] = {
    "forward": Text("whole answer", "整题"),
    "parts": Text("step by step", "分步"),
    "choice": Text("multiple choice", "选择"),
}

RATINGS: Final = (Text("again", "重来"), Text("hard", "困难"), Text("good", "良好"), Text("easy", "简单"))
"""The names of the ratings 1 to 4."""

KEYS: Final[dict[str, Text]] = {
    "answer": Text("Submit", "提交"),
    "next": Text("Next", "下一步"),
    "turn": Text("Show back", "看背面"),
    "hint": Text("Hint", "提示"),
    "reveal": Text("Solution", "详解"),
    "skip": Text("Skip", "跳过"),
    "rate-again": Text("Rate: again", "评分：重来"),
    "rate-hard": Text("Rate: hard", "评分：困难"),
    "rate-good": Text("Rate: good", "评分：良好"),
    "rate-easy": Text("Rate: easy", "评分：简单"),
    "rate": Text("Rate", "评分"),
    "scroll-up": Text("Scroll up", "向上滚动"),
    "scroll-down": Text("Scroll down", "向下滚动"),
    "page-up": Text("One page up", "上一页"),
    "page-down": Text("One page down", "下一页"),
    "finish": Text("End the sitting", "结束练习"),
    "start": Text("Start", "开始"),
    "browse": Text("Browse", "浏览"),
    "statistics": Text("Statistics", "统计"),
    "practise": Text("Practise", "练习"),
    "other-list": Text("Other list", "换一栏"),
    "home": Text("Home", "首页"),
    "back": Text("Back", "返回"),
    "help": Text("Help", "帮助"),
    "language": Text("Language", "语言"),
    "palette": Text("Commands", "命令"),
    "quit": Text("Quit", "退出"),
}
"""What each key binding does, by the binding's id."""

COMMANDS: Final[dict[str, tuple[Text, Text]]] = {
    "start": (Text("Start", "开始"), Text("What is due, then what is new", "先复习到期的，再学新的")),
    "browse": (Text("Browse", "浏览"), Text("All kinds of question and cards by chapter", "按章列出全部题型和卡片")),
    "statistics": (Text("Statistics", "统计"), Text("What the log says so far", "到目前为止的学习记录")),
    "forward": (Text("Mode: whole answer", "模式：整题"), Text("Ask for the final answer", "直接求最终答案")),
    "parts": (Text("Mode: step by step", "模式：分步"), Text("Ask for each step in turn", "逐步作答")),
    "choice": (Text("Mode: multiple choice", "模式：选择"), Text("Choose among typical answers", "从典型答案中选择")),
    "language": (Text("Language: Chinese", "语言：英文"), Text("Switch the language", "切换语言")),
    "theme": (Text("Dark or light", "深色或浅色"), Text("Switch the theme", "切换主题")),
    "help": (Text("Help", "帮助"), Text("Every key of this screen", "本界面的全部快捷键")),
    "quit": (Text("Quit", "退出"), Text("Everything is saved already", "一切都已保存")),
}
"""The command palette: a name and a line of help each."""

LINES: Final[dict[str, Text]] = {
    "loading": Text("Loading …", "正在加载 …"),
    "other-language": Text("中文", "English"),
    "everything": Text("Everything", "全部"),
    "due": Text("due", "待复习"),
    "new": Text("new", "新题"),
    "known": Text("learned", "已学"),
    "due-now": Text("{due} due now, {new} new", "待复习 {due}，新题 {new}"),
    "nothing-due": Text("Nothing is due; {new} new", "没有到期的；新题 {new}"),
    "level": Text("level {level}", "第 {level} 级"),
    "card": Text("card", "卡片"),
    "cards": Text("Cards", "卡片"),
    "kinds": Text("Kinds of question", "题型"),
    "kinds-cards": Text("{kinds} kinds, {cards} cards", "{kinds} 个题型，{cards} 张卡片"),
    "convention": Text("Convention: {text}", "约定：{text}"),
    "source": Text("Source: {text}", "出处：{text}"),
    "part-of": Text("part {part} of {parts}", "第 {part} 步，共 {parts} 步"),
    "number": Text("no. {number}", "第 {number} 题"),
    "number-of": Text("{number} of {count}", "第 {number} 题，共 {count} 题"),
    "yours": Text("yours", "你的值"),
    "hint": Text("Hint: {text}", "提示：{text}"),
    "read-as": Text("read as {text}", "读作 {text}"),
    "not-read": Text("not readable yet: {text}", "暂时无法识别：{text}"),
    "type-int": Text("Type a whole number, such as 12 or 3·224·224", "输入整数，如 12 或 3·224·224"),
    "type-float": Text(
        "Type a number to 4 significant digits, such as 0.2506, 1/4 or 2.5e-3",
        "输入数值，保留 4 位有效数字，如 0.2506、1/4 或 2.5e-3",
    ),
    "type-vector": Text(
        "Type {count} numbers to 4 significant digits: {example}", "输入 {count} 个数，保留 4 位有效数字：{example}"
    ),
    "type-some": Text("Type numbers to 4 significant digits: 1, 2, 3", "输入若干个数，保留 4 位有效数字：1, 2, 3"),
    "type-integers": Text("Type {count} whole numbers: {example}", "输入 {count} 个整数：{example}"),
    "type-matrix": Text(
        "Type {rows} rows of {columns} numbers to 4 significant digits: {example}",
        "输入 {rows} 行 {columns} 列，保留 4 位有效数字：{example}",
    ),
    "type-shape": Text("Type a shape of {count} sizes: 3×224×224", "输入 {count} 维形状：3×224×224"),
    "type-choice": Text("Type the letter of an option", "输入选项字母"),
    "verdict": Text("{word}. {text}", "{word}。{text}"),
    "verdict-bare": Text("{word}.", "{word}。"),
    "answer-is": Text("The answer: {text}", "答案：{text}"),
    "revealed": Text("Solution shown; this counts as not known.", "已显示详解，按未掌握计。"),
    "rated": Text("rated: {rating} (1-4 changes it)", "评分：{rating}（按 1～4 更改）"),
    "rate-it": Text("How well did you know it?   {ratings}", "记得怎么样？   {ratings}"),
    "solution": Text("Worked solution", "详解"),
    "front": Text("Card", "卡片"),
    "recall": Text("Recall the answer, then press Enter.", "先回忆，再按 Enter 看背面。"),
    "not-saved": Text("Not saved: {text} What you typed is kept; try again.", "未保存：{text}输入已保留，可重试。"),
    "no-variant": Text("No sound question could be made: {why}", "没能生成可用的题目：{why}"),
    "mode-now": Text("Mode: {mode}", "模式：{mode}"),
    "mode-later": Text("Mode: {mode}, from the next question on", "模式：{mode}，从下一题起"),
    "mode-lacking": Text("This kind has no such mode; later ones may", "本题型没有此模式；之后的题目若有则采用"),
    "no-sitting": Text("Mode: {mode}, for the next sitting", "模式：{mode}，用于下一次练习"),
    "summary": Text("This sitting", "本次练习"),
    "summary-none": Text("Nothing to ask: nothing is due, and nothing is new.", "没有要做的：没有到期的，也没有新题。"),
    "summary-asked": Text(
        "{asked} asked, {correct} right, {skipped} skipped", "共 {asked} 题，正确 {correct}，跳过 {skipped}"
    ),
    "summary-unanswered": Text("Nothing was answered.", "没有作答。"),
    "summary-chapters": Text("By chapter", "各章"),
    "summary-right": Text("{correct} of {asked} right", "{asked} 题中正确 {correct}"),
    "summary-mistakes": Text("Named mistakes", "误区"),
    "summary-times": Text("{count}×", "{count} 次"),
    "summary-due": Text("Next", "接下来"),
    "summary-due-now": Text("{count} due now", "现在待复习 {count}"),
    "summary-due-at": Text("next review {when}", "下次复习 {when}"),
    "summary-go": Text("Press Enter to go home.", "按 Enter 回到首页。"),
    "in-minutes": Text("in {count} min", "{count} 分钟后"),
    "in-hours": Text("in {count} h", "{count} 小时后"),
    "in-days": Text("in {count} days", "{count} 天后"),
    "help": Text("Keys", "快捷键"),
    "help-here": Text("On this screen", "本界面"),
    "help-everywhere": Text("Everywhere", "所有界面"),
    "help-close": Text("Escape closes this.", "按 Esc 关闭。"),
    "search-commands": Text("Search for commands …", "搜索命令 …"),
    "no-command": Text("No such command: see the help", "没有这个命令：见帮助"),
    "reviews": Text("reviews", "复习次数"),
    "correct-rate": Text("right", "正确率"),
    "items": Text("items", "条目"),
    "recall-now": Text("recall", "回忆概率"),
    "by-day": Text("Reviews by day", "每日复习次数"),
    "no-statistics": Text("Nothing was answered yet.", "还没有作答记录。"),
}
"""Labels and lines, with `{name}` places."""
