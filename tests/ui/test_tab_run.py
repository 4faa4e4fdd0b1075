"""Enter after a run of Tabs."""

from __future__ import annotations

from kpidesk.ui.tab_run import TabRun


def test_enter_goes_on_from_where_tab_began_once() -> None:
    run = TabRun()
    run.step((2, 1), (2, 2))
    run.step((2, 2), (2, 3))
    assert run.end((2, 3)) == (2, 1)
    assert run.end((3, 3)) == (3, 3)


def test_a_run_that_was_left_begins_anew() -> None:
    run = TabRun()
    run.step((2, 1), (2, 2))
    assert run.end((5, 5)) == (5, 5)
    run.step((2, 1), (2, 2))
    run.step((4, 3), (4, 4))
    assert run.end((4, 4)) == (4, 3)


def test_a_run_over_the_end_of_a_row_ends_where_it_stands() -> None:
    run = TabRun()
    run.step((2, 8), (3, 0))
    assert run.end((3, 0)) == (3, 0)
