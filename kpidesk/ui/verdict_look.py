"""How a verdict looks under any scheme: its colour, its word broken where a reader would break it, and its room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.rating import UNJUDGED, Outcome
from kpidesk.ui import text_block

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from kpidesk.domain.rating import Scheme, Verdict
    from kpidesk.ui.grid_fonts import GridFonts

ON_ONE_LINE = 5
"""Words up to so many signs stay in one piece."""
WIDEST = 12.0
"""What the column of verdicts takes at most, in units of the font's size; a longer word takes more lines."""
PADDING = 14
_JOINT = re.compile(r"(?<=[ぁ-ん・／、])(?=[^ぁ-んー・／、。)])")


def tone_of(verdict: Verdict | None) -> str:
    """Return the colour of a verdict by its name in the theme; what is not judged is quiet."""
    return verdict.tone.value if verdict and verdict.outcome is Outcome.JUDGED else "muted"


def label_lines(label: str) -> tuple[str, ...]:
    """Return a word on one line, a long one on two as even as its joints allow: 着実に／進んでいる."""
    joints = [joint.start() for joint in _JOINT.finditer(label)] if len(label) > ON_ONE_LINE else []
    if not joints:
        return (label,)
    at = min(joints, key=lambda joint: max(joint, len(label) - joint))
    return label[:at], label[at:]


@frozen
class VerdictRoom:
    """What the words of a scheme need in the grid: px across, and lines below each other with the mark's own."""

    width: float = 0
    lines: int = 2

    @staticmethod
    def of(scheme: Scheme, fonts: GridFonts) -> VerdictRoom:
        """Return the room for every word and mark a verdict can have."""
        most = WIDEST * fonts.em - PADDING
        labels = [(band.label, fonts.strong) for band in scheme.bands]
        labels += [(outcome.value, fonts.small) for outcome in UNJUDGED]
        parts = [(band.mark, fonts.strong) for band in scheme.bands] + [(scheme.unjudged_mark, fonts.strong)]
        parts += [(line, font) for label, font in labels for line in label_lines(label)]
        lines = max(len(fitted(label, fonts, font, most)) for label, font in labels)
        return VerdictRoom(min(most, max(fonts.width(font, text) for text, font in parts)) + PADDING, 1 + lines)


def fitted(label: str, fonts: GridFonts, font: QFont, width: float) -> list[str]:
    """Return the lines of a word in a room, more of them where the room is too narrow for its own."""
    found: list[str] = []
    for line in label_lines(label):
        fits = fonts.width(font, line) <= width + 1
        found.extend([line] if fits else text_block.broken(line, font, width, len(line)))
    return found
