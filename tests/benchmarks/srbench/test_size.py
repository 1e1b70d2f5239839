import ast

import numpy as np
import pytest

from benchmarks.srbench.methods import METHODS
from benchmarks.srbench.size import line_size, polynomial_size, tree_size
from polylasso import PolynomialLasso

COUNTED = (ast.BinOp, ast.Name, ast.Constant)


def counted(formula):
    """Count operators, columns and constants of a formula that Python has read."""
    text = formula.split("=", 1)[1].replace("^", "**")
    return sum(isinstance(node, COUNTED) for node in ast.walk(ast.parse(text.strip())))


def data(n_rows=200):
    rng = np.random.default_rng(2)
    X = rng.uniform(1, 3, size=(n_rows, 3))
    return X, 4 + X[:, 0] ** 3 * X[:, 1] + 2 * X[:, 2] + rng.normal(size=n_rows)


@pytest.mark.parametrize("settings", [{}, {"basis": "legendre"}, {"max_interaction": 1}])
def test_size_is_what_python_counts_in_the_formula(settings):
    model = PolynomialLasso(0.05, degree=4, **settings).fit(*data())
    assert len(model.terms_) > 2
    formula = model.formula(digits=17, width=None).replace("- ", "+ ")
    assert polynomial_size(model) == counted(formula)


def test_transforms_are_counted():
    X, y = data()
    transform = {"x0": "log1p", "x1": "reciprocal", "x2": "log"}
    model = PolynomialLasso(1e-4, degree=1, transform=transform).fit(X, y)
    # c + c * log(1 + x) + c * (1 / x) + c * log(x)
    assert polynomial_size(model) == 1 + (3 + 4) + (3 + 3) + (3 + 2)


def test_an_empty_model_is_its_intercept():
    model = PolynomialLasso(1e9, degree=2).fit(*data())
    assert polynomial_size(model) == line_size(0) == 1


def test_a_straight_line_is_a_polynomial_of_degree_one():
    X, y = data()
    model = PolynomialLasso(1e-6, degree=1).fit(X, y)
    assert polynomial_size(model) == line_size(3)


@pytest.mark.parametrize("name", ["boosting", "forest"])
def test_trees_have_nodes(name):
    X, y = data(30)
    model = METHODS[name].build(0).set_params(n_estimators=2).fit(X, y)
    nodes = [tree.tree_.node_count for tree in np.ravel(model.estimators_)]
    assert len(nodes) == 2
    assert tree_size(model) == sum(nodes)
