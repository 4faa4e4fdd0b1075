"""The menu 計画: what goes with a plan besides its own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.ui.menus import Deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from kpidesk.ui.desk import Desk
    from kpidesk.ui.menus import Menus

    OnDesk = Callable[[Callable[[Desk], object]], Callable[[], None]]


def add_plan_menu(window: QMainWindow, on_desk: OnDesk, menus: Menus) -> None:
    """Add the menu to the bar; `on_desk` returns what does a deed on the desk, where there is one."""
    deeds = [
        Deed("統計の入力(&S)…", on_desk(_statistics), "Ctrl+Shift+K"),
        Deed("事業費・交付金の入力(&F)…", on_desk(_funding), "Ctrl+Shift+F"),
    ]
    menus.add(window, "計画(&P)", deeds)


def _statistics(desk: Desk) -> None:
    from kpidesk.ui.statistics_dialog import StatisticsDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        StatisticsDialog(desk).open()


def _funding(desk: Desk) -> None:
    from kpidesk.ui.funding_dialog import FundingDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        FundingDialog(desk).open()
