from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from peewee import PeeweeException

from kpidesk.domain.change import Change, ChangeSet, CommentChange, DirectionChange, ValueChange
from kpidesk.domain.indicator import Basis, Direction, Kind
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.year_value import (
    Absence,
    CommentKey,
    CommentKind,
    NotApplicable,
    Number,
    Qualifier,
    Standing,
    Text,
    Value,
)
from kpidesk.store.journal import JournalEntry, read_journal
from kpidesk.store.mapping import changes_from
from kpidesk.store.plan_store import DamagedError, read_plans, write_changes, write_plan
from tests import builders as b
from tests.conftest import NOON

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan
    from kpidesk.store.database import Database

ENTRY = JournalEntry(NOON, "企画課", "計画の読み込み", ("一つ目", "二つ目"), "所見-1")
LONG = Decimal("-12345678901234567890.12345678901234567890")
PROVISIONAL = Number(Decimal("43.1"), Standing.PROVISIONAL, note="2018年度数値")
VALUES: tuple[Value, ...] = (
    Number(Decimal("36.0")),
    Number(Decimal(36)),
    Number(LONG),
    Number(Decimal("48.3"), Standing.CONFIRMED, earlier=(PROVISIONAL, Number(Decimal(40), Standing.ESTIMATED))),
    Number(Decimal(100), qualifier=Qualifier.OR_MORE),
    Number(Decimal("79.12"), Standing.REFERENCE),
    *map(NotApplicable, Absence),
    Text("全道平均以上\n(二行目)"),
)


def rich_plan() -> Plan:
    """Return a plan with several series, words, comments of every kind and one figure of each sort."""
    pair = b.indicator(
        "pair",
        b.series(targets={2021: "74.70"}, actuals={2021: "調査なし", 2023: "7"}, label="男", unit="歳", final="75"),
        b.series(actuals={2022: "82.5"}, label="女"),
        basis=Basis.LATEST,
    )
    words = b.with_remarks(b.indicator("words", b.series(final="全道平均以上")), 2022, "一行目\n二行目")
    outcome = b.indicator("outcome", b.series(targets={2025: "1"}), kind=Kind.OUTCOME)
    measure = b.measure("m1", b.measure("m2", b.project("p1", pair)), b.project("p2", words, title="同"))
    repeated = b.project("p3", repeats="p1")
    return b.plan(outcome, b.goal("g1", measure, b.sharing("shared", "pair")), b.goal("g2", repeated, label="別"))


def written(database: Database, *plans: Plan) -> None:
    for plan in plans:
        write_plan(database, plan, ENTRY)


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_a_published_plan_comes_back_the_same(database: Database, name: str) -> None:
    written(database, b.published(name))
    read = read_plans(database)
    assert read == {b.published(name).uid: b.published(name)}
    assert dumps(read[b.published(name).uid]) == b.document(name)


def test_a_rich_plan_comes_back_the_same(database: Database) -> None:
    written(database, rich_plan())
    assert read_plans(database)["plan"] == rich_plan()
    assert dumps(read_plans(database)["plan"]) == dumps(rich_plan())


def test_several_plans_keep_their_order_and_their_own(database: Database) -> None:
    second = replace(b.plan_of(b.indicator("pair", b.series(actuals={2021: "9"}))), uid="a")
    written(database, rich_plan(), second)
    assert list(read_plans(database).items()) == [("plan", rich_plan()), ("a", second)]


def test_a_plan_written_twice_is_refused_as_a_whole(database: Database) -> None:
    written(database, rich_plan())
    with pytest.raises(PeeweeException):
        written(database, rich_plan())
    assert len(read_journal(database, "plan")) == 1


def changed(database: Database, plan: Plan, *changes: Change) -> Plan:
    step = ChangeSet(plan.uid, "入力", changes)
    after = step.apply(plan)
    write_changes(database, step, after, ENTRY)
    return after


@pytest.mark.parametrize("value", VALUES)
def test_every_sort_of_value_is_written_and_taken_back(database: Database, value: Value) -> None:
    plan = b.plan_of(b.indicator("i1"))
    written(database, plan)
    change = ValueChange(b.actual_of("i1", 2022), None, value)
    after = changed(database, plan, change)
    assert read_plans(database)["plan"] == after
    assert dumps(read_plans(database)["plan"]) == dumps(after)
    changed(database, after, change.inverse())
    assert dumps(read_plans(database)["plan"]) == dumps(plan)


@pytest.mark.parametrize("kind", CommentKind)
@pytest.mark.parametrize("owner", ["plan", "g1", "m2", "p1", "pair", "shared"])
def test_every_comment_is_written_and_taken_back(database: Database, kind: CommentKind, owner: str) -> None:
    written(database, rich_plan())
    change = CommentChange(CommentKey(owner, b.fy(2023), kind), "", "増えた。\n来年も続ける。")
    after = changed(database, rich_plan(), change)
    assert read_plans(database)["plan"] == after
    changed(database, after, change.inverse())
    assert read_plans(database)["plan"] == rich_plan()


@pytest.mark.parametrize("direction", [*Direction, None])
def test_a_direction_is_written(database: Database, direction: Direction | None) -> None:
    plan = b.plan_of(b.indicator("i1", direction=None), b.indicator("i2", direction=Direction.LOWER))
    written(database, plan)
    after = changed(
        database, plan, DirectionChange("i1", None, direction), DirectionChange("i2", Direction.LOWER, None)
    )
    assert read_plans(database)["plan"] == after


def test_a_series_label_tells_two_rows_apart(database: Database) -> None:
    written(database, rich_plan())
    change = ValueChange(b.actual_of("pair", 2022, "男"), None, b.cell("75.0"))
    after = changed(database, rich_plan(), change)
    assert read_plans(database)["plan"] == after


def test_the_journal_says_what_when_and_who(database: Database) -> None:
    written(database, rich_plan())
    change = ValueChange(b.actual_of("pair", 2022, "男"), None, VALUES[3])
    changed(database, rich_plan(), change)
    newest, first = read_journal(database, "plan")
    assert newest == first == ENTRY
    stored = database.execute_sql("SELECT changes FROM journal ORDER BY id").fetchall()
    assert [changes_from(row[0]) for row in stored] == [(), (change,)]


def test_journalled_changes_of_every_kind_can_be_read_back(database: Database) -> None:
    plan = b.plan_of(b.indicator("i1"))
    written(database, plan)
    comment = CommentChange(CommentKey("p1", b.fy(2021), CommentKind.OUTLOOK), "", "見直す。")
    changes = (comment, DirectionChange("i1", Direction.HIGHER, None), ValueChange(b.actual_of("i1", 2021), None, None))
    changed(database, plan, *changes)
    (stored,) = database.execute_sql("SELECT changes FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    assert changes_from(stored) == changes


def test_a_sentence_stays_one_line(database: Database) -> None:
    write_plan(database, rich_plan(), replace(ENTRY, sentences=("名前に\n改行", "次")))
    assert read_journal(database, "plan")[0].sentences == ("名前に 改行", "次")


def test_a_step_without_sentences_has_none(database: Database) -> None:
    write_plan(database, rich_plan(), replace(ENTRY, sentences=()))
    assert read_journal(database, "plan")[0].sentences == ()


@pytest.mark.parametrize("words", ["UPDATE journal SET who = 'x'", "DELETE FROM journal"])
def test_the_journal_is_append_only(database: Database, words: str) -> None:
    written(database, rich_plan())
    with pytest.raises(PeeweeException, match="append-only"):
        database.execute_sql(words)
    assert read_journal(database, "plan") == [ENTRY]


def test_a_step_that_fails_halfway_leaves_nothing(database: Database) -> None:
    plan = b.plan_of(b.indicator("i1"))
    written(database, plan)
    database.execute_sql("CREATE TRIGGER no BEFORE INSERT ON journal BEGIN SELECT RAISE (ABORT, 'no'); END")
    with pytest.raises(PeeweeException, match="no"):
        changed(database, plan, ValueChange(b.actual_of("i1", 2022), None, b.cell("1")))
    assert read_plans(database)["plan"] == plan
    assert not database.connection().in_transaction


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE plan SET facts = '{'",
        "UPDATE node SET facts = '{}' WHERE uid = 'p1'",
        "UPDATE node SET parent = 'nobody' WHERE uid = 'p1'",
        "UPDATE indicator SET node = 'nobody' WHERE uid = 'words'",
        "DELETE FROM indicator WHERE uid = 'pair'",
        "UPDATE figure SET year = 25574 WHERE year = 2022",
        "UPDATE figure SET content = '4億' WHERE kind = 'number'",
        "UPDATE figure SET more = '{' WHERE kind = 'number'",
    ],
)
def test_rows_that_make_no_plan_are_refused(database: Database, damage: str) -> None:
    written(database, rich_plan())
    database.execute_sql(damage)
    with pytest.raises(DamagedError):
        read_plans(database)


def test_figures_are_kept_as_text(database: Database) -> None:
    plan = b.plan_of(b.indicator("i1", b.series(actuals={2022: str(LONG)})))
    written(database, plan)
    row = database.execute_sql("SELECT content, typeof(content) FROM figure").fetchone()
    assert row == (str(LONG), "text")


def test_nothing_but_sqlite_is_needed_to_read_it(database: Database) -> None:
    written(database, b.published("sunagawa"))
    with sqlite3.connect(":memory:") as copy:
        database.connection().backup(copy)
        (count,) = copy.execute("SELECT count(*) FROM figure WHERE indicator = 'i2' AND side = 'actual'").fetchone()
    copy.close()
    assert count == 2
