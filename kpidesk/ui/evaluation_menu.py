"""The menu 評価: the round of approval, closing a year, and the lists that belong to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.ui.menus import LINE, Deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow

    from kpidesk.ui.desk import Desk
    from kpidesk.ui.menus import Menus
    from kpidesk.ui.review_deeds import ReviewDeeds

    OnDesk = Callable[[Callable[[Desk], object]], Callable[[], None]]

HAND_IN, CLOSE, UNLOCK = 0, 6, 7
"""Where the items stand that go by the state of the year in view."""


def add_evaluation_menu(window: QMainWindow, on_desk: OnDesk, menus: Menus) -> None:
    """Add the menu to the bar; `on_desk` returns what does a deed on the desk, where there is one."""
    menu = menus.add(
        window,
        "評価(&R)",
        [
            Deed("提出(&H)\tCtrl+Shift+S", on_desk(_hand_in)),
            LINE,
            Deed("確認の状況(&S)…", on_desk(_round), "Shift+F9"),
            Deed("委員会意見(&O)…", on_desk(_opinions), "Ctrl+Shift+O"),
            Deed("正誤表(&E)…", on_desk(_errata)),
            LINE,
            Deed("評価を確定(&C)…", on_desk(_close)),
            Deed("評価確定を解除(&U)…", on_desk(_unlock)),
            LINE,
            Deed("判定方式(&M)…", on_desk(_schemes)),
            Deed("所管課の一覧(&D)…", on_desk(_sections)),
            Deed("今後の方向性の一覧(&W)…", on_desk(_courses)),
        ],
    )
    actions = menu.actions()
    follow = _following(actions[HAND_IN], actions[CLOSE], actions[UNLOCK])
    menu.aboutToShow.connect(on_desk(follow))


def _following(hand_in: QAction, close: QAction, unlock: QAction) -> Callable[[Desk], None]:
    """Return what names the year in view in two items and offers what can be done."""

    def follow(desk: Desk) -> None:
        session = desk.session
        closed, writable = session.plan.is_closed(session.year), not session.workspace.read_only
        close.setText(f"{session.year}の評価を確定(&C)…")
        unlock.setText(f"{session.year}の評価確定を解除(&U)…")
        close.setEnabled(writable and not closed)
        unlock.setEnabled(writable and closed)
        hand_in.setEnabled(_can_hand_in(desk))

    return follow


def _deeds(desk: Desk) -> ReviewDeeds | None:
    """Return the deeds for what is chosen in the view that is shown, None where it has none."""
    from kpidesk.ui.sheet_deeds import sheet_deeds  # noqa: PLC0415 -- loads when first needed
    from kpidesk.ui.view_tabs import View  # noqa: PLC0415 -- as above

    if desk.view is View.ENTRY:
        return sheet_deeds(desk, desk.grid.deeds.entries)
    return desk.review.deeds if desk.view is View.REVIEW else None


def _can_hand_in(desk: Desk) -> bool:
    deeds = _deeds(desk)
    return deeds is not None and not deeds.why_not_hand_in()


def _hand_in(desk: Desk) -> None:
    from kpidesk.ui.sheet_deeds import hand_in  # noqa: PLC0415 -- loads when first needed

    if desk.settle() and (deeds := _deeds(desk)):
        hand_in(desk, deeds)


def _round(desk: Desk) -> None:
    from kpidesk.ui.round_dialog import RoundDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        RoundDialog(desk).open()


def _opinions(desk: Desk) -> None:
    from kpidesk.ui.opinions_dialog import OpinionsDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        OpinionsDialog(desk).open()


def _errata(desk: Desk) -> None:
    from kpidesk.ui.errata_dialog import ErrataDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        ErrataDialog(desk).open()


def _close(desk: Desk) -> None:
    from kpidesk.ui.closing_dialogs import CloseYearDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        CloseYearDialog(desk).open()


def _unlock(desk: Desk) -> None:
    from kpidesk.ui.closing_dialogs import UnlockDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        UnlockDialog(desk).open()


def _schemes(desk: Desk) -> None:
    from kpidesk.ui.scheme_dialog import show_schemes  # noqa: PLC0415 -- loads when first needed

    show_schemes(desk)


def _sections(desk: Desk) -> None:
    from kpidesk.ui.sections_dialog import SectionsDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        SectionsDialog(desk).open()


def _courses(desk: Desk) -> None:
    from kpidesk.ui.courses_dialog import CoursesDialog  # noqa: PLC0415 -- loads when first needed

    if desk.settle():
        CoursesDialog(desk).open()
