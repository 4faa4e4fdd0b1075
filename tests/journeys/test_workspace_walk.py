"""A random walk of edits, undo, redo and reopening, against a model that knows only what each cell prints."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kpidesk.domain.change import value_at
from kpidesk.domain.evaluation import Opinion
from kpidesk.domain.fact import Fact, FactKey, fact_at
from kpidesk.domain.indicator import Direction
from kpidesk.domain.notation import NotationError, format_value
from kpidesk.domain.plan_document import dumps, loads
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.workspace.workspace import Edit, Workspace
from tests import builders as b
from tests.conftest import make_services

State = dict[object, object]

CELLS = [
    ValueKey(uid, series, b.fy(year), side)
    for uid, series in (("i1", ""), ("i2", "男"), ("i2", "女"))
    for year in (2021, 2025)
    for side in Side
]
COMMENTS = [CommentKey(owner, b.fy(year)) for owner in ("p1", "i1") for year in (2021, 2022)]
TEXTS = {
    "": "",
    " \u3000": "",
    "36.6": "36.6",
    "３６．６": "36.6",
    "１，６２７": "1,627",
    "△7.77": "△7.77",
    "▲ 7.77": "△7.77",
    "－７．７７": "△7.77",
    "-0": "△0",
    "—": "—",
    "ー": "—",
    "調査なし": "調査なし",
    "暫定値46.7": "暫定値46.7",
    "確定値48.3": "確定値48.3",
    "(79.12)": "(79.12)",
    "約1億1,118万": "約111,180,000",
    "12345678901234567890.12345678901234567890": "12,345,678,901,234,567,890.12345678901234567890",
}
UNREADABLE = ("4億3,0000万", "1..2", "36.6 37.0")
REMARKS = {"": "", "増えた。": "増えた。", "増えた。\r\n\r\n続ける。  \n": "増えた。\n\n続ける。", "𠮷野家①": "𠮷野家①"}

cells = st.sampled_from(CELLS)
texts = st.sampled_from(sorted(TEXTS))
comments = st.sampled_from(COMMENTS)
remarks = st.sampled_from(sorted(REMARKS))


class WorkspaceWalk(RuleBasedStateMachine):
    """The model is one state (what every place shows) with the states before and after it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name, "歩き.kpidesk")
        self.services = make_services(Path(self.folder.name))
        self.state: State = dict.fromkeys((*CELLS, *COMMENTS), "") | {"i1": Direction.HIGHER}
        self.state |= {"course": "", "verdict": "", "opinions": ()}
        self.before: list[State] = []
        self.after: list[State] = []
        self.sitting = False
        self.steps = 1

    @initialize()
    def begin(self) -> None:
        pair = b.indicator("i2", b.series(label="男"), b.series(label="女"))
        self.workspace = Workspace.create(self.path, self.services)
        self.workspace.add_plan(b.plan_of(b.indicator("i1"), pair))

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
        self.folder.cleanup()

    def goes_on(self, new: State, *, sitting: bool = False) -> None:
        """Take a committed edit into the model; one that changed nothing is none."""
        if new == self.state:
            return
        folds = sitting and self.sitting
        if not folds:
            self.before.append(self.state)
        self.sitting = sitting
        if folds and new == self.before[-1]:
            self.before.pop()
            self.sitting = False
        self.state, self.after = new, []
        self.steps += 1

    @rule(cell=cells, text=texts)
    def type_figure(self, cell: ValueKey, text: str) -> None:
        with self.workspace.edit("plan", "入力") as edit:
            edit.type_figure(cell, text)
        self.goes_on(self.state | {cell: TEXTS[text]})

    @rule(first=cells, second=cells, text=texts, comment=comments, remark=remarks)
    def type_several(self, first: ValueKey, second: ValueKey, text: str, comment: CommentKey, remark: str) -> None:
        with self.workspace.edit("plan", "貼り付け") as edit:
            edit.type_figure(first, text)
            edit.type_figure(second, "1")
            edit.set_comment(comment, remark)
        self.goes_on(self.state | {first: TEXTS[text]} | {second: "1", comment: REMARKS[remark]})

    @rule(cell=cells, text=texts, bad=st.sampled_from(UNREADABLE))
    def type_badly(self, cell: ValueKey, text: str, bad: str) -> None:
        with suppress(NotationError), self.workspace.edit("plan", "入力") as edit:
            self.fail(edit, cell, text, bad)

    def fail(self, edit: Edit, cell: ValueKey, text: str, bad: str) -> None:
        edit.type_figure(cell, text)
        edit.type_figure(cell, bad)
        raise AssertionError(bad)

    @rule(comment=comments, remark=remarks)
    def save_by_itself(self, comment: CommentKey, remark: str) -> None:
        with self.workspace.edit("plan", "所見", fold="sitting") as edit:
            edit.set_comment(comment, remark)
        self.goes_on(self.state | {comment: REMARKS[remark]}, sitting=True)

    @rule(direction=st.sampled_from([*Direction, None]))
    def decide(self, direction: Direction | None) -> None:
        with self.workspace.edit("plan", "良い方向") as edit:
            edit.set_direction("i1", direction)
        self.goes_on(self.state | {"i1": direction})

    @rule(word=st.sampled_from(["", "継続", "拡充"]), verdict=st.sampled_from(["", "順調"]))
    def evaluate(self, word: str, verdict: str) -> None:
        with self.workspace.edit("plan", "評価") as edit:
            edit.set_course("p1", b.fy(2022), word)
            edit.judge("i1", b.fy(2022), verdict, "聞き取りによる")
        self.goes_on(self.state | {"course": word, "verdict": verdict})

    @rule(words=st.sampled_from(["見直すべき", "続けるべき"]))
    def hear(self, words: str) -> None:
        with self.workspace.edit("plan", "委員会意見") as edit:
            uid = edit.add_opinion(Opinion(year=b.fy(2022), opinion=words))
        heard = self.workspace.plan("plan").opinions[-1]
        assert (heard.uid, heard.opinion) == (uid, words)
        before = self.state["opinions"]
        assert isinstance(before, tuple)
        self.goes_on(self.state | {"opinions": (*before, heard)})

    @rule()
    def undo(self) -> None:
        assert (self.workspace.undo() is not None) == bool(self.before)
        if self.before:
            self.sitting = False
            self.after.append(self.state)
            self.state = self.before.pop()
            self.steps += 1

    @rule()
    def redo(self) -> None:
        assert (self.workspace.redo() is not None) == bool(self.after)
        if self.after:
            self.sitting = False
            self.before.append(self.state)
            self.state = self.after.pop()
            self.steps += 1

    @rule()
    def reopen(self) -> None:
        document, journal = dumps(self.workspace.plan("plan")), self.workspace.history("plan")
        self.workspace.close()
        with closing(sqlite3.connect(self.path)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        self.workspace = Workspace.open(self.path, self.services)
        assert dumps(self.workspace.plan("plan")) == document == dumps(loads(document))
        assert self.workspace.history("plan") == journal
        self.before, self.after, self.sitting = [], [], False

    @invariant()
    def shows_what_the_model_shows(self) -> None:
        plan = self.workspace.plan("plan")
        for cell in CELLS:
            assert format_value(value_at(plan, cell), plan.style) == self.state[cell]
        for key in COMMENTS:
            written = plan.places[key.owner].what.comments.get(key.year)
            assert (written.remarks if written else "") == self.state[key]
        assert plan.indicator("i1").direction is self.state["i1"]
        judgement = plan.indicator("i1").judgements.get(b.fy(2022))
        assert (judgement.verdict if judgement else "") == self.state["verdict"]
        assert fact_at(plan, FactKey("p1", Fact.COURSE, b.fy(2022))) == (self.state["course"] or None)
        assert plan.opinions == self.state["opinions"]

    @invariant()
    def the_journal_only_grows(self) -> None:
        assert len(self.workspace.history("plan")) == self.steps


TestWorkspaceWalk = WorkspaceWalk.TestCase
TestWorkspaceWalk.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, derandomize=True, database=None
)
