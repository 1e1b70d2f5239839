import pytest

from benchmarks.report import write_problem, write_table

MACHINE = {
    "processor": "some",
    "cores": 2,
    "system": "Linux",
    "blas": ["openblas"],
    **dict.fromkeys(("python", "numpy", "scipy", "scikit-learn", "polylasso"), "1"),
}
IN_TIME = {"reached": True, "failure": None, "stopped_after": 0.0}
STOPPED = {"reached": False, "failure": "over 600 s", "stopped_after": 500.0}


def setting(seconds, gap):
    return {
        "tolerance": 1e-9,
        "seconds": seconds,
        "expansion_seconds": 0.1,
        "gap": gap,
        "final_terms": 7,
        "peak_megabytes": 200.0,
    }


@pytest.fixture
def table(tmp_path):
    fast, slow = setting(0.5, 1e-15), setting(5.0, 1e-3)
    write_problem(
        {
            "problem": "small",
            "target": 1e-6,
            "rows": 1000,
            "terms": 50,
            "machine": MACHINE,
            "solvers": {
                "polylasso": {**IN_TIME, "settings": [fast]},
                "scikit-learn": {**STOPPED, "settings": [slow]},
            },
        },
        tmp_path,
    )
    write_problem({"problem": "broken", "failure": "KeyError: 'x0'"}, tmp_path)
    return write_table(tmp_path, ["small", "broken", "not run"])


def test_a_solver_that_reached_the_gap_has_its_ratio(table):
    row = "| small | 1,000 | 50 | polylasso | 1e-09 | 0.500 | 0.100 | 1.0e-15 | 7 | 200 | 1.0 |"
    assert row in table


def test_a_solver_that_did_not_is_marked(table):
    assert "| 5.000 | 0.100 | 1.0e-03 (too large) | 7 | 200 | > 1000.0 |" in table


def test_failures_are_listed_with_their_reason(table):
    assert "- small, scikit-learn: over 600 s; smallest gap reached 1.0e-03" in table
    assert "- broken: KeyError: 'x0'" in table
