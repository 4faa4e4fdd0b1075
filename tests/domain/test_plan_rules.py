from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.plan import Project, Style
from kpidesk.domain.plan_rules import check_plan, with_plain_labels, with_uids
from tests.builders import fy, goal, indicator, measure, plan, plan_of, project, published, sharing


def test_uids_are_the_next_that_are_free() -> None:
    tree = plan(indicator("i2"), goal("", measure("", project("g1", indicator(""), indicator("i1")))))
    assert list(with_uids(tree).places) == ["plan", "i2", "g2", "m1", "g1", "i3", "i1"]


def test_given_uids_stay() -> None:
    tree = published("sunagawa")
    assert with_uids(tree) == tree


def test_labels_that_say_no_more_than_the_position_go() -> None:
    tree = plan(goal("g1", measure("m1", measure("m2", label="①"), label="(1)"), label="基本目標1"))
    assert list(with_plain_labels(tree).places) == list(tree.places)
    assert all(not getattr(place.what, "label", "") for place in with_plain_labels(tree).places.values())


def test_labels_of_another_position_stay() -> None:
    tree = plan(goal("g1", label="基本目標2"), goal("g2", label="重点目標"))
    assert with_plain_labels(tree) == tree


def test_a_cross_cutting_goal_takes_no_number() -> None:
    tree = plan(goal("x1", label="横断", cross_cutting=True), goal("g1", label="基本目標1"))
    assert [each.label for each in with_plain_labels(tree).goals] == ["横断", ""]


def test_a_level_without_a_template_keeps_its_labels() -> None:
    tree = replace(plan(goal("g1", measure("m1", label="(1)"), label="柱1")), style=Style(labels=("柱{n}",)))
    assert [place.label for place in with_plain_labels(tree).places.values()] == ["", "柱1", "(1)"]


def test_a_sound_plan_passes() -> None:
    check_plan(plan(indicator("i1"), goal("g1", project("p1", sharing("i2", "i1")), project("p2", repeats="p1"))))


LENDING = project("p1", indicator("i1"), sharing("i2", "i1"))


@pytest.mark.parametrize(
    ("offender", "path"),
    [
        (project("p1"), "goals[0].projects[1].uid"),
        (project("i1"), "goals[0].projects[1].uid"),
        (project("plan"), "goals[0].projects[1].uid"),
        (project("p2", repeats="i1"), "goals[0].projects[1].repeats"),
        (project("p2", indicator("i3"), repeats="p1"), "goals[0].projects[1].indicators"),
        (replace(project("p2", repeats="p1"), sdgs=(8,)), "goals[0].projects[1].sdgs"),
        (replace(project("p2", repeats="p1"), waiver="設定しない"), "goals[0].projects[1].waiver"),
        (replace(project("p2"), since=fy(2023), until=fy(2022)), "goals[0].projects[1].until"),
        (project("p2", sharing("i3", "i2")), "goals[0].projects[1].indicators[0].shares"),
        (project("p2", replace(indicator("i3"), series=())), "goals[0].projects[1].indicators[0].series"),
    ],
)
def test_a_broken_rule_is_refused_with_its_path(offender: Project, path: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        check_plan(plan(goal("g1", LENDING, offender)))
    assert refusal.value.path == path


def test_a_doubled_uid_names_its_first_place() -> None:
    with pytest.raises(DocumentError, match=r"「p1」は goals\[0\]\.projects\[0\]"):
        check_plan(plan(goal("g1", project("p1"), project("p1"))))


def test_an_indicator_may_be_in_force_for_one_year() -> None:
    check_plan(plan_of(replace(indicator("i1"), since=fy(2022), until=fy(2022))))


def test_an_indicator_does_not_end_before_it_begins() -> None:
    with pytest.raises(DocumentError, match="終わりの年度"):
        check_plan(plan_of(replace(indicator("i1"), since=fy(2023), until=fy(2022))))
