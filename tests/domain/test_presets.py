"""The published rules: each preset at each of its boundaries, and the judgements one city published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpidesk.domain.entries import entries
from kpidesk.domain.indicator import Basis, Direction, Point
from kpidesk.domain.presets import MET_OR_NOT, PRESETS, preset
from kpidesk.domain.rating import Outcome, Verdict, judge
from kpidesk.domain.scheme_rules import faults
from kpidesk.domain.year_value import Number
from tests.builders import cell, fy, indicator, plan, published, series

if TYPE_CHECKING:
    from kpidesk.domain.scheme import Scheme
    from kpidesk.domain.year_value import Value

PLAN = plan()
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def _scheme(ident: str) -> Scheme:
    found = preset(ident)
    assert found is not None
    return found


def _verdict(
    ident: str,
    target: str,
    actual: str,
    baseline: str | None = None,
    direction: Direction = HIGHER,
    *,
    year: int | None = None,
) -> Verdict:
    """Judge against the year's own target; with a year against a final one, before its time."""
    at = year or 2022
    row = series(targets={} if year else {at: target}, actuals={at: actual}, final=target if year else None)
    one = indicator("i1", replace(row, baseline=Point(cell(baseline))), direction=direction, basis=Basis.FINAL)
    return judge(PLAN, one, fy(at), _scheme(ident))


@pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.id)
def test_a_preset_is_sound_and_says_what_it_is(scheme: Scheme) -> None:
    assert list(faults(scheme)) == []
    assert preset(scheme.id) == scheme
    assert scheme.about.endswith("。")


def test_presets_have_names_of_their_own() -> None:
    assert len({scheme.id for scheme in PRESETS}) == len({scheme.name for scheme in PRESETS}) == len(PRESETS)
    assert PRESETS[0] == MET_OR_NOT
    assert preset("nobody") is None


@pytest.mark.parametrize(
    ("ident", "target", "actual", "label"),
    [
        ("sano", "100", "100", "100%以上"),
        ("sano", "100", "99.9", "90%以上"),
        ("sano", "100", "90", "90%以上"),
        ("sano", "100", "89.9", "80%以上"),
        ("sano", "100", "80", "80%以上"),
        ("sano", "100", "70", "70%以上"),
        ("sano", "100", "60", "60%以上"),
        ("sano", "100", "50", "50%以上"),
        ("sano", "100", "49.9", "50%未満"),
        ("sano", "3", "3", "100%以上"),
        ("osaka_library", "100", "110", "A"),
        ("osaka_library", "100", "109.9", "B"),
        ("osaka_library", "100", "80", "B"),
        ("osaka_library", "100", "79.9", "C"),
        ("osaka_library", "100", "50", "C"),
        ("osaka_library", "100", "49.9", "D"),
        ("ibaraki", "100", "99.5", "A"),
        ("ibaraki", "100", "99.4", "B+"),
        ("ibaraki", "100", "79.5", "B+"),
        ("ibaraki", "100", "79.4", "B"),
        ("ibaraki", "100", "49.5", "B"),
        ("ibaraki", "100", "49.4", "C"),
        ("ibaraki_truncated", "100", "100", "A"),
        ("ibaraki_truncated", "100", "99.9", "B+"),
        ("ibaraki_truncated", "100", "80", "B+"),
        ("ibaraki_truncated", "100", "79.9", "B"),
        ("ibaraki_truncated", "100", "50", "B"),
        ("ibaraki_truncated", "100", "49.9", "C"),
        ("tama", "100", "100", "着実に進んでいる"),
        ("tama", "100", "60", "概ね進んでいる"),
        ("tama", "100", "59.9", "改善や工夫が必要"),
        ("met", "100", "100", "達成"),
        ("met", "100", "99.9", "未達成"),
        ("met_running", "100", "99.9", "未達成"),
    ],
)
def test_a_ratio_at_its_boundaries(ident: str, target: str, actual: str, label: str) -> None:
    assert _verdict(ident, target, actual).label == label


@pytest.mark.parametrize(
    ("ident", "actual", "label"),
    [
        ("nagayo", "121", "S"),
        ("nagayo", "120", "A"),
        ("nagayo", "101", "A"),
        ("nagayo", "100", "B"),
        ("nagayo", "90", "B"),
        ("nagayo", "89.9", "C"),
        ("nagano", "120", "順調"),
        ("nagano", "119.9", "おおむね順調"),
        ("nagano", "116", "おおむね順調"),
        ("nagano", "115.9", "努力を要する"),
        ("ino", "120.1", "目標を上回る"),
        ("ino", "120", "目標どおり"),
        ("ino", "119", "目標を下回る"),
        ("ino", "100.1", "目標を下回る"),
        ("ino", "100", "進展なし・終了"),
        ("iwamizawa", "120", "順調"),
        ("iwamizawa", "119", "低調"),
        ("iwamizawa", "99", "低調"),
        ("fukuoka", "120", "a"),
        ("fukuoka", "119", "b"),
        ("fukuoka", "97", "b"),
        ("fukuoka", "96.9", "c"),
        ("kenko21", "120", "A"),
        ("kenko21", "119", "B*"),
        ("kenko21", "100", "C"),
        ("kenko21", "99.9", "D"),
        ("growth", "120", "A"),
        ("growth", "119.9", "B"),
    ],
)
def test_a_rule_that_knows_the_baseline_at_its_boundaries(ident: str, actual: str, label: str) -> None:
    assert _verdict(ident, "120", actual, "100").label == label


@pytest.mark.parametrize(
    ("ident", "actual", "label"),
    [
        ("tama", "48", "着実に進んでいる"),
        ("tama", "47.9", "概ね進んでいる"),
        ("tama", "28.8", "概ね進んでいる"),
        ("tama", "28.7", "改善や工夫が必要"),
        ("ibaraki", "108", "A"),
        ("ibaraki", "86.4", "B+"),
        ("nagano", "108", "順調"),
        ("nagano", "106.4", "おおむね順調"),
        ("nagano", "106.3", "努力を要する"),
        ("iwamizawa", "108", "順調"),
        ("iwamizawa", "107.9", "低調"),
        ("fukuoka", "108", "a"),
        ("fukuoka", "107.9", "b"),
        ("kenko21", "120", "A"),
        ("kenko21", "108", "B"),
        ("kenko21", "107.9", "B*"),
        ("growth", "108", "A"),
        ("growth", "107.9", "B"),
        ("nagayo", "121", "S"),
        ("nagayo", "108", "A"),
        ("sano", "119", "目標年度前"),
        ("sano", "120", "100%以上"),
        ("met", "119", "目標年度前"),
        ("ino", "119", "目標年度前"),
    ],
)
def test_two_years_of_five_are_forty_percent(ident: str, actual: str, label: str) -> None:
    assert _verdict(ident, "120", actual, "100", year=2022).label == label


@pytest.mark.parametrize(
    ("ident", "actual", "label"),
    [
        ("fukuoka", "80", "a"),
        ("fukuoka", "103", "b"),
        ("fukuoka", "103.1", "c"),
        ("nagayo", "79", "S"),
        ("nagayo", "99", "A"),
        ("nagayo", "110", "B"),
        ("nagayo", "110.1", "C"),
        ("sano", "80", "100%以上"),
        ("sano", "100", "80%以上"),
        ("kenko21", "80", "A"),
        ("kenko21", "101", "D"),
        ("iwamizawa", "81", "低調"),
        ("ino", "79", "目標を上回る"),
        ("ino", "99", "目標を下回る"),
        ("ino", "101", "進展なし・終了"),
    ],
)
def test_a_target_that_has_to_fall(ident: str, actual: str, label: str) -> None:
    assert _verdict(ident, "80", actual, "100", LOWER).label == label


@pytest.mark.parametrize("scheme", [scheme for scheme in PRESETS if not scheme.by_hand], ids=lambda scheme: scheme.id)
class TestWhatHasNoQuotient:
    """待機児童 0人, ▲41→▲17 and their kind: the better one is never judged worse than the other."""

    @pytest.mark.parametrize(
        ("direction", "target", "baseline", "good", "bad"),
        [
            (LOWER, "0", "15", "0", "16"),
            (LOWER, "0", "0", "0", "1"),
            (HIGHER, "0", "-5", "0", "-6"),
            (HIGHER, "-17", "-41", "-17", "-45"),
            (HIGHER, "-5.13", "-7.04", "-5.13", "-8.38"),
            (HIGHER, "10", "0", "10", "-1"),
            (HIGHER, "10", "10", "10", "7"),
            (HIGHER, "6300", "7740", "7800", "6200"),
            (LOWER, "10", "-5", "-6", "11"),
        ],
    )
    def test_it_is_met_or_missed(
        self, scheme: Scheme, direction: Direction, target: str, baseline: str, good: str, bad: str
    ) -> None:
        met, missed = (_verdict(scheme.id, target, actual, baseline, direction) for actual in (good, bad))
        assert (met.met, missed.met) == (True, False)
        better, worse = scheme.rank(met.label), scheme.rank(missed.label)
        assert better is not None
        assert worse is not None
        assert better < worse


@pytest.mark.parametrize(("actual", "why"), [("121", "121 ＞ 120"), ("120", "120 ＝ 120"), ("119", "119 ＜ 120")])
def test_who_tells_better_from_just_as_good_says_which(actual: str, why: str) -> None:
    assert _verdict("ino", "120", actual, "100").why.split("、")[0] == why


def test_migration_that_got_worse_is_never_a_good_ratio() -> None:
    verdict = _verdict("sano", "-5.13", "-8.38")
    assert verdict.line == "△8.38 ＜ △5.13(目標値が負の数のため達成か未達成かで判定) → 50%未満"
    assert verdict.rate is None


def test_no_waiting_children_are_a_target_that_can_be_met() -> None:
    assert _verdict("osaka_library", "0", "0", direction=LOWER).line == "0 ≦ 0(目標値が0のため達成か未達成かで判定) → B"
    assert _verdict("osaka_library", "0", "2", direction=LOWER).label == "D"


def test_people_alone_judge_in_kitsuki() -> None:
    verdict = _verdict("kitsuki", "10", "10")
    assert (verdict.label, verdict.why) == ("未判定", "人による判定がまだない")
    assert _verdict("kitsuki", "10", "1", year=2022).label == "未判定"


@pytest.mark.parametrize("ident", ["nagayo", "nagano", "fukuoka", "kenko21", "growth"])
def test_without_a_baseline_what_is_not_met_cannot_be_told(ident: str) -> None:
    verdict = _verdict(ident, "10", "9", year=2022)
    assert (verdict.label, verdict.why) == ("未判定", "基準値がない")
    assert _verdict(ident, "10", "11", year=2022).label == _scheme(ident).bands[0].label


# --- as 岩見沢市 published it for 令和2年度 --------------------------------------------------------------------------

PUBLISHED = {
    "i1": "順調",
    "i2": "−",
    "i3": "順調",
    "i4": "−",
    "i15": "低調",
    "i16": "低調",
    "i17": "−",
    "i31": "低調",
    "i32": "低調",
    "i33": "−",
    "i44": "−",
    "i45": "−",
    "i46": "−",
    "i47": "順調",
}


def test_iwamizawas_published_states_come_out() -> None:
    tree = published("iwamizawa").at(fy(2020))
    scheme = _scheme("iwamizawa")
    found = {}
    for entry in entries(tree, tree):
        if entry.shown and not entry.project:
            verdict = judge(tree, entry.shown, fy(2020), scheme)
            found[entry.shown.uid] = verdict.label if verdict.outcome is Outcome.JUDGED else verdict.mark
    assert found == PUBLISHED


def test_iwamizawas_arithmetic_can_be_read() -> None:
    tree = published("iwamizawa")
    lines = [judge(tree, tree.indicator(uid), fy(2020), _scheme("iwamizawa")).line for uid in ("i15", "i47")]
    assert lines == ["(▲341−▲312)÷(▲275−▲312)÷20%＝▲391.9% → 低調", "5÷17÷20%＝147.1% → 順調"]


def _number(text: str) -> Value:
    return Number(Decimal(text))


def test_a_sum_goes_by_pace_and_a_mean_faces_its_target() -> None:
    row = series(actuals={2021: "3", 2022: "2"}, final="10")
    labels = {
        basis: judge(
            PLAN, indicator("i1", replace(row, baseline=Point(_number("26"))), basis=basis), fy(2022), scheme
        ).line
        for basis in (Basis.SUM, Basis.MEAN)
        for scheme in (_scheme("tama"),)
    }
    assert labels == {
        Basis.SUM: "累計 5÷(10×40%)＝125.0% → 着実に進んでいる",
        Basis.MEAN: "平均 2.5÷10＝25.0% → 改善や工夫が必要",
    }
    summed = indicator("i1", replace(row, baseline=Point(_number("26"))), basis=Basis.SUM)
    assert judge(PLAN, summed, fy(2022), _scheme("growth")).line == "累計 5÷10÷40%＝125.0% → A"
    assert judge(PLAN, summed, fy(2022), _scheme("nagayo")).why == "途中までの累計は基準値と比べられない"
    assert judge(PLAN, summed, fy(2022), _scheme("ino")).label == "目標年度前"


def test_a_sum_that_should_stay_small_says_nothing_before_its_end_but_by_pace() -> None:
    row = series(actuals={2021: "3", 2022: "2"}, final="10")
    accidents = indicator("i1", row, basis=Basis.SUM, direction=LOWER)
    assert judge(PLAN, accidents, fy(2022), _scheme("kenko21")).label == "目標年度前"
    assert judge(PLAN, accidents, fy(2022), _scheme("tama")).line == "(10×40%)÷累計 5＝80.0% → 概ね進んでいる"
    assert judge(PLAN, accidents, fy(2022), _scheme("growth")).label == "B"
