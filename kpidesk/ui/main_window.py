"""The window: the welcome page or the desk of an open workspace, the menus, and what is remembered."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMenu, QStackedWidget

from kpidesk.errors import UserError
from kpidesk.ui.after_paint import AfterPaint
from kpidesk.ui.menus import Deed, Menus, mark_theme, theme_menu
from kpidesk.ui.theme import ThemeChoice
from kpidesk.ui.window_menus import Window, build_menus, fill_recent, list_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from kpidesk.reports.options import ReportOptions
    from kpidesk.ui.desk import Desk
    from kpidesk.ui.exporting import Exporting
    from kpidesk.ui.file_prompts import FilePrompts
    from kpidesk.ui.look import Look
    from kpidesk.ui.opening import Opening
    from kpidesk.ui.welcome_page import WelcomePage
    from kpidesk.workspace.services import Services
    from kpidesk.workspace.settings import Settings, SettingsFile

NAME = "kpidesk"
SIZE = QSize(1366, 768)
LEAST = QSize(1024, 600)


class MainWindow(Window):
    """Owns at most one desk; a slot may raise UserError, which the message door shows."""

    def __init__(self, services: Services, settings_file: SettingsFile, look: Look, prompts: FilePrompts) -> None:
        super().__init__()
        self._services = services
        self.version = services.version
        self._settings_file = settings_file
        self.settings: Settings = settings_file.load()
        self._look = look
        self._prompts = prompts
        self._menus = Menus()
        self.desk: Desk | None = None
        self.exporting: Exporting | None = None
        self.undo_action = self._menus.action(self, Deed("元に戻す(&U)", self.on_desk(undo), "Ctrl+Z"))
        self.redo_action = self._menus.action(self, Deed("やり直す(&R)", self.on_desk(redo), "Ctrl+Y / Ctrl+Shift+Z"))
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.recent = QMenu("最近使ったファイル(&R)", self)
        self.colours = theme_menu(self, _choice(self.settings.theme), self.choose_theme)
        build_menus(self, self._menus)
        self.setMinimumSize(LEAST)
        self.resize(SIZE)
        self._look.changed.connect(self._draw_icons)

    # workspaces

    def open_path(self, path: Path) -> None:
        """Open a workspace in place of the one that is open; UserError where that fails, which stays then."""
        if self.desk is not None and path.resolve() == self.desk.session.workspace.path.resolve():
            return
        if not path.exists():
            self._remember(self.settings.without_recent(str(path)))
            remedy = "移動したか、名前が変わったか、削除された可能性があります。「開く」から選び直してください。"
            raise UserError("ファイルが見つかりません。", where=str(path), remedy=remedy)
        self._replace(lambda: self._opening.open(path, self))

    def open_file(self) -> None:
        """Ask for a workspace and open it."""
        path = self._prompts.open_workspace(self)
        if path is not None:
            self.open_path(path)

    def open_sample(self) -> None:
        """Open the sample."""
        if self.desk is None or self.desk.session.workspace.path != self._opening.sample_path:
            self._replace(lambda: self._opening.sample(self))

    def new_plan(self) -> None:
        """Begin a new workspace from a plan document."""
        self._replace(lambda: self._opening.new(self))

    def add_plan(self) -> None:
        """Add the plan of a document to the open workspace."""
        document = self._prompts.open_document(self) if self.desk else None
        if self.desk and document is not None:
            plan = self.desk.session.workspace.load_plan(document)
            self.desk.session.go(plan.uid, plan.uid)

    def close_file(self) -> None:
        """Close the workspace and go back to the welcome page."""
        if self.desk is not None:
            self._let_go()
            self._show_welcome()

    def start(self, file: Path | None) -> None:
        """Show the file asked for, else the last one, else the welcome page."""
        last = Path(self.settings.last_workspace) if self.settings.last_workspace else None
        try:
            if file is not None:
                self.open_path(file)
            elif last is not None and last.is_file():
                self.open_path(last)
        finally:
            if self.desk is None:
                self._show_welcome(lost=str(last) if last and not file and not last.is_file() else "")

    # documents

    def export(self, suffix: str, report: str = "summary", options: ReportOptions | None = None) -> None:
        """Ask where a document goes and write it in the format of the suffix, beside the window."""
        from kpidesk.ui.exporting import Exporting  # noqa: PLC0415 -- loads when first needed
        from kpidesk.workspace.export import Format, proposed_name  # noqa: PLC0415 -- loads when first needed

        desk = self.desk
        if desk is None or self.exporting is not None or not desk.settle():
            return
        session = desk.session
        plan = session.workspace.plans[session.plan_uid]
        name = proposed_name(plan, report, session.year, options)
        to = self._prompts.save_document(self, name, Format(suffix).label, suffix)
        if to is not None:
            self.exporting = Exporting(self._services, self)
            self.exporting.written.connect(self._written)
            self.exporting.ended.connect(self._export_ended)
            self.exporting.start(plan, report, session.year, to, options)

    def _written(self, to: Path) -> None:
        if self.desk is not None:
            deeds = {"ファイルを開く": partial(_show, to), "フォルダーを開く": partial(_show, to.parent)}
            self.desk.tell(f"「{to.name}」に書き出しました。", deeds)

    def _export_ended(self) -> None:
        self.exporting = None

    # what Qt calls

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.exporting is not None:
            self.exporting.cancel()
        self._remember(replace(self.settings, window=_base64(self.saveGeometry())))
        self._let_go()
        event.accept()

    # inside

    @cached_property
    def welcome(self) -> WelcomePage:
        """The page that is shown while no workspace is open."""
        from kpidesk.ui.welcome_page import WelcomePage  # noqa: PLC0415 -- loads when first needed

        page = WelcomePage(self._look, self._pages)
        self._pages.addWidget(page)
        page.sample_wanted.connect(self.open_sample)
        page.open_wanted.connect(self.open_file)
        page.new_wanted.connect(self.new_plan)
        page.recent_wanted.connect(lambda path: self.open_path(Path(path)))
        return page

    @cached_property
    def _opening(self) -> Opening:
        from kpidesk.ui.opening import Opening  # noqa: PLC0415 -- the store loads when the first file is wanted

        actions = (self.undo_action, self.redo_action)
        return Opening(self._services, self._look, self._prompts, actions, lambda: self.settings, self._pages)

    def _replace(self, make: Callable[[], Desk | None]) -> None:
        """Put a new desk in place of the old one, once it is there."""
        if self.desk is not None and not self.desk.settle():
            return
        desk = make()
        if desk is None:
            return
        self._let_go()
        gc.freeze()  # the plans stay: searching them for garbage again and again would hold the window up
        self.desk = desk
        self._pages.addWidget(desk)
        self._pages.setCurrentWidget(desk)
        self._remember(self.settings.with_recent(str(desk.session.workspace.path.resolve())))
        self._menus.have_desk(there=True)
        AfterPaint(desk.grid.viewport(), self._draw_icons)
        desk.session.changed.connect(self._say_steps)
        desk.document_wanted.connect(self.export)
        desk.status.findings_wanted.connect(self.on_desk(list_findings))
        desk.splitter.restore(self.settings.splitter)
        self._say_steps()
        self.setWindowTitle(f"{desk.session.workspace.path.stem} - {NAME}")
        desk.grid.setFocus()

    def _let_go(self) -> None:
        """Close the desk; everything in it is saved."""
        desk, self.desk = self.desk, None
        if desk is None:
            return
        session = desk.session
        settings = self.settings.with_year(str(session.workspace.path.resolve()), session.year.start)
        self._remember(
            replace(
                settings,
                splitter=desk.splitter.words,
                grid_zoom=desk.grid.fonts.zoom,
                columns=desk.grid.widths,
                folds=desk.folds,
            )
        )
        desk.close_workspace()
        self._pages.removeWidget(desk)
        desk.deleteLater()
        self._menus.have_desk(there=False)

    def _show_welcome(self, lost: str = "") -> None:
        self.welcome.miss(lost)
        self.welcome.show_recent(self.settings.recent)
        self._pages.setCurrentWidget(self.welcome)
        self.setWindowTitle(NAME)
        fill_recent(self)
        self.welcome.first.setFocus()

    def on_desk(self, deed: Callable[[Desk], object]) -> Callable[[], None]:
        """Return what does a deed on the desk, where there is one."""

        def run() -> None:
            if self.desk is not None:
                deed(self.desk)

        return run

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Use other colours, now and the next time."""
        self._look.choose(choice)
        self._remember(replace(self.settings, theme=choice.value))
        mark_theme(self.colours, choice)

    def edit_settings(self) -> None:
        """Let the person change what is remembered for them."""
        from kpidesk.ui.settings_dialog import SettingsDialog  # noqa: PLC0415 -- loads when first needed

        SettingsDialog(self.settings, self._services.user, self.use_settings, self).open()

    def use_settings(self, settings: Settings) -> None:
        """Follow other settings, now and the next time."""
        self._remember(settings)
        self.choose_theme(_choice(settings.theme))
        if self.desk is not None:
            self.desk.session.workspace.work_as(settings.user_name or self._services.user)
            self.desk.session.prefer(settings)

    def _draw_icons(self) -> None:
        if self.desk is None:
            return
        from kpidesk.ui.icons import icon_of  # noqa: PLC0415 -- the sheet does not wait for them

        shade = "dark" if self._look.dark else "light"
        for action, name in ((self.undo_action, "undo"), (self.redo_action, "redo")):
            action.setIcon(icon_of(self._services.icons / f"{name}-{shade}.svg"))
            action.setIconVisibleInMenu(False)

    def _say_steps(self) -> None:
        """Name in the menu what undo and redo would do."""
        if self.desk is None:
            return
        workspace = self.desk.session.workspace
        for action, word, title in (
            (self.undo_action, "元に戻す(&U)", workspace.undo_title),
            (self.redo_action, "やり直す(&R)", workspace.redo_title),
        ):
            action.setText(f"{word}: {title}" if title else word)
            action.setToolTip(f"{word[:-4]}: {title}" if title else word[:-4])
            action.setEnabled(bool(title))

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        self._settings_file.save(settings)
        fill_recent(self)

    def restore(self) -> None:
        """Take the size, place and colours of the last time."""
        if self.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window.encode()))
        self._look.choose(_choice(self.settings.theme))


def undo(desk: Desk) -> None:
    """Take the last step back."""
    desk.undo()


def redo(desk: Desk) -> None:
    """Make the step again that was taken back."""
    desk.redo()


def _choice(word: str) -> ThemeChoice:
    return next((choice for choice in ThemeChoice if choice.value == word), ThemeChoice.SYSTEM)


def _base64(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()


def _show(path: Path) -> None:
    from PySide6.QtCore import QUrl  # noqa: PLC0415 -- loads when first needed
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 -- loads when first needed

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
