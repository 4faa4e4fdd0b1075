"""What stands in which menu of the window."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from kpidesk.ui.evaluation_menu import add_evaluation_menu
from kpidesk.ui.grid_commands import BLOCKS, WIDTHS, fill, values_menu
from kpidesk.ui.grid_fonts import NATURAL
from kpidesk.ui.menus import LINE, Deed, Menus
from kpidesk.ui.output_menu import add_output_menu
from kpidesk.ui.plan_menu import add_plan_menu
from kpidesk.ui.view_tabs import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.reports.options import ReportOptions
    from kpidesk.ui.desk import Desk
    from kpidesk.ui.grid_commands import Deed as GridDeed
    from kpidesk.ui.theme import ThemeChoice
    from kpidesk.workspace.settings import Settings


class Window(QMainWindow):
    """What the menus need of the window."""

    settings: Settings
    recent: QMenu
    colours: QMenu
    undo_action: QAction
    redo_action: QAction
    version: str

    @abstractmethod
    def open_path(self, path: Path) -> None:
        """Open a workspace."""

    @abstractmethod
    def open_file(self) -> None:
        """Ask for a workspace and open it."""

    @abstractmethod
    def open_sample(self) -> None:
        """Open the sample."""

    @abstractmethod
    def new_plan(self) -> None:
        """Begin a new workspace from a plan document."""

    @abstractmethod
    def add_plan(self) -> None:
        """Add the plan of a document to the open workspace."""

    @abstractmethod
    def close_file(self) -> None:
        """Close the workspace."""

    @abstractmethod
    def export(self, suffix: str, report: str = "summary", options: ReportOptions | None = None) -> None:
        """Write a document in the format of the suffix."""

    @abstractmethod
    def edit_settings(self) -> None:
        """Let the person change what is remembered for them."""

    @abstractmethod
    def choose_theme(self, choice: ThemeChoice) -> None:
        """Use other colours."""

    @abstractmethod
    def on_desk(self, deed: Callable[[Desk], object]) -> Callable[[], None]:
        """Return what does a deed on the desk, where there is one."""


def build_menus(window: Window, menus: Menus) -> None:
    """Fill the menu bar."""
    _file_menu(window, menus)
    _edit_menu(window, menus)
    _view_menu(window, menus)
    add_plan_menu(window, window.on_desk, menus)
    add_evaluation_menu(window, window.on_desk, menus)
    add_output_menu(window, window.on_desk, menus)
    _help_menu(window, menus)


def fill_recent(window: Window) -> None:
    """List the recent files in their menu."""
    window.recent.clear()
    for path in window.settings.recent:
        action = window.recent.addAction(Path(path).name)
        action.setToolTip(path)
        action.triggered.connect(_opening(window, path))
    window.recent.setEnabled(bool(window.settings.recent))


def _file_menu(window: Window, menus: Menus) -> None:
    menu = menus.add(
        window,
        "ファイル(&F)",
        [
            Deed("新しい計画をはじめる(&N)…", window.new_plan, "Ctrl+N", needs_desk=False),
            Deed("開く(&O)…", window.open_file, "Ctrl+O", needs_desk=False),
            Deed("見本を開く(&S)", window.open_sample, needs_desk=False),
            LINE,
            Deed("計画文書をこのファイルに追加(&A)…", window.add_plan),
            Deed("閉じる(&C)", window.close_file, "Ctrl+W"),
            Deed("設定(&T)…", window.edit_settings, "Ctrl+,", needs_desk=False),
            LINE,
            Deed("終了(&X)", window.close, "Ctrl+Q", needs_desk=False),
        ],
    )
    menu.insertMenu(menu.actions()[2], window.recent)


def _edit_menu(window: Window, menus: Menus) -> None:
    menu = menus.add(
        window,
        "編集(&E)",
        [
            LINE,
            Deed("検索(&F)", window.on_desk(_search), "Ctrl+F"),
            Deed("所見の語句を置き換える(&P)…", window.on_desk(_replace), "Ctrl+H"),
            Deed("所見の数字をそろえる(&D)…", window.on_desk(_unify)),
            LINE,
            Deed("所見を書く(&S)", window.on_desk(_write), "Shift+F2"),
            Deed("所見を大きく開く(&L)", window.on_desk(_enlarge), "Ctrl+Shift+R"),
        ],
    )
    menu.insertActions(menu.actions()[0], [window.undo_action, window.redo_action])
    _insert_grid(window, menus, menu, menu.actions()[3])


def _view_menu(window: Window, menus: Menus) -> None:
    menu = menus.add(
        window,
        "表示(&V)",
        [
            Deed("入力(&I)", window.on_desk(_grid), "Ctrl+1"),
            Deed("評価・確認(&E)", window.on_desk(_review), "Ctrl+2"),
            Deed("帳票(&O)", window.on_desk(_papers), "Ctrl+3"),
            Deed("計画のツリー(&P)", window.on_desk(_tree), "Ctrl+T"),
            Deed("行の絞り込み(&R)", window.on_desk(_filter), "Ctrl+Shift+L"),
            Deed("次の枠へ(&N)", window.on_desk(_next_pane), "F6"),
            Deed("前の枠へ(&B)", window.on_desk(_pane_before), "Shift+F6"),
            LINE,
            Deed("前の年度(&A)", window.on_desk(_year_before), "Ctrl+PgUp"),
            Deed("次の年度(&D)", window.on_desk(_next_year), "Ctrl+PgDown"),
            LINE,
            Deed("入力状況(&S)…", window.on_desk(_progress), "F9"),
            Deed("要確認の一覧(&C)", window.on_desk(list_findings), "Ctrl+F8"),
            Deed("次の要確認へ(&F)", window.on_desk(_next_finding), "F8"),
            Deed("前の要確認へ(&G)", window.on_desk(_finding_before), "Shift+F8"),
            LINE,
            Deed("選んだセルの変更履歴(&H)…", window.on_desk(_cell_history), "Ctrl+Shift+H"),
            Deed("選んだ指標の変更履歴(&K)…", window.on_desk(_indicator_history)),
            Deed("計画の変更履歴(&L)…", window.on_desk(_plan_history)),
            LINE,
        ],
    )
    menu.insertMenu(menu.actions()[-1], _sizes_menu(window, menus))
    menu.addMenu(window.colours)


def _insert_grid(window: Window, menus: Menus, menu: QMenu, before: QAction) -> None:
    """Put what can be done with the cells of the grid into the menu 編集."""

    def run(deed: GridDeed) -> None:
        window.on_desk(lambda desk: _in_grid(desk, deed))()

    blocks = QMenu("セル(&E)", window)
    values = values_menu(window, run)
    fill(blocks, BLOCKS, run)
    menus.need_desk([*blocks.actions(), *values.actions()])
    owed = menus.action(window, Deed("次の未入力へ(&J)", window.on_desk(_next_owed), "Ctrl+J"))
    menu.insertMenu(before, blocks)
    menu.insertMenu(before, values)
    menu.insertAction(before, owed)
    menu.insertSeparator(before)


def _sizes_menu(window: Window, menus: Menus) -> QMenu:
    """Return the menu of zoom and column widths."""
    menu = QMenu("表の大きさ(&Z)", window)
    for deed in (
        Deed("拡大(&I)", window.on_desk(_zoom_in), "Ctrl++ / Ctrl+="),
        Deed("縮小(&O)", window.on_desk(_zoom_out), "Ctrl+-"),
        Deed("標準の大きさ(&0)", window.on_desk(_zoom_back), "Ctrl+0"),
    ):
        menu.addAction(menus.action(window, deed))
    menu.addSeparator()
    fill(menu, WIDTHS, lambda deed: window.on_desk(lambda desk: _in_grid(desk, deed))())
    menus.need_desk(menu.actions()[4:])
    return menu


def _filter(desk: Desk) -> None:
    if desk.view is View.PAPERS:
        desk.show_sheet()
    (desk.review.bar if desk.view is View.REVIEW else desk.filter).take_focus()


def _next_owed(desk: Desk) -> None:
    if desk.settle():
        desk.show_sheet()
        desk.grid.deeds.next_owed()


def _in_grid(desk: Desk, deed: GridDeed) -> None:
    """Do something with the cells of the grid; nobody alters cells that are out of sight."""
    if desk.view is not View.ENTRY:
        desk.show_sheet()
        desk.session.noticed.emit("入力の画面に切り替えました。セルを確かめてから、もう一度操作してください。")
    else:
        deed(desk.grid.deeds)


def _zoom_in(desk: Desk) -> None:
    desk.zoom(desk.grid.fonts.step(1))


def _zoom_out(desk: Desk) -> None:
    desk.zoom(desk.grid.fonts.step(-1))


def _zoom_back(desk: Desk) -> None:
    desk.zoom(NATURAL)


def _help_menu(window: Window, menus: Menus) -> None:
    deeds = [
        Deed("キー操作の一覧(&K)", partial(_keys, window), "F1", needs_desk=False),
        Deed("kpideskについて(&A)", partial(_about, window), needs_desk=False),
    ]
    menu = menus.add(window, "ヘルプ(&H)", deeds)
    menu.actions()[-1].setMenuRole(QAction.MenuRole.AboutRole)


def _opening(window: Window, path: str) -> partial[None]:
    return partial(_open, window, path)


def _open(window: Window, path: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- Qt's signal
    window.open_path(Path(path))


def _open_entry(desk: Desk) -> None:
    """Show in the sheet what is chosen in another view."""
    if desk.view is View.REVIEW:
        desk.review.deeds.open_entry()
    elif desk.view is View.PAPERS:
        desk.show_sheet()


def _write(desk: Desk) -> None:
    _open_entry(desk)
    desk.inspector.write(None)


def _search(desk: Desk) -> None:
    desk.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    desk.search.selectAll()


def _replace(desk: Desk) -> None:
    from kpidesk.ui.replace_dialog import ReplaceDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        ReplaceDialog(desk.session, desk).open()


def _unify(desk: Desk) -> None:
    from kpidesk.ui.replace_dialog import UnifyDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        UnifyDialog(desk.session, desk).open()


def _enlarge(desk: Desk) -> None:
    _open_entry(desk)
    desk.large.toggle()


def _grid(desk: Desk) -> None:
    desk.show_sheet()


def _review(desk: Desk) -> None:
    desk.show_view(View.REVIEW)


def _papers(desk: Desk) -> None:
    desk.show_view(View.PAPERS)


def _tree(desk: Desk) -> None:
    desk.tree.view.setFocus()


def _next_pane(desk: Desk) -> None:
    desk.next_pane()


def _pane_before(desk: Desk) -> None:
    desk.next_pane(-1)


def _year_before(desk: Desk) -> None:
    desk.step_year(-1)


def _next_year(desk: Desk) -> None:
    desk.step_year(1)


def _cell_history(desk: Desk) -> None:
    from kpidesk.ui.history_dialog import show_cell_history  # noqa: PLC0415 -- loads when first needed

    key = desk.model.key(desk.grid.currentIndex()) if desk.grid.currentIndex().isValid() else None
    if key is None:
        desk.session.noticed.emit("数値か所見のセルを選んでから開いてください。")
    else:
        show_cell_history(desk, key)


def _indicator_history(desk: Desk) -> None:
    from kpidesk.ui.history_dialog import show_indicator_history  # noqa: PLC0415 -- loads when first needed

    entry = desk.session.entry
    if entry is None:
        desk.session.noticed.emit("指標の行を選んでから開いてください。")
    else:
        show_indicator_history(desk, entry.comment_owner)


def _plan_history(desk: Desk) -> None:
    from kpidesk.ui.history_dialog import show_plan_history  # noqa: PLC0415 -- loads when first needed

    show_plan_history(desk)


def _progress(desk: Desk) -> None:
    from kpidesk.ui.progress_dialog import ProgressDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        ProgressDialog(desk).open()


def list_findings(desk: Desk) -> None:
    """List what wants a look."""
    desk.list_findings()


def _next_finding(desk: Desk) -> None:
    desk.findings.step()


def _finding_before(desk: Desk) -> None:
    desk.findings.step(-1)


def _keys(window: Window) -> None:
    from kpidesk.ui.list_dialogs import KeysDialog  # noqa: PLC0415 -- loads when first needed

    KeysDialog(window.menuBar(), window).exec()


def _about(window: Window) -> None:
    from kpidesk.ui.list_dialogs import AboutDialog  # noqa: PLC0415 -- loads when first needed

    AboutDialog(window.version, window).exec()
