"""The sentence, for every way in which a comparison can end."""

import numpy as np
import pytest

from polylasso.lab.duels import Contestant, Ring
from polylasso.lab.verdict import judge

N_ROWS = 400
RING = Ring(np.arange(N_ROWS), 1.0)


def contestant(key, scale, degree=None, n_terms=3, seed=0, cv_mse=None):
    """Return a model whose errors have a scale; a seed of its own makes them independent."""
    errors = scale * np.abs(np.random.default_rng(seed).normal(size=N_ROWS))
    return Contestant(key, degree, n_terms, scale**2 if cv_mse is None else cv_mse, errors)


def sentence(line=None, polynomial=None, box=None, others=(), degree=2):
    models = [contestant("mean", 1.0, n_terms=0)]
    if line is not None:
        models.append(contestant("least_squares", line, 1))
    if polynomial is not None:
        models.append(contestant("relaxed_lasso", polynomial, degree, 13))
    models += others
    if box is not None:
        models.append(contestant("black_box", box, None, None))
    return judge(models, RING).sentence


def test_polynomial():
    assert sentence(0.5, 0.25, 0.26) == (
        "The polynomial of degree 2 with 13 terms is worth it: on the rows held out its squared "
        "error is 75 % below that of a straight line; that of a black box is 8 % higher."
    )


def test_polynomial_without_a_black_box():
    assert sentence(0.5, 0.25).endswith("75 % below that of a straight line.")


def test_black_box_that_gains_little():
    assert sentence(0.5, 0.25, 0.246).endswith("that of a black box is only 3 % lower.")


def test_black_box_as_good_within_chance():
    box = contestant("black_box", 0.25, None, None, seed=1)
    assert sentence(0.5, 0.25, others=[box]).endswith(", within chance.")


def test_line():
    assert sentence(0.5, 0.49, 0.7) == (
        "A straight line is enough: on the rows held out its squared error is 75 % below that of "
        "the mean; that of the polynomial of degree 2 with 13 terms is only 4 % lower, and that "
        "of a black box is 96 % higher."
    )


def test_line_alone():
    assert sentence(0.5) == (
        "A straight line is worth it: on the rows held out its squared error is 75 % below that "
        "of the mean."
    )


def test_mean():
    assert sentence(1.0, 1.1, 1.6) == (
        "Nothing predicts much better than the mean: on the rows held out the squared error of "
        "a straight line is the same, within chance, and that of the polynomial of degree 2 with "
        "13 terms is 21 % higher, and that of a black box is 2.56 times as large; look for other "
        "columns, or for more rows."
    )


def test_black_box():
    assert sentence(0.5, 0.4, 0.2) == (
        "A black box predicts clearly better: on the rows held out its squared error is 75 % "
        "below that of the polynomial of degree 2 with 13 terms, which is itself 36 % below that "
        "of a straight line; there is structure that degree 2 does not reach: try degree 3 or "
        "more."
    )


def test_black_box_beside_a_line():
    assert sentence(0.5, 0.5, 0.2) == (
        "A black box predicts clearly better: on the rows held out its squared error is 84 % "
        "below that of a straight line; that of the polynomial of degree 2 with 13 terms is the "
        "same, within chance; there is structure that degree 2 does not reach: try degree 3 or "
        "more."
    )


def test_black_box_where_only_it_beats_the_mean():
    assert "below that of the mean" in sentence(1.0, 1.0, 0.5)


def test_black_box_beyond_the_highest_degree():
    assert "try degree" not in sentence(0.5, 0.4, 0.2, degree=10)


def test_black_box_that_a_larger_polynomial_matches():
    ridge = contestant("ridge", 0.2, 2, 1526)
    assert sentence(0.5, 0.4, 0.2, [ridge]) == (
        "The polynomial of degree 2 with 13 terms is worth it: on the rows held out its squared "
        "error is 36 % below that of a straight line; that of a black box is 75 % lower, which "
        "the polynomial of degree 2 by ridge with 1,526 terms matches."
    )


def test_a_larger_polynomial_is_worth_it_where_the_formula_is_not():
    ridge = contestant("ridge", 0.2, 2, 1526)
    text = sentence(0.5, 0.5, None, [ridge])
    assert text.startswith("The polynomial of degree 2 by ridge with 1,526 terms is worth it: ")
    assert "84 % below that of a straight line" in text


def test_a_polynomial_where_a_line_is_no_better_than_the_mean():
    text = sentence(1.0, 0.5)
    assert "75 % below that of the mean, which a straight line does not clearly beat" in text


def test_the_line_is_the_best_by_cross_validation():
    lucky = contestant("ridge", 0.1, 1, cv_mse=9.0)
    assert "75 % below that of the mean" in sentence(0.5, None, None, [lucky])


def test_rounding_is_no_gain():
    assert sentence(1e-9, 1e-12).startswith("A straight line is enough: ")


@pytest.mark.parametrize(("share", "words"), [(0.05, "99.8 %"), (0.01, "99.99 %")])
def test_a_share_near_one_is_spelt_far_enough(share, words):
    assert f"{words} below that of the mean" in sentence(share)


def test_duels_are_told():
    models = [
        contestant("mean", 1.0),
        contestant("lasso", 0.5, 1),
        contestant("relaxed_lasso", 0.4, 2),
        contestant("black_box", 0.2),
    ]
    duels = judge(models, RING).duels
    assert [(one.first, one.second) for one in duels] == [
        ("a straight line", "the mean"),
        ("the polynomial of degree 2 with 3 terms", "a straight line"),
        ("a black box", "the polynomial of degree 2 with 3 terms"),
    ]
    assert all(one.is_clear and one.is_worthwhile for one in duels)
    np.testing.assert_allclose([one.gain for one in duels], [0.75, 0.36, 0.75])


def test_a_duel_turned_round_is_as_clear():
    first, second = contestant("lasso", 0.5, 1), contestant("black_box", 0.6, seed=3)
    there, back = RING.duel(first, second), RING.duel(second, first)
    assert there.is_clear == back.is_clear
    assert there.gain > 0 > back.gain


def test_one_row_that_drowns_the_squares_does_not_silence_the_others():
    box, line = contestant("black_box", 0.5), contestant("lasso", 1.0, 1)
    box.errors[0] = 11.0
    duel = RING.duel(box, line)
    assert duel.is_clear
    assert duel.standard_error > 0.4 * duel.gain


def test_repeats_of_one_row_prove_nothing():
    first, second = contestant("lasso", 0.5, 1), contestant("mean", 1.0)
    assert not Ring(np.zeros(N_ROWS), 1.0).duel(first, second).is_clear


def test_false_alarms_are_rare():
    alarms = 0
    for seed in range(400):
        one, other = (contestant("lasso", 1.0, 1, seed=2 * seed + k) for k in (0, 1))
        alarms += RING.duel(one, other).is_clear
    assert alarms <= 0.08 * 400
