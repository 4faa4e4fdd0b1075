"""What the second view says about entries and sums, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.evaluation import Reviewer, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.review import Reviewed, Summary
    from kpidesk.domain.scheme import Scheme
    from kpidesk.paper.chart import ChartSpec

NO_KPI = "KPIなし"
NO_REMARKS = "所見なし"
CLOSED = "評価確定済"
ALL_LABELS = 4
"""Up to so many labels each is counted, zeros too; of more only those that occur."""


def name_of(row: Reviewed) -> str:
    """Return the name of the indicator, of a project without one its title."""
    entry = row.entry
    return entry.shown.name if entry.shown else entry.project.title if entry.project else ""


def place_of(row: Reviewed) -> str:
    """Return the project and the section (所管課) of an entry."""
    entry = row.entry
    above = entry.path[-1].title if entry.path else ""
    project = entry.project.title if entry.project and entry.shown else above
    return "　".join(part for part in (project, row.section) if part)


def verdict_of(row: Reviewed) -> str:
    """Return mark and label."""
    return f"{row.verdict.mark} {row.verdict.label}" if row.verdict else f"— {NO_KPI}"


def computed_of(row: Reviewed) -> str:
    """Return what the scheme itself gives where a person chose another label, "" elsewhere."""
    computed = row.verdict.computed if row.verdict else None
    return f"{computed.mark} {computed.label}" if computed else ""


def arithmetic_of(row: Reviewed) -> str:
    """Return why the verdict is what it is: the arithmetic, and the reason of whoever chose another."""
    verdict = row.verdict
    if verdict is None:
        return (row.entry.source.waiver if row.entry.source else "") or ""
    if verdict.computed is None:
        return _reckoned(verdict)
    return f"変更の理由: {verdict.why}\n計算: {_reckoned(verdict.computed)}"


def _reckoned(verdict: Verdict) -> str:
    """Return the arithmetic of a verdict that stands beside its rate."""
    return f"{verdict.why} → {verdict.label}"


def stage_of(row: Reviewed) -> str:
    """Return the stage with its sign."""
    signs = {Stage.SUBMITTED: "● ", Stage.RETURNED: "↩ ", Stage.CHECKED: "✓ "}
    return f"{signs.get(row.stage, '')}{row.stage.label}"


def doubts_of(count: int) -> str:
    """Return how many 要確認 there are, "" for none."""
    return f"要確認 {count}件" if count else ""


def marks_of(row: Reviewed, doubts: int) -> str:
    """Return how many 要確認 there are, and 今後の方向性."""
    parts = (doubts_of(doubts), f"方向性 {row.course}" if row.course else "")
    return "　".join(part for part in parts if part)


def returned_of(row: Reviewed) -> str:
    """Return why a sheet was sent back, now or before it was handed in again; "" where it was not."""
    if row.approval.asked:
        return f"前回の差戻し: {row.approval.asked}"
    return f"差戻しの理由: {row.approval.reason}" if row.stage is Stage.RETURNED else ""


def legend_of(chart: ChartSpec) -> str:
    """Return what the small trend line shows: which line is which, the unit, and the figures of each year."""
    names = "、".join(f"{'破線' if strand.aimed else '実線'}は{strand.name}" for strand in chart.counted)
    unit = f"（単位: {chart.unit}）" if chart.unit else ""
    years = (chart.told(place).replace("\n", "　") for place in range(len(chart.categories)))
    return "\n".join((f"{names}です。{unit}", *(year for year in years if year)))


def assessments_of(row: Reviewed) -> Iterator[str]:
    """Yield what each reviewer says."""
    for reviewer in Reviewer:
        said = row.judgement.of(reviewer) if row.judgement else None
        if said:
            yield " ".join(part for part in (f"{reviewer.label}:", said.label, said.text) if part)


def spoken(row: Reviewed, doubts: int) -> str:
    """Return everything about an entry for a screen reader."""
    rate = f"達成率 {row.verdict.rate_text}" if row.verdict and row.verdict.rate_text else ""
    remarks = f"所見: {row.remarks}" if row.remarks else NO_REMARKS
    computed = f"計算では{computed_of(row)}" if computed_of(row) else ""
    state = (row.stage.label, marks_of(row, doubts), returned_of(row), remarks, *assessments_of(row))
    parts = (name_of(row), place_of(row), verdict_of(row), computed, rate, arithmetic_of(row), *state)
    return "。".join(part.replace("\n", " ") for part in parts if part)


def bands_of(found: Summary, scheme: Scheme, *, shares: bool = False) -> list[str]:
    """Return how many of each label there are, with their shares or without."""
    counts = found.verdicts.counts
    every = len(scheme.bands) <= ALL_LABELS
    return [
        f"{band.mark} {band.label} {counts[band.label]}件{_share(found, band.label) if shares else ''}"
        for band in scheme.bands
        if every or counts[band.label]
    ]


def counts_of(found: Summary, scheme: Scheme) -> list[str]:
    """Return how many of each label there are with their shares, and how many are not judged and why."""
    apart = _apart(found, scheme)
    told = "・".join(f"{label} {count}" for label, count in apart.items())
    return [*bands_of(found, scheme, shares=True), *([f"判定なし {sum(apart.values())}件（{told}）"] if apart else [])]


def _apart(found: Summary, scheme: Scheme) -> dict[str, int]:
    """Return what could not be judged, by the reason."""
    judged = {band.label for band in scheme.bands}
    return {label: count for label, count in found.verdicts.counts.items() if label not in judged and count}


def _share(found: Summary, label: str) -> str:
    return f"（{found.verdicts.shares[label]}%）" if label in found.verdicts.shares else ""


def size_of(found: Summary) -> str:
    """Return 事業数 and KPI数."""
    return f"事業数 {found.counts.projects}　KPI数 {found.counts.kpis}"


def sizes_of(found: Summary, scheme: Scheme) -> tuple[str, ...]:
    """Return the same with how many are not judged, the fullest wording first."""
    apart, size = sum(_apart(found, scheme).values()), found.counts
    short = f"事業数{size.projects}・KPI数{size.kpis}"
    if not apart:
        return size_of(found), short
    return f"{size_of(found)}（判定なし {apart}）", f"{short}（判定なし{apart}）"


def part_of(found: Summary, scheme: Scheme, label: str) -> str:
    """Return what a part of the bar counts: mark, label, count and share."""
    band = scheme.band_of(label)
    return f"{band.mark if band else ''} {label} {found.verdicts.counts[label]}件{_share(found, label)}".strip()


def trends_of(found: Summary) -> tuple[str, ...]:
    """Return how the verdicts stand against the year before, the fullest wording first; none where nothing compares."""
    trend = found.trend
    if trend.note:
        return ()
    told = f"昨年より 良い{trend.better}・同じ{trend.same}・悪い{trend.worse}"
    return f"{told}（比べられる{trend.compared}件）", told, f"昨年より 良い{trend.better}・悪い{trend.worse}"


def trend_of(found: Summary) -> str:
    """Return the same with what is left out, or why nothing can be compared."""
    if found.trend.note:
        return found.trend.note
    return f"{trends_of(found)[0]}\n昨年と今年の両方に判定のあるものだけを比べています。"


def rounds_of(found: Summary, *, closed: bool) -> list[str]:
    """Return how far the sheets have come in the round of approval, stage by stage; of a closed year that it is."""
    stages, every = found.stages, sum(found.stages.values())
    there = [stage for stage in Stage if stages[stage]]
    signs = {Stage.SUBMITTED: "" if closed else "● ", Stage.CHECKED: "" if closed or len(there) > 1 else "✓ "}
    whole = len(there) == 1
    told = [f"すべて{each.label}（{every}件）" if whole else f"{each.label} {stages[each]}" for each in there]
    signed = [f"{signs.get(each, '')}{word}" for each, word in zip(there, told, strict=True)]
    return [f"✓ {CLOSED}", *signed] if closed and there else signed


def round_of(found: Summary) -> str:
    """Return how far the sheets have come in the round of approval, and what waits for the reviewer."""
    told = "　".join(f"{stage.label} {found.stages[stage]}件" for stage in Stage)
    waiting = found.stages[Stage.SUBMITTED]
    return f"{told}\n確認を待っているもの {waiting}件" if waiting else told
