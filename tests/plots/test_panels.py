"""What several displays share."""

from polylasso.plots import EffectDisplay
from polylasso.plots.panels import narrow
from tests.plots.made import car_model


def test_a_narrower_figure_has_more_lines_of_title():
    display = EffectDisplay.from_model(car_model(), None, "comb").plot()
    before = display.figure_.get_suptitle()
    narrow(display.figure_, 0.4)
    assert display.figure_.get_size_inches().round(9).tolist() == [2.4, 4.0]
    after = display.figure_.get_suptitle()
    assert after.split() == before.split()
    assert max(map(len, after.splitlines())) <= 0.4 * 6.0 * 14


def test_a_figure_without_a_title_has_none():
    import matplotlib.pyplot as plt

    figure, _ = plt.subplots()
    narrow(figure, 0.5)
    assert figure.get_suptitle() == ""


def test_lines_that_were_apart_stay_apart():
    import matplotlib.pyplot as plt

    from polylasso.plots.panels import draw_title

    figure, ax = plt.subplots(figsize=(6, 4))
    long = " ".join(["word"] * 30)
    draw_title(ax, [long, "a note"], own_figure=True)
    narrow(figure, 0.5)
    *others, last = figure.get_suptitle().splitlines()
    assert last == "a note"
    assert " ".join(others) == long
