"""Names of files, whatever a table is called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.app.parts.downloads import file_name, stem_of


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("cars.csv", "cars"),
        ("My cars (2020).tsv.gz", "My-cars-2020"),
        ("été à Québec.xlsx", "ete-a-Quebec"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\cars.parquet", "cars"),
        ("<img src=x onerror=alert(1)>.csv", "img-src-x-onerror-alert-1"),
        ("车.csv", "table"),
        ("", "table"),
        ("con.csv", "table"),
        ("nul.data.csv", "table"),
        ("v1.2.csv", "v1.2"),
        (".hidden", "hidden"),
    ],
)
def test_stems(name, stem):
    assert stem_of(name) == stem


@given(name=st.text())
def test_any_name_is_safe(name):
    stem = stem_of(name)
    assert re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,58}[A-Za-z0-9])?", stem)


def test_file_names():
    assert file_name("cars.csv", "model", ".json") == "cars-model.json"
    assert file_name("ball", "", ".parquet") == "ball.parquet"
