"""Writes a file beside its place and renames it into it, so that nobody ever sees half a file or loses the old one."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kpidesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def replacing(to: Path) -> Iterator[Path]:
    """Give a new file in the same folder to write; it takes the place of `to`, or is gone if anything was raised.

    Raises UserError for what the operating system refuses.
    """
    try:
        target = to.resolve()  # a link keeps pointing at its file
        beside = target.with_name(f".kpidesk-{secrets.token_hex(8)}.part")
        beside.open("xb").close()
    except OSError as error:
        raise _refusal(error, to, "このフォルダーには書き込みが許可されていません。") from error
    try:
        yield beside
        _flush(beside)
        _take_place(beside, target)
    except OSError as error:
        raise _refusal(error, to, "ファイルがほかのソフトで開かれているか、書き込みが禁止されています。") from error
    finally:
        beside.unlink(missing_ok=True)


def _take_place(beside: Path, target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.exists():
        if not os.access(target, os.W_OK):  # a rename alone would overrule the write protection
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        shutil.copymode(target, beside)
    beside.replace(target)
    with suppress(OSError):  # the file is in place; some network drives cannot flush a folder
        _flush_folder(target.parent)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name itself last; Windows needs and knows no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(error: OSError, to: Path, forbidden: str) -> UserError:
    """Say what the operating system refused, and what to do; `forbidden` is what a lack of permission means here."""
    elsewhere = "別の場所に保存してください。"
    if error.errno in _FULL:
        what, remedy = "空き容量が足りないため、保存できません。", f"不要なファイルを削除するか、{elsewhere}"
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        what, remedy = "保存先のフォルダーが見つかりません。", f"フォルダーがあることを確かめるか、{elsewhere}"
    elif isinstance(error, IsADirectoryError):
        what, remedy = "同じ名前のフォルダーがあるため、保存できません。", "別のファイル名を指定してください。"
    elif isinstance(error, PermissionError):
        what, remedy = forbidden, f"ファイルを開いているソフトを閉じるか、{elsewhere}"
    elif error.errno == errno.EROFS:
        what, remedy = "保存先は読み取り専用です。", elsewhere
    elif error.errno == errno.ENAMETOOLONG:
        what, remedy = "ファイル名が長すぎるため、保存できません。", "短いファイル名を指定してください。"
    else:
        what, remedy = f"保存できませんでした（{error.strerror or error}）。", f"保存先を確かめるか、{elsewhere}"
    return UserError(what, where=str(to), remedy=remedy)
