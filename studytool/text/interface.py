"""What the interface itself says, by key, in both languages."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

MODES: Final[dict[str, Text]] = {
    "forward": Text("whole answer", "整题"),
    "parts": Text("step by step", "分步"),
    "choice": Text("multiple choice", "选择"),
    "inverse": Text("the other way round", "反求"),
    "spot": Text("spot the error", "找错"),
    "fill": Text("fill in", "补全"),
    "write": Text("write the formula", "写公式"),
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
    "look": Text("Look at it", "查看"),
    "exam-set": Text("Set an exam", "设定考试"),
    "exam-today": Text("Today's plan", "今日计划"),
    "mock": Text("Mock exam", "模拟考试"),
    "exam-change": Text("Change", "更改"),
    "mock-begin": Text("Begin", "开始"),
    "blank": Text("Leave blank", "不答"),
    "hand-in": Text("Hand in", "交卷"),
    "quit-paper": Text("Quit", "退出"),
    "save": Text("Save", "保存"),
    "next-field": Text("Next line", "下一行"),
    "previous-field": Text("Previous line", "上一行"),
    "exam-clear": Text("Clear the exam", "取消考试"),
    "browse": Text("Browse", "浏览"),
    "statistics": Text("Statistics", "统计"),
    "exam": Text("Exam", "考试"),
    "settings": Text("Settings", "设置"),
    "practise": Text("Practise", "练习"),
    "other-list": Text("Other list", "换一栏"),
    "suspend": Text("Suspend on/off", "暂停／取消"),
    "reset": Text("Reset", "重置"),
    "home": Text("Home", "首页"),
    "back": Text("Back", "返回"),
    "undo": Text("Undo", "撤销"),
    "redo": Text("Redo", "重做"),
    "help": Text("Help", "帮助"),
    "language": Text("Language", "语言"),
    "palette": Text("Commands", "命令"),
    "quit": Text("Quit", "退出"),
}
"""What each key binding does, by the binding's id."""

DEEDS: Final[dict[str, Text]] = {
    "answer": Text("the answer to “{title}”", "“{title}”的作答"),
    "reveal": Text("the solution shown for “{title}”", "“{title}”的查看详解"),
    "skip": Text("the skipping of “{title}”", "“{title}”的跳过"),
    "rate": Text("the new rating of “{title}”", "“{title}”的改评"),
    "suspend": Text("the suspension of “{title}”", "“{title}”的暂停"),
    "unsuspend": Text("the end of the suspension of “{title}”", "“{title}”的取消暂停"),
    "bury": Text("the burying of “{title}”", "“{title}”的搁置"),
    "reset": Text("the reset of “{title}”", "“{title}”的重置"),
}
"""What can be undone, by the kind of its event."""

COMMANDS: Final[dict[str, tuple[Text, Text]]] = {
    "start": (Text("Start", "开始"), Text("What is due, then what is new", "先复习到期的，再学新的")),
    "wrong_this_week": (
        Text("Wrong this week", "本周答错的"),
        Text("What was answered wrongly in the last 7 days", "最近 7 天答错的内容"),
    ),
    "cram": (
        Text("Cram", "考前突击"),
        Text("Everything in random order, the schedule stays", "打乱顺序全部做一遍，不影响排程"),
    ),
    "browse": (Text("Browse", "浏览"), Text("All kinds of question and cards by chapter", "按章列出全部题型和卡片")),
    "exam": (
        Text("Exam", "考试"),
        Text("The mark to expect, what is at risk, today's plan", "预期得分、可能丢分的内容、今日计划"),
    ),
    "mock_exam": (Text("Mock exam", "模拟考试"), Text("Timed, with a report at the end", "限时作答，结束后看报告")),
    "hand_in": (Text("Hand in", "交卷"), Text("End the mock exam and see the report", "结束模拟考试，查看报告")),
    "blank": (Text("Leave blank", "不答"), Text("Go on without an answer to this question", "此题不作答，继续下一题")),
    "set_exam": (
        Text("Set the exam", "设定考试"),
        Text("Its name, date, chapters and your minutes a day", "名称、日期、各章和每天的分钟数"),
    ),
    "clear_exam": (Text("Clear the exam", "取消考试"), Text("Prepare for it no more", "不再备考")),
    "statistics": (Text("Statistics", "统计"), Text("What the log says so far", "到目前为止的学习记录")),
    "forward": (Text("Mode: whole answer", "模式：整题"), Text("Ask for the final answer", "直接求最终答案")),
    "parts": (Text("Mode: step by step", "模式：分步"), Text("Ask for each step in turn", "逐步作答")),
    "choice": (Text("Mode: multiple choice", "模式：选择"), Text("Choose among typical answers", "从典型答案中选择")),
    "inverse": (
        Text("Mode: the other way round", "模式：反求"),
        Text("From the answer to a given", "由答案反求已知量"),
    ),
    "spot": (
        Text("Mode: spot the error", "模式：找错"),
        Text("Find the wrong line of a solution", "找出解答中错误的一行"),
    ),
    "fill": (Text("Mode: fill in", "模式：补全"), Text("Complete a worked solution", "补全写到一半的解答")),
    "write": (Text("Mode: write the formula", "模式：写公式"), Text("Type a step's formula", "写出某一步的计算式")),
    "undo": (Text("Undo", "撤销"), Text("Take back what was done last", "撤销上一步")),
    "redo": (Text("Redo", "重做"), Text("Do again what was undone last", "重做刚撤销的一步")),
    "suspend_item": (
        Text("Suspend this item, or not", "暂停此项／取消暂停"),
        Text("It is not asked until you take that back", "不再提问，直到取消暂停"),
    ),
    "bury_item": (
        Text("Bury this item until tomorrow", "搁置此项到明天"),
        Text("It is not asked again today", "今天不再提问"),
    ),
    "reset_item": (
        Text("Reset this item", "重置此项"),
        Text("Its reviews so far no longer count", "此前的复习不再计入"),
    ),
    "settings": (
        Text("Settings", "设置"),
        Text("When a day begins, how much a day, easy weekdays", "一天从几点开始、每天做多少、轻松日"),
    ),
    "language": (Text("Language: Chinese", "语言：英文"), Text("Switch the language", "切换语言")),
    "decimal_comma": (Text("Decimal comma", "小数逗号"), Text("Read 0,5 as 0.5: on or off", "把 0,5 读作 0.5：开或关")),
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
    "seen": Text("seen", "学过"),
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
    "yours": Text("{text}   (yours: {typed})", "{text}（你的值：{typed}）"),
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
    "type-line": Text("Type the letter of the wrong line", "输入错误那一行的字母"),
    "type-set": Text("Type every value that fits, such as 3 or 13, 14", "输入所有符合的值，如 3 或 13, 14"),
    "type-formula": Text(
        "Type a formula: * for products, @ for matrix products, ^ for powers, floor(…), sqrt(…), exp(…), log(…)",
        "输入计算式：乘 *，矩阵乘 @，幂 ^，函数如 floor(…)、sqrt(…)、exp(…)、log(…)",
    ),
    "verdict": Text("{word}. {text}", "{word}。{text}"),
    "verdict-bare": Text("{word}.", "{word}。"),
    "answer-is": Text("The answer: {text}", "答案：{text}"),
    "revealed": Text("Solution shown; this counts as not known.", "已显示详解，按未掌握计。"),
    "rated": Text("rated: {rating} (1-4 changes it)", "评分：{rating}（按 1～4 更改）"),
    "rated-bare": Text("rated: {rating}", "评分：{rating}"),
    "rated-for": Text(
        "rated: {rating} ({wrong} of {parts} parts were wrong)", "评分：{rating}（{parts} 步中有 {wrong} 步答错）"
    ),
    "rate-it": Text("How well did you know it?", "记得怎么样？"),
    "undo-asked": Text("Taken back: the question is asked again (Ctrl+Y: redo)", "已撤销，重新作答（Ctrl+Y 重做）"),
    "undone": Text("Undone: {what} (Ctrl+Y: redo)", "已撤销：{what}（Ctrl+Y 重做）"),
    "redone": Text("Redone: {what}", "已重做：{what}"),
    "nothing-to-undo": Text("There is nothing to undo", "没有可撤销的操作"),
    "nothing-to-redo": Text("There is nothing to redo", "没有可重做的操作"),
    "suspended": Text("suspended", "已暂停"),
    "now-suspended": Text("Suspended: {title} (Ctrl+Z: undo)", "已暂停：{title}（Ctrl+Z 撤销）"),
    "now-unsuspended": Text("No longer suspended: {title} (Ctrl+Z: undo)", "已取消暂停：{title}（Ctrl+Z 撤销）"),
    "now-buried": Text("Buried until tomorrow: {title} (Ctrl+Z: undo)", "已搁置到明天：{title}（Ctrl+Z 撤销）"),
    "now-reset": Text("Reset, as if new: {title} (Ctrl+Z: undo)", "已重置为未学习：{title}（Ctrl+Z 撤销）"),
    "reset-it": Text(
        "Reset this item? Its reviews so far will no longer count, and it will be new again.",
        "要重置此项吗？此前的复习将不再计入，此项重新成为新题。",
    ),
    "no-item": Text(
        "There is no item here: open one, or choose one under Browse.", "这里没有条目：先打开一题，或在浏览中选择。"
    ),
    "solution": Text("Worked solution", "详解"),
    "front": Text("Card", "卡片"),
    "recall": Text("Recall the answer, then press Enter.", "先回忆，再按 Enter 看背面。"),
    "not-saved": Text("Not saved: {text} What you typed is kept; try again.", "未保存：{text}输入已保留，可重试。"),
    "no-variant": Text("No sound question could be made: {why}", "没能生成可用的题目：{why}"),
    "mode-now": Text("Mode: {mode}", "模式：{mode}"),
    "mode-later": Text("Mode: {mode}, from the next question on", "模式：{mode}，从下一题起"),
    "mode-lacking": Text("This kind has no such mode; later ones may", "本题型没有此模式；之后的题目若有则采用"),
    "comma-on": Text("Decimal comma: on", "小数逗号：开"),
    "comma-off": Text("Decimal comma: off", "小数逗号：关"),
    "no-sitting": Text("Mode: {mode}, for the next sitting", "模式：{mode}，用于下一次练习"),
    "summary": Text("This sitting", "本次练习"),
    "summary-none": Text("Nothing to ask: nothing is due, and nothing is new.", "没有要做的：没有到期的，也没有新题。"),
    "summary-none-chapter": Text(
        "Nothing to ask in this chapter: nothing in it is due, and nothing is new.",
        "本章没有要做的：没有到期的，也没有新题。",
    ),
    "summary-none-due": Text("Nothing is due.", "没有到期的内容。"),
    "summary-none-due-chapter": Text("Nothing is due in this chapter.", "本章没有到期的内容。"),
    "summary-asked": Text(
        "{asked} asked, {correct} right, {skipped} skipped", "共 {asked} 题，正确 {correct}，跳过 {skipped}"
    ),
    "summary-none-wrong": Text("Nothing was answered wrongly in the last 7 days.", "最近 7 天没有答错的内容。"),
    "summary-none-exam": Text("Nothing more for today.", "今天没有要做的内容了。"),
    "summary-done": Text(
        "Today's share is done (the settings, T at home, change it).",
        "今天的份额已完成（可在设置中更改：首页按 T）。",
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
    "calibration": Text("Inferred ratings, and the next review", "推断的评分与下一次复习"),
    "followed": Text("followed", "后续复习"),
    "remembered": Text("recalled", "记住"),
    "predicted": Text("expected", "预测"),
    "leeches": Text("Forgotten again and again", "反复遗忘"),
    "sent": Text("Sent for review: {names}.", "已安排复习：{names}。"),
    "practises": Text("Review after a mistake: {names}", "因误区而复习：{names}"),
    "practises-some": Text("Review after a mistake: {names} and {more} more", "因误区而复习：{names}，另有 {more} 项"),
    "summary-sent": Text("Sent for review", "已安排复习"),
    "solution-shown": Text("Solution shown.", "已显示详解。"),
    "crammed": Text(
        "Cramming: recorded, but no review; the schedule stays.", "考前突击：已记录，不算复习，不影响排程。"
    ),
    "leech-now": Text(
        "Forgotten {count} times: practise “{easier}” first.", "已遗忘 {count} 次：可以先练习“{easier}”。"
    ),
    "leech": Text("{title}: forgotten {count} times", "{title}：遗忘 {count} 次"),
    "leech-first": Text(
        "{title}: forgotten {count} times; practise “{easier}” first", "{title}：遗忘 {count} 次；先练习“{easier}”"
    ),
    "no-statistics": Text("Nothing was answered yet.", "还没有作答记录。"),
}
"""Labels and lines, with `{name}` places."""
