"""How fast the page answers in a real browser, and how much memory its server takes."""
