"""The rating schemes in use, as their bodies published them; a plan takes one as it is or as a start of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kpidesk.domain.methods import (
    Against,
    ByHand,
    Change,
    Margin,
    Pace,
    Progress,
    Ratio,
)
from kpidesk.domain.scheme import Band, Bound, Cut, Early, Rounding, Scheme, Sums, Tone
from kpidesk.domain.year_value import Absence

_MET_BANDS: Final = (
    Band("達成", "✓", Decimal(0), tone=Tone.GOOD),
    Band("未達成", "▲", tone=Tone.BAD),
)
MET_OR_NOT: Final = Scheme(
    "達成／未達成",
    Margin(),
    _MET_BANDS,
    id="met",
    about="その年度の実績値が目標値に届いたかどうかで判定します(期間の合計も単年度で比べます)。",
)
MET_OR_NOT_RUNNING: Final = Scheme(
    "達成／未達成(累計)",
    Margin(),
    _MET_BANDS,
    id="met_running",
    about="期間の合計を目標とする指標は累計どうしで、ほかはその年度の値で、目標値に届いたかどうかを判定します。",
    sums=Sums.RUNNING,
)
_TAMA: Final = Scheme(
    "多摩市 総合戦略",
    Pace(Ratio()),
    (
        Band("着実に進んでいる", "◎", Decimal(100), tone=Tone.GOOD),
        Band("概ね進んでいる", "○", Decimal(60), tone=Tone.FAIR),
        Band("改善や工夫が必要", "△", tone=Tone.POOR),
    ),
    id="tama",
    about="目標値に計画期間の経過割合を掛けた値に対する達成率を、100%と60%で区切ります。",
    early=Early.JUDGE,
)
_NAGAYO: Final = Scheme(
    "長与町 総合計画(令和元年度)",
    Margin(),
    (
        Band("S", "◎", Decimal(0), included=False, tone=Tone.GOOD),
        Band("A", "○", Decimal(0), included=False, tone=Tone.FAIR, method=Change()),
        Band("B", "△", Decimal(-10), tone=Tone.POOR, method=Change()),
        Band("C", "×", tone=Tone.BAD),
    ),
    id="nagayo",
    about="目標値を上回るとS、基準値を上回るとA、基準値の△10%以内がB、それを下回るとCとします。",
    early=Early.JUDGE,
    unjudged_mark="−",
)
_SANO: Final = Scheme(
    "佐野市 行政評価",
    Ratio(),
    (
        Band("100%以上", "７", Decimal(100), tone=Tone.GOOD, points=7),
        Band("90%以上", "６", Decimal(90), tone=Tone.GOOD, points=6),
        Band("80%以上", "５", Decimal(80), tone=Tone.FAIR, points=5),
        Band("70%以上", "４", Decimal(70), tone=Tone.FAIR, points=4),
        Band("60%以上", "３", Decimal(60), tone=Tone.POOR, points=3),
        Band("50%以上", "２", Decimal(50), tone=Tone.POOR, points=2),
        Band("50%未満", "１", tone=Tone.BAD, points=1),
    ),
    id="sano",
    about="達成率を10%ごとに7点から1点までの点数にし、合計します。",
)


def _ibaraki(ident: str, edition: str, rounding: Rounding, manner: str) -> Scheme:
    return Scheme(
        f"茨城県 総合戦略({edition})",
        Pace(Ratio(), Against.LINE),
        (
            Band("A", "◎", Decimal(100), tone=Tone.GOOD),
            Band("B+", "○", Decimal(80), tone=Tone.FAIR),
            Band("B", "△", Decimal(50), tone=Tone.POOR),
            Band("C", "×", tone=Tone.BAD),
        ),
        id=ident,
        about=(
            f"年度ごとの期待値に対する達成率(1%未満は{manner})を100%・80%・50%で区切ります。"
            "期待値のない年度は、基準値から目標値への直線上の値と比べます。"
        ),
        rounding=rounding,
        early=Early.JUDGE,
    )


_NAGANO: Final = Scheme(
    "長野県 総合5か年計画",
    Pace(Progress()),
    (
        Band("順調", "◎", Decimal(100), tone=Tone.GOOD),
        Band("おおむね順調", "○", Decimal(80), tone=Tone.FAIR),
        Band("努力を要する", "△", tone=Tone.POOR),
    ),
    id="nagano",
    about="基準値からの進捗を、目安値(なければ直線上の値)までの進捗に対して100%と80%で区切ります。",
    early=Early.JUDGE,
)
_INO: Final = Scheme(
    "いの町 総合戦略",
    Margin(),
    (
        Band("目標を上回る", "◎", Decimal(0), included=False, tone=Tone.GOOD),
        Band("目標どおり", "○", Decimal(0), tone=Tone.GOOD),
        Band("目標を下回る", "△", Decimal(0), included=False, tone=Tone.POOR, method=Change(from_zero=True)),
        Band("進展なし・終了", "×", tone=Tone.BAD),
    ),
    id="ino",
    about="目標値を上回る◎、同じ○、下回る△、基準値から進展のない×に分けます(終了した事業の×は人が選びます)。",
)
_KITSUKI: Final = Scheme(
    "杵築市 総合戦略",
    ByHand(),
    (
        Band("A", "◎", tone=Tone.GOOD),
        Band("B", "○", tone=Tone.FAIR),
        Band("C", "△", tone=Tone.POOR),
        Band("D", "−", tone=Tone.NEUTRAL),
    ),
    id="kitsuki",
    about="目標を上回るA、8割以上で課題に対応済みのB、改善が必要なC、外部要因により注視するDから、人が選びます。",
)
_IWAMIZAWA: Final = Scheme(
    "岩見沢市 総合戦略",
    Pace(Progress(from_zero=True)),
    (
        Band("順調", "○", Decimal(100), tone=Tone.GOOD),
        Band("低調", "▼", tone=Tone.BAD),
    ),
    id="iwamizawa",
    about=(
        "基準値(なければ0)から最終目標値までの進捗が、計画期間の経過割合以上なら順調、"
        "届かないか基準値より悪ければ低調とし、調査なし・未公表・算定中・参考値は−とします。"
    ),
    early=Early.JUDGE,
    unjudged_mark="−",
)
_FUKUOKA: Final = Scheme(
    "福岡市 基本計画",
    Pace(Progress()),
    (
        Band("a", "◎", Decimal(100), tone=Tone.GOOD),
        Band("b", "○", Decimal(-3), tone=Tone.FAIR, method=Change()),
        Band("c", "△", tone=Tone.POOR),
    ),
    id="fukuoka",
    about="目標に向けて順調ならa、順調でなくても初期値から改善か横ばい(±3%以内)ならb、初期値より悪ければcとします。",
    early=Early.JUDGE,
)
_KENKO: Final = Scheme(
    "健康日本21",
    Margin(),
    (
        Band("A", "◎", Decimal(0), tone=Tone.GOOD),
        Band(
            "B",
            "○",
            Decimal(0),
            included=False,
            tone=Tone.FAIR,
            method=Change(),
            also=(Bound(Decimal(100), method=Pace(Progress())),),
        ),
        Band("B*", "○*", Decimal(0), included=False, tone=Tone.FAIR, method=Change()),
        Band("C", "△", Decimal(0), tone=Tone.POOR, method=Change()),
        Band("D", "×", tone=Tone.BAD),
    ),
    id="kenko21",
    about=(
        "目標に達したA、改善しているB(期限までの達成が危ぶまれるものはB*)、変わらないC、悪化しているDに分け、"
        "評価できないものはEとします。"
    ),
    early=Early.JUDGE,
    pending=(Absence.NO_SURVEY, Absence.NOT_COMPUTABLE),
    unjudged_mark="E",
)
_GROWTH: Final = Scheme(
    "国 成長戦略",
    Pace(Progress()),
    (
        Band("A", "○", Decimal(100), tone=Tone.GOOD),
        Band("B", "△", tone=Tone.POOR),
        Band("F", "※", by_hand=True),
    ),
    id="growth",
    about=(
        "目標までの進捗の割合が期間の経過割合以上ならA、届かなければBとし、"
        "数値で測らない施策はF(人が選びます)、データのないものはNとします。"
    ),
    early=Early.JUDGE,
    pending=(Absence.NO_SURVEY, Absence.NOT_COMPUTABLE),
    unjudged_mark="N",
)
_OSAKA: Final = Scheme(
    "大阪府立図書館",
    Ratio(),
    (
        Band("A", "◎", Decimal(110), tone=Tone.GOOD),
        Band("B", "○", Decimal(80), tone=Tone.FAIR),
        Band("C", "△", Decimal(50), tone=Tone.POOR),
        Band("D", "×", tone=Tone.BAD),
    ),
    id="osaka_library",
    about="目標値に対する達成率を110%・80%・50%で区切ります。",
)
PRESETS: Final = (
    MET_OR_NOT,
    MET_OR_NOT_RUNNING,
    _TAMA,
    _NAGAYO,
    _SANO,
    _ibaraki("ibaraki", "四捨五入の版", Rounding(Cut.HALF_UP), "四捨五入"),
    _ibaraki("ibaraki_truncated", "切捨ての版", Rounding(Cut.TRUNCATE), "切捨て"),
    _NAGANO,
    _INO,
    _KITSUKI,
    _IWAMIZAWA,
    _FUKUOKA,
    _KENKO,
    _GROWTH,
    _OSAKA,
)


def preset(ident: str) -> Scheme | None:
    """Return a scheme by its id; None for an unknown one."""
    return next((scheme for scheme in PRESETS if scheme.id == ident), None)
