"""Tests of settings as parameters of an address, and back."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.app.address import FUNCTIONS, read_address, write_address
from polylasso.app.defaults import default_settings
from polylasso.job import ColumnChoice, Folds
from polylasso.sources.table import Column, Table

NUMBERS = ("a", "b c", "<img src=x onerror=alert(1)>", "d=1&e", "ü")
TABLE = Table(
    (
        *(Column(name, np.arange(6.0)) for name in NUMBERS),
        Column("kind", np.zeros(6, dtype=int), ("x",)),
        Column("y", np.arange(6.0)),
    ),
    6,
)
USUAL = default_settings(ColumnChoice("y", exclude=("b c",)))
NAMES = st.sampled_from(NUMBERS)
EXTRAPOLATIONS = ("auto", "extend", "clip", "hold", "linear", "error", "nan")
DEGREES = st.sets(st.integers(1, 10), min_size=1).map(lambda found: tuple(sorted(found)))
MAYBE = st.none() | st.integers(1, 10)


@st.composite
def settings_drawn(draw):
    functions = draw(
        st.dictionaries(NAMES, st.lists(st.sampled_from(FUNCTIONS), min_size=1, unique=True))
    )
    transform = {
        name: tuple(f for f in FUNCTIONS if f in chosen) for name, chosen in functions.items()
    }
    return replace(
        USUAL,
        columns=ColumnChoice(
            draw(st.sampled_from(("y", *NUMBERS))),
            exclude=tuple(draw(st.lists(NAMES, unique=True))),
            weights=draw(st.none() | NAMES),
            groups=draw(st.none() | st.sampled_from(TABLE.names)),
        ),
        shared={
            **USUAL.shared,
            "max_interaction": draw(MAYBE),
            "basis": draw(st.sampled_from(("power", "legendre", "hermite"))),
            "loss": draw(st.sampled_from(("squared", "huber"))),
            "categorical": tuple(draw(st.lists(NAMES, unique=True))),
            "transform": transform or None,
            "missing": draw(st.sampled_from(("error", "indicator", "drop"))),
            "extrapolation": draw(st.sampled_from(EXTRAPOLATIONS)),
        },
        search={
            "rule": draw(st.sampled_from(("one_se", "min"))),
            "relax": draw(st.sampled_from(("auto", True, False))),
            "max_terms": draw(MAYBE),
        },
        degrees=draw(st.just(("auto",)) | DEGREES),
        folds=draw(st.just(Folds()) | st.builds(Folds, st.integers(2, 50), st.booleans())),
        test_size=draw(st.floats(0, 0.9)),
        seed=draw(st.integers(0, 2**32 - 1)),
        refit=draw(st.booleans()),
    )


def in_order(settings):
    """Functions of a column come back in the order of the parameters."""
    transform = settings.shared["transform"]
    return replace(
        settings,
        shared={**settings.shared, "transform": transform and dict(sorted(transform.items()))},
    )


@given(settings_drawn())
def test_an_address_gives_the_settings_back(settings):
    found, notes = read_address(write_address(settings, USUAL, with_columns=True), USUAL, TABLE)
    assert not notes
    assert in_order(found) == in_order(settings)


@given(settings_drawn())
def test_names_of_columns_stay_out_where_they_are_the_visitors(settings):
    written = write_address(settings, USUAL, with_columns=False)
    texts = " ".join(text for values in written.values() for text in values)
    assert not any(name in texts for name in ("<img", "b c", "d=1", "kind"))
    found, _ = read_address(written, USUAL, TABLE)
    assert found.columns == USUAL.columns


def test_what_is_usual_is_not_written():
    assert write_address(USUAL, USUAL, with_columns=True) == {}


def test_nothing_left_out_is_written_too():
    settings = replace(USUAL, columns=ColumnChoice("y"))
    written = write_address(settings, USUAL, with_columns=True)
    assert written == {"exclude": [""]}
    assert read_address(written, USUAL, TABLE)[0] == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("degree", "0"),
        ("degree", "11"),
        ("degree", "2,x"),
        ("degree", "2,auto"),
        ("degree", "9" * 400),
        ("cv", "1"),
        ("cv", "space:5"),
        ("test_size", "nan"),
        ("test_size", "1.5"),
        ("test_size", "much"),
        ("seed", "-1"),
        ("rule", "<script>"),
        ("relax", "perhaps"),
        ("refit", "1"),
        ("basis", "chebyshev"),
        ("target", "nothing"),
        ("target", "kind"),
        ("log1p", "kind"),
        ("max_terms", "0"),
        ("interaction", "²"),
    ],
)
def test_what_cannot_be_used_is_said_and_left_out(name, value):
    found, notes = read_address({name: [value]}, USUAL, TABLE)
    assert found == USUAL
    (note,) = notes
    assert note.startswith(f"the link says {name}=")


@given(
    st.dictionaries(
        st.sampled_from(("degree", "cv", "seed", "target", "test_size", "exclude")),
        st.lists(st.text(), max_size=3),
    )
)
def test_no_address_breaks_the_page(parameters):
    read_address(parameters, USUAL, TABLE)
