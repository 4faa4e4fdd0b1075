"""The comparison with published documents: it finds what differs, and lets nothing through that has no reason."""

from __future__ import annotations

from tests.published.difference import Difference, row_differences
from tests.published.known import reason_of

ROWS = [["甲", "出店者数", "１２", "－"], ["乙", "来場者数", "3", ""]]


def found(*shown: list[str]) -> list[tuple[str, str, str]]:
    return [each[2:] for each in row_differences("表", "1", ROWS, shown)]


def test_signs_and_blanks_do_not_differ() -> None:
    assert found(["甲", "出店 者数", "12", "—"], ["乙", "来場者数", "3", ""]) == []


def test_every_cell_that_differs_is_named() -> None:
    assert found(["甲", "出店者数", "13", "—"], ["乙", "来場者数", "3"]) == [
        ("甲／出店者数 3列", "12", "13"),
        ("乙／来場者数 4列", "", "(なし)"),
    ]


def test_a_row_that_is_missing_does_not_shift_the_others() -> None:
    assert found(["乙", "来場者数", "3", ""]) == [("甲／出店者数", "甲／出店者数／12／—", "(なし)")]
    assert found(*ROWS, ["丙", "1", "2", "3"]) == [("丙／1", "(なし)", "丙／1／2／3")]


def test_only_what_is_explained_has_a_reason() -> None:
    slip = Difference("岩見沢市 統計表", "推移", "年末人口／年末人口 11列", "▲6.4%", "▲7.9%")
    assert reason_of(slip)
    assert not reason_of(slip._replace(shown="▲7.8%"))
    assert not reason_of(slip._replace(place="死亡 11列"))
