"""Tests that formulas can be read: by people, by LaTeX, and back into the model."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polylasso.inspection import formula
from polylasso.inspection.numerals import numeral
from polylasso.model import PolynomialModel
from polylasso.terms import Atom, Term
from polylasso.terms.names import QUOTED, quote_name, unquote
from tests.inspection.models import models, table_for

# Signs between summands, wherever no backtick or bracket is open.
SIGNS = re.compile(rf"(?:{QUOTED}|\[(?:[^\]`]|{QUOTED})*\]|(?! [-+=] )[^`\[])*+(?P<sign> [-+=] )?")


def model_of(coef, intercept=0.0, target="y"):
    """Return a model from a mapping of labels to coefficients, to be written only."""
    terms = tuple(map(Term.parse, coef))
    return PolynomialModel((), terms, np.array([*coef.values()], float), intercept, target)


def split(text):
    """Return the name of the target and the summands with their signs."""
    parts, sign, position = [], " ", 0
    while position < len(text):
        found = SIGNS.match(text, position)
        stop = found.start("sign") if found["sign"] else found.end()
        parts.append((sign.strip(), text[position:stop]))
        sign, position = found["sign"], found.end()
    return parts[0][1], [f"{sign.replace('=', '')}{part}" for sign, part in parts[1:]]


def read_back(text, model):
    """Return the model with what its formula says."""
    target, summands = split(text)
    number_and_label = [part.lstrip("+").partition("*")[::2] for part in summands]
    coef = {Term.parse(label): float(number) for number, label in number_and_label if label}
    return replace(
        model,
        terms=tuple(coef),
        coef=np.array([*coef.values()]),
        intercept=sum((float(number) for number, label in number_and_label if not label), 0.0),
        target_name=unquote(target) if target.startswith("`") else target,
    )


@settings(max_examples=300)
@given(models())
def test_full_formula_is_the_model(model):
    table = table_for(model)
    again = read_back(formula(model, digits=None), model)
    assert again.target_name == model.target_name
    assert again.terms == model.terms
    assert np.array_equal(again.predict(table), model.predict(table), equal_nan=True)


@settings(max_examples=200)
@given(models(), st.integers(20, 120))
def test_wrapped_formula_is_the_same_in_lines_that_fit(model, width):
    one_line = formula(model)
    first, *others = formula(model, width=width).split("\n")
    assert " ".join([first, *(line.removeprefix("    ") for line in others)]) == one_line
    assert all(line.startswith(("    + ", "    - ")) for line in others)
    for line in others:
        assert len(line) <= width or len(split(f"y = 0{line[3:]}")[1]) == 2


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("text", "co2 = 3.1 + 16.8*comb^2 - 1.25e-06*`a*b`*[fuel = E]"),
        (
            "unicode",
            "co2 = 3.1 + 16.8·comb² \N{MINUS SIGN} 1.25\N{MULTIPLICATION SIGN}10⁻⁶·a*b·[fuel = E]",
        ),
        (
            "latex",
            r"\text{co2} = 3.1 + 16.8 \cdot \text{comb}^{2} - 1.25\times 10^{-6} \cdot "
            r"\text{a*b} \cdot \mathbf{1}[\text{fuel} = \text{E}]",
        ),
    ],
)
def test_styles(style, expected):
    model = model_of({"comb^2": 16.8, "`a*b`*[fuel = E]": -1.25e-6}, 3.1, "co2")
    assert formula(model, style=style) == expected


@pytest.mark.parametrize(
    ("label", "in_unicode", "in_latex"),
    [
        ("log1p(x)^2", "log(1 + x)²", r"\log(1 + \text{x})^{2}"),
        ("log(x)", "log(x)", r"\log(\text{x})"),
        ("sqrt(x)", "√(x)", r"\sqrt{\text{x}}"),
        ("sqrt(x)^3", "√(x)³", r"\left(\sqrt{\text{x}}\right)^{3}"),
        ("reciprocal(x)^12", "(1/x)¹²", r"\left(\frac{1}{\text{x}}\right)^{12}"),
        ("legendre(sqrt(x), 12)", "P₁₂(√(x))", r"P_{12}(\sqrt{\text{x}})"),
        ("hermite(x, 3)", "He₃(x)", r"He_{3}(\text{x})"),
        ("[x is missing]", "[x is missing]", r"\mathbf{1}[\text{x}\ \text{is missing}]"),
        ("`x\\n`", "x ", r"\text{x }"),
        ("``", "(no name)", r"\text{(no name)}"),
        ("`_%`", "_%", r"\text{\_\%}"),
    ],
)
def test_atoms(label, in_unicode, in_latex):
    model = model_of({label: 2.0})
    assert formula(model, style="unicode") == f"y = 2·{in_unicode}"
    assert formula(model, style="latex") == rf"\text{{y}} = 2 \cdot {in_latex}"


@pytest.mark.parametrize(
    ("coef", "intercept", "expected"),
    [
        ({}, 0.0, "y = 0"),
        ({}, -0.0, "y = 0"),
        ({}, -2.5, "y = -2.5"),
        ({"x": -1.0}, 0.0, "y = -1*x"),
        ({"x": 1.0}, -3.0, "y = -3 + 1*x"),
        ({"x": -1.0, "z": -2.0}, 0.0, "y = -1*x - 2*z"),
        ({"x": 0.0}, 1.0, "y = 1 + 0*x"),
    ],
)
def test_signs_and_zeros(coef, intercept, expected):
    assert formula(model_of(coef, intercept)) == expected


@pytest.mark.parametrize("name", ["a = b", "1", "x - y", "", "nan"])
def test_target_is_quoted_as_in_labels(name):
    assert formula(model_of({}, 1.0, name)) == f"{quote_name(name)} = 1"


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        (123456.0, 4, "123500"),
        (9999999.0, 7, "9999999"),
        (9999999.0, 4, "1e+07"),
        (12345678.0, 3, "1.23e+07"),
        (0.0001, 4, "0.0001"),
        (0.00012345, 2, "0.00012"),
        (0.000012345, 3, "1.23e-05"),
        (100.0, 2, "100"),
        (2.5, 1, "2"),
        (0.1, 20, "0.10000000000000000555"),
        (0.1, None, "0.1"),
        (1e-5, None, "1e-05"),
    ],
)
def test_numerals(number, digits, expected):
    assert numeral(number, digits) == expected


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 20))
def test_numerals_are_right_to_their_digits(number, digits):
    shown = numeral(number, digits)
    assert float(shown) == float(f"{number:.{digits}g}")
    assert "e" not in shown or not 1e-4 <= abs(float(shown)) < 1e7


@settings(max_examples=300)
@given(st.text(), st.text())
@example("\\}{$&#%_~^", "\\text{x}")
def test_latex_is_safe_for_any_name(name, level):
    terms = (Term((Atom(name, "power", 2),)), Term((Atom(name, "level", level=level),)))
    model = PolynomialModel((), terms, np.array([1e-9, 2.0]), 0.0, level)
    assert_safe(formula(model, style="latex"))


@settings(max_examples=200)
@given(models())
def test_latex_of_any_model_is_safe(model):
    assert_safe(formula(model, style="latex"))


def assert_safe(latex):
    bare = re.sub(r"\\[{}$&#%_]", "", latex)
    depth = 0
    for letter in bare:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
    commands = r"\\(?:text\w*|cdot|times|mathbf|log|sqrt|frac|left|right|[ ])"
    rest = re.sub(rf"{commands}|(?:P|He)_(?=\{{)|\^(?=\{{)", "", bare)
    assert not set(rest) & set("\\$&#%_^~`<>|")
    assert rest.isprintable()


@settings(max_examples=100)
@given(models())
def test_unicode_is_one_printable_line(model):
    assert formula(model, style="unicode").isprintable()


@pytest.mark.parametrize("arguments", [{"digits": 0}, {"digits": 2.5}, {"style": "html"}])
def test_wrong_arguments_are_refused(arguments):
    with pytest.raises(ValueError, match="; pass "):
        formula(model_of({}), **arguments)
