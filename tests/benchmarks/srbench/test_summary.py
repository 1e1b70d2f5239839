import pytest

from benchmarks.srbench.summary import overall, score_sets


def run(name, seed, r2, **others):
    figures = {"terms": 5, "size": 20, "seconds": 0.5, "cpu_seconds": 0.5, **others}
    return {"set": name, "seed": seed, "r2": r2, **figures}


def test_the_median_is_over_seeds_then_over_sets():
    runs = [run("1_fri_c0", seed, r2) for seed, r2 in enumerate([0.9, 0.1, 0.8])]
    runs += [run("2_fri_c1", 0, 0.6), run("3", 0, -0.2), run("4", 0, 0.4)]
    found = overall(score_sets(runs, ["1_fri_c0", "2_fri_c1", "3", "4"]))
    assert found.r2 == pytest.approx(0.5)
    assert found.r2_friedman == pytest.approx(0.7)
    assert found.r2_others == pytest.approx(0.1)
    assert (found.n_sets, found.seeds, found.n_below) == (4, (1, 3), 1)
    assert found.lowest.name == "3"


def test_sets_that_are_not_asked_for_do_not_count():
    scores = score_sets([run("a", 0, 0.5), run("b", 0, 0.6)], ["b", "c"])
    assert [score.name for score in scores] == ["b"]


def test_a_run_that_failed_counts_as_the_lowest():
    failed = {"set": "a", "seed": 1, "failure": "over 5 s"}
    one, two = score_sets([run("a", 0, 0.9), failed, run("b", 0, 0.5)], ["a", "b"])
    assert one.r2 == float("-inf")
    assert (one.failures, one.terms) == (("over 5 s",), 5)
    assert two.failures == ()
    few = [run("a", seed, 0.9) for seed in (2, 3)] + [failed]
    assert score_sets(few, ["a"])[0].r2 == 0.9


def test_a_half_without_sets_has_no_median():
    found = overall(score_sets([run("a", 0, 0.5, terms=None)], ["a"]))
    assert (found.r2_friedman, found.r2_others, found.terms) == (None, 0.5, None)


def test_no_runs_no_medians():
    assert overall([]) is None
