import pytest

from benchmarks.picture import curves, draw


@pytest.fixture
def drawn():
    settings = [{"seconds": 1.0, "gap": 1e-3}, {"seconds": 2.0, "gap": 0.0}]
    solvers = {"polylasso": {"settings": settings}, "celer": {"settings": []}}
    return {"problem": "a", "rows": 10, "terms": 5, "target": 1e-6, "solvers": solvers}


def test_curves_are_seconds_and_gaps(drawn):
    assert curves(drawn) == {"polylasso": ([1.0, 2.0], [1e-3, 1e-16])}


def test_a_picture_is_written(drawn, tmp_path):
    pytest.importorskip("matplotlib", reason="drawn by scripts/bench only")
    draw([drawn, drawn, drawn, drawn], tmp_path / "gap.png")
    assert (tmp_path / "gap.png").stat().st_size > 1000
