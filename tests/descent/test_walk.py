"""The walk: ends, interruption, and going on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polylasso.descent import Checkpoint
from polylasso.errors import CheckpointError, PolylassoWarning
from tests.descent.walkers import followers, grid_of, interrupt_at, walk


def check_same(walked, other):
    assert walked.n_done == other.n_done
    for one, two in zip(walked.solutions, other.solutions, strict=True):
        for solution, same in zip(one, two, strict=True):
            np.testing.assert_array_equal(solution.support, same.support)
            np.testing.assert_allclose(solution.coef, same.coef, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(solution.refit, same.refit, rtol=1e-8, atol=1e-11)
            assert solution.loss == pytest.approx(same.loss, rel=1e-9)


def test_the_whole_grid():
    told = []
    walked = walk(followers(), tell=told.append)
    assert (walked.n_done, walked.ended) == (20, "grid")
    assert [progress.n_done for progress in told] == list(range(1, 21))
    assert told[-1].n_terms == len(walked.of_all_rows[-1].support)


def test_it_ends_before_a_model_with_too_many_terms():
    whole = walk(followers())
    walked = walk(followers(), max_terms=6, stride=3)
    counts = [len(solution.support) for solution in whole.of_all_rows]
    assert walked.ended == "max_terms"
    assert walked.n_done == next(k for k, count in enumerate(counts) if count > 6)
    assert len(walked.solutions[1]) == walked.n_done


def test_too_many_terms_from_the_start():
    walkers = followers()
    with pytest.raises(ValueError, match=r"max_terms is 2, but .* raise max_terms, or pass larger"):
        walk(walkers, grid=grid_of(walkers)[10:], max_terms=2)


def test_it_ends_where_it_is_told_to():
    walked = walk(followers(), end=lambda w: "flat" if w.n_done >= 7 else None, stride=4)
    assert (walked.n_done, walked.ended) == (8, "flat")


def test_an_interruption_returns_what_is_done():
    walked = walk(followers(), tell=interrupt_at(5))
    assert (walked.n_done, walked.ended) == (5, "interrupted")


def test_an_interruption_of_nothing_is_raised():
    def advance(walkers, alphas):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        walk(followers(), advance=advance)
    with pytest.raises(KeyboardInterrupt):
        walk(followers(), tell=interrupt_at(5), keeps_part=False)


def test_an_interruption_after_the_end_changes_nothing():
    assert walk(followers(), tell=interrupt_at(20)).ended == "grid"


@settings(max_examples=15)
@given(st.integers(1, 19), st.sampled_from([1, 3]), st.sampled_from([1.0, 0.5]))
def test_going_on_is_the_same_as_never_having_stopped(tmp_path_factory, n_done, stride, l1_ratio):
    path = tmp_path_factory.mktemp("walk") / "kept.npz"
    options = {"l1_ratio": l1_ratio, "batch": 4}
    whole = walk(followers(**options), stride=stride)
    walk(followers(**options), Checkpoint(path), interrupt_at(n_done), stride=stride)
    told = []
    again = walk(followers(**options), Checkpoint(path), told.append, stride=stride)
    check_same(again, whole)
    looks = [*range(stride, 20, stride), 20]
    stopped = next(look for look in looks if look >= n_done)
    assert [progress.n_done for progress in told] == [look for look in looks if look > stopped]


def test_no_alpha_is_solved_twice(tmp_path):
    seen = []

    def advance(walkers, alphas):
        seen.extend(alphas)
        return [list(walker.follow(alphas)) for walker in walkers]

    path = tmp_path / "kept.npz"
    walk(followers(), Checkpoint(path), interrupt_at(8), advance=advance)
    walk(followers(), Checkpoint(path), advance=advance)
    np.testing.assert_array_equal(seen, grid_of(followers()))


def test_an_error_keeps_what_is_done(tmp_path):
    def fail(progress):
        if progress.n_done == 4:
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        walk(followers(), Checkpoint(tmp_path / "kept.npz"), fail)
    assert walk(followers(), Checkpoint(tmp_path / "kept.npz"), interrupt_at(5)).n_done == 5


def test_other_alphas_and_folds_are_refused(tmp_path):
    path = tmp_path / "kept.npz"
    walk(followers(), Checkpoint(path), interrupt_at(3))
    before = path.read_bytes()
    with pytest.raises(CheckpointError, match=r"other alphas; nothing was changed: .* delete it"):
        walk(followers(), Checkpoint(path), grid=np.array([0.1, 0.05]))
    with pytest.raises(CheckpointError, match="other folds"):
        walk(followers(3), Checkpoint(path))
    with pytest.raises(CheckpointError, match="damaged: it has terms that are not there"):
        walk(followers(n_columns=2), Checkpoint(path), grid=grid_of(followers()))
    assert path.read_bytes() == before


def test_a_checkpoint_that_cannot_be_written_does_not_end_the_fit(tmp_path, monkeypatch):
    folder = tmp_path / "there"
    folder.mkdir()
    checkpoint = Checkpoint(folder / "kept.npz")
    folder.rmdir()
    monkeypatch.setattr("polylasso.descent.checkpoint.INTERVAL", 0.0)
    with pytest.warns(PolylassoWarning, match="no checkpoint: .* there is no folder"):
        assert walk(followers(), checkpoint).ended == "grid"
