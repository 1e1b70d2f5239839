"""The whole comparison, on tables of which the truth is known."""

import numpy as np
import pandas as pd
import pytest

from polylasso import PolynomialLassoCV
from polylasso.datasets import load_co2
from polylasso.errors import DataError, DuplicateRowsWarning
from polylasso.folds import held_out, row_identity
from polylasso.lab import Comparison, compare
from polylasso.selection import walk
from polylasso.sources.files import read_table
from polylasso.sources.frames import to_table
from polylasso.sources.table import Table
from tests.lab.cases import noise, normal

KINDS = ["least_squares", "ridge", "lasso", "elastic_net", "relaxed_lasso"]


@pytest.fixture(scope="module")
def product():
    X = normal()
    return compare(X, 4 * X[:, 0] * X[:, 1] + 3 * X[:, 2] + 0.5 * noise(240))


def test_all_models_are_in_order(product):
    keys = [(row.key, row.degree) for row in product.rows]
    assert keys == [
        ("mean", None),
        *((kind, degree) for degree in (1, 2) for kind in KINDS),
        ("black_box", None),
    ]


def test_rows_and_folds_are_counted(product):
    assert (product.n_train, product.n_test, product.n_folds) == (192, 48, 5)
    assert product.n_duplicates == 0
    assert product.degree == 2


def test_every_figure_has_a_standard_error(product):
    for row in product.rows:
        for scores in (row.cv, row.holdout):
            assert scores.mse.value > 0
            assert scores.mae.standard_error > 0
            assert scores.r2.standard_error >= 0


def test_the_mean_explains_nothing(product):
    mean = product.model("mean")
    assert mean.cv.r2.value == 0.0
    assert mean.holdout.r2.value <= 0.0
    assert mean.n_terms == 0


def test_a_product_is_worth_it(product):
    assert product.verdict.startswith("The polynomial of degree 2 with 2 terms is worth it: ")
    assert "below that of a straight line" in product.verdict


def test_the_verdict_has_the_figures_of_the_table(product):
    line = min((row for row in product.rows if row.degree == 1), key=lambda row: row.cv.mse.value)
    gain = 1 - product.model("relaxed_lasso", 2).holdout.mse.value / line.holdout.mse.value
    assert f"{100 * gain:.0f} % below that of a straight line" in product.verdict


def test_a_line_is_enough():
    X = normal()
    found = compare(X, X @ [3.0, -2.0, 1.0] + noise(240))
    assert found.verdict.startswith("A straight line is enough: ")
    assert "the polynomial of degree 2 with 3 terms" in found.verdict


def test_a_step_needs_a_black_box():
    X = normal(400)
    found = compare(X, np.sign(np.sin(4 * X[:, 0])) * np.sign(X[:, 1]) + 0.1 * noise(400))
    assert found.verdict.startswith("A black box predicts clearly better: ")
    assert found.verdict.endswith("try degree 3 or more.")


def test_noise_is_told_from_signal():
    found = compare(normal(), noise(240))
    assert found.verdict.startswith("Nothing predicts much better than the mean: ")


def test_a_truth_without_noise_is_no_win_for_the_larger_model():
    X = normal()
    found = compare(X, X @ [3.0, -2.0, 1.0], black_box=False)
    assert found.verdict.startswith("A straight line is enough: ")


def test_the_relaxed_lasso_is_what_a_fit_gives(product):
    X = normal()
    y = 4 * X[:, 0] * X[:, 1] + 3 * X[:, 2] + 0.5 * noise(240)
    test = held_out(row_identity(to_table(X), y), 0.2, 0, "rows")
    model = PolynomialLassoCV().fit(X[~test], y[~test])
    row = product.model("relaxed_lasso", 2)
    assert row.settings["alpha"] == pytest.approx(model.alpha_)
    assert row.settings["lasso_share"] == model.relax_
    assert row.n_terms == len(model.terms_)
    assert row.cv.mse.value == pytest.approx(model.cv_mse_)
    assert row.cv.r2.value == pytest.approx(model.cv_r2_)
    assert row.holdout.mse.value == pytest.approx(np.mean((model.predict(X[test]) - y[test]) ** 2))


def test_of_several_degrees_one_is_chosen():
    x = normal(n_columns=1)
    found = compare(x, x[:, 0] ** 3 + 0.1 * noise(240), degree=(2, 3, 4), black_box=False)
    assert found.degree == 3
    assert {row.degree for row in found.rows} == {None, 1, 3}


def test_degree_one_alone():
    X = normal()
    found = compare(X, X[:, 0] + noise(240), degree=1, black_box=False)
    assert len(found.rows) == 1 + len(KINDS)
    assert found.verdict.startswith("A straight line is worth it: ")


def test_least_squares_with_more_terms_than_rows_is_left_out():
    X = normal(60, 10)
    found = compare(X, X[:, 0] + 0.1 * noise(60), black_box=False)
    row = found.model("least_squares", 2)
    assert row.holdout is None
    assert "65 terms on 48 distinct rows" in row.reason
    assert found.model("ridge", 2).n_terms == 65


def test_without_a_black_box(product):
    X = normal()
    y = 4 * X[:, 0] * X[:, 1] + 3 * X[:, 2] + 0.5 * noise(240)
    found = compare(X, y, black_box=False)
    assert [row.key for row in found.rows] == [row.key for row in product.rows[:-1]]
    assert "black box" not in found.verdict
    assert found.rows[3].holdout == product.rows[3].holdout


def test_the_same_seed_gives_the_same_figures(product):
    X = normal()
    y = 4 * X[:, 0] * X[:, 1] + 3 * X[:, 2] + 0.5 * noise(240)
    again, other = (compare(X, y, black_box=False, random_state=seed) for seed in (0, 1))
    assert again.rows[4].holdout == product.rows[4].holdout
    assert other.rows[4].holdout != product.rows[4].holdout


def test_categories_and_missing_values():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"x": normal(200)[:, 0], "fuel": rng.choice(["D", "E", "X"], 200)})
    y = np.where(frame["fuel"] == "E", 3.0, -1.0) * frame["x"].to_numpy() + 0.2 * noise(200)
    frame.loc[::9, "x"] = np.nan
    found = compare(frame, y, missing="indicator")
    assert "The polynomial of degree 2" in found.verdict
    assert all(row.holdout is not None for row in found.rows)
    assert compare(frame, y, missing="drop", black_box=False).n_test == 35


def test_categories_alone():
    frame = pd.DataFrame({"fuel": np.random.default_rng(0).choice(["D", "E", "X"], 200)})
    found = compare(frame, (frame["fuel"] == "E") + 0.1 * noise(200), black_box=False)
    assert found.verdict.startswith("A straight line is enough: ")


def test_repeated_rows_are_counted_and_kept_together():
    X = normal(60).repeat(2, axis=0)
    found = compare(X, X[:, 0] + 0.1 * noise(60).repeat(2), black_box=False)
    assert found.n_duplicates == 60
    assert found.n_test % 2 == 0


def test_identifiers_are_left_out_of_all_models():
    frame = pd.DataFrame({"x": normal(120)[:, 0], "name": [f"car {k}" for k in range(120)]})
    found = compare(frame, frame["x"] + 0.1 * noise(120))
    assert [name for name, _ in found.excluded] == ["name"]
    assert found.model("ridge", 1).n_terms == 1


def test_steps_are_told():
    X = normal(100)
    steps = []
    compare(X, X[:, 0] + noise(100), callback=steps.append)
    assert [step.n_done for step in steps] == list(range(steps[0].n_total))
    assert [steps[0].share, steps[-1].name] == [0.0, "black box"]


def test_plain_values(product):
    plain = product.to_dict()
    assert plain["rows"][1]["holdout"]["mse_se"] == product.rows[1].holdout.mse.standard_error
    assert plain["duels"][0]["is_clear"] is True
    assert str(product) == plain["verdict"]


def test_no_such_model(product):
    with pytest.raises(KeyError, match="degree 3"):
        product.model("lasso", 3)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"test_size": 0.0}, ValueError, "test_size"),
        ({"test_size": 1.0}, ValueError, "test_size"),
        ({"cv": 1}, ValueError, "cv"),
        ({"degree": 21}, ValueError, "degree"),
        ({"degree": "auto"}, ValueError, "degree must be"),
        ({"rule": "best"}, ValueError, "rule"),
        ({"l1_ratio": 0.5}, TypeError, "no parameter 'l1_ratio'"),
        ({"missing": "ignore"}, ValueError, "missing"),
    ],
)
def test_bad_parameters(changes, error, words):
    X = normal(40)
    with pytest.raises(error, match=words):
        compare(X, X[:, 0] + noise(40), **changes)


def test_one_row():
    with pytest.raises(ValueError, match="1 sample"):
        compare([[1.0, 2.0]], [3.0])


def test_a_constant_target():
    with pytest.raises(DataError, match=r"target 'y' is constant \(2\)"):
        compare(normal(40), np.full(40, 2.0))


def test_a_target_that_is_constant_where_it_is_trained_on():
    X, y = normal(40), np.zeros(40)
    y[0] = 1.0
    identity = row_identity(to_table(X), y)
    seed = next(seed for seed in range(100) if held_out(identity, 0.2, seed, "rows")[0])
    with pytest.raises(DataError, match="on the rows that are trained on"):
        compare(X, y, random_state=seed)


def test_no_usable_column():
    with pytest.raises(DataError, match="no usable column"):
        compare(np.ones((40, 2)), noise(40))


def test_fewer_distinct_rows_than_folds():
    with pytest.raises(DataError, match="5 folds need at least 5"):
        compare(normal(5), noise(5))


def test_an_interrupted_walk_is_no_comparison(monkeypatch):
    score, calls = walk._score, []

    def interrupt(*words):
        calls.append(words)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return score(*words)

    X = normal(60)
    monkeypatch.setattr(walk, "_score", interrupt)
    with pytest.raises(KeyboardInterrupt):
        compare(X, X[:, 0] + noise(60))
    assert len(calls) == 3


@pytest.mark.filterwarnings("ignore", category=DuplicateRowsWarning)
def test_vehicles_of_five_fuels(data_root):
    table = load_co2().table
    names = ("Fuel Type", "Fuel Consumption Comb (L/100 km)", "Engine Size(L)")
    features = Table(tuple(table.column(name) for name in names), table.n_rows)
    found = compare(features, table.column("CO2 Emissions(g/km)"), black_box=False)
    assert found.verdict.startswith("The polynomial of degree 2 with ")
    assert "is worth it" in found.verdict
    assert found.n_duplicates > 1103


def test_concrete_needs_a_black_box(data_root):  # takes 4 s: trees
    table = read_table(data_root / "uci_yaringal" / "concrete.csv.gz")
    features = Table(tuple(one for one in table.columns if one.name != "y"), table.n_rows)
    found = compare(features, table.column("y"))
    assert isinstance(found, Comparison)
    assert found.verdict.startswith("A black box predicts clearly better")
    assert found.model("black_box").cv.r2.value > 0.9
