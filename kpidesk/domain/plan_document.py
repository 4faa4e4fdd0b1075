"""The JSON plan document (docs/plan_document.md) <-> Plan."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from kpidesk.domain.evaluation_codec import CLOSURE, COURSE, JUDGEMENT, OPINION, SECTION, STAGE
from kpidesk.domain.funding_codec import FUNDING, PERIOD, YEN
from kpidesk.domain.indicator import (
    Basis,
    Direction,
    Footnote,
    Indicator,
    Kind,
    Measured,
    MeasuredPer,
    Point,
    Series,
    Setting,
    Totals,
)
from kpidesk.domain.json_codec import (
    FLAG,
    TEXT,
    Codec,
    DocumentError,
    Field,
    Json,
    enumerated,
    keyed,
    listed,
    parsed,
    read_fields,
    record,
    sparse,
    whole,
    write_fields,
)
from kpidesk.domain.plan import Cost, Goal, Grant, Item, Measure, Plan, PlanText, Project, Style
from kpidesk.domain.plan_rules import check_plan, with_plain_labels, with_uids
from kpidesk.domain.scheme_codec import versions
from kpidesk.domain.statistics_codec import STATISTICS
from kpidesk.domain.value_codec import VALUE
from kpidesk.domain.year_codec import YEAR, YEAR_KEY, YEAR_NAME
from kpidesk.domain.year_value import Comments, YearValue

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

    from kpidesk.domain.plan import Element

T = TypeVar("T")
AnyElement = TypeVar("AnyElement", Plan, Goal, Measure, Project, Indicator)

FORMAT: Final = "kpidesk-plan"
VERSION: Final = 1

_ANCHORS: Final = ("name", "group", "baseline", "target")
_DEEPEST_MEASURE: Final = 2


def loads(text: str) -> Plan:
    """Read a plan document; DocumentError with the path of the first offence."""
    values = read_fields(_PLAN, parsed(text), "")
    plan = Plan(**{key: value for key, value in values.items() if key not in ("format", "version")} | _uid(values))
    plan = with_plain_labels(with_uids(plan))
    check_plan(plan)
    return plan


def dumps(plan: Plan) -> str:
    """Write a plan in the canonical form."""
    body = write_fields(_PLAN[2:], plan)
    return json.dumps({"format": FORMAT, "version": VERSION, **body}, ensure_ascii=False, indent=1) + "\n"


def _uid(values: dict[str, Any]) -> dict[str, str]:
    """Make a uid for a plan without one, the same for the same municipality, title and years."""
    if values.get("uid"):
        return {}
    name = "\n".join((values["municipality"], values["title"], str(values["years"])))
    return {"uid": f"plan-{zlib.crc32(name.encode()):08x}"}


def _words(kind: type[Enum]) -> Codec[Any]:
    return enumerated({each.value: each for each in kind})


def _read_anchor(raw: Json, path: str) -> str:
    """Read the part a footnote hangs on; a slip would lose the mark."""
    anchor = TEXT.read(raw, path)
    if anchor and anchor not in _ANCHORS and not YEAR_NAME.fullmatch(anchor):
        shown = "、".join(f'"{word}"' for word in _ANCHORS)
        raise DocumentError(path, f'{shown} か、年度("2022" など)が必要です。')
    return anchor


_ANCHOR = Codec(_read_anchor, TEXT.write)
_TEXTS = listed(TEXT)
_STYLE = record(
    Style,
    Field("negative", enumerated({sign: sign for sign in "△▲-"})),
    Field("dash", TEXT),
    Field("labels", _TEXTS),
)
_PLAN_TEXT = record(
    PlanText,
    Field("number", TEXT),
    Field("heading", TEXT, required=True),
    Field("body", TEXT, required=True),
    Field("page", TEXT),
)
_GRANT = record(Grant, Field("name", TEXT, required=True), Field("amount", YEN, required=True))
_COST = sparse(record(Cost, Field("budget", YEN), Field("settled", YEN), Field("grants", listed(_GRANT))))
_COMMENTS = record(Comments, *(Field(kind, TEXT) for kind in ("remarks", "activity", "outlook", "committee")))
_POINT = sparse(record(Point, Field("value", VALUE), Field("as_of", TEXT), Field("unit", TEXT), Field("note", TEXT)))
_YEAR_VALUE = record(YearValue, Field("target", VALUE), Field("actual", VALUE))
_TOTALS = sparse(record(Totals, Field("target", VALUE), Field("actual", VALUE)))
_MEASURED = sparse(
    record(Measured, Field("years", listed(YEAR)), Field("per", _words(MeasuredPer)), Field("note", TEXT))
)
_FOOTNOTE = record(
    Footnote, Field("mark", TEXT, required=True), Field("anchor", _ANCHOR), Field("text", TEXT, required=True)
)
_ITEM = record(Item, Field("text", TEXT), Field("flags", _TEXTS))
_YEARLY_COMMENTS = keyed(YEAR_KEY, _COMMENTS)
_YEARLY_COSTS = keyed(YEAR_KEY, _COST)
_STAGES = Field("stages", keyed(YEAR_KEY, STAGE))

_FIGURES = (
    Field("baseline", _POINT),
    Field("target", _POINT),
    Field("values", keyed(YEAR_KEY, _YEAR_VALUE)),
    Field("totals", _TOTALS),
)
_SERIES = record(Series, Field("label", TEXT, required=True), Field("unit", TEXT), *_FIGURES)
_BEFORE_FIGURES = (
    Field("uid", TEXT),
    Field("kind", _words(Kind), required=True),
    Field("name", TEXT, required=True),
    Field("group", TEXT),
    Field("unit", TEXT),
    Field("decimals", whole(0, 10)),
    Field("direction", _words(Direction)),
    Field("basis", _words(Basis)),
    Field("setting", _words(Setting)),
    Field("setting_note", TEXT),
    Field("show_unit", FLAG),
    Field("measured", _MEASURED),
)
_SERIES_LIST = Field("series", listed(_SERIES))
_AFTER_FIGURES = (
    Field("since", YEAR),
    Field("until", YEAR),
    Field("section", TEXT),
    Field("source", TEXT),
    Field("footnotes", listed(_FOOTNOTE)),
    Field("shares", TEXT),
    Field("comments", _YEARLY_COMMENTS),
    Field("judgements", keyed(YEAR_KEY, JUDGEMENT)),
)
_OWN_OF_SHARING: Final = {"uid", "kind", "name", "footnotes", "shares", "comments", "judgements"}


def _read_indicator(raw: Json, path: str) -> Indicator:
    """Read an indicator; one without `series` has its figures beside its name."""
    values = read_fields((*_BEFORE_FIGURES, *_FIGURES, _SERIES_LIST, *_AFTER_FIGURES), raw, path)
    figures = {field.name: values.pop(field.name) for field in _FIGURES if field.name in values}
    if values.get("shares"):
        for key in (*figures, *values):
            if key not in _OWN_OF_SHARING:
                raise DocumentError(f"{path}.{key}", "共通指標(shares)には書けません。共有元の値が使われます。")
        values["series"] = ()
    elif "series" in values:
        if figures:
            raise DocumentError(f"{path}.{next(iter(figures))}", "series があるときは、系列の中に書いてください。")
    else:
        values["series"] = (Series(**figures),)
    values.setdefault("uid", "")
    return Indicator(**values)


def _write_indicator(indicator: Indicator) -> Json:
    plain = len(indicator.series) == 1 and not indicator.series[0].label
    figures = write_fields(_FIGURES, indicator.series[0]) if plain else write_fields((_SERIES_LIST,), indicator)
    return write_fields(_BEFORE_FIGURES, indicator) | figures | write_fields(_AFTER_FIGURES, indicator)


_INDICATORS = Field("indicators", listed(Codec(_read_indicator, _write_indicator)))
_TITLE = Field("title", TEXT, required=True)


def _node(make: Callable[..., T], *fields: Field) -> Codec[T]:
    return record(lambda **values: make(**({"uid": ""} | values)), *fields)


_PROJECT = _node(
    Project,
    Field("uid", TEXT),
    _TITLE,
    Field("subtitle", TEXT),
    Field("members", _TEXTS),
    Field("text", TEXT),
    Field("items", listed(_ITEM)),
    Field("section", TEXT),
    Field("flags", _TEXTS),
    Field("since", YEAR),
    Field("until", YEAR),
    Field("waiver", TEXT),
    Field("repeats", TEXT),
    Field("sdgs", listed(whole(1, 17))),
    Field("texts", listed(_PLAN_TEXT)),
    Field("costs", _YEARLY_COSTS),
    Field("comments", _YEARLY_COMMENTS),
    _STAGES,
    Field("course", keyed(YEAR_KEY, COURSE)),
    _INDICATORS,
)
_PROJECTS = Field("projects", listed(_PROJECT))


def _measures(level: int) -> Field:
    """Return the field of the measures on a level (1 or 2); deeper ones are refused."""
    if level > _DEEPEST_MEASURE:
        return Field("measures", Codec(_too_deep, lambda _: None))
    return Field("measures", listed(_measure(level)))


def _measure(level: int) -> Codec[Measure]:
    return _node(
        Measure,
        Field("uid", TEXT),
        Field("label", TEXT),
        _TITLE,
        Field("texts", listed(_PLAN_TEXT)),
        Field("related", _TEXTS),
        Field("costs", _YEARLY_COSTS),
        Field("comments", _YEARLY_COMMENTS),
        _STAGES,
        _INDICATORS,
        _measures(level + 1),
        _PROJECTS,
    )


def _too_deep(_raw: Json, path: str) -> NoReturn:
    raise DocumentError(path, "施策は2段までです。")


_MEASURE = _measure(1)
_GOAL = _node(
    Goal,
    Field("uid", TEXT),
    Field("label", TEXT),
    _TITLE,
    Field("cross_cutting", FLAG),
    Field("texts", listed(_PLAN_TEXT)),
    Field("costs", _YEARLY_COSTS),
    Field("comments", _YEARLY_COMMENTS),
    _STAGES,
    _INDICATORS,
    _measures(1),
    _PROJECTS,
)
_PLAN: Final = (
    Field("format", enumerated({FORMAT: FORMAT}), required=True),
    Field("version", whole(VERSION, VERSION), required=True),
    Field("uid", TEXT),
    Field("municipality", TEXT, required=True),
    _TITLE,
    Field("subtitle", TEXT),
    Field("years", PERIOD, required=True),
    Field("style", _STYLE),
    Field("rating", versions(YEAR)),
    Field("courses", _TEXTS),
    Field("sections", listed(SECTION)),
    Field("closed", keyed(YEAR_KEY, CLOSURE)),
    Field("texts", listed(_PLAN_TEXT)),
    Field("comments", _YEARLY_COMMENTS),
    Field("costs", _YEARLY_COSTS),
    _STAGES,
    Field("opinions", listed(OPINION)),
    _INDICATORS,
    Field("goals", listed(_GOAL), required=True),
    Field("funding", FUNDING),
    Field("statistics", STATISTICS),
)


def write_facts(element: Element) -> str:
    """Write one node or indicator alone: without what hangs on it, its yearly values and its comments."""
    if isinstance(element, Indicator):
        series = tuple(replace(each, values={}) for each in element.series)
        raw = _write_indicator(replace(element, series=series, comments={}))
    elif isinstance(element, Plan):
        raw = write_fields(_PLAN[2:], replace(element, indicators=(), goals=(), comments={}))
    elif isinstance(element, Project):
        raw = _PROJECT.write(replace(element, indicators=(), comments={}))
    elif isinstance(element, Goal):
        raw = _GOAL.write(replace(element, indicators=(), measures=(), projects=(), comments={}))
    else:
        raw = _MEASURE.write(replace(element, indicators=(), measures=(), projects=(), comments={}))
    return json.dumps(raw, ensure_ascii=False)


def read_facts(kind: type[AnyElement], text: str) -> AnyElement:
    """Read back what `write_facts` wrote; DocumentError where it is damaged."""
    raw = parsed(text)
    if kind is Plan:
        return kind(**read_fields(_PLAN[2:], raw, ""))
    codecs: dict[type, Codec[Any]] = {
        Goal: _GOAL,
        Measure: _MEASURE,
        Project: _PROJECT,
        Indicator: Codec(_read_indicator, _write_indicator),
    }
    element: AnyElement = codecs[kind].read(raw, "")
    return element
