import numpy as np
import pytest

from benchmarks.srbench.about import about, differences
from benchmarks.srbench.methods import DEFAULT, METHODS


@pytest.mark.parametrize("name", METHODS)
def test_a_method_fits_and_says_how_large_it_is(name):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 2))
    y = X[:, 0] * X[:, 1]
    chosen = METHODS[name]
    model = chosen.build(3).fit(X, y)
    terms = chosen.n_terms(model)
    assert model.predict(X).shape == (40,)
    assert chosen.size(model) >= 1
    assert terms is None or terms >= 0


@pytest.mark.parametrize("name", [name for name in METHODS if name != "line"])
def test_the_seed_reaches_the_method_and_is_no_setting(name):
    chosen = METHODS[name]
    assert chosen.build(3).random_state == 3
    assert "random_state" not in chosen.settings()


def test_the_rules_of_polylasso_are_settings():
    rules = {name: METHODS[name].settings()["rule"] for name in ("polylasso-one-se", "polylasso")}
    assert rules == {"polylasso-one-se": "'one_se'", "polylasso": "'min'"}


def test_titles_are_distinct_and_defaults_known():
    assert len({chosen.title for chosen in METHODS.values()}) == len(METHODS)
    assert set(DEFAULT) <= set(METHODS)


def test_our_source_is_recorded_with_our_runs_only():
    own, line = about("polylasso"), about("line")
    assert len(own["versions"]["source"]) == 12
    assert "source" not in line["versions"]
    assert differences(own, about("polylasso")) == []
    assert "rule" in differences(own, about("polylasso-one-se"))
