from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.evaluation_rules import check_sections, section_fault
from kpidesk.domain.json_codec import DocumentError
from kpidesk.domain.section import Section, name_in, section_at
from tests.builders import fy

OLD = Section("商工労働課", until=fy(2020), successor="商工課")
MIDDLE = Section("商工課", since=fy(2021), until=fy(2022), successor="経済課")
NEW = Section("経済課", since=fy(2023))
FOREST = Section("農林課", until=fy(2022), successor="経済課")
ENDED = Section("臨時室", since=fy(2021), until=fy(2021))
BACK = Section("臨時室", since=fy(2024))
LIST = (OLD, MIDDLE, NEW, ENDED, BACK)
NAMES = ("甲", "乙", "丙")


@pytest.mark.parametrize(
    ("name", "year", "called"),
    [
        ("商工労働課", 2020, "商工労働課"),
        ("商工労働課", 2022, "商工課"),
        ("商工労働課", 2025, "経済課"),
        ("商工課", 2020, "商工労働課"),
        ("経済課", 2022, "商工課"),
        ("経済課", 2015, "商工労働課"),
        ("経済課", 2023, "経済課"),
        ("臨時室", 2022, "臨時室"),
        ("臨時室", 2020, "臨時室"),
        ("企画課", 2022, "企画課"),
    ],
)
def test_a_year_has_its_own_names(name: str, year: int, called: str) -> None:
    assert name_in(LIST, name, fy(year)) == called


def test_of_what_was_merged_it_cannot_be_told_which_it_was() -> None:
    merged = (*LIST, FOREST)
    assert name_in(merged, "経済課", fy(2022)) == "経済課"
    assert name_in(merged, "農林課", fy(2023)) == "経済課"


def test_a_successor_that_is_missing_ends_the_walk() -> None:
    assert name_in((OLD,), "商工労働課", fy(2022)) == "商工労働課"


def test_a_name_that_was_used_again_is_followed_from_its_nearer_use() -> None:
    assert section_at(LIST, "臨時室", fy(2021)) is ENDED
    assert section_at(LIST, "臨時室", fy(2024)) is BACK
    assert section_at(LIST, "臨時室", fy(2022)) is None
    again = (Section("甲", until=fy(2020), successor="乙"), Section("乙", fy(2021), fy(2022), "甲"))
    assert name_in((*again, Section("甲", fy(2023), fy(2024))), "甲", fy(2022)) == "乙"
    assert name_in((*again, Section("甲", fy(2023), fy(2024))), "甲", fy(2025)) == "甲"


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (Section("企画課"), "企画課"),
        (MIDDLE, "商工課(令和3年度〜令和4年度、後継: 経済課)"),
        (NEW, "経済課(令和5年度〜)"),
    ],
)
def test_a_section_says_itself(section: Section, words: str) -> None:
    assert section.words == words


YEARS = st.none() | st.integers(2018, 2026).map(fy)
ROWS = st.lists(st.builds(Section, st.sampled_from(NAMES), YEARS, YEARS, st.sampled_from(["", *NAMES])), max_size=6)


@given(ROWS, st.sampled_from(NAMES), st.integers(2016, 2028).map(fy))
def test_every_walk_ends_at_a_name_of_the_list(rows: list[Section], name: str, year: object) -> None:
    called = name_in(rows, name, year)  # type: ignore[arg-type]
    assert called == name or called in {each.name for each in rows}


@given(ROWS, st.sampled_from(NAMES), st.integers(2016, 2028).map(fy))
def test_in_a_sound_list_nothing_is_called_by_two_names(rows: list[Section], name: str, year: object) -> None:
    try:
        check_sections(rows)
    except DocumentError:
        return
    called = name_in(rows, name, year)  # type: ignore[arg-type]
    assert name_in(rows, called, year) in (called, name)  # type: ignore[arg-type]


def test_a_fault_is_named_with_its_place() -> None:
    sound = [Section("商工課"), Section("農政課")]
    assert section_fault(sound) == ("", 0, "")
    words, number, attribute = section_fault([*sound, Section("農政課")])
    assert (number, attribute) == (2, "name")
    assert "農政課" in words
