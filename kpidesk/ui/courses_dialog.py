"""今後の方向性の一覧: the words a plan has for what becomes of a project."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from kpidesk.domain.plan import Project
from kpidesk.ui.draft_dialog import DraftDialog
from kpidesk.ui.draft_model import DraftModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from kpidesk.ui.ground import Ground

    Index = QModelIndex | QPersistentModelIndex

SIZE = QSize(560, 460)
HEADS = (("今後の方向性", "(言葉なし)"),)


class WordsModel(DraftModel):
    """Words that are in use stay; a second row with such a word is a slip to be mended."""

    def is_kept(self, index: Index) -> bool:
        word = self.rows[index.row()]
        return bool(self.used(word[0])) and self.rows.index(word) == index.row()


class CoursesDialog(DraftDialog):
    """The whole list is saved as one step; a word in use can be moved only."""

    def __init__(self, desk: Ground) -> None:
        super().__init__(desk, "今後の方向性の一覧", SIZE)

    def make_model(self) -> DraftModel:
        plan = self.session.workspace.plan(self.session.plan_uid)
        projects = (each for each in plan.places.elements() if isinstance(each, Project))
        used = Counter(word for project in projects for word in project.course.values())
        rows = [[word] for word in plan.course_words]
        return WordsModel(HEADS, rows, lambda word: used[word], fixed=self.session.workspace.read_only)

    def hint(self) -> str:
        return "事業の今後の方向性は、この一覧から選びます。使われている言葉は、変更も削除もできません。"

    def choices(self, row: int, column: int) -> Sequence[str] | None:
        del row, column
        return None

    def problem(self) -> tuple[str, int]:
        words = [row[0] for row in self.model.rows]
        for number, word in enumerate(words):
            if not word:
                return "言葉を入力してください。", number
            if word in words[:number]:
                return f"「{word}」が二度あります。", number
        return "", 0

    def may_remove(self, row: int) -> bool:
        return row >= 0 and len(self.model.rows) > 1 and not self.model.is_kept(self.model.index(row, 0))

    def write(self) -> None:
        with self.session.edit("今後の方向性の一覧の変更") as edit:
            edit.set_courses([row[0] for row in self.model.rows])
