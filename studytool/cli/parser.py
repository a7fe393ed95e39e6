"""The arguments of every command, with their help in both languages."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from studytool import __version__
from studytool.cli.complaints import complaint
from studytool.cli.exam_options import EXAM_COMMANDS
from studytool.cli.given import given, given_half_width
from studytool.cli.help_format import HelpFormat
from studytool.cli.keeping_options import KEEPING_COMMANDS
from studytool.course.modes import MODES
from studytool.text.language import LANGUAGES, Language, Text
from studytool.text.whole import count, seed

Run = Callable[[argparse.Namespace], int]

PLAIN: dict[str, Any] = {"allow_abbrev": False, "add_help": False}
HEADINGS = (Text("options:", "选项："), Text("positional arguments:", "参数："), Text("commands:", "命令："))
INTRODUCTION = Text(
    "Learn deep learning by computing it. Without a command, the terminal interface starts.",
    "通过计算来学习深度学习。不带命令时启动终端界面。",
)
SAME_SEED = Text("same seed, same questions", "种子相同，题目相同")


class Parser(argparse.ArgumentParser):
    """A parser that speaks the chosen language and says what was wrong in one line."""

    language: Language = "en"

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Take what stands behind an option as its value, though it begins with a minus: `--answer -P-B-C`."""
        parsed, more = super().parse_known_args(None if args is None else self._joined(args), namespace)
        if more:
            # here and not in `parse_args`, so that a command's own help is named
            self.error(f"unrecognized arguments: {' '.join(more)}")
        return parsed, more

    def _joined(self, arguments: Iterable[str]) -> list[str]:
        """The arguments, such a value behind an equals sign."""
        joined: list[str] = []
        for argument in arguments:
            if joined and self._wants_value(joined[-1]) and self._is_negative(argument):
                joined[-1] += f"={argument}"
            else:
                joined.append(argument)
        return joined

    def _wants_value(self, argument: str) -> bool:
        option = self._option_string_actions.get(argument)
        return option is not None and option.nargs is None

    def _is_negative(self, argument: str) -> bool:
        """Whether a minus begins the argument, and neither a long option nor one that is known here."""
        return argument[:1] == "-" and argument[1:2] not in {"", "-"} and argument not in self._option_string_actions

    def error(self, message: str) -> NoReturn:
        """Raise the user's error instead of printing the usage."""
        raise complaint(message, self.prog)

    def print_help(self, file: Any = None) -> None:
        """Print the help; unlike argparse's own, this does not hide that it could not be written."""
        print(self.format_help(), end="", file=file)

    def _get_formatter(self) -> argparse.HelpFormatter:
        return HelpFormat(self.prog, self.language)

    def format_help(self) -> str:
        """The help with its headings in the chosen language."""
        text = super().format_help()
        for heading in HEADINGS:
            text = text.replace(f"\n{heading.en}\n", f"\n{heading[self.language]}\n", 1)
        return text


class Version(argparse.Action):
    """Print the version and leave."""

    def __call__(self, *_: Any) -> NoReturn:
        """Print it as any other output is printed."""
        print(f"studytool {__version__}")
        raise SystemExit(0)


def make_parser(language: Language) -> Parser:
    """The parser of the whole command line, its help in this language."""
    parser = Parser(prog="studytool", description=INTRODUCTION[language], allow_abbrev=False, add_help=False)
    parser.language = language
    _help(parser, language)
    version = Text("print the version and leave", "显示版本并退出")
    parser.add_argument("--version", action=Version, nargs=0, help=version[language])
    _interface(parser, language)
    parser.set_defaults(run=_lazily("quiz", "start"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    learning = (_quiz, _exam, _kinds, _ask, _check, _solve, _show, _export)
    for add in (
        *learning,
        _verify,
        _stress,
        _vet,
        _stats,
        _settings,
        _fit,
        _where,
        _doctor,
        _keeping,
        _completion,
    ):
        add(commands, language)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001  the only name that argparse has for it


def _lazily(module: str, function: str) -> Run:
    """Import the command's module when it runs."""

    def run(options: argparse.Namespace) -> int:
        command: Run = getattr(importlib.import_module(f"studytool.cli.{module}"), function)
        return command(options)

    return run


def _command(commands: Commands[Parser], language: Language, name: str, help: Text, run: Run) -> Parser:
    parser = commands.add_parser(name, help=help[language], description=help[language], **PLAIN)
    parser.set_defaults(run=run)
    parser.language = language
    _help(parser, language)
    _language(parser, language)
    return parser


def _help(parser: argparse.ArgumentParser, language: Language) -> None:
    help = Text("print this help and leave", "显示本帮助并退出")
    parser.add_argument("-h", "--help", action="help", help=help[language])


def _language(parser: argparse.ArgumentParser, language: Language) -> None:
    help = Text("language: English or Simplified Chinese", "语言：英文或简体中文")
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=help[language])


def _database(parser: argparse.ArgumentParser, language: Language) -> None:
    help = Text(
        "the progress file (default: in your data folder; STUDYTOOL_DB overrides that)",
        "进度文件（默认在用户数据目录；可用 STUDYTOOL_DB 指定）",
    )
    learner = Text(
        "whose progress, in a database on a server (default: your user name)",
        "服务器数据库中的哪个学习者（默认：系统用户名）",
    )
    parser.add_argument("--db", type=given, metavar="FILE", default=argparse.SUPPRESS, help=help[language])
    parser.add_argument("--learner", type=given, metavar="NAME", default=argparse.SUPPRESS, help=learner[language])


def _interface(parser: argparse.ArgumentParser, language: Language) -> None:
    _language(parser, language)
    _database(parser, language)
    help = Text("draw only with ASCII characters", "只用 ASCII 字符绘制界面")
    parser.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=help[language])


def _selection(parser: Parser, language: Language, *, number: Text, usual: int | None, same: Text) -> None:
    chapter = Text("only this chapter: cnn rnn gnn generative rl gan", "只要这一章：cnn rnn gnn generative rl gan")
    kind = Text("only this kind (see `studytool kinds`)", "只要这种题型（见 `studytool kinds`）")
    parser.add_argument("--chapter", metavar="C", help=chapter[language])
    parser.add_argument("--kind", metavar="K", help=kind[language])
    parser.add_argument("--count", type=count, metavar="N", default=usual, help=number[language])
    parser.add_argument("--seed", type=seed, metavar="S", help=same[language])


def _quiz(commands: Commands[Parser], language: Language) -> None:
    help = Text("start a sitting in the terminal interface", "在终端界面中开始一次练习")
    parser = _command(commands, language, "quiz", help, _lazily("quiz", "quiz"))
    _selection(parser, language, number=Text("how many", "数量"), usual=None, same=SAME_SEED)
    _mode(parser, language)
    _database(parser, language)
    ascii_only = Text("draw only with ASCII characters", "只用 ASCII 字符绘制界面")
    _decimal_comma(parser, language)
    due = Text("only what is due", "只复习到期的内容")
    exam = Text("what the plan for the exam has for today", "按备考计划做今天的内容")
    parser.add_argument("--due", action="store_true", help=due[language])
    wrong = Text("only what was answered wrongly in the last 7 days", "只做最近 7 天答错的内容")
    cram = Text("everything in random order; no answer counts as a review", "打乱顺序全部做一遍，作答不算复习")
    parser.add_argument("--exam", action="store_true", help=exam[language])
    parser.add_argument("--wrong-this-week", action="store_true", help=wrong[language])
    parser.add_argument("--cram", action="store_true", help=cram[language])
    parser.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=ascii_only[language])


def _exam(commands: Commands[Parser], language: Language) -> None:
    help = Text(
        "where you stand before the exam; set it, clear it, sit a mock exam", "备考情况；设定、取消考试，模拟考试"
    )
    parser = _command(commands, language, "exam", help, _lazily("examining", "show"))
    _database(parser, language)
    _json(parser, language)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", dest="deed")
    for name, text, own in EXAM_COMMANDS:
        command = _command(inner, language, name, text, _lazily("examining", f"{name}_exam"))
        for option, metavar, said in own:
            how: dict[str, Any] = {"required": True} if option == "--date" else {}
            if option != "name":
                how["type"] = given_half_width
            command.add_argument(option, metavar=metavar, help=said[language], **how)
        _database(command, language)
        _json(command, language)


def _kinds(commands: Commands[Parser], language: Language) -> None:
    help = Text("list the kinds of question", "列出所有题型")
    parser = _command(commands, language, "kinds", help, _lazily("questions", "kinds"))
    _json(parser, language)


def _ask(commands: Commands[Parser], language: Language) -> None:
    help = Text("print a question", "打印一道题目")
    parser = _command(commands, language, "ask", help, _lazily("questions", "ask"))
    _one_question(parser, language)
    solution = Text("add the answer and the worked solution (JSON always has them)", "附上答案和详解（JSON 总是附上）")
    parser.add_argument("--solution", action="store_true", help=solution[language])
    _json(parser, language)


def _check(commands: Commands[Parser], language: Language) -> None:
    help = Text("check an answer, or a file of answers, to a question", "检查一个作答，或一个文件中的多个作答")
    parser = _command(commands, language, "check", help, _lazily("questions", "check"))
    _one_question(parser, language, seed_required=True)
    part = Text("the part that is answered (default: the last)", "所答的小题（默认：最后一个）")
    answer = Text("what the learner typed", "作答内容")
    answers = Text(
        "one answer a line (- for standard input); prints JSON lines",
        "每行一个作答的文件（- 表示标准输入）；输出 JSON 行",
    )
    parser.add_argument("--part", type=given, metavar="P", help=part[language])
    typed = parser.add_mutually_exclusive_group(required=True)
    typed.add_argument("--answer", metavar="TEXT", help=answer[language])
    typed.add_argument("--answers", type=given, metavar="FILE", help=answers[language])
    _decimal_comma(parser, language)
    _json(parser, language)


def _solve(commands: Commands[Parser], language: Language) -> None:
    help = Text("the worked solution for your own numbers", "用你自己的数给出详解")
    parser = _command(commands, language, "solve", help, _lazily("questions", "solve"))
    kind = Text("the kind of question", "题型")
    numbers = Text("a given, such as l=32, k=3,3,5 or 'A=0 1; 1 0'", "已知量，如 l=32、k=3,3,5 或 'A=0 1; 1 0'")
    parser.add_argument("kind", metavar="KIND", help=kind[language])
    parser.add_argument("givens", metavar="name=value", nargs="*", help=numbers[language])


def _show(commands: Commands[Parser], language: Language) -> None:
    help = Text(
        "a model: formula, NumPy source, what the notes say and get wrong",
        "一个模型：公式、NumPy 源码、讲义的说法和勘误",
    )
    parser = _command(commands, language, "show", help, _lazily("models", "show"))
    model = Text("a model of the syllabus (C-03) or one of its kinds", "大纲中的模型（C-03）或它的题型")
    parser.add_argument("model", metavar="MODEL", help=model[language])


def _export(commands: Commands[Parser], language: Language) -> None:
    help = Text("write questions for Moodle, or as JSON, Markdown or HTML", "导出题目：Moodle、JSON、Markdown 或 HTML")
    parser = _command(commands, language, "export", help, _lazily("exporting", "export"))
    form = Text("the format", "格式")
    output = Text("the file to write (default: standard output)", "输出文件（默认：标准输出）")
    parser.add_argument("format", choices=("moodle", "json", "markdown", "html"), help=form[language])
    each = Text("how many of each kind (default: 1)", "每种题型的数量（默认：1）")
    first = Text("the seed of the first variant (default: 0)", "第一个变式的种子（默认：0）")
    _selection(parser, language, number=each, usual=1, same=first)
    _mode(parser, language)
    parser.add_argument("-o", "--output", metavar="FILE", help=output[language])


def _verify(commands: Commands[Parser], language: Language) -> None:
    help = Text("formula, NumPy reference and PyTorch side by side", "并列核对公式、NumPy 参考实现和 PyTorch")
    parser = _command(commands, language, "verify", help, _lazily("verifying", "verify"))
    kinds = Text("the kinds (default: all)", "题型（默认：全部）")
    seeds = Text("how many variants of each (default: 20)", "每种题型的变式数量（默认：20）")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=kinds[language])
    parser.add_argument("--seeds", type=count, metavar="N", default=20, help=seeds[language])


def _stress(commands: Commands[Parser], language: Language) -> None:
    help = Text("every kind over many seeds in all modes: is it sound?", "用大量种子在所有模式下检验题型是否合格")
    parser = _command(commands, language, "stress", help, _lazily("stressing", "run"))
    kinds = Text("the kinds (default: all)", "题型（默认：全部）")
    seeds = Text("how many seeds of each (default: 1000)", "每种题型的种子数量（默认：1000）")
    workers = Text("how many processes (default: one a core)", "进程数（默认：每个核心一个）")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=kinds[language])
    parser.add_argument("--seeds", type=count, metavar="N", default=1000, help=seeds[language])
    parser.add_argument("--workers", type=count, metavar="N", help=workers[language])
    _json(parser, language)


def _vet(commands: Commands[Parser], language: Language) -> None:
    help = Text("what is wrong with a kind, one line a finding", "题型有哪些问题，每行一条")
    parser = _command(commands, language, "vet", help, _lazily("vetting", "run"))
    kinds = Text("the kinds, or chapters (default: all)", "题型或章（默认：全部）")
    seeds = Text("how many seeds of each (default: 200)", "每种题型的种子数量（默认：200）")
    accept = Text("write down the first variants of kinds that changed", "记下已改动题型的前几个变式")
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=kinds[language])
    parser.add_argument("--seeds", type=count, metavar="N", default=200, help=seeds[language])
    parser.add_argument("--accept", action="store_true", help=accept[language])
    _json(parser, language)


def _stats(commands: Commands[Parser], language: Language) -> None:
    help = Text("what you have learned so far", "学习统计")
    parser = _command(commands, language, "stats", help, _lazily("progress", "stats"))
    _database(parser, language)
    _json(parser, language)


def _settings(commands: Commands[Parser], language: Language) -> None:
    help = Text("what is set for every day: `settings rollover 4`", "每天的设置：`settings rollover 4`")
    parser = _command(commands, language, "settings", help, _lazily("settings", "settings"))
    name = Text(
        "rollover, zone, reviews-a-day, new-a-day, wanted-recall or easy-days (default: all)",
        "rollover、zone、reviews-a-day、new-a-day、wanted-recall 或 easy-days（默认：全部）",
    )
    value = Text("the value from now on (default: print the present one)", "新的值（默认：打印当前值）")
    parser.add_argument("name", metavar="NAME", nargs="?", help=name[language])
    parser.add_argument("value", metavar="VALUE", nargs="*", help=value[language])
    _database(parser, language)
    _json(parser, language)


def _fit(commands: Commands[Parser], language: Language) -> None:
    help = Text("fit the memory model to your own reviews", "用你自己的复习记录拟合记忆模型")
    parser = _command(commands, language, "fit", help, _lazily("fitting", "run"))
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
    _database(parser, language)
    _json(parser, language)


def _where(commands: Commands[Parser], language: Language) -> None:
    help = Text("the files that studytool uses", "studytool 使用的文件")
    _database(_command(commands, language, "where", help, _lazily("progress", "where")), language)


def _doctor(commands: Commands[Parser], language: Language) -> None:
    help = Text("is the progress file sound? replays it and compares", "检查进度文件是否完好：重放日志并比对")
    parser = _command(commands, language, "doctor", help, _lazily("doctoring", "doctor"))
    repair = Text(
        "rebuild what can be worked out from the log; the log itself is never changed",
        "从日志重建缓存；从不改动日志本身",
    )
    _database(parser, language)
    parser.add_argument("--repair", action="store_true", help=repair[language])
    _json(parser, language)


def _keeping(commands: Commands[Parser], language: Language) -> None:
    for name, help, own in KEEPING_COMMANDS:
        parser = _command(commands, language, name, help, _lazily("keeping", name))
        for argument, how, said in own:
            parser.add_argument(argument, help=said[language], **how)
        _database(parser, language)


def _completion(commands: Commands[Parser], language: Language) -> None:
    help = Text("print a completion script for your shell", "打印 shell 补全脚本")
    parser = _command(commands, language, "completion", help, _lazily("completion", "completion"))
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"))


def _one_question(parser: Parser, language: Language, *, seed_required: bool = False) -> None:
    kind = Text("the kind of question", "题型")
    which = (
        Text("which variant", "哪个变式")
        if seed_required
        else Text("which variant (default: 0)", "哪个变式（默认：0）")
    )
    parser.add_argument("kind", metavar="KIND", help=kind[language])
    parser.add_argument("--seed", type=seed, metavar="S", default=0, required=seed_required, help=which[language])
    _mode(parser, language)


def _mode(parser: Parser, language: Language) -> None:
    help = Text(f"how to ask: {', '.join(MODES)}", f"提问方式：{'、'.join(MODES)}")
    parser.add_argument("--mode", type=given, metavar="M", help=help[language])


def _decimal_comma(parser: Parser, language: Language) -> None:
    help = Text("read 0,5 as 0.5: the comma is the decimal sign", "把 0,5 读作 0.5：以逗号为小数点")
    parser.add_argument("--decimal-comma", action="store_true", help=help[language])


def _json(parser: Parser, language: Language) -> None:
    help = Text("machine-readable output", "机器可读的输出")
    parser.add_argument("--json", action="store_true", help=help[language])
