"""The model that is asked, and what is known beside it."""

from dataclasses import replace

import pytest

from polylasso.app.source import source_of_file, source_of_study
from polylasso.modelfile import load_model


def test_of_a_fit(ball_study):
    source = source_of_study(ball_study)
    assert source.train.n_rows + source.unseen.n_rows == 400
    assert source.error == ball_study.outcome["holdout_mae"]
    assert len(source.examples()) == 3
    mean = ball_study.model.predict(source.train).mean()
    assert source.baseline(source.model).predicted == pytest.approx(mean)


def test_after_a_second_fit_no_row_is_unseen(ball_study):
    again = replace(ball_study, fitted=replace(ball_study.fitted, refitted=True))
    source = source_of_study(again)
    assert (source.train.n_rows, source.unseen, source.examples()) == (400, None, ())


def test_of_a_file(ball_study, tmp_path):
    ball_study.estimator.save(tmp_path / "model.json")
    source = source_of_file(load_model(tmp_path / "model.json"))
    assert (source.train, source.examples()) == (None, ())
    assert source.key == source_of_study(ball_study).key
    assert source.baseline(source.model).n_rows == 0
