"""Rows <-> domain: figures as columns, elements as facts, changes as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kpidesk.domain.change import Change, CommentChange, DirectionChange, ValueChange
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.indicator import Direction
from kpidesk.domain.value_codec import VALUE
from kpidesk.domain.year_value import CommentKey, CommentKind, Side, Value, ValueKey

if TYPE_CHECKING:
    from collections.abc import Iterable


def figure_columns(value: Value) -> tuple[str, str, str]:
    """Return kind, content and more of a figure row."""
    raw = VALUE.write(value)
    if isinstance(raw, str):
        return "number", raw, ""
    kind = next(kind for kind in ("number", "none", "text") if kind in raw)
    content = raw.pop(kind)
    return kind, content, json.dumps(raw, ensure_ascii=False) if raw else ""


def figure_value(kind: str, content: str, more: str) -> Value:
    """Return the value of a figure row; DocumentError where it is damaged."""
    if kind == "number" and not more:
        return VALUE.read(content, kind)
    return VALUE.read({kind: content} | (json.loads(more) if more else {}), kind)


def changes_text(changes: Iterable[Change]) -> str:
    """Write changes for the journal."""
    return json.dumps([_change_record(change) for change in changes], ensure_ascii=False)


def changes_from(text: str) -> tuple[Change, ...]:
    """Read changes back from the journal."""
    return tuple(_change(record) for record in json.loads(text))


def _change_record(change: Change) -> dict[str, Any]:
    if isinstance(change, DirectionChange):
        old, new = (each.value if each else None for each in (change.old, change.new))
        return {"what": "direction", "indicator": change.indicator, "old": old, "new": new}
    if isinstance(change, CommentChange):
        about = change.key
        place = {"owner": about.owner, "year": about.year.start, "kind": about.kind.value}
        return {"what": "comment"} | place | {"old": change.old, "new": change.new}
    key = change.key
    cell = {"indicator": key.indicator, "series": key.series, "year": key.year.start, "side": key.side.value}
    return {"what": "figure"} | cell | {"old": _written(change.old), "new": _written(change.new)}


def _change(record: dict[str, Any]) -> Change:
    old, new = record["old"], record["new"]
    if record["what"] == "direction":
        before, after = (Direction(each) if each else None for each in (old, new))
        return DirectionChange(record["indicator"], before, after)
    year = FiscalYear(record["year"])
    if record["what"] == "comment":
        return CommentChange(CommentKey(record["owner"], year, CommentKind(record["kind"])), old, new)
    key = ValueKey(record["indicator"], record["series"], year, Side(record["side"]))
    return ValueChange(key, _read(old), _read(new))


def _written(value: Value | None) -> Any:  # noqa: ANN401 -- a V of the plan document
    return None if value is None else VALUE.write(value)


def _read(raw: Any) -> Value | None:  # noqa: ANN401 -- a V of the plan document
    return None if raw is None else VALUE.read(raw, "journal")
