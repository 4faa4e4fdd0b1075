"""The menu 出力: what can be done with the document that is chosen in 帳票, and every document to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from kpidesk.ui.menus import LINE, Deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow

    from kpidesk.ui.desk import Desk
    from kpidesk.ui.menus import Menus

    OnDesk = Callable[[Callable[[Desk], object]], Callable[[], None]]

SAVES = {
    ".pdf": ("PDFで保存(&P)…", "Ctrl+Shift+P"),
    ".xlsx": ("Excelで保存(&E)…", "Ctrl+E"),
    ".csv": ("CSVで保存(&C)…", ""),
    ".json": ("JSONで保存(&J)…", ""),
}
"""Words and keys for each suffix."""
PRINT = "印刷(&R)…"
LETTERS = "1234567890ABCDEFGH"
"""The mnemonics of the documents."""


def add_output_menu(window: QMainWindow, on_desk: OnDesk, menus: Menus) -> None:
    """Add the menu to the bar; `on_desk` returns what does a deed on the desk, where there is one."""
    deeds = [Deed(word, on_desk(_saving(suffix)), keys) for suffix, (word, keys) in SAVES.items()]
    menu = menus.add(window, "出力(&O)", [*deeds, Deed(PRINT, on_desk(_print), "Ctrl+P"), LINE])
    every = QMenu("帳票を選ぶ(&D)", window)
    menu.addMenu(every)
    menus.need_desk([every.menuAction()])
    actions = dict(zip((*SAVES, ""), menu.actions(), strict=False))
    menu.aboutToShow.connect(on_desk(_naming(actions)))
    menu.aboutToShow.connect(on_desk(_listing(every)))
    menu.aboutToHide.connect(on_desk(_freeing(actions)))


def _saving(suffix: str) -> Callable[[Desk], None]:
    return lambda desk: desk.papers.save(suffix)


def _print(desk: Desk) -> None:
    desk.print_document()


def _naming(actions: dict[str, QAction]) -> Callable[[Desk], None]:
    """Return what names the chosen document in the items and offers those it can be had by."""

    def name(desk: Desk) -> None:
        papers = desk.papers
        for suffix, action in actions.items():
            action.setText(f"「{papers.title}」を{SAVES[suffix][0] if suffix else PRINT}")
            action.setEnabled(papers.offers(suffix) if suffix else papers.has_pages)

    return name


def _freeing(actions: dict[str, QAction]) -> Callable[[Desk], None]:
    """Return what lets the keys work again for whichever document is chosen next; the view says what cannot be."""

    def free(_desk: Desk) -> None:
        for action in actions.values():
            action.setEnabled(True)

    return free


def _listing(menu: QMenu) -> Callable[[Desk], None]:
    """Return what lists the documents in a menu, the chosen one marked."""

    def fill(desk: Desk) -> None:
        menu.clear()
        for letter, (name, title) in zip(LETTERS, desk.papers.titles.items(), strict=False):
            action = menu.addAction(f"{title}(&{letter})")
            action.setCheckable(True)
            action.setChecked(name == desk.papers.report)
            action.triggered.connect(_showing(desk, name))

    return fill


def _showing(desk: Desk, name: str) -> Callable[[bool], None]:
    return lambda _checked: desk.show_document(name)
