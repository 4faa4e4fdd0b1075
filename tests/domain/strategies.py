"""Values and plans for the properties: everything the plan document can hold, small."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from kpidesk.domain.evaluation import (
    DEFAULT_COURSES,
    Approval,
    Assessment,
    Closure,
    Judgement,
    Opinion,
    Stage,
    YearState,
)
from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import AdoptedGrant, Amount, AmountKind, Funding, FundingPeriod, MoneyUnit
from kpidesk.domain.indicator import Basis, Direction, Footnote, Measured, MeasuredPer, Point, Series, Setting, Totals
from kpidesk.domain.plan import Cost, Grant, Item, Plan, PlanText, Project, Style
from kpidesk.domain.presets import PRESETS
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.section import Section
from kpidesk.domain.statistics import OwnFigure, Statistic, StatisticChart, StatisticColumn, StatisticRow
from kpidesk.domain.year_value import Absence, Comments, NotApplicable, Number, Qualifier, Standing, Text, YearValue
from tests.builders import fy, goal, indicator, measure, plan, project, series, sharing

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator

Drawn = TypeVar("Drawn")
WORDS = st.text("あ亜漢字①△ab 12\n", max_size=6)
NAMES = st.text("亜漢字①△ab12", min_size=1, max_size=4)
YEARS = st.integers(2019, 2027).map(fy)
STYLES = st.builds(Style, st.sampled_from(["", "△", "▲", "-"]))
DECIMALS = st.builds(
    lambda digits, scale, sign: Decimal((sign, tuple(map(int, str(digits))), -scale)),
    st.integers(0, 10**12),
    st.integers(0, 6),
    st.integers(0, 1),
)
FIGURES = st.builds(Number, DECIMALS)
NUMBERS = st.builds(Number, DECIMALS, st.none() | st.sampled_from(Standing), st.none() | st.sampled_from(Qualifier))
KEPT_NUMBERS = st.builds(replace, NUMBERS, note=WORDS, earlier=st.lists(NUMBERS, max_size=2).map(tuple))
ABSENCES = st.sampled_from(Absence).map(NotApplicable)
VALUES = KEPT_NUMBERS | ABSENCES | st.builds(Text, NAMES)
CELLS = st.none() | VALUES

POINTS = st.builds(Point, CELLS, WORDS, WORDS, WORDS)
YEAR_VALUES = st.dictionaries(YEARS, st.builds(YearValue, CELLS, CELLS).filter(bool), max_size=3)
COMMENTS = st.dictionaries(YEARS, st.builds(Comments, WORDS, WORDS, WORDS, WORDS).filter(bool), max_size=2)
GRANTS = st.lists(st.builds(Grant, NAMES, st.integers(0, 10**9)), max_size=2).map(tuple)
YEN = st.none() | st.integers(0, 10**9)
COSTS = st.dictionaries(YEARS, st.builds(Cost, YEN, YEN, GRANTS).filter(lambda cost: cost != Cost()), max_size=2)
TEXTS = st.lists(st.builds(PlanText, NAMES, NAMES, WORDS, WORDS), max_size=2).map(tuple)
LISTED = st.lists(NAMES, max_size=2).map(tuple)
TOTALS = st.none() | st.builds(Totals, VALUES, CELLS)
MEASURED = st.none() | st.builds(Measured, st.lists(YEARS, max_size=2).map(tuple), st.sampled_from(MeasuredPer), WORDS)
ANCHORS = st.sampled_from(["", "name", "group", "baseline", "target", "2022"])
FOOTNOTES = st.lists(st.builds(Footnote, NAMES, NAMES, ANCHORS), max_size=2).map(tuple)
OPTIONAL_POINTS = st.none() | POINTS.filter(lambda point: point != Point())
ASSESSMENTS = st.none() | st.builds(Assessment, WORDS, WORDS).filter(bool)
JUDGEMENTS = (
    st.builds(Judgement, NAMES, WORDS, ASSESSMENTS, ASSESSMENTS, ASSESSMENTS)
    | st.builds(Judgement, own=ASSESSMENTS, office=ASSESSMENTS, committee=ASSESSMENTS)
).filter(bool)
APPROVALS = st.sampled_from([Approval(Stage.SUBMITTED), Approval(Stage.CHECKED)]) | st.builds(
    Approval, st.just(Stage.RETURNED), NAMES
)
CLOSURES = st.just(Closure()) | st.builds(Closure, st.just(YearState.UNLOCKED), NAMES)
OPINIONS = st.lists(
    st.builds(
        Opinion,
        uid=st.integers(1, 99).map("o{}".format),
        year=YEARS,
        meeting=WORDS,
        date=WORDS,
        who=WORDS,
        opinion=NAMES,
        response=WORDS,
        section=WORDS,
        done=st.booleans(),
        about=st.sampled_from(["", "plan", "g1", "p1", "i1"]),
    ),
    max_size=3,
    unique_by=lambda each: each.uid,
).map(tuple)
SECTIONS = st.lists(
    st.builds(Section, NAMES, st.none() | st.integers(2015, 2020).map(fy), st.none() | st.integers(2020, 2026).map(fy)),
    max_size=3,
    unique_by=lambda each: each.name,
).map(tuple)


MONEY = st.none() | st.integers(0, 10**15)
PERIODS = st.tuples(YEARS, YEARS).map(lambda each: Period(min(each), max(each)))
AMOUNTS = st.none() | st.builds(Amount, st.sampled_from(AmountKind), MONEY, st.none() | PERIODS)
COUNTS = st.none() | st.integers(0, 99)
ADOPTED = st.builds(
    AdoptedGrant,
    name=NAMES,
    projects=LISTED,
    more=st.booleans(),
    count=COUNTS,
    cumulative=st.booleans(),
    yen=MONEY,
)
FUNDED_PERIODS = st.builds(
    FundingPeriod, PERIODS, WORDS, WORDS, COUNTS, AMOUNTS, AMOUNTS, st.lists(ADOPTED, max_size=2).map(tuple)
)
MONEY_UNITS = st.sampled_from(MoneyUnit)
FUNDING = st.none() | st.builds(
    Funding, MONEY_UNITS, MONEY_UNITS, st.lists(FUNDED_PERIODS, min_size=1, max_size=2).map(tuple)
)
OWN_FIGURES = st.builds(OwnFigure, value=VALUES) | st.builds(
    OwnFigure, st.sampled_from(["行@2015", "甲@2019"]), WORDS, COUNTS.filter(lambda each: each is None or each < 9)
)
ENTERED_ROWS = st.builds(
    StatisticRow,
    st.just("甲"),
    NAMES,
    group=WORDS,
    unit=WORDS,
    decimals=st.none() | st.integers(0, 10),
    bracketed=st.booleans(),
    values=st.dictionaries(YEARS, VALUES, max_size=3),
    own=st.dictionaries(st.just("比"), OWN_FIGURES, max_size=1),
)
COMPUTED_ROWS = st.builds(StatisticRow, st.just("乙"), NAMES, formula=st.sampled_from(["甲", "甲@前年 * 2"]))
YEAR_COLUMNS = st.lists(
    st.builds(StatisticColumn, year=YEARS, title=WORDS), max_size=3, unique_by=lambda each: each.year
)
STATISTICS = st.lists(
    st.builds(
        Statistic,
        st.integers(1, 99).map("t{}".format),
        NAMES,
        st.sampled_from(MeasuredPer),
        WORDS,
        WORDS,
        WORDS,
        LISTED,
        YEAR_COLUMNS.map(lambda each: (*each, StatisticColumn("比", None, "比", "行@2015 / 甲@2016", "%", 1))),
        st.tuples(ENTERED_ROWS, COMPUTED_ROWS),
        st.lists(st.builds(StatisticChart, st.just(("甲", "乙")), WORDS), max_size=1).map(tuple),
    ),
    max_size=2,
    unique_by=lambda each: each.uid,
).map(tuple)


def by_year(what: st.SearchStrategy[Drawn]) -> st.SearchStrategy[dict[FiscalYear, Drawn]]:
    """Return a strategy for something that a few years have."""
    return st.dictionaries(YEARS, what, max_size=2)


def _series(label: str) -> st.SearchStrategy[Series]:
    unit = WORDS if label else st.just("")
    return st.builds(Series, st.just(label), unit, OPTIONAL_POINTS, OPTIONAL_POINTS, YEAR_VALUES, TOTALS)


STEPS = st.builds(
    lambda digits, scale: Decimal((0, tuple(map(int, str(digits))), -scale)), st.integers(1, 60), st.integers(0, 2)
)
SMALL = (
    st.sampled_from(["0", "-17", "-41", "5", "10"])
    | st.integers(-20, 60).map(str)
    | STEPS.map(lambda each: f"{each:f}")
)
FACED_YEARS = st.integers(2020, 2026)


@st.composite
def _faced(draw: st.DrawFn) -> tuple[Indicator, int]:
    """Draw an indicator with targets in any way a plan can set them and an actual in the year, and that year."""
    year = draw(FACED_YEARS)
    some = st.dictionaries(st.integers(2020, 2026), SMALL, max_size=6)
    row = series(
        targets=draw(some),
        actuals=draw(some) | {year: draw(SMALL)},
        final=draw(SMALL),
        as_of=draw(st.sampled_from(["", "R5"])),
    )
    baseline = draw(st.none() | SMALL.map(lambda text: Point(Number(Decimal(text)))))
    direction = draw(st.sampled_from([Direction.HIGHER, Direction.LOWER]))
    carried = indicator("i1", replace(row, baseline=baseline), direction=direction)
    return replace(carried, basis=draw(st.none() | st.sampled_from(Basis))), year


FACED = _faced()
RATINGS = st.lists(st.tuples(YEARS, st.sampled_from(PRESETS)), max_size=2, unique_by=lambda pair: pair[0]).map(
    lambda pairs: tuple(SchemeVersion(since, scheme) for since, scheme in sorted(pairs, key=lambda pair: pair[0]))
)
ROWS = _series("").map(lambda row: (row,)) | st.tuples(_series("男"), _series("女"))


@st.composite
def indicators(draw: st.DrawFn, uid: str) -> Indicator:
    """Draw an indicator with values of its own."""
    plain = replace(
        indicator(uid),
        name=draw(NAMES),
        group=draw(WORDS),
        unit=draw(WORDS),
        decimals=draw(st.none() | st.integers(0, 3)),
        direction=draw(st.none() | st.sampled_from(Direction)),
        basis=draw(st.none() | st.sampled_from(Basis)),
        setting=draw(st.none() | st.sampled_from(Setting)),
        series=draw(ROWS),
    )
    return replace(
        plain,
        setting_note=draw(WORDS),
        show_unit=draw(st.booleans()),
        measured=draw(MEASURED),
        since=draw(st.none() | st.just(fy(2021))),
        until=draw(st.none() | st.just(fy(2024))),
        section=draw(WORDS),
        source=draw(WORDS),
        footnotes=draw(FOOTNOTES),
        comments=draw(COMMENTS),
        judgements=draw(by_year(JUDGEMENTS)),
    )


@st.composite
def projects(draw: st.DrawFn, uid: str, carried: Indicator) -> Project:
    """Draw a project that carries an indicator."""
    return replace(
        project(uid, carried),
        subtitle=draw(WORDS),
        members=draw(LISTED),
        text=draw(WORDS),
        items=draw(st.lists(st.builds(Item, NAMES, LISTED), max_size=2).map(tuple)),
        flags=draw(LISTED),
        since=draw(st.none() | st.just(fy(2020))),
        waiver=draw(WORDS),
        sdgs=draw(st.lists(st.integers(1, 17), max_size=2).map(tuple)),
        costs=draw(COSTS),
        stages=draw(by_year(APPROVALS)),
        course=draw(by_year(st.sampled_from(DEFAULT_COURSES))),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan of two goals with shared indicators, a 再掲 and everything a document can say."""
    first = replace(measure("m1", draw(projects("p1", draw(indicators("i1"))))), related=draw(LISTED))
    deep = replace(measure("m2", measure("m3", project("p2", repeats="p1"), draw(indicators("i2")))), texts=draw(TEXTS))
    goals = (
        replace(goal("g1", first, label=draw(st.sampled_from(["", "大綱1"]))), costs=draw(COSTS)),
        replace(
            goal("g2", deep, project("p3", sharing("i3", "i1")), cross_cutting=draw(st.booleans())), texts=draw(TEXTS)
        ),
    )
    whole = plan(*goals, draw(indicators("i4")))
    style = Style(draw(st.sampled_from(["", "△", "-"])), draw(WORDS), draw(LISTED))
    return replace(
        whole,
        subtitle=draw(WORDS),
        style=style,
        rating=draw(RATINGS),
        comments=draw(COMMENTS),
        stages=draw(by_year(APPROVALS)),
        courses=draw(st.sampled_from([(), DEFAULT_COURSES])),
        sections=draw(SECTIONS),
        closed=draw(by_year(CLOSURES)),
        opinions=draw(OPINIONS),
        funding=draw(FUNDING),
        statistics=draw(STATISTICS),
    )
