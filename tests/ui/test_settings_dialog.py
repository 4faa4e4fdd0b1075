"""設定, and what the window remembers: who works, the year a file was left at, the shares of the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from kpidesk.domain.wording import DigitWidth
from kpidesk.errors import UserError
from kpidesk.ui.file_prompts import FilePrompts
from kpidesk.ui.progress_dialog import ProgressDialog
from kpidesk.ui.settings_dialog import SettingsDialog
from kpidesk.ui.theme import ThemeChoice
from kpidesk.workspace.settings import SettingsFile
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services
    from tests.conftest import Made

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


def test_what_is_set_counts_at_once_and_is_remembered(driver: Driver, sample: Path, services: Services) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_Comma, CONTROL)
    shown = driver.window.findChild(SettingsDialog)
    assert shown is not None
    shown.name.setText(" 山田 ")
    shown.limit.setValue(250)
    shown.digits.setCurrentIndex(shown.digits.findText(DigitWidth.FULL.label))
    shown.theme.setCurrentIndex(shown.theme.findData(ThemeChoice.DARK.value))
    QTest.keyClick(shown.name, Key.Key_Return)
    kept = SettingsFile(services.settings_file).load()
    assert (kept.user_name, kept.remarks_limit, kept.digits, kept.theme) == ("山田", 250, DigitWidth.FULL, "dark")
    assert "／250字" in driver.desk.inspector.pane.count.text()
    assert [action.isChecked() for action in driver.window.colours.actions()] == [False, False, True]
    session = driver.desk.session
    session.type_figure(b.actual_of("i2", 2022), "26.5")
    assert session.workspace.history(session.plan_uid)[0].who == "山田"
    driver.window.choose_theme(ThemeChoice.LIGHT)


def test_the_name_counts_for_the_next_file_too(driver: Driver, sample: Path) -> None:
    driver.window.use_settings(SettingsFile(sample.parent / "none.json").load())
    driver.window.open_path(sample)
    session = driver.desk.session
    session.type_figure(b.actual_of("i2", 2022), "26.5")
    assert session.workspace.history(session.plan_uid)[0].who == "企画課"


def test_the_year_a_file_was_left_at_comes_back(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    assert driver.desk.session.year == b.fy(2022)
    driver.desk.session.evaluate(b.fy(2024))
    driver.window.close_file()
    driver.window.open_path(sample)
    assert driver.desk.session.year == b.fy(2024)
    assert driver.desk.year.currentText() == "令和6年度"


def test_the_side_panes_keep_their_share_on_a_smaller_screen(driver: Driver, sample: Path) -> None:
    driver.window.resize(2560, 1300)
    driver.window.open_path(sample)
    driver.desk.splitter.restore("0.2200 0.2700")
    driver.window.close_file()
    driver.window.resize(1366, 768)
    driver.window.open_path(sample)
    driver.qtbot.waitUntil(lambda: driver.desk.splitter.width() == 1366)
    left, _, right = driver.desk.splitter.sizes()
    assert abs(left - 301) < 4
    assert abs(right - 369) < 4


@pytest.mark.parametrize("width", [1024, 1366, 1920, 3840])
def test_the_side_panes_are_never_too_wide(driver: Driver, sample: Path, width: int) -> None:
    driver.window.resize(width, 768)
    driver.window.open_path(sample)
    driver.qtbot.waitUntil(lambda: driver.desk.splitter.width() == width)
    left, middle, right = driver.desk.splitter.sizes()
    assert left <= 0.22 * width + 1
    assert right <= 0.27 * width + 1
    assert middle >= width // 2


@pytest.mark.parametrize("words", ["", "AAAA", "0.5", "0.7 0.7", "nan nan", "-1 0.2"])
def test_shares_that_are_none_mean_the_usual_ones(driver: Driver, sample: Path, words: str) -> None:
    driver.window.open_path(sample)
    before = driver.desk.splitter.sizes()
    driver.desk.splitter.restore(words)
    assert driver.desk.splitter.sizes() == before


class Filling(FilePrompts):
    """Answers whether a file without a plan is to be filled, and with what."""

    def __init__(self, document: Path | None, *, fill: bool) -> None:
        self._document = document
        self._fill = fill

    def read_into_empty(self, parent: object, path: Path) -> bool:
        del parent, path
        return self._fill

    def open_document(self, parent: object) -> Path | None:
        del parent
        return self._document


def test_a_file_without_a_plan_asks_for_one(driver: Driver, make_workspace: Made, tmp_path: Path) -> None:
    empty = make_workspace()
    document = tmp_path / "plan.json"
    document.write_text(b.document("sunagawa"), encoding="utf-8")
    driver.window._prompts = Filling(None, fill=False)  # noqa: SLF001 -- somebody else answers
    driver.window.open_path(empty)
    assert driver.window.desk is None
    driver.window._prompts = Filling(document, fill=True)  # noqa: SLF001
    del driver.window.__dict__["_opening"]
    driver.window.open_path(empty)
    assert driver.desk.session.plan.municipality == "砂川市"


def test_a_file_without_a_plan_that_another_has_is_refused(
    driver: Driver, make_workspace: Made, services: Services
) -> None:
    empty = make_workspace()
    other = Workspace.open(empty, services)
    with pytest.raises(UserError):
        driver.window.open_path(empty)
    other.close()


def test_the_progress_leads_to_what_is_owed(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.desk.session.evaluate(b.fy(2023))
    driver.press(Key.Key_F9)
    shown = driver.window.findChild(ProgressDialog)
    assert shown is not None
    assert [shown.lines[0][0].text(column) for column in (1, 3)] == ["0／10", "10件"]
    shown.list.setCurrentItem(shown.lines[1][0])
    QTest.keyClick(shown.list, Key.Key_Return)
    assert driver.desk.session.node_uid == driver.desk.session.plan.goals[1].uid
    assert driver.desk.grid.hasFocus()
