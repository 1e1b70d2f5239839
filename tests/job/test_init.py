"""The public names of the layer, and that its settings cost nothing to import."""

import subprocess
import sys

import pytest

from polylasso import job


def test_every_public_name_is_there():
    assert dir(job) == sorted(job.__all__)
    for name in job.__all__:
        assert getattr(job, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        job.nothing  # noqa: B018 - reading it is the test


def test_settings_import_nothing_heavy():
    code = "import sys; from polylasso.job import FitSettings; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
