"""The `funding` of the plan document <-> the table, and what must hold for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import YEN_LIMIT, AdoptedGrant, Amount, AmountKind, Funding, FundingPeriod, MoneyUnit
from kpidesk.domain.json_codec import (
    FLAG,
    TEXT,
    Codec,
    DocumentError,
    Field,
    defaulted,
    enumerated,
    listed,
    record,
    sparse,
    whole,
)
from kpidesk.domain.plan import Project
from kpidesk.domain.year_codec import YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

PERIOD: Final[Codec[Period]] = record(Period, Field("first", YEAR, required=True), Field("last", YEAR, required=True))
YEN: Final = whole(0, YEN_LIMIT)

_COUNT = whole(0, 10_000)
_MONEY_UNIT = defaulted(enumerated({each.value: each for each in MoneyUnit}), MoneyUnit.THOUSAND)
_AMOUNT = record(
    Amount,
    Field("kind", enumerated({each.value: each for each in AmountKind}), required=True),
    Field("yen", YEN),
    Field("years", PERIOD),
)
_GRANT = record(
    AdoptedGrant,
    Field("name", TEXT),
    Field("projects", listed(TEXT)),
    Field("more", FLAG),
    Field("count", _COUNT),
    Field("cumulative", FLAG),
    Field("yen", YEN),
)
_FUNDING_PERIOD = record(
    FundingPeriod,
    Field("years", PERIOD, required=True),
    Field("note", TEXT),
    Field("strategy", TEXT),
    Field("projects", _COUNT),
    Field("cost", _AMOUNT),
    Field("granted", _AMOUNT),
    Field("grants", listed(_GRANT)),
)
FUNDING: Final[Codec[Funding | None]] = sparse(
    record(
        Funding,
        Field("unit", _MONEY_UNIT),
        Field("grant_unit", _MONEY_UNIT),
        Field("periods", listed(_FUNDING_PERIOD)),
    )
)


def check_funding(funding: Funding | None, elements: Mapping[str, object]) -> None:
    """Refuse with its path (DocumentError) a grant that says nothing, or names by uid what is no project."""
    for number, period in enumerate(funding.periods if funding else ()):
        for place, grant in enumerate(period.grants):
            path = f"funding.periods[{number}].grants[{place}]"
            if not (grant.name or grant.projects):
                raise DocumentError(path, "交付金の名前か事業が必要です。")
            for at, project in enumerate(grant.projects):
                if not project.strip():
                    raise DocumentError(f"{path}.projects[{at}]", "事業の名前がありません。")
                if not isinstance(elements.get(project), Project | None):
                    raise DocumentError(f"{path}.projects[{at}]", f"「{project}」は事業の uid ではありません。")
