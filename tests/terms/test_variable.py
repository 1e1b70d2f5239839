"""Tests of what is known of an input column."""

import dataclasses

import pytest

from polylasso.terms import Variable


def test_of_two_levels_the_first_is_the_baseline():
    assert Variable("gear", "categorical", levels=("A", "M")).indicator_levels == ("M",)


def test_of_three_levels_every_one_has_an_indicator():
    levels = ("D", "E", "X")
    assert Variable("fuel", "categorical", levels=levels).indicator_levels == levels


def test_a_variable_is_a_value():
    assert Variable("x") == Variable("x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Variable("x").name = "y"
