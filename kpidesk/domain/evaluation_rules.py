"""What must hold for the judgements, sections and opinions of a plan as a whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from kpidesk.domain.fiscal_year import LATEST, FiscalYear
from kpidesk.domain.json_codec import DocumentError, below
from kpidesk.domain.plan import Project
from kpidesk.domain.section import section_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kpidesk.domain.evaluation import Opinion
    from kpidesk.domain.plan import Element
    from kpidesk.domain.section import Section


def with_opinion_uids(opinions: Sequence[Opinion], taken: Collection[str]) -> tuple[Opinion, ...]:
    """Give a uid to every opinion without one: o1, o2, the next that is free."""
    used = {*taken, *(each.uid for each in opinions)}
    numbers = (uid for number in count(1) if (uid := f"o{number}") not in used)
    return tuple(each if each.uid else replace(each, uid=next(numbers)) for each in opinions)


def check_courses(courses: Sequence[str], elements: Iterable[tuple[str, Element]]) -> None:
    """Refuse a list with a word twice, and a 今後の方向性 that is not in the list where the plan has one."""
    for number, word in enumerate(courses):
        if not word or word in courses[:number]:
            reason = f"「{word}」が二度あります。" if word else "空の言葉は使えません。"
            raise DocumentError(f"courses[{number}]", reason)
    for path, element in elements:
        for year, word in element.course.items() if isinstance(element, Project) and courses else ():
            if word not in courses:
                shown = "、".join(courses)
                raise DocumentError(
                    below(path, f"course.{year.start}"), f"「{word}」は今後の方向性の一覧({shown})にありません。"
                )


def check_sections(sections: Sequence[Section]) -> None:
    """Refuse wrong years, a name two sections had in one year, a successor that was not there the year after."""
    reason, number, attribute = section_fault(sections)
    if reason:
        raise DocumentError(f"sections[{number}].{attribute}", reason)


def section_fault(sections: Sequence[Section]) -> tuple[str, int, str]:
    """Return the first thing that is wrong with a list of sections, with its place and attribute; "" for nothing."""
    for number, section in enumerate(sections):
        if not section.name.strip():
            return "名前のない課があります。", number, "name"
        if section.since and section.until and section.since > section.until:
            return f"「{section.name}」の終わりの年度が始まりの年度より前です。", number, "until"
        if any(each.name == section.name and each.overlaps(section) for each in sections[:number]):
            return f"「{section.name}」が同じ年度に二度あります。", number, "name"
        if section.successor and (reason := _successor_fault(sections, section)):
            return reason, number, "successor"
    return "", 0, ""


def _successor_fault(sections: Sequence[Section], section: Section) -> str:
    """Return what is wrong with what took over from a section, "" for nothing."""
    if section.until is None:
        return f"「{section.name}」に後継の課があるときは、終わりの年度が必要です。"
    after = FiscalYear(min(section.until.start + 1, LATEST))
    if section_at(sections, section.successor, after) is None:
        return f"「{section.name}」の後継の「{section.successor}」が、{after}の課の一覧にありません。"
    return ""


def check_opinions(opinions: Sequence[Opinion], owners: Mapping[str, str]) -> None:
    """Refuse an opinion without words, with a uid that is taken, or about what is not there.

    `owners` says what the uids of the plan, its nodes and indicators belong to.
    """
    taken = dict(owners)
    for number, opinion in enumerate(opinions):
        path = f"opinions[{number}]"
        if not opinion.opinion.strip():
            raise DocumentError(f"{path}.opinion", "意見の本文がありません。")
        if opinion.about and opinion.about not in owners:
            reason = f"「{opinion.about}」という計画・目標・施策・事業・指標がありません。"
            raise DocumentError(f"{path}.about", reason)
        if opinion.uid in taken:
            raise DocumentError(f"{path}.uid", f"「{opinion.uid}」は {taken[opinion.uid] or 'plan'} と同じです。")
        taken[opinion.uid] = path
