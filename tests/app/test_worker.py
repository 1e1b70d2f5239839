"""Tests of long work in processes of their own: how it ends, well or not."""

import gc
import multiprocessing
import os
import signal
import time
from dataclasses import replace

import numpy as np
import pytest

from polylasso.app.limits import Limits
from polylasso.app.samples import SAMPLES
from polylasso.app.work import fit_study
from polylasso.app.worker import Cancelled, Done, Failed, Running, Waiting, Working
from tests.app import jobs

LIMITS = Limits(fit_seconds=60, fit_mb=1000, fits=2)
# Seconds in which any of the work here ends, on a machine that is busy.
PATIENCE = 60.0


def ended(running):
    until = time.monotonic() + PATIENCE
    while isinstance(state := running.poll(), Waiting | Working):
        assert time.monotonic() < until, "the work did not end"
        time.sleep(0.02)
    return state


def at_work(running, told=False):
    until = time.monotonic() + PATIENCE
    while not (isinstance(state := running.poll(), Working) and (state.told or not told)):
        assert not isinstance(state, Done | Failed | Cancelled), state
        assert time.monotonic() < until, "the work did not begin"
        time.sleep(0.02)
    return state


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_value_comes_back():
    assert ended(Running(LIMITS, jobs.add, 2, 3)).value == 5


def test_what_is_told_is_seen_on_the_way():
    running = Running(LIMITS, jobs.tell_and_sleep, "half way", 30.0)
    assert at_work(running, told=True).told == "half way"
    running.cancel()
    assert ended(running) == Cancelled()


def test_a_fit_is_that_of_this_process():
    sample = SAMPLES["ball"]
    dataset = sample.load()
    settings = sample.settings(dataset)
    args = (dataset.table, settings, "ball", 10**9)
    fitted, outcome = ended(Running(LIMITS, fit_study, *args)).value
    own, own_outcome = fit_study(lambda progress: None, *args)
    np.testing.assert_array_equal(fitted.estimator.coef_, own.estimator.coef_)
    assert {**outcome, "seconds": 0} == {**own_outcome, "seconds": 0}
    assert fitted.settings == settings
    assert fitted.estimator.get_params()["memory_limit"] is None
    assert fitted.estimator.get_params()["callback"] is None


def test_cancelling_ends_the_process():
    running = Running(LIMITS, jobs.tell_pid_and_sleep, 60.0)
    pid = at_work(running, told=True).told
    running.cancel()
    assert ended(running) == Cancelled()
    assert not is_alive(pid)


def test_work_that_nobody_holds_is_ended():
    running = Running(LIMITS, jobs.tell_pid_and_sleep, 60.0)
    pid = at_work(running, told=True).told
    del running
    gc.collect()
    until = time.monotonic() + PATIENCE
    while is_alive(pid):
        assert time.monotonic() < until, "the work did not end"
        time.sleep(0.02)


def test_too_long():
    state = ended(Running(replace(LIMITS, fit_seconds=1), jobs.tell_and_sleep, "", 60.0))
    assert isinstance(state, Failed)
    assert "longer than the 1 s allowed" in state.message


def test_too_much_memory():
    state = ended(Running(replace(LIMITS, fit_mb=200), jobs.allocate, 10**9))
    assert isinstance(state, Failed)
    assert "llocate" in state.message or "memory" in state.message


def test_a_fit_beyond_its_memory_says_what_to_do():
    sample = SAMPLES["ball"]
    dataset = sample.load()
    settings = replace(sample.settings(dataset), degrees=(9,))
    small = 10**4
    state = ended(Running(LIMITS, fit_study, dataset.table, settings, "ball", small))
    assert isinstance(state, Failed)
    assert "lower degree" in state.message


def test_a_process_that_dies_gives_a_message():
    state = ended(Running(LIMITS, jobs.die, int(signal.SIGKILL)))
    assert isinstance(state, Failed)
    assert "ended by the system" in state.message


def test_a_mistake_of_the_user_is_told_in_one_line(capfd):
    state = ended(Running(LIMITS, jobs.refuse, "column 'x' is text; choose another"))
    assert state == Failed("column 'x' is text; choose another")
    assert "Traceback" not in capfd.readouterr().err


def test_a_fault_of_ours_is_in_the_log_of_the_server_only(capfd):
    state = ended(Running(LIMITS, jobs.break_down))
    assert state == Failed("something unexpected went wrong (KeyError)")


def test_few_work_at_a_time_and_the_first_come_go_first():
    one = replace(LIMITS, fits=1)
    first = Running(one, jobs.tell_and_sleep, "begun", 60.0)
    at_work(first, told=True)
    second = Running(one, jobs.add, 1, 1)
    until = time.monotonic() + PATIENCE
    while second.poll() != Waiting(0):
        assert time.monotonic() < until
    third = Running(one, jobs.add, 1, 2)
    while third.poll() != Waiting(1):
        assert time.monotonic() < until
    second.cancel()
    assert ended(second) == Cancelled()
    while third.poll() != Waiting(0):
        assert time.monotonic() < until
    first.cancel()
    assert ended(third).value == 3


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(),
    reason="processes start from nothing on this system",
)
def test_a_process_finds_the_library_loaded():
    from polylasso.app.preload import LOADED

    assert set(LOADED) <= set(ended(Running(LIMITS, jobs.loaded)).value)
