import pytest

from benchmarks.names import NAMES
from benchmarks.pages import write_page
from benchmarks.report import failures, full_table, median_line, short_table
from benchmarks.report_apart import choices_table, ffx_table
from benchmarks.results import fastest_peer, median_ratio, read_results, write_result
from benchmarks.tabular import between_markers

MACHINE = {"processor": "some", "cores": 2, "system": "Linux", "python": "3", "load": 0.0}


def setting(seconds, gap, peak=200.0):
    return {
        "tolerance": 1e-9,
        "runs": [seconds],
        "seconds": seconds,
        "expansion_seconds": 0.1,
        "gap": gap,
        "final_terms": 7,
        "peak_megabytes": peak,
        "notes": {"passes": 10},
        "versions": {"numpy": "2"},
    }


def found(*settings, best=None, failure=None, stopped_after=0.0):
    return {
        "settings": list(settings),
        "best": best,
        "failure": failure,
        "stopped_after": stopped_after,
    }


def result(problem, **solvers):
    return {
        "problem": problem,
        "target": 1e-6,
        "repeats": 3,
        "seconds": 60.0,
        "memory": 24.0,
        "rows": 1000,
        "terms": 50,
        "machine": MACHINE,
        "solvers": solvers,
    }


OWN = found(setting(0.5, 1e-15), best=0)


@pytest.fixture
def original():
    return result(
        "original",
        polylasso=OWN,
        fast=found(setting(4.0, 1e-4), setting(5.0, 1e-7, 400.0), best=1),
        slow=found(setting(6.0, 1e-3), failure="over 60 s in all", stopped_after=54.0),
        large=found(failure="memory: 40 GB"),
    )


def test_a_solver_that_reached_the_gap_has_its_ratio(original):
    row = "| original | fast | 1,000 | 50 | 1e-09 | 5.000 | 0.100 | 1.0e-07 | 7 | 400 | 10.0 |"
    assert row in full_table([original])


def test_a_solver_that_did_not_is_marked(original):
    row = "| > 54.000 | 0.100 | 1.0e-03 (too large) | 7 | 200 | > 108.0 |"
    assert row in full_table([original])


def test_failures_are_listed_with_their_reason(original):
    lines = failures([original, {"problem": "broken", "failure": "KeyError: 'x0'"}])
    assert "- original, slow: over 60 s in all; smallest gap reached 1.0e-03" in lines
    assert "- original, large: memory: 40 GB" in lines
    assert "- broken: KeyError: 'x0'" in lines


def test_the_fastest_peer_is_named_with_its_memory(original):
    assert fastest_peer(original).solver == "fast"
    row = "| original | fast | 1,000 | 50 | 0.500 | 10 | 200 | 5.000 | 400 | 10.0 | 9.8 |"
    assert row in short_table([original])


def test_where_no_peer_reached_the_gap_the_ratio_is_a_bound(original):
    del original["solvers"]["fast"]
    assert "| original | none |" in short_table([original])
    assert "| > 108.0 | - |" in short_table([original])


def test_where_all_peers_lack_memory_it_says_so(original):
    del original["solvers"]["fast"], original["solvers"]["slow"]
    assert "| original | none: memory |" in short_table([original])


def test_without_our_own_result_there_are_no_ratios(original):
    original["solvers"]["polylasso"] = found(failure="memory: 40 GB")
    assert "| original | polylasso | 1,000 | 50 | - | - | - | - | - | - | - |" in full_table(
        [original]
    )
    assert "| original | fast | 1,000 | 50 | - | - | - | 5.000 | 400 | - | - |" in short_table(
        [original]
    )


def test_the_median_is_over_real_sets_only(original):
    real = [
        result("yacht", polylasso=OWN, fast=found(setting(1.0, 1e-7), best=0)),
        result("airfoil", polylasso=OWN, fast=found(setting(5.0, 1e-7), best=0)),
        result("concrete", polylasso=OWN, slow=found(failure="over", stopped_after=50.0)),
        result("fried", polylasso=OWN, large=found(failure="memory: 40 GB")),
    ]
    assert median_ratio([original, *real]) == (3, 10.0)
    assert "3 real data sets" in median_line(real)


def test_the_page_has_what_lies_in_the_folder(original, tmp_path):
    original["problem"] = "diabetes-2"  # one without a curve
    write_result(original, tmp_path, "diabetes-2")
    write_result({"problem": "yacht", "failure": "no data"}, tmp_path, "yacht")
    (tmp_path / "limit.md").write_text("40 GFlop/s\n")
    page = write_page(tmp_path)
    assert page == (tmp_path / "README.md").read_text()
    assert "40 GFlop/s" in page
    assert "- yacht: no data" in page
    assert "- fast: numpy 2" in page
    assert [r["problem"] for r in read_results(tmp_path, NAMES)] == ["diabetes-2", "yacht"]


def test_choices_are_compared_with_a_path_and_with_ours():
    chosen = {"seconds": 2.0, "terms": 3, "alpha": 0.1, "peak_megabytes": 100, "learns": "all"}
    other = {**chosen, "seconds": 8.0, "learns": "means"}
    choices = {"PolynomialLassoCV": chosen, "LassoCV": other, "cv.glmnet": {"failure": "over 9 s"}}
    shown = choices_table([{"problem": "a", "terms": 50, "choosers": choices}], {"a": 0.5})
    assert "| a | PolynomialLassoCV | all | 50 | 2.000 | 4.0 | 1.0 | 3 | 0.1000 | 100 |" in shown
    assert "| a | LassoCV | means | 50 | 8.000 | 16.0 | 4.0 |" in shown
    assert "| a | cv.glmnet | - | 50 | over 9 s |" in shown


def test_ffx_stands_apart():
    ours = {"seconds": 1.0, "terms": 3, "r2": 0.9, "peak_megabytes": 100}
    apart = {"PolynomialLassoCV": ours, "FFX": {"failure": "no module"}}
    shown = ffx_table([{"problem": "a", "solvers_apart": apart}])
    assert "| a | PolynomialLassoCV | 1.00 | 3 | 0.900 | 100 |" in shown
    assert "| a | FFX | no module | - | - | - |" in shown


def test_only_what_is_between_the_markers_is_replaced():
    text = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n"
    assert between_markers(text, "x", "new") == "a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb\n"
    with pytest.raises(ValueError, match="no place"):
        between_markers(text, "y", "new")
