"""A small plan with everything a committee's papers can say: texts, SDGs, costs, comments, opinions, verdicts."""

from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.evaluation import Opinion
from kpidesk.domain.indicator import Basis, Direction, Footnote, Kind, Point, Setting
from kpidesk.domain.plan import Cost, Goal, Grant, Item, Measure, Plan, PlanText, Project
from kpidesk.domain.year_value import Comments
from tests import builders as b

YEAR = b.fy(2022)


def plan() -> Plan:
    """Return the plan of 試験市: two goals, three projects and one that stands twice."""
    return replace(
        b.plan(_work(), _families()),
        texts=(PlanText("計画の趣旨", "この計画は、市の将来像を実現するために定めます。"),),
        opinions=(
            _opinion("o1", 2022, "第1回推進委員会", "研修の機会を増やせないか。", about="p1", done=True),
            _opinion("o2", 2022, "第1回推進委員会", "指標を分かりやすくできないか。"),
            _opinion("o3", 2021, "第1回推進委員会", "周知に努めてほしい。", done=True),
            _opinion("o4", 2023, "第1回推進委員会", "次の年度の意見です。"),
        ),
    )


def _opinion(uid: str, year: int, meeting: str, words: str, *, about: str = "", done: bool = False) -> Opinion:
    return Opinion(
        uid=uid,
        year=b.fy(year),
        meeting=meeting,
        date=f"令和{year - 2018}年6月",
        who="A委員",
        opinion=words,
        response="来年度から見直します。" if done else "",
        section="企画課",
        done=done,
        about=about,
    )


def _work() -> Goal:
    outcome = b.indicator("i1", b.series(targets={2022: "10"}, actuals={2022: "12"}, final="20"), kind=Kind.OUTCOME)
    measure = replace(b.measure("m1", _training(), _shops()), related=("駅前整備事業",))
    return replace(
        b.goal("g1", outcome, measure),
        texts=(PlanText("基本的方向", "働く場をつくり、人を育てます。", "1", "12"),),
        costs={YEAR: Cost(settled=111180000)},
    )


def _families() -> Goal:
    again = replace(b.project("p3", title="人材育成事業", repeats="p1"), flags=("再掲",))
    care = replace(b.project("p4", b.sharing("i5", "i2"), title="子育て応援事業"), items=_ITEMS)
    text = PlanText("現状と課題", "相談が増えています。")
    return b.goal("g2", replace(b.measure("m2", again, care), texts=(text,)))


_ITEMS = (Item("家庭を訪ねる", ("拡充",)), Item("相談を受ける"))


def _training() -> Project:
    lower = b.indicator("i3", b.series(actuals={2022: "4"}, final="0"), direction=Direction.LOWER, basis=Basis.FINAL)
    steps = b.series(targets={2021: "30", 2022: "37.0"}, actuals={2021: "36.6", 2022: "25.0"}, final="40.0")
    rate = b.indicator("i2", replace(steps, baseline=Point(b.cell("36.7"), "令和元年")), unit="%")
    return replace(
        b.project(
            "p1", replace(rate, footnotes=(Footnote("※1", "国勢調査の数値による"),)), lower, title="人材育成事業"
        ),
        subtitle="研修と資格の支援",
        text="働く人の学びを支える。",
        section="商工課",
        flags=("新規",),
        sdgs=(1, 2, 4, 7, 8, 9, 17),
        costs={
            b.fy(2021): Cost(budget=1200000),
            YEAR: Cost(2500000, 2345678, (Grant("地方創生推進交付金", 1000000), Grant("道補助金", 200000))),
            b.fy(2023): Cost(),
        },
        comments={YEAR: Comments("研修が増えた。", "研修を12回開いた。", "対象を広げる。", "周知を望む。")},
        course={YEAR: "拡充"},
    )


def _shops() -> Project:
    pairs = (
        b.series(label="男", actuals={2022: "74.1"}, final="74.9"),
        b.series(label="女", actuals={2022: "83.0"}, final="83.6"),
    )
    watched = replace(
        b.indicator("i4", *pairs, unit="歳"), setting=Setting.MONITORED, setting_note="実績値の管理とする"
    )
    return replace(b.project("p2", b.with_remarks(watched, 2022, "横ばいであった。"), title="創業支援事業"), waiver="")


def blank() -> Plan:
    """Return a plan of projects without indicators, comments or words."""
    measure: Measure = b.measure("m1", b.project("p1"))
    return b.plan(b.goal("g1", replace(b.project("p2"), waiver="KPIの設定が困難なため設定しない"), measure))
