"""The look reaches Streamlit by names that it knows, and its texts can be read."""

import pytest
from streamlit import config

from polylasso.app.look import theme_options


def test_streamlit_knows_every_option_of_the_look():
    known = {name.replace(".", "_") for name in config.get_config_options()}
    assert set(theme_options()) <= known


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts_of(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def mixed(share: float, colour: str, ground: str) -> tuple[float, ...]:
    pairs = zip(parts_of(colour), parts_of(ground), strict=True)
    return tuple(share * part + (1 - share) * below for part, below in pairs)


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_captions_and_chosen_buttons_have_the_contrast_of_wcag(theme, ground):
    look = {
        name.removeprefix(f"theme_{theme}_"): value
        for name, value in theme_options().items()
        if name.startswith(f"theme_{theme}_")
    }
    below, text, primary = look[ground], look["textColor"], look["primaryColor"]
    # A caption has 60 % of the text's colour; a chosen button a tint of a tenth.
    assert contrast(mixed(0.6, text, below), parts_of(below)) >= 4.5
    assert contrast(parts_of(primary), mixed(0.1, primary, below)) >= 4.5
