"""The sample's documents against what they were when they were last looked at; --update-golden renews them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kpidesk import paths
from kpidesk.exporters.font_files import FontSet
from kpidesk.paper.laid_out import LaidTable, LaidText
from kpidesk.paper.paginate import paginate
from kpidesk.reports.summary_table import build
from kpidesk.workspace.export import export
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpidesk.workspace.services import Services

GOLDEN = Path(__file__).parent.parent / "golden"
YEAR = b.fy(2022)


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, str], None]:  # noqa: FBT001 -- a fixture's name
    """Return what compares a text with a golden file."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if update_golden:
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")

    return compare


def test_the_workbook_is_as_it_was(golden: Callable[[str, str], None], tmp_path: Path, services: Services) -> None:
    export(b.published("sunagawa"), "summary", YEAR, tmp_path / "out.xlsx", services)
    golden("summary_r4.xlsx.txt", "\n".join(_workbook_lines(tmp_path / "out.xlsx")) + "\n")


def test_the_pages_are_as_they_were(golden: Callable[[str, str], None]) -> None:
    report = build(b.published("sunagawa").at(YEAR), YEAR)
    layout = paginate(report, FontSet(paths.fonts_folder()).measure)
    parts = [
        (number, part)
        for number, page in enumerate(layout.pages, 1)
        for part in page.parts
        if isinstance(part, LaidText | LaidTable)
    ]
    lines = [line for number, part in parts for line in _placed_lines(number, part)]
    golden("summary_r4.pages.txt", "\n".join(lines) + "\n")


def test_the_csv_is_as_it_was(golden: Callable[[str, str], None], tmp_path: Path, services: Services) -> None:
    export(b.published("sunagawa"), "summary", YEAR, tmp_path / "out.csv", services)
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    golden("summary_r4.csv.txt", text.replace("\r\n", "\n"))


def _placed_lines(number: int, part: LaidText | LaidTable) -> Iterator[str]:
    """Yield the page, place in pt, size and text of each line."""
    cells = [cell for row in part.rows for cell in row.cells] if isinstance(part, LaidTable) else [part]
    for cell in cells:
        for line in cell.lines:
            yield f"{number} {line.left:.1f} {line.baseline:.1f} {cell.size:g} {line.text}"


def _workbook_lines(path: Path) -> Iterator[str]:
    """Yield a line for each cell that says something, each merged area, each page setting."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        setup = sheet.page_setup
        yield f"# {sheet.title} {setup.orientation} {setup.paperSize} {sheet.print_title_rows} {sheet.freeze_panes}"
        yield " ".join(sorted(str(area) for area in sheet.merged_cells.ranges))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} {cell.number_format} {cell.value!r}"
