"""Where the cities' pages are wrong themselves, or say the same in another form: each with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.published.difference import Difference


class Known(NamedTuple):
    """Differences that are explained: patterns of where they stand and of both texts."""

    document: str
    place: str
    printed: str
    shown: str
    reason: str


KNOWN = (
    Known(
        "砂川市 集計表",
        ".* 2列",
        r".*/一[件組社]\(.*",
        r".*/—\(.*",
        "基準値の「—」が、抽出で漢数字の「一」になっている。",
    ),
    Known("砂川市 集計表", "就業者数.* 9列", "—", "", "7年度は国勢調査の年で、実績値はこれから入る。"),
    Known(
        "砂川市 集計表", ".* (9|10)列", "", "—", "合計のない実績値の欄を、基本目標1は「—」、ほかは空欄で印刷している。"
    ),
    Known("砂川市 集計表", ".*お試し暮らしの利用組数.* 9列", "", "8", "2組と6組の合計が印刷されていない。"),
    Known("岩見沢市 進捗状況", ".*総合的な雪対策.*", ".*※4", r"[^※]*", "「※4」の注が、ページのどこにもない。"),
    Known("岩見沢市 事業評価シート", ".* 6列", "毎年度実績", "毎年度", "目標の時点の、同じ意味の言い方。"),
    Known(
        "岩見沢市 事業評価シート",
        ".* 3列",
        r"(.*)との共通指標\((.*)\)",
        r".*\(.*\)との共通指標",
        "同じ事業を指す。副題を後ろに、短くして印刷している。",
    ),
    Known(
        "岩見沢市 事業評価シート",
        "共生のまちづくり推進事業／.* 3列",
        ".*冬の暮らし支援事業.*",
        ".*冬のくらし支援事業.*",
        "その事業自身のシートは「くらし」。",
    ),
    Known(
        "岩見沢市 事業評価シート",
        "シート／共生のまちづくり推進事業 3列",
        "〔新規登録〕",
        "〔新規登載〕",
        "凡例にあるのは「新規登載」。",
    ),
    Known("岩見沢市 統計表", "年末人口.*", "▲6.4%", "▲7.9%", "78,112÷84,809から計算すると▲7.9%。"),
    Known(
        "上砂川町 数値目標・KPI一覧",
        ".* 2列",
        r"[\d.]+%",
        r"[\d.]+%※1\(令和6年7月\)",
        "満足度の注の印と調査の時期は、表の見出しに印刷している。",
    ),
    Known(
        "上砂川町 数値目標・KPI一覧",
        r"社会増減数.*",
        r".*\(R\d+\)",
        r".*\(R\d+年\)",
        "巻頭の表では、同じ値を「年」で印刷している。",
    ),
)


def reason_of(difference: Difference) -> str:
    """Return why a difference is none of ours, "" where that is not known."""
    for known in KNOWN:
        pairs = zip(
            known[:4], (difference.document, difference.place, difference.printed, difference.shown), strict=True
        )
        if all(re.fullmatch(pattern, text) for pattern, text in pairs):
            return known.reason
    return ""
