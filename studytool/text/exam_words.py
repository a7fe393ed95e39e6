"""What is said of the exam, line by line and on the screen, in both languages."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

ENTRIES: Final[dict[str, tuple[Text, Text]]] = {
    "name": (Text("Name", "名称"), Text("what it is called", "考试名称")),
    "date": (Text("Date", "日期"), Text("the day, such as 2026-12-14", "日期，如 2026-12-14")),
    "time": (Text("Begins at", "开始时刻"), Text("when it begins (default: 09:00)", "开始时刻（默认：09:00）")),
    "zone": (
        Text("Time zone", "时区"),
        Text("the time zone, such as Europe/Berlin (default: yours)", "时区，如 Europe/Berlin（默认：本机）"),
    ),
    "chapters": (
        Text("Chapters", "章"),
        Text(
            "its chapters with weights, such as cnn,rnn:2,rl (default: all alike)",
            "各章及权重，如 cnn,rnn:2,rl（默认：各章相同）",
        ),
    ),
    "minutes": (
        Text("Minutes a day", "每天分钟数"),
        Text("your minutes a day (default: 40)", "每天的分钟数（默认：40）"),
    ),
    "questions": (Text("Questions", "题数"), Text("how many questions it has (default: 30)", "题数（默认：30）")),
}
"""What an exam is made of: what each entry is called, and what it means."""
MOCK_ENTRIES: Final[dict[str, tuple[Text, Text]]] = {
    "count": (
        Text("Questions", "题数"),
        Text("how many questions (default: as many as the exam)", "题数（默认：与考试相同）"),
    ),
    "minutes": (
        Text("Minutes", "限时（分钟）"),
        Text("the time limit (default: 3 a question)", "限时（默认：每题 3 分钟）"),
    ),
}
"""The same for a mock exam."""

QUESTIONS_COUNTED: Final = Text("number of questions", "题数")
HEAD: Final = Text(
    "{name} · {at} · {days} days left, {minutes} min a day", "{name} · {at} · 还有 {days} 天，每天 {minutes} 分钟"
)
BRIEF: Final = Text("Exam: {name} · {days} days left", "考试：{name} · 还有 {days} 天")
MARK: Final = Text(
    "Expected mark if you keep to the plan: {mean}; four times out of five between {low} and {high}. "
    "If you learn nothing more: {without}.",
    "按计划学习的预期得分：{mean}，五次中有四次在 {low}～{high}。不再学习：{without}。",
)
CHAPTER_HEADS: Final = (
    Text("chapter", "章"),
    Text("share", "占比"),
    Text("seen", "学过"),
    Text("recall now", "当前回忆概率"),
    Text("at the exam", "考试时"),
)
AT_RISK: Final = Text(
    "Most at risk although you keep to the plan (recall then, marks lost):",
    "按计划学习仍最可能丢分的内容（考试时的回忆概率、丢分）：",
)
MORE: Final = Text("Mark by minutes a day:", "每天分钟数与预期得分：")
MIN: Final = Text("min", "分钟")
SECONDS: Final = Text("{count} s", "{count} 秒")
TODAY: Final = Text(
    "Today: {count} items in {minutes} of {left} min.", "今天：{count} 项，{minutes} 分钟（共 {left} 分钟）。"
)
AND_MORE: Final = Text("and {more} more", "另有 {more} 项")
NOTHING_TODAY: Final = Text("Nothing more for today.", "今天没有要做的内容了。")
IS_OVER: Final = Text("{name} was on {at}.", "{name} 的时间 {at} 已过。")
NONE_SET: Final = Text("No exam is set.", "尚未设定考试。")
WHAT_FOR: Final = Text(
    "Once its date is known, each day's items are chosen to raise the mark to expect on that day.",
    "设定日期后，每天的内容都按提高考试当天的预期得分来选。",
)
CLEARED: Final = Text("{name} is no longer prepared for", "已取消备考：{name}")
CLEAR_IT: Final = Text(
    "Prepare for this exam no more? What you have learned stays.", "要取消这场考试的备考吗？学过的内容保留。"
)

RULES: Final = Text("Questions: {count}. Time: {minutes} min.", "{count} 道题，限时 {minutes} 分钟。")
RULES_HERE: Final = Text(
    "Nothing is said on right or wrong before the end. The time runs from the first question; when it is over, "
    "what is left counts as unanswered. Every answer counts in your memory like any other.",
    "结束前不显示对错。从第一题开始计时；时间到后，未答的题不得分。作答与平时一样计入记忆。",
)
NUMBER: Final = Text("Question {n} of {count} · {left} left", "第 {n} 题，共 {count} 题 · 剩余 {left}")
UNREADABLE: Final = Text("This cannot be read: type it again", "无法识别：重新输入")
LATE: Final = Text("The time was over before this answer", "作答时已超时")
LATE_ANSWER: Final = Text("The time was over before this answer: {typed}", "作答时已超时：{typed}")
TIME_OVER: Final = Text("The time is over: what is left counts as unanswered", "时间到：未答的题不得分")
HAND_IN: Final = Text("Hand in now?", "现在交卷吗？")
STILL_OPEN: Final = Text("Unanswered: {left} of {count} questions.", "共 {count} 题，{left} 题未作答。")
HAND_IN_FIRST: Final = Text("A mock exam is open: hand it in first (Esc).", "模拟考试还在进行：先交卷（Esc）。")
QUIT: Final = Text("Quit now?", "现在退出吗？")
QUIT_PAPER: Final = Text(
    "Unanswered: {left} of {count} questions. The mock exam ends here; the answers given are kept.",
    "共 {count} 题，{left} 题未作答。模拟考试到此结束，已提交的作答保留。",
)
STANDS: Final = Text("In a mock exam an answer stands.", "模拟考试中不能撤销作答。")
REPORT: Final = Text(
    "Mark {mark} · {answered} of {count} answered · {minutes} min, {average} s a question",
    "得分 {mark} · 作答 {answered}/{count} · {minutes} 分钟，平均每题 {average} 秒",
)
REPORT_HEADS: Final = (Text("chapter", "章"), Text("answered", "作答"), Text("mark", "得分"))
QUESTION_HEADS: Final = (Text("mark", "得分"), Text("time", "用时"), Text("to average", "与平均"))
QUESTIONS: Final = Text("Questions", "各题")
MISTAKES: Final = Text("Named mistakes", "误区")
MISTAKE: Final = Text("mistake: ", "误区：")
BLANK: Final = Text("unanswered", "未作答")


def seconds_more(seconds: float) -> Text:
    """How much longer something took, or shorter: −3 s."""
    return SECONDS.format(count=f"{round(seconds):+d}".replace("-", "−"))
