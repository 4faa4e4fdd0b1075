"""The message door: refusals in plain words, bugs into the log, one dialog at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from kpidesk.errors import CancelledError, UserError
from kpidesk.ui.error_dialog import MessageDoor
from kpidesk.ui.message_dialog import MessageDialog
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services


pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no size hints


@pytest.fixture
def door(services: Services) -> MessageDoor:
    return MessageDoor(services.log_file, services.clock)


def seen(qtbot: QtBot, act: Callable[[], object]) -> list[str]:
    """Act, wait for the dialog, close it, and return what it said."""
    act()
    found: list[str] = []

    def look() -> bool:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, MessageDialog):
            found.extend(part.plain for part in dialog.findChildren(Paragraph))
            next(each for each in dialog.findChildren(QPushButton) if each.text() == "閉じる").click()
        return bool(found)

    qtbot.waitUntil(look)
    return found


def test_a_refusal_says_what_where_and_what_to_do(door: MessageDoor, qtbot: QtBot, services: Services) -> None:
    error = UserError("開けません。", where="C:\\写真.kpidesk", remedy="選び直してください。")
    assert seen(qtbot, lambda: door.receive(UserError, error, None)) == [
        "開けません。",
        "C:\\写真.kpidesk",
        "選び直してください。",
    ]
    assert not services.log_file.exists()


def test_a_bug_goes_to_the_log_and_its_place_is_told(
    door: MessageDoor, qtbot: QtBot, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        sys.modules["nothing at all"]
    except KeyError as bug:
        error = bug
    said = seen(qtbot, lambda: door.receive(KeyError, error, error.__traceback__))
    assert str(services.log_file) in said[1]
    assert "Traceback" not in "".join(said)
    assert "nothing at all" in services.log_file.read_text(encoding="utf-8")
    assert "nothing at all" in capsys.readouterr().err


def test_a_cancelled_task_says_nothing(door: MessageDoor) -> None:
    door.receive(CancelledError, CancelledError(), None)
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None


def test_a_message_is_as_high_as_its_texts(qtbot: QtBot, look: Look) -> None:
    del look
    dialog = MessageDialog(
        "「確定」は元に戻せません。", "令和4年度", "理由を付けて解除してから行ってください。" * 3, None
    )
    qtbot.addWidget(dialog)
    dialog.show()
    last = dialog.findChildren(Paragraph)[-1]
    assert dialog.buttons.y() - last.geometry().bottom() < 40
    assert last.height() >= last.heightForWidth(last.width())
