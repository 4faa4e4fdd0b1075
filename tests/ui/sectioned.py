"""A plan of two sections for the tests of the round of approval: i1 is complete, i2 and i3 are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.year_value import CommentKey
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

R3, R4 = b.fy(2021), b.fy(2022)
ACTUAL = b.actual_of("i1", 2021)
OWED = b.actual_of("i2", 2021)
REMARKS = CommentKey("i1", R3)


def sectioned() -> Plan:
    """Return the plan; its figures end in 令和3年度."""
    done = b.with_remarks(b.indicator("i1", b.series(targets={2021: "1"}, actuals={2021: "1"})), 2021, "良い。")
    first = replace(b.project("p1", done, title="就職支援"), section="企画課")
    second = replace(b.project("p2", b.indicator("i2", b.series())), section="企画課")
    third = replace(b.project("p3", b.with_remarks(b.indicator("i3", b.series()), 2021, "良い。")), section="福祉課")
    return b.plan(b.goal("g1", b.measure("m1", first, second)), b.goal("g2", b.measure("m2", third)))
