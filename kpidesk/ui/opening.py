"""Opening and making workspaces for the window; loaded when the first one is wanted, for the store comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.errors import UserError
from kpidesk.ui.desk import Desk
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.workspace import Workspace, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.file_prompts import FilePrompts
    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services

SAMPLE_NAME = "見本.kpidesk"


class Opening:
    """Each way to a desk with an open workspace; None where the person thought better of it."""

    def __init__(self, services: Services, look: Look, prompts: FilePrompts, undo: QAction, redo: QAction) -> None:
        self._services = services
        self._look = look
        self._prompts = prompts
        self._actions = (undo, redo)

    @property
    def sample_path(self) -> Path:
        """Where the sample lies."""
        return self._services.documents / SAMPLE_NAME

    def open(self, path: Path) -> Desk:
        """Open a workspace; UserError where it is none or holds no plan."""
        workspace = Workspace.open(path, self._services)
        if not workspace.plans:
            workspace.close()
            remedy = "「新しい計画をはじめる」から計画文書を読み込んで、新しいファイルを作ってください。"
            raise UserError("このファイルには計画がまだありません。", where=str(path), remedy=remedy)
        return Desk(workspace, self._look, *self._actions)

    def sample(self) -> Desk:
        """Open the sample, made in the documents folder when it is wanted for the first time."""
        path = self.sample_path
        if not path.exists():
            _make_folder(path.parent)
            make_sample(path, self._services)
        return self.open(path)

    def new(self, parent: QWidget) -> Desk | None:
        """Make a workspace from a plan document; nothing is left behind where that fails."""
        document = self._prompts.open_document(parent)
        if document is None:
            return None
        plan = read_document(document)
        path = self._prompts.new_workspace(parent, f"{plan.municipality}.kpidesk")
        if path is None:
            return None
        workspace = Workspace.create(path, self._services)
        try:
            workspace.add_plan(plan)
        except UserError:
            workspace.close()
            path.unlink(missing_ok=True)
            raise
        return Desk(workspace, self._look, *self._actions)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "フォルダーを作れる場所かどうかを確かめてください。"
        raise UserError("見本を置くフォルダーを作れません。", where=str(folder), remedy=remedy) from error
