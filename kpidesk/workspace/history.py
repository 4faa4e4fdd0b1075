"""The undo stack of one open window: steps as ChangeSets; the journal on the disk reaches further back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.domain.change import ChangeSet


@dataclass(slots=True)
class History:
    """Steps that can be undone and redone; `fold` is the token of the sitting the last step belongs to."""

    done: list[ChangeSet] = field(default_factory=list)
    undone: list[ChangeSet] = field(default_factory=list)
    fold: object | None = None

    def add(self, step: ChangeSet, fold: object | None) -> None:
        """Remember a new step; one of the same sitting as the last folds into it."""
        self.undone.clear()
        if fold is not None and fold == self.fold and self.done and self.done[-1].plan == step.plan:
            last = self.done.pop()
            step = replace(last, changes=(*last.changes, *step.changes)).folded()
        if step.changes:
            self.done.append(step)
        self.fold = fold if step.changes else None

    def undo(self) -> ChangeSet | None:
        """Move the last step over and return it, None where there is none."""
        return self._move(self.done, self.undone)

    def redo(self) -> ChangeSet | None:
        """Move the last undone step back and return it, None where there is none."""
        return self._move(self.undone, self.done)

    def _move(self, source: list[ChangeSet], target: list[ChangeSet]) -> ChangeSet | None:
        self.fold = None
        if not source:
            return None
        target.append(source.pop())
        return target[-1]
