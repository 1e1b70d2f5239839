from benchmarks.srbench.report import (
    conditions,
    failures,
    hindsight,
    losses_table,
    overview_table,
    published_table,
    sets_table,
)
from benchmarks.srbench.sets import Set
from benchmarks.srbench.summary import SetScore

SETS = [Set("1_fri_c0", 1000, 10), Set("2", 50, 3)]


def score(name, r2, terms=7.0, failed=()):
    return SetScore(name, 10, r2, terms, 30.0, 0.25, 0.2, failed)


SCORES = {
    "polylasso": [score("1_fri_c0", 0.96), score("2", 0.5)],
    "line": [score("1_fri_c0", 0.3, 10.0), score("2", 0.62, 3.0)],
    "boosting": [score("1_fri_c0", 0.9, None), score("2", -0.1, None, ("over 5 s",) * 2)],
}


def cells(text, begins):
    line = next(line for line in text.splitlines() if line.startswith(f"| {begins} "))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_overview_has_both_halves():
    row = cells(overview_table(SCORES), "polylasso")
    assert row[1:6] == ["2 x 10", "0.730", "0.960", "0.500", "0.500 (2)"]
    assert row[6:] == ["0", "30", "7", "0.25", "0.20"]
    assert cells(overview_table(SCORES), "gradient boosting, defaults")[6] == "1"


def test_losses_name_the_best_other_method():
    text = losses_table(SCORES, SETS)
    assert cells(text, "2")[3:] == ["straight line", "0.620", "0.500", "-0.120", "7"]
    assert "1_fri_c0" not in text


def test_losses_are_those_on_as_many_seeds():
    few = [SetScore("2", 3, 0.9, 7.0, 30.0, 0.25, 0.2, ())]
    assert cells(losses_table({**SCORES, "forest": few}, SETS), "2")[4] == "0.620"


def test_without_a_loss_there_is_no_table():
    assert losses_table({"polylasso": SCORES["polylasso"]}, SETS) == ""
    assert losses_table({"line": SCORES["line"]}, SETS) == ""


def test_sets_one_by_one():
    text = sets_table({**SCORES, "line": SCORES["line"][:1]}, SETS)
    row = cells(text, "1_fri_c0")
    assert row[1:4] == ["Friedman's", "1,000", "10"]
    assert row[4:] == ["0.960", "0.300", "0.900", "7", "30", "0.25"]
    assert cells(text, "2")[4:7] == ["0.500", "-", "-0.100"]


def test_in_hindsight_the_best_method_is_known():
    text = hindsight(SCORES)
    assert "0.790 on all sets, 0.960 on the 1 of Friedman and 0.620 on the 1 others" in text
    assert "(polylasso; straight line; gradient boosting, defaults)" in text
    assert "at most 10 of a set. polylasso has 0.500 on these others." in text


def test_failures_are_counted_by_reason():
    assert failures(SCORES) == "- 2, gradient boosting, defaults: 2 of 10 runs: over 5 s"


def test_published_figures_are_apart_by_how_many_sets_they_are_over():
    here, whole = published_table(whole=False), published_table(whole=True)
    assert cells(here, "Operon")[1:] == ["0.938", "0.956", "0.741", "-", "-"]
    assert cells(whole, "Operon")[1:] == ["0.934", "-", "0.695", "50", "636"]
    assert "FEAT" not in here


def test_conditions_say_what_is_mixed():
    machine = {"processor": "fast", "system": "Linux", "python": "3.12"}
    made = [{"versions": {"polylasso": which}, "machine": machine} for which in ("1", "2")]
    text = conditions({"polylasso": made, "line": made[:1]})
    assert "fast, Linux, Python 3.12; one core and one thread a run." in text
    assert "- polylasso (2 versions, one after the other): polylasso 1 / polylasso 2" in text
