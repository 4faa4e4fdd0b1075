"""事業費・交付金の入力: periods and grants added, changed, moved and taken away with the keys; sums as printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import AdoptedGrant, Amount, AmountKind, Funding, MoneyUnit
from kpidesk.domain.plan_document import dumps
from kpidesk.ui.funding_dialog import FundingDialog
from kpidesk.ui.funding_grant_form import GrantForm
from kpidesk.ui.funding_period_form import PeriodForm
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.forms import fill, form, press, refused
from tests.ui.test_window import unnamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel

    from kpidesk.ui.form_dialog import FormDialog
    from kpidesk.workspace.services import Services
    from tests.conftest import Made

    Watch = Callable[[QAbstractItemModel], None]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


@pytest.fixture
def shown(driver: Driver, make_workspace: Made) -> FundingDialog:
    driver.window.open_path(make_workspace(b.with_tables()))
    return opened(driver)


@pytest.fixture
def bare(driver: Driver, make_workspace: Made) -> FundingDialog:
    driver.window.open_path(make_workspace(replace(b.with_tables(), funding=None)))
    return opened(driver)


def opened(driver: Driver) -> FundingDialog:
    driver.choose("計画", "事業費・交付金の入力")
    return driver.dialog(FundingDialog)


def held(driver: Driver) -> Funding:
    session = driver.desk.session
    return session.workspace.plan(session.plan_uid).funding or Funding()


def keep(driver: Driver, asked: FormDialog) -> None:
    """Keep what a form holds, and go on in the dialog."""
    press(asked.keep)
    driver.dialog(FundingDialog)


def undo(driver: Driver, times: int) -> None:
    for _ in range(times):
        QTest.keyClick(driver.dialog(FundingDialog).periods, Key.Key_Z, CONTROL)


def test_the_table_is_shown_as_it_is_printed(shown: FundingDialog, model_tester: Watch) -> None:
    model_tester(shown.periods.texts)
    model_tester(shown.grants.texts)
    assert shown.periods.texts.rows[:2] == [
        (
            "平成27年度～令和元年度",
            "第1期総合戦略",
            "",
            "32億4,046万円\n(平成28～令和元年度決算額)",
            "6億8,119万円\n(平成27～令和元年度決算額)",
        ),
        (
            "令和2年度（実績）",
            "第2期総合戦略（令和2年度～令和6年度）",
            "27事業",
            "11億7,547万円\n(令和2年度決算額)",
            "2億7,406万円\n(令和2年度決算額)",
        ),
    ]
    assert [row[1:] for row in shown.grants.texts.rows] == [("延べ26事業", "681,185千円")]
    assert shown.grants.texts.rows[0][0].startswith("(主な採択事業)\n○移住定住促進事業\n")
    shown.periods.setFocus()
    QTest.keyClick(shown.periods, Key.Key_Down)
    assert shown.of_grants.plain == "令和2年度（実績）の交付金"
    assert [row[1:] for row in shown.grants.texts.rows] == [("2事業", "31,225千円"), ("1事業", "242,836千円")]
    assert (shown.unit.currentText(), shown.grant_unit.currentText()) == ("万円", "千円")


def test_every_control_has_a_name(shown: FundingDialog, driver: Driver) -> None:
    assert unnamed(shown) == []
    press(shown.change)
    asked = form(driver, PeriodForm)
    assert unnamed(asked) == []
    asked.reject()
    driver.dialog(FundingDialog)
    press(shown.change_grant)
    assert unnamed(form(driver, GrantForm)) == []


def test_a_period_is_added_behind_the_last(shown: FundingDialog, driver: Driver) -> None:
    press(shown.add)
    asked = form(driver, PeriodForm)
    assert (asked.first.currentText(), asked.last.currentText()) == ("令和5年度", "令和5年度")
    assert asked.strategy.currentText() == "第2期総合戦略（令和2年度～令和6年度）"
    assert not asked.cost.yen.isEnabled()
    asked.note.setCurrentText("計画")
    fill(asked.projects, "３１")
    asked.cost.kind.pick(AmountKind.BUDGET)
    fill(asked.cost.yen, "1億")
    assert asked.told.plain == "印刷: 事業数 31事業、事業費 1億円(令和5年度当初予算額)"
    keep(driver, asked)
    period = held(driver).periods[4]
    assert (period.title, period.projects) == ("令和5年度（計画）", 31)
    assert period.cost == Amount(AmountKind.BUDGET, 100_000_000)
    assert shown.periods.row == 4
    undo(driver, 1)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_a_period_is_changed_and_what_cannot_be_read_is_refused(shown: FundingDialog, driver: Driver) -> None:
    shown.choose(1)
    QTest.keyClick(shown.periods, Key.Key_Return)
    asked = form(driver, PeriodForm)
    assert asked.cost.yen.line.text() == "117,547"
    assert asked.granted.yen.line.text() == ""
    refusals = {
        "金額に満たない": "「0.00001」には1円に満たない端数があります。",
        "数字": "「x」に数字が見つかりません。",
        "事業数": "「1.5」は事業数として読めません。",
        "年度": "最後の年度が最初の年度より前です。",
        "金額の年度": "金額の年度は、最初と最後の両方を選んでください。",
        "金額の年度の順": "金額の最後の年度が最初の年度より前です。",
    }
    fill(asked.cost.yen, "0.00001")
    assert refused(asked) == refusals["金額に満たない"]
    fill(asked.cost.yen, "x")
    assert refused(asked) == refusals["数字"]
    fill(asked.cost.yen, "11億7,548万円")
    fill(asked.projects, "1.5")
    assert refused(asked) == refusals["事業数"]
    fill(asked.projects, "")
    asked.last.pick(b.fy(2019))
    assert refused(asked) == refusals["年度"]
    asked.last.pick(b.fy(2020))
    asked.cost.first.pick(b.fy(2019))
    assert refused(asked) == refusals["金額の年度"]
    asked.cost.last.pick(b.fy(2018))
    assert refused(asked) == refusals["金額の年度の順"]
    asked.cost.last.pick(b.fy(2020))
    asked.granted.kind.pick(None)
    keep(driver, asked)
    period = held(driver).periods[1]
    assert period.cost == Amount(AmountKind.SETTLED, 1_175_480_000, Period(b.fy(2019), b.fy(2020)))
    assert (period.granted, period.projects) == (None, None)
    assert period.grants == b.with_tables().funding.periods[1].grants  # type: ignore[union-attr]
    undo(driver, 1)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_a_grant_takes_projects_of_the_plan_and_names(shown: FundingDialog, driver: Driver) -> None:
    press(shown.add_grant)
    asked = form(driver, GrantForm)
    assert asked.told.plain == ""
    assert refused(asked) == "交付金の名前か事業が必要です。"
    QTest.keyClick(asked.project, Key.Key_Return)
    QApplication.processEvents()
    assert asked.list.count() == 0
    asked.name.setCurrentText("新しい交付金")
    asked.project.setCurrentIndex(0)
    title, uid = asked.project.currentText(), asked.project.currentData()
    assert refused(asked) == "採択事業に入っていない名前があります。「加える」を押すか、消してください。"
    press(asked.take)
    fill(asked.project, "ほかの事業")
    QTest.keyClick(asked.project, Key.Key_Return)
    QApplication.processEvents()
    assert asked.isVisible()
    fill(asked.project, title)
    press(asked.take)
    assert [asked.list.item(row).text() for row in range(3)] == [title, "ほかの事業", title]
    press(asked.drop)
    press(asked.up)
    assert not asked.up.isEnabled()
    press(asked.down)
    fill(asked.count, "12")
    fill(asked.yen, "5,000千円")
    assert asked.told.plain == "印刷: 2事業、5,000千円"
    assert asked.warned.plain == (
        "※ 平成27年度～令和元年度の新しい交付金の事業数は、挙げられた事業の2事業を印刷します"
        "(入力した12事業は印刷しません)。"
    )
    assert asked.warned.isVisible()
    asked.cumulative.setChecked(True)
    asked.more.setChecked(True)
    assert asked.told.plain == "印刷: 延べ12事業、5,000千円"
    assert not asked.warned.isVisible()
    keep(driver, asked)
    grant = held(driver).periods[0].grants[1]
    assert grant == AdoptedGrant("新しい交付金", (uid, "ほかの事業"), True, 12, True, 5_000_000)  # noqa: FBT003 -- a record
    assert shown.grants.texts.rows[1] == (
        f"【新しい交付金】\n○{title}\n○ほかの事業\nなど",
        "延べ12事業",
        "5,000千円",
    )
    undo(driver, 1)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_a_grant_is_changed_moved_and_taken_away(shown: FundingDialog, driver: Driver) -> None:
    shown.choose(1)
    shown.grants.setFocus()
    QTest.keyClick(shown.grants, Key.Key_Down)
    QTest.keyClick(shown.grants, Key.Key_Return)
    asked = form(driver, GrantForm)
    assert asked.name.currentText() == "地方創生拠点整備交付金"
    fill(asked.yen, "-1")
    assert "金額として扱えません" in refused(asked)
    fill(asked.yen, "1")
    fill(asked.name, "")
    keep(driver, asked)
    assert held(driver).periods[1].grants[1].yen == 1000
    assert shown.periods.texts.rows[1][4].startswith("3,123万円")
    press(shown.grant_up)
    assert (shown.grants.row, shown.grant_up.isEnabled()) == (0, False)
    assert [grant.yen for grant in held(driver).periods[1].grants] == [1000, 31_225_000]
    press(shown.drop_grant)
    assert shown.notice.text() == "「採択事業」を削除しました。Ctrl+Zで元に戻せます。"
    press(shown.drop_grant)
    assert not shown.drop_grant.isEnabled()
    undo(driver, 4)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_periods_move_and_go_and_units_change(shown: FundingDialog, driver: Driver) -> None:
    assert not shown.up.isEnabled()
    press(shown.down)
    assert (shown.periods.row, shown.periods.texts.rows[1][0]) == (1, "平成27年度～令和元年度")
    press(shown.up)
    shown.unit.setFocus()
    shown.unit.pick(MoneyUnit.MILLION)
    shown.unit.activated.emit(shown.unit.currentIndex())
    assert shown.periods.texts.rows[0][3].startswith("3,240百万円")
    shown.grant_unit.pick(MoneyUnit.YEN)
    shown.grant_unit.activated.emit(shown.grant_unit.currentIndex())
    assert shown.grants.texts.rows[0][2] == "681,185,000円"
    for _ in range(4):
        press(shown.drop)
    assert held(driver) == Funding()
    assert shown.empty.isVisible()
    undo(driver, 8)
    assert dumps(driver.desk.session.plan) == b.document_with_tables()


def test_an_entered_figure_that_is_not_printed_is_told_before_and_after(shown: FundingDialog, driver: Driver) -> None:
    assert not shown.told.isVisible()
    press(shown.change)
    asked = form(driver, PeriodForm)
    assert asked.granted.yen.line.placeholderText() == "空欄なら 681,185,000円"
    fill(asked.granted.yen, "5")
    told = "※ 平成27年度～令和元年度の交付金額は、交付金の合計の6億8,119万円を印刷します(入力した5万円は印刷しません)。"
    assert asked.warned.plain == told
    keep(driver, asked)
    assert shown.told.plain == told
    assert shown.periods.texts.rows[0][4] == ("6億8,119万円\n(平成27～令和元年度決算額)\n※入力は5万円")
    press(shown.change)
    again = form(driver, PeriodForm)
    fill(again.granted.yen, "10億円")
    assert again.warned.plain.endswith("ほかの交付金があれば、追加してください。")


def test_a_grant_that_falls_short_of_the_total_is_told_of(shown: FundingDialog, driver: Driver) -> None:
    shown.choose(1)
    press(shown.change)
    asked = form(driver, PeriodForm)
    fill(asked.granted.yen, "27,406.1")
    keep(driver, asked)
    press(shown.change_grant)
    grant = form(driver, GrantForm)
    assert grant.told.plain == "印刷: 2事業、31,225千円"
    fill(grant.yen, "1")
    assert (
        "交付金額は、交付金の合計の2億4,284万円を印刷します(入力した2億7,406万円は印刷しません)" in grant.warned.plain
    )


def test_a_blank_amount_says_what_it_leads_to(bare: FundingDialog, driver: Driver) -> None:
    press(bare.first)
    asked = form(driver, PeriodForm)
    asked.cost.kind.pick(AmountKind.ESTIMATED)
    assert asked.cost.yen.line.placeholderText() == "空欄なら印刷しません"
    assert [asked.cost.kind.itemText(row) for row in range(4)] == ["印刷しない", "当初予算額", "決算見込額", "決算額"]
    assert asked.cost.kind.count() == 4
    assert asked.granted.kind.itemText(1) == "交付決定額"
    assert [asked.note.itemText(row) for row in range(asked.note.count())] == ["実績", "見込", "計画"]
    assert asked.strategy.itemText(0) == bare.plan.title


def test_an_unused_field_leaves_no_empty_column(bare: FundingDialog, driver: Driver) -> None:
    press(bare.first)
    keep(driver, form(driver, PeriodForm))
    shown = [column for column in range(5) if not bare.periods.isColumnHidden(column)]
    assert shown == [0, 2]
    press(bare.change)
    asked = form(driver, PeriodForm)
    asked.strategy.setCurrentText("第2期総合戦略")
    keep(driver, asked)
    assert not bare.periods.isColumnHidden(1)


def test_the_first_period_begins_a_table(bare: FundingDialog, driver: Driver) -> None:
    assert bare.empty.isVisible()
    assert bare.first.hasFocus()
    driver.press(Key.Key_Space)
    asked = form(driver, PeriodForm)
    assert asked.first.currentData() == driver.desk.session.year
    keep(driver, asked)
    assert len(held(driver).periods) == 1
    assert bare.periods.isVisible()
    assert not bare.grants.texts.rows
    assert driver.desk.session.workspace.undo_title == "事業費・交付金の「令和2年度」の追加"


def test_a_closed_year_does_not_lock_the_table(shown: FundingDialog, driver: Driver) -> None:
    with driver.desk.session.edit("確定") as edit:
        edit.close_year(b.fy(2020))
    shown.choose(1)
    press(shown.drop)
    assert len(held(driver).periods) == 3


def test_a_read_only_workspace_shows_all_and_alters_nothing(
    driver: Driver, make_workspace: Made, services: Services
) -> None:
    path = make_workspace(b.with_tables())
    holder = Workspace.open(path, services)
    driver.window.open_path(path)
    shown = opened(driver)
    assert shown.notice.text() == "読み取り専用で開いているため、変更できません。"
    assert len(shown.periods.texts.rows) == 4
    for each in (shown.add, shown.change, shown.drop, shown.up, shown.down, shown.unit, shown.grant_unit):
        assert not each.isEnabled()
    for button in (shown.add_grant, shown.change_grant, shown.drop_grant, shown.grant_up, shown.grant_down):
        assert not button.isEnabled()
    QTest.keyClick(shown.periods, Key.Key_Return)
    QTest.keyClick(shown.grants, Key.Key_Return)
    assert not shown.findChildren(PeriodForm)
    shown.reject()
    holder.close()
