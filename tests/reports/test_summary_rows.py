from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.change import ChangeSet, CommentChange, ValueChange
from kpidesk.domain.year_value import CommentKey, NotApplicable, Side, ValueKey
from kpidesk.reports.summary_rows import Heading, Pair, Section, rebuilt, section, sections
from tests import builders as b

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

YEAR = b.fy(2022)


@pytest.fixture(scope="module")
def sample() -> Plan:
    return b.published("sunagawa").at(YEAR)


@pytest.fixture(scope="module")
def parts(sample: Plan) -> tuple[Section, ...]:
    return sections(sample, sample, YEAR)


def pair_of(parts: tuple[Section, ...], uid: str) -> Pair:
    pairs = [row for part in parts for row in (*part.outcomes, *part.rows) if isinstance(row, Pair)]
    return next(pair for pair in pairs if pair.entry.standing and pair.entry.standing.uid == uid)


def test_every_goal_is_a_section_and_only_a_plan_with_indicators_has_its_own(parts: tuple[Section, ...]) -> None:
    assert [part.title.split()[0] for part in parts] == ["基本目標1", "基本目標2", "基本目標3", "基本目標4"]
    other = b.published("kamisunagawa").at(b.fy(2025))
    assert len(sections(other, other, b.fy(2025))[0].outcomes) == 11


def test_measures_stand_above_their_projects(parts: tuple[Section, ...]) -> None:
    first = parts[0].rows[:3]
    assert [row.level for row in first if isinstance(row, Heading)] == [1, 2]
    assert isinstance(first[2], Pair)
    assert first[2].project == "豊かな労働環境の充実支援事業"


def test_a_measure_without_projects_still_has_its_heading(parts: tuple[Section, ...]) -> None:
    last = parts[3].rows[-1]
    assert isinstance(last, Heading)
    assert last.text.startswith("① 市民が主体的に")


def test_project_cell_covers_its_indicators(parts: tuple[Section, ...]) -> None:
    runs = [row.project_run for row in parts[0].rows if isinstance(row, Pair) and row.project == "地域ブランド構築事業"]
    assert runs == [2, 0]


def test_definition_says_from_where_to_where(parts: tuple[Section, ...]) -> None:
    assert pair_of(parts, "i2").definition == "36.7%(令和元年)→40.0%(令和7年)"
    assert pair_of(parts, "i5").definition == "目標値の設定が困難なため、実績値の管理とする"


def test_project_without_kpi_shows_dashes_and_its_waiver(parts: tuple[Section, ...]) -> None:
    pair = next(row for row in parts[2].rows if isinstance(row, Pair) and row.series is None)
    assert pair.definition == "KPIの設定が困難なため設定しない"
    assert {cell.text for cell in (*pair.targets, *pair.actuals, pair.target_total, pair.actual_total)} == {"—"}
    assert all(cell.key is None for cell in (*pair.targets, *pair.actuals))


def test_cells_know_their_value(parts: tuple[Section, ...]) -> None:
    cell = pair_of(parts, "i2").actuals[1]
    assert (cell.text, cell.key) == ("25.0", ValueKey("i2", "", YEAR, Side.ACTUAL))


def test_shared_indicator_shows_the_lenders_cells(parts: tuple[Section, ...]) -> None:
    key = pair_of(parts, "i16").actuals[1].key
    assert isinstance(key, ValueKey)
    assert key.indicator == "i11"
    assert pair_of(parts, "i16").remarks.key == CommentKey("i16", YEAR)


def test_owed_cells_are_marked() -> None:
    plan = b.published("sunagawa")
    year = b.fy(2023)
    pair = pair_of(sections(plan.at(year), plan.at(year), year), "i2")
    assert [cell.owed for cell in pair.actuals] == [False, False, True, False, False]
    assert pair.remarks.owed


def test_years_before_a_project_began_are_dashes_without_a_key() -> None:
    indicator = b.indicator("i1", b.series(targets={2022: "1"}, final="1"))
    plan = b.plan(b.goal("g1", b.project("p1", replace(indicator, since=YEAR))))
    pair = pair_of(sections(plan, plan, YEAR), "i1")
    assert (pair.actuals[0].value, pair.actuals[0].key) == (NotApplicable(), None)
    assert pair.actuals[1].owed


def test_series_are_pairs_under_one_name() -> None:
    men, women = b.series(label="男", final="74.9"), b.series(label="女", final="83.6")
    plan = b.plan(b.goal("g1", b.project("p1", b.indicator("i1", men, women))))
    pairs = [row for row in section(plan, plan.goals[0], YEAR).rows if isinstance(row, Pair)]
    assert [(pair.label, pair.name_run, pair.project_run) for pair in pairs] == [("男", 2, 2), ("女", 0, 0)]


def test_a_pair_is_rebuilt_from_what_the_plan_says_now(sample: Plan, parts: tuple[Section, ...]) -> None:
    pair = pair_of(parts, "i2")
    key = ValueKey("i2", "", YEAR, Side.ACTUAL)
    step = ChangeSet(sample.uid, "入力", (ValueChange(key, pair.actuals[1].value, None),))
    fresh = rebuilt(step.apply(sample), pair, YEAR)
    assert (fresh.actuals[1].text, fresh.actuals[1].owed) == ("", True)
    assert (fresh.project_run, fresh.name_run) == (pair.project_run, pair.name_run)


def test_a_rebuilt_project_without_kpi_shows_its_new_remarks(sample: Plan, parts: tuple[Section, ...]) -> None:
    pair = next(row for row in parts[2].rows if isinstance(row, Pair) and row.series is None)
    key = pair.remarks.key
    assert isinstance(key, CommentKey)
    step = ChangeSet(sample.uid, "所見", (CommentChange(key, pair.remarks.text, "改めた。"),))
    assert rebuilt(step.apply(sample), pair, YEAR).remarks.text == "改めた。"
