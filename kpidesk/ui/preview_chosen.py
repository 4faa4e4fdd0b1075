"""What is chosen for each document: the occasion is one for all of them, all else each has for itself."""

from __future__ import annotations

from dataclasses import replace

from kpidesk.paper.front import Front
from kpidesk.reports.options import ReportOptions


class ChosenOptions:
    """Meeting, date and （案） belong to the occasion; a document that nobody chose anything for has the defaults."""

    def __init__(self) -> None:
        self._occasion = Front()
        self._own: dict[str, ReportOptions] = {}

    def of(self, report: str) -> ReportOptions:
        """Return what is chosen for a document."""
        own, shared = self._own.get(report, ReportOptions()), self._occasion
        front = replace(own.front, meeting=shared.meeting, date=shared.date, draft=shared.draft)
        return replace(own, front=front)

    def put(self, report: str, options: ReportOptions) -> None:
        """Keep what is chosen for a document, and its occasion for all."""
        front = options.front
        self._occasion = Front(meeting=front.meeting, date=front.date, draft=front.draft)
        self._own[report] = replace(options, front=replace(front, meeting="", date="", draft=False))

    def differs(self, report: str) -> bool:
        """Whether the document differs from how it comes by itself, the occasion aside."""
        own = self._own.get(report, ReportOptions())
        front = own.front if own.front.approval else Front(number=own.front.number)  # of a sheet that is not there
        return replace(own, front=front) != ReportOptions()

    def reset(self, report: str) -> None:
        """Let go of what is chosen for a document; the occasion stays."""
        self._own.pop(report, None)
