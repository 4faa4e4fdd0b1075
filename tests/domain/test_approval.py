from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.approval import (
    MOVES,
    NO_SECTION,
    any_returned,
    bears_sheet,
    borrowers,
    fallen_back,
    fell_back,
    moves_stage,
    round_by_section,
    sheets,
    why_not_moved,
    why_returned,
)
from kpidesk.domain.change import Change, ChangeSet, CommentChange, DismissalChange, FactChange, ValueChange
from kpidesk.domain.closing import why_closed, why_locked
from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Approval, Assessment, Closure, Judgement, Stage, YearState
from kpidesk.domain.fact import Fact, FactKey, FactValue, with_fact
from kpidesk.domain.finding import FindingKey, Rule
from kpidesk.domain.section import Section
from kpidesk.domain.year_value import CommentKey, CommentKind
from tests.builders import actual_of, cell, fy, goal, indicator, measure, plan, project, published, series, sharing

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

YEAR = fy(2022)
ENTERED = series(actuals={2021: "1", 2022: "2"})
TREE = plan(
    replace(indicator("i0", ENTERED), section="企画課"),
    goal(
        "g1",
        indicator("i1", ENTERED),
        measure("m1", replace(project("p1", indicator("i2"), indicator("i3", ENTERED)), section="商工課")),
        measure("m2", project("p2", sharing("i4", "i2")), replace(project("p3"), section="商工課")),
    ),
    goal("g2", project("p4", repeats="p1")),
)


def key(uid: str, fact: Fact) -> FactKey:
    return FactKey(uid, fact, YEAR)


def at_stage(tree: Plan, stage: Stage, *uids: str) -> Plan:
    for uid in uids:
        tree = with_fact(tree, key(uid, Fact.STAGE), Approval(stage, "理由" if stage is Stage.RETURNED else ""))
    return tree


@given(st.lists(st.sampled_from(Stage), max_size=12))
def test_a_walk_of_legal_moves_is_checked_only_after_it_was_handed_in(wanted: list[Stage]) -> None:
    walk = [Stage.OPEN]
    for stage in wanted:
        refusal = why_not_moved(walk[-1], stage)
        assert (refusal == "") == (stage in MOVES[walk[-1]])
        if not refusal:
            walk.append(stage)
    for before, after in itertools.pairwise(walk):
        assert before is not after
        if after is Stage.CHECKED:
            assert before is Stage.SUBMITTED
        if after is Stage.RETURNED:
            assert before in (Stage.SUBMITTED, Stage.CHECKED)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (Stage.SUBMITTED, Stage.SUBMITTED, "すでに提出済です。"),
        (Stage.OPEN, Stage.CHECKED, "入力中のため、先に提出が必要です。"),
        (Stage.RETURNED, Stage.CHECKED, "差戻し中のため、先に再提出が必要です。"),
        (Stage.CHECKED, Stage.SUBMITTED, "確認済のため、先に差戻しか入力中に戻すことが必要です。"),
    ],
)
def test_another_move_is_refused_with_a_sentence(old: Stage, new: Stage, reason: str) -> None:
    assert why_not_moved(old, new) == reason


def test_a_sheet_is_what_bears_indicators_or_is_a_project_of_its_own() -> None:
    bearing = {uid for uid in ("plan", "g1", "m1", "p1", "p3", "p4") if bears_sheet(TREE.places[uid].what)}  # type: ignore[arg-type]
    assert bearing == {"plan", "g1", "p1", "p3"}


def test_sheets_stand_in_printed_order_and_a_repetition_has_none() -> None:
    found = sheets(TREE, YEAR)
    assert [each.node.uid for each in found] == ["plan", "g1", "p1", "p2", "p3"]
    assert [each.section for each in found] == ["企画課", "", "商工課", "", "商工課"]
    assert [len(each.owed) for each in found] == [1, 1, 4, 3, 1]


def test_sections_are_counted_by_stage() -> None:
    tree = at_stage(at_stage(TREE, Stage.CHECKED, "p1", "g1"), Stage.RETURNED, "p3")
    office, trade, none = round_by_section(tree, YEAR)
    assert [each.title for each in (office, trade, none)] == ["企画課", "商工課", NO_SECTION]
    assert [[line.count(stage) for stage in Stage] for line in (office, trade, none)] == [
        [1, 0, 0, 0],
        [0, 0, 1, 1],
        [1, 0, 0, 1],
    ]
    # the two blank actuals that p2 shows are those of p1
    assert [line.owed for line in (office, trade, none)] == [1, 5, 4]


def test_a_year_goes_by_the_sections_it_had() -> None:
    tree = replace(TREE, sections=(Section("産業課", until=fy(2022), successor="商工課"), Section("商工課", fy(2023))))
    assert [line.section for line in round_by_section(tree, YEAR)] == ["企画課", "産業課", ""]
    assert [line.section for line in round_by_section(tree, fy(2023))] == ["企画課", "商工課", ""]


@pytest.mark.parametrize("name", ["sunagawa", "kamisunagawa", "iwamizawa"])
def test_every_sheet_of_a_published_plan_can_be_handed_in(name: str) -> None:
    tree = published(name)
    found = sheets(tree.at(YEAR), YEAR)
    assert found
    assert all(bears_sheet(each.node) for each in found)
    assert sum(len(line.sheets) for line in round_by_section(tree.at(YEAR), YEAR)) == len(found)


def test_every_sheet_of_the_sample_has_a_section_of_its_list() -> None:
    tree = published("sunagawa").at(YEAR)
    listed = {section.name for section in tree.sections}
    assert {line.section for line in round_by_section(tree, YEAR)} == listed
    assert "農政課" in listed


FIGURE = ValueChange(actual_of("i2", 2022), None, cell("1"))
REMARKS = CommentChange(CommentKey("p3", YEAR), "", "増えた。")


def judged(old: FactValue, new: FactValue, uid: str = "i2") -> FactChange:
    return FactChange(key(uid, Fact.JUDGEMENT), old, new)


@pytest.mark.parametrize(
    ("change", "fallen"),
    [
        (FIGURE, ["p1", "p2"]),
        (ValueChange(actual_of("i0", 2022), cell("2"), cell("1")), ["plan"]),
        (ValueChange(actual_of("i2", 2021), None, cell("1")), []),
        (REMARKS, ["p3"]),
        (CommentChange(CommentKey("i3", YEAR), "", "増えた。"), ["p1"]),
        (CommentChange(CommentKey("p3", YEAR, CommentKind.COMMITTEE), "", "見直すべき。"), []),
        (judged(None, Judgement(own=Assessment("A"))), ["p1"]),
        (judged(Judgement(own=Assessment("A")), None, "i4"), ["p2"]),
        (judged(None, Judgement(committee=Assessment("A"))), []),
        (FactChange(key("p1", Fact.COURSE), None, "継続"), []),
        (FactChange(FactKey("i2", Fact.DIRECTION), None, None), []),
        (DismissalChange(FindingKey(Rule.SLIP, "i2", "", ""), "", "確認した。"), []),
    ],
)
def test_a_checked_sheet_awaits_its_check_again(change: Change, fallen: list[str]) -> None:
    tree = at_stage(TREE, Stage.CHECKED, "plan", "g1", "p1", "p2", "p3")
    found = list(fallen_back(tree, change, borrowers(tree)))
    assert [each.owner for each in found] == fallen
    assert all(each.apply(tree).places[each.owner].what.stage(YEAR) is Stage.SUBMITTED for each in found)  # type: ignore[union-attr]


@pytest.mark.parametrize("change", [FIGURE, REMARKS, judged(None, Judgement(own=Assessment("A")))])
def test_a_step_tells_which_sheets_fell_back(change: Change) -> None:
    tree = at_stage(TREE, Stage.CHECKED, "p1", "p2", "p3")
    fallen = tuple(fallen_back(tree, change, borrowers(tree)))
    step = ChangeSet("plan", "入力", (change, *fallen))
    assert fell_back(step) == [each.owner for each in fallen]
    assert fell_back(step)
    assert fell_back(step.inverse("元に戻す")) == []
    assert moves_stage(step)


@pytest.mark.parametrize(
    "changes",
    [
        (FactChange(key("p1", Fact.STAGE), Approval(Stage.CHECKED), Approval(Stage.SUBMITTED)),),  # 確認 taken back
        (FIGURE, FactChange(key("p1", Fact.STAGE), Approval(Stage.SUBMITTED), None)),
        (FIGURE, FactChange(FactKey("p1", Fact.STAGE, fy(2021)), Approval(Stage.CHECKED), Approval(Stage.SUBMITTED))),
        (FIGURE, judged(None, Judgement("達成"))),
    ],
)
def test_what_else_happens_to_a_stage_is_no_falling_back(changes: tuple[Change, ...]) -> None:
    assert fell_back(ChangeSet("plan", "手順", changes)) == []


def test_a_figure_alone_moves_no_stage() -> None:
    assert not moves_stage(ChangeSet("plan", "入力", (FIGURE,)))


def test_what_was_sent_back_says_why_a_repetition_too() -> None:
    assert not any_returned(TREE, YEAR)
    tree = at_stage(at_stage(TREE, Stage.CHECKED, "p3"), Stage.RETURNED, "p1")
    assert any_returned(tree, YEAR)
    assert not any_returned(tree, fy(2021))
    told = {entry.project.uid: why_returned(tree, entry, YEAR) for entry in entries(tree, tree) if entry.project}
    assert told == {"p1": "理由", "p2": "", "p3": "", "p4": "理由"}


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.RETURNED])
def test_a_sheet_nobody_has_checked_stays_where_it_is(stage: Stage) -> None:
    tree = at_stage(TREE, stage, "p1", "p2")
    assert list(fallen_back(tree, FIGURE, borrowers(tree))) == []


CLOSED = with_fact(TREE, key("plan", Fact.CLOSED), Closure())
UNLOCKED = Closure(YearState.UNLOCKED, "確定値への更新")


@pytest.mark.parametrize(
    "change",
    [
        FIGURE,
        REMARKS,
        judged(None, Judgement("達成")),
        FactChange(key("p1", Fact.STAGE), None, Approval(Stage.SUBMITTED)),
        FactChange(key("p1", Fact.COURSE), None, "継続"),
        FactChange(key("plan", Fact.CLOSED), Closure(), None),
        ValueChange(actual_of("i2", 2021), None, cell("1")),  # the year's documents print it too
    ],
)
def test_a_closed_year_stays_as_it_is(change: Change) -> None:
    assert "令和4年度" in why_locked(CLOSED, change)
    assert why_locked(TREE, change) == ""
    assert why_locked(with_fact(CLOSED, key("plan", Fact.CLOSED), UNLOCKED), change) == ""


@pytest.mark.parametrize(
    "change",
    [
        ValueChange(actual_of("i2", 2023), None, cell("1")),
        FactChange(FactKey("i2", Fact.DIRECTION), None, None),
        FactChange(FactKey("plan", Fact.OPINIONS), (), ()),
        FactChange(key("plan", Fact.CLOSED), Closure(), UNLOCKED),
        DismissalChange(FindingKey(Rule.SLIP, "i2", "", ""), "", "確認した。"),
    ],
)
def test_what_belongs_to_no_closed_year_can_be_altered(change: Change) -> None:
    assert why_locked(CLOSED, change) == ""


def test_only_a_closed_year_says_why_nothing_of_it_can_be_altered() -> None:
    assert why_closed(CLOSED, fy(2022)) == "令和4年度は評価確定されているため、変更できません。"
    assert why_closed(CLOSED, fy(2021)) == why_closed(TREE, fy(2022)) == ""
