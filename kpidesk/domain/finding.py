"""What the rules of 要確認 answer with: which rule, about what, a sentence, and where to go."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen
from kpidesk.domain.year_value import ValueKey

if TYPE_CHECKING:
    from kpidesk.domain.year_value import CellKey


class Severity(Enum):
    """How much a finding matters; the value is the word that is printed."""

    WRONG = "要修正"
    DOUBTFUL = "要確認"


class Rule(Enum):
    """The rules by the name that workspaces keep; one that is no longer asked stays, for a dismissal may name it."""

    UNDECIDED = "direction"
    OTHER_UNIT = "unit"
    WORSE_THAN_BASELINE = "worse-than-baseline"
    BACKWARD_STEP = "backward-step"
    LAST_STEP = "last-step"
    TARGET_SUM = "target-sum"
    TOTAL_BY_HAND = "total-by-hand"
    SLIP = "slip"
    FAR = "far"
    OVER_HUNDRED = "over-hundred"
    CUMULATED_FALLS = "cumulated-falls"
    TOO_FINE = "too-fine"
    LONG_PROVISIONAL = "long-provisional"
    NOT_MEASURED = "not-measured"
    AGAINST_VERDICT = "wording"
    SAME_REMARKS = "same-remarks"
    OTHER_YEAR = "other-year"
    OTHER_FIGURE = "other-figure"
    SHORT_REMARKS = "short-remarks"
    REPEATED_TEXT = "repeated-text"
    SPELLING = "spelling"
    UNPRINTABLE = "unprintable"

    @property
    def label(self) -> str:
        """What the rule is about, in a few words."""
        return _LABELS[self]


_LABELS: Final = {
    Rule.UNDECIDED: "良い方向の未定",
    Rule.OTHER_UNIT: "単位の違い",
    Rule.WORSE_THAN_BASELINE: "基準値より悪い目標値",
    Rule.BACKWARD_STEP: "目標値の後退",
    Rule.LAST_STEP: "最終年度の目標値",
    Rule.TARGET_SUM: "目標値の合計",
    Rule.TOTAL_BY_HAND: "手入力の合計",
    Rule.SLIP: "桁違い",
    Rule.FAR: "大きな変動",
    Rule.OVER_HUNDRED: "割合の範囲",
    Rule.CUMULATED_FALLS: "累計の減少",
    Rule.TOO_FINE: "小数の桁数",
    Rule.LONG_PROVISIONAL: "暫定のままの値",
    Rule.NOT_MEASURED: "調査のない年度の値",
    Rule.AGAINST_VERDICT: "判定と所見の食い違い",
    Rule.SAME_REMARKS: "前の年度と同じ所見",
    Rule.OTHER_YEAR: "所見の年度",
    Rule.OTHER_FIGURE: "所見の数値",
    Rule.SHORT_REMARKS: "短い所見",
    Rule.REPEATED_TEXT: "再掲の説明",
    Rule.SPELLING: "表記の違い",
    Rule.UNPRINTABLE: "印刷できない文字",
}


@frozen
class FindingKey:
    """Names a finding for as long as what it judged stays: rule, uid, cell in words ("" for no cell), the judged."""

    rule: Rule
    uid: str
    cell: str
    judged: str


@frozen
class Finding:
    """Something that looks wrong: the rule, the uid it speaks of, a sentence, and the cell to go to.

    `judged` is what was looked at; a finding that was dismissed comes back when it changes.
    """

    rule: Rule
    severity: Severity
    uid: str
    sentence: str
    key: CellKey | None = None
    judged: str = ""

    @property
    def name(self) -> FindingKey:
        """The key a dismissal goes by."""
        return FindingKey(self.rule, self.uid, _cell(self.key), self.judged)


def _cell(key: CellKey | None) -> str:
    """Return what tells the cells of one uid apart: 2022 actual 男."""
    if key is None:
        return ""
    line = f"{key.side.value} {key.series}".rstrip() if isinstance(key, ValueKey) else key.kind.value
    return f"{key.year.start} {line}"
