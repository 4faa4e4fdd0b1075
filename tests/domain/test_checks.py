from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from kpidesk.domain.checks import Rule, Severity, dismissed, findings
from kpidesk.domain.entries import entries
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.rollup import latest_year
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from tests.builders import actual_of, fy, indicator, plan_of, published, series, sharing, with_remarks

UNDECIDED = indicator("i1", series(final="40.0"), direction=None)

EXPECTED = {
    "sunagawa": {
        (Rule.WORSE_THAN_BASELINE, "i1"),
        (Rule.BACKWARD_STEP, "i19"),
        (Rule.OTHER_UNIT, "i25"),
        (Rule.UNDECIDED, "i33"),
        (Rule.WORSE_THAN_BASELINE, "i50"),
        (Rule.WORSE_THAN_BASELINE, "i51"),
    },
    "kamisunagawa": {(Rule.WORSE_THAN_BASELINE, "i1")},
    "iwamizawa": {
        (Rule.UNDECIDED, "i34"),
        (Rule.UNDECIDED, "i35"),
        (Rule.UNDECIDED, "i38"),
        (Rule.UNDECIDED, "i41"),
        (Rule.SPELLING, "i50"),
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_published_plan_has_its_known_doubts_and_no_others(name: str) -> None:
    assert {(each.rule, each.uid) for each in findings(published(name))} == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_no_rule_cries_wolf(name: str) -> None:
    plan = published(name)
    rows = len(list(entries(plan, plan)))
    for year in plan.years.years:
        often = Counter(each.rule for each in findings(plan.at(year), year))
        assert all(count * 10 <= rows for count in often.values())


def test_the_known_doubts_are_said_in_plain_words() -> None:
    said = {each.uid: each.sentence for each in findings(published("sunagawa"))}
    assert "「対象者1人当たりの助成額」は、大きいほど良いか小さいほど良いかが決まっていません。" in said["i33"]
    assert said["i25"] == "「妊婦健康診査補助券使用枚数」の基準値の単位「件」が、指標の単位「枚」と違います。"
    assert said["i1"].endswith("目標値が基準値より小さい値です(7,740→6,300)。")
    spelling = next(each for each in findings(published("iwamizawa")) if each.rule is Rule.SPELLING)
    assert "冬の暮らし" in spelling.sentence
    assert "冬のくらし" in spelling.sentence


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_words_for_people(rule: Rule) -> None:
    assert rule.label
    assert not rule.label.isascii()


def test_a_shared_indicator_is_found_once() -> None:
    assert [each.uid for each in findings(plan_of(UNDECIDED, sharing("i2", "i1")))] == ["i1"]


def test_figures_and_remarks_are_found_in_printed_order() -> None:
    first = with_remarks(indicator("i1", series(final="40", actuals={2022: "4"}), direction=None), 2022, "短い。")
    found = findings(plan_of(first, replace(UNDECIDED, uid="i2")))
    assert [(each.rule, each.uid) for each in found] == [
        (Rule.UNDECIDED, "i1"),
        (Rule.SHORT_REMARKS, "i1"),
        (Rule.UNDECIDED, "i2"),
    ]


def test_without_a_year_the_latest_with_a_figure_is_looked_at() -> None:
    carried = indicator("i1", series(targets={2025: "9"}, actuals={2021: "1", 2023: "4", 2024: "未公表", 2029: "5"}))
    tree = plan_of(with_remarks(carried, 2023, "短い。"))
    assert latest_year(tree) == fy(2023)
    assert [each.key for each in findings(tree)] == [CommentKey("i1", fy(2023))]
    assert findings(tree, fy(2022)) == []


def test_without_any_figure_the_first_year_is_looked_at() -> None:
    assert latest_year(plan_of(indicator("i1"))) == fy(2021)


def test_a_finding_names_its_rule_place_and_what_it_judged() -> None:
    share = replace(indicator("i1", series(actuals={2022: "180"}, label="男")), name="就職率", unit="%")
    (found,) = findings(plan_of(share))
    assert (found.rule, found.severity, found.key) == (Rule.OVER_HUNDRED, Severity.WRONG, actual_of("i1", 2022, "男"))
    assert (found.name.rule, found.name.uid, found.name.cell) == (Rule.OVER_HUNDRED, "i1", "2022 actual 男")
    assert found.name.judged == "180"


def test_cells_of_one_indicator_have_names_of_their_own() -> None:
    (found,) = findings(plan_of(UNDECIDED))
    keys = (None, actual_of("i1", 2022), ValueKey("i1", "", fy(2022), Side.TARGET), CommentKey("i1", fy(2022)))
    names = [replace(found, key=key).name.cell for key in keys]
    assert names == ["", "2022 actual", "2022 target", "2022 remarks"]


def test_series_without_a_cell_have_names_of_their_own() -> None:
    rows = (series(final="4", label="男"), series(final="4", label="女"))
    found = findings(plan_of(indicator("i1", *rows, direction=None)))
    assert len({each.name for each in found}) == 2


def test_a_dismissed_finding_is_told_apart_with_its_reason() -> None:
    tree = plan_of(UNDECIDED)
    (found,) = findings(tree)
    settled = replace(tree, dismissals={found.name: "企画課で協議中のため。"})
    assert findings(settled) == []
    assert dismissed(settled) == [(found, "企画課で協議中のため。")]
    assert (dismissed(tree), dumps(settled)) == ([], dumps(tree))


def test_a_dismissed_finding_returns_when_what_was_judged_changes() -> None:
    share = replace(indicator("i1", series(actuals={2022: "180"})), name="就職率", unit="%")
    (found,) = findings(plan_of(share))
    again = replace(plan_of(replace(share, series=(series(actuals={2022: "190"}),))), dismissals={found.name: "確認済"})
    (other,) = findings(again)
    assert (other.rule, other.key) == (found.rule, found.key)
    assert dismissed(again) == []
