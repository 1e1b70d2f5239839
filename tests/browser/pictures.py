"""Pictures of every page, for the documentation: `python -m tests.browser.pictures FOLDER`."""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser import chrome, serving, steps
from tests.browser.visits import open_visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COLOURS = 128  # as many as the pages need; a fourth of the size of all colours
TALLEST = 2400


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages are looked at: the ending of the file's name, and the window."""

    name: str
    theme: str
    width: int
    height: int
    touch: bool = False


LOOKS = (
    Look("light", "light", 1280, 900),
    Look("dark", "dark", 1280, 900),
    Look("phone", "light", 390, 844, touch=True),
)


def take_all(browser: "Browser", address: str, folder: Path) -> Iterator[Path]:
    """Take a picture of each page in each look, and give their paths."""
    for look in LOOKS:
        visit = open_visit(
            browser,
            address,
            width=look.width,
            height=look.height,
            theme=look.theme,
            reduced_motion=True,
            touch=look.touch,
        )
        for title in steps.PAGES:
            steps.turn_to(visit.page, title)
            path = folder / f"{title.lower()}-{look.name}.png"
            path.write_bytes(small(take(visit.page, look)))
            yield path
        visit.page.context.close()


def take(page: "Page", look: Look) -> bytes:
    """Return a picture of the whole page, which scrolls inside its window, as PNG."""
    page.wait_for_timeout(300)  # what fades in has done so
    height = page.evaluate(
        "document.querySelector('[data-testid=\"stMainBlockContainer\"]').offsetHeight"
    )
    tall = min(max(look.height, height), TALLEST)
    page.set_viewport_size({"width": look.width, "height": tall})
    steps.settle(page)
    picture = page.screenshot()
    page.set_viewport_size({"width": look.width, "height": look.height})
    return picture


def small(picture: bytes) -> bytes:
    """Return the picture with few colours, in few bytes."""
    opened = Image.open(io.BytesIO(picture)).convert("RGB")
    made = io.BytesIO()
    opened.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


@contextmanager
def _running() -> Iterator[tuple["Browser", str]]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving.serve(Path(scratch) / "log.txt") as server,
        chrome.launched(chrome.find()) as launch,
        launch.awake() as browser,
    ):
        yield browser, server.url


def main(folder: Path) -> None:
    """Take the pictures, and say which."""
    folder.mkdir(parents=True, exist_ok=True)
    with _running() as (browser, address):
        for path in take_all(browser, address, folder):
            print(f"{path} ({path.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
