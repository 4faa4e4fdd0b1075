"""The schemes of a plan while they are being written: nothing of it counts before it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.rejudging import why_not_rated
from kpidesk.domain.scheme import SchemeVersion
from kpidesk.ui.scheme_lines import lines_of, read
from kpidesk.ui.session import READ_ONLY

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.scheme import Scheme
    from kpidesk.ui.scheme_lines import Line, Problem

NO_CHANGE = "変更はまだありません。"


class Draft:
    """One scheme with the year of its first use; its bands are lines that may not be readable yet."""

    def __init__(self, since: FiscalYear, scheme: Scheme) -> None:
        self.since = since
        self.scheme = scheme
        self.lines: list[Line] = lines_of(scheme.bands)

    def read(self) -> tuple[Scheme, list[Problem]]:
        """Return the scheme as it stands, and what is wrong with it."""
        return read(self.scheme, self.lines)

    @property
    def title(self) -> str:
        """The draft in a line of the list."""
        return f"{self.since}から\n{self.scheme.name or '(名前なし)'}"


class Drafts:
    """All schemes of a plan, newest first."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.all = [Draft(version.since, version.scheme) for version in reversed(plan.rating)]

    @property
    def versions(self) -> tuple[SchemeVersion, ...]:
        """The schemes as they stand, oldest first."""
        return tuple(
            sorted(
                (SchemeVersion(draft.since, draft.read()[0]) for draft in self.all), key=lambda version: version.since
            )
        )

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the plan has."""
        return self.versions != self._plan.rating or any(draft.read()[1] for draft in self.all)

    def why_not(self, *, read_only: bool) -> str:
        """Return why they cannot be applied, "" where they can."""
        if read_only:
            return READ_ONLY
        years = [draft.since for draft in self.all]
        for draft in self.all:
            if years.count(draft.since) > 1:
                return f"{draft.since}から使う判定方式が二つあります。どちらかの年度を変えてください。"
        for draft in self.all:
            if problems := draft.read()[1]:
                return f"{draft.since}からの方式に、直すところが{len(problems)}件あります。"
        return why_not_rated(self._plan, self.versions) if self.changed else NO_CHANGE

    def add(self, scheme: Scheme, year: FiscalYear) -> Draft:
        """Add a scheme from a year on, or from the next free one; where none is, from that year all the same."""
        taken = {draft.since for draft in self.all}
        years = self._plan.years.years
        free = [each for each in (*(each for each in years if each >= year), *reversed(years)) if each not in taken]
        made = Draft(free[0] if free else year, scheme)
        self.all.append(made)
        self.sort()
        return made

    def sort(self) -> None:
        """Put the newest first."""
        self.all.sort(key=lambda draft: draft.since, reverse=True)
