"""事業評価シート: a form for each project with its KPI, what was done, what is to come, SDGs and costs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kpidesk.domain.plan import Goal, Measure, Plan, Project, children
from kpidesk.domain.rollup import counts, total_counts
from kpidesk.paper import styles
from kpidesk.paper.chart_tones import contrast
from kpidesk.paper.report import Align, Cell, Edges, Page, Paper, Paragraph, Report, RowKind, Rule, Table
from kpidesk.paper.report import Heading as HeadingLine
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import ReportOptions
from kpidesk.reports.parts import NO_PROJECT, SUBHEADING, footnotes, framed, named, numbered, titled, yen
from kpidesk.reports.project_kpis import FORM_WIDTH, Areas, areas, kpi_rows
from kpidesk.reports.sdgs import SDGS
from kpidesk.reports.strips import FormRow, Strip, form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Cost
    from kpidesk.paper.report import Block
    from kpidesk.reports.sdgs import Sdg

TITLE: Final = DocumentName.PROJECTS.label

_LABEL, _INFO, _BADGE = 20.0, 100.0, 8.0  # mm
_SDGS_A_ROW: Final = 6
_SPACE: Final = 4.0
_TITLE: Final = replace(styles.BAND, size=10.0)
_ASIDE: Final = replace(styles.BAND, align=Align.RIGHT, bold=False, edges=Edges(left=Rule.NONE))
_SIDE: Final = replace(styles.HEAD, size=8.0)
_INKS: Final = ("111111", "FFFFFF")
_COSTS: Final = (("年度", 45.0), ("予算額", 90.0), ("決算額", 135.0), ("交付金等", 225.0), ("交付額", FORM_WIDTH))
"""The columns of the costs with their right edges."""


def has_content(plan: Plan, year: FiscalYear) -> bool:
    """Whether any project is in force."""
    del year
    return any(True for goal in plan.goals for _ in _projects(goal))


def build(plan: Plan, year: FiscalYear, options: ReportOptions | None = None) -> Report:
    """Build the 事業評価シート of a year, a page or more for each goal; `plan` is the plan in force in that year."""
    options = options or ReportOptions()
    layout = areas(plan, year)
    shown = [goal for goal in options.goals(plan) if any(True for _ in _projects(goal))]
    return framed(plan, year, TITLE, [_page(plan, year, goal, layout) for goal in shown], Paper(options.size))


def _page(plan: Plan, year: FiscalYear, goal: Goal, layout: Areas) -> Page:
    name = plan.places[goal.uid].title
    blocks: list[Block] = [*titled(plan, TITLE, name), *_summary(plan, year, goal)]
    above: tuple[Measure, ...] = ()
    for path, project in _branches(goal, ()):
        if path != above:
            above = path
            blocks.append(HeadingLine(" ".join(plan.places[each.uid].title for each in path), SUBHEADING, level=3))
        if project is None:
            blocks.append(Paragraph(NO_PROJECT, styles.NOTE, space_after=_SPACE))
        else:
            blocks.append(_sheet(plan, year, project, layout))
    marked = (each for project in _projects(goal) for each in project.indicators)
    blocks.extend(footnotes(marked))
    return Page(name, tuple(blocks), plan.places[goal.uid].label or name)


def _branches(node: Goal | Measure, path: tuple[Measure, ...]) -> Iterator[tuple[tuple[Measure, ...], Project | None]]:
    """Yield the projects under a node with the measures they hang on; a measure with nothing below it has None."""
    if isinstance(node, Measure) and not (node.projects or node.measures):
        yield path, None
    for child in children(node):
        if isinstance(child, Measure):
            yield from _branches(child, (*path, child))
        elif isinstance(child, Project):
            yield path, child


def _projects(goal: Goal) -> Iterator[Project]:
    """Yield the projects of a goal."""
    return (project for _, project in _branches(goal, ()) if project)


def _summary(plan: Plan, year: FiscalYear, goal: Goal) -> Iterator[Block]:
    """Yield how many projects the goal has, and what it costs."""
    cost = goal.costs.get(year)
    money = (("予算額", cost.budget if cost else None), ("決算額", cost.settled if cost else None))
    told = "、".join(f"{year}{name} {amount:,}円" for name, amount in money if amount is not None)
    line = f"事業数 {counts(plan, goal).projects}" + (f"　事業費 {told}" if told else "")
    if total_counts(plan).projects < sum(counts(plan, each).projects for each in plan.goals):
        line += "　※ 事業数には、重複して掲載しているものを含みます。"
    yield Paragraph(line, styles.TEXT, space_after=2.0)


def _sheet(plan: Plan, year: FiscalYear, project: Project, layout: Areas) -> Table:
    """Return the form of a project; a 再掲 says where its form stands."""
    head = [_title(plan, year, project)]
    if project.repeats:
        return form([], head, _SPACE / 2)
    body = [*_overview(project), *_sdgs(project), *kpi_rows(plan, year, project, layout)]
    comments = project.comments.get(year)
    if course := project.course.get(year):
        body.append(_labelled("今後の方向性", course))
    if comments and comments.committee:
        body.append(_labelled("委員会意見", comments.committee))
    body.extend(_costs(plan, project))
    return form(head, body, _SPACE)


def _title(plan: Plan, year: FiscalYear, project: Project) -> FormRow:
    name = f"{project.title}（{project.subtitle}）" if project.subtitle else project.title
    info = "".join(f"〔{flag}〕" for flag in project.flags)
    if project.repeats:
        info += f"「{_place(plan, project)}」に記載"
    elif project.section:
        info += f"　所管課: {plan.section_in(project.section, year)}"
    if not info:
        return FormRow((Strip(0.0, FORM_WIDTH, Cell(name, _TITLE)),), RowKind.BAND)
    edge = FORM_WIDTH - _INFO
    name_strip = Strip(0.0, edge, named(name, look=replace(_TITLE, edges=Edges(right=Rule.NONE))))
    return FormRow((name_strip, Strip(edge, FORM_WIDTH, Cell(info.strip(), _ASIDE))), RowKind.BAND)


def _place(plan: Plan, project: Project) -> str:
    """Say where the project stands that another repeats."""
    place = plan.places.get(project.repeats)
    nodes = [each for each in place.ancestors if isinstance(each, Goal | Measure)] if place else []
    labels = " ".join(plan.places[each.uid].label for each in nodes[:-1])
    return f"{labels} {plan.places[nodes[-1].uid].title}".strip() if nodes else plan.original(project).title


def _labelled(label: str, text: str) -> FormRow:
    return FormRow(
        (Strip(0.0, _LABEL, named(label, look=_SIDE)), Strip(_LABEL, FORM_WIDTH, Cell(text, styles.REMARKS))),
    )


def _overview(project: Project) -> Iterator[FormRow]:
    lines = [
        f"{numbered(number)}{item.text}{''.join(f'〔{flag}〕' for flag in item.flags)}"
        for number, item in enumerate(project.items, 1)
    ]
    if text := "\n".join(part for part in (project.text, *lines) if part):
        yield _labelled("概要", text)


def _sdgs(project: Project) -> Iterator[FormRow]:
    """Yield the SDGs of a project: the number on its colour, the name beside it."""
    known = [SDGS[number] for number in project.sdgs if number in SDGS]
    rows = [known[start : start + _SDGS_A_ROW] for start in range(0, len(known), _SDGS_A_ROW)]
    width = (FORM_WIDTH - _LABEL) / _SDGS_A_ROW
    for place, row in enumerate(rows):
        strips = [Strip(0.0, _LABEL, named("SDGs", look=_SIDE), len(rows))] if place == 0 else []
        for number, sdg in enumerate(row):
            left = _LABEL + number * width
            strips.append(Strip(left, left + _BADGE, _badge(sdg)))
            strips.append(Strip(left + _BADGE, left + width, Cell(sdg.name, replace(styles.TEXT, size=7.5))))
        if len(row) < _SDGS_A_ROW:
            strips.append(Strip(_LABEL + len(row) * width, FORM_WIDTH, Cell()))
        yield FormRow(tuple(strips))


def _badge(sdg: Sdg) -> Cell:
    """Return the number on its colour, black or white as stands out more."""
    ink = max(_INKS, key=lambda each: contrast(each, sdg.colour))
    look = replace(styles.LABEL, bold=True, size=10.0, colour=ink, fill=sdg.colour)
    return Cell(str(sdg.number), look, number=Decimal(sdg.number), number_format="0")


def _costs(plan: Plan, project: Project) -> Iterator[FormRow]:
    """Yield the costs by year with their grants."""
    costs = [(year, cost) for year, cost in sorted(project.costs.items()) if cost != type(cost)()]
    if not costs:
        return
    rows = 1 + sum(max(len(cost.grants), 1) for _, cost in costs)
    edges = [_LABEL, *(right for _, right in _COSTS)]
    spots = list(pairwise(edges))
    heads = [Strip(*spot, Cell(name, styles.HEAD)) for spot, (name, _) in zip(spots, _COSTS, strict=True)]
    yield FormRow((Strip(0.0, _LABEL, named("事業費", look=_SIDE), rows), *heads), RowKind.HEAD)
    for year, cost in costs:
        yield from _cost_rows(plan, str(year), cost, spots)


def _cost_rows(plan: Plan, year: str, cost: Cost, spots: Sequence[tuple[float, float]]) -> Iterator[FormRow]:
    rows = max(len(cost.grants), 1)
    own = (named(year, look=styles.LABEL), yen(plan, cost.budget), yen(plan, cost.settled))
    leading = [Strip(*spot, cell, rows) for spot, cell in zip(spots, own, strict=False)]
    for number in range(rows):
        grant = cost.grants[number] if cost.grants else None
        name = Cell(grant.name if grant else "", styles.TEXT)
        behind = (Strip(*spots[3], name), Strip(*spots[4], yen(plan, grant.amount if grant else None)))
        yield FormRow((*(leading if number == 0 else ()), *behind))
