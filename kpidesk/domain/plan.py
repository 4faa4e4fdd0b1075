"""The plan: a frozen tree of goals, measures and projects, and ways to walk it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kpidesk.domain.evaluation import DEFAULT_COURSES, Stage, YearState
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.presets import MET_OR_NOT
from kpidesk.domain.scheme import scheme_in
from kpidesk.domain.section import name_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kpidesk.domain.evaluation import Approval, Closure, Opinion
    from kpidesk.domain.finding import FindingKey
    from kpidesk.domain.fiscal_year import FiscalYear, Period
    from kpidesk.domain.funding import Funding
    from kpidesk.domain.scheme import Scheme, SchemeVersion
    from kpidesk.domain.section import Section
    from kpidesk.domain.statistics import Statistic
    from kpidesk.domain.year_value import Comments

DEFAULT_LABELS = ("基本目標{n}", "({n})", "{①}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


@frozen
class Style:
    """How this plan prints; what is left out falls back to the commonest habit."""

    negative: str = ""
    dash: str = ""
    labels: tuple[str, ...] = ()

    @property
    def negative_sign(self) -> str:
        """The sign before a negative figure."""
        return self.negative or "△"

    @property
    def dash_sign(self) -> str:
        """The sign of a cell that does not apply."""
        return self.dash or "—"

    def label(self, level: int, number: int) -> str:
        """Return the generated label of the `number`th (from 1) node on a level (0 = goals)."""
        templates = self.labels or DEFAULT_LABELS
        if level >= len(templates):
            return ""
        circled = _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"
        return templates[level].replace("{n}", str(number)).replace("{①}", circled)


@frozen
class PlanText:
    """A passage of the plan's own text."""

    heading: str
    body: str
    number: str = ""
    page: str = ""


@frozen
class Grant:
    """A grant that pays part of a year's cost, in yen."""

    name: str
    amount: int


@frozen
class Cost:
    """What a node costs in a year: budget and settled amount in yen, and the grants."""

    budget: int | None = None
    settled: int | None = None
    grants: tuple[Grant, ...] = ()


@frozen
class Item:
    """One of several lines of a project."""

    text: str = ""
    flags: tuple[str, ...] = ()


@frozen(slots=False, kw_only=True)
class _Node:
    """What every node of the tree has."""

    uid: str
    title: str
    texts: tuple[PlanText, ...] = ()
    costs: Mapping[FiscalYear, Cost] = field(default_factory=dict)
    comments: Mapping[FiscalYear, Comments] = field(default_factory=dict)
    stages: Mapping[FiscalYear, Approval] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()

    def stage(self, year: FiscalYear) -> Stage:
        """Return how far its sheet of a year has come in the round of approval."""
        approval = self.stages.get(year)
        return approval.stage if approval else Stage.OPEN


@frozen(slots=False, kw_only=True)
class Project(_Node):
    """事業; with `repeats` a 再掲 that keeps only its own title, text and flags."""

    subtitle: str = ""
    members: tuple[str, ...] = ()
    text: str = ""
    items: tuple[Item, ...] = ()
    section: str = ""
    flags: tuple[str, ...] = ()
    since: FiscalYear | None = None
    until: FiscalYear | None = None
    waiver: str = ""
    repeats: str = ""
    sdgs: tuple[int, ...] = ()
    course: Mapping[FiscalYear, str] = field(default_factory=dict)

    def in_force(self, year: FiscalYear) -> bool:
        """Whether the project exists in that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@frozen(slots=False, kw_only=True)
class Measure(_Node):
    """施策, on one or two levels."""

    label: str = ""
    related: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    projects: tuple[Project, ...] = ()


@frozen(slots=False, kw_only=True)
class Goal(_Node):
    """基本目標 or 大綱; a 横断的な目標 stands beside the numbered ones."""

    label: str = ""
    cross_cutting: bool = False
    measures: tuple[Measure, ...] = ()
    projects: tuple[Project, ...] = ()


@frozen(slots=False, kw_only=True)
class Plan(_Node):
    """A whole plan. `lenders` are the indicators that others show, kept when a year leaves them out.

    `dismissals` are the findings somebody looked into, with the reason; they belong to the workspace, not to the
    plan document.
    """

    municipality: str
    years: Period
    subtitle: str = ""
    style: Style = field(default_factory=Style)
    rating: tuple[SchemeVersion, ...] = ()
    courses: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closed: Mapping[FiscalYear, Closure] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()
    goals: tuple[Goal, ...] = ()
    funding: Funding | None = None
    statistics: tuple[Statistic, ...] = ()
    dismissals: Mapping[FindingKey, str] = field(default_factory=dict)
    lenders: Mapping[str, Indicator] | None = field(default=None, compare=False, repr=False)
    originals: Mapping[str, Project] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def places(self) -> Places:
        """Every node and indicator by uid, in printed order."""
        return Places.of(self)

    def scheme_in(self, year: FiscalYear) -> Scheme:
        """Return the rating scheme of a year: the newest that had begun, 達成／未達成 before any had."""
        return scheme_in(self.rating, year, MET_OR_NOT)

    def at(self, year: FiscalYear) -> Plan:
        """Return the plan as it was in force in that year."""
        return replace(
            self,
            goals=tuple(self._at(goal, year) for goal in self.goals),
            indicators=self._in_force(self.indicators, year),
            lenders={each.shares: self._lender(each.shares) for each in self._all(Indicator) if each.shares},
            originals={
                each.repeats: self._project_at(self.original(each), year) for each in self._all(Project) if each.repeats
            },
        )

    def _at(self, node: Branch, year: FiscalYear) -> Branch:
        """Return a goal or measure without what is not in force that year."""
        return replace(
            node,
            indicators=self._in_force(node.indicators, year),
            measures=tuple(self._at(measure, year) for measure in node.measures),
            projects=tuple(
                self._project_at(project, year)
                for project in node.projects
                if project.in_force(year) and self.original(project).in_force(year)
            ),
        )

    def _project_at(self, project: Project, year: FiscalYear) -> Project:
        return replace(project, indicators=self._in_force(project.indicators, year))

    def _in_force(self, indicators: tuple[Indicator, ...], year: FiscalYear) -> tuple[Indicator, ...]:
        return tuple(each for each in indicators if self.shown(each).in_force(year))

    def _all(self, kind: type[AnyElement]) -> Iterator[AnyElement]:
        return (element for element in self.places.elements() if isinstance(element, kind))

    def _lender(self, uid: str) -> Indicator:
        return self.lenders[uid] if self.lenders is not None else self.indicator(uid)

    def shown(self, indicator: Indicator) -> Indicator:
        """Return the indicator with the definition and values it shows, its own or the shared ones."""
        return indicator.showing(self._lender(indicator.shares)) if indicator.shares else indicator

    def original(self, project: Project) -> Project:
        """Return the project a 再掲 repeats, any other project itself."""
        if not project.repeats:
            return project
        original = (self.originals or {}).get(project.repeats) or self.places[project.repeats].what
        return original if isinstance(original, Project) else project

    def indicator(self, uid: str) -> Indicator:
        """Return an indicator as it stands in the tree; KeyError for an unknown uid."""
        what = self.places[uid].what
        if not isinstance(what, Indicator):
            raise KeyError(uid)
        return what

    def lender(self, uid: str) -> Indicator | None:
        """Return the indicator of that uid if it has values of its own, else None."""
        what = self.places[uid].what
        return what if isinstance(what, Indicator) and not what.shares else None

    def is_closed(self, year: FiscalYear) -> bool:
        """Whether a year is 評価確定 and nothing in it may be altered."""
        closure = self.closed.get(year)
        return closure is not None and closure.state is YearState.CLOSED

    @property
    def course_words(self) -> tuple[str, ...]:
        """The words for 今後の方向性: the plan's own, else the usual ones."""
        return self.courses or DEFAULT_COURSES

    def statistic(self, uid: str) -> Statistic:
        """Return a table of the 統計; KeyError for an unknown uid."""
        found = next((table for table in self.statistics if table.uid == uid), None)
        if found is None:
            raise KeyError(uid)
        return found

    def section_in(self, name: str, year: FiscalYear) -> str:
        """Return what a section (所管課) was called in a year, its own name where the list does not say."""
        return name_in(self.sections, name, year)

    def with_element(self, uid: str, change: Callable[[Element], Element]) -> Plan:
        """Return the plan with one node or indicator replaced; KeyError for an unknown uid."""
        place = self.places[uid]
        old, new = place.what, change(place.what)
        changed = {uid: new}
        for node in reversed(place.ancestors):
            old, new = node, _with_child(node, old, new)
            changed[new.uid] = new
        if not isinstance(new, Plan):
            raise TypeError(uid)
        new = replace(new, lenders=_patched(self.lenders, changed), originals=_patched(self.originals, changed))
        # What stands where has not changed: the new plan need not be walked again.
        vars(new)["places"] = self.places.with_elements(changed | {new.uid: new})
        return new


Node = Plan | Goal | Measure | Project
Element = Node | Indicator
Branch = TypeVar("Branch", Goal, Measure)
AnyElement = TypeVar("AnyElement", Indicator, Goal, Measure, Project)


@frozen
class Place:
    """Where a node or indicator stands: itself, its ancestors from the plan down, its printed label."""

    what: Element
    ancestors: tuple[Node, ...]
    label: str

    @property
    def uid(self) -> str:
        """The uid of what stands here."""
        return self.what.uid

    @property
    def parent(self) -> Node:
        """The node it hangs on; IndexError for the plan itself."""
        return self.ancestors[-1]

    @property
    def title(self) -> str:
        """Label and title as printed: ① 地域人材の就労支援."""
        name = self.what.name if isinstance(self.what, Indicator) else self.what.title
        return f"{self.label} {name}" if self.label else name


class Places(Mapping[str, Place]):
    """Where everything stands; what changed in place is exchanged without walking the tree again."""

    def __init__(self, elements: Mapping[str, Element], paths: Mapping[str, tuple[tuple[str, ...], str]]) -> None:
        self._elements = elements
        self._paths = paths

    @staticmethod
    def of(plan: Plan) -> Places:
        """Return the places of a plan, in printed order."""
        found = {element.uid: (element, path, label) for element, path, label in _walk(plan, plan.style, (), "")}
        paths = {uid: (path, label) for uid, (_, path, label) in found.items()}
        return Places({uid: element for uid, (element, _, _) in found.items()}, paths)

    def with_elements(self, changed: Mapping[str, Element]) -> Places:
        """Return the same places with some elements exchanged."""
        return Places({**self._elements, **changed}, self._paths)

    def elements(self) -> Iterable[Element]:
        """Return every node and indicator, in printed order."""
        return self._elements.values()

    def told(self, uid: str) -> str:
        """Return the title as a sentence names it: an indicator whose name is not its own, with its node's before."""
        place = self[uid]
        alone = not isinstance(place.what, Indicator) or place.what.name not in self._ambiguous
        return place.title if alone else f"{place.parent.title} {place.title}"

    @cached_property
    def _ambiguous(self) -> frozenset[str]:
        """The names that several indicators have."""
        names = Counter(each.name for each in self._elements.values() if isinstance(each, Indicator))
        return frozenset(name for name, number in names.items() if number > 1)

    def __getitem__(self, uid: str) -> Place:
        path, label = self._paths[uid]
        ancestors = tuple(self._elements[each] for each in path)
        return Place(self._elements[uid], tuple(each for each in ancestors if not isinstance(each, Indicator)), label)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def children(node: Node) -> tuple[Goal | Measure | Project, ...]:
    """Return the nodes directly below, in printed order."""
    if isinstance(node, Plan):
        return node.goals
    return () if isinstance(node, Project) else (*node.measures, *node.projects)


def _walk(
    node: Node, style: Style, ancestors: tuple[str, ...], label: str
) -> Iterator[tuple[Element, tuple[str, ...], str]]:
    yield node, ancestors, label
    below = (*ancestors, node.uid)
    for indicator in node.indicators:
        yield indicator, below, ""
    counter = 0
    for child in children(node):
        counter += not isinstance(child, Project) and not (isinstance(child, Goal) and child.cross_cutting)
        own = child.label if isinstance(child, Goal | Measure) else ""
        yield from _walk(child, style, below, own or _generated(style, child, len(ancestors), counter))


def _generated(style: Style, node: Node, level: int, number: int) -> str:
    """Return the label that position and style give; projects and 横断的な目標 have none."""
    if isinstance(node, Plan | Project) or (isinstance(node, Goal) and node.cross_cutting):
        return ""
    return style.label(level, number)


def _with_child(node: Node, old: Element, new: Element) -> Node:
    """Return the node with one of its children or indicators replaced."""

    def swapped(elements: tuple[AnyElement, ...]) -> tuple[AnyElement, ...]:
        return tuple(new if each is old else each for each in elements)  # type: ignore[misc]

    if isinstance(old, Indicator) or isinstance(node, Project):
        return replace(node, indicators=swapped(node.indicators))
    if isinstance(node, Plan):
        return replace(node, goals=swapped(node.goals))
    return replace(node, measures=swapped(node.measures), projects=swapped(node.projects))


def _patched(known: Mapping[str, AnyElement] | None, changed: Mapping[str, Element]) -> Mapping[str, AnyElement] | None:
    """Return what an `at` keeps aside with the elements that changed."""
    if known is None:
        return None
    return {uid: changed.get(uid, element) for uid, element in known.items()}  # type: ignore[misc]
