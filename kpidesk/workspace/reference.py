"""事業費・交付金 and 統計 within a step: replacing the tables, entering one figure of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.change import FactChange, StatisticChange, StatisticKey
from kpidesk.domain.fact import Fact, FactKey, read_fact, write_fact
from kpidesk.domain.frozen import frozen
from kpidesk.domain.funding_codec import check_funding
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.notation import NotationError, format_value, parse
from kpidesk.domain.statistics_edits import exchanged
from kpidesk.domain.statistics_rules import check_statistics, with_statistic_uids
from kpidesk.domain.typed import succeeding
from kpidesk.domain.value_codec import VALUE
from kpidesk.errors import UserError
from kpidesk.workspace.evaluation import EvaluationStep
from kpidesk.workspace.step import refusing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpidesk.domain.fact import FactValue
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.funding import Funding
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.statistics import Statistic


@frozen
class StatisticText:
    """A text typed for a row of a table in a year."""

    row: str
    year: FiscalYear
    text: str


@frozen
class UnreadText:
    """A text that did not go in, and why."""

    of: StatisticText
    reason: str


class ReferenceStep(EvaluationStep):
    """A step with what goes with a plan besides its own figures; a closed year does not lock it."""

    def set_funding(self, funding: Funding | None) -> None:
        """Replace the table of 事業費・交付金, None for none; UserError where it could not be kept."""
        with refusing("事業費・交付金", "期間、金額、事業を確かめてください。"):
            check_funding(funding, {place.uid: place.what for place in self.plan.places.values()})
            self._put(Fact.FUNDING, funding)

    def set_statistics(self, tables: Sequence[Statistic]) -> None:
        """Replace all 統計表; tables, rows and columns without a uid get one. UserError where a rule is broken."""
        with refusing("統計", "行の名前、列、式を確かめてください。"):
            self._put(Fact.STATISTICS, _checked(self.plan, tables))

    def change_statistic(self, table: Statistic) -> None:
        """Put a table in the place of the one of its uid; KeyError for an unknown one, UserError for a broken rule."""
        self.plan.statistic(table.uid)
        self.set_statistics(exchanged(self.plan.statistics, table))

    def add_statistic(self, table: Statistic) -> str:
        """Add a table at the end; returns the uid it has. UserError where a rule is broken."""
        self.set_statistics((*self.plan.statistics, table))
        return self.plan.statistics[-1].uid

    def remove_statistic(self, uid: str) -> None:
        """Take a table away; KeyError for an unknown one, UserError where formulas of others speak of it."""
        gone = self.plan.statistic(uid)
        self.set_statistics([each for each in self.plan.statistics if each is not gone])

    def set_statistic_value(self, table: str, row: str, year: FiscalYear, text: str) -> None:
        """Put a typed text into a row of a table as the value it means, "" for a blank.

        NotationError where it cannot be read, UserError where the row is computed, KeyError for an unknown one.
        """
        held = self.plan.statistic(table)
        typed = self._typed(held, row, year, text)
        if any(isinstance(change, FactChange) and change.key.fact is Fact.STATISTICS for change in self.changes):
            self._exchange(typed)  # folded into that change, which may be altered once more
            return
        old, new = (each.row(row).values.get(year) for each in (held, typed))
        kept = None if new is None else VALUE.read(VALUE.write(new), text)
        self.make(StatisticChange(StatisticKey(self.plan.uid, table, row, year), old, kept))

    def set_statistic_values(self, table: str, texts: Iterable[StatisticText]) -> list[UnreadText]:
        """Put many texts into a table as one change; returns those that did not go in. KeyError for an unknown row."""
        held, unread = self.plan.statistic(table), []
        for each in texts:
            try:
                held = self._typed(held, each.row, each.year, each.text)
            except (NotationError, UserError) as error:
                unread.append(UnreadText(each, error.what if isinstance(error, UserError) else str(error)))
        self._exchange(held)
        return unread

    def _typed(self, held: Statistic, row: str, year: FiscalYear, text: str) -> Statistic:
        """Return a table with a typed text read for one cell."""
        of = held.row(row)
        if of.formula:
            remedy = "式のもとになる行の値を入力してください。"
            raise UserError("式で計算する行には入力できません。", where=f"{held.title} {of.name}", remedy=remedy)
        old, unit = of.values.get(year), held.unit_of(of)
        if text.strip() in (format_value(old, self.plan.style), format_value(old, self.plan.style, unit)):
            return held
        return held.with_value(row, year, succeeding(old, parse(text, unit=unit, decimals=of.decimals or 0)))

    def _exchange(self, table: Statistic) -> None:
        self._put(Fact.STATISTICS, exchanged(self.plan.statistics, table))

    def _put(self, fact: Fact, value: FactValue) -> None:
        """Put a fact of the plan itself as its document reads it back: what could not be read is refused."""
        self.set_fact(FactKey(self.plan.uid, fact), read_fact(fact, write_fact(fact, value)))


def statistics_fault(plan: Plan, tables: Sequence[Statistic]) -> str:
    """Return why tables could not be kept, "" where they could."""
    try:
        _checked(plan, tables)
    except DocumentError as error:
        return error.reason
    return ""


def _checked(plan: Plan, tables: Sequence[Statistic]) -> tuple[Statistic, ...]:
    """Return tables with all their uids; DocumentError where a rule is broken."""
    owners = {uid: place.title for uid, place in plan.places.items()}
    owners |= {opinion.uid: opinion.opinion for opinion in plan.opinions}
    named = with_statistic_uids(tables, owners)
    check_statistics(named, owners)
    return named


def funding_fault(plan: Plan, funding: Funding) -> str:
    """Return why a table of 事業費・交付金 could not be kept, "" where it could."""
    try:
        check_funding(funding, {place.uid: place.what for place in plan.places.values()})
    except DocumentError as error:
        return error.reason
    return ""
