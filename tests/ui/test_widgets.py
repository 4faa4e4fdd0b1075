from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk import paths
from kpidesk.ui.banner import Banner
from kpidesk.ui.icons import icon_of
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look


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


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_list_opens_whole_below_its_box(qtbot: QtBot, look: Look) -> None:
    del look
    box = Choice()
    qtbot.addWidget(box)
    box.addItems(["未定", "大きいほど良い", "小さいほど良い", "人が判定する"])
    box.setCurrentIndex(3)
    box.show()
    box.showPopup()
    view = box.view()
    assert view.viewport().height() >= sum(view.sizeHintForRow(row) for row in range(box.count()))
    assert view.window().y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    box.hidePopup()


def test_an_icon_fades_where_nothing_can_be_done(look: Look) -> None:
    del look
    icon, size = icon_of(paths.icons_folder() / "undo-dark.svg"), QSize(18, 18)

    def ink(mode: QIcon.Mode) -> int:
        image = icon.pixmap(size, mode).toImage()
        return max(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))

    assert ink(QIcon.Mode.Disabled) < ink(QIcon.Mode.Normal) / 2


def test_a_passing_banner_goes_by_itself_unless_somebody_is_at_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    banner = Banner(parent)
    parent.show()
    banner.say("書き出しました。", {"ファイルを開く": parent.hide}, passing=True)
    monkeypatch.setattr(banner, "underMouse", lambda: True)
    banner.fade.timeout.emit()
    assert banner.isVisible()
    assert banner.fade.isActive()
    monkeypatch.setattr(banner, "underMouse", lambda: False)
    banner.fade.timeout.emit()
    assert banner.isHidden()


def test_only_a_passing_banner_goes_with_the_next_deed(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    banner = Banner(parent)
    parent.show()
    banner.say("書き出しました。", passing=True)
    banner.pass_by()
    assert banner.isHidden()
    banner.say("読み取り専用で開いています。", lasting=True)
    banner.pass_by()
    assert banner.isVisible()
    assert not banner.fade.isActive()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_banner_moves_nothing_and_follows_its_parent(qtbot: QtBot) -> None:
    parent, below = QWidget(), QWidget()
    qtbot.addWidget(parent)
    QVBoxLayout(parent).addWidget(below)
    banner = Banner(parent)
    parent.resize(600, 400)
    parent.show()
    before = below.geometry()
    banner.say("書き出しました。")
    assert banner.isVisible()
    assert below.geometry() == before
    parent.resize(500, 300)
    assert parent.rect().contains(banner.geometry())
