from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.change import (
    ChangeSet,
    CommentChange,
    DismissalChange,
    FactChange,
    StaleChangeError,
    StatisticChange,
    StatisticKey,
    ValueChange,
    comment_at,
    place_of,
    statistic_value_at,
    value_at,
)
from kpidesk.domain.evaluation import Approval, Stage
from kpidesk.domain.fact import Fact, FactKey, fact_at
from kpidesk.domain.finding import FindingKey, Rule
from kpidesk.domain.indicator import Direction, MeasuredPer
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.statistics import Statistic, StatisticRow
from kpidesk.domain.year_value import CommentKey, CommentKind, Side, ValueKey
from tests.builders import actual_of, cell, fy, goal, indicator, plan, project, series, with_remarks
from tests.domain.strategies import APPROVALS, CELLS, CLOSURES, JUDGEMENTS, OPINIONS, SECTIONS, WORDS

if TYPE_CHECKING:
    from kpidesk.domain.change import Change
    from kpidesk.domain.plan import Plan

TABLE = Statistic("t1", "人口", MeasuredPer.CALENDAR, rows=(StatisticRow("甲", "出生"), StatisticRow("乙", "死亡")))
BARE = plan(
    goal(
        "g1",
        project("p1", indicator("i1", series(targets={2022: "37.0"}, actuals={2022: "25.0"}))),
        with_remarks(project("p2", indicator("i2", series(label="男"), series(label="女"))), 2022, "所見"),
    )
)
TREE = replace(BARE, statistics=(TABLE, replace(TABLE, uid="t2")))
BIRTHS = StatisticKey("plan", "t1", "甲", fy(2022))
BORN = StatisticChange(BIRTHS, None, cell("329"))
REMARKS = CommentKey("p2", fy(2022))
TO_26 = ValueChange(actual_of("i1", 2022), cell("25.0"), cell("26.0"))
TO_27 = ValueChange(actual_of("i1", 2022), cell("26.0"), cell("27.0"))
TO_OTHER_WORDS = CommentChange(REMARKS, "所見", "別の所見")
TO_LOWER = FactChange(FactKey("i1", Fact.DIRECTION), Direction.HIGHER, Direction.LOWER)
SLIP = FindingKey(Rule.SLIP, "i1", "2022 actual", "250/25")
DISMISSED = DismissalChange(SLIP, "", "確認した。")

EDITED_YEARS = st.integers(2021, 2023).map(fy)
SIDES = st.sampled_from(Side)
VALUE_KEYS = st.builds(ValueKey, st.just("i1"), st.just(""), EDITED_YEARS, SIDES) | st.builds(
    ValueKey, st.just("i2"), st.sampled_from(["男", "女"]), EDITED_YEARS, SIDES
)
COMMENT_KEYS = st.builds(
    CommentKey, st.sampled_from(["plan", "g1", "p1", "p2", "i1"]), EDITED_YEARS, st.sampled_from(CommentKind)
)


def _yearly(fact: Fact, *owners: str) -> list[FactKey]:
    return [FactKey(owner, fact, fy(year)) for owner in owners for year in (2021, 2022)]


FACTS: list[tuple[list[FactKey], st.SearchStrategy[Any]]] = [
    ([FactKey(uid, Fact.DIRECTION) for uid in ("i1", "i2")], st.none() | st.sampled_from(Direction)),
    (_yearly(Fact.JUDGEMENT, "i1", "i2"), st.none() | JUDGEMENTS),
    (_yearly(Fact.STAGE, "plan", "g1", "p1", "p2"), st.none() | APPROVALS),
    (_yearly(Fact.COURSE, "p1", "p2"), st.none() | st.sampled_from(["継続", "廃止"])),
    (_yearly(Fact.CLOSED, "plan"), st.none() | CLOSURES),
    ([FactKey("plan", Fact.OPINIONS)], OPINIONS),
    ([FactKey("plan", Fact.SECTIONS)], SECTIONS),
    ([FactKey("plan", Fact.COURSES)], st.lists(st.sampled_from(["継続", "廃止"]), unique=True).map(tuple)),
]


@st.composite
def steps(draw: st.DrawFn) -> ChangeSet:
    """Draw edits made one after the other."""
    tree, changes = TREE, []
    for _ in range(draw(st.integers(0, 8))):
        change = draw(_change(tree))
        changes.append(change)
        tree = change.apply(tree)
    return ChangeSet("plan", "実績値の入力", tuple(changes))


def _change(tree: Plan) -> st.SearchStrategy[Change]:
    """Return a strategy for one edit of a plan as it stands."""
    values = st.builds(lambda key, new: ValueChange(key, value_at(tree, key), new), VALUE_KEYS, CELLS)
    comments = st.builds(lambda key, new: CommentChange(key, comment_at(tree, key), new), COMMENT_KEYS, WORDS)
    facts = st.one_of(
        [
            st.builds(lambda key, new: FactChange(key, fact_at(tree, key), new), st.sampled_from(keys), new)
            for keys, new in FACTS
        ]
    )
    dismissals = st.builds(
        lambda key, new: DismissalChange(key, tree.dismissals.get(key, ""), new),
        st.sampled_from([SLIP, replace(SLIP, rule=Rule.FAR)]),
        WORDS,
    )
    keys = st.builds(StatisticKey, st.just("plan"), st.sampled_from(["t1", "t2"]), st.just("乙"), EDITED_YEARS)
    figures = st.builds(lambda key, new: StatisticChange(key, statistic_value_at(tree, key), new), keys, CELLS)
    return values | comments | facts | dismissals | figures


@given(steps())
def test_the_inverse_takes_every_step_back(step: ChangeSet) -> None:
    back = step.inverse("元に戻す").apply(step.apply(TREE))
    assert back == TREE
    assert dumps(back) == dumps(TREE)


@given(steps())
def test_a_folded_step_does_the_same(step: ChangeSet) -> None:
    folded = step.folded()
    assert folded.apply(TREE) == step.apply(TREE)
    assert dumps(folded.apply(TREE)) == dumps(step.apply(TREE))
    assert len({place_of(change) for change in folded.changes}) == len(folded.changes)
    assert all(change.old != change.new for change in folded.changes)


def test_a_figure_is_replaced() -> None:
    assert value_at(TO_26.apply(TREE), actual_of("i1", 2022)) == cell("26.0")


def test_a_figure_of_a_table_is_replaced_in_that_table_alone() -> None:
    changed = BORN.apply(TREE)
    assert statistic_value_at(changed, BIRTHS) == cell("329")
    assert changed.statistics[1] == TREE.statistics[1]
    assert (BORN.owner, BORN.cell) == ("plan", None)
    assert BORN.inverse().apply(changed) == TREE


def test_another_scale_is_another_figure() -> None:
    finer = ValueChange(actual_of("i1", 2022), cell("25.0"), cell("25.00"))
    assert ChangeSet("plan", "", (finer,)).folded().changes == (finer,)
    with pytest.raises(StaleChangeError):
        finer.inverse().apply(TREE)


def test_a_comment_is_replaced() -> None:
    changed = TO_OTHER_WORDS.apply(TREE)
    assert comment_at(changed, REMARKS) == "別の所見"
    assert comment_at(changed, CommentKey("p2", fy(2022), CommentKind.OUTLOOK)) == ""


def test_a_year_without_comments_goes() -> None:
    changed = CommentChange(REMARKS, "所見", "").apply(TREE)
    assert changed.places["p2"].what.comments == {}


def test_a_direction_is_decided() -> None:
    assert TO_LOWER.apply(TREE).indicator("i1").direction is Direction.LOWER


def test_a_finding_is_dismissed_and_taken_up_again() -> None:
    settled = DISMISSED.apply(TREE)
    assert settled.dismissals == {SLIP: "確認した。"}
    assert dumps(settled) == dumps(TREE)
    assert DISMISSED.inverse().apply(settled) == TREE


def test_a_dismissal_moves_nothing() -> None:
    settled = DISMISSED.apply(TREE)
    assert list(settled.places) == list(TREE.places)
    assert settled.places["plan"].what is settled


@pytest.mark.parametrize(
    "stale",
    [
        TO_27,
        ValueChange(actual_of("i1", 2021), cell("1"), None),
        CommentChange(REMARKS, "古い所見", ""),
        CommentChange(CommentKey("p1", fy(2022)), "所見", ""),
        TO_LOWER.inverse(),
        DISMISSED.inverse(),
        BORN.inverse(),
        FactChange(FactKey("p1", Fact.STAGE, fy(2022)), Approval(Stage.CHECKED), None),
        FactChange(FactKey("plan", Fact.COURSES), ("継続",), ()),
    ],
)
def test_a_change_that_starts_from_something_else_is_refused(stale: Change) -> None:
    with pytest.raises(StaleChangeError, match="元の値がほかで変更されている"):
        stale.apply(TREE)


def test_a_step_is_refused_as_a_whole() -> None:
    with pytest.raises(StaleChangeError):
        ChangeSet("plan", "", (TO_26, TO_26)).apply(TREE)


@pytest.mark.parametrize("uid", ["nowhere", "p1"])
def test_figures_of_what_is_no_indicator_are_unknown(uid: str) -> None:
    with pytest.raises(KeyError):
        value_at(TREE, actual_of(uid, 2022))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (TO_26, "令和4年度 指標i1 実績値: 25.0 → 26.0"),
        (ValueChange(actual_of("i2", 2022, "男"), None, cell("-74.7")), "令和4年度 指標i2(男) 実績値: (空欄) → △74.7"),
        (TO_OTHER_WORDS, "令和4年度 事業p2 所見: 2字 → 4字"),
        (TO_LOWER, "指標i1 良い方向: 大きいほど良い → 小さいほど良い"),
        (FactChange(FactKey("i1", Fact.DIRECTION), Direction.HIGHER, None), "指標i1 良い方向: 大きいほど良い → 未定"),
        (DISMISSED, "指標i1 要確認「桁違い」: 未確認 → 問題なし「確認した。」"),
        (BORN, "総合戦略 統計: 人口 2022年 出生 (空欄) → 329"),
        (replace(BORN, key=replace(BIRTHS, row="丙")), "総合戦略 統計: 人口 2022年 丙 (空欄) → 329"),
        (replace(BORN, key=replace(BIRTHS, table="t3")), "総合戦略 統計: t3 令和4年度 甲 (空欄) → 329"),
        (DISMISSED.inverse(), "指標i1 要確認「桁違い」: 問題なし「確認した。」 → 未確認"),
    ],
)
def test_a_change_says_itself(change: Change, sentence: str) -> None:
    assert change.say(TREE) == sentence


def test_a_step_says_all_its_changes() -> None:
    step = ChangeSet("plan", "", (TO_26, TO_LOWER))
    assert step.say(TREE) == [TO_26.say(TREE), TO_LOWER.say(TREE)]


def test_a_step_names_the_cells_it_touches() -> None:
    step = ChangeSet("plan", "", (TO_26, TO_27, TO_OTHER_WORDS, TO_LOWER, DISMISSED, BORN))
    assert step.cells == {actual_of("i1", 2022), REMARKS}
    assert [change.owner for change in step.changes] == ["i1", "i1", "p2", "i1", "i1", "plan"]


def test_successive_changes_of_one_place_become_one() -> None:
    step = ChangeSet("plan", "", (TO_26, TO_OTHER_WORDS, TO_27))
    assert step.folded().changes == (ValueChange(TO_26.key, cell("25.0"), cell("27.0")), TO_OTHER_WORDS)


def test_there_and_back_is_no_change() -> None:
    assert ChangeSet("plan", "", (TO_26, TO_26.inverse())).folded().changes == ()


def test_an_indicator_that_shares_its_name_is_told_with_its_node() -> None:
    first, second = (replace(indicator(uid), name="件数") for uid in ("i1", "i2"))
    twins = plan(goal("g1", project("p1", first), project("p2", second)))
    change = ValueChange(actual_of("i2", 2022), None, cell("1"))
    assert change.say(twins) == "令和4年度 事業p2 件数 実績値: (空欄) → 1"
