"""What a 所見 says in the phrases people use: whether the target was met, of which year it speaks."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.indicator import Direction

_TARGET: Final = (
    r"(?<!概ね)(?<!おおむね)(?<!ほぼ)目標(?:値|人数|件数|数)?(?:には|までは|まで|を|は|に|が)?"
    r"(?!.{0,8}?(?:概ね|おおむね|ほぼ|一部|達成率))[^。、]{0,8}?"
)
"""The target and what may stand between it and the verb; who writes 概ね has not claimed that it was met."""
_CAN: Final = r"(?:でき|出来)"
_DONE: Final = r"(?:た(?!い|め)|まし|て(?:い|お)(?!な|ら)|、)"
"""The verb's past or its going on: した, しました, しており; not したい, していない."""
_NOT: Final = r"(?:な|ず|ませ|て(?:いな|いませ|おら))"

_ACHIEVED = re.compile(rf"{_TARGET}(?:達成(?:し|(?:することが|が)?{_CAN}){_DONE}|到達し{_DONE})")
_NOT_ACHIEVED = re.compile(
    rf"{_TARGET}(?:達成(?:(?:すること)?[はがも]?{_CAN}|し|には?至[らっ]){_NOT}|達し{_NOT}|届[かい]{_NOT}|及[ばん](?:な|ず|でいな)|未達)"
)
_ABOVE = re.compile(rf"{_TARGET}(?:上回(?:った|り|って|ることが{_CAN}た)|超え(?:た|て|、|一定)|超過し{_DONE})")
_BELOW = re.compile(rf"{_TARGET}(?:下回(?:った|り|って)|上回(?:らな|らず|ることは?が?{_CAN}な))")

_SENTENCE_END = re.compile(r"[。\n]+")
_YEAR: Final = r"(?:令和|平成|(?<![A-Z])[RH])(?:元|[1-9]\d?)年度?+"
_NAMED = re.compile(_YEAR)
_REPORTED = re.compile(
    rf"{_YEAR}(?!から|より|以降|以来|当時|末|並|比|の?基準|の?水準|策定|開始|創設|と?の?同|[^。、]{{0,12}}(?:比較|比べ))"
)
_REVISED = re.compile(r"確定|暫定")


def says_met(text: str, direction: Direction | None) -> bool | None:
    """Return whether a text says that the target was met or missed; None where it says neither, or both.

    Above the target is met, but where lower is better it is missed.
    """
    plain = _plain(text)
    above, below = bool(_ABOVE.search(plain)), bool(_BELOW.search(plain))
    better, worse = (below, above) if direction is Direction.LOWER else (above, below)
    met = better or bool(_ACHIEVED.search(plain))
    missed = worse or bool(_NOT_ACHIEVED.search(plain))
    return None if met == missed else met


def speaking_of(text: str, year: FiscalYear) -> str:
    """Return the sentences of a text that name no year, or this one among others."""
    sentences = _SENTENCE_END.split(_plain(text))
    return "。".join(each for each in sentences if not (named := _NAMED.findall(each)) or year in _years(named))


def reported_years(text: str) -> frozenset[FiscalYear]:
    """Return the years a text reports on, not those it compares with, counts from, or whose figure became final."""
    sentences = (each for each in _SENTENCE_END.split(_plain(text)) if not _REVISED.search(each))
    return _years([word for each in sentences for word in _REPORTED.findall(each)])


def _years(words: list[str]) -> frozenset[FiscalYear]:
    return frozenset(map(FiscalYear.parse, words))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
