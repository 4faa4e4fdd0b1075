"""An empty database with the newest schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpidesk import paths
from kpidesk.store.database import connect
from kpidesk.store.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a database without plans."""
    path = tmp_path / "空.kpidesk"
    made = connect(path, write=True)
    migrate(made, paths.migrations_folder(), path)
    yield made
    made.close()
