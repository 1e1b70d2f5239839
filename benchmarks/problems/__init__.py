"""The problems, each or each family in a file of its own."""
