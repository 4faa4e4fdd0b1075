"""How long the documents of the sample take: Excel against bare openpyxl, PDF against LibreOffice."""

from __future__ import annotations

import copy
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.workspace.export import export
from kpidesk.workspace.workspace import read_document
from tests.bench.measure import Line, alternating, median

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.workspace.services import Services

YEAR = FiscalYear(2022)


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure the exports."""
    plan = read_document(services.sample_plan)
    book, pdf, pack = folder / "summary.xlsx", folder / "summary.pdf", folder / "pack.pdf"
    export(plan, "summary", YEAR, book, services)
    sheets = list(_recorded(book))
    ours, bare = alternating(
        lambda: export(plan, "summary", YEAR, book, services), lambda: _write_bare(sheets, folder / "bare.xlsx")
    )
    yield Line("xlsx of the sample / bare openpyxl, same cells and styles", ours, 1.5, bare)
    yield Line("委員会資料一式 of the sample as pdf", median(lambda: export(plan, "pack", YEAR, pack, services)), 3.0)
    office = shutil.which("soffice")
    if office is None:
        print("pdf against LibreOffice: not measured, soffice is not installed (apt-get install libreoffice-calc)")
        return
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office"), str(book)]
    ours, theirs = alternating(
        lambda: export(plan, "summary", YEAR, pdf, services),
        lambda: subprocess.run(command, check=True, capture_output=True),
        runs=3,
    )
    yield Line("pdf of the sample / LibreOffice converting that xlsx", ours, 0.4, theirs)


def _recorded(book: Path) -> Iterator[dict[str, Any]]:
    """Yield what each sheet consists of, as a person would write it down for a script of their own."""
    for sheet in openpyxl.load_workbook(book).worksheets:
        cells = [
            (
                cell.coordinate,
                cell.value,
                copy.copy(cell.font),
                copy.copy(cell.border),
                copy.copy(cell.fill),
                copy.copy(cell.alignment),
                cell.number_format,
            )
            for row in sheet.iter_rows()
            for cell in row
            if cell.has_style or cell.value is not None
        ]
        yield {
            "title": sheet.title,
            "cells": cells,
            "merged": [str(area) for area in sheet.merged_cells.ranges],
            "heights": {at: each.height for at, each in sheet.row_dimensions.items()},
            "widths": {at: each.width for at, each in sheet.column_dimensions.items()},
        }


def _write_bare(sheets: list[dict[str, Any]], to: Path) -> None:
    """Write the recorded cells with nothing but openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for recorded in sheets:
        sheet = book.create_sheet(recorded["title"])
        for coordinate, value, font, border, fill, alignment, number_format in recorded["cells"]:
            cell = sheet[coordinate]
            if not isinstance(cell, openpyxl.cell.cell.MergedCell):
                cell.value = value
            cell.font, cell.border, cell.fill, cell.alignment = font, border, fill, alignment
            cell.number_format = number_format
        for at, height in recorded["heights"].items():
            sheet.row_dimensions[at].height = height
        for at, width in recorded["widths"].items():
            sheet.column_dimensions[at].width = width
        for area in recorded["merged"]:
            sheet.merge_cells(area)
    book.save(to)
