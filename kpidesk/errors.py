"""What a person is told when something cannot be done: what happened, where, and what to do next."""

from __future__ import annotations


class UserError(Exception):
    """A refusal in plain Japanese: `what` happened, `where` (file, cell, uid; may be empty), the `remedy`."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the whole message, a line a part."""
        return "\n".join(part for part in (self.what, self.where and f"場所: {self.where}", self.remedy) if part)


class CancelledError(Exception):
    """The person pressed cancel; whatever was under way left nothing behind."""
