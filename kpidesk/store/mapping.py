"""Rows <-> domain: figures as columns, elements as facts, changes as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kpidesk.domain.change import Change, CommentChange, DismissalChange, FactChange, ValueChange
from kpidesk.domain.fact import Fact, FactKey, read_fact, write_fact
from kpidesk.domain.finding import FindingKey, Rule
from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.frozen import frozen
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Project
from kpidesk.domain.value_codec import VALUE
from kpidesk.domain.year_value import CellKey, CommentKey, CommentKind, Side, Value, ValueKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kpidesk.domain.plan import Plan


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


def changes_about(text: str, about: About) -> dict[int, Change]:
    """Read the changes that are meant, by their place in the step."""
    return {place: _change(record) for place, record in enumerate(json.loads(text)) if about.means(record)}


@frozen
class About:
    """What somebody asks the journal about: members of which a change's record has all of one."""

    wanted: tuple[Mapping[str, Any], ...]

    @staticmethod
    def cell(key: CellKey) -> About:
        """Return the question about one cell."""
        return About((_cell_record(key),))

    @staticmethod
    def element(plan: Plan, uid: str) -> About:
        """Return the question about all of a node or indicator; KeyError if unknown.

        With the values it shows go the steps of the round that its sheet took.
        """
        place = plan.places[uid]
        shares = place.what.shares if isinstance(place.what, Indicator) else ""
        sheet = place.parent if isinstance(place.what, Indicator) else place.what
        sheet = plan.original(sheet) if isinstance(sheet, Project) else sheet
        round_of_sheet = {"owner": sheet.uid, "fact": Fact.STAGE.value}
        return About(({"indicator": shares or uid}, {"owner": uid}, round_of_sheet))

    @staticmethod
    def year(year: FiscalYear) -> About:
        """Return the question about all that belongs to one year, and all that its verdicts come from."""
        directions = ({"fact": Fact.DIRECTION.value}, {"what": "direction"})
        return About(({"year": year.start}, {"what": "figure"}, {"fact": Fact.RATING.value}, *directions))

    @property
    def marks(self) -> tuple[str, ...]:
        """Texts one of which stands in `changes` of every step that is meant, and of hardly any other."""
        return tuple(json.dumps(each, ensure_ascii=False)[1:-1] for each in self.wanted)

    def means(self, record: Mapping[str, Any]) -> bool:
        """Whether a change's record is meant."""
        return any(each.items() <= record.items() for each in self.wanted)


def _cell_record(key: CellKey) -> dict[str, Any]:
    if isinstance(key, CommentKey):
        return {"owner": key.owner, "year": key.year.start, "kind": key.kind.value}
    return {"indicator": key.indicator, "series": key.series, "year": key.year.start, "side": key.side.value}


def finding_record(finding: FindingKey) -> dict[str, Any]:
    """Return the key of a finding as columns of its row, and as members of its record in the journal."""
    return {"rule": finding.rule.value, "owner": finding.uid, "cell": finding.cell, "judged": finding.judged}


def finding_key(rule: str, owner: str, cell: str, judged: str) -> FindingKey:
    """Return the key of a finding; ValueError for an unknown rule."""
    return FindingKey(Rule(rule), owner, cell, judged)


def _change_record(change: Change) -> dict[str, Any]:
    if isinstance(change, DismissalChange):
        return {"what": "dismissal"} | finding_record(change.finding) | {"old": change.old, "new": change.new}
    if isinstance(change, FactChange):
        old, new = (write_fact(change.key.fact, each) for each in (change.old, change.new))
        return {"what": "fact"} | _fact_record(change.key) | {"old": old, "new": new}
    if isinstance(change, CommentChange):
        return {"what": "comment"} | _cell_record(change.key) | {"old": change.old, "new": change.new}
    return {"what": "figure"} | _cell_record(change.key) | {"old": _written(change.old), "new": _written(change.new)}


def _change(record: dict[str, Any]) -> Change:
    old, new = record["old"], record["new"]
    if record["what"] == "dismissal":
        finding = finding_key(record["rule"], record["owner"], record["cell"], record["judged"])
        return DismissalChange(finding, old, new)
    if record["what"] in ("fact", "direction"):
        key = _fact_key(record)
        return FactChange(key, read_fact(key.fact, old), read_fact(key.fact, new))
    year = FiscalYear(record["year"])
    if record["what"] == "comment":
        return CommentChange(CommentKey(record["owner"], year, CommentKind(record["kind"])), old, new)
    cell = ValueKey(record["indicator"], record["series"], year, Side(record["side"]))
    return ValueChange(cell, _read(old), _read(new))


def _fact_record(key: FactKey) -> dict[str, Any]:
    year = {} if key.year is None else {"year": key.year.start}
    return {"owner": key.owner, "fact": key.fact.value} | year


def _fact_key(record: Mapping[str, Any]) -> FactKey:
    if record["what"] == "direction":  # how the first versions wrote it
        return FactKey(record["indicator"], Fact.DIRECTION)
    year = FiscalYear(record["year"]) if "year" in record else None
    return FactKey(record["owner"], Fact(record["fact"]), year)


def _written(value: Value | None) -> Any:  # noqa: ANN401 -- a V of the plan document
    return None if value is None else VALUE.write(value)


def _read(raw: Any) -> Value | None:  # noqa: ANN401 -- a V of the plan document
    return None if raw is None else VALUE.read(raw, "journal")
