"""The sign of the page in the tab of a browser: coefficients that leave zero one by one."""

__all__ = ["ICON"]

# In the page itself: a sign by name would be fetched from another machine.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="3" '
    'stroke-linecap="round"><rect width="32" height="32" rx="7" fill="#fff"/>'
    '<path d="M4 20h24" stroke="#8b95a5" stroke-width="2"/>'
    '<path d="M6 20c6 0 9-14 20-14" stroke="#0b62a8"/>'
    '<path d="M12 20c5 0 7-6 14-6" stroke="#0a7d5c"/>'
    '<path d="M17 20c4 0 5 6 9 6" stroke="#c2480a"/></svg>'
)
