"""How verdicts look under any scheme: no word is cut, every tone has its colour, another scheme repaints the grid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.presets import PRESETS, preset
from kpidesk.domain.rating import Outcome, Verdict
from kpidesk.domain.scheme import UNJUDGED, Band, Scheme, Tone
from kpidesk.ui.grid_columns import Columns, Part
from kpidesk.ui.grid_fonts import ZOOMS, GridFonts
from kpidesk.ui.grid_layout import GridLayout
from kpidesk.ui.verdict_look import PADDING, VerdictRoom, fitted, label_lines, tone_of
from tests import builders as b

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.ui.look import Look
    from tests.ui.driver import Driver

LONG = "取組の見直しを含む抜本的な改善や工夫が必要であるため次年度に再検討する"


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("達成", ("達成",)),
        ("100%以上", ("100%以上",)),
        ("着実に進んでいる", ("着実に", "進んでいる")),
        ("改善や工夫が必要", ("改善や", "工夫が必要")),
        ("おおむね順調", ("おおむね", "順調")),
        ("進展なし・終了", ("進展なし・", "終了")),
        ("ABCDEFGH", ("ABCDEFGH",)),
    ],
)
def test_long_words_break_at_their_joints(label: str, lines: tuple[str, ...]) -> None:
    assert label_lines(label) == lines


@pytest.mark.parametrize("zoom", [ZOOMS[0], 100, ZOOMS[-1]])
@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_the_column_has_room_for_every_word(look: Look, scheme: Scheme, zoom: int) -> None:
    fonts = GridFonts(look, zoom)
    layout, columns = GridLayout.of(fonts, scheme), Columns(tuple(b.plan().years.years))
    for room in (0, 9999):
        width = layout.widths(columns, room)[columns.of(Part.VERDICT)] + 1 - PADDING
        words = [(band.label, fonts.strong) for band in scheme.bands]
        for label, font in (*words, *((outcome.value, fonts.small) for outcome in UNJUDGED)):
            assert tuple(fitted(label, fonts, font, width)) == label_lines(label)
    assert 2 * layout.row >= layout.verdict.lines * fonts.pitch


def test_texts_lend_room_to_a_long_verdict_in_a_narrow_window(look: Look) -> None:
    tama = preset("tama")
    assert tama is not None
    fonts, columns = GridFonts(look), Columns(tuple(b.plan().years.years))
    usual, long = (GridLayout.of(fonts, scheme) for scheme in (PRESETS[0], tama))
    room = sum(usual.widths(columns, 0)[:-1])
    assert abs(sum(long.widths(columns, room)[:-1]) - room) <= len(Part)
    assert long.widths(columns, 9999)[0] == usual.widths(columns, 9999)[0]


def test_a_word_too_long_for_any_column_takes_more_lines(look: Look) -> None:
    fonts = GridFonts(look)
    scheme = Scheme("x", PRESETS[0].method, (Band(LONG, "◎"), Band("他", "×")))
    room = VerdictRoom.of(scheme, fonts)
    shown = fitted(LONG, fonts, fonts.strong, room.width - PADDING)
    assert "".join(shown) == LONG
    assert room.lines == 1 + len(shown)
    assert 2 * GridLayout.of(fonts, scheme).row >= room.lines * fonts.pitch


def test_each_tone_has_its_colour_and_no_verdict_is_quiet() -> None:
    judged = Verdict(Outcome.JUDGED, "A", "◎", "")
    assert [tone_of(replace(judged, tone=tone)) for tone in Tone] == [tone.value for tone in Tone]
    assert tone_of(replace(judged, outcome=Outcome.PENDING, tone=Tone.GOOD)) == "muted"
    assert tone_of(None) == "muted"


def test_another_scheme_repaints_every_verdict_and_undo_brings_it_back(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    desk = driver.desk
    desk.model.finish()
    column = desk.model.columns.of(Part.VERDICT)

    def verdicts() -> list[str]:
        desk.model.catch_up()
        return [str(desk.model.index(row, column).data()) for row in range(desk.model.rowCount())]

    before, width = verdicts(), desk.grid.columnWidth(column)
    tama = preset("tama")
    assert tama is not None
    with desk.session.edit("方式") as edit:
        edit.set_scheme(desk.session.plan.years.first, tama)
    assert "概ね進んでいる" in verdicts()
    assert "未達成" not in verdicts()
    assert desk.grid.columnWidth(column) > width
    desk.undo()
    assert verdicts() == before
    assert desk.grid.columnWidth(column) == width
