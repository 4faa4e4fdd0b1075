"""確認の状況: how far each section (所管課) has come in the round of approval; deeds for a section or one project."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QSize
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QRadioButton

from kpidesk.domain.approval import RoundTally, round_by_section, why_not_moved
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.plan import Goal
from kpidesk.ui.desk_dialog import DeskDialog, push
from kpidesk.ui.jump import jump
from kpidesk.ui.text_table import TextTable, TextTableModel
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.approval import Sheet
    from kpidesk.ui.ground import Ground
    from kpidesk.workspace.workspace import Edit

SIZE = QSize(1040, 680)
STAGES = tuple(Stage)
SECTION_HEADS = ("所管課", "件数", "未入力", *(stage.label for stage in STAGES))
SHEET_HEADS = ("基本目標", "項目", "所管課", "状況", "未入力", "差戻しの理由")
EVERYTHING = "すべての所管課"


class Move(NamedTuple):
    """What can be done for a section or a project: the words of the button and of the step."""

    stage: Stage
    words: str
    step: str


MOVES = (
    Move(Stage.SUBMITTED, "提出する(&S)", "提出"),
    Move(Stage.CHECKED, "確認する(&K)", "確認"),
    Move(Stage.OPEN, "入力中に戻す(&O)", "入力中に戻す"),
    Move(Stage.RETURNED, "差し戻す(&R)", "差戻し"),
)


class RoundDialog(DeskDialog):
    """The sections above, all of them in the first line, the chosen one's sheets below; Enter on a sheet goes there."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk, f"確認の状況: {desk.session.year}", SIZE)
        self._lines: list[RoundTally] = []
        counts = range(1, len(SECTION_HEADS))
        self.sections = TextTable(TextTableModel(SECTION_HEADS, counts, total=True), "所管課", [0])
        self.sheets = TextTable(TextTableModel(SHEET_HEADS, [4]), "所管課の項目", [1, 5])
        self.told = Paragraph(role="muted")
        self.whole, self.single = QRadioButton(), QRadioButton()
        self.reason = QLineEdit()
        self.buttons = {each.stage: push(each.words, partial(self._ask, each)) for each in MOVES}
        self._build()
        self._wire()
        self.refresh()
        self.sections.setFocus()

    def _build(self) -> None:
        head = "所管課か、その1件を選んで、下のボタンを押します。項目でEnterキーを押すと、そこへ移ります。"
        self.reason.setPlaceholderText("差し戻すときは、その理由を入力します。")
        self.reason.setAccessibleName("差戻しの理由")
        self.box.addWidget(Paragraph(head, "muted"))
        self.box.addWidget(self.sections, 1)
        self.box.addWidget(self.sheets, 2)
        self.box.addWidget(self.told)
        scope = QHBoxLayout()
        scope.addWidget(QLabel("対象"))
        group = QButtonGroup(self)
        for choice in (self.whole, self.single):
            group.addButton(choice)
            scope.addWidget(choice)
        scope.addStretch()
        self.whole.setChecked(True)
        self.box.addLayout(scope)
        deeds, back = QHBoxLayout(), QHBoxLayout()
        for stage in (Stage.SUBMITTED, Stage.CHECKED, Stage.OPEN):
            deeds.addWidget(self.buttons[stage])
        deeds.addStretch()
        back.addWidget(self.reason, 1)
        back.addWidget(self.buttons[Stage.RETURNED])
        self.box.addLayout(deeds)
        self.box.addLayout(back)
        self.add_foot()

    def _wire(self) -> None:
        self.sections.chosen.connect(self._show_sheets)
        self.sections.entered.connect(self.sheets.setFocus)
        self.sections.clicked.connect(self.whole.click)
        self.sheets.chosen.connect(self._choose_sheet)
        self.sheets.clicked.connect(self.single.click)
        self.sheets.entered.connect(self._go)
        self.single.toggled.connect(self._aim)
        self.reason.textChanged.connect(self._offer)

    def refresh(self) -> None:
        """Count anew; the chosen section and sheet stay chosen."""
        plan, year = self.session.plan, self.session.year
        row, sheet = self.sections.row if self.sections.row >= 0 else 1, self.sheets.row
        lines = round_by_section(plan, year)
        self._lines = [RoundTally(EVERYTHING, tuple(sheet for line in lines for sheet in line.sheets)), *lines]
        single = self.single.isChecked()
        self.sections.fill([_section_row(line) for line in self._lines], row)
        self._show_sheets()
        if single:
            self.sheets.selectRow(max(0, min(sheet, len(self.chosen.sheets) - 1)))
        self.single.setChecked(single)
        self._offer()

    @property
    def chosen(self) -> RoundTally:
        """The chosen section; the first line is all of them."""
        return self._lines[self.sections.row]

    @property
    def reached(self) -> Sequence[Sheet]:
        """The sheets that the buttons act on: those of the section, or the chosen one alone."""
        sheets, row = self.chosen.sheets, self.sheets.row
        return sheets[max(0, row) : max(0, row) + 1] if self.single.isChecked() else sheets

    @property
    def _name(self) -> str:
        """What the buttons act on, by name."""
        single = self.single.isChecked() and bool(self.reached)
        return self.session.plan.places[self.reached[0].node.uid].title if single else self.chosen.title

    @property
    def _scope(self) -> str:
        """The words for what the buttons act on, before the count."""
        if self.single.isChecked():
            return "選んだ"
        return "すべての課の" if self.sections.row == 0 else "この課の"

    def _show_sheets(self) -> None:
        if 0 <= self.sections.row < len(self._lines):
            self.whole.setChecked(True)
            self.sheets.fill([self._sheet_row(sheet) for sheet in self.chosen.sheets], None)
            first = self.sheets.texts.index(0, 0)  # where the keys begin, though nothing is chosen yet
            self.sheets.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.Clear)
            self._offer()

    def _aim(self, single: bool) -> None:  # noqa: FBT001 -- Qt's signal
        """Mark the sheet that the buttons act on; none while they act on all of them."""
        if not single:
            self.sheets.clearSelection()
        elif not self.sheets.selectionModel().hasSelection():
            self.sheets.selectRow(max(0, self.sheets.row))
        self._offer()

    def _choose_sheet(self) -> None:
        """Act on a sheet alone from when somebody goes through them."""
        if self.sheets.hasFocus():
            self.single.setChecked(True)
        self._offer()

    def _sheet_row(self, sheet: Sheet) -> tuple[str, ...]:
        place = self.session.plan.places[sheet.node.uid]
        goal = next((each for each in (*place.ancestors, place.what) if isinstance(each, Goal)), None)
        approval = sheet.node.stages.get(self.session.year)
        owed = f"{len(sheet.owed)}件" if sheet.owed else "—"
        above = self.session.plan.places[goal.uid].label or goal.title if goal else "—"
        reason = approval.reason if approval else ""
        return above, place.title, sheet.section or "—", sheet.stage.label, owed, reason

    def _movable(self, stage: Stage) -> list[Sheet]:
        return [sheet for sheet in self.reached if not why_not_moved(sheet.stage, stage)]

    def _offer(self) -> None:
        """Say on each button how many sheets it would move on."""
        fixed, chosen = self.why_fixed, self.chosen
        self.whole.setText(f"「{chosen.title}」のすべて（{len(chosen.sheets)}件）(&A)")
        self.single.setText("選んだ項目の1件だけ(&I)")
        scope = self._scope
        for move in MOVES:
            count = len(self._movable(move.stage))
            button = self.buttons[move.stage]
            button.setText(f"{scope}{count}件を{move.words}" if count else move.words)
            reasoned = move.stage is not Stage.RETURNED or bool(self.reason.text().strip())
            button.setEnabled(bool(count) and reasoned and not fixed)
        self.reason.setEnabled(bool(self._movable(Stage.RETURNED)) and not fixed)
        owed = len({key for sheet in self.reached for key in sheet.owed})
        told = (
            f"「{self._name}」には、未入力が{owed}件あります。" if owed else f"「{self._name}」に、未入力はありません。"
        )
        self.told.say(fixed or told)

    def _ask(self, move: Move) -> None:
        """Make a move; what would undo the work of several sheets is asked about first."""
        count = len(self._movable(move.stage))
        if move.stage is not Stage.OPEN or count <= 1:
            self._make(move)
            return
        from kpidesk.ui.closing_dialogs import AskDialog  # noqa: PLC0415 -- loads when first needed

        asked = AskDialog(self.desk, "入力中に戻す", f"「{self._name}」の{count}件を入力中に戻しますか。", self)
        asked.accepted.connect(lambda: self._make(move))
        asked.add_foot(push("入力中に戻す(&O)", asked.accept))
        asked.leave.setFocus()
        asked.open()

    def _make(self, move: Move) -> None:
        """Move all that is reached and can be moved, as one step."""
        movable, name, year = self._movable(move.stage), self._name, self.session.year
        count = f"{len(movable)}件" if len(self.reached) > 1 else ""
        with self.session.edit(f"{year} 「{name}」{count}の{move.step}") as edit:
            for sheet in movable:
                self._move(edit, sheet.node.uid, move.stage)
        self.reason.clear()
        self.session.noticed.emit(f"「{name}」{count}: {move.stage.label}にしました。Ctrl+Zで元に戻せます。")

    def _move(self, edit: Edit, uid: str, stage: Stage) -> None:
        year = self.session.year
        if stage is Stage.SUBMITTED:
            edit.hand_in(uid, year)
        elif stage is Stage.CHECKED:
            edit.approve(uid, year)
        elif stage is Stage.OPEN:
            edit.reopen(uid, year)
        else:
            edit.send_back(uid, year, self.reason.text())

    def _go(self, row: int) -> None:
        """Show the place of a sheet in the view that is open: its first indicator, else the node itself."""
        node = self.chosen.sheets[row].node
        self.accept()
        if not self.desk.review_sheet(node.uid):
            jump(self.desk, node.indicators[0].uid if node.indicators else node.uid)


def _section_row(line: RoundTally) -> tuple[str, ...]:
    counts = (len(line.sheets), line.owed, *(line.count(stage) for stage in STAGES))
    return line.title, *(f"{count}件" if count else "—" for count in counts)
