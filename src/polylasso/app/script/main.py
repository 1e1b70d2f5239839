"""The script that Streamlit runs for every visitor and every change.

The guard is for the processes of fits: they may import this file, and must not draw.
"""

if __name__ == "__main__":
    from polylasso.app.frame import show

    show()
