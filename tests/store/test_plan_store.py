from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from peewee import PeeweeException

from kpidesk.domain.change import Change, ChangeSet, CommentChange, FactChange, ValueChange
from kpidesk.domain.evaluation import Approval, Assessment, Closure, Judgement, Opinion, Stage, YearState
from kpidesk.domain.fact import Fact, FactKey, FactValue, fact_at, with_fact
from kpidesk.domain.indicator import Basis, Direction, Kind
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.presets import MET_OR_NOT
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.section import Section
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
        database,
        plan,
        FactChange(FactKey("i1", Fact.DIRECTION), None, direction),
        FactChange(FactKey("i2", Fact.DIRECTION), Direction.LOWER, None),
    )
    assert read_plans(database)["plan"] == after


FACTS: list[tuple[FactKey, FactValue]] = [
    (FactKey("pair", Fact.DIRECTION), Direction.LOWER),
    (FactKey("shared", Fact.JUDGEMENT, b.fy(2022)), Judgement("達成", "端数のため", committee=Assessment("A", "妥当"))),
    *((FactKey(uid, Fact.STAGE, b.fy(2022)), Approval(Stage.CHECKED)) for uid in ("plan", "g1", "m2", "p1")),
    (FactKey("p1", Fact.COURSE, b.fy(2022)), "見直し"),
    (FactKey("plan", Fact.CLOSED, b.fy(2022)), Closure(YearState.UNLOCKED, "確定値への更新")),
    (FactKey("plan", Fact.OPINIONS), (Opinion(uid="o1", year=b.fy(2022), opinion="見直す\nべき", about="p1"),)),
    (FactKey("plan", Fact.SECTIONS), (Section("商工課", until=b.fy(2022)),)),
    (FactKey("plan", Fact.COURSES), ("見直し", "終了")),
    (FactKey("plan", Fact.RATING), (SchemeVersion(b.fy(2022), MET_OR_NOT),)),
    (FactKey("plan", Fact.FUNDING), b.with_tables().funding),
    (FactKey("plan", Fact.STATISTICS), b.with_tables().statistics),
]


@pytest.mark.parametrize(("key", "new"), FACTS)
def test_every_fact_is_written_journalled_and_taken_back(database: Database, key: FactKey, new: FactValue) -> None:
    written(database, rich_plan())
    change = FactChange(key, fact_at(rich_plan(), key), new)
    after = changed(database, rich_plan(), change)
    assert read_plans(database)["plan"] == after
    assert dumps(read_plans(database)["plan"]) == dumps(after)
    (stored,) = database.execute_sql("SELECT changes FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    assert changes_from(stored) == (change,)
    changed(database, after, change.inverse())
    assert dumps(read_plans(database)["plan"]) == dumps(rich_plan())


def test_every_sort_of_fact_is_written() -> None:
    assert {key.fact for key, _ in FACTS} == set(Fact)


def test_facts_of_one_step_are_written_together(database: Database) -> None:
    written(database, rich_plan())
    steps = [FactChange(key, fact_at(rich_plan(), key), new) for key, new in FACTS]
    after = changed(database, rich_plan(), *steps)
    assert read_plans(database)["plan"] == after


def test_a_plan_that_says_everything_comes_back_the_same(database: Database) -> None:
    full = rich_plan()
    for key, new in FACTS:
        full = with_fact(full, key, new)
    written(database, full)
    assert dumps(read_plans(database)["plan"]) == dumps(full)


def test_a_direction_of_the_first_versions_is_still_read() -> None:
    row = '[{"what": "direction", "indicator": "i1", "old": "higher", "new": null}]'
    assert changes_from(row) == (FactChange(FactKey("i1", Fact.DIRECTION), Direction.HIGHER, None),)


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
    changes = (
        comment,
        FactChange(FactKey("i1", Fact.DIRECTION), Direction.HIGHER, None),
        ValueChange(b.actual_of("i1", 2021), None, None),
    )
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
