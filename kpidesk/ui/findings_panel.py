"""要確認 below the grid: grouped by rule, each line leads to its cell; looked at and found right, it is put away."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.checks import Rule, Severity
from kpidesk.domain.indicator import Indicator
from kpidesk.ui.jump import jump
from kpidesk.ui.text_list_delegate import TextListDelegate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from kpidesk.domain.checks import Finding
    from kpidesk.domain.plan import Place
    from kpidesk.ui.ground import Ground

LEAST, SHARE = 250, 0.46
"""The height, px, and the share of the window it takes where that is more."""
BATCH = 50
MARKS = {Severity.WRONG: "▲", Severity.DOUBTFUL: "?"}


class FindingsPanel(QWidget):
    """Follows the watch; stays open while one goes from line to line."""

    def __init__(self, desk: Ground) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[Finding | None] = []
        self._last: Finding | None = None
        self._title = QLabel()
        self.settled = QCheckBox()
        self._close = QToolButton()
        self.list = QListWidget()
        self.reason = QLineEdit()
        self.put_away = QPushButton()
        self._build()
        self._wire()
        self.hide()

    def _build(self) -> None:
        self.setObjectName("findings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._close.setText("✕")
        self._close.setAccessibleName("要確認の一覧を閉じる")
        self.list.setAccessibleName("要確認の一覧")
        self.list.setItemDelegate(TextListDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.list.setBatchSize(BATCH)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.reason.setPlaceholderText("問題がない場合は、その理由を書いて「問題なし」にします。")
        self.reason.setAccessibleName("問題なしとする理由")
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.settled)
        head.addWidget(self._close)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.put_away)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addLayout(foot)

    def _wire(self) -> None:
        self._desk.watch.counted.connect(self._fill)
        self.settled.toggled.connect(self._fill)
        self._close.clicked.connect(self.close_list)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.list.currentRowChanged.connect(self._offer)
        self.reason.textChanged.connect(self._offer)
        self.reason.returnPressed.connect(self._put_away)
        self.put_away.clicked.connect(self._put_away)

    def open(self, finding: Finding | None = None) -> None:
        """Show the list and take the focus; of a finding show its cell too."""
        self.setFixedHeight(max(LEAST, round(SHARE * self._desk.height())))
        self.show()
        self._desk.large.shrink()
        self._desk.watch.finish()
        self._fill()
        if finding is not None:
            self._show(finding)
        self.list.setFocus()

    def close_list(self) -> None:
        """Put the list away."""
        self.hide()
        self._desk.grid.setFocus()

    def step(self, by: int = 1) -> None:
        """Go to the next or the previous finding that is open, and say it."""
        self._desk.watch.finish()
        order = _ordered(self._desk.watch.open)
        if not order:
            self._desk.session.noticed.emit("要確認の項目はありません。")
            return
        here = order.index(self._last) if self._last in order else (-1 if by > 0 else 0)
        number = (here + by) % len(order)
        self._show(order[number])
        self._desk.session.noticed.emit(f"要確認 {number + 1}／{len(order)}　{order[number].sentence}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        """List what is open, and on request what was put away with the reason; the chosen line stays chosen."""
        if self.isHidden():
            return
        watch = self._desk.watch
        order = _ordered(watch.open)
        names = Counter(_name(place) for place in self._desk.session.plan.places.values())
        row = max(0, self.list.currentRow())
        self._title.setText(f"要確認 {len(order)}件" if order else "要確認の項目はありません。")
        self.settled.setText(f"問題なしとしたものも表示({len(watch.dismissed)}件)")
        self._shown = []
        self.list.clear()
        for rule, group in groupby(order, key=lambda each: each.rule):
            found = list(group)
            self._add_heading(f"{rule.label}　{len(found)}件")
            for each in found:
                self._add(each, f"{MARKS[each.severity]} {each.severity.value}　{self._said(each, names)}")
        if self.settled.isChecked() and watch.dismissed:
            self._add_heading(f"問題なし　{len(watch.dismissed)}件")
            for each, reason in watch.dismissed:
                self._add(each, f"✓ 問題なし　{self._said(each, names)}\n理由: {reason}")
        self._choose(row)

    def _said(self, finding: Finding, names: Mapping[str, int]) -> str:
        """Return the sentence of a finding, with where it stands where several are called the same."""
        place = self._desk.session.plan.places.get(finding.uid)
        if place is None or not place.ancestors or names[_name(place)] == 1:
            return finding.sentence
        return f"{finding.sentence}\n{place.parent.title}"

    def _choose(self, row: int) -> None:
        rows = [number for number, each in enumerate(self._shown) if each is not None]
        kept = self._shown.index(self._last) if self._last in self._shown and self._last is not None else None
        near = next((each for each in rows if each >= row), rows[-1] if rows else -1)
        self.list.setCurrentRow(near if kept is None else kept)
        self._offer()

    def _add(self, finding: Finding, text: str) -> None:
        self._shown.append(finding)
        self.list.addItem(text)

    def _add_heading(self, text: str) -> None:
        self._shown.append(None)
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _chosen(self) -> Finding | None:
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _reason_of(self, finding: Finding | None) -> str | None:
        """Return the reason a finding was put away with, None where it is open."""
        return next((reason for each, reason in self._desk.watch.dismissed if each == finding), None)

    def _go(self) -> None:
        finding = self._chosen()
        if finding is not None:
            self._show(finding)

    def _show(self, finding: Finding) -> None:
        self._last = finding
        if finding in self._shown:
            self.list.setCurrentRow(self._shown.index(finding))
        jump(self._desk, finding.uid, finding.key)

    def _offer(self) -> None:
        """Offer what can be done with the chosen line."""
        finding, writable = self._chosen(), not self._desk.session.workspace.read_only
        settled = self._reason_of(finding) is not None
        self.reason.setVisible(writable and not settled)
        self.put_away.setVisible(writable)
        self.put_away.setText("未確認に戻す" if settled else "問題なしにする")
        self.put_away.setEnabled(finding is not None and (settled or bool(self.reason.text().strip())))

    def _put_away(self) -> None:
        """Put the chosen finding away with the reason, or take it up again."""
        finding = self._chosen()
        if finding is None or not self.put_away.isEnabled():
            return
        if self._reason_of(finding) is not None:
            self._desk.session.take_up(finding)
        else:
            self._desk.session.dismiss(finding, self.reason.text())
        self.reason.clear()
        self._desk.watch.finish()
        self.list.setFocus()


def _name(place: Place) -> str:
    return place.what.name if isinstance(place.what, Indicator) else place.what.title


def _ordered(open_: list[Finding]) -> list[Finding]:
    """Return the findings by severity and rule, within a rule in printed order."""
    rules, severities = list(Rule), list(Severity)
    return sorted(open_, key=lambda each: (severities.index(each.severity), rules.index(each.rule)))
