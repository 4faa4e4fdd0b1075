"""A few fields that are filled in and kept as one step; what is wrong is said below them once a field is left."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QTextEdit,
    QVBoxLayout,
)

from kpidesk.ui.desk_dialog import push
from kpidesk.ui.figure_delegate import PASSING
from kpidesk.ui.widgets import Choice, Paragraph, restyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.desk_dialog import DeskDialog

Field = QLineEdit | QTextEdit | QComboBox | QCheckBox | QListWidget
LINE = 30
LEAVING = "保存せずに閉じますか。入力した内容は失われます。"


class FormDialog(QDialog):
    """Subclasses put their fields into `form`, then `finish`; they say what is wrong and make the step."""

    def __init__(self, over: DeskDialog, title: str, width: int) -> None:
        super().__init__(over)
        self.session = over.session
        self.form = QFormLayout()
        self.told, self.warned = Paragraph(), Paragraph(role="owed")
        self.keep = push("保存(&S)", self._keep, primary=True)
        self._fields: list[Field] = []
        self._begun: list[object] = []
        self._composing = self._judged = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(9)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    @abstractmethod
    def problem(self) -> str:
        """Return what is wrong with what the fields hold where nothing is missing, "" where it can be kept."""

    @abstractmethod
    def write(self) -> None:
        """Make the step."""

    def missing(self) -> str:
        """Return what is still to be filled in, which is no mistake before it is to be kept."""
        return ""

    def hint(self) -> str:
        """Return what is told where nothing is wrong."""
        return ""

    def warning(self) -> str:
        """Return what should not be overlooked where nothing is wrong."""
        return ""

    def add_line(self, words: str, parts: Iterable[QWidget]) -> None:
        """Add several fields on one line; the words are those of the first."""
        line, label = QHBoxLayout(), QLabel(words)
        line.setSpacing(8)
        for number, part in enumerate(parts):
            line.addWidget(part)
            if number == 0:
                label.setBuddy(part)
        line.addStretch()
        label.setMinimumHeight(LINE)  # Qt puts the words at the top of a line of several fields
        self.form.addRow(label, line)

    def finish(self, first: QWidget) -> None:
        """Add what stands below the fields and begin with the first of them."""
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 16)
        box.setSpacing(12)
        box.addLayout(self.form)
        box.addWidget(self.told)
        box.addWidget(self.warned)
        box.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.keep)
        foot.addWidget(push("キャンセル", self._leave))
        box.addLayout(foot)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumHeight(2 * round(1.4 * self.told.fontMetrics().height()))
        self.keep.setDefault(True)
        self._fields = [each for each in self.findChildren(QObject) if isinstance(each, Field)]
        for field in self._fields:
            field.installEventFilter(self)
        self._begun = self._held()
        self.check()
        first.setFocus()

    def check(self) -> None:
        """Follow what is typed: a mistake that has been told of is told of until it is gone."""
        self._judge(anew=False)

    def _judge(self, *, anew: bool, keeping: bool = False) -> None:
        """Say what is wrong, of new mistakes only those that are made: not what is still to come."""
        missing = self.missing()
        wrong = missing or self.problem()
        self._judged = bool(wrong) and (self._judged or keeping or (anew and not missing))
        restyle(self.told, "role", "over" if self._judged else "muted")
        self.told.say(wrong if self._judged else "" if wrong else self.hint())
        self.warned.say("" if wrong else self.warning())
        self.warned.setVisible(bool(self.warned.plain))
        self._grow()

    def _grow(self) -> None:
        """Take the height that the words ask for, so that no field is pressed together."""
        box = self.layout()
        if box is not None and self.isVisible():
            box.activate()
            self.resize(self.width(), max(self.height(), box.totalHeightForWidth(self.width())))

    def _keep(self) -> None:
        if self.missing() or self.problem():
            self._judge(anew=True, keeping=True)
        else:
            self.accept()
            self.write()

    # leaving

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """Judge what was typed when a field is left; know whether the input method is at work."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in PASSING:
            self._composing = False
            if self.isVisible():
                self._judge(anew=True)
        return super().eventFilter(field, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the input method while it is at work."""
        if not (self._composing and event.key() == Qt.Key.Key_Escape):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close, unless what was filled in would be lost unasked."""
        if self._held() == self._begun:
            self._leave()
        else:
            self._ask()

    def _ask(self) -> None:
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 -- loads when first needed

        box = QMessageBox(QMessageBox.Icon.NoIcon, self.windowTitle(), LEAVING, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stay = box.addButton("入力に戻る", QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton("保存せずに閉じる", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        leave.clicked.connect(self._leave)
        box.open()

    def _leave(self) -> None:
        super().reject()

    def _held(self) -> list[object]:
        return [_content(each) for each in self._fields]


def _content(field: Field) -> object:
    """Return what a field holds."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return [field.item(row).text() for row in range(field.count())]


def suggesting(words: Iterable[str], chosen: str, name: str) -> Choice:
    """Return a field to type into that offers words; a word of its own is as good."""
    field = Choice()
    field.setEditable(True)
    field.setInsertPolicy(Choice.InsertPolicy.NoInsert)
    field.addItems(list(dict.fromkeys(words)))
    field.setAccessibleName(name)
    field.setMinimumContentsLength(10)
    field.setCurrentText(chosen)
    if line := field.lineEdit():
        line.setAccessibleName(name)
    return field
