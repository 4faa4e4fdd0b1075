"""Lifting a workspace to the newest schema: numbered SQL files, each committed together with its record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpidesk.errors import UserError
from kpidesk.store.backup import copy_beside
from kpidesk.store.database import APPLICATION_ID, in_memory

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.store.database import Database

# Plain SQL files, not playhouse.migrate: what a table is can be read in one place by whoever knows SQL, and
# SQLite runs a whole file inside one transaction, user_version included.


def newest(folder: Path) -> int:
    """Return the number of the newest migration."""
    return max(_files(folder))


def version_of(database: Database) -> int:
    """Return the schema version a file records."""
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def check_not_newer(database: Database, folder: Path, path: Path) -> None:
    """Refuse (UserError) a file that a newer program made."""
    if version_of(database) > newest(folder):
        raise UserError(
            "このワークスペースは、より新しい版のkpideskで作られています。",
            where=str(path),
            remedy="kpideskを新しい版に更新してから開いてください。",
        )


def migrate(database: Database, folder: Path, path: Path) -> None:
    """Run the migrations a file has not had yet; an older file is copied beside itself first."""
    version = version_of(database)
    if 0 < version < newest(folder):
        copy_beside(database, path, f"v{version}")
    _lift(database, folder)


def for_reading(database: Database, folder: Path) -> Database:
    """Return what a reader reads: the file itself or, where it is older, a copy lifted in memory (the file closed)."""
    if version_of(database) == newest(folder):
        return database
    copy = in_memory(database)
    try:
        _lift(copy, folder)
    except BaseException:
        copy.close()
        raise
    database.close()
    return copy


def _lift(database: Database, folder: Path) -> None:
    """Run each missing migration in one transaction with its record; one that fails leaves nothing of itself."""
    version = version_of(database)
    connection = database.connection()
    for number, file in sorted(_files(folder).items()):
        if number > version:
            script = file.read_text(encoding="utf-8")
            record = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
            try:
                connection.executescript(f"BEGIN IMMEDIATE;\n{script}\n{record}\nCOMMIT;")
            except BaseException:
                connection.rollback()
                raise


def _files(folder: Path) -> dict[int, Path]:
    return {int(file.name[:4]): file for file in folder.iterdir() if re.fullmatch(r"\d{4}_\w+\.sql", file.name)}
