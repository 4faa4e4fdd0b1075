"""What a person typed into a cell -> the value that stands there next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.change import value_at
from kpidesk.domain.notation import NotationError, format_value, parse, parse_series
from kpidesk.domain.year_value import Number, Standing, Value, ValueKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.year_value import Side


def typed_value(plan: Plan, key: ValueKey, text: str) -> Value | None:
    """Read a typed text for one cell; NotationError where it cannot be read, KeyError for an unknown cell.

    What the cell prints already changes nothing; a 確定値 keeps the 暫定値 or 見込値 it replaces as earlier.
    """
    indicator = plan.indicator(key.indicator)
    series = indicator.series_of(key.series)
    old = series.value(key.year, key.side)
    unit = indicator.unit_of(series)
    if text.strip() in (format_value(old, plan.style), format_value(old, plan.style, unit)):
        return old
    new = parse(text, unit=unit, decimals=indicator.decimals or 0, words=indicator.takes_text)
    return succeeding(old, new)


def typed_values(plan: Plan, key: ValueKey, text: str) -> Mapping[ValueKey, Value | None]:
    """Read a text typed into one cell; one that names values of several series is read for all of those.

    NotationError where neither can be read, KeyError for an unknown cell.
    """
    try:
        return {key: typed_value(plan, key, text)}
    except NotationError:
        values = _of_several(plan, key, text)
        if key not in values or len(values) == 1:
            raise
        return values


def _of_several(plan: Plan, key: ValueKey, text: str) -> Mapping[ValueKey, Value | None]:
    try:
        return typed_series(plan, key.indicator, key.year, key.side, text)
    except NotationError:
        return {}


def typed_series(plan: Plan, uid: str, year: FiscalYear, side: Side, text: str) -> Mapping[ValueKey, Value | None]:
    """Read a text typed for a whole indicator: one figure, or one for each series (3世帯9人)."""
    indicator = plan.indicator(uid)
    keys = {series.label: ValueKey(uid, series.label, year, side) for series in indicator.series}
    if len(keys) == 1:
        return {key: typed_value(plan, key, text) for key in keys.values()}
    units = [(series.label, indicator.unit_of(series)) for series in indicator.series]
    values = parse_series(text, units, decimals=indicator.decimals or 0)
    return {keys[label]: succeeding(value_at(plan, keys[label]), value) for label, value in values.items()}


def succeeding(old: Value | None, new: Value | None) -> Value | None:
    """Return the new value with the earlier figures that belong to it."""
    if not isinstance(old, Number) or not isinstance(new, Number) or new.earlier:
        return new
    return superseding(old, new)


def superseding(old: Number, new: Number) -> Number:
    """Return a figure without earlier ones with those it has after another; a 確定値 keeps what it confirms."""
    if new.standing is Standing.CONFIRMED and old.standing in (Standing.PROVISIONAL, Standing.ESTIMATED):
        return replace(new, earlier=(replace(old, earlier=()), *old.earlier))
    note = old.note if new.number == old.number else ""
    return replace(new, earlier=old.earlier, note=note)
