"""Ask axe-core whether people who use a keyboard, a reader or large print can use a page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Rules that are switched off, each with its reason.
NOT_ASKED: dict[str, str] = {}


def violations(page: "Page") -> list[dict]:
    """Return what axe-core finds at fault on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {rule: {"enabled": False} for rule in NOT_ASKED}
    options = {"resultTypes": ["violations"], "rules": rules}
    return Axe().run(page, options=options).response["violations"]


def assert_accessible(page: "Page") -> None:
    """Assert that axe-core finds no violation; the message lists each with its elements."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(_told(violation) for violation in found)


def _told(violation: dict) -> str:
    head = f"{violation['id']} ({violation['impact']}): {violation['help']}"
    return "\n".join([head, *(_told_element(node) for node in violation["nodes"])])


def _told_element(node: dict) -> str:
    target = " ".join(str(part) for part in node["target"])
    reasons = "; ".join(check["message"] for check in (*node["any"], *node["all"], *node["none"]))
    return f"  {target}\n    {node['html'][:200]}\n    {reasons}"
