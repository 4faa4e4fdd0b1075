from __future__ import annotations

from decimal import Decimal

import pytest

from kpidesk.domain.year_value import Absence, CommentKind, Comments, Number, Qualifier, Side, Standing, YearValue
from tests.builders import cell


def test_a_figure_is_what_is_printed() -> None:
    assert Number(Decimal("36.0")) == Number(Decimal("36.0"))
    assert Number(Decimal("36.0")) != Number(Decimal(36))
    assert Number(Decimal(36)) != Number(Decimal(36), Standing.PROVISIONAL)
    assert Number(Decimal(36)) != Decimal(36)


def test_equal_figures_are_one_in_a_set() -> None:
    assert len({Number(Decimal("36.0")), Number(Decimal("36.0")), Number(Decimal(36))}) == 2


def test_every_standing_has_its_word() -> None:
    assert [each.label for each in Standing] == ["確定値", "暫定値", "見込値", "参考値"]


def test_only_two_words_stand_before_the_figure() -> None:
    assert [each.value for each in Qualifier if each.stands_before] == ["約", "延べ"]


def test_only_two_reasons_say_that_a_figure_follows() -> None:
    assert [each.value for each in Absence if each.still_to_come] == ["未公表", "算定中"]


@pytest.mark.parametrize(
    ("pair", "filled"),
    [(YearValue(), False), (YearValue(target=cell("0")), True), (YearValue(actual=cell("—")), True)],
)
def test_a_year_is_blank_without_target_and_actual(pair: YearValue, *, filled: bool) -> None:
    assert bool(pair) is filled


def test_both_sides_have_their_names() -> None:
    assert [side.label for side in Side] == ["目標値", "実績値"]


def test_comments_are_found_by_kind() -> None:
    comments = Comments("所見の文", "取組みの文", "方向の文", "意見の文")
    assert [comments.of(kind) for kind in CommentKind] == ["所見の文", "取組みの文", "方向の文", "意見の文"]
    assert [kind.label for kind in CommentKind] == ["所見", "取組み", "見直しの方向性", "委員会意見"]


def test_comments_are_blank_until_one_is_written() -> None:
    assert not Comments()
    assert Comments(committee="意見")
