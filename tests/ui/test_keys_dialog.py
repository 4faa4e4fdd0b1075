"""The list of keys holds every key there is, because it is read from the menus themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from kpidesk.ui.grid_commands import BLOCKS, ROUND, VALUES, WIDTHS
from kpidesk.ui.list_dialogs import KeysDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driver import Driver


def test_every_key_of_the_window_is_listed(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    dialog = KeysDialog(driver.window.menuBar(), driver.window)
    listed = {key for keys, _ in dialog.lines for key in keys.split("／")}
    actions = driver.window.findChildren(QAction)
    held = {key.toString(QKeySequence.SequenceFormat.NativeText) for each in actions for key in each.shortcuts()}
    held |= {QKeySequence(each.keys).toString() for each in (*BLOCKS, *VALUES, *WIDTHS, *ROUND) if each.keys}
    assert held - listed == set()
    assert len(held) > len(VALUES)


def test_words_are_shown_as_they_are_read(driver: Driver) -> None:
    lines = dict(KeysDialog(driver.window.menuBar(), driver.window).lines)
    assert lines["Ctrl+J"] == "次の未入力へ"
    assert lines["Ctrl+O"] == "開く"
    assert all(does and "&" not in does and "…" not in does for does in lines.values())
