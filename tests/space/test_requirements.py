"""Versions are pinned as they are installed here, and those needed are all there."""

import sys
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from polylasso.errors import MissingExtraError
from polylasso.space import requirements
from polylasso.space.requirements import pinned, python_version


@pytest.fixture(scope="module")
def pins():
    pytest.importorskip("streamlit", reason="the extra app is not installed")
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in pinned()}


def test_every_package_is_pinned_to_what_is_here(pins):
    for name, pin in pins.items():
        assert str(pin.specifier) == f"=={version(name)}"


def test_the_packages_of_the_page_and_what_they_need_are_there(pins):
    assert {"numpy", "scipy", "scikit-learn", "streamlit", "matplotlib", "click"} <= set(pins)
    assert "tornado" in pins or "starlette" in pins  # what serves Streamlit, by its version
    assert "polylasso" not in pins


def test_tools_of_developers_are_not(pins):
    assert not {"pytest", "ruff", "hypothesis", "playwright"} & set(pins)


def test_without_the_page_there_is_nothing_to_pin(monkeypatch):
    monkeypatch.setattr(requirements, "_installed", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'polylasso\[app\]'"):
        pinned()


def test_the_python_is_the_one_that_runs():
    assert python_version() == f"{sys.version_info.major}.{sys.version_info.minor}"
