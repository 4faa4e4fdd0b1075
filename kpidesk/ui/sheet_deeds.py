"""提出 from the sheet: the deeds of the second view, for the rows that are chosen in the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.approval import sheet_of
from kpidesk.domain.entries import renewed
from kpidesk.domain.review import reviewed
from kpidesk.ui.review_deeds import ReviewDeeds
from kpidesk.ui.stage_line import entries_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.ground import Ground


def sheet_deeds(desk: Ground, chosen: Iterable[Entry]) -> ReviewDeeds:
    """Return the deeds for all that is handed in together with some entries."""
    rows = list(_handed_in_with(desk.session.plan, chosen, desk.session.year))
    return ReviewDeeds(desk, lambda: rows, lambda _stage: None)


def hand_in(desk: Ground, deeds: ReviewDeeds) -> None:
    """提出, or say why it cannot be."""
    if reason := deeds.why_not_hand_in():
        desk.session.noticed.emit(reason)
    else:
        deeds.hand_in()


def _handed_in_with(plan: Plan, chosen: Iterable[Entry], year: FiscalYear) -> Iterator[Reviewed]:
    now = [each for entry in chosen if (each := renewed(plan, entry))]
    for entry in {sheet_of(plan, each).uid: each for each in now}.values():
        yield from (reviewed(plan, each, year) for each in entries_with(plan, entry))
