"""PySide6 6.12.0 lost a reference with every emit on Python 3.11 and aborted after some 580 of them."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

EMITS = 20_000


class Teller(QObject):
    told = Signal(object)


def test_many_signals_lose_no_references(qapp: object) -> None:
    del qapp
    teller = Teller()
    heard: list[object] = []
    teller.told.connect(heard.append)
    before = sys.getrefcount(None)
    for _ in range(EMITS):
        teller.told.emit(None)
    assert len(heard) == EMITS
    assert sys.getrefcount(None) >= before - 100
