"""要確認 below the grid: grouped, followed with the keyboard, put away with a reason and taken up again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from kpidesk.domain.year_value import ValueKey
from tests import builders as b
from tests.ui.driver import Driver, Key
from tests.ui.test_window import unnamed

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.ui.findings_panel import FindingsPanel
    from tests.conftest import Made

REASON = "国の集計の見直しによる。"


@pytest.fixture
def panel(driver: Driver, sample: Path) -> FindingsPanel:
    driver.window.open_path(sample)
    driver.press(Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    return driver.desk.findings


def lines(panel: FindingsPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_the_findings_stand_under_their_rules(driver: Driver, panel: FindingsPanel) -> None:
    found = driver.desk.watch.open
    assert panel.isVisible()
    assert driver.focus is panel.list
    assert len(found) > 1
    texts = lines(panel)
    assert all(any(each.sentence in text and each.severity.value in text for text in texts) for each in found)
    assert any(text.startswith(found[0].rule.label) for text in texts)


def test_namesakes_are_told_apart_by_where_they_stand(driver: Driver, make_workspace: Made) -> None:
    row = b.series(targets={2021: "5"}, actuals={2021: "4"}, final="5")
    twins = [replace(b.indicator(uid, row, direction=None), name="参加者数") for uid in ("i1", "i2")]
    single = b.indicator("i3", row, direction=None)
    tree = b.plan(b.goal("g1", *(b.project(f"p{number}", each) for number, each in enumerate((*twins, single)))))
    driver.window.open_path(make_workspace(tree))
    driver.press(Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    found = [text for text in lines(driver.desk.findings) if "決まっていません" in text]
    assert [text.partition("\n")[2] for text in found] == ["事業p0", "事業p1", ""]


def test_enter_leads_to_the_cell_and_escape_closes(driver: Driver, panel: FindingsPanel) -> None:
    keyed = next(each for each in driver.desk.watch.open if isinstance(each.key, ValueKey))
    row = next(number for number, text in enumerate(lines(panel)) if keyed.sentence in text)
    panel.list.setCurrentRow(row)
    driver.press(Key.Key_Return)
    assert driver.focus is driver.desk.grid
    assert driver.desk.model.key(driver.desk.grid.currentIndex()) == keyed.key
    panel.list.setFocus()
    driver.press(Key.Key_Escape)
    assert panel.isHidden()
    assert driver.focus is driver.desk.grid


def test_the_keys_go_from_finding_to_finding_and_around(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    seen = []
    driver.desk.watch.finish()
    for _ in driver.desk.watch.open:
        driver.press(Key.Key_F8)
        seen.append(driver.desk.status.notice.text())
    assert len(set(seen)) == len(driver.desk.watch.open)
    driver.press(Key.Key_F8)
    assert driver.desk.status.notice.text() == seen[0]
    driver.press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert driver.desk.status.notice.text() == seen[-1]


def test_a_finding_is_put_away_with_a_reason_and_taken_up_again(driver: Driver, panel: FindingsPanel) -> None:
    before = len(driver.desk.watch.open)
    assert not panel.put_away.isEnabled()
    panel.reason.setFocus()
    driver.compose(REASON)
    driver.press(Key.Key_Return)
    assert len(driver.desk.watch.open) == before - 1
    assert not any(REASON in text for text in lines(panel))
    panel.settled.setChecked(True)
    assert lines(panel)[-1].endswith(f"理由: {REASON}")
    panel.list.setCurrentRow(panel.list.count() - 1)
    assert panel.put_away.text() == "未確認に戻す"
    panel.put_away.click()
    assert len(driver.desk.watch.open) == before
    driver.desk.undo()
    driver.desk.undo()
    driver.desk.watch.finish()
    assert len(driver.desk.watch.open) == before


def test_the_count_below_follows_the_entry(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.desk.watch.finish()
    assert driver.desk.status.doubtful.text() == f"要確認 {len(driver.desk.watch.open)}"
    driver.desk.status.doubtful.click()
    assert driver.desk.findings.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints
def test_everything_that_opens_has_names(driver: Driver, panel: FindingsPanel) -> None:
    assert panel.isVisible()
    assert unnamed(driver.window) == []
    driver.desk.large.toggle()
    driver.window.edit_settings()
    assert unnamed(driver.window) == []


def test_a_sign_that_cannot_be_printed_is_listed(driver: Driver, make_workspace: Made) -> None:
    driver.window.open_path(make_workspace(b.plan(b.goal("g1", b.project("p1", title="带状疱疹")))))
    driver.press(Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert "印刷できない文字　1件" in lines(driver.desk.findings)


def test_several_lines_are_seen_on_a_small_screen(driver: Driver, panel: FindingsPanel) -> None:
    driver.window.resize(1366, 768)
    panel.open()
    rows = [panel.list.visualItemRect(panel.list.item(row)) for row in range(panel.list.count())]
    seen = [row for row, box in enumerate(rows) if panel.list.viewport().rect().contains(box)]
    lines_seen = [row for row in seen if panel.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled]
    assert len(lines_seen) >= 3
