"""Lifting a workspace to the newest schema: numbered SQL files, each committed together with its record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpidesk.errors import UserError
from kpidesk.store.backup import copy_beside
from kpidesk.store.database import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase

# Plain SQL files, not playhouse.migrate: what a table is can be read in one place by whoever knows SQL, and
# SQLite runs a whole file inside one transaction, user_version included.


def newest(folder: Path) -> int:
    """Return the number of the newest migration."""
    return max(_files(folder))


def version_of(database: SqliteDatabase) -> int:
    """Return the schema version a file records."""
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def check_not_newer(database: SqliteDatabase, folder: Path, path: Path) -> None:
    """Refuse (UserError) a file that a newer program made."""
    if version_of(database) > newest(folder):
        raise UserError(
            "このワークスペースは、より新しい版のkpideskで作られています。",
            where=str(path),
            remedy="kpideskを新しい版に更新してから開いてください。",
        )


def migrate(database: SqliteDatabase, folder: Path, path: Path) -> None:
    """Run the migrations a file has not had yet; an older file is copied beside itself first."""
    version = version_of(database)
    if 0 < version < newest(folder):
        copy_beside(database, path, f"v{version}")
    for number, file in sorted(_files(folder).items()):
        if number > version:
            script = file.read_text(encoding="utf-8")
            record = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
            database.connection().executescript(f"BEGIN IMMEDIATE; {script} {record} COMMIT;")


def _files(folder: Path) -> dict[int, Path]:
    return {int(file.name[:4]): file for file in folder.iterdir() if re.fullmatch(r"\d{4}_\w+\.sql", file.name)}
