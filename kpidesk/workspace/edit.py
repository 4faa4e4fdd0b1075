"""One step while it is being made: every way in which a plan can be altered."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpidesk.domain.change import CommentChange, DismissalChange, ValueChange, comment_at, value_at
from kpidesk.domain.fact import Fact, FactKey
from kpidesk.domain.typed import typed_series, typed_values
from kpidesk.domain.value_words import NoFigureError, with_note, with_standing
from kpidesk.domain.year_value import NotApplicable
from kpidesk.errors import UserError
from kpidesk.workspace.reference import ReferenceStep
from kpidesk.workspace.step import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.finding import Finding
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Direction
    from kpidesk.domain.year_value import Absence, CommentKey, Side, Standing, Value, ValueKey


class Edit(ReferenceStep):
    """A step with everything that can be altered: figures and comments here, the rest above."""

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
        self.make(ValueChange(key, value_at(self.plan, key), value))

    def set_standing(self, key: ValueKey, standing: Standing | None) -> None:
        """Say how firm a figure is (暫定値, 確定値, 見込値, 参考値, none); UserError where no figure stands."""
        with self._about(key):
            self.set_value(key, with_standing(value_at(self.plan, key), standing))

    def set_note(self, key: ValueKey, note: str) -> None:
        """Write the note of a figure, "" for none; UserError where no figure stands."""
        with self._about(key):
            self.set_value(key, with_note(value_at(self.plan, key), clean(note).replace("\n", " ")))

    def set_absence(self, key: ValueKey, reason: Absence) -> None:
        """Say why no figure applies in a cell (—, 算出不可, 未公表 …)."""
        self.set_value(key, NotApplicable(reason))

    def set_comment(self, key: CommentKey, text: str) -> None:
        """Write a comment; line ends are folded to one form, blanks at the end and control characters go."""
        self.make(CommentChange(key, comment_at(self.plan, key), clean(text)))

    def set_direction(self, indicator: str, direction: Direction | None) -> None:
        """Decide which way is better for an indicator; what shows another's values shows its direction, too."""
        lender = self.plan.indicator(indicator).shares or indicator
        self.set_fact(FactKey(lender, Fact.DIRECTION), direction)

    def dismiss(self, finding: Finding, reason: str) -> None:
        """Dismiss a finding until what it judged changes; UserError without a reason."""
        words = clean(reason)
        if not words.strip():
            raise UserError(
                "問題なしとする理由がありません。", where=finding.sentence, remedy="理由を入力してください。"
            )
        self.make(DismissalChange(finding.name, self.plan.dismissals.get(finding.name, ""), words))

    def restore_finding(self, finding: Finding) -> None:
        """Take a dismissed finding up again."""
        self.make(DismissalChange(finding.name, self.plan.dismissals.get(finding.name, ""), ""))

    @contextmanager
    def _about(self, key: ValueKey) -> Iterator[None]:
        """Turn the refusal of what was meant for a cell into a UserError that names it."""
        try:
            yield
        except NoFigureError as error:
            where = f"{key.year} {self.plan.places[key.indicator].title} {key.side.label}"
            raise UserError(str(error), where=where, remedy="先に数値を入力してください。") from error
