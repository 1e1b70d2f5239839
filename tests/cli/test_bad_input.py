"""Input that cannot be used: exit code 2, one line that says what, where and what to do."""

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import car_lines


def cells(lines, row, column, value):
    """Return the lines with one cell changed; rows count from 1."""
    parts = lines[row].split(",")
    parts[column] = value
    return [*lines[:row], ",".join(parts), *lines[row + 1 :]]


def test_no_such_file(fails, cars):
    assert "did you mean 'cars.csv'?" in fails("fit", cars.replace("cars", "car"), "--target", "y")


@pytest.mark.parametrize(
    "words",
    [
        ("--target", "CO"),
        ("--target", "co2", "--exclude", "yeer"),
        ("--target", "co2", "--features", "engin"),
        ("--target", "co2", "--categorical", "feul"),
        ("--target", "co2", "--groups", "yaer"),
        ("--target", "co2", "--weights", "Year "),
    ],
)
def test_no_such_column(fails, cars, words):
    line = fails("fit", cars, *words)
    assert f"there is no column {words[-1]!r}" in line
    assert "did you mean" in line


def test_target_cannot_be_a_feature(fails, cars):
    assert "'co2'" in fails("fit", cars, "--target", "co2", "--features", "co2")


def test_target_is_text(fails, cars):
    assert "'fuel' must be numbers" in fails("fit", cars, "--target", "fuel")


@pytest.mark.parametrize(("value", "words"), [("", "missing in every row"), ("7", "constant")])
def test_empty_or_constant_target(fails, write, value, words):
    lines = [line.rpartition(",")[0] + f",{value}" for line in car_lines()[1:]]
    assert words in fails("fit", write(["engine,comb,fuel,year,co2", *lines]), "--target", "co2")


def test_missing_target(fails, write):
    path = write(cells(car_lines(), 3, 4, ""))
    assert "--missing drop" in fails("fit", path, "--target", "co2")


def test_missing_feature(fails, write):
    path = write(cells(car_lines(), 3, 1, ""))
    line = fails("fit", path, "--target", "co2")
    assert "'comb'" in line
    assert "--missing indicator" in line


def test_one_row(fails, write):
    assert "1 row" in fails("fit", write(car_lines(1)), "--target", "co2")


def test_fewer_rows_than_folds(fails, write):
    line = fails("fit", write(car_lines(5)), "--target", "co2", "--exclude", "fuel")
    assert "5 folds need at least 5" in line


def test_all_rows_equal(fails, write):
    lines = car_lines(2)
    path = write([lines[0], *([lines[1]] * 20)])
    assert "constant" in fails("fit", path, "--target", "co2")


def test_one_group(fails, write):
    path = write(["engine,comb,fuel,year,co2,g", *(line + ",a" for line in car_lines()[1:])])
    assert "two groups" in fails("fit", path, "--target", "co2", "--groups", "g")


def test_empty_file(fails, write):
    assert "empty" in fails("fit", write([""]), "--target", "y")


def test_header_only(fails, write):
    assert "no row" in fails("fit", write(["x,y"]), "--target", "y")


def test_ragged_rows(fails, write):
    lines = car_lines()
    lines[7] += ",9"
    assert "line 8 has 6 fields" in fails("fit", write(lines), "--target", "co2")


def test_wrong_encoding(fails, tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("größe,y\n1,2\n3,4\n".encode("latin-1"))
    assert "UTF-8" in fails("fit", path, "--target", "y")


def test_infinite_value(fails, write):
    line = fails("fit", write(cells(car_lines(), 4, 0, "inf")), "--target", "co2")
    assert "'engine'" in line
    assert "inf" in line


def test_text_in_a_numeric_column(fails, write):
    line = fails("fit", write(cells(car_lines(), 12, 1, "high")), "--target", "co2")
    assert "row 12" in line
    assert "--categorical 'comb'" in line


def test_repeated_column_names(fails, write):
    lines = car_lines()
    path = write([lines[0].replace("year", "comb"), *lines[1:]])
    assert "more than one column is called 'comb'" in fails("fit", path, "--target", "co2")


@pytest.mark.parametrize(
    ("weight", "words"),
    [("0", "zero in all rows"), ("-1", "negative in row 1"), ("", "missing or infinite in row 1")],
)
def test_weights(fails, write, weight, words):
    lines = [f"{line},{weight}" for line in car_lines()[1:]]
    path = write(["engine,comb,fuel,year,co2,w", *lines])
    assert words in fails("fit", path, "--target", "co2", "--weights", "w")


def test_weights_of_text(fails, cars):
    assert "must be numbers" in fails("fit", cars, "--target", "co2", "--weights", "fuel")


@pytest.mark.parametrize(
    "words",
    [
        ("--degree", "0"),
        ("--degree", "1.5"),
        ("--degree", "21"),
        ("--degree", "auto", "--degree", "2"),
        ("--degree", "auto", "--alpha", "1"),
        ("--truncation", "0"),
        ("--time-limit", "0"),
        ("--average", "perhaps"),
        ("--alpha", "-1"),
        ("--alpha", "nan"),
        ("--alpha", "1", "--degree", "1", "--degree", "2"),
        ("--cv", "1"),
        ("--cv", "often"),
        ("--cv", "time:3", "--groups", "year"),
        ("--test-size", "1"),
        ("--test-size", "0", "--refit"),
        ("--l1-ratio", "0"),
        ("--eps", "1"),
        ("--jobs", "0"),
        ("--rule", "best"),
        ("--transform", "comb"),
        ("--transform", "comb=exp"),
        ("--memory-limit", "much"),
        ("--max-interaction", "0"),
        ("--wrong",),
    ],
)
def test_bad_options(fails, cars, words):
    assert words[0] in fails("fit", cars, "--target", "co2", *words)


def test_no_target(fails, cars):
    assert "--target" in fails("fit", cars)


def test_no_such_command(fails):
    assert "fti" in fails("fti")


def test_transform_outside_its_domain(fails, cars):
    line = fails("fit", cars, "--target", "co2", "--transform", "year=log")
    assert "needs values above 0" in line


def test_transform_of_no_column(fails, cars):
    assert "'cmb'" in fails("fit", cars, "--target", "co2", "--transform", "cmb=log")


def test_no_usable_column(fails, cars):
    words = [word for name in ("engine", "comb", "fuel", "year") for word in ("--exclude", name)]
    assert "no column is left" in fails("fit", cars, "--target", "co2", *words)


def test_too_few_rows_in_time(fails, write):
    line = fails("fit", write(car_lines(9)), "--target", "co2", "--cv", "time:5")
    assert "folds in time need at least 15 rows, but there are 9" in line


def test_too_many_terms_for_the_memory(fails, write):
    values = np.random.default_rng(0).normal(size=(12, 10_000)).round(3)
    header = ",".join([*(f"x{k}" for k in range(9_999)), "y"])
    path = write([header, *(",".join(map(str, row)) for row in values)])
    line = fails("fit", path, "--target", "y", "--degree", "3")
    assert "candidate terms need" in line
    assert "166," in line
    assert "--max-interaction" in line


def test_model_given_as_data(fails, model):
    assert "model, not data" in fails("fit", model, "--target", "co2")


def test_data_given_as_model(fails, cars):
    assert "polylasso: error" in fails("predict", cars, cars)
    assert "polylasso: error" in fails("show", cars)


def test_output_in_no_folder(fails, cars):
    line = fails("fit", cars, "--target", "co2", "-o", f"{cars}/model.json")
    assert "no folder" in line


def test_output_is_a_folder(fails, cars, tmp_path):
    assert "is a folder" in fails("fit", cars, "--target", "co2", "-o", tmp_path)


def test_model_to_standard_output(fails, cars):
    assert "name a file" in fails("fit", cars, "--target", "co2", "-o", "-")


def test_output_is_the_input(fails, cars):
    before = Path(cars).read_bytes()
    assert "it is an input" in fails("fit", cars, "--target", "co2", "-o", cars)
    assert Path(cars).read_bytes() == before


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EACCES, "no permission"), (errno.ENOSPC, "no space left"), (errno.EROFS, "read-only")],
)
def test_output_cannot_be_written(fails, cars, tmp_path, monkeypatch, code, words):
    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.replace", refuse)
    path = tmp_path / "model.json"
    assert words in fails("fit", cars, "--target", "co2", "-o", path)
    assert [file.name for file in tmp_path.iterdir()] == ["cars.csv"]


def test_memory_runs_out(fails, cars, monkeypatch):
    def exhaust(*_, **__):
        raise MemoryError

    monkeypatch.setattr("polylasso.cli.jobs.fit_table", exhaust)
    assert "not enough memory" in fails("fit", cars, "--target", "co2")
