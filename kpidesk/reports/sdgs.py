"""The seventeen SDGs as documents name them: number, name and colour (no official artwork)."""

from __future__ import annotations

from typing import Final

from kpidesk.domain.frozen import frozen


@frozen
class Sdg:
    """One of the seventeen; the colour is "RRGGBB"."""

    number: int
    name: str
    colour: str


_NAMES: Final = (
    ("貧困をなくそう", "E5243B"),
    ("飢餓をゼロに", "DDA63A"),
    ("すべての人に健康と福祉を", "4C9F38"),
    ("質の高い教育をみんなに", "C5192D"),
    ("ジェンダー平等を実現しよう", "FF3A21"),
    ("安全な水とトイレを世界中に", "26BDE2"),
    ("エネルギーをみんなに そしてクリーンに", "FCC30B"),
    ("働きがいも経済成長も", "A21942"),
    ("産業と技術革新の基盤をつくろう", "FD6925"),
    ("人や国の不平等をなくそう", "DD1367"),
    ("住み続けられるまちづくりを", "FD9D24"),
    ("つくる責任 つかう責任", "BF8B2E"),
    ("気候変動に具体的な対策を", "3F7E44"),
    ("海の豊かさを守ろう", "0A97D9"),
    ("陸の豊かさも守ろう", "56C02B"),
    ("平和と公正をすべての人に", "00689D"),
    ("パートナーシップで目標を達成しよう", "19486A"),
)

SDGS: Final = {number: Sdg(number, name, colour) for number, (name, colour) in enumerate(_NAMES, 1)}
"""By number."""
