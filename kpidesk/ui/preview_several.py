"""A choice of which any number can be taken: a box to tick for each, those that have nothing to say shown as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

SILENT = "{name}（記載なし）"
WHY_SILENT = "この計画と評価対象年度では記載する内容がないため、綴じません。"


class SeveralChoices(QWidget):
    """Tells of every tick what is ticked, in the order of the boxes."""

    chosen = Signal(object)

    def __init__(self, choices: Mapping[Hashable, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[Hashable, QCheckBox] = {}
        self._words = choices
        self._ticked: set[Hashable] = set()
        self._speaking: frozenset[Hashable] = frozenset(choices)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(4)
        for choice, words in choices.items():
            box = self.boxes[choice] = QCheckBox(words, self)
            box.toggled.connect(lambda on, choice=choice: self._tick(choice, on=on))
            pile.addWidget(box)

    def fill(self, ticked: Collection[Hashable], speaking: Collection[Hashable]) -> None:
        """Show what is ticked; a box of nothing keeps its tick for when there is something to say."""
        self._ticked = set(ticked)
        self._speaking = frozenset(speaking)
        for choice, box in self.boxes.items():
            speaks, words = choice in self._speaking, self._words[choice]
            with QSignalBlocker(box):
                box.setChecked(speaks and choice in self._ticked)
            box.setEnabled(speaks)
            box.setText(words if speaks else SILENT.format(name=words))
            box.setToolTip("" if speaks else WHY_SILENT)

    def _tick(self, choice: Hashable, *, on: bool) -> None:
        self._ticked = self._ticked | {choice} if on else self._ticked - {choice}
        self.chosen.emit(tuple(each for each in self.boxes if each in self._ticked))
