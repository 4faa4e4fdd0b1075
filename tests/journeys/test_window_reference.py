"""統計 and 事業費・交付金 from nothing: entered with the keys, on the disk at once, printed as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kpidesk.domain.funding import Amount, AmountKind
from kpidesk.paper.report import Table
from kpidesk.reports import funding_table, statistics_table
from kpidesk.ui.funding_dialog import FundingDialog
from kpidesk.ui.funding_grant_form import GrantForm
from kpidesk.ui.funding_period_form import PeriodForm
from kpidesk.ui.statistics_dialog import StatisticsDialog
from kpidesk.ui.statistics_forms import TableForm
from kpidesk.ui.statistics_row_form import RowForm
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key
from tests.ui.forms import fill, form, press

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.plan import Plan
    from kpidesk.paper.report import Report
    from kpidesk.workspace.services import Services

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
BIG = CONTROL | Qt.KeyboardModifier.ShiftModifier


def on_disk(path: Path, services: Services) -> Plan:
    """Return what another reader finds in the file now."""
    reader = Workspace.open(path, services, write=False)
    reader.close()
    return next(iter(reader.plans.values()))


def printed(report: Report) -> list[list[str]]:
    """Return the cells of the first table, row by row."""
    table = next(block for block in report.pages[0].blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in (*table.head, *table.body)]


def test_a_table_is_made_filled_and_printed(driver: Driver, sample: Path, services: Services) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_K, BIG)
    shown = driver.dialog(StatisticsDialog)
    driver.press(Key.Key_Space)
    table = form(driver, TableForm)
    fill(table.title, "人口の動き")
    table.rows.setPlainText("出生\n死亡")
    table.first.pick(b.fy(2021))
    table.last.pick(b.fy(2022))
    press(table.keep)
    driver.dialog(StatisticsDialog)
    assert [shown.model.index(row, column).data() for row in range(2) for column in range(2)] == ["未入力"] * 4
    QApplication.clipboard().setText("１２０\t１１８人\r\n1,300\t—\r\n")
    driver.press(Key.Key_V, CONTROL)
    assert shown.notice.text() == "4件を貼り付けました。"
    press(shown.deeds.new_row)
    row = form(driver, RowForm)
    fill(row.name, "自然増減")
    row.computed.setChecked(True)
    fill(row.formula, "出生－死亡")
    press(row.keep)
    driver.dialog(StatisticsDialog)
    assert shown.grid.hasFocus()
    kept = on_disk(sample, services)
    assert kept == driver.desk.session.workspace.plan(kept.uid)
    cells = [[str(shown.model.index(each, column).data()) for column in range(2)] for each in range(3)]
    report = statistics_table.build(kept, b.fy(2022))
    names = ["出生", "死亡", "自然増減"]
    order = [kept.statistics[0].rows[each].name for each in range(3)]
    assert sorted(order) == sorted(names)
    assert printed(report) == [
        ["区分", "令和3年度", "令和4年度"],
        *([name, *texts] for name, texts in zip(order, cells, strict=True)),
    ]
    assert cells[order.index("自然増減")] == [f"{kept.style.negative_sign}1,180", ""]
    shown.reject()
    driver.window.activateWindow()
    for _ in range(3):
        driver.press(Key.Key_Z, CONTROL)
    assert on_disk(sample, services).statistics == ()


def test_funding_is_entered_and_printed(driver: Driver, sample: Path, services: Services) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_F, BIG)
    shown = driver.dialog(FundingDialog)
    driver.press(Key.Key_Space)
    period = form(driver, PeriodForm)
    period.first.pick(b.fy(2021))
    period.last.pick(b.fy(2021))
    period.cost.kind.pick(AmountKind.SETTLED)
    fill(period.cost.yen, "６２６，６６０")
    period.granted.kind.pick(AmountKind.GRANTED)
    press(period.keep)
    driver.dialog(FundingDialog)
    for name, yen in (("推進交付金", "31,225"), ("拠点交付金", "242,836千円")):
        press(shown.add_grant)
        grant = form(driver, GrantForm)
        grant.name.setCurrentText(name)
        fill(grant.yen, yen)
        press(grant.keep)
        driver.dialog(FundingDialog)
    kept = on_disk(sample, services)
    assert kept.funding is not None
    assert kept.funding.periods[0].cost == Amount(AmountKind.SETTLED, 626_660_000)
    assert shown.periods.texts.rows[0][3:] == (
        "626,660千円\n(令和3年度決算額)",
        "274,061千円\n(令和3年度交付決定額)",
    )
    texts = [cell for row in printed(funding_table.build(kept, b.fy(2021))) for cell in row]
    for part in "\n".join(shown.periods.texts.rows[0]).split("\n"):
        assert part in texts or not part
    shown.reject()
    driver.window.activateWindow()
    for _ in range(3):
        driver.press(Key.Key_Z, CONTROL)
    assert on_disk(sample, services).funding is None
