"""The server starts with options that are safe, or says in one line why it cannot."""

import socket

import pytest

from polylasso.app.launch import MAIN, Address, _check_free, _options
from polylasso.errors import DataError


def test_options_are_safe_for_strangers():
    options = _options(Address(), 50)
    assert options["server_enableXsrfProtection"] is True
    assert options["server_enableCORS"] is True
    assert options["server_maxUploadSize"] == 50
    assert options["client_showErrorDetails"] == "none"
    assert options["browser_gatherUsageStats"] is False


def test_in_a_frame_of_another_site_uploads_need_no_cookie():
    assert _options(Address(framed=True), 50)["server_enableXsrfProtection"] is False


def test_every_option_is_one_of_streamlit():
    from streamlit import config

    for name in _options(Address(), 50):
        config.get_option(name.replace("_", "."))


def test_the_script_has_no_pages_beside_it():
    assert MAIN.is_file()
    assert not (MAIN.parent / "pages").exists()


def test_a_port_in_use_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DataError, match=f"port {port}: .*; choose another --port") as caught:
            _check_free(Address("127.0.0.1", port))
    assert "\n" not in str(caught.value)
    _check_free(Address("127.0.0.1", port))


def test_a_host_that_is_not_ours_is_said_in_one_line():
    with pytest.raises(DataError, match="choose another --port or --host"):
        _check_free(Address("host.invalid", 8501))
