"""A few fields that are filled in and kept as one step; what is wrong is said below them at once."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout

from kpidesk.ui.desk_dialog import push
from kpidesk.ui.widgets import Choice, Paragraph, restyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.desk_dialog import DeskDialog

LINE = 30


class FormDialog(QDialog):
    """Subclasses put their fields into `form`, then `finish`; they say what is wrong and make the step."""

    def __init__(self, over: DeskDialog, title: str, width: int) -> None:
        super().__init__(over)
        self.session = over.session
        self.form = QFormLayout()
        self.told = Paragraph()
        self.keep = push("保存(&S)", self._keep, primary=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(9)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    @abstractmethod
    def problem(self) -> str:
        """Return what is wrong with what the fields hold, "" where it can be kept."""

    @abstractmethod
    def write(self) -> None:
        """Make the step."""

    def hint(self) -> str:
        """Return what is told where nothing is wrong."""
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
        box.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.keep)
        foot.addWidget(push("キャンセル", self.reject))
        box.addLayout(foot)
        self.keep.setDefault(True)
        self.check()
        first.setFocus()

    def check(self) -> None:
        """Say what is wrong, and let only what can be kept be kept."""
        words = self.problem()
        restyle(self.told, "role", "over" if words else "muted")
        self.told.say(words or self.hint())
        self.keep.setEnabled(not words)

    def _keep(self) -> None:
        if not self.problem():
            self.accept()
            self.write()


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
