from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest
from peewee import IntegrityError, OperationalError, PeeweeException

from kpidesk.errors import UserError
from kpidesk.store.database import check_ours, connect, disk_errors, file_uri, in_memory, integrity_faults, transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from kpidesk.store.database import Database

PAGE = 4096

KILLED_WRITER = """
import os, sqlite3, sys
plain = sqlite3.connect(sys.argv[1], isolation_level=None)
plain.execute("PRAGMA cache_size = 1")
plain.execute("BEGIN IMMEDIATE")
for number in range(200):
    row = ("at", "who", "plan", "title", "x" * 4000, "")
    plain.execute("INSERT INTO journal (at, who, plan, title, changes, sentences) VALUES (?, ?, ?, ?, ?, ?)", row)
os._exit(1)
"""


def read_journal_of(path: Path) -> None:
    with disk_errors(path):
        check_ours(path)
        database = connect(path, write=False)
        try:
            database.execute_sql("SELECT * FROM journal").fetchall()
        finally:
            database.close()


def refusal(path: Path) -> UserError:
    """Open a file as the workspace does and return why it is refused."""
    with pytest.raises(UserError) as caught:
        read_journal_of(path)
    assert str(path) in caught.value.where
    assert caught.value.remedy
    return caught.value


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE plan (uid TEXT)")


def marked_but_empty(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript("PRAGMA application_id = 1263552836; CREATE TABLE other (uid TEXT);")


NOT_OURS: dict[str, Callable[[Path], object]] = {
    "ワークスペースが見つかりません": str,
    "フォルダーはワークスペースとして開けません": lambda path: path.mkdir(),
    "kpideskのワークスペースではありません": lambda path: path.write_text("合計,47\n", encoding="utf-8"),
    "ファイルはkpideskのワークスペースではありません": lambda path: path.touch(),
    "別のプログラムのデータベース": other_program,
    "ワークスペースが壊れています": marked_but_empty,
}


@pytest.mark.parametrize("words", NOT_OURS)
def test_what_is_not_ours_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "何か.kpidesk"
    NOT_OURS[words](path)
    assert words in refusal(path).what


@pytest.mark.parametrize("name", ["長" * 200, "親がファイル/子"])
def test_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "親がファイル").touch()
    refusal(tmp_path / name)


def test_what_may_not_be_read_is_refused(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", forbidden)
    assert "読めません" in refusal(sample).what


@pytest.mark.parametrize("kept", [1, 50, 100, 1000, PAGE, PAGE + 1, 10 * PAGE, 20 * PAGE + 7])
def test_a_truncated_file_is_refused(sample: Path, kept: int) -> None:
    sample.write_bytes(sample.read_bytes()[:kept])
    refusal(sample)


def test_a_damaged_head_is_refused(sample: Path) -> None:
    content = bytearray(sample.read_bytes())
    content[100:PAGE] = b"\xff" * (PAGE - 100)
    sample.write_bytes(content)
    assert "壊れています" in refusal(sample).what


def test_a_lost_page_is_told(sample: Path) -> None:
    content = bytearray(sample.read_bytes())
    content[-PAGE:] = bytes(PAGE)
    sample.write_bytes(content)
    database = connect(sample, write=False)
    with pytest.raises(UserError, match="壊れています"), disk_errors(sample):
        integrity_faults(database)
    database.close()


def test_a_sound_file_has_no_faults(sample: Path) -> None:
    database = connect(sample, write=False)
    assert integrity_faults(database) == []
    database.close()


def test_a_row_that_refers_to_nothing_is_a_fault(sample: Path) -> None:
    with closing(sqlite3.connect(sample)) as plain, plain:
        plain.execute("UPDATE state SET plan = 'nobody'")
    database = connect(sample, write=False)
    assert integrity_faults(database) == ["参照先のない行: state"]
    database.close()


def test_a_writer_keeps_what_it_committed_through_a_power_cut(database: Database) -> None:
    settings = {name: database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "delete", "synchronous": 3}


def test_a_reader_cannot_write(sample: Path) -> None:
    content = sample.read_bytes()
    database = connect(sample, write=False)
    with pytest.raises(PeeweeException, match="readonly"):
        database.execute_sql("DELETE FROM figure")
    database.close()
    assert sample.read_bytes() == content


def test_a_reader_does_not_make_a_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="なくなっています"):
        connect(tmp_path / "無い.kpidesk", write=False)
    assert not list(tmp_path.iterdir())


def test_a_reader_clears_up_after_a_killed_writer(sample: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED_WRITER, str(sample)], check=False, timeout=30)
    assert sample.with_name(sample.name + "-journal").exists()
    database = connect(sample, write=False)
    assert database.execute_sql("SELECT count(*) FROM journal").fetchone() == (1,)
    assert integrity_faults(database) == []
    database.close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/data/a b?#%.kpidesk"), "file:///data/a%20b%3F%23%25.kpidesk"),
        (PureWindowsPath("C:/計画/a.kpidesk"), "file:///C%3A/%E8%A8%88%E7%94%BB/a.kpidesk"),
        (PureWindowsPath("//server/share/a.kpidesk"), "file:////server/share/a.kpidesk"),
    ],
)
def test_a_path_becomes_what_sqlite_takes(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri


@pytest.mark.parametrize("name", ["a b?mode=ro#%41.kpidesk", "砂川市 (令和4年度)&'\".kpidesk"])
def test_any_name_can_be_opened(tmp_path: Path, name: str) -> None:
    connect(tmp_path / name, write=True).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_transaction_is_kept_when_it_ends(database: Database) -> None:
    with transaction(database):
        database.execute_sql("CREATE TABLE added (words TEXT)")
    assert not database.connection().in_transaction
    assert database.execute_sql("SELECT * FROM added").fetchall() == []


def create_and_raise(database: Database, error: type[BaseException]) -> None:
    with transaction(database):
        database.execute_sql("CREATE TABLE added (words TEXT)")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_transaction_is_gone_when_it_raises(database: Database, error: type[BaseException]) -> None:
    with pytest.raises(error):
        create_and_raise(database, error)
    assert not database.connection().in_transaction
    with pytest.raises(OperationalError, match="no such table"):
        database.execute_sql("SELECT * FROM added")


def test_the_reason_of_an_automatic_rollback_is_kept(database: Database) -> None:
    database.execute_sql("CREATE TABLE t (x)")
    database.execute_sql("CREATE TRIGGER f BEFORE INSERT ON t BEGIN SELECT RAISE (ROLLBACK, 'disk is full'); END")
    with pytest.raises(IntegrityError, match="disk is full"), transaction(database):
        database.execute_sql("INSERT INTO t VALUES (1)")


def test_a_copy_in_memory_is_on_its_own(database: Database) -> None:
    copy = in_memory(database)
    copy.execute_sql("CREATE TABLE added (words TEXT)")
    copy.close()
    with pytest.raises(OperationalError, match="no such table"):
        database.execute_sql("SELECT * FROM added")


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (sqlite3.OperationalError("database or disk is full"), "空き容量"),
        (OperationalError("attempt to write a readonly database"), "書き込みが禁止"),
        (OperationalError("database is locked"), "使用中"),
        (OperationalError("disk I/O error"), "読み書きに失敗"),
        (sqlite3.DatabaseError("database disk image is malformed"), "壊れて"),
        (OperationalError("Could not decode to UTF-8 column 'body'"), "壊れて"),
        (sqlite3.DatabaseError("something new"), "壊れて"),
        (OperationalError("something new"), r"書き込めません\(something new\)"),
        (IntegrityError("UNIQUE constraint failed"), "書き込めません"),
    ],
)
def test_every_reason_is_told_with_a_remedy(tmp_path: Path, error: Exception, what: str) -> None:
    with pytest.raises(UserError, match=what) as caught, disk_errors(tmp_path):
        raise error
    assert caught.value.where == str(tmp_path)
    assert caught.value.remedy


def test_a_file_that_went_away_is_named_as_gone(tmp_path: Path) -> None:
    path = tmp_path / "町.kpidesk"
    with pytest.raises(UserError, match="なくなっています") as caught, disk_errors(path):
        raise sqlite3.OperationalError("attempt to write a readonly database")
    assert "元の場所に戻して" in caught.value.remedy
