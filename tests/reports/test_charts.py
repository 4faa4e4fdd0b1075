from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.indicator import Basis, Indicator, Point
from kpidesk.domain.presets import MET_OR_NOT, PRESETS
from kpidesk.domain.rating import Outcome, Verdict
from kpidesk.domain.scheme import UNJUDGED
from kpidesk.domain.verdict_counts import count_verdicts
from kpidesk.domain.year_value import Number, Side, Standing
from kpidesk.paper.chart import ChartKind, ChartSpec, Share, Tone
from kpidesk.reports.charts import indicator_charts, label_bars, label_columns, shares
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

YEAR = b.fy(2022)


def charts(name: str, word: str) -> tuple[ChartSpec, ...]:
    """Return the charts of the first indicator of a published plan whose name has a word in it."""
    plan = b.published(name)
    found = (plan.lender(uid) for uid in plan.places)
    return indicator_charts(plan, next(each for each in found if each and word in each.name), YEAR)


def texts(chart: ChartSpec) -> dict[str, list[str]]:
    return {strand.name: [datum.text for datum in strand.data] for strand in chart.strands}


def test_targets_and_actuals_are_said_as_printed() -> None:
    [chart] = charts("sunagawa", "砂川高校からの市内企業就職率")
    assert texts(chart) == {
        "目標値": ["36.0%", "37.0%", "38.0%", "39.0%", "40.0%"],
        "実績値": ["36.6%", "25.0%", "", "", ""],
    }
    assert [reference.text for reference in chart.references] == ["36.7%(令和元年)"]
    assert (chart.unit, chart.marked) == ("%", 1)
    assert chart.told(1) == "令和4年度\n目標値　37.0%\n実績値　25.0%"
    assert chart.alt.startswith(
        "「砂川高校からの市内企業就職率」の推移で、基準値は36.7%(令和元年)、目標値は令和3年度が36.0%、"
    )


def test_without_yearly_targets_the_final_one_is_a_line_across() -> None:
    [chart] = charts("iwamizawa", "観光入込客数")
    assert [(each.name, each.aimed) for each in chart.references] == [("基準値", False), ("目標値", True)]
    assert chart.references[1].text == "1,180,000人/年"


def test_figures_below_zero_and_zero_stay_exact() -> None:
    [below] = charts("sunagawa", "人口増減率")
    assert below.strands[1].data[1].value == Decimal("-8.38")
    assert below.strands[1].data[1].text == "△8.38%"
    [zero] = charts("sunagawa", "待機児童数")
    assert set(zero.figures) == {Decimal(0)}


def test_series_of_two_units_are_two_charts() -> None:
    households, persons = charts("iwamizawa", "お試し暮らし")
    assert (households.unit, persons.unit) == ("世帯", "人")
    assert households.strands[1].name == "実績値(世帯)"


def test_series_of_one_unit_share_a_chart_and_differ_in_tone_and_shape() -> None:
    series = tuple(replace(b.series(actuals={2021: "78.1"}), label=label) for label in ("男", "女"))
    [chart] = indicator_charts(*planned(b.indicator("i1", *series)), YEAR)
    actuals = [strand for strand in chart.strands if not strand.aimed]
    assert [strand.name for strand in actuals] == ["実績値(男)", "実績値(女)"]
    assert len({strand.tone for strand in actuals}) == len({strand.shape for strand in actuals}) == 2


def planned(indicator: Indicator) -> tuple[Plan, Indicator]:
    return b.plan_of(indicator), indicator


def test_what_is_not_firm_is_told() -> None:
    series = b.series(actuals={2022: "算出不可"}).with_value(
        b.fy(2021), Side.ACTUAL, Number(Decimal("48.3"), Standing.PROVISIONAL)
    )
    [chart] = indicator_charts(*planned(b.indicator("i1", series)), YEAR)
    first, second, *_ = chart.strands[1].data
    assert (first.firm, first.label, chart.not_firm) == (False, "暫定値48.3", "暫定値")
    assert (second.value, second.text) == (None, "算出不可")


@pytest.mark.parametrize(
    ("point", "basis", "shown"),
    [
        (Point(Number(Decimal(5)), unit="件/年"), None, 1),
        (Point(Number(Decimal(5)), unit="枚"), None, 0),
        (Point(Number(Decimal(5))), Basis.SUM, 0),
        (Point(b.cell("全道平均以上")), None, 0),
        (None, None, 0),
    ],
)
def test_only_what_can_be_compared_is_a_line_across(point: Point | None, basis: Basis | None, shown: int) -> None:
    series = replace(b.series(actuals={2021: "3"}), target=point)
    indicator = replace(b.indicator("i1", series), unit="件", basis=basis)
    [chart] = indicator_charts(*planned(indicator), YEAR)
    assert len(chart.references) == shown


@pytest.mark.parametrize("name", ["sunagawa", "iwamizawa", "kamisunagawa"])
def test_every_indicator_of_the_published_plans_has_its_charts(name: str) -> None:
    plan = b.published(name)
    for uid in plan.places:
        if (indicator := plan.lender(uid)) is not None:
            for chart in indicator_charts(plan, indicator, plan.years.first):
                assert chart.alt
                assert chart.marked == 0


SHARES = (Share("達成", 5, Tone.GOOD), Share("未達成", 7, Tone.BAD), Share("未判定", 2, Tone.NEUTRAL, apart=True))


def test_bars_say_counts_and_shares_of_what_is_judged() -> None:
    chart = label_bars("判定", {"基本目標1": SHARES, "基本目標2": ()})
    assert chart.kind is ChartKind.BARS
    assert texts(chart)["達成"] == ["5件（41.7%）", "0件"]
    assert texts(chart)["未判定"] == ["2件", "0件"]
    assert [strand.tone for strand in chart.strands] == [Tone.GOOD, Tone.BAD, Tone.NEUTRAL]
    assert chart.alt == "「判定」で、基本目標1は達成5件、未達成7件、未判定2件、基本目標2はなしです。"


def test_columns_mark_the_year_in_view() -> None:
    chart = label_columns("判定の推移", {b.fy(2021): SHARES, YEAR: SHARES[:1]}, YEAR)
    assert (chart.kind, chart.marked) == (ChartKind.COLUMNS, 1)
    assert texts(chart)["未達成"] == ["7件（58.3%）", "0件（0.0%）"]
    assert label_columns("判定の推移", {}, YEAR).is_empty


def test_labels_become_parts_of_a_bar_and_what_is_not_judged_stands_apart() -> None:
    met = Verdict(Outcome.JUDGED, "達成", "✓", "")
    pending = Verdict(Outcome.PENDING, "未判定", "?", "")
    found = shares(MET_OR_NOT, count_verdicts(MET_OR_NOT, [met, met, pending]))
    assert found == [
        Share("達成", 2, Tone.GOOD),
        Share("未達成", 0, Tone.BAD),
        Share("未判定", 1, Tone.NEUTRAL, apart=True),
    ]


def test_reasons_have_one_order_behind_the_labels_wherever_they_come_first() -> None:
    exempt, pending = Share("対象外", 1, Tone.FAINT, apart=True), Share("未判定", 1, Tone.NEUTRAL, apart=True)
    chart = label_bars("判定", {"基本目標1": (*SHARES[:1], exempt), "基本目標2": (*SHARES[:2], pending)})
    assert [strand.name for strand in chart.strands] == ["達成", "未達成", "未判定", "対象外"]


def test_what_has_no_verdict_looks_different_by_its_reason() -> None:
    verdicts = [Verdict(each, each.value, "", "") for each in UNJUDGED]
    aside = [share for share in shares(MET_OR_NOT, count_verdicts(MET_OR_NOT, verdicts)) if share.apart]
    assert len({share.tone for share in aside}) == len(aside) == len(UNJUDGED)


def test_two_good_labels_side_by_side_look_different() -> None:
    schemes = [each for each in PRESETS if [band.tone.value for band in each.bands[:2]] == ["good", "good"]]
    assert schemes
    for scheme in schemes:
        assert [share.tone for share in shares(scheme, count_verdicts(scheme, []))][:2] == [Tone.BEST, Tone.GOOD]
