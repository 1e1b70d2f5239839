"""One visitor's page in the browser, and all that it said and asked for."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
INSIDE = frozenset({"file", "data", "blob", "about"})  # schemes that leave no machine

PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{} "
    "Mobile Safari/537.36"
)

# Console errors that are not the fault of our pages, each with its reason.
NOT_OURS: tuple[str, ...] = (
    # Streamlit looks for itself below the address of each page, then finds itself at the root.
    r"status of 404 .*/_stcore/(health|host-config)\)$",
    # A picture of a run that another one has replaced before the browser fetched it.
    r"status of 404 .*/media/[0-9a-f]+\.png\)$",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A page in a browser context of its own, with a record from before its first request.

    Attributes
    ----------
    page : playwright.sync_api.Page
    requests : list of str
        Addresses of everything that the page asked for, websockets included.
    errors : list of str
        Errors on its console and exceptions that nothing caught.
    """

    page: "Page"
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def outside(self) -> list[str]:
        """Return the requests that left this machine."""
        return [address for address in self.requests if _leaves(address)]

    def assert_clean(self) -> None:
        """Assert that nothing went wrong in the page and nothing left this machine."""
        assert not self.errors, "errors in the page:\n" + "\n".join(self.errors)
        assert not self.outside(), "the page asked other machines: " + ", ".join(self.outside())

    def story(self) -> str:
        """Tell where the page is and what went wrong in it."""
        return "\n".join([self.page.url, *self.errors])

    def record(self) -> None:
        """Keep from now on what the page says and asks for."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        self.page.on("console", lambda message: self.errors.extend(_faults(message)))


def _faults(message: "ConsoleMessage") -> list[str]:
    """Return what a line on the console says is wrong with our page: one line, or none."""
    if message.type != "error":
        return []
    told = f"{message.text} ({message.location.get('url', '')})"
    return [] if any(re.search(known, told) for known in NOT_OURS) else [told]


def _leaves(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in INSIDE and parts.hostname not in HERE


def open_visit(
    browser: "Browser",
    address: str,
    *,
    width: int = 1280,
    height: int = 900,
    theme: str = "light",
    reduced_motion: bool = False,
    touch: bool = False,
) -> Visit:
    """Open an address as a new visitor.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
    address : str
    width, height : int
        Size of the window in CSS pixels; a phone is 390 x 844.
    theme : {"light", "dark"}
        What the page is told that the user prefers.
    reduced_motion : bool
        Whether the page is told that the user wants no animation.
    touch : bool
        Whether the screen is one that is touched: a phone's, with its scaling.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        reduced_motion="reduce" if reduced_motion else "no-preference",
        has_touch=touch,
        is_mobile=touch,
        # A page may close its menu after a choice on phones, which it knows by this.
        user_agent=PHONE.format(browser.version) if touch else None,
        locale="en-US",
        timezone_id="UTC",
        permissions=["clipboard-read", "clipboard-write"],
    )
    visit = Visit(context.new_page())
    visit.record()
    visit.page.goto(address)
    return visit
