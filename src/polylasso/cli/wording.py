"""Messages of the library in the words of the command line, safe for a terminal."""

import re

from polylasso.report.text import visible

__all__ = ["in_options", "one_line"]

_OPTIONS = (
    (re.compile(r"\bcategorical=\[('.*?'|\".*?\")\]"), r"--categorical \1"),
    (re.compile(r"\b(missing|unknown|extrapolation|basis|rule|loss)='(\w+)'"), r"--\1 \2"),
    (re.compile(r"\bcheckpoint='(.*?)'"), r"--checkpoint \1"),
    (re.compile(r"\btest_size=(\d)"), r"--test-size \1"),
    (re.compile(r"\bor test_size\b"), "or --test-size"),
    (re.compile(r"\bmax_terms\b"), "--max-terms"),
    (re.compile(r"\bmax_interaction\b"), "--max-interaction"),
    (re.compile(r"\bmemory_limit \(bytes\)"), "--memory-limit"),
    (re.compile(r"\blearning_rate=(\S*\d)"), r"--rate \1"),
    (re.compile(r"\ballows, or None\b"), "allows"),
    (re.compile(r"\bmax_iter\b"), "the number of steps"),
    (re.compile(r"\b(lower|raise) (degree|cv|eps|alpha)\b"), r"\1 --\2"),
)


def in_options(message: str) -> str:
    """Replace Python parameters in a message by options of the command line."""
    for pattern, replacement in _OPTIONS:
        message = pattern.sub(replacement, message)
    return message


def one_line(message: str) -> str:
    """Return a message as one line without control characters."""
    return visible(" ".join(in_options(message).split()))
