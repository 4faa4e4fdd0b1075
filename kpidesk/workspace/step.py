"""The gate every alteration passes: a closed year refuses it, a checked sheet awaits its check again."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kpidesk.domain.approval import borrowers, fallen_back
from kpidesk.domain.change import ChangeSet, FactChange
from kpidesk.domain.closing import why_locked
from kpidesk.domain.fact import FactKey, fact_at
from kpidesk.domain.json_codec import DocumentError
from kpidesk.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpidesk.domain.change import Change
    from kpidesk.domain.fact import FactValue
    from kpidesk.domain.plan import Plan

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TORN: Final = re.compile(r"[\ud800-\udfff]")


class LockedYearError(UserError):
    """A change of a year that is 評価確定; a block of cells can leave it out and go on."""


class Step:
    """The changes of one step while it is being made; what it reads includes what it has already changed."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.changes: list[Change] = []

    def make(self, change: Change) -> None:
        """Make one change, none where nothing alters; LockedYearError where its year is closed."""
        if change.old == change.new:
            return
        check_unlocked(self.plan, change)
        fallen = list(fallen_back(self.plan, change, self._sharing))
        for each in (change, *fallen):
            self._apply(each)

    def set_fact(self, key: FactKey, value: FactValue) -> None:
        """Put a fact where its key says."""
        self.make(FactChange(key, fact_at(self.plan, key), value))

    def _apply(self, change: Change) -> None:
        self.plan = change.apply(self.plan)
        self.changes.append(change)

    @cached_property
    def _sharing(self) -> Mapping[str, list[str]]:
        return borrowers(self.plan)


def check_unlocked(plan: Plan, change: Change) -> None:
    """Refuse (LockedYearError) a change of a year that is closed."""
    if reason := why_locked(plan, change):
        remedy = "評価確定を、理由を付けて解除してから変更してください。"
        raise LockedYearError(reason, where=change.say(plan), remedy=remedy)


def applied(step: ChangeSet, plan: Plan) -> Plan:
    """Return the plan after a whole step; LockedYearError where it would alter a closed year."""
    for change in step.changes:
        check_unlocked(plan, change)
        plan = change.apply(plan)
    return plan


def clean(text: str) -> str:
    """Return a typed text with one form of line ends, without blanks at them and without control characters.

    UserError where it holds half a letter, which no file could keep.
    """
    if _TORN.search(text):
        raise UserError("文字として読めないものが含まれています。", remedy="その部分を消して入力し直してください。")
    return "\n".join(_CONTROL.sub("", line).rstrip() for line in text.splitlines()).strip("\n")


def clean_line(text: str) -> str:
    """Return a typed text that has to stay on one line."""
    return clean(text).replace("\n", " ").strip()


@contextmanager
def refusing(where: str, remedy: str) -> Iterator[None]:
    """Turn a breach of the plan's rules into a UserError."""
    try:
        yield
    except DocumentError as error:
        raise UserError(error.reason, where=where, remedy=remedy) from error
