from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk import paths
from kpidesk.domain.plan_document import dumps
from kpidesk.errors import UserError
from kpidesk.store.lock import WriterLock
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.workspace import Workspace, is_there, read_document
from tests import builders as b
from tests.conftest import make_services

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services


def refused(path: Path, services: Services, words: str) -> UserError:
    with pytest.raises(UserError, match=words) as caught:
        Workspace.open(path, services)
    assert str(path) in caught.value.where
    assert caught.value.remedy
    return caught.value


def try_to_write(workspace: Workspace) -> None:
    with workspace.edit("sunagawa", "入力") as edit:
        edit.type_figure(b.actual_of("i2", 2023), "1")


def test_the_sample_is_the_published_plan(workspace: Workspace) -> None:
    assert list(workspace.plans) == ["sunagawa"]
    assert dumps(workspace.plan("sunagawa")) == b.document("sunagawa")
    assert workspace.faults() == []


def test_a_second_opener_reads_and_is_told_who_writes(workspace: Workspace, tmp_path: Path) -> None:
    second = Workspace.open(workspace.path, make_services(tmp_path, "福祉課"))
    assert second.read_only
    assert "企画課@pc-1 2026-06-01 12:00から" in second.holder
    with pytest.raises(UserError, match="読み取り専用") as caught:
        try_to_write(second)
    assert caught.value.remedy == second.holder
    second.close()


@pytest.mark.parametrize("act", [Workspace.undo, Workspace.redo, lambda opened: opened.add_plan(b.plan())])
def test_a_reader_changes_nothing(sample: Path, services: Services, act: object) -> None:
    content = sample.read_bytes()
    reader = Workspace.open(sample, services, write=False)
    with pytest.raises(UserError, match="読み取り専用"):
        act(reader)  # type: ignore[operator]
    reader.close()
    assert sample.read_bytes() == content


def test_a_reader_leaves_the_lock_alone(sample: Path, services: Services) -> None:
    reader = Workspace.open(sample, services, write=False)
    writer = Workspace.open(sample, services)
    assert not writer.read_only
    reader.close()
    writer.close()


def test_the_lock_is_free_after_closing(workspace: Workspace, services: Services) -> None:
    workspace.close()
    workspace.close()
    again = Workspace.open(workspace.path, services)
    assert not again.read_only
    again.close()
    assert [path.name for path in workspace.path.parent.iterdir()] == ["砂川市.kpidesk"]


def test_a_link_and_its_file_have_one_lock(workspace: Workspace, services: Services, tmp_path: Path) -> None:
    link = tmp_path / "近道.kpidesk"
    link.symlink_to(workspace.path)
    second = Workspace.open(link, services)
    assert second.read_only
    second.close()


def test_a_file_that_may_not_be_written_is_read(
    sample: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    opened = Workspace.open(sample, services)
    assert opened.read_only
    assert "書き込みが禁止" in opened.holder
    opened.close()


def test_a_folder_that_may_not_be_written_is_read(
    sample: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> bool:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(WriterLock, "acquire", forbidden)
    opened = Workspace.open(sample, services)
    assert (opened.read_only, dumps(opened.plan("sunagawa"))) == (True, b.document("sunagawa"))
    opened.close()


def test_a_refused_file_is_not_left_locked(tmp_path: Path, services: Services) -> None:
    path = tmp_path / "文書.kpidesk"
    path.write_text("これは文書です。", encoding="utf-8")
    refused(path, services, "ではありません")
    assert [each.name for each in tmp_path.iterdir()] == ["文書.kpidesk"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE node SET parent = 'nobody' WHERE uid = 'p1'", "内容が壊れています"),
        ("UPDATE comment SET body = CAST(x'e3' AS TEXT)", "壊れています"),
        ("DROP TABLE figure", "壊れています"),
        ("PRAGMA user_version = 999", "より新しい版"),
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_or_newer_file_is_refused_and_let_go(
    sample: Path, services: Services, damage: str, words: str, *, write: bool
) -> None:
    with closing(sqlite3.connect(sample)) as plain, plain:
        plain.execute(damage)
    content = sample.read_bytes()
    with pytest.raises(UserError, match=words):
        Workspace.open(sample, services, write=write)
    assert sample.read_bytes() == content
    assert [path.name for path in sample.parent.iterdir()] == ["砂川市.kpidesk"]


def test_a_truncated_file_is_refused(sample: Path, services: Services) -> None:
    content = sample.read_bytes()
    for kept in range(0, len(content), 9973):
        sample.write_bytes(content[:kept])
        refused(sample, services, "壊れて|ではありません|別のプログラム")


def later_program(tmp_path: Path) -> Services:
    """Return services of a program with one migration more, for which the sample is an older file."""
    folder = shutil.copytree(paths.migrations_folder(), tmp_path / "migrations")
    (folder / "9999_added.sql").write_text("CREATE TABLE added (x TEXT);\n", encoding="utf-8")
    return replace(make_services(tmp_path), migrations=folder)


def test_an_older_file_is_lifted_for_a_writer_and_a_copy_kept(sample: Path, services: Services, tmp_path: Path) -> None:
    opened = Workspace.open(sample, later_program(tmp_path))
    assert dumps(opened.plan("sunagawa")) == b.document("sunagawa")
    opened.close()
    copies = list(sample.parent.glob("砂川市.v*.kpidesk"))
    assert len(copies) == 1
    refused(sample, services, "より新しい版")


def test_an_older_file_is_left_as_it_is_by_a_reader(sample: Path, tmp_path: Path) -> None:
    content = sample.read_bytes()
    opened = Workspace.open(sample, later_program(tmp_path), write=False)
    assert dumps(opened.plan("sunagawa")) == b.document("sunagawa")
    assert opened.faults() == []
    opened.close()
    assert sample.read_bytes() == content


def test_a_new_workspace_is_empty(tmp_path: Path, services: Services) -> None:
    made = Workspace.create(tmp_path / "新.kpidesk", services)
    assert (dict(made.plans), made.read_only) == ({}, False)
    made.close()


@pytest.mark.parametrize("make", [Workspace.create, make_sample])
def test_what_is_there_is_not_overwritten(tmp_path: Path, services: Services, make: object) -> None:
    path = tmp_path / "大事.kpidesk"
    path.write_text("大事", encoding="utf-8")
    with pytest.raises(UserError, match="すでにあります"):
        make(path, services)  # type: ignore[operator]
    assert path.read_text(encoding="utf-8") == "大事"
    assert [each.name for each in tmp_path.iterdir()] == ["大事.kpidesk"]


def test_what_somebody_makes_in_the_meantime_is_not_touched(
    tmp_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, acquire = tmp_path / "新.kpidesk", WriterLock.acquire

    def late(lock: WriterLock, holder: str) -> bool:
        path.write_text("先に作られた", encoding="utf-8")
        return acquire(lock, holder)

    monkeypatch.setattr(WriterLock, "acquire", late)
    with pytest.raises(UserError, match="すでにあります"):
        make_sample(path, services)
    assert path.read_text(encoding="utf-8") == "先に作られた"
    assert [each.name for each in tmp_path.iterdir()] == ["新.kpidesk"]


def test_a_missing_folder_is_not_made(tmp_path: Path, services: Services) -> None:
    with pytest.raises(UserError, match="フォルダーがありません") as caught:
        Workspace.create(tmp_path / "無い" / "新.kpidesk", services)
    assert caught.value.where == str(tmp_path / "無い")
    assert not list(tmp_path.iterdir())


def test_a_workspace_being_made_elsewhere_is_left_to_its_maker(tmp_path: Path, services: Services) -> None:
    lock = WriterLock(tmp_path / "新.kpidesk")
    lock.acquire("福祉課@pc-2")
    with pytest.raises(UserError, match="作れません") as caught:
        Workspace.create(tmp_path / "新.kpidesk", services)
    assert "福祉課@pc-2" in caught.value.remedy
    lock.release()


def test_a_workspace_that_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    later = later_program(tmp_path)
    (later.migrations / "9999_added.sql").write_text("INSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
    with pytest.raises(UserError):
        Workspace.create(tmp_path / "新.kpidesk", later)
    assert [path.name for path in tmp_path.iterdir()] == ["migrations"]


def test_a_plan_is_added_once(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="すでに") as caught:
        workspace.add_plan(b.published("sunagawa"))
    assert "sunagawa" in caught.value.where
    assert len(workspace.history("sunagawa")) == 1


def test_a_plan_is_added_beside_another(workspace: Workspace, services: Services) -> None:
    told: list[str] = []
    workspace.subscribe(lambda step: told.append(step.plan))
    workspace.load_plan(b.DATA / "iwamizawa.plan.json")
    workspace.close()
    again = Workspace.open(workspace.path, services)
    assert [dumps(plan) for plan in again.plans.values()] == [b.document("sunagawa"), b.document("iwamizawa")]
    assert told == ["iwamizawa"]
    again.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "誤り"),
        (b"{", "誤り"),
        (b"[" * 99999, "誤り"),
        (b"\xff\xfe{", "読めません"),
        (b'{"format": "kpidesk-plan", "version": 2}', "誤り"),
    ],
)
def test_a_broken_document_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "計画.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        read_document(path)
    assert caught.value.where.startswith(str(path))
    assert caught.value.remedy


def test_a_document_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="見つかりません"):
        read_document(tmp_path / "無い.json")
    with pytest.raises(UserError, match="読めません"):
        read_document(tmp_path)


def test_a_document_may_begin_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "計画.json"
    path.write_text(b.document("sunagawa"), encoding="utf-8-sig")
    assert read_document(path) == b.published("sunagawa")


def test_whether_something_is_there_may_be_unanswerable(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(tmp_path / "無い")
    with pytest.raises(UserError, match="開けません"):
        is_there(tmp_path / ("長" * 200))
