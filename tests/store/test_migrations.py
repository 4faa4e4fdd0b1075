from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from kpidesk import paths
from kpidesk.errors import UserError
from kpidesk.store.database import APPLICATION_ID, connect
from kpidesk.store.migrations import check_not_newer, for_reading, migrate, newest, version_of

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.store.database import Database

SCHEMA = paths.root() / "db" / "schema.sql"
HEAD = "-- What all migrations together give; a test compares, `pytest tests/store --update-golden` renews it.\n\n"
GOOD = "CREATE TABLE added (words TEXT); -- ends in a comment"
BROKEN = "CREATE TABLE more (x TEXT); DROP TABLE journal; INSERT INTO nowhere VALUES (1);"


class FullConnection(sqlite3.Connection):
    """A connection to a file on a disk with hardly any room left."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 -- handed on as they are
        super().__init__(*arguments, **named)
        self.execute("PRAGMA max_page_count = 2")


def schema_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as plain:
        rows = plain.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
        return "\n\n".join(f"{row[0]};" for row in rows)


def rows_of(path: Path, words: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute(words).fetchall()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the migrations up to now, to add one to."""
    return shutil.copytree(paths.migrations_folder(), tmp_path / "migrations")


def add(folder: Path, words: str) -> int:
    number = newest(folder) + 1
    (folder / f"{number:04}_added.sql").write_text(words, encoding="utf-8")
    return number


@pytest.fixture
def old(sample: Path) -> Path:
    """Return the sample, which has today's schema: an older one once a migration was added."""
    return sample


def lifted(path: Path, folder: Path) -> None:
    database = connect(path, write=True)
    try:
        migrate(database, folder, path)
    finally:
        database.close()


def test_the_schema_is_what_the_snapshot_shows(old: Path, update_golden: bool) -> None:  # noqa: FBT001 -- a fixture
    text = f"{HEAD}{schema_of(old)}\n"
    if update_golden:
        SCHEMA.write_text(text, encoding="utf-8", newline="\n")
    assert SCHEMA.read_text(encoding="utf-8") == text


def test_migrations_are_numbered_without_gaps() -> None:
    files = sorted(file.name for file in paths.migrations_folder().iterdir())
    assert [int(name[:4]) for name in files] == list(range(1, newest(paths.migrations_folder()) + 1))


def test_a_new_file_is_marked_as_ours(database: Database) -> None:
    assert version_of(database) == newest(paths.migrations_folder())
    assert database.execute_sql("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_new_file_needs_no_copy(tmp_path: Path) -> None:
    lifted(tmp_path / "新.kpidesk", paths.migrations_folder())
    assert [path.name for path in tmp_path.iterdir()] == ["新.kpidesk"]


def test_an_older_file_is_copied_beside_and_lifted(old: Path, folder: Path) -> None:
    was, version = schema_of(old), newest(folder)
    number = add(folder, GOOD)
    lifted(old, folder)
    copy = old.with_name(f"砂川市.v{version}.kpidesk")
    assert schema_of(copy) == was
    assert rows_of(copy, "PRAGMA user_version") == [(version,)]
    assert rows_of(copy, "SELECT count(*) FROM figure") == rows_of(old, "SELECT count(*) FROM figure")
    assert rows_of(old, "PRAGMA user_version") == [(number,)]
    assert "CREATE TABLE added" in schema_of(old)


def test_an_older_copy_is_never_overwritten(old: Path, folder: Path) -> None:
    taken = old.with_name(f"砂川市.v{newest(folder)}.kpidesk")
    taken.write_bytes(b"mine")
    version = newest(folder)
    add(folder, GOOD)
    lifted(old, folder)
    assert taken.read_bytes() == b"mine"
    assert old.with_name(f"砂川市.v{version}-2.kpidesk").is_file()


def test_a_migration_that_fails_changes_nothing(old: Path, folder: Path) -> None:
    was, version = schema_of(old), newest(folder)
    add(folder, BROKEN)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        lifted(old, folder)
    assert schema_of(old) == was
    assert rows_of(old, "PRAGMA user_version") == [(version,)]
    assert rows_of(old, "PRAGMA integrity_check") == [("ok",)]


def test_a_failed_migration_leaves_no_transaction_open(old: Path, folder: Path) -> None:
    add(folder, BROKEN)
    database = connect(old, write=True)
    with pytest.raises(sqlite3.OperationalError):
        migrate(database, folder, old)
    assert not database.connection().in_transaction
    database.close()


def test_what_was_lifted_before_a_failure_stays_lifted(old: Path, folder: Path) -> None:
    middle = add(folder, GOOD)
    add(folder, BROKEN)
    with pytest.raises(sqlite3.OperationalError):
        lifted(old, folder)
    assert rows_of(old, "PRAGMA user_version") == [(middle,)]


def test_without_a_whole_copy_nothing_is_lifted(old: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = newest(folder)
    add(folder, GOOD)
    database = connect(old, write=True)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=FullConnection))
    with pytest.raises(sqlite3.OperationalError, match="full"):
        migrate(database, folder, old)
    database.close()
    assert not list(old.parent.glob("*.v*"))
    assert int.from_bytes(old.read_bytes()[60:64], "big") == version


def test_a_newer_file_is_refused(old: Path, folder: Path) -> None:
    with closing(sqlite3.connect(old)) as plain:
        plain.execute(f"PRAGMA user_version = {newest(folder) + 1}")
    database = connect(old, write=False)
    with pytest.raises(UserError, match="より新しい版") as caught:
        check_not_newer(database, folder, old)
    database.close()
    assert caught.value.where == str(old)
    assert "更新" in caught.value.remedy


def test_a_reader_lifts_an_older_file_in_memory_only(old: Path, folder: Path) -> None:
    number, content = add(folder, GOOD), old.read_bytes()
    copy = for_reading(connect(old, write=False), folder)
    assert version_of(copy) == number
    assert copy.execute_sql("SELECT * FROM added").fetchall() == []
    copy.close()
    assert old.read_bytes() == content
    assert not list(old.parent.glob("*.v*"))


def test_a_reader_of_an_unliftable_file_is_told(old: Path, folder: Path) -> None:
    add(folder, BROKEN)
    database = connect(old, write=False)
    with pytest.raises(sqlite3.OperationalError):
        for_reading(database, folder)
    database.close()
