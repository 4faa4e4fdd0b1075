"""変更履歴 of a cell and of an indicator: steps of the journal, the autosaves of one sitting folded into one."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kpidesk.domain.change import BLANK, ChangeSet, CommentChange, ValueChange
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from kpidesk.domain.change import Change
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Value
    from kpidesk.store.journal import JournalEntry, JournalStep


@frozen
class CellEntry:
    """One alteration of a cell: when, by whom, in which step, what stood there before and after.

    `old` and `new` are texts for a comment, values (None for a blank) for a figure.
    """

    at: datetime
    who: str
    title: str
    old: Value | str | None
    new: Value | str | None


def cell_entries(steps: Iterable[JournalStep]) -> list[CellEntry]:
    """Return the entries of one cell from its steps, both newest first; a sitting that changed nothing is none."""
    entries = (_cell_entry(sitting) for sitting in _sittings(steps))
    return [entry for entry in entries if entry.old != entry.new]


def _cell_entry(sitting: list[JournalStep]) -> CellEntry:
    newest = sitting[0].entry
    changes = [change for step in reversed(sitting) for change in step.changes]
    values = [change for change in changes if isinstance(change, ValueChange | CommentChange)]
    return CellEntry(newest.at, newest.who, newest.title, values[0].old, values[-1].new)


def folded_entries(plan: Plan, steps: Iterable[JournalStep]) -> list[JournalEntry]:
    """Return the steps as people read them, newest first."""
    entries = (_folded(plan, sitting) for sitting in _sittings(steps))
    return [entry for entry in entries if entry.sentences]


def _folded(plan: Plan, sitting: list[JournalStep]) -> JournalEntry:
    """Return one entry for a sitting: what it came to is said anew, texts in full."""
    newest = sitting[0].entry
    step = ChangeSet(plan.uid, newest.title, tuple(change for each in reversed(sitting) for change in each.changes))
    return replace(newest, sentences=tuple(line for change in step.folded().changes for line in _told(plan, change)))


def _told(plan: Plan, change: Change) -> Iterator[str]:
    """Yield a change as a sentence, after that of a comment the old text and the new one."""
    yield change.say(plan)
    if isinstance(change, CommentChange):
        yield f"前: {change.old or BLANK}"
        yield f"後: {change.new or BLANK}"


def _sittings(steps: Iterable[JournalStep]) -> Iterator[list[JournalStep]]:
    """Yield the steps that follow each other in one sitting together, every other step alone."""
    numbered = enumerate(steps)
    for _, sitting in groupby(numbered, key=lambda each: (each[1].entry.who, each[1].entry.session or each[0])):
        yield [step for _, step in sitting]
