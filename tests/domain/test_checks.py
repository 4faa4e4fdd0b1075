from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.checks import Finding, Severity, findings
from kpidesk.domain.indicator import Point, Setting
from tests.builders import cell, indicator, plan_of, published, series, sharing


def test_an_undecided_direction_is_doubtful() -> None:
    found = findings(plan_of(indicator("i1", series(final="40.0"), direction=None)))
    assert [(each.rule, each.severity, each.uid) for each in found] == [("direction", Severity.DOUBTFUL, "i1")]
    assert "指標i1" in found[0].sentence


def test_a_direction_is_asked_only_where_a_target_is_set() -> None:
    monitored = replace(indicator("i1", series(final="40.0"), direction=None), setting=Setting.MONITORED)
    assert findings(plan_of(monitored, indicator("i2", direction=None))) == []


def test_a_shared_indicator_is_found_once() -> None:
    tree = plan_of(indicator("i1", series(final="40.0"), direction=None), sharing("i2", "i1"))
    assert [each.uid for each in findings(tree)] == ["i1"]


def test_units_that_do_not_agree_are_doubtful() -> None:
    row = replace(series(), baseline=Point(cell("525"), unit="件"), target=Point(cell("670"), unit="枚"))
    found = findings(plan_of(indicator("i1", row, unit="枚")))
    assert found == [
        Finding("unit", Severity.DOUBTFUL, "i1", "「指標i1」の基準値の単位「件」が、指標の単位「枚」と違います。")
    ]


def test_another_magnitude_of_one_unit_is_no_finding() -> None:
    row = replace(series(), baseline=Point(cell("9.5"), unit="万人"), target=Point(cell("5")))
    assert findings(plan_of(indicator("i1", row, unit="人"))) == []


def test_sunagawa_has_its_known_doubts() -> None:
    found = findings(published("sunagawa"))
    assert {each.rule for each in found} == {"direction", "unit"}
    assert any("「件」" in each.sentence and "「枚」" in each.sentence for each in found)
