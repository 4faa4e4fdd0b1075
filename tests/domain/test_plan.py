from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.change import ValueChange
from kpidesk.domain.plan import Goal, Style, children
from kpidesk.domain.year_value import Comments, Side
from tests.builders import actual_of, cell, fy, goal, indicator, measure, plan, plan_of, project, series, sharing

TREE = plan(
    indicator("i0"),
    goal("g1", measure("m1", measure("m2", project("p1", indicator("i1"))), measure("m3")), project("p2")),
    goal("x1", measure("m4"), cross_cutting=True),
    goal("g2", measure("m5", label="重点施策"), measure("m6")),
)
NOTED = {fy(2022): Comments("所見")}


def test_walks_in_printed_order() -> None:
    assert list(TREE.places) == [
        "plan", "i0", "g1", "m1", "m2", "p1", "i1", "m3", "p2", "x1", "m4", "g2", "m5", "m6"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("uid", "label"),
    [
        ("plan", ""),
        ("g1", "基本目標1"),
        ("m1", "(1)"),
        ("m2", "①"),
        ("m3", "②"),
        ("p1", ""),
        ("i1", ""),
        ("x1", ""),
        ("m4", "(1)"),
        ("g2", "基本目標2"),
        ("m5", "重点施策"),
        ("m6", "(2)"),
    ],
)
def test_labels_come_from_the_position(uid: str, label: str) -> None:
    assert TREE.places[uid].label == label


def test_a_title_is_printed_behind_its_label() -> None:
    assert TREE.places["m2"].title == "① 施策m2"
    assert TREE.places["p1"].title == "事業p1"
    assert TREE.places["i1"].title == "指標i1"


def test_a_place_knows_what_it_hangs_on() -> None:
    assert [node.uid for node in TREE.places["i1"].ancestors] == ["plan", "g1", "m1", "m2", "p1"]
    assert TREE.places["i1"].parent.uid == "p1"
    assert TREE.places["i1"].uid == "i1"


def test_children_stand_in_printed_order() -> None:
    first = TREE.goals[0]
    assert [node.uid for node in children(TREE)] == ["g1", "x1", "g2"]
    assert [node.uid for node in children(first)] == ["m1", "p2"]
    assert children(first.projects[0]) == ()


@pytest.mark.parametrize(
    ("level", "number", "label"),
    [(0, 3, "大綱3"), (1, 2, "②"), (1, 50, "㊿"), (1, 51, "(51)"), (2, 1, "")],
)
def test_labels_follow_the_plans_templates(level: int, number: int, label: str) -> None:
    assert Style(labels=("大綱{n}", "{①}")).label(level, number) == label


def test_a_style_left_out_is_the_commonest_habit() -> None:
    assert (Style().negative_sign, Style().dash_sign) == ("△", "—")
    assert (Style("▲", "－").negative_sign, Style("▲", "－").dash_sign) == ("▲", "－")


def test_a_year_shows_what_was_in_force() -> None:
    late = replace(project("p2"), since=fy(2022))
    ended = replace(indicator("i1"), until=fy(2021))
    tree = plan(replace(indicator("i0"), since=fy(2022)), goal("g1", ended, measure("m1", project("p1", ended), late)))
    assert list(tree.at(fy(2021)).places) == ["plan", "g1", "i1", "m1", "p1"]
    assert list(tree.at(fy(2022)).places) == ["plan", "i0", "g1", "m1", "p1", "p2"]


def test_a_shared_indicator_ends_with_the_one_it_shows() -> None:
    lender = replace(indicator("i1"), until=fy(2021))
    tree = plan(goal("g1", project("p1", lender), project("p2", sharing("i2", "i1"))))
    assert "i2" in tree.at(fy(2021)).places
    assert "i2" not in tree.at(fy(2022)).places


def test_a_shared_indicator_outlives_the_project_it_is_borrowed_from() -> None:
    ended = replace(project("p1", indicator("i1", series(final="40.0"))), until=fy(2021))
    later = plan(goal("g1", ended, project("p2", sharing("i2", "i1")))).at(fy(2022))
    assert "p1" not in later.places
    assert later.shown(later.indicator("i2")).series == (series(final="40.0"),)


def test_a_repeated_project_shows_the_originals_indicators_of_the_year() -> None:
    ended = replace(indicator("i1"), until=fy(2021))
    tree = plan(goal("g1", project("p1", ended, indicator("i2")), project("p2", repeats="p1")))
    later = tree.at(fy(2022))
    assert [each.uid for each in later.original(later.goals[0].projects[1]).indicators] == ["i2"]


def test_a_repeated_project_ends_with_its_original() -> None:
    original = replace(project("p1"), until=fy(2021))
    tree = plan(goal("g1", original), goal("g2", project("p2", repeats="p1")))
    assert "p2" in tree.at(fy(2021)).places
    assert "p2" not in tree.at(fy(2022)).places


def test_a_change_made_in_a_year_reaches_what_others_show() -> None:
    tree = plan(goal("g1", project("p1", indicator("i1")), project("p2", sharing("i2", "i1"))))
    changed = ValueChange(actual_of("i1", 2022), None, cell("5")).apply(tree.at(fy(2022)))
    assert changed.shown(changed.indicator("i2")).series[0].value(fy(2022), Side.ACTUAL) == cell("5")


def test_a_year_of_a_year_knows_the_same_lenders() -> None:
    tree = plan(goal("g1", project("p1", indicator("i1")), project("p2", sharing("i2", "i1"), repeats="")))
    assert tree.at(fy(2021)).at(fy(2022)) == tree


def test_an_indicator_without_sharing_shows_itself() -> None:
    tree = plan_of(indicator("i1"))
    assert tree.shown(tree.indicator("i1")) is tree.indicator("i1")
    assert tree.original(tree.goals[0].projects[0]).uid == "p1"


def test_only_indicators_are_found_as_indicators() -> None:
    tree = plan_of(indicator("i1"))
    assert tree.indicator("i1").uid == "i1"
    with pytest.raises(KeyError, match="p1"):
        tree.indicator("p1")
    with pytest.raises(KeyError, match="nowhere"):
        tree.indicator("nowhere")


def test_only_indicators_with_values_of_their_own_lend() -> None:
    tree = plan_of(indicator("i1"), sharing("i2", "i1"))
    lender = tree.lender("i1")
    assert lender is not None
    assert lender.uid == "i1"
    assert tree.lender("i2") is None
    assert tree.lender("p1") is None


@pytest.mark.parametrize("uid", ["plan", "i0", "g1", "m1", "m2", "p1", "i1", "p2", "m6"])
def test_one_element_is_replaced_and_all_else_stays(uid: str) -> None:
    changed = TREE.with_element(uid, lambda old: replace(old, comments=NOTED))
    assert changed.places[uid].what.comments == NOTED
    others = [place for place in TREE.places if place != uid and place not in _above(uid)]
    assert all(changed.places[each].what == TREE.places[each].what for each in others)
    assert TREE.places[uid].what.comments == {}


def _above(uid: str) -> list[str]:
    return [node.uid for node in TREE.places[uid].ancestors]


def test_a_plan_stays_a_plan() -> None:
    with pytest.raises(TypeError):
        TREE.with_element("plan", lambda _: Goal(uid="g9", title="目標"))


def test_an_unknown_element_is_not_replaced() -> None:
    with pytest.raises(KeyError):
        TREE.with_element("nowhere", lambda old: old)
