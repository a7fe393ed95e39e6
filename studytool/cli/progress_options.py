"""The arguments of the commands about what the learner has done so far, and what holds for every day."""

from __future__ import annotations

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.given import given
from studytool.cli.options import database, json_output
from studytool.text.language import Language, Text


def add_stats(commands: Commands, language: Language) -> None:
    """The arguments of `stats`."""
    help = Text("what you have learned so far", "学习统计")
    parser = add_command(commands, language, "stats", help, lazily("progress", "stats"))
    database(parser, language)
    json_output(parser, language)


def add_settings(commands: Commands, language: Language) -> None:
    """The arguments of `settings`."""
    help = Text("what is set for every day: `settings rollover 4`", "每天的设置：`settings rollover 4`")
    parser = add_command(commands, language, "settings", help, lazily("settings", "settings"))
    name = Text(
        "rollover, zone, reviews-a-day, new-a-day, wanted-recall or easy-days (default: all)",
        "rollover、zone、reviews-a-day、new-a-day、wanted-recall 或 easy-days（默认：全部）",
    )
    value = Text("the value from now on (default: print the present one)", "新的值（默认：打印当前值）")
    parser.add_argument("name", metavar="NAME", nargs="?", help=name[language])
    parser.add_argument("value", metavar="VALUE", nargs="*", help=value[language])
    database(parser, language)
    json_output(parser, language)


def add_fit(commands: Commands, language: Language) -> None:
    """The arguments of `fit`."""
    help = Text("fit the memory model to your own reviews", "用你自己的复习记录拟合记忆模型")
    parser = add_command(commands, language, "fit", help, lazily("fitting", "run"))
    report = Text("change nothing; print how well each model predicts", "不作更改，只打印各模型的预测质量")
    defaults = Text("go back to the default weights", "恢复默认权重")
    reviews = Text(
        "a CSV file with card_id, review_rating, review_time in place of your own reviews",
        "改用 CSV 文件中的复习记录（列 card_id、review_rating、review_time）",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--report", action="store_true", help=report[language])
    what.add_argument("--defaults", action="store_true", help=defaults[language])
    parser.add_argument("--reviews", type=given, metavar="FILE.csv", help=reviews[language])
    database(parser, language)
    json_output(parser, language)


def add_where(commands: Commands, language: Language) -> None:
    """The arguments of `where`."""
    help = Text("the files that studytool uses", "studytool 使用的文件")
    database(add_command(commands, language, "where", help, lazily("progress", "where")), language)


def add_doctor(commands: Commands, language: Language) -> None:
    """The arguments of `doctor`."""
    help = Text("is the progress file sound? replays it and compares", "检查进度文件是否完好：重放日志并比对")
    parser = add_command(commands, language, "doctor", help, lazily("doctoring", "doctor"))
    repair = Text(
        "rebuild what can be worked out from the log; the log itself is never changed",
        "从日志重建缓存；从不改动日志本身",
    )
    database(parser, language)
    parser.add_argument("--repair", action="store_true", help=repair[language])
    json_output(parser, language)
