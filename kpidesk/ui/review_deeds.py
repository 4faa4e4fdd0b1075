"""What can be done with the chosen entries of the second view; each deed is one step."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kpidesk.domain.approval import why_not_moved
from kpidesk.domain.closing import why_closed
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.rollup import owed_by
from kpidesk.domain.scheme import Outcome
from kpidesk.ui.jump import jump
from kpidesk.ui.review_words import name_of
from kpidesk.ui.session import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from kpidesk.domain.evaluation import Assessment, Reviewer
    from kpidesk.domain.finding import Finding
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.indicator import Indicator
    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.ground import Ground
    from kpidesk.workspace.edit import Edit

NOTHING_CHOSEN = "一覧で指標か事業を選んでください。"
ONE_ONLY = "指標を1件だけ選んでください。"
WORDS = {Stage.SUBMITTED: "提出", Stage.RETURNED: "差戻し", Stage.CHECKED: "確認", Stage.OPEN: "入力中に戻す操作"}


class ReviewDeeds:
    """Asks where something has to be asked, and says why something cannot be done."""

    def __init__(self, desk: Ground, chosen: Callable[[], Sequence[Reviewed]], moved: Callable[[Stage], None]) -> None:
        """`chosen` are the entries to act on; `moved` is told the stage that sheets were brought to."""
        self._desk = desk
        self._chosen = chosen
        self._moved = moved

    @property
    def count(self) -> int:
        """How many entries are chosen."""
        return len(self._chosen())

    def reach(self, stage: Stage | None) -> int:
        """Return how many sheets of the chosen entries can go to a stage, 0 for none."""
        return len(movable(self._chosen(), stage)) if stage else 0

    def caution(self, rows: Sequence[Reviewed]) -> str:
        """Return what 確認 of some entries would pass over: how many are 要確認 or 未判定, "" for none."""
        return self._caution(rows, movable(rows, Stage.CHECKED))

    # why not

    def why_locked(self) -> str:
        """Return why nothing can be altered, "" where it can."""
        session = self._desk.session
        if session.workspace.read_only:
            return READ_ONLY
        return why_closed(session.plan, session.year)

    def why_not_move(self, stage: Stage, rows: Sequence[Reviewed] | None = None) -> str:
        """Return why none of the sheets can go to a stage, "" where one can."""
        given = self._chosen() if rows is None else rows
        if reason := self.why_locked():
            return reason
        refusals = [why_not_moved(row.stage, stage) for row in given]
        return "" if "" in refusals else next(iter(refusals), NOTHING_CHOSEN)

    def why_not_hand_in(self) -> str:
        """Return why nothing of what is chosen can be handed in, "" where something can."""
        return self.why_not_move(Stage.SUBMITTED)

    def why_not_judge(self) -> str:
        """Return why no verdict can be given, "" where one can."""
        chosen = self._chosen()
        if reason := self.why_locked():
            return reason
        if len(chosen) != 1:
            return ONE_ONLY if chosen else NOTHING_CHOSEN
        return "" if chosen[0].verdict else "KPIのない事業は判定の対象ではありません。"

    def why_not_steer(self) -> str:
        """Return why 今後の方向性 cannot be said, "" where it can."""
        if reason := self.why_locked():
            return reason
        if not self._chosen():
            return NOTHING_CHOSEN
        return "" if self._projects() else "事業の行を選んでください。"

    # deeds

    def hand_in(self, rows: Sequence[Reviewed] | None = None) -> None:
        """提出, of the chosen entries or of others."""
        given = self._chosen() if rows is None else rows
        self._move(Stage.SUBMITTED, given, lambda edit, uid: edit.hand_in(uid, self._year))

    def approve(self, rows: Sequence[Reviewed] | None = None) -> None:
        """確認, of the chosen entries or of others."""
        given = self._chosen() if rows is None else rows
        self._move(Stage.CHECKED, given, lambda edit, uid: edit.approve(uid, self._year))

    def reopen(self) -> None:
        """Take back to 入力中."""
        self._move(Stage.OPEN, self._chosen(), lambda edit, uid: edit.reopen(uid, self._year))

    def ask_back(self) -> None:
        """差戻し, with a reason."""
        from kpidesk.ui.review_dialogs import ReasonDialog  # noqa: PLC0415 -- loads when first needed

        rows = self._chosen()
        sheets = movable(rows, Stage.RETURNED)
        if self.why_not_move(Stage.RETURNED):
            return
        titles = [self._desk.session.plan.places[uid].title for uid in sheets]
        ReasonDialog(titles, lambda reason: self.send_back(rows, reason), self._desk).open()

    def send_back(self, rows: Sequence[Reviewed], reason: str) -> None:
        """Send sheets back with a reason."""
        self._move(Stage.RETURNED, rows, lambda edit, uid: edit.send_back(uid, self._year, reason))

    def ask_verdict(self) -> None:
        """Choose another verdict, or the computed one again."""
        from kpidesk.ui.review_dialogs import VerdictDialog  # noqa: PLC0415 -- loads when first needed

        if self.why_not_judge():
            return
        (row,) = self._chosen()
        plan, shown, verdict = self._desk.session.plan, row.entry.shown, row.verdict
        if shown is None or verdict is None:
            return
        about = f"{shown.name}\n{(verdict.computed or verdict).line}"
        scheme = plan.scheme_in(self._year)
        dialog = VerdictDialog(about, scheme, verdict, lambda label, why: self._judge(row, label, why), self._desk)
        if shown.takes_text:
            dialog.without_reason()
        dialog.open()

    def ask_assessments(self) -> None:
        """Write what the reviewers say."""
        from kpidesk.ui.review_dialogs import AssessDialog  # noqa: PLC0415 -- loads when first needed

        if self.why_not_judge():
            return
        (row,) = self._chosen()
        scheme = self._desk.session.plan.scheme_in(self._year)
        AssessDialog(name_of(row), scheme, row.judgement, lambda said: self._assess(row, said), self._desk).open()

    def steer(self, word: str) -> None:
        """Say 今後の方向性 of the projects, "" for none."""
        projects = self._projects()
        with self._desk.session.edit(self._title("今後の方向性", projects)) as edit:
            for uid in projects:
                edit.set_course(uid, self._year, word)

    def open_entry(self) -> None:
        """Go to the cell in the sheet."""
        rows = self._chosen()
        if rows:
            jump(self._desk, rows[0].entry.comment_owner)

    def why_no_doubts(self) -> str:
        """Return why there are no 要確認 to go to, "" where there are."""
        chosen = self._chosen()
        if not chosen:
            return NOTHING_CHOSEN
        return "" if self._finding(chosen) else "選んだものに要確認の項目はありません。"

    def open_doubts(self) -> None:
        """List the 要確認, at the first of the chosen entries."""
        if finding := self._finding(self._chosen()):
            self._desk.list_findings(finding)

    def _finding(self, rows: Sequence[Reviewed]) -> Finding | None:
        uids = {uid for row in rows for uid in (row.entry.values_uid, row.entry.comment_owner)}
        return next((each for each in self._desk.watch.open if each.uid in uids), None)

    @property
    def _year(self) -> FiscalYear:
        return self._desk.session.year

    def _projects(self) -> list[str]:
        return list(dict.fromkeys(row.entry.source.uid for row in self._chosen() if row.entry.source))

    def _move(self, stage: Stage, rows: Sequence[Reviewed], move: Callable[[Edit, str], None]) -> None:
        """Move every sheet that can go there, as one step."""
        sheets = movable(rows, stage)
        if self.why_not_move(stage, rows):
            return
        with self._desk.session.edit(self._title(WORDS[stage], sheets)) as edit:
            for uid in sheets:
                move(edit, uid)
        self._moved(stage)
        caution = self._caution(rows, sheets) if stage is Stage.CHECKED else ""
        aside = f"（うち{caution}）" if caution else ""
        if left := Counter({row.sheet: row.stage for row in rows if row.sheet not in sheets}.values()):
            aside += f"{'・'.join(f'{each.label}{left[each]}件' for each in Stage if left[each])}はそのままです。"
        if stage is Stage.SUBMITTED and (owing := self._owing(rows, sheets)):
            aside += f"未入力が残っている項目が{owing}件あります。"
        self._desk.session.noticed.emit(f"{len(sheets)}件を「{stage.label}」にしました。{aside}")

    def _owing(self, rows: Sequence[Reviewed], sheets: Collection[str]) -> int:
        """Return how many entries of some sheets are still to be filled in."""
        plan = self._desk.session.plan
        return sum(1 for row in rows if row.sheet in sheets and owed_by(plan, row.entry, self._year))

    def _caution(self, rows: Sequence[Reviewed], sheets: Collection[str]) -> str:
        """Return how many of some sheets have something that looks wrong or no verdict yet, "" for none."""
        open_ = {finding.uid for finding in self._desk.watch.open}
        among = [row for row in rows if row.sheet in sheets]
        doubtful = {row.sheet for row in among if row.uids & open_}
        pending = {row.sheet for row in among if row.verdict and row.verdict.outcome is Outcome.PENDING}
        counted = (("要確認", doubtful), (Outcome.PENDING.value, pending))
        return "・".join(f"{word}{len(found)}件" for word, found in counted if found)

    def _judge(self, row: Reviewed, label: str, reason: str) -> None:
        uid = self._indicator(row).uid
        with self._desk.session.edit(self._title("判定", [uid])) as edit:
            edit.judge(uid, self._year, label, reason)

    def _assess(self, row: Reviewed, said: Mapping[Reviewer, Assessment]) -> None:
        uid = self._indicator(row).uid
        with self._desk.session.edit(self._title("評価", [uid])) as edit:
            for reviewer, each in said.items():
                edit.assess(uid, self._year, reviewer, each.label, each.text)

    def _indicator(self, row: Reviewed) -> Indicator:
        return self._desk.session.plan.indicator(row.entry.comment_owner)

    def _title(self, what: str, uids: Sequence[str]) -> str:
        name = self._desk.session.plan.places[uids[0]].title
        return f"{self._year} 「{name}」の{what}" if len(uids) == 1 else f"{self._year} {len(uids)}件の{what}"


def movable(rows: Sequence[Reviewed], stage: Stage) -> list[str]:
    """Return the sheets that can go to a stage, each once."""
    return list(dict.fromkeys(row.sheet for row in rows if not why_not_moved(row.stage, stage)))
