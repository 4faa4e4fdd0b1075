"""The lines of the 入力 grid under a node, one after the other, so that a large plan can be laid out bit by bit."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from kpidesk.domain.frozen import frozen
from kpidesk.domain.plan import Goal, Measure, Node, Plan, children
from kpidesk.domain.rollup import counts
from kpidesk.reports.summary_rows import Heading, Pair, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.fiscal_year import FiscalYear


class BandLevel(Enum):
    """How much a row across the table weighs."""

    TITLE = 0
    MEASURE = 1
    SUBMEASURE = 2
    OUTCOMES = 3


@frozen
class Band:
    """A row across the table; `note` stands at its right end."""

    text: str
    level: BandLevel
    note: str = ""


def lines(plan: Plan, node: Node, year: FiscalYear) -> Iterator[Band | Pair]:
    """Yield what stands under a node in printed order; `plan` is the plan in force in the evaluation year."""
    if isinstance(node, Plan):
        yield from _own_outcomes(plan, node, year, plan.title)
    elif isinstance(node, Goal):
        yield from _own_outcomes(plan, node, year, plan.places[node.uid].title)
    else:
        yield from _rows(plan, _bare(node), year)
    for child in children(node):
        yield from lines(plan, child, year)


def blocks(of: Iterator[Band | Pair], at_least: int) -> Iterator[list[Band | Pair]]:
    """Yield lines in blocks that never part what one 事業 or KPI cell spans."""
    block: list[Band | Pair] = []
    for line in of:
        spanned = isinstance(line, Pair) and not (line.project_run and line.name_run)
        if len(block) >= at_least and not spanned:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _own_outcomes(plan: Plan, node: Plan | Goal, year: FiscalYear, title: str) -> Iterator[Band | Pair]:
    """Yield the title and the block of 数値目標; a plan without indicators of its own has neither."""
    own = section(plan, _bare(node), year).outcomes
    if own or isinstance(node, Goal):
        below = counts(plan, node)
        yield Band(title, BandLevel.TITLE, f"事業数 {below.projects}　KPI数 {below.kpis}")
    if own:
        yield Band(own[0].entry.shown.kind.label if own[0].entry.shown else "数値目標", BandLevel.OUTCOMES)
    yield from own


def _rows(plan: Plan, node: Node, year: FiscalYear) -> Iterator[Band | Pair]:
    for row in section(plan, node, year).rows:
        yield Band(row.text, BandLevel(min(row.level, 2))) if isinstance(row, Heading) else row


def _bare(node: Node) -> Node:
    """Return the node with nothing below it, so that only its own rows are built."""
    if isinstance(node, Plan):
        return replace(node, goals=())
    if isinstance(node, Goal):
        return replace(node, measures=(), projects=())
    if isinstance(node, Measure):
        return replace(node, measures=(), projects=())
    return node
