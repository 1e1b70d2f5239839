"""A value in a tree of JSON values that knows its place, for messages that name it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from polylasso.errors import ModelFileError

__all__ = ["Node"]


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and its place.

    Parameters
    ----------
    value : dict, list, str, int, float, bool or None
    where : str
        Name of the file.
    above : Node or None
        The object or array that holds it; None for the root.
    key : str or int
        Where in `above`.
    """

    value: Any
    where: str
    above: "Node | None" = None
    key: str | int = ""

    @property
    def path(self) -> str:
        """Place in the file, such as ``variables[3].kind``; empty for the root."""
        steps, node = [], self
        while node.above is not None:
            steps.append(_step(node.key))
            node = node.above
        return "".join(reversed(steps)).removeprefix(".")

    def fail(self, expected: str) -> NoReturn:
        """Raise ModelFileError that names the place, what is there and what should be."""
        raise ModelFileError(
            f"{self.where}: {self.path or 'the whole'} is {_shown(self.value)}; expected {expected}"
        )

    def child(self, key: str | int) -> "Node":
        """Return a value inside, which must be there."""
        return Node(self.value[key], self.where, self, key)

    def children(self) -> Iterator["Node"]:
        """Yield the values inside an object or an array."""
        keys = self.value if isinstance(self.value, dict) else range(len(self.value))
        return map(self.child, keys)

    def fields(
        self, names: tuple[str, ...], others: bool, may: tuple[str, ...] = ()
    ) -> dict[str, "Node"]:
        """Return the values of an object that has these keys, and `others` only if allowed.

        It may have those in `may`.
        """
        self.object()
        place = f"{self.where}: {self.path}" if self.path else self.where
        if absent := [name for name in names if name not in self.value]:
            raise ModelFileError(f"{place} has no key {absent[0]!r}")
        if not others and (unknown := [key for key in self.value if key not in (*names, *may)]):
            raise ModelFileError(
                f"{place} has the unknown key {unknown[0][:100]!r}; the keys are {', '.join(names)}"
            )
        return {name: self.child(name) for name in (*names, *may) if name in self.value}

    def object(self) -> dict[str, Any]:
        """Return the value, an object."""
        return self.value if isinstance(self.value, dict) else self.fail("an object")

    def array(self, most: int) -> list["Node"]:
        """Return the values inside an array of at most so many."""
        if not isinstance(self.value, list) or len(self.value) > most:
            self.fail(f"an array of at most {most:,} values")
        return list(self.children())

    def text(self) -> str:
        """Return the value, a string."""
        return self.value if isinstance(self.value, str) else self.fail("a string")

    def choice(self, options: tuple[str, ...]) -> str:
        """Return the value, one of these strings."""
        if isinstance(self.value, str) and self.value in options:
            return self.value
        self.fail(f"one of {', '.join(options)}")

    def flag(self) -> bool:
        """Return the value, true or false."""
        return self.value if isinstance(self.value, bool) else self.fail("true or false")

    def number(self) -> float:
        """Return the value, a number; whole numbers pass."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            self.fail("a finite number")
        return float(self.value)

    def whole(self, least: int, most: int) -> int:
        """Return the value, a whole number in a range."""
        if type(self.value) is not int or not least <= self.value <= most:
            self.fail(f"a whole number from {least} to {most}")
        return self.value


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if key.isidentifier() and len(key) <= 100 else f"[{key[:100]!r}]"


_NAMES = {"None": "null", "True": "true", "False": "false"}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return f"an object of {len(value):,}"
    if isinstance(value, list):
        return f"an array of {len(value):,}"
    if isinstance(value, str) and len(value) > 100:
        return f"{value[:60]!r}... of {len(value):,} characters"
    return _NAMES.get(repr(value), repr(value))
