"""A random walk of edits, approval, closing, unlocking, undo and redo: a closed year never alters by itself."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kpidesk.domain.change import comment_at, value_at
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.fact import Fact, FactKey, fact_at
from kpidesk.domain.indicator import Basis, Direction
from kpidesk.domain.plan_document import dumps
from kpidesk.domain.presets import PRESETS
from kpidesk.domain.rating import Verdict, judge
from kpidesk.domain.year_value import CommentKey
from kpidesk.errors import UserError
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.conftest import make_services

if TYPE_CHECKING:
    from kpidesk.domain.scheme import Scheme

YEAR = b.fy(2022)
ACTUAL = b.actual_of("i1", 2022)
JUDGED = ("i1", "i2", "i3")
PLAN = b.plan_of(
    b.indicator("i1", b.series(final="1", actuals={2021: "1", 2022: "1"}), basis=Basis.SUM),
    b.sharing("i2", "i1"),
    b.indicator("i3", b.series(targets={2022: "1"}, actuals={2022: "2"})),
)
REMARKS = CommentKey("p1", YEAR)
COURSE = FactKey("p1", Fact.COURSE, YEAR)
STAGE = FactKey("p1", Fact.STAGE, YEAR)
Content = dict[object, object]

figures = st.sampled_from(["", "1", "2.0", "—"])


def said(content: object) -> object:
    """Return what 正誤表 compares: of a verdict its label."""
    return content.label if isinstance(content, Verdict) else content


class ClosedYearWalk(RuleBasedStateMachine):
    """Remembers what stood in the year when it was closed first, and when it was closed last."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.first: Content | None = None
        self.last: Content | None = None

    @initialize()
    def begin(self) -> None:
        services = make_services(Path(self.folder.name))
        self.workspace = Workspace.create(Path(self.folder.name, "確定.kpidesk"), services)
        self.workspace.add_plan(PLAN)

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
        self.folder.cleanup()

    def content(self) -> Content:
        """Return what stands in the year."""
        plan = self.workspace.plan("plan")
        cells = (ACTUAL, *(b.actual_of(uid, 2021) for uid in ("i1", "i3")))  # those of the year before are printed too
        printed: Content = {REMARKS: comment_at(plan, REMARKS)} | {key: value_at(plan, key) for key in cells}
        shown = {uid: plan.shown(plan.indicator(uid)) for uid in JUDGED}
        verdicts: Content = {FactKey(uid, Fact.JUDGEMENT, YEAR): judge(plan, each, YEAR) for uid, each in shown.items()}
        return printed | {key: fact_at(plan, key) for key in (COURSE, STAGE)} | verdicts

    @rule(text=figures)
    def type_figure(self, text: str) -> None:
        with suppress(UserError), self.workspace.edit("plan", "入力") as edit:
            edit.type_figure(ACTUAL, text)

    @rule(text=figures, uid=st.sampled_from(["i1", "i3"]), year=st.sampled_from([2021, 2023]))
    def type_another_year(self, text: str, uid: str, year: int) -> None:
        with suppress(UserError), self.workspace.edit("plan", "入力") as edit:
            edit.type_figure(b.actual_of(uid, year), text)

    @rule(uid=st.sampled_from(JUDGED), direction=st.sampled_from([*Direction, None]))
    def turn(self, uid: str, direction: Direction | None) -> None:
        with suppress(UserError), self.workspace.edit("plan", "良い方向") as edit:
            edit.set_direction(uid, direction)

    @rule(scheme=st.sampled_from(PRESETS), since=st.sampled_from([2021, 2022, 2023]))
    def rate(self, scheme: Scheme, since: int) -> None:
        with suppress(UserError), self.workspace.edit("plan", "判定方式") as edit:
            edit.set_scheme(b.fy(since), scheme)

    @rule(text=st.sampled_from(["", "増えた。"]))
    def write(self, text: str) -> None:
        with suppress(UserError), self.workspace.edit("plan", "所見", fold="sitting") as edit:
            edit.set_comment(REMARKS, text)

    @rule(word=st.sampled_from(["", "継続", "廃止"]))
    def steer(self, word: str) -> None:
        with suppress(UserError), self.workspace.edit("plan", "方向性") as edit:
            edit.set_course("p1", YEAR, word)

    @rule(stage=st.sampled_from(Stage))
    def move(self, stage: Stage) -> None:
        with suppress(UserError), self.workspace.edit("plan", "確認") as edit:
            if stage is Stage.OPEN:
                edit.reopen("p1", YEAR)
            elif stage is Stage.SUBMITTED:
                edit.hand_in("p1", YEAR)
            elif stage is Stage.RETURNED:
                edit.send_back("p1", YEAR, "理由")
            else:
                edit.approve("p1", YEAR)

    @rule()
    def close(self) -> None:
        with self.workspace.edit("plan", "評価確定") as edit:
            edit.close_year(YEAR)
        self.first = self.first or self.content()

    @rule()
    def unlock(self) -> None:
        with suppress(UserError), self.workspace.edit("plan", "解除") as edit:
            edit.unlock_year(YEAR, "更新")

    @rule(back=st.booleans())
    def go(self, back: object) -> None:
        steps = self.workspace.undo_title, self.workspace.redo_title
        try:
            _ = self.workspace.undo() if back else self.workspace.redo()
        except UserError:
            assert (self.workspace.undo_title, self.workspace.redo_title) == steps

    @invariant()
    def a_closed_year_stays_as_it_was_closed(self) -> None:
        closed = self.workspace.plan("plan").is_closed(YEAR)
        assert not closed or self.last is None or self.content() == self.last
        self.last = self.content() if closed else None

    @invariant()
    def errata_are_the_difference_from_the_first_closing(self) -> None:
        listed = {each.key for each in self.workspace.errata("plan", YEAR)}
        now, first = self.content(), self.first
        differing = {key for key in now if first is not None and said(now[key]) != said(first[key])}
        assert listed == differing - {STAGE}

    @invariant()
    def the_disk_agrees(self) -> None:
        other = Workspace.open(self.workspace.path, make_services(Path(self.folder.name)), write=False)
        assert dumps(other.plan("plan")) == dumps(self.workspace.plan("plan"))
        other.close()


TestClosedYearWalk = ClosedYearWalk.TestCase
TestClosedYearWalk.settings = settings(
    max_examples=20, stateful_step_count=30, deadline=None, derandomize=True, database=None
)
