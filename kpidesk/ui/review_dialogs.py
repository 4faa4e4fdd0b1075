"""What the second view asks for: a reason, another verdict, what the reviewers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from kpidesk.domain.evaluation import Assessment, Reviewer
from kpidesk.ui.line_spacing import space_lines
from kpidesk.ui.widgets import LINE_HEIGHT, Choice, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from kpidesk.domain.evaluation import Judgement
    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.scheme import Scheme

WIDTH = 520
TEXT_HEIGHT = 96
TITLES = 7
"""So many titles are seen at once; further ones are scrolled to."""
NO_LABEL = "(なし)"


class ReviewDialog(QDialog):
    """A title, what it is about, fields, and two buttons."""

    def __init__(self, title: str, about: str, keep: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._first: QWidget | None = None
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setDefault(True)
        self._cancel = buttons.addButton("キャンセル", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.finish)
        buttons.rejected.connect(self.reject)
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 18)
        box.setSpacing(14)
        box.addWidget(Paragraph(about))
        box.addLayout(self.form)
        box.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus()

    def finish(self) -> None:
        """Do what the dialog is for; it stays open where that is refused."""
        self.accept()

    def add_text(self, word: str, text: str = "") -> QTextEdit:
        """Add a field of several lines."""
        field = QTextEdit()
        field.setAcceptRichText(False)
        field.setTabChangesFocus(True)
        field.setPlainText(text)
        field.setFixedHeight(TEXT_HEIGHT)
        self._add(word, field)
        return field

    def add_choice(self, word: str) -> Choice:
        """Add a list to choose from."""
        field = Choice()
        self._add(word, field)
        return field

    def _add(self, word: str, field: QWidget) -> None:
        label = QLabel(word)
        label.setBuddy(field)
        field.setAccessibleName(word.partition("(")[0])
        self.form.addRow(label, field)
        self._first = self._first or field
        self.setTabOrder(field, self.keep)
        self.setTabOrder(self.keep, self._cancel)


class ReasonDialog(ReviewDialog):
    """Asks for the reason of a 差戻し; without one there is none."""

    def __init__(self, titles: Sequence[str], use: Callable[[str], object], parent: QWidget) -> None:
        """`titles` are those of the sheets, all of them told."""
        about = f"「{titles[0]}」を差し戻します。" if len(titles) == 1 else f"次の{len(titles)}件を差し戻します。"
        super().__init__("差戻し", f"{about}\n理由は、所管課が直すときに表示されます。", "差し戻す", parent)
        self._use = use
        self.titles = QTextEdit()
        self.titles.setPlainText("\n".join(f"・{title}" for title in titles))
        self._show_titles(len(titles))
        self.reason = self.add_text("理由(&R)")
        self.reason.textChanged.connect(self._offer)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep.click)
        self.keep.setToolTip("Ctrl+Enter")
        self._offer()

    def _show_titles(self, count: int) -> None:
        """List the sheets where they are several, as high as they need or as there is room."""
        self.titles.setReadOnly(True)
        self.titles.setTabChangesFocus(True)
        self.titles.setAccessibleName("差し戻す事業")
        space_lines(self.titles.document())
        line = self.titles.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
        self.titles.setFixedHeight(round((min(TITLES, count) + 1) * line))
        self.box.insertWidget(1, self.titles)
        self.titles.setVisible(count > 1)

    def finish(self) -> None:
        self._use(self.reason.toPlainText())
        self.accept()

    def _offer(self) -> None:
        self.keep.setEnabled(bool(self.reason.toPlainText().strip()))


class VerdictDialog(ReviewDialog):
    """Chooses a label of the scheme in place of what is computed, or the computed one again."""

    def __init__(
        self, about: str, scheme: Scheme, verdict: Verdict, use: Callable[[str, str], object], parent: QWidget
    ) -> None:
        super().__init__("判定の変更", about, "決定", parent)
        self._use = use
        given = verdict.computed is not None
        computed = verdict.computed or verdict
        self.label = self.add_choice("判定(&V)")
        self.label.addItem(f"計算のとおり（{computed.mark} {computed.label}）", "")
        for band in scheme.bands:
            self.label.addItem(f"{band.mark} {band.label}", band.label)
        self.label.setCurrentIndex(max(0, self.label.findData(verdict.label)) if given else 0)
        self.reason = self.add_text("理由(&R)", verdict.why if given else "")
        self.needs_reason = True
        self.label.currentIndexChanged.connect(self._offer)
        self.reason.textChanged.connect(self._offer)
        self._offer()

    def without_reason(self) -> None:
        """Ask for no reason: people judge it anyhow."""
        self.needs_reason = False
        self._offer()

    def finish(self) -> None:
        self._use(str(self.label.currentData()), self.reason.toPlainText())
        self.accept()

    def _offer(self) -> None:
        chosen = bool(self.label.currentData())
        self.reason.setEnabled(chosen)
        said = bool(self.reason.toPlainText().strip())
        self.keep.setEnabled(not chosen or not self.needs_reason or said)


class AssessDialog(ReviewDialog):
    """自己評価, 庁内評価 and 外部評価: of each a label of the scheme and words."""

    def __init__(
        self,
        about: str,
        scheme: Scheme,
        judgement: Judgement | None,
        use: Callable[[Mapping[Reviewer, Assessment]], object],
        parent: QWidget,
    ) -> None:
        super().__init__("評価の記入", about, "保存", parent)
        self._use = use
        self.fields: dict[Reviewer, tuple[Choice, QTextEdit]] = {}
        for number, reviewer in enumerate(Reviewer, 1):
            said = (judgement.of(reviewer) if judgement else None) or Assessment()
            label = self.add_choice(f"{reviewer.label}(&{number})")
            labels = [band.label for band in scheme.bands]
            label.addItem(NO_LABEL, "")
            for each in dict.fromkeys((*labels, said.label) if said.label else labels):
                label.addItem(each, each)
            label.setCurrentIndex(max(0, label.findData(said.label)))
            text = self.add_text("", said.text)
            text.setAccessibleName(f"{reviewer.label}の文")
            self.fields[reviewer] = (label, text)

    def finish(self) -> None:
        said = {
            reviewer: Assessment(str(label.currentData()), text.toPlainText())
            for reviewer, (label, text) in self.fields.items()
        }
        self._use(said)
        self.accept()
