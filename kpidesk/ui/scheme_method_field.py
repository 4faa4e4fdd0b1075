"""What a scheme measures by: the kind, and beside it what that kind asks further."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.methods import Against, ByHand, Change, Falling, Margin, Pace, Progress, Ratio, Since
from kpidesk.domain.scheme_words import AGAINST, FALLING
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from kpidesk.domain.methods import Method

SINCE = {Since.BASELINE: "基準値と", Since.LAST_YEAR: "前年度と"}


class Kind(Enum):
    """The kinds of methods; the value is what the list calls them."""

    MARGIN = "目標値に届いたか"
    RATIO = "目標比"
    PROGRESS = "基準値からの進捗"
    PACE = "経過割合に対する進み"
    CHANGE = "基準値・前年度との比較"
    BY_HAND = "人が判定"

    @property
    def hint(self) -> str:
        """What the bounds of the bands mean."""
        return {
            Kind.MARGIN: "下限は「0以上」が目標値以上、「0超」が目標値を上回ることを表します。",
            Kind.RATIO: "実績値÷目標値の割合(%)を区切ります。",
            Kind.PROGRESS: "(実績値−基準値)÷(目標値−基準値)の割合(%)を区切ります。",
            Kind.PACE: "今の年度までに期待される値に対する割合(%)を区切ります。",
            Kind.CHANGE: "良くなれば正、悪くなれば負の割合(%)を区切ります。横ばいの幅は、△3%のような下限で決めます。",
            Kind.BY_HAND: "計算はせず、人が区分から選びます。",
        }[self]


class MethodField(QWidget):
    """The kind with a hint beside it, below what the kind asks further; lists it does not ask for are away."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = Choice(self)
        self.of = Choice(self)
        self.falling = Choice(self)
        self.against = Choice(self)
        self.since = Choice(self)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.from_zero = QCheckBox("基準値がなければ0から(&0)", self)
        self._fill()
        self._build()
        self._lay_out()

    def _build(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(self.kind)
        upper.addWidget(self.hint, 1)
        lower.setSpacing(8)
        for part in (self.since, self.of, self.falling, self.against, self.from_zero):
            lower.addWidget(part)
        lower.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(upper)
        box.addLayout(lower)

    def _fill(self) -> None:
        for kind in Kind:
            self.kind.addItem(kind.value, kind)
        for kind in (Kind.RATIO, Kind.PROGRESS):
            self.of.addItem(kind.value, kind)
        for falling, words in FALLING.items():
            self.falling.addItem(f"下がるとよい: {words}", falling)
        for against, words in AGAINST.items():
            self.against.addItem(f"期待値: {words}", against)
        for since, words in SINCE.items():
            self.since.addItem(f"{words}比べる", since)
        names = {
            self.kind: "測り方",
            self.of: "進みの測り方",
            self.falling: "下がるとよい指標の計算",
            self.against: "期待値の決め方",
            self.since: "比べる相手",
        }
        for choice, name in names.items():
            choice.setAccessibleName(name)
            choice.activated.connect(self._choose)
        self.from_zero.clicked.connect(self._choose)

    @property
    def chosen(self) -> Kind:
        """The kind of the method."""
        return Kind(self.kind.currentData())

    def method(self) -> Method:
        """Return the method that the lists say."""
        kind, from_zero = self.chosen, self.from_zero.isChecked()
        if kind is Kind.RATIO:
            return Ratio(self.falling.currentData())
        if kind is Kind.PROGRESS:
            return Progress(from_zero=from_zero)
        if kind is Kind.PACE:
            of = (
                Ratio(self.falling.currentData())
                if self.of.currentData() is Kind.RATIO
                else Progress(from_zero=from_zero)
            )
            return Pace(of, self.against.currentData())
        if kind is Kind.CHANGE:
            return Change(self.since.currentData(), from_zero=from_zero)
        return Margin() if kind is Kind.MARGIN else ByHand()

    def show_method(self, method: Method) -> None:
        """Let the lists say a method; what it does not ask for has the usual answer."""
        level = method.of if isinstance(method, Pace) else method
        kinds = {Margin: Kind.MARGIN, Ratio: Kind.RATIO, Progress: Kind.PROGRESS, Pace: Kind.PACE, Change: Kind.CHANGE}
        self.kind.pick(kinds.get(type(method), Kind.BY_HAND))
        self.of.pick(Kind.PROGRESS if isinstance(level, Progress) else Kind.RATIO)
        self.falling.pick(level.falling if isinstance(level, Ratio) else Falling.TARGET_BY_ACTUAL)
        self.against.pick(method.against if isinstance(method, Pace) else Against.ELAPSED)
        self.since.pick(method.since if isinstance(method, Change) else Since.BASELINE)
        self.from_zero.setChecked(isinstance(level, Progress | Change) and level.from_zero)
        self._lay_out()

    def _choose(self) -> None:
        self._lay_out()
        self.changed.emit()

    def _lay_out(self) -> None:
        kind = self.chosen
        self.hint.setText(kind.hint)
        ratio = kind is Kind.RATIO or (kind is Kind.PACE and self.of.currentData() is Kind.RATIO)
        progress = kind is Kind.PROGRESS or (kind is Kind.PACE and not ratio)
        self.of.setVisible(kind is Kind.PACE)
        self.falling.setVisible(ratio)
        self.against.setVisible(kind is Kind.PACE)
        self.since.setVisible(kind is Kind.CHANGE)
        self.from_zero.setVisible(progress or kind is Kind.CHANGE)
