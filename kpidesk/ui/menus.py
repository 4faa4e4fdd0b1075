"""The menus: every action with its words, its keys and whether it needs an open workspace, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from kpidesk.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Callable


class Deed(NamedTuple):
    """One menu item; an empty text is a dividing line."""

    text: str = ""
    run: Callable[[], object] | None = None
    keys: str = ""
    needs_desk: bool = True


LINE = Deed()


class Menus:
    """The menus of a window, and the actions that are switched on and off."""

    def __init__(self) -> None:
        self.of_desk: list[QAction] = []

    def add(self, window: QMainWindow, title: str, deeds: list[Deed]) -> QMenu:
        """Add a menu with its items."""
        menu = window.menuBar().addMenu(title)
        for deed in deeds:
            if deed.text:
                menu.addAction(self.action(window, deed))
            else:
                menu.addSeparator()
        return menu

    def action(self, window: QMainWindow, deed: Deed) -> QAction:
        """Return the action of an item."""
        action = QAction(window)
        action.setText(deed.text)
        if deed.keys:
            action.setShortcuts([QKeySequence(each) for each in deed.keys.split(" / ")])
        if deed.run is not None:
            action.triggered.connect(_plainly(deed.run))
        if deed.needs_desk:
            self.of_desk.append(action)
            action.setEnabled(False)
        return action

    def need_desk(self, actions: list[QAction]) -> None:
        """Switch these actions too, from now on."""
        for action in actions:
            self.of_desk.append(action)
            action.setEnabled(False)

    def have_desk(self, *, there: bool) -> None:
        """Switch what needs an open workspace."""
        for action in self.of_desk:
            action.setEnabled(there)


def theme_menu(window: QMainWindow, chosen: ThemeChoice, choose: Callable[[ThemeChoice], None]) -> QMenu:
    """Return the menu that picks the colours."""
    menu = QMenu("配色(&T)", window)
    group = QActionGroup(menu)
    for choice in ThemeChoice:
        action = menu.addAction(choice.label)
        action.setCheckable(True)
        action.setChecked(choice is chosen)
        action.triggered.connect(_plainly(_choosing(choose, choice)))
        group.addAction(action)
    return menu


def mark_theme(menu: QMenu, chosen: ThemeChoice) -> None:
    """Check the colours that are in use."""
    for action, choice in zip(menu.actions(), ThemeChoice, strict=True):
        action.setChecked(choice is chosen)


def _choosing(choose: Callable[[ThemeChoice], None], choice: ThemeChoice) -> Callable[[], None]:
    return lambda: choose(choice)


def _plainly(deed: Callable[[], object]) -> Callable[[bool], None]:
    """Return a slot that drops the state Qt sends along."""

    def run(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- Qt's signal
        deed()

    return run
