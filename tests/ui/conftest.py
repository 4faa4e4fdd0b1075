"""What the tests of the window share: a look, a session on the sample, the window itself, the model tester."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from kpidesk import paths
from kpidesk.ui.look import Look
from kpidesk.ui.session import Session
from kpidesk.ui.theme import ThemeChoice
from tests.ui.driver import Driver, make_driver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from kpidesk.workspace.services import Services
    from kpidesk.workspace.workspace import Workspace


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """Return the light look with the bundled fonts."""
    made = Look(qapp, paths.fonts_folder(), paths.themes_folder(), paths.icons_folder())
    made.choose(ThemeChoice.LIGHT)
    return made


@pytest.fixture
def model_tester() -> Callable[[QAbstractItemModel], None]:
    """Return what watches a model for breaches of Qt's rules, for as long as the model lives."""
    kept: list[QAbstractItemModelTester] = []

    def watch(model: QAbstractItemModel) -> None:
        kept.append(QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal))

    return watch


@pytest.fixture
def session(workspace: Workspace, look: Look) -> Session:
    """Return a session on the sample, at the year its figures end in."""
    del look
    return Session(workspace)


@pytest.fixture
def driver(qtbot: QtBot, look: Look, services: Services) -> Iterator[Driver]:
    """Return the window at its welcome page, with somebody who presses its keys."""
    made = make_driver(qtbot, look, services)
    yield made
    made.window.close()
