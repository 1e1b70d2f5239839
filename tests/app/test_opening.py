"""The page opens with the table or the model that the server was started with."""

import pytest

from polylasso.app import opening, state
from polylasso.app.opening import open_with
from polylasso.app.samples import first_sample, samples
from polylasso.errors import DataError, ModelFileError
from polylasso.job import ColumnChoice, FitSettings
from polylasso.modelfile import save_model
from tests.space.exhibits import cars_table, exhibit_of


def forget():
    """Forget the table and the fit that the page opens with."""
    state._read_first.cache_clear()
    state._fit_first.cache_clear()


@pytest.fixture(autouse=True)
def _as_before():
    forget()
    yield
    opening._TABLES.clear()
    opening._MODELS.clear()
    forget()


@pytest.fixture
def cars(tmp_path):
    table = cars_table()
    lines = ["engine,comb,fuel,co2"]
    engine, comb, fuel, co2 = table.columns
    for row in range(table.n_rows):
        label = fuel.categories[fuel.values[row]]
        lines.append(f"{engine.values[row]},{comb.values[row]},{label},{co2.values[row]}")
    path = tmp_path / "cars.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


SETTINGS = FitSettings(ColumnChoice("co2", exclude=("engine",)), degrees=(3,))


def test_a_table_is_the_first_sample(cars):
    open_with(cars, SETTINGS)
    sample, dataset = first_sample()
    assert sample.title == "cars.csv"
    assert dataset.table.names == ("engine", "comb", "fuel", "co2")
    assert sample.settings(dataset) == SETTINGS
    assert next(iter(samples())) == sample.key


def test_a_table_is_fitted_as_asked(cars, visit):
    open_with(cars, SETTINGS)
    app = visit("predict")
    assert "co2" in app.session_state["polylasso.study"].target
    assert app.session_state["polylasso.study"].settings == SETTINGS


def test_a_model_is_predicted_with_at_once(tmp_path, visit):
    save_model(exhibit_of(cars_table()).saved, tmp_path / "cars.json")
    open_with(tmp_path / "cars.json", None)
    app = visit()  # the page Predict is the first one then
    assert any("cars\\.json" in caption.value for caption in app.caption)
    assert [title.value for title in app.title] == ["Predict"]
    assert any("comb" in number.label for number in app.number_input)


def test_faults_end_the_start(cars, tmp_path):
    with pytest.raises(DataError, match="there is no column 'weight'"):
        open_with(cars, FitSettings(ColumnChoice("weight")))
    with pytest.raises(DataError):
        open_with(tmp_path / "none.csv", SETTINGS)
    with pytest.raises(ModelFileError):
        open_with(cars, None)
