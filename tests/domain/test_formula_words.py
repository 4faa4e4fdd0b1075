"""Formulas in words, and by the names people see in place of uids."""

from __future__ import annotations

import pytest

from kpidesk.domain.formula import parse
from kpidesk.domain.formula_words import RowNames
from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.statistics import Statistic, StatisticRow
from tests import builders as b

ROWS = (
    StatisticRow("甲", "出生"),
    StatisticRow("r1", "総数"),
    StatisticRow("r2", "総数"),
    StatisticRow("乙", "甲"),
    StatisticRow("r3", "行"),
    StatisticRow("r4", "「特」別"),
    StatisticRow("r5", "0～14歳"),
)
TABLE = Statistic("t1", "人口", MeasuredPer.CALENDAR, rows=ROWS)
OTHER = Statistic("t2", "動き", MeasuredPer.FISCAL, rows=(StatisticRow("転", "転入"),))
TWIN = Statistic("t3", "動き", MeasuredPer.FISCAL, rows=(StatisticRow("転", "転出"),))


@pytest.fixture
def names() -> RowNames:
    return RowNames([TABLE, OTHER], TABLE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲 / r5@前年 * 100", "出生 ÷ 0～14歳(前年) × 100"),
        ("甲 - (r5 - 0.5)", "出生 － (0～14歳 － 0.5)"),
        ("(甲 - r5) - 1", "出生 － 0～14歳 － 1"),
        ("甲 / (r5 * 2)", "出生 ÷ (0～14歳 × 2)"),
        ("-甲 + 1", "－出生 ＋ 1"),
        ("-(甲 + 1) * -2", "(－(出生 ＋ 1)) × (－2)"),
        ("平均(行@2015~2019)", "平均(この行(2015年～2019年))"),
        ("合計(甲@2015~2016, 甲@2018, r5, 甲@5年前 + 1)", None),
        ("絶対値(甲@2015)", "絶対値(出生(2015年))"),
        ("t2!転@2020", "「動き」の転入(2020年)"),
        ("ｔ１!甲", "出生"),
        ("無い行 + 無い表!甲", "無い行 ＋ 「無い表」の甲"),
    ],
)
def test_a_formula_is_said_in_the_names_of_its_rows(names: RowNames, text: str, words: str | None) -> None:
    expected = words or "合計(出生(2015年～2016年)、出生(2018年)、0～14歳、出生(5年前) ＋ 1)"
    assert names.words(text) == expected


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("甲 + r5", "出生 + 「0～14歳」"),
        ("r1 - r2", "r1 - r2"),
        ("乙 / r3 / r4", "乙 / r3 / r4"),
        ("行@2015 + 甲@2015", "行@2015 + 出生@2015"),
        ("t2!転 + t1!甲", "動き!転入 + 人口!出生"),
        ("無い表!甲 + 無い行", "無い表!甲 + 無い行"),
    ],
)
def test_names_and_uids_are_exchanged_and_come_back(names: RowNames, kept: str, shown: str) -> None:
    assert names.shown(kept) == shown
    assert parse(names.kept(shown)) == parse(kept)


@pytest.mark.parametrize("sign", "ー‐‑‒–—―─━－−")
def test_what_looks_like_a_minus_between_rows_is_one(names: RowNames, sign: str) -> None:
    assert parse(names.kept(f"出生{sign}甲")) == parse("甲 - 甲")
    assert parse(names.kept(f"動き!転入{sign}出生")) == parse("t2!転 - 甲")


def test_what_cannot_be_read_stays_as_it_is(names: RowNames) -> None:
    assert names.shown("甲 +") == names.kept("甲 +") == "甲 +"


def test_tables_of_one_title_are_called_by_their_uids() -> None:
    names = RowNames([TABLE, OTHER, TWIN], TABLE)
    assert names.shown("t2!転 + t3!転") == "t2!転入 + t3!転出"
    assert names.words("t2!転") == "「t2」の転入"
    assert (names.name("甲"), names.name("r1")) == ("出生", "r1")


def test_every_published_formula_comes_back() -> None:
    tables = b.with_tables().statistics
    for table in tables:
        names = RowNames(tables, table)
        every = [*(row.formula for row in table.rows), *(column.formula for column in table.columns)]
        formulas = [each for each in every if each]
        assert [names.kept(names.shown(each)) for each in formulas] == formulas
