"""What the keys and menus do to the selected block of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from kpidesk.domain.change import value_at
from kpidesk.domain.year_value import Number
from kpidesk.ui.grid_clipboard import arrival, arrived, block_text
from kpidesk.ui.grid_questions import GridQuestions
from kpidesk.ui.session import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.year_value import Absence, Standing
    from kpidesk.ui.grid_block import Block
    from kpidesk.ui.grid_ground import GridGround
    from kpidesk.ui.session import Session
    from kpidesk.ui.year_grid_model import YearGridModel

NOTHING_THERE = "貼り付けられる文字がクリップボードにありません。"
ALL_ENTERED = "ここに未入力の欄はありません。"


class GridDeeds:
    """Ends what is being typed, then acts; every deed is one step of undo."""

    def __init__(self, session: Session, view: GridGround, model: YearGridModel) -> None:
        self._session = session
        self._view = view
        self._model = model
        self.writer = view.writer
        self.questions = GridQuestions()

    def copy(self) -> None:
        """Put the block on the clipboard."""
        block = self._block()
        if block:
            QGuiApplication.clipboard().setText(block_text(self._model.sheet, block))

    def cut(self) -> None:
        """Put the block on the clipboard and empty what can be emptied."""
        block = self._block()
        if block:
            QGuiApplication.clipboard().setText(block_text(self._model.sheet, block))
            self.writer.clear(block)

    def paste(self) -> None:
        """Put in what the clipboard has; what does not fit is asked about before anything changes."""
        text, block = arrived(QGuiApplication.clipboard().mimeData()), self._block()
        if not block or not text or self._model.read_only:
            self._session.noticed.emit(READ_ONLY if self._model.read_only else NOTHING_THERE)
            return
        self._model.finish()
        texts, question = arrival(self._model.sheet, block, text)
        if question and not self.questions.paste_anyway(self._view, question):
            return
        self.writer.paste((block.top, block.left), texts)
        self._show_pasted(block, texts)

    def clear_block(self) -> None:
        """Empty the block."""
        self._on_block(self.writer.clear)

    def fill_down(self) -> None:
        """Copy the first line of the block over it."""
        self._on_block(self.writer.fill_down)

    def fill_right(self) -> None:
        """Copy the first column of the block over it."""
        self._on_block(self.writer.fill_right)

    def select_everything(self) -> None:
        """Select all that is shown; the current cell stays."""
        self._model.finish()
        sheet = self._model.sheet
        if self._view.settle() and sheet.height:
            self._view.selection.span((0, 0), (sheet.height - 1, sheet.columns.count - 1))
            self._view.show_selection()

    def say_absence(self, reason: Absence) -> None:
        """Say why no figure applies in the block."""
        self._on_block(lambda block: self.writer.say_absence(block, reason))

    def say_standing(self, standing: Standing | None) -> None:
        """Say how firm the figures of the block are."""
        self._on_block(lambda block: self.writer.say_standing(block, standing))

    def ask_note(self) -> None:
        """Ask for the note of the block's figures and write it."""
        self._on_block(self._ask_note)

    def show_history(self) -> None:
        """Ask for how the current cell came to what it is."""
        block = self._block()
        key = self._model.sheet.own_key(block.top, block.left) if block else None
        if key is None:
            self._session.noticed.emit("目標値・実績値か所見のセルを選んでください。")
        else:
            self._view.history_wanted.emit(key)

    def hand_in(self) -> None:
        """Ask for 提出 of what the block belongs to."""
        if self._block():
            self._view.hand_in_wanted.emit(self.entries)

    def next_owed(self) -> None:
        """Go to the next cell that is still to be filled in."""
        if self._view.settle():
            index = self._model.owed_from(self._view.currentIndex())
            self._view.setFocus()
            self._view.go(index)
            if not index.isValid():
                self._session.noticed.emit(ALL_ENTERED)

    def widen(self, by: int) -> None:
        """Make the current column wider or narrower."""
        self._view.widen(by)

    def forget_widths(self) -> None:
        """Give the columns their widths back."""
        self._view.forget_widths()

    @property
    def entries(self) -> list[Entry]:
        """The entries the block belongs to."""
        block, sheet = self._view.selection.whole, self._model.sheet
        pairs = (sheet.pair(row) for row in (block.rows if block else ()))
        return list({pair.entry.identity: pair.entry for pair in pairs if pair}.values())

    # inside

    def _block(self) -> Block | None:
        """Return the block once nothing is being typed any more, None where that cannot be."""
        if not self._view.settle():
            return None
        self._model.catch_up()
        return self._view.selection.whole

    def _on_block(self, deed: Callable[[Block], object]) -> None:
        block = self._block()
        if block:
            deed(block)

    def _ask_note(self, block: Block) -> None:
        figures = [] if self._model.read_only else self.writer.figures(block)
        if not figures:
            self._session.noticed.emit(READ_ONLY if self._model.read_only else self.writer.why_no_figure(block))
            return
        value = value_at(self._session.plan, figures[0])
        note = self.questions.note(self._view, value.note if isinstance(value, Number) else "")
        if note is not None:
            self.writer.write_note(block, note)

    def _show_pasted(self, block: Block, texts: list[list[str]]) -> None:
        """Select what was pasted, as far as the table reaches."""
        sheet = self._model.sheet
        bottom = min(block.top + len(texts), sheet.height) - 1
        right = min(block.left + max(map(len, texts)), sheet.columns.count) - 1
        self._view.selection.span((block.top, block.left), (bottom, right))
        self._view.show_selection()
