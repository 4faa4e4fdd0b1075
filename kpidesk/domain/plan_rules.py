"""What must hold for a plan as a whole: uids, references, labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from kpidesk.domain.evaluation_rules import check_courses, check_opinions, check_sections, with_opinion_uids
from kpidesk.domain.funding_codec import check_funding
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.json_codec import DocumentError, below
from kpidesk.domain.plan import Goal, Measure, Node, Plan, Project
from kpidesk.domain.statistics_rules import check_statistics, with_statistic_uids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Style

Branch = TypeVar("Branch", Goal, Measure)
Named = TypeVar("Named", Goal, Measure, Project, Indicator)
_PREFIX = {Goal: "g", Measure: "m", Project: "p", Indicator: "i"}


def with_uids(plan: Plan) -> Plan:
    """Give a uid to everything that has one and none given: g1, m2, p3, i4, o5, t6, the next that is free."""
    beside = {each.uid for each in plan.opinions} | {each.uid for each in plan.statistics}
    taken = {element.uid for _, element in _elements(plan, "")} | beside
    numbers = {prefix: count(1) for prefix in _PREFIX.values()}

    def named(element: Named) -> Named:
        if element.uid:
            return element
        prefix = _PREFIX[type(element)]
        uid = next(each for number in numbers[prefix] if (each := f"{prefix}{number}") not in taken)
        return replace(element, uid=uid)

    def project(each: Project) -> Project:
        return replace(named(each), indicators=tuple(map(named, each.indicators)))

    def branch(each: Branch) -> Branch:
        return replace(
            named(each),
            indicators=tuple(map(named, each.indicators)),
            measures=tuple(map(branch, each.measures)),
            projects=tuple(map(project, each.projects)),
        )

    plan = replace(plan, indicators=tuple(map(named, plan.indicators)), goals=tuple(map(branch, plan.goals)))
    given = {element.uid for _, element in _elements(plan, "")}
    opinions = with_opinion_uids(plan.opinions, given | {each.uid for each in plan.statistics})
    statistics = with_statistic_uids(plan.statistics, given | {each.uid for each in opinions})
    return replace(plan, opinions=opinions, statistics=statistics)


def with_plain_labels(plan: Plan) -> Plan:
    """Drop labels that say no more than position and style give."""
    return replace(plan, goals=_plain(plan.goals, plan.style, 0))


def _plain(nodes: tuple[Branch, ...], style: Style, level: int) -> tuple[Branch, ...]:
    numbers = count(1)
    plain = []
    for node in nodes:
        numbered = isinstance(node, Measure) or not node.cross_cutting
        generated = style.label(level, next(numbers)) if numbered else ""
        label = "" if node.label == generated else node.label
        plain.append(replace(node, label=label, measures=_plain(node.measures, style, level + 1)))
    return tuple(plain)


def check_plan(plan: Plan) -> None:
    """Refuse with its path (DocumentError) what no single record can see: uids, references, years."""
    paths: dict[str, str] = {}
    what: dict[str, Node | Indicator] = {}
    for path, element in _elements(plan, ""):
        if element.uid in paths:
            raise DocumentError(below(path, "uid"), f"「{element.uid}」は {paths[element.uid] or 'plan'} と同じです。")
        paths[element.uid], what[element.uid] = path, element
    for path, element in _elements(plan, ""):
        if isinstance(element, Indicator):
            _check_indicator(element, path, what)
        elif isinstance(element, Project):
            _check_project(element, path, what)
    check_sections(plan.sections)
    check_courses(plan.courses, _elements(plan, ""))
    check_opinions(plan.opinions, paths)
    check_funding(plan.funding, what)
    opinions = {each.uid: f"opinions[{number}]" for number, each in enumerate(plan.opinions)}
    check_statistics(plan.statistics, paths | opinions)


def _check_indicator(indicator: Indicator, path: str, what: dict[str, Node | Indicator]) -> None:
    _check_span(indicator, path)
    if indicator.shares:
        lender = what.get(indicator.shares)
        if not isinstance(lender, Indicator) or lender.shares:
            raise DocumentError(
                below(path, "shares"), f"「{indicator.shares}」という、自分の値を持つ指標がありません。"
            )
        return
    if not indicator.series:
        raise DocumentError(below(path, "series"), "系列が一つもありません。")
    labels = [series.label for series in indicator.series]
    for number, label in enumerate(labels):
        if labels.index(label) != number:
            raise DocumentError(f"{path}.series[{number}].label", f"系列「{label}」が二度あります。")


def _check_project(project: Project, path: str, what: dict[str, Node | Indicator]) -> None:
    _check_span(project, path)
    if not project.repeats:
        return
    original = what.get(project.repeats)
    if not isinstance(original, Project) or original.repeats:
        raise DocumentError(below(path, "repeats"), f"「{project.repeats}」という、再掲でない事業がありません。")
    for key in ("indicators", "comments", "costs", "members", "section", "waiver", "sdgs", "stages", "course"):
        if getattr(project, key):
            raise DocumentError(below(path, key), "再掲の事業には書けません。元の事業の内容が使われます。")


def _check_span(element: Indicator | Project, path: str) -> None:
    if element.since and element.until and element.since > element.until:
        raise DocumentError(below(path, "until"), "終わりの年度が始まりの年度より前です。")


def _elements(node: Node, path: str) -> Iterator[tuple[str, Node | Indicator]]:
    """Yield every node and indicator with its path in the document."""
    yield path, node
    for number, indicator in enumerate(node.indicators):
        yield below(path, f"indicators[{number}]"), indicator
    for key in ("goals", "measures", "projects"):
        for number, child in enumerate(getattr(node, key, ())):
            yield from _elements(child, below(path, f"{key}[{number}]"))
