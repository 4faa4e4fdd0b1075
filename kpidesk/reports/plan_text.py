"""施策体系と計画本文: the tree of goals and measures at a glance, then the plan's own text goal by goal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpidesk.domain.plan import Goal, Measure, Plan, Project, children
from kpidesk.paper import styles
from kpidesk.paper.report import Cell, Column, Heading, Page, Paper, Report, Row, Span, Table
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.parts import SUBHEADING, framed, goal_word, head_row, named, passages, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Node
    from kpidesk.paper.report import Block

TITLE: Final = DocumentName.PLAN.label

_TREE: Final = "施策体系"
_BODY: Final = "計画本文"
_GOAL: Final = replace(styles.TEXT, bold=True, size=9.0, fill=styles.BAND.fill)
_NAME: Final = replace(styles.TEXT, size=9.0)
_MEASURE: Final = replace(styles.HEADING, size=10.5)
_DEEPEST: Final = 2  # levels of measures


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether there is a goal or a text."""
    del year
    return bool(plan.goals or plan.texts)


def build(plan: Plan, year: FiscalYear) -> Report:
    """Build the tree and the text; `plan` is the plan in force in the year."""
    if not has_content(plan, year):
        return framed(plan, year, TITLE, [])
    body = [_page(plan, goal, plan.places[goal.uid].title) for goal in plan.goals if _has_text(goal)]
    if plan.texts:
        body.insert(0, Page(_BODY, (*titled(plan, TITLE, _BODY), *passages(plan)), _BODY))
    tree = Page(_TREE, (*titled(plan, TITLE, _TREE), *_tree(plan)), _TREE)
    return framed(plan, year, TITLE, [tree, *body], Paper(landscape=False))


def _has_text(node: Node) -> bool:
    return bool(node.texts) or any(_has_text(child) for child in children(node))


def _tree(plan: Plan) -> Iterator[Block]:
    """Yield the table of goals and what is below them: measures on one or two levels, without any the projects."""
    depth = max((_depth(goal) for goal in plan.goals), default=0)
    heads = (goal_word(plan), *(("施策", "施策の内訳")[:depth] if depth else ("事業",)))
    body = [row for goal in plan.goals for row in _goal_rows(plan, goal, depth)]
    yield Table(tuple(Column(weight=1.0) for _ in heads), (head_row(heads),), tuple(body))


def _depth(node: Goal | Measure) -> int:
    return min(_DEEPEST, max((1 + _depth(each) for each in node.measures), default=0))


def _goal_rows(plan: Plan, goal: Goal, depth: int) -> Iterator[Row]:
    """Yield the rows of a goal: one for each of its lowest measures."""
    branches = list(_branches(plan, goal, depth)) or [[Cell("", _NAME, Span(cols=max(depth, 1)))]]
    own = named(plan.places[goal.uid].title, len(branches), _GOAL)
    for number, cells in enumerate(branches):
        yield Row((*([own] if number == 0 else []), *cells))


def _branches(plan: Plan, goal: Goal, depth: int) -> Iterator[list[Cell]]:
    """Yield the cells that begin in each row beside the goal."""
    if not depth:
        yield [Cell("\n".join(each.title for each in goal.projects), _NAME)]
    for measure in goal.measures:
        below = measure.measures if depth == _DEEPEST else ()
        name = Cell(
            plan.places[measure.uid].title,
            _NAME,
            Span(1 if below else depth, max(len(below), 1)),
            is_header=bool(below),
        )
        lower = [Cell(plan.places[each.uid].title, _NAME) for each in below]
        yield [name, *lower[:1]]
        yield from ([cell] for cell in lower[1:])


def _page(plan: Plan, goal: Goal, name: str) -> Page:
    blocks = (*titled(plan, TITLE, name), *passages(goal), *_below(plan, goal))
    return Page(name, blocks, plan.places[goal.uid].label or name)


def _below(plan: Plan, node: Goal | Measure) -> Iterator[Block]:
    """Yield the text of what is below a node, each under its name; what has none is left out."""
    for child in children(node):
        if not _has_text(child):
            continue
        style = SUBHEADING if isinstance(child, Project) else _MEASURE
        yield Heading(plan.places[child.uid].title, style)
        yield from passages(child)
        if isinstance(child, Measure):
            yield from _below(plan, child)
