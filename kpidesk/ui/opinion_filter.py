"""Which 委員会意見 are listed: of a year, done or not, with words in them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.search import folded

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Opinion
    from kpidesk.domain.fiscal_year import FiscalYear


class Progress(Enum):
    """How far the answer has come; the value is the word in the box."""

    EVERY = "すべて"
    OPEN = "未対応"
    DONE = "対応済"


@frozen
class OpinionFilter:
    """What an opinion must be to be listed; all of the words have to stand in it."""

    year: FiscalYear | None = None
    progress: Progress = Progress.EVERY
    words: str = ""

    def takes(self, opinion: Opinion) -> bool:
        """Whether an opinion is listed."""
        text = folded(f"{opinion.meeting} {opinion.who} {opinion.opinion} {opinion.response} {opinion.section}")
        return (
            self.year in (None, opinion.year)
            and (self.progress is Progress.EVERY or opinion.done is (self.progress is Progress.DONE))
            and all(word in text for word in folded(self.words).split())
        )
