"""Short lists in the order people gave them: a part exchanged, added, moved or taken out."""

from __future__ import annotations

from typing import TypeVar

_Part = TypeVar("_Part")


def placed(parts: tuple[_Part, ...], place: int | None, part: _Part) -> tuple[_Part, ...]:
    """Return the parts with one put in a place of theirs, None for behind the last."""
    return (*parts, part) if place is None else (*parts[:place], part, *parts[place + 1 :])


def moved(parts: tuple[_Part, ...], place: int, by: int) -> tuple[_Part, ...]:
    """Return the parts with one moved towards the front (-1) or the end (1); at the edge it stays."""
    if not 0 <= place + by < len(parts):
        return parts
    order = list(parts)
    order.insert(place + by, order.pop(place))
    return tuple(order)


def without(parts: tuple[_Part, ...], place: int) -> tuple[_Part, ...]:
    """Return the parts without one."""
    return (*parts[:place], *parts[place + 1 :])
