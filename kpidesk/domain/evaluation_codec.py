"""The part of the plan document that 評価・確認 fills: judgements, stages, closed years, opinions, sections."""

from __future__ import annotations

from typing import Final

from kpidesk.domain.evaluation import (
    Approval,
    Assessment,
    Closure,
    Judgement,
    Opinion,
    Reviewer,
    Stage,
    YearState,
)
from kpidesk.domain.json_codec import FLAG, TEXT, Codec, Field, enumerated, record, sparse
from kpidesk.domain.section import Section
from kpidesk.domain.year_codec import YEAR

_ASSESSMENT = sparse(record(Assessment, Field("label", TEXT), Field("text", TEXT)))

JUDGEMENT: Final[Codec[Judgement]] = record(
    Judgement,
    Field("verdict", TEXT),
    Field("reason", TEXT),
    Field(Reviewer.OWN.value, _ASSESSMENT, attribute="own"),
    Field(Reviewer.OFFICE.value, _ASSESSMENT),
    Field(Reviewer.COMMITTEE.value, _ASSESSMENT),
)
STAGE: Final[Codec[Approval]] = record(
    Approval,
    # 入力中 is what a sheet is that has no stage: it is not written.
    Field("stage", enumerated({each.value: each for each in Stage if each is not Stage.OPEN}), required=True),
    Field("reason", TEXT),
    Field("asked", TEXT),
)
COURSE: Final = TEXT
CLOSURE: Final[Codec[Closure]] = record(
    Closure,
    Field("state", enumerated({each.value: each for each in YearState}), required=True),
    Field("reason", TEXT),
)
OPINION: Final[Codec[Opinion]] = record(
    Opinion,
    Field("uid", TEXT),
    Field("year", YEAR, required=True),
    Field("meeting", TEXT),
    Field("date", TEXT),
    Field("who", TEXT),
    Field("opinion", TEXT, required=True),
    Field("response", TEXT),
    Field("section", TEXT),
    Field("done", FLAG),
    Field("about", TEXT),
)
SECTION: Final[Codec[Section]] = record(
    Section,
    Field("name", TEXT, required=True),
    Field("since", YEAR),
    Field("until", YEAR),
    Field("successor", TEXT),
)
