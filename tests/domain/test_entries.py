from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.entries import Entry, entries, renewed
from kpidesk.domain.indicator import Kind, Measured, Setting
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from tests.builders import (
    fy,
    goal,
    indicator,
    measure,
    plan,
    plan_of,
    project,
    published,
    series,
    sharing,
    with_remarks,
)

TREE = plan(
    indicator("i0"),
    goal("g1", indicator("i1"), measure("m1", measure("m2", project("p1", indicator("i2"), indicator("i3"))))),
    goal("g2", project("p2"), project("p3", repeats="p1")),
)


def _only(*what: Entry) -> Entry:
    assert len(what) == 1
    return what[0]


def test_every_indicator_and_every_project_without_one_has_a_line() -> None:
    lines = [(each.project.uid if each.project else "", each.values_uid) for each in entries(TREE, TREE)]
    assert lines == [("", "i0"), ("", "i1"), ("p1", "i2"), ("p1", "i3"), ("p2", ""), ("p3", "i2"), ("p3", "i3")]


def test_an_entry_knows_its_goal_and_measures() -> None:
    paths = [[node.uid for node in each.path] for each in entries(TREE, TREE.goals[0])]
    assert paths == [["g1"], ["g1", "m1", "m2"], ["g1", "m1", "m2"]]


def test_a_branch_alone_keeps_its_path() -> None:
    inner = TREE.goals[0].measures[0].measures[0]
    assert [[node.uid for node in each.path] for each in entries(TREE, inner)] == [["g1", "m1", "m2"]] * 2
    assert [[node.uid for node in each.path] for each in entries(TREE, inner.projects[0])] == [["g1", "m1", "m2"]] * 2


def test_a_repeated_project_shows_the_originals_lines() -> None:
    repeated = [each for each in entries(TREE, TREE.goals[1]) if each.project and each.project.uid == "p3"]
    assert [(each.source.uid if each.source else "", each.comment_owner) for each in repeated] == [
        ("p1", "i2"),
        ("p1", "i3"),
    ]


def test_a_shared_indicator_has_values_there_and_remarks_here() -> None:
    tree = plan_of(with_remarks(indicator("i1", series(final="40.0")), 2022, "元の所見"), sharing("i2", "i1"))
    shared = list(entries(tree, tree))[1]
    assert shared.value_key(series(label="男"), fy(2022), Side.ACTUAL) == ValueKey("i1", "男", fy(2022), Side.ACTUAL)
    assert shared.remarks_key(fy(2022)) == CommentKey("i2", fy(2022))
    assert shared.remarks(fy(2022)) == ""


def test_remarks_of_a_project_without_an_indicator_are_the_projects() -> None:
    tree = plan(goal("g1", with_remarks(project("p1"), 2022, "所見"), project("p2", repeats="p1")))
    assert [(each.comment_owner, each.remarks(fy(2022))) for each in entries(tree, tree)] == [("p1", "所見")] * 2


def test_an_entry_of_nothing_has_no_owner() -> None:
    nothing = Entry((), None, None, None, None)
    assert (nothing.comment_owner, nothing.values_uid, nothing.remarks(fy(2022))) == ("", "", "")
    assert not nothing.counts_as_kpi


def test_only_a_kpi_whose_target_is_set_counts() -> None:
    with_target = indicator("i1", series(final="40.0"))
    tree = plan_of(
        with_target,
        replace(with_target, uid="i2", kind=Kind.OUTCOME),
        replace(with_target, uid="i3", setting=Setting.MONITORED),
        indicator("i4"),
        sharing("i5", "i2"),
    )
    assert [each.values_uid for each in entries(tree, tree) if each.counts_as_kpi] == ["i1", "i2"]


def test_an_actual_is_due_where_indicator_and_project_are_in_force_and_measured() -> None:
    limited = replace(indicator("i1"), since=fy(2022), measured=Measured((fy(2021), fy(2022), fy(2025))))
    tree = plan(goal("g1", replace(project("p1", limited), until=fy(2024))))
    entry = _only(*entries(tree, tree))
    assert [entry.due_in(year) for year in tree.years.years] == [False, True, False, False, False]
    assert [entry.exists_in(year) for year in tree.years.years] == [False, True, True, True, False]


def test_a_project_without_an_indicator_owes_no_actual() -> None:
    tree = plan(goal("g1", project("p1")))
    entry = _only(*entries(tree, tree))
    assert entry.exists_in(fy(2022))
    assert not entry.due_in(fy(2022))


def test_a_goals_own_indicator_exists_without_a_project() -> None:
    tree = plan(goal("g1", indicator("i1")))
    assert _only(*entries(tree, tree)).due_in(fy(2022))


def test_the_visitors_of_sunagawa_stand_twice_with_one_set_of_values() -> None:
    plan_ = published("sunagawa")
    visitors = [each for each in entries(plan_, plan_) if each.shown and each.shown.name == "観光入込客数"]
    assert [each.shown.kind for each in visitors if each.shown] == [Kind.OUTCOME, Kind.KPI]
    assert len({each.values_uid for each in visitors}) == 1
    assert len({each.remarks(fy(2022)) for each in visitors}) == 2


def test_an_entry_is_found_again_as_the_plan_has_it_now() -> None:
    changed = TREE.with_element("i2", lambda each: replace(each, comments={}))
    for before, now in zip(entries(TREE, TREE), entries(changed, changed), strict=True):
        assert renewed(changed, before) == now
        assert renewed(changed, before) is not before


def test_what_is_gone_is_not_found_again() -> None:
    first, *_ = entries(TREE, TREE.goals[1])
    other = plan(indicator("i0"), goal("g1"))
    assert renewed(other, first) is None
    assert renewed(plan(indicator("p2")), first) is None
    assert renewed(plan(), _only(*list(entries(TREE, TREE))[:1])) is None
