"""What the second view says about entries and sums, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.evaluation import Reviewer, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.review import Reviewed, Summary
    from kpidesk.domain.scheme import Scheme

NO_KPI = "KPIなし"
NO_REMARKS = "所見なし"
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


def state_of(row: Reviewed, doubts: int) -> str:
    """Return the stage, how many 要確認 there are, and 今後の方向性."""
    parts = (row.stage.label, f"要確認 {doubts}件" if doubts else "", f"方向性 {row.course}" if row.course else "")
    return "　".join(part for part in parts if part)


def returned_of(row: Reviewed) -> str:
    """Return why a sheet was sent back, "" where it was not."""
    return f"差戻しの理由: {row.approval.reason}" if row.stage is Stage.RETURNED else ""


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
    state = (state_of(row, doubts), returned_of(row), remarks, *assessments_of(row))
    parts = (name_of(row), place_of(row), verdict_of(row), computed, rate, arithmetic_of(row), *state)
    return "。".join(part.replace("\n", " ") for part in parts if part)


def counts_of(found: Summary, scheme: Scheme, *, whole: bool = False) -> list[str]:
    """Return how many of each label there are and how many are not judged; `whole` with shares and reasons."""
    counts = found.verdicts.counts
    every = len(scheme.bands) <= ALL_LABELS
    words = [
        f"{band.mark} {band.label} {counts[band.label]}件{_share(found, band.label) if whole else ''}"
        for band in scheme.bands
        if every or counts[band.label]
    ]
    return [*words, *_apart(found, scheme, whole=whole)]


def _apart(found: Summary, scheme: Scheme, *, whole: bool) -> Iterator[str]:
    """Yield what could not be judged, if anything."""
    judged = {band.label for band in scheme.bands}
    apart = {label: count for label, count in found.verdicts.counts.items() if label not in judged and count}
    if apart:
        told = "・".join(f"{label} {count}" for label, count in apart.items())
        yield f"判定なし {sum(apart.values())}件" + (f"（{told}）" if whole else "")


def _share(found: Summary, label: str) -> str:
    return f"（{found.verdicts.shares[label]}%）" if label in found.verdicts.shares else ""


def size_of(found: Summary) -> str:
    """Return 事業数 and KPI数."""
    return f"事業数 {found.counts.projects}　KPI数 {found.counts.kpis}"


def trend_of(found: Summary) -> str:
    """Return how the verdicts stand against the year before, "" where that cannot be said."""
    trend = found.trend
    return "" if trend.note else f"昨年より　良い {trend.better}・同じ {trend.same}・悪い {trend.worse}"
