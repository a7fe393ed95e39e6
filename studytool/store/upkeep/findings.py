"""What an examination of a database can find, a line each in both languages."""

from __future__ import annotations

from studytool.text.language import Text

SOUND = Text("SQLite finds the file sound", "SQLite 检查：文件完好")
UNSOUND = Text(
    "the file is damaged (faults: {count}, the first: {why}); restore a backup of it",
    "文件已损坏（{count} 处，第一处：{why}）；用备份恢复",
)
REFERENCES = Text("rows that refer to rows that are missing: {count}", "引用了缺失行的行数：{count}")
SCHEMA = Text("schema version {version}, with all its tables and indexes", "结构版本 {version}，表和索引齐全")
BAD_SCHEMA = Text(
    "schema version {found} (this studytool writes {known}); missing: {missing}",
    "结构版本 {found}（本程序写 {known}）；缺少：{missing}",
)
MADE = Text("made anew: {missing}", "已重新建立：{missing}")
EVENTS = Text("events: {count}, each readable and of a known kind", "{count} 个事件，全部可读且类型已知")
BAD_EVENTS = Text(
    "{count} of {total} events cannot be used. The first: {why}",
    "{total} 个事件中有 {count} 个无法使用。第一个：{why}",
)
UUIDS = Text("every event has a well-formed uuid", "每个事件的 uuid 格式正确")
STRANGE_UUIDS = Text("events whose uuid is not well formed: {count}", "uuid 格式不正确的事件数：{count}")
TIMES = Text("no event is dated in the future", "没有日期在未来的事件")
EARLY_TIMES = Text(
    "events dated in the future: {count}; check the clocks of your machines",
    "日期在未来的事件数：{count}；检查各台机器的时钟",
)
NAMED = Text("every event that names another finds it", "事件提到的其他事件都存在")
DANGLING = Text(
    "events that name one that is not in the log, so that they have no effect: {count}",
    "提到的事件不在日志中、因而不起作用的事件数：{count}",
)
EQUAL = Text("equal to a replay of the log bit for bit: {rows} rows", "与重放日志的结果逐位相同：{rows} 行")
STALE = Text(
    "rows that differ from a replay of the log: {count} of {rows}; `studytool doctor --repair` rebuilds them",
    "与重放日志的结果不同的行数：{count}，共 {rows} 行；可用 `studytool doctor --repair` 重建",
)
FROM_ELSEWHERE = Text(
    "worked out on another machine or by another version ({count} of {rows} rows); the next sitting works it out anew",
    "由另一台机器或另一版本算出（{rows} 行中的 {count} 行）；下次学习时会重新计算",
)
REPAIRED = Text("rebuilt from the log", "已从日志重建")
