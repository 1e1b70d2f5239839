"""Names from users' files in texts that Streamlit reads as markdown: shown as they are."""

import re
import string

__all__ = ["plain"]

# Invisible, and no place to break a line. Streamlit looks for icons, emoji, addresses and arrows in
# the text that is left when markdown was read, so that no escape keeps it from finding them.
_JOINER = "\N{WORD JOINER}"
_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
# After a colon or an at sign; between the signs of arrows and dashes; after the www of an address.
_FOUND_LATER = re.compile(r"(?<=[:@])|(?<=[-<>=~])(?=[-<>=~])|(?<=www)(?=\.)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return text that Streamlit shows as it is, on one line, in labels and in markdown.

    Parameters
    ----------
    text : str
        Such as the name of a column. What does not print becomes a blank or a question mark.
    """
    line = " ".join("".join(map(_printable, text)).split())
    parted = _FOUND_LATER.sub(_JOINER, line)
    return _PUNCTUATION.sub(r"\\\1", parted) or "(no name)"


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
