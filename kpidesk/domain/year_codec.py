"""Fiscal years in the plan document: integers where they are values, texts where they are keys."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear
from kpidesk.domain.json_codec import Codec, Json, whole

T = TypeVar("T")

YEAR_NAME: Final = re.compile(r"\d{4}", re.ASCII)


def _read_year(raw: Json, path: str) -> FiscalYear:
    return FiscalYear(whole(EARLIEST, LATEST).read(raw, path))


def _read_year_key(name: str, path: str) -> FiscalYear:
    return _read_year(int(name) if YEAR_NAME.fullmatch(name) else name, path)


YEAR: Final[Codec[FiscalYear]] = Codec(_read_year, lambda year: year.start)
YEAR_KEY: Final[Codec[FiscalYear]] = Codec(_read_year_key, lambda year: str(year.start))
