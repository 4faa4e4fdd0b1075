"""Facts that can be altered one by one: where each stands in the plan, how it is written and said."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.evaluation import Approval, Closure, Judgement, Opinion
from kpidesk.domain.evaluation_codec import CLOSURE, COURSE, JUDGEMENT, OPINION, SECTION, STAGE
from kpidesk.domain.frozen import frozen
from kpidesk.domain.funding import Funding
from kpidesk.domain.funding_codec import FUNDING
from kpidesk.domain.indicator import Direction, Indicator
from kpidesk.domain.json_codec import TEXT, Codec, Json, enumerated, listed
from kpidesk.domain.plan import Goal, Measure, Plan, Project
from kpidesk.domain.reference_words import funding_words, statistics_words
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.domain.scheme_codec import versions
from kpidesk.domain.section import Section
from kpidesk.domain.statistics import Statistic
from kpidesk.domain.statistics_codec import STATISTICS
from kpidesk.domain.year_codec import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Element

FactValue = (
    Direction
    | Judgement
    | Approval
    | Closure
    | str
    | tuple[Opinion, ...]
    | tuple[Section, ...]
    | tuple[SchemeVersion, ...]
    | Funding
    | tuple[Statistic, ...]
    | tuple[str, ...]
    | None
)


class Fact(Enum):
    """What can be altered besides figures and comments; the value is its word in the journal."""

    DIRECTION = "direction"
    JUDGEMENT = "judgement"
    STAGE = "stage"
    COURSE = "course"
    CLOSED = "closed"
    OPINIONS = "opinions"
    SECTIONS = "sections"
    COURSES = "courses"
    RATING = "rating"
    FUNDING = "funding"
    STATISTICS = "statistics"

    @property
    def kind(self) -> FactKind:
        """Where it stands and how it is written and said."""
        return _KINDS[self]


@frozen
class FactKind:
    """The attribute that holds a fact and who has it, its name, its codec and its words; `blank` says that none is.

    A `yearly` attribute holds one for each year. `between` says old and new where each alone would say too much.
    """

    attribute: str
    bearers: tuple[type[Element], ...]
    label: str
    codec: Codec[Any]
    words: Callable[[Any], str]
    blank: str = "(なし)"
    yearly: bool = False
    between: Callable[[Any, Any], tuple[str, str] | None] | None = None


@frozen
class FactKey:
    """Names one fact: the uid of what it is about, which fact, and the year of a yearly one."""

    owner: str
    fact: Fact
    year: FiscalYear | None = None


def _of_value(value: Any) -> str:  # noqa: ANN401 -- whatever has words
    return str(value.words)


_NODES: Final = (Plan, Goal, Measure, Project)
_DIRECTION: Final = enumerated({each.value: each for each in Direction})
_KINDS: Final[Mapping[Fact, FactKind]] = {
    Fact.DIRECTION: FactKind("direction", (Indicator,), "良い方向", _DIRECTION, lambda each: str(each.label), "未定"),
    Fact.JUDGEMENT: FactKind("judgements", (Indicator,), "評価", JUDGEMENT, _of_value, yearly=True),
    Fact.STAGE: FactKind("stages", _NODES, "確認の状況", STAGE, _of_value, "入力中", yearly=True),
    Fact.COURSE: FactKind("course", (Project,), "今後の方向性", COURSE, str, "(空欄)", yearly=True),
    Fact.CLOSED: FactKind("closed", (Plan,), "評価確定", CLOSURE, _of_value, "未確定", yearly=True),
    Fact.OPINIONS: FactKind("opinions", (Plan,), "委員会意見", listed(OPINION), _of_value),
    Fact.SECTIONS: FactKind("sections", (Plan,), "所管課の一覧", listed(SECTION), _of_value),
    Fact.COURSES: FactKind("courses", (Plan,), "今後の方向性の一覧", listed(TEXT), str),
    Fact.RATING: FactKind("rating", (Plan,), "判定方式", versions(YEAR), _of_value, "達成／未達成"),
    Fact.FUNDING: FactKind("funding", (Plan,), "事業費・交付金", FUNDING, _of_value, between=funding_words),
    Fact.STATISTICS: FactKind("statistics", (Plan,), "統計", STATISTICS, _of_value, between=statistics_words),
}


def fact_at(plan: Plan, key: FactKey) -> FactValue:
    """Return the fact a key names; KeyError where there is no such thing or it has no such fact."""
    kind = key.fact.kind
    element = plan.places[key.owner].what
    if not isinstance(element, kind.bearers) or (key.year is not None) != kind.yearly:
        raise KeyError(key.owner)
    held = getattr(element, kind.attribute)
    value: FactValue = held.get(key.year) if kind.yearly else held
    return value


def with_fact(plan: Plan, key: FactKey, value: FactValue) -> Plan:
    """Return the plan with one fact replaced; nothing there takes no place."""
    kind = key.fact.kind

    def changed(element: Element) -> Element:
        held: Any = value
        if kind.yearly:
            others = {year: each for year, each in getattr(element, kind.attribute).items() if year != key.year}
            held = dict(sorted((others | ({key.year: value} if value is not None else {})).items()))
        attributes: dict[str, Any] = {kind.attribute: held}
        return replace(element, **attributes)

    return plan.with_element(key.owner, changed)


def fact_words(fact: Fact, old: FactValue, new: FactValue) -> tuple[str, str]:
    """Return what stood there and what stands there now in words; of lists only where they differ."""
    if fact.kind.between and (told := fact.kind.between(old, new)):
        return told
    if isinstance(old, tuple) and isinstance(new, tuple):
        gone, come = ([each for each in one if each not in other] for one, other in ((old, new), (new, old)))
        if not gone and not come:  # only the order differs
            gone, come = list(old), list(new)
        return _listed(fact.kind, gone), _listed(fact.kind, come)
    before, after = (fact.kind.blank if each is None else fact.kind.words(each) for each in (old, new))
    return before, after


def _listed(kind: FactKind, values: list[Any]) -> str:
    return "、".join(map(kind.words, values)) or kind.blank


def write_fact(fact: Fact, value: FactValue) -> Json:
    """Write a fact as the plan document does, null for nothing."""
    return None if value is None else fact.kind.codec.write(value)


def read_fact(fact: Fact, raw: Json) -> FactValue:
    """Read back what `write_fact` wrote; DocumentError where it is damaged."""
    value: FactValue = None if raw is None else fact.kind.codec.read(raw, fact.value)
    return value
