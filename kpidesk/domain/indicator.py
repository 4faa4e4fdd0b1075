"""Indicators: what is measured, from where to where, and what the years brought."""

from __future__ import annotations

from dataclasses import field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.year_value import Comments, Number, Side, Text, Value, ValueKey, YearValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.evaluation import Judgement
    from kpidesk.domain.fiscal_year import FiscalYear


class Kind(Enum):
    """What an indicator is called; only KPI are counted in KPI数."""

    OUTCOME = "outcome"
    KPI = "kpi"
    RESULT = "result"
    SATISFACTION = "satisfaction"
    REFERENCE = "reference"

    @property
    def label(self) -> str:
        """The field's own term."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.OUTCOME: "数値目標",
    Kind.KPI: "KPI",
    Kind.RESULT: "成果目標",
    Kind.SATISFACTION: "満足度",
    Kind.REFERENCE: "参考指標",
}


class Direction(Enum):
    """Which way is better; an indicator without one is not decided yet (never inferred from its figures)."""

    HIGHER = "higher"
    LOWER = "lower"
    BY_HAND = "none"

    @property
    def label(self) -> str:
        """The words the window and the messages use."""
        return {"higher": "大きいほど良い", "lower": "小さいほど良い", "none": "人が判定する"}[self.value]


class Basis(Enum):
    """What the final target speaks of."""

    YEARLY = "yearly"
    FINAL = "final"
    SUM = "sum"
    MEAN = "mean"
    LATEST = "latest"

    @property
    def label(self) -> str:
        """The field's own term."""
        return {
            "yearly": "各年度",
            "final": "最終年度",
            "sum": "期間の合計",
            "mean": "期間の平均",
            "latest": "期間内の最新値",
        }[self.value]


class Setting(Enum):
    """Whether a target could be set at all."""

    SET = "set"
    MONITORED = "monitored"


class MeasuredPer(Enum):
    """What a year of the measurement is: fiscal year, calendar year or a date."""

    FISCAL = "fiscal"
    CALENDAR = "calendar"
    DATE = "date"


@frozen
class Measured:
    """In which years a figure exists at all; no years means every fiscal year."""

    years: tuple[FiscalYear, ...] = ()
    per: MeasuredPer | None = None
    note: str = ""


@frozen
class Point:
    """A baseline or a final target: the value, its as-of words, and a unit or note of its own."""

    value: Value | None = None
    as_of: str = ""
    unit: str = ""
    note: str = ""


@frozen
class Totals:
    """Totals the city itself gives where no rule yields them (人口増減率)."""

    target: Value | None = None
    actual: Value | None = None


@frozen
class Footnote:
    """A ※ note and the part it hangs on: name, group, baseline, target or a year."""

    mark: str
    text: str
    anchor: str = ""


@frozen(slots=False)
class Series:
    """One row of figures of an indicator; the only series of a plain indicator has no label."""

    label: str = ""
    unit: str = ""
    baseline: Point | None = None
    target: Point | None = None
    values: Mapping[FiscalYear, YearValue] = field(default_factory=dict)
    totals: Totals | None = None

    def value(self, year: FiscalYear, side: Side) -> Value | None:
        """Return what stands in one cell, None where it is blank."""
        pair = self.values.get(year)
        return None if pair is None else pair.target if side is Side.TARGET else pair.actual

    def with_value(self, year: FiscalYear, side: Side, value: Value | None) -> Series:
        """Return the series with one cell replaced; a pair that became blank is dropped."""
        pair = replace(self.values.get(year, YearValue()), **{side.value: value})
        values = {at: self.values[at] for at in self.values if at != year} | ({year: pair} if pair else {})
        return replace(self, values=dict(sorted(values.items())))

    @cached_property
    def has_target(self) -> bool:
        """Whether any target stands here, final or yearly."""
        points = (self.target.value if self.target else None, *(pair.target for pair in self.values.values()))
        return any(isinstance(point, Number | Text) for point in points)


@frozen(slots=False)
class Indicator:
    """An indicator on any node; with `shares` it has no series of its own and shows another's."""

    uid: str
    kind: Kind
    name: str
    group: str = ""
    unit: str = ""
    decimals: int | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    setting: Setting | None = None
    setting_note: str = ""
    show_unit: bool = False
    measured: Measured | None = None
    series: tuple[Series, ...] = (Series(),)
    since: FiscalYear | None = None
    until: FiscalYear | None = None
    section: str = ""
    source: str = ""
    footnotes: tuple[Footnote, ...] = ()
    shares: str = ""
    comments: Mapping[FiscalYear, Comments] = field(default_factory=dict)
    judgements: Mapping[FiscalYear, Judgement] = field(default_factory=dict)

    def in_force(self, year: FiscalYear) -> bool:
        """Whether the indicator exists in that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def measured_in(self, year: FiscalYear) -> bool:
        """Whether a figure exists at all for that year (国勢調査: every five years)."""
        return self.measured is None or not self.measured.years or year in self.measured.years

    @cached_property
    def target_is_set(self) -> bool:
        """Whether a target is set: 実績値の管理 and 設定しない are not."""
        if self.setting is not None:
            return self.setting is Setting.SET
        return any(series.has_target for series in self.series)

    @property
    def takes_text(self) -> bool:
        """Whether words may stand where a figure would: judged by hand, or a target in words."""
        points = [series.target.value for series in self.series if series.target]
        return self.direction is Direction.BY_HAND or any(isinstance(value, Text) for value in points)

    def series_of(self, label: str) -> Series:
        """Return the series with that label; KeyError where there is none."""
        for series in self.series:
            if series.label == label:
                return series
        raise KeyError(label)

    def unit_of(self, series: Series) -> str:
        """Return the unit the figures of a series are in."""
        return series.unit or self.unit

    def with_value(self, key: ValueKey, value: Value | None) -> Indicator:
        """Return the indicator with one figure replaced; KeyError for an unknown series."""
        self.series_of(key.series)
        changed = tuple(
            series.with_value(key.year, key.side, value) if series.label == key.series else series
            for series in self.series
        )
        return replace(self, series=changed)

    def showing(self, original: Indicator) -> Indicator:
        """Return this sharing indicator with the definition and values of the one it shows."""
        return replace(
            original,
            uid=self.uid,
            kind=self.kind,
            name=self.name,
            footnotes=self.footnotes,
            comments=self.comments,
            judgements=self.judgements,
            shares=self.shares,
        )
