"""Units of figures: folding their spellings, and the magnitude a unit carries itself (千人, 百万円)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

POWERS: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
"""The power of ten of each magnitude word; two together multiply (百万)."""

_MAGNITUDE = re.compile(r"([十百千]?[万億兆]|[百千])(.*)")
_SYNONYMS: Final = {
    "名": "人",
    "か所": "箇所",
    "ヶ所": "箇所",
    "カ所": "箇所",
    "ヵ所": "箇所",
    "ケ所": "箇所",
    "個所": "箇所",
    "p": "ポイント",
    "pt": "ポイント",
    "ヘクタール": "ha",
    "キロメートル": "km",
    "才": "歳",
}
_COMMON: Final = """
人 件 組 社 % 円 回 戸 世帯 箇所 団体 品 事業者 間口 枚 日 時間 分 歳 年 か月 台 冊 校 店 本 点 ポイント 度
倍 位 語 字 者 票
事業 施設 地区 路線 便 頭 羽 個 棟 室 床 泊 人泊 区画 種類 教室 講座 クラブ 企業 商品 株 基 町内会 農家
経営体 チーム グループ
a ha m km m2 km2 m3 g kg t l kl kwh mwh t-co2
"""
COMMON: Final = tuple(_COMMON.split())
"""Units that tables commonly use, as they are folded."""

_COUNTERS: Final = frozenset(COMMON)


def fold(unit: str) -> str:
    """Return one spelling for the ways a unit is written; /年 alone makes no other unit."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", unit)).lower().removesuffix("/年")
    plain = plain.replace("パーセント", "%")
    head, slash, per = plain.partition("/")
    return f"{_SYNONYMS.get(head, head)}{slash}{_SYNONYMS.get(per, per)}"


def split(unit: str) -> tuple[int, str]:
    """Return the power of ten a unit carries and its folded base: 千人 gives (3, 人)."""
    folded = fold(unit)
    if carried := _MAGNITUDE.fullmatch(folded):
        return sum(POWERS[word] for word in carried[1]), fold(carried[2])
    return 0, folded


def differ(one: str, other: str) -> bool:
    """Whether two units cannot mean the same kind of figure (件 and 枚); an empty one agrees with all."""
    return bool(one and other) and split(one)[1] != split(other)[1]


def is_counter(unit: str) -> bool:
    """Whether a word is a unit that tables commonly use."""
    head, _, per = fold(unit).partition("/")
    return head in _COUNTERS and (not per or per in _COUNTERS)
