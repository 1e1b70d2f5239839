"""What the benchmark of the web page shows, and what it says of the limits."""

import numpy as np

from benchmarks.app.lines import lines_of, lines_table
from benchmarks.app.slider import made_payload


def test_the_page_measured_is_as_large_as_it_says():
    made = made_payload(n_alphas=100, n_points=5000)
    track = made.header["tracks"][0]
    assert len(made.header["terms"]) == 100
    assert track["positions"]["length"] == 100
    assert made.header["rows"]["drawn"] == 5000
    starts = np.frombuffer(made.buffer, "<i4", 101, track["starts"]["at"])
    assert np.diff(starts)[[0, -1]].tolist() == [0, 100]


def test_a_limit_that_is_not_kept_is_said():
    result = {
        "start": {"cold_seconds": 5.0, "warm_seconds": 9.0},
        "sessions": {"visitors": 20, "peak_megabytes": 900.0, "mixed": ["one reads another"]},
    }
    lines = lines_of(result)
    assert [line.is_kept for line in lines] == [True, False, True, False]
    assert ["MISSED" in str(line) for line in lines] == [False, True, False, True]
    assert lines_table(result).splitlines()[2:4] == [
        "| first screen of a new server | 5 s | 6 s |",
        "| first screen of a running server | 9 s | 2 s |",
    ]
