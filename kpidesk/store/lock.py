"""One writer per workspace: an operating-system lock on FILE.lock, whose text tells others who has it.

The system releases it when the process dies. The usual lock libraries truncate the file they lock, or lock all of
it on Windows, and then nobody could read who holds it; so this locks one byte far behind the text.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR: Final = 1 << 30
_TEXT_LIMIT: Final = 4096


class WriterLock:
    """Holds the right to write a workspace until `release`."""

    def __init__(self, workspace: Path) -> None:
        self._path = workspace.with_name(workspace.name + ".lock")
        self._handle: int | None = None

    def acquire(self, holder: str) -> bool:
        """Take the lock and leave `holder` as its text; False where another has it, OSError for a read-only place."""
        while True:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            if not _locked(handle):
                os.close(handle)
                return False
            if _same_file(handle, self._path):
                break
            os.close(handle)  # the one before us removed it between our open and our lock
        self._handle = handle
        with suppress(OSError):  # on a full disk nobody learns who has it, but it is ours
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, holder.encode())
        return True

    def holder(self) -> str:
        """Return what the holder wrote, "" where it cannot be read."""
        try:
            with self._path.open("rb") as file:
                return file.read(_TEXT_LIMIT).decode(errors="replace").strip()
        except OSError:
            return ""

    def release(self) -> None:
        """Give the lock back and remove its file; twice is as good as once."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            os.close(handle)
        with suppress(OSError):  # another process may have it open in this moment; the lock itself goes all the same
            self._path.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(handle)


def _locked(handle: int) -> bool:
    """Try to lock without waiting."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
