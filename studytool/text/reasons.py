"""Why the operating system refused, in both languages."""

from __future__ import annotations

import errno
from typing import Final

from studytool.text.language import Text

CHINESE: Final = {
    errno.EACCES: "没有权限",
    errno.EBADF: "流已关闭",
    errno.EEXIST: "已存在同名文件",
    errno.EINVAL: "参数无效",
    errno.EIO: "读写出错",
    errno.EISDIR: "这是文件夹",
    errno.ELOOP: "符号链接成环",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EPERM: "不允许此操作",
    errno.EROFS: "文件系统只读",
}


NO_ROOM: Final = Text("No space left on device", CHINESE[errno.ENOSPC])


def why(error: OSError) -> Text:
    """The reason in a few words; what has no Chinese words here is said as the system says it."""
    said = error.strerror or type(error).__name__
    return Text(said, CHINESE.get(error.errno or 0, said))
