"""Work for the processes of the tests: functions of a module, as a process can import them."""

import os
import sys
import time

import numpy as np

from polylasso.errors import DataError


def add(tell, left, right):
    return left + right


def tell_and_sleep(tell, words, seconds):
    tell(words)
    time.sleep(seconds)


def tell_pid_and_sleep(tell, seconds):
    tell(os.getpid())
    time.sleep(seconds)


def allocate(tell, n_bytes):
    return int(np.ones(n_bytes, dtype=np.int8).sum())


def die(tell, signal_number):
    os.kill(os.getpid(), signal_number)


def refuse(tell, message):
    raise DataError(message)


def break_down(tell):
    return {}["nothing"]


def loaded(tell):
    return sorted(sys.modules)
