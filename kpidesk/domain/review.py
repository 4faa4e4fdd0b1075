"""What a reviewer goes through: entries with verdict, stage and 所見; in which order, which of them, and the sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kpidesk.domain.approval import sheet_of
from kpidesk.domain.evaluation import Approval, Stage
from kpidesk.domain.frozen import frozen
from kpidesk.domain.plan import Plan
from kpidesk.domain.rating import judge
from kpidesk.domain.rollup import Counts, counts, total_counts
from kpidesk.domain.scheme import UNJUDGED, Outcome
from kpidesk.domain.tally import section_of
from kpidesk.domain.verdict_counts import Trend, VerdictCounts, count_verdicts, trend, why_not_compared

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.evaluation import Judgement
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Node
    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.scheme import Scheme

_NO_RATE: Final = Decimal("Infinity")
_TWO: Final = 2


@frozen
class Reviewed:
    """An entry as it stands in the year: its verdict (None without an indicator) and the one before, if they compare.

    `sheet` is the uid of the node it is handed in with, `section` the 所管課 by the name it had that year.
    """

    entry: Entry
    sheet: str
    approval: Approval
    section: str
    remarks: str
    verdict: Verdict | None = None
    last: Verdict | None = None
    judgement: Judgement | None = None
    course: str = ""

    @property
    def stage(self) -> Stage:
        """How far its sheet has come."""
        return self.approval.stage

    @property
    def uids(self) -> frozenset[str]:
        """The uids of everything it shows something of."""
        return frozenset((*self.entry.identity, self.sheet))


def reviewed(plan: Plan, entry: Entry, year: FiscalYear) -> Reviewed:
    """Look at an entry of the plan in force in a year."""
    sheet, shown = sheet_of(plan, entry), entry.shown
    compares = shown is not None and not why_not_compared(plan, year)
    return Reviewed(
        entry,
        sheet.uid,
        sheet.stages.get(year) or Approval(Stage.OPEN),
        plan.section_in(section_of(entry), year),
        entry.remarks(year).strip(),
        judge(plan, shown, year) if shown else None,
        judge(plan, shown, year - 1) if shown and compares else None,
        shown.judgements.get(year) if shown else None,
        entry.source.course.get(year, "") if entry.source else "",
    )


def worst_first(scheme: Scheme) -> Callable[[Reviewed], tuple[int, int, Decimal]]:
    """Return what sorts the worst first, down the ladder and then by rate.

    Then comes a label that stands in no order, then what has no verdict, at last what has no indicator.
    """

    def key(row: Reviewed) -> tuple[int, int, Decimal]:
        if row.verdict is None:
            return 3, 0, _NO_RATE
        if row.verdict.outcome is not Outcome.JUDGED:
            return 2, UNJUDGED.index(row.verdict.outcome), _NO_RATE
        rank, rate = scheme.rank(row.verdict.label), row.verdict.rate
        return (1, 0, _NO_RATE) if rank is None else (0, -rank, _NO_RATE if rate is None else rate)

    return key


@frozen
class ReviewFilter:
    """What an entry must be to be gone through; each condition narrows further. `short` is below the best band."""

    short: bool = False
    unwritten: bool = False
    doubtful: bool = False
    section: str = ""
    stage: Stage | None = None

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return self != ReviewFilter()

    def wants(self, row: Reviewed, scheme: Scheme, doubtful: Collection[str]) -> bool:
        """Whether an entry is wanted; `doubtful` are the uids that something looks wrong about."""
        return (
            (not self.short or falls_short(row, scheme))
            and (not self.unwritten or not row.remarks)
            and (not self.doubtful or row.entry.values_uid in doubtful or row.entry.comment_owner in doubtful)
            and (not self.section or row.section == self.section)
            and (self.stage is None or row.stage is self.stage)
        )


def falls_short(row: Reviewed, scheme: Scheme) -> bool:
    """Whether an entry is judged and not with the best label."""
    verdict = row.verdict
    return verdict is not None and verdict.outcome is Outcome.JUDGED and scheme.rank(verdict.label) != 0


def shortfall(scheme: Scheme) -> str:
    """Return what a scheme calls that: 未達成のみ, or everything but the best."""
    ladder = scheme.ladder
    return f"{ladder[-1].label}のみ" if len(ladder) == _TWO else f"「{ladder[0].label}」以外"


@frozen
class Summary:
    """What a node adds up to: 事業数 and KPI数, the verdicts by label and against the year before, the stages."""

    node: Node
    counts: Counts
    verdicts: VerdictCounts
    trend: Trend
    stages: Mapping[Stage, int]


def count_stages(below: Iterable[Reviewed]) -> dict[Stage, int]:
    """Count the sheets at each stage, each once however many entries stand on it."""
    stages = {row.sheet: row.stage for row in below}
    return {stage: sum(each is stage for each in stages.values()) for stage in Stage}


def summary(plan: Plan, node: Node, year: FiscalYear, below: Iterable[Reviewed]) -> Summary:
    """Add up what stands under a node, in the whole plan a shared KPI once."""
    rows = list(below)
    kpis = [row for row in rows if row.entry.counts_as_kpi]
    whole = isinstance(node, Plan)
    if whole:
        kpis = list({row.entry.values_uid: row for row in reversed(kpis)}.values())
    scheme, note = plan.scheme_in(year), why_not_compared(plan, year)
    pairs = [(row.verdict, row.last) for row in kpis if row.verdict and row.last]
    return Summary(
        node,
        total_counts(plan) if whole else counts(plan, node),
        count_verdicts(scheme, [row.verdict for row in kpis if row.verdict]),
        Trend(note=note) if note else trend(scheme, pairs),
        count_stages(rows),
    )
