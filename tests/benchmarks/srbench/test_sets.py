from hashlib import sha256

import pytest

from benchmarks.srbench.published import FRIEDMAN_SETS, SETS
from benchmarks.srbench.sets import by_hash, catalogue, is_friedman, load, part

NAMES = [f"{number}_set" for number in range(60)]


def test_the_order_is_that_of_the_hash_whatever_the_order_before():
    expected = sorted((sha256(name.encode()).hexdigest(), name) for name in NAMES)
    assert by_hash(NAMES[::-1]) == [name for _, name in expected]


def test_each_set_is_of_one_part():
    development, confirmation = part(NAMES, "development"), part(NAMES, "confirmation")
    assert len(development) == 40
    assert sorted(development + confirmation) == sorted(part(NAMES, "all")) == sorted(NAMES)


def test_friedmans_sets_are_known_by_name():
    assert is_friedman("579_fri_c0_250_5")
    assert not is_friedman("522_pm10")


@pytest.mark.usefixtures("data_root")
def test_all_of_friedmans_sets_are_here_and_most_of_the_others():
    names = [each.name for each in catalogue()]
    friedman = [name for name in names if is_friedman(name)]
    assert len(friedman) == FRIEDMAN_SETS == 62
    assert (len(names), SETS) == (111, 122)
    development = part(names, "development")
    assert (len(development), sum(map(is_friedman, development))) == (40, 25)
    assert development[0] == "547_no2"


@pytest.mark.usefixtures("data_root")
def test_the_catalogue_knows_the_sizes():
    vineyard = next(each for each in catalogue() if each.name == "192_vineyard")
    X, y = load("192_vineyard")
    assert X.shape == (len(y), vineyard.n_columns) == (vineyard.n_rows, 2)
