"""The cards at the top of the second view: the whole plan first, then a card for each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListView

from kpidesk.ui.review_card_delegate import CardDelegate
from kpidesk.ui.review_card_model import CardsModel

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from kpidesk.domain.review import Summary
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

MOST = 0.3
"""Of the height of the window the cards take at most so much, in whole rows; the others are scrolled to."""


class ReviewCards(QListView):
    """Enter or a click on a card chooses its goal."""

    wanted = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.sums = CardsModel(session)
        self.sums.setParent(self)
        self.setModel(self.sums)
        self._delegate = CardDelegate(session, look, self, self.sums)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("計画全体と基本目標")
        self.setObjectName("reviewCards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._choose)
        self.clicked.connect(self._choose)
        look.changed.connect(self.viewport().update)

    def show_cards(self, cards: list[Summary]) -> None:
        """Show other sums, as high as they need."""
        self.sums.show_cards(cards)
        self.fit()

    def choose(self, uid: str) -> None:
        """Mark the card of a node."""
        number = next((at for at, card in enumerate(self.sums.cards) if card.node.uid == uid), 0)
        if self.sums.cards:
            self.setCurrentIndex(self.sums.index(number))

    def fit(self) -> None:
        """Be as high as the cards need, or as there is room."""
        self.setFixedHeight(self._delegate.measure(self.width(), self.window().height() * MOST))
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(self.sums.card(index).node.uid)
