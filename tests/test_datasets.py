import sys
import urllib.error

import numpy as np
import pooch
import pytest
import requests

from polylasso import datasets
from polylasso.datasets import load_co2, load_diabetes
from polylasso.errors import DataError
from polylasso.sources.files import read_table


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """No data folder and an empty cache."""
    monkeypatch.delenv("POLYLASSO_DATA", raising=False)
    monkeypatch.setattr(datasets, "_cache_folder", lambda: tmp_path / "polylasso")
    return tmp_path / "polylasso"


def test_co2_has_its_shape(data_root):
    cars = load_co2()
    assert cars.data.shape == (7385, 11)
    assert cars.frame.shape == (7385, 12)
    assert cars.target.shape == (7385,)
    assert cars.target_name == "CO2 Emissions(g/km)"
    assert cars.target_name not in cars.feature_names


def test_whole_numbers_look_whole_in_the_frame(data_root):
    assert load_co2().data["Cylinders"].dtype == np.int64


@pytest.mark.parametrize(("fuel", "n_rows"), [("D", 175), ("E", 370), ("N", 1), ("Z", 3202)])
def test_fuel_is_kept(data_root, fuel, n_rows):
    assert set(load_co2(fuel).frame["Fuel Type"]) == {fuel}
    assert load_co2(fuel).table.n_rows == n_rows


def test_unknown_fuel(data_root):
    with pytest.raises(ValueError, match="fuel must be one of D, E, N, X, Z; got 'P'"):
        load_co2("P")


@pytest.fixture(scope="module")
def original(data_root):
    return read_table(data_root / "co2" / "fuel_type_X_prepared.csv.gz")


def test_prepared_names_and_rows_are_the_original_ones(original):
    table = load_co2(prepared=True).table
    assert table.names == original.names
    assert table.n_rows == original.n_rows == 3637


def test_prepared_dummies_and_target_are_the_original_ones(original):
    table = load_co2(prepared=True).table
    for name in original.names[4:]:
        np.testing.assert_array_equal(table.column(name).values, original.column(name).values)


def test_prepared_logarithms_are_the_original_ones(original):
    # The original's file holds a few roundings of its own, and 299 cells cut to ten digits.
    table = load_co2(prepared=True).table
    for name in original.names[:4]:
        ours, theirs = table.column(name).values, original.column(name).values
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=5e-10)
        assert np.mean(np.abs(ours - theirs) <= 9e-16) > 0.96


def test_prepared_is_fuel_x_unless_another_is_asked(data_root):
    np.testing.assert_array_equal(
        load_co2(prepared=True).target, load_co2("X", prepared=True).target
    )
    assert load_co2("Z", prepared=True).data.shape == (3202, 12)


def test_co2_from_the_cache(data_root, elsewhere):
    elsewhere.mkdir()
    (elsewhere / "co2.csv").write_bytes((data_root / "co2" / "co2.csv").read_bytes())
    assert load_co2().table.n_rows == 7385


def test_wrong_file_in_the_cache_is_named(elsewhere):
    elsewhere.mkdir()
    (elsewhere / "co2.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match=r"co2\.csv: not the expected co2\.csv .*delete it"):
        load_co2()


def test_co2_is_downloaded_by_its_digest(data_root, elsewhere, monkeypatch):
    def retrieve(url, known_hash, fname, path):
        assert url.startswith("https://")
        assert known_hash.startswith("c4ba99")
        path.mkdir()
        (path / fname).write_bytes((data_root / "co2" / "co2.csv").read_bytes())

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    assert load_co2().table.n_rows == 7385


@pytest.mark.parametrize(
    "error",
    [requests.ConnectionError("no route"), urllib.error.URLError("no"), ValueError("hash")],
    ids=["requests", "urllib", "digest"],
)
def test_failed_download_says_how_to_get_it(elsewhere, monkeypatch, error):
    def retrieve(*_, **__):
        raise error

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    with pytest.raises(DataError, match=r"set POLYLASSO_DATA to a folder.*https://"):
        load_co2()


def test_without_pooch(elsewhere, monkeypatch):
    monkeypatch.setitem(sys.modules, "pooch", None)
    with pytest.raises(DataError, match=r"pip install 'polylasso\[data\]'.*https://"):
        load_co2()


@pytest.mark.parametrize(
    ("platform", "variable", "parts"),
    [
        ("linux", "XDG_CACHE_HOME", ("polylasso",)),
        ("win32", "LOCALAPPDATA", ("polylasso",)),
        ("darwin", "HOME", ("Library", "Caches", "polylasso")),
    ],
)
def test_cache_folder_of_the_platform(monkeypatch, tmp_path, platform, variable, parts):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert datasets._cache_folder() == tmp_path.joinpath(*parts)


def test_diabetes_is_in_its_own_units():
    diabetes = load_diabetes()
    assert diabetes.data.shape == (442, 10)
    assert diabetes.feature_names[:4] == ("age", "sex", "bmi", "blood pressure")
    assert set(diabetes.table.column("sex").values) == {1.0, 2.0}
    assert 18 < diabetes.table.column("age").values.mean() < 80
    assert diabetes.target.dtype == np.float64


def test_frames_without_pandas(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert load_diabetes().data.shape == (442, 10)


@pytest.mark.parametrize("load", [load_diabetes])
def test_origin_is_stated(load):
    dataset = load()
    assert all([dataset.name, dataset.description, dataset.source, dataset.licence])
