"""Rating schemes: a method, how its score is rounded, and bands; what counts, waits, or is left out."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.exact import EXACT, at_scale, decimal_of
from kpidesk.domain.frozen import frozen
from kpidesk.domain.methods import ByHand, Margin, Pace, Percent, Plain

if TYPE_CHECKING:
    from kpidesk.domain.faced_figures import Facts, Figure
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.methods import Method, Score
    from kpidesk.domain.year_value import Absence


class Outcome(Enum):
    """Whether there is a verdict, and if not, why not; the value is the word that is printed."""

    JUDGED = "判定"
    EXEMPT = "対象外"
    PENDING = "未判定"
    BEFORE = "目標年度前"


UNJUDGED: Final = (Outcome.PENDING, Outcome.EXEMPT, Outcome.BEFORE)
_FINEST: Final = 12


class Tone(Enum):
    """What a band's colour says; the window and the papers choose the colour."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    BAD = "bad"
    NEUTRAL = "neutral"


@frozen
class Bound:
    """From `lower` upwards by a method, the scheme's own where none is named."""

    lower: Decimal
    included: bool = True
    method: Method | None = None

    def holds(self, score: Decimal) -> bool:
        """Whether a score reaches the bound."""
        return score > self.lower or (self.included and score == self.lower)


@frozen
class Band:
    """A label from `lower` upwards (None: everything that is left); `mark` says it without colour.

    `method` measures the bound where it is not the scheme's, `also` are further bounds that must hold; `points`
    are what a sum of points counts; `by_hand` is a label that only people give.
    """

    label: str
    mark: str
    lower: Decimal | None = None
    included: bool = True
    tone: Tone = Tone.NEUTRAL
    points: int | None = None
    method: Method | None = None
    also: tuple[Bound, ...] = ()
    by_hand: bool = False

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """Every bound that must hold; none for the band of everything that is left."""
        own = () if self.lower is None else (Bound(self.lower, self.included, self.method),)
        return (*own, *self.also)


class Cut(Enum):
    """How a percentage loses its further digits: half up (四捨五入), or cut off (切捨て)."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


@frozen
class Rounding:
    """To how many digits a percentage is rounded before the bands look at it."""

    mode: Cut
    digits: int = 0

    def of(self, number: Decimal) -> Decimal:
        """Return the percentage as the bands see it."""
        if self.mode is Cut.TRUNCATE:
            return number.quantize(Decimal(1).scaleb(-self.digits), rounding=ROUND_DOWN, context=EXACT)
        return at_scale(number, self.digits)


class Sums(Enum):
    """What decides for a sum over years with yearly steps: the year (単年度) or the running sums (累計)."""

    YEAR = "year"
    RUNNING = "running"


class Latest(Enum):
    """What a target for the latest figure is held against: the year's own, or the newest up to it."""

    YEAR = "year"
    NEWEST = "newest"


class Early(Enum):
    """Before the year of a final target: wait (目標年度前, unless reached already), or judge what there is."""

    WAIT = "wait"
    JUDGE = "judge"


class Weight(Enum):
    """How a figure that is not firm counts: as a figure, as one to wait for, or not at all."""

    COUNTS = "counts"
    PENDING = "pending"
    EXEMPT = "exempt"


@frozen
class Scheme:
    """A rating scheme: its name, what it measures by and its bands, best first.

    `provisional` is for 暫定値 and 見込値, `reference` for 参考値; `pending` and `exempt` name the reasons in place of
    a figure that this body counts otherwise than usual; `unjudged_mark` is its sign where there is no verdict.
    """

    name: str
    method: Method
    bands: tuple[Band, ...]
    id: str = ""
    about: str = ""
    rounding: Rounding | None = None
    sums: Sums = Sums.YEAR
    latest: Latest = Latest.YEAR
    early: Early = Early.WAIT
    provisional: Weight = Weight.COUNTS
    reference: Weight = Weight.EXEMPT
    pending: tuple[Absence, ...] = ()
    exempt: tuple[Absence, ...] = ()
    unjudged_mark: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every word a verdict can have, in the order reports count them."""
        return (*(band.label for band in self.bands), *(outcome.value for outcome in UNJUDGED))

    @property
    def by_hand(self) -> bool:
        """Whether only people judge."""
        return isinstance(self.method, ByHand)

    @property
    def ladder(self) -> tuple[Band, ...]:
        """The bands that stand in an order, best first: those computed, or all where only people judge."""
        return tuple(band for band in self.bands if self.by_hand or not band.by_hand)

    @property
    def paced(self) -> bool:
        """Whether every bound takes the time that has passed into account."""
        return all(isinstance(self.method_of(bound), Pace) for band in self.bands for bound in band.bounds)

    @property
    def _exact(self) -> bool:
        """Whether better than the target is told from just as good."""
        bounds = (bound for band in self.bands for bound in band.bounds if isinstance(self.method_of(bound), Margin))
        return any(bound.lower > 0 or not bound.included for bound in bounds)

    def method_of(self, bound: Bound) -> Method:
        """Return what a bound is measured by."""
        return bound.method or self.method

    def band_of(self, label: str) -> Band | None:
        """Return the band of a label; None where the scheme has no such label."""
        return next((band for band in self.bands if band.label == label), None)

    def rank(self, label: str) -> int | None:
        """Return the place of a label from the best (0); None for one that stands in no order."""
        return next((place for place, band in enumerate(self.ladder) if band.label == label), None)

    def place(self, facts: Facts, figure: Figure) -> Placed:
        """Sort the figures into a band; CannotTellError where a bound needs a figure that is not there."""
        asked: dict[Method, Decimal] = {}
        words: list[str] = []

        def reached(bound: Bound) -> bool:
            method = self.method_of(bound)
            if method not in asked:
                asked[method], told = self._weighed(method, method.measure(facts, figure), figure)
                exact = isinstance(method, Margin) and self._exact
                words.append(facts.compared_exactly(figure) if exact else told)
            return bound.holds(asked[method])

        if self.by_hand:
            self.method.measure(facts, figure)
        band = next(band for band in self.ladder if all(map(reached, band.bounds)))
        return Placed(band, next(iter(asked.values()), None), "、".join(words))

    def _weighed(self, method: Method, score: Score, figure: Figure) -> tuple[Decimal, str]:
        """Return a score as the bounds see it, and its arithmetic."""
        if isinstance(score, Plain):
            return score.value, score.words
        exact = decimal_of(score.number)
        shown = self.rounding.of(exact) if self.rounding else self._telling(method, score, exact)
        value = score.score(shown if self.rounding else exact)
        return value, f"{score.words}＝{figure(shown or shown.copy_abs())}%"

    def _telling(self, method: Method, score: Percent, number: Decimal) -> Decimal:
        """Return an unrounded percentage with one decimal, more where one would put it on the wrong side of a bound."""
        bounds = [bound for band in self.bands for bound in band.bounds if self.method_of(bound) == method]

        def tells(shown: Decimal) -> bool:
            exact, seen = score.score(number), score.score(shown)
            return all((seen > at.lower, seen < at.lower) == (exact > at.lower, exact < at.lower) for at in bounds)

        tries = (at_scale(number, digits) for digits in range(1, _FINEST))
        return next(filter(tells, tries), at_scale(number, _FINEST))


@frozen
class Placed:
    """The band that holds, the first score that was taken and the arithmetic of all that were."""

    band: Band
    score: Decimal | None
    words: str


@frozen
class SchemeVersion:
    """A scheme and the fiscal year from which on it is used."""

    since: FiscalYear
    scheme: Scheme

    @property
    def words(self) -> str:
        """The version in a sentence."""
        return f"{self.since}から「{self.scheme.name}」"


def scheme_in(versions: tuple[SchemeVersion, ...], year: FiscalYear, first: Scheme) -> Scheme:
    """Return the scheme that a year is judged with, `first` before any version begins."""
    begun = [version for version in versions if version.since <= year]
    return max(begun, key=lambda version: version.since.start).scheme if begun else first
