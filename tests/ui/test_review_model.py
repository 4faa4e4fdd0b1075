"""The list of the second view: its rows under Qt's rules, fetched bit by bit, renewed where a step fell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt

from kpidesk.domain.review import Reviewed, summary
from kpidesk.domain.year_value import CommentKey
from kpidesk.ui.review_card_model import CardsModel
from kpidesk.ui.review_model import BATCH, ReviewModel
from kpidesk.ui.review_watch import AT_ONCE, ReviewWatch
from kpidesk.ui.session import Session
from kpidesk.workspace.workspace import Workspace
from tests import builders as b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

    from kpidesk.workspace.services import Services
    from tests.conftest import Made

    Tester = Callable[[QAbstractItemModel], None]

MANY = 2 * AT_ONCE + 30


@pytest.fixture
def watch(session: Session, qapp: QObject) -> ReviewWatch:
    made = ReviewWatch(session, qapp)
    made.wake()
    made.finish()
    return made


@pytest.fixture
def large(make_workspace: Made, services: Services, qapp: QObject) -> Iterator[Session]:
    del qapp
    row = b.series(targets={2022: "10"}, actuals={2022: "9"})
    tree = b.plan(b.goal("g1", *(b.project(f"p{number}", b.indicator(f"i{number}", row)) for number in range(MANY))))
    opened = Workspace.open(make_workspace(tree), services)
    yield Session(opened)
    opened.close()


def rows_of(watch: ReviewWatch) -> list[Reviewed]:
    return list(watch.rows.values())


def test_rows_come_bit_by_bit(model_tester: Tester, watch: ReviewWatch) -> None:
    model = ReviewModel()
    model_tester(model)
    rows = rows_of(watch) * 3
    model.show_rows(rows)
    assert (model.rowCount(), len(rows)) == (BATCH, 165)
    model.take_more()
    assert model.rowCount() == 2 * BATCH
    model.finish()
    model.take_more()
    assert model.rowCount() == len(rows)


def test_an_entry_far_below_is_brought_into_reach(model_tester: Tester, large: Session, qapp: QObject) -> None:
    watch, model = ReviewWatch(large, qapp), ReviewModel()
    model_tester(model)
    watch.wake()
    watch.finish()
    model.show_rows(rows_of(watch))
    last = model.rows[-1].entry.identity
    assert model.where(last).row() == MANY - 1
    assert not model.where(("", "", "nowhere")).isValid()


def test_the_same_rows_are_only_repainted(model_tester: Tester, watch: ReviewWatch, qtbot: QtBot) -> None:
    model = ReviewModel()
    model_tester(model)
    rows = rows_of(watch)
    model.show_rows(rows)
    changed = [*rows[:3], replace(rows[3], remarks="変わった。"), *rows[4:]]
    with qtbot.waitSignal(model.dataChanged) as told, qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(changed)
    assert [index.row() for index in told.args[:2]] == [3, 3]
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(changed[::-1])


def test_everything_is_said_to_a_screen_reader(watch: ReviewWatch) -> None:
    model = ReviewModel()
    model.show_rows(rows_of(watch))
    row = next(number for number, each in enumerate(model.rows) if each.entry.comment_owner == "i2")
    model.show_doubts({"i2": ["多すぎます。", "少なすぎます。"]})
    said = str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
    for part in ("砂川高校", "▲ 未達成", "達成率 67.6%", "25.0 ＜ 37.0 → 未達成", "入力中", "要確認 2件", "所見"):
        assert part in said


def test_cards_keep_the_rules_of_a_model(model_tester: Tester, session: Session, watch: ReviewWatch) -> None:
    model = CardsModel(session)
    model_tester(model)
    plan, year = session.plan, session.year
    whole = summary(plan, plan, year, rows_of(watch))
    cards = [whole, *(summary(plan, goal, year, ()) for goal in plan.goals)]
    model.show_cards(cards)
    model.show_cards([replace(whole, counts=replace(whole.counts, kpis=1)), *cards[1:]])
    told = str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.split("\n") == [
        "計画全体",
        "事業数 47　KPI数 1",
        "✓ 達成 17件（39.5%）　▲ 未達成 26件（60.5%）　判定なし 2件（未判定 1・対象外 1）",
        "昨年より 良い2・同じ29・悪い8（比べられる39件）",
        "昨年と今年の両方に判定のあるものだけを比べています。",
        "入力中 51件　提出済 0件　差戻し 0件　確認済 0件",
    ]
    assert model.index(1).data() == plan.places[plan.goals[0].uid].title
    model.show_cards([])
    assert model.rowCount() == 0


def test_a_step_renews_only_what_it_names(session: Session, watch: ReviewWatch, qtbot: QtBot) -> None:
    before = dict(watch.rows)
    with qtbot.waitSignal(watch.touched) as told:
        session.write_remarks(CommentKey("i2", session.year), "書き直した。")
    (identity,) = told.args[0]
    assert identity[1] == "i2"
    assert watch.rows[identity].remarks == "書き直した。"
    assert all(watch.rows[each] is row for each, row in before.items() if each != identity)


def test_asleep_it_looks_at_nothing_and_catches_up(session: Session, watch: ReviewWatch, qtbot: QtBot) -> None:
    watch.sleep()
    with qtbot.assertNotEmitted(watch.touched), qtbot.assertNotEmitted(watch.looked):
        session.write_remarks(CommentKey("i2", session.year), "書き直した。")
        session.evaluate(session.year - 1)
    session.evaluate(session.year + 1)
    with qtbot.waitSignal(watch.looked):
        watch.wake()
    assert next(row for row in rows_of(watch) if row.entry.comment_owner == "i2").remarks == "書き直した。"


def test_another_year_is_looked_at_anew(session: Session, watch: ReviewWatch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watch.looked):
        session.evaluate(session.year - 1)
    with qtbot.assertNotEmitted(watch.looked):
        session.go(session.plan_uid, session.plan.goals[0].uid)


def test_many_entries_are_looked_at_between_the_keys(large: Session, qapp: QObject, qtbot: QtBot) -> None:
    watch = ReviewWatch(large, qapp)
    with qtbot.waitSignal(watch.looked):
        watch.wake()
        assert not watch.rows
    assert len(watch.rows) == MANY
    with qtbot.waitSignal(watch.looked), large.edit("所見の入力") as edit:
        for number in range(AT_ONCE + 1):
            edit.set_comment(CommentKey(f"i{number}", large.year), "増えた。")
    assert sum(bool(row.remarks) for row in rows_of(watch)) == AT_ONCE + 1


def test_a_step_while_it_looks_begins_the_look_anew(large: Session, qapp: QObject, qtbot: QtBot) -> None:
    watch = ReviewWatch(large, qapp)
    watch.wake()
    large.write_remarks(CommentKey("i0", large.year), "増えた。")
    with qtbot.waitSignal(watch.looked):
        pass
    assert watch.rows["p0", "i0", "i0"].remarks == "増えた。"
