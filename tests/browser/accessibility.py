"""Ask axe-core whether people who use a keyboard, a reader or large print can use a page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Elements that are Streamlit's own and cannot be changed from here: rule, then what names them.
NOT_OURS = frozenset(
    {
        # Its drop zone calls itself presentational and bears a label: a reader hears the label.
        ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),
        # Long formulas scroll. Chromium and Firefox let the keyboard reach what scrolls, and the
        # formula also stands there as text that wraps.
        ("scrollable-region-focusable", 'class="katex-display"'),
    }
)


# Milliseconds after which nothing fades in or out any more: half-way its contrast is too small.
_FADES = 700


def violations(page: "Page") -> list[dict]:
    """Return what axe-core finds at fault on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_timeout(_FADES)
    found = Axe().run(page).response["violations"]
    ours = [{**violation, "nodes": _ours(violation)} for violation in found]
    return [violation for violation in ours if violation["nodes"]]


def _ours(violation: dict) -> list[dict]:
    names = [name for rule, name in NOT_OURS if rule == violation["id"]]
    return [node for node in violation["nodes"] if not any(name in node["html"] for name in names)]


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
