"""Texts of several lines for painters: broken, spaced for Japanese, with … where the room ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter

_NARROW: Final = re.compile(r"[\x00-\x7f｡-ﾟ]+")
LEADING = 1.4
"""Line pitch in units of the font's size: BIZ UDゴシック itself leaves no room between lines."""


def pitch(font: QFont) -> float:
    """Return the distance from line to line, px."""
    return QFontMetricsF(font).height() * LEADING


def draw(painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor) -> float:
    """Draw a text from the top of a box in as many whole lines as fit; returns the height used, px."""
    step = pitch(font)
    room = max(1, int((box.height() + 1) // step))
    lines = broken(text, font, box.width(), room)
    painter.setFont(font)
    painter.setPen(colour)
    for number, line in enumerate(lines):
        strip = QRectF(box.left(), box.top() + number * step, box.width(), step)
        painter.drawText(strip, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
    return len(lines) * step


def broken(text: str, font: QFont, width: float, room: int) -> list[str]:
    """Break a text into at most `room` lines, the last one elided where more would follow."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        for line in _lines(paragraph, font, width):
            if len(found) == room:
                return [*found[:-1], _elided(found[-1], font, width)]
            found.append(line)
    return found


def height_of(text: str, points: float, width: float) -> int:
    """Return how many lines a text takes at a size in px, estimated from its width without measuring."""
    return sum(max(1, -(-int(_ems(part) * points) // max(1, int(width)))) for part in text.split("\n")) if text else 0


def _lines(paragraph: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        found.append(paragraph[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found or [""]


def _elided(line: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(line + "……", Qt.TextElideMode.ElideRight, width)


def _ems(text: str) -> float:
    return len(text) - 0.4 * sum(map(len, _NARROW.findall(text)))
