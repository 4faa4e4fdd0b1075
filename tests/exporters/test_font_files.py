from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kpidesk.errors import UserError
from kpidesk.exporters.font_files import MISSING, FontFace, FontFile, FontSet
from tests.exporters.samples import FONTS

if TYPE_CHECKING:
    from pathlib import Path


def test_half_and_full_width() -> None:
    fonts = FontSet(FONTS)
    assert fonts.measure("あ1", 10, bold=False) == pytest.approx(15)
    assert fonts.measure("あ1", 10, bold=True) == pytest.approx(15)


@pytest.mark.parametrize("sign", "髙﨑①△▲㎡㈱～―")
def test_signs_of_the_field_are_in_the_main_font(sign: str) -> None:
    assert FontSet(FONTS).choose(sign, bold=False)[:2] == (FontFace.REGULAR, sign)


def test_a_sign_the_main_font_lacks_comes_from_the_other() -> None:
    assert FontSet(FONTS).choose("𠮷", bold=True)[:2] == (FontFace.FALLBACK, "𠮷")


def test_a_sign_no_font_has_is_seen_to_be_missing() -> None:
    assert FontSet(FONTS).choose("😀", bold=False)[:2] == (FontFace.REGULAR, MISSING)


def test_runs_change_with_the_face_and_leave_out_what_has_no_shape() -> None:
    runs = FontSet(FONTS).runs("葛\U000e0100城𠮷", bold=False)
    assert [(run.face, run.shown) for run in runs] == [(FontFace.REGULAR, "葛城"), (FontFace.FALLBACK, "𠮷")]


@pytest.mark.parametrize("data", [b"", b"no font at all", b"\x00\x01\x00\x00\x00\x00" + bytes(20)])
def test_what_is_no_font_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    with pytest.raises(UserError, match="フォント"):
        FontFile(path)


def test_the_document_libraries_load_only_when_a_file_is_written() -> None:
    program = (
        "import sys; from kpidesk.exporters import csv_writer, pdf_writer, xlsx_writer;"
        "print([name for name in ('openpyxl', 'reportlab', 'pikepdf') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
