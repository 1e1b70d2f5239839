"""`python -m polylasso` is the command `polylasso`."""

from polylasso.cli import main

__all__ = []

if __name__ == "__main__":
    main()
