"""The plan: a frozen tree of goals, measures and projects, and ways to walk it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kpidesk.domain.indicator import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kpidesk.domain.fiscal_year import FiscalYear, Period
    from kpidesk.domain.year_value import Comments

DEFAULT_LABELS = ("基本目標{n}", "({n})", "{①}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class PlanText:
    """A passage of the plan's own text."""

    heading: str
    body: str
    number: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant that pays part of a year's cost, in yen."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a node costs in a year: budget and settled amount in yen, and the grants."""

    budget: int | None = None
    settled: int | None = None
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One of several lines of a project."""

    text: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Node:
    """What every node of the tree has."""

    uid: str
    title: str
    texts: tuple[PlanText, ...] = ()
    costs: Mapping[FiscalYear, Cost] = field(default_factory=dict)
    comments: Mapping[FiscalYear, Comments] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, kw_only=True)
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

    def in_force(self, year: FiscalYear) -> bool:
        """Whether the project exists in that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@dataclass(frozen=True, kw_only=True)
class Measure(_Node):
    """施策, on one or two levels."""

    label: str = ""
    related: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goal(_Node):
    """基本目標 or 大綱; a 横断的な目標 stands beside the numbered ones."""

    label: str = ""
    cross_cutting: bool = False
    measures: tuple[Measure, ...] = ()
    projects: tuple[Project, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan(_Node):
    """A whole plan. `lenders` are the indicators that others show, kept when a year leaves them out."""

    municipality: str
    years: Period
    subtitle: str = ""
    style: Style = Style()
    goals: tuple[Goal, ...] = ()
    lenders: Mapping[str, Indicator] | None = field(default=None, compare=False, repr=False)
    originals: Mapping[str, Project] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every node and indicator by uid, in printed order."""
        return {place.uid: place for place in _walk(self, (), "")}

    def at(self, year: FiscalYear) -> Plan:
        """Return the plan as it was in force in that year."""
        return replace(
            self,
            goals=tuple(self._at(goal, year) for goal in self.goals),
            indicators=self._in_force(self.indicators, year),
            lenders=self._lenders,
            originals={uid: self._project_at(project, year) for uid, project in self._originals.items()},
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

    @cached_property
    def _lenders(self) -> Mapping[str, Indicator]:
        if self.lenders is not None:
            return self.lenders
        return {place.uid: place.what for place in self.places.values() if isinstance(place.what, Indicator)}

    @cached_property
    def _originals(self) -> Mapping[str, Project]:
        if self.originals is not None:
            return self.originals
        return {place.uid: place.what for place in self.places.values() if isinstance(place.what, Project)}

    def shown(self, indicator: Indicator) -> Indicator:
        """Return the indicator with the definition and values it shows, its own or the shared ones."""
        return indicator.showing(self._lenders[indicator.shares]) if indicator.shares else indicator

    def original(self, project: Project) -> Project:
        """Return the project a 再掲 repeats, any other project itself."""
        return self._originals[project.repeats] if project.repeats else project

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

    def with_element(self, uid: str, change: Callable[[Element], Element]) -> Plan:
        """Return the plan with one node or indicator replaced; KeyError for an unknown uid."""
        place = self.places[uid]
        old, new = place.what, change(place.what)
        for node in reversed(place.ancestors):
            old, new = node, _with_child(node, old, new)
        if not isinstance(new, Plan):
            raise TypeError(uid)
        return new


Node = Plan | Goal | Measure | Project
Element = Node | Indicator
Branch = TypeVar("Branch", Goal, Measure)
AnyElement = TypeVar("AnyElement", Indicator, Goal, Measure, Project)


@dataclass(frozen=True, slots=True)
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


def children(node: Node) -> tuple[Goal | Measure | Project, ...]:
    """Return the nodes directly below, in printed order."""
    if isinstance(node, Plan):
        return node.goals
    return () if isinstance(node, Project) else (*node.measures, *node.projects)


def _walk(node: Node, ancestors: tuple[Node, ...], label: str) -> Iterator[Place]:
    yield Place(node, ancestors, label)
    below = (*ancestors, node)
    for indicator in node.indicators:
        yield Place(indicator, below, "")
    plan = below[0]
    style = plan.style if isinstance(plan, Plan) else Style()
    counter = 0
    for child in children(node):
        counter += not isinstance(child, Project) and not (isinstance(child, Goal) and child.cross_cutting)
        own = child.label if isinstance(child, Goal | Measure) else ""
        yield from _walk(child, below, own or _generated(style, child, len(ancestors), counter))


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
