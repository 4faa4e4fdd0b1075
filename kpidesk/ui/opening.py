"""Opening and making workspaces for the window; loaded when the first one is wanted, for the store comes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.errors import UserError
from kpidesk.ui.desk import Desk
from kpidesk.workspace.sample import make_sample
from kpidesk.workspace.workspace import Workspace, read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.file_prompts import FilePrompts
    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services
    from kpidesk.workspace.settings import Settings

    Actions = tuple[QAction, QAction]

SAMPLE_NAME = "見本.kpidesk"


class Opening:
    """Each way to a desk with an open workspace; None where the person thought better of it."""

    def __init__(
        self,
        services: Services,
        look: Look,
        prompts: FilePrompts,
        actions: Actions,
        settings: Callable[[], Settings],
        pages: QWidget,
    ) -> None:
        self._services = services
        self._look = look
        self._prompts = prompts
        self._actions = actions
        self._settings = settings
        self._pages = pages

    @property
    def sample_path(self) -> Path:
        """Where the sample lies."""
        return self._services.documents / SAMPLE_NAME

    def open(self, path: Path, parent: QWidget) -> Desk | None:
        """Open a workspace; UserError where it is none. One without a plan asks for its plan document."""
        workspace = Workspace.open(path, self._named)
        try:
            if not workspace.plans and not self._fill(workspace, parent):
                workspace.close()
                return None
        except BaseException:
            workspace.close()
            raise
        return self._desk(workspace)

    def _fill(self, workspace: Workspace, parent: QWidget) -> bool:
        """Read a plan document into a workspace that holds none yet; False where the person thought better of it."""
        if workspace.read_only:
            remedy = f"計画文書を読み込むには、書き込みできる状態で開いてください。{workspace.holder}"
            raise UserError("このファイルには計画がまだありません。", where=str(workspace.path), remedy=remedy)
        wanted = self._prompts.read_into_empty(parent, workspace.path)
        document = self._prompts.open_document(parent) if wanted else None
        if document is not None:
            workspace.load_plan(document)
        return document is not None

    def sample(self, parent: QWidget) -> Desk | None:
        """Open the sample, made in the documents folder when it is wanted for the first time."""
        path = self.sample_path
        if not path.exists():
            _make_folder(path.parent)
            make_sample(path, self._services)
        return self.open(path, parent)

    def new(self, parent: QWidget) -> Desk | None:
        """Make a workspace from a plan document; nothing is left behind where that fails."""
        document = self._prompts.open_document(parent)
        if document is None:
            return None
        plan = read_document(document)
        path = self._prompts.new_workspace(parent, f"{plan.municipality}.kpidesk")
        if path is None:
            return None
        workspace = Workspace.create(path, self._named)
        try:
            workspace.add_plan(plan)
        except UserError:
            workspace.close()
            path.unlink(missing_ok=True)
            raise
        return self._desk(workspace)

    @property
    def _named(self) -> Services:
        """The services with the name the person chose for the journal."""
        return replace(self._services, user=self._settings().user_name or self._services.user)

    def _desk(self, workspace: Workspace) -> Desk:
        return Desk(workspace, self._look, self._actions, self._settings(), self._services, self._pages)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "フォルダーを作れる場所かどうかを確かめてください。"
        raise UserError("見本を置くフォルダーを作れません。", where=str(folder), remedy=remedy) from error
