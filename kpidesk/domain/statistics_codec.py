"""The `statistics` of the plan document <-> the tables."""

from __future__ import annotations

from typing import Final

from kpidesk.domain.indicator import MeasuredPer
from kpidesk.domain.json_codec import FLAG, TEXT, Codec, Field, enumerated, keyed, listed, record, sparse, whole
from kpidesk.domain.statistics import OwnFigure, Statistic, StatisticChart, StatisticColumn, StatisticRow
from kpidesk.domain.value_codec import VALUE
from kpidesk.domain.year_codec import YEAR, YEAR_KEY

_DECIMALS = whole(0, 10)
_COMPUTED = (Field("formula", TEXT), Field("unit", TEXT), Field("decimals", _DECIMALS))
_OWN = sparse(record(OwnFigure, *_COMPUTED, Field("value", VALUE)))
_COLUMN = record(StatisticColumn, Field("uid", TEXT), Field("year", YEAR), Field("title", TEXT), *_COMPUTED)
_ROW = record(
    lambda **values: StatisticRow(**({"uid": ""} | values)),
    Field("uid", TEXT),
    Field("group", TEXT),
    Field("name", TEXT, required=True),
    Field("unit", TEXT),
    Field("decimals", _DECIMALS),
    Field("bracketed", FLAG),
    Field("formula", TEXT),
    Field("values", keyed(YEAR_KEY, VALUE)),
    Field("columns", keyed(TEXT, _OWN), attribute="own"),
)
_CHART = record(StatisticChart, Field("title", TEXT), Field("rows", listed(TEXT), required=True))
STATISTIC: Final[Codec[Statistic]] = record(
    lambda **values: Statistic(**({"uid": ""} | values)),
    Field("uid", TEXT),
    Field("title", TEXT, required=True),
    Field("per", enumerated({each.value: each for each in MeasuredPer}), required=True),
    Field("date", TEXT),
    Field("unit", TEXT),
    Field("source", TEXT),
    Field("notes", listed(TEXT)),
    Field("columns", listed(_COLUMN)),
    Field("rows", listed(_ROW)),
    Field("charts", listed(_CHART)),
)
STATISTICS: Final[Codec[tuple[Statistic, ...]]] = listed(STATISTIC)
