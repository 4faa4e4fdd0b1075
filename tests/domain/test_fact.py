from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.change import ChangeSet, FactChange
from kpidesk.domain.evaluation import Approval, Closure, Judgement, Opinion, Stage
from kpidesk.domain.fact import Fact, FactKey, FactValue, fact_at, read_fact, with_fact, write_fact
from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import AdoptedGrant, Amount, AmountKind, Funding, FundingPeriod, MoneyUnit
from kpidesk.domain.indicator import Direction, MeasuredPer
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.presets import MET_OR_NOT
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.section import Section
from kpidesk.domain.statistics import Statistic, StatisticRow
from kpidesk.domain.year_value import Number
from tests.builders import fy, goal, indicator, plan, project, sharing

ONE_YEAR = Period(fy(2022), fy(2022))
FUNDED = Funding(
    periods=(
        FundingPeriod(
            ONE_YEAR,
            note="実績",
            projects=27,
            cost=Amount(AmountKind.SETTLED, 1000, Period(fy(2021), fy(2022))),
            granted=Amount(AmountKind.GRANTED),
            grants=(AdoptedGrant("交付金", ("甲", "乙"), cumulative=True, yen=500), AdoptedGrant(count=3)),
        ),
    )
)
FUNDED_WORDS = (
    "令和4年度（実績）: 事業数 27、事業費 1,000円(令和3～令和4年度決算額)、交付金 (金額なし)(交付決定額)、"
    "交付金 延べ2事業 500円、採択事業 3事業 (金額なし)"
)
BIRTHS = Statistic(
    "t1",
    "人口",
    MeasuredPer.CALENDAR,
    rows=(StatisticRow("出生", "出生", values={fy(2020): Number(Decimal(372)), fy(2021): Number(Decimal(329))}),),
)
BARE_PERIOD = Funding(periods=(FundingPeriod(ONE_YEAR),))
TREE = plan(goal("g1", project("p1", indicator("i1")), project("p2", sharing("i2", "i1"))))
FIRST = Opinion(uid="o1", year=fy(2022), opinion="見直すべき")
SECOND = Opinion(uid="o2", year=fy(2022), opinion="続けるべき")
SAID = [
    (FactKey("i1", Fact.DIRECTION), Direction.HIGHER, None, "指標i1 良い方向: 大きいほど良い → 未定"),
    (FactKey("i1", Fact.JUDGEMENT, fy(2022)), None, Judgement("達成"), "令和4年度 指標i1 評価: (なし) → 判定「達成」"),
    (
        FactKey("p1", Fact.STAGE, fy(2022)),
        None,
        Approval(Stage.SUBMITTED),
        "令和4年度 事業p1 確認の状況: 入力中 → 提出済",
    ),
    (FactKey("p1", Fact.COURSE, fy(2022)), None, "継続", "令和4年度 事業p1 今後の方向性: (空欄) → 継続"),
    (FactKey("plan", Fact.CLOSED, fy(2022)), None, Closure(), "令和4年度 総合戦略 評価確定: 未確定 → 確定"),
    (
        FactKey("plan", Fact.OPINIONS),
        (FIRST, SECOND),
        (FIRST,),
        "総合戦略 委員会意見: 「続けるべき」(対応なし、未対応) → (なし)",
    ),
    (FactKey("plan", Fact.SECTIONS), (), (Section("企画課"),), "総合戦略 所管課の一覧: (なし) → 企画課"),
    (
        FactKey("plan", Fact.RATING),
        (),
        (SchemeVersion(fy(2022), MET_OR_NOT),),
        "総合戦略 判定方式: 達成／未達成 → 令和4年度から「達成／未達成」",
    ),
    (FactKey("plan", Fact.FUNDING), None, FUNDED, f"総合戦略 事業費・交付金: (なし) → {FUNDED_WORDS}"),
    (FactKey("plan", Fact.FUNDING), FUNDED, BARE_PERIOD, f"総合戦略 事業費・交付金: {FUNDED_WORDS} → 令和4年度"),
    (
        FactKey("plan", Fact.FUNDING),
        BARE_PERIOD,
        replace(BARE_PERIOD, unit=MoneyUnit.MILLION),
        "総合戦略 事業費・交付金: 令和4年度(千円単位、交付金は千円単位) → 令和4年度(百万円単位、交付金は千円単位)",
    ),
    (FactKey("plan", Fact.STATISTICS), (), (BIRTHS,), "総合戦略 統計: (なし) → 「人口」(1行)"),
    (
        FactKey("plan", Fact.STATISTICS),
        (BIRTHS,),
        (BIRTHS.with_value("出生", fy(2021), Number(Decimal(330))).with_value("出生", fy(2022), Number(Decimal(-1))),),
        "総合戦略 統計: 人口 2021年 出生 329、人口 2022年 出生 (空欄) → 人口 2021年 出生 330、人口 2022年 出生 △1",
    ),
    (
        FactKey("plan", Fact.COURSES),
        ("継続", "廃止"),
        ("廃止", "継続"),
        "総合戦略 今後の方向性の一覧: 継続、廃止 → 廃止、継続",
    ),
]


@pytest.mark.parametrize(("key", "old", "new", "sentence"), SAID)
def test_a_fact_is_replaced_said_and_taken_back(key: FactKey, old: FactValue, new: FactValue, sentence: str) -> None:
    before = with_fact(TREE, key, old)
    change = FactChange(key, old, new)
    after = change.apply(before)
    assert fact_at(after, key) == new
    assert change.say(before) == sentence
    assert change.inverse().apply(after) == before
    assert (change.owner, change.cell, ChangeSet("plan", "", (change,)).cells) == (key.owner, None, frozenset())


def test_every_fact_is_tried() -> None:
    assert {key.fact for key, *_ in SAID} == set(Fact)


@pytest.mark.parametrize(("key", "old", "new", "sentence"), SAID)
def test_a_fact_is_written_and_read_back(key: FactKey, old: FactValue, new: FactValue, sentence: str) -> None:
    assert sentence
    for value in (old, new):
        assert read_fact(key.fact, write_fact(key.fact, value)) == value


def test_a_damaged_fact_is_refused() -> None:
    with pytest.raises(DocumentError, match="stage"):
        read_fact(Fact.STAGE, {"stage": "returned"})


@pytest.mark.parametrize(
    "key",
    [
        FactKey("p1", Fact.DIRECTION),
        FactKey("p1", Fact.JUDGEMENT, fy(2022)),
        FactKey("i1", Fact.STAGE, fy(2022)),
        FactKey("g1", Fact.COURSE, fy(2022)),
        FactKey("g1", Fact.CLOSED, fy(2022)),
        FactKey("nowhere", Fact.DIRECTION),
        FactKey("p1", Fact.STAGE),
        FactKey("plan", Fact.COURSES, fy(2022)),
    ],
)
def test_a_fact_of_what_has_none_such_is_unknown(key: FactKey) -> None:
    with pytest.raises(KeyError):
        fact_at(TREE, key)


def test_years_stay_in_order_and_an_empty_one_goes() -> None:
    tree = TREE
    for year in (2023, 2021, 2022):
        tree = with_fact(tree, FactKey("p1", Fact.COURSE, fy(year)), "継続")
    tree = with_fact(tree, FactKey("p1", Fact.COURSE, fy(2022)), None)
    assert list(getattr(tree.places["p1"].what, "course")) == [fy(2021), fy(2023)]  # noqa: B009 -- of a project


def test_judgements_are_not_shared() -> None:
    judged = with_fact(TREE, FactKey("i1", Fact.JUDGEMENT, fy(2022)), Judgement("達成"))
    assert judged.shown(judged.indicator("i2")).judgements == {}
    own = with_fact(judged, FactKey("i2", Fact.JUDGEMENT, fy(2022)), Judgement("未達成"))
    assert own.shown(own.indicator("i2")).judgements == {fy(2022): Judgement("未達成")}


def test_a_past_year_keeps_what_is_said_about_the_plan() -> None:
    tree = with_fact(TREE, FactKey("plan", Fact.CLOSED, fy(2022)), Closure())
    assert tree.at(fy(2022)).is_closed(fy(2022))
    assert not tree.is_closed(fy(2021))
    assert replace(tree, courses=("甲",)).course_words == ("甲",)
