"""What people say about a year beyond its figures: judgements, approval, closing, the committee's opinions."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear

DEFAULT_COURSES: Final = ("継続", "拡充", "見直し", "縮小", "廃止")
"""The words for 今後の方向性 of a plan without a list of its own."""

_EXCERPT: Final = 20


class Reviewer(Enum):
    """Who judges beside the rating scheme; the value is the key of the plan document."""

    OWN = "self"
    OFFICE = "office"
    COMMITTEE = "committee"

    @property
    def label(self) -> str:
        """The field's own term."""
        return {"self": "自己評価", "office": "庁内評価", "committee": "外部評価"}[self.value]


@frozen
class Assessment:
    """What one reviewer says: a label and words, either may be missing."""

    label: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.label or self.text)

    @property
    def words(self) -> str:
        """The assessment in a sentence."""
        return f"「{self.label}」" + (f"({excerpt(self.text)})" if self.text else "")


@frozen
class Judgement:
    """The verdict people gave an indicator in place of the computed one, and what the reviewers say beside it.

    A reason without a verdict is a ValueError.
    """

    verdict: str = ""
    reason: str = ""
    own: Assessment | None = None
    office: Assessment | None = None
    committee: Assessment | None = None

    def __post_init__(self) -> None:
        if self.reason and not self.verdict:
            raise ValueError("判定(verdict)がないのに理由(reason)だけがあります。")

    def __bool__(self) -> bool:
        return bool(self.verdict or self.own or self.office or self.committee)

    def of(self, reviewer: Reviewer) -> Assessment | None:
        """Return what one reviewer says."""
        return {Reviewer.OWN: self.own, Reviewer.OFFICE: self.office, Reviewer.COMMITTEE: self.committee}[reviewer]

    def with_assessment(self, reviewer: Reviewer, assessment: Assessment | None) -> Judgement:
        """Return the judgement with what one reviewer says replaced."""
        if reviewer is Reviewer.OWN:
            return replace(self, own=assessment)
        if reviewer is Reviewer.OFFICE:
            return replace(self, office=assessment)
        return replace(self, committee=assessment)

    @property
    def words(self) -> str:
        """The judgement in a sentence."""
        reason = f"(理由: {excerpt(self.reason)})" if self.reason else ""
        verdict = [f"判定「{self.verdict}」{reason}"] if self.verdict else []
        said = ((reviewer.label, self.of(reviewer)) for reviewer in Reviewer)
        return "、".join([*verdict, *(f"{label}{each.words}" for label, each in said if each)])


class Stage(Enum):
    """How far a sheet has come in the round of approval; the value is the word of the plan document."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CHECKED = "checked"

    @property
    def label(self) -> str:
        """The word the window and the messages use."""
        return {"open": "入力中", "submitted": "提出済", "returned": "差戻し", "checked": "確認済"}[self.value]


@frozen
class Approval:
    """Where a sheet stands once it has left 入力中; a 差戻し has its reason, nothing else has (ValueError).

    `asked` is 前回の差戻しの理由 of a sheet that was handed in again, until it is checked (else ValueError).
    """

    stage: Stage
    reason: str = ""
    asked: str = ""

    def __post_init__(self) -> None:
        returned = self.stage is Stage.RETURNED
        if returned != bool(self.reason.strip()):
            raise ValueError("差戻しには理由が必要です。" if returned else "理由は差戻しにだけ書けます。")
        if self.asked and self.stage is not Stage.SUBMITTED:
            raise ValueError("前回の差戻しの理由(asked)は提出済にだけ書けます。")

    @property
    def words(self) -> str:
        """The stage in a sentence, with the whole reason: it is what the section has to do."""
        return self.stage.label + (f"(理由: {' '.join(self.reason.split())})" if self.reason else "")


class YearState(Enum):
    """What became of a year that was closed; the value is the word of the plan document."""

    CLOSED = "closed"
    UNLOCKED = "unlocked"


@frozen
class Closure:
    """評価確定 of a year, or its unlocking, which has a reason (ValueError otherwise)."""

    state: YearState = YearState.CLOSED
    reason: str = ""

    def __post_init__(self) -> None:
        unlocked = self.state is YearState.UNLOCKED
        if unlocked != bool(self.reason.strip()):
            raise ValueError("評価確定の解除には理由が必要です。" if unlocked else "理由は解除にだけ書けます。")

    @property
    def words(self) -> str:
        """The state in a sentence."""
        return "確定" if self.state is YearState.CLOSED else f"解除(理由: {excerpt(self.reason)})"


@frozen(kw_only=True)
class Opinion:
    """委員会意見: what a committee said in a year, and what came of it; `about` is a uid it speaks of."""

    uid: str = ""
    year: FiscalYear
    meeting: str = ""
    date: str = ""
    who: str = ""
    opinion: str
    response: str = ""
    section: str = ""
    done: bool = False
    about: str = ""

    @property
    def words(self) -> str:
        """The opinion in a sentence."""
        response = f"対応「{excerpt(self.response)}」" if self.response else "対応なし"
        return f"「{excerpt(self.opinion)}」({response}、{'対応済' if self.done else '未対応'})"


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"
