"""所管課 over the years: what a section was called before and after a reorganisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.fiscal_year import EARLIEST, LATEST
from kpidesk.domain.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.fiscal_year import FiscalYear


@frozen
class Section:
    """A section and the fiscal years it existed; `successor` is what took its work over the year after."""

    name: str
    since: FiscalYear | None = None
    until: FiscalYear | None = None
    successor: str = ""

    def existed_in(self, year: FiscalYear) -> bool:
        """Whether the section existed in that year."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    def overlaps(self, other: Section) -> bool:
        """Whether there is a year in which both existed."""
        return not (_ends_before(self, other) or _ends_before(other, self))

    @property
    def words(self) -> str:
        """The section in a sentence."""
        years = f"{self.since or ''}〜{self.until or ''}" if self.since or self.until else ""
        successor = f"後継: {self.successor}" if self.successor else ""
        more = "、".join(part for part in (years, successor) if part)
        return f"{self.name}({more})" if more else self.name


def _ends_before(one: Section, other: Section) -> bool:
    return one.until is not None and other.since is not None and one.until < other.since


def section_at(sections: Sequence[Section], name: str, year: FiscalYear) -> Section | None:
    """Return the section of that name in that year, None where there was none."""
    return next((each for each in sections if each.name == name and each.existed_in(year)), None)


def name_in(sections: Sequence[Section], name: str, year: FiscalYear) -> str:
    """Return what the section of that name was called in a year, its own name where the list does not say.

    Forward by successors, backward by the one section that it succeeded: of several it cannot be told which.
    """
    same = [each for each in sections if each.name == name]
    if not same or any(each.existed_in(year) for each in same):
        return name
    earlier = [each for each in same if each.until is not None and each.until < year]
    if earlier:
        return _after(sections, max(earlier, key=_end), year)
    return _before(sections, min(same, key=_beginning), year)


def _after(sections: Sequence[Section], section: Section, year: FiscalYear) -> str:
    """Return the name of what took over from a section that had ended by that year."""
    while section.until is not None and section.until < year:
        # What takes over exists the year after, so that every round comes to a later end.
        following = section_at(sections, section.successor, section.until + 1)
        if following is None:
            break
        section = following
    return section.name


def _before(sections: Sequence[Section], section: Section, year: FiscalYear) -> str:
    """Return the name of what a section that began after that year took over from."""
    while section.since is not None and year < section.since:
        last = section.since - 1
        preceding = [each for each in sections if each.successor == section.name and each.until == last]
        if len(preceding) != 1:
            break
        section = preceding[0]
    return section.name


def _end(section: Section) -> int:
    return section.until.start if section.until else LATEST


def _beginning(section: Section) -> int:
    return section.since.start if section.since else EARLIEST
