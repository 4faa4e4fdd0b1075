"""委員会意見: what the committee said, what came of it, and what it speaks of; saved while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from kpidesk.domain.evaluation import Opinion, excerpt
from kpidesk.ui.desk_dialog import DeskDialog, push
from kpidesk.ui.jump import jump
from kpidesk.ui.opinion_filter import OpinionFilter, Progress
from kpidesk.ui.opinion_form import OpinionForm
from kpidesk.ui.session import READ_ONLY
from kpidesk.ui.text_table import TextTable, TextTableModel
from kpidesk.ui.widgets import Choice, Paragraph

if TYPE_CHECKING:
    from kpidesk.ui.ground import Ground

SIZE = QSize(1180, 650)
SHARES = (560, 580)
AUTOSAVE_MS = 700
HEADS = ("年度", "会議・発言者", "意見", "状況")
EVERY = "すべての年度"
NEW = "(新しい意見)"
KEPT = "意見の本文は空にできないため、元のままです。"
DROPPED = "意見の本文がないため、追加しませんでした。"


class OpinionsDialog(DeskDialog):
    """The list with its filters at the left, the chosen opinion at the right."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk, "委員会意見", SIZE)
        self._listed: list[Opinion] = []
        self._current: Opinion | None = None
        self._typed: Opinion | None = None
        self._sitting = object()
        self._saving = False
        self.year, self.progress, self.words = Choice(), Choice(), QLineEdit()
        self.table = TextTable(TextTableModel(HEADS), "委員会意見の一覧", [2])
        self.told = Paragraph(role="muted")
        self.form = OpinionForm(desk)
        self.add = push("追加(&N)", self._add)
        self.remove = push("削除(&D)", self._remove)
        self.go = push("対象へ移る(&J)", self._go)
        self._autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)
        self._build()
        self._wire()
        self.refresh()
        self.table.setFocus()

    def _build(self) -> None:
        self.year.addItem(EVERY, None)
        years = {*(each.year for each in self._opinions), *self.session.plan.years.years}
        for year in sorted(years):
            self.year.addItem(str(year), year)
        for each in Progress:
            self.progress.addItem(each.value, each)
        self.words.setPlaceholderText("意見・対応を検索")
        self.words.setClearButtonEnabled(True)
        for field, name in ((self.year, "年度で絞り込む"), (self.progress, "状況で絞り込む"), (self.words, "検索")):
            field.setAccessibleName(name)
        filters = QHBoxLayout()
        for field in (self.year, self.progress, self.words):
            filters.addWidget(field, int(field is self.words))
        left = QWidget()
        list_ = QVBoxLayout(left)
        list_.setContentsMargins(0, 0, 14, 0)
        list_.addLayout(filters)
        list_.addWidget(self.told)
        list_.addWidget(self.table, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.addWidget(left)
        halves.addWidget(self.form)
        halves.setSizes(SHARES)
        self.box.addWidget(halves, 1)
        self.add_foot(self.add, self.remove, self.go)

    def _wire(self) -> None:
        self.year.currentIndexChanged.connect(self._filter)
        self.progress.currentIndexChanged.connect(self._filter)
        self.words.textChanged.connect(self._filter)
        self.table.chosen.connect(self._choose)
        self.table.entered.connect(self.form.opinion.setFocus)
        self.form.typed.connect(self._autosave.start)
        self.form.left.connect(self.settle)
        self._autosave.timeout.connect(self.settle)

    @property
    def _opinions(self) -> tuple[Opinion, ...]:
        return self.session.workspace.plan(self.session.plan_uid).opinions

    @property
    def _fixed(self) -> bool:
        return self.session.workspace.read_only

    # the list

    def refresh(self) -> None:
        """List what there is now; the chosen opinion stays chosen and shows what it says now."""
        current = self._current
        if current is not None and current.uid:
            current = next((each for each in self._opinions if each.uid == current.uid), None)
        self._list(current)
        if not self._saving and (current is None or current != self._current):
            self._show(current or self._at(self.table.row))
        elif current is not None:
            self._current = current

    def _filter(self) -> None:
        self._leave()
        self._list(self._current, kept="")
        self._show(self._at(self.table.row))

    def _list(self, current: Opinion | None, kept: str | None = None) -> None:
        """Fill the table with what is wanted; the opinion that is being worked on stays in it while it is."""
        wanted = OpinionFilter(self.year.currentData(), self.progress.currentData(), self.words.text())
        kept = (current.uid if current else "") if kept is None else kept
        self._listed = [each for each in self._opinions if wanted.takes(each) or each.uid == kept]
        if current is not None and not current.uid:
            self._listed.append(current)
        row = next((row for row, each in enumerate(self._listed) if current and each.uid == current.uid), 0)
        with QSignalBlocker(self.table):
            self.table.fill([_row(each) for each in self._listed], None if self._saving else row)
        self.told.say(self._words(wanted))

    def _words(self, wanted: OpinionFilter) -> str:
        every = self._opinions
        if not every:
            return "委員会意見はまだありません。「追加」で入力を始めます。"
        open_ = sum(not each.done for each in every)
        shown = sum(wanted.takes(each) for each in every)
        return f"{len(every)}件のうち{shown}件を表示しています。未対応は{open_}件です。"

    def _at(self, row: int) -> Opinion | None:
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _choose(self, row: int) -> None:
        """Show another opinion; the one before is saved first."""
        chosen = self._at(row)
        if chosen is not None and (self._current is None or chosen.uid != self._current.uid):
            self._leave()
            self._show(next((each for each in self._opinions if each.uid == chosen.uid), None))

    def _show(self, opinion: Opinion | None) -> None:
        """Show an opinion in the form; none leaves it empty."""
        self._autosave.stop()
        self._current, self._sitting = opinion, object()
        shown = opinion or Opinion(year=self.session.year, opinion="")
        self.form.setEnabled(opinion is not None)
        self.form.show_opinion(shown, fixed=self._fixed)
        self._typed = self.form.read(shown)
        self._offer()

    def _offer(self) -> None:
        current = self._current
        self.add.setEnabled(not self._fixed)
        self.remove.setEnabled(current is not None and not self._fixed)
        self.go.setEnabled(current is not None and current.about in self.session.plan.places and bool(current.about))
        if self._fixed:
            self.notice.setText(READ_ONLY)

    # writing

    def settle(self) -> None:
        """Save what was typed since the last time; an opinion without words is not."""
        self._autosave.stop()
        if self._current is None or self._fixed:
            return
        wanted = self.form.read(self._current)
        if wanted == self._typed or not wanted.opinion.strip():
            return
        self._saving = True
        try:
            with self.session.edit(f"委員会意見「{excerpt(wanted.opinion)}」の入力", self._sitting) as edit:
                if wanted.uid:
                    edit.change_opinion(wanted)
                else:
                    uid = edit.add_opinion(wanted)
                    self._current = next(each for each in edit.plan.opinions if each.uid == uid)
        finally:
            self._saving = False
        self._typed = self.form.read(self._current)
        self._offer()

    def _leave(self) -> None:
        """Save the opinion that is left, and say what could not be kept."""
        self.settle()
        current = self._current
        if current is None or self._fixed or self.form.read(current).opinion.strip():
            return
        if current.uid:
            self.session.noticed.emit(KEPT)
        else:
            self._current = None
            self._listed.pop()
            self.table.texts.drop_last()
            self.session.noticed.emit(DROPPED)

    def _add(self) -> None:
        """Begin a new opinion of the year that is looked at."""
        self._leave()
        year = self.year.currentData() or self.session.year
        last = next((each for each in reversed(self._opinions) if each.year == year), None)
        new = Opinion(year=year, opinion="", meeting=last.meeting if last else "", date=last.date if last else "")
        self._list(new)
        self._show(new)
        self.form.opinion.setFocus()

    def _remove(self) -> None:
        current = self._current
        if current is None:
            return
        self._autosave.stop()
        if current.uid:
            with self.session.edit(f"委員会意見「{excerpt(current.opinion)}」の削除") as edit:
                edit.remove_opinion(current.uid)
            self.session.noticed.emit("削除しました。Ctrl+Zで元に戻せます。")
        else:
            self._list(None)
            self._show(self._at(self.table.row))
        self.table.setFocus()

    def _go(self) -> None:
        """Show what the opinion speaks of."""
        self.settle()
        current = self._current
        if current is not None:
            self.accept()
            jump(self.desk, current.about)

    def done(self, result: int) -> None:
        """Close; what was typed is saved first."""
        self._leave()
        super().done(result)


def _row(each: Opinion) -> tuple[str, ...]:
    spoken = "\n".join(part for part in (each.meeting, each.who) if part)
    text = each.opinion or NEW
    return str(each.year), spoken, text, "✓ 対応済" if each.done else "未対応"
