"""The icons in the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (18, 27, 36, 72)
"""Edges in px, for screens of 100 %, 150 %, 200 % and 400 %."""
FADED = 0.3


def icon_of(path: Path) -> QIcon:
    """Return an icon that fades where what it stands for cannot be done."""
    drawn, icon = QIcon(str(path)), QIcon()
    for edge in SIZES:
        whole = drawn.pixmap(QSize(edge, edge), 1.0)
        faded = QPixmap(whole.size())
        faded.fill(Qt.GlobalColor.transparent)
        painter = QPainter(faded)
        painter.setOpacity(FADED)
        painter.drawPixmap(0, 0, whole)
        painter.end()
        icon.addPixmap(whole)
        icon.addPixmap(faded, QIcon.Mode.Disabled)
    return icon
