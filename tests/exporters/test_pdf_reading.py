"""The reading itself: what is wrong with a tagged PDF must be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from kpidesk.exporters import pdf_writer
from tests.exporters.pdf_reading import Reading
from tests.exporters.samples import FONTS, sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pikepdf import Object, Pdf


def table(pdf: Pdf) -> Object:
    return next(kid for kid in pdf.Root.StructTreeRoot.K.K if kid.S == "/Table")


def unmarked(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f")


def numbered_twice(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 0>> BDC EMC")


def left_open(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 9999>> BDC")


def dropped(pdf: Pdf) -> None:
    del table(pdf).K[0].K[0].K


def cell_missing(pdf: Pdf) -> None:
    del table(pdf).K[0].K[0]


def held_twice(pdf: Pdf) -> None:
    head = table(pdf).K[0].K
    head[1].K = head[0].K


def scopeless(pdf: Pdf) -> None:
    table(pdf).K[0].K[0].A = Dictionary(O=Name.Table)


def too_wide(pdf: Pdf) -> None:
    table(pdf).K[-1].K[0].A.ColSpan = 7


def headless(pdf: Pdf) -> None:
    table(pdf).K[2].K[-1].A.Headers = Array([pikepdf.String("none")])


def skipping(pdf: Pdf) -> None:
    next(kid for kid in pdf.Root.StructTreeRoot.K.K if kid.S == "/H1").S = Name.H3


def orphaned(pdf: Pdf) -> None:
    table(pdf).K[0].K[0].P = pdf.Root.StructTreeRoot.K


def homeless(pdf: Pdf) -> None:
    table(pdf).S = Name.Sect


def without_language(pdf: Pdf) -> None:
    pdf.Root.Lang = "en"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (unmarked, "outside of marked content"),
        (numbered_twice, "is there twice"),
        (left_open, "left open"),
        (dropped, "is held 0 times"),
        (cell_missing, "do not fill their table"),
        (held_twice, "is held 2 times"),
        (scopeless, "without a scope"),
        (too_wide, "do not fill their table"),
        (headless, "heads that are not there"),
        (skipping, "H3 below H0"),
        (orphaned, "does not know its parent"),
        (homeless, "not at home"),
        (without_language, "the language"),
    ],
)
def test_a_spoilt_document_is_seen(tmp_path: Path, spoil: Callable[[Pdf], None], fault: str) -> None:
    pdf_writer.write(sample(1), tmp_path / "a.pdf", fonts=FONTS)
    assert Reading(tmp_path / "a.pdf").faults == []
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "b.pdf")
    assert any(fault in found for found in Reading(tmp_path / "b.pdf").faults)
