"""評価・確認 within a step: judging, handing in, checking, closing the year, the committee's opinions."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from kpidesk.domain.approval import bears_sheet, why_not_moved
from kpidesk.domain.evaluation import Approval, Assessment, Closure, Judgement, Opinion, Reviewer, Stage, YearState
from kpidesk.domain.evaluation_rules import check_opinions, check_sections, with_opinion_uids
from kpidesk.domain.fact import Fact, FactKey
from kpidesk.domain.indicator import Indicator
from kpidesk.domain.plan import Project
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.errors import UserError
from kpidesk.workspace.step import Step, clean, clean_line, refusing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.scheme import Scheme
    from kpidesk.domain.section import Section


class EvaluationStep(Step):
    """A step with what 評価・確認 can alter; every method refuses with a UserError what must not be."""

    def judge(self, indicator: str, year: FiscalYear, verdict: str, reason: str = "") -> None:
        """Give a verdict in place of the computed one, "" for the computed one again.

        A reason is needed unless people judge the indicator anyhow.
        """
        verdict, reason = clean_line(verdict), clean(reason)
        shown = self.plan.shown(self.plan.indicator(indicator))
        if verdict and not reason.strip() and not shown.takes_text:
            remedy = "判定を変える理由を入力してください。"
            raise UserError("判定を変えるには理由が必要です。", where=self._where(indicator, year), remedy=remedy)
        before = self._judgement(indicator, year)
        self._judge(indicator, year, replace(before, verdict=verdict, reason=reason if verdict else ""))

    def assess(self, indicator: str, year: FiscalYear, reviewer: Reviewer, label: str, text: str = "") -> None:
        """Put 自己評価, 庁内評価 or 外部評価 beside the verdict, nothing for none."""
        given = Assessment(clean_line(label), clean(text))
        self._judge(indicator, year, self._judgement(indicator, year).with_assessment(reviewer, given or None))

    def hand_in(self, node: str, year: FiscalYear) -> None:
        """提出: the head of the section sends a sheet to the planner; why it had come back stays with it."""
        self._move(node, year, Stage.SUBMITTED)

    def send_back(self, node: str, year: FiscalYear, reason: str) -> None:
        """差戻し: the planner sends a sheet back, with a reason."""
        self._move(node, year, Stage.RETURNED, clean(reason))

    def approve(self, node: str, year: FiscalYear) -> None:
        """確認: the planner has checked a sheet that was handed in."""
        self._move(node, year, Stage.CHECKED)

    def reopen(self, node: str, year: FiscalYear) -> None:
        """Take a handed-in or checked sheet back to 入力中."""
        self._move(node, year, Stage.OPEN)

    def set_course(self, project: str, year: FiscalYear, word: str) -> None:
        """Say 今後の方向性 of a project (of its original for a 再掲), "" for none."""
        what = self.plan.places[project].what
        if not isinstance(what, Project):
            raise KeyError(project)
        word = clean_line(word)
        if word and word not in self.plan.course_words:
            remedy = f"次の中から選んでください: {'、'.join(self.plan.course_words)}"
            where = self._where(project, year)
            raise UserError(f"「{word}」は今後の方向性の一覧にありません。", where=where, remedy=remedy)
        self.set_fact(FactKey(self.plan.original(what).uid, Fact.COURSE, year), word or None)

    def close_year(self, year: FiscalYear) -> None:
        """評価確定: nothing of the year can be altered any more."""
        if year not in self.plan.years:
            remedy = f"{self.plan.years.first}から{self.plan.years.last}までの年度を選んでください。"
            raise UserError(f"{year}は計画期間の外です。", where=self.plan.title, remedy=remedy)
        self.set_fact(FactKey(self.plan.uid, Fact.CLOSED, year), Closure())

    def unlock_year(self, year: FiscalYear, reason: str) -> None:
        """Open a closed year for corrections, with a reason."""
        reason = clean(reason)
        if not self.plan.is_closed(year):
            raise UserError(f"{year}は評価確定されていません。", where=self.plan.title, remedy="そのまま変更できます。")
        if not reason.strip():
            remedy = "解除する理由を入力してください。"
            raise UserError("評価確定の解除には理由が必要です。", where=f"{self.plan.title} {year}", remedy=remedy)
        self.set_fact(FactKey(self.plan.uid, Fact.CLOSED, year), Closure(YearState.UNLOCKED, reason))

    def set_opinions(self, opinions: Sequence[Opinion]) -> None:
        """Replace the whole list of 委員会意見; those without a uid get one."""
        owners = {uid: place.title for uid, place in self.plan.places.items()}
        tables = (table.uid for table in self.plan.statistics)
        named = with_opinion_uids([_cleaned(each) for each in opinions], [*owners, *tables])
        with refusing("委員会意見", "意見の本文、対象、番号を確かめてください。"):
            check_opinions(named, owners)
        self.set_fact(FactKey(self.plan.uid, Fact.OPINIONS), named)

    def add_opinion(self, opinion: Opinion) -> str:
        """Add an opinion at the end; returns the uid it has."""
        self.set_opinions((*self.plan.opinions, opinion))
        return self.plan.opinions[-1].uid

    def change_opinion(self, opinion: Opinion) -> None:
        """Put an opinion in the place of the one with its uid; KeyError for an unknown one."""
        self._opinion(opinion.uid)
        self.set_opinions([opinion if each.uid == opinion.uid else each for each in self.plan.opinions])

    def remove_opinion(self, uid: str) -> None:
        """Take an opinion away; KeyError for an unknown uid."""
        gone = self._opinion(uid)
        self.set_opinions([each for each in self.plan.opinions if each is not gone])

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Replace the list of 所管課 and their years."""
        cleaned = tuple(
            replace(each, name=clean_line(each.name), successor=clean_line(each.successor)) for each in sections
        )
        with refusing("所管課の一覧", "名前と年度を直してください。"):
            check_sections(cleaned)
        self.set_fact(FactKey(self.plan.uid, Fact.SECTIONS), cleaned)

    def set_scheme(self, since: FiscalYear, scheme: Scheme) -> None:
        """Judge by a scheme from a year on, in place of one that began in the same year."""
        others = [version for version in self.plan.rating if version.since != since]
        self.set_schemes([*others, SchemeVersion(since, scheme)])

    def drop_scheme(self, since: FiscalYear) -> None:
        """Judge from a year on as before it."""
        self.set_schemes([version for version in self.plan.rating if version.since != since])

    def set_schemes(self, versions: Sequence[SchemeVersion]) -> None:
        """Replace all schemes, each with the year of its first use."""
        ordered = tuple(sorted(versions, key=lambda version: version.since))
        self.set_fact(FactKey(self.plan.uid, Fact.RATING), ordered)

    def set_courses(self, words: Sequence[str]) -> None:
        """Replace the words for 今後の方向性, none for the usual ones; a word that is in use has to stay."""
        cleaned = tuple(dict.fromkeys(word for each in words if (word := clean_line(each))))
        projects = (each for each in self.plan.places.elements() if isinstance(each, Project))
        used = (word for project in projects for word in project.course.values())
        if cleaned and (kept := next((word for word in used if word not in cleaned), "")):
            remedy = "一覧に残すか、使っている事業の今後の方向性を先に変えてください。"
            raise UserError(f"「{kept}」は使われているため、一覧から除けません。", where=self.plan.title, remedy=remedy)
        self.set_fact(FactKey(self.plan.uid, Fact.COURSES), cleaned)

    def _judgement(self, indicator: str, year: FiscalYear) -> Judgement:
        return self.plan.indicator(indicator).judgements.get(year) or Judgement()

    def _judge(self, indicator: str, year: FiscalYear, judgement: Judgement) -> None:
        self.set_fact(FactKey(indicator, Fact.JUDGEMENT, year), judgement or None)

    def _move(self, uid: str, year: FiscalYear, stage: Stage, reason: str = "") -> None:
        """Move a sheet on; a 再掲 speaks for its original's."""
        node = self.plan.places[uid].what
        if isinstance(node, Indicator):
            raise KeyError(uid)
        node = self.plan.original(node) if isinstance(node, Project) else node
        where = self._where(node.uid, year)
        if not bears_sheet(node):
            remedy = "指標か事業のある項目を選んでください。"
            raise UserError("この項目には、提出や確認の対象がありません。", where=where, remedy=remedy)
        if refusal := why_not_moved(node.stage(year), stage):
            raise UserError(refusal, where=where, remedy="今の状態を確かめてから、もう一度操作してください。")
        if stage is Stage.RETURNED and not reason.strip():
            raise UserError("差戻しには理由が必要です。", where=where, remedy="差し戻す理由を入力してください。")
        before = node.stages.get(year)
        asked = before.reason if before and stage is Stage.SUBMITTED else ""
        approval = None if stage is Stage.OPEN else Approval(stage, reason, asked)
        self.set_fact(FactKey(node.uid, Fact.STAGE, year), approval)

    def _opinion(self, uid: str) -> Opinion:
        for opinion in self.plan.opinions:
            if opinion.uid == uid:
                return opinion
        raise KeyError(uid)

    def _where(self, uid: str, year: FiscalYear) -> str:
        return f"{year} {self.plan.places[uid].title}"


def _cleaned(opinion: Opinion) -> Opinion:
    """Return an opinion with its texts as they are kept."""
    texts = {each.name: getattr(opinion, each.name) for each in fields(opinion)}
    kept: dict[str, Any] = {name: clean(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(opinion, **kept)
