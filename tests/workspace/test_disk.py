"""A disk that is full or may not be written: a message with a remedy, and nothing changed in memory or on the disk."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import CommentKey
from kpidesk.errors import UserError
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.change import ChangeSet
    from kpidesk.workspace.services import Services

REASONS = {
    "database or disk is full": ("空き容量", "不要なファイル"),
    "attempt to write a readonly database": ("書き込みが禁止", "写して"),
    "disk I/O error": ("読み書きに失敗", "保存されていません"),
    "database is locked": ("使用中", "しばらく待って"),
}
WAYS = ("ROLLBACK", "ABORT")


def refuse(path: Path, table: str, way: str, reason: str) -> None:
    """Make the file refuse to be written as the disk would: SQLite rolls back by itself, or leaves that to us."""
    words = f"CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE ({way}, '{reason}'); END"
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute(words)


def relent(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("DROP TRIGGER refuse")


def write(workspace: Workspace, text: str = "上回った。") -> None:
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(b.actual_of("i2", 2023), "38.5")
        edit.set_comment(CommentKey("i2", b.fy(2023)), text)


def refusal(workspace: Workspace, words: str) -> UserError:
    with pytest.raises(UserError, match=words) as caught:
        write(workspace)
    assert caught.value.where == str(workspace.path)
    return caught.value


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", ["figure", "comment", "journal"])
@pytest.mark.parametrize("reason", REASONS)
def test_a_refused_edit_changes_nothing(sample: Path, services: Services, way: str, table: str, reason: str) -> None:
    refuse(sample, table, way, reason)
    told: list[ChangeSet] = []
    opened = Workspace.open(sample, services)
    opened.subscribe(told.append)
    what, remedy = REASONS[reason]
    assert remedy in refusal(opened, what).remedy
    assert dumps(opened.plan("sunagawa")) == b.document("sunagawa")
    assert (told, opened.undo_title, opened.last_saved, len(opened.history("sunagawa"))) == ([], "", None, 1)
    opened.close()
    again = Workspace.open(sample, services)
    assert dumps(again.plan("sunagawa")) == b.document("sunagawa")
    again.close()


@pytest.mark.parametrize("way", WAYS)
def test_the_next_edit_goes_through_once_there_is_room(workspace: Workspace, way: str) -> None:
    refuse(workspace.path, "journal", way, "database or disk is full")
    refusal(workspace, "空き容量")
    relent(workspace.path)
    write(workspace)
    assert workspace.undo_title == "入力"


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_undo_leaves_the_step_to_be_undone(workspace: Workspace, way: str) -> None:
    write(workspace)
    after = dumps(workspace.plan("sunagawa"))
    refuse(workspace.path, "journal", way, "database or disk is full")
    with pytest.raises(UserError, match="空き容量"):
        workspace.undo()
    assert dumps(workspace.plan("sunagawa")) == after
    assert (workspace.undo_title, workspace.redo_title) == ("入力", "")
    relent(workspace.path)
    workspace.undo()
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa")


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_plan_is_not_added(workspace: Workspace, way: str) -> None:
    refuse(workspace.path, "figure", way, "database or disk is full")
    with pytest.raises(UserError, match="空き容量"):
        workspace.add_plan(b.published("iwamizawa"))
    assert list(workspace.plans) == ["sunagawa"]
    with closing(sqlite3.connect(workspace.path)) as plain:
        assert plain.execute("SELECT DISTINCT plan FROM figure").fetchall() == [("sunagawa",)]


def test_no_room_for_more_pages(workspace: Workspace) -> None:
    workspace._database.execute_sql("PRAGMA max_page_count = 1")  # noqa: SLF001 -- holds for its connection only
    with pytest.raises(UserError, match="空き容量"):
        write(workspace, "あ" * 100_000)
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa")


def test_a_sample_that_finds_no_room_leaves_no_file(
    tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise UserError("ディスクの空き容量が足りないため、保存できません。")

    monkeypatch.setattr(Workspace, "add_plan", full)
    with pytest.raises(UserError, match="空き容量"):
        make_sample(tmp_path / "見本.kpidesk", services)
    assert not list(tmp_path.iterdir())


def test_a_place_without_room_for_a_lock_makes_no_workspace(
    tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(UserError, match="作れません") as caught:
        Workspace.create(tmp_path / "新.kpidesk", services)
    monkeypatch.undo()
    assert "書き込みが禁止" in caught.value.remedy
    assert not list(tmp_path.iterdir())
