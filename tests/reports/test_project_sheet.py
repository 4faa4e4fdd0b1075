from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kpidesk.domain.indicator import Basis
from kpidesk.domain.notation import parse
from kpidesk.domain.year_value import Number
from kpidesk.paper.chart_tones import contrast
from kpidesk.reports.project_sheet import build
from kpidesk.reports.sdgs import SDGS
from tests import builders as b
from tests.reports import samples
from tests.reports.reading import body, cells_of, every_table, iwamizawa, lines, plain, published_figures, tables, words

if TYPE_CHECKING:
    from kpidesk.paper.report import Report, Table

YEAR = samples.YEAR
WHEN = {
    "": "",
    "5年間の合計": "5年間の合計",
    "5年間の平均": "5年間の平均",
    "毎年度実績": "毎年度",
    "計画終了時": "計画終了時",
}


def sheets(report: Report) -> dict[str, Table]:
    """Return the forms by the title on them."""
    return {title_of(table): table for table in every_table(report)}


def title_of(table: Table) -> str:
    return lines((*table.head, *table.body), len(table.columns))[0][0]


def distinct(row: list[str]) -> list[str]:
    """Return the cells of a row, one that spans columns once."""
    return row[:1] + [after for before, after in pairwise(row) if after != before]


def figures_of(table: Table) -> list[list[str]]:
    """Return the rows of KPI below their head, from the name to what the target speaks of."""
    rows = body(table)
    [top] = [number for number, row in enumerate(rows) if "重要業績評価指標(KPI)" in row]
    start = rows[top].index("重要業績評価指標(KPI)")
    names = [rows[top].index(name) for name in ("基準値", "令和2年度\n実績値", "目標値", "目標の時点")]
    return [[row[start], *(row[place] for place in names)] for row in rows[top + 1 :]]


def test_every_published_figure_of_every_project_stands_on_its_sheet() -> None:
    year = b.fy(2020)
    pages = build(iwamizawa().at(year), year).pages
    for page, goal in zip(pages, published_figures("iwamizawa_r2")["projects"], strict=True):
        found = {plain(title_of(table)): table for table in tables(page)}
        assert len(found) == len(goal["sheets"])
        for sheet in goal["sheets"]:
            title = f"{sheet['name']}({sheet['detail']})" if sheet["detail"] else sheet["name"]
            check_sheet(found[plain(title)], sheet["kpis"])


def check_sheet(table: Table, kpis: list[list[str]]) -> None:
    """Compare the rows of one sheet with the city's; 3世帯9人 stands on two lines here."""
    shown: dict[str, list[str]] = {}
    for name, *figures in figures_of(table):
        known = shown.setdefault(plain(name), [""] * 4)
        shown[plain(name)] = [a if a == f else a + f for a, f in zip(known, map(plain, figures), strict=True)]
    assert len(shown) == len(kpis)
    for name, baseline, actual, target, basis, shared in kpis:
        baseline_shown, actual_shown, target_shown, when = shown[plain(name)]
        if shared:
            # the city shortens what stands in parentheses, and writes 暮らし and くらし
            assert plain(shared).removesuffix(")").replace("暮らし", "くらし") in baseline_shown
            assert baseline_shown == actual_shown == target_shown
        else:
            assert [baseline_shown, actual_shown, target_shown] == [plain(baseline), plain(actual), plain(target)]
            assert set(when.replace(WHEN[basis], "")) == set()


def test_every_goal_counts_its_projects_and_says_what_they_cost() -> None:
    year = b.fy(2020)
    pages = build(iwamizawa().at(year), year).pages
    for page, goal in zip(pages, published_figures("iwamizawa_r2")["projects"], strict=True):
        [line] = [text for text in words(page) if text.startswith("事業数")]
        amount = parse(goal["settled"], unit="円")
        assert isinstance(amount, Number)
        assert f"事業数 {goal['projects'].removesuffix('事業')}　" in line
        assert f"令和2年度決算額 {amount.number:,}円" in line
        assert "重複して掲載" in line


def test_flags_and_the_section_stand_beside_the_title() -> None:
    plan = b.published("iwamizawa").at(b.fy(2020))
    flagged = [
        title_of(table) for table in every_table(build(plan, b.fy(2020))) if "〔" in table.head[0].cells[-1].text
    ]
    assert [title for title in flagged if title.startswith("防災")] == ["防災対策事業"]
    title = sheets(build(samples.plan().at(YEAR), YEAR))["人材育成事業（研修と資格の支援）"].head[0]
    assert [cell.text for cell in title.cells] == ["人材育成事業（研修と資格の支援）", "〔新規〕　所管課: 商工課"]


def test_a_form_says_everything_about_its_project() -> None:
    rows = [
        distinct(row) for row in body(sheets(build(samples.plan().at(YEAR), YEAR))["人材育成事業（研修と資格の支援）"])
    ]
    assert ["概要", "働く人の学びを支える。"] in rows
    assert ["今後の方向性", "拡充"] in rows
    assert ["委員会意見", "周知を望む。"] in rows
    assert ["事業費", "令和3年度", "1,200,000円", ""] in rows
    assert ["事業費", "令和4年度", "2,500,000円", "2,345,678円", "道補助金", "200,000円"] in rows
    assert any(row[0] == "研修を12回開いた。" and row[-1] == "対象を広げる。" for row in rows)
    assert not any("令和5年度" in row for row in rows)


def test_sdgs_stand_by_number_on_their_colour_and_by_name() -> None:
    table = sheets(build(samples.plan().at(YEAR), YEAR))["人材育成事業（研修と資格の支援）"]
    badges = [cell for cell in cells_of(table) if cell.style.fill in {each.colour for each in SDGS.values()}]
    assert [cell.text for cell in badges] == ["1", "2", "4", "7", "8", "9", "17"]
    assert all(contrast(cell.style.colour, cell.style.fill or "") > 4.5 for cell in badges)
    assert "質の高い教育をみんなに" in [cell.text for cell in cells_of(table)]


def test_a_repeated_project_says_where_its_form_stands() -> None:
    table = sheets(build(samples.plan().at(YEAR), YEAR))["人材育成事業"]
    assert [cell.text for cell in cells_of(table)] == ["人材育成事業", "〔再掲〕「基本目標1 (1) 施策m1」に記載"]


def test_an_original_no_longer_in_force_is_named_by_its_title() -> None:
    plan = samples.plan().at(YEAR)
    gone = replace(plan, goals=plan.goals[1:])
    vars(gone).pop("places", None)
    assert "〔再掲〕「人材育成事業」に記載" in [
        cell.text for table in every_table(build(gone, YEAR)) for cell in cells_of(table)
    ]


def test_a_shared_indicator_names_the_project_that_has_its_figures() -> None:
    rows = body(sheets(build(samples.plan().at(YEAR), YEAR))["子育て応援事業"])
    assert any("人材育成事業（研修と資格の支援）との共通指標" in row for row in rows)
    assert ["概要", "①家庭を訪ねる〔拡充〕\n②相談を受ける"] in [distinct(row) for row in rows]


def test_figures_shared_with_a_goal_are_shown_and_marked() -> None:
    plan = b.published("sunagawa").at(YEAR)
    cells = [cell for table in every_table(build(plan, YEAR)) for cell in cells_of(table)]
    [place] = [number for number, cell in enumerate(cells) if cell.text == "観光入込客数\n（共通指標）"]
    assert "1,168.5千人" in [cell.text for cell in cells[place : place + 6]]


def test_without_a_kpi_the_waiver_stands_in_its_place() -> None:
    texts = [cell.text for table in every_table(build(samples.blank().at(YEAR), YEAR)) for cell in cells_of(table)]
    assert "KPIの設定が困難なため設定しない" in texts
    assert "KPIの設定はありません。" in texts


def test_a_plan_without_kpi_on_projects_has_no_columns_for_them() -> None:
    plan = b.published("kamisunagawa").at(b.fy(2025))
    texts = [cell.text for table in every_table(build(plan, b.fy(2025))) for cell in cells_of(table)]
    assert "重要業績評価指標(KPI)" not in texts
    assert "令和7年度の取組み" in texts


def test_remarks_have_a_column_where_the_plan_has_any() -> None:
    plan = b.with_remarks(b.indicator("i1"), 2022, "増えた。"), b.indicator("i2")
    [table] = every_table(build(b.plan_of(*plan), YEAR))
    assert "増減理由及び\n今後の取り組み" in [cell.text for cell in cells_of(table)]
    assert "増えた。" in [cell.text for cell in cells_of(table)]
    assert "今後の見直しの方向性など" not in [cell.text for cell in cells_of(table)]


def test_the_target_of_the_year_stands_beside_its_actual_where_any_is_not_the_final_one() -> None:
    steps = b.series(targets={2022: "264"}, actuals={2022: "328"}, final="2121")
    project = b.project("p1", b.indicator("i1", steps, basis=Basis.YEARLY))
    [table] = every_table(build(b.plan(b.goal("g1", project)), YEAR))
    texts = [cell.text for cell in cells_of(table)]
    start = texts.index("令和4年度\n目標値")
    assert texts[start : start + 3] == ["令和4年度\n目標値", "令和4年度\n実績値", "目標値\n(最終年度)"]
    assert [text for text in texts if text in ("264", "328", "2,121", "達成")] == ["264", "328", "2,121", "達成"]


def test_a_measure_without_projects_says_so() -> None:
    empty, used = b.measure("m1"), b.measure("m2", b.project("p1"))
    [page] = build(b.plan(b.goal("g1", used, b.measure("m3", empty))), YEAR).pages
    assert words(page)[-2:] == ["(2) 施策m3 ① 施策m1", "この施策に事業はありません。"]


def test_amounts_and_figures_are_real_numbers() -> None:
    cells = [cell for table in every_table(build(samples.plan().at(YEAR), YEAR)) for cell in cells_of(table)]
    found = {cell.text: (cell.number, cell.number_format) for cell in cells if cell.number is not None}
    assert found["2,345,678円"] == (Decimal(2345678), '#,##0"円";"△"#,##0"円"')
    assert found["25.0%"] == (Decimal("25.0"), '#,##0.0"%";"△"#,##0.0"%"')
    assert found["男 74.1歳"][0] == Decimal("74.1")


def test_every_form_is_kept_on_a_page() -> None:
    for table in every_table(build(samples.plan().at(YEAR), YEAR)):
        assert len({row.unit for row in table.body}) == 1
