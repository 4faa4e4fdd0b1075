"""Copies of a workspace, made by SQLite's own backup."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase


def copy_beside(database: SqliteDatabase, path: Path, mark: str) -> Path:
    """Copy an open workspace beside itself (町.kpidesk → 町.v1.kpidesk, then 町.v1-2.kpidesk) and return the copy."""
    target = path.with_name(f"{path.stem}.{mark}{path.suffix}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}.{mark}-{number}{path.suffix}")
    copy = sqlite3.connect(target)
    try:
        database.connection().backup(copy)
    except BaseException:
        copy.close()
        target.unlink(missing_ok=True)
        raise
    copy.close()
    return target
