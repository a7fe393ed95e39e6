"""The arguments of the commands that print questions, answers and models."""

from __future__ import annotations

from studytool.cli.commands import Commands, add_command, lazily
from studytool.cli.given import given
from studytool.cli.options import ONE_CHAPTER, decimal_comma, json_output, mode, one_question, selection
from studytool.text.language import Language, Text


def add_kinds(commands: Commands, language: Language) -> None:
    """The arguments of `kinds`."""
    help = Text("list the kinds of question", "列出所有题型")
    parser = add_command(commands, language, "kinds", help, lazily("listing", "kinds"))
    level = Text("only this level: 1 to 4", "只要这一级：1 到 4")
    search = Text(
        "only those with these words in the title, an id or a misconception", "标题、编号或误区中含有这些词的题型"
    )
    parser.add_argument("--chapter", metavar="C", type=given, help=ONE_CHAPTER[language])
    parser.add_argument("--level", metavar="N", type=int, choices=(1, 2, 3, 4), help=level[language])
    parser.add_argument("--search", metavar="WORDS", type=given, help=search[language])
    json_output(parser, language)


def add_ask(commands: Commands, language: Language) -> None:
    """The arguments of `ask`."""
    help = Text("print a question", "打印一道题目")
    parser = add_command(commands, language, "ask", help, lazily("questions", "ask"))
    one_question(parser, language)
    solution = Text("add the answer and the worked solution (JSON always has them)", "附上答案和详解（JSON 总是附上）")
    parser.add_argument("--solution", action="store_true", help=solution[language])
    json_output(parser, language)


def add_check(commands: Commands, language: Language) -> None:
    """The arguments of `check`."""
    help = Text("check an answer, or a file of answers, to a question", "检查一个作答，或一个文件中的多个作答")
    parser = add_command(commands, language, "check", help, lazily("questions", "check"))
    one_question(parser, language, seed_required=True)
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
    decimal_comma(parser, language)
    json_output(parser, language)


def add_solve(commands: Commands, language: Language) -> None:
    """The arguments of `solve`."""
    help = Text("the worked solution for your own numbers", "用你自己的数给出详解")
    parser = add_command(commands, language, "solve", help, lazily("questions", "solve"))
    kind = Text("the kind of question", "题型")
    numbers = Text("a given, such as l=32, k=3,3,5 or 'A=0 1; 1 0'", "已知量，如 l=32、k=3,3,5 或 'A=0 1; 1 0'")
    parser.add_argument("kind", metavar="KIND", help=kind[language])
    parser.add_argument("givens", metavar="name=value", nargs="*", help=numbers[language])


def add_show(commands: Commands, language: Language) -> None:
    """The arguments of `show`."""
    help = Text(
        "a model: formula, NumPy source, what the notes say and get wrong",
        "一个模型：公式、NumPy 源码、讲义的说法和勘误",
    )
    parser = add_command(commands, language, "show", help, lazily("models", "show"))
    model = Text("a model of the syllabus (C-03) or one of its kinds", "大纲中的模型（C-03）或它的题型")
    parser.add_argument("model", metavar="MODEL", help=model[language])


def add_export(commands: Commands, language: Language) -> None:
    """The arguments of `export`."""
    help = Text("write questions for Moodle, or as JSON, Markdown or HTML", "导出题目：Moodle、JSON、Markdown 或 HTML")
    parser = add_command(commands, language, "export", help, lazily("exporting", "export"))
    form = Text("the format", "格式")
    output = Text("the file to write (default: standard output)", "输出文件（默认：标准输出）")
    parser.add_argument("format", choices=("moodle", "json", "markdown", "html"), help=form[language])
    each = Text("how many of each kind (default: 1)", "每种题型的数量（默认：1）")
    first = Text("the seed of the first variant (default: 0)", "第一个变式的种子（默认：0）")
    selection(parser, language, number=each, usual=1, same=first)
    mode(parser, language)
    parser.add_argument("-o", "--output", metavar="FILE", help=output[language])
