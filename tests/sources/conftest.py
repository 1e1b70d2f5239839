"""What the tests of files share."""

import pytest


@pytest.fixture
def put(tmp_path):
    """Write text or bytes to a file and return its path."""

    def write(content, name="cars.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
