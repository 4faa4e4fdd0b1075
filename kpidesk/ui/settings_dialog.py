"""設定: who is working, how long a 所見 may be, which digits are written, which colours are used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout

from kpidesk.domain.wording import DigitWidth
from kpidesk.ui.theme import ThemeChoice
from kpidesk.ui.widgets import Choice, Paragraph
from kpidesk.workspace.settings import REMARKS_LIMIT_MOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kpidesk.workspace.settings import Settings

WIDTH = 460
LIMIT_STEP = 50
NAME_MOST = 60
PADDING = 6


class SettingsDialog(QDialog):
    """Hands the changed settings to `use`; what has no field here stays as it is."""

    def __init__(self, settings: Settings, user: str, use: Callable[[Settings], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._use = use
        self.name = QLineEdit(settings.user_name)
        self.limit = QSpinBox()
        self.digits = Choice()
        self.theme = Choice()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("設定")
        self.setMinimumWidth(WIDTH)
        self._prepare(user)
        self._build()

    def _prepare(self, user: str) -> None:
        self.name.setMaxLength(NAME_MOST)
        self.name.setPlaceholderText(user)
        self.limit.setRange(0, REMARKS_LIMIT_MOST)
        self.limit.setSingleStep(LIMIT_STEP)
        self.limit.setSpecialValueText("なし")
        self.limit.setSuffix("字")
        self.limit.setMinimumHeight(self.name.sizeHint().height() + PADDING)
        self.limit.setValue(self._settings.remarks_limit)
        for width in DigitWidth:
            self.digits.addItem(width.label, width)
        self.digits.setCurrentText(self._settings.digits.label)
        for choice in ThemeChoice:
            self.theme.addItem(choice.label, choice.value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(self._settings.theme)))

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("氏名(&N)", self.name),
            ("所見の字数の上限(&L)", self.limit),
            ("所見の数字の幅(&D)", self.digits),
            ("配色(&T)", self.theme),
        )
        for word, field in rows:
            form.addRow(word, field)
            field.setAccessibleName(word.partition("(")[0])
        self.limit.lineEdit().setAccessibleName(self.limit.accessibleName())
        buttons = QDialogButtonBox()
        keep = buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setDefault(True)
        buttons.addButton("キャンセル", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 18)
        box.setSpacing(16)
        box.addLayout(form)
        box.addWidget(Paragraph("氏名は変更履歴に残ります。空欄のときは、パソコンの利用者名が残ります。", "muted"))
        box.addWidget(buttons)

    def _keep(self) -> None:
        self.accept()
        self._use(
            replace(
                self._settings,
                user_name=self.name.text().strip(),
                remarks_limit=self.limit.value(),
                digits=DigitWidth(self.digits.currentData()),
                theme=str(self.theme.currentData()),
            )
        )
