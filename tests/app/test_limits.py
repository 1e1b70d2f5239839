"""Limits are read from the environment, and nothing else is taken for a number."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.app.limits import Limits, limits_from
from polylasso.errors import DataError


def variable(name):
    return f"POLYLASSO_APP_{name.upper()}"


def test_nothing_given_is_the_usual():
    assert limits_from({"POLYLASSO_APP_OTHER": "x", "HOME": "/"}) == Limits()


@given(st.fixed_dictionaries({field.name: st.integers(1, 10**9) for field in fields(Limits)}))
def test_each_is_set_by_its_own_variable(chosen):
    environment = {variable(name): f" {value} " for name, value in chosen.items()}
    assert limits_from(environment) == Limits(**chosen)


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "1e3", "ten", "٣", "0x10"])
def test_what_is_no_whole_number_above_zero_is_refused(text):
    with pytest.raises(DataError, match=r"POLYLASSO_APP_FITS is .*; set it to a whole number"):
        limits_from({variable("fits"): text})


def test_sizes_in_bytes():
    limits = Limits(upload_mb=2, unpacked_mb=3, fit_mb=4)
    sizes = (limits.upload_bytes, limits.unpacked_bytes, limits.fit_bytes)
    assert sizes == (2_000_000, 3_000_000, 4_000_000)
