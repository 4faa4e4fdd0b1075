"""Counted verdicts as the parts of bars: each label with its tone, what is not judged apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.scheme import Outcome
from kpidesk.paper.chart import Share, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.scheme import Scheme
    from kpidesk.domain.verdict_counts import VerdictCounts


def shares(scheme: Scheme, counts: VerdictCounts) -> tuple[Share, ...]:
    """Return a part for each label of the scheme, best first, then those of what is not judged."""
    tones = _tones(scheme)
    aside = {Outcome.PENDING.value: Tone.NEUTRAL}
    return tuple(
        Share(label, count, tones[label])
        if label in tones
        else Share(label, count, aside.get(label, Tone.FAINT), apart=True)
        for label, count in counts.counts.items()
    )


def _tones(scheme: Scheme) -> dict[str, Tone]:
    return dict(_toned(scheme))


def _toned(scheme: Scheme) -> Iterator[tuple[str, Tone]]:
    """Yield the tone of each band; the first of several good ones is the best."""
    good = [band.label for band in scheme.bands if band.tone.value == Tone.GOOD.value]
    for band in scheme.bands:
        best = len(good) > 1 and band.label == good[0]
        yield band.label, Tone.BEST if best else Tone(band.tone.value)
