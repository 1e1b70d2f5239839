"""The page Lab."""

from polylasso.app.pages.lab import EXPERIMENTS


def test_it_opens(visit):
    app = visit("lab")
    for e in EXPERIMENTS:
        app.segmented_control(key="lab_experiment").set_value(e).run()
        print(e)
        assert not app.exception
        for m in app.markdown:
            print("  MD", m.value)
