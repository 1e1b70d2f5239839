"""How the page looks: colours with enough contrast on both grounds, and sizes of headings."""

from typing import Any

__all__ = ["theme_options"]

# Streamlit fades the text of captions to 60 %, and writes in the primary colour on a tint of it:
# the text must be nearly black and the primary colours far from the ground for a contrast of 4.5.
# They are those of the explorer, and the dark ground that of the pictures.
_LIGHT = {
    "primaryColor": "#0b62a8",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f6f7f9",
    "textColor": "#0c121c",
    "linkColor": "#0b62a8",
}
_DARK = {
    "primaryColor": "#6cb8f0",
    "backgroundColor": "#14171c",
    "secondaryBackgroundColor": "#1f242c",
    "textColor": "#e9ecf1",
    "linkColor": "#6cb8f0",
}
# A section's heading comes right under the page's title: the sizes tell them apart.
_HEADINGS = ["2.1rem", "1.45rem", "1.2rem", "1.05rem", "1rem", "1rem"]


def theme_options() -> dict[str, Any]:
    """Return Streamlit's options for the look, with _ for the dots of their names."""
    return {
        "theme_headingFontSizes": _HEADINGS,
        **{f"theme_light_{name}": colour for name, colour in _LIGHT.items()},
        **{f"theme_dark_{name}": colour for name, colour in _DARK.items()},
    }
