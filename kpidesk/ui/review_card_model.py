"""What the plan and its goals add up to, as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from kpidesk.domain.plan import Plan
from kpidesk.ui import review_words as words

if TYPE_CHECKING:
    from kpidesk.domain.review import Summary
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class CardsModel(QAbstractListModel):
    """The whole plan first, then its goals."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cards: list[Summary] = []

    def show_cards(self, cards: list[Summary]) -> None:
        """Show other sums; the same nodes are repainted where they differ."""
        old = self.cards
        if [each.node.uid for each in old] != [each.node.uid for each in cards]:
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()
            return
        self.cards = cards
        for number, (before, now) in enumerate(zip(old, cards, strict=True)):
            if before != now:
                self.dataChanged.emit(self.index(number), self.index(number))

    def card(self, index: Index) -> Summary:
        """Return what stands at an index."""
        return self.cards[index.row()]

    def title(self, card: Summary) -> str:
        """Return label and title of a card."""
        return "計画全体" if isinstance(card.node, Plan) else self._session.plan.places[card.node.uid].title

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid():
            return None
        card = self.card(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(card)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            scheme = self._session.plan.scheme_in(self._session.year)
            counts = "　".join(words.counts_of(card, scheme))
            closed = words.CLOSED if self._session.plan.is_closed(self._session.year) else ""
            parts = (
                self.title(card),
                words.size_of(card),
                counts,
                words.trend_of(card),
                card.verdicts.note,
                words.round_of(card),
                closed,
            )
            return "\n".join(part for part in parts if part)
        return None
