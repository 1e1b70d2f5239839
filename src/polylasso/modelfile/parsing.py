"""From the bytes of a file to a tree of JSON values that is finite, shallow and unambiguous.

Nothing here knows what a model is.
"""

import json
import math
from collections import Counter
from typing import Any

from polylasso.errors import ModelFileError
from polylasso.modelfile.node import Node

__all__ = ["MAX_BYTES", "decode", "parse"]

MAX_BYTES = 50_000_000
MAX_DEPTH = 50
# More than the largest model has, and soon walked through.
MAX_VALUES = 5_000_000
MAX_CHARACTERS = 10_000
# Longer whole numbers are no setting of anything, and slow to read.
MAX_INTEGER_DIGITS = 100
_HINT = "give a file that polylasso has written"


def decode(content: bytes, where: str) -> str:
    """Return the text of a file.

    Raises
    ------
    ModelFileError
        If it is too large, or not text in UTF-8.
    """
    _check_size(len(content), where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise ModelFileError(
            f"{where} is not text in UTF-8 (line {line}, byte {column}), so not a model; {_HINT}"
        ) from None


def parse(text: str, where: str) -> Node:
    """Return the root of the values that a text holds.

    Raises
    ------
    ModelFileError
        If the text is too long or not JSON, or holds a number that is not finite, a string of more
        than 10,000 characters, too many values, or values nested more than 50 deep.
    """
    _check_size(len(text), where)
    if not text.strip():
        raise ModelFileError(f"{where} is empty; {_HINT}")
    try:
        root = Node(_loads(text), where)
    except json.JSONDecodeError as error:
        raise ModelFileError(f"{where} {_not_json(text, error)}") from None
    except _RepeatedKeyError as error:
        raise ModelFileError(f"{where} has the key {error} twice in one object") from None
    except RecursionError:
        raise ModelFileError(f"{where} is nested too deeply; {_HINT}") from None
    _check_values(root)
    return root


def _check_size(size: int, where: str) -> None:
    if size > MAX_BYTES:
        raise ModelFileError(
            f"{where} is larger than {MAX_BYTES:,} bytes, the most a model file may have; {_HINT}"
        )


class _RepeatedKeyError(Exception):
    """An object has two values under one key."""


def _loads(text: str) -> Any:
    # What is not finite passes here, and is refused with its place by `_check_values`.
    return json.loads(
        text,
        parse_int=lambda digits: int(digits) if len(digits) <= MAX_INTEGER_DIGITS else math.inf,
        parse_constant=float,
        object_pairs_hook=_object,
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        ((repeated, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise _RepeatedKeyError(repr(repeated[:100]))
    return values


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    place = f"line {error.lineno}, column {error.colno}"
    if text.lstrip()[:1] not in ("{", "["):
        return f"is not a model file (at {place}: {error.msg}); {_HINT}"
    if error.msg.startswith("Unterminated") or not text[error.pos :].strip():
        return f"ends too early (at {place}: {error.msg}); it is truncated: copy it again"
    return f"is not JSON at {place}: {error.msg}; {_HINT}"


def _check_values(root: Node) -> None:
    """Walk the tree without recursion."""
    waiting, n_values = [(root, 1)], 1
    while waiting:
        node, depth = waiting.pop()
        value = node.value
        if isinstance(value, (dict, list)):
            n_values += len(value)
            _check_extent(node, depth, n_values)
            waiting.extend((child, depth + 1) for child in node.children())
        elif isinstance(value, str) and len(value) > MAX_CHARACTERS:
            node.fail(f"a string of at most {MAX_CHARACTERS:,} characters")
        elif isinstance(value, float) and not math.isfinite(value):
            node.fail("a finite number")


def _check_extent(node: Node, depth: int, n_values: int) -> None:
    if depth > MAX_DEPTH:
        raise ModelFileError(
            f"{node.where} is nested too deeply: more than {MAX_DEPTH} levels; {_HINT}"
        )
    if n_values > MAX_VALUES:
        raise ModelFileError(f"{node.where} holds more than {MAX_VALUES:,} values; {_HINT}")
    if isinstance(node.value, dict) and any(len(key) > MAX_CHARACTERS for key in node.value):
        node.fail(f"keys of at most {MAX_CHARACTERS:,} characters")
