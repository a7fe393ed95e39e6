"""A database's failures, each as the one line that a person can act on."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy.exc import DBAPIError, OperationalError

from studytool.text.language import Text, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_FOLDER = Text(
    "{where} is a folder; give the path of a database file, such as {where}/studytool.db.",
    "{where} 是文件夹；应给出数据库文件的路径，例如 {where}/studytool.db。",
)
NO_FOLDER = Text(
    "The folder for {where} cannot be made ({why}); choose another place with --db.",
    "无法为 {where} 建立文件夹（{why}）；用 --db 另选位置。",
)
NOT_OURS = Text(
    "{where} is not a studytool database and was left as it is; choose another file.",
    "{where} 不是 studytool 的数据库，未作改动；应另选文件。",
)
EMPTIED = Text(
    "{where} is empty, but it has backups; `studytool restore` puts the newest one back: {newest}",
    "{where} 是空文件，但有备份；可用 `studytool restore` 恢复最新的备份：{newest}",
)
DAMAGED = Text(
    "{where} is damaged and was left as it is; restore a backup of it, or start a new file with --db.",
    "{where} 已损坏，未作改动；用备份恢复，或用 --db 新建文件。",
)
LOCKED = Text(
    "{where} is locked by another program; close that program and try again.",
    "{where} 被另一个程序锁定；关闭该程序后重试。",
)
READ_ONLY = Text(
    "{where} or its folder is read-only; allow writing there, or choose another file with --db.",
    "{where} 或其所在文件夹是只读的；开放写入权限，或用 --db 另选文件。",
)
DISK_FULL = Text(
    "There is no room left to write {where}; nothing was recorded: free some disk space and try again.",
    "没有空间写入 {where}，这次没有记录；清理磁盘后重试。",
)
CANNOT_OPEN = Text(
    "{where} cannot be opened; check that the path exists and that you may read and write it.",
    "无法打开 {where}；检查路径是否存在、是否有读写权限。",
)
DISK_FAULT = Text(
    "The disk failed while reading or writing {where}; check the disk, then try again.",
    "读写 {where} 时磁盘出错；检查磁盘后重试。",
)
PERHAPS_FULL = Text(
    "{where} cannot be written; there may be no room left: free some disk space, or check the disk, and try again.",
    "无法写入 {where}，磁盘可能已满；清理或检查磁盘后重试。",
)
NEWER = Text(
    "{where} was written by a newer studytool (schema {found}, this one knows {known}); update studytool.",
    "{where} 由更新版本的 studytool 写成（结构版本 {found}，本程序只认识 {known}）；应更新 studytool。",
)
BAD_URL = Text(
    "{where} is not a database address that can be used here; give a file path, or postgresql+psycopg://server/database.",
    "{where} 不是这里可用的数据库地址；应给出文件路径，或 postgresql+psycopg://服务器/数据库。",
)
NO_DRIVER = Text(
    '{where} needs the PostgreSQL driver, which is not installed; install it with: pip install "studytool[postgresql]"',
    '{where} 需要 PostgreSQL 驱动，但尚未安装；可运行：pip install "studytool[postgresql]"',
)
REPEATED = Text(
    "Event {uuid} is already in {where}; each event needs a uuid of its own.",
    "{where} 中已有事件 {uuid}；每个事件都要有自己的 uuid。",
)
NOTHING_TO_RATE = Text(
    "{where} has no earlier answer {uuid} of {item} to rate; rate one that was recorded.",
    "{where} 中没有 {item} 的较早作答 {uuid} 可供评分；只能为已记录的作答评分。",
)
BAD_RATING = Text(
    "{rating} is not a rating; it must be 1, 2, 3 or 4, so {where} was left as it is.",
    "{rating} 不是有效的评分；评分应为 1、2、3 或 4，{where} 未作改动。",
)
NEWER_KIND = Text(
    "The log in {where} has an event of a newer kind ({kind}); update studytool.",
    "{where} 的事件日志中有更新版本的事件（{kind}）；应更新 studytool。",
)
UNKNOWN_KIND = Text(
    "{kind} is not a kind of event that this studytool knows; nothing was written to {where}.",
    "{kind} 不是本程序认识的事件类型；{where} 未作改动。",
)
BAD_EVENT = Text(
    "The {kind} event {uuid} lacks what its kind asks for: {needed}; nothing was written to {where}.",
    "{kind} 事件 {uuid} 缺少该类型所需的内容：{needed}；{where} 未作改动。",
)
NOTHING_TO_UNDO = Text(
    "{where} has no event {uuid} of {item} that can be undone; name one that was recorded.",
    "{where} 中没有 {item} 的可撤销事件 {uuid}；应指定已记录的事件。",
)
NO_SERVER = Text(
    "{where} cannot be reached; check that the server runs and that address, name and password are right ({why}).",
    "无法连接 {where}；检查服务器是否在运行，地址、用户名和密码是否正确（{why}）。",
)
CLOSED = Text("{where} has been closed here; open it again to go on.", "{where} 在此处已关闭；重新打开后继续。")
OTHER = Text(
    "{where} cannot be used, as the database reports an error ({why}).", "无法使用 {where}：数据库报告错误（{why}）。"
)

# Where SQLite's shared memory, a file of its own, cannot grow.
_SHARED_MEMORY = {sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP}
# Primary result codes; the extended ones keep them in their low byte.
_BY_CODE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: DISK_FAULT,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    sqlite3.SQLITE_NOTADB: NOT_OURS,
}
# What PostgreSQL calls them.
_BY_SQLSTATE = {"55P03": LOCKED, "53100": DISK_FULL, "25006": READ_ONLY}


class DamagedError(UserError):
    """The database itself found the file malformed."""


class NoRoomError(UserError):
    """There is, or may be, no room left on the disk."""


_CLASSES = {DAMAGED: DamagedError, DISK_FULL: NoRoomError, PERHAPS_FULL: NoRoomError}


def failure(text: Text, where: str, **fields: object) -> UserError:
    """Return the error for the database at `where`."""
    return UserError(text.format(where=where, **fields))


def throw(error: UserError) -> NoReturn:
    """Raise the error: what a replay does with an event that it cannot read, where none may be left out."""
    raise error


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raise every database failure inside the block as a UserError about `where`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise explanation(error, where) from error


def explanation(failed: DBAPIError | sqlite3.Error, where: str) -> UserError:
    """Return what the driver's failure means for a person."""
    error = getattr(failed, "orig", failed)
    text = _of_sqlite(error) if isinstance(error, sqlite3.Error) else _of_server(failed)
    why = str(error).strip().splitlines()[:1]
    return _CLASSES.get(text, UserError)(text.format(where=where, why=why[0] if why else type(error).__name__))


def _of_sqlite(error: sqlite3.Error) -> Text:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return OTHER
    return PERHAPS_FULL if code in _SHARED_MEMORY else _BY_CODE.get(code & 0xFF, OTHER)


def _of_server(failed: DBAPIError | sqlite3.Error) -> Text:
    state = getattr(getattr(failed, "orig", None), "sqlstate", None)
    if state is None and isinstance(failed, OperationalError):
        return NO_SERVER
    return _BY_SQLSTATE.get(str(state), OTHER)
