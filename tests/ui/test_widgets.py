from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_wheel_never_chooses(qtbot: QtBot) -> None:
    box = Choice()
    qtbot.addWidget(box)
    box.addItems(["大きいほど良い", "小さいほど良い"])
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 -- Qt's positional flag
    )
    box.wheelEvent(turn)
    assert box.currentIndex() == 0
    assert not turn.isAccepted()
