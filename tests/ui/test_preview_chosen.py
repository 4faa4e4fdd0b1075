from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.paper.front import Front
from kpidesk.paper.report import PaperSize
from kpidesk.reports.options import ReportOptions
from kpidesk.ui.preview_chosen import ChosenOptions
from tests import builders as b

OCCASION = Front(meeting="第1回", date="令和5年10月3日", draft=True)
OWN = [
    ReportOptions(size=PaperSize.A3),
    ReportOptions(goal="g1"),
    ReportOptions(first=b.fy(2022)),
    ReportOptions(verdicts=True),
    ReportOptions(documents=()),
    ReportOptions(front=Front(number="資料1")),
    ReportOptions(front=Front(approval=True, drafter="見本 花子")),
]


@pytest.mark.parametrize("options", OWN)
def test_what_a_document_has_for_itself_is_no_other_s(options: ReportOptions) -> None:
    chosen = ChosenOptions()
    chosen.put("summary", options)
    assert chosen.of("summary") == options
    assert chosen.differs("summary")
    assert chosen.of("overview") == ReportOptions()
    assert not chosen.differs("overview")


@pytest.mark.parametrize("options", OWN)
def test_the_occasion_is_one_for_all_and_stays_when_a_document_goes_back(options: ReportOptions) -> None:
    chosen = ChosenOptions()
    chosen.put(
        "summary", replace(options, front=replace(options.front, meeting="第1回", date=OCCASION.date, draft=True))
    )
    assert chosen.of("overview") == ReportOptions(front=OCCASION)
    assert not chosen.differs("overview")
    chosen.reset("summary")
    assert chosen.of("summary") == ReportOptions(front=OCCASION)
    assert not chosen.differs("summary")
    chosen.reset("summary")  # nothing left to let go
    chosen.put("overview", ReportOptions())
    assert chosen.of("summary") == ReportOptions()


def test_names_of_a_sheet_that_is_not_there_are_no_difference() -> None:
    chosen = ChosenOptions()
    chosen.put("summary", ReportOptions(front=Front(drafter="見本 花子")))
    assert not chosen.differs("summary")
    assert chosen.of("summary").front.drafter == "見本 花子"
