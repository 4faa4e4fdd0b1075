from __future__ import annotations

from dataclasses import fields

import pytest

from kpidesk.errors import UserError
from kpidesk.paper.front import Front
from kpidesk.paper.report import PaperSize
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import Option, ReportOptions
from kpidesk.workspace.report_flags import flags, options_of
from tests import builders as b

PLAN = b.published("sunagawa")
YEAR = b.fy(2022)


def test_every_option_has_a_flag_of_its_own_that_says_what_it_does() -> None:
    every = flags()
    assert every.keys() >= {option.value for option in Option}
    assert len({flag.name for flag in every.values()}) == len(every)
    assert all(flag.words for flag in every.values())
    assert {name for name, flag in every.items() if not flag.metavar} == {
        *(option.value for option in Option if option.is_switch),
        "draft",
        "approval",
    }


def test_everything_in_front_of_a_document_has_a_flag() -> None:
    assert flags().keys() >= {field.name for field in fields(Front)}


def test_flags_become_options() -> None:
    given: dict[str, str | bool] = {
        "size": "a3",
        "goal": "g2",
        "first": "R4",
        "last": "令和6年度",
        "verdicts": True,
        "remarks": True,
    }
    chosen = options_of(PLAN, "summary", YEAR, given | {"number": "資料1", "draft": True})
    assert chosen == ReportOptions(
        PaperSize.A3,
        "g2",
        YEAR,
        b.fy(2024),
        verdicts=True,
        remarks=False,
        front=Front("資料1", draft=True),
    )
    assert options_of(PLAN, "opendata", YEAR, {}) == ReportOptions()


def test_what_is_bound_and_goes_round_for_approval_has_flags() -> None:
    given: dict[str, str | bool] = {"documents": "plan,summary", "approval": True, "offices": "課長、係長"}
    assert options_of(PLAN, "pack", YEAR, given) == ReportOptions(
        documents=(DocumentName.PLAN, DocumentName.SUMMARY), front=Front(approval=True, offices="課長、係長")
    )


@pytest.mark.parametrize(
    ("report", "given", "words", "remedy"),
    [
        ("summary", {"size": "B4"}, "「用紙」に「B4」", "A4、A3"),
        ("pack", {"documents": "summary,gone"}, "「summary,gone」は選べません", "overview、progress"),
        ("summary", {"goal": "gone"}, "「範囲」に「gone」", "g1、g2、g3、g4"),
        ("summary", {"first": "R9"}, "「R9」は選べません", "2021、2022"),
        ("summary", {"last": "来年"}, "「来年」は選べません", "2021、2022"),
        ("targets", {"size": "A3"}, "--size を指定できません", "--goal、--number"),
        ("plan", {"goal": "g1", "verdicts": True}, "--goal、--verdicts を指定できません", "--draft"),
        ("opendata", {"draft": True}, "--draft を指定できません", "指定を付けずに"),
        ("nosuch", {"draft": True}, "帳票「nosuch」", "summary"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(
    report: str, given: dict[str, str | bool], words: str, remedy: str
) -> None:
    with pytest.raises(UserError, match=words) as caught:
        options_of(PLAN, report, YEAR, given)
    assert remedy in caught.value.remedy


def test_a_year_outside_the_plan_is_refused_before_its_goals_are_asked_for() -> None:
    with pytest.raises(UserError, match="令和8年度"):
        options_of(PLAN, "summary", b.fy(2026), {"goal": "g1"})
