"""Tests of the memory limit."""

import sys

import pytest

from polylasso import memory
from polylasso.errors import MemoryLimitError
from polylasso.memory import allowed_bytes, available_bytes, human_bytes, refuse


def test_the_message_names_terms_bytes_and_settings():
    message = (
        r"^12,345 candidate terms need 1\.5 GB, more than the 1\.0 MB allowed; lower degree or "
        r"max_interaction, leave out columns or rows, or raise memory_limit \(bytes\)$"
    )
    with pytest.raises(MemoryLimitError, match=message):
        refuse(12_345, 1_500_000_000, 1e6)


def test_it_is_a_memory_error_and_a_value_error():
    assert issubclass(MemoryLimitError, MemoryError)
    assert issubclass(MemoryLimitError, ValueError)


def test_without_a_limit_half_of_what_is_free_is_allowed(monkeypatch):
    monkeypatch.setattr(memory, "available_bytes", lambda: 1000)
    assert allowed_bytes(None) == 500
    assert allowed_bytes(7.0) == 7.0


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (1_500_000, "1.5 MB"),
        (40_000_000_000, "40.0 GB"),
        (5e15, "5,000.0 TB"),
    ],
)
def test_units(number, text):
    assert human_bytes(number) == text


def test_some_memory_is_free():
    assert available_bytes() > 0


def test_a_container_may_allow_less(monkeypatch, tmp_path):
    limit, used = tmp_path / "max", tmp_path / "current"
    limit.write_text("3000\n")
    used.write_text("1000\n")
    monkeypatch.setattr(memory, "_CGROUP_LIMIT", limit)
    monkeypatch.setattr(memory, "_CGROUP_USED", used)
    assert available_bytes() == 2000


def test_a_container_without_a_limit(monkeypatch, tmp_path):
    limit = tmp_path / "max"
    limit.write_text("max\n")
    monkeypatch.setattr(memory, "_CGROUP_LIMIT", limit)
    monkeypatch.setattr(memory, "_from_meminfo", lambda: 5000)
    assert available_bytes() == 5000


@pytest.mark.skipif(sys.platform == "win32", reason="sysconf is of POSIX")
def test_a_system_that_does_not_say_what_is_free(monkeypatch, tmp_path):
    monkeypatch.setattr(memory, "_CGROUP_LIMIT", tmp_path / "absent")
    monkeypatch.setattr(memory, "_from_meminfo", lambda: 0)
    assert available_bytes() > 0
