"""The web page: from a table to a formula, without code. It imports nothing heavy."""
