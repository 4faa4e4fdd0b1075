"""How the verdicts of a year add up: by label for a node, the plan and each 所管課, and against the year before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kpidesk.domain.entries import entries
from kpidesk.domain.exact import at_scale, ratio, total
from kpidesk.domain.frozen import frozen
from kpidesk.domain.plan import Plan
from kpidesk.domain.rating import judge
from kpidesk.domain.scheme import UNJUDGED
from kpidesk.domain.tally import section_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpidesk.domain.entries import Entry
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Node
    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.scheme import Scheme

_WHOLE: Final = Decimal("100.0")
_NO_YEAR_BEFORE: Final = "計画の初年度のため、前年度と比べられません。"
_OTHER_LABELS: Final = "前年度は判定の区分が違うため、比べられません。"


@frozen
class VerdictCounts:
    """How many verdicts of each label there are, best first and then what has none.

    `shares` are percentages of what was judged, one decimal, half up, without what was not; `points` is the sum of
    the points, None where the scheme gives none.
    """

    counts: Mapping[str, int]
    shares: Mapping[str, Decimal]
    points: int | None = None

    @property
    def judged(self) -> int:
        """How many have a verdict: what the shares are shares of."""
        return sum(self.counts[label] for label in self.shares)

    @property
    def note(self) -> str:
        """Say that the printed shares do not add up to 100.0, "" where they do or nothing is judged."""
        added = total(self.shares.values())
        if not self.judged or added == _WHOLE:
            return ""
        return f"割合は四捨五入しているため、合計は100.0%ではなく{added}%になります。"


@frozen
class Trend:
    """How many verdicts are better than, the same as and worse than the year before's; `note` says why none can be."""

    better: int = 0
    same: int = 0
    worse: int = 0
    note: str = ""

    @property
    def compared(self) -> int:
        """How many could be compared: those that have a verdict in both years."""
        return self.better + self.same + self.worse


def counted(plan: Plan, node: Node) -> list[Entry]:
    """Return the KPI that KPI数 counts under a node: each place, in the whole plan a shared one once."""
    below = [entry for entry in entries(plan, node) if entry.counts_as_kpi]
    return _once(below) if isinstance(node, Plan) else below


def counted_by_section(plan: Plan, node: Node | None = None) -> dict[str, list[Entry]]:
    """Return the counted KPI of each section (所管課) in order of its first place, a shared one once; "" for none.

    Of the whole plan, or of what stands under a node.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries(plan, node or plan):
        if entry.counts_as_kpi:
            found.setdefault(section_of(entry), []).append(entry)
    return {section: _once(below) for section, below in found.items()}


def _once(below: Iterable[Entry]) -> list[Entry]:
    first: dict[str, Entry] = {}
    for entry in below:
        first.setdefault(entry.values_uid, entry)
    return list(first.values())


def verdict_counts(plan: Plan, below: Iterable[Entry], year: FiscalYear, scheme: Scheme | None = None) -> VerdictCounts:
    """Count the verdicts of a year, those people gave among them, or what a scheme that is tried out computes."""
    used = scheme or plan.scheme_in(year)
    return count_verdicts(used, [judge(plan, entry.shown, year, scheme) for entry in below if entry.shown])


def count_verdicts(scheme: Scheme, verdicts: Iterable[Verdict]) -> VerdictCounts:
    """Count verdicts by label, every label of the scheme named."""
    counts = dict.fromkeys(scheme.labels, 0)
    points: list[int] = []
    for verdict in verdicts:
        counts[verdict.label] += 1
        points.extend([] if verdict.points is None else [verdict.points])
    given = any(band.points is not None for band in scheme.bands)
    aside = {outcome.value for outcome in UNJUDGED}
    labels = [label for label in counts if label not in aside]
    judged = sum(counts[label] for label in labels)
    shares = {label: _share(counts[label], judged) for label in labels} if judged else {}
    return VerdictCounts(counts, shares, sum(points) if given else None)


def _share(part: int, whole: int) -> Decimal:
    return at_scale(ratio(Decimal(part * 100), Decimal(whole)), 1)


def why_not_compared(plan: Plan, year: FiscalYear) -> str:
    """Return why the verdicts of a year cannot be compared with those of the year before, "" where they can."""
    if year <= plan.years.first:
        return _NO_YEAR_BEFORE
    scheme, last = plan.scheme_in(year), plan.scheme_in(year - 1)
    same = [band.label for band in scheme.ladder] == [band.label for band in last.ladder]
    return "" if same else _OTHER_LABELS


def against_last_year(plan: Plan, below: Iterable[Entry], year: FiscalYear) -> Trend:
    """Compare the verdicts with those of the year before, by the order of the bands.

    Only what is judged in both years is compared, and only where both years' schemes have the same labels.
    """
    if note := why_not_compared(plan, year):
        return Trend(note=note)
    shown = [entry.shown for entry in below if entry.shown]
    return trend(plan.scheme_in(year), ((judge(plan, each, year), judge(plan, each, year - 1)) for each in shown))


def trend(scheme: Scheme, pairs: Iterable[tuple[Verdict, Verdict]]) -> Trend:
    """Compare verdicts with those of the year before, whose labels are those of the scheme too."""
    ranks = ((scheme.rank(now.label), scheme.rank(then.label)) for now, then in pairs)
    steps = [then - now for now, then in ranks if now is not None and then is not None]
    return Trend(sum(step > 0 for step in steps), steps.count(0), sum(step < 0 for step in steps))
