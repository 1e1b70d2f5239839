from polylasso.plots.style import themed


def test_a_backend_that_becomes_interactive_stays_so():
    """As that of a notebook does with its first figure; its later pictures would be lost."""
    import matplotlib.pyplot as plt

    with themed():
        plt.ion()
    try:
        assert plt.isinteractive()
    finally:
        plt.ioff()
    with themed():
        pass
    assert not plt.isinteractive()
