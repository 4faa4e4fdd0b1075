"""What can be done in the grid, in one table: for the menus of the window, the right click, and the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from kpidesk.domain.year_value import Absence, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.grid_deeds import GridDeeds

    Deed = Callable[[GridDeeds], object]


class Command(NamedTuple):
    """One item; an empty text is a dividing line. The keys count while the grid has the focus."""

    text: str = ""
    keys: str = ""
    run: Deed | None = None


def _absence(reason: Absence, deeds: GridDeeds) -> None:
    deeds.say_absence(reason)


def _standing(standing: Standing | None, deeds: GridDeeds) -> None:
    deeds.say_standing(standing)


LINE = Command()
BLOCKS = (
    Command("切り取り(&T)", "Ctrl+X", lambda deeds: deeds.cut()),
    Command("コピー(&C)", "Ctrl+C", lambda deeds: deeds.copy()),
    Command("貼り付け(&P)", "Ctrl+V", lambda deeds: deeds.paste()),
    Command("消去(&L)", "Del", lambda deeds: deeds.clear_block()),
    LINE,
    Command("下へ複写(&D)", "Ctrl+D", lambda deeds: deeds.fill_down()),
    Command("右へ複写(&F)", "Ctrl+R", lambda deeds: deeds.fill_right()),
    Command("すべて選択(&A)", "Ctrl+A", lambda deeds: deeds.select_everything()),
)
VALUES = (
    *(
        Command(f"{reason.value}(&{number})", f"Alt+{number}", partial(_absence, reason))
        for number, reason in enumerate(Absence, 1)
    ),
    LINE,
    Command("暫定値(&Z)", "Alt+7", partial(_standing, Standing.PROVISIONAL)),
    Command("確定値(&K)", "Alt+8", partial(_standing, Standing.CONFIRMED)),
    Command("見込値(&M)", "Alt+9", partial(_standing, Standing.ESTIMATED)),
    Command("参考値(&S)", "Alt+0", partial(_standing, Standing.REFERENCE)),
    Command("区別なし(&N)", "Alt+Backspace", partial(_standing, None)),
    LINE,
    Command("数値の注記(&T)…", "Alt+Return", lambda deeds: deeds.ask_note()),
    Command("このセルの変更履歴(&H)…", "Ctrl+Shift+H", lambda deeds: deeds.show_history()),
)
ROUND = (Command("提出(&S)", "Ctrl+Shift+S", lambda deeds: deeds.hand_in()),)
WIDTHS = (
    Command("列を狭く(&N)", "Alt+Left", lambda deeds: deeds.widen(-1)),
    Command("列を広く(&W)", "Alt+Right", lambda deeds: deeds.widen(1)),
    Command("列の幅を標準に戻す(&R)", "", lambda deeds: deeds.forget_widths()),
)


def keys_of(commands: tuple[Command, ...]) -> dict[QKeySequence, Deed]:
    """Return what each key does."""
    return {QKeySequence(each.keys): each.run for each in commands if each.run and each.keys}


def fill(menu: QMenu, commands: tuple[Command, ...], run: Callable[[Deed], object]) -> None:
    """Fill a menu; the keys are shown only, for they belong to the grid."""
    for each in commands:
        if each.run is None:
            menu.addSeparator()
        else:
            menu.addAction(_action(menu, each, each.run, run))


def values_menu(parent: QWidget, run: Callable[[Deed], object]) -> QMenu:
    """Return the menu of what can be said in place of a figure or about it."""
    menu = QMenu("値(&V)", parent)
    fill(menu, VALUES, run)
    return menu


def _action(menu: QMenu, command: Command, deed: Deed, run: Callable[[Deed], object]) -> QAction:
    shown = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
    action = QAction(menu)
    action.setText(f"{command.text}\t{shown}")
    action.triggered.connect(lambda _checked=False: run(deed))
    return action
