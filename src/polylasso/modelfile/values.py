"""Reads the variables and terms of a model file."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from polylasso.encoding import FUNCTIONS, transformed_range
from polylasso.errors import TermSyntaxError
from polylasso.modelfile.node import Node
from polylasso.modelfile.schema import KINDS, MAX_DEGREE, MAX_LEVELS
from polylasso.terms import BASES, TRANSFORMS, Atom, Term, Variable

__all__ = ["read_term", "read_variable"]


def read_variable(parts: dict[str, Node]) -> Variable:
    """Return a variable from the values of its object."""
    variable = Variable(
        name=parts["name"].text(),
        kind=parts["kind"].choice(KINDS),
        levels=_levels(parts["levels"]),
        transforms=_transforms(parts["transforms"]),
        missing=parts["missing"].flag(),
        degree=_or_null(parts["degree"], lambda node: node.whole(1, MAX_DEGREE)),
        lower=parts["lower"].number(),
        upper=parts["upper"].number(),
        fill=_or_null(parts["fill"], Node.number, math.nan),
        moments=_moments(parts["moments"]) if "moments" in parts else (),
    )
    if variable.moments and len(variable.moments) != len(variable.transforms):
        parts["moments"].fail(f"one pair for each of {len(variable.transforms)} transforms")
    if variable.levels and variable.kind != "categorical":
        parts["levels"].fail(f"none, as the kind is {variable.kind}")
    if variable.lower > variable.upper:
        parts["upper"].fail(f"at least the lower end, {variable.lower:g}")
    for transform in variable.transforms:
        _check_domain(parts["transforms"], transform, variable)
    return variable


def read_term(node: Node, variables: dict[str, Variable]) -> Term:
    """Return a term from its label, made of variables that are there."""
    try:
        term = Term.parse(node.text())
    except TermSyntaxError as error:
        node.fail(f"the name of a term ({error})")
    if term.degree > MAX_DEGREE:
        node.fail(f"a term of degree 1 to {MAX_DEGREE}")
    for atom in term.atoms:
        if atom.variable not in variables:
            node.fail(f"terms of the variables; there is no {atom.variable!r}")
        _check_atom(node, atom, variables[atom.variable])
    return term


def _levels(node: Node) -> tuple[str, ...]:
    levels = tuple(level.text() for level in node.array(MAX_LEVELS))
    if len(set(levels)) < len(levels):
        node.fail("distinct levels")
    return levels


def _transforms(node: Node) -> tuple[str, ...]:
    transforms = tuple(item.choice(TRANSFORMS) for item in node.array(len(TRANSFORMS)))
    if not transforms or len(set(transforms)) < len(transforms):
        node.fail("at least one transform, and none twice")
    return transforms


def _moments(node: Node) -> tuple[tuple[float, float], ...]:
    pairs = [pair.array(2) for pair in node.array(len(TRANSFORMS))]
    if any(len(pair) != 2 or not pair[1].number() > 0.0 for pair in pairs):
        node.fail("pairs of a mean and a standard deviation above 0")
    return tuple((mean.number(), spread.number()) for mean, spread in pairs)


def _or_null(node: Node, read: Callable[[Node], Any], absent: Any = None) -> Any:
    return absent if node.value is None else read(node)


def _check_atom(node: Node, atom: Atom, variable: Variable) -> None:
    if atom.kind == "missing":
        legal = variable.missing
    elif atom.kind == "level":
        legal = atom.level in variable.levels
    else:
        legal = variable.kind != "categorical"
    if not legal:
        node.fail(f"terms of the variables; {variable.name!r} has no {atom.label}")
    if atom.kind in BASES:
        _check_domain(node, atom.transform, variable)
    if atom.kind == "legendre":
        _check_range(node, atom, variable)
    if atom.kind == "hermite" and not (variable.moments and atom.transform in variable.transforms):
        node.fail(f"{atom.label} of a column with moments, but {variable.name!r} has none")


def _check_domain(node: Node, transform: str, variable: Variable) -> None:
    ends = np.array([variable.lower, variable.upper])
    pole = transform == "reciprocal" and variable.lower < 0 < variable.upper
    if pole or not FUNCTIONS[transform].allows(ends).all():
        node.fail(
            f"functions of {variable.name!r} that are defined from {variable.lower:g} "
            f"to {variable.upper:g}; {transform} needs {FUNCTIONS[transform].domain}"
        )


def _check_range(node: Node, atom: Atom, variable: Variable) -> None:
    low, high = transformed_range(variable, atom.transform)
    if not 0 < high - low < math.inf:
        node.fail(f"{atom.label} on a range of some width, but {variable.name!r} has none")
