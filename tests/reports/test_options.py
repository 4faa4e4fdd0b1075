from __future__ import annotations

import pytest

from kpidesk.paper.report import PaperSize
from kpidesk.reports.document_name import DocumentName
from kpidesk.reports.options import ALL_GOALS, Option, ReportOptions
from tests import builders as b


def test_the_default_comes_first_and_can_be_put_back() -> None:
    plan = b.published("sunagawa")
    for option in Option:
        for chosen in option.choices(plan):
            assert option.of(option.put(ReportOptions(), chosen)) == chosen
        if not (option.is_switch or option.is_several):
            assert next(iter(option.choices(plan))) == option.of(ReportOptions())


def test_of_several_all_are_the_default() -> None:
    plan = b.published("sunagawa")
    assert [option for option in Option if option.is_several] == [Option.DOCUMENTS]
    assert tuple(Option.DOCUMENTS.choices(plan)) == ReportOptions().documents


def test_switches_have_no_choices() -> None:
    plan = b.published("sunagawa")
    switches = [option for option in Option if option.is_switch]
    assert switches == [Option.VERDICTS, Option.SECTION, Option.REMARKS, Option.YEAR_IN_TITLE]
    assert not any(option.choices(plan) for option in switches)


def test_goals_are_named_as_the_plan_names_them() -> None:
    plan = b.published("sunagawa")
    words = list(Option.GOAL.choices(plan).values())
    assert words[0] == ALL_GOALS
    assert len(words) == len(plan.goals) + 1
    assert words[1].startswith("基本目標1 ")


@pytest.mark.parametrize(("size", "words"), [(PaperSize.A4, "A4横"), (PaperSize.A3, "A3横")])
def test_paper_is_named_with_its_direction(size: PaperSize, words: str) -> None:
    assert Option.SIZE.choices(b.published("sunagawa"))[size] == words


def test_every_option_says_what_it_is() -> None:
    assert len({option.label for option in Option}) == len(Option)


def test_every_choice_is_read_as_it_is_written() -> None:
    plan = b.published("sunagawa")
    for option in Option:
        for chosen in option.choices(plan):
            if written := option.written(chosen):
                assert option.read(written, plan) == ((chosen,) if option.is_several else chosen)
        assert option.read("無い", plan) is option.read("", plan) is None
    assert Option.FIRST.read("R4", plan) == b.fy(2022)
    assert Option.SIZE.read("a3", plan) is PaperSize.A3
    several = (DocumentName.PLAN, DocumentName.SUMMARY)
    assert Option.DOCUMENTS.read(Option.DOCUMENTS.written(several), plan) == several
    assert Option.DOCUMENTS.read("plan, 無い", plan) is None


def test_the_years_and_goals_shown_are_those_of_the_plan_between_the_chosen() -> None:
    plan = b.published("sunagawa")
    assert ReportOptions().years(plan) == plan.years.years
    assert ReportOptions(first=b.fy(2022), last=b.fy(2023)).years(plan) == (b.fy(2022), b.fy(2023))
    assert ReportOptions(first=b.fy(2024), last=b.fy(2023)).years(plan) == ()
    assert ReportOptions().goals(plan) == plan.goals
    assert [goal.uid for goal in ReportOptions(goal="g2").goals(plan)] == ["g2"]
