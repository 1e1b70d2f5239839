"""Reads a model file: every value is checked, and a fault is named with its place."""

import math
import os
import re

import numpy as np

from polylasso.errors import ModelFileError
from polylasso.model import EXTRAPOLATIONS, PolynomialModel
from polylasso.modelfile.node import Node
from polylasso.modelfile.parsing import MAX_BYTES, decode, parse
from polylasso.modelfile.saved import SavedModel
from polylasso.modelfile.schema import (
    KEYS,
    MAX_LEVELS,
    MAX_TERMS,
    MAX_VARIABLES,
    MISSING,
    MORE_KEYS,
    MORE_VARIABLE_KEYS,
    SCHEMA,
    TERM_KEYS,
    UNKNOWN,
    VARIABLE_KEYS,
)
from polylasso.modelfile.values import read_term, read_variable
from polylasso.terms import Variable

__all__ = ["from_json", "load_model"]


def load_model(path: str | os.PathLike) -> SavedModel:
    """Read a model from a file.

    Parameters
    ----------
    path : str or path-like

    Returns
    -------
    SavedModel
        Predicts as the saved one did, to the last bit.

    Raises
    ------
    ModelFileError
        If there is no such file, it cannot be read, or is no model: names the file, the place
        and what was expected. Reading a file never runs anything.
    """
    where = os.fspath(path)
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ModelFileError(f"there is no file {where!r}; check the name and the folder") from None
    except IsADirectoryError:
        raise ModelFileError(f"{where!r} is a folder; give the name of a model file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelFileError(f"cannot read {where!r}: {reason}") from error
    return from_json(decode(content, str(where)), str(where))


def from_json(text: str, where: str = "the text") -> SavedModel:
    """Read a model from the text of a model file.

    Parameters
    ----------
    text : str
    where : str, default="the text"
        What messages call it, such as the name of the file.

    Returns
    -------
    SavedModel

    Raises
    ------
    ModelFileError
        If it is no model: names the place and what was expected.
    """
    root = parse(text, where)
    newer = _is_newer(root)
    fields = root.fields(KEYS, others=newer, may=MORE_KEYS)
    return SavedModel(
        model=_model(fields, newer),
        settings=fields["settings"].object(),
        scores=fields["scores"].object(),
        certificate=fields["certificate"].object(),
        data=fields["data"].object(),
        library_version=fields["library_version"].text(),
    )


def _is_newer(root: Node) -> bool:
    """Return whether the minor version is newer than ours; raise unless the major one is ours."""
    if not isinstance(root.value, dict) or KEYS[0] not in root.value:
        raise ModelFileError(
            f"{root.where} is not a model: the key {KEYS[0]!r} is missing; "
            "give a file that polylasso has written"
        )
    version = root.child(KEYS[0])
    found = re.fullmatch(r"([0-9]{1,6})\.([0-9]{1,6})", str(version.value), re.ASCII)
    if found is None:
        version.fail(f"a version such as '{SCHEMA[0]}.{SCHEMA[1]}'")
    major, minor = map(int, found.groups())
    if major != SCHEMA[0]:
        raise ModelFileError(
            f"{root.where} is a model file of version {major}.{minor}, but this polylasso reads "
            f"version {SCHEMA[0]}.{SCHEMA[1]}; "
            + ("upgrade polylasso" if major > SCHEMA[0] else "train and save the model again")
        )
    return minor > SCHEMA[1]


def _model(fields: dict[str, Node], newer: bool) -> PolynomialModel:
    variables = _variables(fields["variables"], newer)
    terms, coef = {}, []
    for node in fields["terms"].array(MAX_TERMS):
        parts = node.fields(TERM_KEYS, others=newer)
        term = read_term(parts["term"], variables)
        if terms.setdefault(term, node) is not node:
            parts["term"].fail("distinct terms: this one stood before")
        coef.append(parts["coefficient"].number())
    return PolynomialModel(
        variables=tuple(variables.values()),
        terms=tuple(terms),
        coef=np.array(coef, dtype=np.float64),
        intercept=fields["intercept"].number(),
        target_name=fields["target"].text(),
        missing=fields["missing"].choice(MISSING),
        unknown=fields["unknown"].choice(UNKNOWN),
        extrapolation=fields["extrapolation"].choice(EXTRAPOLATIONS),
        target_range=_target_range(fields),
    )


def _target_range(fields: dict[str, Node]) -> tuple[float, float]:
    if "target_range" not in fields:
        if fields["extrapolation"].value == "hold":
            fields["extrapolation"].fail("a target_range beside it, within which to hold")
        return -math.inf, math.inf
    ends = [node.number() for node in fields["target_range"].array(2)]
    if len(ends) != 2 or not ends[0] <= ends[1]:
        fields["target_range"].fail("two numbers, the lower one first")
    return ends[0], ends[1]


def _variables(node: Node, newer: bool) -> dict[str, Variable]:
    variables: dict[str, Variable] = {}
    remaining = MAX_LEVELS
    for item in node.array(MAX_VARIABLES):
        parts = item.fields(VARIABLE_KEYS, others=newer, may=MORE_VARIABLE_KEYS)
        variable = read_variable(parts)
        if variable.name in variables:
            parts["name"].fail("distinct names: this one stood before")
        remaining -= len(variable.levels)
        if remaining < 0:
            node.fail(f"at most {MAX_LEVELS:,} levels in all")
        variables[variable.name] = variable
    return variables
