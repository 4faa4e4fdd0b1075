from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.evaluation import Opinion
from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import AdoptedGrant, Amount, AmountKind, Funding, FundingPeriod
from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.notation import NotationError
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.statistics import Statistic, StatisticRow
from kpidesk.domain.year_value import Number, Standing
from kpidesk.errors import UserError
from kpidesk.workspace.reference import StatisticText, funding_fault, statistics_fault
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Value
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

YEAR = b.fy(2021)
UID = "iwamizawa"
TABLE = "人口動態"
ONE_YEAR = Period(YEAR, YEAR)


@pytest.fixture
def city(make_workspace: Made, services: Services) -> Iterator[Workspace]:
    """Return a workspace with 岩見沢市's plan and its tables, open for writing."""
    opened = Workspace.open(make_workspace(b.with_tables()), services)
    yield opened
    opened.close()


def on_disk(workspace: Workspace, services: Services) -> Plan:
    """Return what another reader finds in the file now."""
    reader = Workspace.open(workspace.path, services, write=False)
    reader.close()
    return reader.plan(UID)


def births(workspace: Workspace) -> Value | None:
    return workspace.plan(UID).statistic(TABLE).row("出生").values.get(YEAR)


def type_births(workspace: Workspace, text: str) -> None:
    with workspace.edit(UID, "統計の入力") as edit:
        edit.set_statistic_value(TABLE, "出生", YEAR, text)


def test_the_tables_are_kept_byte_for_byte(city: Workspace, services: Services) -> None:
    assert dumps(on_disk(city, services)) == b.document_with_tables()


def test_a_typed_figure_is_said_kept_and_taken_back(city: Workspace, services: Services) -> None:
    type_births(city, "３３０人")
    assert births(city) == b.cell("330")
    assert on_disk(city, services) == city.plan(UID)
    assert city.history(UID)[0].sentences == (
        "第2期岩見沢市総合戦略 統計: 住民基本台帳人口の推移 2021年 出生 329 → 330",
    )
    city.undo()
    assert dumps(on_disk(city, services)) == b.document_with_tables()
    city.redo()
    assert births(city) == b.cell("330")


def test_figures_and_rows_can_be_altered_in_one_step(city: Workspace, services: Services) -> None:
    with city.edit(UID, "統計") as edit:
        edit.set_statistic_value(TABLE, "出生", YEAR, "330")
        edit.change_statistic(replace(edit.plan.statistic(TABLE), title="人口"))
        edit.set_statistic_value(TABLE, "出生", YEAR, "331")
        edit.change_statistic(replace(edit.plan.statistic(TABLE), title="人口の動き"))
    assert births(city) == b.cell("331")
    assert city.plan(UID).statistic(TABLE).title == "人口の動き"
    assert on_disk(city, services) == city.plan(UID)
    city.undo()
    assert dumps(on_disk(city, services)) == b.document_with_tables()


def test_a_blank_takes_the_figure_away_and_the_same_text_changes_nothing(city: Workspace) -> None:
    entries = len(city.history(UID))
    type_births(city, " 329 ")
    assert len(city.history(UID)) == entries
    type_births(city, "")
    assert births(city) is None


def test_a_confirmed_figure_keeps_the_provisional_one(city: Workspace) -> None:
    type_births(city, "暫定値330")
    type_births(city, "確定値331")
    value = births(city)
    assert isinstance(value, Number)
    assert value.standing is Standing.CONFIRMED
    assert [each.standing for each in value.earlier if isinstance(each, Number)] == [Standing.PROVISIONAL]


def test_what_cannot_be_typed_is_refused(city: Workspace) -> None:
    before = dumps(city.plan(UID))
    with pytest.raises(NotationError):
        type_births(city, "12,34")
    with pytest.raises(UserError, match="式で計算する行") as refusal, city.edit(UID, "入力") as edit:
        edit.set_statistic_value(TABLE, "自然増減", YEAR, "1")
    assert refusal.value.remedy
    for table, row in (("無い表", "出生"), (TABLE, "無い行")):
        with pytest.raises(KeyError), city.edit(UID, "入力") as edit:
            edit.set_statistic_value(table, row, YEAR, "1")
    assert dumps(city.plan(UID)) == before


def test_a_closed_year_does_not_lock_the_tables(city: Workspace) -> None:
    with city.edit(UID, "確定") as edit:
        edit.close_year(YEAR)
    type_births(city, "330")
    assert births(city) == b.cell("330")


def test_tables_are_replaced_and_named(city: Workspace, services: Services) -> None:
    table = Statistic(
        "", "人口", MeasuredPer.CALENDAR, rows=(StatisticRow("", "男"), StatisticRow("", "女", formula="男"))
    )
    with city.edit(UID, "統計") as edit:
        edit.set_statistics([table])
        edit.set_statistic_value("t1", "男", YEAR, "1")
        edit.add_opinion(Opinion(year=YEAR, opinion="意見"))
    assert on_disk(city, services).statistics == city.plan(UID).statistics
    assert [row.uid for row in city.plan(UID).statistics[0].rows] == ["男", "女"]
    with city.edit(UID, "統計") as edit:
        edit.set_statistics([])
    assert city.plan(UID).statistics == ()


def test_an_opinion_does_not_take_the_name_of_a_table(city: Workspace) -> None:
    with city.edit(UID, "統計") as edit:
        edit.set_statistics([Statistic("o1", "人口", MeasuredPer.CALENDAR)])
        assert edit.add_opinion(Opinion(year=YEAR, opinion="意見")) == "o2"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (Statistic("t1", "表", MeasuredPer.DATE, rows=(StatisticRow("甲", "甲", formula="甲"),)), "甲 → 甲"),
        (Statistic("t1", "表", MeasuredPer.DATE, rows=(StatisticRow("甲", "甲", formula="1 +"),)), "4文字目"),
        (Statistic("t1", "表\x00", MeasuredPer.DATE), "制御文字"),
        (Statistic("p1", "表", MeasuredPer.DATE), "同じ"),
    ],
)
def test_tables_that_break_a_rule_are_refused(city: Workspace, table: Statistic, words: str) -> None:
    with pytest.raises(UserError, match=words) as refusal, city.edit(UID, "統計") as edit:
        edit.set_statistics([table])
    assert refusal.value.remedy
    assert dumps(city.plan(UID)) == b.document_with_tables()


def test_funding_is_replaced_and_taken_back(city: Workspace, services: Services) -> None:
    period = FundingPeriod(ONE_YEAR, cost=Amount(AmountKind.BUDGET, 5), grants=(AdoptedGrant("交付金", ("p1",)),))
    with city.edit(UID, "事業費") as edit:
        edit.set_funding(Funding(periods=(period,)))
    assert on_disk(city, services).funding == Funding(periods=(period,))
    with city.edit(UID, "事業費") as edit:
        edit.set_funding(None)
    assert on_disk(city, services).funding is None
    city.undo()
    city.undo()
    assert dumps(city.plan(UID)) == b.document_with_tables()


@pytest.mark.parametrize(
    "period",
    [
        FundingPeriod(ONE_YEAR, grants=(AdoptedGrant("交付金", ("g1",)),)),
        FundingPeriod(ONE_YEAR, grants=(AdoptedGrant(),)),
        FundingPeriod(ONE_YEAR, cost=Amount(AmountKind.BUDGET, -1)),
    ],
)
def test_funding_that_breaks_a_rule_is_refused(city: Workspace, period: FundingPeriod) -> None:
    with pytest.raises(UserError) as refusal, city.edit(UID, "事業費") as edit:
        edit.set_funding(replace(Funding(), periods=(period,)))
    assert refusal.value.remedy
    assert dumps(city.plan(UID)) == b.document_with_tables()


def test_many_texts_are_one_change_and_what_cannot_be_read_is_left(city: Workspace, services: Services) -> None:
    texts = [
        StatisticText("出生", YEAR, "330"),
        StatisticText("死亡", YEAR, "1,2"),
        StatisticText("自然増減", YEAR, "5"),
        StatisticText("転入", YEAR, ""),
        StatisticText("転出", YEAR, "—"),
    ]
    with city.edit(UID, "貼り付け") as edit:
        unread = edit.set_statistic_values(TABLE, texts)
        assert len(edit.changes) == 1
    assert [(each.of.row, bool(each.reason)) for each in unread] == [("死亡", True), ("自然増減", True)]
    rows = on_disk(city, services).statistic(TABLE)
    found = [rows.row(name).values.get(YEAR) for name in ("出生", "死亡", "転入", "転出")]
    assert found == [b.cell("330"), b.cell("1220"), None, b.cell("—")]
    city.undo()
    assert dumps(city.plan(UID)) == b.document_with_tables()
    with pytest.raises(KeyError), city.edit(UID, "貼り付け") as edit:
        edit.set_statistic_values(TABLE, [StatisticText("無い行", YEAR, "1")])


def test_one_table_is_added_changed_and_taken_away(city: Workspace, services: Services) -> None:
    with city.edit(UID, "統計") as edit:
        uid = edit.add_statistic(Statistic("", "人口", MeasuredPer.CALENDAR, rows=(StatisticRow("", "男"),)))
        edit.change_statistic(replace(edit.plan.statistic(uid), title="人口の推移"))
    assert uid == "t1"
    assert on_disk(city, services).statistic("t1").title == "人口の推移"
    assert [row.uid for row in city.plan(UID).statistic("t1").rows] == ["男"]
    with city.edit(UID, "統計") as edit:
        edit.remove_statistic("t1")
    assert dumps(city.plan(UID)) == b.document_with_tables()
    with pytest.raises(UserError, match="合計特殊出生率"), city.edit(UID, "統計") as edit:
        edit.remove_statistic(TABLE)
    with pytest.raises(KeyError), city.edit(UID, "統計") as edit:
        edit.change_statistic(Statistic("無", "表", MeasuredPer.DATE))
    with pytest.raises(KeyError), city.edit(UID, "統計") as edit:
        edit.remove_statistic("無")


def test_what_could_not_be_kept_is_told_before(city: Workspace) -> None:
    plan = city.plan(UID)
    circle = Statistic("t1", "表", MeasuredPer.DATE, rows=(StatisticRow("甲", "甲", formula="甲"),))
    assert statistics_fault(plan, plan.statistics) == ""
    assert "甲 → 甲" in statistics_fault(plan, [circle])
    assert funding_fault(plan, plan.funding or Funding()) == ""
    nameless = FundingPeriod(ONE_YEAR, grants=(AdoptedGrant(),))
    assert funding_fault(plan, Funding(periods=(nameless,))) == "交付金の名前か事業が必要です。"
