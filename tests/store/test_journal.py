from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.change import Change, ChangeSet, CommentChange, FactChange, ValueChange
from kpidesk.domain.evaluation import Approval, Closure, Opinion, Stage
from kpidesk.domain.fact import Fact, FactKey
from kpidesk.domain.indicator import Direction
from kpidesk.domain.year_value import CommentKey
from kpidesk.store.journal import JournalEntry, read_steps, write_journal
from kpidesk.store.mapping import About
from kpidesk.store.tables import JournalRow
from tests import builders as b
from tests.conftest import NOON

if TYPE_CHECKING:
    from kpidesk.store.database import Database

TREE = b.plan_of(b.indicator("i1"), b.indicator("i10"))
TYPED = ValueChange(b.actual_of("i1", 2022), None, b.cell("1"))
OTHER = ValueChange(b.actual_of("i10", 2022), None, b.cell("2"))
WRITTEN = CommentChange(CommentKey("i1", b.fy(2022)), "", '"indicator": "i1"')


def journal(database: Database, plan: str, *changes: Change, sentences: int | None = None) -> None:
    step = ChangeSet(plan, "入力", changes)
    said = tuple(change.say(TREE) for change in changes)
    write_journal(database, step, JournalEntry(NOON, "企画課", "入力", said[:sentences]))


def test_a_step_is_found_with_the_part_that_was_asked_for(database: Database) -> None:
    journal(database, "plan", OTHER, TYPED, WRITTEN)
    (step,) = read_steps(database, "plan", About.cell(TYPED.key))
    assert (step.changes, step.entry.sentences) == ((TYPED,), ("令和4年度 指標i1 実績値: (空欄) → 1",))
    (step,) = read_steps(database, "plan", About.element(TREE, "i1"))
    assert step.changes == (TYPED, WRITTEN)


def test_steps_come_newest_first_and_of_one_plan(database: Database) -> None:
    journal(database, "plan", TYPED)
    journal(database, "plan", TYPED.inverse())
    journal(database, "second", TYPED)
    steps = read_steps(database, "plan", About.cell(TYPED.key))
    assert [step.changes for step in steps] == [(TYPED.inverse(),), (TYPED,)]


def test_the_facts_of_an_element_are_found_with_it_and_so_are_those_of_the_first_versions(database: Database) -> None:
    handed_in = FactChange(FactKey("p1", Fact.STAGE, b.fy(2022)), None, Approval(Stage.SUBMITTED))
    decided = FactChange(FactKey("i1", Fact.DIRECTION), Direction.HIGHER, None)
    journal(database, "plan", handed_in, decided)
    old = '[{"what": "direction", "indicator": "i1", "old": null, "new": "higher"}]'
    JournalRow.insert(at=NOON.isoformat(), who="", plan="plan", title="", changes=old, sentences="").execute(database)
    first, second = read_steps(database, "plan", About.element(TREE, "i1"))
    assert (first.changes, second.changes) == ((decided.inverse(),), (handed_in, decided))
    (step,) = read_steps(database, "plan", About.element(TREE, "p1"))
    assert step.changes == (handed_in,)


def test_all_of_a_year_and_of_its_verdicts_is_found(database: Database) -> None:
    closed = FactChange(FactKey("plan", Fact.CLOSED, b.fy(2022)), None, Closure())
    said = FactChange(FactKey("plan", Fact.OPINIONS), (), (Opinion(uid="o1", year=b.fy(2022), opinion="意見"),))
    journal(database, "plan", closed, said, TYPED, WRITTEN)
    earlier = ValueChange(b.actual_of("i1", 2021), None, b.cell("1"))
    rated = FactChange(FactKey("plan", Fact.RATING), (), ())
    decided = FactChange(FactKey("i1", Fact.DIRECTION), Direction.HIGHER, None)
    journal(database, "plan", earlier, CommentChange(CommentKey("p1", b.fy(2021)), "", "別の年"), rated, decided)
    second, first = read_steps(database, "plan", About.year(b.fy(2022)))
    assert (first.changes, second.changes) == ((closed, TYPED, WRITTEN), (earlier, rated, decided))


def test_neither_a_longer_uid_nor_a_text_is_mistaken_for_it(database: Database) -> None:
    journal(database, "plan", OTHER)
    journal(database, "plan", CommentChange(CommentKey("p1", b.fy(2022)), "", '"owner": "i1"'))
    assert read_steps(database, "plan", About.element(TREE, "i1")) == []


def test_a_step_that_lost_its_sentences_still_has_its_changes(database: Database) -> None:
    journal(database, "plan", OTHER, TYPED, sentences=1)
    (step,) = read_steps(database, "plan", About.cell(TYPED.key))
    assert (step.changes, step.entry.sentences) == ((TYPED,), ())
