from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk import paths
from kpidesk.domain.change import ChangeSet, DismissalChange
from kpidesk.domain.finding import FindingKey, Rule
from kpidesk.domain.plan_document import dumps
from kpidesk.store.database import connect
from kpidesk.store.journal import JournalEntry
from kpidesk.store.mapping import changes_from
from kpidesk.store.migrations import for_reading, migrate, newest, version_of
from kpidesk.store.plan_store import DamagedError, read_plans, write_changes, write_plan
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.conftest import NOON, make_services

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.store.database import Database

ENTRY = JournalEntry(NOON, "企画課", "要確認の確認", ())
SLIP = FindingKey(Rule.SLIP, "i1", "2022 actual 男", "250/25")
OTHERS = (replace(SLIP, judged="2500/25"), replace(SLIP, cell=""), replace(SLIP, rule=Rule.FAR))


def dismiss(database: Database, *changes: DismissalChange) -> None:
    plan = read_plans(database)["plan"]
    step = ChangeSet("plan", "要確認の確認", changes)
    write_changes(database, step, step.apply(plan), ENTRY)


def test_a_dismissal_is_written_changed_and_taken_back(database: Database) -> None:
    write_plan(database, b.plan_of(b.indicator("i1")), ENTRY)
    dismiss(database, DismissalChange(SLIP, "", "確認した。\n二行目"))
    assert read_plans(database)["plan"].dismissals == {SLIP: "確認した。\n二行目"}
    dismiss(database, DismissalChange(SLIP, "確認した。\n二行目", "再度確認した。"))
    assert read_plans(database)["plan"].dismissals == {SLIP: "再度確認した。"}
    dismiss(database, DismissalChange(SLIP, "再度確認した。", ""))
    assert read_plans(database)["plan"].dismissals == {}


def test_findings_that_differ_in_anything_are_told_apart(database: Database) -> None:
    everything = dict.fromkeys((SLIP, *OTHERS), "確認した。")
    plan = replace(b.plan_of(b.indicator("i1")), dismissals=everything)
    write_plan(database, plan, ENTRY)
    assert read_plans(database)["plan"] == plan
    dismiss(database, *(DismissalChange(each, "確認した。", "") for each in OTHERS))
    assert read_plans(database)["plan"].dismissals == {SLIP: "確認した。"}


def test_each_plan_has_its_own(database: Database) -> None:
    write_plan(database, replace(b.plan_of(b.indicator("i1")), dismissals={SLIP: "確認した。"}), ENTRY)
    write_plan(database, replace(b.plan_of(b.indicator("i1")), uid="second"), ENTRY)
    assert read_plans(database)["second"].dismissals == {}


def test_a_journalled_dismissal_can_be_read_back(database: Database) -> None:
    write_plan(database, b.plan_of(b.indicator("i1")), ENTRY)
    change = DismissalChange(SLIP, "", "確認した。")
    dismiss(database, change)
    (stored,) = database.execute_sql("SELECT changes FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    assert changes_from(stored) == (change,)


def test_an_unknown_rule_is_damage(database: Database) -> None:
    write_plan(database, replace(b.plan_of(b.indicator("i1")), dismissals={SLIP: "確認した。"}), ENTRY)
    database.execute_sql("UPDATE dismissal SET rule = 'nothing'")
    with pytest.raises(DamagedError):
        read_plans(database)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Return a workspace as the first version of the program wrote it."""
    folder = tmp_path / "first"
    folder.mkdir()
    shutil.copyfile(paths.migrations_folder() / "0001_first_schema.sql", folder / "0001_first_schema.sql")
    path = tmp_path / "町.kpidesk"
    with closing(connect(path, write=True)) as made:
        migrate(made, folder, path)
        made.execute_sql("INSERT INTO plan (uid, position, facts) VALUES (?, 0, ?)", facts_of(tmp_path))
        made.execute_sql("INSERT INTO state (plan, number) VALUES ('plan', 1)")
    return path


def facts_of(folder: Path) -> tuple[str, str]:
    """Return uid and facts of an empty plan, as they are written now and were then."""
    path = folder / "any.kpidesk"
    with closing(connect(path, write=True)) as made:
        migrate(made, paths.migrations_folder(), path)
        write_plan(made, b.plan(), ENTRY)
        uid, facts = made.execute_sql("SELECT uid, facts FROM plan").fetchone()
    return str(uid), str(facts)


def test_a_file_of_the_first_version_is_copied_and_lifted(first: Path, tmp_path: Path) -> None:
    opened = Workspace.open(first, make_services(tmp_path))
    assert dumps(opened.plan("plan")) == dumps(b.plan())
    opened.close()
    copy = first.with_name("町.v1.kpidesk")
    with closing(connect(copy, write=False)) as before, closing(connect(first, write=False)) as now:
        assert (version_of(before), version_of(now)) == (1, newest(paths.migrations_folder()))


def test_a_file_of_the_first_version_is_read_as_it_is(first: Path) -> None:
    content = first.read_bytes()
    with closing(for_reading(connect(first, write=False), paths.migrations_folder())) as copy:
        assert read_plans(copy)["plan"].dismissals == {}
    assert first.read_bytes() == content
