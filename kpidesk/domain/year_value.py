"""What can stand in one cell of one year, and the keys that name cells."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from decimal import Decimal

    from kpidesk.domain.fiscal_year import FiscalYear


class Standing(Enum):
    """How firm a figure is; the value is the word of the plan document."""

    CONFIRMED = "confirmed"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    REFERENCE = "reference"

    @property
    def label(self) -> str:
        """The word printed before the figure (参考値 is printed in parentheses instead)."""
        return {"confirmed": "確定値", "provisional": "暫定値", "estimated": "見込値", "reference": "参考値"}[
            self.value
        ]


class Qualifier(Enum):
    """A word that goes with a figure; its value is the word itself."""

    OR_MORE = "以上"
    OR_LESS = "以下"
    LESS_THAN = "未満"
    MORE_THAN = "超"
    ABOUT_AFTER = "程度"
    ABOUT = "約"
    CUMULATED = "延べ"

    @property
    def stands_before(self) -> bool:
        """Whether the word stands before the figure (約, 延べ) rather than after it."""
        return self in (Qualifier.ABOUT, Qualifier.CUMULATED)


class Absence(Enum):
    """Why no figure applies; its value is what is printed."""

    NONE = "—"
    NOT_COMPUTABLE = "算出不可"
    NO_SURVEY = "調査なし"
    UNPUBLISHED = "未公表"
    BEING_COMPUTED = "算定中"
    NOT_CARRIED_OUT = "未実施"

    @property
    def still_to_come(self) -> bool:
        """Whether a figure will follow (未公表, 算定中)."""
        return self in (Absence.UNPUBLISHED, Absence.BEING_COMPUTED)


@frozen
class Number:
    """An exact figure with its own scale; `earlier` holds the figures it replaced, newest first."""

    number: Decimal
    standing: Standing | None = None
    qualifier: Qualifier | None = None
    note: str = ""
    earlier: tuple[Value, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Compare as printed: 36 and 36.0 are two figures, for the scale is kept."""
        return self._exact == other._exact if isinstance(other, Number) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._exact)

    @property
    def _exact(self) -> tuple[object, ...]:
        return self.number.as_tuple(), self.standing, self.qualifier, self.note, self.earlier


@frozen
class NotApplicable:
    """The dash, or the reason printed in its place."""

    reason: Absence = Absence.NONE


@frozen
class Text:
    """Words where the target is words (全道平均以上)."""

    text: str


Value = Number | NotApplicable | Text
"""What stands in a cell; a blank cell is None."""


@frozen
class YearValue:
    """Target and actual of one series in one fiscal year."""

    target: Value | None = None
    actual: Value | None = None

    def __bool__(self) -> bool:
        return self.target is not None or self.actual is not None


class Side(Enum):
    """Which of the two lines of a pair."""

    TARGET = "target"
    ACTUAL = "actual"

    @property
    def label(self) -> str:
        """目標値 or 実績値."""
        return "目標値" if self is Side.TARGET else "実績値"


class CommentKind(Enum):
    """The four comments a year can have; the value is the word of the plan document."""

    REMARKS = "remarks"
    ACTIVITY = "activity"
    OUTLOOK = "outlook"
    COMMITTEE = "committee"

    @property
    def label(self) -> str:
        """The field's own term."""
        return {"remarks": "所見", "activity": "取組み", "outlook": "見直しの方向性", "committee": "委員会意見"}[
            self.value
        ]


@frozen
class Comments:
    """What was written about one year; an empty text is not written yet."""

    remarks: str = ""
    activity: str = ""
    outlook: str = ""
    committee: str = ""

    def __bool__(self) -> bool:
        return bool(self.remarks or self.activity or self.outlook or self.committee)

    def of(self, kind: CommentKind) -> str:
        """Return the text of one kind."""
        text: str = getattr(self, kind.value)
        return text


@frozen
class ValueKey:
    """Names one figure: the indicator that owns the values, the series label, the year and the line."""

    indicator: str
    series: str
    year: FiscalYear
    side: Side


@frozen
class CommentKey:
    """Names one comment: the uid of the plan, node or indicator it belongs to, the year and the kind."""

    owner: str
    year: FiscalYear
    kind: CommentKind = CommentKind.REMARKS


CellKey = ValueKey | CommentKey
