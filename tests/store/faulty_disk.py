"""A disk that fails when it is told to: SQLite's own file layer with the n-th write or sync replaced by a fault.

SQLite lets a program put its own layer (a VFS) under every file. This one passes everything through to the system's,
counts the writes or the syncs, and fails one of them. It is made with ctypes of the very library that Python's
sqlite3 uses; `FaultyDisk.can_be_had` says whether that is possible here.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from enum import Enum
from typing import Self

OK, FULL, IOERR_WRITE, IOERR_FSYNC = 0, 13, 778, 1034

Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))


class Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", Write),
        ("truncate", c_void_p),
        ("sync", Sync),
        *((f"rest_{number}", c_void_p) for number in range(13)),
    ]


class File(Structure):
    """sqlite3_file."""

    _fields_ = [("methods", POINTER(Methods))]


class Layer(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", Open),
        *((f"rest_{number}", c_void_p) for number in range(14)),
    ]


class Fault(Enum):
    """What goes wrong, once or for good."""

    FULL = "no room for the write"
    SYNC = "the write is taken, its sync fails"
    TORN = "half of the page is written, then the machine stops"
    STOP = "the machine stops before the write"


class FaultyDisk:
    """Every database opened in this process stands on it, inside the `with` block.

    `calls` counts those that the fault may strike: syncs for SYNC, both for STOP, else writes; `fail_at` says which.
    """

    def __init__(self, fault: Fault, fail_at: int | None = None) -> None:
        self.calls = 0
        self.fault = fault
        self.fail_at = fail_at
        self.stopped = False
        self._library = ctypes.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = POINTER(Layer)
        self._system = self._library.sqlite3_vfs_find(None)
        self._wrapped: dict[int, Methods] = {}
        self._layer = Layer()
        ctypes.pointer(self._layer)[0] = self._system.contents
        self._layer.name, self._layer.open = b"faulty", Open(self._open)

    @staticmethod
    def can_be_had() -> bool:
        """Whether Python's sqlite3 stands on a shared library that lets layers be put in."""
        library = getattr(_sqlite3, "__file__", None)
        return library is not None and hasattr(ctypes.CDLL(library), "sqlite3_vfs_register")

    def __enter__(self) -> Self:
        self._library.sqlite3_vfs_register(ctypes.byref(self._layer), 1)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._layer))
        self._library.sqlite3_vfs_register(self._system, 1)

    def _open(self, _layer: int, name: int, file: int, flags: int, out: object) -> int:
        status: int = self._system.contents.open(ctypes.addressof(self._system.contents), name, file, flags, out)
        opened = ctypes.cast(file, POINTER(File)).contents
        if opened.methods:
            key = ctypes.addressof(opened.methods.contents)
            opened.methods = ctypes.pointer(self._wrapped.setdefault(key, self._wrap(opened.methods.contents)))
        return status

    def _wrap(self, system: Methods) -> Methods:
        """Return the same methods, with the two that make things last counted and failed."""
        wrapped = Methods()
        ctypes.pointer(wrapped)[0] = system

        def write(file: int, data: int, size: int, offset: int) -> int:
            if not self._fails(is_write=True):
                return system.write(file, data, size, offset)
            if self.fault is Fault.TORN and self.calls == self.fail_at:
                system.write(file, data, size // 2, offset)
            return FULL if self.fault is Fault.FULL else IOERR_WRITE

        def sync(file: int, flags: int) -> int:
            return IOERR_FSYNC if self._fails(is_write=False) else system.sync(file, flags)

        wrapped.write, wrapped.sync = Write(write), Sync(sync)
        return wrapped

    def _fails(self, *, is_write: bool) -> bool:
        """Count a call that the fault may strike; whether it does, or the machine has stopped."""
        strikes = self.fault is Fault.STOP or is_write is (self.fault is not Fault.SYNC)
        self.calls += strikes
        now = strikes and self.calls == self.fail_at
        self.stopped = self.stopped or (now and self.fault in {Fault.TORN, Fault.STOP})
        return now or self.stopped
