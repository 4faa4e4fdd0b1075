from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.checks import Finding, Rule, findings
from kpidesk.domain.indicator import Direction, Indicator, Series
from kpidesk.domain.plan import Project
from kpidesk.domain.presets import preset
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.year_value import CommentKey, Comments, Number, Standing, YearValue
from tests.builders import cell, fy, goal, indicator, plan, project, series

MISSED = replace(indicator("i1", series(targets={2022: "37.0"}, actuals={2021: "36.6", 2022: "25.0"})), unit="%")
MET = replace(MISSED, series=(series(targets={2022: "37.0"}, actuals={2021: "36.6", 2022: "38.0"}),))


def found(what: Indicator | Project, rule: Rule, text: str, before: str = "") -> list[Finding]:
    """Return what one rule finds in the 所見 of 令和4年度, with last year's before it."""
    written = replace(what, comments={fy(2021): Comments(before), fy(2022): Comments(text)})
    carrier = written if isinstance(written, Project) else project("p1", written)
    return [each for each in findings(plan(goal("g1", carrier)), fy(2022)) if each.rule is rule]


def test_a_missed_target_called_met() -> None:
    (finding,) = found(MISSED, Rule.AGAINST_VERDICT, "周知に努め、目標を達成した。")
    assert finding.sentence == (
        "「指標i1」の判定は「未達成」(25.0 ＜ 37.0)ですが、所見には目標を達成したと書かれています。"
    )
    assert (finding.uid, finding.key) == ("i1", CommentKey("i1", fy(2022)))


def test_a_met_target_called_missed() -> None:
    (finding,) = found(MET, Rule.AGAINST_VERDICT, "参加者が減り、目標値を下回った。")
    assert "判定は「達成」(38.0 ≧ 37.0)" in finding.sentence
    assert "目標を達成していないと書かれています" in finding.sentence


@pytest.mark.parametrize(
    ("what", "text"),
    [
        (MISSED, "目標値を下回った。"),
        (MET, "目標を達成した。"),
        (MISSED, "国語は目標を達成したが、算数は目標を下回った。"),
        (MISSED, "令和3年度は目標を達成した。今年度は減った。"),
        (MISSED, "引き続き周知に努める。"),
        (replace(MISSED, direction=None), "目標を達成した。"),
        (replace(MISSED, direction=Direction.LOWER), "目標を下回り、改善した。"),
    ],
)
def test_wording_that_agrees_or_says_nothing(what: Indicator, text: str) -> None:
    assert found(what, Rule.AGAINST_VERDICT, text) == []


@pytest.mark.parametrize(
    ("ident", "row", "text", "label"),
    [
        ("osaka_library", series(targets={2022: "37.0"}, actuals={2022: "36.0"}), "目標を達成した。", "B"),
        ("osaka_library", series(targets={2022: "37.0"}, actuals={2022: "38.0"}), "目標を下回った。", "B"),
        ("osaka_library", series(targets={2022: "37.0"}, actuals={2022: "38.0"}), "目標を達成した。", ""),
        ("tama", series(actuals={2022: "36.0"}, final="37.0"), "目標を達成した。", ""),
        ("tama", series(actuals={2022: "38.0"}, final="37.0"), "目標を下回った。", "着実に進んでいる"),
        ("kitsuki", series(targets={2022: "37.0"}, actuals={2022: "36.0"}), "目標を達成した。", ""),
    ],
)
def test_under_any_scheme_the_wording_is_held_against_the_target_itself(
    ident: str, row: Series, text: str, label: str
) -> None:
    scheme = preset(ident)
    assert scheme is not None
    written = replace(indicator("i1", row), comments={fy(2022): Comments(text)})
    tree = replace(plan(goal("g1", project("p1", written))), rating=(SchemeVersion(fy(2021), scheme),))
    sentences = [each.sentence for each in findings(tree, fy(2022)) if each.rule is Rule.AGAINST_VERDICT]
    assert [f"判定は「{label}」" in sentence for sentence in sentences] == [True] * bool(label)


@pytest.mark.parametrize("rule", [Rule.AGAINST_VERDICT, Rule.OTHER_FIGURE])
def test_a_project_without_an_indicator_has_nothing_to_contradict(rule: Rule) -> None:
    assert found(project("p1"), rule, "目標を達成した。実績値は26.0%となった。") == []


def test_last_years_text_again() -> None:
    (finding,) = found(
        MISSED, Rule.SAME_REMARKS, "参加者が減った。\n周知に努める。", before="参加者が減った。 周知に努める。"
    )
    assert finding.sentence == "「指標i1」の所見が、前の年度とまったく同じ文です。"


@pytest.mark.parametrize("before", ["", "参加者が増えた。周知に努める。"])
def test_another_text_than_last_year(before: str) -> None:
    assert found(MISSED, Rule.SAME_REMARKS, "参加者が減った。周知に努める。", before=before) == []


def test_a_project_without_an_indicator_is_read_too() -> None:
    (finding,) = found(project("p1"), Rule.SAME_REMARKS, "関係者と協議を重ねた。", before="関係者と協議を重ねた。")
    assert finding.sentence == "「事業p1」の所見が、前の年度とまったく同じ文です。"
    assert (finding.uid, finding.key) == ("p1", CommentKey("p1", fy(2022)))


def test_a_text_about_another_year() -> None:
    (finding,) = found(MISSED, Rule.OTHER_YEAR, "令和３年度は感染症のため参加者が減った。")
    assert finding.sentence == ("「指標i1」の所見に書かれた年度が令和3年度までで、令和4年度のことではないようです。")


@pytest.mark.parametrize(
    "text",
    [
        "令和4年度は参加者が減った。",
        "R3年度に続き、R4年度も減った。",
        "令和3年度と比較して減った。令和5年度は増やしたい。",
        "令和3年度の確定値は48.3となった。",
        "参加者が減った。",
    ],
)
def test_a_text_about_this_year(text: str) -> None:
    assert found(MISSED, Rule.OTHER_YEAR, text) == []


@pytest.mark.parametrize("text", ["実績値は26.0%となった。", "実績は２６．０％であった。", "実績値：26.0%(前年36.6%)"])
def test_a_figure_that_contradicts_the_cell(text: str) -> None:
    (finding,) = found(MISSED, Rule.OTHER_FIGURE, text)
    assert finding.sentence == "「指標i1」の所見に書かれた実績26.0%が、実績値25.0%と違います。"


@pytest.mark.parametrize(
    "text",
    [
        "実績値は25%となった。",
        "実績値は36.6%から減った。",
        "実績は26人の参加にとどまった。",
        "実績値は2,6.0%となった。",
        "令和3年度の実績は26.0%であった。",
        "実績は約26%であった。",
        "目標値26.0%に届かなかった。",
    ],
)
def test_a_figure_that_agrees_or_is_another(text: str) -> None:
    assert found(MISSED, Rule.OTHER_FIGURE, text) == []


def test_a_figure_that_was_replaced_may_be_named() -> None:
    value = Number(Decimal("48.3"), Standing.CONFIRMED, earlier=(Number(Decimal("43.1"), Standing.PROVISIONAL),))
    revised = replace(MISSED, series=(replace(series(), values={fy(2022): YearValue(None, value)}),))
    assert found(revised, Rule.OTHER_FIGURE, "実績値は43.1%から48.3%に改められた。") == []


@pytest.mark.parametrize(
    "what",
    [
        replace(MISSED, unit=""),
        replace(MISSED, series=(series(actuals={2022: "—"}),)),
        replace(MISSED, series=(series(label="男"), series(label="女"))),
    ],
)
def test_a_figure_without_one_to_hold_it_against(what: Indicator) -> None:
    assert found(what, Rule.OTHER_FIGURE, "実績値は26.0%となった。") == []


@pytest.mark.parametrize("text", ["同上", "特になし。", "増えた。", "前年度と同様です。", "昨年度と 同じである。"])
def test_a_text_that_says_nothing(text: str) -> None:
    (finding,) = found(MISSED, Rule.SHORT_REMARKS, text)
    assert finding.sentence == "「指標i1」の所見が短すぎて、増減の理由が分かりません。"


@pytest.mark.parametrize("text", ["感染症で休止した。", "前年度と同様に、感染症のため休止した。", " \n "])
def test_a_text_that_says_something_or_is_still_to_come(text: str) -> None:
    assert found(MISSED, Rule.SHORT_REMARKS, text) == []


def test_what_was_judged_names_text_and_figure() -> None:
    (finding,) = found(MISSED, Rule.OTHER_FIGURE, "実績値は26.0%となった。")
    assert (finding.name.cell, finding.name.judged) == ("2022 remarks", "26.0/25.0")
    assert cell("25.0") == MISSED.series[0].values[fy(2022)].actual
