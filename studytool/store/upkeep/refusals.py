"""What backups, merges and upgrades cannot do, each as the one line that a person can act on."""

from __future__ import annotations

from studytool.text.language import Text

UPGRADE_CHANGED_LOG = Text(
    "{where} was left at its older schema, since bringing it up to date would have changed its log; report this.",
    "{where} 保留了旧的结构版本，因为升级会改动其事件日志；应报告此问题。",
)
UNSOUND_BACKUP = Text(
    "No backup of {where} was kept, as the copy failed its check (`studytool doctor` says more): {why}",
    "没有保留 {where} 的备份，因为副本未通过检查（详情可运行 `studytool doctor`）：{why}",
)
CANNOT_BACK_UP = Text(
    "No backup of {where} could be written to {to} ({why}); make room or allow writing there, or choose another place.",
    "无法把 {where} 的备份写入 {to}（{why}）；清理磁盘、开放写入权限，或另选位置。",
)
NO_FILE = Text(
    "There is no studytool database {where}; give the path of one.",
    "没有 studytool 数据库 {where}；应给出已有数据库的路径。",
)
NOTHING_YET = Text(
    "{where} is empty: nothing was recorded in it yet.",
    "{where} 是空文件：其中还没有记录。",
)
EXISTS = Text(
    "{to} exists already and was left as it is; give the backup another name.",
    "{to} 已存在，未作改动；应为备份另取名字。",
)
NOT_A_FILE = Text(
    "{where} is no file; this works with the path of a studytool file.",
    "{where} 不是文件；这里应给出 studytool 文件的路径。",
)
ON_SERVER = Text(
    "{where} is on a server and cannot be replaced by a file; use `studytool merge` to add the file's events to it.",
    "{where} 在服务器上，不能用文件替换；可用 `studytool merge` 把文件中的事件并入其中。",
)
UNSOUND_FILE = Text(
    "{where} cannot be used, as it failed its check (choose another file): {why}",
    "{where} 未通过检查，无法使用（另选文件）：{why}",
)
CANNOT_RESTORE = Text(
    "{where} was left as it was, as the restored file could not be written ({why}); make room or allow writing there.",
    "{where} 未作改动，因为无法写入恢复后的文件（{why}）；清理磁盘或开放写入权限。",
)
SAME_FILE = Text(
    "{where} is the progress file itself; give another file.",
    "{where} 就是进度文件本身；应另给一个文件。",
)
IN_USE = Text(
    "{where} changes while it is read; close the program that uses it and try again.",
    "{where} 在读取时不断变化；关闭正在使用它的程序后重试。",
)
OTHER_LEARNER = Text(
    "{other} was begun apart from {where} and may be somebody else's, so nothing was merged; if both are yours, "
    "say so once with --join.",
    "{other} 不是由 {where} 而来，可能属于别人，因此没有合并；如果两者都是你的，加上 --join 说明一次即可。",
)
DIFFERENT_EVENT = Text(
    "Event {uuid} of {other} differs from the one in {where}, so nothing was merged; one of the two files was altered.",
    "{other} 中的事件 {uuid} 与 {where} 中的不同，因此没有合并；其中一个文件被改动过。",
)
