"""Frozen values that come up fast: dataclasses that share what a dataclass otherwise compiles for each class anew."""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, slots: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True)
def frozen(
    cls: type[T] | None = None, /, *, slots: bool = True, kw_only: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a frozen dataclass, with slots unless something in it is cached.

    Of the six methods that a dataclass compiles for each class only `__init__` is left, and it waits for the first
    value: with a hundred classes that is a tenth of every start of the program.
    """
    return partial(_made, slots=slots, kw_only=kw_only) if cls is None else _made(cls, slots=slots, kw_only=kw_only)


def _made(cls: type[T], *, slots: bool, kw_only: bool) -> type[T]:
    made: Any = dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    every = fields(made)
    compared = [each.name for each in every if each.compare]
    told = [each.name for each in every if each.repr]
    values = attrgetter(*compared or ("__class__",))  # without fields one is as good as another

    def same(self: Any, other: object) -> bool:  # noqa: ANN401 -- of the class that is made
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def shown(self: Any) -> str:  # noqa: ANN401 -- of the class that is made
        return f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in told)})"

    def first(self: Any, *given: Any, **named: Any) -> None:  # noqa: ANN401 -- of the class that is made
        made.__init__ = _constructor(every, checks=hasattr(made, "__post_init__"))
        made.__init__(self, *given, **named)

    made.__init__ = first
    made.__setattr__ = made.__delattr__ = _refuse
    if "__eq__" not in cls.__dict__:
        made.__eq__ = same
        made.__hash__ = lambda self: hash(values(self))
    made.__repr__ = shown
    kept: type[T] = made
    return kept


def _refuse(_self: object, name: str, _value: object = None) -> NoReturn:
    raise FrozenInstanceError(name)


def _constructor(every: tuple[Field[Any], ...], *, checks: bool) -> Callable[..., None]:
    """Return an `__init__` that puts every field past the refusal to be altered."""
    alone = [each for each in every if each.kw_only]
    parameters = ["self", *(_parameter(each) for each in every if not each.kw_only)]
    parameters += ["*", *map(_parameter, alone)] if alone else []
    body = [*map(_put, every), *(["self.__post_init__()"] if checks else [])] or ["pass"]
    names: dict[str, Any] = {"_put": object.__setattr__, "_unset": MISSING} | dict(_defaults(every))
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body), names)  # noqa: S102 -- as dataclasses do
    made: Callable[..., None] = names["__init__"]
    return made


def _defaults(every: tuple[Field[Any], ...]) -> Iterator[tuple[str, Any]]:
    for each in every:
        if each.default is not MISSING:
            yield f"_{each.name}_", each.default
        elif each.default_factory is not MISSING:
            yield f"_{each.name}_", each.default_factory


def _parameter(each: Field[Any]) -> str:
    if each.default_factory is not MISSING:
        return f"{each.name}=_unset"
    return each.name if each.default is MISSING else f"{each.name}=_{each.name}_"


def _put(each: Field[Any]) -> str:
    if each.default_factory is MISSING:
        return f"_put(self, '{each.name}', {each.name})"
    return f"_put(self, '{each.name}', _{each.name}_() if {each.name} is _unset else {each.name})"
