"""Files through the window: the sample, a new plan, recent ones, bad ones, one that another has, and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from kpidesk import paths
from kpidesk.errors import UserError
from kpidesk.workspace.workspace import Workspace
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services


def test_the_sample_is_one_key_away(driver: Driver) -> None:
    assert driver.focus is driver.window.welcome.sample
    driver.press(Key.Key_Space)
    assert driver.desk.session.plan.municipality == "砂川市"
    assert driver.window.windowTitle().startswith("見本")


def test_a_new_plan_comes_from_a_plan_document(driver: Driver, tmp_path: Path) -> None:
    driver.answers.document = paths.sample_plan()
    driver.answers.target = tmp_path / "新しい.kpidesk"
    driver.press(Key.Key_N, CONTROL)
    assert driver.answers.proposed == "砂川市.kpidesk"
    assert driver.desk.session.workspace.path == driver.answers.target


def test_a_file_that_is_none_is_refused_and_the_open_one_stays(driver: Driver, sample: Path, tmp_path: Path) -> None:
    driver.window.open_path(sample)
    bad = tmp_path / "写真.kpidesk"
    bad.write_bytes(b"no database at all, only long enough to be read as one" * 20)
    with pytest.raises(UserError):
        driver.window.open_path(bad)
    assert driver.desk.session.workspace.path == sample


def test_a_recent_file_that_is_gone_leaves_the_list(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.window.close_file()
    sample.unlink()
    assert str(sample) in driver.window.settings.recent
    with pytest.raises(UserError):
        driver.window.open_path(sample)
    assert str(sample) not in driver.window.settings.recent


def test_the_last_file_opens_by_itself(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.window.close_file()
    driver.window.start(None)
    assert driver.desk.session.workspace.path == sample


def test_a_file_another_has_opens_read_only(driver: Driver, sample: Path, services: Services) -> None:
    other = Workspace.open(sample, services)
    driver.window.open_path(sample)
    warning = driver.desk.warning
    assert "読み取り専用" in warning.text
    assert "企画課@pc-1" in warning.text
    driver.desk.tell("書き出しました。", {})
    driver.press(Key.Key_2, CONTROL)
    assert "読み取り専用" in warning.text
    assert warning.isVisible()
    driver.press(Key.Key_1, CONTROL)
    driver.type("5")
    assert "読み取り専用" in driver.desk.status.notice.text()
    assert driver.desk.inspector.remarks.isReadOnly()
    other.close()


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".csv"])
def test_the_table_is_written_beside_the_window(driver: Driver, sample: Path, tmp_path: Path, suffix: str) -> None:
    driver.window.open_path(sample)
    driver.answers.target = tmp_path / f"集計表{suffix}"
    driver.window.export(suffix)
    assert driver.window.exporting is not None
    driver.qtbot.waitUntil(lambda: driver.window.exporting is None, timeout=60_000)
    assert driver.answers.target.stat().st_size > 1000
    assert f"集計表{suffix}" in driver.desk.banner.text
    assert driver.answers.proposed == f"砂川市_数値目標・KPI集計表_令和4年度{suffix}"


def test_a_cancelled_export_leaves_nothing(driver: Driver, sample: Path, tmp_path: Path) -> None:
    driver.window.open_path(sample)
    driver.answers.target = tmp_path / "集計表.pdf"
    driver.window.export(".pdf")
    assert driver.window.exporting is not None
    button = driver.window.exporting.dialog.findChild(QPushButton)
    assert button is not None
    button.click()
    driver.qtbot.waitUntil(lambda: driver.window.exporting is None, timeout=60_000)
    assert not driver.answers.target.exists()
    assert driver.desk.banner.isHidden()


def test_a_second_plan_joins_the_file(driver: Driver, sample: Path, tmp_path: Path) -> None:
    document = tmp_path / "plan.json"
    text = paths.sample_plan().read_text(encoding="utf-8").replace('"uid": "sunagawa"', '"uid": "second"')
    document.write_text(text, encoding="utf-8")
    driver.window.open_path(sample)
    driver.answers.document = document
    driver.window.add_plan()
    assert driver.desk.tree.model.rowCount() == 2
    assert driver.desk.session.plan_uid == "second"


def test_a_last_file_that_is_gone_is_said_on_the_first_page(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.window.close_file()
    assert driver.window.welcome.lost.isHidden()
    sample.unlink()
    driver.window.start(None)
    assert driver.window.welcome.lost.plain == f"前回のファイルが見つかりません: {sample}"
    assert driver.window.welcome.lost.isVisible()
