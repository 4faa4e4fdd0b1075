"""The first page: a recent file, another one, a new plan, or the sample one click away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from kpidesk.ui.look import Look

WIDTH = 640
NAME_HEIGHT = 56
SHOWN_RECENT = 5


class WelcomePage(QWidget):
    """Big buttons, the recent files first."""

    sample_wanted = Signal()
    open_wanted = Signal()
    new_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lost = Paragraph(role="owed")
        self._recent = QVBoxLayout()
        self._recent_title = QLabel("最近使ったファイル")
        self._recent_title.setFont(look.font(bold=True))
        self.sample = _card("見本を開く", "砂川市が公表した令和4年度の集計表で、ひととおり試せます。")
        self.opening = _card("ファイルを開く", "kpideskのファイル(.kpidesk)を選びます。")
        self.new = _card("新しい計画をはじめる", "計画文書(.json)を読み込んで、新しいファイルを作ります。")
        self._build(look)
        self.sample.clicked.connect(self.sample_wanted)
        self.opening.clicked.connect(self.open_wanted)
        self.new.clicked.connect(self.new_wanted)

    def _build(self, look: Look) -> None:
        pile = QVBoxLayout()
        pile.setSpacing(10)
        pile.addStretch(2)
        name = QLabel("kpidesk")
        name.setFont(look.font(2.2, bold=True))
        name.setMinimumHeight(NAME_HEIGHT)
        pile.addWidget(name)
        about = QLabel("総合戦略・総合計画のKPIを、いつもの集計表の形で入力し、集計し、出力します。")
        about.setProperty("role", "muted")
        pile.addWidget(about)
        pile.addSpacing(22)
        pile.addWidget(self.lost)
        pile.addWidget(self._recent_title)
        pile.addLayout(self._recent)
        pile.addSpacing(14)
        for button in (self.sample, self.opening, self.new):
            pile.addWidget(button)
        pile.addStretch(3)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        middle.setLayout(pile)
        line = QHBoxLayout(self)
        line.addStretch()
        line.addWidget(middle)
        line.addStretch()

    def miss(self, path: str) -> None:
        """Say that the file of the last time is not there, "" for nothing to say."""
        self.lost.say(f"前回のファイルが見つかりません: {path}" if path else "")
        self.lost.setVisible(bool(path))

    def show_recent(self, paths: tuple[str, ...]) -> None:
        """List the recent files, newest first."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for path in paths[:SHOWN_RECENT]:
            button = self._recent_button(path)
            self._recent.addWidget(button)
            button.show()  # at once, for a widget that is not shown cannot take the focus
        self._recent_title.setVisible(bool(paths))

    @property
    def first(self) -> QPushButton:
        """The button that has the focus at first: the newest file, else the sample."""
        item = self._recent.itemAt(0)
        widget = item.widget() if item is not None else None
        return widget if isinstance(widget, QPushButton) else self.sample

    def _recent_button(self, path: str) -> QPushButton:
        button = _card(Path(path).name, str(Path(path).parent))
        button.clicked.connect(lambda: self.recent_wanted.emit(path))
        return button


def _card(title: str, below: str) -> QPushButton:
    """Return a wide button of two lines."""
    button = QPushButton()
    button.setProperty("card", True)  # noqa: FBT003 -- Qt's name and value
    button.setAccessibleName(title)
    button.setAccessibleDescription(below)
    lines = QVBoxLayout(button)
    lines.setContentsMargins(18, 12, 18, 12)
    lines.setSpacing(5)
    upper, lower = QLabel(title), QLabel(below)
    lower.setProperty("role", "muted")
    font = upper.font()
    font.setBold(True)
    upper.setFont(font)
    for line in (upper, lower):
        line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        lines.addWidget(line)
    button.setMinimumHeight(64)
    return button
