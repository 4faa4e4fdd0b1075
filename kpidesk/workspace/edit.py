"""One step while it is being made: every way in which a plan can be altered."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kpidesk.domain.change import (
    Change,
    CommentChange,
    DirectionChange,
    DismissalChange,
    ValueChange,
    comment_at,
    value_at,
)
from kpidesk.domain.typed import typed_series, typed_values
from kpidesk.domain.value_words import NoFigureError, with_note, with_standing
from kpidesk.domain.year_value import NotApplicable
from kpidesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.finding import Finding
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Direction
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Absence, CommentKey, Side, Standing, Value, ValueKey

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TORN: Final = re.compile(r"[\ud800-\udfff]")


class Edit:
    """The changes of one step while it is being made; what it reads includes what it has already changed."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.changes: list[Change] = []

    def type_figure(self, key: ValueKey, text: str) -> Value | None:
        """Put a typed text into a cell as the value it means; NotationError where it cannot be read.

        A text that names several values (3世帯9人) goes into the cells of all the series it names.
        """
        values = typed_values(self.plan, key, text)
        for each, value in values.items():
            self.set_value(each, value)
        return values[key]

    def type_series(self, indicator: str, year: FiscalYear, side: Side, text: str) -> None:
        """Put a typed text into all series of an indicator that it names; NotationError where it cannot be read."""
        for key, value in typed_series(self.plan, indicator, year, side, text).items():
            self.set_value(key, value)

    def set_value(self, key: ValueKey, value: Value | None) -> None:
        """Put a value into a cell."""
        self._make(ValueChange(key, value_at(self.plan, key), value))

    def set_standing(self, key: ValueKey, standing: Standing | None) -> None:
        """Say how firm a figure is (暫定値, 確定値, 見込値, 参考値, none); UserError where no figure stands."""
        with self._about(key):
            self.set_value(key, with_standing(value_at(self.plan, key), standing))

    def set_note(self, key: ValueKey, note: str) -> None:
        """Write the note of a figure, "" for none; UserError where no figure stands."""
        with self._about(key):
            self.set_value(key, with_note(value_at(self.plan, key), _clean(note).replace("\n", " ")))

    def set_absence(self, key: ValueKey, reason: Absence) -> None:
        """Say why no figure applies in a cell (—, 算出不可, 未公表 …)."""
        self.set_value(key, NotApplicable(reason))

    def set_comment(self, key: CommentKey, text: str) -> None:
        """Write a comment; line ends are folded to one form, blanks at the end and control characters go."""
        self._make(CommentChange(key, comment_at(self.plan, key), _clean(text)))

    def set_direction(self, indicator: str, direction: Direction | None) -> None:
        """Decide which way is better for an indicator."""
        self._make(DirectionChange(indicator, self.plan.indicator(indicator).direction, direction))

    def dismiss(self, finding: Finding, reason: str) -> None:
        """Dismiss a finding until what it judged changes; UserError without a reason."""
        words = _clean(reason)
        if not words.strip():
            raise UserError(
                "確認済みにする理由がありません。", where=finding.sentence, remedy="理由を入力してください。"
            )
        self._make(DismissalChange(finding.name, self.plan.dismissals.get(finding.name, ""), words))

    def restore_finding(self, finding: Finding) -> None:
        """Take a dismissed finding up again."""
        self._make(DismissalChange(finding.name, self.plan.dismissals.get(finding.name, ""), ""))

    @contextmanager
    def _about(self, key: ValueKey) -> Iterator[None]:
        """Turn the refusal of what was meant for a cell into a UserError that names it."""
        try:
            yield
        except NoFigureError as error:
            where = f"{key.year} {self.plan.places[key.indicator].title} {key.side.label}"
            raise UserError(str(error), where=where, remedy="先に数値を入力してください。") from error

    def _make(self, change: Change) -> None:
        if change.old != change.new:
            self.plan = change.apply(self.plan)
            self.changes.append(change)


def _clean(text: str) -> str:
    """Return a typed text with one form of line ends, without blanks at them and without control characters.

    UserError where it holds half a letter, which no file could keep.
    """
    if _TORN.search(text):
        raise UserError("文字として読めないものが含まれています。", remedy="その部分を消して入力し直してください。")
    return "\n".join(_CONTROL.sub("", line).rstrip() for line in text.splitlines()).strip("\n")
