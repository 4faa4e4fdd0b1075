"""Opening a workspace file: is it ours, is it whole, may it be written; settings every connection needs."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from peewee import DatabaseError, IntegrityError, OperationalError, PeeweeException, SqliteDatabase

from kpidesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePath

APPLICATION_ID: Final = 0x4B504944
"""KPID, in the file's header: tells our files from other programs' SQLite files."""

Database = SqliteDatabase
"""What the rooms above hold on to and hand back; they never look inside."""

_MAGIC: Final = b"SQLite format 3\0"


def connect(path: Path, *, write: bool) -> SqliteDatabase:
    """Open a database with the settings of the house: a commit that returned is on the disk.

    A rollback journal rather than WAL: it works on network shares and read-only media, and needs no shared memory.
    `extra` also flushes the folder when the journal goes, else a power cut could bring it and the old state back.
    A reader opens for writing where it may, to clear up after a writer that was killed, but runs no other write.
    """
    house = {"journal_mode": "delete", "synchronous": "extra", "foreign_keys": 1}
    with disk_errors(path):
        uri = f"{file_uri(path.resolve())}?mode={'rwc' if write else 'rw'}"
        database = SqliteDatabase(uri, pragmas=house if write else {"query_only": 1}, uri=True, timeout=2)
        database.connect()
    return database


def in_memory(database: Database) -> Database:
    """Return a copy of a database that lives in memory only."""
    copy = SqliteDatabase(":memory:")
    copy.connect()
    database.connection().backup(copy.connection())
    return copy


def file_uri(path: PurePath) -> str:
    """Return what SQLite takes for an absolute path; a network share's two slashes stand behind an empty host."""
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(os.fsencode(posix))}"


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """Make all that the block writes one step: on the disk when it ends, nothing of it where it raises.

    Not peewee's own: on a full disk SQLite rolls back by itself, and a second ROLLBACK would hide the reason.
    """
    database.begin("IMMEDIATE")
    try:
        yield
        database.commit()
    except BaseException:
        database.connection().rollback()  # the driver's own does nothing where nothing is open
        raise


def check_ours(path: Path) -> None:
    """Refuse (UserError) what is no workspace: missing, a folder, another kind of file, another program's."""
    try:
        if not path.exists():
            remedy = "ファイルの場所と名前を確かめてください。"
            raise UserError("ワークスペースが見つかりません。", where=str(path), remedy=remedy)
        if path.is_dir():
            raise UserError("フォルダーはワークスペースとして開けません。", where=str(path), remedy=_CHOOSE)
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        remedy = "ファイルの読み取り権限を確かめてください。"
        raise UserError("ワークスペースを読めません。", where=str(path), remedy=remedy) from error
    if not head.startswith(_MAGIC):
        raise UserError("このファイルはkpideskのワークスペースではありません。", where=str(path), remedy=_CHOOSE)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise UserError("このファイルは別のプログラムのデータベースです。", where=str(path), remedy=_CHOOSE)


_CHOOSE: Final = "kpideskで作ったファイル(.kpidesk)を選んでください。"


def integrity_faults(database: SqliteDatabase) -> list[str]:
    """Return what SQLite itself finds wrong with the file; empty where it is sound."""
    rows = [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check").fetchall()]
    orphans = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    return [row for row in rows if row != "ok"] + [f"参照先のない行: {row[0]}" for row in orphans]


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the disk or SQLite refuses into a UserError; nothing was written then."""
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        raise _told(error, path) from error


def _told(error: Exception, path: Path) -> UserError:
    if not path.exists():
        return UserError("ワークスペースのファイルがなくなっています。", where=str(path), remedy=_GONE)
    words = str(error).lower()
    for sign, what, remedy in _REASONS:
        if sign in words:
            return UserError(what, where=str(path), remedy=remedy)
    if isinstance(error, DatabaseError | sqlite3.DatabaseError) and not isinstance(
        error, OperationalError | IntegrityError
    ):
        return UserError("ワークスペースが壊れています。", where=str(path), remedy=_RESTORE)
    return UserError(f"ワークスペースに書き込めません({error})。", where=str(path), remedy=_RETRY)


_GONE: Final = "移動、名前の変更、削除がなかったかを確かめて、元の場所に戻してください。この変更は保存されていません。"
_RESTORE: Final = "バックアップ(控え)のファイルを開いてください。"
_RETRY: Final = "保存先のディスクを確かめて、もう一度行ってください。変更は保存されていません。"
_REASONS: Final = (
    ("no such", "ワークスペースが壊れています。", _RESTORE),
    ("could not decode", "ワークスペースが壊れています。", _RESTORE),
    (
        "full",
        "ディスクの空き容量が足りないため、保存できません。",
        "不要なファイルを消してから、もう一度行ってください。",
    ),
    (
        "readonly",
        "書き込みが禁止されている場所にあるため、保存できません。",
        "書き込める場所に写してから開いてください。",
    ),
    ("unable to open", "ファイルを開けません。", "保存先のフォルダーがあるか、権限があるかを確かめてください。"),
    ("locked", "ほかのプログラムが使用中のため、保存できません。", "しばらく待ってから、もう一度行ってください。"),
    ("malformed", "ワークスペースが壊れています。", _RESTORE),
    ("not a database", "このファイルはkpideskのワークスペースではありません。", _CHOOSE),
    ("disk i/o", "ディスクの読み書きに失敗しました。", _RETRY),
)
