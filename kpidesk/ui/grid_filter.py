"""Which rows of the grid are wanted: by section, still owed, doubtful, without 所見, sent back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.approval import why_returned
from kpidesk.domain.frozen import frozen
from kpidesk.domain.rollup import owed_by
from kpidesk.domain.tally import section_of
from kpidesk.domain.year_value import ValueKey
from kpidesk.ui.grid_lines import Band

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.reports.summary_rows import Pair


@frozen
class RowFilter:
    """What a row must be to be shown; each condition narrows further. An empty section is every section."""

    section: str = ""
    owed: bool = False
    doubtful: bool = False
    unwritten: bool = False
    returned: bool = False

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return self != RowFilter()


def wanting(wanted: RowFilter, plan: Plan, year: FiscalYear, doubtful: Collection[str]) -> Callable[[Entry], bool]:
    """Return the question whether an entry is to be shown; `doubtful` are the uids that something looks wrong about."""

    def asked(entry: Entry) -> bool:
        return (
            (not wanted.section or plan.section_in(section_of(entry), year) == wanted.section)
            and (not wanted.owed or any(isinstance(key, ValueKey) for key in owed_by(plan, entry, year)))
            and (not wanted.doubtful or entry.values_uid in doubtful or entry.comment_owner in doubtful)
            and (not wanted.unwritten or not entry.remarks(year).strip())
            and (not wanted.returned or bool(why_returned(plan, entry, year)))
        )

    return asked


def filtered(of: Iterable[list[Band | Pair]], asked: Callable[[Entry], bool]) -> Iterator[list[Band | Pair]]:
    """Yield what is wanted of each block, empty lists too, so that nobody waits long for the next that is wanted.

    Rows keep the headings they stand under and get the spans they then have.
    """
    headings: list[Band] = []
    for block in of:
        yield [line for group in _groups(block, headings) for line in _kept(headings, group, asked)]


def _groups(block: Iterable[Band | Pair], headings: list[Band]) -> Iterator[list[Pair]]:
    """Yield the pairs of each 事業; `headings` holds at that time those that were not shown yet."""
    group: list[Pair] = []
    for line in block:
        if isinstance(line, Band) or line.project_run:
            yield group
            group = []
        if isinstance(line, Band):
            headings[:] = [*(each for each in headings if each.level.value < line.level.value), line]
        else:
            group.append(line)
    yield group


def _kept(headings: list[Band], group: list[Pair], asked: Callable[[Entry], bool]) -> Iterator[Band | Pair]:
    """Yield what is wanted of a 事業, after the headings that were not shown yet."""
    kept = [pair for pair in group if asked(pair.entry)]
    if kept:
        yield from headings
        headings.clear()
    yield from (replace(pair, project_run=0 if number else len(kept)) for number, pair in enumerate(kept))
