from __future__ import annotations

from kpidesk.domain.ordered import moved, placed, without


def test_a_part_is_exchanged_or_added() -> None:
    assert placed(("a", "b", "c"), 1, "x") == ("a", "x", "c")
    assert placed(("a",), None, "x") == ("a", "x")


def test_a_part_moves_and_stays_at_the_edge() -> None:
    assert moved(("a", "b", "c"), 2, -1) == ("a", "c", "b")
    assert moved(("a", "b", "c"), 0, 1) == ("b", "a", "c")
    assert moved(("a", "b"), 0, -1) == moved(("a", "b"), 1, 1) == ("a", "b")


def test_a_part_is_taken_out() -> None:
    assert without(("a", "b", "c"), 1) == ("a", "c")
