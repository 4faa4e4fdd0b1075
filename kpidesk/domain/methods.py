"""What a rating scheme measures by: each method turns the figures that face each other into one score.

A score grows as the actual gets better, whichever way that is, so that a band needs a lower bound and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import EXACT, decimal_of
from kpidesk.domain.faced_figures import CannotTellError, difference, share_text
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from kpidesk.domain.faced_figures import Facts, Figure

BEST: Final = Decimal("Infinity")
WORST: Final = Decimal("-Infinity")
ON_TARGET: Final = Decimal(100)
"""What a ratio, a progress or a pace gives where the target is just met."""

_HUNDRED: Final = 100


class NoMeaningError(ValueError):
    """The figures are there but their quotient would say nothing; the message says why, in Japanese."""


@frozen
class Plain:
    """A score that is no percentage; the words say it all."""

    value: Decimal
    words: str


@frozen
class Percent:
    """A percentage, exact to the last third, and the arithmetic it comes from.

    `mirror` is set where the printed percentage falls as things get better: the score is mirror - percentage.
    """

    number: Fraction
    words: str
    mirror: Decimal | None = None

    def score(self, rounded: Decimal) -> Decimal:
        """Return what the bounds look at, given the percentage as rounded by the scheme."""
        return rounded if self.mirror is None else EXACT.subtract(self.mirror, rounded)


Score = Plain | Percent


@frozen
class Margin:
    """Met or not: 1 better than the target, 0 exactly there, -1 short of it."""

    def measure(self, facts: Facts, figure: Figure) -> Score:
        """Hold the actual against the target."""
        return Plain(Decimal(facts.better(facts.actual, facts.target)), facts.compared(figure))


class Falling(Enum):
    """What a ratio is where lower is better; bodies have given all three answers."""

    TARGET_BY_ACTUAL = "t/a"
    MIRRORED = "(2t-a)/t"
    ACTUAL_BY_TARGET = "a/t"


@frozen
class Ratio:
    """Actual ÷ target in percent, turned as `falling` says where lower is better."""

    falling: Falling = Falling.TARGET_BY_ACTUAL

    def measure(self, facts: Facts, figure: Figure) -> Score:
        """Return the ratio; met or not met where it has no meaning."""
        try:
            return self.plain(facts, figure)
        except NoMeaningError as error:
            return _met_or_not(facts, figure, str(error))

    def plain(self, facts: Facts, figure: Figure) -> Score:
        """Return the ratio; NoMeaningError for a target of zero or below."""
        if facts.target <= 0:
            raise NoMeaningError("目標値が0のため" if facts.target == 0 else "目標値が負の数のため")
        if facts.actual < 0:
            words = f"{facts.compared(figure)}(実績値が負の数)"
            return Plain(BEST if facts.lower_is_better else WORST, words)
        if facts.lower_is_better:
            return self._falling(facts, figure)
        return Percent(_percent(facts.actual, facts.target), _quotient(facts, figure))

    def _falling(self, facts: Facts, figure: Figure) -> Score:
        actual, target = figure(facts.actual), facts.said_aim(figure)
        if self.falling is Falling.ACTUAL_BY_TARGET:
            # Of itself this quotient grows as things get worse: the bands look at its mirror image at 100.
            return Percent(_percent(facts.actual, facts.target), _quotient(facts, figure), 2 * ON_TARGET)
        if self.falling is Falling.MIRRORED:
            words = f"{facts.word}(2×{target}−{actual})÷{target}"
            return Percent(_percent(2 * Fraction(facts.target) - Fraction(facts.actual), facts.target), words)
        if facts.actual == 0:
            return Plain(BEST, f"{facts.compared(figure)}(実績値が0)")
        return Percent(_percent(facts.target, facts.actual), f"{target}÷{facts.word}{actual}")


@frozen
class Progress:
    """(actual - baseline) ÷ (target - baseline) in percent; a running sum starts from nothing.

    `from_zero` lets an indicator that should grow start from zero where it has no baseline.
    """

    from_zero: bool = False

    def measure(self, facts: Facts, figure: Figure) -> Score:
        """Return the progress; met or not met where it has no meaning, CannotTellError without a baseline."""
        try:
            return self.plain(facts, figure)
        except NoMeaningError as error:
            return _met_or_not(facts, figure, str(error))

    def plain(self, facts: Facts, figure: Figure) -> Score:
        """Return the progress; NoMeaningError where the way leads nowhere or the wrong way."""
        start = self.start(facts)
        if start is None:
            return _met_without_baseline(facts, figure)
        way = difference(facts.target, start)
        if way == 0:
            raise NoMeaningError("目標値が基準値と同じため")
        if (way < 0) != facts.lower_is_better:
            raise NoMeaningError("目標値が基準値より悪い側にあるため")
        if start == 0:
            words = _quotient(facts, figure)
        else:
            words = f"{facts.word}({_minus(figure, facts.actual, start)})÷({_minus(figure, facts.target, start)})"
        return Percent(_percent(difference(facts.actual, start), way), words)

    def start(self, facts: Facts) -> Decimal | None:
        """Return where the way begins, None where that is not known."""
        return facts.start(from_zero=self.from_zero)


class Against(Enum):
    """What a pace is held against before the target's year; a target of the year's own always goes first."""

    ELAPSED = "elapsed"
    LINE = "line"


@frozen
class Pace:
    """A ratio or progress against what was to be expected by now, in percent.

    ELAPSED expects of a target its share of the time that has passed; LINE expects a straight line from the
    baseline to the target. For a progress the two are the same.
    """

    of: Ratio | Progress
    against: Against = Against.ELAPSED

    def measure(self, facts: Facts, figure: Figure) -> Score:
        """Return the pace; met or not met against the line (else the target) where it has no meaning."""
        try:
            return self._ratio(self.of, facts, figure) if isinstance(self.of, Ratio) else self._progress(facts, figure)
        except NoMeaningError as error:
            expected = facts.on_line(figure)
            return _met_or_not(expected or facts, figure, str(error))

    def _progress(self, facts: Facts, figure: Figure) -> Score:
        score = self.of.plain(facts, figure)
        if isinstance(score, Plain) or facts.share == 1:
            return score
        return Percent(_percent(score.number, facts.share * _HUNDRED), f"{score.words}÷{share_text(facts.share)}")

    def _ratio(self, ratio: Ratio, facts: Facts, figure: Figure) -> Score:
        if facts.share == 1:
            return ratio.plain(facts, figure)
        if self.against is Against.LINE:
            expected = facts.on_line(figure)
            return ratio.plain(expected, figure) if expected else _met_without_baseline(facts, figure)
        if facts.lower_is_better and not facts.running:
            return ratio.plain(facts, figure)  # a level that has to fall does not start from nothing
        aim = f"({figure(facts.target)}×{share_text(facts.share)})"
        return ratio.plain(replace(facts, target=decimal_of(Fraction(facts.target) * facts.share), aim=aim), figure)


class Since(Enum):
    """What a change is held against."""

    BASELINE = "baseline"
    LAST_YEAR = "last_year"

    @property
    def label(self) -> str:
        """The field's own term."""
        return "基準値" if self is Since.BASELINE else "前年度"


@frozen
class Change:
    """How much better than the baseline or than last year, in percent of it: above zero better, below worse."""

    since: Since = Since.BASELINE
    from_zero: bool = False

    def measure(self, facts: Facts, figure: Figure) -> Score:
        """Return the change; CannotTellError where there is nothing to compare with."""
        now, then = self._pair(facts)
        change, size = difference(now, then), then.copy_abs()
        if size == 0:
            sign = Decimal(facts.better(now, then))
            return Plain(sign * BEST if sign else sign, f"{self.since.label}比 {figure(then)}→{figure(now)}")
        words = f"{self.since.label}比 ({_minus(figure, now, then)})÷{figure(size)}"
        return Percent(_percent(change, size), words, Decimal(0) if facts.lower_is_better else None)

    def _pair(self, facts: Facts) -> tuple[Decimal, Decimal]:
        if self.since is Since.LAST_YEAR:
            if facts.before is None or facts.own is None:
                raise CannotTellError("前年度の実績値がない")
            return facts.own, facts.before
        start = facts.baseline
        if facts.partial or start is None:
            if self.from_zero and not facts.lower_is_better:
                return facts.actual, Decimal(0)
            raise CannotTellError("途中までの累計は基準値と比べられない" if facts.partial else "基準値がない")
        return facts.actual, start


@frozen
class ByHand:
    """A person chooses the label; nothing is computed."""

    def measure(self, _facts: Facts, _figure: Figure) -> Score:
        """Refuse (CannotTellError): only people can tell."""
        raise CannotTellError("人による判定がまだない")


Method = Margin | Ratio | Progress | Pace | Change | ByHand


def _met_or_not(facts: Facts, figure: Figure, reason: str) -> Score:
    """Return the score of a target just met or of one missed, and say that no quotient was taken."""
    words = f"{facts.compared(figure)}({reason}達成か未達成かで判定)"
    return Plain(ON_TARGET if facts.met else WORST, words)


def _met_without_baseline(facts: Facts, figure: Figure) -> Score:
    """Return the score of a target that is met already; CannotTellError where it is not."""
    if not facts.met:
        raise CannotTellError("基準値がない")
    return Plain(ON_TARGET, f"{facts.compared(figure)}(基準値なし)")


def _percent(part: Decimal | Fraction, whole: Decimal | Fraction) -> Fraction:
    return Fraction(part) / Fraction(whole) * _HUNDRED


def _quotient(facts: Facts, figure: Figure) -> str:
    return f"{facts.word}{figure(facts.actual)}÷{facts.said_aim(figure)}"


def _minus(figure: Figure, left: Decimal, right: Decimal) -> str:
    """Print a difference; a minus sign does not stand behind a minus sign."""
    behind = figure(right)
    return f"{figure(left)}−({behind})" if behind.startswith("-") else f"{figure(left)}−{behind}"
