"""Alterations as plain data: what, old, new; each knows its inverse and says itself in Japanese."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.fact import FactKey, FactValue, fact_at, fact_words, with_fact
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.notation import format_value
from kpidesk.domain.plan import Plan
from kpidesk.domain.wording import length
from kpidesk.domain.year_value import CellKey, CommentKey, Comments, Value, ValueKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.finding import FindingKey
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Element

BLANK = "(空欄)"


class StaleChangeError(ValueError):
    """A change that does not start from what stands there now; the message says so in Japanese."""


@frozen
class ValueChange:
    """One figure replaced."""

    key: ValueKey
    old: Value | None
    new: Value | None

    @property
    def owner(self) -> str:
        """The uid of the indicator that owns the figure."""
        return self.key.indicator

    @property
    def cell(self) -> CellKey | None:
        """The cell it alters."""
        return self.key

    def inverse(self) -> ValueChange:
        """Return the change that takes this one back."""
        return ValueChange(self.key, self.new, self.old)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the figure replaced; StaleChangeError where another figure stands there."""
        if value_at(plan, self.key) != self.old:
            raise StaleChangeError(_stale(self.say(plan)))

        def changed(element: Element) -> Element:
            return element.with_value(self.key, self.new) if isinstance(element, Indicator) else element

        return plan.with_element(self.key.indicator, changed)

    def say(self, plan: Plan) -> str:
        """Return the change as a sentence."""
        series = f"({self.key.series})" if self.key.series else ""
        old, new = (format_value(value, plan.style) or BLANK for value in (self.old, self.new))
        name = plan.places.told(self.key.indicator)
        return f"{self.key.year} {name}{series} {self.key.side.label}: {old} → {new}"


@frozen
class CommentChange:
    """One comment replaced; an empty text is none."""

    key: CommentKey
    old: str
    new: str

    @property
    def owner(self) -> str:
        """The uid of what the comment belongs to."""
        return self.key.owner

    @property
    def cell(self) -> CellKey | None:
        """The cell it alters."""
        return self.key

    def inverse(self) -> CommentChange:
        """Return the change that takes this one back."""
        return CommentChange(self.key, self.new, self.old)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the comment replaced; StaleChangeError where another text stands there."""
        if comment_at(plan, self.key) != self.old:
            raise StaleChangeError(_stale(self.say(plan)))

        def changed(element: Element) -> Element:
            return replace(element, comments=_with_comment(element.comments, self.key, self.new))

        return plan.with_element(self.key.owner, changed)

    def say(self, plan: Plan) -> str:
        """Return the change as a sentence."""
        name = plan.places.told(self.key.owner)
        return f"{self.key.year} {name} {self.key.kind.label}: {length(self.old)}字 → {length(self.new)}字"


@frozen
class FactChange:
    """One fact about the plan, a node or an indicator replaced; None or an empty list is nothing there."""

    key: FactKey
    old: FactValue
    new: FactValue

    @property
    def owner(self) -> str:
        """The uid of what the fact is about."""
        return self.key.owner

    @property
    def cell(self) -> CellKey | None:
        """No cell: it alters what is said about the figures."""
        return None

    def inverse(self) -> FactChange:
        """Return the change that takes this one back."""
        return FactChange(self.key, self.new, self.old)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the fact replaced; StaleChangeError where it was another."""
        if fact_at(plan, self.key) != self.old:
            raise StaleChangeError(_stale(self.say(plan)))
        return with_fact(plan, self.key, self.new)

    def say(self, plan: Plan) -> str:
        """Return the change as a sentence."""
        old, new = fact_words(self.key.fact, self.old, self.new)
        year = f"{self.key.year} " if self.key.year else ""
        return f"{year}{plan.places.told(self.key.owner)} {self.key.fact.kind.label}: {old} → {new}"


@frozen
class DismissalChange:
    """A finding of 要確認 was dismissed with a reason, or taken up again ("" for the reason)."""

    finding: FindingKey
    old: str
    new: str

    @property
    def owner(self) -> str:
        """The uid the finding speaks of."""
        return self.finding.uid

    @property
    def cell(self) -> CellKey | None:
        """No cell: nothing printed alters."""
        return None

    def inverse(self) -> DismissalChange:
        """Return the change that takes this one back."""
        return DismissalChange(self.finding, self.new, self.old)

    def apply(self, plan: Plan) -> Plan:
        """Return the plan with the finding dismissed or taken up; StaleChangeError where it was otherwise."""
        if plan.dismissals.get(self.finding, "") != self.old:
            raise StaleChangeError(_stale(self.say(plan)))
        others = {finding: reason for finding, reason in plan.dismissals.items() if finding != self.finding}
        dismissals = others | ({self.finding: self.new} if self.new else {})

        def changed(element: Element) -> Element:
            return replace(element, dismissals=dismissals) if isinstance(element, Plan) else element

        return plan.with_element(plan.uid, changed)

    def say(self, plan: Plan) -> str:
        """Return the change as a sentence."""
        old, new = (f"問題なし「{reason}」" if reason else "未確認" for reason in (self.old, self.new))
        return f"{plan.places.told(self.finding.uid)} 要確認「{self.finding.rule.label}」: {old} → {new}"


Change = ValueChange | CommentChange | FactChange | DismissalChange


@frozen
class ChangeSet:
    """One step: the changes made to one plan under one title."""

    plan: str
    title: str
    changes: tuple[Change, ...] = ()

    def apply(self, plan: Plan) -> Plan:
        """Return the plan after all changes, in order; StaleChangeError (and no plan) where one does not fit."""
        for change in self.changes:
            plan = change.apply(plan)
        return plan

    def inverse(self, title: str) -> ChangeSet:
        """Return the step that takes this one back."""
        return ChangeSet(self.plan, title, tuple(change.inverse() for change in reversed(self.changes)))

    def folded(self) -> ChangeSet:
        """Return the step with successive changes of one place made one; those that change nothing go."""
        first: dict[object, Change] = {}
        for change in self.changes:
            place = place_of(change)
            earlier = first.get(place)
            first[place] = change if earlier is None else _joined(earlier, change)
        return replace(self, changes=tuple(change for change in first.values() if change.old != change.new))

    @property
    def cells(self) -> frozenset[CellKey]:
        """The figures and comments it touches, for whoever repaints."""
        return frozenset(cell for change in self.changes if (cell := change.cell) is not None)

    def say(self, plan: Plan) -> list[str]:
        """Return a sentence for each change."""
        return [change.say(plan) for change in self.changes]


def place_of(change: Change) -> object:
    """Return what tells whether two changes speak of the same place."""
    return change.finding if isinstance(change, DismissalChange) else change.key


def _joined(earlier: Change, later: Change) -> Change:
    """Return one change from before the earlier to after the later one of the same place."""
    return replace(later, old=earlier.old)  # type: ignore[arg-type]


def value_at(plan: Plan, key: ValueKey) -> Value | None:
    """Return the figure a key names; KeyError for an unknown indicator or series."""
    return plan.indicator(key.indicator).series_of(key.series).value(key.year, key.side)


def comment_at(plan: Plan, key: CommentKey) -> str:
    """Return the comment a key names, "" where none is written; KeyError for an unknown owner."""
    comments = plan.places[key.owner].what.comments.get(key.year)
    return comments.of(key.kind) if comments else ""


def _with_comment(comments: Mapping[FiscalYear, Comments], key: CommentKey, text: str) -> Mapping[FiscalYear, Comments]:
    of_year = replace(comments.get(key.year, Comments()), **{key.kind.value: text})
    others = {year: each for year, each in comments.items() if year != key.year}
    return dict(sorted((others | ({key.year: of_year} if of_year else {})).items()))


def _stale(sentence: str) -> str:
    return f"元の値がほかで変更されているため、適用できません({sentence})。"
