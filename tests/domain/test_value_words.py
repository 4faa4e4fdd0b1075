from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpidesk.domain.value_words import NoFigureError, with_note, with_standing
from kpidesk.domain.year_value import Number, Standing, Value
from tests.builders import cell

BARE = Number(Decimal("46.7"), note="2018年度数値")
PROVISIONAL = replace(BARE, standing=Standing.PROVISIONAL)


@pytest.mark.parametrize("standing", Standing)
def test_a_figure_gets_a_standing_and_loses_it(standing: Standing) -> None:
    given = with_standing(BARE, standing)
    assert given == replace(BARE, standing=standing)
    assert with_standing(given, None) == BARE


@pytest.mark.parametrize("waiting", [Standing.PROVISIONAL, Standing.ESTIMATED])
def test_a_confirmed_figure_keeps_the_one_it_replaces_until_taken_back(waiting: Standing) -> None:
    before = replace(PROVISIONAL, standing=waiting, earlier=(Number(Decimal("40.1")),))
    confirmed = with_standing(before, Standing.CONFIRMED)
    assert confirmed.earlier == (replace(before, earlier=()), *before.earlier)
    assert with_standing(confirmed, waiting) == before


def test_the_same_standing_changes_nothing() -> None:
    confirmed = replace(PROVISIONAL, standing=Standing.CONFIRMED, earlier=(PROVISIONAL,))
    assert with_standing(confirmed, Standing.CONFIRMED) == confirmed


def test_what_was_replaced_by_another_figure_stays_earlier() -> None:
    confirmed = Number(Decimal("48.3"), Standing.CONFIRMED, earlier=(PROVISIONAL,))
    assert with_standing(confirmed, Standing.PROVISIONAL) == replace(confirmed, standing=Standing.PROVISIONAL)


def test_a_note_is_written_and_taken_away() -> None:
    assert with_note(PROVISIONAL, "2019年度数値") == replace(PROVISIONAL, note="2019年度数値")
    assert with_note(PROVISIONAL, "").note == ""


@pytest.mark.parametrize("value", [None, cell("—"), cell("全道平均以上")])
def test_nothing_is_said_about_a_figure_that_is_not_there(value: Value | None) -> None:
    with pytest.raises(NoFigureError, match=r"数値が入っているセルにだけ付けられます。"):
        with_standing(value, Standing.CONFIRMED)
    with pytest.raises(NoFigureError, match="数値の注記"):
        with_note(value, "2018年度数値")
