"""Reading plans, and writing a step together with its journal row in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kpidesk.domain.change import ChangeSet, CommentChange, DismissalChange, FactChange, StatisticChange, ValueChange
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Goal, Measure, Node, Plan, Project, children
from kpidesk.domain.plan_document import read_facts, write_facts
from kpidesk.domain.plan_rules import check_plan
from kpidesk.domain.year_value import CommentKey, CommentKind, Comments, Value, ValueKey, YearValue
from kpidesk.store.database import transaction
from kpidesk.store.journal import write_journal
from kpidesk.store.mapping import figure_columns, figure_value, finding_key, finding_record
from kpidesk.store.tables import CommentRow, DismissalRow, FigureRow, IndicatorRow, NodeRow, PlanRow, StateRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peewee import SqliteDatabase

    from kpidesk.domain.finding import FindingKey
    from kpidesk.store.journal import JournalEntry

_NODE_KINDS: dict[str, type[Goal | Measure | Project]] = {"goal": Goal, "measure": Measure, "project": Project}


class DamagedError(Exception):
    """The rows are there, but make no plan; the message says why, in the words of whoever stumbled."""


def read_plans(database: SqliteDatabase) -> dict[str, Plan]:
    """Read every plan of a workspace by uid, in their order; DamagedError where the rows make no plan."""
    query = PlanRow.select(PlanRow.uid, PlanRow.facts).order_by(PlanRow.position)
    try:
        return {uid: _Reader(database, uid).plan(facts) for uid, facts in query.tuples().execute(database)}
    except (ValueError, TypeError, LookupError) as error:
        raise DamagedError(str(error)) from error


class _Reader:
    """Puts one plan together from its rows."""

    def __init__(self, database: SqliteDatabase, plan: str) -> None:
        newest = StateRow.select(StateRow.id).where(StateRow.plan == plan).order_by(StateRow.number.desc()).limit(1)
        (state,) = next(iter(newest.tuples().execute(database)), (None,))
        self._nodes: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        nodes = NodeRow.select(NodeRow.parent, NodeRow.uid, NodeRow.kind, NodeRow.facts).where(NodeRow.state == state)
        for parent, *row in nodes.order_by(NodeRow.position).tuples().execute(database):
            self._nodes[parent].append(tuple(row))
        self._indicators: dict[str, list[str]] = defaultdict(list)
        indicators = IndicatorRow.select(IndicatorRow.node, IndicatorRow.facts).where(IndicatorRow.state == state)
        for node, facts in indicators.order_by(IndicatorRow.position).tuples().execute(database):
            self._indicators[node].append(facts)
        self._figures = _figures(database, plan)
        self._comments = _comments(database, plan)
        self._dismissals = _dismissals(database, plan)

    def plan(self, facts: str) -> Plan:
        """Return the plan with all that hangs on it; ValueError where something hangs on nothing."""
        plan = read_facts(Plan, facts)
        goals = tuple(node for node in self._children(plan.uid) if isinstance(node, Goal))
        plan = replace(plan, goals=goals, dismissals=self._dismissals, **self._own(plan.uid))
        check_plan(plan)
        rows = sum(map(len, self._nodes.values())) + sum(map(len, self._indicators.values()))
        if len(plan.places) != 1 + rows:
            raise ValueError("上の階層が見つからない項目があります。")
        return plan

    def _children(self, parent: str) -> Iterator[Goal | Measure | Project]:
        for uid, kind, facts in self._nodes[parent]:
            below = tuple(self._children(uid))
            own = self._own(uid)
            if kind == "project":
                yield replace(read_facts(Project, facts), **own)
                continue
            measures = tuple(node for node in below if isinstance(node, Measure))
            projects = tuple(node for node in below if isinstance(node, Project))
            if kind == "goal":
                yield replace(read_facts(Goal, facts), measures=measures, projects=projects, **own)
            else:
                yield replace(read_facts(Measure, facts), measures=measures, projects=projects, **own)

    def _own(self, uid: str) -> dict[str, Any]:
        return {
            "indicators": tuple(map(self._indicator, self._indicators[uid])),
            "comments": self._comments.get(uid, {}),
        }

    def _indicator(self, facts: str) -> Indicator:
        indicator = read_facts(Indicator, facts)
        figures = self._figures.get(indicator.uid, {})
        series = tuple(replace(each, values=figures.get(each.label, {})) for each in indicator.series)
        return replace(indicator, series=series, comments=self._comments.get(indicator.uid, {}))


def _figures(database: SqliteDatabase, plan: str) -> dict[str, dict[str, dict[FiscalYear, YearValue]]]:
    """Return the figures of a plan by indicator, series label and year."""
    columns = (FigureRow.indicator, FigureRow.series, FigureRow.year, FigureRow.side, FigureRow.kind)
    query = FigureRow.select(*columns, FigureRow.content, FigureRow.more).where(FigureRow.plan == plan)
    ordered = query.order_by(FigureRow.indicator, FigureRow.series, FigureRow.year)
    pairs: dict[tuple[str, str, int], dict[str, Value]] = defaultdict(dict)
    for indicator, series, year, side, *value in database.execute(ordered):  # the driver's rows: there are many
        pairs[indicator, series, year][side] = figure_value(*value)
    years = {year: FiscalYear(year) for _, _, year in pairs}
    figures: dict[str, dict[str, dict[FiscalYear, YearValue]]] = defaultdict(lambda: defaultdict(dict))
    for (indicator, series, year), pair in pairs.items():
        figures[indicator][series][years[year]] = YearValue(pair.get("target"), pair.get("actual"))
    return figures


def _comments(database: SqliteDatabase, plan: str) -> dict[str, dict[FiscalYear, Comments]]:
    """Return the comments of a plan by owner and year."""
    query = CommentRow.select(CommentRow.owner, CommentRow.year, CommentRow.kind, CommentRow.body)
    ordered = query.where(CommentRow.plan == plan).order_by(CommentRow.owner, CommentRow.year)
    comments: dict[str, dict[FiscalYear, Comments]] = defaultdict(dict)
    for owner, year, kind, body in ordered.tuples().execute(database):
        at = FiscalYear(year)
        comments[owner][at] = replace(comments[owner].get(at, Comments()), **{CommentKind(kind).value: body})
    return comments


def _dismissals(database: SqliteDatabase, plan: str) -> dict[FindingKey, str]:
    """Return the dismissed findings of a plan with the reason given."""
    columns = (DismissalRow.rule, DismissalRow.owner, DismissalRow.cell, DismissalRow.judged, DismissalRow.reason)
    query = DismissalRow.select(*columns).where(DismissalRow.plan == plan).tuples()
    return {finding_key(*key): reason for *key, reason in query.execute(database)}


def write_plan(database: SqliteDatabase, plan: Plan, entry: JournalEntry) -> None:
    """Add a whole plan with its journal row, in one transaction."""
    with transaction(database):
        position = PlanRow.select().count(database)
        PlanRow.insert(uid=plan.uid, position=position, facts=write_facts(plan)).execute(database)
        state = StateRow.insert(plan=plan.uid, number=1).execute(database)
        _insert(database, NodeRow, _node_rows(plan, state))
        _insert(database, IndicatorRow, _indicator_rows(plan, state))
        _insert(database, FigureRow, _figure_rows(plan))
        _insert(database, CommentRow, _comment_rows(plan))
        _insert(database, DismissalRow, _dismissal_rows(plan))
        write_journal(database, ChangeSet(plan.uid, entry.title), entry)


def _insert(database: SqliteDatabase, table: Any, rows: Iterable[dict[str, Any]]) -> None:  # noqa: ANN401 -- a Model
    """Write new rows."""
    everything = list(rows)
    size = 500  # SQLite takes 32,766 variables a statement
    for start in range(0, len(everything), size):
        table.insert_many(everything[start : start + size]).execute(database)


def _node_rows(plan: Plan, state: int) -> Iterator[dict[str, Any]]:
    kinds = {kind: word for word, kind in _NODE_KINDS.items()}
    for place in plan.places.values():
        node = place.what
        if isinstance(node, Indicator):
            continue
        for position, child in enumerate(children(node)):
            own = {"uid": child.uid, "kind": kinds[type(child)], "facts": write_facts(child)}
            yield {"state": state, "parent": node.uid, "position": position} | own


def _indicator_rows(plan: Plan, state: int) -> Iterator[dict[str, Any]]:
    for place in plan.places.values():
        if isinstance(place.what, Indicator):
            continue
        node: Node = place.what
        for position, indicator in enumerate(node.indicators):
            own = {"uid": indicator.uid, "facts": write_facts(indicator)}
            yield {"state": state, "node": node.uid, "position": position} | own


def _figure_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    for place in plan.places.values():
        if not isinstance(place.what, Indicator):
            continue
        for series in place.what.series:
            for year, pair in series.values.items():
                for side, value in (("target", pair.target), ("actual", pair.actual)):
                    if value is not None:
                        key = _figure_key(plan.uid, place.uid, series.label, year.start, side)
                        yield key | dict(zip(("kind", "content", "more"), figure_columns(value), strict=True))


def _figure_key(plan: str, indicator: str, series: str, year: int, side: str) -> dict[str, Any]:
    return {"plan": plan, "indicator": indicator, "series": series, "year": year, "side": side}


def _comment_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    for place in plan.places.values():
        for year, comments in place.what.comments.items():
            for kind in CommentKind:
                if body := comments.of(kind):
                    yield {"plan": plan.uid, "owner": place.uid, "year": year.start, "kind": kind.value, "body": body}


def _dismissal_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    for finding, reason in plan.dismissals.items():
        yield {"plan": plan.uid} | finding_record(finding) | {"reason": reason}


def write_changes(database: SqliteDatabase, step: ChangeSet, after: Plan, entry: JournalEntry) -> None:
    """Write a step and its journal row in one transaction; `after` is the plan it leads to."""
    rows: dict[Any, list[_Put]] = {FigureRow: [], CommentRow: [], DismissalRow: []}
    with transaction(database):
        for change in step.changes:
            if isinstance(change, ValueChange):
                rows[FigureRow].append(_figure_put(step.plan, change.key, change.new))
            elif isinstance(change, CommentChange):
                rows[CommentRow].append(_comment_put(step.plan, change.key, change.new))
            elif isinstance(change, DismissalChange):
                place = {"plan": step.plan} | finding_record(change.finding)
                rows[DismissalRow].append((place, {"reason": change.new} if change.new else None))
        stated = (change for change in step.changes if isinstance(change, FactChange | StatisticChange))
        for uid in {change.owner: None for change in stated}:
            _write_facts(database, step.plan, uid, after)
        for table, puts in rows.items():
            _write(database, table, puts)
        write_journal(database, step, entry)


_Put = tuple[dict[str, Any], dict[str, Any] | None]
"""The key of a row and what else stands in it, None where the row goes."""


def _figure_put(plan: str, key: ValueKey, value: Value | None) -> _Put:
    place = _figure_key(plan, key.indicator, key.series, key.year.start, key.side.value)
    return place, None if value is None else dict(zip(("kind", "content", "more"), figure_columns(value), strict=True))


def _comment_put(plan: str, key: CommentKey, body: str) -> _Put:
    place = {"plan": plan, "owner": key.owner, "year": key.year.start, "kind": key.kind.value}
    return place, {"body": body} if body else None


def _write(database: SqliteDatabase, table: Any, puts: list[_Put]) -> None:  # noqa: ANN401 -- a Model
    """Write rows and remove rows, the last word on each; many at once, for a pasted block has thousands."""
    last = {tuple(place.values()): (place, columns) for place, columns in puts}
    there = [place | columns for place, columns in last.values() if columns is not None]
    gone = [place for place, columns in last.values() if columns is None]
    name, run = table._meta.table_name, database.connection().executemany  # noqa: SLF001 -- peewee's own way to ask
    if there:
        columns = ", ".join(there[0])
        given = ", ".join(f":{column}" for column in there[0])
        run(f"INSERT OR REPLACE INTO {name} ({columns}) VALUES ({given})", there)  # noqa: S608 -- our own names
    if gone:
        key = " AND ".join(f"{column} = :{column}" for column in gone[0])
        run(f"DELETE FROM {name} WHERE {key}", gone)  # noqa: S608 -- our own names


def _write_facts(database: SqliteDatabase, plan: str, uid: str, after: Plan) -> None:
    """Write the facts of the plan itself, a node or an indicator as they are after a step."""
    element = after.places[uid].what
    facts = write_facts(element)
    if isinstance(element, Plan):
        PlanRow.update(facts=facts).where(PlanRow.uid == plan).execute(database)
        return
    table = IndicatorRow if isinstance(element, Indicator) else NodeRow
    states = StateRow.select(StateRow.id).where(StateRow.plan == plan)
    table.update(facts=facts).where(table.uid == uid, table.state.in_(states)).execute(database)
