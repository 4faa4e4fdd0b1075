"""事業費・交付金 and 統計 within a step: replacing the tables, entering one figure of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.fact import Fact, FactKey, read_fact, write_fact
from kpidesk.domain.funding_codec import check_funding
from kpidesk.domain.notation import format_value, parse
from kpidesk.domain.statistics_rules import check_statistics, with_statistic_uids
from kpidesk.domain.typed import succeeding
from kpidesk.errors import UserError
from kpidesk.workspace.evaluation import EvaluationStep
from kpidesk.workspace.step import refusing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.fact import FactValue
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.funding import Funding
    from kpidesk.domain.statistics import Statistic


class ReferenceStep(EvaluationStep):
    """A step with what goes with a plan besides its own figures; a closed year does not lock it."""

    def set_funding(self, funding: Funding | None) -> None:
        """Replace the table of 事業費・交付金, None for none; UserError where it could not be kept."""
        with refusing("事業費・交付金", "期間、金額、事業を確かめてください。"):
            check_funding(funding, {place.uid: place.what for place in self.plan.places.values()})
            self._put(Fact.FUNDING, funding)

    def set_statistics(self, tables: Sequence[Statistic]) -> None:
        """Replace all 統計表; tables, rows and columns without a uid get one. UserError where a rule is broken."""
        owners = {uid: place.title for uid, place in self.plan.places.items()}
        owners |= {opinion.uid: opinion.opinion for opinion in self.plan.opinions}
        with refusing("統計", "行の名前、列、式を確かめてください。"):
            named = with_statistic_uids(tables, owners)
            check_statistics(named, owners)
            self._put(Fact.STATISTICS, named)

    def set_statistic_value(self, table: str, row: str, year: FiscalYear, text: str) -> None:
        """Put a typed text into a row of a table as the value it means, "" for a blank.

        NotationError where it cannot be read, UserError where the row is computed, KeyError for an unknown one.
        """
        held = self.plan.statistic(table)
        of = held.row(row)
        if of.formula:
            remedy = "式のもとになる行の値を入力してください。"
            raise UserError("式で計算する行には入力できません。", where=f"{held.title} {of.name}", remedy=remedy)
        old, unit = of.values.get(year), held.unit_of(of)
        if text.strip() in (format_value(old, self.plan.style), format_value(old, self.plan.style, unit)):
            return
        new = succeeding(old, parse(text, unit=unit, decimals=of.decimals or 0))
        altered = held.with_value(row, year, new)
        self._put(Fact.STATISTICS, tuple(altered if each is held else each for each in self.plan.statistics))

    def _put(self, fact: Fact, value: FactValue) -> None:
        """Put a fact of the plan itself as its document reads it back: what could not be read is refused."""
        self.set_fact(FactKey(self.plan.uid, fact), read_fact(fact, write_fact(fact, value)))
